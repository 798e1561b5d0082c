"""Text that knows where it comes from.

A `Text` is a sequence of parts: words of a form (plain strings) and values of the case (`Fact`s). It survives filters,
joins and punctuation because Jinja2's native environment hands the pieces of a template to `concat` before they become
a string; no sentinel characters are needed, and a fact holding ``{{`` is two braces on paper.

Limits: a Text never looks inside its facts; what a fact says is final.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from drafter.facts.fact import Fact

Part: TypeAlias = "str | Fact"


class Text:
    """Words and facts in the order in which they stand. `str()` gives the plain text."""

    __slots__ = ("_words", "parts")

    def __init__(self, parts: list[Part]) -> None:
        self.parts = parts
        self._words: str | None = None

    def __str__(self) -> str:
        if self._words is None:
            self._words = "".join([part if isinstance(part, str) else part.text for part in self.parts])
        return self._words

    def __len__(self) -> int:
        return len(str(self))

    def __bool__(self) -> bool:
        return bool(self.parts)

    def __repr__(self) -> str:
        return f"Text({self.parts!r})"


def concat(pieces: Iterable[object]) -> object:
    """What Jinja2 calls with the pieces of a template: a `Text`, or the bare value of a lone expression.

    A condition (``rate < 80``) is a template of one expression and answers its value; a form answers a Text.
    """
    parts: list[Part] = []
    for piece in pieces:
        if isinstance(piece, str):
            if piece:
                parts.append(piece)
        elif isinstance(piece, Fact):
            parts.append(piece)
        elif isinstance(piece, Text):
            parts.extend(piece.parts)
        elif isinstance(piece, (bool, int)):
            return piece
        else:
            raise TypeError(piece)
    return Text(parts)
