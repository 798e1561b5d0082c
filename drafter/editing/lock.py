"""One editor at a time: a lock beside the case that a dead process does not keep.

The writer gains a word of warning where a colleague has the same case open. The lock is the operating system's, on an
open file, so it falls with the process that holds it, however that ends; the name inside only says who it is.

Limits: on file systems without locks (some network shares) nobody is noticed.
"""

from __future__ import annotations

import contextlib
import os
import socket
from pathlib import Path
from typing import IO

from drafter.messages import say


class Lock:
    """The lock of a case. `holder` names who has it where :meth:`take` answered False."""

    def __init__(self, file: str) -> None:
        full = Path(os.path.realpath(file))
        self.path = full.with_name(f".~lock.{full.name}")
        self.holder = ""
        self._stream: IO[bytes] | None = None

    def take(self) -> bool:
        """Whether nobody else has the case open; where no lock can be had at all, nobody is assumed."""
        try:
            stream = self.path.open("a+b")
        except OSError:
            return True
        if not _lock(stream):
            stream.seek(0)
            self.holder = stream.read(200).decode(errors="replace").strip() or say("另一个窗口")
            stream.close()
            return False
        with contextlib.suppress(OSError):
            stream.truncate(0)
            stream.write(_whoami().encode())
            stream.flush()
        self._stream = stream
        return True

    def release(self) -> None:
        if self._stream is not None:
            with contextlib.suppress(OSError):
                self.path.unlink()
            self._stream.close()
            self._stream = None


def _whoami() -> str:
    import getpass

    try:
        user = getpass.getuser()
    except (OSError, KeyError):
        user = "某人"
    return f"{user}（{socket.gethostname()}，进程{os.getpid()}）"


def _lock(stream: IO[bytes]) -> bool:
    if os.name == "nt":
        import msvcrt

        try:
            # Far behind the name, which others must be able to read.
            stream.seek(1 << 20)
            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
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
