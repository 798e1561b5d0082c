"""What a page of a form shows as a whole. Invariants:

- an amount that says there is none (无此项资金, 本年无) ends no table of money, whichever way the table lies;
- blank rows within a table end it only where what follows is no row of it; the sums of the form may stand below;
- a goal and its result may open with their own labels, in one cell or in two; goals stand under what they contain;
- what is marked down may repeat what the formula took;
- satisfaction belongs under benefit where the form has no first level of its own for it, else it is a contradiction;
- the points of the execution rate may be columns of an export.
"""

from __future__ import annotations

from typing import Any

import pytest
from sheet_files import FORM, only, read_rows, xlsx

from drafter import api
from drafter.importing.case_text import case_text
from drafter.importing.proposal import Proposal
from drafter.reading.sheets.book import open_book

pytestmark = pytest.mark.usefixtures("own_config")


def contradictions(one: Proposal) -> list[str]:
    case = api.read_case(case_text({"year": 2024, **one.data}), "案件")
    return [str(found.what) for found in case.contradictions]


INDICATORS: list[list[Any]] = [
    ["一级指标", "二级指标", "三级指标", "指标值", "完成值", "分值", "得分", "原因"],
    ["产出指标", "数量指标", "栽植行道树", "≥800株", "812株", 30, 30],
    ["产出指标", "质量指标", "成活率", "≥95%", "93%", 20, 19.58, "春旱时补水不及时"],
    ["效益指标", "满意度指标", "市民满意度", "≥88%", "91%", 40, 40],
    ["合计", "", "", "", "", 90, 89.58],
]
TREES: list[list[Any]] = [["行道树补植绩效自评表（2024年）"], ["项目名称", "城区行道树补植"]]


def test_sources_of_nothing_end_no_table_of_money() -> None:
    across: list[list[Any]] = [
        ["资金（万元）", "类别", "合计", "财政资金", "上年结余", "单位自筹"],
        ["", "年初预算", 86, 80, "未安排", 6],
        ["", "调整预算", 92, 86, "本年无", 6],
        ["", "实际支出", 88.5, 82.5, "未安排", 6],
    ]
    down: list[list[Any]] = [
        ["资金来源", "", "年初预算数（万元）", "全年预算数（万元）", "全年执行数（万元）"],
        ["", "资金总额", 86, 92, 88.5],
        ["", "财政资金", 80, 86, 82.5],
        ["", "上年结转", "无此项资金", "不涉及", "不涉及"],
        ["", "其他资金", 6, 6, 6],
    ]
    for money in (across, down):
        found = read_rows([*TREES, *money, *INDICATORS])
        one = only(found)
        wanted = {"fund.budget": "92万元", "fund.current.spent": "82.5万元", "fund.other.spent": "6万元"}
        assert {path: one.get(path) for path in wanted} == wanted
        assert one.get("fund.carried.budget") is None and not found.warned


RIVERS: list[list[Any]] = [
    ["2023年度河湖管护项目绩效自评表"],
    ["单位：元"],
    ["项目名称", "河湖日常管护"],
    ["总体目标", "年初目标：管护河道62公里，打捞漂浮物1800吨。\n年末完成情况：管护河道62公里，打捞1733吨。"],
    ["一级指标", "二级指标", "三级指标", "目标值", "实际值", "满分", "扣分", "自评得分", "扣分原因"],
    ["产出", "数量", "管护河道", "≥62公里", "62公里", 25, 0, 25],
    ["产出", "数量", "打捞漂浮物", "≥1800吨", "1733吨", 25, 0.93, 24.07, "汛期停工11天"],
    [],
    [],
    [],
    ["效益", "可持续影响", "管护制度", "健全", "基本健全", 30, 3, 27, "一项制度没有修订"],
    [],
    [],
    ["满意度", "服务对象满意度", "村民满意度", "≥90%", "92%", 10, 0, 10],
    [],
    [],
    ["经费来源", "年初数", "调整后预算", "累计支出", "执行率", "分值", "得分"],
    ["资金总额", 620000, 620000, 595200, "96%", 10, 9.6],
    ["总得分", "", "", "", "", 100, 95.67],
]


def test_blank_rows_end_no_table_that_goes_on() -> None:
    found = read_rows(RIVERS)
    one = only(found)
    assert [row["name"] for row in one.data["indicators"]] == ["管护河道", "打捞漂浮物", "管护制度", "村民满意度"]
    assert one.get("score.weight") == "10分" and one.get("score.total") == "95.67分"
    assert one.get("fund.spent") == "595200元" and not found.warned


def test_rows_behind_blank_ones_that_are_of_something_else_are_no_indicators() -> None:
    rows = [*RIVERS[:7], [], [], ["经办", "某某", "电话", "13800000000"], ["说明事项", "按月巡查"]]
    assert [row["name"] for row in only(read_rows(rows)).data["indicators"]] == ["管护河道", "打捞漂浮物"]


