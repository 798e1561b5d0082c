"""The draft: records first, text last. Whoever prints, compares or checks a report starts from this tree.

Limits: a draft is frozen; another wording is another draft.
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

from drafter.phrasing.aggregate import Sentence


class Heading(NamedTuple):
    """A heading with its number as the genre counts (一、 （一） 1. （1）); `level` is 1 to 4."""

    level: int
    number: str
    title: str

    @property
    def text(self) -> str:
        return self.number + self.title


class Paragraph(NamedTuple):
    """Sentences that stand together; `style` is "" for body text, else addressee, signature, date or attachment."""

    sentences: tuple[Sentence, ...]
    style: str = ""

    @property
    def text(self) -> str:
        return "".join([sentence.text for sentence in self.sentences])


class Table(NamedTuple):
    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block: TypeAlias = "Heading | Paragraph | Table"


class Unstated(NamedTuple):
    """A fact of the case that the draft does not state, and why."""

    fact: str
    why: str


class Draft(NamedTuple):
    """A report as it was composed: title, blocks in order, and what the case left open.

    `unstated` lists each fact that no sentence states, with the reason; `missing` the labels of required facts that the
    case lacks; `contradictions` typed figures that disagree with what they follow from.
    """

    genre: str
    title: str
    seed: int
    blocks: tuple[Block, ...]
    unstated: tuple[Unstated, ...] = ()
    missing: tuple[str, ...] = ()
    contradictions: tuple[str, ...] = ()
