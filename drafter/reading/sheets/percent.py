"""Shares in cells: 0.9374, 93.74 and 93.74% are one share, told apart by what stands beside them.

The reader gains percentages as they are meant: a sheet keeps 93.74 % as 0.9374 and its reader does not see the format.
What decides is the column (one above 1.5 shows that the column counts in hundredths) and the partner of the value
(target and result are of one size; a full score goes with a target that is reached).

Limits: where both readings hold, the one is taken that the column has, and it is asked about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from drafter.reading.sheets.cell import CellValue, Value, figure, plain

#: A share above this is counted in hundredths: no rate of a budget or of a target reaches 150 %.
_MOST = Decimal("1.5")
_HUNDRED, _HALF = Decimal(100), Decimal("0.5")
#: What is at most the whole of something, and mostly near it.
WHOLE = re.compile(
    r"(?<![不未])(?:满意度|满意率|合格率|达标率|覆盖率|完好率|及时率|准确率|知晓率|通过率|验收率|办结率|到位率|执行率|入学率|参保率|发放率)(?!.*(?:偏差|下降|增长|提[高升]|[升降]幅|误差))"
)
_TWO = Decimal("0.01")


def rate(value: Value, cell: str) -> CellValue | None:
    """An execution rate in %, with two decimals where the sheet keeps more; None for what is no number."""
    found = figure(value)
    if found is None or found.unit not in ("", "%"):
        return None
    number = found.number
    if not found.unit and abs(number) <= _MOST:
        number *= _HUNDRED
    shown = number.quantize(_TWO) if number.as_tuple().exponent < -2 else number  # type: ignore[operator]
    return CellValue(f"{plain(shown)}%", cell, number, "%")


def in_fractions(numbers: Iterable[Decimal]) -> bool:
    """Whether a column of bare shares counts in ones (0.9374), not in hundredths."""
    found = [abs(number) for number in numbers if number]
    return bool(found) and max(found) <= _MOST


def share(number: Decimal, fractions: bool, partner: Decimal | None, name: str = "") -> tuple[Decimal, bool]:
    """A bare share as a number of %, and whether that is sure. `partner` is what it is compared with, in %; by its
    `name` it may be one that is never of a few %."""
    low, high = number, number * _HUNDRED
    usual, other = (high, low) if fractions else (low, high)
    if abs(number) > _MOST or not number:
        return low, True
    if not partner and number > _HALF and WHOLE.search(name):
        return high, True
    if partner is None or not partner:
        # 1 alone in a column of shares is the whole.
        return usual, fractions
    if _near(usual, partner):
        return usual, not _near(other, partner)
    if _near(other, partner):
        return other, True
    return usual, False


def _near(one: Decimal, other: Decimal) -> bool:
    """Whether two shares can be target and result of one thing: neither is many times the other."""
    small, large = sorted((abs(one), abs(other)))
    return small * 4 >= large
