"""Cells of tables under both their names: 水稻 | 总量 is what 水稻种子储备总量18.6吨 tells, 甲类 | 家数 what 甲类58家.

The reader gains cells that prose names by the column alone (小学, of the row of totals), by the row alone or by both,
in the unit that the cell, its row, its column or the line above the table tells.

Limits: a name that any table has (合计, 金额) tells nothing and need not be said; names of one character are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from drafter.claims.cells import FigureCell, Grid, cell_figure, header_of
from drafter.claims.grids import caption, name_column
from drafter.claims.mention import Mention
from drafter.claims.series import bare
from drafter.claims.text import ReadText
from drafter.language.interval import Interval, around
from drafter.language.numbering import parse_number
from drafter.language.quantity import SCALES

_ASIDE = re.compile(r"[（(](?P<said>[^（）()]{0,12})[）)]$|[/／].*$")
_UNIT = re.compile(
    r"(?:单位\s*[：:]\s*|[（(])?(?P<scale>[万亿]?)(?P<unit>元|公斤|千克|吨|斤|亩|公顷|平方公里|平方米|公里|千米|米|人次|人|名|户|家|个|件|所|辆|台|次|头|只|册)[）)]?$"
)
_SAID = re.compile(r"单位\s*[：:]\s*(?P<said>[万亿]?[\u4e00-\u9fff]{1,4})")
#: What a heading counts by its own name: 家数, 人数.
_COUNTS = re.compile("(?P<unit>家|户|人|件|个|次|所|台|辆|头|册)(?:次)?数$")
#: Names that any table has.
_COMMON = re.compile(
    "(?:合|总|小|共)计|总[数量额和]|全[省市县区镇乡村校]|金额|数[额量]|资金|经费|[\u4e00-\u9fff]?数|预算|支出|本年|今年|当年|实际|完成值?|累计|20\\d\\d年?度?"
)
#: How many of the smaller are one of the greater; units that are no multiples of each other are not compared.
_FACTORS: dict[str, tuple[str, Decimal | int]] = {
    "吨": ("重", 1000), "公斤": ("重", 1), "千克": ("重", 1), "斤": ("重", Decimal("0.5")), "公顷": ("地", 15),
    "亩": ("地", 1), "公里": ("长", 1000), "千米": ("长", 1000), "米": ("长", 1), "名": ("人", 1), "人": ("人", 1),
}  # fmt: skip


class NamedCell(NamedTuple):
    """A figure of a table, the names that are its own (the common ones left out), what it is `worth` in the smallest
    unit of its kind where its unit is known, and the number of its row and column."""

    cell: FigureCell
    names: tuple[str, ...]
    worth: Interval
    kind: str
    row: int
    column: int


def measured(unit: str) -> tuple[str, Decimal]:
    """The kind of a unit and how many of the smallest of its kind it is."""
    kind, factor = _FACTORS.get(unit, (unit, 1))
    return kind, Decimal(factor)


def worth(one: Mention) -> tuple[Interval, str]:
    """A figure of the prose in the smallest unit of its kind."""
    kind, factor = measured(one.figure.unit)
    return one.shown.scaled(factor), kind


def named_cells(text: ReadText, grid: Grid) -> Iterator[NamedCell]:
    """The figures of a table with a column of names."""
    at, (heads, first) = name_column(grid), header_of(grid)
    if at < 0:
        return
    above = _SAID.search(caption(text, grid))
    for number, row in enumerate(grid[first:], first):
        label = row[at].text if at < len(row) else ""
        for i, stretch in enumerate(row):
            cell = cell_figure(stretch) if i != at and i < len(heads) else None
            if cell is None:
                continue
            names = tuple(name for name in (_name(label), _name(heads[i])) if len(name) > 1)
            unit = next((one for said in (cell.unit, heads[i], label) if (one := _unit(said))), "")
            unit = unit or (_unit(above["said"]) if above else "")
            scale = SCALES.get(unit[:1], Decimal(1)) if not cell.unit else Decimal(1)
            kind, factor = measured(unit.lstrip("万亿"))
            shown = around(cell.value, cell.half).scaled(scale * factor)
            yield NamedCell(cell, tuple(one for one in names if not _COMMON.fullmatch(one)), shown, kind, number, i)


def _name(text: str) -> str:
    number = parse_number(text)
    return bare(_ASIDE.sub("", text[len(number.text) if number else 0 :].strip().removeprefix("其中").lstrip("：:")))


def _unit(said: str) -> str:
    said = said.strip()
    aside = _ASIDE.search(said)
    if aside and aside["said"]:
        said = aside["said"]
    elif counts := _COUNTS.search(said):
        return counts["unit"]
    elif re.search("[\u4e00-\u9fff]{3}", said):
        return ""
    match = _UNIT.fullmatch(said) or (_UNIT.search(said) if said[:1].isdigit() else None)
    return match["scale"] + match["unit"] if match else "%" if said[-1:] in ("%", "％") else ""


def meant(cells: Sequence[NamedCell], left: str) -> list[NamedCell]:
    """The cells whose own names all stand in the words before a figure, those with the longest names."""
    hits = [one for one in cells if one.names and all(name in left for name in one.names)]
    longest = max((sum(map(len, one.names)) for one in hits), default=0)
    return [one for one in hits if sum(map(len, one.names)) == longest]
