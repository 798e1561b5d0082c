"""Rows of a sheet that are no facts of their own: examples, sums above and below, titles, levels, parts of a sum."""

from __future__ import annotations

from typing import Any

import pytest
from sheet_files import FORM, changed, only, read_rows, xlsx

from drafter import api
from drafter.reading.sheets.words import known_words
from drafter.sheets.indicator_rows import measured
from drafter.sheets.labels import chosen
from drafter.sheets.read import Sheets, read_book

pytestmark = pytest.mark.usefixtures("own_config")


def names(found: Sheets) -> list[str]:
    return [row["name"] for row in only(found).data["indicators"]]


OWN = ["保洁河道", "保洁合格率", "长效机制", "群众满意度"]


# -- examples ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "row",
    [
        ["示例：产出指标", "数量指标", "修渠长度", "≥77公里", "77公里", 10, 10],
        ["产出指标", "数量指标", "（示例）修渠长度", "≥77公里", "77公里", 10, 10],
        ["例", "数量指标", "修渠长度", "≥77公里", "77公里", 10, 10],
        ["产出指标", "数量指标", "修渠长度", "≥77公里", "77公里", 10, 10, "本行为示例，请勿删除"],
        ["产出指标", "数量指标", "××渠长度", "≥77公里", "77公里", 10, 10],
    ],
)
def test_a_row_that_shows_how_to_fill_the_table_is_said_and_not_read(row: list[Any]) -> None:
    found = read_rows([*FORM[:12], row, *FORM[12:]])
    assert names(found) == OWN and not found.warned
    assert [one for one in found.remarks if "第13行是示例" in one]
    assert only(found).data["indicators"][0]["level1"] == "产出指标"


def test_an_example_over_several_rows_is_none_of_the_project() -> None:
    shown = [["示例", "数量指标", "修渠长度", "≥77公里", "77公里", 10, 10], ["", "", "建闸", "≥7座", "7座", 10, 10]]
    assert names(read_rows([*FORM[:12], *shown, *FORM[12:]], ["A13:A14"])) == OWN


@pytest.mark.parametrize(
    ("said", "first", "shown"),
    [
        ("示例", False, True), ("【样例】清淤", False, True), ("举例：清淤", False, True), ("例1", False, True),
        ("例", True, True), ("例", False, False), ("案例", True, False), ("示范点", True, False),
        ("示例基地建设", True, False), ("例会次数", True, False), ("（一）产出指标", True, False),
    ],
)  # fmt: skip
def test_words_that_show(said: str, first: bool, shown: bool) -> None:
    assert known_words().example(said, first) is shown


def test_cases_of_a_sickness_are_counted_and_are_no_examples() -> None:
    rows = [list(row) for row in FORM]
    rows[11] = ["一级指标", "二级指标", "三级指标", "指标值", "计量单位", "实际完成值", "分值", "得分"]
    rows[12] = ["产出指标", "数量指标", "手术", 30, "例", 31, 50, 50]
    rows[13:16] = [["效益指标", "社会效益指标", "就诊", 200, "人", 210, 40, 40]]
    assert [row["target"] for row in only(read_rows(rows)).data["indicators"]] == ["30例", "200人"]


@pytest.mark.parametrize("title", ["填报须知", "填写指南", "绩效自评表填报要求", "项目支出绩效自评表（填写示例）"])
def test_a_sheet_that_tells_how_to_fill_forms_has_no_facts(title: str) -> None:
    shown: list[list[Any]] = [
        [title],
        ["三级指标", "年度指标值", "实际完成值", "分值", "得分"],
        ["修渠长度", "≥77公里", "77公里", 10, 10],
    ]
    found = read_book(xlsx({"一": shown, "二": FORM}), "表.xlsx", api.engine().settings)
    assert names(found) == OWN and [one for one in found.remarks if "“一”" in one]


