"""Relations between figures as sentences tell them: 预算980万元，支出1,102万元，超出预算 is read as two figures and a
word that holds them against each other.

A form (`rules/relations.toml`) is how such a sentence runs, with a slot for each figure; a law says what must hold
between the slots. One engine reads all of them: a new ability is a row of the data.

Limits: a form keeps between two 。 or ；unless it says otherwise; no other figure of a slot's unit may stand between
the slots unless the form is of a crowd; figures of last year, changes and rough ones fill no slot that does not allow
them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from itertools import combinations
from typing import NamedTuple

from drafter.claims.formula import LawFormula, breach, formula
from drafter.claims.mention import Mention
from drafter.claims.mentions import mentions
from drafter.claims.text import Stretch
from drafter.files.values import DataTable
from drafter.language.interval import Interval, around
from drafter.language.numerals import chinese_value
from drafter.language.tables import table

#: A figure in the view of a text: a head by its sort, and a tail for each further character.
_TAIL = "\ue010"
_HEADS = {"money": "\ue000", "rate": "\ue001", "points": "\ue002", "score": "\ue003", "people": "\ue004"}
_HEADS |= {"count": "\ue005", "times": "\ue006", "days": "\ue007", "months": "\ue007", "years": "\ue007", "": "\ue009"}
_MEASURE = "\ue008"
#: The letters of slots: {a:M} is money, {a:N} what is counted, {a} anything with a unit.
_SORTS = {
    "M": "\ue000", "R": "\ue001", "P": "\ue002", "S": "\ue003", "N": "\ue004\ue005", "X": "\ue006", "T": "\ue007",
    "V": "\ue008",
}  # fmt: skip
_SLOT = re.compile(r"\{(?P<name>[a-z])(?::(?P<sorts>[A-Z]+))?(?P<loose>~)?\}")
_WORDS = re.compile(r"<(?P<name>[a-z]+)>")
_FIGURE = f"\ue000-{_TAIL}"
#: Gaps: words across sentences, of a sentence, of a sentence without a figure, of a clause without a figure.
_GAPS = {
    "………": "[^\n]{0,130}?",
    "……": "[^\n。；]{0,70}?",
    "…": f"[^\n。；{_FIGURE}]{{0,24}}?",
    "·": f"[^\n，。；、{_FIGURE}]{{0,14}}?",
}
_FALLS = re.compile("下降|降低|减少|压减|压降")
#: 62.5万元/公里 is one figure.
_PER = re.compile(r"/(?:公里|千米|平方米|日|小时|秒|立方米|千瓦时|米|人|年|月|吨|亩|户|个|次|件|度|天|台|套|处|株|场)")
#: Figures that are tried in the place of one.
_MOST = 8
#: What 约 may be off by.
_ROUGH = Decimal("0.1")
_NUMERAL = "[一二两三四五六七八九十]"
#: Slots that are no figures: 八成, 三分之二, 三年, the 7 of 7:3.
_WRITTEN = {"C": f"{_NUMERAL}成", "F": f"{_NUMERAL}分之{_NUMERAL}", "Y": f"{_NUMERAL}年", "D": r"\d{1,2}"}
#: 人 and 名 count alike.
_ALIKE = {"名": "人", "位": "人", "％": "%", "百分点": "个百分点", "个工作日": "天", "工作日": "天", "日": "天"}
#: 平均每户 is spread on 户, 人均 on 人 and 人次.
_SPREAD = {
    "人": ("人", "名", "位", "人次"),
    "次": ("次", "场次", "人次", "批次"),
    "批": ("批", "批次"),
    "场": ("场", "场次"),
}


class SentenceForm(NamedTuple):
    """How a sentence tells a relation: `pattern` over the view, its `law` (and what is `given` before it may speak),
    which slot is the `claim`; `same` are slots of one unit, `units` those of a unit, `loose` those that may be rough;
    `flags`: prior (they may be of last year), changes, signed (a fall counts below nothing), each (every reading must
    hold and not one of them), crowd (others may stand between), doubt.
    """

    name: str
    needle: re.Pattern[str]
    pattern: re.Pattern[str]
    law: LawFormula
    given: tuple[LawFormula, ...]
    claim: str
    code: str
    same: str
    loose: frozenset[str]
    unless: re.Pattern[str] | None
    units: Mapping[str, str]
    flags: frozenset[str]


class FigureRelation(NamedTuple):
    """A form found in a text: its slots as intervals in plain units, the figures that fill them, and where the figures
    and the words of the claim stand."""

    form: SentenceForm
    values: Mapping[str, Interval]
    figures: Mapping[str, Mention]
    start: int
    end: int

    @property
    def claim(self) -> Mention:
        """The figure that the law is held against."""
        return self.figures[self.form.claim]


@cache
def forms() -> tuple[SentenceForm, ...]:
    """The forms of `rules/relations.toml`, in their order."""
    data = table("relations")
    words = {name: "(?:" + "|".join(sorted(said, key=len, reverse=True)) + ")" for name, said in data["words"].items()}
    return tuple(_form(row, text, words) for row in data["relation"] for text in row["forms"])


def _form(row: DataTable, text: str, words: Mapping[str, str]) -> SentenceForm:
    slots = [match["name"] for match in _SLOT.finditer(text) if match["sorts"] not in _WRITTEN]
    pattern = _WORDS.sub(lambda match: words[match["name"]], text).replace(r"\d]", rf"\d{_FIGURE}]")
    pattern = _SLOT.sub(_slot, pattern)
    for gap, said in _GAPS.items():
        pattern = pattern.replace(gap, said)
    unless = re.compile(row["unless"]) if "unless" in row else None
    same = row.get("same", "" if "units" in row else "".join(slots))
    loose = frozenset(match["name"] for match in _SLOT.finditer(text) if match["loose"])
    given = tuple(formula(one) for one in row.get("given", []))
    return SentenceForm(
        row["name"], re.compile("|".join(row["needle"])), re.compile(pattern), formula(row["law"]), given,
        row["claim"], row["code"], same, loose, unless, row.get("units", {}), frozenset(row.get("flags", [])),
    )  # fmt: skip


def _slot(match: re.Match[str]) -> str:
    sorts = match["sorts"] or "".join(_SORTS)
    if sorts in _WRITTEN:
        return f"(?P<{match['name']}>{_WRITTEN[sorts]})"
    return f"(?P<{match['name']}>[{''.join(_SORTS[one] for one in sorts)}]{_TAIL}*)(?!{_TAIL})"


def view(stretch: Stretch) -> str:
    """The text with each figure as one private character of its sort, as long as it is."""
    parts, at, text = [], 0, stretch.text
    for one in mentions(stretch):
        figure = one.figure
        head = _HEADS.get("points" if figure.points else figure.sort, _MEASURE)
        per = _PER.match(text, figure.end)
        end = per.end() if per else figure.end
        parts.append(text[at : figure.start] + head + _TAIL * (end - figure.start - 1))
        at = end
    return "".join(parts) + text[at:]


def relations(stretch: Stretch) -> Iterator[FigureRelation]:
    """The relations that a paragraph tells, form by form; one claim may be read in several ways."""
    found = {one.figure.start: one for one in mentions(stretch)}
    seen = ""
    for form in forms() if found else ():
        if form.needle.search(stretch.text):
            seen = seen or view(stretch)
            at = 0
            while match := form.pattern.search(seen, at):
                at = match.start() + 1
                if relation := _relation(form, match, found, stretch):
                    yield relation


def _relation(
    form: SentenceForm, match: re.Match[str], found: Mapping[int, Mention], stretch: Stretch
) -> FigureRelation | None:
    figures: dict[str, Mention] = {}
    values: dict[str, Interval] = {}
    for name, said in match.groupdict().items():
        one = found.get(match.start(name)) if said is not None and len(name) == 1 else None
        if one is not None:
            figures[name], values[name] = one, _shown(form, name, one)
        elif said is not None and len(name) == 1:
            values[name] = around(_written(said), Decimal(0))
    if any(figures[name].figure.unit != unit for name, unit in form.units.items()):
        return None
    if not all(_fills(form, name, one) for name, one in figures.items()) or form.claim not in figures:
        return None
    falls = sum(bool(_FALLS.search(one.left)) for one in figures.values()) if "signed" in form.flags else 0
    units = {unit_of(figures[name]) for name in form.same if name in figures}
    over = match.groupdict().get("_unit")
    spread = figures["n"].figure.unit not in _SPREAD.get(over, (over,)) if over and "n" in figures else False
    if falls > 1 or len(units) > 1 or spread or ("crowd" not in form.flags and _crowded(form, match, figures, found)):
        return None
    if form.unless and form.unless.search(stretch.text, *_reach(match, stretch)):
        return None
    if any(breach(one, values) for one in form.given):
        return None
    return FigureRelation(form, values, figures, match.start(), match.end())


def _fills(form: SentenceForm, name: str, one: Mention) -> bool:
    """Whether a figure may fill a slot."""
    rough = one.figure.rough and name not in form.loose
    changed = one.rising and name != form.claim and not form.flags & {"changes", "signed"}
    return not (rough or changed or (one.prior and "prior" not in form.flags))


def _shown(form: SentenceForm, name: str, one: Mention) -> Interval:
    """What a figure stands for in a slot: 约 leaves a tenth; a fall is below nothing where the form goes by signs."""
    if one.figure.rough and form.law.sign == "=":
        return around(one.value, max(one.half, abs(one.value) * _ROUGH))
    return (
        around(-one.value, one.half)
        if "signed" in form.flags and one.role == "growth" and one.rising < 0
        else one.shown
    )


def unit_of(one: Mention) -> str:
    """The unit of a figure, as it may be set against others."""
    return _ALIKE.get(one.figure.unit, one.figure.unit)


def _reach(match: re.Match[str], stretch: Stretch) -> tuple[int, int]:
    """From the beginning of the sentence of the first slot to the end of that of the last."""
    return stretch.sentence_at(match.start())[0], stretch.sentence_at(max(match.start(), match.end() - 1))[1]


def _crowded(
    form: SentenceForm, match: re.Match[str], figures: Mapping[str, Mention], found: Mapping[int, Mention]
) -> bool:
    """Whether another figure of a slot's unit stands between the first slot and the last."""
    starts = {one.figure.start for one in figures.values()}
    units = {unit_of(one) for name, one in figures.items() if name in form.same}
    return any(
        start in found and start not in starts and unit_of(found[start]) in units
        for start in range(min(starts) + 1, match.end())
    )


