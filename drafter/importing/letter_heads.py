"""A letter's page whose problems stand in headings of a markup: ## 资金类 over ### 1. 结余资金未清理, bullets beneath.

The writer gains that each such heading is a problem of its class, and that bullets before the first and behind the last
tell of all.

Limits: only where two headings or more of one depth count problems from 1 on.
"""

from __future__ import annotations

import re

_HEAD = re.compile(r"^(?P<depth>#{1,5})[ \u3000]+(?P<said>.+?)[ \u3000]*$")
_COUNTED = re.compile(r"(?P<number>\d{1,2})[.、．)）][ \u3000]*(?P<title>.+)")
_BULLET = re.compile(r"^[-*•·][ \u3000]+")
_CLASS = re.compile("(?:类问题|方面问题|类|方面|部分|问题)$")
_LEAST = 2


def with_marked_heads(text: str, genre: str) -> str:
    """The notes of a letter with such headings as its problems and classes; others as they are."""
    lines = text.split("\n")
    heads = {at: match for at, line in enumerate(lines) if (match := _HEAD.match(line)) is not None}
    counted = {at: one for at, head in heads.items() if (one := _COUNTED.fullmatch(head["said"])) is not None}
    numbers = [int(one["number"]) for one in counted.values()]
    if genre != "rectification" or len(counted) < _LEAST or numbers != list(range(1, len(numbers) + 1)):
        return text
    order = sorted(counted)
    last = next((at for at in range(order[-1] + 1, len(lines)) if not lines[at].strip()), len(lines))
    for at, line in enumerate(lines):
        if at in counted:
            lines[at] = f"问题{counted[at]['number']}：{counted[at]['title']}"
        elif at in heads:
            end = min((one for one in heads if one > at and one not in counted), default=len(lines))
            many = sum(at < one < end for one in order)
            plain = _CLASS.sub("", heads[at]["said"])
            # 整改情况报告（财政评价反馈）: what it answers is told by the paper itself.
            heading = re.sub(r"（[^（）\d]*反馈[^（）\d]*）$", "", heads[at]["said"])
            lines[at] = f"{plain}{many}项" if many and len(plain) <= 12 and at != min(heads) else heading
        else:
            within = order[0] < at < last
            lines[at] = _BULLET.sub("  " if within else "", line)
    return "\n".join(lines)
