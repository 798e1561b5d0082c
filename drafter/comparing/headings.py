"""Headings whose words or numbers changed: known by what stands under them.

The reader gains 四、存在问题 beside 五、存在的主要问题 when the same text stands under both, whatever came before.

Limits: a heading whose text was rewritten throughout is matched by its words alone (see
:mod:`drafter.comparing.matching`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from drafter.comparing.compared_text import Unit

#: So much of what is linked under a heading must be under the other.
_SHARE = 0.5


def headings(
    old: Sequence[Unit], new: Sequence[Unit], links: Sequence[tuple[list[int], list[int]]]
) -> list[tuple[list[int], list[int]]]:
    """Links between free headings of one level that have more of each other's text under them than of any other's."""
    free = (
        {i for i, unit in enumerate(old) if unit.sort == "heading"} - {i for olds, _ in links for i in olds},
        {j for j, unit in enumerate(new) if unit.sort == "heading"} - {j for _, news in links for j in news},
    )
    if not all(free):
        return []
    ours, theirs = _above(old), _above(new)
    votes: Counter[tuple[int, int]] = Counter()
    under: tuple[Counter[int], Counter[int]] = (Counter(), Counter())
    for olds, news in links:
        for i in olds:
            weight = len(old[i].text)
            for a in ours[i]:
                under[0][a] += weight
            for b in theirs[news[0]]:
                under[1][b] += weight
            for a, b in zip(reversed(ours[i]), reversed(theirs[news[0]]), strict=False):
                votes[a, b] += weight
    found: list[tuple[list[int], list[int]]] = []
    for (a, b), weight in votes.most_common():
        if a in free[0] and b in free[1] and weight >= _SHARE * min(under[0][a], under[1][b]):
            free[0].remove(a)
            free[1].remove(b)
            found.append(([a], [b]))
    return found


def _above(units: Sequence[Unit]) -> list[tuple[int, ...]]:
    """For each unit the numbers of the headings above it, the highest first."""
    found: list[tuple[int, ...]] = []
    above: tuple[int, ...] = ()
    for number, unit in enumerate(units):
        above = above[: len(unit.section)]
        found.append(above)
        if unit.sort == "heading":
            above = (*above, number)
    return found
