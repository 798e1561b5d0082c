"""A number beside a list: as many things as the list names.

The reader gains the 五个方面 of which four are named and the 等3个单位 with four of them before it.

Limits: a list before a number is taken for what is counted only where the noun behind the number names such bodies
(支队伍, 个社区, 个方面); 道路、桥梁、隧道隐患12个 counts something else. 和 within a name leaves two numbers possible,
and neither is held against the writer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.checks import rule
from drafter.checking.finding import Finding
from drafter.checking.page import Page
from drafter.claims.enumeration import (
    Count,
    CountedList,
    Pairs,
    count_pattern,
    counts,
    masked,
    named_before,
    near,
    possible_numbers,
)
from drafter.claims.text import Stretch
from drafter.language.sentences import pairs

_TABLES = ("bodies", "restarts", "exact", "aspects", "level", "title", "verbs", "openers", "apart", "aside", "open")
#: A list behind its number is read no further than this (characters).
_RIGHT = 240
#: Measures of things that are named rather than summed up.
_THINGS = ("个", "大", "类", "种", "家", "所", "座", "支", "项")
#: Where the noun behind a number ends.
_PHRASE = re.compile(r"[的和与及在为等对共已均进开召参联]")
_COUNTED = re.compile(r"(?<![\d.])\d[\d.]*\s*[\u4e00-\u9fff]|[二两三四五六七八九十][个名支家项所处座场条]")
_FIGURES = re.compile(r"(?<=[\u4e00-\u9fff])，(?=[^，、；。（(]*\d)")
_KINDS = re.compile("(?:市|县|区|旗|乡|镇|街道|社区|村|居|园区|开发区|场|办|、)+")
_OPENS = re.compile(
    r"[\u4e00-\u9fff]{0,10}?(?<![为是况布果分])"
    r"(?:[，,]?(?P<named>即|分别是|分别为|依次是|依次为)[：:]?|(?P<colon>[：:])|(?P<bracket>[（(]))"
)
_POINTS = re.compile(r"一是|首先|[1１①][.．、]|[（(]1[）)]|一、|其一|第一")


@rule("list-count")
def lists(page: Page) -> Iterator[Finding]:
    pattern = count_pattern(page.words("counts", "units"))
    words = {name: page.words("counts", name) for name in _TABLES}
    for stretch in page.stretches:
        if stretch.kind == "cell" or not any(mark in stretch.text for mark in "、：；《“"):
            continue
        closed = pairs(stretch.text)
        for one in counts(stretch, pattern):
            yield from _before(page, stretch, one, closed, words)
            yield from _behind(page, stretch, one, closed, words)


def _before(page: Page, stretch: Stretch, one: Count, closed: Pairs, words: dict[str, list[str]]) -> Iterator[Finding]:
    end = one.start - 1 if one.more else one.start
    verbs = tuple(words["verbs"])
    named = named_before(stretch.text, end, closed, (*verbs, *words["openers"]))
    if named is None or any(word in named.text for word in words["apart"]) or _COUNTED.search(named.text):
        return
    # 面向甲、乙开展丙、丁、戊3个工种: the list begins behind the verb.
    later = named.text.split("、")[1:]
    if any(item.find(verb, 2) > 0 and not item.endswith(verb) for item in later for verb in words["restarts"]):
        return
    # 财政、审计等部门组成3个专班: the list ended at 等.
    if not named.last or "等" in named.last:
        return
    over = min(named.possible) > one.value
    if one.value in named.possible or (one.more and not over):
        return
    sort = _told(one, named, words, over)
    if not sort:
        return
    claimed = stretch.text[one.start : one.end]
    said = "counts.open" if one.more else "counts.before" if over else "counts.examples"
    yield page.finding(
        "list-count", stretch, named.start, one.end, said,
        claimed=claimed, computed=f"{named.likely}{one.unit}", certain=(over and sort != "plain") or sort == "aspects",
    )  # fmt: skip


def _told(one: Count, named: CountedList, words: dict[str, list[str]], over: bool) -> str:
    """Whether the number must be that of the list, and why: aspects, bodies or plain; "" where it may count something
    else."""
    verbs = tuple(words["verbs"])
    acted = one.noun.startswith(verbs) and one.unit not in ("类", "种")
    sort = "" if acted else _sort(one, words)
    if sort == "aspects":
        return sort
    # 新建、改建、扩建5个社区 lists acts; 提供服务、承担保健、管理辖区18个村卫生室 counts but the last.
    if all(item.endswith(verbs) for item in named.text.split("、")):
        return ""
    if sort and named.last.startswith(verbs) and named.last not in verbs:
        return ""
    # 龙潭水库、石门水库2座水库: the items are named like what is counted.
    alike = len(one.noun) > 1 and named.last.endswith(one.noun[:2])
    if over:
        plain = one.noun and one.unit in _THINGS and not acted
        return sort or ("bodies" if alike else "plain" if plain else "")
    return (sort or "bodies") if (sort or alike) and _exact(one, named, words["exact"], alike) else ""


def _exact(one: Count, named: CountedList, exact: list[str], alike: bool) -> bool:
    """Whether such bodies are named one by one: a list of kinds (机关、学校、企业20家单位) is none of them, unless the
    number misses the list by one or two, as a slip does."""
    phrase = _PHRASE.split(one.noun, maxsplit=1)[0]
    sure = alike or one.unit in exact or any(phrase.endswith(word) for word in exact)
    return one.value <= (4 * named.likely if sure else named.likely + 2)


def _sort(one: Count, words: dict[str, list[str]]) -> str:
    """aspects, bodies or "": what kind of things the noun behind the number names."""
    if one.unit == "级":
        return "aspects" if not one.noun or one.noun[:1] in words["level"] else ""
    if one.unit in ("类", "种") and one.noun:
        return "bodies"
    if any(word in one.noun[:6] for word in words["aspects"]) or one.unit == "点":
        return "aspects"
    if one.unit in ("镇", "乡", "村", "县", "市", "区"):
        return "bodies" if not one.noun[:1] or one.noun[:1] not in words["title"] else ""
    phrase = _PHRASE.split(one.noun, maxsplit=1)[0]
    return "bodies" if any(word in phrase for word in words["bodies"]) else ""


def _behind(page: Page, stretch: Stretch, one: Count, closed: Pairs, words: dict[str, list[str]]) -> Iterator[Finding]:
    """N个方面：A、B和C。 and N个社区（A、B、C）."""
    match = _OPENS.match(stretch.text, one.end)
    if not match or not (sort := _sort(one, words) or ((match["colon"] or match["named"]) and "plain")):
        return
    text, start = stretch.text, match.end()
    if match["bracket"]:
        stop = next((closes for opens, closes in near(closed, start - 1, start) if opens == start - 1), -1)
    else:
        stop = stretch.sentence_at(start)[1]
        stop -= text[stop - 1] in "。；！"
    if (told := _FIGURES.search(text, start, max(start, stop))) and not _COUNTED.search(text, start, told.start()):
        # 平川镇、龙泉镇、石桥乡，受益农户4120户: what has a figure is told beside the list of names.
        stop = told.start()
    said = text[start:stop]
    if match["bracket"] and _KINDS.fullmatch(said):
        # 6个县（市、区）: one word for all three.
        return
    if stop < 0 or not said or len(said) > _RIGHT or any(word in said for word in words["open"]):
        return
    if said.startswith(tuple(words["aside"])) or _POINTS.search(said):
        return
    if any(word in text[max(0, one.start - 6) : one.start] for word in words["apart"]):
        return
    if sort == "plain" and _COUNTED.search(said):
        return
    possible = possible_numbers(masked(said, 0, len(said), pairs(said)), said)
    if not possible or one.value in possible:
        return
    likely = min(possible, key=lambda number: (abs(number - one.value), number))
    claimed = text[one.start : one.end]
    clear = len(possible) == 1 and sort in ("aspects", "bodies")
    yield page.finding(
        "list-count", stretch, one.start, stop, "counts.behind", claimed=claimed, computed=f"{likely}{one.unit}",
        certain=clear,
    )  # fmt: skip
