"""Reading a file in a process of its own, bounded in time and memory.

The reader gains that no file, however it was made, keeps the program waiting, fills the memory or brings it down.

Limits: where the system knows no limits of memory (Windows), only time is bounded.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

#: Seconds that any file has, and so many more for each megabyte behind the first bytes.
_PATIENCE, _MORE, _FREE = 3.8, 20.0, 100_000
#: Bytes that the process may take.
_ROOM = 768 << 20
_START = """import sys
sys.path[:] = {path!r}
from drafter.reading.pdf.process import serve
serve()
"""


class Stopped(Exception):
    """The process took too long, too much, or fell."""


def apart(data: bytes) -> dict[str, Any]:
    """What :func:`drafter.reading.pdf.extract.extract` says of `data`. Raises Stopped."""
    command = [sys.executable, "-c", _START.format(path=[path for path in sys.path if path])]
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    try:
        done = subprocess.run(
            command, input=data, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False, creationflags=flags,
            timeout=_PATIENCE + _MORE * max(0, len(data) - _FREE) / 1_000_000,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        raise Stopped from None
    if done.returncode:
        raise Stopped
    try:
        found: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        raise Stopped from None
    return found


def serve() -> None:
    """The other side: bytes come in, what they say goes out."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_ROOM, _ROOM))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ImportError, ValueError, OSError):
        pass
    from drafter.reading.pdf.extract import extract

    json.dump(extract(sys.stdin.buffer.read()), sys.stdout)
    sys.stdout.flush()