def test_a_form_of_an_example_is_no_project() -> None:
    found = read_book(xlsx({"一": changed(3, 2, "（示例）修渠"), "二": FORM}), "表.xlsx", api.engine().settings)
    assert names(found) == OWN


@pytest.mark.parametrize("hint", ["请选择", "（请填写单位全称）", "示例：青水县水利局", "系统自动生成"])
def test_what_a_form_asks_for_is_no_answer(hint: str) -> None:
    found = read_rows(changed(4, 2, hint))
    assert only(found).get("project.department") is None
    assert [one for one in found.warned if "主管部门" in str(one.what)]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("☑新增项目　□延续项目", "新增项目"), ("新增项目□ 延续项目☑", "延续项目"), ("（√）新增（ ）延续", "新增"),
        ("□常年 ☑延续 □一次性", "延续"), ("□新增 □延续", ""), ("青水县水利局（盖章）", "青水县水利局"),
        ("青水县水利局（本级）", "青水县水利局（本级）"), ("河道（ ）整治", "河道（ ）整治"), ("新增项目", "新增项目"),
    ],
)  # fmt: skip
def test_of_boxes_what_is_ticked(said: str, told: str) -> None:
    assert chosen(said) == told


# -- indicators -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("name", "bare", "unit"),
    [
        ("修渠长度（公里）", "修渠长度", "公里"), ("清淤量(单位：万立方米)", "清淤量", "万立方米"),
        ("亩均投入（元/亩）", "亩均投入", "元/亩"), ("检查（座次）", "检查", "座次"), ("合格率（％）", "合格率", "%"),
        ("渠道（一期）", "渠道（一期）", ""), ("培训（含线上）", "培训（含线上）", ""), ("长效机制", "长效机制", ""),
        ("设备（台/套）", "设备", "台/套"), ("居民（低保）", "居民（低保）", ""),
    ],
)  # fmt: skip
def test_a_unit_behind_a_name(name: str, bare: str, unit: str) -> None:
    assert measured(name) == (bare, unit)


def test_bare_values_are_counted_in_the_unit_behind_the_name() -> None:
    rows = changed(12, 2, "保洁河道（公里）")
    rows[12][3:5] = ["≥36", 35]
    rows[13][2:5] = ["保洁合格率（%）", "≥95", 97.2]
    told = [(row["name"], row["target"], row["actual"]) for row in only(read_rows(rows)).data["indicators"][:2]]
    assert told == [("保洁河道", "≥36公里", "35公里"), ("保洁合格率", "≥95%", "97.2%")]


LEVELLED: list[list[Any]] = [
    *FORM[:11],
    ["序号", "绩效指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因"],
    ["一", "产出指标", "", "", 50, 49.31, ""],
    ["（一）", "数量指标", "", "", 25, 24.31, ""],
    [1, "保洁河道", "≥36公里", "35公里", 25, 24.31, "汛期停工"],
    ["（二）", "成本指标", "", "", 25, 25, ""],
    [2, "每公里费用", "≤3万元", "2.9万元", 25, 25, ""],
    ["二", "满意度指标", "", "", 40, 40, ""],
    ["（一）", "服务对象满意度指标", "", "", 40, 40, ""],
    [3, "群众满意度", "≥90%", "93%", 40, 40, ""],
    ["总 分", "", "", "", 100, 98.31, ""],
]


def test_levels_with_their_number_beside_them_count_for_what_is_below() -> None:
    found = read_rows(LEVELLED)
    assert [(row["level1"], row["level2"], row["name"]) for row in only(found).data["indicators"]] == [
        ("产出指标", "数量指标", "保洁河道"),
        ("产出指标", "成本指标", "每公里费用"),
        ("满意度指标", "服务对象满意度指标", "群众满意度"),
    ]
    assert not found.warned and only(found).get("score.total") == "98.31分"


