"""Sentences left over on both sides that tell of the same things wherever they stand, however they are said.

The reader gains 技能比武由图书馆承办，办了93场 beside 图书馆举办技能比武22场 three chapters away: 图书馆 and 技能比武
each stand in many sentences, both of them in these two alone.

Limits: words are pairs of characters in a row, figures left out; two that each name something that the other does not
are two things, though they share all else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from math import sqrt

from drafter.comparing.items import MatchedItem, projects_apart
from drafter.comparing.kin import pairs_of

#: What two must share of what both say, common words weighing little.
_SHARED = 0.22
#: A word that stands in more sentences of both texts is not looked at.
_MOST = 400
#: So many candidates are held against each sentence.
_CANDIDATES = 8
#: A sentence is of the form of two others where it has so many of the words that they share.
_FORM = 3


class Anywhere:
    """The words of all sentences of two texts: those of the old by their numbers, of the new behind them."""

    def __init__(self, old: Sequence[MatchedItem], new: Sequence[MatchedItem]) -> None:
        self.items, self.size = [*old, *new], len(old)
        self.words = [pairs_of(item) for item in self.items]
        self.holders: dict[str, set[int]] = {}
        for number, words in enumerate(self.words):
            for word in words:
                self.holders.setdefault(word, set()).add(number)

    def pairs(self, olds: Iterable[int], news: Iterable[int]) -> list[tuple[int, int]]:
        """Which of the sentences `olds` is which of `news`, where neither can be another as well."""
        free: dict[str, list[int]] = {}
        for j in news:
            for word in self.words[self.size + j]:
                if len(self.holders[word]) <= _MOST:
                    free.setdefault(word, []).append(self.size + j)
        found = [(i, j - self.size) for i in olds for j in self._candidates(i, free) if self._met(i, j)]
        ours, theirs = Counter(i for i, _ in found), Counter(j for _, j in found)
        return [(i, j) for i, j in found if ours[i] == theirs[j] == 1]

    def _candidates(self, i: int, free: Mapping[str, Sequence[int]]) -> list[int]:
        votes: dict[int, float] = {}
        for word in self.words[i]:
            weight = self._weight(word)
            for j in free.get(word, ()):
                votes[j] = votes.get(j, 0.0) + weight
        return sorted(votes, key=lambda j: (-votes[j], j))[:_CANDIDATES]

    def _weight(self, word: str) -> float:
        return 1 / sqrt(len(self.holders[word]))

    def _met(self, i: int, j: int) -> bool:
        """Whether two share words that meet nowhere else, and are alike."""
        if projects_apart(self.items[i], self.items[j]):
            return False
        shared = self.words[i] & self.words[j]
        both = sum(map(self._weight, self.words[i])) + sum(map(self._weight, self.words[j]))
        if 2 * sum(map(self._weight, shared)) < _SHARED * both:
            return False
        often = [held for word in shared if len(held := self.holders[word]) <= _MOST]
        if not any(len(one & other) == 2 for one, other in combinations(often, 2)):
            return False
        return not (self._names(i, shared) and self._names(j, shared))

    def _names(self, number: int, shared: frozenset[str]) -> bool:
        """Whether what a sentence has apart from another names something: it stands in sentences of many forms, and
        not of this one alone."""
        for run in _runs(self.words[number] - shared):
            others = max((self.holders[word] for word in run), key=len) - {number}
            form = self.words[number] - run
            alike = sum(len(self.words[other] & form) >= _FORM for other in others)
            if others and alike * 2 < len(others):
                return True
        return False


def _runs(words: Iterable[str]) -> Iterator[set[str]]:
    """Pairs of characters in groups, each of those that follow each other."""
    left = set(words)
    while left:
        run, more = set[str](), {left.pop()}
        while more:
            run |= more
            more = {one for one in left if any(one[0] == other[1] or one[1] == other[0] for other in more)}
            left -= more
        yield run
