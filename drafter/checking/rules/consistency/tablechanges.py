"""Tables with a column of growth against the text, and tables that go on adding up through a year.

The reader gains 园林水果……下降6.4% above a row that says -4.6, and a 前三季度 that is less than the 上半年 before it.

Limits: one column of growth in per cent; the row is named in the same part of the sentence (between two ；); periods
must be those of one year, one behind the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from drafter.checking.checks import rule
from drafter.checking.finding import Finding
from drafter.checking.page import Page
from drafter.claims.cells import FigureCell, Grid, cell_figure
from drafter.claims.grids import name_column
from drafter.claims.mentions import mentions
from drafter.claims.text import Stretch
from drafter.language.interval import plain
from drafter.language.lookup import Lookup

_GROWTH = re.compile(r"(?:增长|增减|升降|变动|增幅|同比|比上年)[^（(]{0,8}[（(]?(?:%|％|±%)|增长率|增幅$")
_PERIODS = (
    re.compile(r"^1月$|^1[—–-]2月$"), re.compile(r"^一季度$|^第一季度$|^1[—–-]3月(?:份)?$|^3月末$"),
    re.compile(r"^上半年$|^1[—–-]6月(?:份)?$|^6月末$"), re.compile(r"^前三季度$|^三季度末$|^1[—–-]9月(?:份)?$|^9月末$"),
    re.compile(r"^全年$|^1[—–-]12月(?:份)?$|^12月末$|^年末$"),
)  # fmt: skip
_LEAST = 2
_OWN = re.compile("当[季月期年]|本[季月期]|新增")


@rule("table-text")
def grown(page: Page) -> Iterator[Finding]:
    rows: dict[str, tuple[FigureCell, Stretch]] = {}
    twice: set[str] = set()
    for grid in page.grids:
        for name, cell in _growths(grid):
            twice.update({name} if name in rows else ())
            rows[name] = (cell, cell.stretch)
    known = {name: one for name, one in rows.items() if name not in twice and len(name) >= _LEAST}
    lookup = Lookup(known)
    for stretch in page.paragraphs if known else ():
        places = list(lookup.find(stretch.text))
        done: set[int] = set()
        for one in mentions(stretch) if places else ():
            rate = one.figure.sort == "rate" and one.role == "growth" and one.rising and not one.figure.points
            before = [place for place in places if place[1] <= one.figure.start]
            if not rate or not before or one.figure.rough:
                continue
            start, end, name = before[-1]
            between = stretch.text[end : one.figure.start]
            if start in done or len(between) > 30 or any(mark in between for mark in "；。") or "占" in between:
                continue
            done.add(start)
            cell, place = known[name]
            said = one.value * one.rising
            decimals = Decimal(1).scaleb(-min(one.figure.decimals, len(cell.text.partition(".")[2].rstrip("%％"))))
            if abs(said - cell.value) < decimals:
                continue
            line, _ = page.reading.place(place.passage)
            yield page.finding(
                "table-text", stretch, one.figure.start - len(one.left) + one.left.rfind(one.cue), one.figure.end,
                "tablechanges.grown", name=name, where=page.at(line), cue=one.cue, claimed=one.figure.text,
                computed=cell.text,
            )  # fmt: skip


def _growths(grid: Grid) -> Iterator[tuple[str, FigureCell]]:
    at = name_column(grid)
    columns = [i for i, cell in enumerate(grid[0]) if _GROWTH.search(cell.text.replace(" ", ""))]
    if at < 0 or len(columns) != 1:
        return
    for row in grid[1:]:
        one = cell_figure(row[columns[0]]) if columns[0] < len(row) else None
        if one is not None and at < len(row):
            yield re.sub(r"^(?:其中[：:])?|[\s　]", "", row[at].text.strip()), one


@rule("sum-table")
def running(page: Page) -> Iterator[Finding]:
    """当季拨付 60, 85, 70 beside 累计拨付 60, 145, 225: each row adds its own to the one before."""
    for grid in page.grids:
        heads = [cell.text.strip() for cell in grid[0]]
        own = [i for i, text in enumerate(heads) if _OWN.search(text) and "累计" not in text]
        sums = [i for i, text in enumerate(heads) if "累计" in text and not re.search("[率比%％]", text)]
        if len(own) != 1 or len(sums) != 1:
            continue
        rows = [
            (cell_figure(row[own[0]]), cell_figure(row[sums[0]])) for row in grid[1:] if len(row) > max(*own, *sums)
        ]
        told = [(one, total) for one, total in rows if one is not None and total is not None]
        for (_, before), (one, total) in pairwise(told):
            if before.value + one.value != total.value and abs(before.value + one.value - total.value) > one.half * 3:
                value = plain(before.value + one.value)
                yield page.finding(
                    "sum-table", total.stretch, 0, len(total.stretch.text), "tablechanges.running",
                    claimed=total.text, computed=value, working=f"{before.text} + {one.text} = {value}",
                )  # fmt: skip
                break


@rule("sum-table")
def cumulative(page: Page) -> Iterator[Finding]:
    """一季度21.36, 上半年48.72, 前三季度46.90: what adds up does not fall."""
    for grid in page.grids:
        order = [next((n for n, one in enumerate(_PERIODS) if one.match(row[0].text.strip())), -1) for row in grid[1:]]
        if len(order) < 3 or -1 in order or order != sorted(set(order)):
            continue
        for i in range(1, len(grid[0])):
            head = grid[0][i].text
            if re.search("增|减|率|%|％|比|余额|末|指数", head):
                continue
            cells = [cell_figure(row[i]) if i < len(row) else None for row in grid[1:]]
            for before, one in pairwise(cells):
                if before is not None and one is not None and one.value < before.value and before.unit == one.unit:
                    yield page.finding(
                        "sum-table", one.stretch, 0, len(one.stretch.text), "tablechanges.cumulative",
                        before=before.text, claimed=one.text, computed=f"≥{before.text}",
                    )  # fmt: skip
