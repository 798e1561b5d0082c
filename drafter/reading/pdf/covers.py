"""Boxes on a page by where they are: which of them a point lies on.

The reader gains a text without what somebody painted over.
"""

from __future__ import annotations

from drafter.reading.pdf.sheet import Rectangle

#: Boxes are kept by squares of so many points; one that lies on more of them than that is looked at for every point.
_SQUARE, _MANY = 60.0, 400


class Covers:
    """Boxes in the order in which they are drawn."""

    def __init__(self) -> None:
        self._squares: dict[tuple[int, int], list[tuple[int, Rectangle]]] = {}
        self._large: list[tuple[int, Rectangle]] = []
        self._last = -1

    def add(self, order: int, box: Rectangle) -> None:
        """Another box; `order` is never less than that of the one before."""
        self._last = order
        columns = range(int(box.left // _SQUARE), int(box.right // _SQUARE) + 1)
        rows = range(int(box.top // _SQUARE), int(box.bottom // _SQUARE) + 1)
        if len(columns) * len(rows) > _MANY:
            self._large.append((order, box))
            return
        for column in columns:
            for row in rows:
                self._squares.setdefault((column, row), []).append((order, box))

    def over(self, x: float, y: float, order: int) -> bool:
        """Whether a box that is drawn behind `order` lies on a point."""
        if self._last <= order:
            return False
        here = self._squares.get((int(x // _SQUARE), int(y // _SQUARE)), ())
        for found in (here, self._large):
            for at, box in reversed(found):
                if at <= order:
                    break
                if box.holds(x, y):
                    return True
        return False
