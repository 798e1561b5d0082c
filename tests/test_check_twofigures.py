"""One thing, two figures: in the prose, under a heading, in a table.

Invariants:
- None of the clean texts has a finding: amounts of other accounts, years, lots, projects and parts are other amounts.
- The same value is the same value in whatever unit and with however many decimals it is shown.
- Another value is found at its place, and names the line of the first.
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

DATA: dict[str, Any] = tomli.loads((Path(__file__).parent / "data" / "twofigures.toml").read_text(encoding="utf-8"))
CODES = {"two-figures", "heading-body", "table-text"}


def found(text: str, *codes: str) -> list[Finding]:
    return [one for one in check_text(text) if one.code in (codes or CODES)]


@pytest.mark.parametrize("text", [row["text"] for row in DATA["clean"]])
def test_clean_texts_are_left_alone(text: str) -> None:
    assert [(one.code, one.quote) for one in found(text)] == []


@pytest.mark.parametrize("row", DATA["wrong"], ids=lambda row: str(row["quote"]))
def test_wrong_texts_are_found(row: dict[str, str]) -> None:
    hits = [(one.code, one.severity, one.quote[:60]) for one in found(row["text"])]
    assert (row["code"], row["severity"], row["quote"]) in hits


def report(first: str, second: str) -> str:
    return (
        f"某某局2024年度部门整体支出绩效自评报告\n一、基本情况\n公务接待费支出{first}，压减明显。\n"
        f"二、自评情况\n2024年公务接待费支出{second}，控制在预算之内。"
    )


@pytest.mark.parametrize(
    ("first", "second", "wrong"),
    [
        ("3.20万元", "3.2万元", False),
        ("3.2万元", "32000元", False),
        ("3.2万元", "3.18万元", False),
        ("3.2万元", "2.3万元", True),
        ("32000元", "3.9万元", True),
        ("约3.2万元", "3.9万元", False),
    ],
)
def test_the_same_value_is_the_same_value(first: str, second: str, wrong: bool) -> None:
    hits = found(report(first, second), "two-figures")
    assert [one.quote for one in hits] == ([second] if wrong else [])
    assert all(one.computed == first and "第3行" in one.message for one in hits)


@given(first=st.integers(100, 9999), second=st.integers(100, 9999))
def test_another_value_is_found(first: int, second: int) -> None:
    shown = [f"{number / 100:.2f}万元" for number in (first, second)]
    assert bool(found(report(*shown), "two-figures")) == (abs(first - second) > 1)


def test_three_values_are_a_pattern() -> None:
    told = [f"{name}\n公务接待费支出{amount}.5万元。" for name, amount in (("一、甲", 1), ("二、乙", 2), ("三、丙", 3))]
    assert found("\n".join(told)) == []


def test_the_unit_of_a_table_stands_above_it() -> None:
    table = "项目支出情况表\n单位：万元\n项目名称\t预算数\t执行数\n道路养护工程\t80\t76.5\n路灯更换工程\t20\t19.8"
    assert found(f"2024年度自评报告\n道路养护工程支出765000元。\n{table}") == []
    (hit,) = found(f"2024年度自评报告\n道路养护工程支出67.5万元。\n{table}")
    assert (hit.code, hit.claimed, hit.computed, hit.severity) == ("table-text", "67.5万元", "76.5", "error")


def test_any_row_of_the_name_will_do() -> None:
    table = "项目名称\t预算数（万元）\t执行数（万元）\n综合工作经费\t80\t76.5\n综合工作经费\t20\t19.8\n其他费用\t1\t1"
    assert found(f"综合工作经费支出19.8万元。\n{table}", "table-text") == []
    assert [one.severity for one in found(f"综合工作经费支出18.9万元。\n{table}", "table-text")] == ["warning"]