@pytest.mark.parametrize("said", ["权重合计", "分值总计", "各项指标合计"])
def test_a_sum_under_a_name_of_its_own_is_no_indicator(said: str) -> None:
    found = read_rows(changed(16, 0, said))
    assert names(found) == OWN and not found.warned


def test_an_indicator_may_count_a_sum() -> None:
    assert names(read_rows(changed(12, 2, "投资合计"))) == ["投资合计", *OWN[1:]]


@pytest.mark.parametrize(
    ("target", "actual", "asked"),
    [
        ("≥36公里", "已完成", True), ("36公里", "全部完成", True), ("建立健全", "已完成", False),
        ("2024年12月底前", "按期完成", False), ("≥36公里", "三十六公里", False), ("≥36公里", "36公里", False),
    ],
)  # fmt: skip
def test_a_result_in_words_against_figures_is_asked_about(target: str, actual: str, asked: bool) -> None:
    rows = changed(12, 4, actual)
    rows[12][3], rows[12][6] = target, 24.31
    assert any("应当是数" in str(one.what) for one in read_rows(rows).warned) is asked
    assert only(read_rows(rows)).data["indicators"][0]["actual"] == actual


# -- money ------------------------------------------------------------------------------------------------------------
def test_money_parted_twice_has_titles_between_its_rows() -> None:
    rows: list[list[Any]] = [
        ["部门整体支出绩效自评表（2024年度）", "", "", "", "", "单位：万元"],
        ["部门名称", "青水县林业局"],
        ["预算执行", "支出构成", "年初预算数", "全年预算数", "全年执行数"],
        ["", "部门整体支出总额", 100, 120, 110],
        ["", "（一）按支出性质分："],
        ["", "1.基本支出", 40, 50, 48],
        ["", "2.项目支出", 60, 70, 62],
        ["", "（二）按资金来源分：财政拨款", 90, 110, 101],
        ["", "其他资金", 10, 10, 9],
    ]
    found = read_rows(rows, ["A3:A9"])
    wanted = {"fund.initial_basic": "40万元", "fund.basic": "50万元", "fund.spent_project": "62万元",
              "fund.current.budget": "110万元", "fund.other.spent": "9万元", "fund.budget": "120万元"}  # fmt: skip
    assert {path: only(found).get(path) for path in wanted} == wanted and not found.warned


def test_money_of_the_term_and_of_the_year_stand_side_by_side() -> None:
    rows: list[list[Any]] = [
        ["项目支出绩效目标申报表（2025年度）", "", "", "单位：元"],
        ["项目名称", "修渠"],
        ["项目资金", "资金来源", "实施期资金", "2025年度资金", "测算依据"],
        ["", "资金总额", 900000, 300000, "按合同"],
        ["", "财政拨款", 800000, 250000],
        ["", "其他资金", 100000, 50000],
        ["一级指标", "二级指标", "三级指标", "指标值"],
        ["产出指标", "数量指标", "修渠长度", "≥36公里"],
    ]
    found = read_rows(rows, ["A3:A6"])
    wanted = {"fund.term.total": "900000元", "fund.initial": "300000元", "fund.term.current": "800000元",
              "fund.current.initial": "250000元", "fund.other.initial": "50000元"}  # fmt: skip
    assert {path: only(found).get(path) for path in wanted} == wanted


# -- lists ------------------------------------------------------------------------------------------------------------
PARTS: list[list[Any]] = [
    ["青榆镇2024年度项目支出情况表", "", "", "", "", "", "单位：元"],
    ["序号", "项目名称", "预算安排", "", "", "实际支出", "结余"],
    ["", "", "上级资金", "镇级资金", "合计"],
    ["例", "××村修渠", 7000, "—", 7000, 7000, "—"],
    [1, "修渠", 50000, 30000, 80000, 76000, 4000],
    [2, "植树", "—", 20000, 20000, 20000, "—"],
    ["合计", "", 50000, 50000, 100000, 96000, 4000],
]


