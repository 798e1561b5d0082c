"""A row of a table summed up in the paragraph behind it: 五年累计108.6亿元 under five years that make 106.6.

Limits: a sum is of the only row of figures under years, or of the row that the sentence names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from drafter.checking.checks import rule
from drafter.checking.finding import Finding
from drafter.checking.page import Page
from drafter.claims.grids import Column, caption, columns, figure
from drafter.claims.mention import Mention
from drafter.claims.mentions import mentions
from drafter.claims.text import Stretch
from drafter.language.interval import plain
from drafter.language.quantity import SCALES

_YEAR = re.compile(r"20\d\d年?")
_RUN = re.compile(r"累计|[三四五六七两]年(?:来|间)?(?:共|合计|总)|(?:期间|以来)(?:共|累计|合计)|合计|总计")
#: A sum this far from its row is of something else.
_NEAR = Decimal("0.12")


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
