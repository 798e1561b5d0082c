"""The marks inside a pair of sentences: what is equal, what was deleted, what was inserted.

The reader gains few, whole marks: the least text is marked (a longest common subsequence of tokens), stray characters
between two changes join them, and a change begins and ends where a clause does if it may.

Limits: two stretches of more than some ten thousand tokens without anything rare in common are marked whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias

from drafter.comparing.order import meeting
from drafter.comparing.tokens import Token, mask
from drafter.language.tables import table

Tag: TypeAlias = Literal["equal", "delete", "insert"]
Segment: TypeAlias = "tuple[Tag, str]"
#: Numbers of tokens: from `a` to `b` of the old sentence became from `c` to `d` of the new one; equal or not.
Run: TypeAlias = "tuple[bool, int, int, int, int]"

#: The common subsequence of two rows is found exactly while the product of their lengths is below this.
_EXACT = 16_000_000
_ANCHOR, _PERIODIC = 8, 24
_BREAKS = frozenset("，。；：、！？,;:")


def runs(old: Sequence[Token], new: Sequence[Token]) -> list[Run]:
    """Equal and changed stretches of two rows of tokens, in turn, the changed ones as few and short as may be."""
    ours, theirs = [token.text for token in old], [token.text for token in new]
    pairs: list[tuple[int, int]] = []
    _pieces(ours, theirs, 0, len(ours), 0, len(theirs), pairs)
    found = _stretches(pairs, len(ours), len(theirs))
    return _one_by_one(_slid(_without_islands(found, old), ours, theirs), old, new)


def places(old: Sequence[Token], new: Sequence[Token]) -> dict[int, int]:
    """Which token of the old row each of the new one stands in the place of, figures being alike whatever they say."""
    ours, theirs = list(map(mask, old)), list(map(mask, new))
    if ours == theirs:
        return {k: k for k in range(len(theirs))}
    pairs: list[tuple[int, int]] = []
    _pieces(ours, theirs, 0, len(ours), 0, len(theirs), pairs)
    return {c: a for a, c in pairs}


def segments(old: Sequence[Token], new: Sequence[Token], found: Sequence[Run]) -> tuple[Segment, ...]:
    """The marks of `found` as text; equal and delete joined give the old text, equal and insert the new."""
    marks: list[Segment] = []
    for equal, a, b, c, d in found:
        if equal:
            marks.append(("equal", "".join([token.text for token in new[c:d]])))
            continue
        if b > a:
            marks.append(("delete", "".join([token.text for token in old[a:b]])))
        if d > c:
            marks.append(("insert", "".join([token.text for token in new[c:d]])))
    return tuple(marks)


def _pieces(
    old: list[str], new: list[str], a: int, b: int, c: int, d: int, pairs: list[tuple[int, int]]
) -> None:  # fmt: skip
    """The common tokens of old[a:b] and new[c:d], as pairs of numbers in order."""
    while a < b and c < d and old[a] == new[c]:
        pairs.append((a, c))
        a, c = a + 1, c + 1
    tail: list[tuple[int, int]] = []
    while a < b and c < d and old[b - 1] == new[d - 1]:
        b, d = b - 1, d - 1
        tail.append((b, d))
    if a < b and c < d:
        if (b - a) * (d - c) <= _EXACT:
            _common(old, new, a, b, c, d, pairs)
        else:
            _anchored(old, new, a, b, c, d, pairs)
    pairs.extend(reversed(tail))


def _common(old: list[str], new: list[str], a: int, b: int, c: int, d: int, pairs: list[tuple[int, int]]) -> None:
    """A longest common subsequence, a row of the table being the bits of one whole number (Hyyrö 2004)."""
    masks: dict[str, int] = {}
    for bit, token in enumerate(old[a:b]):
        masks[token] = masks.get(token, 0) | 1 << bit
    size = b - a
    full = (1 << size) - 1
    row = full
    rows = []
    for token in new[c:d]:
        matches = masks.get(token, 0) & row
        row = ((row + matches) | (row - matches)) & full
        rows.append(row)
    # A bit is 0 where the length grows; back from the end, a token is common where the row before did not have it.
    i, j = size - 1, d - c - 1
    found = []
    while i >= 0 and j >= 0:
        if rows[j] >> i & 1:
            i -= 1
        elif j and not rows[j - 1] >> i & 1:
            j -= 1
        else:
            found.append((a + i, c + j))
            i, j = i - 1, j - 1
    pairs.extend(reversed(found))


def _anchored(old: list[str], new: list[str], a: int, b: int, c: int, d: int, pairs: list[tuple[int, int]]) -> None:
    """Very long rows: split at stretches that stand once in each, in order; what is between is compared alone."""
    places: dict[tuple[str, ...], int] = {}
    for rows, low, high in ((old, a, b), (new, c, d)):
        here: dict[tuple[str, ...], int] = {}
        for at in range(low, high - _ANCHOR + 1):
            key = tuple(rows[at : at + _ANCHOR])
            here[key] = -1 if key in here else at
        if rows is old:
            places = here
    found = sorted((places[key], at) for key, at in here.items() if at >= 0 and places.get(key, -1) >= 0)
    chain = _rising(found)
    if not chain:
        # A text that says everything again and again has nothing that stands once.
        ours, theirs = (
            ["".join(rows[at : at + _PERIODIC]) for at in range(low, high - _PERIODIC + 1)]
            for rows, low, high in ((old, a, b), (new, c, d))
        )
        chain = [(a + i, c + j) for i, j in meeting(ours, theirs)]
    for i, j in chain:
        if i < a or j < c:
            continue
        _bounded(old, new, a, i, c, j, pairs)
        a, c = i, j
        while a < b and c < d and old[a] == new[c]:
            pairs.append((a, c))
            a, c = a + 1, c + 1
    _bounded(old, new, a, b, c, d, pairs)


def _bounded(old: list[str], new: list[str], a: int, b: int, c: int, d: int, pairs: list[tuple[int, int]]) -> None:
    if a < b and c < d and (b - a) * (d - c) <= _EXACT:
        _common(old, new, a, b, c, d, pairs)


def _rising(found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of pairs (sorted by the first) whose second numbers rise too."""
    from bisect import bisect_left

    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for number, (_, j) in enumerate(found):
        at = bisect_left(tails, j)
        before.append(ends[at - 1] if at else -1)
        if at == len(tails):
            tails.append(j)
            ends.append(number)
        else:
            tails[at], ends[at] = j, number
    chain = []
    number = ends[-1] if ends else -1
    while number >= 0:
        chain.append(found[number])
        number = before[number]
    return chain[::-1]


