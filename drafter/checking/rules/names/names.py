"""One thing under two names: 我局 among 我办, 新北沱河 and 新北坨河, 规划与 and 规划和.

The reader gains the word that came over with a copied paragraph, and the name that a search would not find.

Limits: the unit's own kind is that of its title or signature, else that of the majority; single characters are compared
by a table of those that are mistaken for each other, in the same surroundings of three characters.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from drafter.checking.checks import rule
from drafter.checking.finding import Finding
from drafter.checking.page import Page
from drafter.claims.text import Stretch
from drafter.language.lookup import Lookup, alike
from drafter.language.sentences import pairs
from drafter.wording import NOTHING, word

_TITLED = re.compile(r"《([^《》]{8,80})》")
#: The unit that a title begins with, and how many of its characters another name must share from the beginning.
_UNIT = re.compile(
    r"([\u4e00-\u9fff]{4,30}?(?:局|中心|委员会|办公室|镇|院|站|所|队|学校|馆|处|厅|部|会|公司|集团|政府|街道))"
    r"(?=20\d\d年|部门|项目|关于|整体|绩效|[“《])"
)
_HEAD, _TAIL = 4, 6
#: The name of a unit around the link in it; what stands before may be cut, for no mark tells where a name begins.
_LINKED = re.compile(
    r"(?P<before>[\u4e00-\u9fff]{3}[^局委办会厅院馆站所队处和与及暨])(?P<link>[和与及暨])"
    r"(?P<behind>[\u4e00-\u9fff]{2,8}?(?:局|委员会|办公室|中心|管理处|厅|服务站))"
)
#: More different names than this are not compared with each other (a text of 1,000 pages has fewer).
_MOST = 20_000
_LEAST = 8


class NamePlace(NamedTuple):
    """Words as they stand: from `start` to `end` of a stretch."""

    stretch: Stretch
    start: int
    end: int

    @property
    def text(self) -> str:
        """The words of it."""
        return self.stretch.text[self.start : self.end]


@rule("self-name")
def selves(page: Page) -> Iterator[Finding]:
    found: dict[str, list[NamePlace]] = defaultdict(list)
    for kind, place in _selves(page):
        found[kind].append(place)
    if len(found) < 2:
        return
    own = _own(page, found)
    if not own:
        return
    allies = {other for pair in page.words("names", "pairs") if own in pair for other in pair}
    apart = allies | {own, *page.words("names", "neutral")}
    for kind, places in found.items():
        if kind in apart:
            continue
        times = word("names.times", count=len(places)) if len(places) > 1 else NOTHING
        yield page.finding(
            "self-name", places[0].stretch, places[0].start, places[0].end, "names.selves", own=own,
            times=len(found[own]), other=kind, here=times, claimed=f"我{kind}", computed=f"我{own}",
        )  # fmt: skip


def _selves(page: Page) -> Iterator[tuple[str, NamePlace]]:
    kinds = "|".join(sorted(page.words("names", "kinds"), key=len, reverse=True))
    apart = "|".join(sorted(page.words("names", "not_self"), key=len, reverse=True))
    pattern = re.compile(rf"(?<![自忘唯小大])我({kinds})(?!{apart})")
    for stretch in page.stretches:
        if "我" not in stretch.text:
            continue
        quoted = [pair for pair in pairs(stretch.text) if stretch.text[pair[0]] in "“‘「『《"]
        for match in pattern.finditer(stretch.text):
            if not any(low < match.start() < high for low, high in quoted[:200]):
                yield match[1], NamePlace(stretch, match.start(), match.end())


def _own(page: Page, found: dict[str, list[NamePlace]]) -> str:
    """The kind of the unit itself: that of the majority, else (one against one) that of the title or the signature."""
    ranked = sorted(found, key=lambda word: -len(found[word]))
    first, second = len(found[ranked[0]]), len(found[ranked[1]])
    if first >= 2 * second:
        return ranked[0]
    ends = [one.text for one in (*page.stretches[:3], *page.stretches[-3:]) if len(one.text) < 60]
    owned = [
        word for word in ranked if any(re.search(rf"{word}(?:\d|$|部门|项目|关于|整体|自评|绩效)", end) for end in ends)
    ]
    return owned[0] if len(owned) == 1 else ranked[0] if first > second + 1 else ""


@rule("name-variant")
def variants(page: Page) -> Iterator[Finding]:
    told: set[str] = set()
    yield from _titled(page, told)
    yield from _confused(page, told)
    yield from _near(page, told)
    yield from _linked(page)


def _linked(page: Page) -> Iterator[Finding]:
    """自然资源和规划局, 自然资源与规划局, 自然资源规划局: a unit whose name is written with two links, or without."""
    found: dict[tuple[str, str], dict[str, list[NamePlace]]] = defaultdict(lambda: defaultdict(list))
    for stretch in page.stretches:
        for match in _LINKED.finditer(stretch.text):
            place = NamePlace(stretch, match.start(), match.end())
            found[match["before"], match["behind"]][match["link"]].append(place)
    bare = {"".join(ends): ends for ends in found}
    lookup = Lookup(bare)
    for stretch in page.stretches if bare else ():
        for start, end, name in lookup.find(stretch.text):
            found[bare[name]][""].append(NamePlace(stretch, start, end))
    for links in found.values():
        if len(links) < 2:
            continue
        ranked = sorted(links, key=lambda link: -len(links[link]))
        usual = links[ranked[0]]
        for link in ranked[1:]:
            places = links[link]
            line, _ = page.reading.place(usual[0].stretch.passage, usual[0].start)
            times = word("names.times", count=len(places)) if len(places) > 1 else NOTHING
            yield page.finding(
                "name-variant", places[0].stretch, places[0].start, places[0].end, "names.linked",
                where=page.at(line), times=times, claimed=places[0].text, computed=usual[0].text,
            )  # fmt: skip


def _titled(page: Page, told: set[str]) -> Iterator[Finding]:
    """The name of the unit in the title, and names that differ from it by one character."""
    match = _UNIT.match(page.reading.title.text)
    name = match[1] if match else ""
    contrast = page.words("names", "ordinal")
    for stretch in page.stretches if len(name) >= _LEAST else ():
        for at in sorted(
            {*_starts(stretch.text, name, slice(0, _HEAD)), *_starts(stretch.text, name, slice(-_TAIL, None))}
        ):
            said = stretch.text[at : at + len(name)]
            difference = [(a, b) for a, b in zip(name, said, strict=False) if a != b]
            if len(said) == len(name) and len(difference) == 1 and said[-1] == name[-1] and said not in told:
                told.add(said)
                if not _apart(difference[0], contrast):
                    yield page.finding(
                        "name-variant", stretch, at, at + len(said), "names.titled", claimed=said, computed=name,
                    )  # fmt: skip
        for found in _lacking(name).finditer(stretch.text) if len(name) > _LEAST else ():
            if found[0] not in told and found[0] != name and not _apart((_lost(name, found[0]),), contrast):
                told.add(found[0])
                yield page.finding(
                    "name-variant", stretch, *found.span(), "names.titled", claimed=found[0], computed=name,
                )  # fmt: skip


@cache
def _lacking(name: str) -> re.Pattern[str]:
    """A name with one of its inner characters left out."""
    left = sorted({re.escape(name[:i] + name[i + 1 :]) for i in range(_TAIL - 2, len(name) - 1)})
    return re.compile("|".join(left))


def _lost(name: str, said: str) -> str:
    """The character that a name has and `said` has not."""
    return next((a for a, b in zip(name, said, strict=False) if a != b), name[-1])


def _starts(text: str, name: str, part: slice) -> Iterator[int]:
    """Where the name would begin, were each place of a part of it one of the whole."""
    piece, shift = name[part], part.indices(len(name))[0]
    at = text.find(piece)
    while at >= 0:
        if at >= shift:
            yield at - shift
        at = text.find(piece, at + 1)


def _confused(page: Page, told: set[str]) -> Iterator[Finding]:
    """Characters of one group of the table in the same surroundings."""
    group: dict[str, int] = {}
    for number, characters in enumerate(page.words("names", "confusable")):
        for character in characters:
            group.setdefault(character, number)
    pattern = re.compile("[" + re.escape("".join(group)) + "]")
    seen: dict[tuple[str, int, str], NamePlace] = {}
    counts: Counter[tuple[tuple[str, int, str], str]] = Counter()
    clashes: dict[tuple[str, int, str], NamePlace] = {}
    for stretch in page.stretches:
        text = stretch.text
        for match in pattern.finditer(text):
            at, character = match.start(), match[0]
            # 新北沱河: two characters before and one behind, one before and two behind, or (清溪桥危) three behind.
            for low, high in ((at - 2, at + 2), (at - 1, at + 3), (at, at + 4)):
                if low < 0 or high > len(text) or not _han(text[low:high]):
                    continue
                key = (text[low:at], group[character], text[at + 1 : high])
                place = NamePlace(stretch, low, high)
                first = seen.setdefault(key, place)
                counts[key, character] += 1
                if first.text != place.text and key not in clashes:
                    clashes[key] = place
    done: set[tuple[str, str]] = set()
    for key, place in clashes.items():
        first = seen[key]
        # The two windows of one pair of names (新北沱河, 北沱河山) tell the same.
        pair = (first.text[len(key[0])], place.text[len(key[0])])
        if pair in done:
            continue
        done.add(pair)
        rare, usual = place, first
        if _times(counts, key, first) < _times(counts, key, place):
            rare, usual = first, place
        told.add(rare.text)
        line, _ = page.reading.place(usual.stretch.passage, usual.start)
        yield page.finding(
            "name-variant", rare.stretch, rare.start, rare.end, "names.confused", where=page.at(line),
            claimed=rare.text, computed=usual.text,
        )  # fmt: skip


def _times(counts: Counter[tuple[tuple[str, int, str], str]], key: tuple[str, int, str], place: NamePlace) -> int:
    return counts[key, place.text[len(key[0])]]


def _han(text: str) -> bool:
    return all("\u4e00" <= c <= "\u9fff" for c in text)


def _names(page: Page) -> Iterator[tuple[str, NamePlace]]:
    """Long names: titles of documents, and what lists and tables name."""
    for stretch in page.stretches:
        if "《" in stretch.text:
            for match in _TITLED.finditer(stretch.text):
                yield match[1], NamePlace(stretch, match.start(1), match.end(1))
    for one in page.series:
        for name, item in zip(one.names, one.items, strict=True):
            start = alike(item.stretch.text).find(name)
            if len(name) >= _LEAST and start >= 0:
                yield name, NamePlace(item.stretch, start, start + len(name))


def _near(page: Page, told: set[str]) -> Iterator[Finding]:
    """Names that differ by one character put in, left out or exchanged."""
    links, contrast = page.words("names", "links"), page.words("names", "contrast")
    names: dict[str, NamePlace] = {}
    counts: Counter[str] = Counter()
    for name, place in _names(page):
        name = alike(name)
        names.setdefault(name, place)
        counts[name] += 1
    if len(names) > _MOST:
        return
    shorter: dict[tuple[int, str], str] = {}
    for name in names:
        other, difference = _neighbour(name, names, shorter)
        if not other or _apart(difference, contrast) or any(part in place for part in told for place in (name, other)):
            continue
        rare, usual = (name, other) if counts[name] <= counts[other] else (other, name)
        place, known = names[rare], names[usual]
        told.add(rare)
        line, _ = page.reading.place(known.stretch.passage, known.start)
        yield page.finding(
            "name-variant", place.stretch, place.start, place.end, "names.near", where=page.at(line),
            difference="".join(f"“{one}”" for one in difference if one), claimed=rare, computed=usual,
            certain=all(one in links for one in difference if one),
        )  # fmt: skip


def _neighbour(
    name: str, names: dict[str, NamePlace], shorter: dict[tuple[int, str], str]
) -> tuple[str, tuple[str, ...]]:
    """Another name that differs by one character, and the characters in which the two differ."""
    hit: tuple[str, tuple[str, ...]] = ("", ())
    for i in range(len(name)):
        left_out = name[:i] + name[i + 1 :]
        if left_out in names and not hit[0]:
            hit = (left_out, (name[i],))
        other = shorter.setdefault((i, left_out), name)
        if other != name and not hit[0]:
            hit = (other, (name[i], other[i]))
    return hit


def _apart(difference: tuple[str, ...], contrast: str) -> bool:
    """Whether the difference tells two things apart on purpose (东区, 西区; 2023年, 2024年)."""
    return any(one in contrast for one in difference)
