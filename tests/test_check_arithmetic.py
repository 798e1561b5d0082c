"""The checks of arithmetic.

Invariants:
- What is right is left alone: none of the clean paragraphs has an error or a warning.
- Each wrong paragraph is found by the rule it breaks, at the figure that is wrong, with what it computes to.
- Silence within rounding, a warning where hidden decimals could save the claim, an error beyond.
- A right figure made wrong by more than its rounding is found (property).
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from drafter.checking.finding import Finding
from drafter.checking.run import check_text

DATA: dict[str, Any] = tomli.loads((Path(__file__).parent / "data" / "arithmetic.toml").read_text(encoding="utf-8"))
ARITHMETIC = {
    "rate", "ratio", "growth", "points", "zero-base", "average", "sum", "share", "share-sum", "balance",
    "total-balance", "rate-missing", "score-rate", "rate-score", "grade", "score-range", "sum-table", "rate-table",
}  # fmt: skip


def found(text: str, *codes: str) -> list[Finding]:
    return [one for one in check_text(text) if one.code in (codes or ARITHMETIC)]


@pytest.mark.parametrize("text", [row["text"] for row in DATA["clean"]])
def test_clean_paragraphs_are_left_alone(text: str) -> None:
    assert [one for one in found(text) if one.severity != "hint"] == []


@pytest.mark.parametrize("row", DATA["wrong"], ids=lambda row: str(row["quote"]))
def test_wrong_paragraphs_are_found(row: dict[str, str]) -> None:
    hits = [(one.quote, one.computed) for one in found(row["text"], row["code"])]
    assert (row["quote"], row["computed"]) in hits


@pytest.mark.parametrize(
    ("claim", "severity"),
    [
        ("89.96", ""),  # 4.21 ÷ 4.68 = 89.957
        ("90.07", "warning"),  # 4.214 ÷ 4.676 would be 90.12
        ("89.76", "warning"),
        ("91.07", "error"),
        ("8.996", "error"),
        ("90", ""),
    ],
)
def test_rounding_is_silent_hidden_decimals_warn(claim: str, severity: str) -> None:
    hits = found(f"全年预算4.68万元，支出4.21万元，执行率{claim}%。", "rate")
    assert [one.severity for one in hits] == ([severity] if severity else [])


@given(
    budget=st.decimals(min_value=10, max_value=9000, places=2),
    share=st.decimals(min_value=5, max_value=100, places=1),
)
def test_a_right_rate_is_silent_and_a_wrong_one_is_found(budget: Decimal, share: Decimal) -> None:
    spent = (budget * share / 100).quantize(Decimal("0.01"), ROUND_HALF_UP)
    rate = (spent / budget * 100).quantize(Decimal("0.01"), ROUND_HALF_UP)
    right = f"2024年度预算{budget}万元，实际支出{spent}万元，预算执行率{rate}%。"
    assert found(right) == []
    assert [one.code for one in found(right.replace(f"率{rate}%", f"率{rate + 7}%"), "rate")] == ["rate"]


@given(
    before=st.integers(min_value=100, max_value=9000),
    change=st.integers(min_value=-80, max_value=80).filter(lambda number: abs(number) > 4),
)
def test_growth_is_silent_when_right_and_found_when_turned(before: int, change: int) -> None:
    now = before + before * change // 100
    if now == before:
        return
    word, other = ("增长", "下降") if now > before else ("下降", "增长")
    by = "增加" if now > before else "减少"
    rate = (Decimal(abs(now - before)) / before * 100).quantize(Decimal("0.01"), ROUND_HALF_UP)
    right = f"支出由{before}万元{by}到{now}万元，{word}{rate}%。"
    assert found(right) == []
    assert found(right.replace(word + str(rate), other + str(rate)), "growth")
    assert found(right.replace(f"{rate}%", f"{rate + 9}%"), "growth")


@given(parts=st.lists(st.decimals(min_value=1, max_value=900, places=2), min_size=2, max_size=2))
def test_sums_of_a_complete_list(parts: list[Decimal]) -> None:
    whole = sum(parts, Decimal(0))
    right = f"本年支出{whole}万元，其中：基本支出{parts[0]}万元，项目支出{parts[1]}万元。"
    assert found(right) == []
    assert found(right.replace(f"本年支出{whole}", f"本年支出{whole + 12}"), "sum")


def test_places_are_those_of_the_file() -> None:
    (one,) = found(
        "某县农业农村局自评报告\n\n一、资金情况\n全年预算116万元，\n支出106.14万元，执行率99.99%。\n", "rate"
    )
    assert (one.line, one.column, one.quote, one.computed) == (5, 15, "99.99%", "91.50%")
    assert one.working == "106.14 ÷ 116 = 91.50%"
    assert one.section == ("一、资金情况",)
