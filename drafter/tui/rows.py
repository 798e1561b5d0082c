"""Rows of a form: adding, copying, moving, deleting, pasting; values that are picked from a list.

Limits: the document does the work; lines of notes are :mod:`drafter.tui.noting`'s.
"""

from __future__ import annotations

from drafter.editing.document import Document
from drafter.editing.entries import Entry, EventLine, line_at
from drafter.editing.page import cut
from drafter.editing.paste import rows, same_rows, untaken
from drafter.editing.paths import pattern
from drafter.messages import say
from drafter.tui.dialogs import Pick
from drafter.tui.noting import Noting
from drafter.tui.work import Work


class Rows:
    """What the editor does with rows."""

    def __init__(self, work: Work, noting: Noting) -> None:
        self.work, self.noting = work, noting

    # -- where one stands -----------------------------------------------------------------------------------------
    def row_here(self) -> Entry | None:
        """The innermost row that holds the focus."""
        path = self.work.focus_path
        inside = [
            one
            for one in self.work.form.entries
            if one.sort == "row" and (path == one.path or path.startswith(f"{one.path}."))
        ]
        return max(inside, key=lambda one: len(one.path), default=None)

    def item_here(self) -> str:
        """The path of the item one stands on: a line of notes, or the innermost row; "" where there is none."""
        entry = self.work.form.entry
        if entry is not None and (line := entry.line) is not None:
            return "" if entry.fresh else line.row
        row = self.row_here()
        return row.path if row is not None else ""

    def list_here(self) -> tuple[str, int] | None:
        """The list that one stands in, and where a new item of it goes: behind the item in focus, or at the end."""
        entry = self.work.form.entry
        if entry is None:
            return None
        if (line := entry.line) is not None:
            return line.list, line.number + (not entry.fresh)
        if entry.sort == "list":
            return entry.path, entry.size
        if item := self.item_here():
            where, number = _parted(item)
            return where, number + 1
        lists = [one for one in self.work.form.entries if one.sort == "list" and not one.depth]
        return (lists[0].path, lists[0].size) if len(lists) == 1 else None

    # -- adding ---------------------------------------------------------------------------------------------------
    def add_here(self) -> None:
        """One more item of the list that one stands in."""
        here = self.list_here()
        if here is None:
            self.work.tell(say("先走到要新增的那一列上，再按一次"))
            return
        self.add(*here)
        self.work.tell(say("“{list}”里新增一项", list=self.work.bench.label(here[0])), seconds=2)

    def add_outer(self) -> None:
        """One more of the row around the item in focus."""
        document = self.work.bench.document
        item = self.item_here()
        entry = self.work.form.entry
        if entry is not None and entry.fresh and entry.line is not None:
            item = entry.line.row
        if not item:
            self.add_here()
            return
        outer = item
        around = item.rpartition(".")[0]
        field = self.work.bench.reading.engine.schema.fields.get(pattern(_parted(item)[0]))
        if field is not None and field.type == "events" and around.endswith("]"):
            outer = around
        where, number = _parted(outer)
        around = where.rpartition(".")[0]
        if around.endswith("]") and not any((document.raw(outer) or {}).values()):
            # Nothing in it yet: what was meant is one more of what is around it.
            self.work.change(lambda: document.delete(outer))
            where, number = _parted(around)
        self.add(where, number + 1)

    def add(self, path: str, index: int) -> None:
        """One more item of a list: a line to type on where it is one of events."""
        field = self.work.bench.reading.engine.schema.fields.get(pattern(path))
        if field is not None and field.type == "events":
            self.noting.begin(EventLine(path, index, True))
            return
        made = self.work.change(lambda: self.work.bench.document.insert(path, index, {}))
        if made is not None:
            self.work.show(made, reload=True)
            self.enter(made)

    def enter(self, path: str) -> None:
        """To the first field of a row."""
        first = next((one for one in self.work.form.entries if one.path.startswith(f"{path}.")), None)
        if first is not None:
            self.work.show(first.path, reload=True)

    # -- what happens to an item ------------------------------------------------------------------------------------
    def copy(self) -> None:
        """The item once more behind it."""
        item = self.item_here()
        document = self.work.bench.document
        if item and (made := self.work.change(lambda: document.duplicate(item))) is not None:
            self.work.show(self._shown(made), reload=True)

    def delete(self) -> None:
        """Take the item away; where it was the one behind it comes into focus."""
        item = self.item_here()
        work = self.work
        row = next((one for one in work.form.entries if one.path in (item, f"{item}.note")), None)
        if row is None:
            work.tell(say("先走到要删去的一项上"))
            return
        told = cut(f"{row.label} {row.text.split('  ')[0]}".strip(), 40)
        document = work.bench.document
        work.change(lambda: document.delete(item, say("删去{what}", what=row.label)))
        where, index = _parted(item)
        left = document.raw(where)
        last = len(left) - 1 if isinstance(left, list) else -1
        work.show(self._shown(f"{where}[{min(index, last)}]") if last >= 0 else where, reload=True)
        work.tell(say("已删去：{what}。Ctrl+Z 撤销", what=told))

    def move(self, step: int) -> None:
        """The item a place up or down in its list."""
        item = self.item_here()
        if not item:
            return
        where, number = _parted(item)
        held = self.work.bench.document.raw(where)
        target = number + step
        if not isinstance(held, list) or not 0 <= target < len(held):
            return
        rest = self.work.focus_path[len(item) :]
        made = self.work.change(lambda: self.work.bench.document.move(item, target))
        if made is not None:
            self.work.show(made + rest, reload=True)

    def _shown(self, item: str) -> str:
        """The path of the entry that shows an item."""
        where, index = _parted(item)
        raw = self.work.bench.document.raw(item)
        noted = isinstance(raw, dict) and "note" in raw and "kind" not in raw
        return EventLine(where, index, table=True).path if noted else item

    # -- entering an entry ----------------------------------------------------------------------------------------
    def entered(self, entry: Entry) -> None:
        """Enter on a list, a row, or a field of fixed choices."""
        if entry.sort == "list":
            self.add(entry.path, entry.size)
        elif entry.sort == "row":
            self.enter(entry.path)
        elif entry.sort == "more":
            at = self.work.form.index
            self.work.opened.add(entry.path)
            self.work.show(reload=True)
            self.work.form.go(at)
        else:
            self.choose(entry)

    def choose(self, entry: Entry) -> None:
        """Pick the value of a field of fixed choices; of several, one more, or one that is there less."""
        field, work = entry.field, self.work
        if field.type == "flag":
            options = [("true", say("是"), ""), ("false", say("否"), "")]
            many = []
        else:
            pairs = work.bench.reading.engine.bank.pairs
            held = work.bench.document.raw(entry.path)
            many = held if isinstance(held, list) else [held] if held else []
            options = [
                (one, pairs[one].label if one in pairs else one, say("已选，再选一次去掉") if one in many else "")
                for one in field.choices
            ]
            if field.type == "choice":
                options.append(("-", say("（不填）"), ""))

        def picked(name: str) -> None:
            if not name:
                return
            value: object = {"true": True, "false": False, "-": ""}.get(name, name)
            if field.type == "choices":
                value = [one for one in many if one != name] if name in many else [*many, name]
            work.change(lambda: work.bench.document.set(entry.path, value, say("选{what}", what=entry.label)))
            work.show(entry.path, reload=True)
            if field.type != "choices":
                work.form.step(1)

        work.ask(Pick(f"{entry.label}：{say(field.help)}" if field.help else entry.label, options), picked)

    # -- a table pasted -------------------------------------------------------------------------------------------
    def paste(self, text: str) -> None:
        """A piece of a table, pasted somewhere in a list of rows."""
        here = self.list_here()
        engine = self.work.bench.reading.engine
        schema = engine.schema
        if here is None or schema.fields.get(pattern(here[0])) is None:
            self.work.tell(say("这里放不下表格，请先走到一列项目上"), "warning")
            return
        head = f"{pattern(here[0])}[]."
        inside = {
            path[len(head) :]: one
            for path, one in schema.fields.items()
            if path.startswith(head) and "[" not in path[len(head) :]
        }
        single = {name: one for name, one in inside.items() if one.type not in ("rows", "events")}
        derived = {rule.path[len(head) :] for rule in engine.rules if rule.path.startswith(head)}
        made = rows(text, single, derived)
        if not made:
            self.work.tell(say("没有读出可以贴入的行"), "warning")
            return
        path, index = here
        document = self.work.bench.document
        held = document.raw(path)
        # A fresh row that holds nothing gives way.
        if isinstance(held, list) and index and not any(held[index - 1].values()):
            index -= 1
            self.work.change(lambda: document.delete(f"{path}[{index}]"))
        label = say("贴入{count}项", count=len(made))
        known = same_rows(document.raw(path), made)
        fresh = [row for at, row in enumerate(made) if at not in known]
        scratch = Document(document.text, document.name)
        for at, number in known.items():
            for key, value in made[at].items():
                scratch.set(f"{path}[{number}].{key}", value)
        if fresh:
            scratch.insert_many(path, index, fresh, label)
        self.work.change(lambda: document.replace(scratch.text, label))
        self.work.show(f"{path}[{index if fresh else min(known.values())}]", reload=True)
        told = say("贴入了{count}项，Ctrl+Z 撤销", count=len(fresh)) if fresh else ""
        if known:
            told = "；".join(one for one in (told, say("{count}项已经有了，按贴入的改", count=len(known))) if one)
        if left := untaken(text, single):
            told += say("；没有读的列：{heads}", heads="、".join(left))
        self.work.tell(told, "warning" if left else "information", 8 if left else 3)


def _parted(item: str) -> tuple[str, int]:
    """The list of an item, and its number there."""
    line = line_at(item)
    assert line is not None
    return line.list, line.number
