"""All of a file: its text, and what is amiss with it. The one thing that runs in a process of its own."""

from __future__ import annotations

from typing import Any

from drafter.reading.pdf.document import told
from drafter.reading.pdf.margins import unmargined
from drafter.reading.pdf.page import Page, laid_out
from drafter.reading.pdf.pdfium import Damaged, Locked, sheets

#: A page with fewer letters, so far under pictures, is a picture of a page.
_FEW, _PICTURED = 20, 0.4
#: A file is unreadable when so many of its letters are.
_LOST = 0.1


def extract(data: bytes) -> dict[str, Any]:
    """`lines` and `pieces` as in :class:`drafter.reading.pdf.document.Told`; or `fault`: locked, damaged, scanned or
    unreadable. `pictures` and `closed` are the numbers (from 1) of pages that are pictures or cannot be opened, `lost`
    those with letters that nobody can read."""
    try:
        pages = [laid_out(sheet) for sheet in sheets(data)]
    except Locked:
        return {"fault": "locked"}
    except Damaged:
        return {"fault": "damaged"}
    letters, lost = sum(page.letters for page in pages), sum(page.lost for page in pages)
    pictures = [at for at, page in enumerate(pages, 1) if page.letters < _FEW and page.pictured > _PICTURED]
    if pictures and letters < _FEW * len(pages):
        return {"fault": "scanned"}
    if lost > _LOST * letters or _foreign(pages):
        return {"fault": "unreadable"}
    text = told(unmargined(pages))
    return {
        "lines": text.lines,
        "pieces": text.pieces,
        "pictures": pictures,
        "closed": [at for at, page in enumerate(pages, 1) if page.closed],
        "lost": [at for at, page in enumerate(pages, 1) if page.lost],
    }


def _foreign(pages: list[Page]) -> bool:
    return False
