"""What came of looking at something that looked forgotten."""

from __future__ import annotations

from typing import NamedTuple


class Done(NamedTuple):
    """Who looked at something, and what came of it."""

    done: bool = False
    by: str = ""
    note: str = ""
