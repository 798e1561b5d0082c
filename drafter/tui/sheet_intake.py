"""A sheet, or a whole table that is pasted, read into the case: unknown heads are asked about once and remembered,
and what became of every cell is a list.

Limits: :mod:`drafter.editing.sheet_in` reads; which file it is is asked by :mod:`drafter.tui.files`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from drafter.errors import DrafterError
from drafter.messages import say
from drafter.reading.sheets.errors import NothingInBook
from drafter.tui.dialogs import Ask, Pick
from drafter.tui.files import ask_file
from drafter.tui.work import Work

if TYPE_CHECKING:
    from drafter.editing.sheet_in import SheetIn
    from drafter.reading.sheets.book import Book

_BOOKS = (".xlsx", ".xls", ".et")
#: Where the words of a meaning stand in a form.
_HOMES = {"columns": say("表头"), "money": say("资金来源"), "goals": say("目标"), "labels": say("栏目")}
#: Unknown heads that a question names.
_SHOWN = 12
_STATES = {"asked": say("核对"), "left": say("没读"), "changed": say("改了"), "row": say("新增"), "new": say("填入")}


class SheetIntake:
    """What the editor does with sheets."""

    def __init__(self, work: Work) -> None:
        self.work = work

    def is_form(self, text: str) -> bool:
        """Whether a pasted table is one whose heads say what stands under them."""
        from drafter.editing.sheet_in import is_form

        return is_form(text, self.work.bench.reading.engine)

    def paste(self, text: str) -> None:
        """Read a pasted table into the case."""
        from drafter.editing.sheet_in import pasted_book

        self.read(pasted_book(text))

    def ask(self) -> None:
        """Ask which workbook, and read it into the case."""

        def picked(name: str) -> None:
            from drafter.files.read import read_bytes
            from drafter.reading.sheets.book import open_book
            from drafter.reading.source import LIMIT

            try:
                book = open_book(read_bytes(name, LIMIT), name)
            except DrafterError as error:
                self.work.tell(str(error), "error", 8)
                return
            self.read(book)

        ask_file(self.work.app.screen, say("把哪个表格读进来？"), picked, _BOOKS)

    def read(self, book: Book, project: str = "", asked: bool = False) -> None:
        """Read a workbook into the case as one step; `asked` after its unknown heads were asked about."""
        from drafter.editing.sheet_in import Several, sheet_in

        bench = self.work.bench
        place = str(bench.document.data.get("place") or "")
        try:
            done = sheet_in(bench.document, book, bench.reading.engine, place, project)
        except Several as several:
            self._which(book, several.names)
            return
        except NothingInBook as nothing:
            if nothing.heads and not asked:
                # A layout that nobody has met: what its heads mean is asked, and then it is read.
                self._heads(book, project, nothing.heads, None)
            else:
                self.work.tell(str(nothing), "error", 8)
            return
        except DrafterError as error:
            self.work.tell(str(error), "error", 8)
            return
        if done.heads and not asked:
            self._heads(book, project, done.heads, done)
        else:
            self._take(done)

    def _which(self, book: Book, names: Sequence[str]) -> None:
        def picked(name: str) -> None:
            if name:
                self.read(book, name)

        options = [(name, name, "") for name in names if name]
        self.work.ask(Pick(say("表里有{count}个项目，读哪一个？", count=len(names)), options), picked)

    # -- heads that nobody knows ----------------------------------------------------------------------------------
    def _heads(self, book: Book, project: str, heads: Sequence[str], done: SheetIn | None) -> None:
        """Ask about heads; `done` is what was read without them, None where nothing was."""
        question = say("这些列的表头认不得：{heads}", heads="、".join(heads[:_SHOWN]))
        answers = [("map", say("说明各是什么意思，以后都认得"))]
        if done is not None:
            answers.append(("go", say("不说明，认得的读入")))
        answers.append(("no", say("不读入")))

        def answered(answer: str) -> None:
            if answer == "map":
                self._map(book, project, list(heads))
            elif answer == "go" and done is not None:
                self._take(done)

        self.work.ask(Ask(question, answers), answered)

    def _map(self, book: Book, project: str, heads: list[str]) -> None:
        """Ask what each head means, one after the other, then read."""
        from drafter.reading.sheets.words import known_words
        from drafter.sheets.mapping import keep, meanings

        if not heads:
            self.read(book, project, asked=True)
            return
        head, *rest = heads
        options = [(name, name, _HOMES[section]) for name, (section, _) in meanings(known_words()).items()]

        def picked(name: str) -> None:
            if not name:
                # Enough was said: the rest is read as it is known.
                self.read(book, project, asked=True)
                return
            if name != "-":
                try:
                    keep(head, name)
                except DrafterError as error:
                    self.work.tell(str(error), "error", 8)
            self._map(book, project, rest)

        title = say("“{head}”这一列是什么？", head=head)
        self.work.ask(Pick(title, [*options, ("-", say("不读这一列"), "")]), picked)

    # -- taking it ------------------------------------------------------------------------------------------------
    def _take(self, done: SheetIn) -> None:
        work = self.work
        bench = work.bench
        if done.text != bench.document.text:
            work.fresh = None
            work.change(lambda: bench.document.replace(done.text, say("读入表格")))
            work.to_section(work.at)
        options = []
        for number, one in enumerate(done.changes):
            where = f"【{bench.label(one.path)}】" if one.path else ""
            words = say("{before} → {words}", before=one.before, words=one.words) if one.before else one.words
            options.append((str(number), f"{_STATES[one.state]} {where}{words}", ""))
        count = sum(one.state in ("changed", "row", "new") for one in done.changes)
        counts = say("读入{count}处", count=count)
        if looked := len(done.changes) - count:
            counts += say("，{count}处要看一眼（排在前面）", count=looked)
        if not options:
            work.tell(say("表里的内容案件里都有了，没有改动"))
            return
        if all(one.state in ("row", "new") for one in done.changes):
            work.tell(counts + say("，Ctrl+Z 撤销"))
            return

        def picked(number: str) -> None:
            if number and done.changes[int(number)].path:
                work.to_path(done.changes[int(number)].path)

        work.ask(Pick(say("{counts}；回车到那一栏，Esc 接着填，Ctrl+Z 撤销", counts=counts), options), picked)
