"""Rows of a form: adding, copying, moving, deleting, pasting; values that are picked from a list.

Limits: a mixin of the editor; the document does the work.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from drafter.editing.form import Entry
from drafter.editing.kinds import offers
from drafter.editing.page import cut
from drafter.editing.paste import cells, rows
from drafter.editing.paths import keys, pattern
from drafter.errors import DrafterError
from drafter.messages import say
from drafter.phrasing.bank import CIRCUMSTANCES
from drafter.tui.dialogs import Pick
from drafter.tui.part import Part


class Rows(Part):
    """What the editor does with rows."""

    # -- where one stands -----------------------------------------------------------------------------------------
    def row_here(self) -> Entry | None:
        """The innermost row that holds the focus."""
        path = self.focus_path
        inside = [
            one
            for one in self.form.entries
            if one.sort == "row" and (path == one.path or path.startswith(f"{one.path}."))
        ]
        return max(inside, key=lambda one: len(one.path), default=None)

    def list_here(self) -> tuple[str, int] | None:
        """The list that a new item belongs to, and its number there: behind the row in focus, or at the end."""
        entry = self.form.entry
        if entry is None:
            return None
        if entry.sort == "list":
            return entry.path, entry.size
        row = self.row_here()
        if row is None:
            lists = [one for one in self.form.entries if one.sort == "list"]
            return (lists[0].path, lists[0].size) if lists else None
        inner = [
            one
            for one in self.form.entries
            if one.sort == "list" and one.path.startswith(f"{row.path}.") and one.depth == row.depth + 1
        ]
        if inner:
            return inner[0].path, inner[0].size
        return row.path.rpartition("[")[0], int(row.path.rpartition("[")[2][:-1]) + 1

    # -- adding ---------------------------------------------------------------------------------------------------
    def action_add(self) -> None:
        here = self.list_here()
        if here is None:
            self.notify(say("这一节没有可以新增的项"))
            return
        self.add(*here)

    def action_add_outer(self) -> None:
        """One more of the row around the one in focus."""
        row = self.row_here()
        if row is None:
            self.action_add()
            return
        outer = row
        if row.field.type == "events":
            around = row.path.rpartition(".")[0]
            outer = next((one for one in self.form.entries if one.sort == "row" and one.path == around), row)
        where, _, number = outer.path.rpartition("[")
        around = where.rpartition(".")[0]
        if around.endswith("]") and not any((self.bench.document.raw(outer.path) or {}).values()):
            # Nothing in it yet: what was meant is one more of what is around it.
            self.change(lambda: self.bench.document.delete(outer.path))
            where, _, number = around.rpartition("[")
        self.add(where, int(number[:-1]) + 1)

    def add(self, path: str, index: int) -> None:
        field = self.bench.reading.engine.schema.fields.get(pattern(path))
        if field is not None and field.type == "events":
            self.pick_kind(lambda name: self._insert(path, index, {"kind": name}), path)
        else:
            self._insert(path, index, {})

    def pick_kind(self, then: Callable[[str], None], path: str) -> None:
        """Ask for a kind of event for the list at `path`."""
        field = self.bench.reading.engine.schema.fields.get(pattern(path))
        options = offers(self.bench.reading.engine, self.bench.document.data, field.example if field else "")

        def picked(name: str | None) -> None:
            if name:
                then(name)

        question = say("“{list}”里新增哪一种事项？", list=self.bench.label(path))
        self.app.push_screen(Pick(question, options), picked)

    def _insert(self, path: str, index: int, row: dict[str, Any]) -> None:
        made = self.change(lambda: self.bench.document.insert(path, index, row))
        if made is None:
            return
        self.show(made, reload=True)
        first = next(
            (one for one in self.form.entries if one.sort == "field" and one.path.startswith(f"{made}.")), None
        )
        if first is not None:
            self.show(first.path, reload=True)

    def change(self, edit: Callable[[], Any]) -> Any:
        """Do an edit; what is wrong with it is said and None answered."""
        self.bench.document.seal()
        try:
            return edit()
        except DrafterError as error:
            self.notify(str(error), severity="error")
            return None
        finally:
            self.later()

    # -- what happens to a row ------------------------------------------------------------------------------------
    def action_copy_row(self) -> None:
        row = self.row_here()
        if row is not None and (made := self.change(lambda: self.bench.document.duplicate(row.path))) is not None:
            self.show(made, reload=True)

    def action_delete_row(self) -> None:
        row = self.row_here()
        if row is None:
            self.notify(say("先走到要删去的一项上"))
            return
        told = cut(f"{row.label} {row.text.split('  ')[0]}".strip(), 40)
        self.change(lambda: self.bench.document.delete(row.path, say("删去{what}", what=row.label)))
        where, _, number = row.path.rpartition("[")
        index = int(number[:-1])
        left = self.bench.document.raw(where)
        last = len(left) - 1 if isinstance(left, list) else -1
        self.show(f"{where}[{min(index, last)}]" if last >= 0 else where, reload=True)
        self.notify(say("已删去：{what}。Ctrl+Z 撤销", what=told), timeout=3)

    def action_move_row(self, step: int) -> None:
        row = self.row_here()
        if row is None:
            return
        where, _, number = row.path.rpartition("[")
        rows_ = self.bench.document.raw(where)
        target = int(number[:-1]) + step
        if not isinstance(rows_, list) or not 0 <= target < len(rows_):
            return
        rest = self.focus_path[len(row.path) :]
        made = self.change(lambda: self.bench.document.move(row.path, target))
        if made is not None:
            self.show(made + rest, reload=True)

    # -- entering an entry ----------------------------------------------------------------------------------------
    def entered(self, entry: Entry) -> None:
        """Enter on a list, a row, or a field of fixed choices."""
        if entry.sort == "list":
            self.add(entry.path, entry.size)
        elif entry.sort == "row":
            inside = next((one for one in self.form.entries if one.path.startswith(f"{entry.path}.")), None)
            if inside is not None:
                self.show(inside.path, reload=True)
        else:
            self.choose(entry)

    def choose(self, entry: Entry) -> None:
        """Pick the value of a field of fixed choices; of several, one more, or one that is there less."""
        field = entry.field
        if field.type == "flag":
            options = [("true", say("是"), ""), ("false", say("否"), "")]
        else:
            pairs = self.bench.reading.engine.bank.pairs
            held = self.bench.document.raw(entry.path)
            many = held if isinstance(held, list) else [held] if held else []
            options = [
                (
                    one,
                    pairs[one].label if one in pairs else one,
                    say("已选，再选一次去掉") if one in many else "",
                )
                for one in field.choices
            ]
            if field.type == "choice":
                options.append(("-", say("（不填）"), ""))

        def picked(name: str | None) -> None:
            if not name:
                return
            value: Any = {"true": True, "false": False, "-": ""}.get(name, name)
            if field.type == "choices":
                value = [one for one in many if one != name] if name in many else [*many, name]
            self.change(lambda: self.bench.document.set(entry.path, value, say("选{what}", what=entry.label)))
            self.show(entry.path, reload=True)
            if field.type != "choices":
                self.form.step(1)

        self.app.push_screen(Pick(f"{entry.label}：{say(field.help)}" if field.help else entry.label, options), picked)

    # -- a table pasted -------------------------------------------------------------------------------------------
    def pasted(self, entry: Entry, text: str) -> None:
        """A piece of a table, pasted somewhere in a list."""
        here = self.list_here()
        field = self.bench.reading.engine.schema.fields.get(pattern(here[0])) if here is not None else None
        if here is None or field is None:
            self.notify(say("这里放不下表格，请先走到一列项目上"), severity="warning")
            return
        if field.type == "events":
            self.paste_events(here, text)
            return
        schema = self.bench.reading.engine.schema
        head = f"{pattern(here[0])}[]."
        inside = {
            path[len(head) :]: one
            for path, one in schema.fields.items()
            if path.startswith(head) and "[" not in path[len(head) :]
        }
        single = {name: one for name, one in inside.items() if one.type not in ("rows", "events")}
        derived = {rule.path[len(head) :] for rule in self.bench.reading.engine.rules if rule.path.startswith(head)}
        self._paste(here, rows(text, single, derived))

    def paste_events(self, here: tuple[str, int], text: str) -> None:
        """Each line an event of the kind that is picked, its cells the roles in their order."""

        def picked(name: str) -> None:
            kind = self.bench.reading.engine.schema.kinds[name]
            own = {role: field for role, field in kind.roles.items() if role not in CIRCUMSTANCES}
            order = {**own, **{role: field for role, field in kind.roles.items() if role not in own}}
            self._paste(here, [{"kind": name, **row} for row in rows(text, order)])

        self.notify(say("贴入{count}行，请选种类", count=len(cells(text))))
        self.pick_kind(picked, here[0])

    def _paste(self, here: tuple[str, int], made: list[dict[str, Any]]) -> None:
        if not made:
            self.notify(say("没有读出可以贴入的行"), severity="warning")
            return
        path, index = here
        held = self.bench.document.raw(path)
        # A fresh row that holds nothing gives way.
        if isinstance(held, list) and index and not any(held[index - 1].values()):
            index -= 1
            self.change(lambda: self.bench.document.delete(f"{path}[{index}]"))
        self.change(lambda: self.bench.document.insert_many(path, index, made, say("贴入{count}项", count=len(made))))
        assert keys(path)
        self.show(f"{path}[{index}]", reload=True)
        self.notify(say("贴入了{count}项，Ctrl+Z 撤销", count=len(made)))
