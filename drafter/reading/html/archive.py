"""A page saved with all it needs in one file (.mht): a letter whose first part is the page (RFC 2557).

The reader gains what Word, WPS and browsers save as 单个文件网页; the frames of the page are read from the same file.

Limits: parts in other letters inside the file are not looked into.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from drafter.errors import BrokenPage
from drafter.reading.html.decode import Characters, characters

if TYPE_CHECKING:
    from email.message import Message

#: The standard library reads letters in letters by recursion; pages have one level of parts or two.
_NESTED = 40
_PARTS = 10_000
_PAGES = ("text/html", "application/xhtml+xml")
_INNER = re.compile(rb"^content-type\s*:\s*(?:multipart|message)/", re.I | re.M)
#: No line of a letter's head is so long; what looks at them is not made for it.
_LONG = re.compile(rb"^(?:content|mime|from|subject|snapshot|x-)[a-z-]*:[^\n]{8000}", re.I | re.M)


class PageArchive:
    """The pages of a file, by their addresses. Raises BrokenPage where it holds none."""

    def __init__(self, data: bytes, file: str = "") -> None:
        from email import message_from_bytes

        if sum(1 for _ in _INNER.finditer(data)) > _NESTED or _LONG.search(data):
            raise BrokenPage(file, "单个文件的网页格式不正常")
        self._file = file
        letter = message_from_bytes(data.lstrip())
        parts = list(_parts(letter))
        pages = [part for part in parts if part.get_content_type() in _PAGES]
        start = str(letter.get_param("start") or "").strip("<>")
        root = next((part for part in pages if start and _named(part, "Content-ID") == start), None)
        if root is None and not pages:
            raise BrokenPage(file, "单个文件的网页里没有网页")
        self._root = root or pages[0]
        self._known = {address: part for part in reversed(pages) for address in _addresses(part)}

    @property
    def page(self) -> Characters:
        """The page that the file shows."""
        return self._read(self._root)

    def frame(self, source: str) -> str | None:
        """The page at an address that a frame names, or None where the file does not hold it."""
        base = _named(self._root, "Content-Location").rpartition("/")[0]
        part = self._known.get(source.removeprefix("cid:")) or self._known.get(f"{base}/{source}")
        return self._read(part).text if part is not None else None

    def _read(self, part: Message) -> Characters:
        data = part.get_payload(decode=True)
        return characters(data if isinstance(data, bytes) else b"", self._file, str(part.get_content_charset() or ""))


def _parts(letter: Message) -> Iterator[Message]:
    """The parts of a letter that hold something, in order."""
    stack: list[Message] = [letter]
    count = 0
    while stack and count < _PARTS:
        part = stack.pop()
        count += 1
        inner = part.get_payload() if part.get_content_maintype() == "multipart" else None
        if isinstance(inner, list):
            stack.extend(one for one in reversed(inner) if not isinstance(one, str))
        elif inner is None:
            yield part


def _named(part: Message, name: str) -> str:
    return str(part.get(name, "")).strip().strip("<>")


def _addresses(part: Message) -> Iterator[str]:
    for name in ("Content-ID", "Content-Location"):
        if address := _named(part, name):
            yield address
