"""Tables that run over the end of a page, put together again.

The reader gains one table, the repeated head told once, a row that the page broke in one piece, and each row on
the page that it stands on.

Limits: two tables of the same columns that follow each other over a page, with nothing between them, are taken for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from drafter.language.numbering import parse_number
from drafter.reading.pdf.aligned import AlignedTable
from drafter.reading.pdf.cells import token
from drafter.reading.pdf.paragraphs import PdfLine

#: A place of a column that two parts of a table share (points).
_SAME = 4.0
#: Rows at the head of a table that pages may repeat.
_HEAD = 4
_GOES_ON = re.compile(r"[（(]?(?:续表?|接上表|接上页)[一二三四五六七八九十\d.\-]*[）)]?.{0,30}|.{0,30}[（(]续表?[）)]")
#: A figure, or a number of a row, is no end of other words.
_ENTRY = re.compile(r"[-−]?[\d,.]+\s*(?:[%％]|[万亿]?元|\S{0,2})")


class TablePart(NamedTuple):
    """A table, or what pages have of it: the last page that it stands on, and that of each of its rows."""

    table: AlignedTable
    page: int
    pages: tuple[int, ...]


def part(table: AlignedTable, page: int) -> TablePart:
    """What one page has of a table."""
    return TablePart(table, page, (page,) * len(table.rows))


def whole_tables(items: list[PdfLine | TablePart]) -> list[PdfLine | TablePart]:
    """The items with tables that run over the end of a page in one piece."""
    done: list[PdfLine | TablePart] = []
    for item in items:
        if isinstance(item, TablePart):
            said = 1
            while (
                said < 3 and len(done) >= said and isinstance(line := done[-said], PdfLine) and line.page == item.page
            ):
                said += 1
            before = done[-said] if len(done) >= said else None
            between = done[len(done) - said + 1 :]
            if (
                isinstance(before, TablePart)
                and before.page in (item.page - 1, item.page)
                and all(isinstance(line, PdfLine) and _GOES_ON.fullmatch(line.text) for line in between)
                and (between or before.page < item.page)
                and (made := _joined(before.table, item.table)) is not None
            ):
                del done[len(done) - said :]
                pages = before.pages[: len(_trimmed(before.table.rows, -1))]
                # The next part goes on from the page that this one is on.
                done.append(TablePart(made, item.page, pages + (item.page,) * (len(made.rows) - len(pages))))
                continue
        done.append(item)
    return done


_Rows = tuple[tuple[tuple[float, str], ...], ...]


def _joined(first: AlignedTable, second: AlignedTable) -> AlignedTable | None:
    """Two parts as one table, or None where their columns are others."""
    shared = sum(any(abs(x - y) <= _SAME for y in first.xs) for x in second.xs)
    few = min(len(first.xs), len(second.xs))
    # A cell that reaches down from the page before may be left undrawn on this one.
    begins = abs(first.xs[0] - second.xs[0]) <= _SAME or (first.ruled and shared == len(second.xs))
    if not begins or shared < max(2, 0.7 * few) or first.ruled != second.ruled:
        return None
    xs = list(first.xs)
    xs += [x for x in second.xs if not any(abs(x - y) <= _SAME for y in xs)]
    head = 0
    for one, other in zip(first.rows[:_HEAD], second.rows, strict=False):
        if [text for _, text in one] != [text for _, text in other]:
            break
        head += 1
    before, rows = _trimmed(first.rows, -1), _trimmed(second.rows[head:], 0)
    if rows and (whole := _broken(first, rows[0])) is not None:
        before, rows = (*before[:-1], whole), rows[1:]
    return first._replace(xs=tuple(sorted(xs)), rows=before + rows, spare=second.spare)


def _trimmed(rows: _Rows, end: int) -> _Rows:
    """Rows without empty ones at one end: the rest of a row that a page cut off above its words."""
    kept = list(rows)
    while kept and not any(text for _, text in kept[end]):
        del kept[end]
    return tuple(kept)


def _broken(table: AlignedTable, after: tuple[tuple[float, str], ...]) -> tuple[tuple[float, str], ...] | None:
    """The last row of a table together with what the next page has of it, or None where that is a row of its own: no
    words in it could have stood in the row before."""
    said = {left: text for left, text in after if text}
    last = dict(table.rows[-1])
    room = dict(table.spare)
    for left, text in said.items():
        here = min(last, key=lambda one: abs(one - left))
        whole = abs(here - left) > _SAME or not last[here] or here not in room
        if whole or parse_number(text) or _ENTRY.fullmatch(text) or token(text, room[here][1]) <= room[here][0]:
            return None
    if not said or len(said) >= max(2, sum(map(bool, last.values()))):
        return None
    return tuple((left, text + "".join([more for at, more in said.items() if abs(at - left) <= _SAME]))
                 for left, text in table.rows[-1])  # fmt: skip


def flat_rows(table: AlignedTable) -> Iterator[list[str]]:
    """The rows of a table with a cell for each of its columns."""
    for row in table.rows:
        cells = [""] * len(table.xs)
        for left, text in row:
            at = min(range(len(table.xs)), key=lambda column: abs(table.xs[column] - left))
            cells[at] = f"{cells[at]} {text}".strip() if cells[at] else text
        yield cells
