"""The checks on four published reports (../shared/seeds, not part of the project; skipped where they are absent).

Invariants:
- everything that a careful reviewer found there is found, at the line and at least as grave as listed;
- no statement that is true is called wrong or doubtful;
- whatever else is found is listed with the reason why it holds, at most twelve a seed; what is listed is found.

The list is tests/data/seed_findings.toml.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import tomli
from conftest import SHARED

from drafter.checking.finding import SEVERITIES, Finding
from drafter.checking.registry import rules
from drafter.checking.run import check_reading
from drafter.reading.reader import read_file

LIST: dict[str, Any] = tomli.loads((Path(__file__).parent / "data" / "seed_findings.toml").read_text(encoding="utf-8"))
SEEDS = {path.name[:3]: path for path in sorted((SHARED / "seeds").glob("*.txt"))}
NAMES = sorted({row["seed"] for row in LIST["must"]})
MOST = 12

pytestmark = pytest.mark.skipif(not SEEDS, reason="the seeds are not here")


@cache
def found(seed: str) -> tuple[Finding, ...]:
    return tuple(check_reading(read_file(str(SEEDS[seed]))))


def grave(severity: str) -> int:
    return SEVERITIES.index(severity)


def overlaps(one: Finding, quote: str) -> bool:
    """Whether a finding marks some of these words; without words, whatever it marks."""
    start = one.context.find(quote)
    while start >= 0:
        if not quote or (one.start < start + len(quote) and start < max(one.end, one.start + 1)):
            return True
        start = one.context.find(quote, start + 1)
    return False


def fits(row: dict[str, Any], one: Finding) -> bool:
    """Whether a finding is the one that a row tells of."""
    return (
        (one.line in row["lines"] or not row["lines"])
        and (one.code in row["codes"] or not row["codes"])
        and overlaps(one, row.get("quote", ""))
    )


@pytest.mark.parametrize("row", LIST["must"], ids=lambda row: f"{row['seed']}-{row['lines']}-{row['what'][:30]}")
def test_what_must_be_found_is_found(row: dict[str, Any]) -> None:
    assert row["codes"] and set(row["codes"]) <= set(rules())
    hits = [one for one in found(row["seed"]) if fits(row, one)]
    assert hits
    for line in row["lines"]:
        on_line = [one for one in hits if one.line == line]
        assert on_line, line
        assert min(grave(one.severity) for one in on_line) <= grave(row["severity"])
        assert all(grave(one.severity) >= grave(row.get("most", "error")) for one in on_line)


@pytest.mark.parametrize("row", LIST["silent"], ids=lambda row: f"{row['seed']}-{row['lines'][0]}")
def test_what_is_true_stays_silent(row: dict[str, Any]) -> None:
    quote, codes = row.get("quote", ""), row.get("codes") or set(rules())
    assert quote == "" or any(quote in told for told in contexts(row["seed"]))
    for one in found(row["seed"]):
        if one.line in row["lines"] and one.code in codes and one.severity != "hint":
            assert not overlaps(one, quote), f"{one.code} {one.quote} {one.message}"


@cache
def contexts(seed: str) -> tuple[str, ...]:
    """The paragraphs as they are read, with folded blanks."""
    return tuple(getattr(block, "text", "") for block in read_file(str(SEEDS[seed])).draft.blocks)


@pytest.mark.parametrize("seed", NAMES)
def test_whatever_else_is_found_is_listed(seed: str) -> None:
    musts = [row for row in LIST["must"] if row["seed"] == seed]
    rest = [one for one in found(seed) if not any(fits(row, one) for row in musts)]
    allowed = Counter({(row["line"], row["code"]): row.get("count", 1) for row in rows(seed)})
    there = Counter((one.line, one.code) for one in rest)
    told = {f"{one.line} {one.code} {one.quote[:20]} {one.message}" for one in rest}
    assert there == allowed, told
    assert sum(allowed.values()) <= MOST


def rows(seed: str) -> list[dict[str, Any]]:
    return [row for row in LIST.get("allowed", ()) if row["seed"] == seed]


def test_every_further_finding_has_its_reason() -> None:
    for row in LIST.get("allowed", ()):
        assert len(row["why"]) > 10 and row["code"] in rules()
