"""Paths of a case in their two shapes: as facts write them (``work[0].title``) and as keys (``work, 0, title``)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from drafter.files.locate import Path, written
from drafter.files.values import Editable

_PART = re.compile(r"\[(\d+)\]|([^.\[\]]+)")
_INDEX = re.compile(r"\[\d+\]")

__all__ = ["Path", "keys", "look_up", "pattern", "written"]


def keys(path: str) -> Path:
    """``work[0].title`` as its keys."""
    return tuple([int(number) if number else word for number, word in _PART.findall(path)])


def pattern(path: str) -> str:
    """The pattern of the field at a path: ``work[].title``."""
    return _INDEX.sub("[]", path)


def look_up(data: Editable, path: Path) -> Editable:
    """What stands at `path` in the tables of a case, or None."""
    for part in path:
        if isinstance(part, int):
            if not isinstance(data, list) or part >= len(data):
                return None
            data = data[part]
        else:
            if not isinstance(data, Mapping) or part not in data:
                return None
            data = data[part]
    return data
