"""What the checks read on texts of offices (budgets, accounts, bulletins). What holds:

- a noun that only looks like a rise or a fall, a row of a table, a definition, a code of an account: no finding;
- each wrong text is found by its rule at the words that are wrong;
- what is right in the same form is silent: no error and no warning;
- a phrase of the lexicon is right as it stands, and each mistaken spelling of it is found (property over the lexicon).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import tomli

from drafter.checking.rules.wording.phrases import _index
from drafter.checking.run import check_text

DATA: dict[str, Any] = tomli.loads((Path(__file__).parent / "data" / "readings.toml").read_text(encoding="utf-8"))


def spoken(text: str) -> list[tuple[str, str]]:
    return [(one.code, one.quote) for one in check_text(text) if one.severity != "hint"]


@pytest.mark.parametrize("row", DATA["wrong"], ids=lambda row: f"{row['code']} {row['quote']}")
def test_what_is_wrong_is_found(row: dict[str, str]) -> None:
    assert (row["code"], row["quote"]) in spoken(row["text"].strip())


@pytest.mark.parametrize("row", DATA["right"], ids=lambda row: row["kind"])
def test_what_is_right_is_silent(row: dict[str, str]) -> None:
    assert spoken(row["text"].strip()) == []


@pytest.mark.parametrize("row", DATA["quiet"], ids=lambda row: row["kind"])
def test_no_finding_of_a_kind_at_all(row: dict[str, Any]) -> None:
    assert [one for one in check_text(row["text"].strip()) if one.code in row["codes"]] == []


def test_every_phrase_is_right_and_every_slip_is_found() -> None:
    _, spellings, _ = _index()
    phrases = sorted({phrase.text for phrase in spellings.values()})
    assert [one for one in check_text("。\n".join(phrases) + "。") if one.code == "set-phrase"] == []
    slips = [(wrong, phrase.text) for wrong, phrase in spellings.items() if wrong not in phrases]
    lines = [f"事项：{wrong}。" for wrong, _ in slips]
    told: set[int] = set()
    for start in range(0, len(lines), 100):
        page = "\n".join(lines[start : start + 100])
        told |= {start + one.line for one in check_text(page) if one.code == "set-phrase"}
    assert [pair for number, pair in enumerate(slips, 1) if number not in told] == []
