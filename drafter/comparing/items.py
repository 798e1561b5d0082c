"""What is matched, and when two that look alike are one form filled in for two things.

The reader gains the project that was dropped beside the one that was added, where every project is reported on in the
same words: 消防站运行经费项目全年预算为…, 道路养护项目全年预算为… are no versions of each other.

Limits: a form is known by standing in more than two places; of two texts with one project each the name is not told
from the rest of the words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from drafter.comparing.likeness import Grams, Weights, grams

#: A form has so many trigrams that stand in more than two places, and what tells two of them apart so many; they are
#: one thing if what only they share weighs so much of it.
_FORM, _NAME, _SAME_NAME = 4, 2, 0.5
#: 增加 that became 减少 makes no other thing of what rose or fell.
_CHANGE = frozenset("增减升降持")


class Item:
    """What is matched: `exact` its text, `masked` its text without figures; `named` are the words it stands under (the
    opening of its paragraph, a heading), which tell one of many alike from the others; `opens` that
    it is not inside of a paragraph; `opening` is the masked first
    sentence of a paragraph; `figures` are those that tell something."""

    __slots__ = ("_grams", "_weight", "exact", "figures", "masked", "named", "opening", "opens")

    def __init__(
        self, exact: str, masked: str, named: str = "", opens: bool = True, opening: str = "",
        figures: frozenset[str] = frozenset(),
    ) -> None:  # fmt: skip
        self.exact, self.masked, self.named, self.opens = exact, masked, named, opens
        self.opening, self.figures = opening, figures
        self._grams: Grams | None = None
        self._weight = -1.0

    def weight(self, weights: Weights) -> float:
        """What its trigrams weigh."""
        if self._weight < 0:
            self._weight = weights.total(self.grams)
        return self._weight

    @property
    def grams(self) -> Grams:
        if self._grams is None:
            self._grams = grams(self.masked)
        return self._grams


class Forms:
    """How often each masked text stands in two rows of items, and what its trigrams weigh."""

    def __init__(self, old: Iterable[Item], new: Iterable[Item], weights: Weights) -> None:
        self.weights = weights
        self.places = Counter(item.masked for item in (*old, *new))

    def other(self, old: Item, new: Item) -> bool:
        """Whether two that are the same but for their figures are one form filled in for two things."""
        return self.places[old.masked] > 2 and self.apart(old, new)

    def apart(self, old: Item, new: Item) -> bool:
        """Whether two are one form filled in for two things: what they share stands in many places, and what each has
        of its own the other has not. The name decides, which is in the words themselves or in what they stand under."""
        if old.masked == new.masked:
            if self.places[old.masked] <= 2:
                return False
        elif "#" not in old.masked or "#" not in new.masked:
            return False
        shared = old.grams & new.grams
        rare = self._rare(shared)
        if len(shared) - len(rare) < _FORM:
            return False
        if rare or (old.opens and new.opens):
            unlike = self._unlike(old.grams, new.grams, rare)
            if rare or unlike or old.grams != new.grams:
                return unlike
        ours, theirs = grams(old.named), grams(new.named)
        return self._unlike(ours, theirs, self._rare(ours & theirs))

    def _rare(self, some: Grams) -> Grams:
        counts = self.weights.counts
        return frozenset(gram for gram in some if counts[gram] <= 2)

    def _unlike(self, ours: Grams, theirs: Grams, rare: Grams) -> bool:
        """Whether two names are of two things; `rare` is what hardly any other name shares with them."""
        own, other = (frozenset(filter(_CHANGE.isdisjoint, some)) for some in (ours - theirs, theirs - ours))
        if min(len(own), len(other)) < _NAME:
            return False
        return self.weights.total(rare) < _SAME_NAME * min(self.weights.total(own), self.weights.total(other))
