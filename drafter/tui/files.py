"""Asking for a file: recent cases and the files of the present folder by what they are, any other by its path.

Limits: what becomes of the file is for whoever asked.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from textual.screen import Screen

from drafter.editing import recent
from drafter.errors import DrafterError
from drafter.files.read import decode, parse_toml, read_bytes
from drafter.messages import say
from drafter.reading.formats import readable
from drafter.tui.dialogs import Pick

TEXTS = (".toml", *readable())
#: What a review takes: texts, sheets and cases.
PAPERS = TEXTS


def ask_file(
    screen: Screen[object],
    question: str,
    then: Callable[[str], object],
    endings: Sequence[str] = (".toml",),
    without: str = "",
) -> None:
    """A file with one of `endings`, but not `without`; the cases that were open last come first."""
    here = sorted(one for one in _inside() if one.suffix.lower() in endings)
    known: dict[str, str] = {}
    for file in [*(recent.recent() if ".toml" in endings else ()), *map(str, here)]:
        full = _full(file)
        if full != _full(without or "."):
            known.setdefault(full, Path(file).name if Path(full).parent == Path(_full(".")) else file)
    options = [(name, short(name), brief(name)) for name in known.values()]

    def picked(name: str | None) -> None:
        if name:
            then(os.path.expanduser(name))  # noqa: PTH111

    screen.app.push_screen(Pick(say("{question}（选一个，或打出路径）", question=question), options, free=True), picked)


def _full(file: str) -> str:
    try:
        return os.path.realpath(file)
    except OSError:
        # The present folder is gone.
        return file


def _inside() -> list[Path]:
    try:
        return [one for one in Path().iterdir() if not one.name.startswith((".", "~"))]
    except OSError:
        return []


def brief(file: str) -> str:
    """Whose case of which year a file is, as far as a glance tells; "" for anything else."""
    if not file.endswith(".toml"):
        return ""
    try:
        data = parse_toml(decode(read_bytes(file), file), file)
    except DrafterError:
        return ""
    unit = data.get("unit")
    name = (unit.get("short") or unit.get("name")) if isinstance(unit, dict) else ""
    return " ".join(str(one) for one in (name, say("{year}年", year=data["year"]) if "year" in data else "") if one)


def short(path: str) -> str:
    """A path with ~ for the user's own folder."""
    home = os.path.expanduser("~")  # noqa: PTH111
    return f"~{path[len(home) :]}" if len(home) > 1 and path.startswith(home + os.sep) else path


def folder_of(file: str) -> str:
    """The folder that a file stands in, as people read it."""
    return short(str(Path(_full(file)).parent))
