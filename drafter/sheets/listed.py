"""What every list has, whether its rows are projects or indicators: columns of money in their unit, rows of sums.

Limits: a row of sums is known by its word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cached_property
from itertools import islice, pairwise, takewhile
from typing import NamedTuple

from drafter.reading.sheets.book import Sheet
from drafter.reading.sheets.cell import CellValue, Value, figure, text
from drafter.reading.sheets.percent import rate
from drafter.reading.sheets.tables import MEASURES, PROJECTS, HeadedColumn, HeadedTable
from drafter.reading.sheets.words import HeadMeanings
from drafter.sheets.form import SheetForm
from drafter.sheets.indicator_rows import SheetRow
from drafter.sheets.indicators import Indicators
from drafter.sheets.money import Money, amount, path_of

RATES = frozenset(("rate", "progress_rate", "outlook_rate"))
#: By how much a sum may part from its parts by rounding.
LEAST = Decimal("0.005")
#: What numbers a group of projects; rows that show how a list is numbered.
_GROUP = re.compile(r"\s*[(（]?[一二三四五六七八九十]{1,3}[)）]?[、.．]|\s*[(（][一二三四五六七八九十]{1,3}[)）]")
_ROWS = 5_000
_INDENT = re.compile(r"\s*(?:\u3000|  )\S|\s*\u3000")


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
        if row.at in self._groups:
            return "小计"
        if named and named not in self.empty:
            first = next((cell for cell in self.sheet.rows[row.at] if cell != ""), "")
            return self.words.sums(first[:20]) if isinstance(first, str) else ""
        for cell in self.sheet.rows[row.at]:
            if isinstance(cell, str) and cell and (found := self.words.sums(cell[:20])):
                return found
        return ""

    def _number(self, row: SheetRow) -> str:
        """What numbers a row: its own column, else what its name begins with."""
        number = text(row.value("number"))
        return f"{number}、" if number and number not in self.empty else text(row.value("project_name"))

    @cached_property
    def marked(self) -> frozenset[int]:
        """The rows that are numbered otherwise than most: 一 among 1, 2, 3."""
        if self.table.kind != PROJECTS:
            return frozenset()
        rows = list(islice(self.reader.numbers(), _ROWS))
        found = frozenset(at for at in rows if _GROUP.match(self._number(self.reader.row(at))))
        return found if len(found) < len(rows) else frozenset()

    @cached_property
    def _groups(self) -> frozenset[int]:
        """The rows of groups above their projects: numbered otherwise, or set out to the left of what they come to; a
        group of no projects is a project itself."""
        rows = list(islice(self.reader.numbers(), _ROWS)) if self.table.kind == PROJECTS else []
        found = set()
        for at, below in pairwise(rows):
            if at in self.marked:
                sums = self.words.sums(text(self.reader.row(below).value("project_name"))[:20])
                if below not in self.marked and not sums:
                    found.add(at)
            elif not self.indented(at) and self.indented(below):
                inner = list(takewhile(self.indented, rows[rows.index(below) :]))
                if self._comes_to(at, inner):
                    found.add(at)
        return frozenset(found)

    def indented(self, at: int) -> bool:
        """Whether the name of a row begins with blanks."""
        cell = self.sheet.at(at, self.reader.columns.get("project_name", -1))
        return isinstance(cell, str) and _INDENT.match(cell) is not None

    def _comes_to(self, at: int, rows: Sequence[int]) -> bool:
        """Whether the amounts of a row are those of some others together."""
        told = 0
        for one in self.measures:
            stated = figure(self.sheet.at(at, one.at))
            parts = [part.number for row in rows if (part := figure(self.sheet.at(row, one.at))) is not None]
            if one.meaning in RATES or stated is None or not stated.number:
                continue
            if abs(sum(parts, Decimal(0)) - stated.number) > LEAST * max(2, len(parts)):
                return False
            told += 1
        return told > 0
