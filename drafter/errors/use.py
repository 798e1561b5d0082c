"""Faults of data files, of options and of the place a command runs in."""

from __future__ import annotations

from collections.abc import Sequence

from drafter.errors.base import AtFile, DrafterError, Place
from drafter.wording import Wording, own


class Garbled(AtFile):
    """A text whose characters are not those that were meant: it was saved in another encoding than it was read in."""


class NeedsOutput(DrafterError):
    """A format of bytes that cannot go to a screen."""

    def __init__(self, shape: str) -> None:
        super().__init__()
        self.shape = shape


class OnlyForWord(DrafterError):
    """An option that says something of Word documents, with another format."""

    def __init__(self, option: str) -> None:
        super().__init__()
        self.option = option


class OnlyInWord(AtFile):
    """Findings asked for as comments in a file that is no .docx, or in several files at once."""


class BadDay(DrafterError):
    """A day that an option cannot be read as."""

    def __init__(self, option: str, text: str) -> None:
        super().__init__()
        self.option, self.text = option, text


class DataFault(DrafterError):
    """One fault of a phrase bank, a template or another data file of the program."""

    def __init__(self, place: Place, what: str | Wording) -> None:
        super().__init__()
        self.place, self.what = place, what

    def said(self) -> Wording:
        """What is wrong, as whoever found it says."""
        return self.what if isinstance(self.what, Wording) else own(self.what)


class BadBank(DrafterError):
    """Everything that is wrong with the data files, reported together, a line each."""

    def __init__(self, faults: Sequence[DataFault]) -> None:
        super().__init__()
        self.faults = tuple(faults)

    def said(self) -> Wording:
        """All faults in one line."""
        return own("；".join(str(fault) for fault in self.faults))

    def __str__(self) -> str:
        return "\n".join(str(fault) for fault in self.faults)


class UnknownEnding(DrafterError):
    """`known` are the formats to choose from, or with `only` the one ending that the file can have."""

    def __init__(self, file: str, ending: str, known: Sequence[str], only: str = "") -> None:
        super().__init__()
        self.place, self.ending, self.known, self.only = Place(file), ending, tuple(known), only

    def said(self) -> Wording:
        """As the base says."""
        return self.word("only" if self.only else "")


class UnknownTone(DrafterError):
    """A setting of the tone that there is not."""

    def __init__(self, what: str, given: str, known: Sequence[str]) -> None:
        super().__init__()
        self.what, self.given, self.known = what, given, tuple(known)


class UnknownName(DrafterError):
    """A name given on the command line that nothing here has; `known` are the names to choose from."""

    def __init__(self, what: str, text: str, nearest: str, known: Sequence[str]) -> None:
        super().__init__()
        self.what, self.text, self.nearest, self.known = what, text, nearest, tuple(known)

    def said(self) -> Wording:
        """As the base says."""
        return self.word("near") if self.nearest else self.word("", known=self.known[:12])


class MissingGenre(DrafterError):
    """`drafter new` without saying what."""

    def __init__(self, known: Sequence[str]) -> None:
        super().__init__()
        self.known = tuple(known)


class TooManyCases(DrafterError):
    """`drafter new` told both what kind of case to make and from which to make it."""


class NothingToCheck(DrafterError):
    """`drafter check` without a file."""


class NoForm(AtFile):
    """A case of a kind that fills no form."""


class NothingToImport(DrafterError):
    """`drafter import` without a file."""


class EditRefused(DrafterError):
    """An edit that would not leave the case file as it was meant to be."""

    def __init__(self, file: str, path: str) -> None:
        super().__init__()
        self.place, self.path = Place(file), path


class ChangedOnDisk(AtFile):
    """The case file was changed by others since it was read."""


class NoTerminal(DrafterError):
    """The terminal interface asked for where there is none."""


class OpenToNetwork(DrafterError):
    """The interface asked to listen where others can reach it."""

    def __init__(self, host: str) -> None:
        super().__init__()
        self.host = host


class PortTaken(DrafterError):
    """A port that another program answers on."""

    def __init__(self, port: int) -> None:
        super().__init__()
        self.port = port


class CannotListen(DrafterError):
    """An address or a port that this machine does not give."""

    def __init__(self, host: str, port: int, why: str) -> None:
        super().__init__()
        self.host, self.port, self.why = host, port, why


class MissingExtra(DrafterError):
    """A command whose optional packages are not installed."""

    def __init__(self, what: str, extra: str) -> None:
        super().__init__()
        self.what, self.extra = what, extra


class OneYearMore(DrafterError):
    """A comparison of three years in a format that shows two texts only."""


class UnknownNumber(DrafterError):
    """A number that nothing in a list has, or that is to be kept and dropped at once."""

    def __init__(self, file: str, number: int, count: int) -> None:
        super().__init__()
        self.file, self.number, self.count = file, number, count

    def said(self) -> Wording:
        """As the base says."""
        return self.word("" if self.count else "none")
