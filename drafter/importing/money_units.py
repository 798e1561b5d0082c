"""The unit that figures of money count in where they stand without one: what a label declares, what the figures beside
them have.

Limits: a figure followed by a word of its own (3个) is no money.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from drafter.language.amounts import Amount, amounts
from drafter.language.marks import fold

_DECLARED = re.compile(
    r"单位(?:都|均|全)?(?:是|为)?：?([万亿千百]?元)|（([万亿]?元)[），；、]|[，；]([万亿]?元)）|(?:都|均|全)?(?:按|是|以|为)([万亿]?元)(?:计|算)?(?:$|[）。，；])"
)
#: Among money 57万 is 57万元.
_SCALED = re.compile(r"(\d[万亿])(?=$|[，、；。：（）\s]|是|那[个笔家块些])")
#: 每人每天426元，标准≤450: what a price in 元 is held against is in 元, whatever the others count in.
_HELD_AGAINST = re.compile(
    r"\d元[，；（、 ]*"
    r"(?:标准|控制(?:数|价|线|在)?|目标|限额|限价|定额|合同价|上年|去年)(?:为|是|：|≤|<|不超过|不超)* ?$"
)
#: 收培训费收入412.6: words that name a sum and nothing else.
_SUM = re.compile(
    r"(?:收入|补助|补贴|经费|产值|金额|租金|投资额?|贷款|销售额|营业额|税收|利润|资金|[\u4e00-\u9fff]费|[尾货罚借欠垫捐]款)(?:为|是|共计?|约|达)?$"
)
#: What stands before a figure that another is held against.
_HELD = re.compile(
    r"(?:目标|任务|计划|指标|上年|去年|要求|标准|控制|上限|下限|不超过?|不低于|应为|≤|≥|<|>)[^，；。\d]{0,4}$"
)
_TEN_THOUSAND = Decimal(10_000)


def declared_unit(text: str) -> str:
    """The unit that a label or a head declares for all its figures: 经费（单位：万元）."""
    match = _DECLARED.search(fold(text))
    return next((one for one in match.groups() if one), "") if match else ""


#: So many characters apart, a figure is held against nothing any more.
_NEAR = 400


def implied_unit(text: str, unit: str) -> str:
    """The unit of bare figures where none is declared: that of those beside them (一共800.8万，基本521.6)."""
    scales = {one.scale for one in amounts(fold(text)) if one.scale and one.unit in ("", "元")}
    return unit or (f"{scales.pop()}元" if len(scales) == 1 else "")


def sum_in(text: object) -> Decimal | None:
    """The first amount of a value of a case, in plain units; None where it has none."""
    found = amounts(fold(str(text or "")))
    return found[0].value if found else None


def told_money(text: str, unit: str) -> str:
    """A text whose bare figures are given the unit of money that they count in; 元 from ten thousand on as 万元."""
    text = _SCALED.sub(r"\g<1>元", text)
    if not unit:
        return text
    folded = fold(text)
    found = amounts(folded)
    held = _held_against(found)
    for at in range(len(found) - 1, -1, -1):
        one = found[at]
        behind = folded[one.number[1] : one.number[1] + 1]
        # 3栋 and 自评93.4分 count something else; 58 before a word of its own may.
        whole = not one.decimals and "\u4e00" <= behind <= "\u9fff"
        if _counted_with(folded, one, held[at]):
            continue
        # 尾款50等结算审计: a sum by the word before it, and no word that it counts behind.
        named = _SUM.search(folded, max(0, low - 10), low) is not None if (low := one.number[0]) else False
        whole = whole and not (named and behind in "等没未还要因是已都全")
        if one.unit or one.scale or one.whole is not None or one.high is not None or whole:
            continue
        low, high = one.number
        value = Decimal(text[low:high].replace(",", "").replace("，", ""))
        own = "元" if _HELD_AGAINST.search(folded, max(0, low - 16), low) else unit
        told = f"{text[low:high]}{own}"
        if own == "元" and value >= _TEN_THOUSAND:
            told = f"{(value / _TEN_THOUSAND).normalize():f}万元"
        text = f"{text[:low]}{told}{text[high:]}"
    return text


def _held_against(found: Sequence[Amount]) -> list[Amount | None]:
    """For each amount the last one before it that has a unit."""
    held: list[Amount | None] = []
    last = None
    for one in found:
        held.append(last)
        last = one if one.unit or one.scale else last
    return held


def _counted_with(folded: str, bare: Amount, before: Amount | None) -> bool:
    """Whether a bare figure is held against one that counts things, or is a part of it: 播出260期（目标250）,
    预警63条（大风41、寒潮22）."""
    if before is None or before.unit.endswith("元") or (before.scale and not before.unit):
        return False
    if bare.start - before.end > _NEAR:
        return False
    between = folded[before.end : bare.start]
    if re.search("[；。]", between):
        return False
    return between.count("（") > between.count("）") or bool(_HELD.search(between))


def named_money(text: str, unit: str) -> str:
    """A note whose bare sums are named as such, in the unit that its page declares: 收培训费收入412.6. A whole number
    may count something else."""
    if not unit:
        return text
    folded = fold(text)
    for one in reversed(amounts(folded)):
        if one.unit or one.scale or not one.decimals or one.whole is not None or one.high is not None:
            continue
        if _SUM.search(folded, max(0, one.start - 10), one.start):
            text = f"{text[: one.number[1]]}{unit}{text[one.number[1] :]}"
    return text
