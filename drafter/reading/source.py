"""A text as it was typed, and where each of its characters stands.

The reader gains findings that name the line and column of the file, whatever was folded or joined in between.
Accepted: UTF-8, UTF-16 with its mark, and GB18030 (with it GBK and GB 2312), which the editors of older office machines
still write.

Limits: the encoding of a text without a mark is found by trying, so a very short GBK text may be refused.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property

from drafter.errors import NotText
from drafter.files.read import read_bytes

#: A thousand pages are under 2 MB; what is far larger is some other file.
LIMIT = 64_000_000
_MARKS = frozenset("，。、；：？！“”‘’（）《》〈〉【】—…％·．～\u3000")


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

    Raises MissingFile, IsFolder, CannotRead, TooLarge or, for bytes that are no text, NotText.
    """
    return Source(decode_text(read_bytes(file, LIMIT), file), file)


def decode_text(data: bytes, file: str) -> str:
    """The characters of `data`, whatever of the known encodings they are in; raises NotText."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                raise NotText(file) from None
    # No text in any of these encodings holds a zero byte.
    if b"\0" in data:
        raise NotText(file)
    for encoding in ("utf-8", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "utf-8" or _chinese(text):
            return text
    raise NotText(file)


def _chinese(text: str) -> bool:
    """Whether bytes read as GB18030 look like Chinese: almost any bytes decode, few of them to common characters."""
    wide = [c for c in text[:20_000] if c > "\x7f"]
    common = sum(
        "\u4e00" <= c <= "\u9fff" or c in "，。、；：？！“”‘’（）《》〈〉【】—…％·．～" or c == "\u3000" for c in wide
    )
    return common * 10 >= len(wide) * 9
