"""The indicators of a case as they were scored: a row each, and what follows from all of them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from drafter.errors import CaseError
from drafter.facts.contradiction import Contradiction
from drafter.facts.derive import Derivation
from drafter.facts.fact import Fact, Row


class Scored(NamedTuple):
    """One row: its level, weight and score where they are known, whether it was reached, whether it went far beyond its
    target, the word for a qualitative result, and the labels of what is due and absent."""

    row: Row
    name: str
    level1: str
    weight: Fact
    score: Fact | None
    reached: bool | None
    over: bool
    word: str
    lacks: tuple[str, ...]


class Scores(NamedTuple):
    """All rows of a case, the figures that follow from them by path, what is wrong with them, and the weights."""

    rows: tuple[Scored, ...]
    derived: Mapping[str, Derivation]
    errors: tuple[CaseError, ...]
    contradictions: tuple[Contradiction, ...]
    execution_weight: Decimal
    total_weight: Decimal
    #: Below this execution rate (%) a reason is due.
    least_rate: Decimal
