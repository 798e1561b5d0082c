"""What a form says beside its tables: the costs that make up its money, the notes under it.

The reader gains that a list of costs is summed up against the budget, and that a rule written under a form counts.

Limits: a list of costs has a head that names what is spent and a head that names the amount.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from drafter.reviewing.value import CellText

_WHAT = re.compile(
    r"^(?:支出|开支|费用|成本|测算|采购|经费|资金)?(?:内容|明细|项目|名称|用途|事项|科目|构成)$|^(?:支出|成本|费用)(?:内容|明细|构成)"
)
_AMOUNT = re.compile(r"^(?:预算|测算|申报|申请|计划|概算|支出|成本)?(?:金额|数额|总价|小计|费用)(?:[（(].{1,4}[）)])?$")
_UNIT = re.compile(r"[（(](亿元|万元|千元|元)[）)]")
_TOTAL = re.compile(r"^(?:合\s*计|总\s*计|小\s*计|共\s*计)$")
_NOTE = re.compile(r"^\s*(?:注|备注|说明|填报说明|填表说明|公式|\d{1,2}[.、．])")


class Cost(NamedTuple):
    """A row of a list of costs: what for, how much, the unit of its head ("": none said), whether it is the sum."""

    what: str
    cell: CellText
    unit: str
    total: bool


def costs_of(rows: Sequence[Sequence[CellText]]) -> tuple[Cost, ...]:
    """The rows of the list of costs in a form; none where it has no such list."""
    for at, row in enumerate(rows):
        what = next((n for n, cell in enumerate(row) if cell and _WHAT.match(cell.said)), -1)
        amount = next((n for n, cell in enumerate(row) if cell and n != what and _AMOUNT.match(cell.said)), -1)
        if what < 0 or amount < 0:
            continue
        unit = _UNIT.search(row[amount].text)
        found = []
        for line in rows[at + 1 :]:
            if amount >= len(line) or line[amount].number is None:
                break
            names = [cell.text.strip() for cell in line[:amount] if cell and cell.number is None]
            name = line[what].text.strip() or (names[-1] if names else "")
            total = any(_TOTAL.match(one) for one in names)
            found.append(Cost(name, line[amount], unit[1] if unit else "", total))
        if found:
            return tuple(found)
    return ()


def notes_of(rows: Sequence[Sequence[CellText]]) -> tuple[CellText, ...]:
    """The notes of a form: cells that begin as notes do."""
    return tuple(cell for row in rows for cell in row if len(cell.text) > 6 and _NOTE.match(cell.text))
