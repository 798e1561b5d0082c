"""From a TOML text to a `Case`: every value checked against the field it fills, every fault with its line.

All faults of a file are gathered before anything is said, so that a clerk mends them in one go.

Limits: this reads; it never guesses. What is empty ("" or []) counts as not filled in, as a fresh skeleton leaves it.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from drafter.errors import (
    BadCase,
    BadDate,
    BadFigure,
    BadText,
    CaseError,
    LabelForName,
    MissingField,
    NegativeFigure,
    Place,
    UnknownChoice,
    UnknownField,
    WrongBrackets,
    WrongKind,
)
from drafter.facts.case import Case, Event, Fact, Item, RoleValue, Row, Value
from drafter.facts.derive import Rule, derive
from drafter.facts.fields import TYPES, Field, Schema
from drafter.facts.files import decode, parse_toml, read_bytes
from drafter.facts.quantity import LEADS, Quantity, parse_quantity

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_FIGURE = rf"(?:{'|'.join(LEADS)})?[-+−]?\d"
_SPLIT = re.compile(r"[\s\u3000]+")
#: The table of last year's figures, by the path of the field (``"fund.spent" = "106.14万元"``), and why none is stated.
LAST_YEAR = "last_year"
LAST_YEAR_SILENT = "上年数，用于比较"


class _Unreadable(Exception):
    """The value at hand was reported and has no fact."""


class _Reader:
    def __init__(self, text: str, file: str, schema: Schema) -> None:
        self.text, self.file, self.schema = text, file, schema
        self.facts: dict[str, Fact] = {}
        self.values: dict[str, Value] = {}
        self.errors: list[CaseError] = []
        self.year = 0
        self._places: dict[str, tuple[int, int]] | None = None
        self._identities: dict[str, int] = {}

    # -- faults ---------------------------------------------------------------------------------------------------
    def place(self, path: str) -> Place:
        """Line and column of the value at `path` (or of the nearest value above it)."""
        if self._places is None:
            from drafter.facts.locate import locate

            self._places = {_written(keys): place for keys, place in locate(self.text).items()}
        while path:
            if path in self._places:
                return Place(self.file, *self._places[path])
            path = path[: max(path.rfind("."), path.rfind("["), 0)]
        return Place(self.file, 1)

    def refuse(self, error: CaseError) -> _Unreadable:
        self.errors.append(error)
        return _Unreadable()

    def nearest(self, word: str, known: Sequence[str], alike: float = 0.5) -> str:
        from difflib import get_close_matches

        return next(iter(get_close_matches(word, known, 1, alike)), "")

    def choose(self, at: str, path: str, label: str, text: str, labels: Mapping[str, str]) -> CaseError:
        """A word that is no name of a choice; `labels` are the names there are by what they are called in Chinese."""
        place, names = self.place(at), tuple(labels.values())
        if text in labels:
            return LabelForName(place, path, label, text, labels[text])
        near = self.nearest(text, names)
        if not near and text:
            alike = [one for one in labels if text in one] or list(labels)
            close = self.nearest(text, alike) or (alike[0] if len(alike) < len(labels) else "")
            near = f"{labels[close]}（{close}）" if close else ""
        return UnknownChoice(place, path, label, text, near, names)

    # -- tables ---------------------------------------------------------------------------------------------------
    def table(self, data: Mapping[str, Any], path: str, pattern: str) -> Row:
        values: dict[str, Value] = {}
        for key, raw in data.items():
            below, shape = (f"{path}.{key}", f"{pattern}.{key}") if path else (key, key)
            value: Value | None = None
            try:
                value = self.entry(raw, below, shape, pattern)
            except _Unreadable:
                continue
            if value is not None:
                values[key] = value
                self.values[below] = value
        return Row(path, values)

    def entry(self, raw: Any, path: str, pattern: str, parent: str) -> Value | None:
        field = self.schema.fields.get(pattern)
        if field is None:
            known = (*self.schema.children(parent), *(() if parent else (LAST_YEAR,)))
            if pattern.split(".")[-1] in known:
                if _rows(raw):
                    raise self.refuse(self.brackets(path, pattern, path, False))
                if not isinstance(raw, dict):
                    raise self.refuse(WrongKind(self.place(path), path, path, f"一个表 [{path}]"))
                return self.table(raw, path, pattern)
            key = pattern.split(".")[-1]
            near = self.nearest(key, known)
            # The very word elsewhere says more than one that is not quite alike here.
            homes = () if self.nearest(key, known, 0.75) else self.homes(key)
            near = f"{parent}.{near}" if near and parent else near
            raise self.refuse(UnknownField(self.place(path), path, near, homes))
        if field.type == "rows":
            return self.rows(raw, path, pattern, field)
        if field.type == "events":
            return self.events(raw, path, pattern, field)
        return self.value(raw, path, field)

    def brackets(self, path: str, pattern: str, label: str, many: bool) -> WrongBrackets:
        """A table with the wrong number of brackets, with the one of nearly the same name if there is such."""
        header = pattern.replace("[]", "")
        twin = header.removesuffix("s") if many else f"{header}s"
        field = self.schema.fields.get(twin)
        if many:
            known = twin != header and field is None and bool(self.schema.children(twin))
        else:
            known = field is not None and field.type == "rows"
        return WrongBrackets(self.place(path), path, label, header, many, twin if known else "")

    def homes(self, key: str) -> tuple[str, ...]:
        """The tables in which a field called `key` does stand, as they are written; "" is the top of the file."""
        found = []
        for path, field in self.schema.fields.items():
            table, _, last = path.rpartition(".")
            if last == key and field.type not in ("rows", "events"):
                header = table.replace("[]", "")
                found.append(f"[[{header}]]" if table.endswith("[]") else f"[{header}]" if table else "")
        return tuple(dict.fromkeys(found))

    def rows(self, raw: Any, path: str, pattern: str, field: Field) -> tuple[Row, ...] | None:
        if isinstance(raw, dict):
            raise self.refuse(self.brackets(path, pattern, field.label, True))
        if not isinstance(raw, list) or not all(isinstance(row, dict) for row in raw):
            header = pattern.replace("[]", "")
            raise self.refuse(WrongKind(self.place(path), path, field.label, f"若干个 [[{header}]] 表"))
        rows = [self.table(row, f"{path}[{i}]", f"{pattern}[]") for i, row in enumerate(raw)]
        # A row that holds nothing is not filled in; between others it keeps its place, so that paths stay true.
        while rows and not rows[-1].values:
            rows.pop()
        return tuple(rows) or None

    def last_year(self, raw: Any, path: str = LAST_YEAR) -> None:
        """Last year's figures, each read like the field of this year that it is compared with."""
        if not isinstance(raw, dict):
            self.errors.append(WrongKind(self.place(path), path, "上年数", f"一个表 [{LAST_YEAR}]"))
            return
        for key, value in raw.items():
            below = f"{path}.{key}"
            pattern = re.sub(r"\[\d+\]", "[]", below.removeprefix(f"{LAST_YEAR}."))
            field = self.schema.fields.get(pattern)
            if isinstance(value, dict) and field is None and self.schema.children(pattern):
                # fund.spent without quotation marks is a table in a table, and means the same.
                self.last_year(value, below)
                continue
            if field is None or not (field.type == "figure" or field.recalled):
                fields = self.schema.fields.values()
                near = self.nearest(pattern, [one.path for one in fields if one.type == "figure" or one.recalled])
                self.errors.append(UnknownField(self.place(below), below, f"{LAST_YEAR}.{near}" if near else ""))
                continue
            try:
                found = self.value(value, below, field._replace(label=f"上年{field.label}"))
            except _Unreadable:
                continue
            if found is not None:
                self.values[below] = found

    # -- events ---------------------------------------------------------------------------------------------------
    def events(self, raw: Any, path: str, pattern: str, field: Field) -> tuple[Event, ...] | None:
        if isinstance(raw, dict):
            raise self.refuse(self.brackets(path, pattern, field.label, True))
        if not isinstance(raw, list) or not all(isinstance(row, dict) for row in raw):
            raise self.refuse(WrongKind(self.place(path), path, field.label, TYPES["events"]))
        found = []
        for index, row in enumerate(raw):
            try:
                found.append(self.event(row, f"{path}[{index}]"))
            except _Unreadable:
                continue
        return tuple(found) or None

    def event(self, row: Mapping[str, Any], path: str) -> Event:
        name = row.get("kind")
        if name is None:
            raise self.refuse(MissingField(self.place(path), f"{path}.kind", "事项的种类"))
        kind = self.schema.kinds.get(name) if isinstance(name, str) else None
        if kind is None:
            labels = {one.label: one.name for one in self.schema.kinds.values()}
            raise self.refuse(self.choose(f"{path}.kind", path, "事项的种类", str(name), labels))
        roles: dict[str, RoleValue] = {}
        for key, raw in row.items():
            if key == "kind":
                continue
            below = f"{path}.{key}"
            field = kind.roles.get(key)
            if field is None:
                near = self.nearest(key, tuple(kind.roles))
                self.errors.append(UnknownField(self.place(below), f"{kind.label}的 {key}", near))
                continue
            try:
                value = self.value(raw, below, field)
            except _Unreadable:
                continue
            if value is not None:
                roles[key] = value
        identity = self.identity(kind.name, roles)
        for role, field in kind.roles.items():
            if not field.required or role in roles:
                continue
            if role in row and row[role] == "" and field.type in ("figure", "date"):
                # A figure still to come (`drafter new --from` empties last year's) shows where it belongs.
                roles[role] = Fact(f"{path}.{role}", f"〔待补：{field.label}〕", missing=True)
            elif row.get(role, "") in ("", []):
                self.errors.append(MissingField(self.place(path), f"{path}.{role}", f"{kind.label}的{field.label}"))
        return Event(kind.name, path, identity, roles)

    def identity(self, kind: str, roles: Mapping[str, RoleValue]) -> str:
        names = []
        for role in sorted(roles):
            for part in _parts(roles[role]):
                if part.number is None:
                    names.append(part.text)
        stem = f"{kind}-{zlib.crc32('|'.join(names).encode()):08x}"
        self._identities[stem] = self._identities.get(stem, 0) + 1
        return stem if self._identities[stem] == 1 else f"{stem}-{self._identities[stem]}"

    # -- single values --------------------------------------------------------------------------------------------
    def value(self, raw: Any, path: str, field: Field) -> RoleValue | None:
        kind = field.type
        if raw == "" or raw == []:
            return None
        if kind == "figure":
            return self.keep(self.figure(raw, path, field))
        if kind == "value":
            return self.keep(self.a_value(raw, path, field))
        if kind in ("names", "items", "choices"):
            # One value is a list of one: people leave the brackets out.
            many = raw if isinstance(raw, list) else [raw]
            if kind == "items":
                return tuple(self.item(one, f"{path}[{i}]", field) for i, one in enumerate(many) if one != "") or None
            read = self.name if kind == "names" else self.choice
            return tuple(self.keep(read(one, f"{path}[{i}]", field)) for i, one in enumerate(many) if one != "") or None
        read = {"name": self.name, "date": self.date, "year": self.a_year, "flag": self.flag, "choice": self.choice}[
            kind
        ]
        return self.keep(read(raw, path, field))

    def keep(self, fact: Fact) -> Fact:
        self.facts[fact.path] = fact
        return fact

    def clean(self, raw: Any, path: str, field: Field) -> str:
        if not isinstance(raw, str):
            raise self.refuse(WrongKind(self.place(path), path, field.label, TYPES.get(field.type, TYPES["name"])))
        text = raw.strip()
        if "\n" in text:
            raise self.refuse(BadText(self.place(path), path, field.label, "不能换行，请拆成几项"))
        if match := _CONTROL.search(text):
            code = f"U+{ord(match[0]):04X}"
            raise self.refuse(BadText(self.place(path), path, field.label, f"里有看不见的控制字符 {code}，请删去"))
        if not text:
            raise self.refuse(BadText(self.place(path), path, field.label, "只有空格，请填写或删去"))
        if text[-1] in "。！？；" and not field.silent:
            # Sentences are what the program is for; one typed as a fact would stand crooked inside another.
            raise self.refuse(
                BadText(self.place(path), path, field.label, "要填名称或短语，不要写成句子，请去掉句末的标点")
            )
        return text

    def name(self, raw: Any, path: str, field: Field) -> Fact:
        return Fact(path, self.clean(raw, path, field))

    def choice(self, raw: Any, path: str, field: Field) -> Fact:
        text = self.clean(raw, path, field)
        if text not in field.choices:
            near = self.nearest(text, field.choices)
            raise self.refuse(UnknownChoice(self.place(path), path, field.label, text, near, field.choices))
        return Fact(path, text)

    def flag(self, raw: Any, path: str, field: Field) -> Fact:
        if not isinstance(raw, bool):
            raise self.refuse(WrongKind(self.place(path), path, field.label, TYPES["flag"]))
        return Fact(path, "是" if raw else "否", number=Decimal(int(raw)))

    def a_year(self, raw: Any, path: str, field: Field) -> Fact:
        try:
            number = int(str(raw).strip().rstrip("年度"))
            if isinstance(raw, bool) or not 1990 <= number <= 2100:
                raise ValueError(raw)
        except ValueError:
            raise self.refuse(WrongKind(self.place(path), path, field.label, TYPES["year"])) from None
        return Fact(path, f"{number}年", number=Decimal(number))

    def date(self, raw: Any, path: str, field: Field) -> Fact:
        from drafter.facts.date import parse_date

        try:
            return Fact(path, parse_date(raw, self.year))
        except ValueError:
            raise self.refuse(BadDate(self.place(path), path, field.label, str(raw))) from None

    def figure(self, raw: Any, path: str, field: Field) -> Fact:
        try:
            quantity = parse_quantity(raw, field.unit)
        except ValueError as error:
            raise self.refuse(BadFigure(self.place(path), path, field.label, str(raw), str(error))) from None
        if quantity.number < 0 and not field.negative:
            raise self.refuse(NegativeFigure(self.place(path), path, field.label, str(raw)))
        base = field.unit.lstrip("万亿")
        if base in ("元", "%", "分", "百分点") and quantity.unit != base:
            why = f"的单位应当是{field.unit}"
            raise self.refuse(BadFigure(self.place(path), path, field.label, str(raw), why))
        amount = quantity.amount(field.unit)
        if field.max is not None and amount > field.max:
            why = f"超过了上限{field.max}"
            raise self.refuse(BadFigure(self.place(path), path, field.label, str(raw), why))
        if field.unit[:1] in ("万", "亿") and quantity.scale != field.unit[0]:
            # One unit for comparable figures (GB/T 15835-2011): 1876000元 among 万元 is 187.6万元.
            amount = amount.normalize()
            quantity = quantity._replace(number=amount, scale=field.unit[0])
        return Fact(path, str(quantity), quantity, amount)

    def a_value(self, raw: Any, path: str, field: Field) -> Fact:
        """A figure where it reads as one (≥95%, 不少于30场次), else a short phrase."""
        if isinstance(raw, (int, Decimal)):
            return self.figure(raw, path, field)
        from drafter.facts.value import parse_value

        text = self.clean(raw, path, field)
        try:
            found = parse_value(text)
        except ValueError as error:
            raise self.refuse(BadFigure(self.place(path), path, field.label, text, str(error))) from None
        if found is None:
            return Fact(path, text)
        sign, quantity = found
        if quantity.number < 0:
            raise self.refuse(NegativeFigure(self.place(path), path, field.label, text))
        return Fact(path, f"{sign}{quantity}", quantity, quantity.base)

    def item(self, raw: Any, path: str, field: Field) -> Item:
        """A compact item (周五公共卫生日行动 34次), or the same as a table of `name` and `count`."""
        if isinstance(raw, dict):
            for key in raw:
                if key not in ("name", "count"):
                    near = self.nearest(key, ("name", "count"))
                    raise self.refuse(UnknownField(self.place(f"{path}.{key}"), f"{field.label}的 {key}", near))
            filled = {key: one for key, one in raw.items() if one != ""}
            if not filled:
                raise self.refuse(WrongKind(self.place(path), path, field.label, TYPES["items"]))
            name = self.name(filled["name"], f"{path}.name", field) if "name" in filled else None
            count = self.count(filled["count"], f"{path}.count", field) if "count" in filled else None
        else:
            head, tail = split_item(self.clean(raw, path, field))
            count = self.count(tail, f"{path}.count", field) if tail else None
            name = Fact(f"{path}.name", head) if head else None
        for fact in (name, count):
            if fact is not None:
                self.keep(fact)
        return Item(name, count)

    def count(self, raw: Any, path: str, field: Field) -> Fact:
        try:
            quantity = parse_quantity(raw, field.measure)
        except ValueError as error:
            raise self.refuse(BadFigure(self.place(path), path, field.label, str(raw), str(error))) from None
        if quantity.number < 0:
            raise self.refuse(NegativeFigure(self.place(path), path, field.label, str(raw)))
        return Fact(path, str(quantity), quantity, quantity.base)


