"""Grids as an .xls (BIFF8), for systems that take nothing newer.

Limits: 65,536 rows and 256 columns, 32,767 characters a cell, which is more than any field of a form holds; a workbook
of the same grids is the same file, byte for byte.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence
from decimal import Decimal

from drafter.errors import CannotWrite
from drafter.files.values import Foreign
from drafter.wording import word
from drafter.writing.sheet.book import FONT, LOOKS, row_heights, sheet_name
from drafter.writing.sheet.grid import Cell, Grid

ROWS, COLUMNS, CHARACTERS = 65_536, 256, 32_767
_POINTS, _WIDTH = 20, 256


def to_xls(grids: Sequence[Grid]) -> bytes:
    """The bytes of a workbook with these sheets. Raises CannotWrite for what an .xls cannot hold."""
    import xlwt

    book = xlwt.Workbook(encoding="utf-8")
    looks = {name: _style(look) for name, look in LOOKS.items()}
    taken: set[str] = set()
    for grid in grids:
        sheet = book.add_sheet(sheet_name(grid.name, taken), cell_overwrite_ok=False)
        sheet.portrait, sheet.paper_size_code, sheet.fit_num_pages = False, 9, 1
        sheet.fit_width_to_pages, sheet.fit_height_to_pages = 1, 0
        for column in range(grid.width):
            sheet.col(column).width = int(grid.widths.get(column, 12.0) * _WIDTH)
        for cell in grid.cells:
            _write(sheet, cell, looks)
        for row, height in row_heights(grid).items():
            sheet.row(row).height_mismatch = True
            sheet.row(row).height = int(height * _POINTS)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _write(sheet: Foreign, cell: Cell, looks: dict[str, Foreign]) -> None:
    content: object = cell.content
    if cell.row + cell.rows > ROWS or cell.column + cell.columns > COLUMNS:
        raise CannotWrite("", word("files.rows", rows=ROWS, columns=COLUMNS))
    look = looks["date" if isinstance(content, datetime.date) else cell.look]
    if isinstance(content, Decimal):
        content = float(content)
    elif isinstance(content, str) and len(content) > CHARACTERS:
        raise CannotWrite("", word("files.characters", most=CHARACTERS, text=content[:20]))
    if cell.rows > 1 or cell.columns > 1:
        last = cell.row + cell.rows - 1, cell.column + cell.columns - 1
        sheet.write_merge(cell.row, last[0], cell.column, last[1], content, look)
    else:
        sheet.write(cell.row, cell.column, content, look)


def _style(look: dict[str, Foreign]) -> Foreign:
    import xlwt

    style = xlwt.XFStyle()
    style.font.name, style.font.height = FONT["font_name"], int(look.get("font_size", FONT["font_size"])) * _POINTS
    style.font.bold = bool(look.get("bold"))
    style.alignment.vert = xlwt.Alignment.VERT_CENTER
    style.alignment.horz = xlwt.Alignment.HORZ_CENTER if look.get("align") == "center" else xlwt.Alignment.HORZ_GENERAL
    style.alignment.wrap = int(bool(look.get("text_wrap")))
    if look.get("border"):
        sides = style.borders
        sides.left = sides.right = sides.top = sides.bottom = xlwt.Borders.THIN
    style.num_format_str = look.get("num_format", "General")
    return style
