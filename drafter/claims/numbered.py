"""Numbered headings and paragraphs of a text, in their order.

Limits: a row of a table that begins with a number, and 一、二季度, are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from drafter.claims.text import ReadText, Stretch
from drafter.language.numbering import parse_number
from drafter.reading.layout import TITLE

#: A second item within a paragraph: its number stands right behind a full stop or a semicolon.
INSIDE = {
    3: re.compile(r"(?<=[。；;])\s?(?P<n>\d{1,2})[.．、](?!\d)"),
    4: re.compile(r"(?<=[。；;])\s?[（(](?P<n>\d{1,2})[）)]"),
}
#: 一、二季度 is no item.
_WORD = re.compile(r"[二三四五六七八九十]{1,2}[、级季类等期批]|\d")
#: 一、新收申请数量 35 0 35: a row of a table.
_CELLS = re.compile(r"(?:\s+(?:-?\d[\d,.]*[%％]?|[—－-]|/)){2,40}\s*$")
_ATTACHMENT = re.compile(r"附件\d{0,2}[：:]?$|附[：:]")


class NumberedUnit(NamedTuple):
    """A numbered heading or paragraph: `rank` 0 (第一部分) to 5 (①), its first `value`, the `last` one that its
    paragraph goes on to (two items run in), and its number as written."""

    stretch: Stretch
    rank: int
    value: int
    last: int
    text: str

    @property
    def heading(self) -> bool:
        """Whether the item stands in a heading."""
        return self.stretch.kind == "heading"


def numbered_units(text: ReadText) -> list[NumberedUnit | None]:
    """The numbered stretches in order; None where numbering begins anew (a heading without a number, an attachment)."""
    return [one for stretch in text.stretches for one in _item(stretch)]


def _item(stretch: Stretch) -> Iterator[NumberedUnit | None]:
    if stretch.kind not in ("heading", "paragraph"):
        return
    number = parse_number(stretch.text)
    if number is None or not number.value:
        anew = stretch.kind == "heading" or _ATTACHMENT.match(stretch.text)
        if anew or (len(stretch.text) <= 40 and TITLE.search(stretch.text)):
            yield None
        return
    rest = stretch.text[len(number.text) :]
    if _CELLS.search(rest):
        return
    if "、" in number.text and _WORD.match(rest) and not re.match(r"20\d\d", rest):
        return
    rank = 0 if number.text[0] == "第" else 5 if number.text[0] in "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳" else number.level
    last = number.value
    for match in INSIDE[rank].finditer(stretch.text) if rank in INSIDE and stretch.kind == "paragraph" else ():
        if int(match["n"]) == last + 1:
            last += 1
    yield NumberedUnit(stretch, rank, number.value, last, number.text)
