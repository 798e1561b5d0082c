"""Questions: one of a few answers, one of many names, a line of text, a sentence.

Limits: answers go to whoever asked; nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from drafter.editing.search import Choice, search
from drafter.editing.wrapping import folded
from drafter.messages import say
from drafter.tui.choices import ChoiceList
from drafter.tui.keys import pressed

if TYPE_CHECKING:
    from textual.widgets import TextArea


class Ask(ModalScreen[str]):
    """A question with a few answers, each with a name and words; Escape is the last one."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", say("取消"))]

    def __init__(self, question: str, answers: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.question, self.answers = question, answers

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Prose(self.question, "")
            yield ChoiceList(*[Option(Text(words), id=name) for name, words in self.answers])

    @on(OptionList.OptionSelected)
    def answer(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option.id or "")

    def action_leave(self) -> None:
        self.dismiss(self.answers[-1][0])


class Pick(ModalScreen[str]):
    """One of many names: found by its Chinese label, its name, pinyin initials, or words `also` given for it. The list
    is never empty: where nothing meets what was typed it shows what comes near, and `rest`, which stands last."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", say("取消"))]

    def __init__(
        self,
        title: str,
        options: Sequence[Choice],
        free: bool = False,
        also: Mapping[str, Sequence[str]] = {},
        rest: Choice | None = None,
    ) -> None:
        super().__init__()
        self.heading, self.options, self.free = title, options, free
        self.also, self.rest = also, rest
        self._early = ""
        self._entered = False
        #: What the list shows the answers to (None: nothing yet), and whether it could be seen.
        self._query: str | None = None
        self._seen = False

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog tall"):
            yield Static(self.heading, markup=False)
            yield Input(placeholder=say("输入汉字、代号或拼音首字母"))
            yield ChoiceList()

    def on_mount(self) -> None:
        self.fill("")
        self.query_one(Input).value = self._early
        self.query_one(Input).cursor_position = len(self._early)
        self.call_after_refresh(self._ready)

    def _ready(self) -> None:
        # Once more, now that it is known how wide the list is; what was gone to meanwhile stays marked.
        options = self.query_one(OptionList)
        value, marked = self.query_one(Input).value, options.highlighted
        same = value == self._query
        self.fill(value)
        if same and marked is not None:
            options.highlighted = marked
        self._seen = True
        if self._entered:
            self.take_marked(value)

    def ahead(self, event: events.Key) -> None:
        """A key that was typed before this stood on the screen."""
        if self.is_mounted:
            field = self.query_one(Input)
            if event.key == "enter":
                self.entered(field.value)
            elif event.is_printable and event.character:
                field.insert_text_at_cursor(event.character)
        elif event.key == "enter":
            self._entered = bool(self._early)
        elif event.is_printable and event.character:
            self._early += event.character

    def fill(self, query: str) -> None:
        self._query = query
        met = search(query, self.options, self.also)
        options = self.query_one(OptionList)
        options.clear_options()
        columns = max(options.size.width - 4, 20)
        choices = list(met.choices)
        if met.near:
            told = say("没有这个名字，回车就用打的字") if self.free else say("没有完全对得上的，相近的有：")
            choices = [] if self.free else choices
            options.add_option(Option(Text(told, "dim"), disabled=True))
        if self.rest is not None:
            choices = [self.rest, *choices] if met.near else [*choices, self.rest]
        for name, label, said in choices:
            words = Text(folded(f"{label}  {said}" if said else label, columns, "    "))
            words.stylize("dim", len(label) + 1)
            options.add_option(Option(words if said else folded(label, columns, "    "), id=name))
        if choices and (not met.near or self.rest is not None):
            options.highlighted = 1 if met.near else 0

    @on(Input.Changed)
    def narrow(self, event: Input.Changed) -> None:
        if event.value != self._query:
            self.fill(event.value)

    @on(Input.Submitted)
    def take(self, event: Input.Submitted) -> None:
        self.entered(event.value)

    def entered(self, value: str) -> None:
        """Enter: takes what is marked, but nothing that nobody has seen yet or asked for by its letters."""
        if value != self._query:
            self.fill(value)
        if self._seen or value:
            self.take_marked(value)

    def take_marked(self, value: str = "") -> None:
        """The name that is marked; where there is none, the words themselves if they may be free."""
        options = self.query_one(OptionList)
        if options.highlighted is not None and options.option_count:
            self.dismiss(options.get_option_at_index(options.highlighted).id or "")
        elif self.free:
            self.dismiss(value.strip())

    @on(OptionList.OptionSelected)
    def answer(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option.id or "")

    def on_key(self, event: events.Key) -> None:
        if self.focused is None and (event.is_printable or event.key == "enter"):
            self.ahead(event)
            event.stop()
            return
        options = self.query_one(OptionList)
        acts: dict[str, Callable[[], None]] = {
            "up": options.action_cursor_up,
            "down": options.action_cursor_down,
            "pageup": options.action_page_up,
            "pagedown": options.action_page_down,
        }
        if event.key in acts and not options.has_focus:
            acts[event.key]()
            event.stop()

    def action_leave(self) -> None:
        self.dismiss("")


class SentenceRewriting(ModalScreen[str]):
    """A sentence to be written anew; "" where it was left. `keep` is told of what is typed meanwhile."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", say("取消")),
        Binding("ctrl+s", "take", say("确定"), priority=True),
        Binding("ctrl+t", "outside", say("外部编辑器")),
    ]

    def __init__(self, question: str, text: str, keep: Callable[[str], None] | None = None) -> None:
        super().__init__()
        self.question, self.text, self.keep = question, text, keep

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(self.question, markup=False)
            # Costs a start of the program that does not need it.
            from textual.widgets import TextArea

            yield TextArea(self.text, soft_wrap=True)
            yield Static(pressed(say("Ctrl+S 确定，Esc 取消，Ctrl+T 用外部编辑器")), classes="hint")

    def on_mount(self) -> None:
        area = self.area()
        area.cursor_location = area.document.end

    def area(self) -> TextArea:
        from textual.widgets import TextArea

        return self.query_one(TextArea)

    def on_text_area_changed(self) -> None:
        if self.keep is not None:
            self.keep(self.area().text)

    def action_take(self) -> None:
        self.dismiss(" ".join(self.area().text.split()))

    def action_outside(self) -> None:
        from drafter.tui.outside import edit_outside

        def edited(text: str) -> None:
            self.area().text = text.strip()

        edit_outside(self.app, self.area().text, edited)

    def action_leave(self) -> None:
        self.dismiss("")


class Prose(Static):
    """Text broken as Chinese is, not at its blanks."""

    def __init__(self, text: str, indent: str = "  ", classes: str = "") -> None:
        super().__init__("", markup=False, classes=classes)
        self.text, self.indent = text, indent

    def on_resize(self, event: events.Resize) -> None:
        self.update(folded(self.text, event.size.width - 1, self.indent))


class TextPage(ModalScreen[None]):
    """A page of text to read: help, the tour, the whole report."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,f1,enter", "leave", say("返回"))]

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self.heading, self.text = title, text

    def compose(self) -> ComposeResult:
        from textual.containers import VerticalScroll

        with Vertical(classes="dialog page"):
            yield Static(self.heading, classes="dialog-title", markup=False)
            with VerticalScroll():
                yield Prose(self.text)
            yield Static(say("↑↓ 翻看，Esc 返回"), classes="hint")

    def action_leave(self) -> None:
        self.dismiss(None)
