"""Paragraphs read as one: what a paragraph counts out, the one before may have told the whole of.

The reader gains 共接待46批次 against the 28, 14 and 7 of the next paragraph, 基本支出1764.28万元 against the lines
below 其中：.

Limits: two paragraphs that follow each other, or a lead with the few lines below it, of less than a page together.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from drafter.claims.text import ReadText, Stretch
from drafter.reading.passage import Passage

#: Lines below a lead, and characters of all.
_LINES, _LONGEST = 8, 900


class JoinedStretch(NamedTuple):
    """Several stretches as one, with the places where each begins."""

    stretch: Stretch
    parts: tuple[Stretch, ...]
    starts: tuple[int, ...]

    def place(self, at: int) -> tuple[Stretch, int]:
        """The stretch that a character belongs to, and where it stands there."""
        number = max(i for i, start in enumerate(self.starts) if start <= at)
        return self.parts[number], at - self.starts[number]

    def spans(self, start: int, end: int) -> bool:
        """Whether what stands between two places is of more than one stretch."""
        return self.place(start)[0] is not self.place(max(start, end - 1))[0]


def joined(text: ReadText) -> Iterator[JoinedStretch]:
    """The pairs of neighbours that tell figures, and the leads with their lines."""
    prose = [one for one in text.stretches if one.kind in ("paragraph", "heading")]
    for at, (one, other) in enumerate(pairwise(prose)):
        if other.block != one.block + 1 or other.kind == "heading" or not other.figures:
            continue
        lines = [other]
        if one.text.endswith(("：", ":")):
            for after in prose[at + 2 : at + 1 + _LINES]:
                if after.block != lines[-1].block + 1 or after.kind == "heading":
                    break
                lines.append(after)
        if one.figures and sum(len(each.text) for each in (one, *lines)) < _LONGEST:
            yield _joined((one, *lines))


def _joined(parts: tuple[Stretch, ...]) -> JoinedStretch:
    said, starts, at = [], [], 0
    for one in parts:
        starts.append(at)
        at += len(one.text) + 1
        sentences = [one.text[start:end] for start, end in one.sentences]
        said += [*sentences[:-1], sentences[-1] + "\n"]
    whole = Passage("\n".join(one.text for one in parts))
    return JoinedStretch(
        Stretch(whole, "paragraph", parts[0].block, parts[0].section, "", tuple(said)), parts, tuple(starts)
    )
