"""Texts whose letters take no room, and the fonts that room is measured by.

PDFium leaves out a text whose box has no width: a letter by itself, or a line up or down the page, of which its font
has no drawing. A font that the file does not bring along is replaced by one of PDFium's own, which has no Chinese, and
the letters under a scan are often blank. The reader gains all that a file says, and the same on every machine.

Limits: what a font of the file draws nothing for is read as if it drew something.
"""

from __future__ import annotations

import ctypes

from drafter.files.values import Foreign

#: PDFium takes a box narrower than this for none (points).
_NARROW = 0.01
#: So wide is a pen that gives a text a box.
_PEN = 0.1


def by_own_fonts(raw: Foreign) -> None:
    """Has PDFium use the fonts that it brings along, and no font of the machine, in the whole process."""
    raw.FPDF_SetSystemFontInfo(None)


def widened(raw: Foreign, text: object) -> bool:
    """Gives a text on a page a box if it has none, before the page is asked for its letters, which changes how it is
    drawn; whether its box was but a point, as it is for one letter."""
    sides = [ctypes.c_float() for _ in range(4)]
    if not raw.FPDFPageObj_GetBounds(text, *sides):
        return False
    left, bottom, right, top = (side.value for side in sides)
    if abs(right - left) >= 2 * _NARROW:
        return False
    raw.FPDFPageObj_SetStrokeWidth(text, _PEN)
    raw.FPDFTextObj_SetTextRenderMode(text, raw.FPDF_TEXTRENDERMODE_STROKE)
    # A box is reckoned anew, with the pen, when a text is moved.
    raw.FPDFPageObj_Transform(text, 1, 0, 0, 1, 0, 0)
    return abs(top - bottom) < _NARROW
