"""What the reading is able to do, in wordings, domains and layouts of its own, some right and some wrong. What holds:

- what is wrong is found by its rule at the words that are wrong, and nothing else is said of it;
- what is right in the same form is silent: no error and no warning;
- in texts with a title of their own a slip is found where it stands, and a true text is silent.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import tomli

from drafter.checking.run import check_text

FOLDER = Path(__file__).parent / "data"
DATA = tomli.loads((FOLDER / "abilities.toml").read_text(encoding="utf-8"))["ability"]
SLIPS = tomli.loads((FOLDER / "slips.toml").read_text(encoding="utf-8"))["text"]
TITLE = "蓼河县水务局2025年度工作情况\n\n"
ROWS = [(one["name"], text, said) for one in DATA for text, said in one["texts"]]


def found(text: str) -> set[tuple[str, str]]:
    return {(one.code, one.quote) for one in check_text(text, "x.md") if one.severity != "hint"}


@pytest.mark.parametrize(("name", "text", "said"), ROWS, ids=lambda one: str(one)[:40])
def test_an_ability_holds(name: str, text: str, said: str) -> None:
    assert found(TITLE + text) == ({tuple(said.split("|", 1))} if said else set())


@pytest.mark.parametrize("row", SLIPS, ids=lambda row: row["said"] or row["text"][:20])
def test_a_slip_is_found_where_it_stands(row: dict[str, str]) -> None:
    said = found(row["text"].strip())
    assert tuple(row["said"].split("|", 1)) in said if row["said"] else not said
