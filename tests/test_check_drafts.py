"""The checks on our own drafts: eight cases, seeds 0 to 19.

Invariants:
- a draft has no finding but those that its case deserves (tests/data/draft_findings.toml), whatever the seed;
- what a case deserves is found in its drafts;
- Markdown and text of one draft get the same findings.

Limits: a finding that is deserved is known by its case, its code and the words it marks.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import tomli
from conftest import CASES

import drafter
from drafter.checking.finding import Finding
from drafter.checking.run import check_text

DESERVED: list[dict[str, Any]] = tomli.loads(
    (Path(__file__).parent / "data" / "draft_findings.toml").read_text(encoding="utf-8")
).get("deserved", [])
SEEDS = range(20)


def deserved(case: str, one: Finding) -> list[int]:
    """The rows that a finding on a draft of a case answers to."""
    return [
        number
        for number, row in enumerate(DESERVED)
        if row["case"] == case and row["code"] == one.code and any(quote in one.quote for quote in row["quotes"])
    ]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_draft_has_only_what_its_case_deserves(path: Path) -> None:
    case = drafter.load_case(path)
    met: set[int] = set()
    wrong: dict[tuple[str, str, str], list[int]] = {}
    for seed in SEEDS:
        for one in check_text(drafter.to_text(drafter.compose(case, seed))):
            rows = deserved(path.stem, one)
            met.update(rows)
            if not rows:
                wrong.setdefault((one.code, one.quote, one.message), []).append(seed)
    assert wrong == {}
    assert met == {number for number, row in enumerate(DESERVED) if row["case"] == path.stem}


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_markdown_gets_the_findings_of_the_text(path: Path) -> None:
    draft = drafter.compose(drafter.load_case(path))
    plain, marked = (check_text(write(draft)) for write in (drafter.to_text, drafter.to_markdown))
    assert [(one.code, one.quote) for one in plain] == [(one.code, one.quote) for one in marked]


def test_every_row_has_its_reason() -> None:
    for row in DESERVED:
        assert len(row["why"]) > 10 and row["quotes"]
