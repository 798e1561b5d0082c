"""Stocks: how many of a thing there are in all (全县38个村级养老服务站), told twice with two figures.

Limits: both must say that they mean all there are, by the same word, and name the thing in the same words right behind
the figure; what was built, inspected or trained of them is another number.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import takewhile

from drafter.checking.finding import Finding
from drafter.checking.mentions import Mention, mentions
from drafter.checking.page import Page, Stretch
from drafter.checking.registry import rule

#: Characters that two names must share from their beginning, and how many make it certain.
_LEAST, _SURE = 3, 5
_NOUN = re.compile("[\u4e00-\u9fff]{3,12}")
#: Readings of one name that are looked at.
_MOST = 12


@rule("two-counts")
def twice(page: Page) -> Iterator[Finding]:
    scope, part = page.words("stocks", "scope"), page.words("stocks", "part")
    known: dict[tuple[str, str], list[tuple[Stretch, Mention, str]]] = defaultdict(list)
    for stretch in page.paragraphs:
        for one in mentions(stretch):
            said = _said(stretch, one, scope, part)
            if said is None:
                continue
            noun = said
            key = (one.figure.unit, noun[:_LEAST])
            other = next(
                (kept for kept in known[key] if kept[1].value != one.value and _alike(kept, stretch, one)), None
            )
            if other is not None and not any(kept[1].value == one.value for kept in known[key]):
                shared = _shared(other[2], noun)
                line, _ = page.reading.place(other[0].passage, other[1].figure.start)
                yield page.finding(
                    "two-counts", stretch, one.figure.start, one.figure.end + shared,
                    f"第{line}行说{other[1].figure.text}{noun[:shared]}，这里是{one.figure.text}，请核对哪个对",
                    claimed=one.figure.text, computed=other[1].figure.text,
                    certain=shared >= _SURE and other[0] is stretch,
                )  # fmt: skip
            if len(known[key]) < _MOST:
                known[key].append((stretch, one, noun))


def _said(stretch: Stretch, one: Mention, scope: list[str], part: list[str]) -> str | None:
    """The words behind a figure that says how many there are in all."""
    if one.figure.sort not in ("count", "people") or one.figure.rough or one.prior or one.rising:
        return None
    left = re.sub("的$", "", one.left)
    word = next((word for word in sorted(scope, key=len, reverse=True) if left.endswith(word)), "")
    if not word and not re.match("[\u4e00-\u9fff]", stretch.text[one.figure.end : one.figure.end + 1]):
        word, name = _named(left, [word for word in scope if word.endswith("有")])
        before = left[: left.rfind(word)] if word else ""
        return None if not word or any(mark in before[-8:] + name for mark in part if mark != "有") else name
    if not word or any(mark in left[-8:].removesuffix(word) for mark in part):
        return None
    noun = _NOUN.match(stretch.text, one.figure.end)
    return noun[0] if noun else None


def _named(left: str, scope: list[str]) -> tuple[str, str]:
    """现有村级卫生室23个: the word that says all, and the name between it and the figure."""
    for word in scope:
        at = left.rfind(word)
        name = left[at + len(word) :]
        if at >= 0 and _NOUN.fullmatch(name):
            return word, name
    return "", ""


def _shared(one: str, other: str) -> int:
    return len(list(takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))))


def _alike(kept: tuple[Stretch, Mention, str], stretch: Stretch, one: Mention) -> bool:
    """Whether two figures may be of one time and one thing."""
    years = {one.year, kept[1].year} - {0}
    return len(years) < 2 and (kept[0] is not stretch or kept[1].sentence != one.sentence)
