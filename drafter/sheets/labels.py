"""Cells that name something, and where what they name stands.

Limits: a value that stands to the left of its label is not found.
"""

from __future__ import annotations

from typing import NamedTuple

from drafter.reading.sheets.book import Sheet
from drafter.reading.sheets.cell import Value
from drafter.reading.sheets.heads import MEASURES
from drafter.reading.sheets.words import HeadMeanings, head
from drafter.sheets.record import Record

#: Characters of a cell that can be a label, and of its words without brackets.
LONG, LABEL = 60, 24


class CellLabel(NamedTuple):
    """A cell that names something: where it is, the section of its meaning, the meaning."""

    row: int
    column: int
    section: str
    meaning: str


class Labels:
    """Looks for labels on one sheet; `used` are the cells that were read as values."""

    def __init__(self, sheet: Sheet, words: HeadMeanings, record: Record) -> None:
        self.sheet, self.words, self.record = sheet, words, record
        self.empty = frozenset(words.all("empty"))
        self.used: set[tuple[int, int]] = set()

    def label(self, row: int, column: int) -> CellLabel | None:
        """What a cell names, or None."""
        value = self.sheet.at(row, column)
        if not isinstance(value, str) or not value.strip() or len(value) > LONG or (row, column) in self.used:
            return None
        said = head(value)
        if len(said.bare) > LABEL:
            return None
        for section in ("labels", "goals", "money"):
            if meaning := self.words.of(section, said):
                return CellLabel(row, column, section, meaning)
        meaning = self.words.of("columns", said)
        return CellLabel(row, column, "columns", meaning) if meaning in MEASURES else None

    def right(self, one: CellLabel) -> tuple[int, Value] | None:
        """The first cell to the right that says something; None where that is another label or nothing."""
        _, _, _, end = self.sheet.span(one.row, one.column)
        cells = self.sheet.rows[one.row]
        for index in range(end + 1, len(cells)):
            value = cells[index]
            if value == "" or (isinstance(value, str) and not value.strip()):
                continue
            return index, value
        return None
