"""Pairs in order: of two rows of keys, and of a table of likenesses.

The reader gains sentences matched in the order they stand in, where nothing else tells which belongs to which.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence


def meeting(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Equal keys of two rows, as pairs of numbers, step by step through both; where the rows part, the shorter way to
    where they meet again. Linear but for the look-ups."""
    common = set(ours) & set(theirs) - {""}
    if not common:
        return
    in_ours, in_theirs = _standing(ours, common), _standing(theirs, common)
    r = c = 0
    while r < len(ours) and c < len(theirs):
        if ours[r] == theirs[c] and ours[r] in common:
            yield r, c
            r, c = r + 1, c + 1
            continue
        down, right = _next(in_ours.get(theirs[c], ()), r), _next(in_theirs.get(ours[r], ()), c)
        if down is None and right is None:
            r, c = r + 1, c + 1
        elif right is None or (down is not None and down - r <= right - c):
            r = down if down is not None else r
        else:
            c = right


def _standing(keys: Sequence[str], common: set[str]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for at, words in enumerate(keys):
        if words in common:
            places.setdefault(words, []).append(at)
    return places


def _next(places: Sequence[int], at: int) -> int | None:
    found = bisect_left(places, at)
    return places[found] if found < len(places) else None


def best_in_order(alike: Sequence[Sequence[float]], floor: float) -> Iterator[tuple[int, int]]:
    """The pairs (row, column), both rising, whose likenesses of at least `floor` add up to the most (dynamic
    programming; for small tables)."""
    rows, columns = len(alike), len(alike[0])
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for r in range(rows - 1, -1, -1):
        for c in range(columns - 1, -1, -1):
            here = alike[r][c] + best[r + 1][c + 1] if alike[r][c] >= floor else 0.0
            best[r][c] = max(best[r + 1][c], best[r][c + 1], here)
    r = c = 0
    while r < rows and c < columns:
        if alike[r][c] >= floor and best[r][c] == alike[r][c] + best[r + 1][c + 1]:
            yield r, c
            r, c = r + 1, c + 1
        elif best[r][c] == best[r + 1][c]:
            r += 1
        else:
            c += 1
