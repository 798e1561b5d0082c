"""Tables without ruling lines between their columns: lines whose words stand below each other.

The reader gains the tables of a text that was typed with blanks, and those with three lines across.

Limits: two columns of words without a figure are a table only from three rows on; a cell of several lines belongs to
the row that it stands nearest to.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from drafter.reading.pdf.cells import FIGURE, joined
from drafter.reading.pdf.lines import LineStretch
from drafter.reading.pdf.sheet import RuledLine

_ORDINAL = re.compile(r"[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[）)]?[.．、]?|[●•■◆▪○\-·]")
#: Rows further apart than so many letters are no rows of one table.
_FAR = 4.0
#: A cell of more characters is a paragraph.
_LONG = 40
_COLUMNS = 60
#: Lines of heads at most, and characters of a word in them.
_HEADS, _LABEL = 4, 12
#: Rows that are looked at for where the next one goes on.
_NEAR = 8


class AlignedTable(NamedTuple):
    """A table as it stands: the places of its columns, and for each row its cells with the place that each begins at;
    its upper and lower edge; whether it is fenced by lines; for each cell of its last row that holds words its place,
    and how much room its last line leaves, with the size of its letters."""

    xs: tuple[float, ...]
    rows: tuple[tuple[tuple[float, str], ...], ...]
    top: float
    bottom: float
    ruled: bool = False
    spare: tuple[tuple[float, tuple[float, float]], ...] = ()


class _Run(NamedTuple):
    start: int
    end: int
    columns: list[tuple[float, float]]


def tables(rows: Sequence[list[LineStretch]], across: Sequence[RuledLine]) -> list[tuple[int, int, AlignedTable]]:
    """The tables among the lines of a page: the first of their lines, one past their last, and what they say; `across`
    are the ruling lines that no fenced table has."""
    found: list[tuple[int, int, AlignedTable]] = []
    at = 0
    while at < len(rows):
        if len(rows[at]) < 2:
            at += 1
            continue
        run = _run(rows, at)
        bands = _bands(across, rows, run)
        if len(run.columns) > 1 and (_table(rows, run) or (len(bands) > 2 and not _prose(rows, run))):
            run = _headed(rows, run, found[-1][1] if found else 0)
            found.append((run.start, run.end, _made(rows, run, bands if len(bands) > 3 else [])))
            at = run.end
        else:
            at += 1
    return found


def _run(rows: Sequence[list[LineStretch]], start: int) -> _Run:
    """The lines from `start` on that stand below each other in columns."""
    columns = _columns([rows[start]])
    end = at = start + 1
    while at < len(rows) and rows[at][0].base - rows[at - 1][0].base < _FAR * rows[at - 1][0].size:
        row = rows[at]
        if len(row) > 1:
            # The rows just above tell where the columns are; looking at all of them each time is too slow.
            wider = _columns([*rows[max(start, end - _NEAR) : end], row])
            if len(wider) < max(2, len(columns) - 1) or not _fits(row, columns):
                break
            columns, end = wider, at + 1
        elif at - end >= 2 or len(_over(row[0], columns)) != 1 or len(row[0].text) > _LONG:
            break
        at += 1
    # Single words behind the last row with several are no part of the table.
    return _Run(start, end, _columns(rows[start:end]))


def _headed(rows: Sequence[list[LineStretch]], run: _Run, floor: int) -> _Run:
    """A run with the lines above it that head its columns: short words over them, one over several among them. What is
    set over the whole table is its name."""
    start, columns = run.start, run.columns
    left, right = columns[0][0], columns[-1][1]
    while start > max(floor, run.start - _HEADS):
        row, below = rows[start - 1], rows[start]
        far = below[0].base - row[0].base > 2.5 * below[0].size or abs(row[0].size - below[0].size) > 1
        long = any(len(one.text) > _LABEL or one.text[-1] in "。，；：、" or "：" in one.text for one in row)
        outside = row[0].left < left - row[0].size or row[-1].right > right + row[0].size
        middle = (row[0].left + row[0].right) / 2
        alone = len(row) == 1 and (
            abs(middle - (left + right) / 2) < 2 * row[0].size
            or not _over(row[0], columns[1:])
            or _is_name(row[0].text)
        )
        if far or long or outside or alone:
            break
        start -= 1
    if start == run.start:
        return run
    wider = _columns(rows[start : run.end])
    return _Run(start, run.end, wider if len(wider) >= len(columns) else columns)


def _is_name(text: str) -> bool:
    return any(word in text for word in ("表", "明细", "清单", "情况"))


def _columns(rows: Sequence[list[LineStretch]]) -> list[tuple[float, float]]:
    """Where columns begin and end, from left to right. Words over several columns part none, unless no line has words
    in more than one of these: then they are one."""
    found: list[tuple[float, float, frozenset[int]]] = []
    said = [(at, one) for at, row in enumerate(rows) if len(row) > 1 for one in row]
    for at, one in sorted(said, key=lambda item: item[1].right - item[1].left):
        over = [column for column in found if column[0] < one.right and one.left < column[1]]
        lines = [line for column in over for line in column[2]]
        if len(over) > 1 and (at in lines or len(lines) > len(set(lines))):
            continue
        if not over and len(found) >= _COLUMNS:
            continue
        found = [column for column in found if column not in over]
        left = min([one.left, *(column[0] for column in over)])
        right = max([one.right, *(column[1] for column in over)])
        found.append((left, right, frozenset((at, *lines))))
    return sorted((left, right) for left, right, _ in found)


def _over(one: LineStretch, columns: list[tuple[float, float]]) -> list[int]:
    """The columns that words stand over."""
    return [at for at, (left, right) in enumerate(columns) if left < one.right and one.left < right]


def _fits(row: list[LineStretch], columns: list[tuple[float, float]]) -> bool:
    """Whether the words of a line stand in columns, each in its own."""
    places = [_over(one, columns) for one in row]
    return sum(len(place) <= 1 for place in places) * 2 > len(row) and any(places)


def _prose(rows: Sequence[list[LineStretch]], run: _Run) -> bool:
    said = [one.text for row in rows[run.start : run.end] for one in row]
    return any(len(text) > _LONG for text in said) or sum(text[-1] in "。，；" for text in said) * 4 > len(said)


def _table(rows: Sequence[list[LineStretch]], run: _Run) -> bool:
    """Whether lines in columns are a table: figures below each other, or many words that stand so."""
    lines = [row for row in rows[run.start : run.end] if len(row) > 1]
    if len(lines) < 2 or _prose(rows, run):
        return False
    said = [one.text for row in lines for one in row]
    firsts = [row[0].text for row in lines]
    if len(run.columns) == 2 and all(_ORDINAL.fullmatch(text) for text in firsts):
        # A list whose numbers stand apart.
        return False
    if sum(bool(FIGURE.fullmatch(text)) for text in said) * 10 >= 3 * len(said):
        return True
    if len(lines) < 3 or not _even(lines, run.columns):
        return False
    filled = len(said) / (len(lines) * len(run.columns))
    return filled > 0.6 if len(run.columns) > 2 else max(map(len, said)) <= 15


def _even(lines: list[list[LineStretch]], columns: list[tuple[float, float]]) -> bool:
    """Whether words of a column begin, end or have their middle below each other."""
    even = all_ = 0
    for left, right in columns:
        inside = [one for row in lines for one in row if left <= (one.left + one.right) / 2 <= right]
        slack = max((one.size for one in inside), default=0.0) * 0.6
        ways = ([o.left for o in inside], [o.right for o in inside], [(o.left + o.right) / 2 for o in inside])
        all_ += len(inside)
        even += max((sum(abs(at - sorted(way)[len(way) // 2]) <= slack for at in way) for way in ways), default=0)
    return even >= 0.7 * all_


def _bands(across: Sequence[RuledLine], rows: Sequence[list[LineStretch]], run: _Run) -> list[float]:
    """The places of lines across the page that fence a run from above and below, with those between."""
    top, bottom = rows[run.start][0].top, rows[run.end - 1][0].bottom
    left, right = run.columns[0][0], run.columns[-1][1]
    slack = 2.5 * rows[run.start][0].size
    near = sorted(rule.at for rule in across if rule.start <= left + 4 and rule.end >= right - 4
                  and top - slack <= rule.at <= bottom + slack)  # fmt: skip
    fenced = near and near[0] <= top + 3 and near[-1] >= bottom - 3
    return near if fenced else []


def _made(rows: Sequence[list[LineStretch]], run: _Run, bands: list[float]) -> AlignedTable:
    """The table of a run: lines between two ruling lines are one row, words alone belong to the nearest row."""
    lines = list(rows[run.start : run.end])
    groups: list[list[list[LineStretch]]] = []
    for at, line in enumerate(lines):
        if bands:
            new = not groups or any(groups[-1][-1][0].base < band < line[0].base for band in bands)
        elif len(line) > 1:
            new = not (groups and len(groups[-1][0]) == 1 and _below(lines, at - 1))
        else:
            new = not groups or _below(lines, at)
        if new:
            groups.append([])
        groups[-1].append(line)
    made = []
    for group in groups:
        cells: list[list[LineStretch]] = [[] for _ in run.columns]
        for line in group:
            for one in line:
                over = _over(one, run.columns)
                cells[over[0] if over else _nearest(one, run.columns)].append(one)
        made.append(tuple((left, joined(cell, left, right)) for cell, (left, right)
                          in zip(cells, run.columns, strict=True)))  # fmt: skip
    top, bottom = min(one.top for one in lines[0]), max(one.bottom for one in lines[-1])
    return AlignedTable(tuple(left for left, _ in run.columns), tuple(made), top, bottom)


def _below(lines: list[list[LineStretch]], at: int) -> bool:
    """Whether a line of words alone belongs to the row below it."""
    if at == 0 or at + 1 >= len(lines):
        return at == 0
    before, after = lines[at][0].base - lines[at - 1][0].base, lines[at + 1][0].base - lines[at][0].base
    return after < 0.85 * before


def _nearest(one: LineStretch, columns: list[tuple[float, float]]) -> int:
    middle = (one.left + one.right) / 2
    return min(range(len(columns)), key=lambda at: abs(sum(columns[at]) / 2 - middle))
