"""A page as lines and fenced tables, stamps taken away.

The reader gains the text without the pale words that an office prints behind it.
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from drafter.reading.pdf.aligned import AlignedTable
from drafter.reading.pdf.cells import joined, levels, lines
from drafter.reading.pdf.grid import FencedTable, grids
from drafter.reading.pdf.lines import LineStretch, rows
from drafter.reading.pdf.sheet import Glyph, PdfSheet, RuledLine

#: Pale letters larger than those of the text by this much, with others on them, are a stamp.
_STAMP = 1.6
#: No cell leaves more room than this at its edges (points).
_EDGE = 8.0


class PdfPage(NamedTuple):
    """`rows` are the lines outside of fenced tables, each the words that stand apart in it; `tables` those tables;
    `across` ruling lines that fence no table; `letters` and `lost` how many letters were seen, and how many of them
    nobody can read; `pictured` the share of the page under pictures."""

    width: float
    height: float
    rows: list[list[LineStretch]]
    tables: list[AlignedTable]
    across: list[RuledLine]
    letters: int
    lost: int
    pictured: float
    closed: bool = False


def laid_out(sheet: PdfSheet) -> PdfPage:
    """The lines and fenced tables of a page."""
    glyphs = _unstamped(sheet.glyphs)
    fenced, rest = grids(sheet.rules, glyphs)
    boxes = [grid.box for grid in fenced]
    across = [rule for rule in sheet.rules if rule.across
              and not any(box.holds((rule.start + rule.end) / 2, rule.at, 3.0) for box in boxes)]  # fmt: skip
    lost = sum(glyph.lost for glyph in glyphs)
    return PdfPage(
        sheet.width, sheet.height, rows(rest), [_told(grid) for grid in fenced], across, len(glyphs), lost,
        sheet.pictured, sheet.lost,
    )  # fmt: skip


def _unstamped(glyphs: tuple[Glyph, ...]) -> list[Glyph]:
    sizes = Counter(round(glyph.size) for glyph in glyphs if not glyph.shaded)
    body = sizes.most_common(1)[0][0] if sizes else 0
    stamps = [glyph for glyph in glyphs if glyph.shaded and glyph.size >= _STAMP * body]
    if not body or not stamps:
        return list(glyphs)
    spots = {(int(glyph.middle // 12), int(glyph.centre // 12)) for glyph in glyphs if not glyph.shaded}

    def under(glyph: Glyph) -> bool:
        reach = max(1, int(glyph.size // 24))
        x, y = int(glyph.middle // 12), int(glyph.centre // 12)
        return any((x + i, y + j) in spots for i in range(-reach, reach + 1) for j in range(-reach, reach + 1))

    if not any(under(glyph) for glyph in stamps):
        return list(glyphs)
    return [glyph for glyph in glyphs if not (glyph.shaded and glyph.size >= _STAMP * body)]


def _told(grid: FencedTable) -> AlignedTable:
    """The words of a fenced table."""
    made: list[tuple[tuple[float, str], ...]] = []
    spare = []
    for row in grid.cells:
        found = [(grid.xs[cell.start], grid.xs[cell.end], lines(cell.glyphs)) for cell in row]
        for part in levels(found) if all(cell.below == row[0].below for cell in row) else [found]:
            made.append(tuple((left, joined(words, left, right)) for left, right, words in part))
        for cell, (left, right, words) in zip(row, found, strict=True):
            if words and cell.below == len(grid.cells):
                edge = min(_EDGE, *(line.left - left for line in words))
                free = right - left - 2 * edge - (words[-1].right - words[-1].left)
                spare.append((left, (free, words[-1].size)))
    return AlignedTable(grid.xs[:-1], tuple(made), grid.ys[0], grid.ys[-1], True, tuple(spare))
