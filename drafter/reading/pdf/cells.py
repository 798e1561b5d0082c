"""The words of a cell: lines that were broken to fit are one, others stand apart.

The reader gains cells that say what they say in the document that was printed.

Limits: a line that ends at the edge of its cell by chance is taken for a broken one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from drafter.reading.pdf.lines import LineStretch, rows
from drafter.reading.pdf.sheet import Glyph

#: A label of few letters is set over several lines without being parted by them.
_LABEL = 6
#: A figure of a table, or the stroke that stands for none.
FIGURE = re.compile(r"[-−+±]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?[%％‰]?|[-—–/]{1,2}")
_DONE = "，。；：、！？"


def lines(glyphs: Iterable[Glyph]) -> list[LineStretch]:
    """The lines of letters in a cell."""
    return [line for row in rows(glyphs) if (line := _line(row)).text]


def _line(row: list[LineStretch]) -> LineStretch:
    return row[0]._replace(text=" ".join([one.text for one in row]), right=row[-1].right)


def levels(cells: list[tuple[float, float, list[LineStretch]]]) -> list[list[tuple[float, float, list[LineStretch]]]]:
    """The rows that a row of cells (edges, lines) is made of: where figures stand below each other in one cell, each
    begins a row of its own that no line parts from the next."""
    counted = [[line.base for line in found] for left, right, found in cells
               if len(found) > 1 and all(FIGURE.fullmatch(line.text) for line in found)
               and not any(_full(line, left, right) for line in found[:-1])]  # fmt: skip
    if not counted:
        return [cells]
    starts = max(counted, key=len)
    half = min(after - before for before, after in pairwise(starts)) / 2
    rows_of: list[list[tuple[float, float, list[LineStretch]]]] = []
    for at in range(len(starts)):
        low = starts[at] - half if at else float("-inf")
        high = starts[at + 1] - half if at + 1 < len(starts) else float("inf")
        rows_of.append([(left, right, [line for line in found if low <= line.base < high])
                        for left, right, found in cells])  # fmt: skip
    return rows_of


def _full(line: LineStretch, left: float, right: float) -> bool:
    """Whether no further digit would stand in a line of a cell: a figure may be broken there."""
    edge = min(8.0, line.left - left)
    return line.right - line.left + 0.75 * line.size > right - left - 2 * edge


def joined(found: list[LineStretch], left: float, right: float) -> str:
    """Lines of a cell between two edges as one."""
    done = ""
    # What the widest line leaves free on both sides is no room for words.
    widest = max((line.right - line.left for line in found), default=0.0)
    wide = min(right - left - 2.0, widest + 2.0)
    for at, line in enumerate(found):
        text = line.text
        if not done:
            done = text
            continue
        before = found[at - 1]
        latin = done[-1].isascii() and done[-1].isalpha() and text[0].isascii() and text[0].isalpha()
        broken = before.right - before.left + token(text, line.size) > wide
        label = max(len(done), len(text)) <= _LABEL and not (done[-1].isascii() and text[0].isascii())
        done += f" {text}" if latin or not (broken or label or done[-1] in _DONE) else text
    return done


def token(text: str, size: float) -> float:
    """The width of what cannot be parted at the beginning of `text`: a figure, a word, a mark behind a character."""
    count = 0.0
    for at, c in enumerate(text):
        if c.isspace():
            break
        if c.isascii():
            count += 0.58 if c.isalpha() else 0.5
        elif at and c in "，。；：、！？）》”％%’】":
            count += 1.0
        elif at and not (text[at - 1] in "（《“‘【" and at == 1):
            break
        else:
            count += 1.0
    # A blank goes before a word.
    return min(count + 0.3 * text[0].isascii() * text[0].isalpha(), 12.0) * size
