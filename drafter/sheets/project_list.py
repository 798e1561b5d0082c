"""A list of projects: a row each.

The reader gains every project of a list with its own cells; sums are compared, never read as projects; a column that
nothing takes is said.

Limits: a project is one row.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from drafter.reading.sheets.cell import CellValue, Value, address, date, figure, plain, text
from drafter.reading.sheets.tables import MEASURES
from drafter.reading.sheets.words import head
from drafter.sheets.indicator_rows import SheetRow
from drafter.sheets.listed import LEAST, RATES, ListRows
from drafter.sheets.record import Entry, Record, counted
from drafter.wording import word

_TEXTS = {"section": "section", "grade": "grade", "reason": "reason", "measure": "measure", "remark": "remark",
          "department": "department", "implementer": "implementer", "project_code": "code", "category": "category",
          "nature": "nature", "fund_source": "source", "task_plan": "plan", "target": "plan", "actual": "done",
          "description": "done", "done": "done"}  # fmt: skip
_DATES = frozenset(("start", "end"))
#: What a list of projects takes, or need not say.
_KEPT = frozenset(
    (*MEASURES, *_TEXTS, *_DATES, "project_name", "score", "number", "year", "unit", "unit_code", "filled")
)
#: A share of the money, in %, from which on nobody asks for a reason.
_WELL = Decimal(90)


def _short(entry: Entry) -> bool:
    """Whether a project fell short: of its money, or of the best grade."""
    shown = entry.get("rate")
    rate_of = shown.number if shown is not None else None
    budget, spent = entry.get("budget"), entry.get("spent")
    if rate_of is None and budget is not None and spent is not None and budget.number and spent.number is not None:
        rate_of = spent.number / budget.number * 100 if budget.unit == spent.unit else None
    grade = entry.get("grade")
    return (rate_of is not None and rate_of < _WELL) or (grade is not None and "优" not in grade.value)


class ProjectList(ListRows):
    """Reads the table of a list of projects."""

    def read(self, record: Record) -> None:
        """Read a list of projects into one record."""
        sums: list[tuple[SheetRow, str, int]] = []
        alone: list[int] = []
        within = False
        section: Value = ""
        notes = [cell for row in self.sheet.rows[-12:] for cell in row if isinstance(cell, str)]
        record.graded = any("等级" in note and "执行率" in note for note in notes)
        for row in self.reader.rows():
            if of := self.sums(row):
                sums.append((row, of, len(record.projects)))
                if not record.projects or sums[0][2] == 0:
                    # Sums stand above what they sum up: what such a row is of goes on below.
                    section = self._of(row) or section
                continue
            name = text(row.value("project_name"))
            if "section" in row.columns:
                column = row.columns["section"]
                section = self.sheet.filled(row.at, column) or section
            if not name or name in self.empty:
                if any(figure(self.sheet.at(row.at, one.at)) for one in self.measures):
                    record.warn(row.cell("project_name"), word("forms.no-name"))
                continue
            if name.startswith("其中") or (within and self._part(row)):
                within = True
                record.remarks.append(f"第{row.at + 1}行“{name}”是上面一行里的，没有读")
                continue
            within = False
            if row.at in self.marked:
                alone.append(len(record.projects))
            self._entry(row, name, section, record)
        self._sums(sums, alone, record)
        if "reason" not in self.table:
            self._explained(record, notes)
        for one in self.table.columns:
            if (
                one.meaning
                and one.meaning not in _KEPT
                and any(self.sheet.at(row.at, one.at) != "" for row in self.reader.rows())
            ):
                record.remarks.append(f"“{one.said}”一列没有对应的栏目，没有读")

    def _entry(self, row: SheetRow, name: str, section: Value, record: Record) -> None:
        """Read one project."""
        entry: Entry = {"name": CellValue(name, row.cell("project_name"))}
        if text(section) and text(section) not in self.empty:
            entry["section"] = CellValue(text(section), row.cell("section"))
        self._amounts(row, entry, record)
        for meaning, key in _TEXTS.items():
            value = row.value(meaning)
            if value == "" and meaning in row.columns:
                # One cell for several projects says the same of each.
                value = self.sheet.filled(row.at, row.columns[meaning])
            said = text(value)
            if not said or said in self.empty:
                continue
            mark = CellValue(said, row.cell(meaning))
            if key in entry and entry[key].value != said:
                record.unread.append(mark._replace(value=f"{name}：{said}"))
            else:
                entry.setdefault(key, mark)
        if (found := figure(row.value("score"))) is not None:
            entry["score"] = counted(found.number, "分", row.cell("score"))
        for meaning in _DATES:
            if (day := date(row.value(meaning))) is not None:
                entry[meaning] = CellValue(day.isoformat(), row.cell(meaning))
        if any(one["name"].value == name for one in record.projects):
            record.warn(row.cell("project_name"), word("forms.two-rows", name=name))
        record.projects.append(entry)

    def _part(self, row: SheetRow) -> bool:
        """Whether a row goes on with the parts of a project (其中：…): it has no number where projects have, or is set
        in."""
        return self.indented(row.at) or ("number" in row.columns and text(row.value("number")) in self.empty)

    def _of(self, row: SheetRow) -> Value:
        """What a row of sums above its projects is of: its own cell, without the words for a sum."""
        said = text(row.value("section"))
        return "" if said in self.empty or self.words.sums(said) == head(said).bare else said

    def _sums(self, sums: Sequence[tuple[SheetRow, str, int]], alone: Sequence[int], record: Record) -> None:
        """Rows of sums, each against the projects since the last one; where the first stands above all projects,
        against those up to the next; one of all against all."""
        projects = record.projects
        above = bool(sums) and sums[0][2] == 0
        parts = [*[at for _, of, at in sums if of == "小计"], *alone]
        before = 0
        for row, of, at in sums:
            behind = min([one for one in parts if one > at], default=len(projects))
            blocks = [projects[before:at], projects[:at], projects, projects[at:behind]]
            if of != "小计":
                blocks = [blocks[1], blocks[2], blocks[0]] if at else [projects]
            elif above:
                blocks = blocks[3:]
            self._compare(row, of, [one for one in blocks if one], record)
            before = at

    def _explained(self, record: Record, notes: Sequence[str]) -> None:
        """Remarks of a list without a column of reasons: they are its reasons where a note says so, or where every row
        that has one fell short."""
        told = [entry for entry in record.projects if "remark" in entry]
        asked = any("备注" in note and "原因" in note for note in notes)
        if told and (asked or all(_short(entry) for entry in told)):
            for entry in told:
                entry["reason"] = entry.pop("remark")

    def _amounts(self, row: SheetRow, entry: Entry, record: Record) -> None:
        for one in self.measures:
            value, cell = self.sheet.at(row.at, one.at), address(row.at, one.at)
            if text(value) in self.empty:
                continue
            mark = one.read(value, cell)
            if mark is None:
                record.warn(
                    cell,
                    word("forms.project-figure", name=entry["name"].value, column=one.said, text=text(value)),
                    certain=True,
                )
            elif one.key not in entry:
                entry[one.key] = mark

    def _compare(self, row: SheetRow, of: str, blocks: Sequence[Sequence[Entry]], record: Record) -> None:
        """A row of sums against the rows that it may sum up; the first are what it is told to differ from."""
        for one in self.measures:
            stated = figure(self.sheet.at(row.at, one.at))
            if one.meaning in RATES or stated is None:
                continue
            totals = []
            for entries in blocks:
                parts = [
                    mark.number
                    for entry in entries
                    if (mark := entry.get(one.key)) is not None and mark.number is not None
                ]
                if parts:
                    totals.append((sum(parts, Decimal(0)), LEAST * max(2, len(parts))))
            if totals and all(abs(total - stated.number) > allowed for total, allowed in totals):
                total = plain(totals[0][0])
                told = word("forms.sum", of=of, column=one.said, stated=plain(stated.number), total=total)
                record.warn(address(row.at, one.at), told, certain=True)
