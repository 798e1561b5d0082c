"""The zip of a Word document, opened with suspicion.

The reader gains a clear refusal of what is no document, or is one made to do harm: nothing is fetched, nothing is run,
nothing is written, and no part is unpacked beyond a limit.

Limits: a document that is protected by a password must be saved without it first; its text is ciphertext.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

from drafter.errors import BrokenWord, NeedsPassword
from drafter.files.read import read_bytes
from drafter.reading.kinds import OLE
from drafter.reading.word.archive import ZipArchive
from drafter.reading.word.parsing import STREAM, TREE, Tally, blocks, loose, parsed, plain

#: What a file may weigh (bytes).
FILE = 64_000_000
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class _Relation(NamedTuple):
    kind: str
    target: str


class Package(ZipArchive):
    """The parts of a document; `main` is the name of the one that holds the text. `depth` is how many documents it
    stands in, whose `tally` then goes on counting."""

    def __init__(self, data: bytes, file: str, depth: int = 0, tally: Tally | None = None) -> None:
        self.depth = depth
        self._known: dict[str, dict[str, _Relation]] = {}
        if data.startswith(OLE):
            # A document with a password is a ciphertext inside an older kind of file.
            raise NeedsPassword(file) if _ENCRYPTED in data else BrokenWord(file, "是旧格式的文件，扩展名不符")
        super().__init__(data, file, tally)
        self.main = self._main()

    def _main(self) -> str:
        for kind, target in self.targets(""):
            if kind.endswith("/officeDocument"):
                return target
        raise BrokenWord(self.file, "里面没有 Word 正文")

    @property
    def macros(self) -> bool:
        """Whether the document brings a program along."""
        return any(name.endswith(("vbaproject.bin", "vbadata.xml")) for name in self._names)

    def xml(self, name: str) -> Element:
        """The root of a part; entities and document types, which no Word document has, are refused."""
        self._fit(name)
        chunks = list(self.counted(name, TREE))
        fields = any(b"fldChar" in chunk for chunk in chunks)
        return parsed(chunks, self.file, loose(chunks) if fields else b"")

    def blocks(self, numbered: bool = False) -> Iterator[Element]:
        """The paragraphs, tables and embedded texts of the text, one at a time, paragraphs and rows `numbered`."""
        unended = loose(self.counted(self.main, STREAM))
        yield from blocks(plain(self.chunks(self.info(self.main)), self.file), self.file, unended, numbered)

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
