"""A PDF with a text layer as the tree of a draft; places are counted in pages.

The reader gains a rough reading of what only exists as PDF: lines are healed by where they begin on the page (or, where
paragraphs are not indented, as those of a text wrapped by an editor), page numbers and repeated heads are dropped.

Limits: tables come out as lines; two columns are read as the file has them; a scan is refused, since recognising
characters would put figures in doubt.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from math import isfinite
from typing import Any, NamedTuple

from drafter.errors import BrokenPdf, EmptyText, NeedsPassword, NeedsPdf, ScannedPdf
from drafter.facts.files import read_bytes
from drafter.reading.layout import Piece, assembled, line_piece
from drafter.reading.reader import Reading, tree
from drafter.reading.sentences import ENDS
from drafter.reading.source import LIMIT, Source

_PAGE_NUMBER = re.compile(r"[\s—－–\-·.第共]*\d{1,4}(?:\s*[/／页]\s*共?\s*\d{0,4}\s*页?)?[\s—－–\-·.]*$")
_BREAK = re.compile(r"\r\n|[\r\n\v\f\x85\u2028\u2029]")
#: Pages beyond this are some other file.
_PAGES = 3_000
#: So many lines at the margin, and indented ones, tell how the paragraphs of a file begin.
_TELLING = 3
#: Letters larger than those of the text by this much are those of the title.
_LARGE = 1.2


class _Line(NamedTuple):
    """The words of a line, how far from the left edge they begin and how large their letters are (points)."""

    text: str
    left: float = 0.0
    size: float = 0.0

    @property
    def said(self) -> str:
        return self.text.strip()


def read_pdf(file: str, ends: str = ENDS, data: bytes | None = None) -> Reading:
    """The PDF in `file`; `data` are its bytes, where they are at hand. Raises NeedsPdf where pypdf is not installed,
    ScannedPdf, BrokenPdf, NeedsPassword, EmptyText, and what reading a file raises."""
    data = read_bytes(file, LIMIT) if data is None else data
    if b"%PDF-" not in data[:1024]:
        raise BrokenPdf(file)
    pages = _pages(data, file)
    repeated = _repeated(pages)
    margin, body = _margin([line for page in pages for line in page])
    lines: list[str] = []
    starts: list[int] = []
    found: list[Piece] = []
    at, gap = 0, False
    for page in pages:
        starts.append(at)
        kept = [line for line in page if not (line.said in repeated or _PAGE_NUMBER.match(line.said))]
        for line in _titled(kept, body) if not found else kept or [_Line("")]:
            plain = line.text.replace("\t", " ")
            if not plain.strip():
                gap = True
            elif piece := line_piece(plain, at, gap):
                if margin >= 0:
                    off = (line.left - margin) / body if abs(line.size - body) < body / 10 else -1.0
                    piece = piece._replace(flush=abs(off) < 0.5, indented=off > 1.2)
                found.append(piece)
                gap = False
            lines.append(plain)
            at += len(plain) + 1
    if not found:
        raise EmptyText(file)
    return tree(Source("\n".join(lines), file, starts, "页"), assembled(found), ends)


def _margin(lines: list[_Line]) -> tuple[float, float]:
    """Where the lines of the text begin that no paragraph begins with (below 0 where paragraphs are not indented), and
    the size of its letters."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    body = sizes.most_common(1)[0][0] if sizes else 0.0
    places = Counter(round(line.left) for line in lines if line.said and round(line.size, 1) == body)
    often = [place for place, count in places.items() if count >= _TELLING]
    margin = min(often, default=0)
    indented = sum(count for place, count in places.items() if 1.5 * body <= place - margin <= 2.6 * body)
    return float(margin) if body > 0 and indented >= _TELLING else -1.0, body


def _titled(page: list[_Line], body: float) -> list[_Line]:
    """The first page with the lines of its title as one."""
    large = page[0].size if page else 0.0
    count = next((i for i, line in enumerate(page) if abs(line.size - large) > 0.1 or not line.said), len(page))
    if large < _LARGE * body or not 1 < count < 5:
        return page or [_Line("")]
    return [page[0]._replace(text="".join([line.said for line in page[:count]])), *page[count:]]


def _pages(data: bytes, file: str) -> list[list[_Line]]:
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
        pages = [list(_lines(page)) for page in reader.pages[:_PAGES]]
        pictured = any("/XObject" in (page.get("/Resources") or {}) for page in reader.pages[:3])
    except NeedsPassword:
        raise
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, ArithmeticError,
            NotImplementedError, AssertionError, OSError, ImportError, MemoryError):  # fmt: skip
        # pypdf answers a damaged file with whatever it stumbles over.
        raise BrokenPdf(file) from None
    said = sum(len(line.said) for page in pages for line in page)
    if pictured and said < 20 * len(pages):
        raise ScannedPdf(file)
    return pages


def _lines(page: Any) -> Iterator[_Line]:
    """The lines of a page, each with the place of its first words."""
    pieces: list[tuple[str, float, float]] = []

    def visit(text: str, around: list[float], here: list[float], _font: Any, size: float) -> None:
        left, tall = here[4] * around[0] + around[4], abs(size * here[3] * around[3])
        pieces.append((text, left, tall) if isfinite(left + tall) else (text, 0.0, 0.0))

    page.extract_text(visitor_text=visit)
    words, left, size = "", 0.0, 0.0
    for text, x, height in pieces:
        for number, said in enumerate(_BREAK.split(text)):
            if number:
                yield _Line(_plain(words), left, size)
                words = ""
            if said.strip() and not words.strip():
                left, size = x, height
            words += said
    yield _Line(_plain(words), left, size)


def _plain(line: str) -> str:
    # Lone surrogates stand for letters that the file's fonts do not name.
    return "".join([c for c in line if c == "\t" or c.isprintable() or c.isspace()])


def _repeated(pages: list[list[_Line]]) -> set[str]:
    """First and last lines that stand on most pages: heads and feet."""
    if len(pages) < 4:
        return set()
    ends = [text for page in pages for text in {line.said for line in (*page[:1], *page[-1:])} if text]
    return {line for line, count in Counter(ends).items() if count * 2 > len(pages)}
