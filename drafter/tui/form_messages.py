"""What a form tells of: each thing that a key or the mouse did to it, as a value.

Limits: a message is heard within the key that made it (:class:`Hearer`), so that keys which come in a burst (a paste, a
slow line, an input method) are acted on in their order.
"""

from __future__ import annotations

from typing import NamedTuple, Protocol, TypeAlias

from drafter.editing.entries import Entry


class Typed(NamedTuple):
    """The text at `path` is another."""

    path: str
    text: str


class Moved(NamedTuple):
    """Another entry is in focus; `before` was."""

    path: str
    before: str


class Entered(NamedTuple):
    """Enter on what is not typed into: a list, a row, a field of fixed choices."""

    entry: Entry


class Pasted(NamedTuple):
    """Several lines or cells were pasted; `before` and `after` stand around the cursor where there is one."""

    entry: Entry
    text: str
    before: str
    after: str


class Beyond(NamedTuple):
    """A step past the first (-1) or the last entry (1)."""

    step: int


class Parted(NamedTuple):
    """Enter in a line: what stands behind the cursor begins the next one."""

    entry: Entry
    before: str
    after: str


class Joined(NamedTuple):
    """A line grew onto the one before (-1) or the one behind it took its place in it (1)."""

    entry: Entry
    step: int


class SectionAsked(NamedTuple):
    """Section number `number`, from 1, was asked for by its number."""

    number: int


FormMessage: TypeAlias = "Typed | Moved | Entered | Pasted | Beyond | Parted | Joined | SectionAsked"


class Hearer(Protocol):
    """Who decides what becomes of it."""

    def hear(self, message: FormMessage) -> None: ...
