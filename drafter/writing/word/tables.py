"""Tables in a Word document: as wide as the text, columns as wide as what they hold, the heading repeated on each page.

Limits: a table of more columns than the page has room for (about 20) is set as narrow as it comes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from drafter.report.tree import Table
from drafter.writing.merging import MergedCell, cells, is_form
from drafter.writing.word.styles import _MARGIN, size_of, text_width

if TYPE_CHECKING:
    from docx.document import Document

#: Columns of the 项目支出绩效自评表, in parts of its width (millimetres on the standard's page): a label of four
#: characters fits on a line.
_FORM = (17.1, 17.1, 28.5, 20.8, 20.8, 10.3, 16.4, 25.0)
#: A column is never narrower, nor asks for more, than so many characters; up to _SHORT it gets what it asks for.
_LEAST, _MOST, _SHORT = 2.2, 16.0, 8.0
_NARROW = {"%": 0.9, ".": 0.3, ",": 0.3, " ": 0.3}
#: A twip in the library's measure; a text narrower than this (5 cm) is no text.
_TWIP, _LEAST_ROOM = 635, 2835
#: The width of a digit in the widest of the usual fonts, in characters.
_DIGIT = 0.66
#: A label of so many characters stands on one line where there is room.
_WORD = 4
#: A figure with its unit, which is not to be broken.
_FIGURE = re.compile(r"[≥≤><=＞＜±+-]?[\d,.，]+(?:[万亿]?[%％元]|[\u4e00-\u9fff]{1,3})?")
#: What is longer than this is read from the left, not centred.
_LABEL = 12


def add_table(document: Document, table: Table, ids: Mapping[str, str]) -> None:
    """The table at the end of the document; `ids` tells what the program's styles are called there."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    sizes = widths(table, _room(document))
    grid = "".join(f'<w:gridCol w:w="{size}"/>' for size in sizes)
    lines = cells(table)
    head = 0 if is_form(table) else 1
    # A cell that reaches down has an empty one in each row below.
    reach: dict[int, list[MergedCell]] = {}
    for cell in [cell for line in lines for cell in line if cell.down > 1]:
        for row in range(cell.row + 1, cell.row + cell.down):
            reach.setdefault(row, []).append(cell)
    left = left_aligned(table)
    rows = []
    for i, line in enumerate(lines):
        here = sorted([*line, *reach.get(i, ())], key=lambda one: one.column)
        repeat = "<w:tblHeader/>" if i < head else ""
        inside = "".join([_cell(cell, i, sizes, i < head, left(cell), ids) for cell in here])
        rows.append(f"<w:tr><w:trPr><w:cantSplit/>{repeat}</w:trPr>{inside}</w:tr>")
    xml = (
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="ReportTable"/>'
        f'<w:tblW w:w="{sum(sizes)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" '
        f'w:noVBand="1"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )
    document.element.body._insert_tbl(parse_xml(xml))


def _cell(cell: MergedCell, row: int, sizes: list[int], head: bool, left: bool, ids: Mapping[str, str]) -> str:
    opens = cell.row == row
    wide = sum(sizes[cell.column : cell.column + cell.across])
    span = f'<w:gridSpan w:val="{cell.across}"/>' if cell.across > 1 else ""
    merge = '<w:vMerge w:val="restart"/>' if opens else "<w:vMerge/>"
    down = merge if cell.down > 1 else ""
    text = cell.text if opens else ""
    # A figure that is wider than any room for it is set narrower, not broken over two lines.
    tight = characters(text) * size_of("TableText") * 20 + 2 * _MARGIN > wide
    fit = "<w:tcFitText/>" if is_figure(text) and tight else ""
    style = "TableHead" if head else "TableText" if left else "TableFigure"
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{wide}" w:type="dxa"/>{span}{down}{fit}<w:vAlign w:val="center"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{ids[style]}"/></w:pPr>{_run(text)}</w:p></w:tc>'
    )


def left_aligned(table: Table) -> Callable[[MergedCell], bool]:
    """Which cells are read from the left, the others being centred: long ones in a form, elsewhere whole columns."""
    lines = cells(table)
    if is_form(table):
        return lambda cell: len(cell.text) > _LABEL
    wordy = {cell.column for line in lines[1:] for cell in line if len(cell.text) > _LABEL}
    return lambda cell: cell.row > 0 and cell.column in wordy


