"""The list of evidence that is handed in with a form (佐证材料清单): what proves which indicator, how many are due and
how many are there.

The reader gains that evidence in a book of its own counts as evidence in a column of the form does.

Limits: a list is known by its title or name and by a column that tells what was handed in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from drafter.reviewing.row import PaperGrid
from drafter.reviewing.value import CellText, value

_TITLE = re.compile(
    r"(?:佐证|证明|支撑|印证|备查)(?:材料|资料)|(?:材料|资料|附件)(?:提供|提交|报送)?(?:清单|目录|情况|一览)"
)
_NAME = re.compile(r"指标|内容|事项|要点")
_PAPER = re.compile(r"(?:佐证|证明|支撑|印证|备查|所附|对应)?(?:材料|资料|附件)(?:名称|内容|目录)?$")
_DUE = re.compile(r"应(?:当)?(?:提供|提交|报送|附|交|有|备)")
_GIVEN = re.compile(
    r"(?:已|实际?|现|是否)(?:已)?(?:提供|提交|报送|附|交|有|收|收到|齐全|齐备)|(?:提供|提交|报送|收取)情况|(?:提供|提交|报送|附|材料|资料)?状态$"
)
_YES = re.compile(
    r"^(?:是|有|√|✓|✔|已(?:经|全部|随[文表])?(?:提供|提交|附|报|交|随附|上传|收)|随(?:表|报告|文)?附|齐全|齐备|完整)"
)
_NOTE = re.compile(r"^(?:说明|备注|注|要求|(?:填[表报]|提供|报送)(?:说明|要求))[:：]?")
_SUM = re.compile(r"^(?:合\s*计|总\s*计|小\s*计)$")


class Proof(NamedTuple):
    """A row of a list: the indicator, what proves it, how many are due (1 where none is said) and are there, the cell
    that tells so."""

    name: str
    paper: str
    due: Decimal
    given: Decimal
    cell: CellText


def proofs_of(grids: Sequence[PaperGrid]) -> Iterator[Proof]:
    """The rows of the lists of evidence among some tables."""
    for grid in grids:
        title = " ".join([grid.title, grid.name, *[cell.text for row in grid.rows[:2] for cell in row if cell][:2]])
        if not _TITLE.search(title):
            continue
        for at, row in enumerate(grid.rows[:8]):
            columns = _columns(row)
            if "name" in columns and "given" in columns:
                yield from _rows(grid.rows[at + 1 :], columns)
                break


def _columns(row: Sequence[CellText]) -> dict[str, int]:
    found: dict[str, int] = {}
    for index, cell in enumerate(row):
        if not cell or len(cell.said) > 16:
            continue
        for key, pattern in (("due", _DUE), ("given", _GIVEN), ("paper", _PAPER), ("name", _NAME)):
            if key not in found and pattern.search(cell.said):
                found[key] = index
                break
    return found


def _rows(rows: Sequence[Sequence[CellText]], columns: dict[str, int]) -> Iterator[Proof]:
    name = ""
    for row in rows:
        cells = {key: row[index] if index < len(row) else CellText() for key, index in columns.items()}
        first = next((cell.said for cell in row if cell), "")
        if _SUM.match(first):
            break
        name = cells["name"].text.strip() or name
        due = _count(cells.get("due", CellText()))
        if not name or not (cells["given"] or cells.get("paper")) or _NOTE.match(first):
            continue
        given = _count(cells["given"])
        if given is None:
            given = (due or Decimal(1)) if _YES.match(cells["given"].said) else Decimal(0)
        where = cells["given"] if cells["given"] else cells.get("paper", cells["name"])
        yield Proof(name, cells.get("paper", CellText()).text, due or Decimal(1), given, where)


def _count(cell: CellText) -> Decimal | None:
    found = value(cell.text) if cell else None
    return found.number if found is not None else None
