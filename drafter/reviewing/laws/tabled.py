"""Tables that are no forms: annexes of a report, further sheets of a book. Sums of 0 over parts, tables that are empty,
the three public costs.

Limits: a table is a head of words and rows below it; what stands above the row of sums, up to the one before, are its
parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from drafter.reviewing.answer import Look
from drafter.reviewing.laws import answers
from drafter.reviewing.laws.common import COLUMNS_CALLED
from drafter.reviewing.row import PaperGrid
from drafter.reviewing.value import CellText, money, plain, told

_ZERO = Decimal(0)
_ROWS = ("current", "carried", "other")
_SUM = re.compile(r"(?:合|总|小|共)\s*计")
#: Why a table is empty.
_TOLD = re.compile(
    r"空表|没有.{0,20}(?:支出|收入|预算|安排|发生|数据)|无此项|无数据|故本表|不涉及|未安排|未发生|不适用"
)
_NUMBERED = re.compile(r"附?表\s*[0-9一二三四五六七八九十]+(?:[-—.][0-9]+)?")
_PUBLIC = (r"因公出国|出国[（(]境", r"公务用车", r"公务接待")
_WHOLE = re.compile(r"三公.{0,8}(?:合计|总计|经费支出|经费)$")
_PARTS = re.compile(r"购置费|(?<!购置及)(?<!购置和)(?<!购置与)(?<!购置)运行(?:维护)?费")


def tables(look: Look) -> Iterator[PaperGrid]:
    """The tables of this year's papers."""
    for paper in look.dossier.papers:
        if paper is not look.dossier.last and not paper.letter:
            yield from paper.grids


@answers("zero-sum")
def zero(look: Look) -> None:
    forms = [*look.dossier.forms, *([look.dossier.goals] if look.dossier.goals else [])]
    for form in forms:
        for key in ("initial", "budget", "adjusted", "spent", "applied"):
            whole = form.amount(f"total.{key}") or form.amount(f"year_total.{key}")
            parts = [cell for row in _ROWS if (cell := form.amount(f"{row}.{key}"))]
            added = sum((money(cell, form.unit) or _ZERO for cell in parts), _ZERO)
            if not whole and not parts:
                continue
            look.saw(f"{COLUMNS_CALLED[key]}总额{whole.text or '（空）'}")
            if added and whole and not (money(whole, form.unit) or _ZERO):
                look.fault(whole, f"{COLUMNS_CALLED[key]}的总额是{whole.text}，而分项合计{told(added, form.unit)}")
        for key, called in (("weight", "分值"), ("score", "得分")):
            cell = form.totals.get(key, CellText())
            added = sum((line[key].number or _ZERO for line in form.lines), _ZERO)
            if cell.number is not None:
                look.saw(f"{called}合计{cell.text}")
                if not cell.number and added:
                    look.fault(cell, f"{called}合计是0，而各行相加是{plain(added)}")
    _tables(look)
    if not look.seen:
        look.skip("没有合计")


def _tables(look: Look) -> None:
    """Rows of sums that say 0 over parts that are filled."""
    places = {fault.place for fault in look.faults}
    for grid in tables(look):
        above = 0
        for at, row in enumerate(grid.rows):
            first = next((cell for cell in row if cell), CellText())
            if not _SUM.fullmatch(first.said):
                continue
            for column, cell in enumerate(row):
                if cell.number is None:
                    continue
                numbers = [one[column].number for one in grid.rows[above:at] if column < len(one)]
                added = sum((one for one in numbers if one is not None), _ZERO)
                look.saw(f"{grid.title or grid.name or '表'}的{first.said}{cell.text}")
                if not cell.number and added > 0 and cell.place not in places:
                    look.fault(cell, f"“{first.said}”是0，而各行相加是{plain(added)}")
            above = at + 1


def empty_told(text: str, title: str) -> bool:
    """Whether a paragraph beside an empty table says why it is empty; one that names another table (附表1为空表) says
    so of that."""
    named = set(re.findall(_NUMBERED, text))
    own = _NUMBERED.search(title)
    return bool(_TOLD.search(text)) and not (named and own is not None and own[0] not in named)


def empty_sheets(look: Look) -> int:
    """Sheets of a book that have a head and nothing below it, and no word on why; gives how many tables were looked
    at."""
    many = 0
    for grid in tables(look):
        at = next((n for n, row in enumerate(grid.rows[:6]) if len({cell.said for cell in row if cell}) >= 3), -1)
        if not grid.name or at < 0:
            continue
        body = [cell for row in grid.rows[at + 1 :] for cell in row if cell]
        words = [cell for cell in body if not re.fullmatch(r"[-—/\s]*|(?:合|总|小)\s*计", cell.text)]
        many += 1
        if any(_TOLD.search(cell.text) for cell in body) or any(
            _TOLD.search(cell.text) for row in grid.rows[:at] for cell in row
        ):
            look.saw(f"“{grid.name}”空着，写了说明")
        elif not words:
            head = next(cell for row in grid.rows for cell in row if cell)
            look.fault(head, f"“{head.text}”是空表，没有说明为什么空着")
    return many


def public_tables(look: Look) -> None:
    """The three public costs in a table, column by column, against their sum."""
    for grid in tables(look):
        rows = [(next((cell for cell in row if cell), CellText()), row) for row in grid.rows]
        rows = [(name, row) for name, row in rows if any(cell.number is not None for cell in row)]
        whole = next((row for name, row in rows if _SUM.fullmatch(name.said) or _WHOLE.search(name.said)), None)
        parts = [row for pattern in _PUBLIC if (row := _row(rows, pattern)) is not None]
        if whole is None or len(parts) < len(_PUBLIC):
            continue
        for column, cell in enumerate(whole):
            cells = [row[column] if column < len(row) else CellText() for row in parts]
            if cell.number is None or any(one.number is None for one in cells):
                continue
            added = sum((one.number or _ZERO for one in cells), _ZERO)
            working = f"{' + '.join(one.text for one in cells)} = {plain(added)}"
            look.saw(f"{cell.place} {working}")
            if abs(added - cell.number) > _ZERO:
                look.fault(cell, f"三公经费合计{cell.text}，三项相加是{plain(added)}", working)


def _row(rows: Sequence[tuple[CellText, Sequence[CellText]]], pattern: str) -> Sequence[CellText] | None:
    """The row of one of the costs: the one that is no part of another."""
    named = [
        (name, row)
        for name, row in rows
        if re.search(pattern, name.said) and any(cell.number is not None for cell in row)
    ]
    own = [row for name, row in named if not _PARTS.search(name.said)] or [row for _, row in named]
    return own[0] if own else None
