"""A case at work: file, reading, draft, form, page and remarks, each made anew only when the text changed.

The writer gains a screen on which everything agrees: whatever is asked for after an edit answers for the text as it is.

Limits: one case, one seed at a time; nothing here draws on a screen.
"""

from __future__ import annotations

import os

from drafter import api
from drafter.editing.case_file import CaseFile
from drafter.editing.document import Document
from drafter.editing.due import due_paths
from drafter.editing.exports import Exports
from drafter.editing.findings import Remark, remarks
from drafter.editing.form import FormMaker
from drafter.editing.live import LiveReading, read
from drafter.editing.page import DraftPage
from drafter.editing.sections import Section, sections
from drafter.errors import CannotWrite, DrafterError
from drafter.facts.case import Case
from drafter.facts.undecided import Open, undecided
from drafter.messages import say
from drafter.report.tree import Draft
from drafter.writing.given import ReportGiven
from drafter.writing.registry import named_by, names

#: What a report can be written as.
#: The formats of a report, the one that is sent first.
FORMATS = tuple(sorted(names("report"), key=lambda one: one != "docx"))


class Workbench:
    """`seed` draws the wording; `draft` is None where nothing can be read, and `fault` says why."""

    def __init__(self, file: CaseFile) -> None:
        self.file = file
        self.seed = 0
        self.fault = ""
        self._reading: tuple[int, LiveReading] | None = None
        self._draft: tuple[int, int, Draft | None] | None = None
        self._page: tuple[tuple[int, int, int], DraftPage] | None = None
        self._form: tuple[int, FormMaker] | None = None
        self._remarks: tuple[int, list[Remark]] = -1, []
        self._sections: tuple[str, list[Section]] | None = None
        self._open: tuple[int, list[Open]] | None = None
        self.exports = Exports()

    @property
    def document(self) -> Document:
        """The document that is edited."""
        return self.file.document

    @property
    def reading(self) -> LiveReading:
        """The case as far as the text can be read."""
        version = self.document.version
        if self._reading is None or self._reading[0] != version:
            before = self._reading[1].engine if self._reading is not None else None
            self._reading = version, read(self.document.text, self.file.file, before)
        return self._reading[1]

    @property
    def case(self) -> Case | None:
        """The case as it was last read, None while it cannot be."""
        return self.reading.case

    @property
    def draft(self) -> Draft | None:
        """The report as it reads now."""
        key = self.document.version, self.seed
        if self._draft is None or self._draft[:2] != key:
            case, made = self.case, None
            self.fault = self.reading.fault
            if case is not None:
                try:
                    made = api.compose(case, self.seed)
                except DrafterError as error:
                    # A length or register that there is not: the draft goes on with the usual one.
                    self.fault = str(error)
                    made = self._plainly(case)
            self._draft = (*key, made)
        return self._draft[2]

    def _plainly(self, case: Case) -> Draft | None:
        try:
            return api.compose(case, self.seed, "normal", "plain")
        except DrafterError:
            return None

    def page(self, columns: int) -> DraftPage | None:
        """The draft as lines of so many columns."""
        key = self.document.version, self.seed, columns
        if self._page is None or self._page[0] != key:
            draft = self.draft
            if draft is None:
                return None
            self._page = key, DraftPage(draft, columns, self._page[1] if self._page is not None else None)
        return self._page[1]

    @property
    def form(self) -> FormMaker:
        """The form of the document as it is now."""
        version = self.document.version
        if self._form is None or self._form[0] != version:
            self._form = version, FormMaker(self.document.data, self.reading)
        return self._form[1]

    @property
    def sections(self) -> list[Section]:
        """The sections of the genre that the case names, else of the first there is."""
        engine = self.reading.engine
        genre = str(self.document.data.get("genre"))
        genre = genre if genre in engine.genres else next(iter(engine.genres))
        if self._sections is None or self._sections[0] != genre:
            self._sections = genre, sections(engine, genre)
        return self._sections[1]

    def remarks(self) -> list[Remark]:
        """What is wrong or missing, the rules of the checks included."""
        version = self.document.version
        if self._remarks[0] != version:
            self._remarks = version, remarks(self.reading, self.draft, self.document.text, self.file.file)
        return self._remarks[1]

    def due(self) -> list[str]:
        """The fields that the draft misses a fact of."""
        draft = self.draft
        found = due_paths(draft) if draft is not None else {}
        return list(dict.fromkeys(found.values()))

    @property
    def open(self) -> list[Open]:
        """What last year left and nobody has decided about yet."""
        version = self.document.version
        if self._open is None or self._open[0] != version:
            self._open = version, undecided(self.document.text)
        return self._open[1]

    def label(self, path: str) -> str:
        """What the field at a path is called."""
        return label_of(self.reading, self.document.data, path)

    # -- leaving --------------------------------------------------------------------------------------------------
    def export(self, file: str, over: bool = False) -> list[str]:
        """Write the report to `file`, in the format that its ending asks for; `over` what stands there. Answers what
        the format had to leave out. Raises a DrafterError, FileExists where something does."""
        draft = self.draft
        if draft is None:
            raise CannotWrite(file, self.fault or say("案件还读不出来"))
        from drafter.files.write import write_new, write_whole

        chosen = named_by("report", file)
        if _same(file, self.file.file):
            raise CannotWrite(file, say("这就是案件文件，请换一个文件名"))
        if self.case is None or chosen.write is None:
            raise CannotWrite(file, say("案件还读不出来"))
        given = ReportGiven(draft, self.case)
        data = chosen.write(given)
        (write_whole if over else write_new)(file, data)
        self.exports.note(file, data)
        return chosen.said(given) if chosen.said is not None else []


def _same(one: str, other: str) -> bool:
    try:
        return os.path.realpath(one) == os.path.realpath(other)
    except OSError:
        # The present folder is gone; writing will say so.
        return one == other


def label_of(reading: LiveReading, data: object, path: str) -> str:
    """What the field at a path of a case is called; the path itself where it is none."""
    from drafter.editing.paths import keys, look_up, pattern
    from drafter.editing.sections import field_at

    field = field_at(reading.engine, pattern(path))
    if field is not None:
        return say(field.label)
    where = keys(path)
    for depth in range(len(where), 0, -1):
        row = look_up(data, where[:depth])
        if isinstance(row, dict) and "kind" in row:
            kind = reading.engine.schema.kinds.get(str(row["kind"]))
            role = kind.roles.get(str(where[depth])) if kind is not None and depth < len(where) else None
            if kind is not None:
                return f"{say(kind.label)}·{say(role.label)}" if role is not None else say(kind.label)
    outer = pattern(path).rpartition("[]")[0]
    field = field_at(reading.engine, outer) if outer else None
    derived = reading.case.derived.get(path) if reading.case is not None else None
    return say(derived.label) if derived is not None else say(field.label) if field is not None else path
