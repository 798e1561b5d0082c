"""What takes long to make, kept between two starts: the compiled phrase bank, the dictionary of words.

The reader gains a start in a tenth of a second. What is kept is code, or becomes what code walks through, so it is
taken back only from a file that nobody but this user can have written: the folder and the file are the user's own, no
other may write to them, nothing on the way is another's to change, and a digest over all of it fits. Whatever is
otherwise is not taken and not told: the thing is made again. A thing in parts has a digest for each of them, and a
start pays for the parts that it asks for.

Limits: access lists beyond the permission bits are not looked at. On Windows, which has no such bits, the folder must
lie in the user's own profile.
"""

from __future__ import annotations

import contextlib
import hashlib
import marshal
import os
import stat
import sys
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from drafter.resources import cache_folder

#: How many things of one kind are kept unless told otherwise: one for each bank in use, the newest first.
_KEPT = 8
#: Far more than any of them has.
_MOST = 100_000_000
_KEY, _DIGEST = 16, 32
#: Bytes of the digest of a part, and of the number that says where the parts begin.
_SHORT, _LENGTH = 16, 8
_OTHERS = stat.S_IWGRP | stat.S_IWOTH
#: Links on the way to the folder; more go round in a circle.
_LINKS = 40
#: After how many seconds a file that somebody was still writing has been left behind.
_STALE = 3600


def key_of(*parts: bytes) -> bytes:
    """The key of a thing: what it was made from, in this order, and the Python that made it."""
    digest = hashlib.sha256(sys.version.encode())
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.digest()[:_KEY]


def load(kind: str, key: bytes) -> object:
    """The thing of that key, or None where there is none to be trusted."""
    try:
        file, size = _opened(kind, key)
        with os.fdopen(file, "rb") as stream:
            data = stream.read(size)
    except (OSError, ValueError):
        return None
    head, body = data[: _KEY + _DIGEST], memoryview(data)[_KEY + _DIGEST :]
    return _thing(body) if head == key + _digest(key, body) else None


class PartedThing(NamedTuple):
    """A thing, and what belongs to it by name, in bytes that are looked into when they are asked for."""

    thing: object
    parts: Mapping[str, bytes]


class _FileParts(Mapping[str, bytes]):
    """The parts behind the head of an open file, read one by one; one that is not as it was written is not there."""

    def __init__(self, file: int, start: int, places: Mapping[str, tuple[int, int, bytes]]) -> None:
        self._file, self._start, self._places = file, start, places
        # Whoever is on the way out may have taken the module apart.
        self._close = os.close

    def __getitem__(self, name: str) -> bytes:
        at, size, digest = self._places[name]
        try:
            part = _at(self._file, self._start + at, size)
        except OSError:
            raise KeyError(name) from None
        if _short(part) != digest:
            raise KeyError(name)
        return part

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def __del__(self) -> None:
        self._close(self._file)


def load_parted(kind: str, key: bytes) -> PartedThing | None:
    """The thing of that key with its parts, or None where there is none to be trusted.

    The file stays open for as long as the parts are in use: another in its place changes nothing for them."""
    file = -1
    try:
        file, whole = _opened(kind, key)
        start = _KEY + _DIGEST + _LENGTH
        data = _at(file, 0, start)
        head, length = data[: _KEY + _DIGEST], data[_KEY + _DIGEST :]
        size = min(int.from_bytes(length, "big"), _MOST)
        body = _at(file, start, size)
        found = _thing(body) if head == key + _digest(key, length + body) else None
        if isinstance(found, tuple) and whole == start + size + found[2]:
            parts = _FileParts(file, start + size, found[1])
            file = -1
            return PartedThing(found[0], parts)
    except (OSError, ValueError):
        pass
    finally:
        if file >= 0:
            os.close(file)
    return None


def _at(file: int, start: int, size: int) -> bytes:
    """Bytes of an open file, wherever others are reading in it; Windows has one place for all."""
    if hasattr(os, "pread"):
        return os.pread(file, size, start)
    os.lseek(file, start, os.SEEK_SET)
    return os.read(file, size)


def keep(kind: str, key: bytes, thing: object, most: int = _KEPT) -> None:
    """Keep a thing made of what marshal knows, where there is a folder to be trusted; of its kind the newest `most`
    stay."""
    # What marshal does not know is not kept.
    with contextlib.suppress(ValueError):
        body = marshal.dumps(thing)  # type: ignore[arg-type]
        _keep(kind, key, key + _digest(key, body) + body, most)


def keep_parted(kind: str, key: bytes, given: PartedThing) -> None:
    """Keep a thing with its parts (:func:`load_parted`)."""
    places, at = {}, 0
    for name, part in given.parts.items():
        places[name] = (at, len(part), _short(part))
        at += len(part)
    with contextlib.suppress(ValueError):
        head = marshal.dumps((given.thing, places, at))  # type: ignore[arg-type]
        head = len(head).to_bytes(_LENGTH, "big") + head
        _keep(kind, key, b"".join((key, _digest(key, head), head, *given.parts.values())), _KEPT)


def _keep(kind: str, key: bytes, data: bytes, most: int) -> None:
    folder = _folder()
    if not folder:
        return
    import tempfile

    temporary = ""
    try:
        _make(folder)
        if not ours_alone(folder):
            return
        # Made with mode 0600 under a name that nobody foresees.
        handle, temporary = tempfile.mkstemp(prefix=f"{kind}-", suffix=".tmp", dir=folder)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        os.replace(temporary, _path(folder, kind, key))  # noqa: PTH105
        temporary = ""
        _clear(folder, kind, most)
    except (OSError, ValueError):
        # Only time is lost; the next start makes it again.
        pass
    finally:
        if temporary:
            with contextlib.suppress(OSError):
                os.unlink(temporary)  # noqa: PTH108


