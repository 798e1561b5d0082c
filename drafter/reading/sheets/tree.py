"""A workbook as the tree of a draft, for checks and comparisons: its forms and lists as tables, rows of one cell as
paragraphs.

The reader gains sheets that are checked and compared as reports are; the line that a finding names is the row of the
sheet (of the first one; those behind it go on counting).

Limits: shares are told as 93.74% in columns of rates; a cell that a merged one covers stays empty, as Word's tables
have it.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from drafter.language.sentences import ENDS, split
from drafter.reading.passage import Passage
from drafter.reading.reader import Origin, Reading
from drafter.reading.sheets.book import Book, Sheet, open_book
from drafter.reading.sheets.cell import text
from drafter.reading.sheets.heads import table_at
from drafter.reading.sheets.percent import rate
from drafter.reading.sheets.tables import HeadedTable as Found
from drafter.reading.sheets.words import HeadMeanings, known_words
from drafter.reading.source import Source
from drafter.report.sentence import Sentence
from drafter.report.tree import Block, Draft, Heading, Paragraph, Table

_RATES = frozenset(("rate", "progress_rate", "outlook_rate"))
#: Rows of a sheet that are looked at for the head of a table.
_LOOKED = 5_000
_TITLE = 40


def read_sheets(data: bytes, file: str, ends: str = ENDS) -> Reading:
    """The tree of a workbook. Raises what opening it raises."""
    return tree(open_book(data, file), ends)


def tree(book: Book, ends: str = ENDS) -> Reading:
    """The tree of an open workbook."""
    words = known_words()
    shown = [(sheet, list(_rows(sheet, words))) for sheet in book.sheets]
    typed = "\n".join("\t".join(cells) for _, rows in shown for _, cells in rows)
    source = Source(typed, book.file)
    blocks: list[Block] = []
    origins: list[Origin] = []
    at = 0
    title = Passage("")
    for sheet, rows in shown:
        if len(shown) > 1:
            blocks.append(Heading(1, "", sheet.name))
            origins.append(Passage(sheet.name, ((0, at),)))
        passages = []
        for begins, cells in rows:
            made, here = [], at
            for cell in cells:
                made.append(Passage(cell, ((0, here),)))
                here += len(cell) + 1
            at += len("\t".join(cells)) + 1
            passages.append((begins, tuple(made)))
        for block, origin in _blocks(passages, ends):
            if not title.text and isinstance(block, Paragraph) and isinstance(origin, Passage) and _named(origin.text):
                title = origin
                continue
            blocks.append(block)
            origins.append(origin)
    remarks = tuple(f"工作表“{name}”是隐藏的，没有读" for name in book.hidden)
    return Reading(source, Draft("", title.text, 0, tuple(blocks)), title, tuple(origins), remarks)


def _named(words: str) -> bool:
    return 4 < len(words) <= _TITLE and words.rstrip("）)").endswith("表")


def _rows(sheet: Sheet, words: HeadMeanings) -> Iterator[tuple[bool, list[str]]]:
    """The rows of a sheet as words, each with whether a table begins there."""
    rates: set[int] = set()
    for row, cells in enumerate(sheet.rows):
        found: Found | None = table_at(sheet, words, row) if row < _LOOKED else None
        if found is not None:
            rates = {one.at for one in found.columns if one.meaning in _RATES}
        said = []
        for column, cell in enumerate(cells):
            shown = text(cell).replace("\t", " ")
            if column in rates and isinstance(cell, (int, float)) and (share := rate(cell, "")) is not None:
                shown = share.value
            elif isinstance(cell, float) and len(shown) > 12:
                shown = f"{round(Decimal(shown), 2):f}"
            said.append(shown)
        yield found is not None, said


def _blocks(rows: list[tuple[bool, tuple[Passage, ...]]], ends: str) -> Iterator[tuple[Block, Origin]]:
    group: list[tuple[Passage, ...]] = []
    for begins, cells in rows:
        filled = [cell for cell in cells if cell.text]
        if group and (begins or len(filled) < 2):
            yield _table(group)
            group = []
        if len(filled) >= 2:
            group.append(cells)
        elif filled:
            said = tuple(Sentence("", (one,), ()) for one in split(filled[0].text, ends))
            yield Paragraph(said, ""), filled[0]
    if group:
        yield _table(group)


def _table(group: list[tuple[Passage, ...]]) -> tuple[Block, Origin]:
    texts = [tuple(cell.text for cell in row) for row in group]
    return Table("", texts[0], tuple(texts[1:])), tuple(group)
