"""The relations of `rules/relations/` held against their laws.

The reader gains 空编7名 where 5 are left of the posts, 超额完成 of a target that was missed, a direction that the two
figures do not have.

Limits: those of :mod:`drafter.claims.relations`; a claim that one of its readings explains is believed.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import groupby

from drafter.checking.checks import rule
from drafter.checking.finding import Finding
from drafter.checking.page import Page
from drafter.claims.formula import breach, left_side
from drafter.claims.joined import joined
from drafter.claims.mention import Mention
from drafter.claims.mentions import mentions, within
from drafter.claims.relations import FigureRelation, holds, relations
from drafter.claims.text import Stretch
from drafter.language.interval import plain, rounded, verdict
from drafter.language.numerals import count_value
from drafter.language.quantity import POWERS

#: A list begins right behind these words.
_SO_MANY = re.compile("(?P<n>[两三四五六七八九十]|\\d{1,2})[\u4e00-\u9fff]{1,4}?平均")
_OPENED = re.compile("(?:分别|依次)[为是达得]*$")
_SLOT = re.compile(r"\b[a-z]\b")
_SIDES = re.compile("[<>]?=|[<>]")
_LISTED = re.compile(r"(?P<how>sum|mean|number|most|least)\((?P<slot>[A-Za-z])\)")
#: Less than this of a scale is told in a smaller one.
_LEAST, _TEN = Decimal("0.1"), Decimal(10_000)
#: Figures that may be meant stand so near (characters).
_FAR = 300
_SIGNS = str.maketrans({"-": "−", "*": "×", "/": "÷"})


@rule("sum")
def related(page: Page) -> Iterator[Finding]:
    for stretch in page.stretches:
        if stretch.kind in ("paragraph", "heading") and stretch.figures:
            for one in _false(stretch, relations(stretch)):
                yield _finding(page, stretch, 0, one)


@rule("sum")
def across(page: Page) -> Iterator[Finding]:
    """What two paragraphs tell together."""
    for whole in joined(page):
        told = (one for one in relations(whole.stretch, across=True) if whole.spans(one.start, one.end))
        for one in _false(whole.stretch, told):
            stretch, at = whole.place(one.claim.figure.start)
            yield _finding(page, stretch, one.claim.figure.start - at, one)


def _false(stretch: Stretch, told: Iterable[FigureRelation]) -> Iterator[FigureRelation]:
    """The claims that no reading explains (or, where each must hold, that one reading belies), by their nearest."""
    found = mentions(stretch)
    for _, group in groupby(told, key=lambda one: one.form.name):
        claims: dict[int, list[FigureRelation]] = {}
        for one in group:
            claims.setdefault(one.claim.figure.start, []).append(one)
        for at, readings in claims.items():
            if "mean" in readings[0].form.law.text:
                readings = _of_all(readings, stretch)
            others = {one.figure.start: one for one in within(found, at - _FAR, at + _FAR)}
            false = [one for one in readings if not holds(one, others) and not _slipped(one)]
            each = "each" in readings[0].form.flags
            if false and (each or len(false) == len(readings)):
                # The nearest figures are those that are meant; of two bounds the first is the one of all.
                yield false[0] if false[0].form.law.sign != "=" and not each else false[-1]


def _of_all(readings: list[FigureRelation], stretch: Stretch) -> list[FigureRelation]:
    """The readings of a mean: the longest alone where its list is opened (得分分别为92、88、90、86分) or counted
    (甲86分、乙92分、丙90分，三人平均), for then none of its ends is a list of its own."""
    longest = readings[0]
    listed = longest.figures.get("l", ())
    said = _SO_MANY.search(stretch.text, listed[-1].figure.end, longest.claim.figure.start) if listed else None
    number = said and count_value(said["n"])
    return readings[:1] if _OPENED.search(_first(longest).left) or number == len(listed) else readings


def _first(one: FigureRelation) -> Mention:
    return min((figure for several in one.figures.values() for figure in several), key=lambda each: each.figure.start)


def _slipped(one: FigureRelation) -> bool:
    """An average that is off by a power of ten: :mod:`drafter.checking.rules.arithmetic.average` says which figure
    lost its point."""
    said = breach(one.form.law, one.values) if one.form.code == "average" and one.form.claim == "c" else None
    if said is None or not one.claim.value or not said[1].mid:
        return False
    shown = one.claim.shown
    return any(
        verdict(shown, said[1].scaled(Decimal(10) ** power)) != "wrong" for power in (-4, -3, -2, -1, 1, 2, 3, 4)
    )


def _finding(page: Page, stretch: Stretch, offset: int, one: FigureRelation) -> Finding:
    """The finding on a stretch that begins at `offset` of what was read."""
    form, claim = one.form, one.claim
    start, end = claim.figure.start - offset, claim.figure.end - offset
    said = breach(form.law, one.values)
    assert said is not None
    certain = said[0] == "wrong" and "doubt" not in form.flags
    right = _SIDES.split(form.law.text)[-1].strip()
    figures = [figure for several in one.figures.values() for figure in several]
    if form.law.sign != "=":
        reckoned = form.law.text.startswith(form.claim) and not isinstance(form.law.right, ast.Name | ast.Constant)
        # What is no figure (第5位升至第7位) stands in the words of the form.
        opening = one.start if len(one.figures) < len(one.values) else min(each.figure.start for each in figures)
        first = max(0, opening - offset)
        first, last = (start, end) if reckoned else (first, min(len(stretch.text), max(one.end - offset, end)))
        return page.finding(
            form.code, stretch, first, last, "related.order", law=form.name,
            figures=tuple(each.figure.text for each in figures), certain=certain, claimed=claim.figure.text,
            computed=_counted(claim, said[1].mid) if reckoned else "",
            working=f"{_working(one, right)} = {_counted(claim, said[1].mid)}" if reckoned else "",
        )  # fmt: skip
    value = _counted(claim, said[1].mid)
    if "whole" in form.flags:
        start, end = min(each.figure.start for each in figures) - offset, figures[-1].figure.end - offset
        working = _working(one, _SIDES.split(form.law.text)[0].strip())
        total = plain(left_side(form.law, one.values).mid)
        return page.finding(
            form.code, stretch, start, end, "related.value", law=form.name, claimed=stretch.text[start:end],
            computed=total, working=f"{working} = {total}", certain=certain,
        )  # fmt: skip
    return page.finding(
        form.code, stretch, start, end, "related.value", law=form.name,
        claimed=claim.figure.text, computed=value, working=f"{_working(one, right)} = {value}", certain=certain,
    )  # fmt: skip


def _working(one: FigureRelation, side: str) -> str:
    """A side of a law with the figures in their slots."""

    def listed(match: re.Match[str]) -> str:
        shown = [figure.figure.text for figure in one.figures[match["slot"]]]
        if match["how"] in ("sum", "mean"):
            total = " + ".join(shown)
            return total if match["how"] == "sum" else f"({total}) / {len(shown)}"
        return str(len(shown)) if match["how"] == "number" else "、".join(shown)

    said = _LISTED.sub(listed, side)
    shown = {name: figures[0].figure.text for name, figures in one.figures.items()}
    return _SLOT.sub(lambda match: shown.get(match[0], match[0]), said).translate(_SIGNS)


def _counted(claim: Mention, value: Decimal) -> str:
    """A value as the claim is written; in a smaller scale where little would be left of it."""
    figure = claim.figure
    scale = figure.scale if abs(figure.counted(value)) >= _LEAST or not value else "万" if abs(value) >= _TEN else ""
    decimals = figure.decimals if scale == figure.scale else 2
    return (rounded if scale == figure.scale else plain)(value.scaleb(-POWERS[scale]), decimals) + scale + figure.unit
