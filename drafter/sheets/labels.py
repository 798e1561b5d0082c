"""Cells that name something, and where what they name stands.

Limits: a value that stands to the left of its label is not found.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from drafter.reading.sheets.book import Sheet
from drafter.reading.sheets.cell import Value, address, figure, text
from drafter.reading.sheets.tables import MEASURES
from drafter.reading.sheets.words import HeadMeanings, head
from drafter.sheets.record import Record, counted

#: Characters of a cell that can be a label, and of its words without brackets.
LONG, LABEL = 60, 24
_TWO = 2


#: What a form asks for where nobody has written.
HINT = re.compile(r"[(（【]?(?:请(?:选择|填写|输入|在此|从下拉)|下拉选择|点击选择|(?:系统)?自动生成|此处填写|在此填写)")
#: Boxes of a choice, ticked or not, and what a unit's seal is asked for by.
_BOX = re.compile(r"[(（]\s*(?P<tick>[√✓✔])?\s*[)）]|(?P<ticked>[☑☒■√✓✔●])|(?P<open>[□☐○])")
_SEAL = re.compile(r"\s*[(（](?:盖章|公章|签章|加盖公章|单位盖章|章)[)）]$")


def chosen(said: str) -> str:
    """What a cell says without what it asks for: of boxes what is ticked (☑新增项目 □延续项目), "" where none is; a
    name without （盖章）."""
    boxes = list(_BOX.finditer(said))
    ticks = sum(bool(one["tick"] or one["ticked"]) for one in boxes)
    if not (ticks and len(boxes) > ticks) and not re.search("[□☐☑☒]", said):
        return _SEAL.sub("", said)
    before = said[: boxes[0].start()].strip(" \u3000、1.") == ""
    ends = [one.start() for one in boxes[1:]] + [len(said)] if before else [one.start() for one in boxes]
    starts = [one.end() for one in boxes] if before else [0] + [one.end() for one in boxes[:-1]]
    marked = [
        re.sub(r"^\s*(?:[A-Z\d][.、．])?|[\s、；;，,]+$", "", said[start:end]).strip()
        for one, start, end in zip(boxes, starts, ends, strict=True)
        if one["tick"] or one["ticked"]
    ]
    return "、".join(one for one in marked if one)


def shown(sheet: Sheet, words: HeadMeanings, row: int) -> int:
    """The row behind an example that a title of its own begins (填写示例：): up to a blank row, or the title of a form;
    `row` where none begins there."""
    if row >= len(sheet) or not (title := _alone(sheet, row)) or not words.example(title, first=True):
        return row
    behind = row + 1
    while behind < len(sheet) and any(cell != "" for cell in sheet.rows[behind]):
        if words.title(_alone(sheet, behind)):
            break
        behind += 1
    return behind


def _alone(sheet: Sheet, row: int) -> str:
    """The words of a row that has no other cell, or ""."""
    filled = [cell for cell in sheet.rows[row] if cell != ""]
    return filled[0] if len(filled) == 1 and isinstance(filled[0], str) else ""


class CellLabel(NamedTuple):
    """A cell that names something: where it is, the section of its meaning, the meaning."""

    row: int
    column: int
    section: str
    meaning: str


class Labels:
    """Looks for labels on one sheet; `used` are the cells that were read as values."""

    def __init__(self, sheet: Sheet, words: HeadMeanings, record: Record) -> None:
        self.sheet, self.words, self.record = sheet, words, record
        self.empty = frozenset(words.all("empty"))
        self.used: set[tuple[int, int]] = set()

    def label(self, row: int, column: int) -> CellLabel | None:
        """What a cell names, or None."""
        value = self.sheet.at(row, column)
        if not isinstance(value, str) or not value.strip() or len(value) > LONG or (row, column) in self.used:
            return None
        said = head(value)
        if len(said.bare) > LABEL:
            return None
        for section in ("labels", "goals", "money"):
            if meaning := self.words.of(section, said):
                return CellLabel(row, column, section, meaning)
        meaning = self.words.of("columns", said)
        return CellLabel(row, column, "columns", meaning) if meaning in MEASURES else None

    def summed(self, row: int) -> bool:
        """Take a row that sums up the points of the form apart from its indicators: 自评总分, 100, 98.88."""
        filled = [(index, cell) for index, cell in enumerate(self.sheet.rows[row]) if cell != ""]
        named = head(text(filled[0][1])) if filled and isinstance(filled[0][1], str) else None
        if (
            named is None
            or self.record.totals
            or (named.bare not in self.words.all("totals") and self.words.of("labels", named) != "score.total")
        ):
            return False
        found = [(one.number, index) for index, cell in filled[1:] if (one := figure(cell)) is not None]
        if len(found) != _TWO or len(filled) != _TWO + 1 or found[0][0] < found[1][0]:
            return False
        for key, (number, index) in zip(("weight", "score"), found, strict=True):
            self.record.totals[key] = counted(number, "分", address(row, index))
        return True

    def right(self, one: CellLabel) -> tuple[int, Value] | None:
        """The first cell to the right that says something; None where that is another label or nothing."""
        _, _, _, end = self.sheet.span(one.row, one.column)
        cells = self.sheet.rows[one.row]
        for index in range(end + 1, len(cells)):
            value = cells[index]
            if value == "" or (isinstance(value, str) and not value.strip()):
                continue
            return index, value
        return None
