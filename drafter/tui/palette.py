"""The commands of the editor by their Chinese names.

Limits: what a command does is the screen's action of that name.
"""

from __future__ import annotations

from typing import NamedTuple

from drafter.messages import say
from drafter.tui.keys import pressed


class Command(NamedTuple):
    action: str
    label: str
    key: str


def commands() -> list[Command]:
    """Every command, with the key that does the same."""
    return [
        Command("screen.save", say("保存"), "Ctrl+S"),
        Command("screen.save_as", say("另存为"), ""),
        Command("screen.export", say("导出报告"), "F9"),
        Command("screen.preview", say("看全文"), "F7"),
        Command("screen.remarks", say("检查"), "F3"),
        Command("screen.next_empty", say("下一个空栏"), "F4"),
        Command("screen.wording", say("这一句换说法、改写、略去"), "F2"),
        Command("screen.redraw", say("这一段换一种说法"), "F5"),
        Command("screen.redraw(True)", say("整篇换一种说法"), ""),
        Command("screen.release", say("还原这一段的说法"), ""),
        Command("screen.add", say("新增一项"), pressed("Ctrl+N")),
        Command("screen.add_outer", say("新增上一级"), "Ctrl+G"),
        Command("screen.copy_row", say("复制一项"), "Ctrl+D"),
        Command("screen.delete_row", say("删去一项"), "F8"),
        Command("screen.move_row(-1)", say("上移一项"), "Alt+↑"),
        Command("screen.move_row(1)", say("下移一项"), "Alt+↓"),
        Command("screen.undo", say("撤销"), "Ctrl+Z"),
        Command("screen.redo", say("重做"), "Ctrl+Y"),
        Command("screen.other_pane", say("在表单和正文之间切换"), "F6"),
        Command("screen.jump", say("跳转：按字母到栏，按数字到节"), "Ctrl+O"),
        Command("screen.section(1)", say("下一节"), "F12"),
        Command("screen.section(-1)", say("上一节"), "F11"),
        Command("screen.review", say("与上年文稿比较"), ""),
        Command("screen.outside", say("用外部编辑器改这一栏"), pressed("Ctrl+T")),
        Command("screen.outside_case", say("用外部编辑器改整个案件"), ""),
        Command("app.toggle_theme", say("深色、浅色切换"), ""),
        Command("screen.help", say("帮助"), "F1"),
        Command("app.tour", say("一分钟导览"), ""),
        Command("screen.leave", say("退出案件"), pressed("Ctrl+Q")),
    ]
