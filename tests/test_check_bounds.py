"""What cannot be more than something else, what there is only one number of, and what comes first.

Invariants:
- Each wrong paragraph is found by the rule it breaks, at the words that are wrong (tests/data/bounds.toml).
- What is explained (carried over, beyond a plan, another year, another project) is left alone.
- A part above its whole is found whatever the figures are, one at or below it never (property).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from drafter.checking.run import check_text

DATA: dict[str, Any] = tomli.loads((Path(__file__).parent / "data" / "bounds.toml").read_text(encoding="utf-8"))
CODES = {row["code"] for row in DATA["wrong"]}


@pytest.mark.parametrize("text", DATA["clean"])
def test_what_is_explained_is_left_alone(text: str) -> None:
    assert [(one.code, one.quote) for one in check_text(text) if one.code in CODES] == []


@pytest.mark.parametrize("row", DATA["wrong"], ids=lambda row: f"{row['code']}-{row['quote']}")
def test_what_cannot_be_is_found(row: dict[str, str]) -> None:
    hits = [one.quote for one in check_text(row["text"]) if one.code == row["code"]]
    assert row["quote"] in hits


@given(st.integers(1, 9000), st.integers(1, 9000))
def test_a_part_above_its_whole(whole: int, part: int) -> None:
    text = f"公用经费支出{whole}.50万元，其中维修费{part}.50万元。"
    assert bool([one for one in check_text(text) if one.code == "part-whole"]) == (part > whole)


@given(st.integers(1, 900), st.integers(1, 900))
def test_more_done_than_there_was(found: int, done: int) -> None:
    text = f"全年巡查发现问题{found}个，已整改{done}个。"
    assert bool([one for one in check_text(text) if one.code == "done-total"]) == (done > found)
