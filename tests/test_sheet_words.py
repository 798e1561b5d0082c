"""Heads and values in words. Invariants:

- what a head ends in is what it names: 未支出原因 is a reason and no amount, 结余资金 stays one;
- under a head of reasons, 原因 and 措施 are told apart; a second column of the same meaning is said, never dropped;
- 3个工作日内 is a target of so many days at most, in the unit of its result; 室内 and 年内 bound nothing;
- what only keeps the place of a figure is asked about and not read; words that say what is not due yet are lawful.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from sheet_files import only, read_rows

from drafter.facts.value import meant, parse_value
from drafter.reading.sheets.words import known_words
from drafter.sheets.read import Sheets

pytestmark = pytest.mark.usefixtures("own_config")


@pytest.mark.parametrize(
    ("head", "meaning"),
    [
        ("未支出原因", "reason"), ("支付进度偏慢原因", "reason"), ("执行率偏低原因分析", "reason"),
        ("结余理由", "reason"),
        ("1—9月支出偏低原因", "reason"), ("未执行数", "balance"), ("未支付金额", "balance"), ("预算执行率", "rate"),
        ("偏差原因类别", "causes"), ("原因及改进措施", "reason"), ("改进措施", "measure"), ("对策", "measure"),
        ("补救措施", "measure"), ("拟采取的措施", "measure"),
    ],
)  # fmt: skip
def test_what_a_head_ends_in_is_what_it_names(head: str, meaning: str) -> None:
    assert known_words().of("columns", head) == meaning


def listed(*heads: str, row: tuple[Any, ...]) -> Sheets:
    return read_rows([["月湖街道2024年项目支出情况"], ["项目名称", "预算数（万元）", "支出数（万元）", *heads], row,
                      ("书屋管护", 8, 8)])  # fmt: skip


def test_a_reason_for_what_was_not_spent_is_no_amount() -> None:
    found = listed("未支出原因", "结余（万元）", row=("公厕改造", 40, 31, "两处点位未交地", 9))
    row = found.summary.data["projects"][0] if found.summary else {}
    assert (row["reason"], row["balance"]) == ("两处点位未交地", "9万元") and not found.warned


INDICATORS: list[list[Any]] = [["校车补助项目绩效自评表（2024年）"], ["项目名称", "校车补助"], ["单位：万元"]]
LEVELS = ["一级指标", "二级指标", "三级指标", "目标值", "完成值", "分值", "得分"]


def told(rows: list[list[Any]], merged: Sequence[str] = ()) -> tuple[Sheets, dict[str, Any]]:
    found = read_rows([*INDICATORS, *rows], merged)
    return found, only(found).data["indicators"][0]


@pytest.mark.parametrize("over", ["偏差说明", "扣分原因", "未完成原因及改进措施"])
@pytest.mark.parametrize(("why", "what"), [("原因", "措施"), ("偏差原因", "改进措施"), ("未完成原因", "整改办法")])
def test_a_reason_and_a_measure_under_one_head(over: str, why: str, what: str) -> None:
    found, row = told(
        [
            [*LEVELS, over, ""],
            ["", "", "", "", "", "", "", why, what],
            ["产出指标", "数量指标", "运行线路", "≥12条", "11条", 50, 45.83, "一条线路停运", "四季度补开"],
            ["效益指标", "社会效益指标", "受益学生", "≥900人", "930人", 50, 50, "", ""],
        ],
        ["H4:I4"],
    )
    assert (row["reason"], row["measure"]) == ("一条线路停运", "四季度补开") and not found.remarks


def test_heads_under_a_value_stay_what_they_are() -> None:
    _, row = told(
        [
            ["一级指标", "二级指标", "三级指标", "年度指标值", "", "实际完成", "", "分值", "得分"],
            ["", "", "", "数值", "单位", "数值", "单位", "", ""],
            ["产出指标", "数量指标", "运行线路", "≥12", "条", 12, "条", 50, 50],
            ["效益指标", "社会效益指标", "受益学生", "≥900", "人", 930, "人", 50, 50],
        ],
        ["D4:E4", "F4:G4"],
    )
    assert (row["target"], row["actual"]) == ("≥12条", "12条")


def test_a_second_column_of_words_is_said() -> None:
    rows: list[list[Any]] = [
        [*LEVELS, "偏差原因", "存在问题"],
        ["产出指标", "数量指标", "运行线路", "≥12条", "11条", 50, 45.83, "一条线路停运", "司机不足"],
        ["效益指标", "社会效益指标", "受益学生", "≥900人", "930人", 50, 50, "", ""],
    ]
    found, row = told(rows)
    assert row["reason"] == "一条线路停运" and [one for one in found.remarks if "“存在问题”一列" in one]
    rows[1][8] = "/"
    assert not told(rows)[0].remarks


@pytest.mark.parametrize(
    ("target", "number", "unit", "direction"),
    [
        ("3个工作日内", 3, "个工作日", "越少越好"), ("30分钟内", 30, "分钟", "越少越好"),
        ("10日之内", 10, "日", "越少越好"),
        ("2小时内到场", 2, "小时", "越少越好"), ("15日内办结", 15, "日", "越少越好"),
        ("1.5公里内", 1, "公里", "越少越好"),
        ("90分及以上", 90, "分", "越多越好"), ("12场室内", 12, "场室内", ""), ("5个街区内", 5, "个街区内", ""),
    ],
)  # fmt: skip
def test_what_bounds_a_figure(target: str, number: int, unit: str, direction: str) -> None:
    found = parse_value(target)
    assert found is not None
    assert (int(found[1].number), found[1].unit, meant(target)) == (number, unit, direction)
    assert str(found[1]) == target


@pytest.mark.parametrize("phrase", ["2024年内", "6月内完成", "境内3处", "年内完成"])
def test_a_day_is_no_bound(phrase: str) -> None:
    assert parse_value(phrase) is None and meant(phrase) == ""


def test_a_time_limit_has_the_unit_of_its_result() -> None:
    found, row = told(
        [
            LEVELS,
            ["产出指标", "时效指标", "故障处置时限", "4小时内", "3.5小时", 50, 50],
            ["效益指标", "社会效益指标", "受益学生", "≥900人", "930人", 50, 50],
        ]
    )
    assert (row["target"], row["actual"]) == ("4小时内", "3.5小时") and "kind" not in row and not found.warned


@pytest.mark.parametrize("target", ["≥若干场", "不少于××人", "≥ 多少次", "≤XX元", "=待定"])
def test_what_keeps_the_place_of_a_figure_is_not_read(target: str) -> None:
    found, row = told([LEVELS, ["产出指标", "数量指标", "安全培训", target, "6场", 50, 50]])
    assert "target" not in row and [one.cell for one in found.warned if "应当是数" in str(one.what)] == ["D5"]


@pytest.mark.parametrize("target", ["≥上年", "不低于国家标准", "达到设计要求", "≥省定目标", "若干措施出台"])
def test_a_target_in_words_is_read(target: str) -> None:
    found, row = told([LEVELS, ["产出指标", "质量指标", "安全标准", target, "达到", 50, 50]])
    assert row["target"] == target and not [one for one in found.warned if "应当是数" in str(one.what)]


MONITORED = ["一级指标", "二级指标", "三级指标", "年度指标值", "1—6月完成值", "全年预计完成值"]


def monitored(said: str) -> list[str]:
    found = read_rows(
        [
            ["项目绩效运行监控表（2024年1—6月）"],
            ["项目名称", "校车补助"],
            MONITORED,
            ["产出指标", "数量指标", "运行线路", "≥12条", said, "12条"],
            ["效益指标", "社会效益指标", "受益学生", "≥900人", "930人", "930人"],
        ]
    )
    return [one.cell for one in found.warned if "应当是数" in str(one.what)]


@pytest.mark.parametrize("said", ["推进中", "正常", "已完成大部分"])
def test_words_where_a_figure_of_the_months_is_due_are_asked_about(said: str) -> None:
    assert monitored(said) == ["E4"]


@pytest.mark.parametrize(
    "said", ["尚未开展", "未到考核期", "年底统一测评", "计划三季度开展", "6条", "开通六条线路", "/", "无"]
)
def test_words_that_say_why_there_is_none_are_not(said: str) -> None:
    assert monitored(said) == []


@pytest.mark.parametrize(
    ("target", "actual", "asked"),
    [
        ("1小时内", "40分钟", 0),
        ("≤2天", "36小时", 0),
        ("≤3个工作日", "5公里", 1),
        ("≥3场", "5次", 1),
        ("≤1小时", "40元", 1),
    ],
)
def test_times_in_other_units_are_times(target: str, actual: str, asked: int) -> None:
    found, _ = told([LEVELS, ["产出指标", "时效指标", "险情上报", target, actual, 50, 50]])
    assert len([one for one in found.warned if "单位不同" in str(one.what)]) == asked
