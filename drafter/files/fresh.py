"""A file in the making: it has no name until it is whole, and then takes its place in one step.

The reader gains that an end at any moment (kill -9 included) leaves either the old file or the new one and nothing
beside it: what has no name goes with its process.

A name is needed for the moment of taking the place of another file. It is given in the user's own state folder, so that
an end within that moment leaves nothing where people look.

Limits: where the system knows no files without a name (Windows, macOS, some network shares), or that folder is on
another disk, the file is called ``.drafter-…`` where it will stand; :func:`sweep` takes away what an end left of such.
"""

from __future__ import annotations

import contextlib
import os
import stat
import time

from drafter.resources import state_folder

_PREFIX = ".drafter-"
#: No file takes longer to be written: seconds.
_OLD = 600


class Fresh:
    """A file that will stand in `folder`; `handle` is open for reading and writing. Everything raises OSError."""

    def __init__(self, folder: str) -> None:
        self._folder = folder or "."
        self._name = ""
        try:
            self.handle = os.open(self._folder, os.O_TMPFILE | os.O_RDWR, 0o600)
        except (AttributeError, OSError):
            self.handle, self._name = _with_name(self._folder)

    def write(self, data: bytes, mode: int) -> None:
        """Put `data` on disk, with the permissions `mode`."""
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(self.handle, rest) :]
        os.fsync(self.handle)
        if hasattr(os, "fchmod"):
            os.fchmod(self.handle, mode)

    def named(self) -> None:
        """Give it a name, if it has none: out of sight where that can be, else beside where it will stand."""
        if self._name:
            return
        for folder in (*_out_of_sight(), self._folder):
            name = os.path.join(folder, f"{_prefix()}{os.urandom(6).hex()}")  # noqa: PTH118
            if self._linked(name):
                self._name = name
                return
        self._copied()

    def _linked(self, name: str) -> bool:
        """Give what has no name one; False where the system cannot. Raises FileExistsError."""
        folder, last = os.path.split(name)
        try:
            # Only with a folder given Python asks for the file behind the link.
            there = os.open(folder or ".", os.O_PATH | os.O_DIRECTORY)
            try:
                os.link(f"/proc/self/fd/{self.handle}", last, dst_dir_fd=there, follow_symlinks=True)
            finally:
                os.close(there)
        except FileExistsError:
            raise
        except OSError:
            return False
        return True

    def _copied(self) -> None:
        """The same with a name from the first."""
        handle, self._name = _with_name(self._folder)
        os.lseek(self.handle, 0, os.SEEK_SET)
        while data := os.read(self.handle, 1 << 20):
            os.write(handle, data)
        os.fsync(handle)
        os.fchmod(handle, stat.S_IMODE(os.fstat(self.handle).st_mode))
        os.close(self.handle)
        self.handle = handle

    def put(self, target: str, replace: bool = True) -> None:
        """Make it stand at `target`. Raises FileExistsError where something stands there that must not be replaced."""
        if not replace and not self._name and self._linked(target):
            return
        self.named()
        if not replace:
            try:
                # A link is refused where something has come to stand there meanwhile.
                os.link(self._name, target)
                return
            except FileExistsError:
                raise
            except (OSError, NotImplementedError):
                # This file system has no links.
                if os.path.lexists(target):
                    raise FileExistsError(17, "", target) from None
        if os.name == "nt":
            self._shut()
        os.replace(self._name, target)  # noqa: PTH105
        self._name = ""

    def close(self) -> None:
        """Give up what does not stand in its place."""
        self._shut()
        if self._name:
            with contextlib.suppress(OSError):
                os.unlink(self._name)  # noqa: PTH108
            self._name = ""

    def _shut(self) -> None:
        if self.handle >= 0:
            with contextlib.suppress(OSError):
                os.close(self.handle)
            self.handle = -1


def _with_name(folder: str) -> tuple[int, str]:
    # Costs a start of the program that does not need it.
    import tempfile

    return tempfile.mkstemp(prefix=_prefix(), dir=folder)


def _prefix() -> str:
    """How names begin that this process gives: by machine and number, so that it can be told when it is no more."""
    import zlib

    machine = os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "")
    return f"{_PREFIX}{zlib.crc32(machine.encode(errors='surrogateescape')):08x}-{os.getpid()}-"


def _out_of_sight() -> list[str]:
    """The user's state folder, if it is there and nobody else can write to it."""
    base = state_folder()
    try:
        info = base.stat() if base is not None else None
    except OSError:
        return []
    if base is None or info is None or not stat.S_ISDIR(info.st_mode) or not hasattr(os, "geteuid"):
        return []
    return [str(base)] if info.st_uid == os.geteuid() and not info.st_mode & 0o022 else []


def sweep(folder: str) -> None:
    """Take away what an end left half written in a folder, or before it had its place."""
    for place in (folder or ".", *_out_of_sight()):
        with contextlib.suppress(OSError), os.scandir(place) as found:
            for one in found:
                if one.name.startswith(_PREFIX) and one.is_file(follow_symlinks=False):
                    with contextlib.suppress(OSError):
                        if _left(one):
                            os.unlink(one.path)  # noqa: PTH108


def _left(one: os.DirEntry[str]) -> bool:
    """Whether nobody is writing a file any more: its process is gone, or it is old."""
    machine, _, rest = one.name.removeprefix(_PREFIX).partition("-")
    number = rest.partition("-")[0]
    if os.name != "nt" and number.isdecimal() and _prefix().startswith(f"{_PREFIX}{machine}-"):
        try:
            os.kill(int(number), 0)
        except ProcessLookupError:
            return True
        except (OSError, OverflowError):
            pass
    return time.time() - one.stat(follow_symlinks=False).st_mtime > _OLD
