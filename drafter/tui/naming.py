"""A question for the name of a file.

Limits: whether a file may stand there is for whoever asked.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from drafter.messages import say


class NameInput(Input):
    """A name that goes whole where it is cleared, whatever of it is selected."""

    def action_delete_left_all(self) -> None:
        self.value = ""


class FileNameLine(ModalScreen[str]):
    """The name of a file, with one suggested; "" where it was left."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", say("取消"))]

    def __init__(self, question: str, value: str = "", hint: str = "") -> None:
        super().__init__()
        self.question, self.value, self.hint = question, value, hint

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(self.question, markup=False)
            yield NameInput(self.value, placeholder=self.hint, select_on_focus=False)
            yield Static(say("回车确定，Esc 取消"), classes="hint")

    def on_mount(self) -> None:
        """The name is selected, the folder is not: what is typed takes its place."""
        from textual.widgets.input import Selection

        start = max(self.value.rfind("/"), self.value.rfind("\\")) + 1
        self.query_one(Input).selection = Selection(start, len(self.value))

    @on(Input.Submitted)
    def take(self, event: Input.Submitted) -> None:
        """A name without an ending has that of the one that was suggested."""
        value = event.value.strip()
        ending = PurePath(self.value).suffix
        named = value and not value.endswith(("/", "\\"))
        self.dismiss(f"{value}{ending}" if named and not PurePath(value).suffix else value)

    def action_leave(self) -> None:
        self.dismiss("")
