"""Forms as people keep them. Invariants:

- levels in rows of their own count for the rows below; remarks between rows are said and are no indicators;
- what a project has nothing of is left out, and an indicator that cannot stand is kept in words, the rest is read;
- money over its columns is read whatever stands to the left of it;
- the tasks of a department have their money, are told, and come back out of the form;
- a list tells its reasons in its remarks where its rows fell short; the second unit of an export carries out;
- targets of the term and of the year are two.
"""

from __future__ import annotations

from typing import Any

import pytest
from sheet_files import FORM, changed, xlsx

from drafter import api
from drafter.facts.fact import rows_of
from drafter.facts.marking import text_of
from drafter.importing.case_text import case_text
from drafter.importing.proposal import Proposal
from drafter.importing.settling import settled
from drafter.sheets.read import Sheets, read_book
from drafter.writing.sheet.forms import form_book

pytestmark = pytest.mark.usefixtures("own_config")


def read(rows: list[list[Any]], merged: tuple[str, ...] = (), name: str = "表") -> Sheets:
    return read_book(xlsx({name: rows}, {name: merged}), "表.xlsx", api.engine().settings)


def only(found: Sheets) -> Proposal:
    (one,) = found.projects
    return one


def names(one: Proposal) -> list[str]:
    return [row["name"] for row in one.data["indicators"]]


def test_a_remark_between_rows_is_said_and_is_no_indicator() -> None:
    rows = [list(row) for row in FORM]
    rows.insert(14, ["", "（以上为产出，以下为效益）"])
    found = read(rows)
    assert names(only(found)) == ["保洁河道", "保洁合格率", "长效机制", "群众满意度"]
    assert [one for one in found.remarks if "第15行" in one and "以下为效益" in one]
    assert only(found).data["indicators"][1]["level2"] == "质量指标"


def test_what_a_project_has_nothing_of_is_left_out() -> None:
    rows = [list(row) for row in FORM]
    rows.insert(14, ["效益指标", "经济效益指标", "不适用", "不适用", "不适用", "—", "—"])
    assert names(only(read(rows))) == ["保洁河道", "保洁合格率", "长效机制", "群众满意度"]


def test_an_indicator_that_cannot_stand_is_kept_in_words() -> None:
    one = only(read(changed(14, 5, "—")))
    one.data["indicators"].insert(0, {"level1": "产出指标", "name": "船只", "target": "≥3条", "actual": "3条"})
    case, text = settled(api.engine(), one, "头", "案件")
    assert "船只" not in [text_of(row, "name") for row in rows_of(case.values["indicators"])]
    assert "船只" in text and any("船只" in left.words for left in one.unplaced)


LEVELS: list[list[Any]] = [
    ["项目支出绩效自评表（2024年度）"],
    ["项目名称", "护林防火"],
    ["资金情况（万元）", "项目", "合计", "财政拨款", "上年结转", "自筹资金"],
    ["", "年初预算", 100, 80, 10, 10],
    ["", "调整后预算", 120, 100, 10, 10],
    ["", "全年支出", 108, 90, 9, 9],
    ["序号", "绩效指标", "指标值", "完成值", "分值", "得分", "扣分原因和措施"],
    ["一、产出指标（50分）"],
    ["（一）数量指标"],
    [1, "巡护里程", "≥360公里", "372公里", 30, 30],
    ["（二）质量指标"],
    [2, "隐患整改率", "≥95%", "90%", 20, 18.95, "两处未整改"],
    ["二、满意度指标（40分）"],
    [3, "林农满意度", "≥90%", "93%", 40, 40],
    ["预算执行率", "", "100%", "90%", 10, 9],
    ["总分", "", "", "", 100, 97.95],
]


