"""Marks: width, ranges, doubled marks, spaces (drafter/checking/rules/marks/width.py).

Invariants:
- each sort of slip is one finding, at its first place, with the count and the lines;
- marks of figures, times, addresses and Latin text are left alone;
- the brackets of numbers of headings are not counted again.
"""

from __future__ import annotations

import pytest

from drafter.checking.finding import Finding
from drafter.checking.run import check_text


def found(text: str, *codes: str) -> list[Finding]:
    return [one for one in check_text(text) if one.code in codes]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("自评分数95分,等级为优。", [","]),
        ("主要问题:资金不足;人员不够。", [":", ";"]),
        ("各乡镇(街道)均已完成。", ["(街道)"]),
        ('他说"要抓好落实"。', ['"']),
        ("完成投资１２０万元。", ["１２０"]),
        ("工作全部完成.下一步继续推进。", ["."]),
        ("完成了吗?完成了!", ["?"]),
        ("共1,234人，9:30开会，比例1:3，见http://a.gov.cn/b,c:d。", []),
        ("WTO(World Trade Organization) rules; see A, B: C.", []),
        ("全年支出195.5万元，占97.75%。", []),
        ("(一)概况\n好。\n(二)人员\n多。", []),
    ],
)
def test_half_width_marks(text: str, quotes: list[str]) -> None:
    assert [one.quote for one in found(text, "width")] == quotes


def test_brackets_are_counted_once() -> None:
    (one,) = found("一、项目\n" + "\n".join(f"{n}.经费(第{n}批)" for n in range(1, 36)), "width")
    assert one.line == 2 and "共70个" in one.message


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("收集2023-2024年材料。", ["2023-2024"]),
        ("1-6月完成投资，7月-9月继续。", ["1-6月"]),
        ("3月5日-8日开展检查。", ["5日-8日"]),
        ("分为10-20个小组。", ["10-20"]),
        ("90（含）-100分为优。", ["（含）-100"]),
        ("2021~2023年行动计划。", ["2021~2023"]),
        ("电话0751-6355588，编号2024-15号，ZB-2024-015，GB/T 9704-2012，9:30-11:30。", []),
        ("2023—2024年，3—5月，15%～20%，下降-1.2%。", []),
    ],
)
def test_ranges(text: str, quotes: list[str]) -> None:
    assert [one.quote for one in found(text, "range-hyphen")] == quotes


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("预算116.万元，支出106.14万元。", ["116."]),
        ("支出1.234.5万元。", ["1.234.5"]),
        ("支出12。5万元。", ["12。5"]),
        ("1.万元以上项目3个。\n2.元宵节活动2次。", []),
        ("版本为1.2.3，时间2024.5.6。", []),
    ],
)
def test_stray_dots(text: str, quotes: list[str]) -> None:
    assert [one.quote for one in found(text, "stray-dot")] == quotes


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("工作完成。。下一步继续。", ["。。"]),
        ("加强领导，，落实责任。", ["，，"]),
        ("加强领导；。落实责任。", ["；。"]),
        ("群众的的满意度提高。", ["的的"]),
        ("取得了了明显成效。", ["了了"]),
        ("各镇（街道、）均已完成。", ["、"]),
        ("为了了解诉求，目的的达成，的的确确，“好！”他说……", []),
    ],
)
def test_doubled_marks(text: str, quotes: list[str]) -> None:
    assert [one.quote for one in found(text, "doubled-mark")] == quotes


def test_a_space_before_a_percent_sign() -> None:
    (one,) = found("占36.11 %，其中甲镇占8.3 %，乙镇占2.1%。", "percent-space")
    assert (one.line, one.column, one.quote) == (1, 2, "36.11%") and "共2处" in one.message
    assert found("占36.11%。", "percent-space") == []


def test_pause_marks_between_titles() -> None:
    mixed = "依据《会计法》、《预算法》《审计法》核算。"
    habit = "依据《会计法》、《预算法》、《审计法》核算。"
    assert [one.quote for one in found(mixed, "pause-mark")] == ["》、《"]
    assert found(habit, "pause-mark") == []
    always = {"rules": {"pause-mark": {"always": True}}}
    hits = [one for one in check_text(habit, settings=always) if one.code == "pause-mark"]
    assert len(hits) == 1 and hits[0].severity == "hint" and "共2处" in hits[0].message
