"""The tables of words that reading and checking look things up in (`rules/*.toml`), read once a process.

Whoever starts the program gains the time of reading TOML: a table that was read is kept (:mod:`drafter.cache`) for the
file that it was made of, and taken back in a tenth of the time.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any

from drafter.cache import keep, key_of, load
from drafter.files.read import decode, parse_toml
from drafter.files.values import RawTable
from drafter.resources import folder

#: Raised whenever the same file would give another table.
_SHAPE = b"drafter-table-1"
#: Tables that are kept: twice as many as there are.
_KEPT = 240


@cache
def table(name: str) -> RawTable:
    """The tables of ``rules/<name>.toml``; raises BrokenToml, with file and line, for a file that is none."""
    data = (folder("rules") / f"{name}.toml").read_bytes()
    key = key_of(_SHAPE, data)
    kept = load("table", key)
    if isinstance(kept, tuple):
        return _filled(*kept)
    found = parse_toml(decode(data, f"rules/{name}.toml"), f"rules/{name}.toml")
    decimals: list[tuple[tuple[str | int, ...], str]] = []
    plain = _plain(found, (), decimals)
    keep("table", key, (plain, decimals), _KEPT)
    return found


def _plain(value: Any, path: tuple[str | int, ...], decimals: list[tuple[tuple[str | int, ...], str]]) -> Any:
    """A value without its decimals, which what is kept cannot hold: they are listed with where they stand."""
    if isinstance(value, Decimal):
        decimals.append((path, str(value)))
        return None
    if isinstance(value, dict):
        return {key: _plain(one, (*path, key), decimals) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(one, (*path, at), decimals) for at, one in enumerate(value)]
    return value


def _filled(plain: RawTable, decimals: list[tuple[tuple[str | int, ...], str]]) -> RawTable:
    """The table of what was kept, its decimals where they stood."""
    for (*above, last), number in decimals:
        node: Any = plain
        for key in above:
            node = node[key]
        node[last] = Decimal(number)
    return plain