def test_levels_in_rows_of_their_own_count_for_what_is_below() -> None:
    found = read(LEVELS, ("A3:A6", "A8:G8", "A9:G9", "A11:G11", "A13:G13"))
    one = only(found)
    assert [(row["level1"], row.get("level2"), row["name"]) for row in one.data["indicators"]] == [
        ("产出指标", "数量指标", "巡护里程"),
        ("产出指标", "质量指标", "隐患整改率"),
        ("满意度指标", None, "林农满意度"),
    ]
    assert one.get("score.weight") == "10分" and one.get("score.execution") == "9分"
    assert one.data["indicators"][1]["reason"] == "两处未整改" and not found.warned


def test_money_over_its_columns_stands_right_of_its_title() -> None:
    one = only(read(LEVELS, ("A3:A6",)))
    wanted = {"fund.spent": "108万元", "fund.current.spent": "90万元", "fund.carried.budget": "10万元"}
    assert {path: one.get(path) for path in wanted} == wanted
    assert one.get("fund.other.initial") == "10万元"


TASKS: list[list[Any]] = [
    ["部门整体支出绩效自评表"],
    ["（2024年度）", "", "", "", "", "", "单位：万元"],
    ["部门名称", "青山县林业局"],
    ["支出总额", "", "年初预算数", "全年预算数", "全年执行数"],
    ["", "年度部门支出总额", 300, 320, 300],
    ["年度主要任务", "任务名称", "主要内容", "预算数", "执行数", "完成情况", "未完成原因"],
    ["", "造林", "造林2000亩", 120, 118.5, "造林2000亩", ""],
    ["", "防火", "巡护360公里。", 60, 40, "巡护310公里", "雨季停巡"],
    ["", "小计", "", 180, 158.5],
    ["年度总体目标", "预期目标", "", "", "实际完成情况"],
    ["", "造林2000亩。", "", "", "造林2000亩。"],
    ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
    ["产出指标", "数量指标", "造林面积", "≥2000亩", "2000亩", 90, 90],
    ["总分", "", "", "", "", 90, 90],
]


def test_the_tasks_of_a_department_have_their_money_and_come_back() -> None:
    one = only(read(TASKS, ("A6:A9",)))
    tasks = [
        {"name": "造林", "plan": "造林2000亩", "done": "造林2000亩", "budget": "120万元", "spent": "118.5万元"},
        {"name": "防火", "plan": "巡护360公里", "done": "巡护310公里", "reason": "雨季停巡", "budget": "60万元",
         "spent": "40万元"},
    ]  # fmt: skip
    assert one.data["key_tasks"] == tasks and one.get("goals.expected") == ["造林2000亩。"]
    case = api.read_case(case_text({"year": 2024, **one.data}), "案件")
    told = api.to_text(api.compose(case))
    assert "计划巡护360公里" in told and "118.5万元" in told and "雨季停巡" in told
    again = read_book(form_book([case], ""), "表.xlsx", api.engine().settings)
    assert only(again).data["key_tasks"] == tasks


def test_a_form_of_a_project_keeps_its_tasks_in_words() -> None:
    one = only(read([["项目支出绩效自评表"], ["项目名称", "造林"], *TASKS[1:2], *TASKS[3:]], ("A6:A9",)))
    assert "key_tasks" not in one.data
    assert any("118.5万元" in left.words for left in one.unplaced)


LIST: list[list[Any]] = [
    ["青榆镇2024年度项目支出绩效自评情况表"],
    ["填报单位：青榆镇人民政府", "", "", "", "", "单位：万元"],
    ["序号", "支出项目名称", "责任站所", "下达指标", "已支付", "自评结果", "", "备注"],
    ["", "", "", "", "", "分数", "等次"],
    ["一、民生类"],
    [1, "助餐点", "民政办", 28, 27, 96, "优"],
    [2, "居家改造", "民政办", 15, 9, 78, "中", "七户外出"],
]


def remarks(rows: list[list[Any]]) -> list[Any]:
    merged = ("A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:E4", "F3:G3", "H3:H4", "A5:H5")
    found = read(rows, merged).summary
    assert found is not None
    return [(row.get("reason"), row.get("remark")) for row in found.data["projects"]]


