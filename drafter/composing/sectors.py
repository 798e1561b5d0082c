"""Sectors: the work areas that units of a kind have, by which a long list of their deeds is grouped.

The reader of a report gains the headings that the office itself works by (档案收集, 保管和安全), not general ones. A
unit shows its sector by its name; the areas and the words that show them are data (`rules/lexicon/sectors.toml`, a
file for each in `rules/lexicon/sectors/`).

Limits: a unit that no sector names has the general topics alone; so has a project, whose deeds are all of one matter,
and a topic that its name speaks of says nothing of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from drafter.composing.general_topics import topic
from drafter.facts.case import Case
from drafter.facts.fact import Fact
from drafter.language.lexicon import KnownWords, words
from drafter.language.verbs import verb_words

#: What names of areas share though they mean other things.
_COMMON = frozenset(("安全", "服务", "建设", "管理", "工作", "保障"))


class Sectors(NamedTuple):
    """What the deeds of a case are grouped by: the sectors whose `areas` come before the general topics, and the
    general topic that all of it is about (`matter`), "" for none."""

    areas: tuple[str, ...] = ()
    matter: str = ""


NONE = Sectors()


def sectors_of(case: Case) -> Sectors:
    """The sector of the unit of a case, or the matter of its project."""

    project, unit = case.value("project.name"), case.value("unit.name")
    if isinstance(project, Fact):
        return Sectors(matter=topic(project.text))
    sector = shown(unit.text) if isinstance(unit, Fact) else ""
    return Sectors((sector,)) if sector else NONE


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
    area = {word: one["name"] for one in words(f"sectors/{sector}")["area"] for word in one["words"]}
    return KnownWords(area), area


def area_of(text: str, sectors: Sectors) -> str:
    """The work area that some words speak of: that of the longest word found, in the nearest sector; "" for none."""
    for sector in sectors.areas:
        known, area = _areas(sector)
        if found := known.all(text):
            return area[max(found, key=len)]
    return ""


@cache
def _pairs(sector: str) -> Mapping[str, str]:
    """The area of each two characters that stand in the words of one area of a sector alone: 危房改造 shows 危房."""
    areas: dict[str, set[str]] = {}
    for word, area in _areas(sector)[1].items():
        for at in range(len(word) - 1):
            areas.setdefault(word[at : at + 2], set()).add(area)
    return {pair: found.pop() for pair, found in areas.items() if len(found) == 1 and pair not in verb_words()}


def near(text: str, sectors: Sectors) -> str:
    """The area of which the most pairs of characters stand in some words, at least one; "" for none."""
    for sector in sectors.areas:
        pairs = _pairs(sector)
        found = [pairs[pair] for at in range(len(text) - 1) if (pair := text[at : at + 2]) in pairs]
        if found:
            return max(dict.fromkeys(found), key=found.count)
    return ""


@cache
def last_areas(sectors: Sectors) -> frozenset[str]:
    """The areas that come after the others: what serves all of them (队伍, 宣传) stands last in the data."""
    return frozenset(words(f"sectors/{sector}")["area"][-1]["name"] for sector in sectors.areas)


@cache
def like(topic: str, sectors: Sectors) -> str:
    """The area of a sector that shares most words of two characters with the name of a topic, "" where none does."""
    pairs = {topic[at : at + 2] for at in range(len(topic) - 1)} - _COMMON
    best, found = 0, ""
    for sector in sectors.areas:
        for area in dict.fromkeys(_areas(sector)[1].values()):
            shared = sum(pair in area for pair in pairs)
            if shared > best:
                best, found = shared, area
    return found