def _run(text: str) -> str:
    from xml.sax.saxutils import escape

    from drafter.writing.word.xml_text import legal

    if not text:
        return ""
    hint = '<w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>' if any(c in "“”‘’—…·" for c in text) else ""
    return f'<w:r>{hint}<w:t xml:space="preserve">{escape(legal(text))}</w:t></w:r>'


def _room(document: Document) -> int:
    """The width of the text on the page of a document, in twips; that of the standard's where it is not to be had."""
    try:
        page = document.sections[-1]
        sizes = [page.page_width, page.left_margin, page.right_margin, page.gutter or 0]
    except (IndexError, ValueError):
        # A document that lends its look may have no page, or one of no size.
        return text_width()
    wide, *margins = [round(size / _TWIP) for size in sizes if size is not None]
    room = wide - sum(margins) if len(margins) == 3 else 0
    # The standard's page in whole twips may miss its width by one.
    return room if room > _LEAST_ROOM and abs(room - text_width()) > 2 else text_width()


def widths(table: Table, room: int = 0) -> list[int]:
    """The widths of the columns in twips; together `room`, else the width of the text on the standard's page.

    Columns of short cells get what they need, the others share the rest.
    """
    room = room or text_width()
    letter = round(size_of("TableText") * 20)
    if is_form(table):
        sizes = [int(room * part / sum(_FORM)) for part in _FORM]
    else:
        columns = range(len(table.header))
        needs = [_need(table, column, 1) for column in columns]
        if sum(needs) * letter + 2 * _MARGIN * len(needs) > room:
            needs = [_need(table, column, 2) for column in columns]
        short = [need <= _SHORT for need in needs]
        asked = [round(need * letter) + 2 * _MARGIN for need in needs]
        rest = room - sum(size for size, one in zip(asked, short, strict=True) if one)
        long = sum(size for size, one in zip(asked, short, strict=True) if not one)
        if not long or rest < long / 3:
            # All share alike: too narrow for their words, or wider than they need.
            sizes = [int(room * size / sum(asked)) for size in asked]
        else:
            sizes = [size if one else int(rest * size / long) for size, one in zip(asked, short, strict=True)]
    sizes[sizes.index(max(sizes))] += room - sum(sizes)
    return _with_room(table, sizes, letter)


def _with_room(table: Table, sizes: list[int], letter: int) -> list[int]:
    """Widths with room for the figures of each column on one line, taken from columns that have room to spare: first
    from those whose short labels keep theirs, then, where that is not enough, from any."""
    alone = [one for line in cells(table) for one in line if one.across == 1]
    figures = [0] * len(sizes)
    labels = [round(_LEAST * letter) + 2 * _MARGIN] * len(sizes)
    for cell in alone:
        figure = is_figure(cell.text)
        # Where a machine has not the fonts of the standard, digits come out wider than theirs.
        wide = sum(_DIGIT if c.isascii() else 1.0 for c in cell.text) if figure else characters(cell.text) + 0.3
        need = round(wide * letter) + 2 * _MARGIN
        if figure:
            figures[cell.column] = max(figures[cell.column], need)
        elif len(cell.text) <= _WORD:
            labels[cell.column] = max(labels[cell.column], need)
    sizes = list(sizes)
    for kept in (labels, [round(_LEAST * letter) + 2 * _MARGIN] * len(sizes)):
        least = [max(pair) for pair in zip(figures, kept, strict=True)]
        for column, need in enumerate(figures):
            while sizes[column] < need:
                spare = [0 if n == column else size - least[n] for n, size in enumerate(sizes)]
                widest = spare.index(max(spare))
                moved = min(spare[widest], need - sizes[column], letter)
                if moved <= 0:
                    break
                sizes[widest] -= moved
                sizes[column] += moved
    return sizes


def is_figure(text: str) -> bool:
    """Whether a cell holds a figure with its unit and nothing else."""
    return len(text) <= 2 * _LABEL and _FIGURE.fullmatch(text) is not None


def _need(table: Table, column: int, lines: int) -> float:
    """The characters that a column asks for: its longest cell; a long heading may take `lines`, a figure may not."""
    longest = max([characters(row[column]) for row in table.rows if column < len(row)] or [0.0])
    head = characters(table.header[column])
    return min(_MOST, max(_LEAST, longest, head if head <= _SHORT / 2 else head / lines)) + 0.3


def characters(text: str) -> float:
    """The width of a text in characters of full width."""
    return sum(_NARROW.get(c, 0.55) if c < "\x7f" else 1.0 for c in text)