def test_of_parts_and_their_sum_the_sum_is_the_budget() -> None:
    found = read_rows(PARTS, ["A2:A3", "B2:B3", "C2:E2", "F2:F3", "G2:G3"])
    assert not found.warned
    assert [(one.get("project.name"), one.get("fund.budget")) for one in found.projects] == [
        ("修渠", "80000元"),
        ("植树", "20000元"),
    ]
    first = found.projects[0]
    assert first.get("fund.superior.budget") == "50000元"
    assert first.data["fund"]["sources"] == [{"name": "镇级资金", "budget": "30000元"}]
    assert found.summary is not None and not found.summary.unplaced


def test_parts_without_a_sum_are_none_of_them_the_budget() -> None:
    rows = [[*row[:4], *row[5:]] for row in PARTS]
    found = read_rows(rows, ["A2:A3", "B2:B3", "C2:D2", "E2:E3", "F2:F3"])
    assert [one.get("fund.budget") for one in found.projects] == [None, None]


ABOVE: list[list[Any]] = [
    ["青水县水利局2024年度项目支出绩效自评汇总表（单位：万元）"],
    ["序号", "科室", "项目名称", "预算数", "执行数", "自评得分"],
    ["合计", "", "", 60, 57, ""],
    ["", "水政科", "小计", 30, 28, ""],
    [1, "", "巡河", 10, 9, 95],
    [2, "", "普法", 20, 19, 96],
    ["", "建管科", "小计", 30, 29, ""],
    [3, "", "修闸", 30, 29, 97],
]


def sections(found: Sheets) -> list[tuple[object, object]]:
    return [(one.get("project.section"), one.get("project.name")) for one in found.projects]


def test_sums_above_their_projects_say_whose_they_are() -> None:
    found = read_rows(ABOVE)
    assert sections(found) == [("水政科", "巡河"), ("水政科", "普法"), ("建管科", "修闸")]
    assert not found.warned


@pytest.mark.parametrize(("row", "column", "value", "cell"), [(3, 3, 31, "D4"), (6, 4, 28, "E7"), (2, 4, 58, "E3")])
def test_sums_above_are_compared_with_what_is_below(row: int, column: int, value: Any, cell: str) -> None:
    assert [one.cell for one in read_rows(changed(row, column, value, ABOVE)).warned] == [cell]


@pytest.mark.parametrize("begins", [(("一", "水政科"), ("二", "建管科")), (("", "一、水政科"), ("", "（二）建管科"))])
def test_groups_numbered_otherwise_than_their_projects_are_sums(begins: tuple[tuple[str, str], ...]) -> None:
    rows: list[list[Any]] = [
        ["青水县2024年度项目支出情况表（单位：万元）"],
        ["序号", "项目名称", "预算数", "执行数"],
        [*begins[0], 30, 28],
        [1, "巡河", 10, 9],
        [2, "普法", 20, 19],
        [*begins[1], 30, 29],
        [1, "修闸", 30, 29],
    ]
    found = read_rows(rows)
    assert [one.get("project.name") for one in found.projects] == ["巡河", "普法", "修闸"] and not found.warned


# -- other layouts ----------------------------------------------------------------------------------------------------
ASIDE: list[list[Any]] = [
    ["青水街道2024年度项目支出对照表"],
    ["", "", "", "单位：万元"],
    ["项目名称", "巡河", "普法", "修闸"],
    ["责任科室", "水政科", "水政科", "建管科"],
    ["预算数", 10, 20, 30],
    ["执行数", 9, 19, 29],
    ["自评得分", 95, 96, 97],
    ["注：数据截至12月31日。"],
]


def test_a_list_on_its_side_has_all_its_projects() -> None:
    found = read_rows(ASIDE)
    assert sections(found) == [("水政科", "巡河"), ("水政科", "普法"), ("建管科", "修闸")]
    last = found.projects[-1]
    assert last.get("fund.budget") == "30万元"
    assert [one.source for one in last.origins if one.path == "fund.spent"] == ["表!D6"]
    wrong = read_rows(changed(5, 2, 21, ASIDE))
    assert [one.cell for one in wrong.warned] == ["C6"]


