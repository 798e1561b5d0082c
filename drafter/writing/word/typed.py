"""New paragraphs put into a page of tracked changes the way that Word itself does when somebody types them.

The reader gains changes that other programs understand as well: LibreOffice takes the mark of a paragraph that stands
between two insertions, one of them several paragraphs long, for a part of them, and rejecting them joins the paragraph
with the next. By the standard (ISO/IEC 29500-1, 17.13.5) both ways are the same.

Limits: only paragraphs; rows of tables are inserted as rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from drafter.writing.word.sequence import ParagraphEnd, Part


def typed(parts: Iterable[Part | ParagraphEnd]) -> Iterator[Part | ParagraphEnd]:
    """The same parts, with new paragraphs behind new words in the order of typing: the mark of the paragraph that they
    follow is new, and the last of them ends with the mark that was there. Where new words would still stand on both
    sides of a mark, what is old goes between."""
    row = list(parts)
    for at, mark in enumerate(row):
        if not isinstance(mark, ParagraphEnd) or mark.where != "both" or mark.was is None or mark.unit.sort == "row":
            continue
        end = _last_new(row, at)
        if end > at and _new_at(row, at - 1, -1):
            row[at] = ParagraphEnd("new", mark.unit)
            row[end] = ParagraphEnd("both", row[end].unit, mark.was)
        elif _new_at(row, at - 1, -1) and _new_at(row, at + 1, 0):
            _old_last(row, at)
    return iter(row)


def _last_new(row: list[Part | ParagraphEnd], at: int) -> int:
    """Where the last of the new paragraphs behind a mark ends; the mark itself where there are none."""
    found = at
    for number in range(at + 1, len(row)):
        one = row[number]
        if one.where != "new" or one.unit.sort == "row":
            break
        found = number if isinstance(one, ParagraphEnd) else found
    return found


def _new_at(row: list[Part | ParagraphEnd], at: int, edge: int) -> bool:
    """Whether there are words here whose first (edge 0) or last (-1) are new."""
    one = row[at] if 0 <= at < len(row) else None
    if not isinstance(one, Part) or one.unit.sort == "row":
        return False
    return one.where == "new" or (one.where == "both" and one.pair.segments[edge][0] == "insert")


def _old_last(row: list[Part | ParagraphEnd], end: int) -> None:
    """Before the mark at `end`, what is new first and what is old behind it."""
    last = row[end - 1]
    if isinstance(last, Part) and last.where == "both":
        segments = last.pair.segments
        if len(segments) > 1 and segments[-2][0] == "delete":
            turned = (*segments[:-2], segments[-1], segments[-2])
            row[end - 1] = last._replace(pair=last.pair._replace(segments=turned))
        return
    start = end
    # A table parts paragraphs; what stands before it stays there.
    while start and row[start - 1].where != "both" and row[start - 1].unit.sort != "row":
        start -= 1
    places = [one.where for one in row[start:end]]
    if places == sorted(places, reverse=True):
        row[start:end] = sorted(row[start:end], key=lambda one: one.where)
