"""Length and register: how much a draft says around its facts, and how elevated its words are.

The reader gains a report of the length that is asked for without a fact being dropped: shorter or fuller forms are
drawn, openings and details come or go, the facts stay. Plain and formal drafts draw from the forms marked so.

Limits: facts set a floor and the bank a ceiling; a target beyond them is met as nearly as they allow.
"""

from __future__ import annotations

from typing import NamedTuple

from drafter.phrasing.bank import Form

#: The words of `--length` and what they mean on the scale of :class:`Tone`.
LENGTHS = {"short": -1.0, "normal": 0.0, "full": 1.0}
REGISTERS = ("plain", "formal")


class Tone(NamedTuple):
    """`length` runs from -1 (shortest forms, nothing optional) to 1 (fullest); `register` is "", plain or formal."""

    length: float = 0.0
    register: str = ""

    @property
    def neutral(self) -> bool:
        """Whether no form is preferred to another."""
        return not self.length and not self.register

    def bias(self, form: Form) -> int:
        """How much this tone holds against a form, in the units of its wear (a use before counts 3)."""
        bias = -round(self.length * form.size / 2) if self.length else 0
        if self.register and form.register:
            bias += -4 if form.register == self.register else 12
        return bias

    def admits(self, least: str) -> bool:
        """Whether something optional is told: "" always, "normal" unless the draft is short, "full" in full drafts."""
        return not least or self.length >= (0.5 if least == "full" else -0.5)
