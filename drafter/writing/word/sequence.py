"""Two texts as one row of parts, some in both, some in the old or the new one only: what a page of tracked changes is.

The reader gains a page from which both texts come back exactly: leaving out what is new gives the old text, leaving out
what is old gives the new one, paragraphs included.

Limits: what stands in both must stand in the same order in both; whatever moved stands twice, once for each text.
"""

from __future__ import annotations

import sys
from bisect import bisect_left
from collections.abc import Iterator
from typing import Literal, NamedTuple, TypeAlias

from drafter.comparing.compared_text import Unit
from drafter.comparing.comparison import Comparison, SentencePair, Stale
from drafter.comparing.segments import Segment

In: TypeAlias = Literal["both", "old", "new"]


class Part(NamedTuple):
    """The sentences of a pair, or those of one paragraph, as they stand in both texts or in one of them; `moved` where
    they stand elsewhere in the other. `unit` is one of them; `end` tells in which texts a paragraph ends here ("" for
    none), `last` the unit that it ends with in each text."""

    pair: SentencePair
    number: int
    where: In
    moved: bool
    unit: Unit
    end: Literal["", "both", "old", "new"]
    last: tuple[Unit | None, Unit | None]


class ParagraphEnd(NamedTuple):
    """The end of a paragraph that is in both texts or in one of them; `unit` is of that paragraph, `was` what it is in
    the old text where it is in both."""

    where: In
    unit: Unit
    was: Unit | None = None


def sequence(found: Comparison) -> Iterator[Part | ParagraphEnd]:
    """The parts of a comparison with the marks between them, in an order that serves both texts."""
    return iter(_tidied(list(_marked(found))))


def _marked(found: Comparison) -> Iterator[Part | ParagraphEnd]:
    for part in _parts(found):
        yield part
        old, new = part.last
        if part.end == "old":
            yield ParagraphEnd("old", old or part.unit)
        elif part.end:
            yield ParagraphEnd(part.end, new or part.unit, old if part.end == "both" else None)


def _parts(found: Comparison) -> Iterator[Part]:
    kept = _kept(found)
    # The old parts that stand alone, before the kept pair that follows them in the old text.
    starts = [found.pairs[number].old[0] for number in kept]
    alone: dict[int, list[tuple[int, int]]] = {}
    for number, pair in enumerate(found.pairs):
        if pair.old and number not in kept:
            alone.setdefault(bisect_left(starts, pair.old[0]), []).append((pair.old[0], number))
    order = {number: at for at, number in enumerate(kept)}
    before = 0
    waiting = sorted(alone.get(0, ()))
    for number, pair in enumerate(found.pairs):
        if waiting:
            for _, gone in waiting:
                yield from _cut(found, gone, "old")
            waiting = []
        if number in order:
            yield from _cut(found, number, "both")
            before = order[number] + 1
            waiting = sorted(alone.get(before, ()))
        elif pair.new:
            yield from _cut(found, number, "new")
    for _, gone in waiting:
        yield from _cut(found, gone, "old")


def _kept(found: Comparison) -> dict[int, None]:
    """The numbers of the pairs that stand in both texts in one order (the longest row of them)."""
    rows = [(number, pair) for number, pair in enumerate(found.pairs) if pair.old and pair.new and not pair.moved]
    rows = [(number, pair) for number, pair in rows if _fits(found, pair) and _whole(pair.old) and _whole(pair.new)]
    tails: list[int] = []
    at: list[int] = []
    back: list[int] = []
    for k, (_, pair) in enumerate(rows):
        place = bisect_left(tails, pair.old[0])
        back.append(at[place - 1] if place else -1)
        tails[place : place + 1] = [pair.old[0]]
        at[place : place + 1] = [k]
    chain = []
    k = at[-1] if at else -1
    while k >= 0:
        chain.append(rows[k][0])
        k = back[k]
    return dict.fromkeys(reversed(chain))


def _whole(units: tuple[int, ...]) -> bool:
    return units[-1] - units[0] + 1 == len(units)


def _fits(found: Comparison, pair: SentencePair) -> bool:
    """Whether both sides of a pair may be one paragraph or one row: a row of a table is no paragraph."""
    units = [*[found.old.units[i] for i in pair.old], *[found.new.units[i] for i in pair.new]]
    rows = sum(unit.sort == "row" for unit in units)
    return not rows or (rows == 2 and len(pair.old) == len(pair.new) == 1)


