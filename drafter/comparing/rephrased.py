"""Sentences left over on both sides that tell one thing in other words: the same nouns next to figures of one unit.

The reader gains 举办家长开放日186场次 beside 组织家长开放日190场次, however different the rest of the sentences is.

Limits: only under the same headings, and only what is counted; nouns that stand often in both texts are no sign.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from drafter.comparing.compared_text import Unit
from drafter.comparing.tokens import mask

#: The nouns around two figures must be shared to this share of the fewer, and weigh so much.
_SHARED, _WEIGHT = 0.5, 1.2
#: Sentences of one section with a unit in common must share so much of the shorter one, and so many pairs of it.
_SECTION, _LEAST = 0.4, 3
#: Sentences of a section that are held against each other.
_ROOM = 12
#: A part of a rewritten sentence shares so many pairs of characters around a figure with the whole.
_PART = 3
#: A pair of characters that more sentences of a section have is no way to find a candidate.
_RARE = 12
#: A sentence with more figures is a table or a list: comparing each with each would be quadratic and mean nothing.
_FIGURES = 40
_BREAKS = re.compile("[，。；：、！？（）]")
_HAN = re.compile("[\u4e00-\u9fff]{2,}")


class _Counted(NamedTuple):
    """The pairs of characters around a figure, and its unit."""

    unit: str
    around: frozenset[str]


def retold(old: Sequence[Unit], new: Sequence[Unit], olds: Iterable[int], news: Iterable[int]) -> list[tuple[int, int]]:
    """Which of the sentences `olds` is which of `news`: each the best for the other."""
    ours = {i: counted for i in olds if (counted := _counted(old[i]))}
    theirs = {j: counted for j in news if (counted := _counted(new[j]))}
    often = Counter(gram for each in (*ours.values(), *theirs.values()) for one in each for gram in one.around)
    holders: dict[tuple[tuple[str, ...], str, str], list[int]] = {}
    for j, each in theirs.items():
        for key in {(new[j].section, one.unit, gram) for one in each for gram in one.around}:
            holders.setdefault(key, []).append(j)
    scores: dict[tuple[int, int], float] = {}
    for i, each in ours.items():
        keys = {(old[i].section, one.unit, gram) for one in each for gram in one.around}
        for j in {j for key in keys if len(held := holders.get(key, ())) <= _RARE for j in held}:
            if score := max(_score(one, other, often) for one in each for other in theirs[j]):
                scores[i, j] = score
    return _mutual(scores)


def opposite(
    old: Sequence[Unit], new: Sequence[Unit], olds: Iterable[int], news: Iterable[int]
) -> list[tuple[int, int]]:
    """Which of the sentences `olds` and `news` are each other under the same headings: they count something alike and
    share many words, though no figure stands between the same ones."""
    ours, theirs = _rooms(old, olds), _rooms(new, news)
    scores: dict[tuple[int, int], float] = {}
    for section, mine in ours.items():
        others = theirs.get(section, [])
        if max(len(mine), len(others)) > _ROOM:
            continue
        for i, units, grams in mine:
            for j, more, other in others:
                shared, fewer = len(grams & other), min(len(grams), len(other))
                if units & more and shared >= max(_LEAST, _SECTION * fewer):
                    scores[i, j] = shared / fewer
    return _mutual(scores)


def _rooms(
    units: Sequence[Unit], numbers: Iterable[int]
) -> dict[tuple[str, ...], list[tuple[int, set[str], set[str]]]]:
    found: dict[tuple[str, ...], list[tuple[int, set[str], set[str]]]] = {}
    for number in numbers:
        if counted := _counted(units[number]):
            grams = {gram for one in counted for gram in one.around}
            found.setdefault(units[number].section, []).append((number, {one.unit for one in counted}, grams))
    return found


def parts(
    old: Sequence[Unit], new: Sequence[Unit], links: Sequence[tuple[list[int], list[int]]], news: Iterable[int]
) -> list[tuple[int, int]]:
    """Free sentences `news`, each with the number of the link of its neighbour, where they tell a figure that the old
    sentence of that link told too: one sentence of last year in two of this."""
    by_new = {number: at for at, (_, numbers) in enumerate(links) for number in numbers}
    found: list[tuple[int, int]] = []
    for j in news:
        counted = _counted(new[j])
        for beside in (j - 1, j + 1) if counted else ():
            at = by_new.get(beside)
            if at is None or len(links[at][0]) != 1 or len(links[at][1]) > 2 or new[beside].group != new[j].group:
                continue
            whole = _counted(old[links[at][0][0]])
            told = {one.unit for number in links[at][1] for one in _counted(new[number])}
            fresh = [(one, other) for one in counted for other in whole if one.unit == other.unit not in told]
            if any(len(one.around & other.around) >= _PART for one, other in fresh):
                found.append((at, j))
                by_new[j] = at
                break
    return found


def _mutual(scores: dict[tuple[int, int], float]) -> list[tuple[int, int]]:
    """The pairs in which each is the best for the other."""
    best: dict[int, tuple[float, int]] = {}
    back: dict[int, tuple[float, int]] = {}
    for (i, j), score in scores.items():
        best[i] = max(best.get(i, (0.0, 0)), (score, -j))
        back[j] = max(back.get(j, (0.0, 0)), (score, -i))
    return sorted((i, -j) for i, (_, j) in best.items() if back[-j][1] == -i)


def _score(one: _Counted, other: _Counted, often: Counter[str]) -> float:
    if one.unit != other.unit:
        return 0.0
    weight = sum(often[gram] ** -0.5 for gram in one.around & other.around)
    fewer = min(sum(often[gram] ** -0.5 for gram in each.around) for each in (one, other))
    return weight if weight >= _WEIGHT and weight >= _SHARED * fewer else 0.0


def _counted(unit: Unit) -> list[_Counted]:
    if unit.sort != "sentence":
        return []
    found: list[_Counted] = []
    words, units = "", list[str]()
    for token in unit.tokens:
        if token.sort == "figure":
            units.append(mask(token).lstrip("#"))
            words += "#"
        elif _BREAKS.match(token.text):
            found.extend(_clause(words, units))
            words, units = "", []
        else:
            words += "#" if token.sort else token.text
    found.extend(_clause(words, units))
    return found if len(found) <= _FIGURES else []


def _clause(words: str, units: list[str]) -> Iterable[_Counted]:
    grams = frozenset(a + b for run in _HAN.findall(words) for a, b in pairwise(run))
    return [_Counted(unit, grams) for unit in units] if grams else []
