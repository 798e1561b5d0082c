"""Execution rates: 支出 divided by 预算 is the rate that stands beside them.

Limits: a paragraph that states no budget or no spending near the rate is not judged.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from drafter.checking.finding import Finding
from drafter.checking.interval import Interval, plain, rounded, verdict
from drafter.checking.mentions import Mention, mentions
from drafter.checking.page import Page, Stretch
from drafter.checking.registry import rule

HUNDRED = Decimal(100)
#: Pairs looked at before a paragraph counts as unreadable; linear growth for pages of figures.
_MOST = 24


@rule("rate")
def rate(page: Page) -> Iterator[Finding]:
    for stretch in page.stretches:
        if stretch.kind in ("paragraph", "heading"):
            yield from _rates(page, stretch)


def _rates(page: Page, stretch: Stretch) -> Iterator[Finding]:
    found = mentions(stretch)
    claims = [i for i, one in enumerate(found) if one.role in ("execution", "of_budget") and _claims(one)]
    for i in claims:
        claim = found[i]
        if not (pair := _pair(found, i)):
            continue
        budget, spent = pair
        computed = quotient(spent, budget)
        if computed is None:
            continue
        said = verdict(claim.shown, computed)
        if not said or _explained(found, i, claim):
            continue
        decimals = max(2, claim.figure.decimals)
        value = rounded(computed.mid, decimals) + "%"
        yield page.finding(
            "rate", stretch, claim.figure.start, claim.figure.end,
            f"{spent.figure.text}÷{budget.figure.text}是{value}，请核对执行率和两个金额",
            claimed=claim.figure.text, computed=value, working=working(spent, budget, value), certain=said == "wrong",
        )  # fmt: skip


def _claims(one: Mention) -> bool:
    return not one.figure.rough and not one.figure.points and one.figure.unit != "‰"


def quotient(part: Mention, whole: Mention) -> Interval | None:
    """`part` as per cent of `whole`."""
    share = part.shown.over(whole.shown)
    return share.scaled(HUNDRED) if share else None


def working(part: Mention, whole: Mention, value: str) -> str:
    """The division as people write it, both counted alike: ``106.14 ÷ 116 = 91.50%``."""
    if part.figure.scale == whole.figure.scale:
        return f"{part.figure.shown} ÷ {whole.figure.shown} = {value}"
    unit = Decimal(10_000) if min(part.value, whole.value) >= 10_000 else Decimal(1)
    return f"{plain(part.value / unit)} ÷ {plain(whole.value / unit)} = {value}"


def _pair(found: tuple[Mention, ...], at: int) -> tuple[Mention, Mention] | None:
    """The budget and the spending a rate is most naturally read with: the nearest before it in its sentence, else in
    its paragraph, since the rate before."""
    claim = found[at]
    first = max(0, at - _MOST)
    since = next((j for j in range(at - 1, first - 1, -1) if found[j].role in ("execution", "of_budget")), first - 1)
    window = [one for one in found[first:at] if _money(one)]
    fresh = [one for one in found[since + 1 : at] if _money(one)]
    near = [one for one in fresh if one.sentence == claim.sentence]
    # Amounts since the rate before belong to this one; without any, both rates tell of the same two amounts.
    for group in (near, fresh) if fresh else (window,):
        budgets = [one for one in group if one.role == "budget" and not one.prior]
        spents = [one for one in group if one.role in ("spent", "income") and not one.prior]
        if budgets and spents:
            budget = budgets[-1]
            if "年初预算" in claim.cue:
                budget = next((one for one in reversed(budgets) if "年初" in one.left), budget)
            elif "调整" in claim.cue:
                budget = next((one for one in reversed(budgets) if "调整" in one.left or "追加" in one.left), budget)
            return budget, spents[-1]
    return None


def _money(one: Mention) -> bool:
    return one.figure.sort == "money" and one.value > 0 and not one.figure.rough


def _explained(found: tuple[Mention, ...], at: int, claim: Mention) -> bool:
    """Whether another pair of amounts around the claim gives the rate: then it was only read wrongly."""
    amounts = [one for one in found[max(0, at - _MOST) : at + _MOST] if _money(one)]
    # Where the same two ；hold a budget and a spending of their own, the neighbours' amounts explain nothing.
    own = [one for one in amounts if one.segment == claim.segment]
    if len(own) == 2 and {one.role for one in own} == {"budget", "spent"} and found[at - 1] in own:
        amounts = own
    # A rate with few decimals fits by chance where many amounts stand.
    if claim.figure.decimals == 0:
        amounts = [one for one in amounts if abs(one.sentence - claim.sentence) <= 1][-8:]
    for part in amounts:
        for whole in amounts:
            if part is whole or part.role == "budget":
                continue
            share = quotient(part, whole)
            if share is not None and not verdict(claim.shown, share):
                return True
    sums = [one for one in amounts if one.sentence == claim.sentence]
    return _of_sum(sums, claim)


def _of_sum(amounts: list[Mention], claim: Mention) -> bool:
    """Whether the rate is one amount over the sum of two others (年初预算加上年结转), or their sum over one."""
    if len(amounts) < 3 or len(amounts) > 8:
        return False
    for i, one in enumerate(amounts):
        for other in amounts[i + 1 :]:
            both = one.shown + other.shown
            less = one.shown - other.shown
            for third in amounts:
                if third is one or third is other:
                    continue
                for part, whole in ((third.shown, both), (both, third.shown), (less, third.shown), (third.shown, less)):
                    share = part.over(whole) if whole.low > 0 and part.low >= 0 else None
                    if share is not None and not verdict(claim.shown, share.scaled(HUNDRED)):
                        return True
    return False
