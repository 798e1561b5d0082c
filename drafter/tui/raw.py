"""A case file that is no TOML: its text, and what is wrong with it, until it reads.

Limits: text alone; once it reads, the editor takes over.
"""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Footer, Static, TextArea

from drafter.errors import BrokenToml, DrafterError
from drafter.facts.files import decode, parse_toml, read_bytes
from drafter.messages import say
from drafter.tui.base import BaseScreen
from drafter.writing.files import write_whole


class RawScreen(BaseScreen):
    """Mend the text at the line that is wrong. Raises what reading the file raises."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", say("保存并打开"), priority=True),
        Binding("ctrl+q,escape", "leave", say("返回"), priority=True),
    ]

    def __init__(self, file: str, fault: str) -> None:
        super().__init__()
        self.file, self.fault = file, fault
        self.text = decode(read_bytes(file), file)

    def compose(self) -> ComposeResult:
        yield Static(self.fault, id="bar", markup=False)
        yield from self.too_small()
        yield TextArea(self.text, show_line_numbers=True, soft_wrap=True)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        try:
            parse_toml(self.text, self.file)
        except BrokenToml as error:
            if error.place is not None and error.place.line:
                self.query_one(TextArea).cursor_location = error.place.line - 1, max(error.place.column - 1, 0)
        self.query_one(TextArea).focus()

    def action_save(self) -> None:
        text = self.query_one(TextArea).text
        try:
            parse_toml(text, self.file)
            write_whole(f"{self.file}.bak", self.text.encode())
            write_whole(self.file, text.encode())
        except DrafterError as error:
            self.query_one("#bar", Static).update(str(error))
            return
        self.app.pop_screen()
        self.app.open_case(self.file)  # type: ignore[attr-defined]

    def action_leave(self) -> None:
        if self.query_one(TextArea).text == self.text:
            self.app.pop_screen()
            return
        from drafter.tui.dialogs import Ask

        def answered(answer: str | None) -> None:
            if answer == "drop":
                self.app.pop_screen()

        self.app.push_screen(
            Ask(say("改动还没有保存。"), [("drop", say("放弃改动")), ("stay", say("继续改"))]), answered
        )
