"""The lexicon: words of official Chinese as data (`rules/lexicon/*.toml`), read once a process.

Limits: which word means what is the data's to say; this module only looks up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from drafter.files.values import RawTable
from drafter.language.tables import table


@cache
def words(name: str) -> RawTable:
    """The tables of ``rules/lexicon/<name>.toml``. Raises BrokenToml for a file that is none."""
    return table(f"lexicon/{name}")


class KnownWords:
    """Some words, found where the pattern of :func:`alternatives` would find them: the longest at each place.

    Whoever starts the program gains the compiling of hundreds of alternatives, three milliseconds for the verbs."""

    def __init__(self, entries: Iterable[str]) -> None:
        self._words = frozenset(entries)
        sizes: dict[str, set[int]] = {}
        for one in self._words:
            sizes.setdefault(one[0], set()).add(len(one))
        self._sizes = {first: tuple(sorted(found, reverse=True)) for first, found in sizes.items()}

    def ends(self, text: str, start: int, end: int) -> int:
        """Where the word ends that stands at `start` of ``text[:end]``; 0 where none does."""
        for size in self._sizes.get(text[start : start + 1], ()):
            if start + size <= end and text[start : start + size] in self._words:
                return start + size
        return 0

    def spans(self, text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
        """Where words stand in ``text[start:end]``, one behind the other."""
        at, stop = start, len(text) if end is None else min(end, len(text))
        while at < stop:
            last = self.ends(text, at, stop) if text[at] in self._sizes else 0
            if last:
                yield at, last
            at = last or at + 1

    def all(self, text: str) -> list[str]:
        """The longest word at each place of a text, those within others among them."""
        found = [(at, self.ends(text, at, len(text))) for at, letter in enumerate(text) if letter in self._sizes]
        return [text[at:end] for at, end in found if end]


def alternatives(entries: Iterable[str]) -> str:
    """A pattern that matches the longest of some words; the same one for the same words."""
    return "|".join(map(re.escape, sorted(set(entries), key=lambda one: (-len(one), one))))
