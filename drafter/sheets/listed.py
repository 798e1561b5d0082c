"""What every list has, whether its rows are projects or indicators: columns of money in their unit, rows of sums.

Limits: a row of sums is known by its word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cached_property
from itertools import islice
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
#: What numbers a group of projects; rows that show how a list is numbered.
_GROUP = re.compile(r"\s*[(（]?[一二三四五六七八九十]{1,3}[)）]?[、.．]|\s*[(（][一二三四五六七八九十]{1,3}[)）]")
_ROWS = 300


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
                # A colon parts the source from what is measured of it: no key of a case has one.
                f"{one.source}:{one.meaning}" if one.source else one.meaning,
                one.head.money or unit,
            )
            for one in columns
        ]

    def _sample(self, columns: Sequence[HeadedColumn]) -> list[Value]:
        end = min(len(self.sheet), self.table.first + 500)
        return [self.sheet.at(row, one.at) for row in range(self.table.first, end) for one in columns]

    def sums(self, row: SheetRow) -> str:
        """The word of a row of sums (小计, 合计), or "": it stands where a name would, else anywhere. What is numbered
        一 above projects that are numbered 1 sums them up."""
        named = text(row.value("project_name")) or text(row.value("project_code"))
        if found := self.words.sums(named[:20]):
            return found
        if self._grouped and _GROUP.match(self._number(row)):
            return "小计"
        if named and named not in self.empty:
            first = next((cell for cell in self.sheet.rows[row.at] if cell != ""), "")
            return self.words.sums(first[:20]) if isinstance(first, str) else ""
        for cell in self.sheet.rows[row.at]:
            if isinstance(cell, str) and cell and (bare := head(cell[:20]).bare) in self.reader.totals:
                return bare
        return ""

    def _number(self, row: SheetRow) -> str:
        """What numbers a row: its own column, else what its name begins with."""
        number = text(row.value("number"))
        return f"{number}、" if number and number not in self.empty else text(row.value("project_name"))

    @cached_property
    def _grouped(self) -> bool:
        """Whether the first rows are numbered in two ways, 一 and 1: groups and their projects."""
        if not {"number", "project_name"} & set(self.reader.columns):
            return False
        said = [self._number(self.reader.row(at)) for at in islice(self.reader.numbers(), _ROWS)]
        return any(map(_GROUP.match, said)) and not all(map(_GROUP.match, said))
