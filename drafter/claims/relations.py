"""Relations between figures as sentences tell them: 预算980万元，支出1,102万元，超出预算 is read as two figures and a
word that holds them against each other.

A form (:mod:`drafter.claims.forms`) is how such a sentence runs, with a slot for each figure; a law says what must hold
between the slots. One engine reads all of them: a new ability is a row of the data.

Limits: a form keeps between two 。 or ；unless it says otherwise; no other figure of a slot's unit may stand between
the slots unless the form is of a crowd; figures of last year, changes and rough ones fill no slot that does not allow
them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations, takewhile
from typing import NamedTuple

from drafter.claims.forms import HEADS, MEASURE, TAIL, SentenceForm, forms, written
from drafter.claims.formula import Filled, breach
from drafter.claims.mention import Mention
from drafter.claims.mentions import mentions
from drafter.claims.text import Stretch
from drafter.language.figures import Figure
from drafter.language.interval import Interval, around

_AIMED = re.compile("目标|要求|任务|计划|预期|指标值?|规定|承诺|平均|水平")
_FALLS = re.compile("下降|降低|减少|压减|压降")
#: 62.5万元/公里 is one figure.
_PER = re.compile(r"/(?:公里|千米|平方米|日|小时|秒|立方米|千瓦时|米|人|年|月|吨|亩|户|个|次|件|度|天|台|套|处|株|场)")
#: Figures that are tried in the place of one.
_MOST = 8
#: What 约 may be off by.
_ROUGH = Decimal("0.1")
#: 三成 stands for 25 to 35 per cent, 四分之一 for 23 to 27.
_TENTH, _THIRD = Decimal(5), Decimal(2)
#: 人 and 名 count alike.
_ALIKE = {"名": "人", "位": "人", "％": "%", "百分点": "个百分点", "个工作日": "天", "工作日": "天", "日": "天"}
#: 平均每户 is spread on 户, 人均 on 人 and 人次.
_SPREAD = {
    "人": ("人", "名", "位", "人次"),
    "次": ("次", "场次", "人次", "批次"),
    "批": ("批", "批次"),
    "场": ("场", "场次"),
}
#: Figures of a list whose parts are tried.
_LONGEST = 12


class FigureRelation(NamedTuple):
    """A form found in a text: its slots as intervals in plain units, the figures that fill them, and where the
    figures and the words of the claim stand."""

    form: SentenceForm
    values: Filled
    figures: Mapping[str, tuple[Mention, ...]]
    start: int
    end: int

    @property
    def claim(self) -> Mention:
        """The figure that the law is held against."""
        return self.figures[self.form.claim][0]


def view(stretch: Stretch) -> str:
    """The text with each figure as one private character of its sort, as long as it is."""
    parts, at, text = [], 0, stretch.text
    for one in mentions(stretch):
        figure = one.figure
        head = HEADS.get("points" if figure.points else figure.sort, MEASURE)
        per = _PER.match(text, figure.end)
        end = per.end() if per else figure.end
        parts.append(text[at : figure.start] + head + TAIL * (end - figure.start - 1))
        at = end
    return "".join(parts) + text[at:]


def relations(stretch: Stretch, across: bool = False) -> Iterator[FigureRelation]:
    """The relations that a paragraph tells, form by form; one claim may be read in several ways. With `across` only
    those that two paragraphs may tell."""
    wanted = [form for form in forms() if not across or "across" in form.flags]
    wanted = [form for form in wanted if form.needle.search(stretch.text)]
    found = {one.figure.start: one for one in mentions(stretch)} if wanted else {}
    seen = ""
    for form in wanted if found else ():
        seen = seen or view(stretch)
        for pieces in form.ways:
            for matches in _told(pieces, seen, stretch, form):
                if relation := _relation(form, matches, found, stretch):
                    yield from _each(relation) if form.each else (relation,)


def _each(told: FigureRelation) -> Iterator[FigureRelation]:
    """A relation of lists that run side by side (分别为…，占比分别为…), one for each of their figures."""
    names, values, figures = told.form.each, dict(told.values), dict(told.figures)
    if len({len(figures[name]) for name in names}) > 1:
        return
    values |= {name.upper(): told.values[name] for name in names}
    figures |= {name.upper(): told.figures[name] for name in names}
    for at in range(len(figures[names[0]])):
        own = {name: figures[name.upper()][at] for name in names}
        shown = {name: _shown(told.form, name, one) for name, one in own.items()}
        yield told._replace(
            values={**values, **shown}, figures={**figures, **{name: (one,) for name, one in own.items()}}
        )


def _told(
    pieces: Sequence[re.Pattern[str]], seen: str, stretch: Stretch, form: SentenceForm
) -> Iterator[tuple[re.Match[str], ...]]:
    """Where a form stands: once for each beginning; of several pieces, each claim with the nearest of the others, those
    before it first."""
    if len(pieces) == 1:
        at = 0
        while match := pieces[0].search(seen, at):
            at = match.start() + 1
            yield (match,)
        return
    own = next(piece for piece in pieces if form.claim in piece.groupindex)
    for said in own.finditer(seen):
        start, end = (0, len(seen)) if "far" in form.flags else stretch.sentence_at(said.start(form.claim))
        others = []
        for piece in pieces:
            hits = [] if piece is own else [hit for hit in piece.finditer(seen, start, end) if hit.end() != said.end()]
            before = [hit for hit in hits if hit.end() <= said.end()]
            others += before[-1:] or hits[:1]
        if len(others) + 1 == len(pieces):
            yield (said, *others)


def _relation(
    form: SentenceForm, matches: tuple[re.Match[str], ...], found: Mapping[int, Mention], stretch: Stretch
) -> FigureRelation | None:
    figures: dict[str, tuple[Mention, ...]] = {}
    values: dict[str, Interval | tuple[Interval, ...]] = {}
    over = None
    for match in matches:
        over = over or match.groupdict().get("_unit")
        for name, said in match.groupdict().items():
            if said is None or len(name) > 1:
                continue
            read = _filled(form, name, match, found, stretch)
            if read is None:
                return None
            values[name] = read[0]
            if read[1]:
                figures[name] = read[1]
    told = [one for several in figures.values() for one in several]
    starts = [one.figure.start for one in told]
    falls = sum(bool(_FALLS.search(one.left)) for one in told) if "signed" in form.flags else 0
    units = {unit_of(one) for name in form.same for one in figures.get(name, ())}
    spread = figures["n"][0].figure.unit not in _SPREAD.get(over, (over,)) if over and "n" in figures else False
    if form.claim not in figures or falls > 1 or len(units) > 1 or spread or len(set(starts)) < len(starts):
        return None
    claim = figures[form.claim][0]
    each = {one.cue[1:] for one in told if one.role == "average" and one.cue[:1] == "每" and one is not claim}
    if form.code == "average" and claim.role == "average" and each & {one.figure.unit for one in told}:
        # 每个涉及15万元，每个追回56万元: one average is no total of another.
        return None
    start, end = min(match.start() for match in matches), max(match.end() for match in matches)
    if len(matches) == 1 and "crowd" not in form.flags and _crowded(form, end, figures, found):
        return None
    if form.unless and form.unless.search(stretch.text, *_reach(start, end, stretch)):
        return None
    if any(breach(one, values) for one in form.given):
        return None
    if falls and _AIMED.search(stretch.text, min(starts), claim.figure.end + 8):
        # 下降23%，超过20%的目标: by how much it was to fall. Of the two readings one that holds is meant.
        sizes = {**values, **{name: one[0].shown for name, one in figures.items() if name not in form.lists}}
        if not breach(form.law, sizes):
            return None
    return FigureRelation(form, values, figures, start, end)


def _filled(
    form: SentenceForm, name: str, match: re.Match[str], found: Mapping[int, Mention], stretch: Stretch
) -> tuple[Interval | tuple[Interval, ...], tuple[Mention, ...]] | None:
    """What stands in a slot, and the figures that it is; None where it may not stand there."""
    start, end = match.span(name)
    head = match.string[start]
    if start not in found or not "\ue000" <= head <= "\ue009":
        value = written(match[name])
        if value is None:
            return None
        if name in form.loose:
            # 压减三成 is about so much.
            value = around(value.mid, _TENTH if match[name].endswith("成") else _THIRD)
        made = _written(match[name], start, end, value, form) if name == form.claim else ()
        return value, made
    listed = tuple(found[at] for at in range(start, end) if at in found and _alike(match.string[at], head))
    # 29个，5个，4个，11项: a list ends where other things are counted.
    listed = tuple(takewhile(lambda one: unit_of(one) == unit_of(listed[0]), listed))
    if form.units.get(name, listed[0].figure.unit) != listed[0].figure.unit:
        return None
    if not all(_fills(form, name, one) for one in listed):
        return None
    shown = tuple(_shown(form, name, one) for one in listed)
    return (shown if name in form.lists else shown[0]), listed


def _alike(head: str, other: str) -> bool:
    """Whether two figures of a view are of one sort: people are counted."""
    return head == other or {head, other} == {HEADS["people"], HEADS["count"]}


def _written(said: str, start: int, end: int, value: Interval, form: SentenceForm) -> tuple[Mention, ...]:
    """A claim that is no figure (四成, the 1.80 of 1.80：1), as one."""
    unit = "%" if said.endswith("成") or "分之" in said else ""
    decimals = len(said.partition(".")[2])
    half = value.high - value.mid
    figure = Figure(start, end, said, value.mid, half, unit, "rate" if unit else "", False, decimals, said, "")
    return (Mention(figure, "", "", "", 0, 0, False, 0, False, half, 0, 0),)


def _fills(form: SentenceForm, name: str, one: Mention) -> bool:
    """Whether a figure may fill a slot."""
    rough = one.figure.rough and name not in form.loose
    changed = one.rising and name != form.claim and not form.flags & {"changes", "signed"}
    return not (rough or changed or (one.prior and "prior" not in form.flags))


def _shown(form: SentenceForm, name: str, one: Mention) -> Interval:
    """What a figure stands for in a slot: 约 leaves a tenth; a fall is below nothing where the form goes by signs."""
    if "exact" in form.flags:
        return around(one.value, Decimal(0))
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


def _reach(start: int, end: int, stretch: Stretch) -> tuple[int, int]:
    """From the beginning of the sentence of the first slot to the end of that of the last."""
    return stretch.sentence_at(start)[0], stretch.sentence_at(max(start, end - 1))[1]


def _crowded(
    form: SentenceForm, end: int, figures: Mapping[str, tuple[Mention, ...]], found: Mapping[int, Mention]
) -> bool:
    """Whether another figure of a slot's unit stands between the first slot and the last."""
    starts = {one.figure.start for several in figures.values() for one in several}
    units = {unit_of(one) for name in form.same for one in figures.get(name, ())}
    return any(
        start in found and start not in starts and unit_of(found[start]) in units
        for start in range(min(starts) + 1, end)
    )


