"""A sentence up close: its other forms with the real facts, where each figure comes from, rewriting it.

Limits: shows what :mod:`drafter.editing.wording` finds.
"""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from drafter.editing import wording
from drafter.editing.workbench import Workbench
from drafter.editing.wrapping import folded
from drafter.errors import DrafterError
from drafter.messages import say
from drafter.tui.choices import ChoiceList
from drafter.tui.dialogs import Prose, SentenceRewriting


class WordingScreen(ModalScreen[bool]):
    """The ways to say sentence number `number`; answers whether anything was changed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", say("返回")),
        Binding("e", "rewrite", say("改写")),
        Binding("d", "drop", say("略去")),
        Binding("r", "release", say("还原")),
    ]

    def __init__(self, bench: Workbench, number: int) -> None:
        super().__init__()
        self.bench, self.number = bench, number
        page = bench.page(80)
        assert page is not None
        self.sentence = page.sentences[number]
        self.choices: list[wording.Choice] = []

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog tall"):
            yield Prose(self.sentence.text, "", "strong")
            yield Prose(self.origins(), "", "hint")
            yield ChoiceList()
            yield Static(say("回车 用这一种（钉住）  e 改写  d 略去  r 还原  Esc 返回"), classes="hint")

    def origins(self) -> str:
        """Where the words come from: 106.14万元 ← 支出数."""
        case = self.bench.case
        text = ""
        for one in wording.origins(case, self.sentence)[:8] if case is not None else ():
            said = f"（{one.working}）" if one.working else ""
            text += f"{one.words} ← {self.bench.label(one.path)}{said}；"
        return text.rstrip("；")

    def on_mount(self) -> None:
        self.query_one(OptionList).focus()
        self.gather()

    @work(thread=True, exclusive=True)
    def gather(self) -> None:
        """The forms one by one, as they are made."""
        bench = self.bench
        case, draft = bench.case, bench.draft
        if case is None or draft is None:
            return
        for choice in wording.choices(bench.reading.engine, case, draft, self.sentence):
            if not self.is_attached:
                return
            self.app.call_from_thread(self.put, choice)

    def put(self, choice: wording.Choice) -> None:
        options = self.query_one(OptionList)
        mark = "* " if choice.current else "  "
        words = folded(mark + choice.text, max(options.size.width - 4, 20), "  ")
        options.add_option(Option(Text(words), id=str(len(self.choices))))
        self.choices.append(choice)
        if options.highlighted is None:
            options.highlighted = 0

    @on(OptionList.OptionSelected)
    def take(self, event: OptionList.OptionSelected) -> None:
        choice = self.choices[int(event.option.id or 0)]
        self.do(lambda: wording.pin(self.bench.document, choice.clause, choice.form))

    def do(self, edit: object) -> None:
        try:
            edit()  # type: ignore[operator]
        except DrafterError as error:
            self.notify(str(error), severity="error")
            return
        self.dismiss(True)

    def action_rewrite(self) -> None:
        file, before = self.bench.file, self.sentence.text

        def keep(text: str) -> None:
            file.note(before, text if text != before else "")

        def written(text: str | None) -> None:
            file.note(before, "")
            if text and text != self.sentence.text:
                self.do(lambda: wording.reword(self.bench.document, self.sentence, text))

        question = say("改写这一句（数字照事实写，写完会核对）")
        self.app.push_screen(SentenceRewriting(question, file.notes.get(before, before), keep), written)

    def action_drop(self) -> None:
        self.do(lambda: wording.leave_out(self.bench.document, self.sentence))

    def action_release(self) -> None:
        count = 0

        def release() -> None:
            nonlocal count
            count = wording.release(self.bench.document, self.sentence)

        self.do(release)
        if not count:
            self.notify(say("这一句没有改过"))

    def action_leave(self) -> None:
        self.dismiss(False)
