"""A ledger of payments or services beside the papers (支付台账, 服务人数台账, 决算明细): its columns with their totals.

The reader gains that what a form tells can be held against the books, so far as they were handed in.

Limits: a sheet is known for a ledger by its title or name; a column is summed up where no row says its total.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from drafter.reviewing.value import MONEY, CellText, value

_TITLE = re.compile(
    r"台\s*账|明细账|总账|分类账|日记账|流水|支付明细|支出明细|决算表|决算明细|登记表|登记簿|统计台账|汇总台账"
)
_TOTAL = re.compile(r"^(?:合\s*计|总\s*计|共\s*计|全年合计|年度合计|本年合计|累\s*计)$")
_UNIT = re.compile(r"单位[:：]\s*(?:人民币)?\s*([\u4e00-\u9fff%％]{1,6})")
_HEAD = re.compile(r"[（(]([^（）()]{1,6})[）)]\s*$")
#: A row for each: 一处一行, 一户一行.
_EACH = re.compile(r"(?:一|每)(?P<unit>[\u4e00-\u9fff])一?[行条]")
_RUNNING = re.compile(r"累计|余额|结余|序号|编号|电话|日期|时间|凭证")


class Account(NamedTuple):
    """A column or row of a ledger: what it is called, the cell with its total (or its last part), the total, its unit
    ("" where none is said), the title of the sheet; `listed` where it is the things of the sheet, a row each."""

    name: str
    cell: CellText
    total: Decimal
    unit: str
    sheet: str
    listed: bool = False

    @property
    def money(self) -> Decimal | None:
        """The total in 元, None where it is no money."""
        return self.total * MONEY[self.unit] if self.unit in MONEY else None


def accounts_of(rows: Sequence[Sequence[CellText]], sheet: str) -> tuple[Account, ...]:
    """The columns and rows of a sheet that is a ledger; none for any other sheet."""
    title = next((cell.text for row in rows[:3] for cell in row if cell), "")
    if not _TITLE.search(title[:60]) and not _TITLE.search(sheet):
        return ()
    at = next((n for n, row in enumerate(rows[:8]) if _is_head(rows, n, row)), -1)
    if at < 0:
        return ()
    unit = next((match[1] for row in rows[: at + 1] for cell in row if (match := _UNIT.search(cell.text))), "")
    if at == 0:
        # Nothing stands over the heads: the sheet is called as its file is.
        title = sheet.split(" ")[-1]
    heads = rows[at]
    found: list[Account] = []
    body = rows[at + 1 :]
    for column, head in enumerate(heads):
        if not head or _RUNNING.search(head.said):
            continue
        cells = [(row, row[column]) for row in body if column < len(row) and row[column].number is not None]
        if not cells:
            continue
        own = _HEAD.search(head.text)
        stated = [cell for row, cell in cells if any(_TOTAL.match(one.text.strip()) for one in row[:2])]
        last = stated[-1] if stated else cells[-1][1]
        total = last.number if stated else sum((cell.number or Decimal(0) for _, cell in cells), Decimal(0))
        found.append(
            Account(_HEAD.sub("", head.text.strip()), last, total or Decimal(0), own[1] if own else unit, title)
        )
    if (things := _things(body, title)) is not None:
        found.append(things)
    if len(found) == 1 and not found[0].listed:
        # A list of things with one figure each: 服务人数 | 1,234.
        for row in body:
            figures = [cell for cell in row if cell.number is not None]
            name = next((cell for cell in row if cell and cell.number is None), CellText())
            if figures and name and not _TOTAL.match(name.text.strip()):
                found.append(Account(name.text.strip(), figures[-1], figures[-1].number or Decimal(0), unit, title))
    return tuple(found)


def _things(body: Sequence[Sequence[CellText]], title: str) -> Account | None:
    """The things of a list that has a row for each: its last row says how many (合计 | 44处), or a note says
    so and they are numbered."""
    numbered = [row for row in body if any(cell.number is not None for cell in row[:1])]
    for row in body:
        first = next((cell for cell in row if cell), CellText())
        if not _TOTAL.match(first.text.strip()):
            continue
        for cell in row:
            said = value(cell.text) if cell.number is None and cell is not first else None
            if said is not None and said.unit and not said.percent and said.number == len(numbered):
                return Account(title, cell, said.number, said.unit, title, True)
    note = next((match for row in body for cell in row if (match := _EACH.search(cell.text))), None)
    if note is not None and numbered:
        return Account(title, numbered[-1][0], Decimal(len(numbered)), note["unit"], title, True)
    return None


def _is_head(rows: Sequence[Sequence[CellText]], at: int, row: Sequence[CellText]) -> bool:
    """Whether a row names columns: words only, and a number in the rows below."""
    filled = [cell for cell in row if cell]
    below = rows[at + 1 : at + 4]
    return (
        len(filled) >= 2
        and all(cell.number is None for cell in filled)
        and any(cell.number is not None for line in below for cell in line)
    )
