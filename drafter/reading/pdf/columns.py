"""The order of reading: down the page, and where the text runs in two columns, down the left one first.

The reader gains a text in two columns that reads as it is meant.

Limits: three columns are read as two, the right one line by line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from drafter.reading.pdf.lines import LineStretch
from drafter.reading.pdf.paragraphs import edge

#: Lines of a column at least, and characters of a line of it on the average.
_LINES, _LONG = 4, 8
#: A column is filled so far by half of its lines; so much of the shorter one stands beside the other.
_FULL, _SHARED = 0.6, 0.4


class Flow(NamedTuple):
    """Lines that are read from top to bottom; `left` and `right` are the edges of a column, equal for a whole page."""

    rows: list[list[LineStretch]]
    left: float = 0.0
    right: float = 0.0


def flows(rows: list[list[LineStretch]], width: float, known: float = 0.0) -> Iterator[Flow]:
    """The lines of a page (of `width` points) in the order of reading; `known` is where the right column began on the
    page before (0: it had none), so that a few lines of it are enough."""
    middle = _middle(rows, width) or known
    if middle <= 0:
        yield Flow(rows)
        return
    again = abs(middle - known) < 3
    plain: list[list[LineStretch]] = []
    zone: list[list[LineStretch]] = []
    for row in [*rows, []]:
        if row and not any(one.left < middle - 2 and one.right > middle + 2 for one in row):
            zone.append(row)
            continue
        columns = _parted(zone, middle, again)
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


def _middle(rows: list[list[LineStretch]], width: float) -> float:
    """Where a right column may begin, or 0."""
    starts = Counter(round(one.left) for row in rows for one in row if 0.35 * width < one.left < 0.65 * width)
    at, count = max(starts.items(), key=lambda item: (item[1], -item[0]), default=(0, 0))
    return float(at) if count >= _LINES else 0.0


def _parted(zone: list[list[LineStretch]], middle: float, again: bool) -> list[Flow]:
    """The two columns of a zone (with what stands above them), or nothing where it has none."""
    sides: list[list[list[LineStretch]]] = [[], []]
    for row in zone:
        for side in (0, 1):
            part = [one for one in row if (one.left >= middle - 2) is bool(side)]
            if part:
                sides[side].append(part)
    if not sides[0] or not sides[1]:
        return []
    # Both columns begin at one height; what stands above one of them alone stands above both.
    start = max(side[0][0].base for side in sides)
    lead = [part for side in sides for part in side if part[0].base < start - 1.5 * part[0].size]
    sides = [[part for part in side if part not in lead] for side in sides]
    least = 1 if again else _LINES
    if min(map(len, sides)) < least or any(len(part) > 1 for side in sides for part in side):
        return []
    spans = [(side[0][0].base, side[-1][0].base) for side in sides]
    shared = min(end for _, end in spans) - max(begin for begin, _ in spans)
    if shared < _SHARED * min(end - begin for begin, end in spans):
        return []
    found = [_column([part[0] for part in side]) for side in sides]
    if not all(column.filled or (again and side) for side, column in enumerate(found)) or found[0].right >= middle:
        return []
    made = [Flow(side, column.left, column.right) for side, column in zip(sides, found, strict=True)]
    if again:
        # A few lines do not tell how wide their column is.
        wide = max(flow.right - flow.left for flow in made)
        made = [flow._replace(right=flow.left + wide) for flow in made]
    return [Flow(lead), *made] if lead else made


class _Column(NamedTuple):
    left: float
    right: float
    filled: bool


def _column(ones: list[LineStretch]) -> _Column:
    """The edges of lines below each other, and whether they fill them as a text does."""
    left, right = min(one.left for one in ones), max(one.right for one in ones)
    right = edge([(one.right, one.text) for one in ones], ones[0].size) or right
    widths = sorted(one.right - one.left for one in ones)
    filled = widths[len(widths) // 2] >= _FULL * (right - left) and sum(len(o.text) for o in ones) >= _LONG * len(ones)
    return _Column(left, right, filled)
