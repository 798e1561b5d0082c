"""Proposals: problems and measures that the program suggests where the writer states none.

The writer gains sections that are not empty and problems that can be checked, since each names its ground; the reader
gains that no fault is confessed that no fact supports.

Limits: three at most, of the most specific grounds; thresholds are data (`rules/lexicon/problems.toml`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from drafter.composing.grounds import Ground
from drafter.composing.narrating import Narrator
from drafter.composing.relations import Relation
from drafter.language.lexicon import words
from drafter.report.sentence import Part


class ProblemProposal(NamedTuple):
    """A problem with what it rests on, and the measure that answers it, each as parts without their marks."""

    ground: Ground
    problem: tuple[Part, ...]
    measure: tuple[Part, ...]


def fitting(found: Sequence[Ground]) -> Iterator[Ground]:
    """The grounds that weigh enough to be proposed."""
    bounds = words("problems")["proposed"]
    for one in found:
        percent = 100 - 100 * one.weight
        if one.kind == "goal" or (one.kind in ("fund", "project") and percent < bounds[one.kind]):
            yield one


def proposals(found: Sequence[Ground], narrator: Narrator, most: int = 0) -> list[ProblemProposal]:
    """What is proposed on some grounds, at most `most` (the bound of the data where it is 0)."""
    most = most or words("problems")["proposed"]["most"]
    done = []
    for ground in list(fitting(found))[:most]:
        narrator.owner = f"proposed.{ground.name.path}"
        roles: dict[str, object] = {"name": ground.name}
        answered = {**roles, **({"reason": ground.reason} if ground.reason is not None else {})}
        if ground.gap is not None and ground.kind != "project":
            answered["gap"] = ground.gap
        idle = {"idle": True} if ground.kind == "project" and ground.weight >= 1 else {}
        problem = narrator.say(Relation(f"proposed.{ground.kind}.problem", {**roles, **idle}, 0))
        measure = narrator.say(Relation(f"proposed.{ground.kind}.measure", answered, 0))
        done.append(ProblemProposal(ground, tuple(problem), tuple(measure)))
    return done
