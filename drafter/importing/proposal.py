"""A case in the making: what was found in notes, where each of it came from, and what found no place.

The writer gains that nothing typed is dropped: what no field takes is kept as a note under the nearest heading, and
what was placed can be traced to its line.

Limits: values are kept as the words that were typed; whether they are right is for the case to say when it is read.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from drafter.files.values import RawTable
from drafter.language.lexicon import words

#: Where words that no field takes are kept, by genre.
KEPT = {
    "project-self-evaluation": "fund.notes",
    "department-self-evaluation": "unit.notes",
    "township-summary": "effects_duty",
    "rectification": "summary",
    "goal-declaration": "management",
    "monitoring": "fund.notes",
}


def kept_in(genre: str) -> str:
    """Where words that no field takes are kept; that of a genre which nothing is known of is with the money."""
    return KEPT.get(genre, "fund.notes")


def told_in(genre: str) -> str:
    """Where what a genre tells under no label goes: what was done, or what the data say."""
    return str(words("labels")["homes"].get(genre) or kept_in(genre))


class Origin(NamedTuple):
    """Where a value of the case came from: its `path`, the number of the line (from 1), the words, the place it is
    taken from (a file, or a sheet and cell; "" for the one text read)."""

    path: str
    line: int
    words: str
    source: str = ""


class Unplaced(NamedTuple):
    """Words that no field took, with their line and where they are kept ("" where they are told nowhere), and the place
    they are taken from, as in :class:`Origin`."""

    line: int
    words: str
    kept: str
    source: str = ""


class Proposal:
    """Values by path, rows in their order; `origins` and `unplaced` say how it came about."""

    def __init__(self) -> None:
        self.genre = ""
        self.guessed = False
        self.data: RawTable = {}
        self.origins: list[Origin] = []
        self.unplaced: list[Unplaced] = []
        #: What a clerk says to himself or to the writer: no fact, kept as comments of the case.
        self.asides: list[Unplaced] = []
        self.line = 0
        self.source = ""
        #: The cells of a form that were left empty, by the path of what would stand there.
        self.blanks: dict[str, str] = {}

    def table(self, path: str) -> RawTable:
        """The table at a dotted path, made where it is not there yet."""
        at = self.data
        for key in path.split(".") if path else ():
            at = at.setdefault(key, {})
        return at

    def get(self, path: str) -> Any:
        """The value at a dotted path, or None."""
        at: object = self.data
        for key in path.split("."):
            at = at.get(key) if isinstance(at, dict) else None
        return at

    def put(self, path: str, value: object, words: str = "") -> bool:
        """Set a value that is not set yet; False where another one stands there."""
        head, _, key = path.rpartition(".")
        table = self.table(head)
        if key in table and table[key] != value:
            return False
        table[key] = value
        self.trace(path, words or str(value))
        return True

    def put_last(self, path: str, value: str, words: str = "") -> None:
        """Set a value of last year that is not set yet."""
        table = self.data.setdefault("last_year", {})
        if path not in table:
            table[path] = value
            self.trace(f"last_year.{path}", words or value)

    def add(self, path: str, value: Any, words: str = "") -> str:
        """Put a value behind the others of a list; answers its path."""
        head, _, key = path.rpartition(".")
        many = self.table(head).setdefault(key, [])
        many.append(value)
        at = f"{path}[{len(many) - 1}]"
        self.trace(at, words or (value if isinstance(value, str) else ""))
        return at

    def rows(self, path: str) -> list[RawTable]:
        """The rows at a path."""
        head, _, key = path.rpartition(".")
        found = self.table(head).setdefault(key, [])
        assert isinstance(found, list)
        return found

    def withdraw(self, path: str) -> bool:
        """Take a value that its field refuses out of the case; its words go to the notes. False where there is none."""
        at: Any = self.data
        keys: list[object] = [int(key) if key.isdigit() else key for key in re.split(r"[.\[\]]+", path) if key]
        for key in keys[:-1]:
            try:
                at = at[key]
            except (KeyError, IndexError, TypeError):
                return False
        try:
            value = at.pop(keys[-1])
        except (KeyError, IndexError, TypeError):
            return False
        if isinstance(value, dict):
            value = [one for one in value.values() if isinstance(one, (str, int))]
        words = (
            value if isinstance(value, str) else "、".join(map(str, value)) if isinstance(value, list) else str(value)
        )
        home = kept_in(self.genre)
        self.add(home, words, words)
        self.unplaced.append(Unplaced(self._line(path), words, home))
        return True

    def _line(self, path: str) -> int:
        return next((one.line for one in self.origins if path.startswith(one.path) or one.path.startswith(path)), 0)

    def trace(self, path: str, words: str) -> None:
        """Remember where a value came from."""
        if words:
            self.origins.append(Origin(path, self.line, words, self.source))

    def aside(self, words: str) -> None:
        """Remember words that are no fact of the report."""
        self.asides.append(Unplaced(self.line, words, ""))

    def leave(self, words: str, kept: str = "") -> None:
        """Remember words that no field took."""
        self.unplaced.append(Unplaced(self.line, words, kept, self.source))
