"""What last year left, one below the other: each kept, changed or dropped with one key.

The writer gains that nothing of last year goes into this year's report unseen.

Limits: :mod:`drafter.editing.deciding` does the work; each answer is a step that can be undone.
"""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from drafter.editing.deciding import OpenQuestion, dropped, kept, listed
from drafter.editing.workbench import Workbench
from drafter.editing.wrapping import folded
from drafter.errors import DrafterError
from drafter.messages import say
from drafter.tui.choices import ChoiceList


class DecidingScreen(ModalScreen[str]):
    """The list; answers the path to go to where something is to be changed, "" where it was left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", say("返回")),
        Binding("k", "keep", say("留")),
        Binding("c,enter", "change", say("改"), priority=True),
        Binding("d,delete", "drop", say("去")),
        Binding("u,ctrl+z", "undo", say("撤销")),
    ]

    def __init__(self, bench: Workbench) -> None:
        super().__init__()
        self.bench = bench
        self.found: list[OpenQuestion] = []
        self._done = 0

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog tall"):
            yield Static("", markup=False)
            yield ChoiceList()
            yield Static(say("k 照旧留下  c 或回车 去改  d 去掉  u 撤销  Esc 返回"), classes="hint")

    def on_mount(self) -> None:
        self.query_one(OptionList).focus()
        self.call_after_refresh(self.fill)

    def fill(self, at: int = 0) -> None:
        """Show what is left, number `at` marked."""
        self.found = listed(self.bench.document.text)
        head = say("上年留下、今年待定的还有{count}条", count=len(self.found)) if self.found else say("没有待定的了")
        self.query_one(Static).update(head)
        options = self.query_one(OptionList)
        options.clear_options()
        columns = max(options.size.width - 4, 20)
        for one in self.found:
            where = f"【{self.bench.label(one.open.path)}】" if one.open.path else ""
            words = Text(folded(f"{where}{one.words}  {one.why}", columns, "    "))
            options.add_option(Option(words, id=str(one.number)))
        if self.found:
            options.highlighted = min(at, len(self.found) - 1)

    def _here(self) -> OpenQuestion | None:
        at = self.query_one(OptionList).highlighted
        return self.found[at] if at is not None and at < len(self.found) else None

    def _do(self, drop: bool) -> None:
        one = self._here()
        if one is None:
            return
        document = self.bench.document
        label = say("去掉上年的") if drop else say("留下上年的")
        document.seal()
        try:
            made = (dropped if drop else kept)(document.text, one.open)
            document.replace(made, label, one.open.path)
        except DrafterError as error:
            self.notify(str(error), severity="error")
            return
        self._done += 1
        self.fill(one.number - 1)

    def action_keep(self) -> None:
        self._do(False)

    def action_drop(self) -> None:
        self._do(True)

    def action_change(self) -> None:
        """Keep it, and go to its field to change it."""
        one = self._here()
        if one is None:
            self.dismiss("")
            return
        path = one.open.path
        self._do(False)
        self.dismiss(path)

    def action_undo(self) -> None:
        """Take back the last answer given here."""
        if self._done:
            self._done -= 1
            self.bench.document.undo()
            one = self._here()
            self.fill(one.number - 1 if one is not None else 0)

    def action_leave(self) -> None:
        self.dismiss("")
