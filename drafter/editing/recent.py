"""The cases that were open lately, newest first.

Limits: a list of paths in the user's own folder; what cannot be read or written is an empty list.
"""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path

from drafter.errors import DrafterError
from drafter.files.read import decode, read_bytes
from drafter.files.write import write_whole
from drafter.resources import state_folder

_KEPT = 20
#: Bytes of the list; what is larger is something else.
_LIMIT = 200_000


def _file() -> Path | None:
    base = state_folder()
    return base / "recent.json" if base is not None else None


def recent() -> list[str]:
    """Full paths of cases that are still there."""
    path = _file()
    try:
        found = json.loads(decode(read_bytes(str(path), _LIMIT), str(path))) if path is not None else []
    except (DrafterError, ValueError, RecursionError):
        return []
    if not isinstance(found, list):
        return []
    # A name that no file can have is passed over as one that is gone.
    return [one for one in found[:_KEPT] if isinstance(one, str) and os.path.isfile(one)]  # noqa: PTH113


def remember(file: str) -> None:
    """Put a case at the head of the list."""
    _store([os.path.realpath(file), *(one for one in recent() if one != os.path.realpath(file))][:_KEPT])


def forget(file: str) -> None:
    """Take a file off the list."""
    _store([one for one in recent() if one != file])


def _store(files: list[str]) -> None:
    path = _file()
    if path is None:
        return
    with contextlib.suppress(OSError, UnicodeError, DrafterError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(str(path), json.dumps(files, ensure_ascii=False, indent=1).encode())


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
