"""Lines that say which numbered line they are part of: 6 租房提取 9376人次（含在第5项）.

The writer gains 其中 behind what they are part of, where the report has no fifth item to point at: 办理提取46218人次，
其中租房提取9376人次.

Limits: only where a line of that number stands above it in the same list; the line it is told with keeps its own words.
"""

from __future__ import annotations

import re

from drafter.language.marks import fold

_NUMBERED = re.compile(r"[ \t\u3000]*(?P<number>\d{1,2})[.．、)） \t\u3000][ \t\u3000]*(?=[^\d\s])")
_PART_OF = re.compile(
    r"[（(](?:已|均|都|也)?(?:包?含|包括|计入|统计|算)(?:了)?在?(?:上面|前面)?第(?P<number>\d{1,2})[项条个](?:内|中|里|之内|里面|当中)?[)）]"
)
#: Several deeds, each with its count.
_DEEDS = re.compile(r"\d\S*[ \t\u3000，、]+[^\d\s]")
#: A blank between a count and its name, and one between two counts.
_NAME, _COUNTS = re.compile(r"(?<=[^\s\d])[ \t\u3000]+(?=\d)"), re.compile(r"(?<=[^\s])[ \t\u3000]+(?=\d)")


def with_parts_told(text: str) -> str:
    """A page whose lines that are part of another stand behind it."""
    if _PART_OF.search(fold(text)) is None:
        return text
    lines = text.split("\n")
    numbered: dict[str, int] = {}
    opened: set[int] = set()
    for at, line in enumerate(lines):
        match = _NUMBERED.match(line)
        if match is None:
            continue
        if match["number"] == "1":
            numbered.clear()
        part = _PART_OF.search(fold(line))
        whole = numbered.get(part["number"]) if part is not None else None
        numbered[match["number"]] = at
        if part is None or whole is None or line[part.end() :].strip("。；， \t\u3000"):
            continue
        own = line[match.end() : part.start()]
        if _DEEDS.search(own):
            # 6 筛查 5.86万人 登记214例（含在第1项）: it is the last of several that is part of another.
            name = re.split(r"\d", lines[whole][_length(lines[whole]) :], maxsplit=1)[0].strip(" \t\u3000")
            lines[at] = f"{line[: part.start()]}（含在{name}中）"
            continue
        told = _joined(own)
        lead = "，" if whole in opened else "，其中"
        lines[whole] = f"{_joined(lines[whole].rstrip('。；， '), whole not in opened)}{lead}{told}"
        lines[at] = ""
        opened.add(whole)
    return "\n".join(lines)


def _length(line: str) -> int:
    """How long the number of a line is."""
    head = _NUMBERED.match(line)
    return head.end() if head is not None else 0


def _joined(line: str, apart: bool = True) -> str:
    """A line with marks for the blanks between its counts."""
    if not apart:
        return line
    start = _length(line)
    first = re.search(r"\d", line[start:])
    if first is None:
        return line
    cut = start + first.start()
    return line[:start] + _NAME.sub("", line[start:cut] + line[cut : cut + 1]) + _COUNTS.sub("、", line[cut + 1 :])
