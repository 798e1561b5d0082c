"""The keys of the editor, those of the footer first.

Limits: what a key does is the screen's action of that name.
"""

from __future__ import annotations

import os
import re
import sys

from textual.binding import Binding

from drafter.messages import say

#: Keys that a browser keeps for itself, as they are written.
_KEPT = re.compile(r"(?:Ctrl\+|\^)([NTWQ])(?![A-Za-z])")


def pressed(words: str) -> str:
    """Words about keys as they are to be pressed here: in a browser Alt stands for Ctrl where the browser keeps that
    for itself. Those of macOS keep Command instead."""
    served = "DRAFTER_SERVER" in os.environ and sys.platform != "darwin"
    return _KEPT.sub(r"Alt+\1", words) if served else words


EDITOR = [
    Binding("f1", "help", say("帮助")),
    Binding("ctrl+s", "save", say("保存")),
    Binding("ctrl+n", "add", say("新增")),
    Binding("f2", "wording", say("说法")),
    Binding("f3", "remarks", say("检查")),
    Binding("f4", "next_empty", say("空栏")),
    Binding("f6", "other_pane", say("正文")),
    Binding("f9", "export", say("导出")),
    Binding("ctrl+p", "palette", say("命令")),
    Binding("ctrl+z", "undo", say("撤销"), show=False),
    Binding("ctrl+y", "redo", say("重做"), show=False),
    Binding("ctrl+pagedown,f12", "section(1)", say("下一节"), show=False),
    Binding("ctrl+pageup,f11", "section(-1)", say("上一节"), show=False),
    Binding("ctrl+o", "jump", say("跳转"), show=False),
    Binding("ctrl+g", "add_outer", say("新增上一级"), show=False),
    Binding("ctrl+d", "copy_row", say("复制一项"), show=False),
    Binding("f8", "delete_row", say("删去一项"), show=False),
    Binding("alt+up,ctrl+up", "move_row(-1)", say("上移"), show=False),
    Binding("alt+down,ctrl+down", "move_row(1)", say("下移"), show=False),
    Binding("f5", "redraw", show=False),
    Binding("f7", "preview", say("看全文"), show=False),
    Binding("ctrl+t", "outside", say("外部编辑器"), show=False),
    Binding("pagedown", "page(1)", show=False),
    Binding("pageup", "page(-1)", show=False),
    Binding("escape", "form", show=False),
]
