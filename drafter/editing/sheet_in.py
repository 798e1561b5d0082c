"""A sheet, or a table pasted from one, read into a case that is open: empty fields are filled, rows of the same name
are updated, what the sheet says otherwise takes its place and is told with what stood there.

The writer gains a form, or sixty rows of one, in one step that can be undone; no row is there twice, and what was not
read stands in the list of what became of it.

Limits: of several projects the one that the case is about is taken; where none is, nothing is changed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from drafter.editing.document import Document
from drafter.editing.line_edits import rows_of
from drafter.editing.paste import table_cells
from drafter.editing.paths import pattern
from drafter.errors import DrafterError
from drafter.importing.proposal import Proposal
from drafter.language.quantity import parse_quantity
from drafter.reading.sheets.book import Book, Sheet
from drafter.reading.sheets.cell import Value
from drafter.reading.sheets.errors import ManyProjects, NothingInBook
from drafter.sheets.mapping import unmapped
from drafter.sheets.read import Sheets, read_sheets

if TYPE_CHECKING:
    from drafter.composing.engine import Engine

PASTED = "贴入的表"
#: What a sheet does not decide about an open case.
_OWN = frozenset(("genre",))
_OF_WHOLE = ("按万元读", "分值合计是", "没有填，请补填")
_EMPTY: tuple[object, ...] = (None, "", [], {})
_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d+)?")


class Changed(NamedTuple):
    """What became of one thing: `state` is new, changed, row (a row that is new), asked (to be looked at) or left (not
    read); then the path it went to, the words, and what stood there before."""

    state: str
    path: str
    words: str
    before: str = ""


class Several(ManyProjects):
    """Several projects in a sheet, none of which is that of the case: their `names`."""

    def __init__(self, file: str, names: Sequence[str]) -> None:
        super().__init__(file, len(names))
        self.names = tuple(names)


class SheetIn(NamedTuple):
    """The text of the case with the sheet read into it, what became of it (what is to be looked at first), and the
    heads that mean nothing known."""

    text: str
    changes: tuple[Changed, ...]
    heads: tuple[str, ...]


def pasted_book(text: str) -> Book:
    """A table from the clipboard as a workbook of one sheet: numbers are numbers, codes that begin with 0 are words."""
    rows: list[list[Value]] = [[_typed(cell) for cell in row] for row in table_cells(text)]
    return Book(PASTED, [Sheet(PASTED, rows, ())])


def is_form(text: str, engine: Engine) -> bool:
    """Whether a pasted table is one that sheets are read by: its heads say what stands under them."""
    try:
        found = read_sheets(pasted_book(text), engine.settings)
    except DrafterError:
        return False
    return bool(found.projects) or found.summary is not None


def sheet_in(document: Document, book: Book, engine: Engine, place: str = "", project: str = "") -> SheetIn:
    """The case of `document` with a workbook read into it; the document is not touched. Of several projects `project`
    is taken, else the one that the case is about. Raises NothingInBook, or Several where that is none of them."""
    found = read_sheets(book, engine.settings, place)
    proposal = _meant(found, document.data, book.file, project)
    scratch = Document(document.text, document.name)
    changes = list(_merge(scratch, proposal.data, "", engine))
    piece = book.file == PASTED
    asked = [
        Changed("asked", "", f"{one.sheet}!{one.cell} {one.what}")
        for one in found.warned
        # What was copied is a piece of a sheet: its unit and its sum stand elsewhere.
        if not (piece and any(mark in one.what for mark in _OF_WHOLE))
    ]
    left = [Changed("left", one.kept, one.words) for one in proposal.unplaced]
    left += [Changed("left", "", remark) for remark in found.remarks]
    heads = unmapped(book, place)
    left += [
        Changed("left", "", f"“{one}”这一列") for one in heads if not any(f"“{one}”" in said.words for said in left)
    ]
    return SheetIn(scratch.text, (*asked, *left, *changes), tuple(heads))


def _meant(found: Sheets, data: Mapping[str, object], file: str, project: str) -> Proposal:
    """The project of a workbook that a case is about, or that was asked for."""
    if found.summary is not None and data.get("genre") == "township-summary":
        return found.summary
    if len(found.projects) == 1 and not project:
        return found.projects[0]
    own = data.get("project")
    name = _bare(project or (own.get("name") if isinstance(own, Mapping) else ""))
    same = [one for one in found.projects if name and _bare(one.get("project.name")) == name]
    if len(same) == 1:
        return same[0]
    if not found.projects:
        raise NothingInBook(file, [])
    raise Several(file, [str(one.get("project.name") or "") for one in found.projects])


def _merge(scratch: Document, data: Mapping[str, object], path: str, engine: Engine) -> Iterator[Changed]:
    for key, value in _typed_in(data).items():
        below = f"{path}.{key}" if path else key
        field = engine.schema.fields.get(pattern(below))
        if below in _OWN:
            continue
        held = scratch.raw(below)
        if isinstance(value, Mapping):
            yield from _merge(scratch, value, below, engine)
        elif field is not None and field.type == "rows":
            yield from _rows(scratch, rows_of(value), below, engine)
        elif field is not None and field.type == "events":
            more = [one for one in rows_of(value) if one not in rows_of(held)]
            scratch.splice(below, len(rows_of(held)), 0, more, "")
            yield from (Changed("new", below, str(one)) for one in more)
        elif held in _EMPTY:
            scratch.set(below, value)
            yield Changed("new", below, _told(value))
        elif not _same(held, value, field.unit if field is not None else ""):
            scratch.set(below, value)
            yield Changed("changed", below, _told(value), _told(held))


def _rows(scratch: Document, rows: Sequence[Mapping[str, object]], path: str, engine: Engine) -> Iterator[Changed]:
    """Rows into those of the same name, or behind the others: never twice."""
    known: dict[str, int] = {}
    free = []
    for number, one in enumerate(rows_of(scratch.raw(path))):
        if name := _bare(one.get("name")):
            known.setdefault(name, number)
        elif all(value in _EMPTY for value in one.values()):
            free.append(number)
    for row in rows:
        name = _bare(row.get("name"))
        number = known.get(name, -1) if name else -1
        if number < 0 and free:
            number = free.pop(0)
            known[name] = number
            yield from _merge(scratch, row, f"{path}[{number}]", engine)
        elif number < 0:
            number = len(rows_of(scratch.raw(path)))
            scratch.insert(path, number, _typed_in(row))
            known[name] = number
            yield Changed("row", f"{path}[{number}]", str(row.get("name") or ""))
        else:
            yield from _merge(scratch, row, f"{path}[{number}]", engine)


def _typed_in(data: Mapping[str, object]) -> Mapping[str, object]:
    """What of a table of a case is typed: a rate that its amounts give is reckoned, and was compared on reading."""
    given = "rate" in data and "budget" in data and "spent" in data
    return {key: value for key, value in data.items() if key != "rate"} if given else data


def _same(held: object, value: object, unit: str) -> bool:
    """Whether two values say the same: 1080000元 and 108万元, 10分 and 10."""
    if isinstance(held, list) or isinstance(value, list):
        return [_bare(one) for one in _many(held)] == [_bare(one) for one in _many(value)]
    if _bare(held) == _bare(value):
        return True
    try:
        one, other = (parse_quantity(each, unit) for each in (held, value))
    except ValueError:
        return False
    return (one.base, one.unit) == (other.base, other.unit) and one.exact and other.exact


def _many(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _told(value: object) -> str:
    return "；".join(map(str, _many(value)))


def _bare(value: object) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", str(value or "")))


def _typed(cell: str) -> Value:
    words = cell.strip()
    return float(words) if _NUMBER.fullmatch(words) else words
