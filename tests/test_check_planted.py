"""Whole reports with one error planted: a copying slip in one place of a text that is right everywhere else.

Invariants:
- The three reports as they are have no finding of the rules on consistency, names and years.
- Each planted error is found by its rule, and nothing else is found by the others.

The reports and the slips are tests/data/planted.toml.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import tomli

from drafter.checking.finding import Finding
from drafter.checking.registry import rows
from drafter.checking.run import check_text

DATA: dict[str, Any] = tomli.loads((Path(__file__).parent / "data" / "planted.toml").read_text(encoding="utf-8"))
MODULES = {
    "listed", "duplicates", "counts", "points", "years", "dates", "names", "aliases", "twofigures", "tablefigures",
}  # fmt: skip
CODES = {
    code
    for module in MODULES
    for code in tomli.loads(
        (Path(__file__).parent.parent / "rules" / "text" / f"{module}.toml").read_text(encoding="utf-8")
    )["rule"]
}


def found(text: str) -> list[Finding]:
    return [one for one in check_text(text) if one.code in CODES]


@pytest.mark.parametrize("name", DATA["documents"])
def test_the_reports_as_they_are(name: str) -> None:
    assert [(one.code, one.quote) for one in found(DATA["documents"][name])] == []


@pytest.mark.parametrize("row", DATA["planted"], ids=lambda row: f"{row['code']}-{row['quote'][:12]}")
def test_planted_errors_are_found(row: dict[str, str]) -> None:
    text = DATA["documents"][row["document"]]
    assert text.count(row["old"]) >= 1
    hits = [(one.code, one.severity, one.quote[:40]) for one in found(text.replace(row["old"], row["new"], 1))]
    assert (row["code"], row["severity"], row["quote"]) in hits
    assert len(hits) <= 2


def test_every_rule_is_known() -> None:
    assert set(rows()) >= CODES
