"""Rates and what they are of: the budget and the spending that a rate is read with, and the division as it is written.

Limits: the nearest pair before the rate, in its sentence, else in its paragraph since the rate before.
"""

from __future__ import annotations

import re
from decimal import Decimal

from drafter.claims.mention import Mention
from drafter.claims.text import ReadText
from drafter.language.interval import HUNDRED, Interval, plain

#: Pairs looked at before a paragraph counts as unreadable; linear growth for pages of figures.
MOST = 24
#: 完成年初预算的, 按期初批复数计算.
_BASE = re.compile("(年初|期初|调整)后?[^，。；\\d]{0,3}(?:预算|批复|安排|下达|核定)")
_FIRST = ("年初", "期初")
#: 免费开放经费50万元: money by its name, of which nothing is said but how much it is.
_FUNDS = re.compile(
    "^(?![^，。；]*(?:其中|结转|结余|欠|缺口|需|拟|申请|每|上年|去年))[^，。；：]{0,24}"
    "(?:经费|资金|补助款?|补贴款?|专款|拨款|奖补)(?:共计|共|为|计|合计)?$"
)
_LEVEL = re.compile("(?:中央|省级?|市级?|县级?|区级?|镇级?|乡级)(?:财政|配套|补助|资金|到位|安排)|配套|自筹")


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


def budget_and_spending(found: tuple[Mention, ...], at: int) -> tuple[Mention, Mention] | None:
    """The budget and the spending a rate is most naturally read with: the nearest before it in its sentence, else in
    its paragraph, since the rate before."""
    claim = found[at]
    first = max(0, at - MOST)
    since = next((j for j in range(at - 1, first - 1, -1) if found[j].role in ("execution", "of_budget")), first - 1)
    window = [one for one in found[first:at] if is_money(one)]
    # 其中：出国费支出0万元，完成0%: where nothing was spent, that is what the rate tells of.
    fresh = [one for one in found[since + 1 : at] if is_money(one) or _nothing(one)]
    near = [one for one in fresh if one.sentence == claim.sentence]
    # Amounts since the rate before belong to this one; without any, both rates tell of the same two amounts.
    for group in (near, fresh) if fresh else (window,):
        budgets = _amounts(group, ("budget",))
        spents = _amounts(group, ("spent", "income"))
        # 县级资金到位960万元。全年支出3887万元: what one level gave is not what all was spent of.
        partly = [one for one in budgets if one.sentence != claim.sentence and _LEVEL.search(one.left)]
        if spents and not _LEVEL.search(spents[-1].left):
            budgets = [one for one in budgets if one not in partly]
        if budgets and spents:
            if not spents[-1].value and group != [budgets[-1], spents[-1]]:
                # Of an item for which nothing was spent other amounts are told as well: whose rate it is stays open.
                return None
            between = [one for one in found[first:at] if one.figure.start > spents[-1].figure.start]
            if group is not near and sum(one.figure.sort == "rate" for one in between) > 2:
                # 执行率较低的2个，集镇污水站39.05%；…: behind so many rates it is somebody's own.
                return None
            budget = budgets[-1]
            if base := base_words(claim):
                budget = next((one for one in reversed(budgets) if any(word in one.left for word in base)), budget)
            return budget, spents[-1]
    return _funds(found[first:at], claim)


def _funds(before: tuple[Mention, ...], claim: Mention) -> tuple[Mention, Mention] | None:
    """项目补助320万元，支出272万元，执行率85%: what was spent, and the one amount of money before it that opens its
    sentence by what it is called, where nothing tells of a budget."""
    near = [one for one in before if is_money(one) and one.sentence == claim.sentence]
    if len(near) != 2 or claim.role != "execution" or any(one.role == "budget" for one in before):
        return None
    whole, part = near
    funds = whole.role in ("", "total") and not whole.prior and _FUNDS.search(whole.left)
    told = part.role == "spent" and not part.prior and not part.rising and part.value <= whole.value
    return (whole, part) if funds and told else None


def _amounts(group: list[Mention], roles: tuple[str, ...]) -> list[Mention]:
    """The amounts of this year that play one of some roles; of nothing only where there is no other."""
    told = [one for one in group if one.role in roles and not one.prior]
    return [one for one in told if one.value] or told


def base_words(claim: Mention) -> tuple[str, ...]:
    """How the budget is named that a rate is said to be of."""
    base = _BASE.search(claim.left)
    first = base is not None and base[1] in _FIRST
    return _FIRST if first else ("调整", "追加", "调减", "调增") if base else ()


def is_money(one: Mention) -> bool:
    """Whether a mention is an exact sum of money."""
    return one.figure.sort == "money" and one.value > 0 and not one.figure.rough


def _nothing(one: Mention) -> bool:
    """Whether a mention says that nothing was budgeted or spent."""
    told = one.role in ("budget", "spent", "income") and not one.prior
    return told and one.figure.sort == "money" and one.value == 0 and not one.figure.rough


def tabled(text: ReadText, one: Mention) -> bool:
    """Whether a table of the text has the very rate: what it was reckoned of stands there in full (元 for 万元)."""
    return any(stretch.kind == "cell" and stretch.text.strip() == one.figure.text for stretch in text.stretches)
