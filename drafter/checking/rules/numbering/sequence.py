"""Ordinals within the text: 一是 三是 without 二是, 二是 twice, 一是 alone (also 其一, 第一，, 一要).

The reader gains a report whose points can be counted, and the point that was lost when a paragraph was cut.

Limits: the ordinals of one section are read as one row, or as rows within rows; a text that begins in the middle of one
is no gap.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from drafter.checking.checks import rule
from drafter.checking.finding import Finding
from drafter.checking.page import Page
from drafter.claims.text import Stretch
from drafter.language.numerals import ROW, chinese_value, numeral
from drafter.language.sentences import pairs
from drafter.wording import Wording, word

#: Rows within rows, deeper than any report goes.
_DEPTH = 6


class OrdinalMark(NamedTuple):
    """An ordinal in the text: its `value`, and whether it opens a clause."""

    stretch: Stretch
    start: int
    end: int
    value: int
    opens: bool

    @property
    def text(self) -> str:
        """The words of it."""
        return self.stretch.text[self.start : self.end]


class OrdinalRow:
    """A row of ordinals: its first and last mark, and how many were said."""

    def __init__(self, mark: OrdinalMark) -> None:
        self.first = self.last = mark
        self.count = 1

    def add(self, mark: OrdinalMark) -> None:
        """Go on with a mark."""
        self.last = mark
        self.count += 1


@rule("sequence")
def sequence(page: Page) -> Iterator[Finding]:
    shapes = [re.compile(one) for one in page.words("sequence", "shapes")]
    other = re.compile("|".join(page.words("sequence", "other")))
    for number, section in enumerate(_sections(page)):
        for shape in shapes:
            for marks in _told_together(_marks(section, shape)):
                yield from _gaps(page, marks, section, other, first=number == 0)


def _sections(page: Page) -> Iterator[list[Stretch]]:
    """The paragraphs under each heading."""
    section: list[Stretch] = []
    for stretch in page.stretches:
        if stretch.kind == "heading":
            if section:
                yield section
            section = []
        elif stretch.kind == "paragraph":
            section.append(stretch)
    if section:
        yield section


def _marks(section: list[Stretch], shape: re.Pattern[str]) -> Iterator[OrdinalMark]:
    for stretch in section:
        for match in shape.finditer(stretch.text):
            value = chinese_value(match["n"])
            if 0 < value <= 30:
                start = match.start()
                opens = start == 0 or stretch.text[start - 1] in "。；：，、！？:;,（(“ "
                yield OrdinalMark(stretch, start, match.end(), value, opens)


def _told_together(marks: Iterator[OrdinalMark]) -> list[list[OrdinalMark]]:
    """The ordinals outside brackets, and those within each pair of brackets apart."""
    found: dict[tuple[int, int], list[OrdinalMark]] = {}
    spans: dict[int, list[tuple[int, int]]] = {}
    for mark in marks:
        key = id(mark.stretch)
        if key not in spans:
            spans[key] = [one for one in pairs(mark.stretch.text) if mark.stretch.text[one[0]] in "（("]
        inside = bisect_right(spans[key], (mark.start, len(mark.stretch.text))) - 1
        bracket = inside if inside >= 0 and mark.start < spans[key][inside][1] else -1
        found.setdefault((key, bracket) if bracket >= 0 else (0, -1), []).append(mark)
    return list(found.values())


def _gaps(
    page: Page, marks: list[OrdinalMark], section: list[Stretch], other: re.Pattern[str], *, first: bool
) -> Iterator[Finding]:
    others = {(id(one), found.start()) for one in section for found in other.finditer(one.text)}
    rows: list[OrdinalRow] = []
    for mark in marks:
        if mark.value == 1:
            if not mark.start:
                # A row within a paragraph ends before the paragraphs are numbered anew.
                over = [row for row in rows if row.first.start]
                yield from _alone(page, over, others)
                rows = [row for row in rows if not row.first.start]
            rows.append(OrdinalRow(mark))
            if len(rows) > _DEPTH:
                yield from _alone(page, [rows.pop(0)], others)
            continue
        at = _continued(rows, mark.value)
        if at >= 0:
            yield from _alone(page, rows[at + 1 :], others)
            del rows[at + 1 :]
        elif rows:
            last = rows[-1].last
            if mark.value == last.value:
                yield _finding(page, mark, word("numbering.twice", number=mark.text), last)
            elif mark.value > last.value:
                said = word("numbering.gap", before=last.text, number=mark.text, lacks=_missing(last, mark))
                yield _finding(page, mark, said, last)
            else:
                yield _finding(page, mark, word("numbering.back", before=last.text, number=mark.text), last)
        elif mark.opens and not first and not _said_otherwise(mark, others):
            said = word("numbering.first", number=mark.text, missing=_numbered(mark, mark.value - 1))
            yield _finding(page, mark, said, None)
        if rows:
            rows[-1].add(mark)
        else:
            rows.append(OrdinalRow(mark))
    yield from _alone(page, rows, others)


def _continued(rows: list[OrdinalRow], value: int) -> int:
    """Which row goes on with `value`, -1 for none: the innermost that can; a row within a row has two items."""
    for at in range(len(rows) - 1, -1, -1):
        if rows[at].last.value == value - 1:
            return at
        if rows[at].count == 1:
            break
    return -1


def _alone(page: Page, rows: list[OrdinalRow], others: set[tuple[int, int]]) -> Iterator[Finding]:
    """Rows that ended with their first item."""
    for row in rows:
        mark = row.first
        if row.count > 1 or mark.value != 1 or not mark.opens or not mark.text.endswith("是"):
            continue
        if not _said_otherwise(mark, others):
            yield _finding(page, mark, word("sequence.alone", number=mark.text), None)


def _said_otherwise(mark: OrdinalMark, others: set[tuple[int, int]]) -> bool:
    """Whether the section numbers its points in another way as well (首先, 另一方面)."""
    return len(others) > ((id(mark.stretch), mark.start) in others)


def _missing(last: OrdinalMark, mark: OrdinalMark) -> tuple[str, ...]:
    missing = [f"“{_numbered(mark, value)}”" for value in range(last.value + 1, mark.value)]
    return tuple(missing if len(missing) <= 3 else [missing[0], "…", missing[-1]])


def _numbered(mark: OrdinalMark, value: int) -> str:
    """The words of a mark with another value."""
    return re.sub(f"[{ROW}]+", numeral(value), mark.text)


def _finding(page: Page, mark: OrdinalMark, message: Wording, before: OrdinalMark | None) -> Finding:
    if before is not None and before.stretch is not mark.stretch:
        line, _ = page.reading.place(before.stretch.passage, before.start)
        message = word("numbering.before", message=message, where=page.at(line))
    return page.finding("sequence", mark.stretch, mark.start, mark.end, message)
