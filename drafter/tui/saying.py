"""Sentences: going to the field behind one, other ways to say it, remarks, help, the palette.

Limits: a mixin of the editor.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from drafter.editing.findings import Remark, remarks
from drafter.errors import DrafterError
from drafter.messages import say
from drafter.report.sentence import Sentence
from drafter.tui.dialogs import Ask, Page, Pick
from drafter.tui.outside import edit_outside
from drafter.tui.part import Part

_MARKS = {"error": say("错"), "todo": say("缺"), "warning": say("疑"), "hint": say("议")}


class Saying(Part):
    """What the editor does with sentences."""

    _source = -1, 0
    #: The clauses that were drawn again here, and how often.
    _drawn: set[str]
    _draws = 0
    found: tuple[Remark, ...] = ()
    _checking = False

    # -- from a sentence to its fields ----------------------------------------------------------------------------
    def to_source(self, sentence: int) -> None:
        """To the field that a sentence states; asked again, to its next one."""
        page = self.draft_view.page
        if page is None:
            return
        known = [path for path in page.sources(sentence) if self._typed_path(path)]
        if not known:
            self.notify(say("这一句没有对应的栏目"))
            return
        last, turn = self._source
        turn = (turn + 1) % len(known) if last == sentence else 0
        self._source = sentence, turn
        self.to_path(known[turn])

    def _typed_path(self, path: str) -> str:
        from drafter.editing.form import section_of

        case = self.bench.case
        derived = case is not None and path in case.derived and path not in case.facts
        return "" if derived or section_of(self.bench.sections, path) < 0 else path

    def action_redraw(self, whole: bool = False) -> None:
        """Other forms for the part of the draft one stands in, or for all of it; kept in the case."""
        from drafter.editing import redraw

        case, draft = self.bench.case, self.bench.draft
        part = self._part(whole)
        if case is None or draft is None or not part:
            self.notify(say("还没有正文"))
            return
        self._draws += 1
        made = self._edited(
            lambda: redraw.redraw(self.bench.reading.engine, case, self.bench.document, part, self._drawn, self._draws)
        )
        if made:
            self.notify(say("换了{count}处说法，指定和改写过的不变；Ctrl+Z 撤销", count=made), timeout=3)
        elif made == 0:
            self.notify(say("这里的说法都指定过了，或没有别的说法；Ctrl+P 可以还原"))

    def action_release(self) -> None:
        """Let go of the forms that are pinned in the part of the draft one stands in."""
        from drafter.editing import redraw

        part = self._part(False)
        count = self._edited(lambda: redraw.released(self.bench.document, part))
        self.notify(say("还原了{count}处说法", count=count) if count else say("这一段没有指定过说法"))

    def _part(self, whole: bool) -> list[Sentence]:
        from drafter.editing import redraw

        draft, view = self.bench.draft, self.draft_view
        if draft is None:
            return []
        here = view.sentence if view.has_focus or not view.lit else view.lit[0]
        return redraw.all_of(draft) if whole else redraw.part_of(draft, here)

    def _edited(self, edit: Callable[[], int]) -> int | None:
        """Do an edit of the wording and show it; what is wrong with it is said and None answered."""
        try:
            made = edit()
        except DrafterError as error:
            self.notify(str(error), severity="error")
            return None
        self.show(reload=True, follow=False)
        self.later()
        return made

    def action_wording(self) -> None:
        """Other ways to say the sentence under the cursor, or that of the field in focus."""
        view = self.draft_view
        if view.page is None or not view.page.sentences:
            self.notify(say("还没有正文"))
            return
        if not view.has_focus:
            if not view.lit:
                self.notify(say("这一项还没有写进正文；F6 到正文里选一句"))
                return
            view.sentence = view.lit[0]
        from drafter.tui.wording import WordingScreen

        self.app.push_screen(WordingScreen(self.bench, view.sentence), self._worded)

    def _worded(self, changed: bool | None) -> None:
        if changed:
            self.show(reload=True, follow=False)
            self.later()

    # -- remarks --------------------------------------------------------------------------------------------------
    async def check_quietly(self) -> None:
        """Gather remarks beside the typing, in another thread; only one at a time."""
        if self._checking:
            return
        self._checking = True
        bench = self.bench
        try:
            reading, draft, text, version = bench.reading, bench.draft, bench.document.text, bench.document.version
            found = await asyncio.to_thread(remarks, reading, draft, text, bench.file.file)
        except DrafterError as error:
            found, version = [Remark("error", "", str(error))], bench.document.version
        except Exception as error:
            # Checks are beside the work: it goes on without them.
            where = self.app.note_fault(error)  # type: ignore[attr-defined]
            told = say("检查时出了没有料到的错，先接着写；情况记在 {file}", file=where)
            found, version = [Remark("error", "", told)], bench.document.version
        finally:
            self._checking = False
        if self.found != tuple(found) and self.is_attached:
            self.found = tuple(found)
            self.show(follow=False)
            self.count()
        if version != bench.document.version:
            self.later()

    def action_remarks(self) -> None:
        found = self.bench.remarks()
        if not found:
            self.notify(say("没有发现问题"))
            return
        options = []
        for number, one in enumerate(found):
            where = f"【{self.bench.label(one.path)}】" if one.path else ""
            options.append((str(number), f"{_MARKS.get(one.severity, '')} {where}{one.message}", ""))

        def picked(number: str | None) -> None:
            if not number:
                return
            if found[int(number)].path:
                self.to_path(found[int(number)].path)
            else:
                self.notify(say("这一条没有对应的栏目"))

        self.app.push_screen(Pick(say("检查：{count}处（回车到那一栏）", count=len(found)), options), picked)

    # -- help -----------------------------------------------------------------------------------------------------
    def action_help(self) -> None:
        from drafter.tui.help import field_help

        entry = self.form.entry
        self.app.push_screen(
            Page(say("帮助"), field_help(entry, self.bench) if entry is not None else field_help(None, self.bench))
        )

    def action_outside(self) -> None:
        """The field in focus in the writer's own editor; the whole case where none is typed into."""
        entry = self.form.entry
        if entry is None or entry.sort != "field":
            self.action_outside_case()
            return
        path, buffer = entry.path, self.form.buffer

        def edited(text: str) -> None:
            buffer.text = text.rstrip("\n") if buffer.many else " ".join(text.split())
            buffer.at = len(buffer.text)
            self.typed(path, buffer.text)

        edit_outside(self.app, buffer.text, edited)

    def action_outside_case(self, text: str = "") -> None:
        """The whole case as text; what came back and does not read is offered again, not thrown away."""

        def edited(found: str) -> None:
            try:
                self.bench.document.replace(found, say("外部编辑"))
            except DrafterError as error:
                answers = [("again", say("接着改")), ("drop", say("不要这次的改动"))]
                self.app.push_screen(
                    Ask(str(error), answers),
                    lambda answer: self.action_outside_case(found) if answer == "again" else None,
                )
                return
            self.show(reload=True)
            self.later()

        edit_outside(self.app, text or self.bench.document.text, edited, ".toml")

    def action_palette(self) -> None:
        from drafter.tui.palette import commands

        made = commands()

        def picked(name: str | None) -> None:
            if name:
                self.call_later(self.run_action, name)

        self.app.push_screen(Pick(say("命令"), [(one.action, one.label, one.key) for one in made]), picked)
