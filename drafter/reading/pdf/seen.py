"""Which letters of a page are seen, and each of them once.

The reader gains what stands on the paper: nothing that lies outside of it, is cut off or is white on white, no letter
twice because it was drawn twice to look bold, no stamp across the page.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple
from unicodedata import east_asian_width

from drafter.reading.pdf.drawing import Drawing, Look
from drafter.reading.pdf.sheet import Box, Glyph
from drafter.reading.pdf.turns import Matrix

#: A letter over the same letter, nearer than this share of its width, is the same one drawn again.
_AGAIN = 0.4


class Letter(NamedTuple):
    """A letter as it is drawn, in the measures of the file: its place, how far it reaches along its line, the width and
    the height of its font, the quarter turns of its line (-1: aslant), how it looks; `spaced`: behind a blank; `lost`:
    the file does not say which character it is."""

    text: str
    x: float
    y: float
    reach: float
    wide: float
    size: float
    turn: int
    look: Look | None = None
    spaced: bool = False
    lost: bool = False

    @property
    def centre(self) -> tuple[float, float]:
        """About the middle of the letter."""
        half, up = self.width / 2, 0.35 * self.size
        along = ((half, up), (-up, half), (-half, -up), (up, -half))[max(0, self.turn)]
        return self.x + along[0], self.y + along[1]

    @property
    def width(self) -> float:
        """How far the next letter of its line stands."""
        if east_asian_width(self.text) in "WF":
            # Some fonts give the ink of a letter for its room.
            return self.wide
        return min(max(self.reach, 0.1 * self.wide), 3 * self.wide)


def shown(letters: Iterable[Letter], frame: Box, drawing: Drawing) -> list[Letter]:
    """The letters that are seen: those of a scanned page are those that recognition put under it."""
    plain, under = [], []
    for letter in letters:
        look = letter.look or Look()
        x, y = letter.centre
        if letter.turn < 0 or not frame.holds(x, y) or (look.clip and not look.clip.holds(x, y, letter.size / 4)):
            continue
        if look.unseen:
            under.append(letter)
        elif not look.white or drawing.dark(x, y):
            plain.append(letter)
    if under and plain:
        # Recognised text under text that is drawn says the same again.
        taken = {_spot(*letter.centre, letter.size) for letter in plain}
        under = [letter for letter in under if not _near(_spot(*letter.centre, letter.size), taken)]
    return _once(plain + under)


def _spot(x: float, y: float, size: float) -> tuple[int, int]:
    return round(x / 6), round(y / 6)


def _near(spot: tuple[int, int], taken: set[tuple[int, int]]) -> bool:
    return any((spot[0] + i, spot[1] + j) in taken for i in (-1, 0, 1) for j in (-1, 0, 1))


def _once(letters: list[Letter]) -> list[Letter]:
    """Letters without those that are drawn over themselves."""
    kept: list[Letter] = []
    places: dict[tuple[str, int, int], list[Letter]] = {}
    for letter in letters:
        near = _AGAIN * letter.width
        column, row = int(letter.x // 8), int(letter.y // 8)
        around = (places.get((letter.text, column + i, row + j), ()) for i in (-1, 0, 1) for j in (-1, 0, 1))
        if any(
            abs(one.x - letter.x) < near and abs(one.y - letter.y) < near and one.turn == letter.turn
            for found in around
            for one in found
        ):
            continue
        places.setdefault((letter.text, column, row), []).append(letter)
        kept.append(letter)
    return kept


def glyphs(letters: Iterable[Letter], turn: int, lay: Matrix) -> list[Glyph]:
    """The letters on the page as `lay` lays it, where lines run `turn` quarters turned."""
    found = []
    for letter in letters:
        x, y = lay.point(letter.x, letter.y)
        look = letter.look or Look()
        left, right, base = x, x + letter.width, y
        if letter.turn != turn:
            x, y = lay.point(*letter.centre)
            left, right, base = x - letter.size / 2, x + letter.size / 2, y + 0.35 * letter.size
        found.append(
            Glyph(letter.text, left, right, base, letter.size, letter.spaced, letter.turn != turn, look.pale,
                  look.artifact, letter.lost)
        )  # fmt: skip
    return found
