"""Two texts as one row of parts, some in both, some in the old or the new one only: what a page of tracked changes is.

The reader gains a page from which both texts come back exactly: leaving out what is new gives the old text, leaving out
what is old gives the new one, paragraphs included.

Limits: what stands in both must stand in the same order in both; whatever moved stands twice, once for each text.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import Literal, NamedTuple, TypeAlias

from drafter.comparing.comparison import Comparison, Pair
from drafter.comparing.side import Unit

In: TypeAlias = Literal["both", "old", "new"]


class Part(NamedTuple):
    """The sentences of a pair as they stand in both texts or in one of them; `moved` where they stand elsewhere in the
    other. `unit` is one of them; `end` tells in which texts a paragraph ends here ("" for none)."""

    pair: Pair
    number: int
    where: In
    moved: bool
    unit: Unit
    end: Literal["", "both", "old", "new"]


class Mark(NamedTuple):
    """The end of a paragraph that is in both texts or in one of them; `unit` is of that paragraph."""

    where: In
    unit: Unit


def sequence(found: Comparison) -> Iterator[Part | Mark]:
    """The parts of a comparison with the marks between them, in an order that serves both texts."""
    return iter(_tidied(list(_marked(found))))


def _marked(found: Comparison) -> Iterator[Part | Mark]:
    for part in _parts(found):
        yield part
        if part.end:
            yield Mark(part.end, part.unit)


def _parts(found: Comparison) -> Iterator[Part]:
    kept = _kept(found.pairs)
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
                yield _part(found, gone, "old")
            waiting = []
        if number in order:
            yield _part(found, number, "both")
            before = order[number] + 1
            waiting = sorted(alone.get(before, ()))
        elif pair.new:
            yield _part(found, number, "new")
    for _, gone in waiting:
        yield _part(found, gone, "old")


def _kept(pairs: tuple[Pair, ...]) -> dict[int, None]:
    """The numbers of the pairs that stand in both texts in one order (the longest row of them)."""
    rows = [(number, pair) for number, pair in enumerate(pairs) if pair.old and pair.new and not pair.moved]
    rows = [(number, pair) for number, pair in rows if _whole(pair.old) and _whole(pair.new)]
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


def _part(found: Comparison, number: int, where: In) -> Part:
    pair = found.pairs[number]
    old_end = where != "new" and _ends(found.old.units, pair.old[-1])
    new_end = where != "old" and _ends(found.new.units, pair.new[-1])
    end: Literal["", "both", "old", "new"] = "both" if old_end and new_end else "old" if old_end else "new"
    unit = found.old.units[pair.old[-1]] if where == "old" else found.new.units[pair.new[-1]]
    moved = where != "both" and bool(pair.old) and bool(pair.new)
    return Part(pair, number, where, moved, unit, end if old_end or new_end else "")


def _ends(units: tuple[Unit, ...], at: int) -> bool:
    """Whether a paragraph, a heading or a row ends with this unit."""
    unit = units[at]
    if unit.sort != "sentence" or at + 1 == len(units):
        return True
    return units[at + 1].group != unit.group or units[at + 1].sort != "sentence"


def _tidied(row: list[Part | Mark]) -> list[Part | Mark]:
    """Two marks, one of each text, with nothing of the first one's text between them, are one mark in both."""
    done: list[Part | Mark] = []
    for one in row:
        if isinstance(one, Mark) and one.where != "both":
            at = len(done) - 1
            while at >= 0 and isinstance(done[at], Part) and done[at].where == one.where:
                at -= 1
            mark = done[at] if at >= 0 else None
            if isinstance(mark, Mark) and mark.where not in ("both", one.where) and _alike(mark.unit, one.unit):
                del done[at]
                unit = one.unit if one.where == "new" else mark.unit
                done.append(Mark("both", unit))
                continue
        done.append(one)
    return done


def _alike(one: Unit, other: Unit) -> bool:
    """Whether two paragraphs may stand in one: rows of tables stand by themselves."""
    return one.sort == other.sort and one.sort != "row" and one.style == other.style
