"""What F1 says: about the field one stands in, then about the keys.

Limits: figures and names come from the declarations; the keys are told here.
"""

from __future__ import annotations

from drafter.editing.form import Entry
from drafter.editing.workbench import Workbench
from drafter.facts.fields import TYPES

_FIGURES = """\
数字怎么打都行：116、１２３、12,000、一百二十、3.6万份、95%以上、约300人。
带单位照写；不带单位的按栏目的单位算。大写金额（壹佰）和区间（15%～30%）不认。"""

KEYS = """\
走动
  Tab、↓、回车    下一栏          Shift+Tab、↑   上一栏
  F12、F11       下一节、上一节     F4            下一个空着的栏（必填的在先）
  Ctrl+O         跳转标签：按字母到栏，按数字到节
  F6             到正文里，再按回来；在正文里 ↑↓ 选句，回车到它的栏目，空格换说法
一项一项（目标、分项、事项、项目）
  Ctrl+N 新增    Ctrl+G 新增上一级   Ctrl+D 复制   F8 删去   Alt+↑↓ 移动
  从表格软件复制几行，走到那一列上直接粘贴
正文
  F2 换一种说法、改写、略去这一句    F5 整篇重写一遍    F7 看全文    F9 导出
其他
  Ctrl+S 保存   Ctrl+Z 撤销   Ctrl+Y 重做   F3 检查   Ctrl+P 全部命令（认拼音首字母）
  Ctrl+T 用外部编辑器改这一栏   Ctrl+Q 退出
栏目里：Ctrl+A、Ctrl+E 到头、到尾；Ctrl+W 删一个词；Ctrl+U 清空。一行一项的栏目，回车另起一项。
"""

TOUR = """\
左边是报告的各节，中间是要填的栏目，右边是写成的正文，边填边长。

1. 填：打字就行，Tab 或回车到下一栏。标 * 的必填；F4 到下一个空栏。
   数字怎么顺手怎么打：12,000、一百二十、3.6万份都认。执行率、得分、合计不用填。
2. 做过的事：走到“事项”上按 Ctrl+N，选种类（打拼音首字母，如 zkhy 是召开会议），填它有的要素。
3. 看：正文里亮着的一句，就是这一栏写成的。按 F6 到正文里，回车又回到栏目。
4. 改：不喜欢哪一句，按 F2，换一种说法，或自己改写。
5. 查：F3 列出缺的、错的、可疑的，回车就到那一栏。
6. 出：F9 导出报告。Ctrl+S 保存；没来得及保存也不要紧，下次打开可以恢复。

F1 随时看帮助，Ctrl+P 是全部命令。
"""


def field_help(entry: Entry | None, bench: Workbench) -> str:
    """Help on the entry in focus, then on the keys."""
    parts = []
    if entry is not None:
        field = entry.field
        unit = f"（{field.unit}）" if field.unit else ""
        must = "，必填" if entry.required else ""
        parts.append(f"{entry.label}{unit}{must}")
        if entry.sort == "row" and field.type == "events":
            kind = bench.reading.engine.bank.kinds.get(str((bench.document.raw(entry.path) or {}).get("kind")))
            if kind is not None and kind.help:
                parts.append(kind.help)
        elif field.help:
            parts.append(field.help)
        parts.append(f"填{TYPES.get(field.type, field.type)}")
        if field.example:
            parts.append(f"例：{field.example}")
        if field.choices and len(field.choices) <= 12:
            parts.append(f"可选：{'、'.join(field.choices)}")
        if entry.last:
            parts.append(f"上年填的是：{entry.last}")
        if entry.derived:
            case = bench.case
            working = (
                case.derived[entry.path].working if case is not None and entry.path in case.derived else entry.derived
            )
            parts.append(f"由别的数推算：{working}")
        if entry.error:
            parts.append(f"问题：{entry.error}")
        if field.type in ("figure", "value", "items"):
            parts.append(_FIGURES)
        parts.append(f"在案件文件里写作 {entry.path}")
    return "\n".join(parts) + "\n\n" + KEYS
