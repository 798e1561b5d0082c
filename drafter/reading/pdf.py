"""A PDF with a text layer as the tree of a draft; places are counted in pages.

The reader gains a rough reading of what only exists as PDF: lines are healed as those of a text wrapped by an editor,
page numbers and repeated heads are dropped.

Limits: tables come out as lines; two columns are read as the file has them; a scan is refused, since recognising
characters would put figures in doubt.
"""

from __future__ import annotations

import io
import re
from collections import Counter

from drafter.errors import BrokenPdf, EmptyText, NeedsPassword, NeedsPdf, ScannedPdf
from drafter.facts.files import read_bytes
from drafter.reading.layout import assembled, line_piece
from drafter.reading.reader import Reading, tree
from drafter.reading.sentences import ENDS
from drafter.reading.source import LIMIT, Source

_PAGE_NUMBER = re.compile(r"[\s—－–\-·.第共]*\d{1,4}(?:\s*[/／页]\s*共?\s*\d{0,4}\s*页?)?[\s—－–\-·.]*$")
#: Pages beyond this are some other file.
_PAGES = 3_000


def read_pdf(file: str, ends: str = ENDS) -> Reading:
    """The PDF in `file`. Raises NeedsPdf where pypdf is not installed, ScannedPdf, BrokenPdf, NeedsPassword, EmptyText,
    and what reading a file raises."""
    data = read_bytes(file, LIMIT)
    if b"%PDF-" not in data[:1024]:
        raise BrokenPdf(file)
    pages = _pages(data, file)
    repeated = _repeated(pages)
    lines: list[str] = []
    starts: list[int] = []
    found = []
    at, gap = 0, False
    for page in pages:
        starts.append(at)
        kept = [line for line in page if line.strip() not in repeated and not _PAGE_NUMBER.match(line.strip())]
        for line in kept or [""]:
            plain = line.replace("\t", " ")
            if not plain.strip():
                gap = True
            elif piece := line_piece(plain, at, gap):
                found.append(piece)
                gap = False
            lines.append(plain)
            at += len(plain) + 1
    if not found:
        raise EmptyText(file)
    return tree(Source("\n".join(lines), file, starts, "页"), assembled(found), ends)


def _pages(data: bytes, file: str) -> list[list[str]]:
    """The lines of each page."""
    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ImportError:
        raise NeedsPdf(file) from None
    import logging

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise NeedsPassword(file)
        texts = [page.extract_text() for page in reader.pages[:_PAGES]]
        pictured = any("/XObject" in (page.get("/Resources") or {}) for page in reader.pages[:3])
    except NeedsPassword:
        raise
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, ArithmeticError,
            NotImplementedError, AssertionError, OSError, ImportError, MemoryError):  # fmt: skip
        # pypdf answers a damaged file with whatever it stumbles over.
        raise BrokenPdf(file) from None
    said = sum(len(text.strip()) for text in texts)
    if pictured and said < 20 * len(texts):
        raise ScannedPdf(file)
    return [[_plain(line) for line in text.splitlines()] for text in texts]


def _plain(line: str) -> str:
    # Lone surrogates stand for letters that the file's fonts do not name.
    return "".join([c for c in line if c == "\t" or c.isprintable() or c.isspace()])


def _repeated(pages: list[list[str]]) -> set[str]:
    """First and last lines that stand on most pages: heads and feet."""
    if len(pages) < 4:
        return set()
    ends = [line.strip() for page in pages for line in {*page[:1], *page[-1:]} if line.strip()]
    return {line for line, count in Counter(ends).items() if count * 2 > len(pages)}
