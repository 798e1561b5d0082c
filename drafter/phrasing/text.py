"""Text that knows where it comes from.

A `Text` is a sequence of parts: words of a form (plain strings) and values of the case (`Fact`s). It survives filters,
joins and punctuation because Jinja2's native environment hands the pieces of a template to `concat` before they become
a string; no sentinel characters are needed, and a fact holding ``{{`` is two braces on paper.

Limits: a Text never looks inside its facts; what a fact says is final.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Union

from drafter.facts.case import Fact

Part = Union[str, Fact]


class Text:
    """Words and facts in the order in which they stand. `str()` gives the plain text."""

    __slots__ = ("parts",)

    def __init__(self, parts: list[Part]) -> None:
        self.parts = parts

    def __str__(self) -> str:
        return "".join([part if part.__class__ is str else part.text for part in self.parts])  # type: ignore[union-attr]

    def __len__(self) -> int:
        return sum([len(part) if part.__class__ is str else len(part.text) for part in self.parts])  # type: ignore[arg-type, union-attr]

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
        kind = piece.__class__
        if kind is str:
            if piece:
                parts.append(piece)  # type: ignore[arg-type]
        elif kind is Fact:
            parts.append(piece)  # type: ignore[arg-type]
        elif kind is Text:
            parts.extend(piece.parts)  # type: ignore[attr-defined]
        elif kind is bool or kind is int:
            return piece
        else:
            raise TypeError(piece)
    return Text(parts)
