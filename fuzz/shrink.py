"""A found input made as small as it still breaks in the same way."""

from __future__ import annotations

import time
from collections.abc import Callable

from fuzz import packaged
from fuzz.sample import Sample

_Breaks = Callable[[Sample], bool]
#: Parts of a package are told from files by this in their names.
_INSIDE = "\0"


def shrunk(sample: Sample, breaks: _Breaks, seconds: float) -> Sample:
    """The smallest input that was found in so many seconds and that `breaks` still holds of."""
    ends = time.monotonic() + seconds
    best = _opened(sample)

    def holds(files: dict[str, bytes]) -> bool:
        return time.monotonic() < ends and breaks(_closed(sample, files))

    if not holds(best):
        return sample
    while time.monotonic() < ends:
        before = sum(map(len, best.values()))
        for name in list(best):
            if (
                _INSIDE in name
                and len(best) > 1
                and holds(less := {key: data for key, data in best.items() if key != name})
            ):
                best = less
        for name in list(best):
            best = _cut(name, best, holds)
        if sum(map(len, best.values())) >= before:
            break
    return _closed(sample, best)


def _cut(name: str, files: dict[str, bytes], holds: Callable[[dict[str, bytes]], bool]) -> dict[str, bytes]:
    """One file with pieces taken out of it, large ones first: characters where it is text, else bytes."""
    try:
        pieces: str | bytes = files[name].decode()
    except UnicodeDecodeError:
        pieces = files[name]
    size = len(pieces) // 2
    while size:
        at = 0
        while at < len(pieces):
            less = pieces[:at] + pieces[at + size :]  # type: ignore[operator]
            made = {**files, name: less.encode() if isinstance(less, str) else less}
            if holds(made):
                pieces, files = less, made
            else:
                at += size
        size //= 2
    return files


def _opened(sample: Sample) -> dict[str, bytes]:
    """The files, packages as their parts."""
    found: dict[str, bytes] = {}
    for name, data in sample.files:
        parts = packaged.unpacked(data) if name.endswith(".docx") else None
        if parts is None:
            found[name] = data
        else:
            found |= {f"{name}{_INSIDE}{part}": said for part, said in parts.items()}
    return found


def _closed(sample: Sample, files: dict[str, bytes]) -> Sample:
    made = {name: data for name, data in files.items() if _INSIDE not in name}
    for name, _ in sample.files:
        parts = {key.partition(_INSIDE)[2]: data for key, data in files.items() if key.startswith(f"{name}{_INSIDE}")}
        if parts:
            made[name] = packaged.packed(parts)
    return sample.with_files(made)
