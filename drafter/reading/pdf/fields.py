"""What is filled into the fields of a form: it stands on the page, though not in its text.

The reader gains a form of an office as it was filled in. Remarks that somebody stuck onto the page are not read.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator

from drafter.files.values import Foreign
from drafter.reading.pdf.sheet import Glyph, Rectangle, around
from drafter.reading.pdf.turns import Matrix

#: Fields of a page beyond this are no form.
_FIELDS = 2_000
#: Characters of an entry beyond this are none that somebody wrote.
_LONG = 4_000
_HIDDEN, _NO_VIEW = 2, 32


class PdfForm:
    """The form of a file (empty where it has none)."""

    def __init__(self, raw: Foreign, document: Foreign) -> None:
        self._raw = raw
        # PDFium keeps a pointer to it.
        self._info = raw.FPDF_FORMFILLINFO(version=2)
        kind = raw.FPDF_GetFormType(document)
        plain = kind in (raw.FORMTYPE_ACRO_FORM, raw.FORMTYPE_XFA_FOREGROUND)
        self._form = raw.FPDFDOC_InitFormFillEnvironment(document, self._info) if plain else None

    def close(self) -> None:
        """Gives it back; the file must still be open."""
        if self._form:
            self._raw.FPDFDOC_ExitFormFillEnvironment(self._form)

    def entries(self, page: object) -> Iterator[tuple[str, Rectangle]]:
        """What stands in the fields of a page, each with its box (in the measures of the file)."""
        raw = self._raw
        if not self._form:
            return
        for number in range(min(_FIELDS, max(0, raw.FPDFPage_GetAnnotCount(page)))):
            note = raw.FPDFPage_GetAnnot(page, number)
            if not note:
                continue
            if raw.FPDFAnnot_GetSubtype(note) == raw.FPDF_ANNOT_WIDGET and not (
                raw.FPDFAnnot_GetFlags(note) & (_HIDDEN | _NO_VIEW)
            ):
                rect = raw.FS_RECTF()
                said = self._said(note)
                if said.strip() and raw.FPDFAnnot_GetRect(note, rect):
                    yield said, around(((rect.left, rect.bottom), (rect.right, rect.top)))
            raw.FPDFPage_CloseAnnot(note)

    def _said(self, note: object) -> str:
        raw = self._raw
        kind = raw.FPDFAnnot_GetFormFieldType(self._form, note)
        if kind in (raw.FPDF_FORMFIELD_CHECKBOX, raw.FPDF_FORMFIELD_RADIOBUTTON):
            return "□" if self._words(raw.FPDFAnnot_GetStringValue, note, b"AS") in ("", "Off") else "☑"
        if kind not in (raw.FPDF_FORMFIELD_TEXTFIELD, raw.FPDF_FORMFIELD_COMBOBOX, raw.FPDF_FORMFIELD_LISTBOX):
            return ""
        return self._words(raw.FPDFAnnot_GetFormFieldValue, self._form, note)

    def _words(self, ask: Foreign, *what: Foreign) -> str:
        """What PDFium answers when it is told how much room there is."""
        size = ask(*what, None, 0)
        if not 2 < size <= 2 * _LONG:
            return ""
        words = ctypes.create_string_buffer(size)
        ask(*what, ctypes.cast(words, ctypes.POINTER(self._raw.FPDF_WCHAR)), size)
        return words.raw.decode("utf-16-le", "replace").rstrip("\0")


def written(said: str, box: Rectangle, lay: Matrix) -> list[Glyph]:
    """An entry as letters in its box; lines of an entry stand below each other."""
    laid = around((lay.point(box.left, box.top), lay.point(box.right, box.bottom)))
    lines = [line for line in said.replace("\r\n", "\n").replace("\r", "\n").split("\n") if line.strip()]
    high = (laid.bottom - laid.top) / max(1, len(lines))
    size = max(4.0, min(12.0, 0.8 * high))
    found = []
    for number, line in enumerate(lines):
        wide = [size if c > "\xff" else size / 2 for c in line]
        tight = min(1.0, (laid.right - laid.left) / max(1.0, sum(wide)))
        x, spaced = laid.left, False
        for c, width in zip(line, wide, strict=True):
            if not c.isspace():
                base = laid.top + high * (number + 0.5) + 0.35 * size
                found.append(Glyph(c, x, x + width * tight, base, size, spaced))
            x, spaced = x + width * tight, c.isspace()
    return found
