"""Locks that a dead process does not keep: of a file of ours, and of a case itself.

The writer gains a word of warning where a case is open elsewhere. The locks are the operating system's, on an open
file, so they fall with the process that holds them, however that ends; none of them leaves a file beside a case.

Limits: on file systems without locks (some network shares) nobody is noticed.
"""

from __future__ import annotations

import contextlib
import os
import socket
import struct
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from drafter.messages import say

#: Far behind the text: what is locked must stay readable where locks are enforced (Windows, its network shares).
#: Whoever has the case open holds the first of two bytes, whoever saves it the other.
_FAR = 1 << 40
#: How long one waits for another to have saved: seconds. A lock that is never let go must not keep one from saving.
_PATIENCE = 2.0


class Lock:
    """A file that is there to be locked. `holder` names who has it where :meth:`take` answered False."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.holder = ""
        self._stream: IO[bytes] | None = None

    def take(self) -> bool:
        """Whether nobody else has it; where no lock can be had at all, nobody is assumed."""
        for _ in range(10):
            try:
                self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                stream = os.fdopen(os.open(self.path, os.O_RDWR | os.O_CREAT | _TEMPORARY, 0o600), "r+b")
            except OSError:
                return True
            if not _lock(stream):
                stream.seek(0)
                self.holder = stream.read(200).decode(errors="replace").strip() or say("另一个窗口")
                stream.close()
                return False
            if not _stands(stream, self.path):
                # Its holder took it away while we waited for it.
                stream.close()
                continue
            with contextlib.suppress(OSError):
                stream.truncate(0)
                stream.write(_whoami().encode())
                stream.flush()
            self._stream = stream
            return True
        return True

    def release(self) -> None:
        """Take the mark away."""
        if self._stream is not None:
            with contextlib.suppress(OSError):
                self.path.unlink()
            self._stream.close()
            self._stream = None


class CaseLock:
    """The lock of a case, held on the case itself: others of this machine, and of a share that knows locks, see it.

    A case is saved by putting another file in its place, so the lock goes over to that one: :meth:`hold`.
    """

    def __init__(self, file: str) -> None:
        self._file = os.path.realpath(file)
        self._handle = -1
        self._beside = Lock(Path(self._file).with_name(f".~lock.{Path(self._file).name}")) if os.name == "nt" else None

    def take(self) -> bool:
        """Whether nobody else has the case open; where no lock can be had at all, nobody is assumed."""
        if self._beside is not None:
            return self._beside.take()
        try:
            handle = os.open(self._file, os.O_RDWR | os.O_CLOEXEC | os.O_NONBLOCK)
        except OSError:
            return True
        if not _lock_far(handle):
            os.close(handle)
            return False
        self._drop()
        self._handle = handle
        return True

    def hold(self, handle: int) -> None:
        """Go over to the open file that is about to take the place of the case."""
        if self._beside is None and self._handle >= 0:
            other = os.dup(handle)
            if _lock_far(other):
                self._drop()
                self._handle = other
            else:
                os.close(other)

    def renew(self) -> bool:
        """Whether the case is still ours alone: another program may have put a file in its place."""
        if self._beside is not None or self._handle < 0:
            return True
        with contextlib.suppress(OSError):
            if not os.path.samestat(os.fstat(self._handle), Path(self._file).stat()):
                return self.take()
        return True

    def release(self) -> None:
        """Let others have the file."""
        if self._beside is not None:
            self._beside.release()
        self._drop()

    def _drop(self) -> None:
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1


@contextlib.contextmanager
def saving(file: str) -> Iterator[None]:
    """From looking at the case until it is replaced: while this lasts, no other window saves it."""
    handle = _to_save(os.path.realpath(file)) if os.name != "nt" else -1
    try:
        yield
    finally:
        if handle >= 0:
            os.close(handle)


def _to_save(file: str) -> int:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        try:
            handle = os.open(file, os.O_RDWR | os.O_CLOEXEC | os.O_NONBLOCK)
        except OSError:
            return -1
        if _lock_far(handle, 1):
            with contextlib.suppress(OSError):
                if os.path.samestat(os.fstat(handle), Path(file).stat()):
                    return handle
            # Another file has taken its place meanwhile.
            os.close(handle)
            continue
        os.close(handle)
        time.sleep(0.01)
    return -1


#: On Windows the system itself takes the file away with its last holder.
_TEMPORARY = getattr(os, "O_TEMPORARY", 0)


def _whoami() -> str:
    import getpass

    try:
        user = getpass.getuser()
    except (OSError, KeyError):
        user = "某人"
    return f"{user}（{socket.gethostname()}，进程{os.getpid()}）"


def _stands(stream: IO[bytes], path: Path) -> bool:
    """Whether an open file is the one that stands at `path`."""
    if os.name == "nt":
        return True
    try:
        return os.path.samestat(os.fstat(stream.fileno()), path.stat())
    except OSError:
        return False


def _lock(stream: IO[bytes]) -> bool:
    if os.name == "nt":
        import msvcrt

        try:
            stream.seek(_FAR)
            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
            stream.seek(0)
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(stream.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True


def _lock_far(handle: int, number: int = 0) -> bool:
    """Lock byte `number` of those far behind an open file; True as well where the system knows no such locks."""
    import fcntl

    command = getattr(fcntl, "F_OFD_SETLK", None)
    if command is None:
        return True
    # struct flock: kind, from where, start, length, and no process, since the open file is what holds it.
    asked = struct.pack("@hhqqi0q", fcntl.F_WRLCK, os.SEEK_SET, _FAR + number, 1, 0)
    try:
        fcntl.fcntl(handle, command, asked)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        return True
    return True
