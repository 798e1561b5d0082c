"""Texts that a Word document only embeds (altChunk): a page, a text or a document in a part of its own.

The reader gains what Word shows once it has opened the file; what cannot be read is told.

Source: ISO/IEC 29500-1, 17.17.2.1 (altChunk). Limits: a chunk that only LibreOffice could convert is not read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TypeAlias
from xml.etree.ElementTree import Element

from drafter.errors import DangerousWord, DrafterError
from drafter.reading.kinds import kind_of
from drafter.reading.reader import Reading
from drafter.reading.word.body import Body, BodyItem
from drafter.reading.word.package import Package
from drafter.reading.word.styles import StyleLook
from drafter.report.tree import Heading, Table

#: What reads bytes of a kind: the name of the file, the bytes, the kind, whether the original is asked for.
Others: TypeAlias = "Callable[[str, bytes, str, bool], Reading | None]"
#: How often a document may stand in a document.
_DEEP = 3
_NOT_OURS = frozenset(("doc", "rtf", "odt", "fodt", "word-2003", "pdf"))


def embedded(others: Others, package: Package, chunk: Element, original: bool = False) -> Iterator[BodyItem]:
    """The items of the part that a chunk leads to; or one that says what was not read. `others` reads what is no
    document."""
    name = package.target_of(chunk)
    if not name:
        yield _lost("outside", "")
        return
    try:
        yield from _items(others, package, package.held(name), name, original)
    except DangerousWord:
        raise
    except DrafterError:
        yield _lost("embedded", name.rpartition("/")[2])


def _items(others: Others, package: Package, data: bytes, name: str, original: bool) -> Iterator[BodyItem]:
    kind = kind_of(data, f".{name.rpartition('.')[2].lower()}")
    if kind == "word" and package.depth < _DEEP:
        inside = Package(data, package.file, package.depth + 1, package.tally)
        yield from (item._replace(at=-1) for item in Body(inside, original, inside=partial(embedded, others)).items())
    elif kind != "word" and kind not in _NOT_OURS and (found := others(package.file, data, kind, original)) is not None:
        yield from _of_reading(found)
    else:
        yield _lost("embedded", name.rpartition("/")[2])


def _of_reading(reading: Reading) -> Iterator[BodyItem]:
    """What another reader found, as items of a document."""
    if reading.title.text:
        yield BodyItem(reading.title.text, StyleLook())
    for block in reading.draft.blocks:
        if isinstance(block, Heading):
            yield BodyItem(block.text, StyleLook(level=block.level))
        elif isinstance(block, Table):
            if block.title:
                yield BodyItem(block.title, StyleLook(role="caption"))
            for at, row in enumerate((block.header, *block.rows)):
                yield BodyItem("", StyleLook(), tuple(row), True, at == 0)
        else:
            yield BodyItem(block.text, StyleLook(role="body"))


def _lost(kind: str, what: str) -> BodyItem:
    return BodyItem("", StyleLook(), lost=((kind, what),))
