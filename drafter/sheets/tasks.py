"""Tasks of the year in the form of a department: what was to be done, what was, and the money of each.

The reader gains a row for each task, from a table of tasks or of the projects of a department. Limits: a task is one
row; its sums are not compared.
"""

from __future__ import annotations

from drafter.reading.sheets.book import Sheet
from drafter.reading.sheets.cell import CellValue, address, text
from drafter.reading.sheets.tables import MEASURES, HeadedTable
from drafter.reading.sheets.words import HeadMeanings, head
from drafter.sheets.indicator_rows import IndicatorRows, SheetRow
from drafter.sheets.money import Money, amount
from drafter.sheets.record import Entry, Record
from drafter.wording import word

_TEXTS = {"task_plan": "plan", "target": "plan", "actual": "done", "reason": "reason", "measure": "measure",
          "remark": "remark"}  # fmt: skip
#: Money of a task that a case keeps.
_MONEY = ("initial", "budget", "spent")


class Tasks(IndicatorRows):
    """Reads one table of tasks into a record."""

    def __init__(self, sheet: Sheet, words: HeadMeanings, table: HeadedTable, money: Money) -> None:
        super().__init__(sheet, words, table)
        self.money = money
        self.of = "task_name" if "task_name" in table else "project_name"
        self.measures = [one for one in table.columns if one.meaning in MEASURES]

    def read(self, record: Record) -> int:
        """Read the rows; answers the row behind the table."""
        behind = self.table.first
        last = self._last()
        rows: list[SheetRow] = []
        for row in self.rows():
            if row.at > last or self._other(row):
                break
            behind = row.at + 1
            if not self.total(row):
                rows.append(row)
        values = [self.sheet.at(row.at, one.at) for row in rows for one in self.measures if one.meaning in _MONEY]
        unit = self.money.unit(self.table, self.table.top, values)
        for row in rows:
            if entry := self._entry(row, unit, record):
                record.tasks.append(entry)
        return behind

    def total(self, row: SheetRow) -> bool:
        """Whether a row is a sum; behind a title that is merged over all rows as well."""
        return super().total(row) or head(text(row.value(self.of))[:20]).bare in self.totals

    def _last(self) -> int:
        """The last row that the title beside the table reaches over, or the last of the sheet."""
        first = min(one.at for one in self.table.columns)
        for index in range(first + 1):
            top, _, bottom, _ = self.sheet.span(self.table.top, index)
            if top == self.table.top and bottom > self.table.first:
                return bottom
        return len(self.sheet)

    def _other(self, row: SheetRow) -> bool:
        """Whether a row belongs to what comes below: it begins with a label of a form, or with two of them."""
        said = [head(cell) for cell in self.sheet.rows[row.at] if isinstance(cell, str) and cell.strip()][:2]
        return any(self.words.of("goals", one) or self.words.of("labels", one) for one in said)

    def _entry(self, row: SheetRow, unit: str, record: Record) -> Entry:
        name = text(row.value(self.of))
        if not name or name in self.empty or name in self.nothing:
            return {}
        entry: Entry = {"name": CellValue(name, row.cell(self.of))}
        for meaning, key in _TEXTS.items():
            said = text(row.value(meaning))
            if said and said not in self.empty and said not in self.nothing and key not in entry:
                entry[key] = CellValue(said, row.cell(meaning))
        for one in self.measures:
            value, cell = self.sheet.at(row.at, one.at), address(row.at, one.at)
            if one.meaning not in _MONEY or one.source or one.meaning in entry or text(value) in self.empty:
                continue
            if (mark := amount(value, one.head.money or unit, cell)) is not None:
                entry[one.meaning] = mark
            else:
                told = word("forms.project-figure", name=name, column=one.said, text=text(value))
                record.warn(cell, told, certain=True)
        return entry
