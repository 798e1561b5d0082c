"""The commands of the editor by their Chinese names.

Limits: what a command does is the screen's action of that name.
"""

from __future__ import annotations

from typing import NamedTuple


class Command(NamedTuple):
    action: str
    label: str
    key: str


def commands() -> list[Command]:
    """Every command, with the key that does the same."""
    return [
        Command("screen.save", "保存", "Ctrl+S"),
        Command("screen.save_as", "另存为", ""),
        Command("screen.export", "导出报告", "F9"),
        Command("screen.preview", "看全文", "F7"),
        Command("screen.remarks", "检查", "F3"),
        Command("screen.next_empty", "下一个空栏", "F4"),
        Command("screen.wording", "换一种说法", "F2"),
        Command("screen.redraw", "整篇重写一遍", "F5"),
        Command("screen.add", "新增一项", "Ctrl+N"),
        Command("screen.add_outer", "新增上一级", "Ctrl+G"),
        Command("screen.copy_row", "复制一项", "Ctrl+D"),
        Command("screen.delete_row", "删去一项", "F8"),
        Command("screen.move_row(-1)", "上移一项", "Alt+↑"),
        Command("screen.move_row(1)", "下移一项", "Alt+↓"),
        Command("screen.undo", "撤销", "Ctrl+Z"),
        Command("screen.redo", "重做", "Ctrl+Y"),
        Command("screen.other_pane", "在表单和正文之间切换", "F6"),
        Command("screen.jump", "跳转标签", "Ctrl+O"),
        Command("screen.section(1)", "下一节", "F12"),
        Command("screen.section(-1)", "上一节", "F11"),
        Command("screen.review", "与上年文稿比较", ""),
        Command("screen.outside", "用外部编辑器改这一栏", "Ctrl+T"),
        Command("screen.outside_case", "用外部编辑器改整个案件", ""),
        Command("app.toggle_theme", "深色、浅色切换", ""),
        Command("screen.help", "帮助", "F1"),
        Command("app.tour", "一分钟导览", ""),
        Command("screen.leave", "退出案件", "Ctrl+Q"),
    ]
