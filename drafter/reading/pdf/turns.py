"""Plane transformations, and which way the text of a page runs.

The reader gains a page printed sideways that reads like any other: whatever direction most of its letters run in is
made from left to right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from math import atan2, degrees
from typing import NamedTuple


class Matrix(NamedTuple):
    """(x, y) becomes (a·x + c·y + e, b·x + d·y + f), as in ISO 32000-1, 8.3.3."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where a point comes to lie."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def then(self, outer: Matrix) -> Matrix:
        """This transformation, and `outer` after it."""
        return Matrix(
            self.a * outer.a + self.b * outer.c, self.a * outer.b + self.b * outer.d,
            self.c * outer.a + self.d * outer.c, self.c * outer.b + self.d * outer.d,
            self.e * outer.a + self.f * outer.c + outer.e, self.e * outer.b + self.f * outer.d + outer.f,
        )  # fmt: skip


#: Degrees by which a line may be askew and still be straight (a scan is rarely even).
_ASKEW = 8.0


def quarter(a: float, b: float) -> int:
    """The quarter turns (0 to 3, against the clock) of a line that runs in direction (a, b); -1: it runs aslant."""
    turn = degrees(atan2(b, a)) % 360.0
    near = round(turn / 90.0)
    return near % 4 if abs(turn - near * 90.0) <= _ASKEW else -1


def main_turn(turns: Iterable[int]) -> int:
    """The turn of most letters (0 where nothing is said)."""
    counts = Counter(turn for turn in turns if turn >= 0)
    return max(counts, key=lambda turn: (counts[turn], -turn)) if counts else 0


def upright(turn: int, left: float, bottom: float, right: float, top: float) -> Matrix:
    """What lays a page, whose box is given and whose text runs `turn` quarters turned, upright with y downwards."""
    if turn == 0:
        return Matrix(1, 0, 0, -1, -left, top)
    if turn == 1:
        # Up the page becomes to the right, to the right becomes down.
        return Matrix(0, 1, 1, 0, -bottom, -left)
    if turn == 2:
        return Matrix(-1, 0, 0, 1, right, -bottom)
    return Matrix(0, -1, -1, 0, top, right)
