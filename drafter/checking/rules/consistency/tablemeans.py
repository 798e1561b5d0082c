"""A mean in the words right below a table: 五个单位平均得分86.2分 under a column whose mean is 85.2.

The reader gains the mean that was carried over from another table, or lost a point on its way.

Limits: the paragraph follows its table, the words before the figure name the column, a number told before them is that
of the rows; a weighted mean, one of rates, or of some of the rows is
not reckoned.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from drafter.checking.checks import rule
from drafter.checking.finding import Finding
from drafter.checking.page import Page
from drafter.claims.cells import FigureCell, Grid, header_of
from drafter.claims.grids import caption, columns, figure, name_column
from drafter.claims.mention import Mention
from drafter.claims.mentions import mentions
from drafter.claims.text import Stretch
from drafter.language.interval import around, verdict
from drafter.language.numerals import chinese_value

_MEAN = re.compile(
    r"(?:^|[，。；：])(?:(?:\d{1,3}|[二三四五六七八九十]{1,3}|各|所有|全部|上述|以上)[^，。；：]{0,10}?)?的?"
    r"平均(?P<head>[\u4e00-\u9fff]{1,10}?)[为是达]{0,2}$"
)
_COUNT = re.compile(r"(?P<n>\d{1,3}|[二三四五六七八九十]{1,3})[个家名所]")
_TOTAL = re.compile(r"合\s*计|总\s*计|小\s*计|平\s*均|总\s*分|其中")
_APART = re.compile("加权|权重|按|去掉|剔除|扣除|上年|去年|全[省市国]|其余|其中|除")
_UNIT = re.compile(r"[（(][^（）()]*[）)]|20\d\d年(?:度)?")
_LEAST = 3
#: A mean further off than this (share of it) is of something else.
_NEAR = Decimal("0.1")


@rule("table-text")
def column_means(page: Page) -> Iterator[Finding]:
    told = pairwise(page.stretches)
    below = {one.block: other for one, other in told if one.kind == "cell" and other.kind == "paragraph"}
    for grid in page.grids:
        stretch = below.get(grid[0][0].block)
        for one in mentions(stretch) if stretch else ():
            if stretch is None or one.figure.sort == "rate":
                continue
            start, stop = stretch.sentence_at(one.figure.start)
            match = _MEAN.search(stretch.text[start : one.figure.start])
            if match is None or one.figure.rough or one.prior or _APART.search(stretch.text, start, stop):
                continue
            cells = _column(page, grid, match["head"])
            if len(cells) >= _LEAST and _all(stretch.text[start : one.figure.start], len(cells)):
                yield from _judge(page, stretch, one, cells)


def _column(page: Page, grid: Grid, name: str) -> list[FigureCell]:
    """The figures of the one column that is headed by a name, without totals (none if one is missing)."""
    at, (heads, first) = name_column(grid), header_of(grid)
    found = [i for i, head in enumerate(heads) if _UNIT.sub("", head).strip() == name]
    if at < 0 or len(found) != 1:
        return []
    rows = [row for row in grid[first:] if at < len(row) and not _TOTAL.search(row[at].text)]
    column = columns(grid[0], caption(page, grid)).get(found[0])
    if column is None:
        return []
    cells = [figure(row[found[0]], column) if found[0] < len(row) else None for row in rows]
    return [] if None in cells else [one for one in cells if one]


def _all(said: str, rows: int) -> bool:
    """Whether a number of things told before the mean, if any, is that of the rows."""
    counts = [match["n"] for match in _COUNT.finditer(said)]
    return all((int(one) if one.isdecimal() else chinese_value(one)) == rows for one in counts)


def _judge(page: Page, stretch: Stretch, one: Mention, cells: list[FigureCell]) -> Iterator[Finding]:
    mean = sum((cell.value for cell in cells), Decimal(0)) / len(cells)
    due = around(mean, Decimal(0))
    if verdict(one.shown, due) != "wrong" or abs(due.mid - one.value) > one.value * _NEAR:
        return
    value = one.like(due.mid)
    yield page.finding(
        "table-text", stretch, one.figure.start, one.figure.end, "tablemeans.mean", count=len(cells),
        claimed=one.figure.text, computed=value,
        working="(" + " + ".join(cell.text for cell in cells) + f") ÷ {len(cells)} = {value}",
    )  # fmt: skip
