"""Cells with what stands in them and how they look, before a library writes them."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import NamedTuple, TypeAlias

Content: TypeAlias = "str | Decimal | datetime.date"


class Cell(NamedTuple):
    """A cell, or the range of merged ones that it opens: `row` and `column` from 0; `look` is title, head, text, number
    or share."""

    row: int
    column: int
    content: Content
    look: str = "text"
    rows: int = 1
    columns: int = 1


class Grid:
    """The cells of one sheet, put row after row; `row` is the one that is filled next."""

    def __init__(self, name: str, width: int) -> None:
        self.name, self.width = name, width
        self.cells: list[Cell] = []
        self.widths: dict[int, float] = {}
        self.row = 0

    def put(self, column: int, content: Content, look: str = "text", columns: int = 1, rows: int = 1) -> None:
        """Put a cell into the row that is filled now."""
        self.cells.append(Cell(self.row, column, content, look, rows, columns))

    def next(self) -> None:
        """Go on to the next row."""
        self.row += 1
