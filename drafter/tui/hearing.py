"""What becomes of what a key did to the form: each of its messages to the part that knows.

Limits: decides who does it; does nothing itself but put a typed value in the case.
"""

from __future__ import annotations

from drafter.editing.entries import line_at
from drafter.editing.paste import is_table, unquoted
from drafter.editing.typed import MANY, labels_of, value
from drafter.errors import DrafterError
from drafter.messages import say
from drafter.tui.edges import Edges
from drafter.tui.form_messages import Beyond, Entered, FormMessage, Joined, Moved, Parted, Pasted, SectionAsked, Typed
from drafter.tui.intake import Intake
from drafter.tui.noting import Noting
from drafter.tui.rows import Rows
from drafter.tui.sheet_intake import SheetIntake
from drafter.tui.work import Work


class Hearing:
    """Hears a form (:class:`drafter.tui.form_messages.Hearer`)."""

    def __init__(self, work: Work, edges: Edges, noting: Noting, rows: Rows) -> None:
        self.work, self.edges, self.noting, self.rows = work, edges, noting, rows
        self.intake = Intake(work, self._as_lines)
        self.sheets = SheetIntake(work)
        self._pasting: Pasted | None = None

    def hear(self, message: FormMessage) -> None:
        """Do what a message asks for."""
        if not isinstance(message, Beyond):
            self.edges.inside()
        if isinstance(message, Typed):
            self._take(message.path, message.text)
        elif isinstance(message, Moved):
            self.work.bench.document.seal()
            self.work.show(self.noting.leave(message.before, message.path))
        elif isinstance(message, Beyond):
            self.edges.beyond(message.step)
        elif isinstance(message, SectionAsked):
            self.work.to_section(message.number - 1)
        elif isinstance(message, Entered):
            self.rows.entered(message.entry)
        elif isinstance(message, Parted):
            self.noting.part(message)
        elif isinstance(message, Joined):
            self.noting.join(message)
        else:
            self._paste(message)

    def _take(self, path: str, text: str) -> None:
        """A field or a line was typed into."""
        work = self.work
        entry = work.form.entry
        if entry is None or entry.path != path:
            return
        document = work.bench.document
        try:
            line = line_at(path) if entry.sort == "note" else None
            if line is None:
                labels = labels_of(entry.field, work.bench.reading.engine.bank.pairs)
                label = say("填写{what}", what=entry.label)
                document.set(path, value(text, entry.field, labels), label)
            elif not line.fresh:
                document.set(path, text, say("改一行"))
            elif text.strip():
                work.focus_path = self.noting.typed(line, text, say("记一行"))
                work.form.rename(work.focus_path)
        except DrafterError as error:
            work.tell(str(error), "error", 5)
        work.soon()

    def _paste(self, message: Pasted) -> None:
        """Several lines or cells: a page of notes, lines of a list, rows, or the text of a field."""
        entry = message.entry
        here = self.noting.here()
        if self.intake.is_page(message.text):
            self._pasting = message
            self.intake.offer(message.text, here is not None)
        elif here is not None and (entry.sort == "note" or entry.field.type == "events"):
            self.noting.paste(entry, message.text, message.before, message.after)
        elif is_table(message.text) and self.sheets.is_form(message.text):
            self.sheets.paste(message.text)
        elif is_table(message.text) or entry.sort != "field":
            self.rows.paste(message.text)
        else:
            text = unquoted(message.text)
            self.work.form.insert(text if entry.field.type in MANY else " ".join(text.split("\n")))

    def _as_lines(self, text: str) -> None:
        """A page of notes that is to be lines of a list all the same."""
        message = self._pasting
        if message is not None:
            self.noting.paste(message.entry, text, message.before, message.after)
