"""Tables with ruling lines: from the lines to the cells that they fence in, and the letters in each.

The reader gains the cells of a table as they stand on the page, those that reach over several columns or rows with
their words in the first of them, the sides open or drawn.

Limits: a cell that is no rectangle has the words of all its parts.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from drafter.reading.pdf.sheet import Glyph, Rectangle, RuledLine

#: Lines nearer than this are one, drawn twice or pieced together (points).
_SLACK = 3.0
#: Lines on a page beyond this, or cells of a table, are those of a drawing.
_LINES = 4_000
_CELLS = 40_000
#: A side of a cell is drawn when so much of it is.
_DRAWN = 0.6
#: How far lines across reach beyond those down in a table without sides.
_OPEN = 8.0


class FencedTable(NamedTuple):
    """A fenced table: the places of its columns and rows (one more than there are), and for each row the cells: the
    column they begin at and one past their last, the row behind their last, and their letters."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[tuple[PdfCell, ...], ...]

    @property
    def box(self) -> Rectangle:
        """The outer edge."""
        return Rectangle(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])


class PdfCell(NamedTuple):
    """A cell: its first column and one past its last, one past its last row, and its letters in the order drawn."""

    start: int
    end: int
    below: int
    glyphs: tuple[Glyph, ...]


def grids(rules: Iterable[RuledLine], glyphs: Sequence[Glyph]) -> tuple[list[FencedTable], list[Glyph]]:
    """The fenced tables of a page, and the letters that stand in none of them."""
    across, down = _merged([rule for rule in rules if rule.across]), _merged([r for r in rules if not r.across])
    if not across or not down or len(across) + len(down) > _LINES:
        return [], list(glyphs)
    found: list[FencedTable] = []
    rest = list(glyphs)
    for group in _touching(across, down):
        xs, ys, fence = _fence(group)
        if len(xs) < 2 or len(ys) < 2 or (len(xs) - 1) * (len(ys) - 1) > _CELLS or len(xs) + len(ys) == 4:
            continue
        box = Rectangle(xs[0], ys[0], xs[-1], ys[-1])
        inside = [glyph for glyph in rest if box.holds(glyph.middle, glyph.centre)]
        grid = _filled(xs, ys, fence, inside)
        if grid is not None:
            found.append(grid)
            rest = [glyph for glyph in rest if not box.holds(glyph.middle, glyph.centre)]
    return found, rest


def _merged(rules: list[RuledLine]) -> list[RuledLine]:
    """Lines with their pieces put together."""
    found: list[RuledLine] = []
    level: list[RuledLine] = []

    def close() -> None:
        level.sort(key=lambda rule: rule.start)
        at = sum(rule.at for rule in level) / len(level)
        start, end = level[0].start, level[0].end
        for rule in level[1:]:
            if rule.start > end + _SLACK:
                found.append(RuledLine(rule.across, at, start, end))
                start, end = rule.start, rule.end
            else:
                end = max(end, rule.end)
        found.append(RuledLine(level[0].across, at, start, end))

    for rule in sorted(rules, key=lambda rule: rule.at):
        if level and rule.at - level[0].at > _SLACK / 2:
            close()
            level = []
        level.append(rule)
    if level:
        close()
    return found


def _touching(across: list[RuledLine], down: list[RuledLine]) -> list[tuple[list[RuledLine], list[RuledLine]]]:
    """Lines in groups that touch each other."""
    parent = list(range(len(across) + len(down)))

    def root(one: int) -> int:
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    ats = [rule.at for rule in across]
    for j, rule in enumerate(down):
        first = bisect_right(ats, rule.start - _SLACK)
        for i in range(first, len(across)):
            if ats[i] > rule.end + _SLACK:
                break
            if across[i].start - _SLACK <= rule.at <= across[i].end + _SLACK:
                parent[root(i)] = root(len(across) + j)
    groups: dict[int, tuple[list[RuledLine], list[RuledLine]]] = {}
    for i, rule in enumerate(across + down):
        groups.setdefault(root(i), ([], []))[0 if rule.across else 1].append(rule)
    return [group for group in groups.values() if group[0] and group[1]]


_Fence = tuple[list[RuledLine], list[RuledLine]]


