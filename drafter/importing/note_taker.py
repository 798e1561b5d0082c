"""What takes the rows of a pasted table: the reader of notes, as those who read tables know it."""

from __future__ import annotations

from typing import Protocol

from drafter.importing.fields import FieldFiller
from drafter.importing.proposal import Proposal


class NoteTaker(Protocol):
    """What takes the rows: the genre, the proposal they go to, and what reads a row as a note."""

    @property
    def genre(self) -> str:
        """The genre that is filled."""

    @property
    def proposal(self) -> Proposal:
        """What was understood so far."""

    @property
    def filler(self) -> FieldFiller:
        """What puts values into the proposal."""

    def note(self, text: str) -> None:
        """Take a note."""

    def finding(self, problem: str, done: str, status: str, text: str) -> None:
        """Take a finding: the problem, what was done about it, how far it is."""