def _exchanged(one: Mention, other: Mention) -> bool:
    """Whether a figure may be meant in the place of another: 人次 for 人 as well."""
    return unit_of(one) == unit_of(other) or one.figure.sort == other.figure.sort == "people"


def holds(relation: FigureRelation, others: Mapping[int, Mention]) -> bool:
    """Whether the law of a relation holds, as it is read, with one of the figures around it in the place of a slot or
    with a part of a list in the place of all: any sensible reading is believed."""
    law, figures, values = relation.form.law, relation.figures, relation.values
    if not breach(law, values):
        return True
    if "slip" in relation.form.flags:
        # Told only where a figure that lost its 万 explains all.
        lists = [(name, listed) for name, listed in values.items() if not isinstance(listed, Interval)]
        slipped = [(name, one) for name, listed in lists for one in _slips(listed)]
        return all(breach(law, {**values, name: one}) for name, one in slipped)
    used = {one.figure.start for several in figures.values() for one in several}
    if "parts" in relation.form.flags:
        # Any greater number of such things may be the whole.
        alike = [one for at, one in others.items() if at not in used and unit_of(one) == unit_of(relation.claim)]
        return any(not breach(law, {**values, relation.form.claim: one.shown}) for one in alike)
    if law.sign != "=" or "named" in relation.form.flags:
        return False
    free = [one for start, one in others.items() if start not in used and one.value > 0 and not one.rising]
    free = [one for one in free if not one.figure.rough]
    names = [name for name in figures if name != relation.form.claim and isinstance(values[name], Interval)]
    meant = {name: [one for one in free if _exchanged(figures[name][0], one)][-_MOST:] for name in names}
    other = [{name: one.shown} for name in names for one in meant[name]]
    pairs = [{**one, **two} for one, two in combinations(other, 2) if one.keys() != two.keys()]
    whole = [name for name in values if name.islower()]
    lists = [(name, listed) for name in whole if not isinstance(listed := values[name], Interval)]
    return any(not breach(law, {**values, **some}) for some in (*other, *pairs)) or any(
        not breach(law, {**values, name: part}) for name, listed in lists for part in _runs(listed)
    )


def _slips(listed: tuple[Interval, ...]) -> Iterator[tuple[Interval, ...]]:
    """A list with the least of its figures told in 万."""
    least = min(range(len(listed)), key=lambda at: listed[at].mid)
    yield tuple(one.scaled(Decimal(10_000)) if at == least else one for at, one in enumerate(listed))


def _runs(listed: tuple[Interval, ...]) -> Iterator[tuple[Interval, ...]]:
    """The runs of two and more that a list is made of, and the list without one of its figures."""
    listed = listed[:_LONGEST]
    for first, last in combinations(range(len(listed) + 1), 2):
        if last - first > 1:
            yield listed[first:last]
    for at in range(1, len(listed) - 1):
        yield (*listed[:at], *listed[at + 1 :])
