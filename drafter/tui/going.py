"""Going about in a case: the next empty field, the next section, a letter to jump by, back and forth in time.

Limits: shows places; changes nothing but by undo and redo.
"""

from __future__ import annotations

from drafter.editing.entries import line_at
from drafter.editing.form import section_of
from drafter.editing.next_empty import next_empty
from drafter.messages import say
from drafter.tui.work import Work


class Going:
    """What the editor does to get about."""

    def __init__(self, work: Work) -> None:
        self.work = work

    def next_empty(self) -> None:
        """To the next field that is empty."""
        found = next_empty(self.work.bench, self.work.at, self.work.focus_path)
        if found is None:
            self.work.tell(say("没有空着的了"))
        elif found[0] < 0:
            self.work.to_path(found[1])
        else:
            self.work.to_section(*found)

    def due(self) -> None:
        """What last year left, to be kept, changed or dropped; then on to the field that is to be changed."""
        work = self.work
        if not work.bench.open:
            work.tell(say("没有上年留下待定的"))
            return
        from drafter.tui.deciding import DecidingScreen

        def left(path: str) -> None:
            work.fresh = None
            work.show(reload=True)
            work.later()
            if path:
                work.to_path(path)

        work.ask(DecidingScreen(work.bench), left)

    def section(self, step: int) -> None:
        """So many sections on, round and round."""
        self.work.to_section((self.work.at + step) % len(self.work.bench.sections))

    def other_pane(self) -> None:
        """From the form to the draft, or back."""
        view = self.work.draft_view
        if view.has_focus:
            self.work.form.focus()
        else:
            view.focus()
            view.reveal()

    def jump(self) -> None:
        """Letters beside the entries, for the next key to go to."""
        self.work.form.focus()
        self.work.form.jump()

    def page(self, step: int) -> None:
        """A good part of a screen on, in the pane one is in."""
        form = self.work.form
        if self.work.draft_view.has_focus:
            self.work.draft_view.move(6 * step)
        else:
            form.go(max(0, min(len(form.entries) - 1, form.index + 8 * step)))

    def step_back(self, back: bool) -> None:
        """Undo, or redo."""
        work = self.work
        step = work.bench.document.undo() if back else work.bench.document.redo()
        if step is None:
            work.tell(say("没有可以撤销的了") if back else say("没有可以重做的了"))
            return
        work.tell(say("撤销：{what}", what=step.label) if back else say("重做：{what}", what=step.label), seconds=2)
        work.fresh = None
        index = section_of(work.bench.sections, step.path)
        if index >= 0:
            work.at = index
        work.show(step.path if index >= 0 else None, reload=True)
        entry = work.form.entry
        if entry is not None and entry.path != step.path and (near := self._near(step.path)):
            work.show(near, reload=True)
        work.later()

    def _near(self, path: str) -> str:
        """The entry nearest to an item that is gone: the one in its place, the one before it, its list."""
        line = line_at(path)
        if line is None:
            return ""
        known = {one.path for one in self.work.form.entries}
        items = [
            line._replace(number=number, table=table)
            for number in (line.number, line.number - 1)
            for table in (False, True)
        ]
        return next((one for one in (*(item.path for item in items), line.list) if one in known), "")