def split_item(text: str) -> tuple[str, str]:
    """The name and the count of a compact item (周五公共卫生日行动 34次), either "" where it has none."""
    text = text.strip()
    tail = _SPLIT.split(text)[-1]
    if not re.match(_FIGURE, unicodedata.normalize("NFKC", tail)):
        return text, ""
    return text[: -len(tail)].rstrip(" \u3000"), tail


def _parts(value: RoleValue) -> Sequence[Fact]:
    if isinstance(value, Fact):
        return (value,)
    found: list[Fact] = []
    for one in value:
        if isinstance(one, Item):
            found.extend(part for part in (one.name, one.count) if part is not None)
        else:
            found.append(one)
    return found


def _written(keys: Sequence[str | int]) -> str:
    """The path as messages and facts write it: work[0].title."""
    return "".join([f"[{key}]" if isinstance(key, int) else f".{key}" for key in keys])[1:]


def _rows(raw: Any) -> bool:
    """Whether a value is written [[…]]: a list of tables."""
    return isinstance(raw, list) and bool(raw) and all(isinstance(one, dict) for one in raw)


class _Facts:
    """The facts read so far, as the source of derivations."""

    def __init__(self, case: Case) -> None:
        self.case = case

    def inputs(self, pattern: str) -> Sequence[Fact]:
        fact = self.case.fact(pattern)
        return (fact,) if fact is not None and fact.number is not None else ()

    def told(self, kind: str, role: str) -> Sequence[Fact]:
        found = []
        for value in self.case.values.values():
            for one in value if isinstance(value, tuple) else ():
                if isinstance(one, Event) and one.kind == kind and isinstance(fact := one.roles.get(role), Fact):
                    found.append(fact)
        return found

    def rows(self, path: str) -> int:
        found = self.case.values.get(path)
        return len(found) if isinstance(found, tuple) else 0


