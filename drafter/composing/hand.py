"""The writer's hand: forms pinned, sentences reworded, left out or told in another place, as the case file keeps them.

The writer gains choices that outlive a new draft; :mod:`drafter.composing.revising` puts them to work on one. A row
that says nothing, or what another row said, is reported and passed over.

Limits: a row goes by the identity of what it concerns; the file does not say whether that still exists.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from drafter.facts.fact import Fact, Row
from drafter.report.tree import Note


class HandChange(NamedTuple):
    """One `[[hand]]` row: what is to happen to the sentence or clause `id`, made of `clauses`."""

    id: str
    form: str = ""
    text: str = ""
    drop: bool = False
    after: str = ""
    facts: str = ""

    @property
    def clauses(self) -> tuple[str, ...]:
        """The clauses of the sentence that the note is about."""
        return tuple(self.id.split("+"))


class Hand:
    """The choices of a case by what they concern; `notes` tells of rows that say nothing or say it twice."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.pins: dict[str, str] = {}
        self.edits: dict[str, HandChange] = {}
        self.drops: dict[str, HandChange] = {}
        self.afters: dict[str, HandChange] = {}
        self.reworded: dict[str, tuple[str, str]] = {}
        self.notes: list[Note] = []
        #: The number of the first row about each, from 1.
        self.order: dict[str, int] = {}
        for index, row in enumerate(rows):
            self._take(index, _choice(row))
        names = [*self.afters, *(choice.after for choice in self.afters.values())]
        #: The clauses that any row is about, but for pins.
        self.concerned = {*self.reworded, *self.drops, *(clause for name in names for clause in name.split("+"))}

    def _take(self, index: int, choice: HandChange) -> None:
        name = choice.id or f"hand[{index}]"
        self.order.setdefault(name, index + 1)
        wanted: dict[str, Collection[str]] = {"form": self.pins, "text": self.edits, "after": self.afters}
        wanted["drop"] = {one.id for one in self.drops.values()}
        asked = [key for key in wanted if getattr(choice, key)]
        if not choice.id or not asked:
            what = "没有写明 id" if not choice.id else "没有写要怎样改（form、text、drop、after 之一）"
            plain = "没有写明是哪一句" if not choice.id else "没有写要怎样改"
            self.notes.append(Note(name, "unclear", f"第{index + 1}个 [[hand]] {what}", plain=plain))
            return
        twice = [key for key in asked if choice.id in wanted[key]]
        if twice:
            told = "写了两次，用的是前一次"
            self.notes.append(Note(name, "unclear", f"{'、'.join(twice)} {told}", plain=told))
        for key in asked:
            if key in twice:
                continue
            if key == "form":
                self._pin(name, choice)
            elif key == "text":
                self._reword(name, choice)
            elif key == "after":
                self.afters[choice.id] = choice
            else:
                self.drops.update({clause: choice for clause in choice.clauses if clause not in self.drops})

    def _pin(self, name: str, choice: HandChange) -> None:
        if len(choice.clauses) > 1:
            told = "说法要一项一项指定"
            self.notes.append(Note(name, "unclear", f"{told}，id 里不要有 +", plain=told))
        else:
            self.pins[choice.id] = choice.form

    def _reword(self, name: str, choice: HandChange) -> None:
        if any(clause in self.reworded for clause in choice.clauses):
            told = "同一个事项改写进了两句话，用的是前一句"
            self.notes.append(Note(name, "unclear", told, plain=told))
            return
        self.edits[choice.id] = choice
        self.reworded.update(dict.fromkeys(choice.clauses, (choice.id, choice.text)))


def _choice(row: Row) -> HandChange:
    values = {key: value.text for key, value in row.values.items() if isinstance(value, Fact)}
    drop = values.pop("drop", "") == "是"
    return HandChange(
        values.pop("id", ""), drop=drop, **{key: values[key] for key in HandChange._fields if key in values}
    )


def in_order(count: int, behind: Mapping[int, Sequence[int]]) -> tuple[list[int], list[int]]:
    """The numbers under `count`, each followed by those that are to stand `behind` it; and where a circle was broken,
    at the first number of each."""
    moved = {index for waiting in behind.values() for index in waiting}
    done: dict[int, None] = {}
    circling = []
    for index in (*(one for one in range(count) if one not in moved), *sorted(moved)):
        if index in moved and index not in done:
            circling.append(index)
        waiting = [index]
        while waiting:
            one = waiting.pop()
            if one not in done:
                done[one] = None
                waiting.extend(reversed(behind.get(one, ())))
    return list(done), circling
