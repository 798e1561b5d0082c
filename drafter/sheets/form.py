"""One form on one sheet: labels with their values, goals, money and indicators, wherever they stand.

The reader gains a form read by its words: rows that a title has moved, columns in another order, values beside or below
their labels.

Limits: a value that stands to the left of its label is not found.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import islice

from drafter.reading.sheets.book import Sheet
from drafter.reading.sheets.cell import CellValue, Value, address, date, figure, lines, text
from drafter.reading.sheets.guesses import guessed
from drafter.reading.sheets.heads import table_at
from drafter.reading.sheets.percent import rate
from drafter.reading.sheets.tables import ACROSS, FLAT, INDICATORS, MONEY, PROJECTS, TASKS, HeadedTable, halves
from drafter.reading.sheets.words import HeadMeanings, head
from drafter.sheets.goals import Goals
from drafter.sheets.indicator_rows import IndicatorRows
from drafter.sheets.indicators import Indicators
from drafter.sheets.labels import HINT, LABEL, LONG, CellLabel, chosen, shown
from drafter.sheets.left_columns import say_left
from drafter.sheets.money import Money, amount, path_of
from drafter.sheets.record import Record, counted
from drafter.sheets.tasks import Tasks
from drafter.sheets.untold import untold
from drafter.sheets.years import labelled_year, sure_year, written_year
from drafter.wording import word

_CODE = re.compile(
    r"^\s*[〔\[【(（](?P<code>[\dA-Za-z-]+)[〕\]】)）]\s*(?P<name>.+)$"
    r"|^(?P<code2>\d{3,12})[-— ]*(?P<name2>[\u4e00-\u9fff].+)$"
)
_PERIOD = re.compile(r"(?:1|一)\s*月?\s*[-—–~～至到]\s*(\d{1,2})\s*月|截[至止]\s*(\d{1,2})\s*月|[上下]半年")
_DATES = frozenset(("project.start", "project.end"))
#: Labels that every form has filled.
_DUE = frozenset(("project.name", "project.department", "project.implementer", "unit.name"))
_ROWS = 6_000
#: Rows that are looked at for what stands in a column.
_LOOKED = 200
#: Characters of the name of a unit.
_NAME = 4


class SheetForm(Goals):
    """Reads one sheet into a record."""

    def __init__(self, sheet: Sheet, words: HeadMeanings, record: Record) -> None:
        super().__init__(sheet, words, record)
        self.money = Money(sheet, words, record)
        #: Columns under which the money of the whole term or of the year stands, in a form of goals.
        self.blocks: dict[int, str] = {}
        self.lists: list[HeadedTable] = []
        #: Rows that belong to no table.
        self.lined: list[int] = []

    def read(self) -> list[HeadedTable]:
        """Read the sheet; answers the lists of projects that it has, which are for :mod:`drafter.sheets.read`."""
        self.titles()
        row = 0
        while row < min(len(self.sheet), _ROWS):
            if (behind := shown(self.sheet, self.words, row)) > row:
                self.record.remarks.append(f"第{row + 1}至{behind}行是示例，没有读")
                row = behind
                continue
            table = table_at(self.sheet, self.words, row)
            if table is None:
                self.line(row)
                row += 1
                continue
            table = self._known(table)
            if table.kind in (MONEY, ACROSS):
                behind = self.money.table(table)
                self.line(row) if behind == table.first else None
                row = max(behind, row + 1)
            elif table.kind == INDICATORS:
                ends = [Indicators(self.sheet, self.words, half).read(self.record) for half in halves(table)]
                row = max(*ends, table.first)
            elif table.kind == TASKS or (table.kind == PROJECTS and self.record.kind == "department"):
                row = max(Tasks(self.sheet, self.words, table, self.money).read(self.record), table.first)
            else:
                self.lists.append(table)
                return self.lists
        read = {row for row, _ in self.used}
        nothing = self.empty | frozenset(self.words.all("nothing"))
        self.record.unread += untold(self.sheet, [row for row in self.lined if row not in read], nothing)
        return self.lists

    def _known(self, table: HeadedTable) -> HeadedTable:
        """A table with the columns that its cells tell, which are asked about; those that nothing tells are said."""
        table, taken = guessed(self.sheet, table, self.words, self._entries(table))
        for one in taken:
            told = word("forms.guessed", head=one.head.bare, meaning=self.words.label("columns", one.meaning))
            self.record.warn(address(table.first - 1, one.at), told)
        if table.kind in (INDICATORS, FLAT, PROJECTS, TASKS):
            say_left(self.sheet, self.words, table, self.record)
        return table

    def _entries(self, table: HeadedTable) -> list[int]:
        """The first rows of a table, up to its sums."""
        rows = IndicatorRows(self.sheet, self.words, table)
        found = []
        for at in islice(rows.numbers(), _LOOKED):
            if rows.total(rows.row(at)):
                break
            found.append(at)
        self.record.remarks += [f"第{at + 1}行是示例，没有读" for at in sorted(rows.examples)]
        return found

    # -- what stands above ----------------------------------------------------------------------------------------
    def titles(self) -> None:
        """The year, the months and the kind of form, as the first rows say them."""
        said: list[tuple[str, int, int]] = []
        opening = next((row for row in range(len(self.sheet)) if any(cell != "" for cell in self.sheet.rows[row])), 0)
        for at in range(opening, min(len(self.sheet), opening + 8)):
            said += [
                (text(one), at, index)
                for index, one in enumerate(self.sheet.rows[at])
                if isinstance(one, str) and one.strip()
            ]
            if table_at(self.sheet, self.words, at) is not None:
                break
        for words, row, column in sorted(said, key=lambda one: sure_year(one[0])):
            if "year" not in self.record.facts and self._titled(words, row, column) and (year := written_year(words)):
                self.record.put("year", CellValue(year, address(row, column)))
        for words, row, column in said:
            if len(words) <= LONG and (match := _PERIOD.search(unicodedata.normalize("NFKC", words))) is not None:
                self.record.facts.setdefault(
                    "fund.month", CellValue(re.sub(r"\s+", "", match[0]), address(row, column))
                )

    def _titled(self, words: str, row: int, column: int) -> bool:
        """Whether the words above a form can tell its year: no label, no value of one (the year in the name of a
        project is not the form's), and not when it was filled in."""
        if len(words) > LONG or "日期" in words or "时间" in words:
            return False
        if self.words.of("labels", head(words)) and sure_year(words) != 0:
            return False
        before = [cell for cell in self.sheet.rows[row][:column] if cell != ""]
        return not before or self.words.of("labels", head(text(before[-1]))) in ("", "year")

    # -- rows of labels -------------------------------------------------------------------------------------------
    def line(self, row: int) -> None:
        """Read a row that belongs to no table."""
        cells = self.sheet.rows[row]
        if self.summed(row):
            return
        found = [one for index in range(len(cells)) if (one := self.label(row, index)) is not None]
        goals = [one for one in found if one.section == "goals"]
        if not found:
            self.came(row)
        self.lined.append(row)
        for one in found:
            if (row, one.column) in self.used:
                continue
            if one.section == "goals":
                self.goal(one, goals)
            elif one.section == "labels":
                self.value(one)
            else:
                self.amount(one)
        for index, cell in enumerate(cells):
            if isinstance(cell, str) and (row, index) not in self.used:
                self.inline(row, index, cell)

    def value(self, one: CellLabel) -> None:
        """A label of a text, a date or a code, with its value beside it or below."""
        beside = self.right(one)
        if beside is not None:
            column, value = beside
            other = self.label(one.row, column)
            if (other is not None and (other.section in ("labels",) and other.meaning != one.meaning)) or (
                isinstance(value, str) and self.inlined(value)
            ):
                beside = None
        if beside is None:
            beside = self.below(one)
            if beside is None:
                self.blank(one)
                return
            row, column, value = one.row + 1, beside[0], beside[1]
        else:
            row = one.row
        said, cell = text(value), address(row, column)
        if said in self.empty or HINT.match(said) or (one.meaning != "project.name" and self.words.example(said)):
            self.blank(one)
            return
        self.used.add((row, column))
        self.keep(one.meaning, value, said, cell)

    def blank(self, one: CellLabel) -> None:
        """A label that must be filled and is not."""
        if one.meaning in _DUE and one.meaning not in self.record.facts:
            cell = address(one.row, self.sheet.span(one.row, one.column)[3] + 1)
            self.record.warn(cell, word("forms.empty", label=head(text(self.sheet.at(one.row, one.column))).bare))

    def below(self, one: CellLabel) -> tuple[int, Value] | None:
        """The value below a label whose row has labels alone."""
        row = self.sheet.rows[one.row]
        if any(not isinstance(cell, str) for cell in row):
            return None
        named = [index for index, cell in enumerate(row) if cell.strip()]  # type: ignore[union-attr]
        if len(named) < 2 or any(self.label(one.row, index) is None for index in named):
            return None
        value = self.sheet.at(one.row + 1, one.column)
        if value == "" or self.label(one.row + 1, one.column) is not None:
            return None
        return one.column, value

    def keep(self, meaning: str, value: Value, said: str, cell: str) -> None:
        """Put the value of a label into the record."""
        if not (said := chosen(said)):
            return
        if meaning == "money" and (len(said) < _NAME or head(said).money):
            return
        # 单位 with a name behind it is who, not what money is counted in.
        meaning = "unit.name" if meaning == "money" else meaning
        if meaning == "year":
            if year := labelled_year(said):
                self.record.facts["year"] = CellValue(year, cell)
        elif meaning in _DATES:
            day = date(value)
            self.record.put(meaning, CellValue(day.isoformat() if day is not None else said, cell))
        elif meaning == "score.total":
            found = figure(value)
            if found is not None:
                self.record.put(meaning, counted(found.number, "分", cell))
        elif meaning.startswith("form.") or meaning == "fund.analysis":
            for part in lines(value):
                self.record.add(meaning, CellValue(part, cell))
        elif meaning in ("project.department", "project.implementer", "unit.name"):
            match = _CODE.match(said)
            if match is not None:
                code, name = (match["code"], match["name"]) if match["code"] else (match["code2"], match["name2"])
                self.record.put("unit.code" if meaning == "unit.name" else f"{meaning}_code", CellValue(code, cell))
                said = name
            self.record.put(meaning, CellValue(said.strip(), cell))
        else:
            self.record.put(meaning, CellValue(said, cell))

    def inlined(self, words: str) -> bool:
        """Whether a cell is a label with its own value (金额单位：万元), and so not the value of another."""
        named, mark, _ = words.replace("：", ":").partition(":")
        return bool(mark) and len(named) <= LABEL and bool(self.words.of("labels", head(named)))

    def inline(self, row: int, column: int, words: str) -> None:
        """Labels and values in one cell: 填报单位：某某镇人民政府."""
        goal, told = self.opened(words)
        if goal and told:
            self._told("", row, column, words)
            return
        if len(words) > 200 or not re.search("[:：]", words):
            return
        for part in re.split(r"\s{2,}|[\n\t]|　+", words):
            named, mark, said = part.replace("：", ":").partition(":")
            if not mark or not said.strip() or len(named) > LABEL:
                continue
            meaning = self.words.of("labels", head(named))
            if meaning and meaning != "money" and not meaning.startswith("form."):
                self.keep(meaning, said.strip(), text(said), address(row, column))
                self.used.add((row, column))

    # -- amounts outside of tables --------------------------------------------------------------------------------
    def amount(self, one: CellLabel) -> None:
        """A label of money with its amount to the right."""
        meaning = one.meaning
        if one.section == "money" and meaning in ("total", "term_total", "year_total"):
            said = head(text(self.sheet.at(one.row, one.column))).bare
            year = self.words.of("money", said) == "year_total" or "年度" in said or "申请" in said
            self.blocks[one.column] = "year" if year or not self._both(one) else "term"
            meaning = "total"
        beside = self.right(one)
        if beside is None or figure(beside[1]) is None:
            return
        column, value = beside
        cell = address(one.row, column)
        if one.section == "columns":
            self._measure(one, value, cell)
            return
        block = self.blocks.get(one.column, "year")
        unit = self.money.unit(None, one.row, [value])
        mark = amount(value, unit, cell)
        path = f"fund.term.{meaning}" if block == "term" else path_of(meaning, self._row_measure(one))
        if mark is not None and path:
            self.used.add((one.row, column))
            self.record.put(path, mark)

    def _row_measure(self, one: CellLabel) -> str:
        """What the row of an amount measures: 实际支出 to its left says so, else what was set at the start, or once the
        year is over what there was."""
        for index in range(one.column):
            label = self.label(one.row, index)
            if label is not None and label.section == "columns" and not label.meaning.endswith("rate"):
                return {"adjusted": "budget"}.get(label.meaning, label.meaning)
        return "budget" if self.record.kind in ("self", "department") else "initial"

    def _both(self, one: CellLabel) -> bool:
        """Whether a form has the money of the whole term and that of the year side by side."""
        for row in range(max(0, one.row - 1), min(len(self.sheet), one.row + 3)):
            for index, cell in enumerate(self.sheet.rows[row]):
                if (row, index) != (one.row, one.column) and isinstance(cell, str):
                    said = head(cell[:LONG])
                    if self.words.of("money", said) == "year_total" or (
                        self.words.of("money", said) == "total" and "年度" in said.bare
                    ):
                        return True
        return False

    def _measure(self, one: CellLabel, value: Value, cell: str) -> None:
        if one.meaning.endswith("rate"):
            mark = rate(value, cell)
        else:
            own = head(text(self.sheet.at(one.row, one.column))).money
            mark = amount(value, own or self.money.unit(None, one.row, [value]), cell)
        path = path_of("total", {"adjusted": "budget", "fiscal": ""}.get(one.meaning, one.meaning))
        if mark is not None and path and path != "fund.":
            self.record.put(path, mark)


def kind_of(sheet: Sheet, words: HeadMeanings) -> str:
    """The kind of form that the first rows of a sheet, or its name, call it; "" for none."""
    opening = next((row for row in range(len(sheet)) if any(cell != "" for cell in sheet.rows[row])), 0)
    for row in sheet.rows[opening : opening + 8]:
        for cell in row:
            if isinstance(cell, str) and 4 <= len(cell.strip()) <= LONG and (kind := words.title(cell)):
                return kind
    return words.title(sheet.name)
