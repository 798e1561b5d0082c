"""Titles of findings that the letter's writer called in a manner of its own: 督查指出的一：…, 督查指出的二：….

The writer gains that whatever stands before the number (督查指出的, 反馈, 清单) or behind it (号, 类) the lines are
findings, as long as they count on from one with the same words about the number.

Limits: letters on rectification, where no line is called 问题一 already; words that lead measures lead no findings.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from drafter.importing.rectifying import NUMBERED
from drafter.language.numerals import count_value

_LINE = re.compile(
    r"^[ \t\u3000]*(?P<before>[\u4e00-\u9fff（(\[【〔<#*-]{1,12}?)"
    r"(?P<number>[一二三四五六七八九十]{1,3}|\d{1,2})(?P<behind>[号类项条个]?[）)\]】〕>]?)"
    r"(?:[：:、.．]|[ \u3000]+|(?<=[）)\]】〕>]))[ \u3000]*(?P<rest>[^\d\s][^\n]{3,}|\d+[\u4e00-\u9fff][^\n]{2,})$"
)
_LETTERED = re.compile(r"^[\[【（(]?(?P<number>[A-Z])[\]】）)][ \u3000]*(?P<rest>\S[^\n]{3,})$")
#: What is to be done is counted as well.
_OTHER = re.compile("措施|办法|做法|打算|计划|步骤|建议|经验|附件|附表|^第|[（(]$")
_LEAST = 3


class RunningTitle(NamedTuple):
    """A line that may open a finding: the words about its number, the number, what it says."""

    frame: tuple[str, str]
    number: int
    said: str


def with_running_titles(text: str, genre: str) -> str:
    """The notes of a letter with such lines called 问题1, 问题2; others as they are."""
    if genre != "rectification" or any(NUMBERED.match(line.lstrip()) for line in text.split("\n")):
        return text
    lines = text.split("\n")
    titles = {at: title for at, line in enumerate(lines) if (title := _title(line)) is not None}
    runs = [
        run
        for frame in dict.fromkeys(title.frame for title in titles.values())
        if len(run := [(at, title) for at, title in titles.items() if title.frame == frame]) >= _LEAST
        and [title.number for _, title in run] == list(range(1, len(run) + 1))
    ]
    # 问1：…, 改1：…, 难点1：…: several that count alike are parts of findings, which others read.
    for at, title in runs[0] if len(runs) == 1 else ():
        lines[at] = f"问题{title.number}：{title.said}"
    return "\n".join(lines)


def _title(line: str) -> RunningTitle | None:
    if (lettered := _LETTERED.match(line)) is not None:
        return RunningTitle(("", "letter"), ord(lettered["number"]) - ord("A") + 1, lettered["rest"])
    match = _LINE.match(line)
    if match is None or _OTHER.search(match["before"]):
        return None
    return RunningTitle((match["before"], match["behind"]), count_value(match["number"]), match["rest"])
