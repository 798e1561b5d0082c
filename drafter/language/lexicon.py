"""The lexicon: words of official Chinese as data (`rules/lexicon/*.toml`), read once a process.

Limits: which word means what is the data's to say; this module only looks up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from drafter.files.values import RawTable
from drafter.language.tables import table


@cache
def words(name: str) -> RawTable:
    """The tables of ``rules/lexicon/<name>.toml``. Raises BrokenToml for a file that is none."""
    return table(f"lexicon/{name}")


def alternatives(entries: Iterable[str]) -> str:
    """A pattern that matches the longest of some words."""
    return "|".join(map(re.escape, sorted(set(entries), key=len, reverse=True)))
