"""Golden drafts that a person has read whole.

Invariant: the text of each example case at seed 0 is the text that was read. When a change of the bank is meant to
change it, read the new one aloud and write it anew: `python tests/test_golden.py`.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import CASES, ROOT

import drafter

GOLDEN = ROOT / "tests" / "golden"


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_golden(path: Path) -> None:
    text = drafter.to_text(drafter.compose(drafter.load_case(path)))
    assert text == (GOLDEN / f"{path.stem}.txt").read_text("utf-8")


if __name__ == "__main__":
    for case in CASES:
        text = drafter.to_text(drafter.compose(drafter.load_case(case)))
        (GOLDEN / f"{case.stem}.txt").write_text(text, "utf-8")
