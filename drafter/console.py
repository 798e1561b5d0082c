"""What is said on standard error."""

from __future__ import annotations

import os
import sys


def complain(line: str) -> None:
    """A line on standard error, as UTF-8 whatever the locale says."""
    if sys.stderr is None:
        return
    stream = getattr(sys.stderr, "buffer", None)
    if stream is None:
        print(line, file=sys.stderr)
        return
    # Bytes of a file name that the locale could not read arrive as surrogates: UTF-8 after all, or shown as \xff.
    data = line.encode(errors="surrogateescape").decode(errors="backslashreplace").encode() + b"\n"
    try:
        sys.stderr.flush()
        stream.write(data)
        stream.flush()
    except OSError:
        # Nobody is left to tell; the exit code still says it, if the interpreter does not trip over the rest at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
