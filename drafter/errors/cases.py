"""Faults of the values of a case, and of settings that are written like one."""

from __future__ import annotations

from collections.abc import Sequence

from drafter.errors.base import DrafterError, Place
from drafter.wording import Member, Wording, at, word


class CaseError(DrafterError):
    """A fault of one value of a case; `path` is where it stands in the case."""

    def __init__(self, place: Place, path: str, label: str | Wording) -> None:
        super().__init__()
        self.place, self.path, self.label = place, path, label

    def word(self, kind: str, **members: Member) -> Wording:
        """Its template; `at` is the path as a message names it."""
        return super().word(kind, at=at(self.path), **members)


class UnknownField(CaseError):
    """A key that its table does not have; `homes` are the tables that have it ("" for the top of the file)."""

    def __init__(self, place: Place, path: str | Wording, nearest: str, homes: Sequence[str] = ()) -> None:
        super().__init__(place, path if isinstance(path, str) else path.within("zh"), path)
        self.nearest, self.homes = nearest, tuple(homes)

    def said(self) -> Wording:
        """As the base says."""
        if self.homes:
            homes = tuple([home or word("errors.top") for home in self.homes[:3]])
            return self.word("home", name=self.path.split(".")[-1], homes=homes)
        return self.word("near" if self.nearest else "")


class WrongKind(CaseError):
    """A value of another kind than its field takes."""

    def __init__(self, place: Place, path: str, label: str | Wording, wanted: str | Wording) -> None:
        super().__init__(place, path, label)
        self.wanted = wanted


class BadFigure(CaseError):
    """A figure that cannot be read, and why."""

    def __init__(self, place: Place, path: str, label: str | Wording, text: str, why: str | Wording = "不是数") -> None:
        super().__init__(place, path, label)
        self.text, self.why = text, why


class NegativeFigure(CaseError):
    """A figure below zero where none can be."""

    def __init__(self, place: Place, path: str, label: str | Wording, text: str) -> None:
        super().__init__(place, path, label)
        self.text = text


class BadDate(CaseError):
    """A date that is none."""

    def __init__(self, place: Place, path: str, label: str | Wording, text: str) -> None:
        super().__init__(place, path, label)
        self.text = text


class BadText(CaseError):
    """A text that cannot stand there, and why."""

    def __init__(self, place: Place, path: str, label: str | Wording, why: str | Wording) -> None:
        super().__init__(place, path, label)
        self.why = why


class UnknownChoice(CaseError):
    """A word that is not among those to choose from; `nearest` is the one that was probably meant."""

    def __init__(
        self, place: Place, path: str, label: str | Wording, text: str, nearest: str, known: Sequence[str]
    ) -> None:
        super().__init__(place, path, label)
        self.text, self.nearest, self.known = text, nearest, tuple(known)

    def said(self) -> Wording:
        """As the base says."""
        return self.word("near") if self.nearest else self.word("", known=self.known[:12])


class BadSetting(CaseError):
    """A fault of one setting of a settings file; `path` is where it stands there."""

    def __init__(self, place: Place, path: str, why: str | Wording) -> None:
        super().__init__(place, path, path)
        self.why = why


class BadCheckSetting(BadSetting):
    """A fault of one setting of the checks (drafter.toml)."""


class BadBaseline(CaseError):
    """A fault of one row of a baseline of accepted findings."""

    def __init__(self, place: Place, path: str, why: str | Wording) -> None:
        super().__init__(place, path, path)
        self.why = why


class BadIndicator(CaseError):
    """An indicator that cannot be scored; `label` is its name, `why` says what is wrong and what to do."""

    def __init__(self, place: Place, path: str, label: str | Wording, why: str | Wording) -> None:
        super().__init__(place, path, label)
        self.why = why


class LabelForName(CaseError):
    """A Chinese label where the name of a choice belongs; `wanted` is the name."""

    def __init__(self, place: Place, path: str, label: str | Wording, text: str, wanted: str) -> None:
        super().__init__(place, path, label)
        self.text, self.wanted = text, wanted


class WrongBrackets(CaseError):
    """[x] for [[x]], or the reverse. `header` is how the table is called, `many` whether it may be repeated, `twin` the
    table of nearly the same name that may have been meant (projects for project)."""

    def __init__(self, place: Place, path: str, label: str | Wording, header: str, many: bool, twin: str) -> None:
        super().__init__(place, path, label)
        self.header, self.many, self.twin = header, many, twin

    def said(self) -> Wording:
        """As the base says."""
        return self.word(("many" if self.many else "one") + ("-twin" if self.twin else ""))


class MissingField(CaseError):
    """A field without which the case cannot even be read (the genre, the year, the kind of an event)."""


class BadCase(DrafterError):
    """One or more faults of a case: the first in full, the others counted."""

    def __init__(self, errors: Sequence[CaseError]) -> None:
        super().__init__()
        self.errors = tuple(sorted(errors, key=lambda e: (e.place.line, e.place.column) if e.place else (0, 0)))
        self.place = self.errors[0].place

    def said(self) -> Wording:
        """As the base says."""
        first, more = self.errors[0].said(), len(self.errors) - 1
        return word("errors.BadCase", first=first, more=more) if more else first


class BadTick(BadBaseline):
    """A fault of one row of what was ticked off in a comparison."""
