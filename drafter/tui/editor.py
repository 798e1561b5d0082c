"""The editor: sections, the form of one of them, and the draft that grows beside it.

The writer gains one screen for the whole work: type a fact, see its sentence; stand in a sentence, go to its field.

Limits: shows and dispatches; what an edit means is for its parts and :mod:`drafter.editing`.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Horizontal
from textual.screen import ModalScreen
from textual.widgets import Footer, Static

from drafter.editing.case_file import CaseFile
from drafter.editing.entries import EventLine, traced
from drafter.editing.findings import noted
from drafter.editing.form import section_of
from drafter.editing.page import cut
from drafter.editing.paths import keys, look_up
from drafter.editing.workbench import Workbench
from drafter.errors import DrafterError
from drafter.messages import say
from drafter.tui.acts import acts_of
from drafter.tui.asking import Asking
from drafter.tui.draft_view import DraftView
from drafter.tui.edges import Edges
from drafter.tui.filing import Filing
from drafter.tui.form_view import FormView
from drafter.tui.going import Going
from drafter.tui.hearing import Hearing
from drafter.tui.keys import actions, bindings
from drafter.tui.noting import Noting
from drafter.tui.recovering import Recovering
from drafter.tui.remarks import ShownRemarks
from drafter.tui.rows import Rows
from drafter.tui.section_list import SectionList
from drafter.tui.sentences import Sentences

#: How long typing may rest before the draft is made anew, then the counts and the checks: seconds.
_SOON, _LATER, _REST = 0.01, 0.35, 0.9


class EditorScreen(Recovering):
    """A workbench on the screen; its parts do what is asked of it (:class:`drafter.tui.work.Work`)."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings()]

    def __init__(self, bench: Workbench) -> None:
        super().__init__()
        self.bench = bench
        self.at = 0
        self.focus_path = ""
        self.fresh: EventLine | None = None
        self.opened: set[str] = set()
        self._due = 0.0
        #: Seconds from a key to the preview that shows it, for the measurement in the benchmarks.
        self.lags: list[float] = []
        self._typed = 0.0
        self._timer = self._shown_soon = False
        self._seen = -1
        self.edges = Edges(self)
        self.noting = Noting(self)
        self.rows = Rows(self, self.noting)
        self.sentences = Sentences(self)
        self.remarks = ShownRemarks(self, self._remarked)
        self.filing = Filing(self, lambda keep: self.go_home(keep=keep))
        self.asking = Asking(self)
        self.hearing = Hearing(self, self.edges, self.noting, self.rows)
        self.going = Going(self)
        self.acts = acts_of(self)

    def action_act(self, name: str, *values: object) -> None:
        """Do what a key or a command asks for."""
        self.acts[name](*values)

    def action_leave(self) -> None:
        self.filing.leave()

    def compose(self) -> ComposeResult:
        yield Static("", id="bar", markup=False)
        yield from self.too_small()
        with Container(id="body"), Horizontal():
            yield SectionList("sections")
            with Container(id="work"):
                yield FormView("form")
                yield DraftView("draft")
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        self.form.hearer = self.hearing
        self.form.actions = actions()
        self.form.focus()
        self.to_section(0)
        self.later()
        self.start_keeping()
        self.set_interval(3.0, self.filing.look_at_disk)

    def on_screen_resume(self) -> None:
        # Another screen may have written into the case: what the review accepts is kept there.
        if self._seen not in (-1, self.bench.document.version):
            self.show()
            self.later()

    # -- what its parts are promised --------------------------------------------------------------------------------
    @property
    def kept(self) -> CaseFile:
        return self.bench.file

    def shown_anew(self) -> None:
        self.show(reload=True)
        self.later()

    @property
    def form(self) -> FormView:
        return self.query_one("#form", FormView)

    @property
    def draft_view(self) -> DraftView:
        return self.query_one("#draft", DraftView)

    @property
    def active(self) -> bool:
        return self.app.screen is self

    def tell(self, words: str, severity: str = "information", seconds: float = 3) -> None:
        self.notify(words, severity=severity, timeout=seconds)  # type: ignore[arg-type]

    def ask(self, question: ModalScreen[str], then: Callable[[str], None]) -> None:
        self.app.push_screen(question, lambda answer: then(answer or ""))

    def change(self, edit: Callable[[], object]) -> object:
        self.bench.document.seal()
        try:
            return edit()
        except DrafterError as error:
            self.tell(str(error), "error", 5)
            return None
        finally:
            self.later()

    # -- showing --------------------------------------------------------------------------------------------------
    def show(self, path: str | None = None, reload: bool = False, follow: bool = True) -> None:
        if path is not None:
            self.focus_path = path
        bench = self.bench
        section = bench.sections[min(self.at, len(bench.sections) - 1)]
        entries = bench.form.entries(section, self.focus_path, fresh=self.fresh, opened=self.opened)
        self.form.show(noted(entries, self.remarks.found), self.focus_path, reload)
        entry = self.form.entry
        if entry is not None:
            self.focus_path = entry.path
        self.edges.stand(self.at, self.focus_path)
        self.show_draft(follow)

    def show_draft(self, follow: bool = True) -> None:
        """Show the draft, what the entry in focus became lit."""
        view = self.draft_view
        entry = self.form.entry
        heading = entry.text if entry is not None and entry.sort == "field" and entry.field.type == "name" else ""
        view.show(self.bench.page(view.columns), traced(self.focus_path), heading, self.bench.fault, follow)
        self._seen = self.bench.document.version
        self.bar()
        if self._typed:
            self.lags.append(time.perf_counter() - self._typed)
            self._typed = 0.0

    def bar(self) -> None:
        bench = self.bench
        section = bench.sections[min(self.at, len(bench.sections) - 1)]
        data = bench.document.data
        unit = look_up(data, keys("unit.short")) or look_up(data, keys("unit.name")) or say("未填单位")
        missing = len(bench.draft.missing) if bench.draft is not None else 0
        lacks = say("必填缺{count}", count=missing) if missing else say("必填已齐")
        if bench.open:
            # While something of last year is open nothing is complete.
            left = say("待定{count}（F10）", count=len(bench.open))
            lacks = f"{lacks} {left}" if missing else left
        where = f"‹{self.at + 1}/{len(bench.sections)} {say(section.label)}› " if self.size.width < 100 else ""
        year = say("{year}年", year=data.get("year", ""))
        words = f"{where}{unit} {year}  {lacks}  {self.filing.saved_words()}"
        if bench.fault:
            words += f"  {bench.fault}"
        self.query_one("#bar", Static).update(cut(words, self.size.width - 2), layout=False)

    def later(self) -> None:
        self._due = time.monotonic() + _LATER
        if not self._timer:
            self._timer = True
            self.set_timer(_LATER, self._rested)

    def _rested(self) -> None:
        left = self._due - time.monotonic()
        if left > 0.01:
            self.set_timer(left, self._rested)
            return
        self._timer = False
        self.count()
        self.set_timer(_REST - _LATER, self.remarks.check)

    def _remarked(self) -> None:
        if self.is_attached:
            self.show(follow=False)
            self.count()

    def count(self) -> None:
        """Show anew how full each section is."""
        bench = self.bench
        doubts = [0] * len(bench.sections)
        for remark in self.remarks.found:
            if remark.severity == "warning" and (index := section_of(bench.sections, remark.path)) >= 0:
                doubts[index] += 1
        standing = [
            (*bench.form.filled(one), bench.form.faults(one), doubts[index]) for index, one in enumerate(bench.sections)
        ]
        self.query_one(SectionList).show([say(one.label) for one in bench.sections], self.at, standing)

    def on_resize(self, event: events.Resize) -> None:
        super().on_resize(event)
        self.call_after_refresh(self.show)

    # -- going about ----------------------------------------------------------------------------------------------
    def to_section(self, index: int, path: str = "", follow: bool = True) -> None:
        sections = self.bench.sections
        self.at = max(0, min(index, len(sections) - 1))
        if not path:
            path = self.edges.place(self.at)
        self.bench.document.seal()
        self.form.scroll_to(y=0, animate=False, immediate=True)
        self.show(path, reload=True, follow=follow)
        bar = self.query_one(SectionList)
        bar.show([say(one.label) for one in sections], self.at, bar.standing)

    def to_path(self, path: str, follow: bool = True) -> None:
        index = section_of(self.bench.sections, path)
        if index < 0:
            self.tell(say("这一项没有对应的栏目"))
            return
        self.to_section(index, path, follow)
        entry = self.form.entry
        if entry is not None and entry.path != path:
            entries = self.form.entries
            below = [one for one in entries if one.path.startswith(f"{path}.")][:1]
            near = below or [one for one in entries if path.startswith(one.path)]
            if near:
                self.show(max(near, key=lambda one: len(one.path)).path, reload=True, follow=follow)
        self.form.focus()

    def soon(self) -> None:
        self._typed = self._typed or time.perf_counter()
        if not self._shown_soon:
            self._shown_soon = True
            self.set_timer(_SOON, self._show_soon)
        self.later()

    def _show_soon(self) -> None:
        self._shown_soon = False
        self.show()

    @on(SectionList.Opened)
    def section_chosen(self, event: SectionList.Opened) -> None:
        self.to_section(event.index)

    @on(DraftView.Chosen)
    def sentence_chosen(self, event: DraftView.Chosen) -> None:
        if event.act == "wording":
            self.sentences.wording()
        else:
            self.sentences.to_source(event.sentence, event.facts, event.follow)
