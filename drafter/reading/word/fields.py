"""Fields of a Word document: which words are their codes, which their results, and what those say that have no result.

The reader gains the text behind a field that never ends, ticks of form fields, characters in a circle; a field whose
result the document does not hold is told, not passed over.

Source: ISO/IEC 29500-1, 17.16. Limits: nothing is computed; a table of contents says what stands elsewhere too.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from drafter.reading.word.equations import equation
from drafter.reading.word.names import LOOSE, W, number, on, value
from drafter.reading.word.symbols import symbol

_CONTENTS = frozenset(("TOC", "INDEX", "TOA", "BIBLIOGRAPHY"))
#: Fields whose result is a part of the text; others only mark a place or lead somewhere.
_SAYING = frozenset(
    ("=", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "COMPARE", "CREATEDATE", "DATABASE", "DATE", "DDE", "DDEAUTO",
     "DOCPROPERTY", "DOCVARIABLE", "FILLIN", "FORMTEXT", "FORMULA", "IF", "INCLUDETEXT", "LINK", "LISTNUM",
     "MERGEFIELD", "NOTEREF", "QUOTE", "REF", "SAVEDATE", "SEQ", "STYLEREF", "TIME")
)  # fmt: skip
_QUOTED = re.compile(r'"([^"]*)"|(\S+)')


class _Field:
    """A field that is open: its code so far, whether it is still in its code, what its form holds."""

    __slots__ = ("code", "form", "in_code", "paragraph", "said")

    def __init__(self, paragraph: int, form: Element | None) -> None:
        self.code, self.in_code, self.paragraph, self.form, self.said = "", True, paragraph, form, False


class Fields:
    """The fields that are open while paragraphs are read in order; they run over paragraphs."""

    def __init__(self) -> None:
        self._open: list[_Field] = []
        self._paragraph = 0

    def next_paragraph(self) -> None:
        """A paragraph begins."""
        self._paragraph += 1

    @property
    def shown(self) -> bool:
        """Whether words here are seen: neither in a code nor in a table of contents."""
        return not self._open or not any(field.in_code or _command(field.code) in _CONTENTS for field in self._open)

    def code(self, text: str) -> None:
        """Words of a code."""
        if self._open:
            self._open[-1].code += text

    def words(self, text: str) -> bool:
        """Whether words of the text are seen that stand here."""
        if not self._open:
            return True
        last = self._open[-1]
        if last.in_code and last.paragraph != self._paragraph:
            # A code does not run on into the text of other paragraphs: an end is missing.
            last.in_code = False
        elif last.in_code:
            last.code += text
            return False
        if text:
            for field in self._open:
                field.said = True
        return self.shown

    def mark(self, element: Element) -> tuple[str, str]:
        """A mark of a field is met: what the field says instead of a result, and the code of one that should have a
        result and has none ("" for either)."""
        if element.get(LOOSE):
            return "", ""
        kind = value(element, "fldCharType")
        if kind == "begin":
            self._open.append(_Field(self._paragraph, element.find(f"{W}ffData")))
        elif kind == "separate" and self._open:
            self._open[-1].in_code = False
        elif kind == "end" and self._open:
            field = self._open.pop()
            if field.said or not self.shown:
                return "", ""
            said, code = without_result(field.code, field.form)
            # A result that is there and empty is one.
            return said, code if field.in_code else ""
        return "", ""


def contents(code: str) -> bool:
    """Whether a field says what stands elsewhere too."""
    return _command(code) in _CONTENTS


def without_result(code: str, form: Element | None = None) -> tuple[str, str]:
    """What a field without a result says, and its code where it ought to have one."""
    command = _command(code)
    if command in ("FORMCHECKBOX", "FORMDROPDOWN"):
        return _form(form), ""
    if (line := equation(code)) is not None:
        return line, "" if line else code.strip()
    if command == "SYMBOL":
        return _symbol(code), ""
    if command == "QUOTE" and (quoted := re.search(r'"([^"]*)"', code)):
        return quoted[1], ""
    if command == "ADVANCE" or command not in _SAYING:
        return "", ""
    return "", code.strip()


def _command(code: str) -> str:
    word = code.split(None, 1)[:1]
    first = word[0].upper() if word else ""
    return "=" if first.startswith("=") else first


def _form(form: Element | None) -> str:
    """What a box or a list of a form shows."""
    if form is None:
        return "□"
    box, entries = form.find(f"{W}checkBox"), form.find(f"{W}ddList")
    if box is not None:
        checked = box.find(f"{W}checked")
        return "☑" if on(box.find(f"{W}default") if checked is None else checked) else "□"
    if entries is not None:
        texts = [value(one) or "" for one in entries.findall(f"{W}listEntry")]
        chosen = entries.find(f"{W}result")
        at = number(entries.find(f"{W}default") if chosen is None else chosen)
        return texts[at] if 0 <= at < len(texts) else ""
    return ""


def _symbol(code: str) -> str:
    words = [quoted or plain for quoted, plain in _QUOTED.findall(code)][1:]
    font = next((words[at + 1] for at, word in enumerate(words[:-1]) if word.lower() == "\\f"), "")
    try:
        said = int(words[0], 0) if words else 0
    except ValueError:
        return ""
    return symbol(font, said) if said else ""
