"""What was done to a text, and how to undo it: patches with a name, in their order.

The writer gains undo and redo over everything, comments included, since a patch knows the very characters.

Limits: what was done outside the program is no patch; a text read anew begins a new history.
"""

from __future__ import annotations

import itertools
from typing import NamedTuple


class Patch(NamedTuple):
    """At `start` of a text `old` was replaced by `new`."""

    start: int
    old: str
    new: str

    def apply(self, text: str) -> str:
        return text[: self.start] + self.new + text[self.start + len(self.old) :]

    def back(self) -> Patch:
        return Patch(self.start, self.new, self.old)


class Step(NamedTuple):
    """One thing that undo takes back: its patch, what it is called, and the path of the case that it is about."""

    patch: Patch
    label: str
    path: str
    #: What later edits may join: typing in one field is one step.
    key: str = ""


def difference(before: str, after: str) -> Patch:
    """The shortest single patch that makes `after` of `before`."""
    if before == after:
        return Patch(0, "", "")
    most = min(len(before), len(after))
    head = _common(before, after, most)
    tail = _common(before[head:][::-1], after[head:][::-1], most - head)
    return Patch(head, before[head : len(before) - tail], after[head : len(after) - tail])


def _common(one: str, other: str, most: int) -> int:
    """How many characters two texts have in common at their start; by halves, since both are mostly alike."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


class History:
    """Steps done and steps undone."""

    def __init__(self) -> None:
        self.done: list[Step] = []
        self.undone: list[Step] = []
        self._open = False

    def add(self, before: str, after: str, label: str, path: str, key: str = "") -> Patch:
        """Remember a change; one with the `key` of the step before joins it while that is open."""
        patch = difference(before, after)
        self.undone.clear()
        if self._open and key and self.done and self.done[-1].key == key:
            first = self.done[-1].patch.back().apply(before)
            self.done[-1] = self.done[-1]._replace(patch=difference(first, after))
        else:
            self.done.append(Step(patch, label, path, key))
        self._open = bool(key)
        return patch

    def open(self, key: str) -> bool:
        """Whether what is done next under this key joins the last step."""
        return self._open and bool(self.done) and self.done[-1].key == key

    def seal(self) -> None:
        """What comes next is a step of its own."""
        self._open = False

    def undo(self) -> Step | None:
        self.seal()
        if not self.done:
            return None
        self.undone.append(self.done.pop())
        return self.undone[-1]

    def redo(self) -> Step | None:
        self.seal()
        if not self.undone:
            return None
        self.done.append(self.undone.pop())
        return self.done[-1]


def merge(base: str, ours: str, theirs: str) -> str | None:
    """Two changes of one text brought together line by line, or None where both touched the same lines."""
    from difflib import SequenceMatcher

    lines, mine, others = (text.splitlines(keepends=True) for text in (base, ours, theirs))
    changes: list[tuple[int, int, list[str], int]] = []
    for number, changed in enumerate((mine, others)):
        for tag, a, b, c, d in SequenceMatcher(None, lines, changed, autojunk=False).get_opcodes():
            if tag != "equal":
                changes.append((a, b, changed[c:d], number))
    changes.sort(key=lambda one: one[:2])
    kept: list[tuple[int, int, list[str], int]] = []
    for change in changes:
        if kept and kept[-1][3] != change[3]:
            before = kept[-1]
            if (before[0], before[1], before[2]) == change[:3]:
                continue
            if change[0] < before[1] or change[0] == before[0]:
                return None
        kept.append(change)
    done: list[str] = []
    at = 0
    for start, end, put, _ in kept:
        done += lines[at:start] + put
        at = end
    return "".join(itertools.chain(done, lines[at:]))
