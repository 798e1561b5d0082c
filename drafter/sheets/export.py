"""A list of indicators of many projects, as a system exports it: a row each.

The reader gains every project of an export with its own cells; sums are compared, never read as projects.

Limits: the rows of one project may stand apart; projects of one name with two codes are two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from drafter.reading.sheets.cell import CellValue, Value, address, date, figure, plain, text
from drafter.sheets.indicator_rows import SheetRow
from drafter.sheets.listed import LEAST, RATES, ListRows
from drafter.sheets.record import Record, Warned, counted
from drafter.sheets.shares import Shares
from drafter.wording import word

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


class _Projects(NamedTuple):
    """The projects of a list of indicators: their rows by what tells them apart, what their first rows have from above,
    whether bare shares count in ones by column, and the row of sums."""

    rows: dict[tuple[str, ...], list[int]]
    filled: dict[int, dict[str, Value]]
    shares: dict[str, bool]
    total: SheetRow | None = None


class ExportList(ListRows):
    """Reads the table of an export."""

    def read(self) -> Iterator[Record]:
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

    @property
    def _named(self) -> str:
        """What names the project of a row: its name, or where the list has none its code."""
        return "project_name" if "project_name" in self.reader.columns else "project_code"

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
                alone = text(row.value(self._named)) == ""
                if alone:
                    # What stands above goes on; rows that name their project need not be remembered until then.
                    self._remember(passed, here, last)
                    row.values.update({one: last[one] for one in here if one in last and row.value(one) == ""})
                key = tuple([text(row.value(one)) for one in _KEY])
                if not (key[1] or (key[0] and self._named == "project_code")):
                    continue
                if alone and key not in found.rows:
                    found.filled[row.at] = row.values
                many = found.rows.setdefault(key, [])
                before = () if alone or (key[1] or key[0]) in self.empty else named
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
            if text(value) in self.empty or not one.path:
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
            if first is None or first.number is None or found is None or one.meaning in RATES:
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
            if one.meaning in RATES or stated is None or stated.number is None or total is None:
                continue
            if abs(total - stated.number) > LEAST * 2:
                given = {"column": one.said, "stated": plain(stated.number), "total": plain(total)}
                told = word("forms.sum-projects", count=projects, **given)
                record.warned.append(Warned(self.sheet.name, address(row.at, one.at), told, True))
