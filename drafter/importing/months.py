"""Months alone on a line over what was done in them: 三月, then 11号到15号给船员上课, then 月底买了3台压缩机.

The writer gains that each line says when it was, and that no month stands in the report as a sentence of its own.

Limits: only where so many lines are months and nothing else; a line that speaks of the whole year has no month.
"""

from __future__ import annotations

import re

from drafter.language.numerals import chinese_value

#: So many of them make a diary.
_LEAST = 3
_MONTH = r"(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月份?"
_HEAD = re.compile(rf"^[ \t\u3000]*[-—=#*【\[（(]*[ ]*(?:20\d\d年)?{_MONTH}[ ]*[】\]）)：:.。、—=*-]*[ \t\u3000]*$")
_DAYS = re.compile(
    r"^[ \t\u3000]*(?P<mark>[-·•*●○] ?)?(?P<from>\d{1,2})[号日](?:(?:到|至|—+|[-–~～])(?P<to>\d{1,2})[号日])?"
)
_PART = re.compile(r"^[ \t\u3000]*(?P<mark>[-·•*●○] ?)?月?(?P<part>[上中下]旬|[初中底末](?![\u4e00-\u9fff]?次))")
#: 到这个月只建成6个
_THIS = re.compile("(?:这个|当|本)月(?=[份底初末，]|(?![\u4e00-\u9fff]{0,2}报))")
#: What says by itself when it was, or is of no month.
_TIMED = re.compile(
    r"(?:20\d\d年|1[0-2]月|(?<!\d)[1-9]月|全年|一年|年底|年初|[上下]半年|季度|自评|目标|没花|没付|执行率|结余|决算|预算"
    r"|^[ \t\u3000]*(?:[今去本上]年|过完年|节后))"
)
#: Where the diary ends: a label, a heading, a table.
_ENDS = re.compile(r"^[ \t\u3000]*(?:[^：。；\d\n]{2,24}[：:]|[一二三四五六七八九]、|【)|\t")


def with_months(text: str) -> str:
    """A text with its months told on the lines beneath them."""
    lines = text.split("\n")
    heads = [at for at, line in enumerate(lines) if _HEAD.match(line)]
    if len(heads) < _LEAST:
        return text
    month = 0
    for at, line in enumerate(lines):
        if (head := _HEAD.match(line)) is not None:
            month = int(head["month"]) if head["month"].isdigit() else chinese_value(head["month"])
            lines[at] = ""
        elif _ENDS.search(line):
            month = 0
        elif month and line.strip():
            lines[at] = _told(line, month)
    return "\n".join(lines)


def _told(line: str, month: int) -> str:
    """A line with its month before the day that it opens with, else before its words."""
    line = _THIS.sub(f"{month}月", line)
    if (days := _DAYS.match(line)) is not None:
        until = f"至{days['to']}日" if days["to"] else ""
        return f"{days['mark'] or ''}{month}月{days['from']}日{until}{line[days.end() :]}"
    if (part := _PART.match(line)) is not None:
        return f"{part['mark'] or ''}{month}月{part['part']}{line[part.end() :]}"
    return line if _TIMED.search(line) else f"{month}月{line.lstrip()}"
