"""A stretch of read text that knows where each of its characters came from.

The reader gains one clean text (marks of Markdown gone, stray spaces between Chinese and digits folded, radicals made
characters, wrapped lines joined) in which rules and comparisons can look, without losing the line and column of the
original.

Limits: a space between two Chinese words is kept, since slogans are written so (“强短板 创精品”).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from drafter.language.radicals import characters

#: Marks of Markdown and runs of white space; what of them goes is decided by the neighbours.
_SPOTS = re.compile(
    r"\*\*\*(?!\*)|\*\*|(?<![^\s])`|`(?=\s|$)|\\(?=[\\`*_\[\]<>#|.~])|[^\S\n]+"
    # What a terminal is told, and characters that nobody sees: control characters, soft hyphens, marks of direction.
    r"|\x1b\[[\d;]{0,20}[A-Za-z]|[\x00-\x08\x0e-\x1b\x7f\x80-\x84\x86-\x9f\xad\u034f\u061c\u180b-\u180e\u200b-\u200f\u202a-\u202e"
    r"\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb]+"
    # What a converter leaves where a Word document had a bookmark.
    r"|\[bookmark:[^\]\n]{0,80}\]"
)
_WORD = re.compile(r"[0-9A-Za-z]")


class Passage(NamedTuple):
    """`text`, and `runs` of (offset in the text, offset in the source) at each place where the two part company."""

    text: str
    runs: tuple[tuple[int, int], ...] = ()

    def origin(self, offset: int) -> int:
        """The offset in the source of the character at `offset` of the text."""
        if not self.runs:
            return 0
        start, source = self.runs[max(0, bisect_right(self.runs, (offset, float("inf"))) - 1)]
        return source + offset - start

    def part(self, start: int, end: int) -> Passage:
        """The passage from `start` to `end`."""
        inside = [(at - start, source) for at, source in self.runs if start < at < end]
        return Passage(self.text[start:end], ((0, self.origin(start)), *inside))


def fold(text: str, start: int) -> Passage:
    """`text` (one line, standing at offset `start` of its source) without what is not said, radicals as characters."""
    text = characters(text)
    if _SPOTS.search(text) is None:
        return Passage(text, ((0, start),))
    parts: list[str] = []
    runs: list[tuple[int, int]] = []
    length = at = 0

    def keep(end: int) -> None:
        nonlocal length
        if end > at:
            if not runs or runs[-1][1] + length - runs[-1][0] != start + at:
                runs.append((length, start + at))
            parts.append(text[at:end])
            length += end - at

    for spot in _SPOTS.finditer(text):
        if spot[0].isspace() and _parts_words(text, spot.start(), spot.end()):
            # One blank stays, standing for all of them.
            keep(spot.start() + 1)
        else:
            keep(spot.start())
        at = spot.end()
    keep(len(text))
    folded = "".join(parts)
    if any(c.isspace() and c != " " for c in folded):
        folded = re.sub(r"\s", " ", folded)
    return Passage(folded, tuple(runs) or ((0, start),))


def _parts_words(text: str, start: int, end: int) -> bool:
    """Whether the blank between `start` and `end` parts two words: both Latin, or both Chinese."""
    if start == 0 or end == len(text):
        return False
    before, after = text[start - 1], text[end]
    if _WORD.match(before) and _WORD.match(after):
        return True
    return _character(before) and _character(after)


def _character(c: str) -> bool:
    return "\u4e00" <= c <= "\u9fff"


def join(passages: Iterable[Passage]) -> Passage:
    """Passages one after the other; between two Latin words the line break becomes a blank."""
    parts: list[str] = []
    runs: list[tuple[int, int]] = []
    length = 0
    for passage in passages:
        if not passage.text:
            continue
        if parts and _WORD.match(parts[-1][-1]) and _WORD.match(passage.text[0]) and not passage.text[0].isdigit():
            runs.append((length, runs[-1][1]))
            parts.append(" ")
            length += 1
        runs.extend((length + at, source) for at, source in passage.runs)
        parts.append(passage.text)
        length += len(passage.text)
    return Passage("".join(parts), tuple(runs))
