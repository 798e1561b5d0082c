"""Matching two rows of things (paragraphs, or the sentences of two paragraphs), one to one.

First what is the same and stands once, then what is the same but for its figures, then neighbours of those, then what
is alike, best first. Nothing here grows faster than the texts, but for the likeness of a few leftovers.

Limits: equal things that stand many times are matched by their neighbours and their order, which is all that tells
them apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from drafter.comparing.items import Forms, MatchedItem
from drafter.comparing.likeness import Weights
from drafter.comparing.order import best_in_order, meeting

#: Alike enough to be versions of one thing wherever they stand, and where they stand opposite each other in order.
ANYWHERE, OPPOSITE = 0.42, 0.22
#: Below so many pairs each is looked at; above it only pairs that share a rare trigram.
_ALL_PAIRS = 2_500
_RARE, _CANDIDATES = 40, 6
#: A sentence of so many characters tells something of its own.
_TELLING = 12
#: A trigram that stands in both texts together no more often than this is particular.
_FEW = 4
#: What a matched neighbour adds to the likeness of two candidates, and what standing where it is expected.
_NEIGHBOUR, _EXPECTED = 0.06, 0.12
#: What stands so near to where it is expected is looked at however common its words are.
_AROUND = 3
#: Fewer items than this, of more, are those of one paragraph.
_FEW_ITEMS = 50
#: What two that share a telling figure gain.
_EVIDENCE = 0.1
#: Less alike is enough where they share so many trigrams in a row that nothing else has.
_PHRASE, _ALONE = 0.3, 4
#: So alike, a sentence has moved though others share its words.
_SURELY = 0.7
#: Rows that are longer than this are not searched for the best matches in order; others so far from the diagonal.
_BANDED, _WIDTH = 600, 8
#: Equal things that stand many times are matched in turn when they stand no further off than this.
_IN_TURN = 30


class _Candidate(NamedTuple):
    score: float
    apart: float
    old: int
    new: int


class Matching:
    """Which of `old` goes with which of `new`: `forth` by the number of the old one, `back` by that of the new."""

    def __init__(self, old: Sequence[MatchedItem], new: Sequence[MatchedItem], weights: Weights) -> None:
        self.old, self.new, self.weights = old, new, weights
        self.forth: dict[int, int] = {}
        self.back: dict[int, int] = {}
        #: Inside of two paragraphs that belong together the names are known to be the same.
        self.inside = False
        self._forms = Forms(old, new, weights)

    def link(self, i: int, j: int) -> None:
        """Take two units for one another."""
        self.forth[i] = j
        self.back[j] = i

    def run(self, olds: Iterable[int], news: Iterable[int], floor: float = ANYWHERE, particular: bool = False) -> None:
        """Match the items with these numbers among each other, as far as they are free.

        With `particular`, only what shares something that few others have: phrases that stand in many places are no
        sign that a sentence has moved.
        """
        olds, news = list(olds), list(news)
        for key in (_exact,) if particular else (_exact, _masked):
            self._anchors(olds, news, key)
            self._spread(olds, key)
            self._in_turn(olds, news, key)
        # What differs in figures alone, and stands once in each text, is no phrase that stands in many places.
        self._anchors(olds, news, self._lone if particular else _opening)
        self._alike(olds, news, floor, particular)
        for key in (_exact,) if particular else (_exact, _masked):
            self._walk(olds, key)
        # What stands beside a match and differs in figures alone came along with it.
        self._spread(olds, _masked)

    def _lone(self, item: MatchedItem) -> str:
        return item.masked if len(item.masked) >= _TELLING and self._forms.places[item.masked] == 2 else ""

    def _free(self, olds: Iterable[int], news: Iterable[int]) -> tuple[list[int], list[int]]:
        return [i for i in olds if i not in self.forth], [j for j in news if j not in self.back]

    def _places(
        self, olds: list[int], news: list[int], key: Callable[[MatchedItem], str]
    ) -> Iterable[tuple[list[int], list[int]]]:
        olds, news = self._free(olds, news)
        ours: dict[str, list[int]] = {}
        theirs: dict[str, list[int]] = {}
        for i in olds:
            ours.setdefault(key(self.old[i]), []).append(i)
        for j in news:
            theirs.setdefault(key(self.new[j]), []).append(j)
        return [(places, theirs[words]) for words, places in ours.items() if words and words in theirs]

    def _anchors(self, olds: list[int], news: list[int], key: Callable[[MatchedItem], str]) -> None:
        """What stands once on either side."""
        for ours, theirs in self._places(olds, news, key):
            if len(ours) == len(theirs) == 1 and not self._other(ours[0], theirs[0]):
                self.link(ours[0], theirs[0])

    def _spread(self, olds: list[int], key: Callable[[MatchedItem], str]) -> None:
        """From each match to its neighbours as long as they are the same too."""
        here = set(olds) if self.inside else ()
        for step in (1, -1):
            for i in olds if step == 1 else reversed(olds):
                j = self.forth.get(i)
                if j is None:
                    continue
                i, j = i + step, j + step
                while (
                    0 <= i < len(self.old)
                    and 0 <= j < len(self.new)
                    and i not in self.forth
                    and j not in self.back
                    and key(self.old[i]) == key(self.new[j])
                    and not (self.inside and i not in here)
                    and not self._other(i, j)
                ):
                    self.link(i, j)
                    i, j = i + step, j + step

    def _in_turn(self, olds: list[int], news: list[int], key: Callable[[MatchedItem], str]) -> None:
        """What stands equally often on both sides: the first with the first, the second with the second."""
        places = [(ours, theirs) for ours, theirs in self._places(olds, news, key) if len(ours) == len(theirs)]
        if not places:
            return
        guesses = self._guesses(olds)
        for ours, theirs in places:
            for i, j in zip(ours, theirs, strict=True):
                if (guesses is None or _off(guesses[i], j) <= _IN_TURN) and not self._other(i, j):
                    self.link(i, j)

    def _walk(self, olds: list[int], key: Callable[[MatchedItem], str]) -> None:
        """What stands often, but not equally often, between two matches: step by step through both sides; where they
        part, the shorter way to where they meet again."""
        gap: list[int] = []
        before = -1
        for i in (*olds, -1):
            j = self.forth.get(i, len(self.new) if i < 0 else None)
            if j is None:
                gap.append(i)
                continue
            if gap and before + 1 < j:
                self._step(gap, [k for k in range(before + 1, j) if k not in self.back], key)
            gap, before = [], j

    def _step(self, olds: list[int], news: list[int], key: Callable[[MatchedItem], str]) -> None:
        for r, c in meeting([key(self.old[i]) for i in olds], [key(self.new[j]) for j in news]):
            if not self._other(olds[r], news[c]):
                self.link(olds[r], news[c])

    def _guesses(self, olds: list[int]) -> list[tuple[int, int]] | None:
        """Where each old item should stand by the matches before and behind it; None while there are none, and for a
        few items, which stand near each other anyway."""
        if not self.forth or (len(olds) < _FEW_ITEMS and len(olds) < len(self.old)):
            return None
        size = len(self.old)
        before, behind = [0] * size, [0] * size
        shift = 0
        for i in range(size):
            shift = self.forth.get(i, i + shift) - i
            before[i] = i + shift
        shift = len(self.new) - size
        for i in range(size - 1, -1, -1):
            shift = self.forth.get(i, i + shift) - i
            behind[i] = i + shift
        return list(zip(before, behind, strict=True))

    def _alike(self, olds: list[int], news: list[int], floor: float, particular: bool) -> None:
        olds, news = self._free(olds, news)
        if not olds or not news:
            return
        found = []
        guesses = self._guesses(olds)
        for i, j in self._candidates(olds, news, guesses):
            likeness = self._likeness(i, j) + _EVIDENCE * (not self.old[i].figures.isdisjoint(self.new[j].figures))
            if self.apart(i, j) or (particular and likeness < _SURELY and not self._particular(i, j)):
                continue
            if likeness < floor and not (particular and likeness >= _PHRASE and self._phrase(i, j)):
                continue
            beside = (self.forth.get(i - 1, -9) == j - 1) + (self.forth.get(i + 1, -9) == j + 1)
            apart = abs(i / len(self.old) - j / len(self.new))
            near = _EXPECTED / (1 + _off(guesses[i], j) / 4) if guesses else 0.0
            found.append(_Candidate(-round(likeness + _NEIGHBOUR * beside + near, 2), apart, i, j))
        for _, _, i, j in sorted(found):
            if i not in self.forth and j not in self.back:
                self.link(i, j)

    def _likeness(self, i: int, j: int) -> float:
        one, other = self.old[i], self.new[j]
        if one.masked == other.masked:
            return 1.0
        weight = one.weight(self.weights) + other.weight(self.weights)
        return self.weights.alike(one.grams, other.grams, weight)

    def apart(self, i: int, j: int) -> bool:
        """Whether two are one form filled in for two things; the name decides."""
        return not self.inside and self._forms.apart(self.old[i], self.new[j])

    def _other(self, i: int, j: int) -> bool:
        return not self.inside and self._forms.other(self.old[i], self.new[j])

    def _particular(self, i: int, j: int) -> bool:
        counts = self.weights.counts
        return any(counts[gram] <= _FEW for gram in self.old[i].grams & self.new[j].grams)

    def _phrase(self, i: int, j: int) -> bool:
        """Whether they share a phrase that nothing else has."""
        counts = self.weights.counts
        return sum(counts[gram] <= 2 for gram in self.old[i].grams & self.new[j].grams) >= _ALONE

    def _candidates(
        self, olds: list[int], news: list[int], guesses: list[tuple[int, int]] | None
    ) -> Iterable[tuple[int, int]]:
        if len(olds) * len(news) <= _ALL_PAIRS:
            return [(i, j) for i in olds for j in news]
        return self._by_rare(olds, news, guesses)

    def _by_rare(
        self, olds: list[int], news: list[int], guesses: list[tuple[int, int]] | None
    ) -> Iterable[tuple[int, int]]:
        """Pairs that share trigrams which few have, the few best for each, and those that stand where expected."""
        holders: dict[str, list[int]] = {}
        free = set(news)
        for j in news:
            for gram in self.new[j].grams:
                holders.setdefault(gram, []).append(j)
        for i in olds:
            votes: dict[int, float] = {}
            for gram in self.old[i].grams:
                held = holders.get(gram, ())
                if 0 < len(held) <= _RARE:
                    share = 1 / len(held)
                    for j in held:
                        votes[j] = votes.get(j, 0.0) + share
            best = set(sorted(votes, key=lambda j: (-votes[j], j))[:_CANDIDATES])
            if guesses:
                for guess in guesses[i]:
                    best.update(j for j in range(guess - _AROUND, guess + _AROUND + 1) if j in free)
            yield from ((i, j) for j in sorted(best))

    def opposite(self, floor: float = OPPOSITE) -> None:
        """Match what is left between two matches, in order, when it is somewhat alike."""
        gap: list[int] = []
        before = -1
        for i in range(len(self.old) + 1):
            j = self.forth.get(i) if i < len(self.old) else len(self.new)
            if j is None:
                gap.append(i)
                continue
            if gap and before + 1 < j:
                news = [k for k in range(before + 1, j) if k not in self.back]
                if len(gap) * len(news) <= _ALL_PAIRS:
                    self._gap(gap, news, floor)
                elif max(len(gap), len(news)) <= _BANDED:
                    self._band(gap, news, floor)
                else:
                    self._abreast(gap, news)
            gap, before = [], j

    def _abreast(self, olds: list[int], news: list[int]) -> None:
        """Two long rows, of which nothing tells what belongs together: each with what stands at its number."""
        for i, j in zip(olds, news, strict=False):
            if self._in_place(i, j) >= ANYWHERE:
                self.link(i, j)

    def _gap(self, olds: list[int], news: list[int], floor: float) -> None:
        """The best matches in order of two short rows."""
        if olds and news:
            for r, c in best_in_order([[self._in_place(i, j) for j in news] for i in olds], floor):
                self.link(olds[r], news[c])

    def in_order(self, olds: Sequence[int], news: Sequence[int], floor: float) -> bool:
        """Match two short rows in order; whether anything was."""
        before = len(self.forth)
        if len(olds) * len(news) <= _ALL_PAIRS:
            self._gap(list(olds), list(news), floor)
        return len(self.forth) > before

    def _in_place(self, i: int, j: int) -> float:
        return 0.0 if self.apart(i, j) else self._likeness(i, j)

    def _band(self, olds: list[int], news: list[int], floor: float) -> None:
        """Two long rows: the best matches in order, none further than a little from where it is expected."""
        near = [[0.0] * len(news) for _ in olds]
        for r, i in enumerate(olds):
            at = r * len(news) // len(olds)
            for c in range(max(0, at - _WIDTH), min(len(news), at + _WIDTH + 1)):
                near[r][c] = self._in_place(i, news[c])
        for r, c in best_in_order(near, floor):
            self.link(olds[r], news[c])


def _off(guess: tuple[int, int], j: int) -> int:
    """How far from where it is expected something stands."""
    return min(abs(guess[0] - j), abs(guess[1] - j))


def _exact(item: MatchedItem) -> str:
    return item.exact


def _masked(item: MatchedItem) -> str:
    return item.masked


def _opening(item: MatchedItem) -> str:
    return item.opening
