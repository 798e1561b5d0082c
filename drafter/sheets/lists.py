"""Lists: one row a project, or one row an indicator of many projects as a system exports them.

The reader gains every project of a list with its own cells; sums are compared, never read as projects.

Limits: the rows of one project may stand apart; projects of one name with two codes are two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from drafter.reading.sheets.book import Sheet
from drafter.reading.sheets.cell import CellValue, Value, address, date, figure, plain, text
from drafter.reading.sheets.heads import MEASURES, HeadedColumn, HeadedTable
from drafter.reading.sheets.percent import rate
from drafter.reading.sheets.words import HeadMeanings, head
from drafter.sheets.form import SheetForm
from drafter.sheets.indicator_rows import SheetRow
from drafter.sheets.indicators import Indicators
from drafter.sheets.money import Money, amount, path_of
from drafter.sheets.record import Entry, Record, Warned, counted
from drafter.sheets.shares import Shares
from drafter.wording import word

_TEXTS = {"section": "section", "grade": "grade", "reason": "reason", "measure": "measure", "remark": "remark",
          "department": "department", "implementer": "implementer", "project_code": "code", "category": "category",
          "nature": "nature"}  # fmt: skip
#: What of a row is the project's, and where a case has it.
_PROJECT = {"unit_code": "unit.code", "department": "project.department", "implementer": "project.implementer",
            "project_code": "project.code", "project_name": "project.name", "category": "project.category",
            "nature": "project.nature", "start": "project.start", "end": "project.end", "grade": "score.grade",
            "section": "project.section"}  # fmt: skip
_POINTS = {"rate_weight": "score.weight", "rate_score": "score.execution"}
_YEAR = re.compile(r"20\d\d(?!\d)")
#: What tells one project from another.
_KEY = ("project_code", "project_name", "department", "implementer")
_DATES = frozenset(("start", "end"))
_RATES = frozenset(("rate", "progress_rate", "outlook_rate"))
_LEAST = Decimal("0.005")
#: A share of the money, in %, from which on nobody asks for a reason.
_WELL = Decimal(90)


def code(value: Value) -> str:
    """A code as its digits: 530124 also where the sheet keeps it as a number."""
    return text(value)


def _short(entry: Entry) -> bool:
    """Whether a project fell short: of its money, or of the best grade."""
    shown = entry.get("rate")
    rate_of = shown.number if shown is not None else None
    budget, spent = entry.get("budget"), entry.get("spent")
    if rate_of is None and budget is not None and spent is not None and budget.number and spent.number is not None:
        rate_of = spent.number / budget.number * 100 if budget.unit == spent.unit else None
    grade = entry.get("grade")
    return (rate_of is not None and rate_of < _WELL) or (grade is not None and "优" not in grade.value)


class _Measure(NamedTuple):
    """A column of money or of a rate: where it stands, what it is called, where a case and a row of a list have it, and
    the unit of its amounts."""

    at: int
    meaning: str
    said: str
    path: str
    key: str
    unit: str

    def read(self, value: Value, cell: str) -> CellValue | None:
        """What a cell of the column says; None for what is no figure of it."""
        return rate(value, cell) if self.meaning in _RATES else amount(value, self.unit, cell)


class _Projects(NamedTuple):
    """The projects of a list of indicators: their rows by what tells them apart, what their first rows have from above,
    whether bare shares count in ones by column, and the row of sums."""

    rows: dict[tuple[str, ...], list[int]]
    filled: dict[int, dict[str, Value]]
    shares: dict[str, bool]
    total: SheetRow | None = None


class Lists:
    """Reads the table of a list."""

    def __init__(self, sheet: Sheet, words: HeadMeanings, table: HeadedTable, form: SheetForm) -> None:
        self.sheet, self.words, self.table, self.form = sheet, words, table, form
        self.reader = Indicators(sheet, words, table)
        self.empty = frozenset(words.all("empty"))
        self.money = Money(sheet, words, form.record)
        self.filled = [one for one in table.columns if one.meaning in ("section", "project_name", "project_code")]
        columns = [one for one in table.columns if one.meaning in MEASURES]
        unit = self.money.unit(table, table.top, self._sample([one for one in columns if one.meaning not in _RATES]))
        self.measures = [
            _Measure(
                one.at,
                one.meaning,
                one.said,
                path_of(one.source or "total", one.meaning),
                f"{one.source}_{one.meaning}" if one.source else one.meaning,
                one.head.money or unit,
            )
            for one in columns
        ]

    def _sample(self, columns: Sequence[HeadedColumn]) -> list[Value]:
        end = min(len(self.sheet), self.table.first + 500)
        return [self.sheet.at(row, one.at) for row in range(self.table.first, end) for one in columns]

    def sums(self, row: SheetRow) -> str:
        """The word of a row of sums (小计, 合计), or "": it stands where a name would, else anywhere."""
        named = text(row.value("project_name"))
        bare = head(named[:20]).bare
        if bare in self.reader.totals:
            return bare
        if named and named not in self.empty:
            first = next((cell for cell in self.sheet.rows[row.at] if cell != ""), "")
            bare = head(first[:20]).bare if isinstance(first, str) else ""
            return bare if bare in self.reader.totals else ""
        for cell in self.sheet.rows[row.at]:
            if isinstance(cell, str) and cell and (bare := head(cell[:20]).bare) in self.reader.totals:
                return bare
        return ""

    # -- one row a project ----------------------------------------------------------------------------------------
    def projects(self, record: Record) -> None:
        """Read a list of projects into one record."""
        since = 0
        section: Value = ""
        notes = [cell for row in self.sheet.rows[-12:] for cell in row if isinstance(cell, str)]
        record.graded = any("等级" in note and "执行率" in note for note in notes)
        for row in self.reader.rows():
            of = self.sums(row)
            if of:
                self._compare(row, of, record.projects[since:] if of == "小计" else record.projects, record)
                since = len(record.projects)
                continue
            name = text(row.value("project_name"))
            if "section" in row.columns:
                column = row.columns["section"]
                section = self.sheet.filled(row.at, column) or section
            if not name or name in self.empty:
                if any(figure(self.sheet.at(row.at, one.at)) for one in self.measures):
                    record.warn(row.cell("project_name"), word("forms.no-name"))
                continue
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
                if said and said not in self.empty and key not in entry:
                    entry[key] = CellValue(said, row.cell(meaning))
            if (found := figure(row.value("score"))) is not None:
                entry["score"] = counted(found.number, "分", row.cell("score"))
            for meaning in _DATES:
                if (day := date(row.value(meaning))) is not None:
                    entry[meaning] = CellValue(day.isoformat(), row.cell(meaning))
            if any(one["name"].value == name for one in record.projects):
                record.warn(row.cell("project_name"), word("forms.two-rows", name=name))
            record.projects.append(entry)
        if "reason" not in self.table:
            self._explained(record, notes)

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
            if text(value) in self.empty or text(value) in self.reader.nothing:
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

    def _compare(self, row: SheetRow, of: str, entries: Sequence[Entry], record: Record) -> None:
        """A row of sums against the rows that it sums up."""
        if not entries:
            return
        for one in self.measures:
            if one.meaning in _RATES:
                continue
            stated = figure(self.sheet.at(row.at, one.at))
            parts = [
                mark.number for entry in entries if (mark := entry.get(one.key)) is not None and mark.number is not None
            ]
            if stated is None or not parts:
                continue
            total = sum(parts, Decimal(0))
            if abs(total - stated.number) > _LEAST * max(1, len(parts)) and abs(total - stated.number) > _LEAST * 2:
                told = word("forms.sum", of=of, column=one.said, stated=plain(stated.number), total=plain(total))
                record.warn(address(row.at, one.at), told, certain=True)

    # -- one row an indicator -------------------------------------------------------------------------------------
    def flat(self) -> Iterator[Record]:
        """Read a list of indicators of many projects: a record for each project, in the order of the list, made when it
        is asked for: a hundred thousand rows are never held as records."""
        rows, filled, shares, total = self._by_project()
        sums: dict[str, Decimal] = {}
        for many in rows.values():
            first = self.reader.row(many[0])
            first.values.update(filled.get(many[0], {}))
            record = self._record(first)
            self.reader.restart()
            for at in many:
                self.reader.entry(self.reader.row(at), record, shares)
                self._repeated(at, record, many[0])
            for path, mark in record.facts.items():
                if mark.number is not None:
                    sums[path] = sums.get(path, Decimal(0)) + mark.number
            if many is next(iter(rows.values())):
                # What was to be said of the table as a whole.
                record.warned += [one for one in self.form.record.warned if one not in record.warned]
                record.remarks += self.form.record.remarks
            if total is not None and many is next(reversed(rows.values())):
                self._total(total, sums, len(rows), record)
            yield record

    def _by_project(self) -> _Projects:
        """The rows of each project of a list of indicators."""
        found = _Projects({}, {}, {})
        last: dict[str, Value] = {}
        told = Shares()
        here = [meaning for meaning, _ in self.reader.present(_PROJECT)]
        passed: list[int] = []
        many: list[int] = []
        before: tuple[Value, ...] = ()
        for row in self.reader.rows():
            # A row that begins as the one above it, and names the same project, is the same project's.
            named = (next(cell for cell in self.sheet.rows[row.at] if cell != ""), *map(row.value, _KEY))
            same = named == before
            if not same and self.sums(row):
                found = found._replace(total=row)
                continue
            passed.append(row.at)
            if not same:
                alone = text(row.value("project_name")) == ""
                if alone:
                    # What stands above goes on; rows that name their project need not be remembered until then.
                    self._remember(passed, here, last)
                    row.values.update({one: last[one] for one in here if one in last and row.value(one) == ""})
                key = tuple([text(row.value(one)) for one in _KEY])
                if not key[1]:
                    continue
                if alone and key not in found.rows:
                    found.filled[row.at] = row.values
                many = found.rows.setdefault(key, [])
                before = () if alone or key[1] in self.empty else named
            many.append(row.at)
            told.add(self.reader.unit_of(row), row)
        return found._replace(shares=told.found())

    def _remember(self, passed: list[int], here: Sequence[str], last: dict[str, Value]) -> None:
        """Take what some rows say last of each meaning."""
        for meaning in here:
            index = self.reader.columns[meaning]
            for at in reversed(passed):
                if (value := self.sheet.at(at, index)) != "":
                    last[meaning] = value
                    break
        passed.clear()

    def _record(self, row: SheetRow) -> Record:
        record = Record(self.form.record.kind, self.sheet.name)
        for path, mark in self.form.record.facts.items():
            if path in ("year", "unit.name", "fund.month"):
                record.facts[path] = mark
        for meaning, path in self.reader.present(_PROJECT):
            value = row.value(meaning)
            said = text(value)
            if not said or said in self.empty:
                continue
            day = date(value) if meaning in _DATES else None
            record.put(path, CellValue(day.isoformat() if day is not None else said, row.cell(meaning)))
        for meaning, path in self.reader.present(_POINTS):
            if (points := figure(row.value(meaning))) is not None:
                record.put(path, counted(points.number, "分", row.cell(meaning)))
        said = text(row.value("year"))
        if _YEAR.match(said):
            record.facts["year"] = CellValue(said[:4], row.cell("year"))
        elif said and said not in self.empty:
            column = self.words.label("columns", "year")
            record.warn(row.cell("year"), word("forms.figure", column=column, text=said), certain=True)
        for one in self.measures:
            value, cell = self.sheet.at(row.at, one.at), address(row.at, one.at)
            if text(value) in self.empty or text(value) in self.reader.nothing or not one.path:
                continue
            found = one.read(value, cell)
            if found is not None:
                record.put(one.path, found)
            else:
                record.warn(cell, word("forms.figure", column=one.said, text=text(value)), certain=True)
        return record

    def _repeated(self, at: int, record: Record, first_row: int) -> None:
        """The money of a project, which each of its rows repeats, must be the same in all of them."""
        for one in self.measures:
            value = self.sheet.at(at, one.at)
            if value == self.sheet.at(first_row, one.at):
                continue
            first, found = record.facts.get(one.path), figure(value)
            if first is None or first.number is None or found is None or one.meaning in _RATES:
                continue
            mark = one.read(value, "")
            if mark is not None and mark.number != first.number:
                record.warn(
                    address(at, one.at),
                    word(
                        "forms.differs",
                        name=record.name,
                        column=one.said,
                        here=mark.value,
                        cell=first.cell,
                        first=first.value,
                    ),
                )

    def _total(self, row: SheetRow, sums: Mapping[str, Decimal], projects: int, record: Record) -> None:
        for one in self.measures:
            stated, total = one.read(self.sheet.at(row.at, one.at), ""), sums.get(one.path)
            if one.meaning in _RATES or stated is None or stated.number is None or total is None:
                continue
            if abs(total - stated.number) > _LEAST * 2:
                given = {"column": one.said, "stated": plain(stated.number), "total": plain(total)}
                told = word("forms.sum-projects", count=projects, **given)
                record.warned.append(Warned(self.sheet.name, address(row.at, one.at), told, True))
