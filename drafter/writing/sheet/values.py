"""Values of a form as a sheet takes them, and which columns hold what."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from drafter.facts.fact import Fact

#: Keys of an indicator by the meaning of a column.
KEYS = {"indicator_code": "code", "progress_value": "progress", "project_name": "name", "project_code": "code",
        "fund_source": "source", "task_plan": "plan"}  # fmt: skip
POINTS = frozenset(("weight", "score", "deduction", "review_score"))
MONEY = frozenset(("initial", "budget", "spent", "progress", "outlook", "balance", "added", "planned"))
RATES = frozenset(("rate", "progress_rate", "outlook_rate"))
WIDE = {"name": 20.0, "target": 16.0, "actual": 18.0, "reason": 36.0, "description": 28.0, "project_name": 30.0,
         "measure": 24.0, "section": 18.0, "department": 18.0, "implementer": 18.0, "level2": 18.0,
         "task_plan": 28.0, "done": 28.0}  # fmt: skip


def number_of(fact: Fact | None) -> Decimal | None:
    """The number of a fact, None where it has none."""
    return fact.number if fact is not None else None


def points_of(fact: Fact | None) -> Decimal | None:
    """Points as they stand on the page: what is reckoned is rounded there."""
    if fact is None or fact.number is None:
        return None
    return Decimal(fact.text.removesuffix("分")) if fact.derived else fact.number


def share_of(number: Decimal) -> Decimal:
    """A rate in % as a share with four decimals, as the sheet shows it."""
    return (number / 100).quantize(Decimal("0.0001"))


def place_of(columns: Sequence[str], meaning: str) -> int:
    """Where a column that is not always there goes: behind what it belongs to."""
    behind = {"indicator_code": "level2", "initial_target": "name", "term_target": "name",
              "deduction": "weight", "description": "score",
              "weight": "target", "initial": "project_name", "balance": "rate", "department": "section",
              "implementer": "section", "project_code": "section", "category": "project_name", "nature": "project_name",
              "fund_source": "project_name",
              "task_plan": "project_name", "done": "rate", "start": "project_name", "end": "project_name"}  # fmt: skip
    before = behind.get(meaning)
    return columns.index(before) + 1 if before in columns else len(columns)
