"""Another unit's name where the text speaks of its own: the paragraph that came over from a neighbour's report.

The reader gains 石鹭县交通运输局2026年收支总预算 in the budget of 石鹭县退役军人事务局.

Limits: a unit is known by place and office in one word (石鹭县 + 交通运输局); its own name is that of the title, else
the one that is named before the others and more often; other offices may do anything but have this report's totals,
reach its aims or be what it is about.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import combinations
from typing import NamedTuple

from drafter.checking.checks import rule
from drafter.checking.finding import Finding
from drafter.checking.page import Page
from drafter.claims.text import Stretch

#: What leads a name in is none of it: 与原某中心 was that unit before.
_LED = ("与", "和", "同", "原", "由", "对", "经", "报", "将", "把")


class UnitName(NamedTuple):
    """A full name of a unit at `start` to `end` of a stretch: `place` and `office` make it."""

    name: str
    place: str
    office: str
    stretch: Stretch
    start: int
    end: int


@cache
def _pattern(offices: tuple[str, ...]) -> re.Pattern[str]:
    office = "|".join(sorted(map(re.escape, offices), key=len, reverse=True))
    return re.compile(
        rf"(?:(?<=[，。；：、“（(\s])|(?<=[和与及由对向经])|(?<=时，)|(?<=年度)|(?<=\d年)|^)(?P<place>[\u4e00-\u9fff]{{2,4}}?[省市县区旗镇乡])"
        rf"(?P<office>[\u4e00-\u9fff]{{1,14}}?(?:{office}))(?![\u4e00-\u9fff]{{0,2}}(?:{office}))"
    )


@rule("other-unit")
def others(page: Page) -> Iterator[Finding]:
    found = list(_units(page))
    if len({one.name for one in found}) < 2:
        return
    own = _own(page, found)
    if not own:
        return
    claims = re.compile("|".join(page.words("ownname", "claims")))
    for one in found:
        related = one.office in own.office or own.office in one.office or one.name in own.name
        if one.name == own.name or related or one.name.startswith(_LED):
            continue
        match = claims.match(one.stretch.text, one.end)
        if match is None:
            continue
        yield page.finding(
            "other-unit", one.stretch, one.start, one.end, "ownname.others", claimed=one.name, computed=own.name,
        )  # fmt: skip


def _units(page: Page) -> Iterator[UnitName]:
    pattern = _pattern(tuple(page.words("ownname", "offices")))
    for stretch in page.stretches:
        if stretch.kind == "cell":
            continue
        for match in pattern.finditer(stretch.text):
            yield UnitName(match[0], match["place"], match["office"], stretch, *match.span())


def _own(page: Page, found: list[UnitName]) -> UnitName | None:
    """The unit of the title, else the first one where it is also named most often."""
    titled = [one for one in found if one.stretch.kind == "title" or one.stretch is page.stretches[0]]
    if titled and titled[0].start == 0 and len(titled[0].stretch.text) < 60 and "。" not in titled[0].stretch.text:
        return titled[0]
    counts = Counter(one.name for one in found)
    first = found[0]
    ahead = all(counts[first.name] > count for name, count in counts.items() if name != first.name)
    # A text that begins with the unit is that unit's.
    opens = first.start == 0 and first.stretch is page.stretches[0]
    return first if (ahead and counts[first.name] > 1) or opens else None


_OWN_PLACE = re.compile(r"^(?P<place>[\u4e00-\u9fff]{2,5}?[县区市旗镇乡])(?P<year>20\d\d年)?")
#: 大河镇、大坪镇: a list, or another place that something is done with.
_LISTED = re.compile("[、和与及等至到]")
_OFTEN = 3
#: A name of so few characters is another name with one more (县医院, 县中医院).
_GROWN = 4


@rule("other-unit")
def places(page: Page) -> Iterator[Finding]:
    """沐原区共有各类学校87所 in the bulletin of 蔚屏区."""
    title = page.stretches[0] if page.stretches else None
    match = _OWN_PLACE.match(title.text) if title is not None and len(title.text) < 60 else None
    if match is None or "。" in (title.text if title else ""):
        return
    own, claims = match["place"], "|".join(page.words("ownname", "place_claims")) if match["year"] else "(?!)"
    often = sum(one.text.count(own) for one in page.stretches) >= _OFTEN
    name = f"[\u4e00-\u9fff]{{{len(own) - 1}}}{own[-1]}"
    other = re.compile(rf"(?:(?<=[，。；：])|^)(?!全|本|我|该|各|其|兄弟)(?P<place>{name})(?P<claim>(?={claims}))?")
    for stretch in page.paragraphs:
        for found in other.finditer(stretch.text):
            # 漱石镇 in the report of 漱玉镇: one character in a name that is else written right.
            slip = sum(a != b for a, b in zip(own, found["place"], strict=True)) == 1 and len(own) > 2
            slip = slip and often and not _LISTED.match(stretch.text, found.end())
            if found["place"] == own or not (slip or found["claim"] is not None):
                continue
            if sum(one.text.count(found["place"]) for one in page.stretches) == 1:
                yield page.finding(
                    "other-unit", stretch, found.start("place"), found.end("place"), "ownname.places",
                    claimed=found["place"], computed=own, certain=found["claim"] is not None,
                )  # fmt: skip


@rule("other-unit")
def shortened(page: Page) -> Iterator[Finding]:
    """石门县卫建局 beside 石门县卫生健康局: a short name takes its characters from the long one, in their order."""
    units = list(_units(page))
    own = _own(page, units) if units else None
    if own is None:
        return
    known = {one.name for one in units}
    last = own.office[-1]
    longest = max(2, len(own.office) - 2)
    short = re.compile(
        rf"{re.escape(own.place)}(?P<short>[\u4e00-\u9fff]{{2,{longest}}}?{last})(?![\u4e00-\u9fff]?{last})"
    )
    for stretch in page.paragraphs:
        for match in short.finditer(stretch.text):
            office = match["short"]
            shared = sum(one in own.office for one in office)
            if shared * 3 < len(office) * 2 or office[0] != own.office[0] or _within(office, own.office):
                continue
            if stretch.text.count(match[0]) > 1 or sum(one.name == match[0] for one in units) > 1:
                continue
            yield page.finding(
                "other-unit", stretch, match.start(), match.end(), "ownname.others", claimed=match[0],
                computed=own.name, certain=match[0] not in known,
            )  # fmt: skip


@rule("other-unit")
def reformed(page: Page) -> Iterator[Finding]:
    """文化旅游广电体育局 beside 文化广电旅游体育局, 融合媒体中心 beside 融媒体中心: one unit, its words in another
    order or a character more; the name that is written less is held against the other."""
    places: dict[str, list[UnitName]] = defaultdict(list)
    towns: dict[str, set[str]] = defaultdict(set)
    for one in _units(page):
        places[one.name].append(one)
        towns[one.place].add(one.name)
    for names in (pair for town in towns.values() for pair in combinations(sorted(town), 2)):
        less, more = sorted(names, key=lambda name: (len(places[name]), -_order(places[name][0])))
        first, other = places[less][0], places[more][0]
        turned = sorted(first.office) == sorted(other.office)
        longer, shorter = sorted((first.office, other.office), key=len, reverse=True)
        grown = len(longer) - len(shorter) == 1 and len(shorter) > _GROWN and _within(shorter, longer)
        # What stands there once may be one unit only where the other is the subject of the text.
        known = len(places[more]) > 1 and (turned or len(places[less]) == 1)
        beside = any(_between(one, two) for one in places[less] for two in places[more])
        if known and (turned or grown) and not beside:
            yield page.finding(
                "other-unit", first.stretch, first.start, first.end, "ownname.reformed", claimed=first.name,
                computed=other.name, certain=turned,
            )  # fmt: skip


def _order(one: UnitName) -> int:
    return one.stretch.block


def _between(one: UnitName, other: UnitName) -> bool:
    """Whether two names stand side by side, as those of two units do: 县教育局和县教体局."""
    first, last = sorted((one, other), key=lambda name: (name.stretch.block, name.start))
    return first.stretch is last.stretch and bool(_LISTED.fullmatch(first.stretch.text[first.end : last.start]))


@rule("other-unit")
def mistaken(page: Page) -> Iterator[Finding]:
    """县水务局 once in the report of 陇川县水利局: the short form with a character of another office."""
    units = list(_units(page))
    own = _own(page, units) if units else None
    if own is None or not 2 < len(own.office) < 6:
        return
    place, office = own.place[-1], own.office
    alike = re.compile(
        rf"(?:(?<=[，。；：])|^){place}(?P<office>{office[0]}[\u4e00-\u9fff]{{{len(office) - 2}}}{office[-1]})"
    )
    text = "\n".join(one.text for one in page.stretches)
    for stretch in page.paragraphs:
        for match in alike.finditer(stretch.text):
            slip = sum(a != b for a, b in zip(match["office"], office, strict=True)) == 1
            if slip and text.count(match["office"]) == 1:
                yield page.finding(
                    "other-unit", stretch, match.start(), match.end(), "ownname.others", claimed=match[0],
                    computed=place + office, certain=False,
                )  # fmt: skip


def _within(short: str, long: str) -> bool:
    """Whether the characters of one stand in the other in their order."""
    rest = iter(long)
    return all(one in rest for one in short)