def _fence(group: _Fence) -> tuple[list[float], list[float], _Fence]:
    """The places of columns and rows; a table that is open at its sides is closed where its lines end."""
    across, down = list(group[0]), list(group[1])
    top, bottom = min(rule.at for rule in across), max(rule.at for rule in across)
    left, right = min(rule.start for rule in across), max(rule.end for rule in across)
    if left < min(rule.at for rule in down) - _OPEN:
        down.append(RuledLine(False, left, top, bottom))
    if right > max(rule.at for rule in down) + _OPEN:
        down.append(RuledLine(False, right, top, bottom))
    high, low = min(rule.start for rule in down), max(rule.end for rule in down)
    if high < top - _OPEN:
        across.append(RuledLine(True, high, left, right))
    if low > bottom + _OPEN:
        across.append(RuledLine(True, low, left, right))
    return _places(rule.at for rule in down), _places(rule.at for rule in across), (across, down)


def _places(ats: Iterable[float]) -> list[float]:
    found: list[float] = []
    for at in sorted(ats):
        if not found or at - found[-1] > _SLACK:
            found.append(at)
    return found


def _filled(xs: list[float], ys: list[float], fence: _Fence, glyphs: list[Glyph]) -> FencedTable | None:
    """The table of a fence with the letters in it, or None where it is none: a frame, or lines without words."""
    wide, high = len(xs) - 1, len(ys) - 1
    above = [[False] * wide for _ in range(high + 1)]
    before = [[False] * (wide + 1) for _ in range(high)]
    for rule in fence[0]:
        _draw(above[_nearest(ys, rule.at)], xs, rule)
    for rule in fence[1]:
        drawn = [False] * high
        _draw(drawn, ys, rule)
        column = _nearest(xs, rule.at)
        for row in range(high):
            before[row][column] = before[row][column] or drawn[row]
    owner = _regions(wide, high, above, before)
    edges: dict[int, tuple[int, int]] = {}
    for at, region in enumerate(owner):
        end, below = edges.get(region, (0, 0))
        edges[region] = max(end, at % wide + 1), max(below, at // wide + 1)
    if len(edges) < 2:
        return None
    letters: dict[int, list[Glyph]] = {region: [] for region in edges}
    for glyph in glyphs:
        column = min(wide - 1, max(0, bisect_right(xs, glyph.middle) - 1))
        row = min(high - 1, max(0, bisect_right(ys, glyph.centre) - 1))
        letters[owner[row * wide + column]].append(glyph)
    if sum(bool(found) for found in letters.values()) < 2:
        return None
    cells = tuple(
        tuple(
            PdfCell(region % wide, *edges[region], tuple(letters[region]))
            for region in range(row * wide, row * wide + wide)
            if owner[region] == region
        )
        for row in range(high)
    )
    return FencedTable(tuple(xs), tuple(ys), cells)


def _nearest(places: list[float], at: float) -> int:
    after = min(len(places) - 1, bisect_right(places, at))
    return after - 1 if after and at - places[after - 1] < abs(places[after] - at) else after


def _draw(drawn: list[bool], places: list[float], rule: RuledLine) -> None:
    """Marks the stretches between places that a line covers."""
    first = max(0, bisect_right(places, rule.start - _SLACK) - 1)
    for at in range(first, len(drawn)):
        low, high = places[at], places[at + 1]
        if low > rule.end:
            break
        if min(high, rule.end) - max(low, rule.start) >= _DRAWN * (high - low):
            drawn[at] = True


def _regions(wide: int, high: int, above: list[list[bool]], before: list[list[bool]]) -> list[int]:
    """For each place of a grid the first place of the cell that it belongs to."""
    owner = list(range(wide * high))

    def root(one: int) -> int:
        while owner[one] != one:
            owner[one] = owner[owner[one]]
            one = owner[one]
        return one

    for row in range(high):
        for column in range(wide):
            here = row * wide + column
            if column and not before[row][column]:
                _join(owner, root(here - 1), root(here))
            if row and not above[row][column]:
                _join(owner, root(here - wide), root(here))
    return [root(at) for at in range(wide * high)]


def _join(owner: list[int], one: int, other: int) -> None:
    owner[max(one, other)] = min(one, other)
