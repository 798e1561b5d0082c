"""A text in a box of its own: what the writer's own editor is where none can be had, as in a browser.

Limits: what becomes of the text is for whoever asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from drafter.messages import say
from drafter.tui.dialogs import Ask

if TYPE_CHECKING:
    from textual.widgets import TextArea


class Box(ModalScreen[str | None]):
    """A text to be changed, the cursor at its start or its end; None where it was left as it was."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+q", "leave", say("取消"), priority=True),
        Binding("ctrl+s", "take", say("确定"), priority=True),
    ]

    def __init__(self, text: str, at_end: bool, title: str = "") -> None:
        super().__init__()
        self.text, self.at_end, self.heading = text, at_end, title

    def compose(self) -> ComposeResult:
        from textual.widgets import TextArea

        with Vertical(classes="dialog page"):
            if self.heading:
                yield Static(self.heading, markup=False)
            # A table typed column by column keeps its columns: Tab is a tab here, and leaves no box.
            area = TextArea(self.text, soft_wrap=True, tab_behavior="indent", classes="whole")
            area.indent_type = "tabs"
            yield area
            yield Static(say("Ctrl+S 确定，Esc 取消"), classes="hint")

    def on_mount(self) -> None:
        area = self.area()
        if self.at_end:
            area.cursor_location = area.document.end
        area.focus()

    def area(self) -> TextArea:
        from textual.widgets import TextArea

        return self.query_one(TextArea)

    def action_take(self) -> None:
        text = self.area().text
        self.dismiss(text if text != self.text else None)

    def action_leave(self) -> None:
        if self.area().text == self.text:
            self.dismiss(None)
            return

        def answered(answer: str | None) -> None:
            if answer == "drop":
                self.dismiss(None)

        answers = [("drop", say("放弃改动")), ("stay", say("继续改"))]
        self.app.push_screen(Ask(say("改动还没有确定。"), answers), answered)
