"""The keys of the editor and its commands, in one table: bindings, footer, palette and help are made from it.

Limits: what an act does is for :class:`drafter.tui.editor.EditorScreen` to say; keys inside of a text are told here and
done by :class:`drafter.editing.buffer.Buffer`.
"""

from __future__ import annotations

import os
import re
import sys
from typing import NamedTuple

from textual.binding import Binding

from drafter.messages import say

#: Keys that a browser keeps for itself, as they are written.
_KEPT = re.compile(r"(?:Ctrl\+|\^)([NTWQ])(?![A-Za-z])")


def pressed(words: str) -> str:
    """Words about keys as they are to be pressed here: in a browser Alt stands for Ctrl where the browser keeps that
    for itself. Those of macOS keep Command instead."""
    served = "DRAFTER_SERVER" in os.environ and sys.platform != "darwin"
    return _KEPT.sub(r"Alt+\1", words) if served else words


class Key(NamedTuple):
    """`act` is what is done, `keys` the keys of Textual that do it ("": the palette alone), `shown` how they are
    written, `label` what the palette calls it, `short` what the footer does ("": not there), `help` what the help says
    of it ("": the label), `group` the group of the help it stands in ("": none)."""

    act: str
    keys: str
    shown: str
    label: str
    group: str = ""
    short: str = ""
    help: str = ""


_GO, _NOTES, _ROWS, _DRAFT, _REST = (
    say("走动"),
    say("记事"),
    say("一项一项（目标、分项、事项、项目）"),
    say("正文"),
    say("其他"),
)
_INSIDE = say("栏目里")
#: The groups of the help in their order.
GROUPS = (_GO, _NOTES, _ROWS, _DRAFT, _REST, _INSIDE)

EDITOR = (
    Key("help", "f1", "F1", say("帮助"), "", say("帮助")),
    Key("save", "ctrl+s", "Ctrl+S", say("保存"), _REST, say("保存")),
    Key("add", "ctrl+n", "Ctrl+N", say("新增一项"), _ROWS, say("新增")),
    Key(
        "wording", "f2", "F2", say("这一句换说法、改写、略去"), _DRAFT, say("说法"), say("换一种说法、改写、略去这一句")
    ),
    Key("remarks", "f3", "F3", say("检查"), _REST, say("检查"), say("检查：缺的、错的、可疑的")),
    Key("next_empty", "f4", "F4", say("下一个空栏"), _GO, say("空栏"), say("下一个空着的栏，必填的在先")),
    Key("other_pane", "f6", "F6", say("在表单和正文之间切换"), _GO, say("正文"), say("到正文里，再按回来")),
    Key("export", "f9", "F9", say("导出报告"), _DRAFT, say("导出"), say("导出")),
    Key("palette", "ctrl+p", "Ctrl+P", say("全部命令"), _REST, say("命令"), say("全部命令，认拼音首字母")),
    Key("preview", "f7", "F7", say("看全文"), _DRAFT),
    Key("undo", "ctrl+z", "Ctrl+Z", say("撤销"), _REST),
    Key("redo", "ctrl+y", "Ctrl+Y", say("重做"), _REST),
    Key("section(1)", "ctrl+pagedown,f12", "F12", say("下一节"), _GO),
    Key("section(-1)", "ctrl+pageup,f11", "F11", say("上一节"), _GO),
    Key("jump", "ctrl+o", "Ctrl+O", say("跳转：按字母到栏，按数字到节"), _GO),
    Key("kind", "ctrl+k", "Ctrl+K", say("从种类里选一种事"), _NOTES, "", say("从种类里选（不选也行）")),
    Key(
        "reread", "ctrl+r", "Ctrl+R", say("这一行记事换一种读法"), _NOTES, "", say("换一种读法：哪个是目标、上年、原因")
    ),
    Key("read_in", "ctrl+b", "Ctrl+B", say("贴入一份记事，读进各栏"), _NOTES),
    Key("read_sheet", "", "", say("读入表格文件（自评表、监控表、清单）")),
    Key("due", "f10", "F10", say("上年留下、今年待定的"), _REST, "", say("上年留下的，逐条留、改、去")),
    Key("add_outer", "ctrl+g", "Ctrl+G", say("新增上一级的一项"), _ROWS),
    Key("copy_row", "ctrl+d", "Ctrl+D", say("复制一项"), _ROWS, "", say("复制这一项")),
    Key("delete_row", "f8", "F8", say("删去一项"), _ROWS, "", say("删去这一项")),
    Key("move_row(-1)", "alt+up,ctrl+up", "Alt+↑", say("上移一项"), _ROWS),
    Key("move_row(1)", "alt+down,ctrl+down", "Alt+↓", say("下移一项"), _ROWS),
    Key("redraw", "f5", "F5", say("这一段换一种说法"), _DRAFT),
    Key("redraw(True)", "", "", say("整篇换一种说法")),
    Key("release", "", "", say("还原这一段的说法")),
    Key("review", "", "", say("与上年文稿比较")),
    Key("save_as", "", "", say("另存为")),
    Key("outside", "ctrl+t", "Ctrl+T", say("用外部编辑器改这一栏"), _REST),
    Key("outside_case", "", "", say("用外部编辑器改整个案件")),
    Key("theme", "", "", say("深色、浅色切换")),
    Key("tour", "", "", say("一分钟导览")),
    Key("leave", "", "Ctrl+Q", say("退出案件"), _REST, "", say("退出")),
    Key("page(1)", "pagedown", "", ""),
    Key("page(-1)", "pageup", "", ""),
    Key("form", "escape", "", ""),
)