def ours_alone(folder: str) -> bool:
    """Whether this user alone (and root) can change what lies in `folder`, an absolute path."""
    try:
        return _on_windows(folder) if os.name == "nt" else _on_posix(folder)
    except (OSError, ValueError):
        return False


def _on_posix(folder: str) -> bool:
    me = os.geteuid()
    here, names, links = "/", [name for name in folder.split("/") if name], 0
    if not _trusted(os.lstat(here), me):
        return False
    # Whoever may write to a folder may put another one in the place of any that lies in it: each step counts.
    while names:
        name = names.pop(0)
        if name in (".", ".."):
            here = os.path.dirname(here) if name == ".." else here  # noqa: PTH120
            continue
        here = os.path.join(here, name)  # noqa: PTH118
        info = os.lstat(here)
        if stat.S_ISLNK(info.st_mode):
            # /home may be a link that the system made; the folder itself is none.
            links += 1
            if not names or links > _LINKS or info.st_uid not in (0, me):
                return False
            target = os.readlink(here)  # noqa: PTH115
            here = "/" if target.startswith("/") else os.path.dirname(here)  # noqa: PTH120
            names = [one for one in target.split("/") if one] + names
        elif names:
            if not _trusted(info, me):
                return False
        else:
            return _own(info, me) and stat.S_ISDIR(info.st_mode)
    return False


def _trusted(info: os.stat_result, me: int) -> bool:
    """Whether only its owner, who is this user or root, can replace what lies in a folder: nobody else may write to it,
    or it is one like /tmp, where everybody may replace what is theirs."""
    alone = not info.st_mode & _OTHERS or bool(info.st_mode & stat.S_ISVTX)
    return stat.S_ISDIR(info.st_mode) and info.st_uid in (0, me) and alone


def _own(info: os.stat_result, me: int) -> bool:
    return info.st_uid == me and not info.st_mode & _OTHERS


def _on_windows(folder: str) -> bool:
    info = os.lstat(folder)
    reparse = getattr(info, "st_file_attributes", 0) & getattr(stat, "FILE_ATTRIBUTE_REPARSE_POINT", 0)
    if not stat.S_ISDIR(info.st_mode) or reparse:
        return False
    real = os.path.normcase(os.path.realpath(folder))
    for name in ("LOCALAPPDATA", "APPDATA", "USERPROFILE"):
        base = os.environ.get(name)
        if base and real.startswith(os.path.normcase(os.path.realpath(base)).rstrip(os.sep) + os.sep):
            return True
    return False


def _folder() -> str:
    base = cache_folder()
    return os.path.abspath(base) if base else ""  # noqa: PTH100 - what is a link must still be seen to be one


def _path(folder: str, kind: str, key: bytes) -> str:
    name = f"{kind}-{sys.version_info[0]}{sys.version_info[1]}-{key[:6].hex()}.bin"
    return os.path.join(folder, name)  # noqa: PTH118


def _thing(body: bytes | memoryview) -> object:
    """What marshal makes of some bytes that a digest has told to be as they were written."""
    try:
        return marshal.loads(body)
    except (ValueError, EOFError, TypeError):
        return None


def _short(part: bytes) -> bytes:
    return hashlib.sha256(part).digest()[:_SHORT]


def _digest(key: bytes, body: bytes | memoryview) -> bytes:
    digest = hashlib.sha256(key)
    digest.update(body)
    return digest.digest()


def _opened(kind: str, key: bytes) -> tuple[int, int]:
    """The file of that key, open, and its size. Raises OSError where there is none, or not of this user's own."""
    folder = _folder()
    if not folder or not ours_alone(folder):
        raise OSError(folder)
    path = _path(folder, kind, key)
    flags = os.O_RDONLY
    for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY"):
        flags |= getattr(os, name, 0)
    file = os.open(path, flags)
    try:
        info = os.fstat(file)
        ours = os.name == "nt" or _own(info, os.geteuid())
        if not stat.S_ISREG(info.st_mode) or not ours or info.st_size > _MOST:
            raise OSError(path)
        # What is in use stays in the cache, however many banks are tried beside it.
        os.utime(path)
    except OSError:
        os.close(file)
        raise
    return file, info.st_size


def _make(folder: str) -> None:
    """Make a folder, and those above it that are missing, for this user alone."""
    missing = []
    while folder and not os.path.lexists(folder):
        missing.append(folder)
        folder = os.path.dirname(folder)  # noqa: PTH120
    for one in reversed(missing):
        with contextlib.suppress(FileExistsError):
            os.mkdir(one, 0o700)  # noqa: PTH102


def _clear(folder: str, kind: str, most: int) -> None:
    """Take away the oldest things of a kind, and what was left half written."""
    import time

    with os.scandir(folder) as entries:
        known = [(one.stat(follow_symlinks=False).st_mtime, one.path) for one in entries if one.name.startswith(kind)]
    old = [path for _, path in sorted([one for one in known if one[1].endswith(".bin")], reverse=True)[most:]]
    stale = [path for when, path in known if path.endswith(".tmp") and when < time.time() - _STALE]
    for path in (*old, *stale):
        with contextlib.suppress(OSError):
            os.unlink(path)  # noqa: PTH108
