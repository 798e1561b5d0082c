"""Reading a file in a process of its own, bounded in time and memory.

The reader gains that no file, however it was made, keeps the program waiting, fills the memory or brings it down.

Limits: where the system knows no limits of memory (Windows), only time is bounded, and that by the clock.
"""

from __future__ import annotations

import json
import subprocess
import sys

from drafter.files.values import RawTable

try:
    import resource
except ImportError:
    # Windows has no such limits.
    resource = None  # type: ignore[assignment]

#: Seconds of work that any file has, and so many more for each megabyte behind the first bytes.
_PATIENCE, _MORE, _FREE = 3.0, 20.0, 100_000
#: How much longer than that it may take by the clock, where the system counts work: others work too.
_BUSY = 8.0
#: Bytes that the process may take.
_ROOM = 768 << 20
_START = """import sys
sys.path[:] = {path!r}
from drafter.reading.pdf.process import serve
serve({seconds})
"""


class Stopped(Exception):
    """The process took too long, too much, or fell."""


def apart(data: bytes) -> RawTable:
    """What :func:`drafter.reading.pdf.extract.extract` says of `data`. Raises Stopped."""
    seconds = _PATIENCE + _MORE * max(0, len(data) - _FREE) / 1_000_000
    start = _START.format(path=[path for path in sys.path if path], seconds=max(1, round(seconds)))
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    try:
        done = subprocess.run(
            [sys.executable, "-c", start], input=data, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False,
            creationflags=flags, timeout=seconds if resource is None else seconds * _BUSY,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        raise Stopped from None
    if done.returncode:
        raise Stopped
    try:
        found: dict[str, object] = json.loads(done.stdout)
    except ValueError:
        raise Stopped from None
    return found


def serve(seconds: int) -> None:
    """The other side, given so many seconds of work: bytes come in, what they say goes out."""
    if resource is not None:
        for kind, most in ((resource.RLIMIT_CPU, seconds), (resource.RLIMIT_AS, _ROOM), (resource.RLIMIT_CORE, 0)):
            try:
                resource.setrlimit(kind, (most, most))
            except (ValueError, OSError):
                # Some systems know a limit by name only; the clock is there for them.
                continue
    from drafter.reading.pdf.extract import extract

    data = sys.stdin.buffer.read()
    try:
        found = extract(data)
    except MemoryError:
        raise
    except Exception:
        # What no page can be made of is damaged, whatever it was that could not be made.
        found = {"fault": "damaged"}
    json.dump(found, sys.stdout)
    sys.stdout.flush()
