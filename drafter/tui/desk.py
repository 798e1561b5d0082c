"""The reviewer's desk: duties on the left, the papers' own words on the right, a verdict and a note for each.

The reviewer gains the next open duty by one key, the place it is about before the eyes, and a 核查表 with what was
said. Verdicts are kept in a file beside the papers at every key, the papers are not touched.

Limits: thin; what is answered is :mod:`drafter.reviewing`'s.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Footer, OptionList, Static
from textual.widgets.option_list import Option

from drafter.editing.page import cut
from drafter.editing.wrapping import folded
from drafter.errors import DrafterError
from drafter.messages import say
from drafter.reviewing.verdicts import WORDS, Verdict, beside, read_verdicts, write_verdicts
from drafter.tui.base import BaseScreen
from drafter.tui.choices import ChoiceList
from drafter.tui.files import folder_of
from drafter.tui.naming import FileNameLine

if TYPE_CHECKING:
    from drafter.reviewing.answer import Answer
    from drafter.reviewing.review import Review

#: What is listed: faults and what could not be looked at; faults; everything.
_SHOWN = (("open", say("要看的")), ("fault", say("有问题")), ("all", say("全部")))
_COLOURS = {"有问题": "red", "无法核查": "yellow", "无问题": "green", "不适用": "dim"}
_STATES = {"有问题": say("有问题"), "无法核查": say("无法核查"), "无问题": say("无问题"), "不适用": say("不适用")}
_ORDER = {"有问题": 0, "无法核查": 1, "无问题": 2, "不适用": 3}
_SAID = {"属实": say("属实"), "不是问题": say("不是问题"), "补充材料": say("补充材料"), "已改正": say("已改正")}


class DeskScreen(BaseScreen):
    """The review of some papers by the list of a place."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "next", say("下一条")),
        *[Binding(key, f"say('{word}')", _SAID[word]) for word, key in WORDS],
        Binding("e", "note", say("意见")),
        Binding("f", "filter", say("换着看")),
        Binding("f9", "export", say("核查表")),
        Binding("escape,ctrl+q", "leave", say("返回"), priority=True),
        Binding("backspace,delete", "say('')", show=False),
        Binding("pagedown,space", "scroll(1)", show=False),
        Binding("pageup", "scroll(-1)", show=False),
    ]

    def __init__(self, files: Sequence[str], place: str = "") -> None:
        super().__init__()
        self.files, self.place = list(files), place
        self.found: Review | None = None
        self.verdicts: dict[int, Verdict] = {}
        self.filter = "open"
        self.shown: list[Answer] = []

    def compose(self) -> ComposeResult:
        yield Static(say("正在核查{count}份材料……", count=len(self.files)), id="bar", markup=False)
        yield from self.too_small()
        with Horizontal(id="desk"):
            yield ChoiceList(id="duties")
            with VerticalScroll(id="paper"):
                yield Static("", id="words", markup=False)
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        self.review()

    @work(thread=True, exclusive=True)
    def review(self) -> None:
        from drafter.reviewing.review import review, review_files
        from drafter.reviewing.several import shares

        try:
            found = review_files(self.files, self.place)
            several = shares(found.dossier.papers)
            if len(several) > 1:
                found = review(several[0].papers, self.place)
                said = say(
                    "材料里有{count}个项目，这里是“{name}”；看别的，打开那个项目的材料",
                    count=len(several),
                    name=several[0].name,
                )
                self.app.call_from_thread(self.notify, said, timeout=15)
            verdicts = read_verdicts(beside(self.files))
        except DrafterError as error:
            self.app.call_from_thread(self.query_one("#bar", Static).update, str(error))
            return
        self.app.call_from_thread(self.arrived, found, verdicts)

    def arrived(self, found: Review, verdicts: dict[int, Verdict]) -> None:
        self.found, self.verdicts = found, verdicts
        self.fill()
        self.query_one("#duties", OptionList).focus()

    # -- showing --------------------------------------------------------------------------------------------------
    def fits(self, one: Answer) -> bool:
        return self.filter == "all" or one.state == "有问题" or (self.filter == "open" and one.state == "无法核查")

    def fill(self, number: int = 0) -> None:
        """List the duties that fit, that of a number in focus."""
        if self.found is None:
            return
        options = self.query_one("#duties", OptionList)
        options.clear_options()
        self.shown = sorted(
            (one for one in self.found.answers if self.fits(one)), key=lambda one: (_ORDER[one.state], one.duty.number)
        )
        options.add_options([Option(self.line(one), id=str(one.duty.number)) for one in self.shown])
        numbers = [one.duty.number for one in self.shown]
        if numbers:
            options.highlighted = numbers.index(number) if number in numbers else 0
        else:
            self.query_one("#words", Static).update(say("没有这一类"))
        self.tell_counts()

    def tell_counts(self) -> None:
        assert self.found is not None
        counts = "  ".join(f"{_STATES[state]}{count}" for state, count in self.found.counts().items() if count)
        left = sum(self.waits(one) for one in self.found.answers)
        waiting = say("还没有看{left}条", left=left)
        self.query_one("#bar", Static).update(f"{dict(_SHOWN)[self.filter]}：{counts}  {waiting}")

    def waits(self, one: Answer) -> bool:
        """Whether a duty is at fault or could not be looked at, and nobody has said anything to it."""
        said = self.verdicts.get(one.duty.number)
        return one.state in ("有问题", "无法核查") and not (said and said.words)

    def line(self, one: Answer) -> Text:
        room = max(self.query_one("#duties", OptionList).size.width - 12, 16)
        said = self.verdicts.get(one.duty.number)
        mark = f"✓{_SAID.get(said.said, say('意见'))} " if said and said.words else ""
        told = Text(f"{one.duty.number:>3} ")
        told.append(f"{one.duty.light} ", _COLOURS[one.state])
        told.append(mark, "bold")
        return told.append(cut(one.duty.what, max(room - 2 * len(mark), 8)))

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        self.tell()

    def current(self) -> Answer | None:
        place = self.query_one("#duties", OptionList).highlighted
        return self.shown[place] if place is not None and place < len(self.shown) else None

    def tell(self) -> None:
        """The answer in focus: what it rests on, and the words of the papers at each place."""
        from drafter.reviewing.context import context

        one = self.current()
        if one is None or self.found is None:
            return
        columns = max(self.query_one("#paper").size.width - 4, 20)
        lines = [f"{one.duty.number}. {one.duty.what}", f"{_STATES[one.state]} · {one.duty.kind} · {one.duty.light}"]
        if (said := self.verdicts.get(one.duty.number)) and said.words:
            lines.append(say("审核意见：{words}", words=said.words))
        lines.append("")
        for fault in one.faults:
            lines += [f"{fault.place}", fault.message, *([fault.working] if fault.working else [])]
            if words := context(self.found.dossier, fault):
                lines += [f"  ｜{part}" for part in words.split("\n")]
            lines.append("")
        if not one.faults:
            lines += [one.ground, ""]
        if one.duty.basis:
            lines.append(say("依据：{basis}", basis=one.duty.basis))
        self.query_one("#words", Static).update(folded("\n".join(lines), columns, "  "))
        self.query_one("#paper", VerticalScroll).scroll_home(animate=False)

    # -- acting ---------------------------------------------------------------------------------------------------
    def action_next(self) -> None:
        """The next duty that waits for a word."""
        options = self.query_one("#duties", OptionList)
        if options.highlighted is None:
            return
        for place in (*range(options.highlighted + 1, len(self.shown)), *range(options.highlighted + 1)):
            if self.waits(self.shown[place]):
                options.highlighted = place
                return
        self.notify(say("要看的都看过了"))

    def action_say(self, word: str) -> None:
        if (one := self.current()) is not None:
            before = self.verdicts.get(one.duty.number, Verdict(one.duty.number))
            note = before.note if word else ""
            self.keep(before._replace(said=word, note=note, ground=one.ground[:200] if word else ""))

    def action_note(self) -> None:
        one = self.current()
        if one is None:
            return
        before = self.verdicts.get(one.duty.number, Verdict(one.duty.number))

        def noted(words: str | None) -> None:
            if words is not None:
                self.keep(before._replace(note=" ".join(words.split()), ground=one.ground[:200]))

        self.app.push_screen(FileNameLine(say("第{number}条的审核意见", number=one.duty.number), before.note), noted)

    def keep(self, verdict: Verdict) -> None:
        self.verdicts[verdict.number] = verdict
        try:
            write_verdicts(beside(self.files), self.verdicts)
        except DrafterError as error:
            self.notify(str(error), severity="error")
        self.fill(verdict.number)
        self.tell()

    def action_filter(self) -> None:
        names = [name for name, _ in _SHOWN]
        self.filter = names[(names.index(self.filter) + 1) % len(names)]
        one = self.current()
        self.fill(one.duty.number if one else 0)

    def action_scroll(self, step: int) -> None:
        paper = self.query_one("#paper", VerticalScroll)
        paper.scroll_page_down(animate=False) if step > 0 else paper.scroll_page_up(animate=False)

    def action_export(self) -> None:
        def named(name: str | None) -> None:
            if not name or self.found is None:
                return
            from drafter.files.write import write_new
            from drafter.writing.review_sheet import to_xlsx

            file = name if Path(name).suffix else f"{name}.xlsx"
            try:
                write_new(file, to_xlsx(self.found, self.verdicts))
                self.notify(say("已导出 {file}（在 {folder} 里）", file=Path(file).name, folder=folder_of(file)))
            except DrafterError as error:
                self.notify(str(error), severity="error")

        suggested = str(Path(self.files[0]).parent / say("核查表.xlsx"))
        self.app.push_screen(FileNameLine(say("导出核查表"), suggested), named)

    def action_leave(self) -> None:
        self.app.pop_screen()
