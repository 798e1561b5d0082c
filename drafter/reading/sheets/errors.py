"""What can be wrong with a workbook, each as a class whose members make the message."""

from __future__ import annotations

from collections.abc import Sequence

from drafter.errors import DrafterError, Place
from drafter.wording import Wording


class BrokenBook(DrafterError):
    """A file that is no workbook, or a damaged one; `why` says what was met."""

    def __init__(self, file: str, why: str | Wording) -> None:
        super().__init__()
        self.place, self.why = Place(file), why


class DangerousBook(DrafterError):
    """A workbook that no office makes: far too large when unpacked, or with cells at the end of the world."""

    def __init__(self, file: str, why: str | Wording) -> None:
        super().__init__()
        self.place, self.why = Place(file), why


class NothingInBook(DrafterError):
    """A workbook in which no form was found; `heads` are its words that might be heads."""

    def __init__(self, file: str, heads: Sequence[str]) -> None:
        super().__init__()
        self.place, self.heads = Place(file), tuple(heads)

    def said(self) -> Wording:
        """As the base says."""
        return self.word("heads", heads=self.heads[:8]) if self.heads else self.word("")


class ManyProjects(DrafterError):
    """Several projects where one case was asked for."""

    def __init__(self, file: str, count: int) -> None:
        super().__init__()
        self.place, self.count = Place(file), count


class BadLayout(DrafterError):
    """A file of layouts that cannot be used; `why` says what of it."""

    def __init__(self, file: str, line: int, why: str | Wording) -> None:
        super().__init__()
        self.place, self.why = Place(file, line), why


class BadMapping(DrafterError):
    """A head mapped to something that there is not; `known` are the meanings."""

    def __init__(self, given: str, known: Sequence[str]) -> None:
        super().__init__()
        self.given, self.known = given, tuple(known)
