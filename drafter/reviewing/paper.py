"""What a paper is, told by what stands in it: a case, a form of results or goals, a report, last year's.

The reader gains that papers may be given in any order and under any name. A document may be two things: a report with
its form behind it.

Limits: of two reports the later year is this year's; where neither names a year, the first that was given is.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, NamedTuple

from drafter.errors import EmptyText
from drafter.reviewing.accounts import Account, accounts_of
from drafter.reviewing.beneath import beneath
from drafter.reviewing.details import notes_of, written_notes
from drafter.reviewing.form import PaperForm, forms_of
from drafter.reviewing.proofs import proofs_of
from drafter.reviewing.row import IndicatorRow, PaperGrid
from drafter.reviewing.value import CellText
from drafter.reviewing.written import beside_form, rows_of

if TYPE_CHECKING:
    from drafter.checking.finding import Finding
    from drafter.checking.page import Page
    from drafter.facts.case import Case
    from drafter.reading.reader import Reading

#: A text with so many paragraphs of so many characters is a report; with fewer it is a form on its own.
_PARAGRAPHS, _LONG = 3, 18
#: What an office writes to another about a project: what is to be mended, what was approved.
LETTERS = ("整改通知", "批复")
_MEND = re.compile(
    r"(?:整改|问题|评价结果|评价意见|核查结果|审计结果|反馈)[^，。\n]{0,16}(?:通知书?|意见书?|反馈|告知函|督办函|函|清单)$|整改通知|反馈意见"
)
_APPROVED = re.compile(r"(?:调整|下达|调剂|追加|调减|变更|核定|批准)[^，。\n]{0,40}(?:批复|通知|函)$|的批复$")
#: A line of a form that is written as text: 项目资金：年初预算2400万元.
_LABELLED = re.compile(r"^[^，。；：:]{2,16}[：:]")
_OWN = re.compile(r"(?:自评|评价|整改|总结|工作|情况)报告|整改情况")


class Paper(NamedTuple):
    """One file: the case, the report (`page`) and the forms in it, the year it is about (0: none said), what the
    checks find in it, `letter` where the text is one of LETTERS and no report, the columns of the ledgers in it, all
    its tables, the notes that stand in them and under them."""

    file: str
    year: int = 0
    case: Case | None = None
    page: Page | None = None
    forms: tuple[PaperForm, ...] = ()
    findings: tuple[Finding, ...] = ()
    remarks: tuple[str, ...] = ()
    letter: str = ""
    accounts: tuple[Account, ...] = ()
    grids: tuple[PaperGrid, ...] = ()
    notes: tuple[CellText, ...] = ()

    @property
    def head(self) -> list[str]:
        """The first lines of a text that are no sentences."""
        return _heads(self.page.reading) if self.page is not None else []


def read_paper(file: str, place: str = "") -> Paper:
    """The paper in `file`. Raises :class:`drafter.DrafterError` for a file that cannot be used."""
    ending = os.path.splitext(file)[1].lower()  # noqa: PTH122 - pathlib knows no surrogates better
    if ending == ".toml":
        return _case(file, place)
    from drafter.files.read import read_given
    from drafter.reading.kinds import APART, PROMISED, kind_of
    from drafter.reading.source import LIMIT

    # What is broken is told as what its name says.
    if ending in APART or PROMISED.get(ending) == "workbook" or kind_of(read_given(file, LIMIT), ending) == "workbook":
        return _book(file, place)
    return _text(file, place)


def _case(file: str, place: str) -> Paper:
    from drafter.checking.run import check_case
    from drafter.checking.settings import settings_for
    from drafter.composing.cases import read_case
    from drafter.files.read import decode, read_bytes

    text = decode(read_bytes(file), file)
    case = read_case(text, file, place=place)
    return paper_of_case(case, file, tuple(check_case(case, file, settings_for(file), text)))


def paper_of_case(case: Case, file: str, findings: tuple[Finding, ...]) -> Paper:
    """A case that was read, with what the checks find in it."""
    form = _form_of_case(case, file)
    return Paper(file, case.year, case, None, (form,) if form else (), findings)


def _book(file: str, place: str) -> Paper:
    from drafter.files.read import read_given
    from drafter.reading.sheets.cell import address, text
    from drafter.reading.sheets.commas import open_sheets
    from drafter.reading.sheets.words import known_words
    from drafter.reading.source import LIMIT

    book = open_sheets(read_given(file, LIMIT), file)
    words, name = known_words(place), os.path.basename(file)  # noqa: PTH119
    stem = os.path.splitext(name)[0]  # noqa: PTH122
    forms: list[PaperForm] = []
    accounts: list[Account] = []
    grids: list[PaperGrid] = []
    for sheet in book.sheets:
        rows = [
            [
                CellText(_raw(value) or text(value), f"{name} {sheet.name}!{address(at, column)}")
                for column, value in enumerate(row)
            ]
            for at, row in enumerate(sheet.rows)
        ]
        grids.append(PaperGrid(rows, "", sheet.name))
        found = forms_of(grids[-1], file, words)
        books = () if any(form.lines for form in found) else accounts_of(rows, f"{sheet.name} {stem}")
        accounts += books
        forms += () if books else found
    remarks = tuple(f"工作表“{one}”是隐藏的，没有读" for one in book.hidden)
    year = max((one.year for one in forms), default=0)
    notes = tuple(note for grid in grids for note in notes_of(grid.rows))
    return Paper(file, year, None, None, tuple(forms), (), remarks, "", tuple(accounts), tuple(grids), notes)


def _raw(value: object) -> str:
    """Words of a cell as they stand, blanks included."""
    return value if isinstance(value, str) and "\n" not in value and value.strip() else ""


def _text(file: str, place: str) -> Paper:
    from drafter.checking.run import check_reading
    from drafter.checking.settings import settings_for
    from drafter.language.sentences import ENDS
    from drafter.reading.formats import read_any

    settings = settings_for(file)
    reading = read_any(file, settings.get("check", {}).get("ends", ENDS))
    if not reading.source.text.strip():
        raise EmptyText(file)
    return paper_of_reading(reading, file, place, tuple(check_reading(reading, settings)))


def paper_of_reading(reading: Reading, file: str, place: str, findings: tuple[Finding, ...]) -> Paper:
    """A text that was read, with what the checks find in it."""
    from drafter.checking.page import Page
    from drafter.reading.sheets.words import known_words

    page = Page(reading)
    grids = _grids(reading, os.path.basename(file))  # noqa: PTH119
    words = known_words(place)
    name, unit = os.path.basename(file), reading.source.unit  # noqa: PTH119
    found = [one for grid in grids for one in forms_of(grid, file, words) if one.lines]
    own = [one for one in page.paragraphs if len(one.text) >= _LONG and not beside_form(one.text, words)]
    if len(found) == 1 and len(own) < _PARAGRAPHS:
        # One form written as text: its labels, its money, its indicators. A report is told in more than its tables.
        rows = rows_of(reading, [grid.rows for grid in grids], name, words)
        found = forms_of(PaperGrid(rows, grids[0].title or reading.title.text), file, words) or found
    # A table is of the year of the report that it stands in.
    forms = tuple(one if one.year else one._replace(year=page.report_year.year) for one in found)
    goals = bool(forms) and all(one.kind == "goals" for one in forms)
    told = (
        [one for one in own if not (goals and _LABELLED.match(one.text))]
        if forms
        else [one for one in page.paragraphs if len(one.text) >= _LONG]
    )
    # A list of evidence is a table with a word on it, and no report.
    listed = not forms and next(proofs_of(grids), None) is not None
    prose = len(told) >= (_PARAGRAPHS if forms or listed else 1)
    lines = [CellText(one.text, f"{name} 第{reading.place(one.passage, 0)[0]}{unit}") for one in page.paragraphs]
    if goals and not prose:
        forms = tuple(beneath(one, lines, words) for one in forms)
    notes = (*(note for grid in grids for note in notes_of(grid.rows)), *written_notes(lines if forms else ()))
    # A letter may be all headings: 一、“清淤河道长度”由15公里调整为12公里。
    letter = _letter(reading)
    year = page.report_year.year or max((one.year for one in forms), default=0)
    told_ = page if prose or letter else None
    return Paper(file, year, None, told_, forms, findings, reading.remarks, letter, (), grids, notes)


def _heads(reading: Reading) -> list[str]:
    """The first lines of a text that are no sentences: its title, who signs it, when."""
    lines = [one.strip() for one in reading.source.text[:800].split("\n") if one.strip()][:8]
    return [one for one in lines if len(one) <= 60 and not one.endswith(("。", "：", "；"))]


def _letter(reading: Reading) -> str:
    """Which of LETTERS a text is by its first lines, "" for a report."""
    heads = _heads(reading)
    if any(_OWN.search(one) for one in heads):
        return ""
    if any(_MEND.search(one) for one in heads):
        return LETTERS[0]
    return LETTERS[1] if any(_APPROVED.search(one) for one in heads) else ""


def _grids(reading: Reading, name: str) -> tuple[PaperGrid, ...]:
    """The tables of a text, each cell with its place."""
    from drafter.report.tree import Table

    grids: list[PaperGrid] = []
    for block, origin in zip(reading.draft.blocks, reading.origins, strict=True):
        if not isinstance(block, Table) or not isinstance(origin, tuple) or hasattr(origin, "text"):
            continue
        rows = []
        for row in origin:
            cells = []
            for passage in row:
                text = getattr(passage, "text", "")
                line, _ = reading.place(passage) if text else (0, 0)
                cells.append(CellText(text, f"{name} 第{line}{reading.source.unit}" if text else ""))
            rows.append(cells)
        grids.append(PaperGrid(rows, block.title or (reading.title.text if not grids else "")))
    return tuple(grids)


#: Keys of a row of a case, as the columns of forms are called.
_ROW = (
    "level1",
    "level2",
    "name",
    "target",
    "actual",
    "weight",
    "score",
    "reason",
    "measure",
    "description",
    "deduction",
)
_LABELS = (
    "project.name",
    "project.department",
    "project.implementer",
    "project.nature",
    "project.start",
    "project.end",
)


def _form_of_case(case: Case, file: str) -> PaperForm | None:
    """The form that the indicators and the money of a case would fill."""
    from drafter.facts.fact import Fact, Row

    name = os.path.basename(file)  # noqa: PTH119

    def cell(path: str) -> CellText:
        fact = case.fact(path)
        return CellText(str(fact), f"{name} {path}") if fact is not None and not fact.missing else CellText()

    scores = {one.row.path: one for one in case.scores.rows} if case.scores else {}
    lines = []
    rows = case.values.get("indicators")
    for row in rows if isinstance(rows, tuple) else ():
        if not isinstance(row, Row):
            continue
        cells = {
            key: CellText(fact.text, f"{name} {row.path}.{key}")
            for key in _ROW
            if isinstance(fact := row.get(key), Fact)
        }
        if (scored := scores.get(row.path)) is not None:
            marks = {"weight": scored.weight, "score": scored.score}
            for key, fact in marks.items():
                if key not in cells and fact is not None:
                    cells[key] = CellText(str(fact), f"{name} {row.path}.{key}")
        lines.append(
            IndicatorRow(
                {key: CellText(_bare(one.text), one.place) if key in _POINTS else one for key, one in cells.items()}
            )
        )
    money = {}
    for split in ("", "current.", "carried.", "other."):
        for key in ("initial", "budget", "spent", "rate"):
            if found := cell(f"fund.{split}{key}"):
                money[f"{split or 'total.'}{key}"] = found
    for path, key in (("score.execution", "total.score"), ("score.weight", "total.weight")):
        if found := cell(path):
            money[key] = CellText(_bare(found.text), found.place)
    if not lines and not money:
        return None
    labels = {path: found for path in (*_LABELS, "unit.name", "score.total", "score.grade") if (found := cell(path))}
    columns = tuple(dict.fromkeys(key for line in lines for key in line.cells))
    return PaperForm("self", file, "案件", case.year, "万元", labels, money, {}, tuple(lines), {}, columns)


_POINTS = frozenset(("weight", "score", "deduction"))


def _bare(text: str) -> str:
    return text.removesuffix("分")
