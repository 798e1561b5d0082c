"""Findings without a number, each on a line with what was done behind an arrow: 候车亭没通电 → 26座通了电。算基本完成.

The writer gains that each such line is a finding, with the status that it ends with.

Limits: only in a letter, only lines without a mark or label, and only where at least three of them follow closely and
most of them open with something that lacks or is wrong.
"""

from __future__ import annotations

import re

from drafter.importing.finding_lines import arrow_in
from drafter.importing.lines import lines as noted_lines
from drafter.importing.problem_titles import judges

#: So many lines make a list; so many others may stand between two of them.
_LEAST, _BETWEEN = 3, 1
_LEADS = re.compile(
    r"^(?:审计|巡察|督查|评价|检查)?(?:组|报告|通报)?(?:还)?(?:说|讲|指出|点名?|提到)(?:的|我们)?[，：]?"
)
_STATE = re.compile(r"[。；] ?(?:这条|这个)?(?:算是?|属于?|就算)(?=[\u4e00-\u9fff]{2,6}[。；]?$)")


def with_arrow_lines(text: str, genre: str) -> str:
    """The notes of a letter whose findings without numbers are numbered."""
    if genre != "rectification":
        return text
    every = text.split("\n")
    found = [at for at, line in enumerate(every) if _finding(line)]
    runs: list[list[int]] = []
    for at in found:
        if runs and at - runs[-1][-1] <= _BETWEEN + 1:
            runs[-1].append(at)
        else:
            runs.append([at])
    number = 0
    for run in runs:
        judged = sum(judges(every[at].partition("→")[0]) for at in run)
        if len(run) < _LEAST or 2 * judged < len(run):
            continue
        for at in run:
            number += 1
            every[at] = f"问题{number}：{_STATE.sub('。', _LEADS.sub('', every[at].strip()))}"
    return "\n".join(every)


def _finding(line: str) -> bool:
    bare = line.strip()
    first = next(iter(noted_lines(bare)), None)
    if (
        first is None
        or first.mark
        or first.cells
        or re.match(r"[\d①-⑳【\[〔（(A-Z→\-—•·*]|问题|第[一二三四五六七八九十\d]", bare)
    ):
        # 18辆车没登记 → … opens with what is counted.
        counted = re.match(r"\d[\d.]*(?:个|辆|座|条|家|处|户|套|间|台|件|笔|项|名|人|份|所|村|万)[\u4e00-\u9fff]", bare)
        year = re.match(r"(?:20\d\d年|\d{1,2}月)", bare)
        if first is None or first.cells or not (counted or year):
            return False
    arrow = arrow_in(line)
    return arrow is not None and re.search("[：:]", line[: arrow[0]]) is None
