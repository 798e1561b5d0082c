"""What a comparison knows when a side is a case: which fact became what, and which wording is the program's own.

The reader gains the name of what changed (预算数：195万元 became 210万元) instead of two figures without a name, and is
spared sentences that only another form of the phrase bank made different.

Limits: in a text that was only read, a figure has the fact of the figure that it stands opposite in the case's draft.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from drafter.comparing.compared_text import Side, Unit
from drafter.comparing.comparison import Change
from drafter.comparing.segments import Run
from drafter.comparing.tokens import COUNTED, Token, mask

_YEAR = re.compile(r"^(?:19|20)\d\d年度?")
#: Facts that name the years themselves, and how many there are of something, change without telling anything.
_SAID_ELSEWHERE = frozenset(("year",))


def changes(
    old: Sequence[Unit], new: Sequence[Unit], ours: Sequence[Token], theirs: Sequence[Token], found: Sequence[Run],
    old_side: Side, new_side: Side,
) -> tuple[Change, ...]:  # fmt: skip
    """The facts that changed between two sentences, where a side is a case."""
    if old_side.case is None and new_side.case is None:
        return ()
    if old_side.case is not None and new_side.case is not None:
        return tuple(_by_path(old, new, old_side, new_side))
    return tuple(_by_place(old, new, ours, theirs, found, old_side, new_side))


def _by_path(old: Sequence[Unit], new: Sequence[Unit], old_side: Side, new_side: Side) -> Iterator[Change]:
    """The words that state one fact on either side, whatever stands around them."""
    before, after = _stated(old), _stated(new)
    if not before or not after:
        return
    for path, words in after.items():
        if path in before and before[path] != words and path not in _SAID_ELSEWHERE:
            # 2023年2月 and 2月 are one month, said with its year or without.
            if _YEAR.sub("", before[path]) == _YEAR.sub("", words):
                continue
            yield Change(path, label(path, new_side), before[path], words)


def _stated(units: Sequence[Unit]) -> dict[str, str]:
    found: dict[str, str] = {}
    for unit in units:
        if unit.sentence is not None:
            for span in unit.sentence.spans:
                found.setdefault(span.fact, unit.text[span.start : span.end])
    return found


def _by_place(
    old: Sequence[Unit], new: Sequence[Unit], ours: Sequence[Token], theirs: Sequence[Token], found: Sequence[Run],
    old_side: Side, new_side: Side,
) -> Iterator[Change]:  # fmt: skip
    """Figures that stand opposite each other in the marks, named by the side that is a case."""
    on_new = new_side.case is not None
    spans = _spans(new if on_new else old)
    starts = _starts(theirs if on_new else ours)
    for equal, a, b, c, d in found:
        if equal:
            continue
        left = [k for k in range(a, b) if ours[k].sort in COUNTED]
        right = [k for k in range(c, d) if theirs[k].sort in COUNTED]
        if len(left) != len(right):
            continue
        for k, m in zip(left, right, strict=True):
            token = theirs[m] if on_new else ours[k]
            start = starts[m if on_new else k]
            path = next((fact for s, e, fact in spans if s < start + len(token.text) and e > start), "")
            if path and path not in _SAID_ELSEWHERE and mask(ours[k]) == mask(theirs[m]):
                yield Change(path, label(path, new_side if on_new else old_side), ours[k].text, theirs[m].text)


def fact_at(units: Sequence[Unit], start: int, end: int) -> str:
    """The path of the fact that the characters `start` to `end` of some units state, or ""."""
    return next((fact for s, e, fact in _spans(units) if s < end and e > start), "")


def _spans(units: Sequence[Unit]) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    at = 0
    for unit in units:
        if unit.sentence is not None:
            found.extend((at + span.start, at + span.end, span.fact) for span in unit.sentence.spans)
        at += len(unit.text)
    return found


def _starts(tokens: Sequence[Token]) -> list[int]:
    found, at = [], 0
    for token in tokens:
        found.append(at)
        at += len(token.text)
    return found


def label(path: str, side: Side) -> str:
    """What a person calls the fact at `path` of a side that is a case; "" where it has no name, or the side is none."""
    return str(side.case.label(path)) if side.case is not None else ""


def own_wording(old: Sequence[Unit], new: Sequence[Unit]) -> bool:
    """Whether two sentences of drafts state the same facts by different forms."""
    ours, theirs = [unit.sentence for unit in old], [unit.sentence for unit in new]
    if not all(ours) or not all(theirs):
        return False
    before = "+".join(one.identity for one in ours if one is not None)
    after = "+".join(one.identity for one in theirs if one is not None)
    if not before or before != after:
        return False
    stated, again = _stated(old), _stated(new)
    # One form may name the unit or the year where the other does not; what both say must be the same.
    return all(again[path] == words for path, words in stated.items() if path in again)
