"""A number announced, and as many amounts behind it: 对7个项目编报绩效目标……分别为：甲48万元、乙19万元…

The reader gains the project that was struck from the list and still counted.

Limits: each item has its amount; a list that says 等 or 主要 tells some of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.checks import rule
from drafter.checking.finding import Finding
from drafter.checking.page import Page
from drafter.claims.mention import Mention
from drafter.claims.mentions import mentions
from drafter.claims.text import Stretch

_LEAD = re.compile(r"(?:分别|依次)(?:为|是)[：:]?|(?:具体为|包括|即|如下|明细为)[：:]|[^\d，。；：]{2,12}[：:]")
_SOME = re.compile("等|主要|其中|部分|例如|如下表|不限于")
#: An item names something before its amount.
_NAME = re.compile(r"[^，。；：、\d]{2,40}$")
_LEAST, _MOST = 3, 60
#: A list reaches no further from its number; a sentence without an end is not read for each number in it.
_FAR = 2000


@rule("list-count")
def announced(page: Page) -> Iterator[Finding]:
    things = page.words("announced", "things")
    for stretch in page.paragraphs:
        found = mentions(stretch)
        for at, claim in enumerate(found):
            noun = stretch.text[claim.figure.end : claim.figure.end + 6]
            counts = claim.figure.unit in ("个", "项", "家", "类", "笔") and not claim.figure.rough and not claim.prior
            if not counts or not noun.startswith(tuple(things)) or claim.value < _LEAST:
                continue
            items, start, end = _items(stretch, found, at)
            if len(items) < _LEAST or len(items) == claim.value or abs(len(items) - claim.value) > 3:
                continue
            yield page.finding(
                "list-count", stretch, claim.figure.start, claim.figure.end, "announced.announced",
                claimed=claim.figure.text, computed=f"{len(items)}{claim.figure.unit}",
                certain=not _SOME.search(stretch.text, start, end),
            )  # fmt: skip


def _items(stretch: Stretch, found: tuple[Mention, ...], at: int) -> tuple[list[Mention], int, int]:
    """The amounts of the list behind a number, each with a name before it, in the sentence of the number."""
    claim = found[at]
    _, end = stretch.sentence_at(claim.figure.start)
    end = min(end, claim.figure.end + _FAR)
    lead = _LEAD.search(stretch.text, claim.figure.end, end)
    if lead is None or _SOME.search(stretch.text, lead.end(), end):
        return [], 0, 0
    listed = [one for one in found[at + 1 : at + 1 + _MOST] if lead.end() <= one.figure.start < end]
    listed = [one for one in listed if one.figure.sort == "money" and _NAME.search(one.left)]
    marks = {stretch.text[one.figure.end : one.figure.end + 1] for one in listed[:-1]}
    # One kind of mark parts the items: two amounts of one item would be parted by another.
    return (listed, lead.start(), end) if len(marks) == 1 and marks <= {"、", "；", "，"} else ([], 0, 0)
