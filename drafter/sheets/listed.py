"""What every list has, whether its rows are projects or indicators: columns of money in their unit, rows of sums.

Limits: a row of sums is known by its word.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from drafter.reading.sheets.book import Sheet
from drafter.reading.sheets.cell import CellValue, Value, text
from drafter.reading.sheets.percent import rate
from drafter.reading.sheets.tables import MEASURES, HeadedColumn, HeadedTable
from drafter.reading.sheets.words import HeadMeanings, head
from drafter.sheets.form import SheetForm
from drafter.sheets.indicator_rows import SheetRow
from drafter.sheets.indicators import Indicators
from drafter.sheets.money import Money, amount, path_of

RATES = frozenset(("rate", "progress_rate", "outlook_rate"))
#: By how much a sum may part from its parts by rounding.
LEAST = Decimal("0.005")


class ListMeasure(NamedTuple):
    """A column of money or of a rate: where it stands, what it is called, where a case and a row of a list have it, and
    the unit of its amounts."""

    at: int
    meaning: str
    said: str
    path: str
    key: str
    unit: str

    def read(self, value: Value, cell: str) -> CellValue | None:
        """What a cell of the column says; None for what is no figure of it."""
        return rate(value, cell) if self.meaning in RATES else amount(value, self.unit, cell)


class ListRows:
    """The rows of a list, its columns of money, and which rows are sums."""

    def __init__(self, sheet: Sheet, words: HeadMeanings, table: HeadedTable, form: SheetForm) -> None:
        self.sheet, self.words, self.table, self.form = sheet, words, table, form
        self.reader = Indicators(sheet, words, table)
        self.empty = self.reader.empty | self.reader.nothing
        self.money = Money(sheet, words, form.record)
        self.filled = [one for one in table.columns if one.meaning in ("section", "project_name", "project_code")]
        columns = [one for one in table.columns if one.meaning in MEASURES]
        unit = self.money.unit(table, table.top, self._sample([one for one in columns if one.meaning not in RATES]))
        self.measures = [
            ListMeasure(
                one.at,
                one.meaning,
                one.said,
                path_of(one.source or "total", one.meaning),
                f"{one.source}_{one.meaning}" if one.source else one.meaning,
                one.head.money or unit,
            )
            for one in columns
        ]

    def _sample(self, columns: Sequence[HeadedColumn]) -> list[Value]:
        end = min(len(self.sheet), self.table.first + 500)
        return [self.sheet.at(row, one.at) for row in range(self.table.first, end) for one in columns]

    def sums(self, row: SheetRow) -> str:
        """The word of a row of sums (小计, 合计), or "": it stands where a name would, else anywhere."""
        named = text(row.value("project_name"))
        bare = head(named[:20]).bare
        if bare in self.reader.totals:
            return bare
        if named and named not in self.empty:
            first = next((cell for cell in self.sheet.rows[row.at] if cell != ""), "")
            bare = head(first[:20]).bare if isinstance(first, str) else ""
            return bare if bare in self.reader.totals else ""
        for cell in self.sheet.rows[row.at]:
            if isinstance(cell, str) and cell and (bare := head(cell[:20]).bare) in self.reader.totals:
                return bare
        return ""