#: Keys that are no act of the screen, by the group that they stand in.
PLAIN = (
    (_GO, say("Tab、↓、回车"), say("下一栏")),
    (_GO, "Shift+Tab、↑", say("上一栏")),
    (_NOTES, say("回车"), say("下一行；在一行中间是拆成两行")),
    (_NOTES, say("退格、Delete"), say("在行首、行末：并成一行")),
    (_NOTES, say("粘贴"), say("一段话、聊天、表格里的几行，一行一件")),
    (_ROWS, say("粘贴"), say("从表格软件复制的几行，走到那一列上粘贴")),
    (_DRAFT, say("↑、↓"), say("选句；回车到它的栏目，空格换说法")),
    (_INSIDE, "Ctrl+A、Ctrl+E", say("到头、到尾")),
    (_INSIDE, "Ctrl+W、Ctrl+U", say("删一个词、删到行首")),
    (_INSIDE, say("回车"), say("一行一项的栏目里另起一项")),
)


def bindings() -> list[Binding]:
    """The bindings of the editor, those of the footer first."""
    return [
        Binding(one.keys, f"act({_quoted(one.act)})", one.short or one.label, show=bool(one.short))
        for one in EDITOR
        if one.keys
    ]


def actions() -> dict[str, str]:
    """The action of each key, for who sees keys before the screen does."""
    return {key: f"act({_quoted(one.act)})" for one in EDITOR for key in one.keys.split(",") if key}


def _quoted(act: str) -> str:
    name, _, value = act.partition("(")
    return f"'{name}', {value[:-1]}" if value else f"'{name}'"


def commands() -> list[tuple[str, str, str]]:
    """The acts of the palette: the action, its label, its key."""
    return [(f"screen.act({_quoted(one.act)})", one.label, pressed(one.shown)) for one in EDITOR if one.label]


def help_rows() -> list[tuple[str, ...]]:
    """The keys by group, for the help: a heading alone, then keys and what they do."""
    found: list[tuple[str, ...]] = []
    for group in GROUPS:
        found.append((group,))
        found += [(keys, words) for where, keys, words in PLAIN if where == group]
        found += [(one.shown, one.help or one.label) for one in EDITOR if one.group == group]
    return found
