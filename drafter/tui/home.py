"""Home: the cases one was at, new ones, and the review of two texts.

Limits: thin; making a case is :mod:`drafter.editing.create`'s.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Footer, OptionList, Static
from textual.widgets.option_list import Option, OptionDoesNotExist

from drafter.editing import recent
from drafter.editing.page import cut
from drafter.errors import DrafterError
from drafter.facts.undecided import undecided
from drafter.files.read import decode, parse_toml, read_bytes
from drafter.language.width import width
from drafter.messages import say
from drafter.tui.base import BaseScreen
from drafter.tui.choices import ChoiceList
from drafter.tui.dialogs import Pick
from drafter.tui.files import PAPERS, TEXTS, ask_file, folder_of
from drafter.tui.naming import FileNameLine

#: What can be done here: its name, label, key, and the label in the footer.
_ACTS = [
    ("open", say("打开案件文件"), "o", say("打开")),
    ("notes", say("新建：粘贴记事"), "p", say("记事")),
    ("genre", say("新建：从报告种类"), "n", say("新建")),
    ("last", say("新建：由上年的案件"), "y", say("由上年")),
    ("example", say("新建：由自带的实例"), "x", say("由实例")),
    ("review", say("比较两份文稿"), "b", say("比较")),
    ("desk", say("核查一个项目的材料"), "h", say("核查")),
    ("tour", say("一分钟导览"), "t", say("导览")),
    ("quit", say("退出"), "q", say("退出")),
]


class HomeScreen(BaseScreen):
    """Where one starts."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *[Binding(key, f"act('{name}')", short, show=name != "quit") for name, _, key, short in _ACTS],
        Binding("delete", "forget", show=False),
        Binding("f1", "act('tour')", show=False),
    ]

    def compose(self) -> ComposeResult:
        yield Static(say("drafter 绩效报告起草助手"), id="bar", markup=False)
        yield from self.too_small()
        with Vertical(id="home"):
            yield ChoiceList()
        yield Footer(show_command_palette=False, compact=True)

    def on_screen_resume(self) -> None:
        self.fill()

    def fill(self) -> None:
        options = self.query_one(OptionList)
        options.clear_options()
        files = recent.recent()
        if files:
            options.add_option(Option(Text(say("最近的案件"), "bold"), disabled=True))
        for file in files:
            options.add_option(Option(Text(f"  {Path(file).name}"), id=f"file:{file}"))
        options.add_option(Option(Text(("\n" if files else "") + say("从这里开始"), "bold"), disabled=True))
        for name, label, key, _ in _ACTS:
            options.add_option(Option(Text.assemble(f"  {label}", (f"  {key}", "dim")), id=name))
        options.highlighted = 1
        options.focus()
        self.describe(files)

    @work(thread=True, exclusive=True)
    def describe(self, files: Sequence[str]) -> None:
        """What each case is, once the screen stands: reading them takes the engine."""
        for file in files:
            try:
                told = described(file, self.size.width)
            except Exception as error:
                # One case must not keep its user from all others.
                where = self.app.note_fault(error)  # type: ignore[attr-defined]
                words = say("这一个案件读不出来（情况记在 {file}）", file=where)
                told = Text.assemble(f"  {Path(file).name}  ", (words, "red"))
            if not self.is_attached:
                return
            self.app.call_from_thread(self.put, file, told)

    def put(self, file: str, told: Text) -> None:
        with contextlib.suppress(OptionDoesNotExist):
            self.query_one(OptionList).replace_option_prompt(f"file:{file}", told)

    @on(OptionList.OptionSelected)
    def chosen(self, event: OptionList.OptionSelected) -> None:
        name = event.option.id or ""
        if name.startswith("file:"):
            self.open(name.removeprefix("file:"))
        else:
            self.action_act(name)

    def action_forget(self) -> None:
        options = self.query_one(OptionList)
        if options.highlighted is not None:
            name = options.get_option_at_index(options.highlighted).id or ""
            if name.startswith("file:"):
                recent.forget(name.removeprefix("file:"))
                self.fill()

    def open(self, file: str) -> None:
        self.app.open_case(file)  # type: ignore[attr-defined]

    def action_act(self, name: str) -> None:
        acts: dict[str, Callable[[], object]] = {
            "open": lambda: ask_file(self, say("打开哪个案件文件？"), self.open),
            "notes": self.new_of_notes,
            "genre": self.new_of_genre,
            "last": self.new_of_last,
            "example": self.new_of_example,
            "review": self.review,
            "desk": self.desk,
            "tour": lambda: self.app.action_tour(),  # type: ignore[attr-defined]
            "quit": self.app.exit,
        }
        acts[name]()

    # -- new cases ------------------------------------------------------------------------------------------------
    def new_of_notes(self) -> None:
        """A case of a page of notes that is pasted; what kind of report it is is seen from it, or asked."""
        from drafter import api
        from drafter.editing import create
        from drafter.importing.kinds import guess_genre
        from drafter.tui.box import Box

        genres = api.engine().genres

        def taken(text: str | None) -> None:
            if not text or not text.strip():
                return

            def picked(name: str | None) -> None:
                if name:
                    self.named(genres[name].label, lambda file: create.from_notes(text, name, file))

            if known := guess_genre(text):
                picked(known)
            else:
                kinds = [(name, say(one.label), say(one.help)) for name, one in genres.items()]
                self.app.push_screen(Pick(say("写哪一种报告？"), kinds), picked)

        title = say("把记事贴在这里，有名目的进各栏，没有名目的照记")
        self.app.push_screen(Box("", at_end=True, title=title), taken)

    def new_of_genre(self) -> None:
        from drafter import api
        from drafter.editing import create

        genres = api.engine().genres

        def picked(name: str | None) -> None:
            if name:
                self.named(genres[name].label, lambda file: create.from_genre(name, file))

        self.app.push_screen(
            Pick(say("写哪一种报告？"), [(name, say(one.label), say(one.help)) for name, one in genres.items()]), picked
        )

    def new_of_last(self) -> None:
        from drafter.editing import create

        def made(last: str) -> None:
            try:
                year = int(str(parse_toml(decode(read_bytes(last), last), last).get("year", 0))[:4]) + 1
            except DrafterError as error:
                self.notify(str(error), severity="error")
                return
            except ValueError:
                self.notify(say("{file} 里读不出年度", file=last), severity="error")
                return
            stem = Path(last).stem.replace(str(year - 1), str(year))
            stem = stem if stem != Path(last).stem else f"{stem}-{year}"
            self.named(stem, lambda file: create.from_last_year(last, file), str(Path(last).parent))

        ask_file(self, say("上年的案件是哪个？"), made)

    def new_of_example(self) -> None:
        from drafter.editing import create

        options = [(file, described(file, 200).plain.strip(), "") for file in create.examples()]

        def picked(file: str | None) -> None:
            if file:
                self.named(Path(file).stem, lambda new: create.from_example(file, new))

        self.app.push_screen(Pick(say("照哪个实例？"), options), picked)

    def named(self, stem: str, make: object, place: str = ".") -> None:
        """Ask for the name of a new file, make it, open it."""
        from drafter.editing import create

        def picked(name: str | None) -> None:
            if not name:
                return
            file = name if Path(name).suffix else f"{name}.toml"
            try:
                make(file)  # type: ignore[operator]
            except DrafterError as error:
                self.notify(str(error), severity="error", timeout=8)
                return
            self.open(file)

        question = say("存为哪个文件？（在 {folder} 里）", folder=folder_of(create.suggested(stem, place)))
        self.app.push_screen(FileNameLine(question, create.suggested(stem, place)), picked)

    def review(self) -> None:
        def first(old: str) -> None:
            def second(new: str) -> None:
                self.app.open_review(old, new)  # type: ignore[attr-defined]

            ask_file(self, say("今年的文稿或案件是哪个？"), second, TEXTS, without=old)

        ask_file(self, say("上年的文稿或案件是哪个？"), first, TEXTS)

    def desk(self) -> None:
        """The papers that belong with one that is picked."""

        def picked(file: str) -> None:
            from drafter.batch.together import together

            try:
                self.app.open_desk(together(file))  # type: ignore[attr-defined]
            except DrafterError as error:
                self.notify(str(error), severity="error")

        ask_file(self, say("核查哪个项目？选它的一份材料，同名的一起核查"), picked, PAPERS)


def described(file: str, columns: int) -> Text:
    """A case in one line of so many columns, or two: unit, year, kind, how complete; a file that cannot be read says
    why."""
    from drafter import api

    name = Path(file).name
    try:
        text = decode(read_bytes(file), file)
        data = parse_toml(text, file)
        case = api.load_case(file)
        draft = api.compose(case)
    except DrafterError as error:
        return Text.assemble(f"  {name}  ", (cut(error.message(), max(columns - width(name) - 8, 12)), "red"))
    unit = data.get("unit", {})
    engine = api.engine()
    label = engine.genres[case.genre].label if case.genre in engine.genres else case.genre
    full = say("必填已齐，{count}字", count=draft.characters())
    if draft.missing:
        full = say("必填缺{count}", count=len(draft.missing))
    elif left := undecided(text):
        full = say("待定{count}", count=len(left))
    whose = unit.get("short") or unit.get("name") or say("未填单位")
    words = f"  {whose}  {say('{year}年', year=case.year)}  {say(label)}  {full}"
    where = f"  {name}" if width(words) + width(name) + 6 <= columns else f"\n    {name}"
    return Text.assemble(words, (where, "dim"))
