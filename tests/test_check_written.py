"""The checks on texts of six kinds written by people who did not know the rules (tests/data/written).

Invariants:
- of the planted errors all are found but those named here, each on its line with the figure it should be;
- nothing is claimed of texts that are right, nor elsewhere in those that hold an error.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest
import tomli
from conftest import ROOT

from drafter.checking.finding import Finding
from drafter.checking.run import check_reading
from drafter.reading.reader import read_text

FOLDER = ROOT / "tests" / "data" / "written"
#: What is not found: a reason that came over from another project's report, told by sense alone.
MISSED = {("scoretables", "20.md")}


@cache
def texts(name: str) -> list[dict[str, Any]]:
    data: list[dict[str, Any]] = tomli.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))["text"]
    return data


ROWS = [(path.stem, row["file"]) for path in sorted(FOLDER.glob("*.toml")) for row in texts(path.stem)]


def several(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value]


def plain(text: str) -> str:
    """Without spaces, commas and the noughts behind the last decimal."""
    text = "".join(text.replace(",", "").split())
    return re.sub(r"(\.\d*?)0+(?!\d)", lambda found: found[1].rstrip("."), text)


def holds(said: str, words: str) -> bool:
    """Whether words are said; a figure whole, not as part of another."""
    sought = re.escape(plain(words))
    return re.search(rf"(?<![\d.]){sought}(?![\d])" if words[0].isdigit() else sought, said) is not None


def meets(finding: Finding, asked: Mapping[str, Any]) -> bool:
    said = "\n".join(map(plain, (finding.quote, finding.message, finding.working, finding.claimed, finding.computed)))
    return (
        ("near_line" not in asked or finding.line in several(asked["near_line"]))
        and ("severity" not in asked or finding.severity in several(asked["severity"]))
        and all(holds(said, words) for words in several(asked.get("quote_has", [])))
        and ("any_of" not in asked or any(holds(said, words) for words in several(asked["any_of"])))
    )


@pytest.mark.parametrize(("name", "file"), ROWS)
def test_what_was_planted_is_found_and_nothing_else(name: str, file: str) -> None:
    row = next(row for row in texts(name) if row["file"] == file)
    found = [one for one in check_reading(read_text(row["text"], file)) if one.severity in ("error", "warning")]
    if "must" not in row:
        assert [(one.code, one.quote) for one in found] == []
        return
    hits = [any(meets(one, asked) for one in found) for asked in row["must"]]
    assert all(hits) is ((name, file) not in MISSED), (row["what"], [(one.code, one.quote) for one in found])
    false = [one for one in found if any(meets(one, asked) for asked in row.get("must_not", ()))]
    false += [one for one in found if one.severity == "error" and not any(meets(one, asked) for asked in row["must"])]
    assert [(one.code, one.quote) for one in false] == []
