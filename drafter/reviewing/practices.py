"""What a result is worth: the formulas that budget systems know.

Source: 财预〔2020〕10号 as the systems reckon it.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from drafter.reviewing.laws.common import RowFigures, reached

_CENT = Decimal("0.0101")
_ZERO = Decimal(0)


def practised(one: RowFigures, weight: Decimal, practices: list[str]) -> Iterator[Decimal]:
    """What a result is worth under each of the practices; the first is the usual one."""
    a, b = one.target.number, one.actual.number
    if reached(one) and not (one.direction == "=" and not a and b > 0):
        yield weight
        if one.direction != "=" or b == a:
            return
    for practice in practices:
        if practice == "完成比例":
            yield min(weight, b / a * weight) if a > 0 else _ZERO
        elif practice == "偏差扣分":
            yield max(_ZERO, (1 - abs(b - a) / a) * weight) if a > 0 else _ZERO
        elif practice == "超出扣分":
            yield max(_ZERO, (1 - (b - a) / a) * weight) if a > 0 else _ZERO
        elif practice == "目标比实际":
            yield a / b * weight if b > 0 else _ZERO
        else:
            yield _ZERO


def short_of(one: RowFigures, score: Decimal, usual: list[Decimal]) -> bool:
    """Whether a mark is under what each formula gives for a result that misses its target: a reason explains why it was
    missed, not why the formula was left."""
    return not reached(one) and score < min(value for value in usual if value > 0) - _CENT if any(usual) else False
