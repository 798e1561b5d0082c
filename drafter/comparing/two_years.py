"""What is known when something is suspected of being forgotten: the years of both texts, and the pairs between them.

The reader gains suspicions with a reason and a level: certain (nothing speaks for it), likely, or worth a look.

Limits: a suspicion is no fault; whoever knows the facts decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from drafter.comparing.alignment import Link
from drafter.comparing.compared_text import Side, Unit
from drafter.comparing.comparison import Kind
from drafter.comparing.segments import Run, places
from drafter.comparing.tokens import Token, narrow
from drafter.comparing.values import alike
from drafter.language.tables import table


class Linked(Protocol):
    """A pair in the making."""

    link: Link
    kind: Kind
    old_tokens: list[Token]
    new_tokens: list[Token]
    runs: list[Run]


class Spot:
    """A token of the new sentences of a pair: where it stands, what stood opposite, and the words around it.

    `was` is the old token in its place, None where there is none; `kept` says that it is worth the same, `led` what
    then stood before it; `opposite` are the old tokens of the change it is in.
    """

    __slots__ = ("end", "kept", "led", "opposite", "start", "text", "token", "was")

    def __init__(
        self, token: Token, start: int, text: str, was: Token | None, led: str, opposite: Sequence[Token]
    ) -> None:
        self.token, self.start, self.text, self.was = token, start, text, was
        self.led, self.opposite = led, opposite
        self.kept = was is not None and alike(was, token)
        self.end = start + len(token.text)

    @property
    def rewritten(self) -> bool:
        """Whether the same value stands in another writing."""
        return self.kept and self.was is not None and narrow(self.was.text) != narrow(self.token.text)

    def before(self, size: int = 12) -> str:
        """What stands before the token in its clause, at most so many characters."""
        words = self.text[max(0, self.start - size) : self.start]
        return words[_last(words) + 1 :]

    def after(self, size: int = 12) -> str:
        """What stands behind the token in its clause."""
        words = self.text[self.end : self.end + size]
        return words[: _first(words)]

    def clause(self) -> str:
        """The clause that the token stands in."""
        return self.before(60) + self.token.text + self.after(60)


_MARKS = "，。；：！？"


def _last(words: str) -> int:
    return max(words.rfind(mark) for mark in _MARKS)


def _first(words: str) -> int:
    return min((at for mark in _MARKS if (at := words.find(mark)) >= 0), default=len(words))


def spots(one: Linked) -> list[Spot]:
    """The tokens of the new sentences that are more than a character."""
    if not any(token.sort for token in one.new_tokens):
        return []
    text = "".join([token.text for token in one.new_tokens])
    starts, at = [], 0
    for token in one.new_tokens:
        starts.append(at)
        at += len(token.text)
    placed = places(one.old_tokens, one.new_tokens)
    taken = set(placed.values())
    found = []
    for equal, a, b, c, d in one.runs:
        opposite = () if equal else one.old_tokens[a:b]
        for k in range(c, d):
            if not one.new_tokens[k].sort:
                continue
            place = placed.get(k, a + k - c if equal and a + k - c not in taken else -1)
            led = "".join([token.text for token in one.old_tokens[max(0, place - 12) : max(0, place)]])
            was = one.old_tokens[place] if place >= 0 else None
            found.append(Spot(one.new_tokens[k], starts[k], text, was, led[_last(led) + 1 :], opposite))
    return found


class Scene:
    """Two sides with the years they report on."""

    def __init__(self, old: Side, new: Side, old_year: int, new_year: int) -> None:
        self.old, self.new, self.old_year, self.new_year = old, new, old_year, new_year
        self.data = table("comparing")

    @property
    def on(self) -> bool:
        """Whether the new text reports on a later year: only then can anything have been forgotten."""
        return bool(self.old_year) and self.new_year > self.old_year

    def section(self, unit: Unit) -> str:
        """next, measures or problems where the headings above a unit say so, else ""; the nearest heading first."""
        names = self.data["sections"]
        for title in reversed(unit.section):
            for sort, words in names.items():
                if sort != "names" and any(word in title for word in words):
                    return str(sort)
        return ""
