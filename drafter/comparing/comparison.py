"""What a comparison found: pairs of sentences, the marks inside them, what looks forgotten.

The reader gains one frozen value that the screen, the page and the JSON are all made of, so that their counts agree.

Limits: a pair holds numbers of units; the units stand in the two sides.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from drafter.comparing.compared_text import Unit
from drafter.comparing.segments import Segment

if TYPE_CHECKING:
    from drafter.comparing.done import Done

Kind: TypeAlias = Literal["same", "figures", "wording", "added", "dropped"]
Level: TypeAlias = Literal["certain", "likely", "look"]
Minor: TypeAlias = Literal["", "years", "numbering", "width", "own"]
KINDS: tuple[Kind, ...] = ("same", "figures", "wording", "added", "dropped")
LEVELS: tuple[Level, ...] = ("certain", "likely", "look")


class Stale(NamedTuple):
    """Something forgotten: the words `quote`, which stand at `start` of the new sentences of the pair (-1: they stand
    in the old ones), `why` in one sentence, how sure it is, and what `sort` it is of: year, date, figure, ordinal
    (第六期), prior (上年数), boilerplate or promise."""

    quote: str
    why: str
    level: Level
    sort: str
    start: int


class Change(NamedTuple):
    """A fact of the cases that changed: its path and label, the words on either side ("" where it is not stated)."""

    fact: str
    label: str
    old: str
    new: str


class SentencePair(NamedTuple):
    """Sentences `old` that became sentences `new` (numbers of units; empty where added or dropped).

    `moved`: out of the order of last year. `segments` joined without the inserted ones give the old sentences, without
    the deleted ones the new. `minor` says why a difference needs no look: years (nothing but the years moved on, as
    they should), numbering (nothing but the number it opens with differs, 三是 became 四是), width (nothing but the
    width of marks and digits) or own (the program's own wording: the same facts said by another form of the phrase
    bank).
    """

    old: tuple[int, ...]
    new: tuple[int, ...]
    kind: Kind
    moved: bool
    segments: tuple[Segment, ...]
    stale: tuple[Stale, ...] = ()
    facts: tuple[Change, ...] = ()
    minor: Minor = ""


class ComparedSide(NamedTuple):
    """One side: what it is called, the year that it reports on (0: not known), its units, what of its file was not read
    (a line in Chinese each), and what its places are counted in (行, 段 or 页)."""

    name: str
    year: int
    units: tuple[Unit, ...]
    remarks: tuple[str, ...] = ()
    counted: str = "行"


class ChangeCounts(NamedTuple):
    """How many pairs there are of each kind, how many moved, and how many things look forgotten."""

    same: int
    figures: int
    wording: int
    moved: int
    added: int
    dropped: int
    stale: int


class Comparison:
    """`pairs` in the order of the new text, what was dropped standing where it stood; `facts` that changed anywhere.

    `before` compares the old text with that of the year before it; `ticked` holds what was looked at and let stand,
    which no longer stands in the pairs.
    """

    __slots__ = ("__dict__", "before", "facts", "new", "old", "pairs", "ticked")

    def __init__(
        self, old: ComparedSide, new: ComparedSide, pairs: tuple[SentencePair, ...], facts: tuple[Change, ...] = (),
        before: Comparison | None = None, ticked: tuple[tuple[SentencePair, Stale, Done], ...] = (),
    ) -> None:  # fmt: skip
        self.old, self.new, self.pairs, self.facts = old, new, pairs, facts
        self.before, self.ticked = before, ticked

    @cached_property
    def summary(self) -> ChangeCounts:
        """How many pairs there are of each kind, moved, and with what was not brought up to date."""
        counts = Counter(pair.kind for pair in self.pairs)
        moved = sum(pair.moved for pair in self.pairs)
        stale = sum(len(pair.stale) for pair in self.pairs)
        return ChangeCounts(
            counts["same"], counts["figures"], counts["wording"], moved, counts["added"], counts["dropped"], stale
        )

    @property
    def same(self) -> bool:
        """Whether the two texts say the same in the same order."""
        return all(pair.kind == "same" and not pair.moved for pair in self.pairs)

    @cached_property
    def marked(self) -> float:
        """The share of both texts that is marked as deleted or inserted, from 0 to 1."""
        total = sum(len(unit.text) for text in (self.old, self.new) for unit in text.units)
        marks = sum(len(words) for pair in self.pairs for tag, words in pair.segments if tag != "equal")
        return marks / total if total else 0.0
