"""A zip of parts, opened with suspicion.

The reader gains a clear refusal of what is damaged, or made to do harm: nothing is written, and no part is unpacked
beyond a limit.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from drafter.errors import BrokenWord, DangerousWord, NeedsPassword
from drafter.reading.kinds import MEMBERS
from drafter.reading.word.parsing import OTHER, Tally, check_types, plain

#: What the parts may weigh together and one of them unpacked (bytes).
WHOLE, PART = 600_000_000, 200_000_000
#: How many times its packed size a large part may grow; a text of one sentence said 100,000 times grows 250 times.
RATIO, SMALL = 500, 4_000_000
#: What a part may weigh that is held whole, and how much is unpacked at a time (bytes).
HELD, CHUNK = 60_000_000, 1 << 16


class ZipArchive:
    """The parts of a zip; `tally` counts what is parsed of them."""

    def __init__(self, data: bytes, file: str, tally: Tally | None = None) -> None:
        self.file = file
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

    def names(self) -> list[str]:
        """The parts as the zip spells them."""
        return [info.filename for info in self._names.values()]

    def holds(self, name: str) -> bool:
        """Whether there is a part of that name."""
        return name.lower() in self._names

    def part(self, name: str) -> bytes:
        """The bytes of a part. Raises BrokenWord or DangerousWord."""
        return b"".join(self.chunks(self.info(name)))

    def held(self, name: str) -> bytes:
        """The bytes of a part that is to be held whole."""
        self._fit(name)
        return self.part(name)

    def _fit(self, name: str) -> None:
        if self.info(name).file_size > HELD:
            raise DangerousWord(self.file, "解压后过大")

    def info(self, name: str) -> zipfile.ZipInfo:
        """What the archive says of a part. Raises BrokenWord where there is none."""
        info = self._names.get(name.lower())
        if info is None:
            raise BrokenWord(self.file, "缺少正文部分")
        return info

    def chunks(self, info: zipfile.ZipInfo) -> Iterator[bytes]:
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
        tally = Tally(self.file, OTHER)
        for info in self._zip.infolist():
            chunks = self.chunks(info)
            if info.filename.lower().endswith((".xml", ".rels")):
                check_types(tally.counted(plain(chunks, self.file), info.compress_size, OTHER), self.file)
            else:
                # What is XML is said by the kind of the part, not by its name.
                for _ in tally.counted(chunks, info.compress_size, OTHER):
                    pass

    def _weigh(self, info: zipfile.ZipInfo, size: int) -> None:
        """Raises DangerousWord where a part of `size` bytes is too large."""
        if size > PART or (size > SMALL and size > RATIO * max(1, info.compress_size)):
            raise DangerousWord(self.file, "解压后过大")

    def counted(self, name: str, most: int) -> Iterator[bytes]:
        """A part as UTF-8, of at most so many tags. Raises DangerousWord at the first piece that is too much."""
        info = self.info(name)
        return self.tally.counted(plain(self.chunks(info), self.file), info.compress_size, most)
