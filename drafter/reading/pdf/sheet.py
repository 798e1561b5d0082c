"""What is seen on a page: letters and ruling lines, upright, measured in points from its upper left corner.

The reader gains one shape for a page whatever way it was turned or drawn.

Limits: text set in columns from top to bottom is read a letter a line.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Glyph(NamedTuple):
    """A letter: where it begins and ends, its base line (from the top of the page), the height of its font (points).

    `spaced`: a blank stands before it; `turned`: it stands across the lines of the page; `shaded`: it is pale, as
    watermarks are; `artifact`: the file says that it is no part of the text; `lost`: the file does not say which
    character it is.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    spaced: bool = False
    turned: bool = False
    shaded: bool = False
    artifact: bool = False
    lost: bool = False

    @property
    def middle(self) -> float:
        """Where it stands across the page."""
        return (self.left + self.right) / 2

    @property
    def centre(self) -> float:
        """Where it stands down the page: the middle of a character, not of its descent."""
        return self.base - 0.35 * self.size


class RuledLine(NamedTuple):
    """A straight line, `across` the page or down: its place, and from where to where it goes."""

    across: bool
    at: float
    start: float
    end: float


class Rectangle(NamedTuple):
    """A rectangle with its sides along those of the page."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, x: float, y: float, slack: float = 0.0) -> bool:
        """Whether a point lies in it, or no further outside than `slack`."""
        return self.left - slack <= x <= self.right + slack and self.top - slack <= y <= self.bottom + slack

    def both(self, other: Rectangle) -> Rectangle:
        """What two rectangles share; turned inside out where that is nothing."""
        return Rectangle(
            max(self.left, other.left), max(self.top, other.top),
            min(self.right, other.right), min(self.bottom, other.bottom),
        )  # fmt: skip


class PdfSheet(NamedTuple):
    """A page: `pictured` is the share of it that pictures cover; `lost`: it cannot be opened."""

    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[RuledLine, ...] = ()
    pictured: float = 0.0
    lost: bool = False


def around(points: Iterable[tuple[float, float]]) -> Rectangle:
    """The smallest rectangle around points (at least one)."""
    xs, ys = zip(*points, strict=True)
    return Rectangle(min(xs), min(ys), max(xs), max(ys))
