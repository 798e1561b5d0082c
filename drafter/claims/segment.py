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


def moved(segment: Segment, by: int, of: int) -> Segment:
    """A segment of a piece of a line, in the line: the piece stands at `by`, behind `of` segments."""
    if not by:
        return segment
    return segment._replace(
        head=segment.head + by,
        start=segment.start + by,
        end=segment.end + by,
        pieces=tuple(SegmentPiece(one.role, one.start + by, one.end + by) for one in segment.pieces),
        amounts=tuple(one.moved(by) for one in segment.amounts),
        of=segment.of + of if segment.of >= 0 else segment.of,
    )


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

    def told(self) -> list[list[Segment]]:
        """What is said of each segment, in their order."""
        found: list[list[Segment]] = [[] for _ in self.segments]
        for one in self.segments:
            if one.of >= 0:
                found[one.of].append(one)
        return found
