"""What is matched, and when two that look alike are one form filled in for two things.

The reader gains the project that was dropped beside the one that was added, where every project is reported on in the
same words: 消防站运行经费项目全年预算为…, 道路养护项目全年预算为… are no versions of each other.

Limits: a form is known by standing in more than two places; of two texts with one project each the name is told only
by the word 项目 before the amount.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import takewhile

from drafter.comparing.likeness import Grams, Weights, grams

#: A form has so many trigrams that stand in more than two places, and what tells two of them apart so many; they are
#: one thing if what only they share weighs so much of it.
_FORM, _NAME, _SAME_NAME = 4, 3, 0.5
#: A form that is filled in counts money or shares, or is the row of a table.
_COUNTS = re.compile("#(?:元|%)|\t")
_PROJECT = re.compile("#?([一-鿿“”]{3,30})项目(?:全年|年初|年度|总)?(?:预算|资金|经费|安排|投资|支出)")
_HEAD = re.compile("#?[^#]{4,}?(?=#|$)|[^\t]+(?=\t)")
#: 增加 that became 减少 makes no other thing of what rose or fell.
_CHANGE = frozenset("增减升降持")


class MatchedItem:
    """What is matched: `exact` its text, `masked` its text without figures; `named` are the words it stands under (the
    opening of its paragraph, a heading), which tell one of many alike from the others; `opening` is the masked first
    sentence of a paragraph; `figures` are those that tell something."""

    __slots__ = ("_grams", "_head", "_weight", "exact", "figures", "masked", "named", "opening")

    def __init__(
        self, exact: str, masked: str, named: str = "", opening: str = "",
        figures: frozenset[str] = frozenset(),
    ) -> None:  # fmt: skip
        self.exact, self.masked, self.named = exact, masked, named
        self.opening, self.figures = opening, figures
        self._grams: Grams | None = None
        self._head: Grams | None = None
        self._weight = -1.0

    def weight(self, weights: Weights) -> float:
        """What its trigrams weigh."""
        if self._weight < 0:
            self._weight = weights.total(self.grams)
        return self._weight

    @property
    def head(self) -> Grams:
        """The trigrams of what stands before its first figure, where a name stands; a year may stand before that."""
        if self._head is None:
            match = _HEAD.match(self.masked)
            self._head = grams(match[0]) if match else frozenset()
        return self._head

    @property
    def grams(self) -> Grams:
        """The pairs of characters in its words, figures masked."""
        if self._grams is None:
            self._grams = grams(self.masked)
        return self._grams


def _project(masked: str) -> str:
    """The words up to 项目 before the first figure of a text, "" where none is named so."""
    match = _PROJECT.match(masked)
    return match[1] if match else ""


def _nothing_shared(one: str, other: str) -> bool:
    """Whether two names have no character in common but for how both begin and end."""
    start = _alike(one, other)
    end = _alike(one[start:][::-1], other[start:][::-1])
    ours, theirs = one[start : len(one) - end], other[start : len(other) - end]
    return min(len(ours), len(theirs)) >= 2 and not set(ours) & set(theirs)


def _alike(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def projects_apart(old: MatchedItem, new: MatchedItem) -> bool:
    """Whether two tell of two projects that name themselves, before the first figure or in what opens them."""
    if "#" not in old.masked or "#" not in new.masked:
        return False
    ours, theirs = _project(old.masked), _project(new.masked)
    if not (ours or theirs):
        ours, theirs = _project(old.named), _project(new.named)
    return _nothing_shared(ours, theirs)


class Forms:
    """How often each masked text stands in two rows of items, and what its trigrams weigh."""

    def __init__(self, old: Iterable[MatchedItem], new: Iterable[MatchedItem], weights: Weights) -> None:
        self.weights = weights
        self.places = Counter(item.masked for item in (*old, *new))

    def other(self, old: MatchedItem, new: MatchedItem) -> bool:
        """Whether two that are the same but for their figures are one form filled in for two things."""
        return projects_apart(old, new) or (self.places[old.masked] > 2 and self.apart(old, new))

    def apart(self, old: MatchedItem, new: MatchedItem) -> bool:
        """Whether two are one form filled in for two things: what they share stands in many places, and what each has
        of its own the other has not. The name decides, which is in the words themselves or in what they stand under."""
        if projects_apart(old, new):
            return True
        if old.masked == new.masked:
            return self.places[old.masked] > 2 and self._unlike(grams(old.named), grams(new.named))
        if not (_COUNTS.search(old.masked) and _COUNTS.search(new.masked)):
            return False
        shared = old.grams & new.grams
        rare = self._rare(shared)
        if len(shared) - len(rare) < _FORM:
            return False
        heads = old.head & new.head
        # What is named at the head of one may stand anywhere in the other.
        if self._unlike((old.head - new.grams) | heads, (new.head - old.grams) | heads):
            return True
        return (
            not rare
            and not self._named((old.head & new.grams) | (new.head & old.grams), shared)
            and self._unlike(grams(old.named), grams(new.named))
        )

    def _named(self, heads: Grams, shared: Grams) -> bool:
        """Whether what stands at the head of one, and in the other too, is a name: it stands in fewer places than the
        form of both does."""
        counts = self.weights.counts
        most = max((counts[gram] for gram in shared), default=0)
        return sum(2 * counts[gram] <= most for gram in heads) >= _NAME

    def _rare(self, some: Grams) -> Grams:
        # What goes over the border of two sentences was not counted.
        counts = self.weights.counts
        return frozenset(gram for gram in some if 0 < counts[gram] <= 2)

    def _unlike(self, ours: Grams, theirs: Grams) -> bool:
        """Whether two names are of two things: each has something of its own, and they share little that hardly any
        other name has."""
        own, other = (frozenset(filter(_CHANGE.isdisjoint, some)) for some in (ours - theirs, theirs - ours))
        if min(len(own), len(other)) < _NAME:
            return False
        rare = self._rare(ours & theirs)
        return self.weights.total(rare) < _SAME_NAME * min(self.weights.total(own), self.weights.total(other))
