"""Two texts side by side: what became of each sentence, filtered by kind, with what looks forgotten.

The writer gains the review of this year's report against last year's on one screen; what stands as intended is marked,
and for a case that mark is kept.

Limits: shows what :mod:`drafter.comparing` finds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Footer, OptionList, Static
from textual.widgets.option_list import Option

from drafter.errors import DrafterError
from drafter.tui.base import BaseScreen
from drafter.tui.dialogs import Line

if TYPE_CHECKING:
    from drafter.comparing.comparison import Comparison, Pair

_NAMES = {"same": "相同", "figures": "数字", "wording": "措辞", "added": "新增", "dropped": "删去", "stale": "可疑"}
_FILTERS = ("all", "changed", "figures", "wording", "added", "dropped", "moved", "stale")
#: Where a case keeps what looks forgotten and is not.
ACCEPTED = "review.accepted"
_SAID = {"all": "全部", "changed": "有变动", "moved": "挪动", **_NAMES}


class ReviewScreen(BaseScreen):
    """The comparison of `old` and `new`, a text or a case each."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f", "filter", "筛选"),
        Binding("n", "next('changed')", "下一处"),
        Binding("s", "next('stale')", "下一可疑"),
        Binding("a", "accept", "照旧无误"),
        Binding("f9", "export", "导出"),
        Binding("escape,ctrl+q", "leave", "返回", priority=True),
    ]

    def __init__(self, old: str, new: str) -> None:
        super().__init__()
        self.old, self.new = old, new
        self.found: Comparison | None = None
        self.filter = "changed"
        self.shown: list[int] = []
        self.accepted: set[int] = set()

    def compose(self) -> ComposeResult:
        yield Static(f"正在比较 {self.old} 和 {self.new} ……", id="bar", markup=False)
        yield from self.too_small()
        yield OptionList(id="marks")
        with VerticalScroll(id="told", can_focus=False):
            yield Static("", id="why", markup=False)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        self.compare()

    @work(thread=True, exclusive=True)
    def compare(self) -> None:
        try:
            from drafter.comparing.files import compare_files

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

    # -- showing --------------------------------------------------------------------------------------------------
    def fits(self, number: int, pair: Pair, wanted: str) -> bool:
        stale = bool(pair.stale) and number not in self.accepted
        if wanted in ("all", "stale"):
            return wanted == "all" or stale
        if wanted == "moved":
            return pair.moved
        if wanted == "changed":
            return pair.kind != "same" or pair.moved or stale
        return pair.kind == wanted

    def fill(self) -> None:
        found = self.found
        if found is None:
            return
        options = self.query_one(OptionList)
        options.clear_options()
        self.shown = [n for n, pair in enumerate(found.pairs) if self.fits(n, pair, self.filter)]
        for number in self.shown:
            options.add_option(Option(self.line(number, found.pairs[number]), id=str(number)))
        if self.shown:
            options.highlighted = 0
        counts = "  ".join(f"{_NAMES[name]}{getattr(found.summary, name)}" for name in _NAMES)
        self.query_one("#bar", Static).update(
            f"【{_SAID[self.filter]} {len(self.shown)}】{counts}  挪动{found.summary.moved}"
        )

    def keep(self, number: int) -> None:
        """Note in the case what stands as intended; a text has no place for it."""
        if not self.new.endswith(".toml") or self.found is None:
            return
        from drafter.editing.case_file import CaseFile

        try:
            file = CaseFile(self.new)
            if not file.alone:
                self.notify("案件正开着，这一处只在这里记着", severity="warning")
                return
            held = file.document.raw(ACCEPTED)
            held = held if isinstance(held, list) else []
            marks = [one for one in self.marks(number) if one not in held]
            if marks:
                file.document.set(ACCEPTED, [*held, *marks])
                file.save()
            file.close()
        except DrafterError as error:
            self.notify(str(error), severity="error")

    def marks(self, number: int) -> list[str]:
        """What tells a suspicious place again: its words and the opening of its sentence."""
        assert self.found is not None
        pair = self.found.pairs[number]
        text = "".join(self.found.new.units[unit].text for unit in pair.new)
        return [f"{one.quote}｜{text[:16]}" for one in pair.stale]

    def recall(self) -> None:
        """What the case says stands as intended."""
        from drafter.editing.paths import keys, look_up
        from drafter.facts.files import decode, parse_toml, read_bytes

        if not self.new.endswith(".toml") or self.found is None:
            return
        held = look_up(parse_toml(decode(read_bytes(self.new), self.new), self.new), keys(ACCEPTED))
        known = set(held) if isinstance(held, list) else set()
        for number, pair in enumerate(self.found.pairs):
            if pair.stale and known.issuperset(self.marks(number)):
                self.accepted.add(number)

    def line(self, number: int, pair: Pair) -> Text:
        """A pair with its marks: deleted words struck, inserted ones underlined, suspicious ones reversed."""
        text = Text()
        text.append(f"【{_NAMES[pair.kind]}{'·挪动' if pair.moved else ''}】", "bold")
        stale = [] if number in self.accepted else [one for one in pair.stale if one.start >= 0]
        at = 0
        for tag, words in pair.segments:
            style = {"delete": "strike red", "insert": "underline green"}.get(tag, "")
            start = len(text)
            text.append(words, style)
            if tag != "delete":
                for one in stale:
                    a, b = max(one.start, at), min(one.start + len(one.quote), at + len(words))
                    if a < b:
                        text.stylize("reverse yellow", start + a - at, start + b - at)
                at += len(words)
        return text

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        if self.found is None or event.option.id is None:
            return
        number = int(event.option.id)
        pair = self.found.pairs[number]
        lines = [f"{one.label}：{one.old or '没有'} → {one.new or '没有'}" for one in pair.facts]
        lines += [f"可疑：“{one.quote}” {one.why}" for one in pair.stale]
        if number in self.accepted:
            lines.append("已认可，照旧无误")
        self.query_one("#why", Static).update("\n".join(lines))

    # -- acting ---------------------------------------------------------------------------------------------------
    def action_filter(self) -> None:
        self.filter = _FILTERS[(_FILTERS.index(self.filter) + 1) % len(_FILTERS)]
        self.fill()

    def action_next(self, wanted: str) -> None:
        options = self.query_one(OptionList)
        if self.found is None or options.highlighted is None:
            return
        for place in (*range(options.highlighted + 1, len(self.shown)), *range(options.highlighted + 1)):
            if self.fits(self.shown[place], self.found.pairs[self.shown[place]], wanted):
                options.highlighted = place
                return
        self.notify("没有了")

    def action_accept(self) -> None:
        """What looks forgotten in the pair in focus stands as intended."""
        options = self.query_one(OptionList)
        if self.found is None or options.highlighted is None:
            return
        number = self.shown[options.highlighted]
        if not self.found.pairs[number].stale:
            self.notify("这一句没有可疑之处")
            return
        self.accepted.add(number)
        self.keep(number)
        place = options.highlighted
        self.fill()
        if self.shown:
            options.highlighted = min(place, len(self.shown) - 1)

    def action_export(self) -> None:
        def named(name: str | None) -> None:
            if not name or self.found is None:
                return
            from drafter.writing.comparison_html import to_html
            from drafter.writing.comparison_text import to_text
            from drafter.writing.files import write_new

            try:
                made = (
                    to_html(self.found) if name.endswith((".html", ".htm")) else to_text(self.found, 100, False, False)
                )
                write_new(name, made.encode())
                self.notify(f"已导出 {name}")
            except DrafterError as error:
                self.notify(str(error), severity="error")

        self.app.push_screen(Line("导出比较（html 或 txt）", "比较.html"), named)

    def action_leave(self) -> None:
        self.app.pop_screen()