def test_blank_rows_of_a_list_and_what_was_marked_down_in_total() -> None:
    rows: list[list[Any]] = [
        ["青溪镇2024年项目完成情况表"],
        ["序号", "项目", "预算数（万元）", "执行数（万元）", "备注"],
        [1, "便民桥", 30, 29.5],
        [],
        [],
        [2, "村道硬化", 60, 52, "雨季停工"],
        ["合计", "", 90, 82.5],
    ]
    found = read_rows(rows)
    assert [one.get("project.name") for one in found.projects] == ["便民桥", "村道硬化"]
    assert [one.cell for one in found.warned] == ["D7"]


def test_goals_open_with_their_own_labels() -> None:
    one = only(read_rows(RIVERS))
    assert one.get("goals.expected") == ["管护河道62公里，打捞漂浮物1800吨。"]
    assert one.get("goals.actual") == ["管护河道62公里，打捞1733吨。"]
    row = ["年度绩效目标", "管护河道62公里。", "", "完成情况：管护河道61公里。"]
    two = only(read_rows([*RIVERS[:3], row, *RIVERS[4:]]))
    assert (two.get("goals.expected"), two.get("goals.actual")) == (["管护河道62公里。"], ["管护河道61公里。"])


def test_goals_stand_under_what_they_contain() -> None:
    rows: list[list[Any]] = [
        ["单位整体支出绩效自评表（2024年）"],
        ["单位名称", "丘山县科技馆"],
        ["年度目标", "序号", "目标内容", "完成情况", "权重"],
        ["", 1, "开放展厅300天。", "开放306天。", 60],
        ["", 2, "举办科普活动40场。", "举办37场。", 40],
        ["一级指标", "二级指标", "三级指标", "分值", "指标值", "完成值", "得分"],
        ["产出指标", "数量指标", "开放天数", 90, "≥300天", "306天", 90],
    ]
    one = only(read_rows(rows, ("A3:A5",)))
    assert one.get("goals.expected") == ["开放展厅300天。", "举办科普活动40场。"]
    assert one.get("goals.actual") == ["开放306天。", "举办37场。"] and one.get("goals.weights") == ["60", "40"]


def test_what_was_marked_down_may_repeat_what_the_formula_took() -> None:
    one = only(read_rows(RIVERS))
    assert not contradictions(one)
    # By hand on top of the formula it is one more deduction; a figure that is neither is told.
    one.data["indicators"][1] |= {"deduction": "1分", "score": "23.07分"}
    one.data["score"]["total"] = "94.67分"
    assert not contradictions(one)
    one.data["indicators"][1]["score"] = "20分"
    assert [said for said in contradictions(one) if "打捞漂浮物" in said]


def test_satisfaction_stands_under_benefit_where_it_has_no_level_of_its_own() -> None:
    one = only(read_rows([*TREES, *INDICATORS]))
    assert not [said for said in contradictions(one) if "不属于" in said]
    own = {
        "level1": "满意度指标",
        "level2": "服务对象满意度指标",
        "name": "商户满意度",
        "target": "≥80%",
        "actual": "85%",
    }
    one.data["indicators"].append({**own, "weight": "10分", "score": "10分"})
    assert [said for said in contradictions(one) if "不属于" in said]


def test_points_of_the_execution_rate_are_columns_of_an_export() -> None:
    heads = ["年度", "项目编号", "项目名称", "预算（万元）", "支出（万元）", "执行率", "执行率权重", "执行得分",
             "一级指标", "二级指标", "三级指标", "目标值", "实际值", "权重", "自评分"]  # fmt: skip
    money: list[Any] = ["2024", "A01", "雨水管网清掏", 120, 114, "95%", 10, 9.5]
    rows: list[list[Any]] = [
        heads,
        [*money, "产出指标", "数量指标", "清掏管网", "≥300公里", "312公里", 50, 50],
        [*money, "效益指标", "社会效益指标", "减少积水点", "≥5处", "6处", 40, 40],
    ]
    one = only(read_rows(rows))
    assert (one.get("score.weight"), one.get("score.execution")) == ("10分", "9.5分")
    assert one.get("fund.rate") == "95%" and [row["weight"] for row in one.data["indicators"]] == ["50分", "40分"]


@pytest.mark.parametrize(("far", "column"), [(150_000, 3), (4_000, 700)])
def test_a_cell_far_from_all_others_costs_no_empty_rows(far: int, column: int) -> None:
    rows: list[list[Any]] = [*FORM, *[[]] * (far - len(FORM)), [*[""] * column, "远处"]]
    sheet = open_book(xlsx({"表": rows}), "表.xlsx").sheets[0]
    assert len(sheet) == far + 1 and sheet.at(far, column) == "远处" and sheet.at(far - 1, column) == ""
    assert sum(map(len, sheet.rows[len(FORM) : far])) == 0
    assert only(read_rows(rows)).data == only(read_rows(FORM)).data
