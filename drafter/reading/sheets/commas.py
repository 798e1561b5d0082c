"""A list with commas or tabs between its cells (.csv, .tsv), as the book of one sheet that a program exported.

The reader gains ledgers that were exported as .csv read as those in workbooks are.

Source: RFC 4180; programs in Chinese write such files in GB 18030 or in UTF-8 with a mark before it.

Limits: the sheet is called as the file is; every cell is its words.
"""

from __future__ import annotations

import csv
import io
import os
from itertools import islice

from drafter.reading.kinds import APART
from drafter.reading.sheets.book import Book, Sheet, open_book
from drafter.reading.sheets.errors import BrokenBook
from drafter.reading.source import decode_text

_ROWS, _COLUMNS = 100_000, 200


def open_sheets(data: bytes, file: str) -> Book:
    """The workbook in `data`, or the book of one sheet that a list is by its name.

    Raises NotText for a list, BrokenBook, DangerousBook or NeedsPassword."""
    stem, ending = os.path.splitext(os.path.basename(file))  # noqa: PTH119, PTH122
    mark = APART.get(ending.lower(), "")
    return _listed(data, file, stem, mark) if mark else open_book(data, file)


def _listed(data: bytes, file: str, stem: str, mark: str) -> Book:
    lines = io.StringIO(decode_text(data, file), newline="")
    try:
        read = list(islice(csv.reader(lines, delimiter=mark), _ROWS))
    except csv.Error:
        raise BrokenBook(file, "文件已损坏，读不出来，请用表格软件打开后另存") from None
    rows = [[cell.strip() for cell in row[:_COLUMNS]] for row in read]
    return Book(file, [Sheet(stem, rows, [])])
