"""Runs another program that cannot reach the network: ``python confined.py program arguments``.

The system itself refuses every socket but those inside the machine's own files (Linux, x86-64 and arm64, by a filter of
system calls that the program and whatever it starts cannot take off); large files and long computations are refused
too. Elsewhere the program is run as it is: its own settings and the copy without links must do.

The module imports nothing of the package and is run in a process of its own, so that no thread is copied half way.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import platform
import struct
import sys

#: For each machine: its name in the filter, and the numbers of socket, io_uring_setup and ptrace.
_MACHINES = {"x86_64": (0xC000003E, 41, 425, 101), "aarch64": (0xC00000B7, 198, 425, 117)}
_LOCAL = 1
_LOAD, _EQUAL, _LARGER, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOWED, _DENIED = 0x7FFF0000, 0x00050000 | 13
_NO_NEW_PRIVILEGES, _SECCOMP, _FILTER = 38, 22, 2
#: The numbers of the other calling convention of x86-64.
_X32 = 0x40000000
#: The most memory (bytes), the largest file (bytes) and the longest computation (seconds).
_MEMORY, _FILE, _SECONDS = 6_000_000_000, 400_000_000, 600


def filtered() -> bool:
    """Take the network from this process for good; whether the system could."""
    known = _MACHINES.get(platform.machine())
    if not sys.platform.startswith("linux") or known is None or sys.maxsize < 2**32:
        return False
    machine, sockets, rings, trace = known
    # Each row: what to do, how far to go on if it holds, and if not, with what.
    rows = [
        (_LOAD, 0, 0, 4), (_EQUAL, 1, 0, machine), (_RETURN, 0, 0, _DENIED),
        (_LOAD, 0, 0, 0), (_LARGER, 0, 1, _X32), (_RETURN, 0, 0, _DENIED),
        (_EQUAL, 3, 0, sockets), (_EQUAL, 4, 0, rings), (_EQUAL, 3, 0, trace), (_RETURN, 0, 0, _ALLOWED),
        (_LOAD, 0, 0, 16), (_EQUAL, 1, 0, _LOCAL), (_RETURN, 0, 0, _DENIED), (_RETURN, 0, 0, _ALLOWED),
    ]  # fmt: skip
    code = ctypes.create_string_buffer(b"".join(struct.pack("=HBBI", *row) for row in rows))
    program = ctypes.create_string_buffer(struct.pack("@HP", len(rows), ctypes.addressof(code)))
    system = ctypes.CDLL(None, use_errno=True)
    none, whole = ctypes.c_ulong(0), ctypes.c_ulong
    if system.prctl(_NO_NEW_PRIVILEGES, whole(1), none, none, none):
        return False
    return not system.prctl(_SECCOMP, whole(_FILTER), whole(ctypes.addressof(program)), none, none)


def limited() -> None:
    """Bound what this process may take."""
    with contextlib.suppress(ImportError):
        import resource

        for kind, most in (
            (resource.RLIMIT_AS, _MEMORY), (resource.RLIMIT_FSIZE, _FILE), (resource.RLIMIT_CPU, _SECONDS),
            (resource.RLIMIT_CORE, 0),
        ):  # fmt: skip
            with contextlib.suppress(ValueError, OSError):
                resource.setrlimit(kind, (most, most))


def main(arguments: list[str]) -> None:
    """Become the program."""
    limited()
    filtered()
    os.execv(arguments[0], arguments)


if __name__ == "__main__":
    main(sys.argv[1:])
