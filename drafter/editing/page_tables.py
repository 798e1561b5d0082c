"""A table on a page of so many columns: side by side where that can be read, cell below cell where it cannot.

The writer gains that no cell of a table is cut off, however narrow the page.

Limits: cells are text; nothing of them leads back to a field.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from drafter.editing.wrapping import breaks
from drafter.language.width import pad, width
from drafter.report.tree import Table

#: A column of words is given at least so many columns of the screen, or all that it needs.
_LEAST = 8
_GAP = "  "


def table_lines(table: Table, columns: int) -> list[tuple[str, str]]:
    """The lines of a table, each with its look (title, head or cell)."""
    lines = [(table.title, "title")] if table.title else []
    count = len(table.header)
    if not count:
        return lines
    rows = [table.header, *table.rows]
    wide = _widths(rows, count, columns - len(_GAP) * (count - 1))
    if wide is None:
        return [*lines, *_listed(table, columns)]
    for number, row in enumerate(rows):
        cells = [
            [cell[a:b] for a, b in breaks(cell, room)] if cell else [""] for cell, room in zip(row, wide, strict=False)
        ]
        for parts in zip_longest(*cells, fillvalue=""):
            words = _GAP.join(pad(part, room) for part, room in zip(parts, wide, strict=False))
            lines.append((words, "head" if not number else "cell"))
    return lines


def _widths(rows: Sequence[Sequence[str]], count: int, room: int) -> list[int] | None:
    """How wide each column is, figures whole and words broken; None where there is no room for that."""
    cells = [[row[column] if column < len(row) else "" for row in rows] for column in range(count)]
    wanted = [max(map(width, column)) for column in cells]
    least = [max(width(cell) if _figure(cell) else min(width(cell), _LEAST) for cell in column) for column in cells]
    if sum(least) > room:
        return None
    while sum(wanted) > room:
        wider = [n for n in range(count) if wanted[n] > least[n]]
        wanted[max(wider, key=wanted.__getitem__)] -= 1
    return wanted


def _figure(cell: str) -> bool:
    return any(one.isdecimal() for one in cell) and width(cell) <= 2 * _LEAST


def _listed(table: Table, columns: int) -> list[tuple[str, str]]:
    """The rows one after the other: what names a row, then each of its cells under the name of its column."""
    regular = all(table.header) and len(set(table.header)) == len(table.header)
    rows = table.rows if regular else (table.header, *table.rows)
    found: list[tuple[str, str]] = []
    for row in rows:
        cells = [
            (label if regular else "", cell) for label, cell in zip_longest(table.header, row, fillvalue="") if cell
        ]
        if not cells:
            continue
        named = next((n for n, (_, cell) in enumerate(cells) if not _figure(cell)), 0)
        head = cells.pop(named)[1]
        text = " · ".join(f"{label} {cell}".strip() for label, cell in cells)
        for start, end in breaks(head, columns):
            found.append((head[start:end], "head"))
        for start, end in breaks(text, columns - 2) if text else ():
            found.append((_GAP + text[start:end].strip(), "cell"))
    return found
