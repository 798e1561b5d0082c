"""Letters put together to words and words to lines, by where they stand and not by when they were drawn.

The reader gains a text in the order of the page, raised and lowered letters in their line.

Limits: letters set wide apart ("附　件") are words of one letter; whoever needs them as one folds the blanks.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from drafter.reading.pdf.sheet import Glyph
from drafter.reading.raised import lowered, raised

#: Letters of a line stand on base lines no further apart than this share of their size.
_LEVEL = 0.45
#: A gap of so many letters parts the words of two columns.
_APART = 1.3
#: A gap wider by that many letters than the others of its line is a blank between words.
_BLANK = 0.18
#: Letters of at most this share of the size of their line, and so much off its base, are set high or low.
_SMALL, _OFF = 0.75, 0.2


class LineStretch(NamedTuple):
    """Words that stand together: where they begin and end, their base line, the height of most letters, and whether the
    file calls them no part of the text or draws them pale."""

    text: str
    left: float
    right: float
    base: float
    size: float
    artifact: bool = False
    shaded: bool = False

    @property
    def top(self) -> float:
        """The upper edge of its letters."""
        return self.base - 0.85 * self.size

    @property
    def bottom(self) -> float:
        """The lower edge of its letters."""
        return self.base + 0.2 * self.size


def rows(glyphs: Iterable[Glyph]) -> list[list[LineStretch]]:
    """The lines of letters, down the page; each the words that stand apart in it, from left to right."""
    level: list[Glyph] = []
    found: list[list[LineStretch]] = []
    given = list(glyphs)
    upright = [glyph for glyph in given if not glyph.turned]
    for glyph in sorted(upright, key=lambda one: one.base):
        if level and glyph.base - level[0].base > _LEVEL * _size(glyph, level[0]):
            found.append(_row(level))
            level = []
        level.append(glyph)
    if level:
        found.append(_row(level))
    if len(upright) < len(given):
        found += [[one] for one in _turned(glyph for glyph in given if glyph.turned)]
        found.sort(key=lambda row: row[0].base)
    return found


def _size(one: Glyph, other: Glyph) -> float:
    """The size that tells whether two letters stand on a level: no raised letter is smaller than half of its line."""
    return min(max(one.size, other.size), 2 * min(one.size, other.size))


def _row(level: list[Glyph]) -> list[LineStretch]:
    level.sort(key=lambda glyph: glyph.left)
    found: list[LineStretch] = []
    start = 0
    for at in range(1, len(level) + 1):
        if at == len(level) or level[at].left - level[at - 1].right > _APART * min(level[at].size, level[at - 1].size):
            found.append(_stretch(level[start:at]))
            start = at
    return found


def _stretch(glyphs: list[Glyph]) -> LineStretch:
    gaps = [glyph.left - before.right for before, glyph in pairwise(glyphs)]
    # In a line stretched to the margin wide gaps are no blanks.
    even = sorted(gaps)[3 * len(gaps) // 4] if len(gaps) > 3 else 0.0
    said = _set_off(glyphs)
    parts = [said[0]]
    for before, glyph, gap, text in zip(glyphs, glyphs[1:], gaps, said[1:], strict=False):
        latin = before.text.isascii() and glyph.text.isascii() and before.text.isalnum() and glyph.text.isalnum()
        wide = _BLANK * glyph.size + max(0.0, even)
        if glyph.spaced or (gap > wide and (latin or (before.text.isalpha() and glyph.text.isalpha()))):
            parts.append(" ")
        parts.append(text)
    sizes = sorted(glyph.size for glyph in glyphs)
    bases = sorted(glyph.base for glyph in glyphs)
    middle = len(glyphs) // 2
    return LineStretch(
        "".join(parts), glyphs[0].left, max(glyph.right for glyph in glyphs[-3:]), bases[middle], sizes[middle],
        sum(glyph.artifact for glyph in glyphs) * 2 > len(glyphs),
        sum(glyph.shaded for glyph in glyphs) * 2 > len(glyphs),
    )  # fmt: skip


def _set_off(glyphs: list[Glyph]) -> list[str]:
    """The letters of a line as characters; small figures set high or low are such characters."""
    said = [glyph.text for glyph in glyphs]
    sizes = sorted(glyph.size for glyph in glyphs)
    size = sizes[len(sizes) // 2]
    if sizes[0] > _SMALL * size:
        return said
    base = sorted(glyph.base for glyph in glyphs if glyph.size > _SMALL * size)
    middle = base[len(base) // 2]
    for at, glyph in enumerate(glyphs):
        if at and glyph.size <= _SMALL * size and len(glyph.text) == 1:
            if glyph.base < middle - _OFF * size:
                said[at] = raised(glyph.text)
            elif glyph.base > middle + _OFF / 2 * size:
                said[at] = lowered(glyph.text)
    return said


def _turned(glyphs: Iterable[Glyph]) -> list[LineStretch]:
    """Words that stand across the lines, in the order in which they are drawn."""
    found: list[LineStretch] = []
    group: list[Glyph] = []
    for glyph in glyphs:
        last = group[-1] if group else glyph
        if abs(glyph.middle - last.middle) > glyph.size / 2 or abs(glyph.base - last.base) > 2 * glyph.size:
            found.append(_stacked(group))
            group = []
        group.append(glyph)
    return [*found, _stacked(group)] if group else found


def _stacked(group: list[Glyph]) -> LineStretch:
    top = min(group, key=lambda glyph: glyph.base)
    text = "".join([f" {glyph.text}" if glyph.spaced else glyph.text for glyph in group]).strip()
    return LineStretch(text, top.left, top.right, top.base, top.size, top.artifact, top.shaded)
