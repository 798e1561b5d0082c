"""A list of projects or of indicators that lies on its side: a column for each, a row for what is told of them.

The reader gains every entry of such a list, each value with the cell that it really stands in; and indicators that
have a card each, one below the other.

Limits: what is told of the entries stands in consecutive rows, its name before all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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
    """A sheet with a list upright: what is `kept` of it, below that `rows`, whose cells stand at `places` in truth."""

    def __init__(
        self, sheet: Sheet, kept: Sequence[Sequence[Value]], rows: Sequence[Sequence[Value]],
        places: Sequence[Sequence[tuple[int, int]]],
    ) -> None:  # fmt: skip
        merged = [one for one in sheet.merged if all(row < len(kept) and kept[row] for row in (one[0], one[2]))]
        self.sheet = Sheet(sheet.name, [*kept, *rows], merged)
        self._cells = {
            address(len(kept) + number, at): address(*place)
            for number, each in enumerate(places)
            for at, place in enumerate(each)
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
            return _upright(sheet, [(top, column) for column in (left, *columns)], rows)
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
    rows, named = len(meanings), meanings.index("name")
    cells = sheet.rows[top + named]
    columns = [index for index in range(left + 1, len(cells)) if text(cells[index])]
    if not columns or any(_meaning(words, sheet.at(row, columns[0])) for row in range(top, top + rows)):
        return None
    if len(columns) >= _PROJECTS:
        return _upright(sheet, [(top, column) for column in (left, *columns)], rows, top + rows)
    cards = list(_cards(sheet, words, top, left, meanings))
    if len(cards) < _PROJECTS:
        return None
    return _upright(sheet, [(top, left), *[(card, columns[0]) for card in cards]], rows, cards[-1] + rows)


def _upright(sheet: Sheet, entries: Sequence[tuple[int, int]], rows: int, end: int = 0) -> Turned:
    """A sheet with what begins at `entries`, `rows` of each; what stands from the row `end` on is kept."""
    places = [[(row, column) for row in range(top, top + rows)] for top, column in entries]
    kept: list[Sequence[Value]] = [*sheet.rows[: entries[0][0]]]
    if end:
        kept += [*[()] * (end - len(kept)), *sheet.rows[end:], ()]
    return Turned(sheet, kept, [[sheet.filled(*place) for place in each] for each in places], places)


def _cards(sheet: Sheet, words: HeadMeanings, top: int, left: int, meanings: Sequence[str]) -> Iterator[int]:
    """The rows in which cards begin that all tell the same things: at most some blank rows part them."""
    while [_meaning(words, sheet.at(top + row, left)) for row in range(len(meanings))] == list(meanings):
        yield top
        top += len(meanings)
        while top < len(sheet) and all(cell == "" for cell in sheet.rows[top]):
            top += 1


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
