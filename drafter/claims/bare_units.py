"""Rates and sums whose unit a note leaves out although its words or its neighbours tell it: 合格率96.8，目标95 counts
in per cent, 每平方米436元，控制数450 in 元, 98.1%，下降0.5 in percentage points.

Limits: never where two readings are left. A rate is what its name says it is, above 1 and up to 100 (0.98 may be a
share); what is held against a figure takes its unit only where the clause before has one figure, of its own size.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from drafter.language.amounts import Amount, amounts
from drafter.language.kept_patterns import kept_patterns
from drafter.language.late import LatePattern
from drafter.language.lexicon import words
from drafter.language.marks import fold

_MARK = LatePattern("[，。；、：（）！？\n]")
_HEAD = LatePattern(
    r"(?<=[\u4e00-\u9fff])（(?P<unit>[万亿]?[\u4e00-\u9fff]{1,2}|[万亿]?元|%)）(?P<sum>\d[\d.,]*)(?=[，。；（）]|$)"
)
_STOP = LatePattern("[。；\n]")
_BEHIND = frozenset("，。；、（）\n ")
#: What is held against a price or a sum is of its size.
_APART = Decimal(10)
#: What names a figure stands so near before it.
_NEAR = 40


@cache
def of_money() -> re.Pattern[str]:
    """What says beside a figure that it is money."""
    return kept_patterns().compiled(words("units")["money"])


@cache
def _names() -> dict[str, LatePattern]:
    return {key: LatePattern(one) for key, one in words("units")["bare"].items()}


def with_bare_units(text: str) -> str:
    """`text` with the units of bare figures that are certain; digits and their order stay."""
    if not any(c.isdigit() for c in text):
        return text
    text = _headed(text)
    folded = fold(text)
    names = _names()
    given: list[tuple[int, str]] = []
    #: The figures with a unit of the last clause that has any, and where its sentence began.
    base: list[Amount] = []
    #: What stands right before the bracket that is open.
    outer: list[Amount] = []
    clause = sentence = seen = 0
    held = -1
    for one in amounts(folded):
        for mark in _MARK.finditer(folded, seen, one.start):
            clause = mark.end()
            if _STOP.match(mark[0]):
                sentence = clause
            if mark[0] in "（）":
                outer = base if mark[0] == "（" else []
        seen = max(seen, one.start)
        if base and base[-1].start < sentence:
            base = []
        label = folded[max(clause, one.start - _NEAR) : one.start].strip(" ")
        if money_of(folded, one):
            given.append((folded.index(one.scale, one.number[1]) + len(one.scale), "元"))
            if not names["moved"].fullmatch(label):
                base, held = [one._replace(unit="元")], clause
            continue
        if one.scale and not one.unit and one.whole is None and len(base) == 1 and _scaled(one, label, base[0], names):
            given.append((folded.index(one.scale, one.number[1]) + 1, base[0].unit))
            continue
        if len(base) == 1 and one.unit == "个" and base[0].unit[:1] == "个" and names["against"].fullmatch(label):
            # 0.5个工作日（目标1个）
            given.append((one.end, base[0].unit[1:]))
            continue
        if one.unit or one.scale or one.high is not None or one.whole is not None:
            if not names["against"].fullmatch(label):
                base = [*base[-1:], one] if held == clause else [one]
                held = clause
            continue
        end = one.number[1]
        if folded[one.end : one.end + 1] not in _BEHIND and one.end < len(folded):
            continue
        unit = _unit(one, label, base, names) or (_unit(one, label, outer, names) if _is_rate(outer) else "")
        if unit:
            given.append((end, unit))
            if not names["against"].fullmatch(label) and unit == "%":
                base = [one._replace(unit=unit)]
                held = clause
    for end, unit in reversed(given):
        text = f"{text[:end]}{unit}{text[end:]}"
    return text


def money_of(folded: str, one: Amount) -> bool:
    """Whether a bare 万 or 亿 is money by the words beside it: 尾款29.4万."""
    if one.unit or one.scale not in ("万", "亿") or one.whole is not None or one.high is not None or one.bound:
        return False
    if folded.startswith("单位", one.end):
        # 血液9.2万单位 counts in units of it.
        return False
    pattern = of_money()
    before = re.split("[，。；、：（）]", folded[max(0, one.start - 16) : one.start])[-1]
    return bool(pattern.search(before) or pattern.match(folded[one.end : one.end + 6].lstrip("全都已的未没尚还")))


def _is_rate(base: list[Amount]) -> bool:
    """98.1%（问卷1190份，下降0.5）: what a bracket says is said of the rate before it."""
    return len(base) == 1 and base[0].sort == "rate"


def _headed(text: str) -> str:
    """参保人数（万人）40.75, as the head of a column names its unit, is 参保人数40.75万人."""
    return _HEAD.sub(r"\g<sum>\g<unit>", text)


def _scaled(one: Amount, label: str, like: Amount, names: dict[str, LatePattern]) -> bool:
    """Whether a bare 万 is held against a figure of its own size: 14.3万元，比上年增加1.1万."""
    moved = names["moved"].fullmatch(label) is not None and one.value < like.value
    same = names["against"].fullmatch(label) is not None and like.value / _APART < one.value < like.value * _APART
    return like.scale == one.scale and like.sort != "rate" and (moved or same)


def _unit(one: Amount, label: str, base: list[Amount], names: dict[str, LatePattern]) -> str:
    """The unit that a bare figure counts in, "" where it is not certain."""
    if names["rate"].search(label) and not names["unlike"].search(label):
        return "%" if 1 < one.value <= 100 else ""
    if len(base) != 1:
        return ""
    like = base[0]
    if names["moved"].fullmatch(label):
        return "个百分点" if like.sort == "rate" and one.value < like.value else ""
    if not names["against"].fullmatch(label):
        return ""
    if like.sort == "rate":
        return like.unit if 1 < one.value <= 100 and like.value <= 100 else ""
    if like.sort == "money" and not like.scale and like.value > 0:
        return like.unit if like.value / _APART < one.value < like.value * _APART else ""
    return ""