def _exchanged(one: Mention, other: Mention) -> bool:
    """Whether a figure may be meant in the place of another: 人次 for 人 as well."""
    return unit_of(one) == unit_of(other) or one.figure.sort == other.figure.sort == "people"


def _written(said: str) -> Decimal:
    """八成 is 80, 三分之二 66.66…, 三年 3."""
    if said.isdecimal():
        return Decimal(said)
    if said.endswith("成"):
        return Decimal(chinese_value(said[:-1]) * 10)
    if said.endswith("年"):
        return Decimal(chinese_value(said[:-1].replace("两", "二")))
    whole, part = said.split("分之")
    return Decimal(chinese_value(part) * 100) / Decimal(chinese_value(whole))


def holds(relation: FigureRelation, others: Mapping[int, Mention]) -> bool:
    """Whether the law of a relation holds, as it is read or with one of the figures around it in the place of a slot:
    any sensible reading is believed."""
    if not breach(relation.form.law, relation.values):
        return True
    if relation.form.law.sign != "=":
        return False
    used = {one.figure.start for one in relation.figures.values()}
    free = [one for start, one in others.items() if start not in used and one.value > 0 and not one.rising]
    free = [one for one in free if not one.figure.rough]
    names = [name for name in relation.figures if name != relation.form.claim]
    meant = {name: [one for one in free if _exchanged(relation.figures[name], one)][-_MOST:] for name in names}
    other = [{name: one.shown} for name in names for one in meant[name]]
    pairs = [{**one, **two} for one, two in combinations(other, 2) if one.keys() != two.keys()]
    return any(not breach(relation.form.law, {**relation.values, **some}) for some in (*other, *pairs))
