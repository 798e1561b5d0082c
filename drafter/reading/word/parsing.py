"""Parts of a Word document parsed as they are unpacked: counted first, held a block at a time.

The reader gains documents of any length in little memory, and a clear refusal of those that are made to fill it: the
marks of a part are counted while it is unpacked, before any tree is built of them.

Source: ISO/IEC 29500-2, 8.1.2 (parts are UTF-8 or UTF-16, without a document type). Limits: one table is held whole.
"""

from __future__ import annotations

import codecs
import re
from array import array
from collections.abc import Iterable, Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from drafter.errors import BrokenWord, DangerousWord
from drafter.reading.word.names import AT, LOOSE, STRICT, W

#: How deep elements may stand in each other.
DEPTH = 400
#: Tags (opening and closing) of a part that is held whole, of the text when another library holds it whole, of the text
#: read block by block, and of all parts; a page of Word's has some 2,000.
TREE, OTHER, STREAM, WHOLE = 600_000, 1_500_000, 4_000_000, 6_000_000
#: How many tags any part may have, and how many more for each byte that it takes packed: offices write less than one.
FREE, DENSE = 1_200_000, 6
_ATTRIBUTES = 3
#: The longest tag or remark (bytes); a text may be longer.
TOKEN = 2_000_000
_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"<\0": "utf-16-le", b"\0<": "utf-16-be"}
_DECLARED = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)")
_ENCODINGS = (b"utf-8", b"utf-16", b"us-ascii", b"ascii")
_FIELD = re.compile(rb"fldCharType\s*=\s*[\"'](begin|separate|end)")
_P, _TR, _FLDCHAR = f"{W}p", f"{W}tr", f"{W}fldChar"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
#: What may stand around the blocks of a text, and the blocks.
_OUTER = frozenset(
    (*(W + name for name in ("document", "body", "sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")),
     f"{_MC}AlternateContent", f"{_MC}Choice")
)  # fmt: skip
_BLOCKS = frozenset((_P, f"{W}tbl", f"{W}altChunk", f"{W}subDoc"))


def plain(chunks: Iterable[bytes], file: str) -> Iterator[bytes]:
    """A part as UTF-8, whatever it is packed as. Raises BrokenWord for encodings that no document may have."""
    decoder: codecs.IncrementalDecoder | None = None
    first = True
    for chunk in chunks:
        if first and chunk:
            first = False
            encoding = next((name for mark, name in _MARKS.items() if chunk.startswith(mark)), "")
            if encoding:
                decoder = codecs.getincrementaldecoder(encoding)()
            declared = _DECLARED.match(chunk.removeprefix(b"\xef\xbb\xbf"))
            if declared and declared[1].lower() not in _ENCODINGS:
                raise BrokenWord(file, "编码不合规定")
        if decoder is None:
            yield chunk
            continue
        try:
            yield decoder.decode(chunk).encode()
        except UnicodeError:
            raise BrokenWord(file, "编码不合规定") from None


def check_types(chunks: Iterable[bytes], file: str) -> None:
    """Raises DangerousWord for a part with a document type: for parts that another library will parse."""
    rest = b""
    for chunk in chunks:
        rest += chunk
        if b"<!DOCTYPE" in rest or b"<!ENTITY" in rest:
            raise DangerousWord(file, "含有实体声明")
        rest = rest[-10:]


class Tally:
    """Counts the tags of the parts of a document as they come: at most so many together."""

    def __init__(self, file: str, most: int = WHOLE) -> None:
        self._file, self._most, self._whole = file, most, 0

    def counted(self, chunks: Iterable[bytes], packed: int, most: int = TREE) -> Iterator[bytes]:
        """The chunks of a part that takes `packed` bytes in the zip. Raises DangerousWord at the first chunk that is
        too much."""
        tags = attributes = 0
        most = min(most, FREE + DENSE * packed)
        for chunk in chunks:
            here = chunk.count(b"<")
            tags += here
            attributes += chunk.count(b"=")
            self._whole += here
            if tags > most or attributes > _ATTRIBUTES * most or self._whole > self._most:
                raise DangerousWord(self._file, "元素过多")
            yield chunk


def loose(chunks: Iterable[bytes]) -> bytes:
    """For each mark of a field in a part (begin, separate, end) 1 where it belongs to no whole field, else 0: a field
    that never ends is none."""
    kinds = bytearray()
    rest = b""
    for chunk in chunks:
        rest += chunk
        # Up to the last tag that has begun; a text without tags needs no keeping, nor does a tag that nobody reads.
        cut = rest.rfind(b"<")
        for kind in _FIELD.findall(rest, 0, max(0, cut)):
            kinds += kind[:1]
        rest = rest[cut:] if cut >= 0 and len(rest) - cut < TOKEN else b""
    for kind in _FIELD.findall(rest):
        kinds += kind[:1]
    found = bytearray(b"\1" * len(kinds))
    # The marks that opened the fields still open; for each mark between them the one that opened its field.
    opened, owners = array("l"), array("l", [-1]) * len(kinds)
    for number, kind in enumerate(kinds):
        if kind == ord("b"):
            opened.append(number)
        elif opened:
            owners[number] = opened[-1]
            if kind == ord("e"):
                found[opened.pop()] = found[number] = 0
    return bytes(gone and (owner < 0 or found[owner]) for gone, owner in zip(found, owners, strict=True))


