"""`drafter` and `python -m drafter`: the first line of ours that runs, and the last.

Whoever presses Ctrl+C gains silence and exit code 130 at any moment: while modules are still being imported, while a
file is read or written, while the program is on its way out. Whoever waits gains the time that Python would take to
put away, one by one, the thousands of things that a process leaves to the system anyway.

Limits: what happens before this module is Python's own start.
"""

from __future__ import annotations

import gc
import sys

#: After how many new objects the collector looks for what is gone, and how often it looks further.
COLLECTED = (100_000, 20, 50)
#: What a shell reports of a program that Ctrl+C has ended.
INTERRUPTED = 130


def run() -> int:
    """The command line with the exit code to end with; nothing is imported before Ctrl+C is provided for."""
    code = INTERRUPTED
    try:
        try:
            sys.unraisablehook = _unraisable
            # What a start makes stays to the end: the collector need not look for what is gone after every few hundred.
            gc.set_threshold(*COLLECTED)
            from drafter.cli import main

            code = main()
            _keep()
        except SystemExit as asked:
            code = asked.code if isinstance(asked.code, int) else int(asked.code is not None)
        except KeyboardInterrupt:
            code = INTERRUPTED
        _leave(code)
        import signal

        # What was asked for is done: no Ctrl+C disturbs the end.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    except KeyboardInterrupt:
        code = INTERRUPTED
        _leave(code)
    return code


def _keep() -> None:
    """Keep for the next start what this one has compiled, where it compiled anything."""
    patterns = sys.modules.get("drafter.language.kept_patterns")
    if patterns is not None:
        patterns.kept_patterns().keep()


def _leave(code: int) -> None:
    """End the process here, unless somebody looks on or waits for something: a debugger, a profiler, a thread."""
    watched = sys.gettrace() or sys.getprofile() or sys.flags.interactive or _monitored()
    threading = sys.modules.get("threading")
    if watched or (threading is not None and threading.active_count() > 1):
        return
    _end(code)


def _end(code: int) -> None:  # pragma: no cover - whoever measures is one that looks on
    """End the process with what was asked to be done at the end."""
    import atexit
    import os

    # What libraries have asked to be done at the end.
    finish = getattr(atexit, "_run_exitfuncs", None)
    if finish is None:
        return
    finish()
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except (OSError, ValueError):
            # Whoever read it is gone; what was to be said of that has been.
            pass
    os._exit(code)


def _monitored() -> bool:
    """Whether a tool watches the process the way that Python 3.12 offers."""
    monitoring = getattr(sys, "monitoring", None)
    return monitoring is not None and any(monitoring.get_tool(number) for number in range(6))


def _unraisable(found: sys.UnraisableHookArgs) -> None:
    """Where Python can only print an interruption (in a callback of its own), end as if it had been raised."""
    if not issubclass(found.exc_type, KeyboardInterrupt):
        sys.__unraisablehook__(found)
        return
    import os

    # What is being written has no name yet (drafter/files/fresh.py) and goes with the process.
    os._exit(INTERRUPTED)


if __name__ == "__main__":
    raise SystemExit(run())