def _cut(found: Comparison, number: int, where: In) -> Iterator[Part]:
    """A pair as it stands in `where`, cut where a paragraph of either text ends inside it."""
    pair = found.pairs[number]
    ours, theirs = _inner(found.old.units, pair.old), _inner(found.new.units, pair.new)
    # What moved in several pieces has no one place: it is deleted here and inserted there.
    moved = bool(where != "both" and pair.old and pair.new and not ours and not theirs and _fits(found, pair))
    last = (
        _end(found.old.units, pair.old) if where != "new" else None,
        _end(found.new.units, pair.new) if where != "old" else None,
    )
    unit = found.old.units[pair.old[-1]] if where == "old" else found.new.units[pair.new[-1]]
    if not (where != "new" and ours) and not (where != "old" and theirs):
        yield Part(pair, number, where, moved, unit, _which(*last), last)
        return
    gone = {"both": "", "old": "insert", "new": "delete"}[where]
    old = new = begun = 0
    segments: list[Segment] = []
    for tag, text in [segment for segment in pair.segments if segment[0] != gone]:
        while text:
            # Up to the next end of a paragraph in a text that this stretch belongs to.
            left = [at - old for at in ours if tag != "insert" and at > old]
            left += [at - new for at in theirs if tag != "delete" and at > new]
            size = min([len(text), *left])
            segments.append((tag, text[:size]))
            text = text[size:]
            old += size if tag != "insert" else 0
            new += size if tag != "delete" else 0
            ends = ours.get(old) if tag != "insert" else None, theirs.get(new) if tag != "delete" else None
            if ends != (None, None):
                part = pair._replace(segments=tuple(segments), stale=_within(pair, begun, new))
                yield Part(part, number, where, False, ends[1] or ends[0] or unit, _which(*ends), ends)
                segments, begun = [], new
    part = pair._replace(segments=tuple(segments), stale=_within(pair, begun, sys.maxsize))
    yield Part(part, number, where, False, unit, _which(*last), last)


def _inner(units: tuple[Unit, ...], numbers: tuple[int, ...]) -> dict[int, Unit]:
    """Where paragraphs end inside the joined text of some units, and the unit that each ends with."""
    found, at = {}, 0
    for number in numbers[:-1]:
        at += len(units[number].text)
        if _ends(units, number):
            found[at] = units[number]
    return found


def _end(units: tuple[Unit, ...], numbers: tuple[int, ...]) -> Unit | None:
    """The last of some units, where a paragraph ends with it."""
    return units[numbers[-1]] if numbers and _ends(units, numbers[-1]) else None


def _which(old: Unit | None, new: Unit | None) -> Literal["", "both", "old", "new"]:
    return "both" if old and new else "old" if old else "new" if new else ""


def _within(pair: SentencePair, start: int, end: int) -> tuple[Stale, ...]:
    """What looks forgotten in a stretch of the new text; what has no place there is said in the first one."""
    return tuple(
        one._replace(start=max(-1, one.start - start)) for one in pair.stale if start <= max(0, one.start) < end
    )


def _ends(units: tuple[Unit, ...], at: int) -> bool:
    """Whether a paragraph, a heading or a row ends with this unit."""
    unit = units[at]
    if unit.sort != "sentence" or at + 1 == len(units):
        return True
    return units[at + 1].group != unit.group or units[at + 1].sort != "sentence"


def _tidied(row: list[Part | ParagraphEnd]) -> list[Part | ParagraphEnd]:
    """Two marks, one of each text, with nothing of the first one's text between them, are one mark in both."""
    done: list[Part | ParagraphEnd] = []
    for one in row:
        if isinstance(one, ParagraphEnd) and one.where != "both":
            at = len(done) - 1
            while at >= 0 and isinstance(done[at], Part) and done[at].where == one.where:
                at -= 1
            mark = done[at] if at >= 0 else None
            if isinstance(mark, ParagraphEnd) and mark.where not in ("both", one.where) and _alike(mark.unit, one.unit):
                del done[at]
                unit = one.unit if one.where == "new" else mark.unit
                done.append(ParagraphEnd("both", unit, mark.unit if one.where == "new" else one.unit))
                continue
        done.append(one)
    return done


def _alike(one: Unit, other: Unit) -> bool:
    """Whether two paragraphs may stand in one: rows of tables stand by themselves."""
    return one.sort == other.sort and one.sort != "row" and one.style == other.style
