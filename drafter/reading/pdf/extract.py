"""All of a file: its text, and what is amiss with it. The one thing that runs in a process of its own."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.reading.pdf.attachments import without
from drafter.reading.pdf.document import told
from drafter.reading.pdf.margins import unmargined
from drafter.reading.pdf.page import PdfPage, laid_out
from drafter.reading.pdf.pdfium import Damaged, Locked, PdfDocument
from drafter.reading.pdf.readable import gibberish

#: A page with fewer letters, so far under pictures, is a picture of a page.
_FEW, _PICTURED = 20, 0.4
#: Letters of a file beyond this are no report: six thousand pages.
_MOST = 5_000_000
#: A file is unreadable when so many of its letters are.
_LOST = 0.1


def extract(data: bytes) -> dict[str, object]:
    """`lines` and `pieces` as in :class:`drafter.reading.pdf.document.PdfText`; or `fault`: locked, damaged, scanned,
    unreadable or endless. `pictures` and `closed` are the numbers (from 1) of pages that are pictures or cannot be
    opened, `lost` those with letters that nobody can read."""
    pages: list[PdfPage] = []
    read = 0
    try:
        document = PdfDocument(data)
        for sheet in document.sheets():
            pages.append(laid_out(sheet))
            read += pages[-1].letters
            if read > _MOST:
                return {"fault": "endless"}
    except Locked:
        return {"fault": "locked"}
    except Damaged:
        return {"fault": "damaged"}
    letters, lost = sum(page.letters for page in pages), sum(page.lost for page in pages)
    pictures = [at for at, page in enumerate(pages, 1) if page.letters < _FEW and page.pictured > _PICTURED]
    if pictures and letters < _FEW * len(pages):
        return {"fault": "scanned"}
    if lost > _LOST * letters or gibberish(_said(pages)):
        return {"fault": "unreadable"}
    text = told(unmargined(pages))
    # A page of the web has no notes that the program made for the paper.
    pieces = without(text.pieces, [line for _, line in text.lines], noted=not document.browser)
    return {
        "lines": text.lines,
        "pieces": pieces,
        "pictures": pictures,
        "closed": [at for at, page in enumerate(pages, 1) if page.closed],
        "lost": [at for at, page in enumerate(pages, 1) if page.lost],
    }


def _said(pages: list[PdfPage]) -> Iterator[str]:
    for page in pages:
        yield from (one.text for row in page.rows for one in row)
        yield from (text for table in page.tables for row in table.rows for _, text in row)
