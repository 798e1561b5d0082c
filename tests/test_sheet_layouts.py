"""Forms laid out as few are. Invariants:

- indicators may stand side by side, lie on their side, on cards, or have their results in a table of their own below;
- a row for each project may have its indicators one behind the other;
- two forms side by side are two projects, each with its own indicators;
- a head over two others is their title: what stands nearest tells, and each value has the unit beside it;
- a sheet without a name is a part of the only project of its book where it tells nothing otherwise.
"""

from __future__ import annotations

from typing import Any

import pytest
from sheet_files import only, read_rows, xlsx

from drafter import api
from drafter.importing.proposal import Proposal
from drafter.sheets.read import Sheets, read_book

pytestmark = pytest.mark.usefixtures("own_config")

TOP: list[list[Any]] = [
    ["水库除险项目绩效自评表（2024年度）"],
    ["项目名称", "水库除险", "实施单位", "柳溪县水库管理所"],
]


def sheets(found: dict[str, list[list[Any]]], merged: dict[str, tuple[str, ...]] | None = None) -> Sheets:
    return read_book(xlsx(found, merged or {}), "表.xlsx", api.engine().settings)


def told(one: Proposal) -> list[tuple[Any, ...]]:
    keys = ("name", "target", "actual", "weight", "score", "reason")
    return [tuple(row.get(key) for key in keys) for row in one.data["indicators"]]


WHAT = [
    ("加固坝体", "≥3座", "3座", "50分", "50分", None),
    ("清理溢洪道", "≥860米", "812米", "40分", "37.77分", "一段塌方"),
    ("村民满意度", "≥90%", "94%", "10分", "10分", None),
]


def test_indicators_side_by_side() -> None:
    heads = ["二级指标", "三级指标", "指标值", "完成值", "分值", "得分", "偏差原因"]
    rows: list[list[Any]] = [
        [*heads, *heads],
        [
            "数量指标",
            "加固坝体",
            "≥3座",
            "3座",
            50,
            50,
            "",
            "服务对象满意度指标",
            "村民满意度",
            "≥90%",
            "94%",
            10,
            10,
            "",
        ],
        ["数量指标", "清理溢洪道", "≥860米", "812米", 40, 37.77, "一段塌方"],
    ]
    one = only(read_rows([*TOP, *rows]))
    assert sorted(told(one)) == sorted(WHAT)


def test_indicators_on_their_side() -> None:
    rows: list[list[Any]] = [
        ["二级指标", "数量指标", "数量指标", "服务对象满意度指标"],
        ["三级指标", "加固坝体", "清理溢洪道", "村民满意度"],
        ["指标值", "≥3座", "≥860米", "≥90%"],
        ["完成值", "3座", "812米", "94%"],
        ["分值", 50, 40, 10],
        ["得分", 50, 37.77, 10],
        ["偏差原因", "", "一段塌方", ""],
        ["预期目标", "加固3座水库坝体，清理溢洪道860米。"],
    ]
    one = only(read_rows([*TOP, *rows]))
    assert told(one) == WHAT and one.get("goals.expected") == ["加固3座水库坝体，清理溢洪道860米。"]
    at = {origin.path: origin.source for origin in one.origins}
    assert at["indicators[1].actual"] == "表!C6" and at["project.implementer"] == "表!D2"


def test_results_in_a_table_of_their_own() -> None:
    rows: list[list[Any]] = [
        ["一、年初情况"],
        ["三级指标", "二级指标", "指标值", "分值"],
        ["加固坝体", "数量指标", "≥3座", 50],
        ["清理溢洪道", "数量指标", "≥860米", 40],
        ["村民满意度", "服务对象满意度指标", "≥90%", 10],
        ["二、年末情况"],
        ["全年预算数（万元）", 64, "全年执行数（万元）", 61.5],
        ["三级指标", "完成值", "得分", "偏差原因"],
        ["加固坝体", 3, 50, ""],
        ["清理溢洪道", "812米", 37.77, "一段塌方"],
        ["村民满意度", 0.94, 10, ""],
    ]
    found = read_rows([*TOP, *rows])
    assert told(only(found)) == WHAT
    assert (only(found).get("fund.budget"), only(found).get("fund.spent")) == ("64万元", "61.5万元")


def test_a_head_over_two_is_their_title_and_units_stand_beside() -> None:
    rows: list[list[Any]] = [
        ["二级指标", "三级指标", "指标完成情况", "", "", "", "分值", "得分"],
        ["", "", "年度指标值", "", "实际完成值", "", "", ""],
        ["", "", "数值", "单位", "数值", "单位", "", ""],
        ["数量指标", "清理溢洪道", 860, "米", 812, "米", 50, 47],
        ["经济效益指标", "减少损失", 2.6, "万元", 27300, "元", 40, 40],
        ["服务对象满意度指标", "村民满意度", 90, "%", 94, "%", 10, 10],
    ]
    merged = ("A3:A5", "B3:B5", "C3:F3", "C4:D4", "E4:F4", "G3:G5", "H3:H5")
    one = only(sheets({"表": [*TOP, *rows]}, {"表": merged}))
    assert [row[:3] for row in told(one)] == [
        ("清理溢洪道", "860米", "812米"),
        ("减少损失", "2.6万元", "27300元"),
        ("村民满意度", "90%", "94%"),
    ]


