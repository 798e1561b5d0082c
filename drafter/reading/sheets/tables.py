"""A table of a sheet: its kind, its columns with what they mean, and where it begins.

Limits: where a table ends is for the reader of its rows to say.
"""

from __future__ import annotations

from typing import NamedTuple

from drafter.reading.sheets.words import Head

INDICATORS, PROJECTS, FLAT, MONEY, ACROSS = "indicators", "projects", "flat", "money", "across"
TASKS = "tasks"
#: What measures money: over the columns of the table of money and of lists of projects.
MEASURES = ("initial", "budget", "adjusted", "change", "spent", "rate", "progress", "progress_rate", "outlook",
            "outlook_rate", "balance", "fiscal", "term_amount")  # fmt: skip


class HeadedColumn(NamedTuple):
    """A column (from 0): its meaning ("" for none), its head, the words over it, the source of money that it is
    split by, and the group of ticks that it belongs to."""

    at: int
    meaning: str
    head: Head
    said: str
    source: str = ""
    group: str = ""


class HeadedTable(NamedTuple):
    """A table: its kind, its columns, the row of its head and that of its first entry (from 0)."""

    kind: str
    columns: tuple[HeadedColumn, ...]
    top: int
    first: int

    def column(self, meaning: str, source: str = "") -> HeadedColumn | None:
        """The first column of that meaning, of the whole money where `source` is ""."""
        return next((one for one in self.columns if one.meaning == meaning and one.source == source), None)

    def __contains__(self, meaning: object) -> bool:
        return any(one.meaning == meaning for one in self.columns)


def halves(table: HeadedTable) -> tuple[HeadedTable, ...]:
    """The tables of one that stands side by side with itself: its heads begin anew to the right."""
    first = table.columns[0].head.bare if table.columns else ""
    starts = [number for number, one in enumerate(table.columns) if one.head.bare == first]
    parts = [table.columns[at:end] for at, end in zip(starts, [*starts[1:], len(table.columns)], strict=True)]
    if len(parts) < 2 or any([one.head.bare for one in part] != [one.head.bare for one in parts[0]] for part in parts):
        return (table,)
    return tuple(table._replace(columns=part) for part in parts)
