"""Stocks: how many of a thing there are in all (全县38个村级养老服务站), told twice with two figures.

Limits: both must say that they mean all there are, by the same word, and name the thing in the same words right behind
the figure; what was built, inspected or trained of them is another number.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import takewhile

from drafter.checking.checks import rule
from drafter.checking.finding import Finding
from drafter.checking.page import Page
from drafter.claims.mention import Mention
from drafter.claims.mentions import mentions
from drafter.claims.relations import unit_of
from drafter.claims.results import targets
from drafter.claims.text import Stretch

#: Characters that two names must share from their beginning, and how many make it certain.
_LEAST, _SURE = 3, 5
_NOUN = re.compile("[\u4e00-\u9fff]{3,12}")
#: Readings of one name that are looked at.
_MOST = 12
#: Pairs of target and result that are looked at, the longest name of an indicator, the digits of a sum.
_PAIRS, _NAME, _DIGITS = 200, 10, 3
_INDICATOR = re.compile("(?:的)?(?:年度|年初|全年)?(?:目标值?|指标值|计划|任务)(?:数|为|是)*$")
#: Words that refer back to a sum told before, and words that any sum is introduced by.
_BACK = re.compile("上述|前述|该笔|这笔|该项")
_BEHIND = re.compile("[的名位]?([\u4e00-\u9fff]{0,9})")
#: A plan, a part, last year's: another figure may be right.
_APART = re.compile("计划|目标|规划|拟|应|预计|其中|上年|去年|每|未|增|减|差|前|原")
_COMMON = re.compile(
    "[^\u4e00-\u9fff]|全年|预算|支出|收入|资金|项目|经费|实际|安排|其中|完成|年初|决算|万元|合计|共计|累计|本年|财政|拨款|已将?|用于"
)


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
                    "two-counts", stretch, one.figure.start, one.figure.end + shared, "stocks.twice",
                    where=page.at(line), noun=noun[:shared], claimed=one.figure.text, computed=other[1].figure.text,
                    certain=shared >= _SURE and other[0] is stretch,
                )  # fmt: skip
            if len(known[key]) < _MOST:
                known[key].append((stretch, one, noun))


@rule("two-counts")
def again(page: Page) -> Iterator[Finding]:
    """培训班18期 told, and 16期培训班 taken up again as if it were known."""
    for stretch in page.paragraphs:
        found = mentions(stretch)
        for at, one in enumerate(found):
            noun = _NOUN.match(stretch.text, one.figure.end)
            if noun is None or one.left.strip() or one.figure.sort != "count" or one.figure.rough:
                continue
            held = [
                other
                for other in found[max(0, at - _MOST) : at]
                if other.figure.unit == one.figure.unit and other.sentence < one.sentence and _ends(other.left, noun[0])
            ]
            if any(other.value == one.value and other.figure.unit == one.figure.unit for other in found[:at]):
                # 由36个增加到47个。47个助餐点中，…: told before, in other words.
                continue
            if len(held) == 1 and held[0].value != one.value and not held[0].figure.rough:
                yield page.finding(
                    "two-counts", stretch, one.figure.start, one.figure.end, "stocks.again", claimed=one.figure.text,
                    computed=held[0].figure.text, certain=False,
                )  # fmt: skip


def _ends(left: str, noun: str) -> bool:
    """Whether the words before a figure end with what the noun behind another begins with (培训班)."""
    return any(left.endswith(noun[:size]) for size in range(_LEAST, min(6, len(noun)) + 1))


@rule("two-figures")
def results(page: Page) -> Iterator[Finding]:
    """送戏下乡96场次 in one place, 送戏下乡目标值60场次、实际完成69场次 in another."""
    told = [(stretch, pair) for stretch in page.paragraphs for pair in targets(page, stretch)]
    for stretch, (target, actual) in told[:_PAIRS]:
        name = _INDICATOR.sub("", target.left)[-_NAME:]
        if len(name) < _LEAST or not re.fullmatch("[\u4e00-\u9fff]+", name):
            continue
        others = [
            (other, one)
            for other in page.paragraphs
            if name in other.text
            for one in mentions(other)
            if one.left.endswith(name) and one.figure.unit == actual.figure.unit and not one.figure.rough
        ]
        if len(others) != 1 or others[0][1].value in (actual.value, target.value):
            continue
        other, one = others[0]
        line, _ = page.reading.place(other.passage, one.figure.start)
        yield page.finding(
            "two-figures", stretch, actual.figure.start, actual.figure.end, "stocks.results", name=name,
            where=page.at(line), claimed=actual.figure.text, computed=one.figure.text, certain=other is stretch,
        )  # fmt: skip


@rule("two-figures")
def twins(page: Page) -> Iterator[Finding]:
    """结余资金243.79万元 and further on 结余资金234.79万元, 受益农户2,316户 and 2,361户受益农户: one thing, and two
    digits that changed places."""
    seen: dict[tuple[str, str], list[tuple[Stretch, Mention]]] = defaultdict(list)
    for stretch in page.stretches:
        for one in mentions(stretch) if stretch.kind != "cell" else ():
            digits = "".join(sorted(one.figure.shown.replace(".", "")))
            told = one.role in ("execution", "of_budget")
            if told or one.figure.rough or one.rising or one.prior or len(digits) < _DIGITS:
                continue
            for place, other in seen[digits, unit_of(one)]:
                if not _swapped(other.figure.shown, one.figure.shown) or other.figure.scale != one.figure.scale:
                    continue
                if other.year and one.year and other.year != one.year:
                    continue
                thing = _one_thing(place, other, stretch, one)
                if thing or _same_sum(other, one, place is stretch):
                    line, _ = page.reading.place(place.passage, other.figure.start)
                    many = thing > 1 and len(digits) >= _SURE and one.figure.sort == "money"
                    yield page.finding(
                        "two-figures", stretch, one.figure.start, one.figure.end,
                        "stocks.turned" if place is stretch else "stocks.twins", where=page.at(line),
                        claimed=one.figure.text, computed=other.figure.text,
                        certain=(many and place is not stretch) or bool(_BACK.search(one.left)),
                    )  # fmt: skip
                    break
            seen[digits, unit_of(one)] = [*seen[digits, unit_of(one)][-_MOST:], (stretch, one)]


def _swapped(one: str, other: str) -> bool:
    """Whether two figures differ by two digits that changed places."""
    if len(one) != len(other):
        return False
    apart = [i for i in range(len(one)) if one[i] != other[i]]
    return len(apart) == 2 and one[apart[0]] == other[apart[1]] and one[apart[1]] == other[apart[0]]


def _one_thing(place: Stretch, one: Mention, stretch: Stretch, other: Mention) -> int:
    """Whether two figures are of one thing by the words before and behind them (受益农户2,316户, 2,361户受益农户): 2
    where these are many, 1 for few, 0 for none."""
    (left, behind), (before, after) = _names(place, one), _names(stretch, other)
    beside = place.kind == "heading" and stretch.block == place.block + 1 and "。" not in place.text
    if _APART.search(left) or _APART.search(before) or beside or (one.sentence == other.sentence and place is stretch):
        return 0
    shared = len(list(takewhile(lambda pair: pair[0] == pair[1], zip(reversed(left), reversed(before), strict=False))))
    if shared > _LEAST:
        return 2
    short = shared >= 2 and shared == min(len(left), len(before))
    return int(short or _turns(left, after) or _turns(before, behind))


def _turns(left: str, behind: str) -> bool:
    """Whether the words behind one figure begin with those that another's end with (群众, 村级文化广场)."""
    return any(len(behind) >= size and left.endswith(behind[:size]) for size in range(2, 9))


def _names(stretch: Stretch, one: Mention) -> tuple[str, str]:
    """The words right before a figure, without what only introduces it, and those right behind."""
    left = re.split("[，。；：、]", one.left)[-1].rstrip("为是共约计达到有数额全部（：: 0123456789")
    behind = _BEHIND.match(stretch.text, one.figure.end)
    return left, behind[1] if behind else ""


def _same_sum(one: Mention, other: Mention, here: bool) -> bool:
    """Whether two amounts of money seem to be one: the second refers back, or both are introduced by a word that few
    share (`here`: in one paragraph)."""
    if one.figure.sort != "money" or len(one.figure.shown.replace(".", "")) < _DIGITS + 1:
        return False
    if not here or one.role in ("difference", "average", "growth") or one.sentence == other.sentence:
        return False
    if _BACK.search(other.left):
        return True
    first, second = (_COMMON.sub("", each.left) for each in (one, other))
    pairs_ = {first[i : i + 2] for i in range(len(first) - 1)}
    return any(second[i : i + 2] in pairs_ for i in range(len(second) - 1))


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
