"""A case file that is no TOML: its text, and what is wrong with it, until it reads.

Limits: text alone; once it reads, the editor takes over.
"""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Footer, Static, TextArea

from drafter.editing.case_file import CaseFile
from drafter.errors import BrokenToml, ChangedOnDisk, DrafterError
from drafter.messages import say
from drafter.tui.dialogs import Ask
from drafter.tui.recovering import Recovering


class RawScreen(Recovering):
    """Mend the text of a file at the line that is wrong; what is typed is in the journal."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", say("保存并打开"), priority=True),
        Binding("ctrl+q,escape", "leave", say("返回"), priority=True),
    ]
    raw = True

    def __init__(self, file: CaseFile, fault: str) -> None:
        super().__init__()
        self.file, self.fault = file, fault

    @property
    def kept(self) -> CaseFile:
        return self.file

    def compose(self) -> ComposeResult:
        yield Static(self.fault, id="bar", markup=False)
        yield from self.too_small()
        yield TextArea(self.file.document.text, show_line_numbers=True, soft_wrap=True)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        self.to_fault()
        self.query_one(TextArea).focus()
        self.start_keeping()

    def shown_anew(self) -> None:
        self.query_one(TextArea).load_text(self.file.document.text)
        self.to_fault()

    def to_fault(self) -> None:
        """Put the cursor where the text is wrong."""
        try:
            _ = self.file.document.data
        except BrokenToml as error:
            self.query_one("#bar", Static).update(str(error))
            if error.place is not None and error.place.line:
                area = self.query_one(TextArea)
                area.move_cursor((error.place.line - 1, max(error.place.column - 1, 0)))

    @on(TextArea.Changed)
    def typed(self) -> None:
        self.file.document.retype(self.query_one(TextArea).text, say("改文本"), "raw")

    # -- leaving --------------------------------------------------------------------------------------------------
    def action_save(self, overwrite: bool = False) -> None:
        self.typed()
        try:
            _ = self.file.document.data
            self.file.save(overwrite)
        except ChangedOnDisk:
            answers = [("mine", say("用我的，盖过文件")), ("later", say("先不管"))]
            question = Ask(say("文件在别处改过，和这里的改动碰在一起。"), answers)
            self.app.push_screen(question, lambda answer: self.action_save(True) if answer == "mine" else None)
            return
        except DrafterError as error:
            self.query_one("#bar", Static).update(str(error))
            return
        name = self.file.file
        self.go_home()
        self.app.open_case(name)  # type: ignore[attr-defined]

    def action_leave(self) -> None:
        self.typed()
        if not self.file.changed:
            self.go_home()
            return
        answers = [
            ("keep", say("不保存，下次再恢复")),
            ("drop", say("放弃改动")),
            ("stay", say("继续改")),
        ]
        self.app.push_screen(Ask(say("改动还没有保存。"), answers), self._left)

    def _left(self, answer: str | None) -> None:
        if answer in ("keep", "drop"):
            self.go_home(keep=answer == "keep")
