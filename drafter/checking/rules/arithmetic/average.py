"""Averages: 人均 is the total over the people it is spread on.

Limits: an average whose total or divisor stands in another paragraph is not judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from drafter.checking.checks import rule
from drafter.checking.finding import Finding
from drafter.checking.page import Page
from drafter.claims.mention import Mention
from drafter.claims.mentions import told
from drafter.claims.parts import lists
from drafter.claims.text import Stretch
from drafter.language.interval import Interval, around, plain, rounded, verdict
from drafter.language.quantity import POWERS
from drafter.wording import word

_MOST = 14
_TENS = tuple(Decimal(10) ** power for power in (-4, -3, -2, -1, 1, 2, 3, 4))
#: What 约 may be off by.
_ROUGH = Decimal("0.1")

_TONS = (("吨", "公斤"), ("吨", "千克"))
#: 平均每辆: what the sum is spread on.
_EACH = re.compile(r"平均每?(?P<unit>[\u4e00-\u9fff]{1,2})$|每(?P<unit2>[\u4e00-\u9fff])平均$")


@rule("average")
def average(page: Page) -> Iterator[Finding]:
    per, standard = page.words("average", "per"), page.words("average", "standard")
    for stretch, found, earlier in told(page):
        for at, one in enumerate(found):
            if one.role == "average" and one.value > 0 and one.figure.sort not in ("", "days", "months", "years"):
                each = one.cue[1:] if one.cue.startswith("每") else ""
                loose = "平均" not in one.left and (bool(each) or any(word in one.left for word in standard))
                units = per.get(one.cue, [each] if each else [])
                yield from _judge(page, stretch, found, at, earlier, units, loose)


def _judge(
    page: Page, stretch: Stretch, found: tuple[Mention, ...], at: int, earlier: tuple[Mention, ...], units: list[str],
    loose: bool,
) -> Iterator[Finding]:  # fmt: skip
    claim = found[at]
    if claim.figure.rough:
        # 约1,199元: about so much.
        claim = claim._replace(exact=around(claim.value, claim.value * _ROUGH))
        found = (*found[:at], claim, *found[at + 1 :])
    near = [one for one in found[max(0, at - _MOST) : at + 4] if one.value]
    within_ = {part.figure.start for group in lists(page, stretch) for part in group.parts}
    totals = [_weighed(one, claim) for one in near if _total(one, claim)]
    if claim.figure.sort == "money" and not any(one.role != "budget" for one in totals):
        # 支出决算4.94万元 in the paragraph before; only a budget in this one.
        spent = [one for one in earlier if one.role == "spent" and _total(one, claim)]
        totals = [one._replace(sentence=claim.sentence, segment=claim.segment) for one in spent[-1:]] or totals
    wholes = [one for one in totals if one.figure.start not in within_]
    counts = [one for one in near if one is not claim and _counted(one, claim, units)]
    if (each := _EACH.search(claim.left)) and not counts:
        # 260个，覆盖13个村，平均每村20个: a number of what is named behind it.
        noun = each["unit"] or each["unit2"]
        counts = [one for one in near if one is not claim and stretch.text.startswith(noun, one.figure.end)]
    if not counts and units:
        # 接待38批次、266人次。 in the paragraph before: the one number of the right unit.
        counts = [one._replace(sentence=claim.sentence) for one in earlier if _counted(one, claim, units)]
        counts = counts if len({one.value for one in counts}) == 1 else []
    totals.sort(key=lambda one: abs(one.figure.start - claim.figure.start))
    counts.sort(key=lambda one: abs(one.figure.start - claim.figure.start))
    slips: list[tuple[Mention, Mention]] = []
    for total in totals:
        for count in counts:
            share = total.shown.over(count.shown)
            if share is None:
                continue
            if total.value > claim.value and verdict(claim.shown, share) != "wrong":
                return
            if any(verdict(claim.shown, share.scaled(ten)) != "wrong" for ten in _TENS):
                slips.append((total, count))
    wholes_ = wholes
    totals = [one for one in totals if one.value > claim.value or "共" in one.left]
    wholes = [one for one in wholes if one.value > claim.value and one.sentence == claim.sentence]
    several = not slips and not loose and bool(units) and len(wholes) == 1 and len(counts) > 1
    if several:
        # One sum, and several numbers of the right unit, of which none gives the average: the largest is of all.
        totals, counts = wholes, [max(counts, key=lambda one: one.value)]
    # One total and one count between two ；: there is nothing else the average could be of.
    near_totals = [one for one in totals if one.segment == claim.segment] or totals
    # 共378万元，村均45万元，最高的96万元: what stands before it is spread.
    near_totals = [one for one in near_totals if one.figure.start < claim.figure.start] or near_totals
    near_counts = [one for one in counts if one.segment == claim.segment] or counts
    alone = len(near_totals) == 1 and len(near_counts) == 1 and not loose
    if loose and not slips:
        return
    each = _EACH.search(claim.left)
    if each and not slips:
        # 支出24.57万元。保有量9辆，平均每辆…: the sum in the sentence before.
        before = [one for one in wholes_ if claim.sentence - one.sentence == 1 and one.value > claim.value]
        served = [one for one in counts if one.figure.unit == (each["unit"] or each["unit2"])]
        if before and served:
            near_totals, near_counts = before, served
            alone = alone or (len(before) == 1 and len(served) == 1)
    if not slips and not (
        alone
        and near_totals[0].sentence >= claim.sentence - (1 if each else 0)
        and near_counts[0].sentence >= claim.sentence - 1
    ):
        return
    total, count = slips[0] if slips else (near_totals[0], near_counts[0])
    share = total.shown.over(count.shown)
    if share is None:
        return
    bare = not total.figure.scale and share is not None and share.mid < 1 < claim.value
    if bare or (loose and "共" in total.left):
        # A standard is what it is: the sum lost its point or its unit (51.30元 for 51.30万元).
        product = Interval(*(part * count.value for part in claim.shown))
        slipped = [total.shown.scaled(Decimal(10) ** power) for power in (3, 4, 8)]
        if any(verdict(one, product) != "wrong" for one in slipped) or (loose and "共" in total.left):
            yield _paid(page, stretch, claim, total, count, product)
        return
    value = claim.like(share.mid, max(2, claim.figure.decimals))
    members = {"total": total.figure.text, "count": count.figure.text, "claimed": claim.figure.text, "computed": value}
    yield page.finding(
        "average", stretch, claim.figure.start, claim.figure.end,
        word("average.slipped", product=_product(claim, count, total), **members) if slips
        else word("average.quotient", **members), claimed=claim.figure.text, computed=value, certain=not several,
        working=f"{plain(total.value)} ÷ {plain(count.value)} = {value}",
    )  # fmt: skip


def _product(claim: Mention, count: Mention, total: Mention) -> str:
    """What the average and the number make, counted as the sum is."""
    weight = 1000 if (total.figure.unit, claim.figure.unit) in _TONS else 1
    return rounded(total.figure.counted(claim.value * count.value) / weight, 2) + total.figure.scale + total.figure.unit


def _weighed(one: Mention, claim: Mention) -> Mention:
    """A weight in the unit of the average: 15.93万吨 as kilograms beside 412.5公斤."""
    if (one.figure.unit, claim.figure.unit) not in _TONS:
        return one
    figure = one.figure._replace(value=one.figure.value * 1000, half=one.figure.half * 1000)
    return one._replace(figure=figure, half=one.half * 1000)


def _paid(page: Page, stretch: Stretch, claim: Mention, total: Mention, count: Mention, product: Interval) -> Finding:
    scale = total.figure.scale or ("万" if product.mid >= 10_000 else "")
    value = plain(product.mid.scaleb(-POWERS[scale])) + scale + total.figure.unit
    return page.finding(
        "average", stretch, total.figure.start, total.figure.end, "average.paid", each=claim.figure.text,
        count=count.figure.text, claimed=total.figure.text, computed=value,
        working=f"{plain(claim.value)} × {plain(count.value)} = {plain(product.mid)}{total.figure.unit}",
    )  # fmt: skip


def _total(one: Mention, claim: Mention) -> bool:
    return (
        one is not claim
        and one.figure.sort == claim.figure.sort
        and (one.figure.sort != "count" or one.figure.unit == claim.figure.unit)
        and one.role not in ("average", "difference", "growth")
        and not one.prior
        and not one.figure.rough
    )


def _counted(one: Mention, claim: Mention, units: list[str]) -> bool:
    if one.figure.sort in ("rate", "money", "score", "") or one.prior or one.figure.rough or one.role == "average":
        return False
    if one.figure.sort == claim.figure.sort and (one.figure.sort != "count" or one.figure.unit == claim.figure.unit):
        return False
    return one.value > 1 and (not units or one.figure.unit in units)
