"""A workbook: its sheets with their cells and merged ranges, opened with suspicion.

The reader gains .xls, .xlsx and .et by what their bytes are. What would fill the memory (a zip that unpacks to
much more, a cell at the end of the world) is refused before it is unpacked.

Limits: a formula is what it last came to (one that is a mere figure, and was never reckoned, is its words); charts and
pictures are not read; hidden sheets are said, not read.
"""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from drafter.errors import NeedsPassword
from drafter.files.values import Foreign
from drafter.reading.kinds import OLE
from drafter.reading.sheets.bounds import check_compound, check_package
from drafter.reading.sheets.cell import Value
from drafter.reading.sheets.errors import BrokenBook
from drafter.reading.sheets.formulas import figures

#: Merged ranges of a sheet that are looked at, and cells that all of them may cover.
_RANGES, _COVERED = 200_000, 2_000_000
_SHEETS = 2_000


class Sheet:
    """One sheet: `rows` of cells, each from column A on; `merged` as (first row, first column, last row, last
    column), all counted from 0."""

    def __init__(self, name: str, rows: Sequence[Sequence[Value]], merged: Sequence[tuple[int, int, int, int]]) -> None:
        self.name, self.rows, self.merged = name, rows, merged
        #: What was found at a row by some meanings: a sheet is looked through several times.
        self.found: dict[tuple[int, object], object] = {}

    def __len__(self) -> int:
        return len(self.rows)

    def at(self, row: int, column: int) -> Value:
        """The cell; "" for one that is empty or beyond the edge."""
        if row < 0 or column < 0 or row >= len(self.rows):
            return ""
        cells = self.rows[row]
        return cells[column] if column < len(cells) else ""

    @cached_property
    def _covers(self) -> dict[tuple[int, int], tuple[int, int, int, int]]:
        found: dict[tuple[int, int], tuple[int, int, int, int]] = {}
        width = max((len(row) for row in self.rows), default=0)
        room = _COVERED
        for top, left, bottom, right in self.merged[:_RANGES]:
            bottom, right = min(bottom, len(self.rows) - 1), min(right, max(width - 1, left))
            room -= max(0, bottom - top + 1) * max(0, right - left + 1)
            if room < 0:
                break
            for row in range(top, bottom + 1):
                for column in range(left, right + 1):
                    found[row, column] = (top, left, bottom, right)
        return found

    def span(self, row: int, column: int) -> tuple[int, int, int, int]:
        """The merged range that a cell lies in; the cell itself where it lies in none."""
        return self._covers.get((row, column), (row, column, row, column))

    def filled(self, row: int, column: int) -> Value:
        """The cell, or what the merged range that it lies in says."""
        value = self.at(row, column)
        if value != "" or not self._covers:
            return value
        top, left, _, _ = self.span(row, column)
        return self.at(top, left)


#: The columns of a sheet (A to XFD; ISO/IEC 29500-1, 18.3.1.4): a cell beyond them stands in a damaged file.
_COLUMNS = 16_384


class Book:
    """A workbook: its name, its visible sheets, and the names of those that are hidden."""

    def __init__(self, file: str, sheets: Sequence[Sheet], hidden: Sequence[str] = ()) -> None:
        self.file, self.sheets, self.hidden = file, sheets, hidden


def open_book(data: bytes, file: str) -> Book:
    """The workbook in `data`. Raises BrokenBook, DangerousBook or NeedsPassword."""
    meant: Mapping[str, Mapping[tuple[int, int], str]] = {}
    if data.startswith(OLE):
        check_compound(data, file)
    elif data.startswith(b"PK"):
        meant = figures(data, file) if check_package(data, file) else {}
    else:
        raise BrokenBook(file, "不是表格文件（.xls、.xlsx、.et）")
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

    try:
        with _unheard():
            workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
            sheets, hidden = [], []
            for number, about in enumerate(workbook.sheets_metadata[:_SHEETS]):
                if about.typ != SheetTypeEnum.WorkSheet:
                    continue
                if about.visible != SheetVisibleEnum.Visible:
                    hidden.append(about.name)
                    continue
                sheet = workbook.get_sheet_by_index(number)
                merged = [(top, left, bottom, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()]
                sheets.append(Sheet(about.name, _rows(sheet, meant.get(about.name, {})), merged))
    except PasswordError:
        raise NeedsPassword(file) from None
    except (CalamineError, ValueError, OverflowError, OSError, MemoryError):
        raise BrokenBook(file, "文件已损坏，读不出来，请用表格软件打开后另存") from None
    except BaseException as error:
        # A reader that fell over itself: what it was given is damaged.
        if type(error).__name__ != "PanicException":
            raise
        raise BrokenBook(file, "文件已损坏，读不出来，请用表格软件打开后另存") from None
    return Book(file, sheets, hidden)


def _rows(sheet: Foreign, meant: Mapping[tuple[int, int], str]) -> list[list[Value]]:
    """The rows of a sheet, each from column A on, with what is `meant` where nothing stands. What stands in many cells
    is held once: an export repeats the name of a project in each of its rows."""
    # Empty rows above are given, empty columns before are not.
    _, left = sheet.start or (0, 0)
    if left + sheet.width > _COLUMNS:
        raise OverflowError
    known: dict[Value, Value] = {}
    rows: list[list[Value]] = []
    blank: list[Value] = [""] * left
    for cells in sheet.iter_rows():
        if cells.count("") == len(cells):
            # A cell at the far end of a sheet has a hundred thousand empty rows before it.
            rows.append([])
            continue
        held = [known.setdefault(cell, cell) if isinstance(cell, str) else cell for cell in cells]
        rows.append(blank + held if left else held)
    for (row, column), words in meant.items():
        # What is empty at the edge is not given.
        rows += [[] for _ in range(row + 1 - len(rows))]
        rows[row] += [""] * (column + 1 - len(rows[row]))
        if rows[row][column] == "":
            rows[row][column] = words
    return rows


@contextlib.contextmanager
def _unheard() -> Iterator[None]:
    """Nothing on standard error meanwhile: a reader that falls over itself tells it there, line upon line. Where the
    interface draws on it, it is left alone."""
    if "textual.app" in sys.modules:
        yield
        return
    try:
        kept = os.dup(2)
    except OSError:
        yield
        return
    try:
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, 2)
        os.close(nothing)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
