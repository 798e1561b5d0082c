"""A page of notes read into the case: pasted anywhere, or into a box of its own; what became of it as a list.

Limits: :mod:`drafter.editing.reading_in` reads.
"""

from __future__ import annotations

from collections.abc import Callable

from drafter.editing.blocks import is_case
from drafter.errors import DrafterError
from drafter.messages import say
from drafter.tui.box import Box
from drafter.tui.dialogs import Ask, Pick
from drafter.tui.work import Work

_STATES = {"other": say("不同"), "left": say("没写进"), "kept": say("照记"), "read": say("读入")}


class Intake:
    """What the editor does with a page of notes."""

    def __init__(self, work: Work, as_lines: Callable[[str], None]) -> None:
        self.work, self.as_lines = work, as_lines

    def is_page(self, text: str) -> bool:
        """Whether a pasted text is a page of notes rather than lines of one list."""
        return is_case(text, str(self.work.bench.document.data.get("genre", "")))

    def offer(self, text: str, lines: bool) -> None:
        """Ask whether a pasted page goes to its fields; with `lines` it may be lines of the list one stands in."""
        answers = [("fields", say("读进各栏"))]
        if lines:
            answers.append(("lines", say("都记在这里，一行一件")))
        answers.append(("no", say("不贴")))

        def answered(answer: str) -> None:
            if answer == "fields":
                self.read(text)
            elif answer == "lines":
                self.as_lines(text)

        question = say("贴入的是一份带名目的记事（单位、预算、问题……），怎样贴？")
        self.work.ask(Ask(question, answers), answered)

    def ask(self) -> None:
        """A box to paste a page of notes into."""
        title = say("把记事贴在这里，有名目的进各栏，没有名目的照记")

        def taken(text: str | None) -> None:
            if text and text.strip():
                self.read(text)

        self.work.app.push_screen(Box("", at_end=True, title=title), taken)

    def read(self, text: str) -> None:
        """Read a page into the case, as one step, and show what became of it."""
        from drafter.editing.reading_in import read_in

        work = self.work
        bench = work.bench
        try:
            done = read_in(bench.document, text, bench.reading.engine, bench.file.file)
        except DrafterError as error:
            work.tell(str(error), "error", 8)
            return
        work.fresh = None
        work.change(lambda: bench.document.replace(done.text, say("读入记事")))
        work.to_section(0)
        options = []
        for number, one in enumerate(done.taken):
            where = f"【{bench.label(one.path)}】" if one.path else ""
            held = str(bench.document.raw(one.path) or "") if one.state == "other" else ""
            told = say("栏里是“{held}”，记事是“{words}”，没有换", held=held, words=one.words) if held else one.words
            options.append((str(number), f"{_STATES[one.state]} {where}{told}", ""))
        doubtful = sum(one.state != "read" for one in done.taken)
        counts = say("读入{count}处", count=len(done.taken) - doubtful)
        if doubtful:
            counts += say("，{count}处要看一眼（排在前面）", count=doubtful)
        if not options:
            work.tell(counts)
            return

        def picked(number: str) -> None:
            if number and done.taken[int(number)].path:
                work.to_path(done.taken[int(number)].path)

        work.ask(Pick(say("{counts}；回车到那一栏，Esc 接着填，Ctrl+Z 撤销", counts=counts), options), picked)
