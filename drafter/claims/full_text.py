"""The text of a page in one piece, for rules that look for words wherever they stand.

The reader gains speed: a pattern goes once over the page, not once over each of ten thousand paragraphs; and one
finding in place of seventy, where the same slip stands throughout a text.

Limits: stretches are parted by line breaks, which a pattern must not cross.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from drafter.claims.text import ReadText, Stretch
from drafter.language.late import needles
from drafter.language.patterns import compiled

PROSE = ("title", "heading", "paragraph")
EVERYWHERE = (*PROSE, "cell")
_NAME = re.compile(
    r"《[^《》\n]{1,120}》|(?:https?://|www\.)[^\s，。；）>》]{1,400}|[\w.+-]{1,40}@[\w.-]{1,60}", re.ASCII
)


class FoundPlace(NamedTuple):
    """Where something was found: characters `start` to `end` of a stretch, and the `match`."""

    stretch: Stretch
    start: int
    end: int
    match: re.Match[str]


class FullText:
    """`text` joins the stretches of some kinds by line breaks."""

    def __init__(self, page: ReadText, kinds: Sequence[str]) -> None:
        self.stretches = [one for one in page.stretches if one.kind in kinds]
        self.text = "\n".join([one.text for one in self.stretches])
        self._starts: list[int] = []
        at = 0
        for one in self.stretches:
            self._starts.append(at)
            at += len(one.text) + 1

    @cached_property
    def _names(self) -> list[tuple[int, int]]:
        return [match.span() for match in _NAME.finditer(self.text)]

    def named(self, offset: int) -> bool:
        """Whether the character at `offset` stands in the name of a document or an address: what is so called is so
        called."""
        at = bisect_right(self._names, (offset, len(self.text))) - 1
        return at >= 0 and offset < self._names[at][1]

    def find(self, pattern: str, names: bool = True) -> Iterator[FoundPlace]:
        """Each place that fits `pattern` (its group ``here``, where it has one), within names too unless told not."""
        if not any(word in self.text for word in needles(pattern)):
            return
        fits = compiled(pattern)
        group: int | str = "here" if "here" in fits.groupindex else 0
        for match in fits.finditer(self.text):
            # A unit's own pattern may fit a line break; what goes over two stretches stands in neither.
            if "\n" not in match[group] and (names or not self.named(match.start(group))):
                yield self.place(match, group)

    def place(self, match: re.Match[str], group: int | str = 0) -> FoundPlace:
        """Where a match, or a group of it, stands: in which stretch and at which of its characters."""
        start = match.start(group)
        at = bisect_right(self._starts, start) - 1
        first = self._starts[at]
        return FoundPlace(self.stretches[at], start - first, match.end(group) - first, match)
