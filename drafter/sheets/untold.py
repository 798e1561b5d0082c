"""Tables of words that no reader knows: 环节, 情况, 问题, a row each.

The reader gains that what was written there is not lost: a row is kept in words, as it stands, with its cell.

Limits: a table is so many rows below each other with the same columns filled; a single row is not kept.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from itertools import pairwise

from drafter.reading.sheets.book import Sheet
from drafter.reading.sheets.cell import CellValue, address, figure, text

#: What names a row is short; what it tells is longer.
_NAME, _TELLING = 16, 6
_ROWS, _CELLS = 2, 2


def untold(sheet: Sheet, rows: Iterable[int], empty: Container[str]) -> Iterator[CellValue]:
    """The rows of tables of words among `rows`, which nothing has read: the name of each and what it tells."""
    run: list[tuple[int, int]] = []
    for row in [*rows, len(sheet) + 1]:
        named = _named(sheet, row)
        if run and (named != run[-1][1] or row != run[-1][0] + 1):
            yield from _kept(sheet, run, empty)
            run = []
        if named >= 0:
            run.append((row, named))


def _named(sheet: Sheet, row: int) -> int:
    """The column of the name of a row of words with what it tells behind it; -1 for any other row."""
    cells = sheet.rows[row] if row < len(sheet) else ()
    filled = [at for at, cell in enumerate(cells) if cell != "" and not str(cell).isspace()]
    for at, after in pairwise(filled[: _CELLS + 1]):
        name, told = text(cells[at]), text(cells[after])
        if figure(cells[at]) is None and len(name) <= _NAME and len(told) >= _TELLING:
            return at if isinstance(cells[at], str) and isinstance(cells[after], str) else -1
    return -1


def _kept(sheet: Sheet, run: list[tuple[int, int]], empty: Container[str]) -> Iterator[CellValue]:
    if len(run) < _ROWS:
        return
    for row, at in run:
        cells = list(enumerate(sheet.rows[row]))[at + 1 :]
        told = [(after, text(cell)) for after, cell in cells if cell != "" and text(cell) not in empty]
        if told:
            said = "；".join(words.rstrip("。；") for _, words in told)
            yield CellValue(f"{text(sheet.at(row, at))}：{said}", address(row, told[0][0]))
