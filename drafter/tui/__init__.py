"""The terminal interface: thin screens over :mod:`drafter.editing`.

Only the commands that open a screen import this.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from drafter.errors import NoTerminal

# A commit of an input method of five characters or more becomes garbage under the kitty protocol (Textual 8.2.8).
if os.name != "nt":
    os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")


def is_terminal() -> bool:
    """Whether there is a terminal to draw on: Textual reads stdin and paints on stderr."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.__stderr__)) or bool(
        os.environ.get("TEXTUAL_DRIVER")
    )


def run(case: str = "", papers: Sequence[str] = (), place: str = "") -> int:
    """Open the interface, on a case or on papers to review if they are given.

    Raises NoTerminal, or what reading the case raises."""
    if not is_terminal():
        raise NoTerminal()
    if case:
        # A wrong path is said on the command line, before the screen is taken.
        from drafter.files.read import decode, read_bytes

        decode(read_bytes(case), case)
    from drafter.tui.app import DrafterApp

    app = DrafterApp(case, papers, place)
    try:
        app.run()
    except Exception as error:
        app.fault = app.fault or error
    if app.fault is not None:
        from drafter.crash import fallen

        kept = app.file is not None and app.file.changed and not app.file.journal.fault
        return fallen(app.fault, "edit", kept)
    return app.ended()
