"""A list of projects or of indicators that lies on its side: a column for each, a row for what is told of them.

The reader gains every entry of such a list, each value with the cell that it really stands in.

Limits: what is told of the entries stands in consecutive rows, its name before all of them.
"""

from __future__ import annotations

from drafter.reading.sheets.book import Sheet
from drafter.reading.sheets.cell import CellValue, Value, address, text
from drafter.reading.sheets.heads import OF_INDICATORS
from drafter.reading.sheets.tables import MEASURES
from drafter.reading.sheets.words import HeadMeanings, head
from drafter.sheets.record import Record

#: Rows that are looked at; projects and known rows that make a list.
_LOOKED, _PROJECTS, _KNOWN = 40, 2, 3
_LONGEST = 24
#: What is told of one indicator.
_OF_ONE = OF_INDICATORS | {"name", "number", "indicator_code", "reason", "measure", "remark", "description", "evidence"}


class Turned:
    """A sheet with the list upright, below what stood above it, or with `below` it; `columns` are where its entries
    really stand."""

    def __init__(
        self, sheet: Sheet, top: int, left: int, columns: list[int], rows: int, below: bool = False
    ) -> None:  # fmt: skip
        upright: list[list[Value]] = [
            [sheet.filled(row, column) for row in range(top, top + rows)] for column in [left, *columns]
        ]
        merged = [one for one in sheet.merged if one[2] < top or (below and one[0] >= top + rows)]
        at, kept = top, [*sheet.rows[:top]]
        if below:
            kept += [*[()] * rows, *sheet.rows[top + rows :], ()]
            at = len(kept)
        self.sheet = Sheet(sheet.name, [*kept, *upright], merged)
        self.whole = below
        self._cells = {
            address(at + number, row): address(top + row, column)
            for number, column in enumerate([left, *columns])
            for row in range(rows)
        }

    def righted(self, record: Record) -> None:
        """Name the cells of a record as the sheet has them."""
        entries = (*record.projects, *record.sources, *record.indicators, *record.goals, *record.tasks)
        for marks in (record.facts, record.totals, *entries):
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
        if left < 0:
            continue
        if (found := _indicators(sheet, words, top, left)) is not None:
            return found
        if _meaning(words, cells[left]) != "project_name":
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


def _indicators(sheet: Sheet, words: HeadMeanings, top: int, left: int) -> Turned | None:
    """Indicators that begin in a row and stand in a column each: the rows tell their names, aims and results."""
    meanings: list[str] = []
    while meaning := _meaning(words, said := sheet.at(top + len(meanings), left)):
        if meaning not in _OF_ONE or meaning in meanings or words.of("goals", head(text(said))):
            break
        meanings.append(meaning)
    if "name" not in meanings or len(OF_INDICATORS.intersection(meanings)) < _KNOWN:
        return None
    named = top + meanings.index("name")
    columns = [index for index in range(left + 1, len(sheet.rows[named])) if text(sheet.at(named, index))]
    rows = range(top, top + len(meanings))
    if len(columns) < _PROJECTS or any(_meaning(words, sheet.at(row, columns[0])) for row in rows):
        return None
    return Turned(sheet, top, left, columns, len(meanings), below=True)


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
