"""A workbook as cases: every form and list of it, a case for each project.

The reader gains a folder of cases from one file of a budget system: a sheet a project, or a row an indicator; forms of
one project on several sheets make one case. Sheets of instructions, hidden ones and charts are said and left.

Limits: two projects of one name on two sheets are taken for one where their codes do not part them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from drafter.importing.proposal import Proposal
from drafter.reading.sheets.book import Book, Sheet, open_book
from drafter.reading.sheets.cell import Mark, text
from drafter.reading.sheets.errors import NothingInBook
from drafter.reading.sheets.heads import FLAT, INDICATORS, PROJECTS, table_at
from drafter.reading.sheets.words import Words, head, known_words
from drafter.sheets.audit import audit
from drafter.sheets.cases import Maker
from drafter.sheets.doubts import doubts
from drafter.sheets.form import Form, kind_of
from drafter.sheets.lists import Lists
from drafter.sheets.record import Record, Warned

#: A form of no indicators is one where it states so many facts, or has money.
_FACTS = 3
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


def read_book(data: bytes, file: str, settings: Mapping[str, Any], place: str = "") -> Sheets:
    """The cases that a workbook states; `settings` are those of scoring. Raises BrokenBook, DangerousBook,
    NeedsPassword or NothingInBook."""
    words = known_words(place)
    book = open_book(data, file)
    forms: list[Record] = []
    summary: Record | None = None
    remarks = [f"工作表“{name}”是隐藏的，没有读" for name in book.hidden]
    for sheet in book.sheets:
        found, listed = read_sheet(sheet, words)
        if not found and listed is None:
            if any(cell != "" for row in sheet.rows for cell in row):
                remarks.append(f"工作表“{sheet.name}”不是表格或清单，没有读")
            continue
        forms += found
        if listed is not None and summary is None:
            summary = listed
        elif listed is not None and summary is not None:
            summary.projects += listed.projects
            summary.warned += listed.warned
    if not forms and summary is None:
        raise NothingInBook(file, unknown_heads(book, words))
    year = _year(book, file)
    for record in (*forms, *([summary] if summary is not None else [])):
        if year and "year" not in record.facts:
            record.facts["year"] = Mark(year, "")
        audit(record, settings)
        doubts(record, settings)
    maker = Maker(file, settings)
    projects = [maker.make(records) for records in _together(forms)]
    whole = maker.make([summary]) if summary is not None else None
    every = [*forms, *([summary] if summary is not None else [])]
    warned = tuple(one for record in every for one in record.warned)
    if whole is not None and not projects:
        return Sheets(file, tuple(_apart(summary, maker)) if summary else (), warned, tuple(remarks), True, whole)
    return Sheets(file, tuple(projects), warned, tuple(remarks), False, whole)


def read_sheet(sheet: Sheet, words: Words) -> tuple[list[Record], Record | None]:
    """The forms and the list of projects of one sheet; neither where it has none, or only explains how to fill one."""
    parts = stacked(sheet, words)
    if len(parts) > 1:
        return [record for part in parts for record in _one(part, words)[0]], None
    return _one(sheet, words)


def stacked(sheet: Sheet, words: Words) -> list[Sheet]:
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


def _one(sheet: Sheet, words: Words) -> tuple[list[Record], Record | None]:
    if any(mark in re.sub(r"\s", "", sheet.name) for mark in words.all("aside")) or _instructs(sheet, words):
        return [], None
    kind = kind_of(sheet, words)
    record = Record(kind or "self", sheet.name)
    form = Form(sheet, words, record)
    tables = form.read()
    for table in tables:
        lists = Lists(sheet, words, table, form)
        if table.kind == FLAT:
            return lists.flat(), None
        whole = Record("projects", sheet.name)
        whole.facts.update({path: mark for path, mark in record.facts.items() if path in ("year", "unit.name")})
        lists.projects(whole)
        whole.warned += record.warned
        return ([], whole) if whole.projects else ([], None)
    if record.indicators or (
        len(record.facts) >= _FACTS and (record.name or any(path.startswith("fund.") for path in record.facts))
    ):
        return [record], None
    return [], None


def _instructs(sheet: Sheet, words: Words) -> bool:
    """Whether a sheet explains how to fill a form: its first words say so."""
    for row in sheet.rows[:3]:
        for cell in row:
            if isinstance(cell, str) and cell.strip():
                bare = head(cell[:40]).bare
                return any(
                    bare == mark or bare.endswith(mark)
                    for mark in ("填表说明", "填报说明", "填写说明", "编制说明", "示例")
                )
    return False


def _together(forms: Sequence[Record]) -> list[list[Record]]:
    """Forms of one project on several sheets, together: a form of results before one of goals."""
    order = {"self": 0, "department": 0, "monitoring": 1, "goals": 2}
    found: dict[tuple[str, ...], list[Record]] = {}
    for number, record in enumerate(forms):
        name = record.name or ("" if record.kind == "department" else f"\0{number}")
        code = record.facts.get("project.code")
        key = (re.sub(r"\s", "", name), code.value if code is not None else "", *_who(record))
        found.setdefault(key, []).append(record)
    made: list[list[Record]] = []
    for many in found.values():
        # Two forms of one kind are two projects, whatever they are called.
        kinds = [record.kind for record in many]
        if len(set(kinds)) < len(kinds):
            made += [[record] for record in many]
        else:
            made.append(sorted(many, key=lambda one: order.get(one.kind, 0)))
    return made


def _who(record: Record) -> tuple[str, ...]:
    found = record.facts.get("unit.name") if record.kind == "department" else None
    return (found.value,) if found is not None else ()


def _apart(summary: Record, maker: Maker) -> list[Proposal]:
    """A case for each row of a list of projects."""
    made = []
    for entry in summary.projects:
        record = Record("self", summary.sheet)
        for path in ("year", "unit.name"):
            if path in summary.facts:
                record.facts[path] = summary.facts[path]
        homes = {"name": "project.name", "department": "project.department", "implementer": "project.implementer",
                 "code": "project.code", "category": "project.category", "nature": "project.nature",
                 "start": "project.start", "end": "project.end", "section": "project.section", "grade": "score.grade",
                 "score": "score.total", "reason": "fund.reason", "measure": "fund.measure"}  # fmt: skip
        for key, mark in entry.items():
            path = homes.get(key) or (f"fund.{key}" if key in ("initial", "budget", "spent", "balance", "rate") else "")
            if path:
                record.facts[path] = mark
        made.append(maker.make([record]))
    return made


def _year(book: Book, file: str) -> str:
    """The year that the sheets of a book, or its name, say where a form itself does not."""
    for said in (*[sheet.name for sheet in book.sheets], file.replace("\\", "/").rpartition("/")[2]):
        if (match := re.search(r"(?<!\d)(20\d\d)(?!\d)年?", said)) is not None:
            return match[1]
    return ""


def unknown_heads(book: Book, words: Words) -> list[str]:
    """Short words of the sheets that mean nothing known and stand where heads stand: in rows of words alone."""
    found: dict[str, None] = {}
    for sheet in book.sheets:
        for row in sheet.rows[:60]:
            said = [text(cell) for cell in row if cell != ""]
            if len(said) < 3 or any(not isinstance(cell, str) for cell in row) or any(len(one) > 24 for one in said):
                continue
            for one in said:
                bare = head(one).bare
                if bare and not any(words.of(section, bare) for section in ("columns", "money", "labels", "goals")):
                    found[bare] = None
    return list(found)[:60]
