"""The relations of `rules/relations/` held against their laws.

The reader gains 空编7名 where 5 are left of the posts, 超额完成 of a target that was missed, a direction that the two
figures do not have.

Limits: those of :mod:`drafter.claims.relations`; a claim that one of its readings explains is believed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby

from drafter.checking.checks import rule
from drafter.checking.finding import Finding
from drafter.checking.page import Page
from drafter.claims.formula import breach
from drafter.claims.mention import Mention
from drafter.claims.mentions import mentions, within
from drafter.claims.relations import FigureRelation, holds, relations
from drafter.claims.text import Stretch
from drafter.language.interval import plain, rounded, verdict
from drafter.language.quantity import POWERS

_SLOT = re.compile(r"\b[a-z]\b")
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
            for _, group in groupby(relations(stretch), key=lambda one: one.form.name):
                yield from _claims(page, stretch, list(group))


def _claims(page: Page, stretch: Stretch, told: list[FigureRelation]) -> Iterator[Finding]:
    """A finding for each claim that no reading explains (or, where each must hold, that one reading belies)."""
    found = mentions(stretch)
    claims: dict[int, list[FigureRelation]] = {}
    for one in told:
        claims.setdefault(one.claim.figure.start, []).append(one)
    for at, readings in claims.items():
        others = {one.figure.start: one for one in within(found, at - _FAR, at + _FAR)}
        false = [one for one in readings if not holds(one, others) and not _slipped(one)]
        each = "each" in readings[0].form.flags
        if false and (each or len(false) == len(readings)):
            # The nearest figures are those that are meant; of two bounds the first is the one of all.
            yield _finding(page, stretch, false[0] if false[0].form.law.sign != "=" and not each else false[-1])


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


def _finding(page: Page, stretch: Stretch, one: FigureRelation) -> Finding:
    form, claim = one.form, one.claim
    said = breach(form.law, one.values)
    assert said is not None
    certain = said[0] == "wrong" and "doubt" not in form.flags
    figures = [figure for several in one.figures.values() for figure in several]
    if form.law.sign != "=":
        first = min(each.figure.start for each in figures)
        return page.finding(
            form.code, stretch, first, max(one.end, claim.figure.end), "related.order", law=form.name,
            figures=tuple(each.figure.text for each in figures), certain=certain,
        )  # fmt: skip
    value = _counted(claim, said[1].mid)
    return page.finding(
        form.code, stretch, claim.figure.start, claim.figure.end, "related.value", law=form.name,
        claimed=claim.figure.text, computed=value, working=f"{_working(one)} = {value}", certain=certain,
    )  # fmt: skip


def _working(one: FigureRelation) -> str:
    """The right side of a law with the figures in their slots."""

    def listed(match: re.Match[str]) -> str:
        shown = [figure.figure.text for figure in one.figures[match["slot"]]]
        if match["how"] in ("sum", "mean"):
            total = " + ".join(shown)
            return total if match["how"] == "sum" else f"({total}) / {len(shown)}"
        return str(len(shown)) if match["how"] == "number" else "、".join(shown)

    said = _LISTED.sub(listed, one.form.law.text.partition("=")[2].strip())
    shown = {name: figures[0].figure.text for name, figures in one.figures.items()}
    return _SLOT.sub(lambda match: shown.get(match[0], match[0]), said).translate(_SIGNS)


def _counted(claim: Mention, value: Decimal) -> str:
    """A value as the claim is written; in a smaller scale where little would be left of it."""
    figure = claim.figure
    scale = figure.scale if abs(figure.counted(value)) >= _LEAST or not value else "万" if abs(value) >= _TEN else ""
    decimals = figure.decimals if scale == figure.scale else 2
    return (rounded if scale == figure.scale else plain)(value.scaleb(-POWERS[scale]), decimals) + scale + figure.unit
