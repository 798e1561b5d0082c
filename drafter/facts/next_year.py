"""Next year's case from last year's: what stays is kept as it was written, what must be filled in anew is emptied.

The reader gains a file in the same order, with the same comments, names, kinds and structure. Figures, dates and what
tells of one year alone (`yearly`) are emptied; the figures of declared fields stay in ``[last_year]`` for comparison.
What a person has to decide carries a mark in the comment of its line (:mod:`drafter.facts.undecided`): names with a
year or a figure, what was kept as it was, last year's notes; what happened once is put aside as comments.

Limits: a table in one line has no room for a mark, its list has it; long plans keep their years.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from drafter.facts.case import Case
from drafter.facts.fact import Event, Fact, Item
from drafter.facts.fields import Field, Schema
from drafter.facts.load import LAST_YEAR, ORIGINS, split_item
from drafter.facts.tables import NOTE
from drafter.facts.undecided import MARK, NOTED, ONCE, put_aside
from drafter.files.literal import literal
from drafter.files.values import Editable
from drafter.language.tables import table as rules

#: Years as names write them: 2024年, and both ends of 2023—2024年 and of 2023—2024学年.
_YEARS = re.compile(r"(?<!\d)(?:19|20|21)\d\d(?=学?年|(?:—|-|–|~|～|至|到)+(?:19|20|21)\d\d学?年)")
_NAMES = frozenset(("name", "names", "items"))
_TITLES = re.compile(r"(《[^《》]*》)")
_NOTE = "上年数，用于比较，不写进正文"
_ROWS = "；[0] 是上年的第一行，行的次序变了要跟着改"
#: What opens the remarks on an emptied value and on a year that stayed in a name, looked for again a year later.
_WAS = "上年写作："
_OLD = re.compile(rf"[；#\s]*(?:(?:{_WAS}|{MARK}).*|名称里仍有[0-9]{{4}}，请核对)")
#: A document goes by its number: （财预〔2024〕5号）.
_NUMBERED = re.compile(r"[〔［\[【﹝(（](?:19|20|21)\d\d[〕］\]】﹞)）]\s*(?:第\s*)?\d+\s*号")


def next_year(text: str, schema: Schema, case: Case, derived: Collection[str] = ()) -> str:
    """The TOML text of next year's case. `text` states `case`; `derived` are the paths of derived figures."""
    import tomlkit

    from drafter.facts import last_hand

    document = tomlkit.parse(last_hand.forget(text))
    document.pop(LAST_YEAR, None)
    document.pop(ORIGINS, None)
    year = int(str(document["year"]).strip().rstrip("年度"))
    mover = _Mover(schema, year, frozenset(derived))
    mover.table(document, "", "")
    hand = document.get("hand")
    if hand:
        last_hand.keep_choices(hand, last_hand.renamed(case, mover.roles_of), _WAS, _remark)
    document["year"] = mover.year_of(document["year"])
    for path in [path for path, field in schema.fields.items() if field.recalled and path in case.derived]:
        # As the report stated it, not as it may have been typed beside it.
        mover.figures[path] = tomlkit.item(case.derived[path].fact.text).as_string()
    if mover.figures:
        table = tomlkit.table()
        table.comment(_NOTE + (_ROWS if any("[" in path for path in mover.figures) else ""))
        for path, written in mover.figures.items():
            # What was typed, to the letter: 106.10 would lose its zero as a number.
            table.append(path, tomlkit.parse(f"x = {written}").item("x"))
        document.append(LAST_YEAR, table)
    made = tomlkit.dumps(document)
    if hand:
        made = last_hand.put_aside(made, hand)
    made = put_aside(made, mover.once)
    return re.sub(r"(?<!\r)\n", "\r\n", made) if "\r\n" in text else made


def moved(name: str, year: int) -> str:
    """A name with its years moved on by one where they are those of the report on `year`: 2024年…方案 is 2025年…方案.

    A span of that year and its neighbours moves whole (2023—2024年); a span that reaches further stays, and so does the
    year of a document that is named with its number.
    """
    if _NUMBERED.search(name):
        return name
    parts = _TITLES.split(name)
    for index, part in enumerate(parts):
        years = {int(found) for found in _YEARS.findall(part)}
        near = range(year - 1, year + 2) if index % 2 == 0 else range(year, year + 1)
        if year in years and all(one in near for one in years):
            parts[index] = _YEARS.sub(lambda match: str(int(match[0]) + 1), part)
        elif year in years:
            alone = rf"(?<!\d)(?<![—–~～至到-]){year}(?=学?年(?!(?:—|-|–|~|～|至|到)+\d))"
            parts[index] = re.sub(alone, str(year + 1), part)
    return "".join(parts)


