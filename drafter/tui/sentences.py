"""Sentences of the draft: going to the field behind one, other ways to say it.

Limits: :mod:`drafter.editing` does the work.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from drafter.editing.form import section_of
from drafter.messages import say
from drafter.tui.work import Work

if TYPE_CHECKING:
    from drafter.report.sentence import Sentence

#: What many sentences name and few are about.
_NAMES = ("unit.", "year", "project.name")
_ELEMENT = re.compile(r"^(.+\[\d+\])(?:\.|$)")


class Sentences:
    """What the editor does with sentences."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self._source = -1, 0
        #: The clauses that were drawn again here, and how often.
        self._drawn: set[str] = set()
        self._draws = 0

    # -- from a sentence to its fields ----------------------------------------------------------------------------
    def to_source(self, sentence: int, facts: Sequence[str] = (), follow: bool = True) -> None:
        """To the field that the words pointed at state (`facts`), else to one that the sentence states; asked again,
        to its next one. Without `follow` the draft stays where it is."""
        work = self.work
        page = work.draft_view.page
        if page is None:
            return
        pointed = self._fields(facts)
        known = pointed or self._fields(page.sources(sentence))
        if not known:
            work.tell(say("这一句没有对应的栏目"))
            return
        last, turn = self._source
        turn = (turn + 1) % len(known) if last == sentence and not pointed else 0
        self._source = sentence, turn
        work.to_path(known[turn], follow)

    def _fields(self, facts: Sequence[str]) -> list[str]:
        """The fields of facts that are typed somewhere, each once; a note is one field. What is merely named comes
        last."""
        found = dict.fromkeys(self._field(path) for path in facts if self._typed(path))
        return sorted(found, key=lambda path: path.startswith(_NAMES))

    def _field(self, path: str) -> str:
        """The path of the line of notes that a fact belongs to; of any other fact its own."""
        end = len(path)
        while match := _ELEMENT.match(path[:end]):
            raw = self.work.bench.document.raw(match[1])
            if isinstance(raw, dict):
                noted = "note" in raw and "kind" not in raw
                return f"{match[1]}.note" if noted else path
            if isinstance(raw, str) and path[:end] != path:
                return match[1]
            end = len(match[1]) - 1
        return path

    def _typed(self, path: str) -> bool:
        bench = self.work.bench
        case = bench.case
        derived = case is not None and path in case.derived and path not in case.facts
        return not derived and section_of(bench.sections, path) >= 0

    # -- other ways to say it -------------------------------------------------------------------------------------
    def redraw(self, whole: bool = False) -> None:
        """Other forms for the part of the draft one stands in, or for all of it; kept in the case."""
        from drafter.editing import redraw

        bench = self.work.bench
        case, draft = bench.case, bench.draft
        part = self._part(whole)
        if case is None or draft is None or not part:
            self.work.tell(say("还没有正文"))
            return
        self._draws += 1
        made = self._edited(
            lambda: redraw.redraw(bench.reading.engine, case, bench.document, part, self._drawn, self._draws)
        )
        if made:
            self.work.tell(say("换了{count}处说法，指定和改写过的不变；Ctrl+Z 撤销", count=made))
        elif made == 0:
            self.work.tell(say("这里的说法都指定过了，或没有别的说法；Ctrl+P 可以还原"))

    def release(self) -> None:
        """Let go of the forms that are pinned in the part of the draft one stands in."""
        from drafter.editing import redraw

        part = self._part(False)
        count = self._edited(lambda: redraw.released(self.work.bench.document, part))
        self.work.tell(say("还原了{count}处说法", count=count) if count else say("这一段没有指定过说法"))

    def _part(self, whole: bool) -> list[Sentence]:
        from drafter.editing import redraw

        draft, view = self.work.bench.draft, self.work.draft_view
        if draft is None:
            return []
        here = view.sentence if view.has_focus or not view.lit else view.lit[0]
        return redraw.all_of(draft) if whole else redraw.part_of(draft, here)

    def _edited(self, edit: Callable[[], int]) -> int | None:
        """Do an edit of the wording and show it; what is wrong with it is said and None answered."""
        made: int | None = self.work.change(edit)
        if made is not None:
            self.work.show(reload=True, follow=False)
        return made

    def wording(self) -> None:
        """Other ways to say the sentence under the cursor, or that of the field in focus."""
        view = self.work.draft_view
        if view.page is None or not view.page.sentences:
            self.work.tell(say("还没有正文"))
            return
        if not view.has_focus:
            if not view.lit:
                self.work.tell(say("这一项还没有写进正文；F6 到正文里选一句"))
                return
            view.sentence = view.lit[0]
        from drafter.tui.wording import WordingScreen

        self.work.app.push_screen(WordingScreen(self.work.bench, view.sentence), self._worded)

    def _worded(self, changed: bool | None) -> None:
        if changed:
            self.work.show(reload=True, follow=False)
            self.work.later()
