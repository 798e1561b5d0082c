"""Figures of a case that can be held against each other: their value, and how much their last decimal leaves open."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from drafter.facts.fact import Fact, Value
from drafter.language.interval import Interval, around
from drafter.language.quantity import SCALES

_NOTHING = Decimal(0)
#: What is counted in these has decimals, shown or not; people and things have none.
_MEASURED = ("元", "%", "分", "小时", "个百分点")


class ExactAmount(NamedTuple):
    """A figure without 约, 余 or 以上: `value` in the unit of its field, `half` half a unit of its last decimal there
    (0 for whole things and for figures that were derived)."""

    fact: Fact
    value: Decimal
    half: Decimal

    @property
    def path(self) -> str:
        """Where the amount stands in the case."""
        return self.fact.path

    @property
    def text(self) -> str:
        """The amount as it was written."""
        return self.fact.text

    @property
    def unit(self) -> str:
        """The unit without 万 or 亿."""
        quantity = self.fact.quantity
        return quantity.unit.lstrip("万亿") if quantity is not None else ""

    @property
    def shown(self) -> Interval:
        """What it may be exactly, seeing how it was rounded."""
        return around(self.value, self.half)


def amount(value: Value | None) -> ExactAmount | None:
    """The figure that `value` is; None for a list, a name, a rough figure or one that is still to come."""
    if not isinstance(value, Fact) or value.missing or value.number is None:
        return None
    quantity = value.quantity
    if quantity is None:
        # A count that was derived (36个).
        return ExactAmount(value, value.number, _NOTHING)
    if not quantity.exact or value.text[:1] in "≥≤＞＜":
        return None
    if value.derived or not (quantity.decimals or quantity.scale or quantity.unit in _MEASURED):
        return ExactAmount(value, value.number, _NOTHING)
    half = Decimal(5).scaleb(-quantity.decimals - 1)
    # A field that counts in 万元 keeps its number so; one that counts in 人 keeps 7.86万 as 78600.
    if quantity.scale and quantity.base == value.number:
        half *= SCALES[quantity.scale]
    return ExactAmount(value, value.number, half)
