"""Findings told over several lines, what was said of each and what was done behind arrows: 问题一 资金拨付慢 over
通报：…, → …, → 为啥：…, → 下步：….

The writer gains that each finding keeps what was found, what was done, why something is open and what comes next; what
stands behind the last of them is about all.

Limits: only in a rectification, and only where the lines beneath a numbered problem open with arrows or say who found
it; a line that does neither ends the block.
"""

from __future__ import annotations

import re

from drafter.importing.lines import JOINT

_HEAD = re.compile(
    r"^[ \t\u3000]*(?:问题|第)(?P<number>[一二三四五六七八九十]{1,3}|\d{1,2})(?:个问题|个|条|项)?"
    r"[、.．：: \u3000]+(?P<title>[^→\n]{2,30})$"
)
_FOUND = re.compile(
    r"^[ \t\u3000]*(?:通报|审计|巡察组?|督查组?|评价组?|检查组?|反馈|报告|原文|原话|他们|对方)"
    r"(?:的)?(?:原话|原文|说|指出|里说|意见|发现)?[：:]"
    r"[ \u3000]*[“\"]?(?P<said>.+?)[”\"]?[ \u3000]*$"
)
_ARROW = re.compile(r"^[ \t\u3000]*(?:→|⇒|➔|->|=>|—>|↳)[ \u3000]*(?P<said>.+)$")
_WHY = re.compile(r"^(?:为啥|为什么|原因|咋回事|因为|没完的原因|卡在)(?:是)?[：:，]?[ ]*")
_NEXT = re.compile(r"^(?:下步|下一步|接下来|后面|后续|往后|打算)(?:的)?(?:打算|安排|措施)?[：:，]?[ ]*")
#: So many of them make a page of blocks.
_LEAST = 2


def with_blocks(text: str, genre: str) -> str:
    """The notes of a rectification with every line of such a block under a label of its own."""
    if genre != "rectification":
        return text
    lines = text.split("\n")
    heads = [at for at, line in enumerate(lines) if _HEAD.match(line)]
    blocks = {at: end for at in heads if (end := _end(lines, at)) > at + 1}
    if len(blocks) < _LEAST or 2 * len(blocks) < len(heads):
        return text
    last = max(blocks.values())
    done: list[str] = []
    at = 0
    while at < len(lines):
        if at in blocks:
            done += _told(lines[at : blocks[at]])
            at = blocks[at]
            if at == last and at < len(lines):
                # A heading over what follows, without a line of its own: numbers of lines stay.
                lines[at] = f"【其他】{JOINT}{lines[at]}"
            continue
        done.append(lines[at])
        at += 1
    return "\n".join(done)


def _end(lines: list[str], start: int) -> int:
    """The line behind the block that a heading opens."""
    at = start + 1
    arrows = 0
    while at < len(lines) and not _HEAD.match(lines[at]):
        arrow = _ARROW.match(lines[at]) is not None
        bracket = re.match(r"^[ \t\u3000]*[（(].*[）)][ \u3000]*$", lines[at]) is not None
        if not (arrow or _FOUND.match(lines[at]) or (bracket and not arrows)):
            break
        arrows += arrow
        at += 1
    return at if arrows else start


def _told(block: list[str]) -> list[str]:
    head = _HEAD.match(block[0])
    told = [f"问题{head['number']}：{head['title'].strip()}" if head is not None else block[0]]
    for line in block[1:]:
        if (found := _FOUND.match(line)) is not None:
            told.append(f"具体表现：{found['said']}")
        elif (arrow := _ARROW.match(line)) is not None:
            said = arrow["said"].strip()
            if (why := _WHY.match(said)) is not None and why[0]:
                told.append(f"原因：{said[why.end() :]}")
            elif (later := _NEXT.match(said)) is not None and later[0]:
                told.append(f"整改措施：下一步，{said[later.end() :]}")
            else:
                told.append(f"整改措施：{said}")
        else:
            told.append(f"具体表现：{line.strip(' （）()　')}")
    return told