class _Mover:
    """Walks a document as the reader of cases does; `figures` gathers what was typed in the figures of fields, `once`
    the events under headers that happened once, with what they are called."""

    def __init__(self, schema: Schema, year: int, derived: frozenset[str]) -> None:
        self.schema, self.year, self.derived = schema, year, derived
        self.figures: dict[str, str] = {}
        self.once: dict[str, str] = {}
        self.rules = rules("next_year")
        self._open: list[str] = []

    def table(self, data: Editable, path: str, pattern: str, inline: bool = False) -> None:
        """`inline`: the table stands within one line, where no comment can."""
        from tomlkit.items import InlineTable

        inline = inline or isinstance(data, InlineTable)
        for key in list(data):
            raw = data[key]
            below, shape = (f"{path}.{key}", f"{pattern}.{key}") if path else (key, key)
            field = self.schema.fields.get(shape)
            if field is None:
                if isinstance(raw, dict):
                    self.table(raw, below, shape, inline)
            elif field.type == "rows":
                for index, row in enumerate(raw):
                    self.table(row, f"{below}[{index}]", f"{shape}[]", inline)
                self.mark_list(raw, inline)
            elif field.type == "events":
                self.events(data, key, inline, below)
                self.mark_list(data.get(key), inline)
            else:
                if (field.type == "figure" or field.recalled) and raw != "":
                    self.figures[below] = raw.as_string()
                self.put_or_forget(data, key, field, inline, shape in self.derived)

    def mark_list(self, raw: object, inline: bool) -> None:
        """The mark of what stands in the tables of a list in one line, where alone there is room for it."""
        if self._open and not inline:
            if hasattr(raw, "trivia"):
                _remark(raw, f"{MARK}{'、'.join(dict.fromkeys(self._open))}", more=True)
            self._open.clear()

    def events(self, holder: Editable, key: str, inline: bool, path: str) -> None:
        """Events stay by their names, but for those that happened once. Notes tell of the year that is over, whatever
        stands in them."""
        from tomlkit.items import InlineTable

        rows = _listed(holder[key])
        said = [str(row) for row in rows if isinstance(row, str) and row]
        if all(isinstance(row, str) for row in rows):
            if said:
                holder[key] = _emptied(holder[key])
            if not inline:
                _remark(holder[key], f"{MARK}{NOTED}{literal(said)}" if said else "")
            return
        if said and not inline:
            _remark(holder[key], f"{MARK}{NOTED}{literal(said)}")
        gone = []
        for index, row in enumerate(rows):
            if isinstance(row, str):
                rows[index] = ""
                continue
            within = inline or isinstance(row, InlineTable)
            kind = self.schema.kinds[row.get("kind", NOTE)]
            if kind.name in self.rules["once"]:
                if isinstance(row, InlineTable):
                    gone.append(index)
                else:
                    self.once[f"{path}[{index}]"] = kind.label
            for role in [one for one in row if one in kind.roles]:
                if "kind" in row:
                    self.put_or_forget(row, role, kind.roles[role], within)
                else:
                    self.forget(row, role, within)
        if gone and len(gone) < len(rows) and not inline:
            kept = [literal(_plain(rows[index])) for index in gone]
            for index in reversed(gone):
                del rows[index]
            _remark(holder[key], f"{MARK}{ONCE}{'，'.join(kept)}")
        elif gone and not inline:
            kept = [literal(_plain(rows[index])) for index in gone]
            holder[key] = _emptied_list()
            _remark(holder[key], f"{MARK}{ONCE}{'，'.join(kept)}")

    def put_or_forget(self, holder: Editable, key: str, field: Field, inline: bool, follows: bool = False) -> None:
        if field.yearly:
            self.forget(holder, key, inline)
            return
        before = _each(holder[key])
        self.put(holder, key, field, follows)
        if field.type not in _NAMES or (field.silent and not self.kept(field)):
            return
        why = self.why(before, _each(holder[key]), field)
        if not inline:
            _remark(holder[key], f"{MARK}{why}" if why else "")
        elif why:
            self._open.append(why)

    def why(self, before: list[str], after: list[str], field: Field) -> str:
        """Why a person has to look at names that stay; "" where they need not."""
        if not any(after):
            return ""
        if any(map(self.stays, before, after)):
            return f"名称里仍有{self.year}"
        if before != after and any(str(self.year + 1) in one for one in after):
            return f"{self.year}年改成了{self.year + 1}年"
        bare = _NUMBERED.sub("", _TITLES.sub("", "｜".join(after)))
        if not field.silent and (found := re.search(self.rules["figures"], bare)):
            return f"名称里有“{found[0]}”"
        return self.kept(field)

    def kept(self, field: Field) -> str:
        """What is said of a field that stays as it was and is to be looked at; "" of any other."""
        for pattern, said in self.rules["kept"].items():
            if field.path == pattern or (pattern.endswith(".") and field.path.startswith(pattern)):
                return str(said)
        return ""

    def forget(self, holder: Editable, key: str, inline: bool) -> None:
        """Empty what told of the year that is over; what it said stays in a remark, where there is room for one."""
        words = _words(holder[key])
        if words:
            holder[key] = _emptied(holder[key])
        if not inline:
            _remark(holder[key], f"{_WAS}{words}" if words else "")

    def put(self, holder: Editable, key: str | int, field: Field, follows: bool = False) -> None:
        """What the next year starts with; a value that stays is not touched, nor how it is written."""
        raw = holder[key]
        if isinstance(raw, list):
            if _steps(map(str, raw)):
                return
            for index in range(len(raw)):
                self.put(raw, index, field)
            return
        new = raw
        if follows or field.type in ("figure", "value", "date"):
            new = ""
        elif field.type == "year":
            new = self.year_of(raw)
        elif field.type == "items":
            new = self.item(raw)
        elif field.type in ("name", "names") and not field.silent:
            new = raw if field.path.split(".")[-1] in self.rules["documents"] else moved(raw, self.year)
        if new != raw:
            holder[key] = new

    def item(self, raw: Editable) -> Editable:
        """The bare name of a compact item; "" where there was only a count."""
        if not isinstance(raw, dict):
            return moved(split_item(raw)[0], self.year)
        if not raw.get("name"):
            return ""
        raw["name"] = moved(raw["name"], self.year)
        if "count" in raw:
            raw["count"] = ""
        return raw

    def year_of(self, raw: Editable) -> Editable:
        """A year moved on by one, written as it was: 2024, "2024年度"."""
        return re.sub(r"\d+", lambda match: str(int(match[0]) + 1), raw) if isinstance(raw, str) else int(raw) + 1

    def stays(self, before: str, after: str) -> bool:
        """Whether the year of the report stands in a name where it stood before."""
        places = [slice(*match.span()) for match in re.finditer(rf"(?<!\d){self.year}(?!\d)", before)]
        return any(before[one] == after[one] for one in places)

    def roles_of(self, event: Event) -> dict[str, object]:
        """The roles of an event as its identity will have them next year, if it takes place at the same time."""
        fields = self.schema.kinds[event.kind].roles
        found: dict[str, object] = {}
        for role, value in event.roles.items():
            names = [
                one.name if isinstance(one, Item) else one for one in (value if isinstance(value, tuple) else (value,))
            ]
            facts = [name for name in names if name is not None and name.number is None and not name.missing]
            if fields[role].yearly or not facts:
                continue
            if fields[role].type in _NAMES and not (len(facts) > 1 and _steps([fact.text for fact in facts])):
                facts = [Fact(fact.path, moved(fact.text, self.year)) for fact in facts]
            found[role] = tuple(facts)
        return found


