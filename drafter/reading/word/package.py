"""The zip of a Word document, opened with suspicion.

The reader gains a clear refusal of what is no document, or is one made to do harm: nothing is fetched, nothing is run,
nothing is written, and no part is unpacked beyond a limit.

Limits: a document that is protected by a password must be saved without it first; its text is ciphertext.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from xml.etree import ElementTree

from drafter.errors import BrokenWord, DangerousWord, NeedsPassword
from drafter.facts.files import read_bytes
from drafter.reading.kinds import MEMBERS, OLE

#: What a file may weigh, its parts together and one of them unpacked (bytes).
FILE, WHOLE, PART = 64_000_000, 600_000_000, 200_000_000
#: How many times its packed size a large part may grow; a text of one sentence said 100,000 times grows 250 times.
RATIO, SMALL = 500, 4_000_000
#: How deep elements may stand in each other.
DEPTH = 400
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_DECLARED = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)")
_ENCODINGS = (b"utf-8", b"utf-16", b"us-ascii", b"ascii")


class Package:
    """The parts of a document; `main` is the name of the one that holds the text."""

    def __init__(self, data: bytes, file: str) -> None:
        self.file = file
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
        if any(info.flag_bits & 1 for info in members):
            raise NeedsPassword(file)
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
        """The bytes of a part, unpacked no further than the limits. Raises BrokenWord or DangerousWord."""
        info = self._names.get(name.lower())
        if info is None:
            raise BrokenWord(self.file, "缺少正文部分")
        self._weigh(info)
        try:
            with self._zip.open(info) as stream:
                # No more than it owns to: a part that is larger fails its check.
                data = stream.read(info.file_size + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError):
            raise BrokenWord(self.file, "文件已损坏，解不开") from None
        self._weigh(info, len(data))
        return data

    def weigh(self) -> None:
        """Raises DangerousWord for a part too large to unpack: for a library that unpacks them all."""
        for info in self._zip.infolist():
            self._weigh(info)

    def _weigh(self, info: zipfile.ZipInfo, size: int | None = None) -> None:
        """Raises DangerousWord where a part is too large, by its own account or by `size`."""
        size = info.file_size if size is None else size
        if size > PART or (size > SMALL and size > RATIO * max(1, info.compress_size)):
            raise DangerousWord(self.file, "解压后过大")

    def xml(self, name: str) -> ElementTree.Element:
        """The root of a part; entities and document types, which no Word document has, are refused."""
        return parse_xml(self.part(name), self.file)

    def targets(self, name: str) -> list[tuple[str, str]]:
        """The kinds and names of the parts inside the package that the part `name` ("" for the package) leads to."""
        folder, leaf = posixpath.split(name)
        relations = posixpath.join(folder, "_rels", f"{leaf}.rels")
        if not self.holds(relations):
            return []
        found = []
        for one in self.xml(relations).iter(_RELATIONS):
            if one.get("TargetMode") == "External":
                continue
            target = one.get("Target", "")
            path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found.append((one.get("Type", ""), path))
        return found

    def beside(self, kind: str) -> ElementTree.Element | None:
        """The part of a kind (styles, numbering, footnotes …) that the text leads to, or None."""
        for known, target in self.targets(self.main):
            if known in (f"{_OFFICE}/{kind}", f"{_STRICT}/{kind}") and self.holds(target):
                return self.xml(target)
        return None


def open_package(file: str) -> Package:
    """The document in `file`. Raises MissingFile, IsFolder, CannotRead, TooLarge, BrokenWord, DangerousWord or
    NeedsPassword."""
    return Package(read_bytes(file, FILE), file)


def parse_xml(data: bytes, file: str) -> ElementTree.Element:
    """The root element of a part. Raises BrokenWord or DangerousWord."""
    declared = _DECLARED.match(data.removeprefix(b"\xef\xbb\xbf"))
    if declared and declared[1].lower() not in _ENCODINGS:
        raise BrokenWord(file, "编码不合规定")
    plain = data
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in data[:8]:
        plain = data.replace(b"\0", b"")
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise DangerousWord(file, "含有实体声明")
    builder = _Builder(file)
    parser = ElementTree.XMLParser(target=builder)
    try:
        parser.feed(data)
        return parser.close()
    except (ElementTree.ParseError, ValueError, LookupError):
        raise BrokenWord(file, "文件已损坏，读不通") from None


class _Builder(ElementTree.TreeBuilder):
    """Builds the tree unless elements stand too deep in each other, as no Word document has them."""

    def __init__(self, file: str) -> None:
        super().__init__()
        self._file, self._depth = file, 0

    def start(self, tag: str, attrs: dict[str, str]) -> ElementTree.Element:
        self._depth += 1
        if self._depth > DEPTH:
            raise DangerousWord(self._file, "层次过深")
        return super().start(tag, attrs)

    def end(self, tag: str) -> ElementTree.Element:
        self._depth -= 1
        return super().end(tag)
