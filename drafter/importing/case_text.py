"""The text of a case from what was imported: values first, then tables, then rows, notes one a line.

Limits: what is written is read back before it is handed over; that is for the caller to do.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from drafter.files.literal import key, literal


def case_text(data: Mapping[str, object], head: str = "") -> str:
    """The TOML text of a case; `head` are comment lines before it."""
    lines: list[str] = [f"# {line}" for line in head.splitlines()]
    _table(data, "", lines)
    return "\n".join(lines).strip("\n") + "\n"


def _rows(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, Mapping) for one in value)


def _plain(value: Any) -> bool:
    return isinstance(value, str) or not (isinstance(value, Mapping) or _rows(value))


def _table(data: Mapping[str, Any], path: str, lines: list[str]) -> None:
    later = []
    for name, value in data.items():
        if _plain(value):
            lines.append(f"{key(name)} = {_value(value)}")
        else:
            later.append((f"{path}.{key(name)}" if path else key(name), value))
    for below, value in later:
        if isinstance(value, Mapping):
            if any(map(_plain, value.values())):
                lines.extend(["", f"[{below}]"])
            _table(value, below, lines)
    for below, value in later:
        for row in value if not isinstance(value, Mapping) else ():
            lines.extend(["", f"[[{below}]]"])
            _table(row, below, lines)


def _value(value: object) -> str:
    if isinstance(value, list):
        if sum(len(str(one)) for one in value) < 60 and len(value) < 4:
            return literal(value)
        return "[\n" + "".join(f"  {literal(one)},\n" for one in value) + "]"
    return literal(value)
