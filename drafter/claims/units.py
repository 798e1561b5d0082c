"""Units that a note leaves out because the figure beside them has one.

立案417件，结案398; 车11辆（执法车9、其他2）; 学生620、家长580，共1200份: a bare figure counts what its neighbour does.

Limits: only whole numbers that end what they stand in, no greater than the figure that has the unit; a list of parts
takes the unit of their sum only where it is their sum.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from drafter.claims.bare_units import of_money
from drafter.language.amounts import Amount, amounts
from drafter.language.late import LatePattern
from drafter.language.lexicon import words
from drafter.language.marks import brackets, fold

if TYPE_CHECKING:
    from drafter.claims.segment import Segment


_LACKING = LatePattern(r"（?(?:差|剩|少|缺|还差|另|其余)")
#: What measures rather than counts: a bare figure beside it is another thing.
_MEASURED = frozenset(("money", "rate", "points", "年", "月", "日", "天", "小时", "分钟", "分"))


def with_money(text: str) -> str:
    """A text whose bare 万 and 亿 are money, with its unit: 多付41.27万 becomes 多付41.27万元."""
    folded = fold(text)
    for one in reversed(amounts(folded)):
        if not one.unit and one.scale in ("万", "亿") and one.whole is None:
            at = folded.index(one.scale, one.number[0]) + 1
            text = f"{text[:at]}元{text[at:]}"
    return text


def with_units(folded: str, segments: Sequence[Segment]) -> tuple[Segment, ...]:
    """The segments of a folded note, bare figures with the unit that they count in."""
    done = [one._replace(amounts=_inside(folded, one)) if len(one.amounts) > 1 else one for one in segments]
    done = [one._replace(amounts=tuple(_money(folded, one, each) for each in one.amounts)) for one in done]
    done = [_missing(folded, _points(folded, one)) for one in done]
    stated = [index for index, one in enumerate(done) if one.role in ("deed", "measure")]
    for place, index in enumerate(stated):
        one = done[index]
        if not _ends_bare(folded, one):
            continue
        given = _before(done, stated, place) or _sum_behind(folded, done, stated, place)
        if given is not None:
            last = one.amounts[-1]._replace(unit=given.unit)
            done[index] = one._replace(amounts=(*one.amounts[:-1], last))
    return tuple(done)


def _money(folded: str, one: Segment, amount: Amount) -> Amount:
    """An amount of 万 or 亿 without a unit, in 元 where the words beside it speak of money: 追回4.44万."""
    if amount.unit or amount.scale not in ("万", "亿") or amount.whole is not None:
        return amount
    if folded.startswith("单位", amount.end):
        # 血液9.2万单位 has a measure of its own.
        return amount
    if amount.bound in ("least", "most"):
        # 50万以上的进平台: what has a limit in 万 is money.
        return amount._replace(unit="元")
    before = folded[max(one.head, amount.start - 16) : amount.start]
    behind = folded[amount.end : amount.end + 6]
    return (
        amount._replace(unit="元")
        if of_money().search(before) or of_money().match(behind.lstrip("全都已的"))
        else amount
    )


def _missing(folded: str, one: Segment) -> Segment:
    """建了17/18（差的1座：…）: the unit of what was done of what was planned stands with what is lacking."""
    found = list(one.amounts)
    for index, each in enumerate(found):
        if each.unit or each.whole is None or not _LACKING.match(folded, each.end):
            continue
        behind = amounts(folded, each.end, min(len(folded), each.end + 14))
        given = next((other for other in behind if _counts(other) and not other.scale), None)
        if given is not None:
            found[index] = each._replace(unit=given.unit)
    return one._replace(amounts=tuple(found))


def _points(folded: str, one: Segment) -> Segment:
    """评价得分78.6 is in points."""
    last = one.amounts[-1] if one.amounts else None
    if last is None or last.end != one.end or last.unit or last.scale:
        return one
    named = folded[one.start : last.start].rstrip(" ：")
    points = named.endswith(("得分", "评分", "总分", "打分", "得了", "均分", "平均分"))
    return one._replace(amounts=(*one.amounts[:-1], last._replace(unit="分"))) if points else one


def _ends_bare(folded: str, one: Segment) -> bool:
    """Whether a segment ends with a whole number without a unit that words name."""
    if not one.amounts:
        return False
    last = one.amounts[-1]
    named = folded[one.start : last.start].rstrip(" ")
    return (
        last.end == one.end
        and _bare(last)
        and len(named) >= 2
        and "\u4e00" <= named[-1] <= "\u9fff"
        and not named.endswith(tuple(words("units")["unitless"]))
    )


def _bare(amount: Amount) -> bool:
    return not amount.unit and not amount.scale and not amount.decimals and amount.high is None and amount.whole is None


def _counts(amount: Amount) -> bool:
    """Whether an amount counts things, so that a figure beside it may count the same."""
    return bool(amount.unit) and amount.sort not in _MEASURED


def _before(done: Sequence[Segment], stated: Sequence[int], place: int) -> Amount | None:
    """The amount of the claim before in the same sentence, if it counts at least as many."""
    if not place or done[stated[place]].lead not in ("，", "、"):
        return None
    before = done[stated[place - 1]]
    given = before.amounts[-1] if before.amounts else None
    own = done[stated[place]].amounts[-1]
    return given if given is not None and _counts(given) and own.value <= given.value else None


def _sum_behind(folded: str, done: Sequence[Segment], stated: Sequence[int], place: int) -> Amount | None:
    """The amount behind a list of bare figures that is their sum."""
    total = Decimal(0)
    low = place
    while low and _ends_bare(folded, done[stated[low - 1]]) and done[stated[low]].lead in ("，", "、"):
        low -= 1
    for index in stated[low:]:
        one = done[index]
        if not one.amounts:
            return None
        last = one.amounts[-1]
        if _counts(last) and index > stated[place]:
            return last if last.value == total else None
        if not last.unit and not _ends_bare(folded, one):
            return None
        total += last.value
    return None


def _inside(folded: str, one: Segment) -> tuple[Amount, ...]:
    """The amounts of a segment, those in a bracket that are the parts of the one before it in its unit."""
    found = list(one.amounts)
    for pair in brackets(folded[one.start : one.end]):
        low, high = one.start + pair.start, one.start + pair.end
        before = [each for each in found if each.end <= low]
        parts = [index for index, each in enumerate(found) if low < each.start and each.end < high]
        if pair.mark != "（" or not before or len(parts) < 2 or not _counts(before[-1]) or before[-1].scale:
            continue
        total = sum(found[index].value for index in parts)
        if all(_bare(found[index]) for index in parts) and total <= before[-1].value:
            for index in parts:
                found[index] = found[index]._replace(unit=before[-1].unit)
    return tuple(found)
