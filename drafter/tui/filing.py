"""The case's file: saving, changes on disk, leaving, and the report's way out.

Limits: :class:`drafter.editing.case_file.CaseFile` does the work.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from drafter.editing.workbench import FORMATS
from drafter.errors import ChangedOnDisk, DrafterError, UnknownEnding
from drafter.messages import say
from drafter.tui.dialogs import Ask, TextPage
from drafter.tui.files import TEXTS, ask_file, folder_of, short
from drafter.tui.naming import FileNameLine
from drafter.tui.work import Work


class Filing:
    """What the editor does with its file; `leave` goes home, keeping the journal where it is asked to."""

    def __init__(self, work: Work, leave: Callable[[bool], None]) -> None:
        self.work, self._home = work, leave
        self._asked_disk = ""

    def saved_words(self) -> str:
        file = self.work.bench.file
        if file.changed:
            return say("未保存")
        if not file.saved_at:
            return say("没有改动")
        return say("已保存 {time}", time=time.strftime("%H:%M", time.localtime(file.saved_at)))

    def look_at_disk(self) -> None:
        found = self.work.bench.file.on_disk()
        file = self.work.bench.file
        if found is None or not self.work.active or found in (file.saved, file.document.text, self._asked_disk):
            return
        self._asked_disk = found
        if not file.changed:
            file.reload()
            self.work.tell(say("文件在别处改过，已读入新的内容（Ctrl+Z 可看原来的）"))
        elif file.take_theirs():
            self.work.tell(say("文件在别处改过，已并进来，请核对"))
        else:
            # Asked now, a question would take the keys that are being typed.
            told = say("文件在别处改过，和这里的改动碰在一起；保存时再问您")
            self.work.tell(told, "warning", 8)
            return
        self.work.show(reload=True)

    def ask_disk(self) -> None:
        """The file changed elsewhere, in the same places."""
        answers = [
            ("mine", say("碰着的地方用我的")),
            ("theirs", say("碰着的地方用文件里的（可撤销）")),
            ("later", say("先不管")),
        ]
        self.work.app.push_screen(Ask(say("文件在别处改过，和这里的改动碰在一起。"), answers), self._disk_answered)

    def _disk_answered(self, answer: str | None) -> None:
        file = self.work.bench.file
        if answer == "mine":
            self.save(overwrite=not file.take_theirs("mine"))
        elif answer == "theirs" and not file.take_theirs("theirs"):
            file.reload()
        self.work.show(reload=True)

    # -- saving ---------------------------------------------------------------------------------------------------
    def save(self, overwrite: bool = False) -> bool:
        file = self.work.bench.file
        try:
            file.save(overwrite)
        except ChangedOnDisk:
            if file.take_theirs():
                self.work.tell(say("文件在别处改过，已并进来，请核对后再保存一次"))
                self.work.show(reload=True)
            else:
                self.ask_disk()
            return False
        except DrafterError as error:
            told = say("没有保存：{why}。内容还在，可用 Ctrl+P“另存为”", why=error.message())
            self.work.tell(told, "error", 10)
            return False
        self.work.bar()
        self.work.tell(say("已保存 {file}", file=Path(file.file).name), seconds=2)
        return True

    def save_as(self) -> None:
        def named(name: str | None) -> None:
            if not name:
                return
            from drafter.files.write import write_new

            try:
                write_new(name, self.work.bench.document.text.encode())
                self.work.tell(say("已另存为 {file}", file=short(name)))
            except DrafterError as error:
                self.work.tell(str(error), "error", 5)

        self.work.app.push_screen(FileNameLine(say("另存为"), self.work.bench.file.file), named)

    # -- leaving --------------------------------------------------------------------------------------------------
    def leave(self) -> None:
        if not self.work.bench.file.changed:
            self._home(False)
            return
        answers = [
            ("save", say("保存后退出")),
            ("keep", say("不保存，下次再恢复")),
            ("drop", say("放弃改动")),
            ("stay", say("继续写")),
        ]
        self.work.app.push_screen(Ask(say("还有改动没有保存。"), answers), self._leave_answered)

    def _leave_answered(self, answer: str | None) -> None:
        if answer == "save" and not self.save():
            return
        if answer in ("save", "keep", "drop"):
            self._home(answer == "keep")

    # -- the report -----------------------------------------------------------------------------------------------
    def export(self) -> None:
        self._ask_export(str(Path(self.work.bench.file.file).with_suffix(".docx")))

    def _ask_export(self, name: str) -> None:
        question = say("导出报告（扩展名决定格式：{known}）", known="、".join(FORMATS))
        self.work.app.push_screen(FileNameLine(question, name), self._export)

    def _export(self, name: str | None) -> None:
        if not name:
            return
        stands = self.work.bench.exports.stands(name)
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

        self.work.app.push_screen(Ask(question, answers), answered)

    def _write(self, name: str, over: bool = False) -> None:
        try:
            left = self.work.bench.export(name, over)
        except UnknownEnding as error:
            told = say("不会写 {ending} 文件，扩展名请用 {known}", ending=error.ending, known="、".join(FORMATS))
            self.work.tell(told, "error", 8)
        except DrafterError as error:
            self.work.tell(str(error), "error", 8)
        else:
            self.work.tell(say("已导出 {file}（在 {folder} 里）", file=Path(name).name, folder=folder_of(name)))
            if left:
                self.work.app.push_screen(TextPage(say("没有写进去的"), "\n".join(left)))

    def preview(self) -> None:
        """The whole report on one page."""
        page = self.work.bench.page(min(self.work.app.size.width - 16, 80))
        if page is None:
            self.work.tell(self.work.bench.fault or say("还没有正文"), "warning", 5)
            return
        lines = ["".join(piece.text for piece in line) for line in page.lines]
        count = self.work.bench.draft.characters() if self.work.bench.draft is not None else 0
        self.work.app.push_screen(TextPage(say("全文（{count}字）", count=count), "\n".join(lines)))

    def review(self) -> None:
        """This case against last year's text or case."""
        if self.work.bench.file.changed and not self.save():
            return

        file = self.work.bench.file

        def picked(name: str) -> None:
            self.work.app.open_review(name, file.file, file)  # type: ignore[attr-defined]

        ask_file(self.work.app.screen, say("与上年的哪个文稿或案件比较？"), picked, TEXTS, without=file.file)