def test_remarks_are_reasons_where_every_row_that_has_one_fell_short() -> None:
    assert remarks(LIST) == [(None, None), ("七户外出", None)]
    assert remarks([*LIST[:5], [*LIST[5], "续建"], *LIST[6:]]) == [(None, "续建"), (None, "七户外出")]


def test_two_heads_over_one_list_are_read_together() -> None:
    found = read(LIST, ("A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:E4", "F3:G3", "H3:H4", "A5:H5"))
    assert found.summary is not None
    first = found.summary.data["projects"][0]
    assert (first["name"], first["section"], first["budget"], first["spent"], first["grade"]) == (
        "助餐点", "民政办", "28万元", "27万元", "优"
    )  # fmt: skip


@pytest.mark.parametrize("second", ["预算单位", "项目承担单位", "执行单位", "用款单位"])
def test_the_second_unit_of_an_export_carries_out(second: str) -> None:
    heads = [
        "主管部门",
        second,
        "项目名称",
        "全年预算数（万元）",
        "一级指标",
        "考核指标",
        "预期值",
        "全年实现值",
        "分值",
    ]
    rows: list[list[Any]] = [
        heads,
        ["县水利局", "县河道所", "保洁", 20, "产出指标", "河道保洁", "≥36公里", "35公里", 90],
    ]
    one = only(read(rows))
    assert one.get("project.department") == "县水利局" and one.get("project.implementer") == "县河道所"
    assert one.data["indicators"][0]["actual"] == "35公里"


def test_targets_of_the_term_and_of_the_year_are_two() -> None:
    rows: list[list[Any]] = [
        ["项目支出绩效目标申报表（2025年度）"],
        ["项目名称", "管网改造"],
        ["一级指标", "二级指标", "三级指标", "指标值", "", "分值"],
        ["", "", "", "中期", "年度", ""],
        ["产出指标", "数量指标", "更新管网", "≥86公里", "≥25公里", 90],
    ]
    one = only(read(rows, ("A3:A4", "B3:B4", "C3:C4", "D3:E3", "F3:F4")))
    (row,) = one.data["indicators"]
    assert (row["term_target"], row["target"]) == ("≥86公里", "≥25公里")
    case = api.read_case(case_text({"year": 2025, **one.data}), "案件")
    again = read_book(form_book([case], ""), "表.xlsx", api.engine().settings)
    assert only(again).data["indicators"][0]["term_target"] == "≥86公里"


GUESSED: list[list[Any]] = [
    ["项目支出绩效自评表（2024年度）"],
    ["项目名称", "护林防火"],
    ["一级指标", "二级指标", "三级指标", "目标要求", "年底完成", "指标分", "实得分", "备注（未完成原因）", "归口"],
    ["产出指标", "数量指标", "巡护里程", "不少于360公里", "342公里", 50, 47.5, "雨季停巡", "防火股"],
    ["满意度指标", "服务对象满意度指标", "林农满意度", "≥90%", "93%", 50, 50, "", "办公室"],
]


def test_unknown_heads_are_told_by_their_cells_and_asked_about() -> None:
    found = read(GUESSED)
    first, second = only(found).data["indicators"]
    assert (first["target"], first["actual"], first["weight"], first["score"]) == (
        "不少于360公里", "342公里", "50分", "47.5分"
    )  # fmt: skip
    assert first["reason"] == "雨季停巡" and second["target"] == "≥90%"
    assert [(one.cell, one.certain) for one in found.warned] == [("D3", False), ("E3", False), ("F3", False)]
    assert [one for one in found.remarks if "“归口”一列" in one]


def test_columns_that_fit_nothing_are_not_guessed() -> None:
    rows = [list(row) for row in GUESSED]
    rows[3][3], rows[4][3] = "按方案", "按方案"
    first = only(read(rows)).data["indicators"][0]
    assert "target" not in first