PARTS: dict[str, list[list[Any]]] = {
    "概况": [["年度", "2024年"], *TOP[1:]],
    "资金": [["资金（万元）", "预算数", "执行数"], ["资金总额", 64, 61.5]],
    "目标": [["年初设定目标", "实际完成情况"], ["加固3座水库坝体。", "加固3座水库坝体并验收。"]],
    "指标": [["二级指标", "三级指标", "指标值", "完成值"], ["数量指标", "加固坝体", "≥3座", "3座"]],
}


def test_sheets_without_a_name_are_parts_of_the_only_project() -> None:
    one = only(sheets(PARTS))
    assert (one.get("year"), one.get("fund.budget"), one.get("fund.spent")) == (2024, "64万元", "61.5万元")
    assert one.get("goals.actual") == ["加固3座水库坝体并验收。"]
    assert [row["name"] for row in one.data["indicators"]] == ["加固坝体"]


def test_a_sheet_that_tells_otherwise_is_no_part() -> None:
    whole = [*TOP, *PARTS["资金"], *PARTS["指标"]]
    other: list[list[Any]] = [["资金（万元）", "预算数", "执行数"], ["资金总额", 80, 72], *PARTS["指标"]]
    assert [one.get("fund.budget") for one in sheets({"甲": whole, "乙": other}).projects] == ["64万元", "80万元"]
    # Of two projects none can be told.
    second: list[list[Any]] = [["绩效自评表"], ["项目名称", "渠道清淤"], *PARTS["指标"]]
    found = sheets({"甲": whole, "乙": second, "目标": PARTS["目标"]})
    assert [one.get("goals.actual") for one in found.projects] == [None, None]
    assert [remark for remark in found.remarks if "“目标”" in remark and "没有读" in remark]


def test_indicators_on_cards() -> None:
    rows: list[list[Any]] = []
    for number, (name, target, actual, weight, score, reason) in enumerate(WHAT):
        level = "服务对象满意度指标" if number == 2 else "数量指标"
        rows += [["三级指标", name], ["二级指标", level], ["指标值", target], ["完成值", actual]]
        rows += [["分值", int(weight[:-1])], ["得分", score[:-1]], ["偏差原因", reason or ""], [""]]
    one = only(read_rows([*TOP, *rows, ["预期目标", "加固3座水库坝体，清理溢洪道860米。"]]))
    assert told(one) == WHAT and one.get("goals.expected") == ["加固3座水库坝体，清理溢洪道860米。"]
    at = {origin.path: origin.source for origin in one.origins}
    assert at["indicators[1].actual"] == f"表!B{len(TOP) + 12}"


def test_two_forms_side_by_side_are_two_projects() -> None:
    heads = ["二级指标", "三级指标", "指标值", "完成值", "分值", "得分", ""]
    rows: list[list[Any]] = [
        ["2024年度项目绩效自评表"],
        ["项目名称", "水库除险", "", "", "", "", "", "项目名称", "渠道清淤"],
        ["资金（万元）", "预算数", "执行数", "", "", "", "", "资金（万元）", "预算数", "执行数"],
        ["资金总额", 64, 61.5, "", "", "", "", "资金总额", 38, 37.2],
        [*heads, *heads],
        ["数量指标", "加固坝体", "≥3座", "3座", 90, 90, "", "数量指标", "清淤渠道", "≥12公里", "13公里", 90, 90],
        ["合计", "", "", "", 90, 90, "", "合计", "", "", "", 90, 90],
    ]
    found = read_rows(rows).projects
    assert [(one.get("project.name"), one.get("year"), one.get("fund.spent")) for one in found] == [
        ("水库除险", 2024, "61.5万元"),
        ("渠道清淤", 2024, "37.2万元"),
    ]
    assert [[row["name"] for row in one.data["indicators"]] for one in found] == [["加固坝体"], ["清淤渠道"]]


@pytest.mark.parametrize("form", ["指标{n}{what}", "指标{what}{n}", "指标{c}{what}"])
def test_indicators_one_behind_the_other_in_the_row_of_their_project(form: str) -> None:
    whats = ("名称", "目标值", "完成值")
    heads = [form.format(n=n, c=c, what=what) for n, c in ((1, "一"), (2, "二")) for what in whats]
    rows: list[list[Any]] = [
        ["柳溪县水利局2024年度项目绩效汇总（单位：万元）"],
        ["序号", "项目名称", "预算数", "执行数", *heads],
        [1, "水库除险", 64, 61.5, "加固坝体", "≥3座", "3座", "村民满意度", "≥90%", "94%"],
        [2, "渠道清淤", 38, 37.2, "清淤渠道", "≥12公里", "13公里", "", "", ""],
    ]
    first, second = read_rows(rows).projects
    assert [row[:3] for row in told(first)] == [("加固坝体", "≥3座", "3座"), ("村民满意度", "≥90%", "94%")]
    assert [row[:3] for row in told(second)] == [("清淤渠道", "≥12公里", "13公里")]
    assert (first.get("fund.spent"), second.get("project.name"), second.get("year")) == ("61.5万元", "渠道清淤", 2024)
    assert {one.path: one.source for one in first.origins}["indicators[1].actual"] == "表!J3"


def test_quarters_and_levels_number_no_indicators() -> None:
    rows: list[list[Any]] = [
        *TOP,
        ["一级指标", "二级指标", "三级指标", "指标值", "一季度完成值", "二季度完成值", "完成值"],
        ["产出指标", "数量指标", "加固坝体", "≥3座", "1座", "1座", "3座"],
    ]
    assert told(only(read_rows(rows)))[0][:3] == ("加固坝体", "≥3座", "3座")
