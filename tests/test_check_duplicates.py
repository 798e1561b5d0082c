"""Things told twice, and what is told of all against what is told of each.

Invariants:
- Projects with names or amounts of their own are left alone; the same name and amounts in one section are found once.
- The total of n projects is silent when it is their budgets' sum or their spending's, found when it is neither.
- The claimed number of projects is silent when as many are told (property).
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

DATA: dict[str, Any] = tomli.loads((Path(__file__).parent / "data" / "duplicates.toml").read_text(encoding="utf-8"))
CODES = {"duplicate-item", "duplicate-name", "listed-count", "listed-total"}


def found(text: str, *codes: str) -> list[Finding]:
    return [one for one in check_text(text) if one.code in (codes or CODES)]


@pytest.mark.parametrize("text", [row["text"] for row in DATA["clean"]])
def test_clean_texts_are_left_alone(text: str) -> None:
    assert [(one.code, one.quote) for one in found(text)] == []


@pytest.mark.parametrize("row", DATA["wrong"], ids=lambda row: str(row["quote"]))
def test_wrong_texts_are_found(row: dict[str, str]) -> None:
    hits = [(one.code, one.severity, one.quote[:60]) for one in found(row["text"])]
    assert (row["code"], row["severity"], row["quote"]) in hits


NAMES = ["道路养护", "路灯更换", "公厕管护", "河道保洁", "绿化管护", "桥梁维修", "垃圾清运", "防汛物资"]


def report(amounts: list[tuple[int, int]], claim: str) -> str:
    told = "\n".join(
        f"{name}项目全年预算{budget}万元，支出{spent}万元。"
        for name, (budget, spent) in zip(NAMES, amounts, strict=False)
    )
    return f"2024年度绩效自评报告\n一、总体情况\n{claim}\n二、逐项情况\n{told}"


AMOUNTS = st.lists(st.tuples(st.integers(10, 900), st.integers(10, 900)), min_size=4, max_size=8)


@given(amounts=AMOUNTS, spent=st.booleans())
def test_a_total_is_what_the_projects_sum_to(amounts: list[tuple[int, int]], spent: bool) -> None:
    total = sum(amount[spent] for amount in amounts)
    word = "支出总额" if spent else "预算总额"
    assert found(report(amounts, f"本年度自评项目共{len(amounts)}个，项目{word}{total}万元。")) == []
    wrong = found(report(amounts, f"本年度自评项目共{len(amounts)}个，项目{word}{total + 17}万元。"))
    assert [(one.code, one.severity, one.computed) for one in wrong] == [("listed-total", "error", f"{total}万元")]


@given(amounts=AMOUNTS)
def test_one_project_more_than_claimed_is_found(amounts: list[tuple[int, int]]) -> None:
    hits = found(report(amounts, f"本年度自评项目共{len(amounts) - 1}个。"), "listed-count")
    assert [one.computed for one in hits] == [f"{len(amounts)}个"]


def test_few_of_many_are_no_contradiction() -> None:
    assert found(report([(50, 48), (30, 29), (12, 11)], "本年度自评项目共36个，其中重点项目如下。")) == []


def test_the_same_paragraph_in_another_section_is_no_duplicate() -> None:
    one = "道路养护项目全年预算50万元，支出48万元。"
    assert found(f"一、甲镇\n{one}\n二、乙镇\n{one}", "duplicate-item") == []
    assert len(found(f"一、甲镇\n{one}\n路灯项目预算3万元，支出3万元。\n{one}", "duplicate-item")) == 1


def test_what_is_pasted_twice_is_named_in_the_message() -> None:
    (hit,) = found(report([(50, 48), (30, 29), (12, 11), (9, 8)], "自评项目共3个。"), "listed-count")
    assert hit.claimed == "3个" and hit.computed == "4个" and "逐项情况" in hit.message