def test_a_form_with_labels_in_one_row_is_no_list_on_its_side() -> None:
    rows: list[list[Any]] = [
        ["项目名称", "巡河", "主管部门", "青水县水利局"],
        ["预算数", 10, "执行数", 9],
        ["自评得分", 95, "自评等级", "优"],
    ]
    assert only(read_rows([["项目支出绩效自评表"], *rows])).get("project.name") == "巡河"


PAGES: list[list[Any]] = [
    ["序号", "项目名称", "预算数（万元）", "指标名称", "指标值", "完成值", "分值", "得分"],
    [1, "巡河", 10, "巡河里程", "≥36公里", "36公里", 50, 50],
    ["", "", "", "发现问题", "≥5处", "5处", 50, 50],
]


@pytest.mark.parametrize("between", [[["第1页，共2页"], []], [[]], [["明细表（续）"]], []])
def test_the_head_of_the_next_page_goes_on_with_the_table(between: list[list[Any]]) -> None:
    more = [[2, "普法", 20, "宣讲", "≥3场", "3场", 100, 100]]
    found = read_rows([["项目绩效指标明细表"], *PAGES, *between, PAGES[0], *more])
    assert [(one.get("project.name"), len(one.data["indicators"])) for one in found.projects] == [
        ("巡河", 2),
        ("普法", 1),
    ]


PROJECTS: list[list[Any]] = [
    ["项目编码", "项目名称", "预算单位", "全年预算数（元）", "全年执行数（元）"],
    ["A01", "巡河", "青水县河道站", 100000, 90000],
    ["A02", "普法", "青水县水政科", 200000, 190000],
    ["合计", "", "", 300000, 280000],
]
INDICATORS: list[list[Any]] = [
    ["项目编码", "一级指标", "二级指标", "三级指标", "指标值", "完成值", "分值", "得分"],
    ["A01", "产出指标", "数量指标", "巡河里程", "≥36公里", "36公里", 100, 100],
    ["A02", "产出指标", "数量指标", "宣讲", "≥3场", "3场", 100, 100],
]


@pytest.mark.parametrize("first", ["项目", "指标"])
def test_projects_and_their_indicators_on_two_sheets_are_one_case_each(first: str) -> None:
    sheets = {"项目": PROJECTS, "指标": INDICATORS}
    book = xlsx({name: sheets[name] for name in sorted(sheets, key=lambda one: one != first)})
    found = read_book(book, "表.xlsx", api.engine().settings)
    told = [(one.get("project.name"), one.get("fund.budget"), [row["name"] for row in one.data["indicators"]])
            for one in found.projects]  # fmt: skip
    assert told == [("巡河", "100000元", ["巡河里程"]), ("普法", "200000元", ["宣讲"])] and not found.warned
    assert [one.source for one in found.projects[1].origins if one.path == "fund.spent"] == ["项目!E3"]


def test_a_project_without_indicators_on_the_other_sheet_is_a_case_of_its_own() -> None:
    book = xlsx({"项目": [*PROJECTS[:3], ["A03", "修闸", "青水县河道站", 300000, 290000]], "指标": INDICATORS})
    found = read_book(book, "表.xlsx", api.engine().settings)
    assert [one.get("project.name") for one in found.projects] == ["巡河", "普法", "修闸"]


