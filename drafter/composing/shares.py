"""Shares: what the largest of some sums is of their total, where that says something.

Limits: sums of money of one unit; a share under a half says less than the sums.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from drafter.facts.fact import Fact, Item
from drafter.language.late import LatePattern
from drafter.language.quantity import round_half_up
from drafter.report.sentence import Part

#: The least share that is worth a word, and how many sums it takes.
_LEAST, _SEVERAL = Decimal("0.5"), 3
#: 38名中55岁以上21名: a part of a whole in one unit; of fewer than so many a share says no more than the counts.
_PART = LatePattern(
    r"(?<![\d.])(?P<whole>\d{2,6})(?P<unit>[名个户处人家座台件])[^，。；：、（）\d]{0,8}中，?(?P<what>[^，。；：、（）]{0,16}?)"
    r"(?<![\d.])(?P<part>\d{1,6})(?P=unit)$"
)
#: 当年开放2.91万件只上网0.64万件
_ONLY = LatePattern(
    r"(?<![\d.])(?P<whole>\d{1,6}(?:\.\d+)?)(?P<unit>万?[名个户处人家座台件册卷条亩盏])，?[^，。；：、（）\d]{0,6}(?:只有?|仅有?|才)"
    r"(?P<what>[^，。；：、（）\d]{0,8})(?P<part>\d{1,6}(?:\.\d+)?)(?P=unit)$"
)
_WORTH, _FRACTION = Decimal(10), Decimal("0.1")
_STANDARD = LatePattern(
    r"(?<![\d.])(?P<part>\d+(?:\.\d+)?)(?P<unit>万?元)，(?P<what>[\u4e00-\u9fff]{0,4}标准)(?:为|是)?(?P<whole>\d+(?:\.\d+)?)(?P=unit)$"
)


#: 一年要128万元，县里到位72万元: what is needed and what there is.
_NEED = LatePattern(
    r"(?:需要?|要|应有|应当有)(?P<whole>\d+(?:\.\d+)?)(?P<unit>[万亿]?元)，[^，；。：\d]{0,8}"
    r"(?:到位|落实|安排|拨付|筹集|只有|仅有)(?:了)?(?P<part>\d+(?:\.\d+)?)(?P=unit)$"
)


def percent(part: Decimal, whole: Decimal) -> str:
    """A share as a report shows it: two decimals, none where it is whole."""
    shown = round_half_up(part / whole * 100, 2)
    return f"{shown:.0f}%" if shown == shown.to_integral_value() else f"{shown}%"


def told_share(fact: Fact) -> tuple[Part, ...]:
    """A statement with the share that its end says: 38名中55岁以上21名，占55.26%; 每公里7000元，只有标准10000元的70%;
    一年要128万元，县里到位72万元，缺口56万元. The statement alone where it has no such end."""
    if (need := _NEED.search(fact.text)) is not None and (gap := Decimal(need["whole"]) - Decimal(need["part"])) > 0:
        short = Fact(f"{fact.path}.gap", f"{gap.normalize():f}{need['unit']}", derived=True, inputs=(fact.path,))
        return fact, "，缺口", short
    if (held := _STANDARD.search(fact.text)) is not None:
        least = Decimal(0)
    elif "%" in fact.text or "占" in fact.text:
        return (fact,)
    elif (held := _PART.search(fact.text) or _ONLY.search(fact.text)) is not None:
        least = _FRACTION if "万" in held["unit"] else _WORTH
    else:
        return (fact,)
    part, whole = Decimal(held["part"]), Decimal(held["whole"])
    if not 0 < part < whole or whole < least:
        return (fact,)
    share = Fact(f"{fact.path}.share", percent(part, whole), derived=True, inputs=(fact.path,))
    if least:
        return fact, "，占", share
    said = fact.text[: held.start("what")].rstrip("，")
    return (
        Fact(fact.path, said, also=fact.also),
        "，只有",
        Fact(fact.path, f"{held['what']}{held['whole']}{held['unit']}"),
        "的",
        share,
    )


def largest(items: Sequence[Item]) -> dict[str, Fact]:
    """`top` and `share` of the item that holds half of the sum of all or more; {} where none does or two are all."""
    counts = [item.count for item in items if item.count is not None]
    numbers = [count.number for count in counts if count.number is not None]
    if len(numbers) != len(items) or len(numbers) < _SEVERAL:
        return {}
    total = sum(numbers, Decimal(0))
    most = max(numbers)
    if total <= 0 or min(numbers) < 0 or most < _LEAST * total or most == total:
        return {}
    item = next(one for one in items if one.count is not None and one.count.number == most)
    if item.name is None or item.count is None:
        return {}
    inputs = tuple(count.path for count in counts)
    share = percent(most, total)
    top = Fact(f"{item.name.path}.top", item.name.text, also=(item.name.path,))
    return {"top": top, "share": Fact(f"{item.count.path}.share", share, derived=True, inputs=inputs)}
