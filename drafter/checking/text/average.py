"""Averages: 人均 is the total over the people it is spread on.

Limits: an average whose total or divisor stands in another paragraph is not judged.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from drafter.checking.finding import Finding
from drafter.checking.interval import plain, verdict
from drafter.checking.mentions import Mention, mentions
from drafter.checking.page import Page, Stretch
from drafter.checking.registry import rule

_MOST = 14
_TENS = tuple(Decimal(10) ** power for power in (-4, -3, -2, -1, 1, 2, 3, 4))


@rule("average")
def average(page: Page) -> Iterator[Finding]:
    per, standard = page.words("average", "per"), page.words("average", "standard")
    for stretch in page.paragraphs:
        found = mentions(stretch)
        for at, one in enumerate(found):
            if one.role == "average" and not one.figure.rough and one.value > 0 and one.figure.sort:
                loose = "平均" not in one.left and any(word in one.left for word in standard)
                yield from _judge(page, stretch, found, at, per.get(one.cue, []), loose)


def _judge(
    page: Page, stretch: Stretch, found: tuple[Mention, ...], at: int, units: list[str], loose: bool
) -> Iterator[Finding]:
    claim = found[at]
    near = found[max(0, at - _MOST) : at + 4]
    totals = [one for one in near if _total(one, claim)]
    counts = [one for one in near if one is not claim and _counted(one, claim, units)]
    totals.sort(key=lambda one: abs(one.figure.start - claim.figure.start))
    counts.sort(key=lambda one: abs(one.figure.start - claim.figure.start))
    slips: list[tuple[Mention, Mention]] = []
    for total in totals:
        for count in counts:
            share = total.shown.over(count.shown)
            if share is None:
                continue
            if verdict(claim.shown, share) != "wrong":
                return
            if any(verdict(claim.shown, share.scaled(ten)) != "wrong" for ten in _TENS):
                slips.append((total, count))
    # One total and one count between two ；: there is nothing else the average could be of.
    near_totals = [one for one in totals if one.segment == claim.segment] or totals
    near_counts = [one for one in counts if one.segment == claim.segment] or counts
    alone = len(near_totals) == 1 and len(near_counts) == 1 and not loose
    if not slips and not (
        alone and near_totals[0].sentence == claim.sentence and near_counts[0].sentence >= claim.sentence - 1
    ):
        return
    total, count = slips[0] if slips else (near_totals[0], near_counts[0])
    share = total.shown.over(count.shown)
    if share is None:
        return
    value = plain(share.mid, max(2, claim.figure.decimals)) + claim.figure.unit
    if claim.figure.scale:
        scale = {"万": 10_000, "亿": 100_000_000}.get(claim.figure.scale, 1)
        value = plain(share.mid / scale, max(2, claim.figure.decimals)) + claim.figure.scale + claim.figure.unit
    yield page.finding(
        "average", stretch, claim.figure.start, claim.figure.end,
        f"{total.figure.text}÷{count.figure.text}是{value}" + ("，小数点可能错位" if slips else "，请核对"),
        claimed=claim.figure.text, computed=value,
        working=f"{plain(total.value)} ÷ {plain(count.value)} = {value}",
    )  # fmt: skip


def _total(one: Mention, claim: Mention) -> bool:
    return (
        one is not claim
        and one.figure.sort == claim.figure.sort
        and (one.figure.sort != "count" or one.figure.unit == claim.figure.unit)
        and one.role not in ("average", "difference", "growth")
        and not one.prior
        and one.value > claim.value
        and not one.figure.rough
    )


def _counted(one: Mention, claim: Mention, units: list[str]) -> bool:
    if one.figure.sort in ("rate", "money", "score", "") or one.prior or one.figure.rough or one.role == "average":
        return False
    if one.figure.sort == claim.figure.sort and (one.figure.sort != "count" or one.figure.unit == claim.figure.unit):
        return False
    return one.value > 1 and (not units or one.figure.unit in units)
