"""Which cells of a flat table are one cell on paper.

The reader gains the form that finance offices print: in the tree of a draft a merged cell is its words followed by
empty cells, and here the rows of the 项目支出绩效自评表 are told apart by the words that open them.

Source: 项目支出绩效自评表, 财预〔2020〕10号, attachment. Limits: other tables are shown as they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from drafter.report.tree import Table

_MONEY, _GOALS = "项目资金（万元）", "年度总体目标"
#: Rows that nothing stands under.
_SINGLE = ("项目名称", "主管部门", "一级指标", "总分")
#: Opening words of rows of the form, and the stretches of columns that are one cell there.
_LINES = {
    "项目名称": ((1, 8),),
    "主管部门": ((1, 4), (5, 8)),
    _GOALS: ((1, 4), (4, 8)),
    "总分": ((0, 5),),
}
_WIDTH = 8
_REASON = "执行偏差原因及改进措施"


class MergedCell(NamedTuple):
    """`text` in row `row` from column `column` on, over `across` columns and `down` rows."""

    row: int
    column: int
    text: str
    across: int = 1
    down: int = 1


def is_form(table: Table) -> bool:
    """Whether a table is the 项目支出绩效自评表: its first row is no heading of columns."""
    return len(table.header) == _WIDTH and table.header[0] == "项目名称"


def cells(table: Table) -> list[list[MergedCell]]:
    """The cells of each row, the header first; what is merged into another cell is left out."""
    rows = [table.header, *table.rows]
    if not is_form(table):
        return [[MergedCell(i, j, text) for j, text in enumerate(row)] for i, row in enumerate(rows)]
    taken: set[tuple[int, int]] = set()
    done = []
    for i in range(len(rows)):
        kept = []
        for cell in _across(rows, i):
            if (i, cell.column) in taken:
                continue
            down = _down(rows, cell)
            taken.update((i + k, cell.column) for k in range(1, down))
            kept.append(cell._replace(down=down))
        done.append(kept)
    return done


def _across(rows: list[tuple[str, ...]], i: int) -> Iterator[MergedCell]:
    row = rows[i]
    spans = dict(_LINES.get(row[0], ()))
    if row[1] == _REASON:
        spans = {2: _WIDTH}
    elif i and not row[0] and rows[i - 1][0] == _GOALS:
        spans = dict(_LINES[_GOALS])
    column = 0
    while column < len(row):
        end = spans.get(column, column + 1)
        # A stretch that holds words besides its first is no merged cell.
        if any(row[column + 1 : end]):
            end = column + 1
        yield MergedCell(i, column, row[column], end - column)
        column = end


def _down(rows: list[tuple[str, ...]], cell: MergedCell) -> int:
    """How many rows a cell of the first two columns reaches down, over empty ones."""
    opens = cell.row
    while opens and not rows[opens][0]:
        opens -= 1
    # The second column holds levels of indicators, or labels of single rows.
    if cell.column > 1 or not cell.text or cell.across > 1 or rows[cell.row][0] in _SINGLE:
        return 1
    if cell.column == 1 and rows[opens][0] in (_MONEY, _GOALS):
        return 1
    down = 1
    while cell.row + down < len(rows):
        row = rows[cell.row + down]
        if row[cell.column] or (cell.column == 1 and row[0]):
            break
        down += 1
    return down
