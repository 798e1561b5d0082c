"""Rates of execution as the report tells them, beside its amounts or by themselves, against the money of the project.

Limits: a rate of a part (其中, a work) is no rate of the whole.
"""

from __future__ import annotations

import re
from decimal import Decimal

from drafter.reviewing.answer import Look
from drafter.reviewing.value import MONEY, CellText, told

_HUNDRED = Decimal(100)
_RATE = re.compile(r"(?:执行|支出|支付|使用)率(?:为|达到?|是)?(\d+(?:\.\d+)?)[%％]")
_AMOUNT = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s*(亿元|万元|千元|元)")


def told_rates(look: Look) -> None:
    """A rate in a sentence of the report that tells budget and spending of the whole, in whatever order."""
    dossier = look.dossier
    spent = dossier.amount("spent")
    budgets = [one for key in ("budget", "initial") if (one := dossier.amount(key))]
    if spent is None or not budgets:
        return
    for stretch, place in dossier.stretches(("paragraph",)):
        for part in re.split("[。；]", stretch.text):
            _rate_alone(look, part, place)
            said = _RATE.search(part)
            amounts = {Decimal(one[1].replace(",", "")) * MONEY[one[2]] for one in _AMOUNT.finditer(part)}
            if said is None or len(amounts) != 2 or spent not in amounts:
                continue
            budget = next((one for one in budgets if one in amounts), None)
            if budget is None or re.search("其中|上年|去年", part):
                continue
            rate = spent / budget * _HUNDRED
            decimals = len(said[1].partition(".")[2])
            look.saw(f"{place} 执行率{said[1]}%")
            if abs(Decimal(said[1]) - rate) > Decimal("0.51").scaleb(-decimals) + Decimal("0.005"):
                working = f"{told(spent)} ÷ {told(budget)} = {rate:.2f}%"
                if not any(fault.place == place for fault in look.faults):
                    look.fault(CellText(said[0], place), f"执行率写作{said[1]}%，算出来是{rate:.2f}%", working)


#: The rate of the whole, named by itself: ，预算执行率97%.
_ALONE = re.compile(
    r"(?:^|[，,、）)])\s*(?:全年|总体|项目|本年度?)?(?:预算|资金)?(?:支出)?(?:执行|支出|支付)率(?:为|达到?|是)?\s*(\d+(?:\.\d+)?)\s*[%％]"
)


def _rate_alone(look: Look, part: str, place: str) -> None:
    """A rate behind the spending of the whole against the form, whatever else its sentence tells."""
    match = _ALONE.search(part)
    rate = look.dossier.rate if look.dossier.stated("spent") else None
    if (
        match is None
        or rate is None
        or re.search("上年|去年|其中[^，]*$|目标|指标值|计分|低于|不足", part[: match.start()])
    ):
        return
    if not re.search("全年|本年|项目|预算", part[: match.end()]):
        return
    if "项目支出" in match[0] and any(
        "基本支出" in one.text for one, _ in look.dossier.stretches(("paragraph", "cell"))
    ):
        # The rate of one of the two kinds of spending of a house.
        return
    initial, spent = look.dossier.amount("initial"), look.dossier.amount("spent")
    rates = [rate, *([spent / initial * _HUNDRED] if initial and spent is not None else [])]
    decimals = len(match[1].partition(".")[2])
    near = Decimal("0.51").scaleb(-decimals) + Decimal("0.005")
    look.saw(f"{place} 执行率{match[1]}%")
    if any(abs(Decimal(match[1]) - one) <= near for one in rates) or any(fault.place == place for fault in look.faults):
        return
    look.fault(CellText(match[0].strip("，,、）) "), place), f"报告的执行率是{match[1]}%，按自评表是{rate:.2f}%")
