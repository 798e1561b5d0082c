"""The characters of a page, in the encoding that it names.

The reader gains pages of older sites (GBK, Big5) as their browser shows them, and those that name a wrong encoding as
they are meant. Sources: HTML Standard, 13.2.3 (which name counts); Encoding Standard, 4.2 (GB 2312 and GBK are
read as GB 18030, Latin 1 as Windows 1252).

Limits: encodings that shift (HZ, ISO-2022) are taken at their name only.
"""

from __future__ import annotations

import codecs
import re
from itertools import islice
from typing import NamedTuple

from drafter.errors import Garbled, NotText
from drafter.reading.encoding import decoded

_HEAD = 4096
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.I)
_XML = re.compile(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{2,40})", re.I)
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
#: Tags in two bytes a character, without a mark before them.
_WIDE = (
    (re.compile(rb"(?:[ \t\r\n]\0)*<\0[!?A-Za-z]\0"), "utf-16-le"),
    (re.compile(rb"(?:\0[ \t\r\n])*\0<\0[!?A-Za-z]"), "utf-16-be"),
)
_KNOWN = {
    **dict.fromkeys(("gb2312", "gbk", "gb_2312-80", "x-gbk", "cp936", "ms936", "chinese", "csgb2312"), "gb18030"),
    **dict.fromkeys(("big5", "big5-hkscs", "x-x-big5", "cn-big5"), "big5hkscs"),
    **dict.fromkeys(("iso-8859-1", "latin1", "ascii", "us-ascii"), "cp1252"),
    # A name that could be read was not written in two bytes a character.
    **dict.fromkeys(("utf-16", "utf-16le", "utf-16be", "unicode", "utf8"), "utf-8"),
}
#: So many characters of several bytes each fit no other encoding by chance.
_CHANCE = 12
_SEVERAL = re.compile(rb"[\xc2-\xf4][\x80-\xbf]{1,3}")


class Characters(NamedTuple):
    """`text`, and how many of its characters stand for bytes that the encoding does not know."""

    text: str
    lost: int = 0


def characters(data: bytes, file: str = "", declared: str = "") -> Characters:
    """The characters of a page; `declared` is the encoding that its letter or its server names.

    Raises NotText or Garbled.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _forced(data[len(mark) :], encoding)
    for opening, encoding in _WIDE:
        if opening.match(data):
            return _forced(data[: len(data) // 2 * 2], encoding)
    if b"\0" in data[:_HEAD] and b"\0" in data.replace(b"\0", b"", 2):
        raise NotText(file)
    name = _named(data, declared)
    if _is_utf8(data):
        return _forced(data, "utf-8")
    # Many a page says Latin 1 because its server does.
    if name and name not in ("utf-8", "cp1252"):
        try:
            return Characters(data.decode(name))
        except UnicodeDecodeError:
            pass
    try:
        return Characters(*decoded(data.replace(b"\0", b""), file))
    except (NotText, Garbled):
        if not name:
            raise
        return _forced(data, name)


def _named(data: bytes, declared: str) -> str:
    """Python's name of the encoding that a page is said to be in, or ""."""
    found = _XML.match(data) or _CHARSET.search(data[:_HEAD])
    for name in (declared, found[1].decode("ascii") if found else ""):
        known = _KNOWN.get(name.strip().lower(), name.strip())
        try:
            info = codecs.lookup(known) if known else None
        except (LookupError, ValueError):
            continue
        # Codecs that turn bytes into bytes are no encodings of characters.
        if info is not None and getattr(info, "_is_text_encoding", True) and info.name not in _NO_PAGE:
            return info.name
    return ""


_NO_PAGE = frozenset(("idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "utf-7", "mbcs", "oem"))


def _is_utf8(data: bytes) -> bool:
    """Whether bytes are UTF-8 beyond chance, whatever they are called."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return next(islice(_SEVERAL.finditer(data), _CHANCE - 1, None), None) is not None


def _forced(data: bytes, encoding: str) -> Characters:
    text = data.decode(encoding, errors="replace")
    return Characters(text, text.count("\N{REPLACEMENT CHARACTER}"))