@pytest.mark.parametrize(("year", "planned"), [("2025", "300000元"), ("2026", "350000元")])
def test_of_a_plan_for_some_years_the_year_of_the_form_is_planned(year: str, planned: str) -> None:
    rows: list[list[Any]] = [
        [f"项目支出绩效目标申报表（{year}年度）", "", "", "单位：元"],
        ["项目名称", "修渠"],
        ["资金来源", "总额", "2025年", "2026年"],
        ["合计", 650000, 300000, 350000],
        ["一般公共预算", 650000, 300000, 350000],
        ["一级指标", "二级指标", "三级指标", "指标值"],
        ["产出指标", "数量指标", "修渠长度", "≥36公里"],
    ]
    found = read_rows(rows)
    wanted = {"fund.term.total": "650000元", "fund.initial": planned, "fund.term.public": "650000元"}
    assert {path: only(found).get(path) for path in wanted} == wanted
    assert [one for one in found.remarks if "别的年度" in one]


@pytest.mark.parametrize("heads", [("年初设定", "年末完成"), ("预期目标", "落到实处的")])
def test_a_head_that_nobody_has_met_beside_the_goal_is_no_goal(heads: tuple[str, str]) -> None:
    rows = [list(row) for row in FORM]
    rows[9] = ["年度总体目标", heads[0], "", "", heads[1]]
    one = only(read_rows(rows))
    assert (one.get("goals.expected"), one.get("goals.actual")) == (["保洁河道36公里。"], ["保洁河道35公里。"])


@pytest.mark.parametrize(
    ("name", "target", "actual", "read_as", "asked"),
    [
        ("村民满意度", 0.9, 0.934, "93.4%", False), ("村民不满意度", 0.9, 0.8, "0.8%", True),
        ("满意度提升", 0.9, 0.95, "0.95%", True), ("投诉下降率", 12, 13, "13%", False),
    ],
)  # fmt: skip
def test_a_share_near_the_whole_is_known_by_its_name(
    name: str, target: Any, actual: Any, read_as: str, asked: bool
) -> None:
    rows: list[list[Any]] = [
        ["项目支出绩效自评表（2024年度）"],
        ["项目名称", "修渠"],
        ["一级指标", "二级指标", "三级指标", "指标值", "计量单位", "完成值"],
        ["产出指标", "质量指标", "诉求下降率", 10, "%", 12],
        ["满意度指标", "服务对象满意度指标", name, target, "%", actual],
    ]
    found = read_rows(rows)
    assert only(found).data["indicators"][1]["actual"] == read_as
    assert any("F5" in one.cell for one in found.warned) is asked


# -- units, groups ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("unit", "rate"), [("万元", "%"), ("（元）", "（%）")])
def test_a_row_of_units_below_the_heads_is_what_they_count_in(unit: str, rate: str) -> None:
    rows = [list(row) for row in FORM]
    rows[2] = []
    rows[5][0] = "项目资金"
    rows.insert(6, ["", "", unit, unit, unit, "分", rate, "分"])
    said = unit.strip("（）")
    wanted = {"fund.initial": f"100{said}", "fund.budget": f"120{said}", "fund.current.spent": f"88{said}"}
    assert {path: only(read_rows(rows)).get(path) for path in wanted} == wanted


GROUPED: list[list[Any]] = [
    ["青水县2024年度项目支出情况表（单位：万元）"],
    ["项目名称", "预算数", "执行数"],
    ["水政科", 30, 28],
    ["　　巡河", 10, 9],
    ["　　普法", 20, 19],
    ["建管科", 30, 29],
    ["　　修闸", 30, 29],
]


def test_what_is_set_out_to_the_left_and_comes_to_the_rows_below_is_their_sum() -> None:
    found = read_rows(GROUPED)
    assert [one.get("project.name") for one in found.projects] == ["巡河", "普法", "修闸"] and not found.warned


def test_blanks_before_a_name_make_no_sum_of_the_row_above() -> None:
    found = read_rows(changed(2, 1, 33, GROUPED))
    assert [one.get("project.name") for one in found.projects] == ["水政科", "巡河", "普法", "修闸"]


