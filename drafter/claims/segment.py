"""A note as it was understood: its segments, each with its role and figures, and the pieces that none of them is."""

from __future__ import annotations

from typing import NamedTuple

from drafter.language.amounts import Amount


class SegmentPiece(NamedTuple):
    """A stretch of a segment: `role` is time, adverbial, verb, object, amount or words."""

    role: str
    start: int
    end: int


class Segment(NamedTuple):
    """A stretch of the note that says one thing, from `start` to `end` (without the words that introduce it, which
    stand from `head`).

    `role`: deed, measure or words for what the note states; target, last, reason, result, status for what it says of
    the segment number `of`. `lead` is the mark before it ("" for the first). `good`: what a status says (1 reached,
    -1 missed, 0 still open).
    """

    role: str
    head: int
    start: int
    end: int
    lead: str
    pieces: tuple[SegmentPiece, ...] = ()
    amounts: tuple[Amount, ...] = ()
    of: int = -1
    good: int = 0


class ReadNote(NamedTuple):
    """A note that was read: its `text` as typed, the `folded` one (same length), its segments in order."""

    text: str
    folded: str
    segments: tuple[Segment, ...]

    def words(self, segment: Segment) -> str:
        """The words of a segment as they were typed."""
        return self.text[segment.start : segment.end]

    def about(self, index: int) -> list[Segment]:
        """What is said of the segment number `index`."""
        return [one for one in self.segments if one.of == index]