class _Builder(ElementTree.TreeBuilder):
    """Builds a tree, or gives out its blocks one by one, each paragraph and row `numbered` where that is wanted."""

    def __init__(self, file: str, loose: bytes, blocks: bool, numbered: bool = False) -> None:
        super().__init__()
        self.done: list[Element] = []
        self._file, self._loose = file, loose
        self._depth = self._fields = self._number = 0
        self._strict: bool | None = None
        #: How many things the parser has told so far.
        self.moved = 0
        self._add = super().data
        # The elements around the blocks while no block is open; how deep the open block stands.
        self._outer: list[Element] = []
        self._blocks, self._block, self._numbered = blocks, 0, numbered

    def doctype(self, *_: object) -> None:
        raise DangerousWord(self._file, "含有实体声明")

    def data(self, data: str) -> None:
        self.moved += 1
        self._add(data)

    def start(self, tag: str, attrs: dict[str, str]) -> Element:
        self.moved += 1
        self._depth += 1
        if self._depth > DEPTH:
            raise DangerousWord(self._file, "层次过深")
        if self._strict is None:
            self._strict = tag.startswith(STRICT)
        if self._strict:
            tag = _transitional(tag)
            attrs = {_transitional(name): said for name, said in attrs.items()}
        if tag in (_P, _TR):
            if self._numbered:
                attrs[AT] = str(self._number)
                self._number += 1
            elif attrs:
                attrs.pop(AT, None)
        elif tag == _FLDCHAR:
            attrs[LOOSE] = "1" if self._fields < len(self._loose) and self._loose[self._fields] else ""
            self._fields += 1
        element = super().start(tag, attrs)
        if self._blocks and not self._block:
            if tag in _OUTER:
                self._outer.append(element)
            else:
                self._block = self._depth
        return element

    def end(self, tag: str) -> Element:
        element = super().end(_transitional(tag) if self._strict else tag)
        if self._blocks:
            if not self._block:
                self._outer.pop()
            elif self._block == self._depth:
                self._block = 0
                if element.tag in _BLOCKS:
                    self.done.append(element)
            if not self._block and self._outer:
                # What is done is held by nobody but whoever asked for it.
                del self._outer[-1][:]
        self._depth -= 1
        return element


def _transitional(name: str) -> str:
    """A name of the strict form of the standard as Word writes it."""
    return W + name[len(STRICT) :] if name.startswith(STRICT) else name


def parsed(chunks: Iterable[bytes], file: str, loose: bytes = b"") -> Element:
    """The root of a part. Raises BrokenWord or DangerousWord."""
    parser = _Parser(file, _Builder(file, loose, False))
    for chunk in chunks:
        parser.feed(chunk)
    return parser.close()


def blocks(chunks: Iterable[bytes], file: str, loose: bytes = b"", numbered: bool = False) -> Iterator[Element]:
    """The paragraphs, tables and embedded texts of a document in order, those inside frames of other programs too. Each
    is gone from memory once the next is asked for. Raises BrokenWord or DangerousWord."""
    builder = _Builder(file, loose, True, numbered)
    parser = _Parser(file, builder)
    for chunk in chunks:
        parser.feed(chunk)
        done, builder.done = builder.done, []
        yield from done
    parser.close()


class _Parser:
    """Feeds a builder."""

    def __init__(self, file: str, builder: _Builder) -> None:
        self._file, self._builder = file, builder
        self._parser = ElementTree.XMLParser(target=builder, encoding="utf-8")
        self._moved = self._waiting = 0

    def feed(self, chunk: bytes) -> None:
        try:
            self._parser.feed(chunk)
        except (ElementTree.ParseError, ValueError, LookupError):
            raise BrokenWord(self._file, "文件已损坏，读不通") from None
        self._waiting = 0 if self._builder.moved != self._moved else self._waiting + len(chunk)
        self._moved = self._builder.moved
        if self._waiting > TOKEN:
            raise DangerousWord(self._file, "一个标记过长")

    def close(self) -> Element:
        try:
            return self._parser.close()
        except (ElementTree.ParseError, ValueError, LookupError):
            raise BrokenWord(self._file, "文件已损坏，读不通") from None
