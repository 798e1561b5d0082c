"""What F1 says: about the field one stands in, then about the keys.

Limits: figures and names come from the declarations; the keys are told here.
"""

from __future__ import annotations

from drafter.editing.entries import Entry
from drafter.editing.kinds import plain_help
from drafter.editing.typed import example_of
from drafter.editing.workbench import Workbench
from drafter.language.width import pad, width
from drafter.messages import say
from drafter.tui.keys import help_rows, pressed

_FIGURES = say("""\
数字怎么打都行：116、１２３、12,000、一百二十、3.6万份、95%以上、约300人。
带单位照写；不带单位的按栏目的单位算。大写金额（壹佰）和区间（15%～30%）不认。""")

#: What is typed into a field, by its type; the rest says it itself.
_TYPED = {
    "names": say("一行一项"),
    "items": say("一行一项，写作：名称 空格 数量"),
    "figure": say("填一个数"),
    "value": say("填一个数，或一个短语"),
    "date": say("填日期，如 3月26日、2024年4月、11月25日—26日"),
    "year": say("填年份，如 2024"),
    "flag": say("回车选是或否"),
    "choice": say("回车选一个"),
    "choices": say("回车选，可以选几个"),
}


def keys() -> str:
    """The keys as lines, their meanings one below the other."""
    wide = max(width(pressed(one[0])) for one in help_rows() if len(one) > 1)
    lines = "\n".join(f"  {pad(pressed(one[0]), wide)}  {one[1]}" if len(one) > 1 else one[0] for one in help_rows())
    return lines.replace("、", say("、"))


TOUR = say("""\
左边是报告的各节，中间是要填的栏目，右边是写成的正文，边填边长。

1. 填：打字就行，Tab 或回车到下一栏。标 * 的必填；F4 到下一个空栏。
   数字怎么顺手怎么打：12,000、一百二十、3.6万份都认。执行率、得分、合计不用填。
2. 做过的事：一行一件，照平时记的打字，回车下一行；下面写着是怎样理解的。
   手上有现成的记事，整份复制、粘贴就行（或按 Ctrl+B），有名目的自己进各栏。
3. 看：正文里亮着的一句，就是这一栏写成的。按 F6 到正文里，回车又回到栏目。
4. 改：不喜欢哪一句，按 F2，换一种说法，或自己改写。
5. 查：F3 列出缺的、错的、可疑的，回车就到那一栏。
6. 出：F9 导出报告。Ctrl+S 保存；没来得及保存也不要紧，下次打开可以恢复。

F1 随时看帮助，Ctrl+P 是全部命令。
""")


def field_help(entry: Entry | None, bench: Workbench) -> str:
    """Help on the entry in focus, then on the keys."""
    parts = []
    if entry is not None:
        field = entry.field
        unit = f"（{say(field.unit)}）" if field.unit else ""
        must = say("，必填") if entry.required else ""
        parts.append(f"{entry.label}{unit}{must}")
        if entry.sort == "row" and field.type == "events":
            kind = bench.reading.engine.bank.kinds.get(str((bench.document.raw(entry.path) or {}).get("kind")))
            if kind is not None and kind.help:
                parts.append(plain_help(bench.reading.engine, kind.name))
        elif field.help:
            parts.append(say(field.help))
        if field.type in _TYPED:
            parts.append(_TYPED[field.type])
        if example := example_of(field):
            parts.append(say("例：{example}", example=example))
        if field.choices and len(field.choices) <= 12:
            parts.append(say("可选：{choices}", choices="、".join(field.choices)))
        if entry.last:
            parts.append(say("上年填的是：{value}", value=entry.last))
        if entry.derived:
            case = bench.case
            working = (
                case.derived[entry.path].working if case is not None and entry.path in case.derived else entry.derived
            )
            parts.append(say("由别的数推算：{working}", working=working))
        if entry.error:
            parts.append(say("问题：{what}", what=entry.error))
        if field.type in ("figure", "value", "items"):
            parts.append(_FIGURES)
        parts.append(say("在案件文件里写作 {path}", path=entry.path))
    return "\n".join(parts) + "\n\n" + keys()
