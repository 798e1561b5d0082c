"""A case as the rules see it: its facts, and where each stands in the file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from drafter.checking.finding import Finding
from drafter.checking.registry import rows, rules
from drafter.facts.case import Case


class Facts:
    """A case with what findings need: `file`, the settings, and the place of each path."""

    def __init__(self, case: Case, file: str, settings: Mapping[str, Any] | None = None) -> None:
        self.case, self.file = case, file
        self.settings: Mapping[str, Any] = settings or {}

    def setting(self, code: str, name: str) -> Any:
        """A threshold of the rule `code`: the unit's own, else the program's."""
        own = self.settings.get("rules", {}).get(code, {})
        return own[name] if name in own else rows()[code][name]

    def finding(
        self, code: str, path: str, quote: str, message: str, *, claimed: str = "", computed: str = "",
        working: str = "", certain: bool = True, place: tuple[int, int] = (0, 0),
    ) -> Finding:  # fmt: skip
        """A finding on the fact at `path`."""
        known = rules()[code]
        return Finding(
            code, known.severity if certain else known.doubtful, self.file, *place, path, quote, claimed, computed,
            message, working,
        )  # fmt: skip
