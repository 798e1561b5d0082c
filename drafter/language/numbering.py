"""The number a heading or a list item opens with: 一、 （一） 1. （1） and their many misspellings.

Levels are those of GB/T 9704-2012, 7.3.3 (一、 then （一） then 1. then （1）).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from drafter.language.numerals import chinese_value

_NUMERAL = "[一二三四五六七八九十百]{1,4}"
_SHAPES = (
    (1, re.compile(rf"第({_NUMERAL}|\d{{1,3}})(?:部分|章|节)[、：:\s]?")),
    (1, re.compile(rf"({_NUMERAL})[、.．](?:(?!\d)|(?=20\d\d年))")),
    (2, re.compile(rf"[（(]\s*({_NUMERAL})\s*[）)][、.．]?")),
    (3, re.compile(r"(\d{1,3})(?:[.．、](?!\d)|[.．](?=20\d\d年))\s*")),
    (4, re.compile(r"[（(]\s*(\d{1,3})\s*[）)][、.．]?")),
    (4, re.compile(r"([①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳])[、.．]?")),
)
_OPENS = frozenset("第一二三四五六七八九十百（(0123456789①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")


class Number(NamedTuple):
    """`text` as written (with its mark), the `level` of its shape (1 to 4) and its `value` (0: cannot be read)."""

    text: str
    level: int
    value: int


def parse_number(text: str) -> Number | None:
    """The number that `text` opens with, or None."""
    if text[:1] not in _OPENS:
        return None
    for level, shape in _SHAPES:
        if match := shape.match(text):
            return Number(match[0], level, _value(match[1]))
    return None


def _value(numeral: str) -> int:
    if numeral[0] in "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳":
        return ord(numeral) - ord("①") + 1
    if numeral.isdigit():
        return int(numeral)
    return chinese_value(numeral)
