"""A file as the pieces of a report: its lines by page, and which of them are a paragraph or the rows of a table.

The reader gains tables that run over pages in one piece, the repeated head told once, and a table of contents left out,
as it only says what stands elsewhere too.

Limits: notes at the foot of a page are told behind the paragraph that they interrupt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeAlias

from drafter.reading.numbering import parse_number
from drafter.reading.pdf.aligned import Table, tables
from drafter.reading.pdf.cells import token
from drafter.reading.pdf.columns import Flow, flows
from drafter.reading.pdf.lines import Stretch
from drafter.reading.pdf.page import Page
from drafter.reading.pdf.paragraphs import Line, Setting, goes_on, setting

#: A place of a column that two parts of a table share (points).
_SAME = 4.0
#: Rows at the head of a table that pages may repeat.
_HEAD = 4
_CONTENTS = re.compile(r"目\s*[录次]")
_ENTRY = re.compile(r".{2,80}?(?:[.·…．‥⋯_\-—]\s?){4,}\s*[-—]?\s*\d{1,3}\s*[-—]?")
_GOES_ON = re.compile(r"[（(]?(?:续表?|接上表|接上页)[一二三四五六七八九十\d.\-]*[）)]?.{0,30}|.{0,30}[（(]续表?[）)]")
#: A figure, or a number of a row, is no end of other words.
_ENTRY_OF_ROW = re.compile(r"[-−]?[\d,.]+\s*(?:[%％]|[万亿]?元|\S{0,2})")
#: A line of fewer characters above a table may be its name.
_NAME = 40

Item: TypeAlias = "Line | Part"


class Part(NamedTuple):
    """A table, or what a page has of it."""

    table: Table
    page: int


class Told(NamedTuple):
    """`lines` are (page from 0, text) in the order of the page, cells of a row parted by tabs; `pieces` say what they
    are, in the order of reading: ("p", lines, style) for a paragraph, ("r", line, style) for a row, where style is
    "table" for the first of a table, "caption" for its name, "indented" or ""."""

    lines: list[tuple[int, str]]
    pieces: list[tuple[str, list[int], str]]


def told(pages: Sequence[Page]) -> Told:
    """The text of pages whose heads and feet are gone."""
    items = _whole_tables(_without_contents(list(_items(pages))))
    done = Told([], [])
    for group in _groups(items):
        if isinstance(group, Part):
            for at, row in enumerate(_rows(group.table)):
                done.pieces.append(("r", [len(done.lines)], "" if at else "table"))
                done.lines.append((group.page, "\t".join(row)))
        else:
            lines, style = group
            done.pieces.append(("p", list(range(len(done.lines), len(done.lines) + len(lines))), style))
            done.lines.extend((line.page, line.text) for line in lines)
    return done


def _items(pages: Sequence[Page]) -> Iterator[Item]:
    """The lines and tables of all pages in the order of reading."""
    right = 0.0
    for number, page in enumerate(pages):
        parts = list(flows(page.rows, page.width, right))
        right = max((flow.left for flow in parts if flow.left < flow.right), default=0.0)
        yield from _parts(page, number, parts)


def _parts(page: Page, number: int, parts: list[Flow]) -> Iterator[Item]:
    fenced = sorted(page.tables, key=lambda table: table.top)
    for flow in parts:
        whole = flow.left >= flow.right
        found = tables(flow.rows, page.across) if whole else []
        opens = {start: (end, table) for start, end, table in found}
        at = 0
        while at < len(flow.rows):
            row = flow.rows[at]
            while fenced and whole and fenced[0].top < row[0].base:
                yield Part(fenced.pop(0), number)
            if at in opens:
                at, table = opens[at]
                yield Part(table, number)
                continue
            yield _line(row, number, flow, page.width)
            at += 1
    for table in fenced:
        yield Part(table, number)


def _line(row: list[Stretch], number: int, flow: Flow, width: float) -> Line:
    text = " ".join([one.text for one in row])
    return Line(text, number, row[0].left, row[-1].right, row[0].base, row[0].size, (flow.left, flow.right), width)


def _without_contents(items: list[Item]) -> list[Item]:
    """The items without a table of contents: lines that end in dots and the number of a page."""
    entries = [isinstance(item, Line) and bool(_ENTRY.fullmatch(item.text)) for item in items]
    if sum(entries) < 3:
        return items
    first = entries.index(True)
    return [item for at, item in enumerate(items) if not (entries[at] or (
        isinstance(item, Line) and first - 3 < at < first and _CONTENTS.fullmatch(item.text)))]  # fmt: skip


def _whole_tables(items: list[Item]) -> list[Item]:
    """The items with tables that run over the end of a page in one piece."""
    done: list[Item] = []
    for item in items:
        if isinstance(item, Part):
            said = 1
            while said < 3 and len(done) >= said and isinstance(line := done[-said], Line) and line.page == item.page:
                said += 1
            before = done[-said] if len(done) >= said else None
            between = done[len(done) - said + 1 :]
            if (
                isinstance(before, Part)
                and before.page in (item.page - 1, item.page)
                and all(isinstance(line, Line) and _GOES_ON.fullmatch(line.text) for line in between)
                and (between or before.page < item.page)
                and (made := _joined(before.table, item.table)) is not None
            ):
                del done[len(done) - said :]
                # The next part goes on from the page that it is on.
                done.append(Part(made, item.page))
                continue
        done.append(item)
    return done


def _joined(first: Table, second: Table) -> Table | None:
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


_Rows = tuple[tuple[tuple[float, str], ...], ...]


def _trimmed(rows: _Rows, end: int) -> _Rows:
    """Rows without empty ones at one end: the rest of a row that a page cut off above its words."""
    kept = list(rows)
    while kept and not any(text for _, text in kept[end]):
        del kept[end]
    return tuple(kept)


def _broken(table: Table, after: tuple[tuple[float, str], ...]) -> tuple[tuple[float, str], ...] | None:
    """The last row of a table together with what the next page has of it, or None where that is a row of its own: no
    words in it could have stood in the row before."""
    said = {left: text for left, text in after if text}
    last = dict(table.rows[-1])
    room = dict(table.spare)
    for left, text in said.items():
        here = min(last, key=lambda one: abs(one - left))
        whole = abs(here - left) > _SAME or not last[here] or here not in room
        if whole or parse_number(text) or _ENTRY_OF_ROW.fullmatch(text) or token(text, room[here][1]) <= room[here][0]:
            return None
    if not said or len(said) >= max(2, sum(map(bool, last.values()))):
        return None
    return tuple((left, text + "".join([more for at, more in said.items() if abs(at - left) <= _SAME]))
                 for left, text in table.rows[-1])  # fmt: skip


def _rows(table: Table) -> Iterator[list[str]]:
    """The rows of a table with a cell for each of its columns."""
    for row in table.rows:
        cells = [""] * len(table.xs)
        for left, text in row:
            at = min(range(len(table.xs)), key=lambda column: abs(table.xs[column] - left))
            cells[at] = f"{cells[at]} {text}".strip() if cells[at] else text
        yield cells


def _groups(items: list[Item]) -> Iterator[Part | tuple[list[Line], str]]:
    """Tables, and the lines of each paragraph with its style."""
    widths = {round(item.width) for item in items if isinstance(item, Line)}
    settings = {width: setting([item for item in items if isinstance(item, Line) and round(item.width) == width])
                for width in widths}  # fmt: skip
    group: list[Line] = []
    for item in items:
        if isinstance(item, Line) and group and goes_on(group, item, settings[round(item.width)]):
            group.append(item)
            continue
        if group:
            yield group, _style(group, item, settings[round(group[0].width)])
        group = []
        if isinstance(item, Line):
            group = [item]
        else:
            yield item
    if group:
        yield group, _style(group, None, settings[round(group[0].width)])


def _style(group: list[Line], after: Item | None, text: Setting) -> str:
    head = group[0]
    if (
        isinstance(after, Part)
        and len(head.text) <= _NAME
        and head.text[-1] not in "。；：，！？:;,"
        and text.centred(head)
    ):
        return "caption"
    return "indented" if text.indented and 1.2 < text.indent(head) < 3.5 else ""
