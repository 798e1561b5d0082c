"""The year of a report, and its dates.

Invariants:
- Every day of the calendar is possible, no other is (property).
- A comparison with the year before, a plan for the next one, a year in a project's name are left alone.
- A report on a whole year is signed after it, whatever the numerals; other reports may be signed when they like.
"""

from __future__ import annotations

from calendar import monthrange
from pathlib import Path
from typing import Any

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from drafter.checking.finding import Finding
from drafter.checking.page import Page
from drafter.checking.run import check_text
from drafter.reading.reader import read_text

DATA: dict[str, Any] = tomli.loads((Path(__file__).parent / "data" / "years.toml").read_text(encoding="utf-8"))
CODES = {
    "base-year",
    "stale-year",
    "fiscal-period",
    "signed-early",
    "after-signature",
    "impossible-date",
    "period-order",
}


def found(text: str, *codes: str) -> list[Finding]:
    return [one for one in check_text(text) if one.code in (codes or CODES)]


@pytest.mark.parametrize("text", [row["text"] for row in DATA["clean"]])
def test_clean_texts_are_left_alone(text: str) -> None:
    assert [(one.code, one.quote) for one in found(text)] == []


@pytest.mark.parametrize("row", DATA["wrong"], ids=lambda row: str(row["quote"]))
def test_wrong_texts_are_found(row: dict[str, str]) -> None:
    hits = [(one.code, one.severity, one.quote[:60]) for one in found(row["text"])]
    assert (row["code"], row["severity"], row["quote"]) in hits


@given(year=st.integers(2000, 2040), month=st.integers(0, 14), day=st.integers(1, 33))
def test_every_day_of_the_calendar_is_possible(year: int, month: int, day: int) -> None:
    possible = 0 < month <= 12 and day <= monthrange(year, month)[1]
    assert bool(found(f"会议于{year}年{month}月{day}日召开。", "impossible-date")) == (not possible)


@given(year=st.integers(2010, 2030), base=st.integers(2005, 2035))
def test_a_report_is_compared_with_the_year_before(year: int, base: int) -> None:
    text = f"某某局{year}年度部门决算公开说明\n与{base}年度相比，支出增加12.5万元，增长3.2%。"
    hits = found(text, "base-year")
    wanted = {year: ["error"], year - 2: ["warning"]}.get(base, [])
    assert [one.severity for one in hits] == wanted
    assert all(one.computed == f"{year - 1}年" for one in hits)


@pytest.mark.parametrize(
    ("title", "date", "severity"),
    [
        ("某某局2023年度部门整体支出绩效自评报告", "2023年4月16日", "error"),
        ("某某局2023年度部门整体支出绩效自评报告", "2023年12月20日", "warning"),
        ("某某局2023年度部门整体支出绩效自评报告", "2024年1月16日", ""),
        ("某某局2023年度部门整体支出绩效自评报告", "二〇二三年四月十六日", "error"),
        ("某某局2023年工作总结", "2023年12月25日", ""),
        ("某某局2023年工作总结及2024年工作计划", "2023年12月25日", ""),
        ("某某局2023年上半年工作总结", "2023年7月2日", ""),
        ("某某局2023年预算绩效运行监控报告", "2023年8月2日", ""),
        ("某某局2023年预算绩效评价整改情况报告", "2023年8月2日", ""),
        ("某某局2023年部门预算说明", "2023年2月2日", ""),
    ],
)
def test_a_report_on_a_year_is_signed_after_it(title: str, date: str, severity: str) -> None:
    hits = found(f"{title}\n一、概况\n本局职责不变。\n某某局\n{date}", "signed-early")
    assert [one.severity for one in hits] == ([severity] if severity else [])


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("某某局2023年工作总结及2024年工作计划", 2023),
        ("某某县2023年预算执行情况和2024年预算草案报告", 2023),
        ("某某局2021—2023年专项资金绩效报告", 0),
        ("某某局关于2023年度绩效自评的报告", 2023),
        ("某某局绩效自评报告", 0),
    ],
)
def test_the_year_of_a_title(title: str, year: int) -> None:
    assert Page(read_text(f"{title}\n一、概况\n本局职责不变。")).report_year.titled == year


def test_a_wrong_signature_is_one_finding() -> None:
    text = "某某局2023年度部门整体支出绩效自评报告\n一、概况\n2023年11月2日召开了会议。\n某某局\n2023年4月16日"
    assert [one.code for one in found(text)] == ["signed-early"]
