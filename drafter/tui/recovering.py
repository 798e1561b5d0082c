"""What a screen on a case does so that nothing typed is lost: who else has it open, what an earlier window left, the
journal once a second.

Limits: a mixin; :class:`drafter.editing.case_file.CaseFile` does the work.
"""

from __future__ import annotations

import asyncio
import time

from drafter.editing.case_file import CaseFile
from drafter.editing.journal import settle
from drafter.editing.recovery import Recovered
from drafter.errors import DrafterError
from drafter.messages import say
from drafter.tui.base import BaseScreen
from drafter.tui.dialogs import Ask


class Recovering(BaseScreen):
    """A screen on the case `kept`, whose text may be no TOML where it is `raw`."""

    raw = False
    _told_fault = ""

    @property
    def kept(self) -> CaseFile:
        raise NotImplementedError

    def shown_anew(self) -> None:
        """Show the text of the case, which is another now."""
        raise NotImplementedError

    def start_keeping(self) -> None:
        self.set_interval(1.0, self._settle)
        if self.kept.alone:
            self._opened("look")
            return
        question = say(
            "{who} 正开着这个案件。这里也能写，没保存的另记一份日志；保存时两边的改动合在一起，碰在一起的会问您。",
            who=self.kept.holder,
        )
        answers = [("look", say("打开（只看，或也写）")), ("back", say("回去"))]
        self.app.push_screen(Ask(question, answers), self._opened)

    def _opened(self, answer: str | None) -> None:
        if answer == "back":
            self.go_home(keep=True)
            return
        self._tell()
        self._next()

    def _tell(self) -> None:
        """Say what is wrong with journals."""
        for words in self.kept.told:
            self.notify(words, severity="warning", timeout=15)
        self.kept.told.clear()

    def _next(self) -> None:
        """Ask about what an earlier window left, one after the other; then keep a journal."""
        lost = self.kept.lost
        if lost is not None:
            answers = [("restore", say("恢复")), ("drop", say("不要了")), ("later", say("先不定，回首页"))]
            question = _question(lost, self.kept.lost_fault)
            if self.kept.more:
                question += say("别的窗口还留下{count}份，接着问。", count=self.kept.more)
            self.app.push_screen(Ask(question, answers), self._recovered)
            return
        self.kept.begin()
        self._tell()

    def _recovered(self, answer: str | None) -> None:
        file = self.kept
        if answer == "later":
            # Nothing was begun, so that what was left stays as it is.
            self.go_home(keep=True)
            return
        if answer == "restore":
            try:
                if file.restore(self.raw):
                    self.notify(say("已恢复，请核对后保存"))
                else:
                    told = say("已恢复；和文件里的或别的窗口的改动碰在一起，用了这一份，Ctrl+Z 可看另一份")
                    self.notify(told, severity="warning", timeout=10)
            except DrafterError as error:
                self.notify(str(error), severity="error")
                self.go_home(keep=True)
                return
        else:
            file.drop()
        self._next()
        self.shown_anew()

    async def _settle(self) -> None:
        file = self.kept
        if file.take_over():
            self.notify(say("对方已经关了这个案件"))
        file.look_after()
        await asyncio.to_thread(settle, file.journal.unsettled())
        if file.journal.fault and file.journal.fault != self._told_fault:
            told = say("改动暂时记不进日志（{why}），请勤保存", why=file.journal.fault)
            self.notify(told, severity="warning", timeout=8)
        self._told_fault = file.journal.fault

    def go_home(self, keep: bool = False) -> None:
        """Leave the case. `keep`: what was not saved stays in its journal."""
        self.kept.close(keep=keep)
        self.app.file = None  # type: ignore[attr-defined]
        self.app.clear_notifications()
        self.app.pop_screen()


def _question(lost: Recovered, fault: str) -> str:
    began = time.localtime(lost.began)
    when = say("{month}月{day}日 {time}", month=began[1], day=began[2], time=time.strftime("%H:%M", began))
    if lost.text == lost.base:
        return say("上次（{when}开始）有一句改写到一半，要恢复吗？再改写那一句时还在。", when=when)
    asked = say("上次（{when}开始）有{count}处改动没有保存，要恢复吗？", when=when, count=lost.edits)
    return asked + (say("日志{why}，只能恢复到那里。", why=fault) if fault else "")