def _steps(names: Iterable[str]) -> bool:
    """Whether a list tells of several years: 2023年筹划, 2024年攻坚 stay the steps of that plan."""
    return len(set(_YEARS.findall(" ".join(names)))) > 1


def _each(raw: object) -> list[str]:
    """The names of a value, one by one."""
    return [str(one.get("name", "")) if isinstance(one, dict) else str(one) for one in _listed(raw)]


def _emptied_list() -> object:
    import tomlkit

    return tomlkit.array()


def _plain(row: object) -> object:
    """A table of a document as plain values."""
    return row.unwrap() if hasattr(row, "unwrap") else row


def _listed(raw: Editable) -> list[Editable]:
    return raw if isinstance(raw, list) else [raw]


def _words(raw: object) -> str:
    """A value as a remark quotes it: 甲；乙."""
    if isinstance(raw, (dict, list)):
        several = raw.values() if isinstance(raw, dict) else raw
        return (" " if isinstance(raw, dict) else "；").join(filter(None, map(_words, several)))
    return " ".join(str(raw).split())


def _emptied(raw: object) -> object:
    """Nothing in place of a value; of a list its entries where comments stand between them, which are a person's."""
    import tomlkit

    if not isinstance(raw, tomlkit.items.Array):
        return ""
    for index in range(len(raw)):
        raw[index] = ""
    return raw if "#" in raw.as_string() else tomlkit.array()


def _remark(item: Editable, said: str, more: bool = False) -> None:
    """A remark behind the comment of a line; what was remarked there the year before goes, and with `more` what was
    remarked now stays."""
    trivia = item.trivia
    kept = trivia.comment if more else _OLD.sub("", trivia.comment)
    if kept == trivia.comment and not said:
        return
    trivia.comment = f"{kept}；{said}" if kept and said else kept or (said and f"# {said}")
    trivia.comment_ws = (trivia.comment_ws or " ") if trivia.comment else ""
