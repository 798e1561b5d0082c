"""The cells of tables: grids of them, the figure that a cell holds, and the rows that head the columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from drafter.claims.text import ReadText, Stretch
from drafter.language.quantity import SCALES

_NUMBER = re.compile(r"(-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\s*([万亿]?)(元|%|％|分|个|人|户|次|项|场)?")

#: A table has so many rows of headings at most.
_HEADS = 4


class FigureCell(NamedTuple):
    """A cell that holds one figure: its value in plain units, half a unit of its last decimal, and its unit."""

    stretch: Stretch
    value: Decimal
    half: Decimal
    unit: str
    text: str


Grid = list[list[Stretch]]


def all_grids(page: ReadText) -> Iterator[Grid]:
    """The tables of a page, row by row, the header first."""
    cells = [stretch for stretch in page.stretches if stretch.kind == "cell"]
    for _, table in groupby(cells, key=lambda one: one.block):
        yield [list(row) for _, row in groupby(table, key=lambda one: one.row)]


def cell_figure(stretch: Stretch) -> FigureCell | None:
    """The figure of a cell that holds nothing else."""
    match = _NUMBER.fullmatch(stretch.text.strip())
    if not match or len(match[1]) > 20:
        return None
    digits = match[1].replace(",", "")
    scale = SCALES[match[2] or ""]
    decimals = len(digits.partition(".")[2])
    half = Decimal(5).scaleb(-decimals - 1)
    return FigureCell(stretch, Decimal(digits) * scale, half * scale, match[2] + (match[3] or ""), match[0])


class TableHeader(NamedTuple):
    """What each column is headed, and how many rows that takes."""

    texts: list[str]
    rows: int


def header_of(grid: Grid) -> TableHeader:
    """The first row with those below it that hold no figure: a heading over two columns has its parts in the next."""
    rows = 1
    while rows < min(len(grid) - 1, _HEADS) and not any(cell_figure(cell) for cell in grid[rows]):
        rows += 1
    texts = ["".join(row[i].text for row in grid[:rows] if i < len(row)) for i in range(max(map(len, grid[:rows])))]
    return TableHeader(texts, rows)
