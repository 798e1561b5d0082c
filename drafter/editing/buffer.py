"""The text of the field in focus, with its cursor.

The writer gains the keys that they know, on lines that wrap between Chinese characters; a commit of an input method
arrives as characters one by one and costs nothing more.

Limits: undo is the document's, not the buffer's.
"""

from __future__ import annotations

import re

from drafter.editing.wrapping import breaks
from drafter.language.width import width

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_WORD = re.compile(r"[A-Za-z0-9_.]+|[\u3400-\u9fff]{1,2}|\s+|.", re.S)


class Buffer:
    """`text` with the cursor before character `at`; `many` fields hold a line for each of their values. Of a text that
    is written `over` nothing is left by a digit, as in a cell of a spreadsheet, unless the cursor was moved first."""

    def __init__(self, text: str = "", many: bool = False, over: bool = False) -> None:
        self.text, self.many, self.over = text, many, over
        self.at = len(text)
        self._lines: tuple[tuple[str, int], list[tuple[int, int]]] | None = None

    def insert(self, text: str) -> None:
        """Typed or pasted text; line breaks stay only where a field holds several values."""
        text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
        text = _CONTROL.sub("", text)
        if not self.many:
            text = text.replace("\n", " ").strip() if "\n" in text else text
        if self.over and text[:1].isdecimal():
            self.text, self.at = "", 0
        self.over = False
        self.text = self.text[: self.at] + text + self.text[self.at :]
        self.at += len(text)

    def act(self, key: str) -> bool:
        """What a key does to the text or the cursor; False where it does nothing here."""
        at, text = self.at, self.text
        self.over = False
        if key == "backspace" and at:
            self.text, self.at = text[: at - 1] + text[at:], at - 1
        elif key == "delete" and at < len(text):
            self.text = text[:at] + text[at + 1 :]
        elif key == "left" and at:
            self.at = at - 1
        elif key == "right" and at < len(text):
            self.at = at + 1
        elif key in ("home", "ctrl+a"):
            self.at = text.rfind("\n", 0, at) + 1
        elif key in ("end", "ctrl+e"):
            self.at = text.find("\n", at) if "\n" in text[at:] else len(text)
        elif key in ("ctrl+left", "ctrl+right", "ctrl+w"):
            bounds = [match.start() for match in _WORD.finditer(text)] + [len(text)]
            if key == "ctrl+right":
                self.at = next((one for one in bounds if one > at), len(text))
            else:
                before = max((one for one in bounds if one < at), default=0)
                if key == "ctrl+w":
                    self.text = text[:before] + text[at:]
                self.at = before
        elif key == "ctrl+u":
            # To the start of what Enter began, however many lines of the screen that is.
            start = text.rfind("\n", 0, at) + 1
            self.text, self.at = text[:start] + text[at:], start
        elif key == "ctrl+k":
            end = text.find("\n", at)
            self.text = text[:at] + (text[end:] if end >= 0 else "")
        else:
            return False
        return True

    # -- on a screen ----------------------------------------------------------------------------------------------
    def lines(self, columns: int) -> list[tuple[int, int]]:
        """Start and end of each line as it stands in so many columns."""
        if self._lines is not None and self._lines[0] == (self.text, columns):
            return self._lines[1]
        found: list[tuple[int, int]] = []
        start = 0
        for line in self.text.split("\n"):
            found.extend((start + a, start + b) for a, b in breaks(line, columns))
            start += len(line) + 1
        self._lines = (self.text, columns), found
        return found

    def place(self, columns: int) -> tuple[int, int]:
        """The line and the column of the cursor."""
        lines = self.lines(columns)
        for number, (start, end) in enumerate(lines):
            last = number + 1 == len(lines) or lines[number + 1][0] > end
            if start <= self.at < end or (self.at == end and last):
                return number, width(self.text[start : self.at])
        return len(lines) - 1, 0

    def vertical(self, step: int, columns: int) -> bool:
        """The cursor a line up or down; False where there is none."""
        number, column = self.place(columns)
        lines = self.lines(columns)
        if not 0 <= number + step < len(lines):
            return False
        self.point(number + step, column, columns)
        return True

    def point(self, number: int, column: int, columns: int) -> None:
        """The cursor at a place of the screen."""
        self.over = False
        lines = self.lines(columns)
        start, end = lines[max(0, min(number, len(lines) - 1))]
        used = 0
        for at in range(start, end):
            used += width(self.text[at])
            if used > column:
                self.at = at
                return
        self.at = end
