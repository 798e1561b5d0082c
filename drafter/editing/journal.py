"""The journal of one window: every change, on disk the moment it is made.

The writer gains that a crash, a killed terminal or a closed window costs nothing that was typed: what is written to a
file outlives its process, so no hook at the end is needed. What could not be written whole is taken back, so that what
follows it is not lost with it. :mod:`drafter.editing.recovery` reads it.

Limits: a machine that loses its power may lose the last seconds; :func:`settle`, called about once a second, bounds
that.
"""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path

from drafter.editing.history import Patch, difference
from drafter.editing.recovery import recover
from drafter.editing.slots import journal_file
from drafter.messages import say

__all__ = ["Journal", "journal_file", "recover", "settle"]

#: A journal that has grown by more than this is begun anew: bytes, patches.
_LARGE, _MANY = 8_000_000, 5_000


class Journal:
    """Writes patches behind the text that they start from. What cannot be written is told in `fault`."""

    def __init__(self, file: str, path: Path | None) -> None:
        self.file, self.path = os.path.realpath(file), path
        self.fault = ""
        self._handle = -1
        self._size = self._first = self._patches = 0
        self._unsettled = False

    def begin(self, base: str, text: str, when: float) -> bool:
        """Start anew from `base`, which has become `text`; whether it stands. Until it does, the old one does."""
        from drafter.files.fresh import Fresh

        if self.path is None:
            self.fault = say("没有可写的个人文件夹")
            return False
        head = {"file": self.file, "time": when, "base": base}
        lines = [_line(head)] + ([_patch(difference(base, text))] if text != base else [])
        fresh: Fresh | None = None
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            fresh = Fresh(str(self.path.parent))
            fresh.write(b"".join(lines), 0o600)
            fresh.put(str(self.path))
            self.close()
            self._handle = os.open(self.path, os.O_WRONLY | os.O_APPEND)
            self._size = self._first = os.fstat(self._handle).st_size
            self._patches = 0
            self.fault = ""
        except OSError as error:
            self._fail(error)
            return False
        finally:
            if fresh is not None:
                fresh.close()
        return True

    @property
    def full(self) -> bool:
        """Whether it has grown so that it is better begun anew."""
        return self._size - self._first > _LARGE or self._patches > _MANY

    def write(self, patch: Patch) -> bool:
        """Add a patch; False where that failed, and the journal with it."""
        return self._add(_patch(patch))

    def note(self, key: str, text: str) -> bool:
        """Add something that is being written and no change yet; "" ends it."""
        return self._add(_line({"note": key, "text": text}))

    def _add(self, line: bytes) -> bool:
        if self._handle < 0:
            return False
        try:
            done = os.write(self._handle, line)
            if done < len(line):
                done += os.write(self._handle, line[done:])
            if done < len(line):
                raise OSError(28, "")
        except OSError as error:
            self._fail(error)
            self._take_back()
            return False
        self._size += len(line)
        self._patches += 1
        self._unsettled = True
        return True

    def _take_back(self) -> None:
        """Cut off half a line; a journal in which that fails is written to no more."""
        try:
            os.ftruncate(self._handle, self._size)
        except OSError:
            self.close()

    def unsettled(self) -> int:
        """A handle of its own for what the system has not put on disk yet, -1 where it has: :func:`settle`."""
        if self._handle < 0 or not self._unsettled:
            return -1
        self._unsettled = False
        return os.dup(self._handle)

    def close(self) -> None:
        """Let go of the file."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1

    def _fail(self, error: OSError) -> None:
        from drafter.files.write import reason

        self.fault = reason(error)


def settle(handle: int) -> None:
    """Have the system put on disk what was written, and close the handle; it may take its time."""
    if handle >= 0:
        with contextlib.suppress(OSError):
            os.fsync(handle)
        os.close(handle)


def _line(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode(errors="backslashreplace") + b"\n"


def _patch(patch: Patch) -> bytes:
    return _line([patch.start, len(patch.old), patch.new])
