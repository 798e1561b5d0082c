"""The characters of a text whose encoding nobody names, and how many of them are damaged.

The reader gains a text from whatever editor wrote it, one with a broken byte or a missing end too, and a plain word
where what was written is gibberish already. Accepted: UTF-8, UTF-16 and UTF-32 with their marks, UTF-16 without,
GB 18030 (with it GBK and GB 2312), Big5.

Sources: The Unicode Standard, 3.10 (marks); GB 18030-2022. Limits: an encoding without a mark is found by trying, so a
very short text may be taken for another one.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from drafter.errors import Garbled, NotText

LOST = "\N{REPLACEMENT CHARACTER}"
#: Longer marks first: that of UTF-32 begins as that of UTF-16 does.
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\0\0", "utf-32-le"),
    (b"\0\0\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
#: One damaged character in so many is damage; more are another kind of file.
_DAMAGE = 50
#: So many are damage in a text of ten characters for each.
_FEW, _LEAST = 2, 10
#: So many characters are looked at.
_SAMPLE = 20_000
#: What Chinese texts are written in: signs, frames of tables, radicals, characters, full-width letters.
_USUAL = re.compile(
    "[\u00a4-\u00b7\u00d7\u00f7\u0391-\u03c9\u2010-\u2027\u2030-\u205e\u2070-\u209f\u20ac\u2100-\u27bf\u2e80-\u2fdf\u3000-\u303f"
    "\u3105-\u312f\u3200-\u33ff\u3400-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff01-\uffe5\U00020000-\U0003ffff]+"
)  # fmt: skip
#: What an editor makes of characters that it has lost, read as GBK.
_REMAINS = ("锟斤拷", "烫烫烫", "屯屯屯")
_MANY = 3


class Decoded(NamedTuple):
    """`text`, and how many of its characters stand for what could not be read."""

    text: str
    lost: int = 0


def decoded(data: bytes, file: str = "") -> Decoded:
    """The characters of `data`. Raises NotText for bytes that are no text, Garbled for a text that is gibberish."""
    found = _marked(data) or _plain(data)
    if found is None:
        raise NotText(file)
    text = found.text
    if not text.isascii() and (_torn(found) or _gibberish(text) or sum(text.count(one) for one in _REMAINS) >= _MANY):
        raise Garbled(file)
    return found


def _marked(data: bytes) -> Decoded | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _damaged(data[len(mark) :], encoding)
    return None


def _plain(data: bytes) -> Decoded | None:
    """Bytes without a mark."""
    if b"\0" in data and (found := _wide(data)):
        return found
    if b"\0" not in data:
        try:
            return _counted(data.decode("utf-8"))
        except UnicodeDecodeError:
            pass
        for encoding in ("gb18030", "big5hkscs"):
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError:
                continue
            if _usual(text) and not _gibberish(text):
                return Decoded(text)
    tried = [found for encoding in ("utf-8", "gb18030") if (found := _damaged(data, encoding)) and _usual(found.text)]
    return min(tried, key=lambda one: one.lost, default=None)


def _wide(data: bytes) -> Decoded | None:
    """Two bytes a character: one of the two orders makes Chinese of them, the other does not."""
    for encoding in ("utf-16-le", "utf-16-be"):
        found = _damaged(data, encoding)
        if found is not None and _usual(found.text) and not _gibberish(found.text) and "\0" not in found.text:
            return found
    return None


def _damaged(data: bytes, encoding: str) -> Decoded | None:
    """The text where little of it is damaged."""
    found = _counted(data.decode(encoding, errors="replace").replace("\0", LOST))
    return None if _torn(found) else found


def _torn(found: Decoded) -> bool:
    """Whether more of a text is lost than damage takes."""
    return found.lost * (_LEAST if found.lost <= _FEW else _DAMAGE) > len(found.text)


def _counted(text: str) -> Decoded:
    return Decoded(text, text.count(LOST))


def _usual(text: str) -> bool:
    """Whether what is not ASCII is what Chinese texts are written in: almost any bytes decode, few of them to that."""
    wide = sum(c > "\x7f" for c in text[:_SAMPLE])
    usual = sum(len(found[0]) for found in _USUAL.finditer(text[:_SAMPLE]))
    return wide > 0 and usual * 10 >= wide * 9


def _gibberish(text: str) -> bool:
    from drafter.reading.pdf.readable import gibberish

    return gibberish([text])
