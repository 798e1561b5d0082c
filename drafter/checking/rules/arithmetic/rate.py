"""Execution rates: 支出 divided by 预算 is the rate that stands beside them.

Limits: a paragraph that states no budget or no spending near the rate is not judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from drafter.checking.checks import rule
from drafter.checking.finding import Finding
from drafter.checking.page import Page
from drafter.claims.labels import substance
from drafter.claims.mention import Mention
from drafter.claims.mentions import mentions
from drafter.claims.rates import MOST, base_words, budget_and_spending, is_money, quotient, tabled, working
from drafter.claims.text import Stretch
from drafter.language.interval import HUNDRED, Interval, plain, rounded, verdict

_DEFINED = re.compile(
    r"执行率[^，。；]{0,6}(?:是指|为|指|=|＝|按)[^。；]{0,30}(?:调整后|全年|调整)预算(?:数|总额)?的?(?:比|比率|比例|百分比)"
)
_ADJUSTED = re.compile(r"(?:调整后|全年)[^，。；]{0,8}预算(?:数|总额)?(?:为|是|共)?$")
_DUE = ("序时进度", "时间进度")
_TENS = tuple(Decimal(10) ** power for power in (-4, -3, -2, 2, 3, 4))


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
        if not (pair := budget_and_spending(found, i)):
            if claim.value == 0:
                # Of nothing, nothing was spent.
                continue
            if rest := _of_rest(found, i):
                yield from _rest(page, stretch, claim, *rest)
            continue
        budget, spent = pair
        computed = quotient(spent, budget)
        # 其中：出国费完成预算的0.00%: nothing was spent of what has a name of its own.
        if computed is None or (not claim.value and substance(claim.left.removesuffix(claim.cue))):
            continue
        said = verdict(claim.shown, computed)
        # 占调整后预算的: only the budget of that name can be meant.
        base = base_words(claim)
        named = base if any(word in budget.left for word in base) else ()
        if not said or _explained(found, i, claim, named) or (said == "doubtful" and tabled(page, claim)):
            continue
        decimals = max(2, claim.figure.decimals)
        value = rounded(computed.mid, decimals) + "%"
        ten = _ten(claim.shown, computed) if said == "wrong" and spent.value else Decimal(1)
        # Two figures and a rate that agree but for a power of ten: the amount lost its point or its unit.
        at = _slipped(budget, spent, ten) if ten != 1 else claim
        yield page.finding(
            "rate", stretch, at.figure.start, at.figure.end,
            "rate.slipped" if ten != 1 else "rate.quotient", spent=spent.figure.text, budget=budget.figure.text,
            claimed=at.figure.text, computed=value, working=working(spent, budget, value), certain=said == "wrong",
        )  # fmt: skip


def _rest(page: Page, stretch: Stretch, claim: Mention, spent: Mention, whole: Interval) -> Iterator[Finding]:
    share = spent.shown.over(whole)
    said = verdict(claim.shown, share.scaled(HUNDRED)) if share else ""
    if share is None or not said:
        return
    value = rounded(share.mid * HUNDRED, max(2, claim.figure.decimals)) + "%"
    scale = Decimal(10_000) if spent.figure.scale == "万" else Decimal(1)
    yield page.finding(
        "rate", stretch, claim.figure.start, claim.figure.end, "rate.rest", spent=spent.figure.text,
        claimed=claim.figure.text, computed=value,
        working=f"{spent.figure.shown} ÷ {plain(whole.mid / scale)} = {value}", certain=said == "wrong",
    )  # fmt: skip


def _slipped(budget: Mention, spent: Mention, ten: Decimal) -> Mention:
    """Which of two amounts lost its point or its unit: the one without 万 beside one with it, else what is too
    large."""
    if budget.figure.scale != spent.figure.scale and "" in (budget.figure.scale, spent.figure.scale):
        return spent if not spent.figure.scale else budget
    return spent if ten > 1 else budget


def _ten(claimed: Interval, computed: Interval) -> Decimal:
    """The power of ten by which a computed rate misses the claimed one, 1 where it is no such slip."""
    return next((ten for ten in _TENS if verdict(claimed.scaled(ten), computed) != "wrong"), Decimal(1))


def _claims(one: Mention) -> bool:
    # 比序时进度75%低: what ought to have been spent by then is no rate of what was.
    return not one.figure.rough and not one.figure.points and one.figure.unit != "‰" and one.cue not in _DUE


def _of_rest(found: tuple[Mention, ...], at: int) -> tuple[Mention, Interval] | None:
    """拨付235.6万元，拨付率96.3%，剩余14.4万元: no budget is told, but what was spent and what is left of it are."""
    claim = found[at]
    near = [one for one in found[max(0, at - 4) : at + 4] if is_money(one) and one.sentence == claim.sentence]
    spents = [one for one in near if one.role == "spent" and not one.prior]
    rests = [one for one in near if one.role == "balance" and one.value > 0 and not one.rising]
    if len(near) != 2 or len(spents) != 1 or len(rests) != 1:
        return None
    return spents[0], spents[0].shown + rests[0].shown


def _explained(found: tuple[Mention, ...], at: int, claim: Mention, named: tuple[str, ...]) -> bool:
    """Whether another pair of amounts around the claim gives the rate: then it was only read wrongly. A rate that names
    its budget by one of the words `named` is of no amount that is not called so."""
    amounts = [one for one in found[max(0, at - MOST) : at + MOST] if is_money(one)]
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
            if named and not any(word in whole.left for word in named):
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


@rule("rate")
def adjusted(page: Page) -> Iterator[Finding]:
    """年初预算620万元，调整后预算548万元，支出531万元，执行率85.65%: a rate of the budget that was no longer in
    force."""
    for stretch in page.paragraphs:
        if "年初" not in stretch.text:
            continue
        found = mentions(stretch)
        for at, claim in enumerate(found):
            if claim.role != "execution" or not _claims(claim) or "年初" in claim.left:
                continue
            near = [one for one in found[max(0, at - 8) : at] if is_money(one) and not one.prior]
            first = next((one for one in near if "年初" in one.left and one.role == "budget"), None)
            last = next((one for one in reversed(near) if _ADJUSTED.search(one.left)), None)
            spent = next((one for one in reversed(near) if one.role == "spent"), None)
            if first is None or last is None or spent is None or first.value == last.value:
                continue
            of_first, of_last = quotient(spent, first), quotient(spent, last)
            if (
                of_first is None
                or of_last is None
                or verdict(claim.shown, of_first)
                or not verdict(claim.shown, of_last)
            ):
                continue
            value = rounded(of_last.mid, max(2, claim.figure.decimals)) + "%"
            yield page.finding(
                "rate", stretch, claim.figure.start, claim.figure.end, "rate.adjusted", first=first.figure.text,
                last=last.figure.text, claimed=claim.figure.text, computed=value, working=working(spent, last, value),
                certain=_DEFINED.search(stretch.text) is not None,
            )  # fmt: skip


@rule("rate")
def apart(page: Page) -> Iterator[Finding]:
    """预算153.20万元 in one paragraph, 支出1,486,310.50万元，执行率97.02% in the next: a unit that is ten thousand
    off."""
    budget: tuple[Stretch, Mention] | None = None
    for stretch in page.paragraphs:
        found = mentions(stretch)
        own = [one for one in found if one.role == "budget" and is_money(one) and not one.prior]
        spents = [one for one in found if one.role == "spent" and is_money(one) and not one.prior]
        rates = [one for one in found if one.role == "execution" and _claims(one)]
        known = budget[1] if budget and budget[0].section == stretch.section and not own else None
        if known is not None and len(spents) == 1 and len(rates) == 1:
            computed = quotient(spents[0], known)
            ten = _ten(rates[0].shown, computed) if computed and verdict(rates[0].shown, computed) else Decimal(1)
            if computed is not None and ten != 1:
                value = rounded(computed.mid, 2) + "%"
                at = _slipped(known, spents[0], ten)
                at = at if at is spents[0] else rates[0]
                yield page.finding(
                    "rate", stretch, at.figure.start, at.figure.end, "rate.apart", known=known.figure.text,
                    spent=spents[0].figure.text, claimed=at.figure.text, computed=value,
                    working=working(spents[0], known, value),
                )  # fmt: skip
        budget = (stretch, own[0]) if own else budget
