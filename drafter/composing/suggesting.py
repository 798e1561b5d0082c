"""Suggesting: every problem that the facts of a case would support, with its ground and a measure that answers it.

Limits: a suggestion is told to the writer only; what stands in a report is for the writer to say.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from drafter.composing.engine import Engine
from drafter.composing.grounds import grounds
from drafter.composing.narrating import Narrator
from drafter.composing.proposals import proposals
from drafter.facts.case import Case
from drafter.phrasing.session import Session
from drafter.report.sentence import Part

#: More than a case can have.
_ALL = 1000


class Suggestion(NamedTuple):
    """A problem, the facts it rests on, and a measure, each as plain words."""

    problem: str
    ground: str
    measure: str


def suggest(engine: Engine, case: Case, seed: int = 0) -> list[Suggestion]:
    """What the facts of a case would support, the weightiest first."""
    unit, year = case.fact("unit.name"), case.fact("year")
    narrator = Narrator(Session(engine.bank, seed, unit, case.fact("unit.short"), year))
    found = proposals(grounds(case, narrator), narrator, _ALL)
    return [Suggestion(_words(one.problem), _words(one.ground.parts), _words(one.measure)) for one in found]


def _words(parts: Sequence[Part]) -> str:
    return "".join(part if isinstance(part, str) else part.text for part in parts)
