"""The zip of a Word document, opened with suspicion.

The reader gains a clear refusal of what is no document, or is one made to do harm: nothing is fetched, nothing is run,
nothing is written, and no part is unpacked beyond a limit.

Limits: a document that is protected by a password must be saved without it first; its text is ciphertext.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

from drafter.errors import BrokenWord, DangerousWord, NeedsPassword
from drafter.facts.files import read_bytes
from drafter.reading.kinds import MEMBERS, OLE
from drafter.reading.word.parsing import OTHER, STREAM, TREE, Tally, blocks, check_types, loose, parsed, plain

#: What a file may weigh, its parts together and one of them unpacked (bytes).
FILE, WHOLE, PART = 64_000_000, 600_000_000, 200_000_000
#: How many times its packed size a large part may grow; a text of one sentence said 100,000 times grows 250 times.
RATIO, SMALL = 500, 4_000_000
#: What a part may weigh that is held whole, and how much is unpacked at a time (bytes).
HELD, CHUNK = 60_000_000, 1 << 16
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class _Relation(NamedTuple):
    kind: str
    target: str


class Package:
    """The parts of a document; `main` is the name of the one that holds the text. `depth` is how many documents it
    stands in, whose `tally` then goes on counting."""

    def __init__(self, data: bytes, file: str, depth: int = 0, tally: Tally | None = None) -> None:
        self.file, self.depth = file, depth
        self._known: dict[str, dict[str, _Relation]] = {}
        if data.startswith(OLE):
            # A document with a password is a ciphertext inside an older kind of file.
            raise NeedsPassword(file) if _ENCRYPTED in data else BrokenWord(file, "是旧格式的文件，扩展名不符")
        # Each entry of the directory opens so; they are counted before any is held.
        if data.count(b"PK\x01\x02") > MEMBERS:
            raise DangerousWord(file, "部件过多")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError, EOFError):
            why = "文件不完整，可能没有传完" if data.startswith(b"PK") else "不是 Word 文件，扩展名不符"
            raise BrokenWord(file, why) from None
        members = self._zip.infolist()
        if sum(info.file_size for info in members) > WHOLE:
            raise DangerousWord(file, "解压后过大")
        self._names = {info.filename.lower(): info for info in members}
        if len(self._names) < len(members):
            # Another library may take the other one: what was checked would not be what is used.
            raise DangerousWord(file, "同一部件有两份")
        if any(info.flag_bits & 1 for info in members):
            raise NeedsPassword(file)
        self.tally = tally or Tally(file)
        self.main = self._main()

    def _main(self) -> str:
        for kind, target in self.targets(""):
            if kind.endswith("/officeDocument"):
                return target
        raise BrokenWord(self.file, "里面没有 Word 正文")

    def holds(self, name: str) -> bool:
        return name.lower() in self._names

    @property
    def macros(self) -> bool:
        """Whether the document brings a program along."""
        return any(name.endswith(("vbaproject.bin", "vbadata.xml")) for name in self._names)

    def part(self, name: str) -> bytes:
        """The bytes of a part. Raises BrokenWord or DangerousWord."""
        return b"".join(self._chunks(self._info(name)))

    def held(self, name: str) -> bytes:
        """The bytes of a part that is to be held whole."""
        self._fit(name)
        return self.part(name)

    def _fit(self, name: str) -> None:
        if self._info(name).file_size > HELD:
            raise DangerousWord(self.file, "解压后过大")

    def _info(self, name: str) -> zipfile.ZipInfo:
        info = self._names.get(name.lower())
        if info is None:
            raise BrokenWord(self.file, "缺少正文部分")
        return info

    def _chunks(self, info: zipfile.ZipInfo) -> Iterator[bytes]:
        """A part as it is unpacked, no further than the limits."""
        size = 0
        self._weigh(info, info.file_size)
        try:
            with self._zip.open(info) as stream:
                # No more than it owns to: a part that is larger fails its check.
                while chunk := stream.read(CHUNK):
                    size += len(chunk)
                    self._weigh(info, size)
                    yield chunk
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError):
            raise BrokenWord(self.file, "文件已损坏，解不开") from None

    def weigh(self) -> None:
        """For a library that unpacks and parses every part: raises DangerousWord for one that it must not be given, and
        BrokenWord for one that does not unpack."""
        for info in self._zip.infolist():
            chunks = plain(self._chunks(info), self.file)
            if info.filename.lower().endswith((".xml", ".rels")):
                check_types(self.tally.counted(chunks, info.compress_size, OTHER), self.file)
            else:
                for _ in chunks:
                    pass

    def _weigh(self, info: zipfile.ZipInfo, size: int) -> None:
        """Raises DangerousWord where a part of `size` bytes is too large."""
        if size > PART or (size > SMALL and size > RATIO * max(1, info.compress_size)):
            raise DangerousWord(self.file, "解压后过大")

    def _counted(self, name: str, most: int) -> Iterator[bytes]:
        info = self._info(name)
        return self.tally.counted(plain(self._chunks(info), self.file), info.compress_size, most)

    def xml(self, name: str) -> Element:
        """The root of a part; entities and document types, which no Word document has, are refused."""
        self._fit(name)
        chunks = list(self._counted(name, TREE))
        fields = any(b"fldChar" in chunk for chunk in chunks)
        return parsed(chunks, self.file, loose(chunks) if fields else b"")

    def blocks(self, numbered: bool = False) -> Iterator[Element]:
        """The paragraphs, tables and embedded texts of the text, one at a time, paragraphs and rows `numbered`."""
        unended = loose(self._counted(self.main, STREAM))
        yield from blocks(plain(self._chunks(self._info(self.main)), self.file), self.file, unended, numbered)

    def targets(self, name: str) -> list[tuple[str, str]]:
        """The kinds and names of the parts inside the package that the part `name` ("" for the package) leads to."""
        return [(one.kind, one.target) for one in self._relations(name).values() if one.target]

    def target_of(self, element: Element) -> str:
        """The part inside the package that an element of the text names; "" for one outside, or none."""
        name = element.get(f"{{{_OFFICE}}}id") or element.get(f"{{{_STRICT}}}id") or ""
        relation = self._relations(self.main).get(name)
        return relation.target if relation and self.holds(relation.target) else ""

    def _relations(self, name: str) -> dict[str, _Relation]:
        """Where a part leads, by the names that it gives; no target where that is outside."""
        if name not in self._known:
            folder, leaf = posixpath.split(name)
            relations = posixpath.join(folder, "_rels", f"{leaf}.rels")
            found = {}
            for one in self.xml(relations).iter(_RELATIONS) if self.holds(relations) else ():
                path = posixpath.normpath(posixpath.join("/", folder, one.get("Target", ""))).lstrip("/")
                inside = one.get("TargetMode") != "External"
                found[one.get("Id", "")] = _Relation(one.get("Type", ""), path if inside else "")
            self._known[name] = found
        return self._known[name]

    def beside(self, kind: str) -> Element | None:
        """The part of a kind (styles, numbering, footnotes …) that the text leads to, or None."""
        for known, target in self.targets(self.main):
            if known in (f"{_OFFICE}/{kind}", f"{_STRICT}/{kind}") and self.holds(target):
                return self.xml(target)
        return None


def open_package(file: str) -> Package:
    """The document in `file`. Raises MissingFile, IsFolder, CannotRead, TooLarge, BrokenWord, DangerousWord or
    NeedsPassword."""
    return Package(read_bytes(file, FILE), file)
