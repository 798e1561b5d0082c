"""A text as it was typed, and where each of its characters stands.

The reader gains findings that name the line and column of the file, whatever was folded or joined in between.

Limits: those of finding the encoding (:mod:`drafter.reading.encoding`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property

from drafter.files.read import read_bytes

#: A thousand pages are under 2 MB; what is far larger is some other file.
LIMIT = 64_000_000


class Source:
    """`text` of `file`, its line breaks made ``\\n``; offsets count characters of `text` from 0.

    A document without lines of its own gives the offsets of what is counted instead (`starts`), and what that is called
    (`unit`: 段 in Word, 页 in PDF).
    """

    def __init__(self, text: str, file: str = "", starts: Sequence[int] = (), unit: str = "行") -> None:
        self.text, self.file, self.unit = _breaks(text), file, unit
        if starts:
            self._starts = list(starts)

    @cached_property
    def _starts(self) -> list[int]:
        starts, at = [0], self.text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = self.text.find("\n", at + 1)
        return starts

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of the character at `offset`, both counted from 1."""
        line = max(1, bisect_right(self._starts, offset))
        return line, offset - self._starts[line - 1] + 1


def _breaks(text: str) -> str:
    """Line breaks of any system as ``\\n``; a form feed ends a page and with it a line."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    for other in "\f\v\x85\u2028\u2029":
        if other in text:
            text = text.replace(other, "\n")
    return text


def open_source(file: str) -> Source:
    """The text in `file`.

    Raises MissingFile, IsFolder, CannotRead, TooLarge or, for bytes that are no text, NotText or Garbled.
    """
    return Source(decode_text(read_bytes(file, LIMIT), file), file)


def decode_text(data: bytes, file: str) -> str:
    """The characters of `data`, whatever of the known encodings they are in; raises NotText or Garbled."""
    from drafter.reading.encoding import decoded

    return decoded(data, file).text
