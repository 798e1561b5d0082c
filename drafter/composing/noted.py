"""The notes of a case, wherever they stand."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.facts.fact import Event, Row
from drafter.facts.tables import NOTE


def noted(value: object) -> Iterator[Event]:
    """The notes in a value of a case, rows and their rows included, in order."""
    if isinstance(value, Row):
        for one in value.values.values():
            yield from noted(one)
    elif isinstance(value, tuple):
        for one in value:
            yield from noted(one)
    elif isinstance(value, Event) and value.kind == NOTE:
        yield value
