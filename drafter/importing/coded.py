"""Lines that go on with a finding by its number: 2的原因：…, 4：走访率81.25%.

Limits: numbers count the findings in their order.
"""

from __future__ import annotations

import re

from drafter.importing.lines import statements
from drafter.importing.problem_titles import deeds
from drafter.importing.proposal import Proposal
from drafter.language.amounts import amounts
from drafter.language.lexicon import words
from drafter.language.marks import fold, split

_REFERRED = re.compile(
    r"(?:第|问题)?(?P<number>\d{1,2})(?:号|个)?(?:的)?(?P<why>原因)?(?:也)?(?:要写(?:上)?|补充|再补)?：(?P<rest>.+)"
)


def led(done: str) -> tuple[str, str, str]:
    """The status that what was done opens with (已完成。3月21日…), the words that say it, and the rest."""
    folded = fold(done)
    low, high = next(split(folded, 0, len(folded), "，。；"))
    said = done[low:high].strip()
    status = next((name for name, marks in words("notes")["stated"].items() if said in marks), "")
    return (status, said, done[high + 1 :].strip()) if status else ("", "", done)


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
        for index, one in enumerate(statements(rest)):
            key = "notes" if match["why"] or not self._of_problem(one, at) else "found"
            said = deeds(f"原因：{one}" if match["why"] and not index else one)
            rows[at].setdefault(key, []).append(said)
            self.proposal.trace(f"findings[{at}].{key}[{len(rows[at][key]) - 1}]", text)
        return True

    def _of_problem(self, text: str, at: int) -> bool:
        """Whether a statement goes on counting what the problem counts: 4笔里1笔… beside 4笔3.27万元."""
        row = self.proposal.rows("findings")[at]
        counted = next(iter(amounts(fold(text))), None)
        if counted is None or counted.start > 0 or not counted.unit:
            return False
        head = fold(text)[: counted.end]
        return any(head in fold(str(one)) for one in (row["title"], *row.get("found", [])))
