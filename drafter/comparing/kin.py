"""Sentences of two paragraphs that belong together, told by what nothing else in the two paragraphs has.

The reader gains the sentence that was said in other words: 青桐镇新建便民菜店42处 beside
城投公司接管青桐镇新落成的便民菜店35处, though the whole text is full of such forms; the names are particular to the
two among their neighbours.

Limits: pairs of characters in a row, figures left out; each must be the best for the other.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Sequence
from itertools import pairwise

from drafter.comparing.items import MatchedItem, projects_apart

#: What two must have to themselves: so many pairs of characters, and so much of the shorter one.
_LEAST, _SHARE = 3.0, 0.16
#: What a part shares with its whole, of all it says.
_REST = 0.34
#: The next best must fall behind by this share.
_AHEAD = 0.85
#: Rows longer than this are no paragraphs.
_MOST = 80
_HAN = re.compile("[\u4e00-\u9fff]{2,}")


def kin(
    old: Sequence[MatchedItem], new: Sequence[MatchedItem], olds: Sequence[int], news: Sequence[int],
    taken: Container[int], given: Container[int],
) -> list[tuple[int, int]]:  # fmt: skip
    """Which of the free sentences of the paragraph `olds` is which of the paragraph `news` (numbers of items; `taken`
    and `given` are those that are matched)."""
    ours, theirs = [i for i in olds if i not in taken], [j for j in news if j not in given]
    if not ours or not theirs or max(len(olds), len(news)) > _MOST:
        return []
    before, after = {i: pairs_of(old[i]) for i in olds}, {j: pairs_of(new[j]) for j in news}
    often = Counter(gram for grams in before.values() for gram in grams)
    again = Counter(gram for grams in after.values() for gram in grams)
    scores: dict[tuple[int, int], float] = {}
    for i in ours:
        for j in theirs:
            score = sum(1 / (often[gram] * again[gram]) for gram in before[i] & after[j])
            if projects_apart(old[i], new[j]):
                continue
            if score >= max(_LEAST, _SHARE * min(len(before[i]), len(after[j]))):
                scores[i, j] = score
    return [pair for pair, score in scores.items() if _best(pair, score, scores)]


def part_of(part: MatchedItem, whole: MatchedItem, other: MatchedItem) -> bool:
    """Whether a sentence is the rest of one that was split: it shares with the whole what the other part has not."""
    mine = pairs_of(part)
    shared = (mine & pairs_of(whole)) - pairs_of(other)
    return len(shared) >= _LEAST and len(shared) >= _REST * len(mine)


def _best(pair: tuple[int, int], score: float, scores: dict[tuple[int, int], float]) -> bool:
    rivals = (other for one, other in scores.items() if one != pair and (one[0] == pair[0] or one[1] == pair[1]))
    return all(other < score * _AHEAD for other in rivals)


def pairs_of(item: MatchedItem) -> frozenset[str]:
    """The pairs of characters in the words of an item."""
    return frozenset(a + b for run in _HAN.findall(item.masked) for a, b in pairwise(run))