def _stretches(pairs: list[tuple[int, int]], m: int, n: int) -> list[Run]:
    found: list[Run] = []
    a = c = 0
    at = 0
    while at < len(pairs):
        i, j = pairs[at]
        if i > a or j > c:
            found.append((False, a, i, c, j))
        end = at
        while end + 1 < len(pairs) and pairs[end + 1] == (pairs[end][0] + 1, pairs[end][1] + 1):
            end += 1
        a, c = pairs[end][0] + 1, pairs[end][1] + 1
        found.append((True, i, a, j, c))
        at = end + 1
    if a < m or c < n:
        found.append((False, a, m, c, n))
    return found


def _without_islands(found: list[Run], old: Sequence[Token]) -> list[Run]:
    """Join changes that only a stray character parts."""
    longest = table("comparing")["segments"]["island"]
    joined: list[Run] = []
    for at, run in enumerate(found):
        equal, a, b, _, d = run
        if joined and not joined[-1][0]:
            before = joined[-1]
            if equal and b - a <= longest and at + 1 < len(found) and _stray(old[a:b], before, found[at + 1]):
                joined[-1] = (False, before[1], b, before[3], d)
                continue
            if not equal:
                joined[-1] = (False, before[1], b, before[3], d)
                continue
        joined.append(run)
    return joined


def _stray(tokens: Sequence[Token], before: Run, after: Run) -> bool:
    """Whether tokens between two changes are there by chance: plain characters between longer changes."""
    if any(token.sort or token.text in _BREAKS for token in tokens):
        return False
    both = all(run[2] > run[1] and run[4] > run[3] for run in (before, after))
    size = sum(max(run[2] - run[1], run[4] - run[3]) for run in (before, after))
    return both and size >= 3


def _slid(found: list[Run], old: list[str], new: list[str]) -> list[Run]:
    """Where the same text may be marked here or some characters off, mark whole clauses: （，持续深化成果）, not
    （果，持续深化成）."""
    done = list(found)
    for at in range(1, len(done) - 1):
        equal, a, b, c, d = done[at]
        if equal or (b > a and d > c) or not (done[at - 1][0] and done[at + 1][0]):
            continue
        rows, low, high = (old, a, b) if b > a else (new, c, d)
        left, right = done[at - 1], done[at + 1]
        room_left, room_right = left[2] - left[1], right[2] - right[1]
        best, shift = _worth(rows, low, high), 0
        step = 0
        while step < room_left - 1 and rows[low - step - 1] == rows[high - step - 1]:
            step += 1
            worth = _worth(rows, low - step, high - step)
            if worth > best:
                best, shift = worth, -step
        step = 0
        while step < room_right - 1 and rows[low + step] == rows[high + step]:
            step += 1
            worth = _worth(rows, low + step, high + step)
            if worth > best:
                best, shift = worth, step
        if shift:
            done[at - 1] = (True, left[1], left[2] + shift, left[3], left[4] + shift)
            done[at] = (False, a + shift, b + shift, c + shift, d + shift)
            done[at + 1] = (True, right[1] + shift, right[2], right[3] + shift, right[4])
    return done


def _one_by_one(found: list[Run], old: Sequence[Token], new: Sequence[Token]) -> list[Run]:
    """Titles and figures in a row that each became another one are marked each beside its own successor."""
    done: list[Run] = []
    for run in found:
        equal, a, b, c, d = run
        if not equal and b - a == d - c > 1 and list(map(mask, old[a:b])) == list(map(mask, new[c:d])):
            done.extend((old[a + k] == new[c + k], a + k, a + k + 1, c + k, c + k + 1) for k in range(b - a))
        else:
            done.append(run)
    return done


def _worth(rows: list[str], low: int, high: int) -> int:
    """How well a mark from `low` to `high` keeps to clauses."""
    opens = low > 0 and rows[low - 1] in _BREAKS
    closes = high < len(rows) and rows[high] in _BREAKS
    worth = 0
    if rows[low] in _BREAKS and closes:
        worth += 4
    if opens and rows[high - 1] in _BREAKS:
        worth += 5
    if opens:
        worth += 1
    if closes:
        worth += 1
    return worth
