"""How alike two stretches of text are: what they share of trigrams, rare ones counting for more.

The reader gains pairs that share what is particular to them (the name of a project), not what every sentence of such a
report has (支出预算按照序时进度完成).

Limits: trigrams know nothing of meaning; two sentences that say one thing in other words are unlike.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from math import sqrt
from typing import TypeAlias

Grams: TypeAlias = "frozenset[str]"
#: Marks and masked figures say nothing of what a sentence is about.
_NOTHING = str.maketrans("", "", " \t\n#，。；：、！？（）()“”‘’《》〈〉【】—…·,.;:!?\"'")


def _plain(text: str) -> str:
    return text.translate(_NOTHING)


def grams(text: str) -> Grams:
    """The trigrams of a text without its marks; of one that is shorter, the text itself."""
    plain = _plain(text)
    if len(plain) < 3:
        return frozenset((plain,)) if plain else frozenset()
    return frozenset(map("".join, zip(plain, plain[1:], plain[2:], strict=False)))


class Weights:
    """What each trigram weighs: the less, the more often both texts have it."""

    def __init__(self, texts: Iterable[str]) -> None:
        counts: Counter[str] = Counter()
        for text in texts:
            plain = _plain(text)
            counts.update(map("".join, zip(plain, plain[1:], plain[2:], strict=False)))
        self.counts = counts
        self._roots = [1.0] + [1 / sqrt(count) for count in range(1, 2_000)]

    def of(self, gram: str) -> float:
        """How much a pair of characters tells: the rarer the more, from 0 to 1."""
        count = self.counts.get(gram, 1)
        return self._roots[count] if count < 2_000 else 0.02

    def total(self, some: Iterable[str]) -> float:
        """What some trigrams weigh together."""
        return sum(map(self.of, some))

    def alike(self, one: Grams, other: Grams, weight: float) -> float:
        """From 0 (nothing in common) to 1 (the same trigrams); `weight` is what both weigh together."""
        # Only what is in both is walked through: one of the two may be very long.
        return 2 * self.total(one & other) / weight if weight else 0.0

    def covered(self, part: Grams, whole: Grams) -> float:
        """How much of `part` stands in `whole`, from 0 to 1."""
        all_of_it = self.total(part)
        return self.total(part & whole) / all_of_it if all_of_it else 0.0
