"""What a worker is given and what it hands back: plain values that travel between processes and machines."""

from __future__ import annotations

from typing import NamedTuple


class Recipe(NamedTuple):
    """What is made of each project: `formats` of drafts, the seed, the place, where outputs go, how many seconds one
    project may take, and `reviews`, the formats of the ledger of duties; `roster` names who should have
    handed in.
    """

    output: str
    formats: tuple[str, ...] = ("docx",)
    seed: int = 0
    place: str = ""
    seconds: int = 300
    reviews: tuple[str, ...] = ("html", "xlsx")
    roster: tuple[str, ...] = ()


class RunItem(NamedTuple):
    """One project of a run: its number in the ledger, its name, its files."""

    number: int
    name: str
    files: tuple[str, ...]


class ProjectFacts(NamedTuple):
    """What a project says of itself: money in 元 (exact decimals as text, "" where unknown), score and grade."""

    project: str = ""
    unit: str = ""
    year: int = 0
    budget: str = ""
    spent: str = ""
    score: str = ""
    grade: str = ""
    papers: str = ""


class Flaw(NamedTuple):
    """A finding of a check: the paper, its place, the rule, how grave, of which class, what is said."""

    file: str
    place: str
    code: str
    severity: str
    family: str
    message: str
    quote: str


class AnsweredDuty(NamedTuple):
    """A duty of the list of the place, answered."""

    number: int
    state: str
    kind: str
    light: str
    ground: str


class ToldParagraph(NamedTuple):
    """A paragraph of a report, for the search of sameness: where it stands, its words, what is left of them without
    names and figures, the sketch of that."""

    file: str
    place: str
    text: str
    bare: str
    sketch: bytes


class ProjectPart(NamedTuple):
    """One project among the papers of an item (a book may hold many): what it says of itself, its duties answered."""

    facts: ProjectFacts
    answers: tuple[AnsweredDuty, ...] = ()


class Outcome(NamedTuple):
    """What came of one item. `broken` names each file that could not be used, and why."""

    number: int
    parts: tuple[ProjectPart, ...] = ()
    broken: tuple[tuple[str, str], ...] = ()
    flaws: tuple[Flaw, ...] = ()
    told: tuple[ToldParagraph, ...] = ()
    outputs: tuple[str, ...] = ()
