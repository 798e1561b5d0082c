"""One input under watch: how it ended, how long it took, what it must not have done.

Time is that of the processor: on a busy machine the clock would blame the input for its neighbours. What waits instead
of working is ended from outside (:mod:`fuzz.pool`), as is what stays inside of a library's own code: the alarm is heard
between two steps of Python.
"""

from __future__ import annotations

import gc
import os
import resource
import shutil
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple

from drafter.__main__ import COLLECTED
from fuzz.commands import Broken
from fuzz.sample import STRING, Sample

#: Seconds of the processor that an input may take, and bytes that the process may hold.
SECONDS = 5.0
MEMORY = 1_000_000_000
#: Address space beyond what may be held: libraries map more than they use.
_SPARE = 500_000_000
#: What reading, checking and drafting never do.
_OUTSIDE = frozenset(
    (
        "socket.connect",
        "socket.getaddrinfo",
        "socket.gethostbyname",
        "subprocess.Popen",
        "os.system",
        "os.exec",
        "os.posix_spawn",
        "os.fork",
    )
)


class TooSlow(BaseException):
    """The time is over. No `except Exception` holds it up."""


class Outside(BaseException):
    """Something was fetched or started."""


class Result(NamedTuple):
    """`outcome` is used, refused or find; of a find `what` is the kind of fault (its type, and where in the program)
    and `trace` the whole of it. `seconds` are those of the processor, `held` the most bytes that the process held."""

    outcome: str
    seconds: float
    held: int
    what: str = ""
    trace: str = ""


_watching = False


def begin(memory: int = MEMORY) -> None:
    """Bound this process for good."""
    resource.setrlimit(resource.RLIMIT_AS, (memory + _SPARE, memory + _SPARE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # As the program itself is run.
    gc.set_threshold(*COLLECTED)
    signal.signal(signal.SIGPROF, _over)
    sys.addaudithook(_heard)


def _over(number: int, frame: FrameType | None) -> None:
    if _watching:
        raise TooSlow


def _heard(event: str, details: Any) -> None:
    if _watching and event in _OUTSIDE and not _apart(event, details):
        raise Outside(event)


def _apart(event: str, details: Any) -> bool:
    """Whether this is the process of its own that a PDF is read in."""
    return event == "subprocess.Popen" and details[0] == sys.executable and "drafter.reading.pdf" in str(details[1])


def held() -> int:
    """The most bytes that this process has held so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def attempt(sample: Sample, doing: Callable[[Sample], str], seconds: float = SECONDS, memory: int = MEMORY) -> Result:
    """Do with a sample what is done with its kind, in the present folder, which is empty before and after."""
    global _watching
    here = Path.cwd()
    if sample.files[0][0] != STRING:
        sample.place(here)
    what = trace = ""
    began = time.process_time()
    try:
        _watching = True
        signal.setitimer(signal.ITIMER_PROF, seconds, 0.5)
        outcome = doing(sample)
    except (Exception, TooSlow, Outside, SystemExit, KeyboardInterrupt) as error:
        outcome, what = "find", _named(error)
        trace = "".join(traceback.format_exception(error, limit=-40))[-6_000:]
    finally:
        _watching = False
        signal.setitimer(signal.ITIMER_PROF, 0)
    took = time.process_time() - began
    most = held()
    if most > memory and not what:
        outcome, what = "find", f"held more than {memory / 1e9:g} GB"
    if sample.files[0][0] != STRING:
        _clear(here)
    return Result(outcome, took, most, what, trace)


def _named(error: BaseException) -> str:
    """A fault by its type and the place in the program that it came from; the same for inputs that break alike."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [
        f"{_module(frame.filename)}:{frame.name}" for frame in frames if f"{os.sep}drafter{os.sep}" in frame.filename
    ]
    if isinstance(error, RecursionError):
        own = [place for place, _ in Counter(own).most_common(1)]
    if isinstance(error, Broken):
        return f"{type(error).__name__}: {str(error)[:30]}"
    # Where the alarm was heard is chance; the first steps into the program are not.
    where = own[:3][-1:] if isinstance(error, TooSlow) else own[-1:]
    return f"{type(error).__name__} in {where[0] if where else 'nowhere'}"


def _module(file: str) -> str:
    return file.rpartition(f"{os.sep}drafter{os.sep}")[2]


def _clear(folder: Path) -> None:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                shutil.rmtree(entry.path, ignore_errors=True)
            else:
                os.unlink(entry.path)  # noqa: PTH108
