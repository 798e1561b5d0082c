"""Units (drafter/checking/rules/units/units.py).

Invariants:
- a missing, doubled or mixed unit is found at its figure; one unit stated for a whole text excuses amounts, not rates;
- what has no unit (an index, a score), codes and averages are left alone;
- 人 and 人次 are told apart only by the same number, never by a round one;
- more decimals than the setting allows are found, as many as it allows are not (a gate that fails).
"""

from __future__ import annotations

from typing import Any

import pytest

from drafter.checking.finding import Finding
from drafter.checking.run import check_text


def found(text: str, code: str, settings: dict[str, Any] | None = None) -> list[Finding]:
    return [one for one in check_text(text, settings=settings) if one.code == code]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("目前200万专项资金已到位。", "200万"),
        ("投入1.2亿专项债券资金。", ""),
        ("争取3.5亿资金用于道路建设。", "3.5亿"),
        ("拨付资金120万，用于救灾。", "120万"),
        ("公用经费支出106.14，比上年减少。", "106.14"),
        ("财政拨款收入比上年增长13.95。", "13.95"),
        ("预算执行率达98.6，居全市前列。", "98.6"),
    ],
)
def test_a_missing_unit(text: str, quote: str) -> None:
    assert [one.quote for one in found(text, "unit-missing")] == ([quote] if quote else [])


@pytest.mark.parametrize(
    "text",
    [
        "目前200万元专项资金已到位。",
        "单位：万元\n全年拨付资金120万，公用经费支出106.14。",
        "空气质量综合指数下降3.5，优良天数增加。",
        "平均得分增长2.6，位次上升。",
        "生师比由18.5下降到17.2，容积率为2.5。",
        "财政拨款收入比上年增长13.95%。",
        "覆盖1.2万预算单位。",
    ],
)
def test_what_needs_no_unit(text: str) -> None:
    assert found(text, "unit-missing") == []


@pytest.mark.parametrize(
    ("text", "quote", "severity"),
    [
        ("全年支出106.14万元万元。", "万元万元", "error"),
        ("群众满意度98.5%%。", "%%", "error"),
        ("总投资3亿4500万元。", "3亿4500万", "hint"),
        ("慰问困难群众3百户。", "3百", "hint"),
        ("增幅在15～30%之间。", "15～30%", "hint"),
        ("投资9～16亿元。", "9～16亿", "hint"),
        ("全年支出3500千瓦时，长3千米，500元元旦慰问金。", "", ""),
        ("增幅在15%～30%之间，2023—2024年。", "", ""),
    ],
)
def test_forms(text: str, quote: str, severity: str) -> None:
    assert [(one.quote, one.severity) for one in found(text, "unit-form")] == ([(quote, severity)] if quote else [])


@pytest.mark.parametrize(
    ("text", "computed"),
    [
        ("定制环保袋51700个，抽纸和牙签筒各3.6万份。", "5.17万个"),
        ("收入总计1234567元，支出118.6万元。", "123.4567万元"),
        ("组织活动24701场次，服务群众418万人次。", ""),
        ("人均可支配收入23456元，总产值3.2万元。", ""),
        ("发放宣传册51700份。张贴海报1.2万份。", ""),
        ("发放宣传册9800份，张贴海报1.2万份。", ""),
        ("约3.6万份，另有51700份。", ""),
    ],
)
def test_mixed_units(text: str, computed: str) -> None:
    hits = found(text, "unit-mixed")
    assert [one.computed for one in hits] == ([computed] if computed else [])
    assert all(one.severity == "hint" for one in hits)


@pytest.mark.parametrize(
    ("one", "other", "speaks"),
    [
        ("4327人次", "4327人", True),
        ("4300人次", "4300人", False),
        ("4327人次", "4328人", False),
        ("27人次", "27人", False),
    ],
)
def test_people_and_visits(one: str, other: str, speaks: bool) -> None:
    hits = found(f"全年培训网格员{one}。\n共有{other}参加培训。", "unit-people")
    assert [(hit.line, hit.quote, hit.computed) for hit in hits] == ([(2, other, one)] if speaks else [])


@pytest.mark.parametrize(
    ("figure", "speaks"),
    [("99.1497056分", True), ("99.15分", False), ("91.4973215%", True), ("91.4973%", False), ("1234.567891万元", False),
     ("1234.5678912万元", True), ("0.59531元/千瓦时", False)],
)  # fmt: skip
def test_decimals(figure: str, speaks: bool) -> None:
    assert [one.quote for one in found(f"经核算为{figure}。", "decimals")] == ([figure] if speaks else [])


def test_decimals_follow_the_setting() -> None:
    assert found("得分99.15分。", "decimals") == []
    assert found("得分99.155分。", "decimals", {"rules": {"decimals": {"most": {"分": 2}}}}) != []
    assert found("得分99.155分。", "decimals") == []
