"""Goals that stand in a list of their own: told before the deeds, those that were met first, the missed with their
reasons behind them.

The reader of a report gains that what was reached and what was not is seen at once, not scattered among the work.

Limits: a list counts as one of goals by the field it stands in, or, in a group of work that only names an indicator,
where most of its notes have a goal; what explains a missed goal stays behind it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter.composing.telling import Statement
from drafter.facts.fact import Fact
from drafter.phrasing.choose import Message

#: The field of such notes, and the share of a group of work that makes it one.
_FIELD, _MOST = "results.goals", 0.6
#: A group has at least so many.
_LEAST = 3
#: So many characters that a note shares with the one before make it of the same matter.
_SHARED = 2


def of_goals(messages: Sequence[Message], found: Sequence[Statement]) -> frozenset[int]:
    """The numbers of the notes that stand in lists of goals."""
    lists: dict[str, set[int]] = {}
    for one in found:
        note = messages[one.note].roles.get("note")
        if isinstance(note, Fact):
            lists.setdefault(_list(note.path), set()).add(one.note)
    aimed = {one.note for one in found if one.aimed}
    told: set[int] = set()
    for path, notes in lists.items():
        work = path.startswith("work[") and len(lists) > 1 and len(notes) >= _LEAST
        if path.startswith(_FIELD) or (work and len(notes & aimed) >= _MOST * len(notes)):
            told |= notes
    return frozenset(told)


def _list(path: str) -> str:
    """The list that a note stands in: work[0].notes of work[0].notes[3]."""
    return re.sub(r"\[\d+\][^\[\]]*$", "", path)


def by_outcome(found: Sequence[Statement]) -> list[Statement]:
    """Statements of goals, a note whole: the met, then the missed, each with what explains it."""
    notes: dict[int, list[Statement]] = {}
    for one in found:
        notes.setdefault(one.note, []).append(one)
    runs: list[list[Statement]] = []
    for inside in notes.values():
        missed = bool(runs) and any(one.state < 0 for one in runs[-1])
        aimed = any(one.aimed for one in inside)
        if missed and not aimed and _of_same("".join(one.words for one in inside), runs[-1]):
            runs[-1].extend(inside)
        else:
            runs.append(inside)
    runs.sort(key=lambda run: any(one.state < 0 for one in run))
    return [one for run in runs for one in run]


def _of_same(words: str, run: Sequence[Statement]) -> bool:
    said = "".join("".join(map(str, one.parts)) for one in run)
    head = re.split("[，；：]", words)[0]
    return any(head[at : at + _SHARED] in said for at in range(max(0, len(head) - _SHARED + 1)))
