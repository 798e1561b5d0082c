"""A file as the pieces of a report: its lines by page, and which of them are a paragraph or the rows of a table.

The reader gains tables that run over pages in one piece, the repeated head told once, and a table of contents left out,
as it only says what stands elsewhere too.

Limits: notes at the foot of a page are told behind the paragraph that they interrupt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeAlias

from drafter.reading.pdf.aligned import tables
from drafter.reading.pdf.columns import Flow, flows
from drafter.reading.pdf.joins import TablePart, flat_rows, part, whole_tables
from drafter.reading.pdf.lines import LineStretch
from drafter.reading.pdf.page import PdfPage
from drafter.reading.pdf.paragraphs import PdfLine, Setting, goes_on, setting

_CONTENTS = re.compile(r"目\s*[录次]")
_ENTRY = re.compile(r".{2,80}?(?:[.·…．‥⋯_\-—]\s?){4,}\s*[-—]?\s*\d{1,3}\s*[-—]?")
#: A note has letters smaller than those of the text by this much.
_SMALL = 0.88
#: A line of fewer characters above a table may be its name.
_NAME = 40

Item: TypeAlias = "PdfLine | TablePart"


class PdfText(NamedTuple):
    """`lines` are (page from 0, text) in the order of the page, cells of a row parted by tabs; `pieces` say what they
    are, in the order of reading: ("p", lines, style) for a paragraph, ("r", line, style) for a row, where style is
    "table" for the first of a table, "caption" for its name, "indented" or ""."""

    lines: list[tuple[int, str]]
    pieces: list[tuple[str, list[int], str]]


def told(pages: Sequence[PdfPage]) -> PdfText:
    """The text of pages whose heads and feet are gone."""
    items = whole_tables(_without_contents(list(_items(pages))))
    said: list[tuple[int, str]] = []
    pieces: list[tuple[str, list[int], str]] = []
    for group in _groups(items):
        if isinstance(group, TablePart):
            for at, (page, row) in enumerate(zip(group.pages, flat_rows(group.table), strict=True)):
                pieces.append(("r", [len(said)], "" if at else "table"))
                said.append((page, "\t".join(row)))
        else:
            lines, style = group
            pieces.append(("p", list(range(len(said), len(said) + len(lines))), style))
            said.extend((line.page, line.text) for line in lines)
    # A note is told behind the paragraph that it interrupts, and stands before the end of that.
    order = sorted(range(len(said)), key=lambda at: said[at][0])
    places = {at: place for place, at in enumerate(order)}
    return PdfText(
        [said[at] for at in order],
        [(kind, [places[at] for at in lines], style) for kind, lines, style in pieces],
    )


def _items(pages: Sequence[PdfPage]) -> Iterator[Item]:
    """The lines and tables of all pages in the order of reading."""
    right = 0.0
    for number, page in enumerate(pages):
        parts = list(flows(page.rows, page.width, right))
        right = max((flow.left for flow in parts if flow.left < flow.right), default=0.0)
        yield from _parts(page, number, parts)


def _parts(page: PdfPage, number: int, parts: list[Flow]) -> Iterator[Item]:
    fenced = sorted(page.tables, key=lambda table: table.top)
    for flow in parts:
        whole = flow.left >= flow.right
        found = tables(flow.rows, page.across) if whole else []
        opens = {start: (end, table) for start, end, table in found}
        at = 0
        while at < len(flow.rows):
            row = flow.rows[at]
            while fenced and whole and fenced[0].top < row[0].base:
                yield part(fenced.pop(0), number)
            if at in opens:
                at, table = opens[at]
                yield part(table, number)
                continue
            yield _line(row, number, flow, page.width)
            at += 1
    for table in fenced:
        yield part(table, number)


def _line(row: list[LineStretch], number: int, flow: Flow, width: float) -> PdfLine:
    text = " ".join([one.text for one in row])
    return PdfLine(text, number, row[0].left, row[-1].right, row[0].base, row[0].size, (flow.left, flow.right), width)


def _without_contents(items: list[Item]) -> list[Item]:
    """The items without a table of contents: lines that end in dots and the number of a page."""
    entries = [isinstance(item, PdfLine) and bool(_ENTRY.fullmatch(item.text)) for item in items]
    if sum(entries) < 3:
        return items
    first = entries.index(True)
    return [item for at, item in enumerate(items) if not (entries[at] or (
        isinstance(item, PdfLine) and first - 3 < at < first and _CONTENTS.fullmatch(item.text)))]  # fmt: skip


def _groups(items: list[Item]) -> Iterator[TablePart | tuple[list[PdfLine], str]]:
    """Tables, and the lines of each paragraph with its style; notes at the foot of a page behind the paragraph that
    they interrupt."""
    widths = {round(item.width) for item in items if isinstance(item, PdfLine)}
    settings = {width: setting([item for item in items if isinstance(item, PdfLine) and round(item.width) == width])
                for width in widths}  # fmt: skip
    notes = _notes(items, settings)
    group: list[PdfLine] = []
    held: list[list[PdfLine]] = []
    for at, item in enumerate(items):
        text = settings[round(item.width)] if isinstance(item, PdfLine) else None
        if isinstance(item, PdfLine) and text and at in notes:
            if held and goes_on(
                held[-1], item, text._replace(size=item.size, pitch=1.5 * item.size, indented=False, told=False)
            ):
                held[-1].append(item)
            else:
                held.append([item])
        elif isinstance(item, PdfLine) and text and group and goes_on(group, item, text):
            group.append(item)
        else:
            yield from _closed(group, held, item, settings)
            group, held = ([item], []) if isinstance(item, PdfLine) else ([], [])
            if isinstance(item, TablePart):
                yield item
    yield from _closed(group, held, None, settings)


def _closed(
    group: list[PdfLine], held: list[list[PdfLine]], after: Item | None, settings: dict[int, Setting]
) -> Iterator[tuple[list[PdfLine], str]]:
    """A paragraph that is done, and the notes that it waited for."""
    if group:
        yield group, _style(group, after, settings[round(group[0].width)])
    for note in held:
        yield note, ""


def _notes(items: list[Item], settings: dict[int, Setting]) -> set[int]:
    """The lines at the foot of a page, by their place, whose letters are smaller than those of the text above them."""
    found: set[int] = set()
    for at in range(len(items) - 2, -1, -1):
        line, after = items[at], items[at + 1]
        small = isinstance(line, PdfLine) and line.size <= _SMALL * settings[round(line.width)].size
        begins = after.pages[0] if isinstance(after, TablePart) else after.page
        if small and (begins > line.page or at + 1 in found):
            found.add(at)
    return found


def _style(group: list[PdfLine], after: Item | None, text: Setting) -> str:
    """What stands in the middle right above a table is its name, unless it is a sentence."""
    said = "".join([line.text for line in group])
    if (
        isinstance(after, TablePart)
        and len(said) <= _NAME
        and said[-1] not in "。；：，！？:;,"
        and all(map(text.centred, group))
    ):
        return "caption"
    return "indented" if text.indented and 1.2 < text.indent(group[0]) < 3.5 else ""
