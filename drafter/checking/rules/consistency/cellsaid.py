"""What a sentence says of a cell that it names: a row by its name and a column by its heading, or a row summed up.

The reader gains 产出指标得分46.8分 above a table in which it is 48.6, and 五年累计108.6亿元 under five years that make
106.6.

Limits: the name stands in the clause of the figure, with the word of the heading behind it; a sum is of the only row
of figures under years, or of the row that the sentence names.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple, TypeAlias

from drafter.checking.checks import rule
from drafter.checking.finding import Finding
from drafter.checking.page import Page
from drafter.claims.cells import FigureCell, Grid, header_of
from drafter.claims.grids import Column, caption, columns, figure, name_column
from drafter.claims.indicators import SUBTOTAL, TOTAL
from drafter.claims.mention import Mention
from drafter.claims.mentions import mentions
from drafter.claims.text import Stretch
from drafter.language.interval import plain
from drafter.language.lookup import Lookup
from drafter.language.quantity import SCALES

_ASIDE = re.compile(r"[（(][^（）()]*[）)]|20\d\d年(?:度)?|[/／].*")
_YEAR = re.compile(r"20\d\d年?")
_RUN = re.compile(r"累计|[三四五六七两]年(?:来|间)?(?:共|合计|总)|(?:期间|以来)(?:共|累计|合计)|合计|总计")
#: A sum this far from its row is of something else.
_NEAR = Decimal("0.12")
_APART = re.compile("扣|满分|分值|目标|计划|上年|其中|增加|减少|占|比")
_OPENS = re.compile("[，。；：（“]$|其中[：，]?$|[的年中看]$|全年$")
_FILLER = re.compile("自评|实际|全年|本年|[为是共达的]")
_LEAST, _FAR = 2, 8


#: Where a name stands, to where, and the name.
Hit: TypeAlias = "tuple[int, int, str]"


class NamedCell(NamedTuple):
    """A cell with its row's name, the word of its heading, and its figure; `scaled` where the table says in what."""

    name: str
    head: str
    cell: FigureCell
    column: Column


@rule("table-text")
def said(page: Page) -> Iterator[Finding]:
    cells: dict[str, list[NamedCell]] = {}
    for grid in page.grids:
        for place in _cells(page, grid):
            cells.setdefault(place.name, []).append(place)
    lookup = Lookup(cells) if cells else None
    for stretch in page.stretches if lookup else ():
        prose = stretch.kind in ("paragraph", "heading") and stretch.figures
        named = list(lookup.find(stretch.text)) if lookup and prose else []
        for one in mentions(stretch) if named else ():
            yield from _judge(page, stretch, one, named, cells)


def _cells(page: Page, grid: Grid) -> Iterator[NamedCell]:
    at = name_column(grid)
    if at < 0:
        return
    heads, first = header_of(grid)
    found = columns(grid[0], caption(page, grid))
    for row in grid[first:]:
        name = row[at].text.strip() if at < len(row) else ""
        if len(name) < _LEAST or TOTAL.match(name) or SUBTOTAL.search(name):
            continue
        for i, cell in enumerate(row):
            column = found.get(i)
            value = figure(cell, column) if column and i != at else None
            head = _ASIDE.sub("", heads[i] if i < len(heads) else "").strip()
            if value is not None and column is not None and len(head) >= _LEAST:
                yield NamedCell(name, head, value, column)


def _judge(
    page: Page, stretch: Stretch, one: Mention, named: Sequence[Hit], cells: dict[str, list[NamedCell]]
) -> Iterator[Finding]:
    at = bisect_left(named, one.figure.start, key=lambda hit: hit[0])
    near = [hit for hit in named[max(0, at - 4) : at] if 0 <= one.figure.start - hit[1] <= _FAR]
    if not near or one.figure.rough or one.prior or one.rising or one.figure.points:
        return
    hit = near[-1]
    between = stretch.text[hit[1] : one.figure.start]
    # 财政拨款基本支出 is another one than 基本支出.
    opens = _OPENS.search(stretch.text[max(0, hit[0] - 4) : hit[0]]) if hit[0] else True
    if re.search("[，。；、：]", between) or _APART.search(between) or not opens:
        return
    meant = [place for place in cells[hit[2]] if place.head[-2:] in between]
    heads = [place.head if place.head in between else place.head[-2:] for place in meant]
    bare = [_FILLER.sub("", between.replace(head, "", 1)) for head in heads]
    meant = [place for place, rest in zip(meant, bare, strict=True) if not rest]
    if not between and len(cells[hit[2]]) == 1:
        # 其他收入36万元: the one figure of its row.
        meant = cells[hit[2]]
    if len(meant) != 1 or any(_agrees(one, place) for place in cells[hit[2]]):
        return
    place = meant[0]
    line, _ = page.reading.place(place.cell.stretch.passage)
    yield page.finding(
        "table-text", stretch, one.figure.start, one.figure.end, "cellsaid.judge", name=place.name, column=place.head,
        where=page.at(line), claimed=one.figure.text, computed=place.cell.stretch.text,
    )  # fmt: skip


def _agrees(one: Mention, place: NamedCell) -> bool:
    """Whether a figure may be that of a cell, in whatever unit the table counts."""
    scales = [Decimal(1)] if place.column.scale else list(SCALES.values())
    value, half = place.cell.value, place.cell.half
    return any(one.shown.low <= (value + half) * scale and (value - half) * scale <= one.shown.high for scale in scales)


@rule("table-text")
def summed(page: Page) -> Iterator[Finding]:
    """五年来累计投入108.6亿元, right behind the years it is the sum of."""
    blocks = {stretch.block: stretch for stretch in page.paragraphs}
    for grid in page.grids:
        behind = blocks.get(grid[0][0].block + 1)
        years = [i for i, cell in enumerate(grid[0]) if _YEAR.fullmatch(cell.text.strip())]
        if behind is None or len(years) < 3:
            continue
        found = columns(grid[0], caption(page, grid))
        for one in mentions(behind):
            if not _RUN.search(one.left) or one.figure.rough or one.prior or not one.figure.sort:
                continue
            rows = [row for row in grid[1:] if len(grid) == 2 or row[0].text.strip() in one.left]
            totals = [_total(row, years, found) for row in rows]
            yield from _summed(page, behind, one, [total for total in totals if total])


def _total(row: Sequence[Stretch], years: Sequence[int], found: dict[int, Column]) -> Decimal | None:
    cells = [figure(row[i], found[i]) for i in years if i < len(row)]
    known = [one.value for one in cells if one is not None]
    return sum(known, Decimal(0)) if len(known) == len(years) else None


def _summed(page: Page, stretch: Stretch, one: Mention, totals: Sequence[Decimal]) -> Iterator[Finding]:
    if len(totals) != 1:
        return
    scales = [Decimal(1)] if totals[0] > 10_000 else list(SCALES.values())
    near = [total for scale in scales if abs((total := totals[0] * scale) - one.value) <= total * _NEAR]
    if near and abs(near[0] - one.value) > one.half * 2:
        value = plain(one.figure.counted(near[0])) + one.figure.scale + one.figure.unit
        yield page.finding(
            "table-text", stretch, one.figure.start, one.figure.end, "cellsaid.summed", claimed=one.figure.text,
            computed=value,
        )  # fmt: skip
