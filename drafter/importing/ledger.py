"""A pasted table of money: rows of what it is spent on or comes from, columns of 年初, 调整, 全年, 执行.

The row of the total fills the fields of the whole, a row that names a part or a source its own, and every other row is
told as it stands, each figure with its column and unit.

Limits: a table is one of money where its head names at least two such columns, and a unit of money stands over it or in
its head.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from drafter.importing.lines import NotedLine
from drafter.importing.money_units import declared_unit, told_money
from drafter.importing.note_taker import NoteTaker
from drafter.importing.sums import with_sums
from drafter.language.amounts import amounts
from drafter.language.lexicon import words
from drafter.language.marks import fold

_EMPTY = frozenset(("", "-", "—", "/", "*", "无", "——", "--"))
_TOTAL = re.compile(r"合计|总计|共计|总额|全部|总数")
#: The parts of the budget of a department that have fields of their own.
_PARTS = {"基本支出": ("fund.basic", "fund.spent_basic"), "项目支出": ("fund.project", "fund.spent_project")}


def money_columns(head: Sequence[str]) -> list[str]:
    """What each column of a head holds: name, initial, change, budget, spent, rate, reason ("" for others)."""
    found = []
    for cell in head:
        bare = re.sub(r"[\s（(].*", "", cell)
        found.append(
            next((key for key, marks in words("tables")["ledger"].items() if any(mark in bare for mark in marks)), "")
        )
    return found


def is_ledger(head: Sequence[str], reader: NoteTaker) -> bool:
    """Whether a head is that of a table of money for the whole."""
    columns = money_columns(head)
    figures = {one for one in columns if one in ("initial", "change", "budget", "spent")}
    unit = reader.filler.unit_of_money or any(declared_unit(f"（{cell}）") or "元" in cell for cell in head)
    return len(figures) >= 2 and columns[0] in ("name", "") and bool(unit) and reader.genre != "township-summary"


def turned_ledger(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    """A table of money whose rows are 年初, 追加, 支出 and its columns 基本, 项目, turned; empty where it is none.

    Its first row is the head."""
    names = [row[0] for row in rows if row]
    kinds = [kind for kind in money_columns(names) if kind in ("initial", "change", "budget", "spent")]
    wide = any(_TOTAL.search(cell) for cell in head[1:]) and len(head) > 2
    if len(kinds) < 3 or len(kinds) < len(names) or not wide:
        return []
    width = len(head)
    square = [tuple(head), *(tuple(row)[:width] + ("",) * (width - len(row)) for row in rows)]
    turned = [tuple(row[at] for row in square) for at in range(width)]
    parts = {"基本": "基本支出", "项目": "项目支出"}
    return [turned[0], *((parts.get(row[0], row[0]), *row[1:]) for row in turned[1:])]


def read_ledger(rows: Sequence[NotedLine], head: Sequence[str], reader: NoteTaker) -> None:
    """Read the rows of a table of money into the proposal of `reader`."""
    columns = money_columns(head)
    unit = reader.filler.unit_of_money or next((one for cell in head if (one := declared_unit(f"（{cell}）"))), "万元")
    reader.filler.unit_of_money = reader.filler.unit_of_money or unit
    for line in rows:
        reader.proposal.line = line.number
        cells = {key: cell for key, cell in zip(columns, line.cells, strict=False) if key and cell not in _EMPTY}
        name = line.cells[0].strip()
        said = "\t".join(line.cells)
        figures = {key: _sum(cells[key], unit) for key in ("initial", "change", "budget", "spent") if key in cells}
        told = False
        earlier = {key: _sum(cells[f"last_{key}"], unit) for key in ("budget", "spent") if f"last_{key}" in cells}
        if name in ("来源", "资金来源", "构成", "资金构成"):
            for left in reader.filler.fund("；".join(line.cells[1:]).strip("；"), name):
                reader.proposal.leave(left, reader.filler.keep(left, "money"))
            continue
        if name.rstrip("数合计") in words("money")["context"]["last"]:
            for cell, key in zip(line.cells[1:], columns[1:], strict=False):
                kind = key if key in ("budget", "spent") else "rate" if cell.endswith(("%", "％")) else ""
                if kind:
                    reader.proposal.put_last(f"fund.{kind}", cell if kind == "rate" else _sum(cell, unit), said)
            continue
        if _TOTAL.search(name):
            for key, value in earlier.items():
                reader.proposal.put_last(f"fund.{key}", value, said)
            told = _put(
                reader, {f"fund.{key}": figures[key] for key in ("initial", "budget", "spent") if key in figures}, said
            )
            if "change" in figures and told:
                _changed(reader, figures["change"], said)
        elif reader.genre == "department-self-evaluation" and name in _PARTS and "change" not in figures:
            plan, done = _PARTS[name]
            paths = ((plan, "budget"), (done, "spent"))
            told = _put(reader, {path: figures[key] for path, key in paths if key in figures}, said)
        elif re.fullmatch(words("money")["sources"]["like"], name) and not {"initial", "change"} & set(figures):
            reader.proposal.add("fund.sources", {"name": name, **figures}, said)
            told = True
        if told and "reason" in cells:
            for left in reader.filler.fund(cells["reason"], ""):
                reader.proposal.leave(left, reader.filler.keep(left, "money"))
        elif not told:
            reader.proposal.add("fund.notes", _told(name, head, columns, line.cells, unit), said)


def _put(reader: NoteTaker, values: Mapping[str, str], said: str) -> bool:
    """Whether all values found their place; those that did stay there."""
    return False not in [reader.proposal.put(path, value, said) for path, value in values.items()]


def _sum(cell: str, unit: str) -> str:
    found = amounts(fold(cell))
    bare = cell.strip().lstrip("+＋")
    return told_money(bare, unit) if found and not found[0].unit else bare


def _changed(reader: NoteTaker, amount: str, said: str) -> None:
    less = amount.startswith(("-", "－", "−"))
    row = {"name": "调减" if less else "追加", "amount": amount.lstrip("-－−")}
    reader.proposal.add("fund.changes", row, said)


def _told(name: str, head: Sequence[str], columns: Sequence[str], cells: Sequence[str], unit: str) -> str:
    """A row in words: 人员经费年初1986.3万元，调增42.5万元，全年2028.8万元，执行2028.8万元."""
    parts = []
    for index, cell in enumerate(cells[1:], 1):
        key = columns[index] if index < len(columns) else ""
        label = re.sub(r"[\s（(].*", "", head[index]) if index < len(head) else ""
        if cell in _EMPTY:
            continue
        if key == "change" and not re.search("[1-9]", cell):
            continue
        if key == "change":
            less = cell.startswith(("-", "－", "−"))
            parts.append(f"{'调减' if less else '调增'}{_sum(cell.lstrip('-－−'), unit)}")
        elif key in ("initial", "budget", "spent"):
            parts.append(f"{label}{_sum(cell, unit)}")
        elif key == "rate":
            parts.append(f"执行率{cell.rstrip('%％')}%")
        elif key == "reason":
            parts.append(cell if label in ("备注", "说明") else f"原因：{cell}")
        else:
            parts.append(f"{'剩余' if label in ('剩', '余', '差') else label}{cell}")
    return with_sums(f"{name}{'，'.join(parts)}")
