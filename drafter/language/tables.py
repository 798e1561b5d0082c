"""The tables of words that reading and checking look things up in (`rules/*.toml`), read once a process."""

from __future__ import annotations

from functools import cache

from drafter.files.read import decode, parse_toml
from drafter.files.values import RawTable
from drafter.resources import folder


@cache
def table(name: str) -> RawTable:
    """The tables of ``rules/<name>.toml``; raises BrokenToml, with file and line, for a file that is none."""
    path = folder("rules") / f"{name}.toml"
    return parse_toml(decode(path.read_bytes(), f"rules/{name}.toml"), f"rules/{name}.toml")
