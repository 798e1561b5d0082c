"""What the checks remark while one writes, and the list of it.

Limits: the rules are :mod:`drafter.checking`'s; they run beside the typing.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from drafter.editing.findings import Remark, remarks
from drafter.errors import DrafterError
from drafter.messages import say
from drafter.tui.dialogs import Pick
from drafter.tui.work import Work

_MARKS = {"error": say("错"), "todo": say("缺"), "warning": say("疑"), "hint": say("议")}


class ShownRemarks:
    """`found` is what was remarked last; `changed` is called when it is another."""

    def __init__(self, work: Work, changed: Callable[[], None]) -> None:
        self.work, self.changed = work, changed
        self.found: tuple[Remark, ...] = ()
        self._checking = False

    async def check(self) -> None:
        """Gather remarks beside the typing, in another thread; only one at a time."""
        if self._checking:
            return
        self._checking = True
        bench = self.work.bench
        version = bench.document.version
        try:
            reading, draft, text = bench.reading, bench.draft, bench.document.text
            found = await asyncio.to_thread(remarks, reading, draft, text, bench.file.file)
        except DrafterError as error:
            found, version = [Remark("error", "", str(error))], bench.document.version
        except Exception as error:
            # Checks are beside the work: it goes on without them.
            where = self.work.app.note_fault(error)  # type: ignore[attr-defined]
            told = say("检查时出了没有料到的错，先接着写；情况记在 {file}", file=where)
            found, version = [Remark("error", "", told)], bench.document.version
        finally:
            self._checking = False
        if self.found != tuple(found):
            self.found = tuple(found)
            self.changed()
        if version != bench.document.version:
            self.work.later()

    def ask(self) -> None:
        """The list of remarks; Enter goes to the field of one."""
        bench = self.work.bench
        found = bench.remarks()
        if not found:
            self.work.tell(say("没有发现问题"))
            return
        options = []
        for number, one in enumerate(found):
            where = f"【{bench.label(one.path)}】" if one.path else ""
            options.append((str(number), f"{_MARKS.get(one.severity, '')} {where}{one.message}", ""))

        def picked(number: str) -> None:
            if number and found[int(number)].path:
                self.work.to_path(found[int(number)].path)
            elif number:
                self.work.tell(say("这一条没有对应的栏目"))

        self.work.ask(Pick(say("检查：{count}处（回车到那一栏）", count=len(found)), options), picked)
