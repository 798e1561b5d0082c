"""The order of reading: down the page, and where the text runs in two columns, down the left one first.

The reader gains a text in two columns that reads as it is meant.

Limits: three columns are read as two, the right one line by line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from drafter.reading.pdf.lines import Stretch

#: Lines of a column at least, and characters of a line of it on the average.
_LINES, _LONG = 4, 8
#: A column is filled so far by half of its lines.
_FULL = 0.6


class Flow(NamedTuple):
    """Lines that are read from top to bottom; `left` and `right` are the edges of a column, equal for a whole page."""

    rows: list[list[Stretch]]
    left: float = 0.0
    right: float = 0.0


def flows(rows: list[list[Stretch]], width: float) -> Iterator[Flow]:
    """The lines of a page (of `width` points) in the order of reading."""
    middle = _middle(rows, width)
    if middle <= 0:
        yield Flow(rows)
        return
    plain: list[list[Stretch]] = []
    zone: list[list[Stretch]] = []
    for row in [*rows, []]:
        if row and not any(one.left < middle - 2 and one.right > middle + 2 for one in row):
            zone.append(row)
            continue
        columns = list(_parted(zone, middle))
        if columns:
            if plain:
                yield Flow(plain)
            yield from columns
            plain = []
        else:
            plain += zone
        zone = []
        if row:
            plain.append(row)
    if plain:
        yield Flow(plain)


def _middle(rows: list[list[Stretch]], width: float) -> float:
    """Where a right column may begin, or 0."""
    starts = Counter(round(one.left) for row in rows for one in row if 0.35 * width < one.left < 0.65 * width)
    at, count = max(starts.items(), key=lambda item: (item[1], -item[0]), default=(0, 0))
    return float(at) if count >= _LINES else 0.0


def _parted(zone: list[list[Stretch]], middle: float) -> Iterator[Flow]:
    """The two columns of a zone, or nothing where it has none."""
    sides: tuple[list[list[Stretch]], list[list[Stretch]]] = ([], [])
    for row in zone:
        for number, second in enumerate((False, True)):
            part = [one for one in row if (one.left >= middle - 2) is second]
            if part:
                sides[number].append(part)
    if not sides[0] or not sides[1]:
        return
    # Both columns begin at one height; what stands above one of them alone stands above both.
    start = max(side[0][0].base for side in sides)
    lead = [part for side in sides for part in side if part[0].base < start - 1.5 * part[0].size]
    sides = ([part for part in sides[0] if part not in lead], [part for part in sides[1] if part not in lead])
    if min(map(len, sides)) < _LINES or any(len(part) > 1 for side in sides for part in side):
        return
    tops = [max(side[0][0].base for side in sides), min(side[-1][0].base for side in sides)]
    whole = max(side[-1][0].base for side in sides) - min(side[0][0].base for side in sides)
    if tops[1] - tops[0] < 0.4 * whole:
        return
    found = []
    for side in sides:
        ones = [part[0] for part in side]
        left, right = min(one.left for one in ones), max(one.right for one in ones)
        widths = sorted(one.right - one.left for one in ones)
        if widths[len(widths) // 2] < _FULL * (right - left) or sum(len(o.text) for o in ones) < _LONG * len(ones):
            return
        found.append(Flow(side, left, right))
    if found[0].right < middle:
        if lead:
            yield Flow(lead)
        yield from found
