"""Which lines of a page, and of the next, are one paragraph.

The reader gains paragraphs that come out whole: a line that fills its column and is followed by one at the margin goes
on there, over the end of a page and of a column too.

Limits: where paragraphs are neither indented nor set apart, one that ends at the margin by chance is parted from the
next only by the mark at its end.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from drafter.language.numbering import parse_number
from drafter.reading.pdf.cells import token

#: What a sentence ends with, or a line that leads up to something.
_DONE = frozenset("。！？；：….!?;:”」』》>】")
#: No line of a paragraph's own begins with these.
_NEVER_FIRST = frozenset("，。、；：！？）》”’】〉,;!?)%％")
#: A line that begins so many letters from the margin is a name or a date, not the beginning of a paragraph.
_ASIDE = 6.0
#: No line that fills less of its column than this is full, whatever follows; less than that, where none tells its edge.
_HALF, _MOSTLY = 0.6, 0.75
#: A line of fewer characters is broken by nothing.
_WRAP = 15


class PdfLine(NamedTuple):
    """Words of a line: page, place and size (points); the edges of its column, equal where it has the whole page; the
    width of its page."""

    text: str
    page: int
    left: float
    right: float
    base: float
    size: float
    area: tuple[float, float] = (0.0, 0.0)
    width: float = 595.0


class Setting(NamedTuple):
    """How a text is set: the size of its letters, the edges of its lines, how far its lines stand apart, whether its
    paragraphs are indented, and whether its lines tell where they are broken."""

    size: float
    left: float
    right: float
    pitch: float
    indented: bool
    told: bool = True

    def edges(self, line: PdfLine) -> tuple[float, float]:
        """Between which edges the lines around `line` run."""
        return line.area if line.area[0] < line.area[1] else (self.left, self.right)

    def indent(self, line: PdfLine) -> float:
        """How far from the margin a line begins, in letters."""
        return (line.left - self.edges(line)[0]) / max(1.0, self.size)

    def centred(self, line: PdfLine) -> bool:
        """Whether a line stands in the middle, free on both sides."""
        left, right = self.edges(line)
        free = min(line.left - left, right - line.right)
        if line.size <= 1.1 * self.size and free < 3.5 * self.size and self.indent(line) < 2.9:
            # A paragraph of one line, set in, that leaves as much free at its end.
            return False
        return free > 1.5 * self.size and abs((line.left - left) - (right - line.right)) < 1.6 * line.size

    def full(self, line: PdfLine, after: str) -> bool:
        """Whether a line goes so far that `after` could not begin on it; where no line tells how far that is, one that
        stops in the middle of a sentence does."""
        left, right = self.edges(line)
        if line.right - left < (_HALF if self.told else _MOSTLY) * (right - left):
            return False
        if not self.told and len(line.text) >= _WRAP and line.text[-1] not in _DONE and not parse_number(after):
            return True
        return line.right + token(after, line.size) > right + 0.2 * line.size


def setting(lines: Sequence[PdfLine]) -> Setting:
    """How the lines of a text (at least one) are set."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    size = max(sizes, key=lambda one: (sizes[one], one))
    body = [line for line in lines if _near(line.size, size) and line.area[0] >= line.area[1]] or list(lines)
    left = _left(body)
    right = edge([(line.right, line.text) for line in body], size)
    draft = Setting(size, left, right or _widest(body, left, size), _pitch(body, size), False, right is not None)
    starts = [draft.indent(line) for before, line in pairwise(lines)
              if _near(line.size, size) and not draft.full(before, line.text) and not draft.centred(line)]  # fmt: skip
    indented = sum(1.3 <= indent <= 2.9 for indent in starts)
    return draft._replace(indented=indented > 0 and indented * 2 >= len(starts))


def _near(one: float, size: float) -> bool:
    return abs(one - size) <= 0.06 * size + 0.3


def _left(lines: Sequence[PdfLine]) -> float:
    """Where the lines begin that no paragraph begins with."""
    places = Counter(round(line.left) for line in lines)
    often = 2 if len(lines) < 30 else 3
    return float(min((at for at, count in places.items() if count >= often), default=min(places)))


def _widest(lines: Sequence[PdfLine], left: float, size: float) -> float:
    """How far lines may reach, going by the page."""
    longest = max(line.right for line in lines)
    return max(longest, lines[0].width - left - 2 * size) if left < lines[0].width / 3 else longest


def edge(lines: Sequence[tuple[float, str]], size: float) -> float | None:
    """Where lines (end, words) are broken: most of those that stop in the middle of a sentence tell, not the longest,
    for a mark may hang over the edge; None where too few do."""
    cut = [right for right, text in lines if len(text) >= _WRAP and text[-1] not in _DONE]
    places = Counter(round(2 * right / size) for right in cut)
    at, count = max(places.items(), key=lambda item: (item[1] + places[item[0] - 1] / 2, item[0]), default=(0, 0))
    if count > 1 and count * 5 >= len(cut):
        near = sorted(right for right in cut if abs(2 * right / size - at) <= 1)
        return near[len(near) // 2]
    return sorted(cut)[len(cut) * 9 // 10] if len(cut) > 5 else None


def _pitch(lines: Sequence[PdfLine], size: float) -> float:
    """How far lines stand apart (points)."""
    steps = Counter(round((line.base - before.base) * 2) / 2 for before, line in pairwise(lines)
                    if before.page == line.page and 0.9 * size < line.base - before.base < 3 * size)  # fmt: skip
    return max(steps, key=lambda step: (steps[step], -step)) if steps else 1.5 * size


def goes_on(group: Sequence[PdfLine], line: PdfLine, text: Setting) -> bool:
    """Whether `line` continues the paragraph whose lines are `group`."""
    head, before = group[0], group[-1]
    if not _near(line.size, before.size):
        return False
    beside = before.page == line.page and before.area == line.area
    gap = line.base - before.base if beside else text.pitch
    if text.centred(before) and text.centred(line):
        return beside and _title(group, line, text, gap)
    if len(group) == 1 and text.indent(head) > _ASIDE:
        return False
    if line.text[0] in _NEVER_FIRST and 0 < gap < 2.5 * max(text.pitch, line.size):
        return True
    if gap > 1.7 * max(text.pitch, 1.2 * line.size) or (not text.indented and gap > 1.25 * text.pitch):
        return False
    if not text.full(before, line.text) or (beside and gap <= 0):
        return False
    if text.indented:
        # A list whose lines hang from its number is set in to where they hang.
        hangs = len(group) > 1 and abs(line.left - before.left) < 0.3 * line.size
        deeper = head.left + 0.8 * line.size < line.left and 2.9 < text.indent(line) < 9
        return text.indent(line) < 1.2 or hangs or deeper
    if before.text[-1] in _DONE:
        return False
    return not parse_number(line.text) or line.left > head.left + 0.5 * line.size


def _title(group: Sequence[PdfLine], line: PdfLine, text: Setting, gap: float) -> bool:
    """Whether lines in the middle of the page are a title together."""
    large = line.size > 1.1 * text.size
    return large and len(group) < 4 and gap < 2.2 * line.size and line.text[0] not in "（(—－-"
