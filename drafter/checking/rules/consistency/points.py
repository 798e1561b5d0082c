"""How many points are announced, and how many follow: 以下四点 with 一是, 二是 and 三是 behind it.

The reader gains the fourth point that was cut and still counted.

Limits: an announcement counts when the points follow it at once, in its paragraph or as the paragraphs, items or
headings right behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from drafter.checking.checks import rule
from drafter.checking.finding import Finding
from drafter.checking.page import Page
from drafter.claims.enumeration import Count, count_pattern, counts
from drafter.claims.labels import said_words
from drafter.claims.text import Stretch
from drafter.language.numbering import parse_number
from drafter.language.numerals import chinese_value, count_value

_OPENS = r"(?:^|(?<=[。；：:;，,\s*“]))"
#: 一是, （1）, ①: each kind counts by itself.
_POINTS = (
    re.compile(_OPENS + r"(?P<n>[一二三四五六七八九十]{1,2})是(?![否非])"),
    re.compile(_OPENS + r"[（(](?P<n>\d{1,2})[）)]"),
    re.compile(_OPENS + "(?P<n>[①②③④⑤⑥⑦⑧⑨⑩])"),
)
#: Between the announcement and its first point.
_GAP = re.compile(r"[^。；]{0,24}[：:。；，]?\s*")
_ANEW = re.compile(
    r"，[^，。；]{0,16}(?:以下|如下|下列)[^，。；]{0,6}[：:]$|，[^，。；]{2,16}(?:措施|做法|意见|整改)[：:]$"
)
_BACK = re.compile(
    r"(?:以上|上述|前述|这)(?P<n>\d{1,2}|[两二三四五六七八九十]{1,2})(?P<unit>个方面|方面|项|条|点|大类|类|个)(?:的)?(?:措施|问题|举措|做法|意见|任务|建议|工作|内容)"
)
_CLOSE = re.compile(r"[^。；，\d]{0,20}[：:。]?$")
_COLON = re.compile(r"[^，。；、\d：]{1,14}[：:]\s*")
_BARE = re.compile(r"(?:以下|如下|下列|分为|分|有|为|共)$")
_MOST = 30
#: A list is followed so many paragraphs.
_FAR = 300


class Points(NamedTuple):
    """A run of points: how many different ones, the highest, and where its first one stands."""

    numbers: frozenset[int]
    stretch: Stretch
    start: int


@rule("points-count")
def points(page: Page) -> Iterator[Finding]:
    pattern = count_pattern([*page.words("counts", "units"), *page.words("points", "units")])
    nouns = page.words("points", "points")
    stretches = page.stretches
    for at, stretch in enumerate(stretches):
        if stretch.kind not in ("paragraph", "heading"):
            continue
        announced = [
            one
            for one in counts(stretch, pattern)
            if one.value <= _MOST and (_announces(stretch, one, nouns) or _opens(stretches, at, one))
        ]
        if not announced:
            continue
        inside = list(_inside(stretch))
        for number, run in enumerate(inside):
            near = [
                one
                for one in announced
                if one.end <= run.start
                and _GAP.fullmatch(stretch.text, one.end, run.start)
                # 五条意见，采取了以下措施：一是… tells the measures.
                and not _ANEW.search(stretch.text, one.end, run.start)
            ]
            if near:
                # A run that goes on in the next paragraphs is counted with them.
                whole = _more(stretches, at, run) if number == len(inside) - 1 else run
                yield from _judge(page, stretch, near, whole)
        last = announced[-1]
        late = not inside or inside[-1].start < last.start
        if late and stretch.kind == "paragraph" and _CLOSE.match(stretch.text, last.end):
            near = [one for one in announced if _CLOSE.match(stretch.text, one.end)]
            if following := _following(stretches, at):
                yield from _judge(page, stretch, near, following)


def _announces(stretch: Stretch, one: Count, nouns: Sequence[str]) -> bool:
    # 四项未达到目标 tells how many did not.
    if one.more or one.noun.startswith(("未", "没", "已", "均", "不达", "不符")):
        return False
    if one.noun:
        return one.unit == "点" or any(word in one.noun[:8] for word in nouns)
    # 分为五项。 says it, 开展自评项目共6个 tells a number.
    return one.unit in ("点", "项", "条") and _BARE.search(stretch.text[max(0, one.start - 4) : one.start]) is not None


def _opens(stretches: Sequence[Stretch], at: int, one: Count) -> bool:
    """Whether a number of anything (四件实事：) stands right before 一是, with nothing but a colon between."""
    stretch = stretches[at]
    colon = _COLON.match(stretch.text, one.end)
    # 走访了五个村：一是…: what is counted are places.
    if colon is None or one.more or one.unit in said_words()["places"] or one.noun.endswith(said_words()["places"]):
        return False
    if colon.end() < len(stretch.text):
        return stretch.text.startswith("一是", colon.end())
    return at + 1 < len(stretches) and stretches[at + 1].text.startswith("一是")


def _inside(stretch: Stretch) -> Iterator[Points]:
    """The runs of 一是, 二是 … within a paragraph, and those of （1）, （2） …"""
    for pattern in _POINTS:
        yield from _runs(stretch, pattern)


def _value(said: str) -> int:
    return int(said) if said.isdecimal() else "①②③④⑤⑥⑦⑧⑨⑩".find(said) + 1 or chinese_value(said)


def _runs(stretch: Stretch, pattern: re.Pattern[str]) -> Iterator[Points]:
    numbers: set[int] = set()
    start = 0
    for match in pattern.finditer(stretch.text):
        value = _value(match["n"])
        if value == 1:
            if numbers:
                yield Points(frozenset(numbers), stretch, start)
            numbers, start = {1}, match.start()
        elif numbers:
            numbers.add(value)
    if numbers:
        yield Points(frozenset(numbers), stretch, start)


def _more(stretches: Sequence[Stretch], at: int, run: Points) -> Points:
    """The run with those of its points that stand in the next paragraphs."""
    numbers = set(run.numbers)
    for stretch in stretches[at + 1 : at + _FAR]:
        match = _POINTS[0].match(stretch.text) if stretch.kind == "paragraph" else None
        if not match or chinese_value(match[1]) != max(numbers) + 1:
            break
        numbers.update(chinese_value(one["n"]) for one in _POINTS[0].finditer(stretch.text))
    return run._replace(numbers=frozenset(numbers))


def _following(stretches: Sequence[Stretch], at: int) -> Points | None:
    """The points that the next paragraphs, items or headings make; None where the next one does not begin a list."""
    following = stretches[at + 1] if at + 1 < len(stretches) else None
    if following is None or following.kind == "cell":
        return None
    if (match := _POINTS[0].match(following.text)) and match["n"] == "一":
        first = next(_inside(following))
        return _more(stretches, at + 1, first) if following.kind == "paragraph" else None
    number = parse_number(following.text)
    if not number or number.value != 1:
        return None
    above = stretches[at]
    if following.kind == "heading" and len(following.section) <= len(above.section) - (above.kind == "paragraph"):
        return None
    numbers = {1}
    for stretch in stretches[at + 2 : at + _FAR]:
        own = parse_number(stretch.text) if stretch.kind in ("paragraph", "heading") else None
        if own and own.level < number.level and stretch.kind == "heading":
            break
        if own and own.level == number.level:
            if own.value <= max(numbers):
                break
            numbers.add(own.value)
        elif stretch.kind == "heading" and following.kind == "paragraph":
            break
    return Points(frozenset(numbers), following, 0)


def _judge(page: Page, stretch: Stretch, near: list[Count], run: Points) -> Iterator[Finding]:
    """`near` are the numbers before the run: 从三个方面发现2个问题 may announce either."""
    found = len(run.numbers)
    if found < 2 or any(one.value in (found, max(run.numbers)) for one in near):
        return
    one = near[-1]
    end = one.end + 2 if one.noun.startswith("方面") else one.end
    claimed = stretch.text[one.start : end]
    yield page.finding(
        "points-count", stretch, one.start, end, "points.judge", claimed=claimed, computed=f"{found}{one.unit}",
    )  # fmt: skip


@rule("points-count")
def back(page: Page) -> Iterator[Finding]:
    """一是…四是…。以上五个方面的措施: the number is said behind the points."""
    last: Points | None = None
    for stretch in page.paragraphs:
        inside = list(_inside(stretch))
        match = _BACK.search(stretch.text)
        before = [one for one in inside if match is None or one.start < match.start()]
        last = before[-1] if before else last
        if match is None or last is None or stretch.block - last.stretch.block > 1:
            last = inside[-1] if inside else (last if last and stretch.block - last.stretch.block < 1 else None)
            continue
        said = count_value(match["n"])
        found = len(last.numbers)
        if found > 1 and said != found and said != max(last.numbers):
            yield page.finding(
                "points-count", stretch, match.start(), match.end(), "points.back", count=found, claimed=match[0],
                computed=f"{found}",
            )  # fmt: skip
        last = None
