"""Findings that only a running number tells apart: 1.闲置费滞留专户。改：8月9日缴库。完成, 2.3个项目没清理。改：…

The writer gains that each is read as a finding, and that 2.3个项目 is the second finding, with three projects.

Limits: only lines that count on from 1, one behind the other, most of them with what was done named (改：, 整改：).
"""

from __future__ import annotations

import re

_DONE = re.compile(r"[。；，]\s*(?:整改|改|已改|处理)[：:]")
_STATUS = re.compile(
    r"[。；，](?P<status>已?(?:全部)?(?:完成|办结|销号)(?:整改)?|(?:正在|持续)(?:整改|推进)|在改|未完成|没完成|长期坚持)(?P<until>，[^。；，]{2,16}前)?$"
)
#: So many lines make a list.
_LEAST = 3


def with_findings(text: str, genre: str) -> str:
    """The notes of a rectification whose counted lines are named as findings (问题1：…), what was done behind a label
    and its status in a bracket."""
    if genre != "rectification":
        return text
    lines = text.split("\n")
    done: list[str] = []
    at = 0
    while at < len(lines):
        run = _run(lines, at)
        if len(run) >= _LEAST and 2 * sum(_DONE.search(one) is not None for one in run) >= len(run):
            for number, one in enumerate(run, 1):
                told = _STATUS.sub(r"\g<until>（\g<status>）", one.rstrip("。 "))
                done.append(f"问题{number}：{_DONE.sub('。整改：', told, count=1)}")
            at += len(run)
            continue
        done.append(lines[at])
        at += 1
    return "\n".join(done)


def _run(lines: list[str], start: int) -> list[str]:
    """The lines from `start` on that count 1, 2, 3, without their numbers."""
    found: list[str] = []
    for number, line in enumerate(lines[start:], 1):
        match = re.match(rf"{number}[.．、] ?(?=\S)", line)
        if match is None:
            break
        found.append(line[match.end() :])
    return found
