"""Grouping: the work areas that units of a kind have, by which a long list of their deeds is grouped.

The reader of a report gains the headings that the office itself works by (档案收集, 保管和安全), not general ones. A
unit shows its sector by its name; the areas and the words that show them are data (`rules/lexicon/sectors.toml`, a
file for each in `rules/lexicon/sectors/`).

Limits: a unit that no sector names has the general topics alone; so has a project, whose deeds are all of one matter,
and a topic that its name speaks of says nothing of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import chain
from typing import NamedTuple

from drafter.composing.general_topics import topic
from drafter.facts.case import Case
from drafter.facts.fact import Fact
from drafter.language.late import LatePattern
from drafter.language.lexicon import KnownWords, words
from drafter.language.verbs import verb_words

#: What names of areas share though they mean other things.
_COMMON = frozenset(("安全", "服务", "建设", "管理", "工作", "保障"))


class Grouping(NamedTuple):
    """What the deeds of a case are grouped by: the `sector` whose areas come before the general topics, and the
    general topic that all of it is about (`matter`), "" for none."""

    sector: str = ""
    matter: str = ""


NONE = Grouping()
#: What a deed told at length is for: 为增强退役军人就业竞争力会同…
_AIM = LatePattern(
    "(?:^|[，；》）月日])为了?(?P<aim>[^，；。《》]{4,30}?)(?=，|会同|联合|组织|依托|委托|由|采[取用]|在\\d|对)"
)
#: Characters of a deed told at length.
_LONG = 100


def grouping_of(case: Case) -> Grouping:
    """The sector of the unit of a case, or the matter of its project."""
    project, unit = case.value("project.name"), case.value("unit.name")
    if isinstance(project, Fact):
        return Grouping(matter=topic(project.text))
    if case.genre == "project-self-evaluation":
        # A project whose name is still missing is no matter of the whole unit.
        return NONE
    return Grouping(shown(unit.text)) if isinstance(unit, Fact) else NONE


@cache
def shown(unit: str) -> str:
    """The sector of which the longest word stands in the name of a unit, "" where none does."""
    best, sector = 0, ""
    for one in words("sectors")["sector"]:
        longest = max((len(word) for word in one["units"] if word in unit), default=0)
        if longest > best:
            best, sector = longest, one["file"]
    return sector


@cache
def _areas(sector: str) -> tuple[KnownWords, Mapping[str, str]]:
    """The words of a sector, and the area of each."""
    area = {
        word: one["name"]
        for one in words(f"sectors/{sector}")["area"]
        for word in chain(one["words"], *one.get("parts", {}).values())
    }
    return KnownWords(area), area


def area_of(text: str, by: Grouping) -> str:
    """The work area that some words speak of: that of the longest word found; "" for none."""
    if not by.sector:
        return ""
    known, area = _areas(by.sector)
    found = list(known.all(text))
    if len(text) > _LONG:
        # A deed told at length speaks of much: it is of the area that it is for, else of the one that most of its words
        # show.
        for aim in _AIM.finditer(text):
            if aimed := _shown_by(aim["aim"], by):
                return aimed
        counts = Counter(area[word] for word in found)
        found = [word for word in found if counts[area[word]] == max(counts.values())]
    return area[max(found, key=len)] if found else ""


@cache
def _parts(sector: str) -> Mapping[str, Mapping[str, Sequence[str]]]:
    """The words of each part of the areas whose names have several, by the name of the area."""
    return {one["name"]: one["parts"] for one in words(f"sectors/{sector}")["area"] if "parts" in one}


def parts_of(area: str, by: Grouping) -> Mapping[str, Sequence[str]]:
    """The words that show each part of an area, by what the part is called alone (文献展 shows 展览 of
    编研和展览); none where the sector names no parts."""
    return _parts(by.sector).get(area, {}) if by.sector else {}


def _shown_by(aim: str, by: Grouping) -> str:
    """The area that what something is for speaks of, by its words or by its name (就业竞争力 of 就业创业扶持), but for
    what the unit itself is called by (档案); "" for none or several."""
    known, area = _areas(by.sector)
    if found := known.all(aim):
        return area[max(found, key=len)]
    pairs = {aim[at : at + 2] for at in range(len(aim) - 1)} - _COMMON
    units = "|".join(word for one in words("sectors")["sector"] if one["file"] == by.sector for word in one["units"])
    own = {pair for pair in pairs if pair in units}
    named = [one for one in dict.fromkeys(area.values()) if any(pair in one for pair in pairs - own)]
    return named[0] if len(named) == 1 else ""


@cache
def _pairs(sector: str) -> Mapping[str, str]:
    """The area of each two characters that stand in the words of one area of a sector alone: 危房改造 shows 危房."""
    areas: dict[str, set[str]] = {}
    for word, area in _areas(sector)[1].items():
        for at in range(len(word) - 1):
            areas.setdefault(word[at : at + 2], set()).add(area)
    return {pair: found.pop() for pair, found in areas.items() if len(found) == 1 and pair not in verb_words()}


def near(text: str, by: Grouping) -> str:
    """The area of which the most pairs of characters stand in some words, at least one; "" for none."""
    pairs = _pairs(by.sector) if by.sector else {}
    found = [pairs[pair] for at in range(len(text) - 1) if (pair := text[at : at + 2]) in pairs]
    return max(dict.fromkeys(found), key=found.count) if found else ""


def last_area(by: Grouping) -> str:
    """The area that comes after the others, "" for none: what serves all of them (队伍) stands last in the data."""
    return str(words(f"sectors/{by.sector}")["area"][-1]["name"]) if by.sector else ""


def scattered(by: Grouping) -> bool:
    """Whether units of a sector do so much that what stands beside a deed says nothing of its area."""
    return bool(by.sector) and bool(words(f"sectors/{by.sector}").get("scattered"))


def area_named(name: str, by: Grouping) -> bool:
    """Whether a name is that of an area of the sector."""
    return bool(by.sector) and name in _areas(by.sector)[1].values()


@cache
def like(topic: str, by: Grouping) -> str:
    """The area of a sector that shares most words of two characters with the name of a topic, "" where none does."""
    pairs = {topic[at : at + 2] for at in range(len(topic) - 1)} - _COMMON
    best, found = 0, ""
    for area in dict.fromkeys(_areas(by.sector)[1].values()) if by.sector else ():
        shared = sum(pair in area for pair in pairs)
        if shared > best:
            best, found = shared, area
    return found