def read_case(
    text: str, file: str, schema: Schema, rules: Sequence[Rule] = (), settings: Mapping[str, Any] | None = None
) -> Case:
    """The case that a TOML text states. Raises BrokenToml, or BadCase with every fault of the text."""
    data = parse_toml(text, file)
    reader = _Reader(text, file, schema)
    genre = data.pop("genre", None)
    if genre is None:
        reader.errors.append(MissingField(Place(file, 1), "genre", "报告种类"))
    elif not isinstance(genre, str) or genre not in schema.genres:
        labels = {label: name for name, label in schema.genres.items()}
        reader.errors.append(reader.choose("genre", "genre", "报告种类", str(genre), labels))
    year = data.pop("year", None)
    if year is None:
        reader.errors.append(MissingField(Place(file, 1), "year", "报告年度"))
    else:
        try:
            fact = reader.keep(reader.a_year(year, "year", Field("year", "year", "报告年度")))
            reader.values["year"] = fact
            reader.year = int(fact.number or 0)
        except _Unreadable:
            pass
    last_year = data.pop(LAST_YEAR, None)
    named = data.get("scoring")
    if isinstance(named, str) and named.strip() and "scoring" in schema.fields:
        from drafter.facts.settings import own_settings, with_grades

        settings = own_settings(file, named.strip(), settings or {})
        reader.schema = schema = with_grades(schema, settings)
    root = reader.table(data, "", "")
    if last_year is not None:
        reader.last_year(last_year)
    if reader.errors:
        raise BadCase(reader.errors)
    case = Case(file, str(genre), reader.year, root, reader.values, reader.facts)
    contradictions: list[str] = []
    if settings and "indicators" in reader.values:
        from drafter.facts.indicators import score

        scores = score(case, settings, reader.place)
        if scores.errors:
            raise BadCase(scores.errors)
        contradictions.extend(scores.contradictions)
        case = case._replace(derived=scores.derived, scores=scores)
    derived = {**case.derived, **derive(rules, _Facts(case), settings or {})}
    for path, derivation in derived.items():
        typed = reader.facts.get(path)
        if typed is not None and not _agrees(typed, derivation.fact):
            line = reader.place(path).line
            contradictions.append(f"{file}:{line}: {derivation.label}写作{typed.text}，应为{derivation.working}")
        field = schema.fields.get(path)
        number = derivation.fact.number
        if field is not None and field.max is not None and number is not None and number > field.max:
            contradictions.append(f"{file}: {derivation.label}{derivation.working}，超过了上限{field.max}")
    return case._replace(derived=derived, contradictions=tuple(contradictions))


def _agrees(typed: Fact, derived: Fact) -> bool:
    """Whether a typed figure is the derived one within half a unit of its last decimal."""
    if typed.number is None or derived.number is None:
        return typed.text == derived.text
    quantity = typed.quantity or Quantity(typed.number)
    # In the unit that was typed: half of the last decimal of 98600元 is 0.5元, not 0.5万元.
    half = quantity._replace(number=Decimal(1).scaleb(-quantity.decimals) / 2)
    return abs(typed.number - derived.number) <= half.amount(derived.quantity.unit if derived.quantity else "")


def load_case(file: str, schema: Schema, rules: Sequence[Rule], settings: Mapping[str, Any]) -> Case:
    """The case in a file. Raises the faults of `read_bytes`, `decode` and `read_case`."""
    return read_case(decode(read_bytes(file), file), file, schema, rules, settings)
