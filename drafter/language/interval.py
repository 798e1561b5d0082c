"""Interval arithmetic on figures as they are shown: what hidden decimals could still save.

The reader gains silence within rounding, a warning where the decimals that nobody sees could explain a difference, and
an error only beyond that. 4.21 ÷ 4.68 is 89.96 %, but 4.214 ÷ 4.676 would be 90.12 %: a claim of 90.07 % is doubtful,
not wrong.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from drafter.language.quantity import round_half_up

HUNDRED = Decimal(100)


class Interval(NamedTuple):
    """All values that a figure shown with so many decimals can stand for; `mid` is what is shown."""

    mid: Decimal
    low: Decimal
    high: Decimal

    def __add__(self, other: Interval) -> Interval:  # type: ignore[override]
        return Interval(self.mid + other.mid, self.low + other.low, self.high + other.high)

    def __sub__(self, other: Interval) -> Interval:
        return Interval(self.mid - other.mid, self.low - other.high, self.high - other.low)

    def scaled(self, factor: Decimal) -> Interval:
        """The interval times a positive number."""
        return Interval(self.mid * factor, self.low * factor, self.high * factor)

    def over(self, other: Interval) -> Interval | None:
        """The quotient of two positive intervals; None where the divisor may be zero."""
        if other.low <= 0:
            return None
        return Interval(self.mid / other.mid, self.low / other.high, self.high / other.low)


def around(value: Decimal, half: Decimal) -> Interval:
    """The interval of a figure shown as `value`, `half` being half a unit of its last decimal."""
    return Interval(value, value - half, value + half)


def verdict(claimed: Interval, computed: Interval) -> str:
    """ "" where the claim is the computed figure within its own rounding, doubtful where hidden decimals could save it,
    else wrong."""
    if claimed.low <= computed.mid <= claimed.high:
        return ""
    return "doubtful" if claimed.low <= computed.high and computed.low <= claimed.high else "wrong"


def rounded(number: Decimal, decimals: int) -> str:
    """`number` with `decimals` decimals as people write it (halves away from zero)."""
    return f"{round_half_up(number, decimals):f}"


def plain(number: Decimal, decimals: int = 6) -> str:
    """`number` without an exponent and without trailing zeros."""
    text = rounded(number, decimals)
    return text.rstrip("0").rstrip(".") if "." in text else text
