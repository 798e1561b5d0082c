"""Where something stands, and the base of all faults that a user can mend."""

from __future__ import annotations

from typing import NamedTuple

from drafter.wording import Member, Wording, templates, word


class Place(NamedTuple):
    """Where something stands: a file, and a line and column in it counted from 1 (0: not known)."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        if not self.line:
            return self.file
        return f"{self.file}:{self.line}:{self.column}" if self.column else f"{self.file}:{self.line}"


#: Characters of a message: more would be no line.
_LONGEST = 800


class DrafterError(Exception):
    """Base of all faults a user can mend. `str()` is one line in the user's language; `place` says where."""

    place: Place | None = None

    def __init__(self) -> None:
        super().__init__()

    def said(self) -> Wording:
        """What is wrong and what to do: the template of the class (``rules/errors.toml``), filled with its members."""
        return self.word("")

    def word(self, kind: str, **members: Member) -> Wording:
        """A template of the class (or of the one that it is a case of), of that kind where it has several, filled with
        its members and with others."""
        held = {name: one for name, one in vars(self).items() if name != "place" and isinstance(one, (str, int, tuple))}
        names = [f"{one.__name__}-{kind}" if kind else one.__name__ for one in type(self).__mro__]
        known = templates("errors")
        name = next((one for one in names if one in known), names[0])
        return word(f"errors.{name}", **{**held, **members})

    def message(self) -> str:
        """What is wrong and what to do, in the user's language, without the place."""
        return str(self.said())

    def __str__(self) -> str:
        # A value or a file name may hold a line break or a terminal's control codes; the promise is one plain line.
        text = " ".join(self.message().split())
        if len(text) > _LONGEST:
            # What was typed is quoted in the message, and may be a whole book.
            text = f"{text[: _LONGEST // 2]}……{text[-_LONGEST // 2 :]}"
        text = f"{self.place}: {text}" if self.place else text
        # Surrogates stand for bytes of a file name; whoever prints them turns them back.
        return "".join([c if c.isprintable() or "\udc80" <= c <= "\udcff" else " " for c in text])


class AtFile(DrafterError):
    """A fault of a file as a whole."""

    def __init__(self, file: str) -> None:
        super().__init__()
        self.place = Place(file)
