"""Grids as an .xlsx: merged cells, widths, formats, no formulas that reckon otherwise than the case.

Limits: a workbook of the same grids is the same file, byte for byte (its date is that of nothing).
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence
from decimal import Decimal

from drafter.files.values import Foreign
from drafter.language.width import width
from drafter.reading.sheets.cell import plain
from drafter.writing.sheet.grid import Cell, Grid

#: How cells look, by the names that grids use, as xlsxwriter calls it.
LOOKS: dict[str, dict[str, object]] = {
    "title": {"bold": True, "font_size": 16, "align": "center", "valign": "vcenter"},
    "plain": {"valign": "vcenter"},
    "head": {"border": 1, "align": "center", "valign": "vcenter", "text_wrap": True},
    "text": {"border": 1, "valign": "vcenter", "text_wrap": True},
    "number": {"border": 1, "align": "center", "valign": "vcenter"},
    "share": {"border": 1, "align": "center", "valign": "vcenter", "num_format": "0.00%"},
    "date": {"border": 1, "align": "center", "valign": "vcenter", "num_format": "yyyy-mm-dd"},
}
FONT = {"font_name": "宋体", "font_size": 11}
_LONGEST, _LINE, _LEAST = 31, 16.0, 18.0
_MADE = datetime.datetime(2000, 1, 1)


def to_xlsx(grids: Sequence[Grid]) -> bytes:
    """The bytes of a workbook with these sheets."""
    import xlsxwriter

    stream = io.BytesIO()
    plainly = dict.fromkeys(("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False)
    book = xlsxwriter.Workbook(stream, {"in_memory": True, **plainly})
    book.set_properties({"created": _MADE})
    looks = {name: book.add_format({**FONT, **look}) for name, look in LOOKS.items()}
    taken: set[str] = set()
    for grid in grids:
        sheet = book.add_worksheet(sheet_name(grid.name, taken))
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        for column in range(grid.width):
            sheet.set_column(column, column, grid.widths.get(column, 12.0))
        for cell in grid.cells:
            _write(sheet, cell, looks)
        for row, height in row_heights(grid).items():
            sheet.set_row(row, height)
    book.close()
    return stream.getvalue()


def sheet_name(name: str, taken: set[str]) -> str:
    """A name that a sheet may have, and that no other has."""
    clean = "".join(c for c in name if c not in "[]:*?/\\'").strip()[: _LONGEST - 4] or "表"
    found, more = clean, 2
    while found.lower() in taken:
        found, more = f"{clean}_{more}", more + 1
    taken.add(found.lower())
    return found


def _write(sheet: Foreign, cell: Cell, looks: dict[str, Foreign]) -> None:
    content: object = cell.content
    look = looks["date" if isinstance(content, datetime.date) else cell.look]
    if cell.rows > 1 or cell.columns > 1:
        sheet.merge_range(cell.row, cell.column, cell.row + cell.rows - 1, cell.column + cell.columns - 1, "", look)
    if isinstance(content, Decimal):
        sheet.write_number(cell.row, cell.column, float(content), look)
    elif isinstance(content, datetime.date):
        day = datetime.datetime(content.year, content.month, content.day)
        sheet.write_datetime(cell.row, cell.column, day, look)
    elif content:
        sheet.write_string(cell.row, cell.column, content, look)
    else:
        sheet.write_blank(cell.row, cell.column, None, look)


def row_heights(grid: Grid) -> dict[int, float]:
    """How high the rows must be for their words to be seen, in points."""
    heights: dict[int, float] = {}
    for cell in grid.cells:
        heights[cell.row] = max(heights.get(cell.row, _LEAST), _height(cell, grid))
    return {row: min(height, 400.0) for row, height in heights.items()}


def _height(cell: Cell, grid: Grid) -> float:
    """How high a row must be for the words of a cell to be seen."""
    if not isinstance(cell.content, str) or cell.rows > 1:
        return _LEAST
    room = sum(grid.widths.get(cell.column + index, 12.0) for index in range(cell.columns))
    lines = sum(max(1, -(-width(line) // max(2, int(room)))) for line in cell.content.split("\n"))
    return lines * _LINE + 4


def shown(cell: Cell) -> str:
    """What a cell says, as words."""
    return plain(cell.content) if isinstance(cell.content, Decimal) else str(cell.content)
