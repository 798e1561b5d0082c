"""One input: the files that somebody hands to the program, and what is done with them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

#: The file of a kept sample that says what is done with it; no sample holds a file of this name.
_WAY = "way.txt"
#: Where what is tried as a mere string is kept.
STRING = "input.txt"


class Sample(NamedTuple):
    """`way` is what is done with the files (the words of a command, a number to draw from); `files` are their names and
    bytes, by name."""

    kind: str
    way: str
    files: tuple[tuple[str, bytes], ...]

    @property
    def size(self) -> int:
        """Bytes of all files together."""
        return sum([len(data) for _, data in self.files])

    @property
    def string(self) -> str:
        """The first file as text, as far as it is one."""
        return self.files[0][1].decode(errors="replace")

    @property
    def mark(self) -> str:
        """A short name that only this sample has."""
        digest = hashlib.blake2b(f"{self.kind}\0{self.way}".encode(), digest_size=5)
        for name, data in self.files:
            digest.update(f"\0{name}\0{len(data)}\0".encode() + data)
        return digest.hexdigest()

    def place(self, folder: Path) -> None:
        """The files put into `folder`."""
        for name, data in self.files:
            (folder / name).write_bytes(data)

    def with_files(self, files: Mapping[str, bytes]) -> Sample:
        """The same with other bytes."""
        return self._replace(files=tuple(sorted(files.items())))


def made(kind: str, way: str, files: Mapping[str, bytes | str]) -> Sample:
    """A sample of files, given as bytes or as text."""
    data = {name: one.encode(errors="replace") if isinstance(one, str) else one for name, one in files.items()}
    return Sample(kind, way, tuple(sorted(data.items())))


def string(kind: str, text: str, way: str = "") -> Sample:
    """A sample of a mere string."""
    return made(kind, way, {STRING: text})


def keep(sample: Sample, folder: Path) -> Path:
    """The sample as a folder of its own below `folder`; its path."""
    place = folder / f"{sample.kind}-{sample.mark}"
    place.mkdir(parents=True, exist_ok=True)
    sample.place(place)
    (place / _WAY).write_text(f"{sample.kind} {sample.way}".rstrip() + "\n", encoding="utf-8")
    return place


def kept(place: Path) -> Sample:
    """The sample that :func:`keep` wrote to a folder."""
    kind, _, way = (place / _WAY).read_text(encoding="utf-8").rstrip("\n").partition(" ")
    return made(kind, way, {path.name: path.read_bytes() for path in place.iterdir() if path.name != _WAY})