def test_a_row_that_comes_to_those_below_it_is_asked_about() -> None:
    found = read_rows(
        [[str(cell).strip("　") if index == 0 else cell for index, cell in enumerate(row)] for row in GROUPED]
    )
    assert [one.get("project.name") for one in found.projects] == ["水政科", "巡河", "普法", "建管科", "修闸"]
    assert [one.cell for one in found.warned] == ["A3"]


def test_a_group_of_no_projects_is_a_project() -> None:
    rows: list[list[Any]] = [
        ["青水县2024年度项目支出情况表（单位：万元）"],
        ["序号", "项目名称", "预算数", "执行数"],
        ["一", "机关", 30, 28],
        [1, "巡河", 10, 9],
        [2, "普法", 20, 19],
        ["二", "培训", 5, 5],
        ["", "合计", 35, 33],
    ]
    found = read_rows(rows)
    assert [one.get("project.name") for one in found.projects] == ["巡河", "普法", "培训"] and not found.warned


BLOCK: list[list[Any]] = [
    ["填写示例："],
    ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
    ["产出指标", "数量指标", "修渠长度", "≥77公里", "77公里", 50, 50],
]


@pytest.mark.parametrize("rows", [[*FORM, [], *BLOCK], [*BLOCK, [], *FORM], [*BLOCK, *FORM]])
def test_a_table_under_the_title_of_an_example_is_said_and_not_read(rows: list[list[Any]]) -> None:
    found = read_rows(rows)
    assert (
        names(found) == OWN and not found.warned and [one for one in found.remarks if "示例" in one or "没有读" in one]
    )


def test_rows_within_a_project_are_said_and_are_no_projects() -> None:
    rows: list[list[Any]] = [
        ["青水县2024年度项目支出情况表（单位：万元）"],
        ["序号", "项目名称", "预算数", "执行数"],
        [1, "巡河", 30, 28],
        ["", "其中：上游段", 10, 9],
        ["", "下游段", 20, 19],
        [2, "培训", 5, 5],
        ["", "合计", 35, 33],
    ]
    found = read_rows(rows)
    assert [one.get("project.name") for one in found.projects] == ["巡河", "培训"] and not found.warned
    assert len([one for one in found.remarks if "上面一行里的" in one]) == 2


def test_a_list_beside_itself_has_the_projects_of_both_halves() -> None:
    rows: list[list[Any]] = [
        ["青水县2024年度项目支出情况表（单位：万元）"],
        ["项目名称", "预算数", "执行数", "项目名称", "预算数", "执行数"],
        ["巡河", 30, 28, "培训", 5, 4],
        ["修闸", 10, 9, "", "", ""],
    ]
    found = read_rows(rows)
    told = [(one.get("project.name"), one.get("fund.spent")) for one in found.projects]
    assert told == [("巡河", "28万元"), ("修闸", "9万元"), ("培训", "4万元")]
    assert [one.source for one in found.projects[2].origins if one.path == "fund.spent"] == ["表!F3"]


def test_a_unit_over_one_column_is_that_columns_where_the_page_has_its_own() -> None:
    rows: list[list[Any]] = [
        ["青水县2024年度项目支出情况表", "", "金额单位：万元"],
        ["项目名称", "预算数（元）", "执行数"],
        ["巡河", 300000, 28],
    ]
    one = only(read_rows(rows))
    assert (one.get("fund.budget"), one.get("fund.spent")) == ("300000元", "28万元")


def test_an_example_of_an_export_goes_with_all_its_rows() -> None:
    rows: list[list[Any]] = [
        ["项目名称", "全年预算数（元）", "三级指标", "指标值", "完成值", "分值", "得分"],
        ["示例项目", 5000, "示例指标", 7, 7, 50, 50],
        ["", "", "另一指标", 8, 8, 50, 50],
        ["修渠", 100000, "长度", "≥10公里", "10公里", 100, 100],
    ]
    assert [one.get("project.name") for one in read_rows(rows, ["A2:A3", "B2:B3"]).projects] == ["修渠"]
