"""A text as the rules see it: what it says, the settings that hold for it, and the place where findings are made."""

from __future__ import annotations

from typing import Any

from drafter.checking.finding import Finding, filled
from drafter.checking.registry import rows, rules
from drafter.claims.analysed import AnalysedText
from drafter.claims.text import Stretch
from drafter.language.figures import coarser
from drafter.wording import Member, Wording, word


class Page(AnalysedText):
    """An analysed text under the settings of a unit."""

    def setting(self, code: str, name: str) -> Any:
        """A threshold of the rule `code`: the unit's own, else the program's."""
        own = self.settings.get("rules", {}).get(code, {})
        return own[name] if name in own else rows()[code][name]

    def at(self, line: int) -> Wording:
        """A line (or paragraph, or page) of the text as messages name it."""
        return word("shared.at", line=line, unit=self.unit)

    def finding(
        self, code: str, stretch: Stretch, start: int, end: int, said: str | Wording, /, *,
        claimed: str = "", computed: str = "", working: str | Wording = "", certain: bool = True, severity: str = "",
        **members: Member,
    ) -> Finding:  # fmt: skip
        """A finding on the characters `start` to `end` of a stretch; its severity is that of the rule, the doubtful one
        where it is not `certain`, or `severity`. `said` is a template by name (``counts.few``), filled with `members`,
        `claimed` and `computed`; or one that is filled already."""
        known = rules()[code]
        if isinstance(working, str) and (nearly := coarser(claimed, computed)):
            working = f"{working or computed} ≈ {nearly}"
        line, column = self.reading.place(stretch.passage, start)
        return Finding(
            code, severity or (known.severity if certain else known.doubtful), self.file, line, column, None,
            stretch.text[start:end], claimed, computed, filled(said, claimed, computed, members), working,
            stretch.text, start, end,
            stretch.section, stretch.block, stretch.passage.origin(start),
            self.reading.source.unit,
        )  # fmt: skip
