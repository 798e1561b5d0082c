"""A duty answered: one of four words, and the ground for it.

The reader gains that nothing passes silently for right: what was looked at is named, what could not be looked at says
what it would need.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from drafter.reviewing.duty import Duty
from drafter.reviewing.value import CellText

if TYPE_CHECKING:
    from drafter.checking.finding import Finding
    from drafter.reviewing.dossier import Dossier

#: The four words.
GOOD, FAULT, NONE, UNKNOWN = "无问题", "有问题", "不适用", "无法核查"
STATES = (FAULT, UNKNOWN, GOOD, NONE)
#: How many places of a ground are told.
_TOLD = 3


class Fault(NamedTuple):
    """What is wrong: the place (file and cell, line or paragraph), the words as they stand, what is said of them, the
    sum in full; `finding` where a rule of the checks found it."""

    place: str
    quote: str
    message: str
    working: str = ""
    finding: Finding | None = None


class Answer(NamedTuple):
    """The answer to a duty."""

    duty: Duty
    state: str
    ground: str
    faults: tuple[Fault, ...] = ()


class Look:
    """One duty being looked into: what a law saw, found wrong, could not see."""

    def __init__(self, dossier: Dossier, duty: Duty) -> None:
        self.dossier, self.duty = dossier, duty
        self.faults: list[Fault] = []
        self.seen: list[str] = []
        self.skipped: list[str] = []
        self.lacking: list[str] = []

    def setting(self, name: str) -> Any:
        """A threshold or list of the duty: as the forms themselves state it under their tables, else as the place has
        it."""
        found = self.stated(name)
        return self.duty.settings[name] if found is None else Decimal(found[1])

    def stated(self, name: str) -> re.Match[str] | None:
        """The words of a note under a form that state a threshold (`stated` of the duty has patterns for them)."""
        patterns = self.duty.settings.get("stated")
        pattern = patterns.get(name) if isinstance(patterns, Mapping) else None
        found = (
            (re.search(pattern, re.sub(r"\s", "", note.text)) for note in self.dossier.notes) if pattern else iter(())
        )
        return next((match for match in found if match), None)

    def fault(self, cell: CellText, message: str, working: str = "", quote: str = "") -> None:
        """Something is wrong at a cell."""
        self.faults.append(Fault(cell.place, quote or cell.text, message, working))

    def saw(self, what: str) -> None:
        """Something was looked at, and is as it should be or is told as a fault."""
        self.seen.append(what)

    def skip(self, why: str) -> None:
        """The duty does not apply, and why."""
        self.skipped.append(why)

    def lack(self, what: str) -> None:
        """What would be needed to look."""
        self.lacking.append(what)

    def answer(self) -> Answer:
        """The answer that follows: a fault outweighs all, what was seen outweighs what was not."""
        if self.faults:
            unique = tuple(dict.fromkeys(self.faults))
            return Answer(self.duty, FAULT, "；".join(one.message for one in unique[:_TOLD]), unique)
        if self.seen:
            seen = list(dict.fromkeys(self.seen))
            more = f"等{len(seen)}处" if len(seen) > _TOLD else ""
            return Answer(self.duty, GOOD, f"看了{'；'.join(seen[:_TOLD])}{more}")
        if self.lacking:
            return Answer(self.duty, UNKNOWN, f"缺少{'；'.join(dict.fromkeys(self.lacking))}")
        if self.skipped:
            return Answer(self.duty, NONE, "；".join(dict.fromkeys(self.skipped)))
        wanted = self.duty.needs or f"{'、'.join(self.duty.papers)}里与这一条有关的内容"
        return Answer(self.duty, UNKNOWN, f"缺少{wanted}")
