"""Findings numbered anew under headings of their own: 一、投放点少 over 1.老小区缺点位。新增42个点 and 2.….

The writer gains that each is a finding of its class.

Limits: only in a rectification, where the notes say how many there are and it is as many, or most of them open with a
judgement; else the lines stay as they are.
"""

from __future__ import annotations

import re

from drafter.importing.problem_titles import judges
from drafter.language.marks import brackets, fold

_HEAD = re.compile(r"^[ \t\u3000]*[一二三四五六七八九十]{1,2}、(?P<name>[^，。；：]{2,20})$")
_ITEM = re.compile(r"^(?P<blank>[ \t\u3000]*)(?P<number>\d{1,2})[.．、)）] ?(?P<rest>\D.+)$")
_SAID = re.compile(r"(?P<count>\d{1,2})[个条项](?:反馈|整改|审议)?(?:问题|意见|事项|里|中)")
_ARROW = re.compile(r"→|->|—>|=>")
#: Where a problem may end: at a stop, a colon or a dash, else at its first comma.
_ENDS = (re.compile(r"。|：|——|；"), re.compile("，"))
_LONGEST = 30


def with_sections(text: str, genre: str) -> str:
    """The notes of a rectification whose items under headings are parted from what was done about each by an arrow."""
    if genre != "rectification":
        return text
    lines = text.split("\n")
    items: list[int] = []
    heads = 0
    for at, line in enumerate(lines):
        if _HEAD.match(line):
            heads += 1
        elif heads and (match := _ITEM.match(line)) is not None:
            first = at == 0 or _HEAD.match(lines[at - 1]) is not None
            if first == (match["number"] == "1"):
                items.append(at)
    said = {int(match["count"]) for match in _SAID.finditer(text)}
    found = {at: match for at in items if (match := _ITEM.match(lines[at])) is not None}
    parted = {at: _parted(match["rest"]) for at, match in found.items()}
    judged = sum(judges(one.partition(" → ")[0]) for one in parted.values() if " → " in one)
    if heads < 2 or len(items) <= heads or (len(items) not in said and 2 * judged < len(items)):
        return text
    for at, match in found.items():
        lines[at] = f"{match['blank']}{match['number']}.{parted[at]}"
    return "\n".join(lines)


def _parted(text: str) -> str:
    if _ARROW.search(text):
        return text
    folded = fold(text)
    held = brackets(folded)
    for ends in _ENDS:
        for match in ends.finditer(folded, 2):
            if match.start() > _LONGEST:
                break
            if not any(one.start < match.start() < one.end for one in held) and match.end() < len(text):
                return f"{text[: match.start()]} → {text[match.end() :].lstrip()}"
    return text
