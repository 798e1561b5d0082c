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
#: 填表说明3 | 定量指标完成值只填数字: a note with its label in a cell of its own.
_LABEL = re.compile(
    r"^(?:(?:填[表报]|有关|其他|核查|自评|评分|计分|赋分|预警|审核|报送)?(?:说明|要求|规则|须知|办法|标准)|备注|注)[（(]?\d{0,2}[）)]?[:：]?$"
)


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
        # 成本测算（万元） over the list tells the unit of its amounts.
        above = [next((cell for cell in one if cell), CellText()) for one in rows[max(0, at - 2) : at]]
        unit = next((said for one in (row[amount], *reversed(above)) if (said := _UNIT.search(one.text))), None)
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
    """The notes of a form: cells that begin as notes do, and what stands behind a label of notes; all of a sheet that
    holds lines and no table."""
    lines = [next((cell for cell in row if cell), CellText()) for row in rows]
    if all(cell.said == line.said for row, line in zip(rows, lines, strict=True) for cell in row if cell):
        return tuple(line for line in lines if len(line.text) > 6)
    found: list[CellText] = []
    for row in rows:
        filled = [cell for cell in row if cell]
        found += [cell for cell in filled if len(cell.text) > 6 and _NOTE.match(cell.text)]
        if len(filled) > 1 and _LABEL.match(filled[0].said):
            found += [cell for cell in filled[1:] if len(cell.text) > 6 and cell.said != filled[0].said][:1]
    return tuple(dict.fromkeys(found))


def written_notes(lines: Sequence[CellText]) -> tuple[CellText, ...]:
    """The notes among the lines under a form that is written as text: 注：…, 填表说明：, and the numbered lines behind
    that."""
    found: list[CellText] = []
    numbered = False
    for line in lines:
        own = re.match(r"^\s*(?:注|备注|(?:填[表报])?(?:说明|要求|规则|须知))[:：]?", line.text)
        numbered = bool(own) or (numbered and bool(re.match(r"^\s*[（(]?\d{1,2}[）)、.．]", line.text)))
        if numbered and len(line.text) > 6:
            found.append(line)
    return tuple(found)


def money_unit(rows: Sequence[Sequence[CellText]]) -> str:
    """The unit that a form says its money is in, "" for none said."""
    for row in rows[:30]:
        for cell in row:
            text = cell.said
            if len(text) <= 24 and ("单位" in text or "(" in text or text[-1:] == "元"):
                match = re.search(r"(?:单位|金额)[:：]?(?:人民币)?\(?(亿元|万元|千元|元)", text) or re.search(
                    r"\((亿元|万元|千元|元)\)", text
                )
                if match:
                    return match[1]
    return ""
