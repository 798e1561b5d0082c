"""Digits that changed places: 惠及居民3,170户 in one sentence, 3,710户居民 in another.

The reader gains the count that was typed anew and went wrong where no name stands right before it.

Limits: counts of four digits and more, not both told again in the running text, of one unit, with a noun of two
characters in common beside them; plans, earlier years and figures of one sentence are not held against each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from drafter.checking.checks import rule
from drafter.checking.finding import Finding
from drafter.checking.page import Page
from drafter.claims.mention import Mention
from drafter.claims.mentions import mentions
from drafter.claims.text import Stretch

_SORTS = ("count", "people", "area", "length")
_LEAST, _MOST, _NEAR = 4, 80, 8
_UNFIT = ("difference", "growth", "average", "reached", "share", "of_last")
#: What is told of another time or of what ought to be is another figure.
_APART = re.compile(
    r"计划|目标|任务|应|拟|预计|原|上年|去年|年初|年末|上半年|季度|(?:19|20)\d\d年|\d月|其中|新增|增加|减少|剩余|其余|另|由|全[省市国]"
)
_WORDS = re.compile("[\u4e00-\u9fff]+")
#: Beside any figure: no noun.
_PLAIN = re.compile("[的了为是有共已均达和与及在个户人名于]|受益|惠及|覆盖|涉及|累计|完成|实际|总共|合计")


class ToldCount(NamedTuple):
    """A count of a text with the paragraph it stands in, and its digits."""

    stretch: Stretch
    mention: Mention
    digits: str


@rule("two-figures")
def turned(page: Page) -> Iterator[Finding]:
    found = [one for stretch in page.paragraphs for one in _counts(stretch)][:_MOST]
    for one, other in combinations(found, 2):
        figure = other.mention.figure
        known = one.mention.figure
        if (known.unit, known.scale, known.decimals) != (figure.unit, figure.scale, figure.decimals):
            continue
        if not _swapped(one.digits, other.digits):
            continue
        told = [each.digits for each in found]
        beside = one.stretch is other.stretch and one.mention.sentence == other.mention.sentence
        if beside or min(told.count(one.digits), told.count(other.digits)) > 1 or not _nouns(one) & _nouns(other):
            continue
        line, _ = page.reading.place(one.stretch.passage, known.start)
        yield page.finding(
            "two-figures", other.stretch, figure.start, figure.end, "turned.turned", where=page.at(line),
            claimed=figure.text, computed=known.text, certain=False,
        )  # fmt: skip


def _counts(stretch: Stretch) -> Iterator[ToldCount]:
    for one in mentions(stretch):
        digits = re.sub(r"\D", "", one.figure.shown)
        fit = one.figure.sort in _SORTS and len(digits) >= _LEAST and one.role not in _UNFIT
        start, _ = stretch.sentence_at(one.figure.start)
        if not fit or one.prior or one.rising or one.figure.rough:
            continue
        if not _APART.search(stretch.text[max(start, one.figure.start - 2 * _NEAR) : one.figure.start]):
            yield ToldCount(stretch, one, digits)


def _swapped(one: str, other: str) -> bool:
    """Whether two digits beside each other changed places."""
    apart = [i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b]
    beside = len(one) == len(other) and len(apart) == 2 and apart[1] - apart[0] == 1
    return beside and one[apart[0]] == other[apart[1]] and one[apart[1]] == other[apart[0]]


def _nouns(one: ToldCount) -> set[str]:
    """The pairs of characters right before and behind a count, within its clause."""
    text, figure = one.stretch.text, one.mention.figure
    before = re.split("[，。；：、]", text[max(0, figure.start - _NEAR) : figure.start])[-1]
    behind = re.split("[，。；：、]", text[figure.end : figure.end + _NEAR])[0]
    runs = [run for said in (before, behind) for word in _WORDS.findall(said) for run in _PLAIN.split(word)]
    return {run[i : i + 2] for run in runs for i in range(len(run) - 1)}
