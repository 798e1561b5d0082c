"""The draft: records first, text last. Whoever prints, compares or checks a report starts from this tree.

Limits: a draft is frozen; another wording is another draft.
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

from drafter.facts.fact import Fact
from drafter.report.sentence import Sentence


class Heading(NamedTuple):
    """A heading with its number as the genre counts (一、 （一） 1. （1）); `level` is 1 to 4."""

    level: int
    number: str
    title: str

    @property
    def text(self) -> str:
        """The heading with its number."""
        return self.number + self.title


class Paragraph(NamedTuple):
    """Sentences that stand together; `style` is "" for body text, else addressee, signature, date or attachment."""

    sentences: tuple[Sentence, ...]
    style: str = ""

    @property
    def text(self) -> str:
        """Its sentences one behind the other."""
        return "".join([sentence.text for sentence in self.sentences])


class Stated(str):
    """The words of a cell, and the facts that they state: a path each, and whether it is a derived figure. It equals
    the plain words, so that a table that was read equals the one that was written."""

    __slots__ = ("facts",)
    facts: tuple[tuple[str, bool], ...]

    def __new__(cls, words: str, *facts: Fact) -> Stated:
        """Words with the facts that they state."""
        made = super().__new__(cls, words)
        made.facts = tuple(dict.fromkeys((path, fact.derived) for fact in facts for path in (fact.path, *fact.also)))
        return made

    @classmethod
    def joined(cls, *parts: str) -> Stated:
        """Words behind each other, with the facts of all of them."""
        made = cls("".join(parts))
        made.facts = tuple(dict.fromkeys(one for part in parts if isinstance(part, Stated) for one in part.facts))
        return made


class Table(NamedTuple):
    """Rows of words; those that state facts are `Stated`."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block: TypeAlias = "Heading | Paragraph | Table"


class Missing(str):
    """What a report cannot do without and the case lacks, as a list calls it, and the path where it goes ("" where no
    one field is meant)."""

    __slots__ = ("path",)
    path: str

    def __new__(cls, label: str, path: str = "") -> Missing:
        """What is missing, by its label, and where it would stand."""
        made = super().__new__(cls, label)
        made.path = path
        return made


class Unstated(NamedTuple):
    """A fact of the case that the draft does not state, and why."""

    fact: str
    why: str


class Note(NamedTuple):
    """What a writer should know of a choice in the case file: the `id` it concerns, a stable `kind`, and the message.

    Kinds: gone (what it concerns is no longer there), unfit (a pinned form cannot say it), refused (what is required
    cannot be left out), outdated (the facts changed since the wording was made), unsealed (the wording keeps no mark of
    its facts), untraced (it holds a figure that nobody stated), unclear (the row cannot be followed). For those who do
    not read the case file, `which` tells the sentence by its first words, `plain` what is the matter, without any code.
    """

    id: str
    kind: str
    message: str
    which: str = ""
    plain: str = ""


class Draft(NamedTuple):
    """A report as it was composed: title, blocks in order, and what the case left open.

    `unstated` lists each fact that no sentence states, with the reason; `missing` the labels of required facts that the
    case lacks; `contradictions` typed figures that disagree with what they follow from; `notes` what
    became of the writer's own choices.
    """

    genre: str
    title: str
    seed: int
    blocks: tuple[Block, ...]
    unstated: tuple[Unstated, ...] = ()
    missing: tuple[Missing, ...] = ()
    contradictions: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()

    def characters(self) -> int:
        """How long the report is: characters of title, headings and paragraphs."""
        return len(self.title) + sum(len(block.text) for block in self.blocks if not isinstance(block, Table))
