"""A workbook as cases: every form and list of it, a case for each project.

The reader gains a folder of cases from one file of a budget system: a sheet a project, or a row an indicator; forms of
one project on several sheets make one case. Sheets of instructions, hidden ones and charts are said and left.

Limits: two projects of one name on two sheets are taken for one where their codes do not part them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from drafter.importing.proposal import Proposal
from drafter.places.place import name_of
from drafter.reading.sheets.book import Book, Sheet, open_book
from drafter.reading.sheets.cell import CellValue, Value, text
from drafter.reading.sheets.errors import NothingInBook
from drafter.reading.sheets.heads import table_at
from drafter.reading.sheets.tables import FLAT, INDICATORS, PROJECTS, halves
from drafter.reading.sheets.words import HeadMeanings, head, known_words
from drafter.sheets.audit import audit
from drafter.sheets.cases import Maker
from drafter.sheets.doubts import doubts
from drafter.sheets.export import ExportList
from drafter.sheets.form import SheetForm, kind_of
from drafter.sheets.listed_rows import ListedRows
from drafter.sheets.project_list import ProjectList
from drafter.sheets.record import Record, Warned
from drafter.sheets.together import together
from drafter.sheets.turned import turned
from drafter.sheets.unfolded import unfolded
from drafter.sheets.years import named_year

#: A form of no indicators is one where it states so many facts, or has money.
_FACTS = 3
#: Rows in which forms side by side begin, and characters of a cell that can be a label.
_OPENING, _HEADED = 20, 60
_UNREAD = "工作表“{}”不是表格或清单，没有读"
#: Rows that are looked at for forms one below the other.
_STACKED = 3_000


class Sheets(NamedTuple):
    """What a workbook came to: a case for each project, what to look at, and what was left, a line each."""

    file: str
    projects: tuple[Proposal, ...]
    warned: tuple[Warned, ...]
    remarks: tuple[str, ...]
    #: Whether the projects are rows of one list, which together make one report as well.
    listed: bool = False
    #: The case of the list as a whole.
    summary: Proposal | None = None


def read_book(
    data: bytes,
    file: str,
    settings: Mapping[str, object],
    place: str = "",
    each: Callable[[Proposal], None] | None = None,
) -> Sheets:
    """The cases that a workbook states; `settings` are those of scoring. The projects of an export are handed to `each`
    one by one, where it is given, and not kept. Raises BrokenBook, DangerousBook, NeedsPassword or NothingInBook."""
    return read_sheets(open_book(data, file), settings, place, each)


def read_sheets(
    book: Book, settings: Mapping[str, object], place: str = "", each: Callable[[Proposal], None] | None = None
) -> Sheets:
    """The cases that the sheets of an open workbook, or a pasted table, state, as :func:`read_book`. Raises
    NothingInBook."""
    words, file = known_words(name_of(place)), book.file
    reading = _Reading(book, words, settings, each)
    exports: list[Iterable[Record]] = []
    for sheet in book.sheets:
        found, listed = read_sheet(sheet, words)
        if listed is None and isinstance(found, list) and not found:
            if any(cell != "" for row in sheet.rows for cell in row):
                reading.remarks.append(_UNREAD.format(sheet.name))
        elif isinstance(found, list):
            reading.take(found, listed)
        else:
            exports.append(found)
    for records in exports:
        reading.export(records)
    if not reading.forms and reading.summary is None and not reading.exported:
        raise NothingInBook(file, unknown_heads(book, words))
    return reading.finished()


class _Reading:
    """A workbook while it is read."""

    def __init__(
        self, book: Book, words: HeadMeanings, settings: Mapping[str, object], each: Callable[[Proposal], None] | None
    ) -> None:
        file = self.file = book.file
        self.settings, self.each = settings, each
        self.maker = Maker(file, settings)
        names = [*[sheet.name for sheet in book.sheets], file.replace("\\", "/").rpartition("/")[2]]
        self.year = named_year(names, words)
        self.forms: list[Record] = []
        self.parts: list[Record] = []
        self.summary: Record | None = None
        self.projects: list[Proposal] = []
        self.rows: ListedRows | None = None
        self.exported = 0
        self.warned: list[Warned] = []
        self.remarks = [f"工作表“{name}”是隐藏的，没有读" for name in book.hidden]

    def looked(self, record: Record) -> Record:
        """A record that was looked over; what is to be asked about it is kept."""
        if self.year and "year" not in record.facts:
            record.facts["year"] = CellValue(self.year, "")
        audit(record, self.settings)
        doubts(record, self.settings)
        self.remarks += [f"工作表“{record.sheet}”{remark}" for remark in record.remarks]
        return record

    def take(self, forms: list[Record], listed: Record | None) -> None:
        """The forms of a sheet, and its list of projects."""
        self.forms += [record for record in forms if _whole(record)]
        self.parts += [record for record in forms if not _whole(record)]
        if listed is not None and self.summary is not None:
            self.summary.projects += listed.projects
            self.summary.warned += listed.warned
        else:
            self.summary = self.summary or listed

    def export(self, records: Iterable[Record]) -> None:
        """The projects of an export, each as it comes, with the row that a list of the same book has of it."""
        if self.summary is not None and not self.rows:
            self.rows = ListedRows(self.looked(self.summary))
        for record in records:
            row = self.rows.of(record) if self.rows else None
            made = self.maker.make([self.looked(record), *([row] if row is not None else [])])
            self.warned += record.warned
            self.exported += 1
            self.projects.append(made) if self.each is None else self.each(made)

    def finished(self) -> Sheets:
        """All of it."""
        projects, left = together(self.forms, self.parts)
        self.remarks += [_UNREAD.format(record.sheet) for record in left]
        every = [record for one in projects for record in one]
        every += [self.summary] if self.summary is not None else []
        for record in every:
            if record is not self.summary or not self.rows:
                self.looked(record)
        self.projects += [self.maker.make(records) for records in projects]
        whole = self.maker.make([self.summary]) if self.summary is not None else None
        warned = (*self.warned, *[one for record in every for one in record.warned])
        listed = whole is not None and not self.projects and not self.exported
        if self.rows and self.rows.joined:
            self.projects += [self.maker.make([row]) for row in self.rows.left()]
        elif whole is not None and not listed:
            self.remarks.append("项目清单和各项目的表在一起，清单没有另写成案件")
        if listed and self.summary is not None:
            self.projects = [self.maker.make([row]) for row in ListedRows(self.summary).left()]
        return Sheets(self.file, tuple(self.projects), warned, tuple(self.remarks), listed, whole)


def read_sheet(sheet: Sheet, words: HeadMeanings) -> tuple[Iterable[Record], Record | None]:
    """The forms and the list of projects of one sheet; neither where it has none, or only explains how to fill one."""
    parts = [part for half in abreast(sheet, words) for part in stacked(half, words)]
    if len(parts) > 1:
        found = [(part, list(_one(part, words)[0])) for part in parts]
        records = [record for _, many in found for record in many]
        for part, many in found:
            rows = [row for row, cells in enumerate(part.rows, 1) if any(cell != "" for cell in cells)]
            if records and not many and rows:
                records[0].remarks.append(f"第{rows[0]}至{rows[-1]}行没有读")
        return records, None
    return _one(sheet, words)


def stacked(sheet: Sheet, words: HeadMeanings) -> list[Sheet]:
    """The forms of a sheet that stand one below the other, each on its own rows; they begin with what is above a second
    项目名称 that follows a table of indicators."""
    starts = [0]
    told = False
    for row in range(min(len(sheet), _STACKED)):
        first = next((index for index, cell in enumerate(sheet.rows[row]) if cell != ""), None)
        if first is None or not isinstance(sheet.at(row, first), str):
            continue
        table = table_at(sheet, words, row)
        if table is not None and table.kind in (FLAT, PROJECTS):
            return [sheet]
        told = told or (table is not None and table.kind == INDICATORS)
        if told and table is None and words.of("labels", head(text(sheet.at(row, first)))) == "project.name":
            starts.append(_above(sheet, row, starts[-1]))
            told = False
    ends = [*starts[1:], len(sheet)]
    return [_rows(sheet, start, end) for start, end in zip(starts, ends, strict=True)] if len(starts) > 1 else [sheet]


def abreast(sheet: Sheet, words: HeadMeanings) -> list[Sheet]:
    """The forms of a sheet that stand side by side, each in its own columns: each has its 项目名称 in one row, and a
    table of indicators below."""
    for row in range(min(len(sheet), _OPENING)):
        cells = sheet.rows[row]
        starts = [
            index for index, cell in enumerate(cells)
            if isinstance(cell, str) and words.of("labels", head(cell[:_HEADED])) == "project.name"
        ]  # fmt: skip
        if len(starts) < 2:
            continue
        tables = (table_at(sheet, words, below) for below in range(row + 1, len(sheet)))
        table = next((table for table in tables if table is not None and table.kind == INDICATORS), None)
        if table is not None and len(halves(table)) == len(starts):
            ends = [*starts[1:], max(map(len, sheet.rows))]
            return [_columns(sheet, row, *one) for one in zip([0, *starts[1:]], ends, strict=True)]
    return [sheet]


def _columns(sheet: Sheet, named: int, start: int, end: int) -> Sheet:
    """Some columns of a sheet at their places; a title above the row `named` that stands alone is over all of them."""
    rows: list[Sequence[Value]] = []
    for number, cells in enumerate(sheet.rows):
        alone = number < named and sum(cell != "" for cell in cells) == 1
        rows.append(cells if alone else [*[""] * start, *cells[start:end]])
    return Sheet(sheet.name, rows, [one for one in sheet.merged if start <= one[1] < end])


def _above(sheet: Sheet, row: int, least: int) -> int:
    """The first row of a form whose project is named in `row`: its titles stand right above."""
    while row - 1 > least:
        said = [cell for cell in sheet.rows[row - 1] if cell != ""]
        if not said or len(said) > 2 or any(not isinstance(cell, str) for cell in said):
            break
        row -= 1
    return row


def _rows(sheet: Sheet, start: int, end: int) -> Sheet:
    """Some rows of a sheet at their places."""
    merged = [one for one in sheet.merged if start <= one[0] < end]
    return Sheet(sheet.name, [*[()] * start, *sheet.rows[start:end]], merged)


def _one(sheet: Sheet, words: HeadMeanings) -> tuple[Iterable[Record], Record | None]:
    if any(mark in re.sub(r"\s", "", sheet.name) for mark in words.all("aside")) or _instructs(sheet, words):
        return [], None
    if (upright := turned(sheet, words) or unfolded(sheet, words)) is not None:
        found, listed = _one(upright.sheet, words)
        found = list(found)
        for record in (listed,) if listed is not None else found:
            upright.righted(record)
        if listed is not None or found:
            return found, listed
    kind = kind_of(sheet, words)
    record = Record(kind or "self", sheet.name)
    form = SheetForm(sheet, words, record)
    tables = form.read()
    for table in tables:
        if table.kind == FLAT:
            return ExportList(sheet, words, table, form).read(), None
        whole = Record("projects", sheet.name, of=kind if kind == "monitoring" else "")
        whole.facts.update({path: mark for path, mark in record.facts.items() if path in ("year", "unit.name")})
        for half in halves(table):
            ProjectList(sheet, words, half, form).read(whole)
        whole.warned += record.warned
        whole.remarks += record.remarks
        return ([], whole) if whole.projects else ([], None)
    if words.example(record.name):
        return [], None
    told = record.lists or any(path.startswith("fund.") for path in record.facts)
    return ([record] if told or _whole(record) else []), None


def _whole(record: Record) -> bool:
    """Whether a sheet has enough to be the form of a project by itself."""
    money = any(path.startswith("fund.") for path in record.facts)
    return bool(record.indicators) or (len(record.facts) >= _FACTS and bool(record.name or money))


def _instructs(sheet: Sheet, words: HeadMeanings) -> bool:
    """Whether a sheet explains how to fill a form: its first words say so."""
    for row in sheet.rows[:3]:
        for cell in row:
            if isinstance(cell, str) and cell.strip():
                said = head(cell[:40])
                shows = any(words.example(inside) for inside in said.brackets)
                return shows or any(said.bare.endswith(mark) for mark in words.all("explains"))
    return False


def unknown_heads(book: Book, words: HeadMeanings) -> list[str]:
    """Short words of the sheets that mean nothing known and stand where heads stand: in rows of words alone."""
    found: dict[str, None] = {}
    for sheet in book.sheets:
        for row in sheet.rows[:60]:
            said = [text(cell) for cell in row if cell != ""]
            if len(said) < 3 or any(not isinstance(cell, str) for cell in row) or any(len(one) > 24 for one in said):
                continue
            if sum(any(character.isdigit() for character in one) for one in said) * 3 > len(said):
                # Figures with their units: an entry.
                continue
            for one in said:
                bare = head(one).bare
                if bare and not any(words.of(section, bare) for section in ("columns", "money", "labels", "goals")):
                    found[bare] = None
    return list(found)[:60]
