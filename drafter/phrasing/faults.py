"""The faults of a bank as they are found, until there are as many as anybody will read."""

from __future__ import annotations

from drafter.errors import BadBank, DataFault, Place

#: Faults after which no more are looked for: whoever has so many mends these first.
_ENOUGH = 100


class Enough(Exception):
    """There are as many faults as anybody will read."""


class BankFaults:
    """The faults found so far; called with a place and what is wrong there, it takes one more."""

    def __init__(self) -> None:
        self.found: list[DataFault] = []

    def __call__(self, place: Place, what: str) -> None:
        """Take a fault. Raises Enough with the hundredth."""
        self.found.append(DataFault(place, what))
        if len(self.found) >= _ENOUGH:
            raise Enough()

    def refuse(self) -> None:
        """Raises BadBank with all of them, in the order of the files, if there are any."""
        if self.found:
            raise BadBank(
                sorted(self.found, key=lambda one: (one.place.file, one.place.line) if one.place else ("", 0))
            )
