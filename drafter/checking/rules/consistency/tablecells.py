"""Prose that tells cells of a table: 乙类46家 beside 甲类 and 丙类 that are as the table has them, and 1.86吨 where the
cell has 18,600 公斤.

Limits: a figure is said to be another than its cell only where it has the cell's digits in another order or at
another place, or where two more of its row or column are told right beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from drafter.checking.checks import rule
from drafter.checking.finding import Finding
from drafter.checking.page import Page
from drafter.claims.cellnames import NamedCell, meant, named_cells, worth
from drafter.claims.mention import Mention
from drafter.claims.mentions import mentions
from drafter.claims.text import Stretch
from drafter.language.interval import Interval
from drafter.language.quantity import SCALES

_SORTS = ("money", "people", "count", "area", "length", "weight", "score", "rate")
_UNFIT = ("difference", "growth", "average", "reached", "of_last")
#: Digits that hardly agree by chance, others of a row that must be told, characters between a name and its figure.
_DIGITS, _BESIDE, _NEAR = 3, 2, 2
#: What the units of a table that tells none may be of those of the prose.
_SCALES = (*SCALES.values(), Decimal(1000), Decimal(15))


@rule("table-text")
def cells(page: Page) -> Iterator[Finding]:
    tables = [told for grid in page.grids if (told := list(named_cells(page, grid)))]
    for stretch in page.paragraphs if tables else ():
        found = [one for one in mentions(stretch) if _told(one)]
        for table in tables if found else ():
            hits = [(one, meant([cell for cell in table if _comparable(one, cell)], one.left)) for one in found]
            named = [(one, hit[0]) for one, hit in hits if len(hit) == 1]
            for one, cell in named:
                if _agrees(one, cell) or any(_agrees(one, other) for other in table):
                    continue
                if _slipped(one, cell) or _recited(one, cell, named) or _mistyped(one, cell, named):
                    yield _finding(page, stretch, one, cell)


def _told(one: Mention) -> bool:
    plain = not (one.prior or one.rising or one.figure.rough or one.figure.points)
    return plain and one.figure.sort in _SORTS and one.role not in _UNFIT and bool(one.left)


def _comparable(one: Mention, cell: NamedCell) -> bool:
    return not cell.kind or worth(one)[1] == cell.kind or (one.figure.sort == "money") == (cell.kind == "元")


def _agrees(one: Mention, cell: NamedCell) -> bool:
    said, kind = worth(one)
    scales = (Decimal(1),) if kind == cell.kind else _SCALES
    return any(_meets(said, cell.worth.scaled(scale)) or _meets(said.scaled(scale), cell.worth) for scale in scales)


def _meets(one: Interval, other: Interval) -> bool:
    return one.low <= other.high and other.low <= one.high


def _slipped(one: Mention, cell: NamedCell) -> bool:
    """Whether a figure has the digits of its cell, in another order or (where both units are known) at another
    place."""
    said, own = _digits(one.value), _digits(cell.cell.value)
    if said == own:
        # 310千克 of 3,100: few digits are enough where the prose names the row and the column.
        return worth(one)[1] == cell.kind and (len(said) >= _DIGITS or len(cell.names) > 1)
    return len(said) >= _DIGITS and sorted(said) == sorted(own)


def _digits(value: Decimal) -> str:
    return "".join(map(str, value.normalize().as_tuple().digits)).rstrip("0")


def _recited(one: Mention, cell: NamedCell, named: Sequence[tuple[Mention, NamedCell]]) -> bool:
    """Whether the figures around tell the same row or column, each right behind its name, and all the others agree."""
    line = [
        (each, other) for each, other in named
        if other.cell.stretch.block == cell.cell.stretch.block and _right_behind(each, other)
        and (other.row == cell.row or other.column == cell.column) and each.figure.unit == one.figure.unit
    ]  # fmt: skip
    right = [each for each, other in line if _agrees(each, other)]
    return _right_behind(one, cell) and len(right) >= _BESIDE and len(line) == len(right) + 1


def _mistyped(one: Mention, cell: NamedCell, named: Sequence[tuple[Mention, NamedCell]]) -> bool:
    """Whether a figure differs from its cell in one digit alone, and another of the same row or column is told right
    in the paragraph."""
    said, own = _digits(one.value), _digits(cell.cell.value)
    near = len(said) == len(own) >= _DIGITS and sum(a != b for a, b in zip(said, own, strict=True)) == 1
    line = [each for each, other in named if (other.row == cell.row or other.column == cell.column) and other != cell]
    right = [each for each, other in named if each in line and _agrees(each, other)]
    return near and bool(right) and len(right) == len(line)


def _right_behind(one: Mention, cell: NamedCell) -> bool:
    return any(one.left.rstrip("为有共是达：: ").endswith(name) for name in cell.names)


def _finding(page: Page, stretch: Stretch, one: Mention, cell: NamedCell) -> Finding:
    line, _ = page.reading.place(cell.cell.stretch.passage)
    return page.finding(
        "table-text", stretch, one.figure.start, one.figure.end, "tablecells.cell", name="、".join(cell.names),
        where=page.at(line), claimed=one.figure.text, computed=cell.cell.text,
    )  # fmt: skip
