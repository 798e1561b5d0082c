"""The editor: sections, the form of one of them, and the draft that grows beside it.

The writer gains one screen for the whole work: type a fact, see its sentence; stand in a sentence, go to its field.

Limits: thin; what an edit means is :mod:`drafter.editing`'s to know.
"""

from __future__ import annotations

import time
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.widgets import Footer, Static

from drafter.editing.findings import noted
from drafter.editing.form import section_of
from drafter.editing.page import cut
from drafter.editing.paths import keys, look_up
from drafter.editing.typed import labels_of, value
from drafter.editing.workbench import Workbench
from drafter.errors import DrafterError
from drafter.messages import say
from drafter.tui.draft_view import DraftView
from drafter.tui.form_view import FormView
from drafter.tui.keeping import Keeping
from drafter.tui.keys import EDITOR
from drafter.tui.rows import Rows
from drafter.tui.saying import Saying
from drafter.tui.section_list import SectionList

#: How long typing may rest before the draft is made anew, then the counts and the checks: seconds.
_SOON, _LATER, _REST = 0.01, 0.35, 0.9


class EditorScreen(Rows, Saying, Keeping):
    """A workbench on the screen."""

    BINDINGS: ClassVar[list[BindingType]] = [*EDITOR]

    def __init__(self, bench: Workbench) -> None:
        super().__init__()
        self.bench = bench
        self.at = 0
        self.focus_path = ""
        self._due = 0.0
        #: Seconds from a key to the preview that shows it, for the measurement in the benchmarks.
        self.lags: list[float] = []
        self._typed = 0.0
        self._timer = False
        self._drawn = set()
        self._seen = -1

    def compose(self) -> ComposeResult:
        yield Static("", id="bar", markup=False)
        yield from self.too_small()
        with Container(id="body"):
            from textual.containers import Horizontal

            with Horizontal():
                yield SectionList("sections")
                with Container(id="work"):
                    yield FormView("form")
                    yield DraftView("draft")
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        self.form.host = self
        self.form.actions = {key: one.action for one in EDITOR for key in one.key.split(",")}
        self.form.focus()
        self.to_section(0)
        self.later()
        self.start_keeping()

    def on_screen_resume(self) -> None:
        # Another screen may have written into the case: what the review accepts is kept there.
        if self._seen not in (-1, self.bench.document.version):
            self.show()
            self.later()

    # -- showing --------------------------------------------------------------------------------------------------
    def show(self, path: str | None = None, reload: bool = False, follow: bool = True) -> None:
        """Make form and draft agree with the text; `path` is what is in focus."""
        if path is not None:
            self.focus_path = path
        bench = self.bench
        section = bench.sections[min(self.at, len(bench.sections) - 1)]
        entries = bench.form.entries(section, self.focus_path)
        self.form.show(noted(entries, self.found), self.focus_path, reload)
        entry = self.form.entry
        if entry is not None:
            self.focus_path = entry.path
        self.show_draft(follow)

    def show_draft(self, follow: bool = True) -> None:
        view = self.draft_view
        entry = self.form.entry
        heading = entry.text if entry is not None and entry.sort == "field" and entry.field.type == "name" else ""
        view.show(self.bench.page(view.columns), self.focus_path, heading, self.bench.fault, follow)
        self._seen = self.bench.document.version
        self.bar()
        if self._typed:
            self.lags.append(time.perf_counter() - self._typed)
            self._typed = 0.0

    def bar(self) -> None:
        """The line at the top: what is being written, how complete it is, whether it is saved."""
        bench = self.bench
        section = bench.sections[min(self.at, len(bench.sections) - 1)]
        data = bench.document.data
        unit = look_up(data, keys("unit.short")) or look_up(data, keys("unit.name")) or say("未填单位")
        missing = len(bench.draft.missing) if bench.draft is not None else 0
        lacks = say("必填缺{count}", count=missing) if missing else say("必填已齐")
        narrow = self.size.width < 100
        where = f"‹{self.at + 1}/{len(bench.sections)} {say(section.label)}› " if narrow else ""
        words = f"{where}{unit} {say('{year}年', year=data.get('year', ''))}  {lacks}  {self.saved_words()}"
        if bench.fault:
            words += f"  {bench.fault}"
        self.query_one("#bar", Static).update(cut(words, self.size.width - 2), layout=False)

    def later(self) -> None:
        """Counts of the sections and the checks, when typing rests."""
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
        self.set_timer(_REST - _LATER, self.check_quietly)

    def count(self) -> None:
        bench = self.bench
        doubts = [0] * len(bench.sections)
        for remark in self.found:
            if remark.severity == "warning" and (index := section_of(bench.sections, remark.path)) >= 0:
                doubts[index] += 1
        standing = [
            (*bench.form.filled(one), bench.form.faults(one), doubts[index]) for index, one in enumerate(bench.sections)
        ]
        self.query_one(SectionList).show([say(one.label) for one in bench.sections], self.at, standing)

    def to_section(self, index: int, path: str = "") -> None:
        sections = self.bench.sections
        self.at = max(0, min(index, len(sections) - 1))
        if not path:
            entries = self.bench.form.entries(sections[self.at])
            path = entries[0].path if entries else ""
        self.bench.document.seal()
        self.form.scroll_to(y=0, animate=False, immediate=True)
        self.show(path, reload=True)
        bar = self.query_one(SectionList)
        bar.show([say(one.label) for one in sections], self.at, bar.standing)

    def to_path(self, path: str) -> None:
        """Go to the field at a path, in whatever section it is; the nearest one above where it has none."""
        index = section_of(self.bench.sections, path)
        if index >= 0:
            self.to_section(index, path)
            entry = self.form.entry
            if entry is not None and entry.path != path:
                near = [one for one in self.form.entries if path.startswith(one.path)]
                if near:
                    self.show(max(near, key=lambda one: len(one.path)).path, reload=True)
            self.form.focus()
        else:
            self.notify(say("这一项没有对应的栏目"))

    # -- typing ---------------------------------------------------------------------------------------------------
    def typed(self, path: str, text: str) -> None:
        """A field was typed into."""
        entry = self.form.entry
        if entry is None or entry.path != path:
            return
        self._typed = self._typed or time.perf_counter()
        labels = labels_of(entry.field, self.bench.reading.engine.bank.pairs)
        try:
            self.bench.document.set(path, value(text, entry.field, labels), say("填写{what}", what=entry.label))
        except DrafterError as error:
            self.notify(str(error), severity="error")
        self.soon()

    def soon(self) -> None:
        """Show what was typed, once for many keys that come at once."""
        if not getattr(self, "_shown_soon", False):
            self._shown_soon = True
            self.set_timer(_SOON, self._show_soon)
        self.later()

    def _show_soon(self) -> None:
        self._shown_soon = False
        self.show()

    def moved(self, path: str) -> None:
        """Another entry came into focus."""
        self.bench.document.seal()
        self.show(path)

    def beyond(self, step: int) -> None:
        """Past the last entry (1), before the first (-1), or to section number step - 100."""
        if step >= 100:
            self.to_section(step - 101)
        elif 0 <= self.at + step < len(self.bench.sections):
            self.to_section(self.at + step)

    @on(SectionList.Chosen)
    def section_chosen(self, event: SectionList.Chosen) -> None:
        self.to_section(event.index)

    @on(DraftView.Chosen)
    def sentence_chosen(self, event: DraftView.Chosen) -> None:
        if event.act == "wording":
            self.action_wording()
        else:
            self.to_source(event.sentence)

    def on_resize(self, event: object) -> None:
        super().on_resize(event)  # type: ignore[arg-type]
        self.call_after_refresh(self.show)

    # -- going about ----------------------------------------------------------------------------------------------
    def action_section(self, step: int) -> None:
        self.to_section((self.at + step) % len(self.bench.sections))

    def action_other_pane(self) -> None:
        (self.form if self.draft_view.has_focus else self.draft_view).focus()

    def action_form(self) -> None:
        self.form.focus()

    def action_jump(self) -> None:
        self.form.focus()
        self.form.jump()

    def action_page(self, step: int) -> None:
        if self.draft_view.has_focus:
            self.draft_view.move(6 * step)
        else:
            self.form.go(max(0, min(len(self.form.entries) - 1, self.form.index + 8 * step)))

    def action_next_empty(self) -> None:
        """To the next required field that is empty, else the next empty one, section by section."""
        sections = self.bench.sections
        for required in (True, False):
            # What the draft misses inside of rows and events is no required field, and yet it comes first.
            due = [] if required else [path for path in self.bench.due() if path != self.focus_path]
            if due:
                self.to_path(due[0])
                return
            for step in range(len(sections) + 1):
                index = (self.at + step) % len(sections)
                entries = self.bench.form.entries(sections[index], everything=True)
                if not step:
                    here = next((n for n, one in enumerate(entries) if one.path == self.focus_path), -1)
                    entries = entries[here + 1 :]
                for one in entries:
                    empty = one.sort != "row" and not (one.text or one.derived)
                    if empty and (one.lacking if required else one.sort == "field" and not one.extra):
                        inside = [each.path for each in entries if each.path.startswith(f"{one.path}[")]
                        self.to_section(index, inside[1] if len(inside) > 1 else one.path)
                        return
        self.notify(say("没有空着的了"))

    def _step_back(self, back: bool) -> None:
        step = self.bench.document.undo() if back else self.bench.document.redo()
        if step is None:
            self.notify(say("没有可以撤销的了") if back else say("没有可以重做的了"))
            return
        self.notify(say("撤销：{what}", what=step.label) if back else say("重做：{what}", what=step.label), timeout=2)
        index = section_of(self.bench.sections, step.path)
        if index >= 0 and index != self.at:
            self.at = index
        self.show(step.path if index >= 0 else None, reload=True)
        self.later()

    def action_undo(self) -> None:
        self._step_back(True)

    def action_redo(self) -> None:
        self._step_back(False)
