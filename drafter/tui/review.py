"""Two texts side by side: what became of each sentence, filtered by kind, with what looks forgotten.

The writer gains the review of this year's report against last year's on one screen; what stands as intended is marked,
and for a case that mark is kept.

Limits: shows what :mod:`drafter.comparing` finds.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import events, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Footer, OptionList, Static
from textual.widgets.option_list import Option

from drafter.editing.wrapping import folded
from drafter.errors import DrafterError
from drafter.messages import say
from drafter.tui.base import BaseScreen
from drafter.tui.choices import ChoiceList
from drafter.tui.files import folder_of
from drafter.tui.naming import FileNameLine
from drafter.tui.pair_lines import pair_text

if TYPE_CHECKING:
    from drafter.comparing.comparison import Comparison, SentencePair
    from drafter.editing.case_file import CaseFile

#: What can be shown: its name, label, and the short word before a pair of that kind.
_KINDS = (
    ("changed", say("有变动")),
    ("figures", say("数字")),
    ("wording", say("措辞")),
    ("added", say("新增")),
    ("dropped", say("删去")),
    ("moved", say("挪动")),
    ("stale", say("可疑")),
    ("all", say("全部")),
)
_NAMES = {**dict(_KINDS), "same": say("相同")}
#: Where a case keeps what looks forgotten and is not.
ACCEPTED = "review.accepted"


class ReviewScreen(BaseScreen):
    """The comparison of `old` and `new`, a text or a case each."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f", "filter(1)", say("换着看")),
        Binding("n", "next('changed')", say("下一处")),
        Binding("s", "next('stale')", say("下一可疑")),
        Binding("a", "accept", say("照旧无误")),
        Binding("f9", "export", say("导出")),
        Binding("escape,ctrl+q", "leave", say("返回"), priority=True),
        Binding("F", "filter(-1)", show=False),
        *[Binding(str(number), f"show({number})", show=False) for number in range(1, len(_KINDS) + 1)],
    ]

    def __init__(self, old: str, new: str, file: CaseFile | None = None) -> None:
        super().__init__()
        self.old, self.new, self.file = old, new, file
        self.found: Comparison | None = None
        self.filter = "changed"
        self.shown: list[int] = []
        self.accepted: set[int] = set()
        self._columns = 0

    def compose(self) -> ComposeResult:
        yield Static(say("正在比较 {old} 和 {new} ……", old=self.old, new=self.new), id="bar", markup=False)
        yield from self.too_small()
        yield ChoiceList(id="marks")
        with VerticalScroll(id="told", can_focus=False):
            yield Static("", id="why", markup=False)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        self.compare()

    @work(thread=True, exclusive=True)
    def compare(self) -> None:
        try:
            from drafter.comparisons import compare_files

            found = compare_files(self.old, self.new)
        except DrafterError as error:
            self.app.call_from_thread(self.failed, str(error))
            return
        self.app.call_from_thread(self.arrived, found)

    def failed(self, why: str) -> None:
        self.query_one("#bar", Static).update(why)

    def arrived(self, found: Comparison) -> None:
        self.found = found
        self.recall()
        self.fill()
        self.query_one(OptionList).focus()
        for text in (found.old, found.new):
            for remark in text.remarks:
                self.notify(f"{text.name}：{remark}", severity="warning", timeout=10, markup=False)

    # -- showing --------------------------------------------------------------------------------------------------
    def fits(self, number: int, pair: SentencePair, wanted: str) -> bool:
        stale = bool(pair.stale) and number not in self.accepted
        if wanted in ("all", "stale"):
            return wanted == "all" or stale
        if wanted == "moved":
            return pair.moved
        if wanted == "changed":
            # What needs no look (years that moved on as they should) is there under its kind.
            return stale or ((pair.kind != "same" or pair.moved) and not pair.minor)
        return pair.kind == wanted

    def fill(self, place: int = 0) -> None:
        """Show the pairs that fit, number `place` of them in focus."""
        found = self.found
        if found is None:
            return
        options = self.query_one(OptionList)
        self._columns = max(options.size.width - 5, 20)
        options.clear_options()
        self.shown = [n for n, pair in enumerate(found.pairs) if self.fits(n, pair, self.filter)]
        options.add_options([Option(self.line(number, found.pairs[number]), id=str(number)) for number in self.shown])
        if self.shown:
            options.highlighted = max(0, min(place, len(self.shown) - 1))
        else:
            self.query_one("#why", Static).update(say("没有这一类"))
        bar = Text(no_wrap=True)
        for number, (name, label) in enumerate(_KINDS):
            count = sum(self.fits(n, pair, name) for n, pair in enumerate(found.pairs))
            bar.append(f" {number + 1}{label}{count} ", "reverse" if name == self.filter else "")
        self.query_one("#bar", Static).update(bar)

    def on_resize(self, event: events.Resize) -> None:
        super().on_resize(event)
        self.call_after_refresh(self.refill)

    def refill(self) -> None:
        """Break the lines anew where the screen has another width."""
        options = self.query_one(OptionList)
        if self.found is not None and max(options.size.width - 5, 20) != self._columns:
            self.fill(options.highlighted or 0)

    def keep(self, number: int) -> None:
        """Note in the case what stands as intended; a text has no place for it."""
        if not self.new.endswith(".toml"):
            self.notify(say("文稿里没有地方记，这一处只在这里认可"))
            return
        from drafter.editing.case_file import CaseFile

        file = self.file
        try:
            if file is None:
                file = CaseFile(self.new)
                for words in file.told:
                    self.notify(words, severity="warning")
            if not file.alone or file.lost is not None:
                # Open elsewhere, or with changes that wait to be recovered: neither is ours to write over.
                self.notify(say("案件正开着或有没恢复的改动，这一处只在这里认可"), severity="warning")
                return
            held = file.document.raw(ACCEPTED)
            held = held if isinstance(held, list) else []
            marks = [one for one in self.marks(number) if one not in held]
            if marks:
                file.document.seal()
                file.document.set(ACCEPTED, [*held, *marks], say("认可旧内容"))
                file.save()
        except DrafterError as error:
            self.notify(str(error), severity="error")
        finally:
            if file is not None and self.file is None:
                file.close(keep=file.lost is not None)

    def marks(self, number: int) -> list[str]:
        """What tells a suspicious place again: its words and the opening of its sentence."""
        assert self.found is not None
        pair = self.found.pairs[number]
        text = "".join(self.found.new.units[unit].text for unit in pair.new)
        return [f"{one.quote}｜{text[:16]}" for one in pair.stale]

    def recall(self) -> None:
        """What the case says stands as intended."""
        from drafter.editing.paths import keys, look_up
        from drafter.files.read import decode, parse_toml, read_bytes

        if not self.new.endswith(".toml") or self.found is None:
            return
        try:
            held = look_up(parse_toml(decode(read_bytes(self.new), self.new), self.new), keys(ACCEPTED))
        except DrafterError:
            return
        known = set(held) if isinstance(held, list) else set()
        for number, pair in enumerate(self.found.pairs):
            if pair.stale and known.issuperset(self.marks(number)):
                self.accepted.add(number)

    def line(self, number: int, pair: SentencePair) -> Text:
        """A pair with its kind, whether it moved and whether something in it looks forgotten."""
        accepted = number in self.accepted
        tags = [_NAMES[pair.kind], *([_NAMES["moved"]] if pair.moved else [])]
        if pair.stale:
            tags.append(say("照旧") if accepted else _NAMES["stale"])
        return pair_text(pair, tags, accepted, self._columns)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        if self.found is None or event.option.id is None:
            return
        number = int(event.option.id)
        pair = self.found.pairs[number]
        none = say("没有")
        lines = [say("可疑：“{quote}” {why}", quote=one.quote, why=one.why) for one in pair.stale]
        lines += [f"{one.label}：{one.old or none} → {one.new or none}" for one in pair.facts]
        if number in self.accepted:
            lines.insert(0, say("已认可，照旧无误"))
        self.query_one("#why", Static).update(folded("\n".join(lines), max(self.size.width - 4, 20), "  "))

    # -- acting ---------------------------------------------------------------------------------------------------
    def action_filter(self, step: int) -> None:
        names = [name for name, _ in _KINDS]
        self.filter = names[(names.index(self.filter) + step) % len(names)]
        self.fill()

    def action_show(self, number: int) -> None:
        self.filter = _KINDS[number - 1][0]
        self.fill()

    def action_next(self, wanted: str) -> None:
        options = self.query_one(OptionList)
        if self.found is None or options.highlighted is None:
            return
        for place in (*range(options.highlighted + 1, len(self.shown)), *range(options.highlighted)):
            if self.fits(self.shown[place], self.found.pairs[self.shown[place]], wanted):
                options.highlighted = place
                return
        here = self.fits(self.shown[options.highlighted], self.found.pairs[self.shown[options.highlighted]], wanted)
        self.notify(say("只有这一处") if here else say("没有了"))

    def action_accept(self) -> None:
        """What looks forgotten in the pair in focus stands as intended."""
        options = self.query_one(OptionList)
        if self.found is None or options.highlighted is None:
            return
        number = self.shown[options.highlighted]
        if not self.found.pairs[number].stale:
            self.notify(say("这一句没有可疑之处"))
            return
        if number in self.accepted:
            self.notify(say("这一句已经认可过"))
            return
        self.accepted.add(number)
        self.keep(number)
        self.fill(options.highlighted)

    def action_export(self) -> None:
        def named(name: str | None) -> None:
            if not name or self.found is None:
                return
            from drafter.files.write import write_new
            from drafter.writing.comparison_html import to_html
            from drafter.writing.comparison_text import to_text

            try:
                made = (
                    to_html(self.found) if name.endswith((".html", ".htm")) else to_text(self.found, 100, False, False)
                )
                write_new(name, made.encode())
                self.notify(say("已导出 {file}（在 {folder} 里）", file=Path(name).name, folder=folder_of(name)))
            except DrafterError as error:
                self.notify(str(error), severity="error")

        self.app.push_screen(FileNameLine(say("导出比较（html 或 txt）"), say("比较.html")), named)

    def action_leave(self) -> None:
        self.app.pop_screen()
