"""Lines that go on with a finding by its number: 2的原因：…, 4：走访率81.25%.

Limits: numbers count the findings in their order.
"""

from __future__ import annotations

import re

from drafter.importing.proposal import Proposal
from drafter.language.marks import fold

_REFERRED = re.compile(
    r"(?:第|问题)?(?P<number>\d{1,2})(?:号|个)?(?:的)?(?P<why>原因)?(?:也)?(?:要写(?:上)?|补充|再补)?：(?P<rest>.+)"
)


class Coded:
    """The findings of a proposal by the numbers that they have in their order."""

    def __init__(self, proposal: Proposal) -> None:
        self.proposal = proposal

    def referred(self, text: str) -> bool:
        """Read a line that goes on with a finding by its number (4：走访率81.25%); False where it names none."""
        match = _REFERRED.fullmatch(fold(text))
        rows = self.proposal.get("findings") or []
        if match is None or not 0 < int(match["number"]) <= len(rows):
            return False
        at = int(match["number"]) - 1
        rest = text[match.start("rest") :].strip("。；， ")
        rows[at].setdefault("notes", []).append(f"原因：{rest}" if match["why"] else rest)
        self.proposal.trace(f"findings[{at}].notes[{len(rows[at]['notes']) - 1}]", text)
        return True
