"""Figures that last year's text has too, of the same thing in quite other words.

The reader gains the 帮扶队员52名 of this year beside last year's 选派帮扶队员52名, though the sentences around them
have nothing in common and are nobody's version of each other.

Limits: the clauses around both figures must share their nouns, and not such as stand everywhere; what a pair of
sentences has shown already is not told again.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from drafter.comparing.comparison import Stale
from drafter.comparing.stale_figures import changing
from drafter.comparing.tokens import mask
from drafter.comparing.values import digits

if TYPE_CHECKING:
    from drafter.comparing.tokens import Token
    from drafter.comparing.two_years import Linked, Scene, Spot

#: What two clauses must share: so much of the one that says less, and so much in all (a pair that stands once is 1).
_SHARED, _WEIGHT = 0.5, 1.5
#: Places of one figure that are looked at: a figure that stands everywhere says nothing.
_MOST = 6
_BREAKS = re.compile("[，。；：！？（）]")
_HAN = re.compile("[\u4e00-\u9fff]{2,}")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?[万亿千百]*")
#: Units that count the same things.
_ALIKE = {"名": "人", "位": "人", "场次": "场", "户次": "户"}


class _Place(NamedTuple):
    """Where a figure stands: its clause, the pairs of characters in it, and those of the clauses beside it as well."""

    clause: str
    own: frozenset[str]
    around: frozenset[str]


class Retold:
    """Last year's figures by number and unit."""

    def __init__(self, scene: Scene) -> None:
        self.places: dict[tuple[str, str], list[_Place]] = {}
        self.often: Counter[str] = Counter()
        for unit in scene.old.units:
            if unit.sort != "sentence" or unit.style:
                continue
            clauses = _clauses(unit.tokens)
            for clause, _ in clauses:
                self.often.update(_grams(clause))
            for number, (_, figures) in enumerate(clauses):
                place = _place(clauses, number)
                for key in figures:
                    self.places.setdefault(key, []).append(place)

    def stale(self, scene: Scene, one: Linked, spots: Sequence[Spot], told: set[int]) -> Iterator[Stale]:
        """The figures of a pair's new sentences that are told elsewhere in last year's text; `told` are the places that
        are reported already."""
        places: dict[int, _Place] | None = None
        for spot in spots:
            if spot.token.sort != "figure" or spot.kept or spot.start in told:
                continue
            if digits(spot.token) < scene.data["figure"]["telling"] or (key := _key(spot.token)) is None:
                continue
            held = self.places.get(key, ())
            if not 0 < len(held) <= _MOST or not changing(scene, spot, spot.before(10), spot.after(8)):
                continue
            prior = (*scene.data["figure"]["prior"], f"{scene.old_year}年")
            if any(word in spot.before(24) for word in prior) or _opposite(one, key, spot):
                continue
            places = _places(one.new_tokens) if places is None else places
            here = places[spot.start]
            score, best = max((self._score(place, here), number) for number, place in enumerate(held))
            if score:
                sure = digits(spot.token) >= scene.data["figure"]["certain"]
                why = f"上年的文稿里“{held[best].clause[:40]}”也是这个数，请看是否没有更新。"
                yield Stale(spot.token.text, why, "likely" if sure else "look", "figure", spot.start)

    def _score(self, one: _Place, other: _Place) -> float:
        if not one.own & other.own:
            return 0.0
        return max(self._shared(one.own, other.own), self._shared(one.around, other.around))

    def _shared(self, one: frozenset[str], other: frozenset[str]) -> float:
        weight = self._weight(one & other)
        fewer = min(self._weight(one), self._weight(other))
        return weight if weight >= _WEIGHT and weight >= _SHARED * fewer else 0.0

    def _weight(self, grams: frozenset[str]) -> float:
        return sum((1 / math.sqrt(self.often[gram] or 1) for gram in grams), 0.0)


def _opposite(one: Linked, key: tuple[str, str], spot: Spot) -> bool:
    """Whether another figure stands where this one would have been: the sentence has moved on, and the likeness is
    chance."""
    moved = [token for token in spot.opposite if token.sort == "figure"]
    return any((other := _key(token)) is not None and other[1] == key[1] and other != key for token in moved)


def _clauses(tokens: Sequence[Token]) -> list[tuple[str, list[tuple[str, str]]]]:
    """The clauses of a sentence, each with the keys of its figures."""
    found: list[tuple[str, list[tuple[str, str]]]] = [("", [])]
    for token in tokens:
        if not token.sort and _BREAKS.match(token.text):
            found.append(("", []))
            continue
        words, figures = found[-1]
        if token.sort == "figure" and (key := _key(token)) is not None:
            figures.append(key)
        found[-1] = (words + token.text, figures)
    return found


def _place(clauses: Sequence[tuple[str, list[tuple[str, str]]]], number: int) -> _Place:
    around = frozenset[str]().union(*(_grams(clause) for clause, _ in clauses[max(0, number - 1) : number + 2]))
    return _Place(clauses[number][0], _grams(clauses[number][0]), around)


def _places(tokens: Sequence[Token]) -> dict[int, _Place]:
    """The places of the tokens of a sentence, by where they start."""
    clauses, number, at = _clauses(tokens), 0, 0
    made = [_place(clauses, number) for number in range(len(clauses))]
    found: dict[int, _Place] = {}
    for token in tokens:
        found[at] = made[number]
        number += not token.sort and _BREAKS.match(token.text) is not None
        at += len(token.text)
    return found


def _key(token: Token) -> tuple[str, str] | None:
    number = _NUMBER.match(token.text)
    unit = mask(token).lstrip("#")
    return (number[0].replace(",", ""), _ALIKE.get(unit, unit)) if number else None


def _grams(clause: str) -> frozenset[str]:
    return frozenset(a + b for run in _HAN.findall(clause) for a, b in pairwise(run))
