"""How the entries of a form stand on lines: label, value, and for the one in focus what helps to fill it.

Limits: pure layout; colours by the names of :mod:`drafter.tui.looks`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from drafter.editing.buffer import Buffer
from drafter.editing.entries import Entry
from drafter.editing.page import cut
from drafter.editing.typed import example_of
from drafter.editing.wrapping import breaks
from drafter.language.width import pad, width
from drafter.messages import say
from drafter.tui.keys import pressed
from drafter.tui.note_lines import note_lines, note_place, reading_lines, with_cursor

_LETTERS = "abcdefghijklmnopqrstuvwxyz;,./"

#: Columns of a label that the column of labels is made wide enough for.
_LABEL = 20


class ShownLine(NamedTuple):
    """Pieces of text with their looks, the entry they belong to, the line of its value (-1: none), its jump label."""

    pieces: list[tuple[str, str]]
    entry: int
    start: int = -1
    jump: str = ""


def label_width(columns: int, entries: Sequence[Entry]) -> int:
    """How wide the column of labels is: deep in rows of rows it grows with the indent, so that labels still fit."""
    usual = max(12, min(26, columns * 2 // 5))
    wanted = [2 * one.depth + min(width(one.label), _LABEL) + 1 for one in entries if one.sort == "field"]
    return max(usual, min(max(wanted, default=0), columns * 3 // 5))


def text_place(entry: Entry, entries: Sequence[Entry], columns: int) -> tuple[int, int]:
    """The column where the text of an entry starts, and how many columns it has."""
    if entry.sort == "note":
        return note_place(entry, columns)
    wide = label_width(columns, entries)
    return wide + 1, max(columns - wide - 3, 4)


def lay_out(
    entries: Sequence[Entry], focus: int, buffer: Buffer, columns: int, jumping: bool = False
) -> tuple[list[ShownLine], tuple[int, int]]:
    """The lines of all entries in so many columns, and the line and column of the cursor."""
    found: list[ShownLine] = []
    cursor = (0, 0)
    letters = iter(_LETTERS)
    tables = _tables(entries, columns)
    wide = label_width(columns, entries)
    room = max(columns - wide - 3, 4)
    for index, entry in enumerate(entries):
        jump = next(letters, "") if jumping else ""
        mine = index == focus
        if mine:
            cursor = len(found), 0
        if entry.sort == "list":
            found.append(_list_line(entry, index, columns, jump))
        elif entry.sort == "row":
            found.append(_row_line(entry, index, columns, jump, tables.get(entry.path.rpartition("[")[0], ())))
        elif entry.sort == "more":
            told = say("{label}还有{count}栏，回车列出", label=entry.label, count=entry.size)
            found.append(
                ShownLine([*_mark(entry, jump), (cut(told, columns - 2 * entry.depth - 2), "dim")], index, jump=jump)
            )
        elif entry.sort == "note":
            if mine:
                start, space = note_place(entry, columns)
                row, column = buffer.place(space)
                cursor = len(found) + row, start + column
            lines = note_lines(entry, buffer if mine else None, columns, _mark(entry, jump))
            found.extend(
                ShownLine(pieces, index, number, "" if number else jump) for number, pieces in enumerate(lines)
            )
        else:
            if mine:
                row, column = buffer.place(room)
                cursor = len(found) + row, wide + 1 + column
            found.extend(_field_lines(entry, index, buffer if mine else None, wide, room, jump))
        if mine:
            if entry.sort == "note":
                text = buffer.text
                found.extend(
                    ShownLine(pieces, index) for pieces in (reading_lines(text, columns) if text.strip() else ())
                )
            found.extend(_help(entry, index, columns))
        elif entry.error and not entry.lacking:
            found.extend(_told(f"! {entry.error}", "error", index, columns))
    return found, cursor


def _mark(entry: Entry, jump: str) -> list[tuple[str, str]]:
    """The sign before a label: a letter to jump by, an error, something required that lacks."""
    sign = (" ", "dim")
    if jump:
        sign = jump, "jump"
    elif entry.error and not entry.lacking:
        sign = "!", "error"
    elif entry.lacking:
        sign = "*", "todo"
    elif entry.remark:
        sign = "?", "warning"
    return [("  " * entry.depth, "label"), sign] if entry.depth else [sign]


def _list_line(entry: Entry, index: int, columns: int, jump: str) -> ShownLine:
    size = say("{count}项", count=entry.size) if entry.size else say("还没有")
    rest = columns - 2 * entry.depth - width(entry.label) - 4
    size = say("{count}件", count=entry.size) if entry.size and entry.field.type == "events" else size
    told = cut("  ".join(("", size, pressed(say("^N新增")))), rest)
    return ShownLine([*_mark(entry, jump), (entry.label, "heading"), (told, "dim")], index, jump=jump)


def _tables(entries: Sequence[Entry], columns: int) -> dict[str, tuple[int, ...]]:
    """How wide number and cells of closed rows are, by their list; lists whose rows are no table have none."""
    lists: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.cells:
            lists.setdefault(entry.path.rpartition("[")[0], []).append(entry)
    found = {}
    for path, rows in lists.items():
        number = len(str(int(rows[-1].path.rpartition("[")[2][:-1]) + 1)) + 2
        wide = [max(map(width, column)) for column in zip(*[row.cells for row in rows], strict=True)]
        room = columns - 2 * rows[0].depth - 8 - 2 * sum(map(bool, wide))
        while sum(wide) > room and max(wide) > 8:
            wide[wide.index(max(wide))] -= 1
        if len(rows) > 1 and sum(wide) <= room:
            found[path] = number, *wide
    return found


def _row_line(entry: Entry, index: int, columns: int, jump: str, table: tuple[int, ...]) -> ShownLine:
    number = entry.path.rpartition("[")[2].rstrip("]")
    label = entry.label if entry.field.type == "events" or not entry.text else ""
    words = f"{int(number) + 1}. {label}"
    rest = columns - 2 * entry.depth - width(words) - 4
    text = entry.text
    if table and not entry.cells:
        words = pad(words, table[0])
    elif table:
        words = pad(words, table[0])
        last = max((number for number, cell in enumerate(entry.cells) if cell), default=0)
        cells = [(cell, wide) for cell, wide in zip(entry.cells[:last], table[1:], strict=False) if wide]
        # The last cell that says something has the rest of the line.
        text = "  ".join([*(pad(cut(cell, wide), wide) for cell, wide in cells), entry.cells[last]])
    pieces = [
        *_mark(entry, jump),
        (words, "label"),
        (f"{'  ' if label else ''}{cut(text, rest)}" if rest > 4 else "", "dim" if label else "label"),
    ]
    return ShownLine(pieces, index, jump=jump)


def _field_lines(entry: Entry, index: int, buffer: Buffer | None, wide: int, room: int, jump: str) -> list[ShownLine]:
    indent = "  " * entry.depth
    label = f"{indent}{entry.label}" + (f"（{say(entry.field.unit)}）" if entry.field.unit else "")
    unit = say(entry.field.unit) if entry.field.unit and width(label) >= wide else ""
    label = f"{indent}{entry.label}" if unit else label
    look = "dim" if entry.extra and not entry.text else "label"
    # A label that is too long goes on below: 当年财政拨款的… would be any of four.
    labels = [label[a:b] for a, b in breaks(label, wide - 1)][:2]
    head = [*_mark(entry, jump), (pad(labels[0][len(indent) :], wide - 1 - len(indent)) + " ", look)]
    below = [(" " + pad(indent + labels[1].strip() if len(labels) > 1 else "", wide - 1) + " ", look)]
    lines = _value_lines(entry, index, buffer, room, head, below, jump, unit)
    return lines if len(lines) > 1 or len(labels) < 2 else [*lines, ShownLine(below, index, 0)]


def _value_lines(
    entry: Entry,
    index: int,
    buffer: Buffer | None,
    room: int,
    head: list[tuple[str, str]],
    below: list[tuple[str, str]],
    jump: str,
    unit: str,
) -> list[ShownLine]:
    if buffer is not None:
        lines = []
        cursor = buffer.place(room)
        for number, (start, end) in enumerate(buffer.lines(room)):
            words = pad(buffer.text[start:end], room + 1)
            before = head if number == 0 else below if number == 1 else [(" " * width(below[0][0]), "label")]
            pieces = [*before, *with_cursor(words, cursor, number)]
            lines.append(ShownLine(pieces, index, number, jump if number == 0 else ""))
        return lines
    if entry.text:
        shown = [piece for part in entry.text.split("\n") for piece in (part[a:b] for a, b in breaks(part, room))]
        lines = []
        for number, words in enumerate(shown):
            before = head if number == 0 else below if number == 1 else [(" " * width(below[0][0]), "label")]
            beside = _beside(entry, width(words), room) if number == 0 else []
            lines.append(ShownLine([*before, (words, "text"), *beside], index, number, jump if number == 0 else ""))
        return lines
    if entry.derived:
        rest = (say("= {value}（推算）", value=entry.derived), "derived")
    elif entry.last:
        rest = (cut(say("上年 {value}", value=_one_line(entry.last)), room), "dim")
    else:
        rest = (f"{'·' * min(6, room)} {unit}".rstrip(), "dim")
    beside = _beside(entry, width(rest[0]), room) if entry.derived else []
    return [ShownLine([*head, rest, *beside], index, 0, jump)]


def _beside(entry: Entry, used: int, room: int) -> list[tuple[str, str]]:
    """Last year's value behind this year's, where there is room for it."""
    words = say("上年 {value}", value=_one_line(entry.last)) if entry.last else ""
    return [("  " + words, "dim")] if words and used + 2 + width(words) <= room else []


def _help(entry: Entry, index: int, columns: int) -> list[ShownLine]:
    """What helps to fill the entry in focus: what is wrong, last year's value, what belongs there."""
    found: list[ShownLine] = []
    if entry.error and not entry.lacking:
        found.extend(_told(f"! {entry.error}", "error", index, columns))
    if entry.remark:
        found.extend(_told(f"? {entry.remark}", "warning", index, columns))
    if entry.sort == "field" and entry.last:
        found.extend(_told(say("上年 {value}", value=_one_line(entry.last)), "warning", index, columns))
    if entry.sort == "field" and entry.derived:
        agree = say("，不用填") if not entry.text else ""
        found.extend(_told(say("推算得 {value}", value=entry.derived) + agree, "derived", index, columns))
    words = say(entry.field.help)
    if entry.sort == "field":
        example = example_of(entry.field)
        kind = dict.fromkeys(("choices", "choice", "flag"), say("回车选择"))
        kind |= {"names": say("一行一项"), "items": say("一行一项：名称 空格 数量")}
        unit = say("单位：{unit}", unit=say(entry.field.unit)) if entry.field.unit else ""
        parts = [words, unit, kind.get(entry.field.type, ""), say("例：{example}", example=example) if example else ""]
        words = say("；").join(part for part in parts if part)
    elif entry.sort == "list":
        lines = say("回车写一行，成段的、表格里的都可以粘贴；^K 从种类里选")
        told = pressed(lines if entry.field.type == "events" else say("回车或 ^N 新增一项，表格里的几行可以粘贴"))
        words = say("；").join(part for part in (words, told) if part)
    elif entry.sort == "note":
        words = "" if entry.text else pressed(say("一行一件，回车下一行；整段的可以粘贴；^K 从种类里选"))
    elif entry.sort == "row":
        words = pressed(say("^N新增，^D复制，F8删去，Alt+↑↓移动"))
    if words:
        found.extend(_told(words, "dim", index, columns))
    return found


def _told(words: str, look: str, index: int, columns: int) -> list[ShownLine]:
    return [ShownLine([("   " + words[a:b], look)], index) for a, b in breaks(words, max(columns - 5, 8))][:3]


def _one_line(text: str) -> str:
    return text.replace("\n", "；")
