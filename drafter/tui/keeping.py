"""Keeping what was typed: saving, the journal, changes on disk, leaving, and the report's way out.

Limits: a mixin of the editor; :class:`drafter.editing.case_file.CaseFile` does the work.
"""

from __future__ import annotations

import time
from pathlib import Path

from drafter.editing.case_file import CaseFile
from drafter.editing.workbench import FORMATS
from drafter.errors import ChangedOnDisk, DrafterError, UnknownEnding
from drafter.messages import say
from drafter.tui.dialogs import Ask, Line, Page
from drafter.tui.files import TEXTS, ask_file, folder_of, short
from drafter.tui.part import Part
from drafter.tui.recovering import Recovering


class Keeping(Recovering, Part):
    """What the editor does with its file."""

    _asked_disk = ""

    @property
    def kept(self) -> CaseFile:
        return self.bench.file

    def shown_anew(self) -> None:
        self.show(reload=True)
        self.later()

    def start_keeping(self) -> None:
        super().start_keeping()
        self.set_interval(3.0, self._look_at_disk)

    def saved_words(self) -> str:
        file = self.bench.file
        if file.changed:
            return say("未保存")
        if not file.saved_at:
            return say("没有改动")
        return say("已保存 {time}", time=time.strftime("%H:%M", time.localtime(file.saved_at)))

    def _look_at_disk(self) -> None:
        found = self.bench.file.on_disk()
        file = self.bench.file
        if found is None or found in (file.saved, file.document.text, self._asked_disk) or self.app.screen is not self:
            return
        self._asked_disk = found
        if not file.changed:
            file.reload()
            self.notify(say("文件在别处改过，已读入新的内容（Ctrl+Z 可看原来的）"))
        elif file.take_theirs():
            self.notify(say("文件在别处改过，已并进来，请核对"))
        else:
            # Asked now, a question would take the keys that are being typed.
            told = say("文件在别处改过，和这里的改动碰在一起；保存时再问您")
            self.notify(told, severity="warning", timeout=8)
            return
        self.show(reload=True)

    def ask_disk(self) -> None:
        """The file changed elsewhere, in the same places."""
        answers = [
            ("mine", say("碰着的地方用我的")),
            ("theirs", say("碰着的地方用文件里的（可撤销）")),
            ("later", say("先不管")),
        ]
        self.app.push_screen(Ask(say("文件在别处改过，和这里的改动碰在一起。"), answers), self._disk_answered)

    def _disk_answered(self, answer: str | None) -> None:
        file = self.bench.file
        if answer == "mine":
            self.save(overwrite=not file.take_theirs("mine"))
        elif answer == "theirs" and not file.take_theirs("theirs"):
            file.reload()
        self.show(reload=True)

    # -- saving ---------------------------------------------------------------------------------------------------
    def save(self, overwrite: bool = False) -> bool:
        file = self.bench.file
        try:
            file.save(overwrite)
        except ChangedOnDisk:
            if file.take_theirs():
                self.notify(say("文件在别处改过，已并进来，请核对后再保存一次"))
                self.show(reload=True)
            else:
                self.ask_disk()
            return False
        except DrafterError as error:
            told = say("没有保存：{why}。内容还在，可用 Ctrl+P“另存为”", why=error.message())
            self.notify(told, severity="error", timeout=10)
            return False
        self.bar()
        self.notify(say("已保存 {file}", file=Path(file.file).name), timeout=2)
        return True

    def action_save(self) -> None:
        self.save()

    def action_save_as(self) -> None:
        def named(name: str | None) -> None:
            if not name:
                return
            from drafter.files.write import write_new

            try:
                write_new(name, self.bench.document.text.encode())
                self.notify(say("已另存为 {file}", file=short(name)))
            except DrafterError as error:
                self.notify(str(error), severity="error")

        self.app.push_screen(Line(say("另存为"), self.bench.file.file), named)

    # -- leaving --------------------------------------------------------------------------------------------------
    def action_leave(self) -> None:
        if not self.bench.file.changed:
            self.go_home()
            return
        answers = [
            ("save", say("保存后退出")),
            ("keep", say("不保存，下次再恢复")),
            ("drop", say("放弃改动")),
            ("stay", say("继续写")),
        ]
        self.app.push_screen(Ask(say("还有改动没有保存。"), answers), self._leave_answered)

    def _leave_answered(self, answer: str | None) -> None:
        if answer == "save" and not self.save():
            return
        if answer in ("save", "keep", "drop"):
            self.go_home(keep=answer == "keep")

    # -- the report -----------------------------------------------------------------------------------------------
    def action_export(self) -> None:
        self._ask_export(str(Path(self.bench.file.file).with_suffix(".docx")))

    def _ask_export(self, name: str) -> None:
        question = say("导出报告（扩展名决定格式：{known}）", known="、".join(FORMATS))
        self.app.push_screen(Line(question, name), self._export)

    def _export(self, name: str | None) -> None:
        if not name:
            return
        stands = self.bench.exports.stands(name)
        if not stands:
            self._write(name)
            return
        question = say("已经有 {file}，是刚才在这里导出的。", file=short(name))
        answers = [("yes", say("覆盖")), ("no", say("不导出"))]
        if stands == "theirs":
            question = say(
                "已经有 {file}，不是刚才在这里导出的，里面是什么这里不知道。盖掉就找不回来了。", file=short(name)
            )
            # Enter, and Escape, leave it alone.
            answers = [
                ("other", say("换一个文件名")),
                ("yes", say("盖掉 {file}，里面的内容不要了", file=Path(name).name)),
                ("no", say("不导出")),
            ]

        def answered(answer: str | None) -> None:
            if answer == "yes":
                self._write(name, over=True)
            elif answer == "other":
                self._ask_export(name)

        self.app.push_screen(Ask(question, answers), answered)

    def _write(self, name: str, over: bool = False) -> None:
        try:
            self.bench.export(name, over)
        except UnknownEnding as error:
            told = say("不会写 {ending} 文件，扩展名请用 {known}", ending=error.ending, known="、".join(FORMATS))
            self.notify(told, severity="error", timeout=8)
        except DrafterError as error:
            self.notify(str(error), severity="error", timeout=8)
        else:
            self.notify(say("已导出 {file}（在 {folder} 里）", file=Path(name).name, folder=folder_of(name)))

    def action_preview(self) -> None:
        """The whole report on one page."""
        page = self.bench.page(min(self.size.width - 16, 80))
        if page is None:
            self.notify(self.bench.fault or say("还没有正文"), severity="warning")
            return
        lines = ["".join(piece.text for piece in line) for line in page.lines]
        count = self.bench.draft.characters() if self.bench.draft is not None else 0
        self.app.push_screen(Page(say("全文（{count}字）", count=count), "\n".join(lines)))

    def action_review(self) -> None:
        """This case against last year's text or case."""
        if self.bench.file.changed and not self.save():
            return

        def picked(name: str) -> None:
            self.app.open_review(name, self.bench.file.file, self.bench.file)  # type: ignore[attr-defined]

        ask_file(self, say("与上年的哪个文稿或案件比较？"), picked, TEXTS, without=self.bench.file.file)
