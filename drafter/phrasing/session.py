"""What one draft remembers while it is made: what was named, what the writer pinned, how draws fall.

The reader gains the same text whenever the case and the seed are the same, like facts told alike, and words that stay
where one did not touch them: a draw is a function of the seed and of what kind of thing is said, never of what was said
before, of a place in a list or of the unit's name.

Limits: a session serves one draft and is thrown away; it is the only thing here that changes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from zlib import crc32

from drafter.facts.fact import Fact
from drafter.phrasing.bank import Bank, Form
from drafter.phrasing.style import Tone
from drafter.phrasing.text import Text
from drafter.report.sentence import Part

_NONE: Mapping[str, str] = {}


class Session:
    """The memory of one draft. `unit` is the fact that names the unit in full, `short` how it is called afterwards."""

    __slots__ = (
        "bank",
        "introduced",
        "pins",
        "reworded",
        "seed",
        "short",
        "start",
        "tone",
        "tried",
        "unit",
        "unsaid",
        "year",
        "year_said",
    )

    def __init__(self, bank: Bank, seed: int, unit: Fact | None, short: Fact | None, year: Fact | None) -> None:
        self.bank, self.seed = bank, seed
        self.start = (seed * 0x9E3779B1 ^ seed >> 32) & 0xFFFFFFFF
        self.unit, self.short, self.year = unit, short, year
        self.introduced = False
        self.year_said = False
        self.tone = Tone()
        # The writer's choices: pinned forms by identity, and whether each was found; the sentence that a clause belongs
        # to because it was reworded, with its new wording.
        self.pins: Mapping[str, str] = _NONE
        self.tried: dict[str, bool] = {}
        self.reworded: dict[str, tuple[str, str]] = {}
        #: Why a fact could not be stated, by its path.
        self.unsaid: dict[str, str] = {}

    # -- draws ----------------------------------------------------------------------------------------------------
    def draw(self, key: bytes) -> int:
        """A number from 0 to 2³²-1 that depends on the seed and `key` alone, the same on every platform."""
        # CRC is linear: two seeds would order the same keys alike, so the result is mixed once more.
        mixed = crc32(key, self.start) * 0x85EBCA6B & 0xFFFFFFFF
        mixed = (mixed ^ mixed >> 13) * 0xC2B2AE35 & 0xFFFFFFFF
        return mixed ^ mixed >> 16

    def pick(self, key: str, count: int) -> int:
        """An index under `count`; the first under seed 0, whose words are those that the bank puts first."""
        return self.draw(key.encode()) % count if self.seed else 0

    def pinned(self, identity: str, forms: Sequence[Form]) -> Form | None:
        """The form that the writer pinned to `identity`, if it is among `forms`."""
        name = self.pins.get(identity)
        if name is None:
            return None
        found = next((form for form in forms if form.name == name), None)
        self.tried[identity] = found is not None
        return found

    def lot(self, salt: int, form: Form) -> int:
        """The lot of one form among others under one draw: cheap, and different for every form and salt; under seed 0
        all lots are equal, so that the first form is taken."""
        if not self.seed:
            return 0
        mixed = (salt ^ form.odd) * form.odd & 0xFFFFFFFF
        return (mixed ^ mixed >> 15) * 0x2C1B3C6D & 0xFFFFFFFF

    def held(self, form: Form) -> int:
        """How much this draft's length and register hold against a form."""
        return 0 if self.tone.neutral else self.tone.bias(form)

    def new_section(self) -> None:
        """A new section names the year again."""
        self.year_said = False

    # -- referring ------------------------------------------------------------------------------------------------
    def refer_unit(self) -> list[Part]:
        """The unit: its full name with （以下简称…） once, its short name afterwards."""
        if self.unit is None:
            return []
        if self.introduced:
            return [self.short or self.unit]
        self.introduced = True
        if self.short is None or self.short.text == self.unit.text:
            return [self.unit]
        return [self.unit, "（以下简称“", self.short, "”）"]

    def refer(self, role: str) -> Part | Text:
        """How the year or the unit is called at this point of the draft."""
        return Text(self.refer_unit()) if role == "unit" else self.refer_year()

    def recall(self, before: tuple[bool, bool], text: str) -> None:
        """A sentence gave way to the writer's wording `text`: unit and year count as named only where it names them."""
        introduced, year_said = before
        self.introduced = introduced or (self.unit is not None and self.unit.text in text)
        self.year_said = year_said or (self.year is not None and self.year.text in text)

    def refer_year(self) -> Part:
        """The year once in a section, then 全年."""
        if self.year_said or self.year is None:
            return "全年"
        self.year_said = True
        return self.year
