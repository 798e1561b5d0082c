"""Which letters of a page are seen, and each of them once.

The reader gains what stands on the paper: nothing that lies outside of it, is cut off or is white on white, no letter
twice because it was drawn twice to look bold, no stamp across the page.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple
from unicodedata import east_asian_width

from drafter.reading.pdf.drawing import Drawing, TextLook
from drafter.reading.pdf.sheet import Glyph, Rectangle
from drafter.reading.pdf.turns import Matrix

#: A letter over the same letter, nearer than this share of its width, is the same one drawn again.
_AGAIN = 0.4
#: Recognition gives letters of one size sizes that differ by this much.
_CHANCE = 0.3
#: Letters are looked for in squares of so many points.
_PLACE = 16.0


class Letter(NamedTuple):
    """A letter as it is drawn, in the measures of the file: its place, how far the next of its line stands, the height
    of its font, the quarter turns of its line (-1: aslant), how it looks; `spaced`: behind a blank; `lost`: the file
    does not say which character it is."""

    text: str
    x: float
    y: float
    width: float
    size: float
    turn: int
    look: TextLook
    spaced: bool = False
    lost: bool = False

    @property
    def centre(self) -> tuple[float, float]:
        """About the middle of the letter."""
        half, up = self.width / 2, 0.35 * self.size
        if self.turn <= 0:
            return self.x + half, self.y + up
        along = ((-up, half), (-half, -up), (up, -half))[self.turn - 1]
        return self.x + along[0], self.y + along[1]


def width(text: str, reach: float, wide: float) -> float:
    """How far the next letter stands: `reach` is what the font says of this one, `wide` the width of its square."""
    if east_asian_width(text) in "WF":
        return wide
    return min(max(reach, 0.1 * wide), 3 * wide)


def shown(letters: Iterable[Letter], frame: Rectangle, drawing: Drawing) -> list[Letter]:
    """The letters that are seen: those of a scanned page are those that recognition put under it."""
    plain, under = [], []
    for letter in letters:
        look = letter.look
        x, y = letter.centre
        if letter.turn < 0 or not frame.holds(x, y) or (look.clip and not look.clip.holds(x, y, letter.size / 4)):
            continue
        if look.unseen:
            under.append(letter)
        elif (not look.white or drawing.dark(x, y)) and not drawing.covered(x, y, look.order):
            plain.append(letter)
    if under and plain:
        # Recognised text under text that is drawn says the same again; beside it, and on no picture, it is of no scan.
        taken = {_spot(*letter.centre, letter.size) for letter in plain}
        under = [
            letter
            for letter in under
            if drawing.on_picture(*letter.centre) and not _near(_spot(*letter.centre, letter.size), taken)
        ]
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
        if _again(letter, places):
            continue
        places.setdefault((letter.text, int(letter.x // _PLACE), int(letter.y // _PLACE)), []).append(letter)
        kept.append(letter)
    return kept


def _again(letter: Letter, places: dict[tuple[str, int, int], list[Letter]]) -> bool:
    """Whether the same letter has been drawn here before."""
    text, x, y = letter.text, letter.x, letter.y
    near = min(_AGAIN * letter.width, _PLACE)
    for column in range(int((x - near) // _PLACE), int((x + near) // _PLACE) + 1):
        for row in range(int((y - near) // _PLACE), int((y + near) // _PLACE) + 1):
            for one in places.get((text, column, row), ()):
                if abs(one.x - x) < near and abs(one.y - y) < near and one.turn == letter.turn:
                    return True
    return False


def evened(letters: list[Letter]) -> list[Letter]:
    """Letters of a page that recognition has read, sizes that differ by chance made one."""
    if 2 * sum(letter.look.unseen for letter in letters) <= len(letters):
        return letters
    middle = sorted(letter.size for letter in letters)[len(letters) // 2]
    return [letter._replace(size=middle) if abs(letter.size - middle) < _CHANCE * middle else letter
            for letter in letters]  # fmt: skip


def glyphs(letters: Iterable[Letter], turn: int, lay: Matrix) -> list[Glyph]:
    """The letters on the page as `lay` lays it, where lines run `turn` quarters turned."""
    found = []
    for letter in letters:
        x, y = lay.point(letter.x, letter.y)
        look = letter.look
        left, right, base = x, x + letter.width, y
        if letter.turn != turn:
            x, y = lay.point(*letter.centre)
            left, right, base = x - letter.size / 2, x + letter.size / 2, y + 0.35 * letter.size
        found.append(
            Glyph(letter.text, left, right, base, letter.size, letter.spaced, letter.turn != turn, look.pale,
                  look.artifact, letter.lost)
        )  # fmt: skip
    return found
