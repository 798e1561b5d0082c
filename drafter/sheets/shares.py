"""Whether the bare shares of a column count in ones (0.95) or in hundredths (95): gathered row by row.

Limits: a column of which every share could be either is read as it stands; its reader asks about it.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Protocol

from drafter.reading.sheets.cell import Value, figure
from drafter.reading.sheets.percent import in_fractions

#: Values of an indicator that have its unit: the meaning of their column, the key of a case.
VALUES = {"initial_target": "initial_target", "term_target": "term_target", "target": "target", "actual": "actual",
          "progress_value": "progress", "forecast": "forecast"}  # fmt: skip


class Cells(Protocol):
    """The cells of a row by the meaning of their columns."""

    def value(self, meaning: str) -> Value:
        """What a row holds of a meaning, "" where nothing."""


class Shares:
    """What the shares of each column are, once all rows were added."""

    def __init__(self) -> None:
        self._numbers: dict[str, list[Decimal]] = {}

    def add(self, unit: str, row: Cells) -> None:
        """Take the shares of one more row, whose unit is `unit`."""
        if not unit.startswith("%"):
            return
        for meaning in VALUES:
            number = figure(row.value(meaning))
            if number is not None and not number.unit:
                self._numbers.setdefault(meaning, []).append(number.number)

    def found(self) -> dict[str, bool]:
        """For each column of values whether its bare shares count in ones."""
        return {meaning: in_fractions(numbers) for meaning, numbers in self._numbers.items()}
