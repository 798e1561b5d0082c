"""A text handed to the writer's own editor ($VISUAL, $EDITOR) and taken back; in a browser, to a box on the screen.

Limits: the screen stands still meanwhile; an editor that fails changes nothing.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Protocol, cast

from textual.app import App

from drafter.messages import say


class WithBox(Protocol):
    """An interface that shows a text in a box of its own where no editor can be had."""

    def boxed(self, text: str, at_end: bool, then: Callable[[str | None], None]) -> None: ...


def edit_outside(app: App[object], text: str, then: Callable[[str], object], ending: str = ".txt") -> None:
    """Have `text` changed; `then` gets what came of it. Where nothing did, the screen says why."""
    if app.is_web:
        # An editor of the machine that serves would open there, if anywhere.
        def taken(found: str | None) -> None:
            if found is not None:
                then(found)

        cast("WithBox", app).boxed(text, ending == ".txt", taken)
        return
    found = _edited(app, text, ending)
    if found is not None:
        then(found)


def _edited(app: App[object], text: str, ending: str) -> str | None:
    command = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "")
    if not command:
        app.notify(say("没有设置外部编辑器，请设环境变量 EDITOR"), severity="warning")
        return None
    with tempfile.TemporaryDirectory(prefix="drafter-") as folder:
        file = Path(folder) / f"drafter{ending}"
        file.write_text(text, encoding="utf-8")
        try:
            with app.suspend():
                done = subprocess.run([*command, str(file)], check=False)
        except Exception as error:
            app.notify(say("外部编辑器打不开：{why}", why=error), severity="error")
            return None
        if done.returncode:
            app.notify(say("外部编辑器没有正常结束，没有改动"), severity="warning")
            return None
        try:
            return file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            app.notify(say("读不回编辑的内容，没有改动"), severity="error")
            return None
