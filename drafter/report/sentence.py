"""A sentence of a report: its words, and for each figure and name in it the fact that it states.

Whoever prints, checks or compares a report asks a sentence for its text and its spans, and need not know how it came
about: composed from messages, or read from a file.

Limits: a sentence is finished; another wording is another sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol, TypeAlias

from drafter.facts.fact import Fact

#: Words of a sentence, or a value of the case in it.
Part: TypeAlias = "str | Fact"


class TellsFacts(Protocol):
    """What a sentence tells: its identity, which outlives a new draft, and the facts in it."""

    @property
    def identity(self) -> str:
        """What the sentence is known by from one draft to the next."""

    def facts(self) -> Iterator[Fact]:
        """The facts that it states."""

    def paths(self) -> Iterator[str]:
        """The paths of the facts that it states."""


class Span(NamedTuple):
    """Characters `start` to `end` of a sentence state `fact` (a path of the case or of a derived figure)."""

    start: int
    end: int
    fact: str
    derived: bool


class Sentence:
    """A finished sentence: `identity` is what it says, `constructions` how (``activity.series#2``), `messages` the
    messages it was made of (none where it is a mere frame, or was read from a text).

    `text` and `spans` are read off its parts when they are asked for.
    """

    __slots__ = ("_spans", "_text", "constructions", "identity", "messages", "parts")

    def __init__(
        self, identity: str, parts: Sequence[Part], constructions: Sequence[str], messages: Sequence[TellsFacts] = ()
    ) -> None:
        self.identity, self.parts, self.constructions = identity, tuple(parts), tuple(constructions)
        self.messages = tuple(messages)
        self._text: str | None = None
        self._spans: tuple[Span, ...] | None = None

    @property
    def text(self) -> str:
        """The plain text, with its closing mark."""
        if self._text is None:
            self._text = "".join([part if isinstance(part, str) else part.text for part in self.parts])
        return self._text

    @property
    def spans(self) -> tuple[Span, ...]:
        """A span for every fact of the sentence; two over the same words where they state two facts."""
        if self._spans is None:
            spans: list[Span] = []
            at = 0
            for part in self.parts:
                if isinstance(part, Fact):
                    end = at + len(part.text)
                    spans.extend(Span(at, end, path, part.derived) for path in (part.path, *part.also))
                    at = end
                else:
                    at += len(part)
            self._spans = tuple(spans)
        return self._spans

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sentence) and (self.identity, self.text, self.constructions, self.spans) == (
            other.identity,
            other.text,
            other.constructions,
            other.spans,
        )

    def __hash__(self) -> int:
        return hash((self.identity, self.text))

    def __repr__(self) -> str:
        return f"Sentence({self.identity!r}, {self.text!r})"
