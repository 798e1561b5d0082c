"""One thing under two names.

Invariants:
- A report that calls itself one thing throughout is left alone, whatever it says of 我县 and 我单位 and in quotes.
- Characters that are mistaken for each other are found only in the same surroundings.
- Each odd word is said once.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from drafter.checking.finding import Finding
from drafter.checking.run import check_text
from drafter.language.lookup import Lookup

DATA: dict[str, Any] = tomli.loads((Path(__file__).parent / "data" / "names.toml").read_text(encoding="utf-8"))
CODES = {"self-name", "name-variant", "alias", "project-name"}


def found(text: str, *codes: str) -> list[Finding]:
    return [one for one in check_text(text) if one.code in (codes or CODES)]


@pytest.mark.parametrize("text", [row["text"] for row in DATA["clean"]])
def test_clean_texts_are_left_alone(text: str) -> None:
    assert [(one.code, one.quote) for one in found(text)] == []


@pytest.mark.parametrize("row", DATA["wrong"], ids=lambda row: str(row["quote"]))
def test_wrong_texts_are_found(row: dict[str, str]) -> None:
    hits = [(one.code, one.severity, one.quote[:60]) for one in found(row["text"])]
    assert (row["code"], row["severity"], row["quote"]) in hits


@given(own=st.sampled_from(["局", "办", "委", "院", "镇"]), times=st.integers(2, 6))
def test_the_majority_is_the_unit(own: str, times: int) -> None:
    text = f"我{own}负责有关工作。" * times
    assert found(text + "我单位、我县和本部门均无此类情况。", "self-name") == []
    other = "办" if own == "局" else "局"
    hits = found(text + f"我{other}无车辆。我{other}无设备。" * (times >= 4), "self-name")
    assert [one.quote for one in hits] == ([f"我{other}"] if times >= 4 else [])


def test_words_that_look_like_a_unit() -> None:
    assert found("我局负责。我局承办。我局组织。我会努力，我所在的岗位，我部分认同，自我院校。", "self-name") == []


def test_names_told_apart_on_purpose() -> None:
    assert found("印发《东片区河道保洁工作方案》《西片区河道保洁工作方案》《2023年河道保洁工作方案》。") == []


def test_a_rare_spelling_is_held_against_the_usual_one() -> None:
    (hit,) = found("清理新北坨河。巡查新北沱河两岸。治理新北沱河流域。", "name-variant")
    assert (hit.claimed, hit.computed) == ("新北坨河", "新北沱河")


def test_lookup_takes_the_longest_name() -> None:
    names = ["公厕管护", "公厕管护项目", "农村公厕管护（二期）"]
    text = "农村公厕管护(二期)和公厕管护项目、公厕管护"
    assert [name for _, _, name in Lookup(names).find(text)] == [names[2], names[1], names[0]]


@given(names=st.lists(st.text("甲乙丙丁", min_size=1, max_size=4), max_size=6), text=st.text("甲乙丙丁戊", max_size=30))
def test_lookup_finds_what_is_there(names: list[str], text: str) -> None:
    hits = list(Lookup(names).find(text))
    assert all(text[start:end] == name and name in names for start, end, name in hits)
    assert bool(hits) == any(name in text for name in names)
