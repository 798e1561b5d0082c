"""What the reading is able to do, in wordings, domains and layouts of its own, some right and some wrong. What holds:

- what is wrong is found by its rule at the words that are wrong;
- what is right in the same form is silent: no error and no warning.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import tomli

from drafter.checking.run import check_text

DATA = tomli.loads((Path(__file__).parent / "data" / "abilities.toml").read_text(encoding="utf-8"))["ability"]
TITLE = "蓼河县水务局2025年度工作情况\n\n"
ROWS = [(one["name"], text, said) for one in DATA for text, said in one["texts"]]


@pytest.mark.parametrize(("name", "text", "said"), ROWS, ids=lambda one: str(one)[:40])
def test_an_ability_holds(name: str, text: str, said: str) -> None:
    found = {(one.code, one.quote) for one in check_text(TITLE + text, "x.md") if one.severity != "hint"}
    assert found == ({tuple(said.split("|", 1))} if said else set())
