"""What was read of one project (or one list of them), each value with its cell, before it becomes a case.

Limits: nothing is judged here; :mod:`drafter.sheets.audit` looks for what cannot be right.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from drafter.reading.sheets.cell import CellValue, plain
from drafter.wording import Wording


class Warned(NamedTuple):
    """Something to look at: the sheet, the cell (F8), what is the matter, and whether it is surely wrong."""

    sheet: str
    cell: str
    what: Wording
    certain: bool = False


#: One indicator, one source of money, one goal: marks by key.
Entry = dict[str, CellValue]


class Record:
    """One project as its form or its rows have it."""

    def __init__(self, kind: str, sheet: str, of: str = "") -> None:
        # What the projects of a list are told of in: "monitoring" or "".
        self.kind, self.sheet, self.of = kind, sheet, of
        self.facts: dict[str, CellValue] = {}
        self.lists: dict[str, list[CellValue]] = {}
        self.indicators: list[Entry] = []
        self.sources: list[Entry] = []
        self.projects: list[Entry] = []
        self.goals: list[Entry] = []
        self.tasks: list[Entry] = []
        #: The last row of the table of indicators: 分值 and 得分 in all.
        self.totals: Entry = {}
        self.warned: list[Warned] = []
        #: Words with figures that no field takes: cell and words.
        self.unread: list[CellValue] = []
        #: What was left, to be said: rows that are remarks.
        self.remarks: list[str] = []
        #: Whether the sheet says that grades go by the execution rate.
        self.graded = False

    @property
    def name(self) -> str:
        """What the project is called, or ""."""
        found = self.facts.get("project.name")
        return found.value if found is not None else ""

    def put(self, path: str, mark: CellValue) -> None:
        """Keep a value; where another stands already, the first stays and the other is told."""
        there = self.facts.setdefault(path, mark)
        if there.value != mark.value:
            self.unread.append(mark)

    def add(self, path: str, mark: CellValue) -> None:
        """Keep one more value of a list."""
        self.lists.setdefault(path, []).append(mark)

    def warn(self, cell: str, what: Wording, certain: bool = False) -> None:
        """Remember something that a person must look at, `certain` where it is surely wrong."""
        self.warned.append(Warned(self.sheet, cell, what, certain))

    def number(self, path: str) -> Decimal | None:
        """The number at a path, or None."""
        found = self.facts.get(path)
        return found.number if found is not None else None


def counted(number: Decimal, unit: str, cell: str) -> CellValue:
    """A number with its unit as a value: 13260400元."""
    return CellValue(f"{plain(number)}{unit}", cell, number, unit)
