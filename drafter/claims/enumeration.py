"""Lists in running Chinese and the numbers beside them: how many items stand in A、B和C, and N of what.

The reader gains every number that a list may be read to have: 和 may join the last two items or stand within a name.

Limits: items are parted by 、 (or stand in quotes one after the other); what stands within quotes and brackets parts
nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from drafter.claims.text import Stretch
from drafter.language.numerals import count_value

Pairs = list[tuple[int, int]]

_JOINS = re.compile(r"以及|和|及|与|或")
_BOUND = "，。；：？！,;:（(）)\n"
_QUOTED = re.compile(r"[”》’」』][“《‘「『]")
#: How far before a number its list may begin, and how long one item may be (characters).
_LEFT, _LONGEST = 160, 30
#: A clause of so few characters may be an item.
_SHORT = 8
_DIGIT = r"(?<![\d.，,〔第之每十百零一二三四五六七八九—–～-])\d{1,3}"
_NUMERAL = r"(?<![\d第之每任某十百千万零一二两三四五六七八九])[二两三四五六七八九十]{1,3}"


class Count(NamedTuple):
    """N of something: `value` and `unit` at `start` to `end`, the `noun` behind it, `more` whether 等 stands before
    it."""

    start: int
    end: int
    value: int
    unit: str
    noun: str
    more: bool


class CountedList(NamedTuple):
    """How many items a list may be read to have, the likeliest apart; `last` is its last item, `text` all of it, from
    `start` of the stretch."""

    likely: int
    possible: frozenset[int]
    last: str
    text: str
    start: int


def count_pattern(units: Sequence[str]) -> re.Pattern[str]:
    """What finds counts in these units."""
    unit = "|".join(sorted(map(re.escape, units), key=len, reverse=True))
    return re.compile(rf"(?P<more>等)?(?P<value>{_DIGIT}|{_NUMERAL})(?P<unit>{unit})(?P<noun>[\u4e00-\u9fff]{{0,18}})")


def counts(stretch: Stretch, pattern: re.Pattern[str]) -> Iterator[Count]:
    """The counts of a stretch, two at least; numerals in characters as well as in digits."""
    for match in pattern.finditer(stretch.text):
        value = count_value(match["value"])
        if value > 1:
            more = bool(match["more"])
            yield Count(match.start("value"), match.end("unit"), value, match["unit"], match["noun"], more)


def near(closed: Pairs, low: int, high: int) -> Pairs:
    """The pairs of quotes and brackets that open between `low` and `high`."""
    first = bisect_left(closed, (low, 0))
    found = []
    for pair in closed[first : first + 60]:
        if pair[0] >= high:
            break
        found.append(pair)
    return found


def masked(text: str, low: int, high: int, inner: Pairs) -> str:
    """The characters from `low` to `high`, what stands in quotes and brackets blotted out, one for one."""
    parts, at = [], low
    for opens, closes in inner:
        if opens >= at and closes < high:
            parts += [text[at:opens], ("Q" if text[opens] in "《“‘「『" else "B") * (closes - opens + 1)]
            at = closes + 1
    parts.append(text[at:high])
    return "".join(parts)


def named_before(text: str, end: int, closed: Pairs, openers: tuple[str, ...]) -> CountedList | None:
    """The list that ends right at `end`, or None; `openers` are words that a list begins with."""
    low = max(0, end - _LEFT)
    inner = [pair for pair in near(closed, low, end) if pair[1] < end]
    if inner and inner[-1][1] == end - 1 and text[inner[-1][0]] in "“‘":
        opens, closes = inner[-1]
        quoted = text[opens + 1 : closes]
        # “A、B、C”三个方面: the list is the quote; “A”“B”“C”: it is made of quotes.
        if "、" in quoted and text[opens - 1 : opens] not in ("、", "”"):
            return items(quoted, quoted, opens + 1)
    blotted = masked(text, low, end, inner)
    start = _clause(blotted, len(blotted))
    found = items(blotted[start:], text[low + start : end], low + start)
    if found is None or blotted[start:].startswith(openers):
        # 成立领导小组，下设A、B、C三个组: the clause opens the list itself.
        return found
    possible = set(found.possible)
    # 强化A、B，C、D四个方面: a comma may part items as well.
    for _ in range(3):
        if not start or blotted[start - 1] not in "，,":
            break
        before = _clause(blotted, start - 1)
        if start - 1 - before > _SHORT and "、" not in blotted[before:start]:
            # Nothing that stands in a list.
            break
        if wider := items(blotted[before:], "", 0):
            possible |= wider.possible | {number + blotted[before:].count("，") for number in wider.possible}
        start = before
    return found._replace(possible=frozenset(possible))


def _clause(text: str, end: int) -> int:
    """Where the clause that ends at `end` begins."""
    return max(text.rfind(mark, 0, end) for mark in _BOUND) + 1


def items(blotted: str, text: str, start: int) -> CountedList | None:
    """How many items stand in a list parted by 、 with 和 before its last one; None for no list."""
    commas = blotted.count("、")
    # 《A》《B》 and “A”“B” need no mark between them.
    adjacent = len(_QUOTED.findall(text)) if text else 0
    if not commas + adjacent or len(text) > _LEFT:
        return None
    joined = [len(_JOINS.findall(part)) for part in blotted.split("、")]
    if adjacent and not commas:
        return CountedList(adjacent + 1, frozenset(range(adjacent + 1, adjacent + 2 + sum(joined))), "Q", text, start)
    last = _JOINS.split(blotted[blotted.rfind("、") + 1 :])[-1]
    # 门诊、住院部和6个村: the number opens the last item.
    if not last or len(last) > _LONGEST:
        return None
    least = commas + adjacent + 1
    parted = _surely(blotted)
    possible = frozenset(range(least + parted, least + 1 + min(4, sum(joined))))
    return CountedList(least + max(parted, min(1, joined[-1])), possible, last, text, start)


def _surely(blotted: str) -> int:
    """1 where 和 in the last item parts two for sure: all items begin alike, that behind it too."""
    parts = blotted.split("、")
    head = parts[0][:2]
    halves = _JOINS.split(parts[-1])
    return int(len(parts) > 1 and len(halves) == 2 and all(one.startswith(head) for one in (*parts, halves[1])))


def possible_numbers(blotted: str, text: str) -> set[int]:
    """Every number of items that marks of one rank may part a list into; empty where only commas part it, for these may
    part anything."""
    found: set[int] = set()
    if "；" in blotted:
        found.add(blotted.rstrip("；，").count("；") + 1)
    if "、" in blotted:
        for part in {blotted, blotted.split("，")[0], blotted.split("；")[0]}:
            if named := items(part, "", 0):
                found |= named.possible
        # Items of two ranks: 道路、桥梁，给水、排水.
        commas = blotted.count("，")
        if commas and (named := items(blotted, "", 0)):
            found |= {number + commas for number in named.possible}
    elif adjacent := len(_QUOTED.findall(text)):
        found.add(adjacent + 1)
    if found and "，" in blotted:
        found.add(blotted.rstrip("；，").count("，") + 1)
    return found
