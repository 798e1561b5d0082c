"""The whole of a run over many cases as tables, for whoever writes or shows it."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

Cell: TypeAlias = "str | int | float"
Row: TypeAlias = "tuple[Cell, ...]"


class SummaryTable(NamedTuple):
    """A table of the summary: its name (of a sheet), its heads, its rows of words and numbers, what it tells."""

    name: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    note: str = ""


class Summary(NamedTuple):
    """All tables by name, in their order, and one line of the whole."""

    tables: tuple[SummaryTable, ...]
    line: str

    def table(self, name: str) -> SummaryTable:
        """The table of a name."""
        return next(one for one in self.tables if one.name == name)