def test_what_tells_of_an_earlier_year_is_not_of_this() -> None:
    heads = ["一级指标", "三级指标", "上年实际值", "2023年指标值", "2024年指标值", "完成值", "分值"]
    rows = [*GUESSED[:2], heads, ["产出指标", "巡护里程", "300公里", "≥310公里", "≥360公里", "372公里", 90]]
    (row,) = only(read(rows)).data["indicators"]
    assert (row["target"], row["actual"]) == ("≥360公里", "372公里")


def test_sources_under_a_head_of_projects_are_money() -> None:
    rows = [list(row) for row in TASKS]
    rows[3:5] = [["年度预算", "项目", "年初预算数", "调整后预算数", "实际支出", "执行偏差原因"],
                 ["", "整体支出合计", 300, 320, 300, "两笔尾款未到期"],
                 ["", "基本支出", 200, 200, 200], ["", "项目支出", 100, 120, 100]]  # fmt: skip
    one = only(read(rows, ("A8:A11",)))
    wanted = {"fund.budget": "320万元", "fund.spent_project": "100万元", "fund.initial": "300万元"}
    assert {path: one.get(path) for path in wanted} == wanted
    assert one.get("fund.analysis") == ["两笔尾款未到期"]
    assert [row["name"] for row in one.data["key_tasks"]] == ["造林", "防火"]


def test_a_row_names_its_measure_before_its_sources() -> None:
    rows = [*GUESSED[:2], ["", "", "", "", "", "单位：万元"],
            ["预算执行", "预算安排", "182.5万元", "其中：财政资金", "150万元", "自筹资金", "32.5万元"],
            ["", "实际支出", "176.2万元", "其中：财政资金", "143.7万元", "自筹资金", "32.5万元"],
            *GUESSED[2:]]  # fmt: skip
    one = only(read(rows))
    assert (one.get("fund.current.budget"), one.get("fund.current.spent")) == ("150万元", "143.7万元")
    assert one.get("fund.other.spent") == "32.5万元"


@pytest.mark.parametrize("value", [1e300, float(2**80), -1e19])
def test_numbers_beyond_any_report_are_shown_and_end_nothing(value: float) -> None:
    found = read(changed(12, 4, value))
    assert only(found).data["indicators"][0]["actual"].startswith(f"{value:g}"[:3])
    assert read(changed(6, 2, value)).warned


def test_two_columns_of_one_meaning_are_asked_about() -> None:
    rows = [list(row) for row in GUESSED]
    rows[2][3:6] = ["指标值", "完成值", "实际值"]
    found = read(rows)
    assert only(found).data["indicators"][0]["actual"] == "342公里"
    assert ("F3", False) in [(one.cell, one.certain) for one in found.warned]


def test_what_could_be_earned_stands_beside_what_was() -> None:
    heads = ["一级指标", "三级指标", "指标值", "完成值", "自评分值", "自评得分", "未达标说明"]
    entry = ["产出指标", "巡护里程", "≥360公里", "342公里", 90, 85.5, "雨季停巡"]
    (row,) = only(read([*GUESSED[:2], heads, entry])).data["indicators"]
    assert (row["weight"], row["score"], row["reason"]) == ("90分", "85.5分", "雨季停巡")


@pytest.mark.parametrize("head", ["资金名称及项目", "预算项目", "实施项目情况"])
def test_a_column_that_names_projects_makes_a_list(head: str) -> None:
    rows = [[LIST[0][0]], LIST[1], ["编号", head, "预算额", "支出额", "综合得分"], [1, "渠系清淤", 42.6, 41.9, 97],
            [2, "蚕桑补助", 36, 28, 82]]  # fmt: skip
    found = read(rows).summary
    assert found is not None
    assert [(row["name"], row["budget"]) for row in found.data["projects"]] == [
        ("渠系清淤", "42.6万元"), ("蚕桑补助", "36万元")
    ]  # fmt: skip
