"""The words of a cell: lines that were broken to fit are one, others stand apart.

The reader gains cells that say what they say in the document that was printed.

Limits: a line that ends at the edge of its cell by chance is taken for a broken one.
"""

from __future__ import annotations

from collections.abc import Iterable

from drafter.reading.pdf.lines import Stretch, rows
from drafter.reading.pdf.sheet import Glyph

#: A label of few letters is set over several lines without being parted by them.
_LABEL = 6
_DONE = "，。；：、！？"


def lines(glyphs: Iterable[Glyph]) -> list[Stretch]:
    """The lines of letters in a cell."""
    return [line for row in rows(glyphs) if (line := _line(row)).text]


def _line(row: list[Stretch]) -> Stretch:
    return row[0]._replace(text=" ".join([one.text for one in row]), right=row[-1].right)


def joined(found: list[Stretch], left: float, right: float) -> str:
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
            count += 0.5
        elif at and c in "，。；：、！？）》”％%’】":
            count += 1.0
        elif at and not (text[at - 1] in "（《“‘【" and at == 1):
            break
        else:
            count += 1.0
    return min(count, 12.0) * size
