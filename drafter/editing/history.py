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
        """The text with the change in it."""
        return text[: self.start] + self.new + text[self.start + len(self.old) :]

    def back(self) -> Patch:
        """The change that takes this one back."""
        return Patch(self.start, self.new, self.old)


class EditStep(NamedTuple):
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
        self.done: list[EditStep] = []
        self.undone: list[EditStep] = []
        self._open = False

    def add(self, before: str, after: str, label: str, path: str, key: str = "") -> Patch:
        """Remember a change; one with the `key` of the step before joins it while that is open."""
        patch = difference(before, after)
        self.undone.clear()
        if self._open and key and self.done and self.done[-1].key == key:
            first = self.done[-1].patch.back().apply(before)
            self.done[-1] = self.done[-1]._replace(patch=difference(first, after))
        else:
            self.done.append(EditStep(patch, label, path, key))
        self._open = bool(key)
        return patch

    def open(self, key: str) -> bool:
        """Whether what is done next under this key joins the last step."""
        return self._open and bool(self.done) and self.done[-1].key == key

    def seal(self) -> None:
        """What comes next is a step of its own."""
        self._open = False

    def undo(self) -> EditStep | None:
        """The last step, now undone; None where there is none."""
        self.seal()
        if not self.done:
            return None
        self.undone.append(self.done.pop())
        return self.undone[-1]

    def redo(self) -> EditStep | None:
        """The last undone step, now done again; None where there is none."""
        self.seal()
        if not self.undone:
            return None
        self.done.append(self.undone.pop())
        return self.done[-1]


def merge(base: str, ours: str, theirs: str, insist: bool = False) -> str | None:
    """Two changes of one text brought together line by line. Where both changed the same lines in different ways: None,
    or with `insist` ours there and theirs elsewhere."""
    lines = base.splitlines(keepends=True)
    sides = [_changes(lines, text.splitlines(keepends=True)) for text in (ours, theirs)]
    done: list[str] = []
    at = 0
    while any(sides):
        start = min(side[0].start for side in sides if side)
        end = start
        taken: tuple[list[_Change], list[_Change]] = [], []
        # All changes that touch one another, whosever they are.
        while found := [n for n, side in enumerate(sides) if side and _touches(side[0], start, end)]:
            change = sides[found[0]].pop(0)
            taken[found[0]].append(change)
            end = max(end, change.end)
        mine, others = (_applied(lines, start, end, some) for some in taken)
        if taken[0] and taken[1] and mine != others and not insist:
            return None
        done += lines[at:start] + (mine if taken[0] else others)
        at = end
    return "".join(itertools.chain(done, lines[at:]))


class _Change(NamedTuple):
    """Lines `start` to `end` of a text were replaced by `put`."""

    start: int
    end: int
    put: list[str]


def _changes(lines: list[str], changed: list[str]) -> list[_Change]:
    """What was done to lines; neighbours that were changed one by one are changes of their own."""
    from difflib import SequenceMatcher

    found: list[_Change] = []
    for tag, a, b, c, d in SequenceMatcher(None, lines, changed, autojunk=False).get_opcodes():
        if tag == "replace" and b - a == d - c:
            found += [_Change(a + n, a + n + 1, [changed[c + n]]) for n in range(b - a)]
        elif tag != "equal":
            found.append(_Change(a, b, changed[c:d]))
    return found


def _touches(change: _Change, start: int, end: int) -> bool:
    """Whether a change belongs to the group from `start` to `end`: it begins inside of it, or where it begins."""
    return change.start < end or change.start == start == end


def _applied(lines: list[str], start: int, end: int, changes: list[_Change]) -> list[str]:
    """Lines `start` to `end` after some changes."""
    done: list[str] = []
    for change in changes:
        done += lines[start : change.start] + change.put
        start = change.end
    return done + lines[start:end]
