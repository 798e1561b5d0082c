"""A list of projects that lies on its side: a column for each project, a row for what is told of them.

The reader gains every project of such a list, each value with the cell that it really stands in.

Limits: what is told of the projects stands in consecutive rows, its name before all of them.
"""

from __future__ import annotations

from drafter.reading.sheets.book import Sheet
from drafter.reading.sheets.cell import CellValue, Value, address, text
from drafter.reading.sheets.tables import MEASURES
from drafter.reading.sheets.words import HeadMeanings, head
from drafter.sheets.record import Record

#: Rows that are looked at; projects and known rows that make a list.
_LOOKED, _PROJECTS, _KNOWN = 40, 2, 3
_LONGEST = 24


class Turned:
    """A sheet with the list upright, below what stood above it; `columns` are where its projects really stand."""

    def __init__(self, sheet: Sheet, top: int, left: int, columns: list[int], rows: int) -> None:
        upright: list[list[Value]] = [
            [sheet.at(row, column) for row in range(top, top + rows)] for column in [left, *columns]
        ]
        merged = [one for one in sheet.merged if one[2] < top]
        self.sheet = Sheet(sheet.name, [*sheet.rows[:top], *upright], merged)
        self._cells = {
            address(top + number, row): address(top + row, column)
            for number, column in enumerate([left, *columns])
            for row in range(rows)
        }

    def righted(self, record: Record) -> None:
        """Name the cells of a record as the sheet has them."""
        for marks in (record.facts, record.totals, *record.projects, *record.sources):
            for key, mark in marks.items():
                marks[key] = self._mark(mark)
        for many in record.lists.values():
            many[:] = map(self._mark, many)
        record.unread[:] = map(self._mark, record.unread)
        record.warned[:] = [one._replace(cell=self._cells.get(one.cell, one.cell)) for one in record.warned]

    def _mark(self, mark: CellValue) -> CellValue:
        return mark._replace(cell=self._cells.get(mark.cell, mark.cell))


def turned(sheet: Sheet, words: HeadMeanings) -> Turned | None:
    """The list of a sheet that lies on its side, None where it has none."""
    for top in range(min(len(sheet), _LOOKED)):
        cells = sheet.rows[top]
        left = next((index for index, cell in enumerate(cells) if cell != ""), -1)
        if left < 0 or _meaning(words, cells[left]) != "project_name":
            continue
        columns = [index for index in range(left + 1, len(cells)) if text(cells[index])]
        names = [cells[index] for index in columns]
        if len(names) < _PROJECTS or any(not isinstance(one, str) or _named(words, one) for one in names):
            continue
        rows = 1
        while top + rows < len(sheet) and _told(sheet, top + rows, left, columns):
            rows += 1
        known = [_meaning(words, sheet.at(top + row, left)) for row in range(1, rows)]
        full = all(_filled(sheet, top, rows, column) * 2 >= rows for column in columns)
        if full and sum(map(bool, known)) >= _KNOWN and any(one in MEASURES for one in known):
            return Turned(sheet, top, left, columns, rows)
    return None


def _told(sheet: Sheet, row: int, left: int, columns: list[int]) -> bool:
    """Whether a row tells something of the projects: a short name, and cells under theirs."""
    cell = sheet.at(row, left)
    short = isinstance(cell, str) and 0 < len(cell.strip()) <= _LONGEST
    return short and any(sheet.at(row, column) != "" for column in columns)


def _filled(sheet: Sheet, top: int, rows: int, column: int) -> int:
    return sum(sheet.at(row, column) != "" for row in range(top, top + rows))


def _meaning(words: HeadMeanings, cell: Value) -> str:
    return words.of("columns", head(cell)) if isinstance(cell, str) and len(cell) <= _LONGEST else ""


def _named(words: HeadMeanings, said: str) -> bool:
    """Whether some words name a column or a value, and so are no project."""
    return any(words.of(section, head(said)) for section in ("columns", "labels", "goals"))
