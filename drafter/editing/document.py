"""A case on the desk: its text, the edits that people make, and the way back from each of them.

The writer gains undo over everything and a file in which only what they touched has changed. The text is the one truth:
data, form and draft are read from it, the journal keeps its patches.

Limits: knows no file; :mod:`drafter.editing.desk_file` keeps the text on disk.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from drafter.editing import line_edits, rewrite
from drafter.editing.history import EditStep, History, Patch
from drafter.editing.layout import Layout
from drafter.editing.paths import Path, keys, look_up, written
from drafter.errors import BrokenToml, EditRefused
from drafter.files.literal import literal
from drafter.files.read import parse_toml
from drafter.files.values import RawTable
from drafter.messages import say


class Document:
    """`text` is what would be saved; `listeners` hear each patch after it was applied."""

    def __init__(self, text: str, name: str = "案件") -> None:
        self.name = name
        self.crlf = "\r\n" in text
        self.text = text.replace("\r\n", "\n")
        self.history = History()
        self.listeners: list[Callable[[Patch], None]] = []
        self.version = 0
        self._data: tuple[int, dict[str, object]] | None = None
        self._place: tuple[int, str, int, int] | None = None

    @property
    def data(self) -> RawTable:
        """The tables of the text; not to be changed. Raises BrokenToml."""
        if self._data is None or self._data[0] != self.version:
            self._data = self.version, parse_toml(self.text, self.name)
        return self._data[1]

    def raw(self, path: str) -> Any:
        """The value written at `path`, or None."""
        return look_up(self.data, keys(path))

    # -- edits ----------------------------------------------------------------------------------------------------
    def set(self, path: str, value: object, label: str = "") -> None:
        """Put `value` at `path`; None empties it. Typing on at one path is one step until :meth:`seal`."""
        where, before = keys(path), self.raw(path)
        if value is None or value == "" or value == []:
            if before is None:
                return
            value = [] if isinstance(before, list) else ""
        if before == value and type(before) is type(value):
            return
        key = f"set:{path}"
        if self._typed(where, value, key, label or say("填写"), path):
            return
        text = self._filled(where)
        wanted = self._wanted(text, where, value)
        self._change(rewrite.set_value(text, where, value), wanted, label or say("填写"), path, key)
        self._keep_place(where, key)

    def _keep_place(self, where: Path, key: str) -> None:
        """Remember where a value stands: the next key in the same field need not look for it."""
        span = Layout(self.text).span(where)
        self._place = (self.version, key, *span) if span is not None else None

    def _typed(self, where: Path, value: object, key: str, label: str, path: str) -> bool:
        """Put in the next key of a field without reading the text again, where that is sure; whether it was."""
        if self._place is None or self._place[:2] != (self.version, key) or not self.history.open(key):
            return False
        start, end = self._place[2:]
        if "\n" in self.text[start:end]:
            return False
        words = literal(value)
        holder = look_up(self.data, where[:-1])
        self._apply(self.text[:start] + words + self.text[end:], label, path, key)
        holder[where[-1]] = value
        assert self._data is not None
        self._data = self.version, self._data[1]
        self._place = self.version, key, start, start + len(words)
        return True

    def _filled(self, where: Path) -> str:
        """The text with the rows that a path leads through."""
        text = self.text
        for depth, part in enumerate(where):
            if isinstance(part, int) and look_up(parse_toml(text, self.name), where[: depth + 1]) is None:
                text = rewrite.insert_row(text, where[:depth], part, {})
        return text

    def insert(self, path: str, index: int, row: Mapping[str, object], label: str = "") -> str:
        """A row put in as number `index` of the list at `path`; its path."""
        self.insert_many(path, index, [row], label or say("新增一项"))
        return f"{path}[{index}]"

    def insert_many(self, path: str, index: int, rows: Sequence[Mapping[str, object]], label: str) -> None:
        """Rows put in together, as one step."""
        where = keys(path)
        text = self._filled(where)
        wanted = parse_toml(text, self.name)
        for offset, row in enumerate(rows):
            text = rewrite.insert_row(text, where, index + offset, row)
        self._list(wanted, where)[index:index] = [dict(row) for row in rows]
        self._change(text, wanted, label, f"{path}[{index}]")

    def splice(self, path: str, index: int, remove: int, lines: Sequence[str], label: str, key: str = "") -> None:
        """Lines of the list of events at `path`: `remove` of them from number `index` on give way to `lines`, as one
        step; what is typed next under `key` joins it."""
        where = keys(path)
        text = self._filled(where[:-1])
        if isinstance(raw := look_up(parse_toml(text, self.name), where), str):
            text = rewrite.set_value(text, where, [raw] if raw else [])
        wanted = parse_toml(text, self.name)
        rows = self._list(wanted, where)
        made = line_edits.spliced(text, where, index, remove, lines, rows)
        rows[index : index + remove] = line_edits.elements(text, where, lines)
        self._change(made, wanted, label, f"{path}[{index}]", key)
        if key:
            self._keep_place(keys(self.line_path(path, index)), key)

    def line_path(self, path: str, index: int) -> str:
        """Where the words of line number `index` of a list of events stand."""
        row = line_edits.rows_of(self.raw(path))[index : index + 1]
        return f"{path}[{index}].note" if row and isinstance(row[0], dict) else f"{path}[{index}]"

    def delete(self, path: str, label: str = "") -> None:
        """Take away the row at `path`."""
        where = keys(path)
        wanted = copy.deepcopy(self.data)
        rows, last = self._row(wanted, where)
        del rows[last]
        self._change(rewrite.delete_row(self.text, where), wanted, label or say("删去一项"), path)

    def move(self, path: str, index: int, label: str = "") -> str:
        """Put the row at `path` as number `index` of its list; its new path."""
        where = keys(path)
        wanted = copy.deepcopy(self.data)
        rows, last = self._row(wanted, where)
        index = max(0, min(index, len(rows) - 1))
        rows.insert(index, rows.pop(last))
        after = written((*where[:-1], index))
        self._change(rewrite.move_row(self.text, where, index), wanted, label or say("移动一项"), after)
        return after

    def duplicate(self, path: str, label: str = "") -> str:
        """The row at `path` once more behind it; the path of the copy."""
        where = keys(path)
        wanted = copy.deepcopy(self.data)
        rows, last = self._row(wanted, where)
        rows.insert(last + 1, copy.deepcopy(rows[last]))
        after = written((*where[:-1], last + 1))
        self._change(rewrite.copy_row(self.text, where), wanted, label or say("复制一项"), after)
        return after

    def replace(self, text: str, label: str, path: str = "") -> None:
        """Another text altogether (edited by hand, merged, recovered), as one step."""
        text = text.replace("\r\n", "\n")
        parse_toml(text, self.name)
        self._apply(text, label, path, "")

    def retype(self, text: str, label: str, key: str = "") -> None:
        """Another text that need be no TOML yet; typing on under one `key` is one step until :meth:`seal`."""
        self._apply(text.replace("\r\n", "\n"), label, "", key)

    def seal(self) -> None:
        """What is typed next is a step of its own."""
        self.history.seal()

    # -- the way back ---------------------------------------------------------------------------------------------
    def undo(self) -> EditStep | None:
        """Take the last step back; the step, or None where there is none."""
        step = self.history.undo()
        if step is not None:
            self._patch(step.patch.back())
        return step

    def redo(self) -> EditStep | None:
        """Do again what was last taken back; None where nothing was."""
        step = self.history.redo()
        if step is not None:
            self._patch(step.patch)
        return step

    # -- inside ---------------------------------------------------------------------------------------------------
    def _wanted(self, text: str, where: Path, value: object) -> dict[str, object]:
        wanted = copy.deepcopy(self.data) if text == self.text else parse_toml(text, self.name)
        if isinstance(where[-1], int):
            rows, last = self._row(wanted, where)
            rows[last] = value
            return wanted
        inner = self._at(wanted, where[:-1], {})
        if not isinstance(inner, dict):
            raise EditRefused(self.name, written(where))
        inner[where[-1]] = value
        return wanted

    def _row(self, data: object, where: Path) -> tuple[list[object], int]:
        """The list of copied data that a path ends in, and the number of its row. Raises EditRefused where there is
        no such row."""
        rows, last = self._list(data, where[:-1]), where[-1]
        if not isinstance(last, int) or last >= len(rows):
            raise EditRefused(self.name, written(where))
        return rows, last

    def _list(self, data: object, where: Path) -> list[object]:
        """The list at a path of copied data, made where there is none. Raises EditRefused where something else is."""
        found = self._at(data, where, [])
        if not isinstance(found, list):
            raise EditRefused(self.name, written(where))
        return found

    def _at(self, data: object, where: Path, empty: object) -> object:
        """What stands at a path of copied data; `empty`, with the tables that lead to it, is put where nothing does.
        Raises EditRefused where the path leads through a list as if it were a table, or the reverse."""
        for depth, part in enumerate(where):
            if isinstance(part, str) and isinstance(data, dict):
                data = data.setdefault(part, {} if depth + 1 < len(where) else empty)
            elif isinstance(part, int) and isinstance(data, list) and part < len(data):
                data = data[part]
            else:
                raise EditRefused(self.name, written(where))
        return data

    def _change(self, text: str, wanted: Mapping[str, object], label: str, path: str, key: str = "") -> None:
        """Take over an edited text, once it is sure that it states what was wanted and nothing else changed."""
        try:
            found = parse_toml(text, self.name)
        except BrokenToml:
            raise EditRefused(self.name, path) from None
        if _said(found) != _said(wanted):
            raise EditRefused(self.name, path)
        self._apply(text, label, path, key)
        self._data = self.version, found

    def _apply(self, text: str, label: str, path: str, key: str) -> None:
        if text == self.text:
            return
        patch = self.history.add(self.text, text, label, path, key)
        self._patch(patch)

    def _patch(self, patch: Patch) -> None:
        self.text = patch.apply(self.text)
        self.version += 1
        for listener in self.listeners:
            listener(patch)


def _said(data: object) -> object:
    """Data without the lists and tables that hold nothing: the last row of a list takes the list with it."""
    if isinstance(data, Mapping):
        return {name: _said(value) for name, value in data.items() if value != [] and value != {}}
    return [_said(one) for one in data] if isinstance(data, list) else data
