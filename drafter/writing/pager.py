"""Long text on a terminal: through the user's pager, else as it is."""

from __future__ import annotations

import contextlib
import os
import shlex
import shutil
import subprocess

from drafter.files.write import write_stdout


def show(text: str, lines: int) -> None:
    """Write `text` to the terminal; what is longer than its `lines` goes through PAGER (``less`` where it is unset).

    PAGER set to nothing or to ``cat`` turns paging off.
    """
    asked = os.environ.get("PAGER")
    command = shlex.split(asked) if asked is not None else ["less"]
    if text.count("\n") < lines or not command or command == ["cat"] or shutil.which(command[0]) is None:
        write_stdout(text)
        return
    # -R colours, -F quits when it fits after all, -X leaves the text on the screen.
    environment = {"LESS": "-RFX", "LESSCHARSET": "utf-8"} | dict(os.environ)
    with contextlib.suppress(BrokenPipeError, KeyboardInterrupt):
        subprocess.run(command, input=text.encode(), env=environment, check=False)
