"""What is wrong with a case text: every fault gathered with its line, and the word that was probably meant.

The writer of a case gains one list of all there is to mend, each with the place to mend it.

Limits: this gathers; what is a fault is for those to say who read the values.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from drafter.errors import CaseError, LabelForName, Place, UnknownChoice
from drafter.facts.fields import Schema

if TYPE_CHECKING:
    from drafter.files.locate import Places


class Unreadable(Exception):
    """The value at hand was reported and has no fact."""


class Faults:
    """The faults of one text; `schema` says what may stand in it."""

    def __init__(self, text: str, file: str, schema: Schema) -> None:
        self.text, self.file, self.schema = text, file, schema
        self.errors: list[CaseError] = []
        self._places: Places | None = None

    def place(self, path: str) -> Place:
        """Line and column of the value at `path` (or of the nearest value above it)."""
        if self._places is None:
            from drafter.files.locate import Places

            self._places = Places(self.text)
        return Place(self.file, *self._places.at(path))

    def refuse(self, error: CaseError) -> Unreadable:
        """Take a fault; to be raised by whoever cannot go on with the value."""
        self.errors.append(error)
        return Unreadable()

    def nearest(self, word: str, known: Sequence[str], alike: float = 0.5) -> str:
        """The known word that was probably meant, "" where there is none."""
        from difflib import get_close_matches

        return next(iter(get_close_matches(word, known, 1, alike)), "")

    def choose(self, at: str, path: str, label: str, text: str, labels: Mapping[str, str]) -> CaseError:
        """A word that is no name of a choice; `labels` are the names there are by what they are called in Chinese."""
        place, names = self.place(at), tuple(labels.values())
        if text in labels:
            return LabelForName(place, path, label, text, labels[text])
        near = self.nearest(text, names)
        if not near and text:
            alike = [one for one in labels if text in one] or list(labels)
            close = self.nearest(text, alike) or (alike[0] if len(alike) < len(labels) else "")
            near = f"{labels[close]}（{close}）" if close else ""
        return UnknownChoice(place, path, label, text, near, names)
