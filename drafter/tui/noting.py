"""Lists of notes as lines of text: the next line, parting and joining, blocks that are pasted, kinds as help.

The writer gains that noting what was done is typing, one thing a line, with nothing to choose first.

Limits: the document does the work; what a line means is read by :mod:`drafter.claims`.
"""

from __future__ import annotations

from drafter.editing.blocks import block_of
from drafter.editing.entries import Entry, EventLine
from drafter.editing.kinds import offers, synonyms
from drafter.editing.line_edits import rows_of
from drafter.editing.paths import keys, look_up, pattern
from drafter.messages import say
from drafter.tui.dialogs import Pick
from drafter.tui.form_messages import Joined, Parted
from drafter.tui.work import Work

#: The answer that asks for no kind.
_PLAIN = "+"


class Noting:
    """What the editor does with lines of notes."""

    def __init__(self, work: Work) -> None:
        self.work = work

    # -- lines ----------------------------------------------------------------------------------------------------
    def here(self) -> EventLine | None:
        """Where a line would be put in: behind the one in focus, else at the end of the list one stands in."""
        work = self.work
        entry = work.form.entry
        if entry is None:
            return None
        if (line := entry.line) is not None:
            return EventLine(line.list, line.number + (0 if entry.fresh else 1), True)
        path = entry.path
        if entry.sort == "list" and entry.field.type == "events":
            return EventLine(path, len(rows_of(look_up(work.bench.document.data, keys(path)))), True)
        inside = [
            one
            for one in work.form.entries
            if one.sort == "row"
            and one.field.type == "events"
            and (path == one.path or path.startswith(f"{one.path}."))
        ]
        if inside:
            where, _, number = inside[-1].path.rpartition("[")
            return EventLine(where, int(number[:-1]) + 1, True)
        return None

    def begin(self, line: EventLine) -> None:
        """Show an empty line to type on; nothing is in the case yet."""
        self.work.fresh = line
        self.work.show(line.path, reload=True)

    def typed(self, line: EventLine, text: str, label: str) -> str:
        """The first words on a line that was still to be typed; the path that it has from now on."""
        document = self.work.bench.document
        path = document.line_path(line.list, line.number) if _under_headers(document.raw(line.list)) else line.row
        document.splice(line.list, line.number, 0, [text], label, f"set:{path}")
        self.work.fresh = None
        return document.line_path(line.list, line.number)

    def leave(self, before: str, path: str) -> str:
        """Another entry came into focus: a line that holds nothing goes. The path of the entry as it is now."""
        from drafter.editing.entries import line_at

        line = line_at(before)
        if self.work.fresh is not None and path != self.work.fresh.path:
            self.work.fresh = None
        if line is None or line.fresh or line.table:
            return path
        rows = rows_of(self.work.bench.document.raw(line.list))
        if line.number >= len(rows) or not isinstance(rows[line.number], str) or rows[line.number].strip():
            return path
        self._splice(line.list, line.number, 1, [], say("删去空行"))
        there = line_at(path)
        if there is not None and there.list == line.list and there.number > line.number:
            return there._replace(number=there.number - 1).path
        return path

    def part(self, message: Parted) -> None:
        """Enter: at the end of a line the next one, in the middle two of one."""
        line = message.entry.line
        if line is None or message.entry.fresh:
            return
        if not message.after.strip():
            self.begin(EventLine(line.list, line.number + 1, True))
            return
        if not message.before.strip():
            self.begin(EventLine(line.list, line.number, True))
            return
        if line.table:
            self.work.change(lambda: self.work.bench.document.set(line.path, message.before.rstrip()))
            self._splice(line.list, line.number + 1, 0, [message.after.lstrip()], say("另起一行"))
        else:
            self._splice(line.list, line.number, 1, [message.before.rstrip(), message.after.lstrip()], say("另起一行"))
        self._to(EventLine(line.list, line.number + 1), 0)

    def join(self, message: Joined) -> None:
        """Backspace at the start of a line, Delete at its end: two become one."""
        line = message.entry.line
        if line is None:
            return
        if message.entry.fresh:
            if line.number:
                self.work.fresh = None
                self._to(EventLine(line.list, line.number - 1), -1)
            return
        first = line.number + min(message.step, 0)
        rows = rows_of(self.work.bench.document.raw(line.list))
        pair = rows[first : first + 2] if first >= 0 else []
        if len(pair) < 2:
            return
        if not all(isinstance(one, str) for one in pair):
            self.work.tell(say("上下两项不都是一行记事，合不到一起"))
            return
        self._splice(line.list, first, 2, ["".join(pair)], say("并成一行"))
        self._to(EventLine(line.list, first), len(pair[0]))

    def paste(self, entry: Entry, text: str, before: str, after: str) -> None:
        """A block becomes lines; what stands around the cursor joins the first and the last of them."""
        block = block_of(text)
        lines = list(block.lines)
        here = self.here()
        if here is None or not lines:
            self.work.tell(say("没有读出可以贴入的行"), "warning")
            return
        held = entry.line if entry.sort == "note" and not entry.fresh else None
        if held is not None and not held.table:
            lines[0], lines[-1] = before + lines[0], lines[-1] + after
            done = self._splice(held.list, held.number, 1, lines, say("贴入{count}行", count=len(lines)))
            last = held.number + len(lines) - 1
        else:
            done = self._splice(here.list, here.number, 0, lines, say("贴入{count}行", count=len(lines)))
            last = here.number + len(lines) - 1
            after = ""
        if done:
            self._to(EventLine(here.list, last), len(lines[-1]) - len(after))
            told = say("贴入了{count}行，Ctrl+Z 撤销", count=len(lines))
            if block.heads:
                told += say("；略去{count}行聊天的发言人和时间", count=block.heads)
            self.work.tell(told)

    def _splice(self, path: str, index: int, remove: int, lines: list[str], label: str) -> bool:
        document = self.work.bench.document
        before = document.version
        self.work.fresh = None
        self.work.change(lambda: document.splice(path, index, remove, lines, label))
        return document.version != before

    def _to(self, line: EventLine, at: int) -> None:
        """Put the cursor in a line, before character `at` (-1: at its end)."""
        work = self.work
        path = work.bench.document.line_path(line.list, line.number)
        work.show(path, reload=True)
        if work.form.entry is not None and work.form.entry.path == path and at >= 0:
            work.form.place(at)

    # -- kinds as help ----------------------------------------------------------------------------------------------
    def pick_kind(self) -> None:
        """Pick a kind for the list one stands in; what was searched for and is none may be noted as it is."""
        here = self.here()
        if here is None:
            self.work.tell(say("这里没有记事；走到“照记的事”一类的栏目上再选"))
            return
        bench = self.work.bench
        engine = bench.reading.engine
        field = engine.schema.fields.get(pattern(here.list))
        options = [
            one for one in offers(engine, bench.document.data, field.example if field else "") if one.name != "note"
        ]
        plain = (_PLAIN, say("不选种类，照平时记的写一行"), "")
        question = say("“{list}”里记哪一种事？选了种类就有现成的栏目；不选也行", list=bench.label(here.list))

        def picked(name: str) -> None:
            if name == _PLAIN:
                self.begin(here)
            elif name:
                self.insert(here, name)

        self.work.ask(Pick(question, options, also=synonyms(), rest=plain), picked)

    def insert(self, here: EventLine, kind: str) -> None:
        """An event of a kind at a place of a list."""
        work = self.work
        document = work.bench.document
        work.fresh = None
        label = say("新增一项")
        made = work.change(lambda: document.insert(here.list, here.number, {"kind": kind}, label))
        if made is None:
            return
        work.show(made, reload=True)
        first = next((one for one in work.form.entries if one.path.startswith(f"{made}.")), None)
        if first is not None:
            work.show(first.path, reload=True)

    # -- another reading ------------------------------------------------------------------------------------------
    def reread(self) -> None:
        """Offer other ways to read the line in focus."""
        from drafter.editing.rereading import label, ways

        entry = self.work.form.noting
        found = ways(self.work.form.buffer.text) if entry is not None else []
        if entry is None or (line := entry.line) is None:
            self.work.tell(say("走到一行记事上再改读法"))
            return
        if not found:
            self.work.tell(say("这一行只有一种读法；改了字就会重读"))
            return
        options = []
        for number, way in enumerate(found):
            told = say("“{words}”是{role}", words=way.words, role=say(label(way)))
            if way.role == "line":
                told = say("“{words}”另起一行", words=way.words)
            options.append((str(number), told, ""))

        def picked(number: str) -> None:
            if not number:
                return
            lines = list(found[int(number)].lines)
            if line.table:
                self.work.change(lambda: self.work.bench.document.set(line.path, lines[0], say("改读法")))
                if lines[1:]:
                    self._splice(line.list, line.number + 1, 0, lines[1:], say("改读法"))
            else:
                self._splice(line.list, line.number, 1, lines, say("改读法"))
            self._to(line, -1)

        self.work.ask(Pick(say("这一行还可以怎样理解？"), options), picked)


def _under_headers(raw: object) -> bool:
    return isinstance(raw, list) and bool(raw) and all(isinstance(one, dict) for one in raw)
