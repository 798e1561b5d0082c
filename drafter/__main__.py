"""`drafter` and `python -m drafter`: the first line of ours that runs.

Whoever presses Ctrl+C gains silence and exit code 130 at any moment: while modules are still being imported, while a
file is read or written, while the interpreter is on its way out.

Limits: what happens before this module is Python's own start.
"""

from __future__ import annotations

import sys

#: What a shell reports of a program that Ctrl+C has ended.
INTERRUPTED = 130


def run() -> int:
    """The command line with the exit code to end with; nothing is imported before Ctrl+C is provided for."""
    code = INTERRUPTED
    try:
        try:
            sys.unraisablehook = _unraisable
            from drafter.cli import main

            code = main()
        finally:
            _deaf()
    except KeyboardInterrupt:
        _deaf()
        code = INTERRUPTED
    return code


def _deaf() -> None:
    """Let no Ctrl+C disturb the end: what was asked for is done, or given up already."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _unraisable(found: sys.UnraisableHookArgs) -> None:
    """Where Python can only print an interruption (in a callback of its own), end as if it had been raised."""
    if not issubclass(found.exc_type, KeyboardInterrupt):
        sys.__unraisablehook__(found)
        return
    import os

    # What is being written has no name yet (drafter/writing/fresh.py) and goes with the process.
    os._exit(INTERRUPTED)


if __name__ == "__main__":
    raise SystemExit(run())
