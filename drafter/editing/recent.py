"""The cases that were open lately, newest first.

Limits: a list of paths in the user's own folder; what cannot be read or written is an empty list.
"""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path

from drafter.resources import state_folder

_KEPT = 20


def _file() -> Path | None:
    base = state_folder()
    return base / "recent.json" if base is not None else None


def recent() -> list[str]:
    """Full paths of cases that are still there."""
    path = _file()
    try:
        found = json.loads(path.read_text(encoding="utf-8")) if path is not None else []
    except (OSError, ValueError):
        return []
    return [one for one in found if isinstance(one, str) and Path(one).is_file()] if isinstance(found, list) else []


def remember(file: str) -> None:
    """Put a case at the head of the list."""
    _store([os.path.realpath(file), *(one for one in recent() if one != os.path.realpath(file))][:_KEPT])


def forget(file: str) -> None:
    _store([one for one in recent() if one != file])


def _store(files: list[str]) -> None:
    path = _file()
    if path is None:
        return
    with contextlib.suppress(OSError, UnicodeError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        temporary = path.with_suffix(f".{os.getpid()}")
        temporary.write_text(json.dumps(files, ensure_ascii=False, indent=1), encoding="utf-8")
        temporary.replace(path)


def first_time(what: str) -> bool:
    """Whether `what` (the tour) was never shown; from now on it was."""
    base = state_folder()
    if base is None:
        return False
    mark = base / f"{what}.shown"
    if mark.exists():
        return False
    try:
        base.mkdir(mode=0o700, parents=True, exist_ok=True)
        mark.touch()
    except OSError:
        return False
    return True
