"""Tables as the rules read them: what each column says, which one names the rows, and the figures in plain units.

The reader gains cells that can be held against the prose: a column headed 预算数（万元） holds budgets, counted in
万元.

Limits: one row of headers; a column whose unit stands nowhere is read in the unit of the prose it is compared with.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from drafter.claims.cells import FigureCell, Grid, all_grids, cell_figure
from drafter.claims.text import ReadText, Stretch
from drafter.language.quantity import SCALES
from drafter.language.tables import table
from drafter.report.tree import Heading, Paragraph, Table

_UNIT = re.compile(r"([万亿]?)(元|人次|人|个|分|%|％)(?=[）)]|$)")
_UNIT_LINE = re.compile(r"单位\s*[：:]\s*[万亿]?[\u4e00-\u9fff]{1,3}[）)]?$|单位\s*[：:]\s*[万亿]?元")
_SAID_UNIT = re.compile(r"单位\s*[：:]\s*([万亿]?)元")


class Column(NamedTuple):
    """`role` is that of the table of words ("" for an unknown one); `scale` what its figures count in, 0 where no
    header says it; `header` as written."""

    role: str
    scale: Decimal
    header: str


def grids(text: ReadText) -> tuple[Grid, ...]:
    """The tables of a text with a header and a row at least."""
    return tuple(grid for grid in all_grids(text) if len(grid) > 1 and len(grid[0]) > 1)


@cache
def _headers() -> tuple[re.Pattern[str], dict[str, str]]:
    words = {word: role for role, listed in table("labels")["columns"].items() for word in listed}
    return re.compile("|".join(sorted(map(re.escape, words), key=len, reverse=True))), words


def columns(header: Sequence[Stretch], caption: str = "") -> dict[int, Column]:
    """What each column of a table says, by its number."""
    pattern, words = _headers()
    said = _SAID_UNIT.search(caption)
    corner = _UNIT.search(header[0].text[:60]) if header else None
    # 类别（万元）: the corner says it for all.
    common = SCALES[said[1]] if said else SCALES[corner[1]] if corner and corner[2] == "元" else Decimal(0)
    found = {}
    for i, cell in enumerate(header):
        # 预算执行率 is a rate, 项目支出 an amount: the last word of the header counts.
        hits = [match[0] for match in pattern.finditer(cell.text[:60])]
        role = words[hits[-1]] if hits else ""
        if any(words[hit] in ("prior", "change") for hit in hits):
            role = "prior" if any(words[hit] == "prior" for hit in hits) else "change"
        unit = _UNIT.search(cell.text[:60])
        scale = SCALES[unit[1]] if unit and unit[2] == "元" else Decimal(1) if unit else common
        found[i] = Column(role, scale, cell.text)
    return found


def caption(page: ReadText, grid: Grid) -> str:
    """The title of a table, with the short line before it, where its unit may stand (单位：万元)."""
    number = grid[0][0].block
    block = page.reading.draft.blocks[number]
    before = page.reading.draft.blocks[number - 1] if number else None
    above = before.text if isinstance(before, Paragraph) and (len(before.text) < 30 or _told(before.text)) else ""
    if isinstance(before, Heading) and _told(before.text):
        # 五、当年拨款情况（单位：万元）
        above = before.text
    if before is None and _told(page.reading.title.text):
        above = page.reading.title.text
    return f"{block.title}\n{above}" if isinstance(block, Table) else above


def _told(text: str) -> bool:
    return _UNIT_LINE.search(text[-40:]) is not None


def figure(stretch: Stretch, column: Column) -> FigureCell | None:
    """The figure of a cell in plain units, where the cell or the header of its column says in what it counts."""
    cell = cell_figure(stretch)
    if cell is None or cell.unit or column.scale in (0, 1):
        return cell
    return cell._replace(value=cell.value * column.scale, half=cell.half * column.scale)


def name_column(grid: Grid) -> int:
    """The column that names the rows: the first with words in most of its cells; -1 where there is none."""
    roles = columns(grid[0])
    for i in range(min(4, len(grid[0]))):
        if roles[i].role == "number":
            continue
        texts = [row[i].text for row in grid[1:] if i < len(row)]
        words = sum(1 for text in texts if (len(text) > 1 and not text[0].isdigit()) or _letters(text))
        if texts and words * 2 > len(texts):
            return i
    return -1


def _letters(text: str) -> bool:
    return sum("\u4e00" <= c <= "\u9fff" for c in text) >= 3
