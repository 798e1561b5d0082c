"""Keeping what was typed: saving, the journal, changes on disk, leaving, and the report's way out.

Limits: a mixin of the editor; :class:`drafter.editing.case_file.CaseFile` does the work.
"""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

from drafter.editing.workbench import writers
from drafter.errors import ChangedOnDisk, DrafterError
from drafter.tui.dialogs import Ask, Line
from drafter.tui.part import Part


class Keeping(Part):
    """What the editor does with its file."""

    _asked_disk = ""
    _told_fault = ""

    def start_keeping(self) -> None:
        file = self.bench.file
        if not file.alone:
            self.app.push_screen(
                Ask(
                    f"{file.lock.holder} 正开着这个案件。两边都改会互相覆盖。",
                    [("look", "只看，不急着保存"), ("back", "回去")],
                ),
                lambda answer: self.go_home() if answer == "back" else None,
            )
        elif file.lost is not None:
            when = time.strftime("%m月%d日 %H:%M", time.localtime(file.lost.began))
            self.app.push_screen(
                Ask(
                    f"上次（{when}开始）有{file.lost.edits}处改动没有保存，要恢复吗？",
                    [("restore", "恢复"), ("drop", "不要了")],
                ),
                self._recovered,
            )
        else:
            file.begin()
        self.set_interval(1.0, self._settle)
        self.set_interval(3.0, self._look_at_disk)

    def _recovered(self, answer: str | None) -> None:
        file = self.bench.file
        if answer == "restore":
            try:
                file.restore()
                self.notify("已恢复，请核对后保存")
            except DrafterError as error:
                self.notify(str(error), severity="error")
        file.begin()
        self.show(reload=True)
        self.later()

    def saved_words(self) -> str:
        file = self.bench.file
        if file.changed:
            return "未保存"
        return time.strftime("已保存 %H:%M", time.localtime(file.saved_at)) if file.saved_at else "没有改动"

    async def _settle(self) -> None:
        journal = self.bench.file.journal
        await asyncio.to_thread(journal.settle)
        if journal.fault and journal.fault != self._told_fault:
            self._told_fault = journal.fault
            self.notify(f"改动暂时记不进日志（{journal.fault}），请勤保存", severity="warning", timeout=8)

    def _look_at_disk(self) -> None:
        found = self.bench.file.on_disk()
        file = self.bench.file
        if found is None or found in (file.saved, file.document.text, self._asked_disk) or self.app.screen is not self:
            return
        self._asked_disk = found
        if not file.changed:
            file.reload()
            self.notify("文件在别处改过，已读入新的内容（Ctrl+Z 可看原来的）")
        elif file.take_theirs():
            self.notify("文件在别处改过，已并进来，请核对")
        else:
            self.ask_disk()
        self.show(reload=True)

    def ask_disk(self) -> None:
        """The file changed elsewhere, in the same places."""
        answers = [("mine", "用我的，盖过文件"), ("theirs", "用文件里的（可撤销）"), ("later", "先不管")]
        self.app.push_screen(Ask("文件在别处改过，和这里的改动碰在一起。", answers), self._disk_answered)

    def _disk_answered(self, answer: str | None) -> None:
        if answer == "mine":
            self.save(overwrite=True)
        elif answer == "theirs":
            self.bench.file.reload()
            self.show(reload=True)

    # -- saving ---------------------------------------------------------------------------------------------------
    def save(self, overwrite: bool = False) -> bool:
        file = self.bench.file
        try:
            file.save(overwrite)
        except ChangedOnDisk:
            if file.take_theirs():
                self.notify("文件在别处改过，已并进来，请核对后再保存一次")
                self.show(reload=True)
            else:
                self.ask_disk()
            return False
        except DrafterError as error:
            self.notify(f"没有保存：{error.message()}。内容还在，可用 Ctrl+P“另存为”", severity="error", timeout=10)
            return False
        self.bar()
        self.notify(f"已保存 {Path(file.file).name}", timeout=2)
        return True

    def action_save(self) -> None:
        self.save()

    def action_save_as(self) -> None:
        def named(name: str | None) -> None:
            if not name:
                return
            from drafter.writing.files import write_new

            try:
                write_new(name, self.bench.document.text.encode())
                self.notify(f"已另存为 {name}")
            except DrafterError as error:
                self.notify(str(error), severity="error")

        self.app.push_screen(Line("另存为", self.bench.file.file), named)

    # -- leaving --------------------------------------------------------------------------------------------------
    def action_leave(self) -> None:
        if not self.bench.file.changed:
            self.go_home()
            return
        answers = [("save", "保存后退出"), ("keep", "不保存，下次再恢复"), ("drop", "放弃改动"), ("stay", "继续写")]
        self.app.push_screen(Ask("还有改动没有保存。", answers), self._leave_answered)

    def _leave_answered(self, answer: str | None) -> None:
        if answer == "save" and not self.save():
            return
        if answer in ("save", "keep", "drop"):
            self.go_home(keep=answer == "keep")

    def go_home(self, keep: bool = False) -> None:
        self.bench.file.close(keep=keep)
        self.app.pop_screen()

    # -- the report -----------------------------------------------------------------------------------------------
    def action_export(self) -> None:
        file = Path(self.bench.file.file)
        known = "、".join(writers())
        self.app.push_screen(Line(f"导出报告（扩展名决定格式：{known}）", str(file.with_suffix(".txt"))), self._export)

    def _export(self, name: str | None) -> None:
        if not name:
            return
        if Path(name).exists():
            answers = [("yes", "覆盖"), ("no", "不导出")]
            self.app.push_screen(
                Ask(f"已经有 {name}", answers), lambda answer: self._write(name) if answer == "yes" else None
            )
        else:
            self._write(name)

    def _write(self, name: str) -> None:
        try:
            self.bench.export(name)
        except DrafterError as error:
            self.notify(str(error), severity="error", timeout=8)
        else:
            self.notify(f"已导出 {name}")

    def action_preview(self) -> None:
        """The whole report on one page."""
        from drafter.tui.dialogs import Page

        page = self.bench.page(min(self.size.width - 16, 80))
        if page is None:
            self.notify(self.bench.fault or "还没有正文", severity="warning")
            return
        lines = ["".join(piece.text for piece in line) for line in page.lines]
        count = self.bench.draft.characters() if self.bench.draft is not None else 0
        self.app.push_screen(Page(f"全文（{count}字）", "\n".join(lines)))

    def action_review(self) -> None:
        """This case against last year's text or case."""
        if self.bench.file.changed and not self.save():
            return

        def named(name: str | None) -> None:
            if name:
                self.app.open_review(name, self.bench.file.file)  # type: ignore[attr-defined]

        self.app.push_screen(Line("与上年的哪个文稿或案件比较？", "", "上年.txt"), named)
