"""Figures read out of running Chinese.

Invariants:
- A figure has its value in plain units, its unit, and half a unit of its last decimal.
- Document numbers, telephone numbers, dates, clauses, ranges and names with digits are no figures.
- Reading ends, in time linear in the text, whatever the text.
"""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.language.figures import numerals, tokens


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("预算116万元", [("1160000", "元", "money", False)]),
        ("预算116.万元", [("1160000", "元", "money", False)]),
        ("1.2亿元、1,234.5元", [("120000000", "元", "money", False), ("1234.5", "元", "money", False)]),
        ("91.50%，提高2个百分点", [("91.50", "%", "rate", False), ("2", "个百分点", "rate", False)]),
        ("3.6万份", [("36000", "份", "count", False)]),
        ("1400余场次，约300人", [("1400", "场次", "count", True), ("300", "人", "people", True)]),
        ("95%以上，不少于12场", [("95", "%", "rate", True), ("12", "场", "count", True)]),
        ("418万人次，2万小时", [("4180000", "人次", "people", False), ("20000", "小时", "hours", False)]),
        ("11类103项", [("11", "类", "count", False), ("103", "项", "count", False)]),
        ("200万专项资金", [("2000000", "", "", False)]),
        ("由93%到95%", [("93", "%", "rate", False), ("95", "%", "rate", False)]),
        ("下降-1.2%", [("1.2", "%", "rate", False)]),
        ("结余为 -5万元", [("-50000", "元", "money", False)]),
    ],
)  # fmt: skip
def test_figures(text: str, wanted: list[tuple[str, str, str, bool]]) -> None:
    read = [(one.value, one.unit, one.sort, one.rough) for one in tokens(text).figures]
    assert read == [(Decimal(value), unit, sort, rough) for value, unit, sort, rough in wanted]


@pytest.mark.parametrize(
    "text",
    [
        "财预〔2020〕10号", "第3条", "0751-6355635", "13800138000", "2024年3月26日", "11月25日—26日",
        "2021—2023年", "3月至5月", "15%～30%", "25至30人", "S207线", "G105国道", "COVID-19", "“四个5”", "8:30", "https://a.cn/2021-12-16/5636913.shtml",
        "4+N", "10.2.1节",
    ],
)  # fmt: skip
def test_what_is_no_figure(text: str) -> None:
    assert [one.text for one in tokens(text).figures if one.sort not in ("", "days")] == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2024年3月26日", (2024, 3, 26, False)),
        ("2024年度", (2024, 0, 0, False)),
        ("2021—2023年", (2023, 0, 0, True)),
        ("11月25日", (0, 11, 25, False)),
        ("2021年6月", (2021, 6, 0, False)),
    ],
)
def test_dates(text: str, wanted: tuple[int, int, int, bool]) -> None:
    (date,) = tokens(text).dates
    assert (date.year, date.month, date.day, date.span) == wanted


@pytest.mark.parametrize(
    ("text", "half"),
    [("116万元", "5000"), ("106.14万元", "50"), ("91.50%", "0.005"), ("20.2万小时", "500"), ("27名", "0.5")],
)
def test_half_a_unit_of_the_last_decimal(text: str, half: str) -> None:
    assert tokens(text).figures[0].half == Decimal(half)


def test_counts_in_characters() -> None:
    text = "三个分中心、五个方面、十一家单位；第三个、一个、每三年、十八大"
    assert [(one.value, one.unit) for one in numerals(text)] == [(3, "个"), (5, "个"), (11, "家")]


@given(st.text(alphabet="0123456789.,%万亿元年月日号-—〔〕第个（）:", max_size=200))
def test_any_run_of_digits_is_read(text: str) -> None:
    for figure in tokens(text).figures:
        assert 0 <= figure.start < figure.end <= len(text)
        assert figure.half > 0
