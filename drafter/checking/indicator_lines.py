"""The indicators of a case as rules see them, its place, and findings that name the cell a fact came from.

Limits: a case that names no place has none; then the rules of systems are silent.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from drafter.checking.facts import Facts
from drafter.checking.finding import Finding
from drafter.facts.fact import Fact, Row
from drafter.places.place import Locality, load
from drafter.wording import Wording, word


class IndicatorLine(NamedTuple):
    """One indicator: its row, its name as messages give it."""

    row: Row
    name: str

    def fact(self, key: str) -> Fact | None:
        """What the row holds under a key, None where it holds no single fact."""
        found = self.row.get(key)
        return found if isinstance(found, Fact) else None

    def number(self, key: str) -> Decimal | None:
        """The number under a key, None where there is none."""
        found = self.fact(key)
        return found.number if found is not None else None

    def path(self, key: str) -> str:
        """Where a key of the row stands in the case."""
        return f"{self.row.path}.{key}"


def place_of(facts: Facts) -> Locality | None:
    """The place that a case is for; None where it names none."""
    named = facts.case.fact("place")
    return load(named.text) if named is not None else None


def lines(facts: Facts, cancelled: bool = False) -> Iterator[IndicatorLine]:
    """The indicators of a case; those that were cancelled only where they are asked for."""
    found = facts.case.values.get("indicators")
    for row in found if isinstance(found, tuple) else ():
        if isinstance(row, Row) and row.values:
            line = IndicatorLine(row, str(row.get("name") or row.path))
            gone = line.fact("cancelled")
            if (gone is not None and gone.text == "是") is cancelled:
                yield line


def cell_of(facts: Facts, path: str) -> str:
    """The cell that a fact was read from, "" where it was read from none."""
    return facts.case.origin(path) or facts.case.origin(f"{path}[0]") or facts.case.origin(f"{path}.name")


def told(facts: Facts, code: str, path: str, quote: str, what: Wording, todo: Wording) -> Finding:
    """A finding with the cell that it is about, and what to do."""
    cell = cell_of(facts, path)
    said = (
        word("shared.todo-cell", what=what, todo=todo, cell=cell) if cell else word("shared.todo", what=what, todo=todo)
    )
    return facts.finding(code, path, quote, said)


def sent_back(
    facts: Facts, code: str, line: IndicatorLine, key: str, what: Wording, todo: Wording, blank: str = ""
) -> Finding:
    """A finding on an indicator for which the system sends a form back; `key` is what of it, "" for the row; `blank` is
    what is missing: its empty cell is named, where the indicator was read from a form."""
    fact = line.fact(key) if key else None
    path = line.path(key) if fact is not None else line.row.path
    if blank and facts.case.origin(line.path(blank)):
        path = line.path(blank)
    quote = fact.text if fact is not None else line.name
    return told(facts, code, path, quote, word("shared.sent-back", name=line.name, what=what), todo)


def score_of(facts: Facts, line: IndicatorLine) -> Decimal | None:
    """The score of an indicator, typed or reckoned."""
    fact = line.fact("score") or facts.case.fact(line.path("score"))
    return fact.number if fact is not None else None


def weight_of(facts: Facts, line: IndicatorLine) -> Decimal | None:
    """The points that an indicator is worth, typed or reckoned; None where nothing says so."""
    fact = line.fact("weight") or facts.case.fact(line.path("weight"))
    return fact.number if fact is not None else None


def worded(line: IndicatorLine) -> bool:
    """Whether an indicator is judged in words."""
    kind, target = line.fact("kind"), line.fact("target")
    if kind is not None:
        return kind.text == "定性"
    return target is not None and target.number is None
