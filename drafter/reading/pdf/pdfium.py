"""The pages of a file as PDFium shows them.

PDFium is a native library, and a file may be made to bring it down or to keep it busy; whoever opens files that he does
not know does so in a process of its own (:mod:`drafter.reading.pdf.process`).

Limits: layers that are switched off are read, and so is what stands behind a picture.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from math import hypot, isfinite

from drafter.files.values import Foreign
from drafter.reading.pdf import fields
from drafter.reading.pdf.boxes import by_own_fonts
from drafter.reading.pdf.drawing import Drawing, TextLook
from drafter.reading.pdf.seen import Letter, evened, glyphs, shown, width
from drafter.reading.pdf.sheet import PdfSheet, Rectangle, RuledLine
from drafter.reading.pdf.turns import main_turn, quarter, upright

#: Pages beyond this are some other file.
PAGES = 3_000
#: Letters of a page beyond this are no page.
_LETTERS = 60_000
_BLANK = frozenset((0x09, 0x0A, 0x0D, 0x20, 0xA0, 0x3000, *range(0x2000, 0x2010), 0x202F, 0x205F, 0xFEFF))
_PLAIN = TextLook()
#: Letters smaller than this are seen by nobody (points).
_TINY = 0.8
#: PDFium's code for a hyphen at the end of a line.
_HYPHEN = 2
#: Characters that are as wide as they are high, whatever the font says: some give the ink of a letter for its room.
_SQUARE, _SQUARE_END = 0x2E80, 0xFF61
#: A4, where a page does not say how large it is.
_PAPER = Rectangle(0.0, 0.0, 595.0, 842.0)


class Locked(Exception):
    """The file has a password."""


class Damaged(Exception):
    """The file cannot be opened, or has no page."""


class PdfDocument:
    """An opened file. Raises Locked or Damaged.

    `browser`: a browser printed it, so that it is a page of the web on paper.
    """

    def __init__(self, data: bytes) -> None:
        from pypdfium2 import raw

        by_own_fonts(raw)
        # PDFium reads from these bytes as long as the file is open.
        self._raw, self._data = raw, data
        self._document = raw.FPDF_LoadMemDocument64(data, len(data), None)
        if not self._document:
            raise Locked if raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD else Damaged
        said = ctypes.create_string_buffer(256)
        size = raw.FPDF_GetMetaText(self._document, b"Producer", said, 256)
        self.browser = "Skia" in said.raw[: min(256, size)].decode("utf-16-le", "replace")

    def sheets(self) -> Iterator[PdfSheet]:
        """The pages in order; the file is closed behind the last. Raises Damaged where there is none."""
        raw, document = self._raw, self._document
        form = fields.PdfForm(raw, document)
        read = 0
        for number in range(min(PAGES, raw.FPDF_GetPageCount(document))):
            page = raw.FPDF_LoadPage(document, number)
            if page:
                read += 1
                yield _sheet(raw, page, form)
                raw.FPDF_ClosePage(page)
            else:
                yield PdfSheet(_PAPER.right, _PAPER.bottom, (), lost=True)
        form.close()
        raw.FPDF_CloseDocument(document)
        if not read:
            raise Damaged


def _sheet(raw: Foreign, page: Foreign, form: fields.PdfForm) -> PdfSheet:
    bounds = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page, bounds)
    frame = Rectangle(bounds.left, bounds.bottom, bounds.right, bounds.top)
    if not all(map(isfinite, frame)) or frame.left >= frame.right or frame.top >= frame.bottom:
        frame = _PAPER
    drawing = Drawing(raw, page)
    letters = evened(shown(_letters(raw, page, drawing), frame, drawing))
    turn = main_turn(letter.turn for letter in letters)
    lay = upright(turn, *frame)
    wide, high = frame.right - frame.left, frame.bottom - frame.top
    if turn % 2:
        wide, high = high, wide
    seen = glyphs(letters, turn, lay)
    for entry, box in form.entries(page):
        seen += fields.written(entry, box, lay)
    rules = tuple(rule for rule in drawing.rules(lay) if _inside(rule, wide, high))
    return PdfSheet(wide, high, tuple(seen), rules, drawing.pictured(frame))


def _inside(rule: RuledLine, wide: float, high: float) -> bool:
    along, beside = (wide, high) if rule.across else (high, wide)
    return -1 <= rule.at <= beside + 1 and rule.start < along and rule.end > 0


def _letters(raw: Foreign, page: Foreign, drawing: Drawing) -> Iterator[Letter]:
    """The letters of a page in the order in which they are drawn."""
    words = raw.FPDFText_LoadPage(page)
    if not words:
        return
    x, y, loose, matrix = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF(), raw.FS_MATRIX()
    address, turn, size, wide, look, spaced = 0, 0, 0.0, 0.0, _PLAIN, False
    for at in range(min(_LETTERS, raw.FPDFText_CountChars(words))):
        thing = raw.FPDFText_GetTextObject(words, at)
        if not thing:
            # Ends of lines that PDFium makes up.
            continue
        code = raw.FPDFText_GetUnicode(words, at)
        here = ctypes.addressof(thing.contents)
        if code in _BLANK:
            # Wide gaps of a stretched line get blanks from PDFium too; one that stands alone moves the pen.
            spaced = spaced or (raw.FPDFText_IsGenerated(words, at) == 0 and here not in drawing.points)
            continue
        if here != address:
            address, look = here, drawing.looks.get(here, _PLAIN)
            raw.FPDFText_GetMatrix(words, at, matrix)
            turn = quarter(matrix.a, matrix.b)
            nominal = raw.FPDFText_GetFontSize(words, at)
            wide, size = nominal * hypot(matrix.a, matrix.b), nominal * hypot(matrix.c, matrix.d)
        raw.FPDFText_GetCharOrigin(words, at, x, y)
        if not (isfinite(x.value + y.value) and _TINY < size < 5_000 and 0 < wide < 5_000):
            continue
        lost = not (
            0x20 <= code < 0x7F or 0xA0 <= code < 0xD800 or 0xF900 <= code < 0xFFF0 or 0x10000 <= code < 0xF0000
        )
        lost = lost or raw.FPDFText_HasUnicodeMapError(words, at) == 1
        if code == _HYPHEN:
            code, lost = 0x2D, False
        text = "\ufffd" if lost else chr(code)
        reach = wide
        if not _SQUARE <= code < _SQUARE_END:
            raw.FPDFText_GetLooseCharBox(words, at, loose)
            ends = (loose.right - x.value, loose.top - y.value, x.value - loose.left, y.value - loose.bottom)
            reach = width(text, ends[max(0, turn)], wide)
        yield Letter(text, x.value, y.value, reach, size, turn, look, spaced, lost)
        spaced = False
    raw.FPDFText_ClosePage(words)
