"""Heads that only the page explains. Invariants:

- a row below heads that numbers or codes them is no entry; columns under years are of the latest, the earlier are said;
- rows of levels, names and aims are indicators under whatever heads, and all that was told so is asked about; an entry
  whose cells are all words is no head;
- 单位 with a name behind it is who; aim and result may stand behind their own heads in one row;
- a list of what was spent by a month is one of monitoring;
- indicators that have all points leave none to the execution rate;
- a year is one that somebody wrote, not a code, a number of papers, the day of filling in or a value;
- a table of words that nobody knows is told row by row.
"""

from __future__ import annotations

from typing import Any

import pytest
from sheet_files import only, read_rows, xlsx

from drafter import api
from drafter.importing.case_text import case_text
from drafter.reading.sheets.words import known_words
from drafter.sheets.read import read_book
from drafter.sheets.years import named_year

pytestmark = pytest.mark.usefixtures("own_config")


WELLS: list[list[Any]] = [
    ["机井改造项目绩效自评表"],
    ["年度", "2024年"],
    ["项目名称", "机井改造"],
    ["单位", "和川县水利工程队"],
]
HEADS = ["一级指标", "二级指标", "三级指标", "指标值", "完成值", "分值", "得分"]
ROWS: list[list[Any]] = [
    ["产出指标", "数量指标", "改造机井", "≥36眼", "38眼", 60, 60],
    ["效益指标", "社会效益指标", "受益农户", "≥920户", "955户", 30, 30],
]


@pytest.mark.parametrize(
    "codes",
    [
        ["YJZB", "EJZB", "SJZB", "ZBZ", "WCZ", "FZ", "DF"],
        ["甲", "乙", "丙", "1", "2", "3", "4=2/1"],
        [1, 2, 3, 4, 5, 6, 7],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"],
    ],
)
def test_a_row_that_codes_its_heads_is_no_entry(codes: list[Any]) -> None:
    found = read_rows([*WELLS, HEADS, codes, *ROWS])
    assert [row["name"] for row in only(found).data["indicators"]] == ["改造机井", "受益农户"]
    assert not found.warned


def test_columns_under_years_are_of_the_latest() -> None:
    rows = [
        *WELLS,
        ["资金（万元）", "2023年", "", "2024年", ""],
        ["", "预算", "支出", "预算", "支出"],
        ["资金总额", 70, 66, 84, 79.8],
        HEADS,
        *ROWS,
    ]
    one = only(read_rows(rows, ("B5:C5", "D5:E5", "A5:A6")))
    assert (one.get("fund.budget"), one.get("fund.spent")) == ("84万元", "79.8万元")


@pytest.mark.parametrize(
    "heads", [["归类", "事项", "年初想达到", "年底做到", "占", "拿到"], ["类", "项", "想", "成", "占", "拿"]]
)
def test_rows_of_levels_names_and_aims_are_indicators_under_any_heads(heads: list[str]) -> None:
    rows = [*WELLS, heads, *[row[1:] for row in ROWS], ["质量指标", "出水达标率", "≥95%", "97%", 10, 10]]
    found = read_rows(rows)
    said = [(row["level2"], row["name"], row["target"]) for row in only(found).data["indicators"]]
    assert said == [
        ("数量指标", "改造机井", "≥36眼"),
        ("社会效益指标", "受益农户", "≥920户"),
        ("质量指标", "出水达标率", "≥95%"),
    ]
    assert {one.cell for one in found.warned} >= {"A5", "B5", "C5"}


def test_entries_of_words_alone_are_no_heads() -> None:
    words = [[*row[:5], f"{row[5]}分", f"{row[6]}分"] for row in ROWS]
    one = only(
        read_rows(
            [*WELLS, HEADS, *words, ["满意度指标", "服务对象满意度指标", "满意度", "≥90%", "95%", "10分", "10分"]]
        )
    )
    assert [(row["name"], row["weight"]) for row in one.data["indicators"]] == [
        ("改造机井", "60分"),
        ("受益农户", "30分"),
        ("满意度", "10分"),
    ]


def test_who_stands_behind_a_unit_and_goals_in_one_row() -> None:
    goals: list[Any] = ["总体目标", "盼望的", "改造机井36眼并通过验收。", "做成的", "改造机井38眼，全部验收。"]
    one = only(read_rows([*WELLS, goals, HEADS, *ROWS]))
    assert one.get("unit.name") == "和川县水利工程队" and one.get("year") == 2024
    assert one.get("goals.expected") == ["改造机井36眼并通过验收。"]
    assert one.get("goals.actual") == ["改造机井38眼，全部验收。"]
    money = only(read_rows([*WELLS[:3], ["单位", "万元"], HEADS, *ROWS]))
    assert money.get("unit.name") is None


def test_a_list_by_a_month_is_one_of_monitoring() -> None:
    rows: list[list[Any]] = [
        ["白石街道2024年上半年项目预算执行监控表"],
        ["项目", "年初预算（万元）", "1-6月支出（万元）", "支出进度", "存在问题", "下半年安排"],
        ["社区食堂", 48, 12, "25%", "两处选址没有定", "8月底前选定"],
        ["文化大院", 22, 11, "50%", "—", "—"],
    ]
    first, second = read_rows(rows).projects
    assert (first.genre, first.get("fund.progress"), first.get("fund.reason")) == (
        "monitoring",
        "12万元",
        "两处选址没有定",
    )
    assert first.get("fund.measure") == "8月底前选定" and second.get("fund.reason") is None


def test_indicators_that_have_all_points_leave_none_to_the_execution_rate() -> None:
    money: list[list[Any]] = [["资金（万元）", "预算数", "执行数"], ["资金总额", 84, 79.8]]
    last: list[Any] = ["满意度指标", "服务对象满意度指标", "农户满意度", "≥90%", "95%", 10, 10]
    one = only(read_rows([*WELLS, *money, HEADS, *ROWS, last]))
    case = api.read_case(case_text({"year": 2024, **one.data}), "案件")
    assert not case.contradictions
    assert str(case.fact("score.weight")) == "0分" and str(case.fact("score.total")) == "100分"
    assert "预算执行率不计分" in api.to_text(api.compose(case))
    # Where the rate was given points, ten more than a hundred are told.
    one.data["score"] = {"execution": "9.5分"}
    assert api.read_case(case_text({"year": 2024, **one.data}), "案件").contradictions


@pytest.mark.parametrize(
    ("titles", "year"),
    [
        ([["青桐县2023年预算绩效运行监控表"], ["主管部门", "青桐县林业局（203501）"]], 2023),
        ([["绩效自评表"], ["主管部门", "青桐县林业局（2035）"]], None),
        ([["绩效自评表"], ["主管部门", "2035县林业局"], ["联系电话", "20456789"]], None),
        ([["绩效自评表（2024）"], ["文号", "青财〔2023〕17号"]], 2024),
        ([["青财（2023）17号附件"], ["二〇二四年度绩效自评表"]], 2024),
        ([["2024年第1批项目绩效自评表"], ["填报：2025年3月18日"]], 2024),
        ([["绩效自评表"], ["填报：2025年3月18日"]], None),
        ([["绩效自评表"], ["监控期：2024年1月1日至6月30日"]], 2024),
        ([["绩效自评表"], ["实施单位", "2026年修缮工程指挥部"]], None),
        ([["绩效自评表"], ["年度", 2024]], 2024),
        ([["绩效自评表"], ["年度", "预算代码2024051"]], None),
    ],
)
def test_a_year_is_one_that_was_written(titles: list[list[Any]], year: int | None) -> None:
    assert only(read_rows([*titles, ["项目名称", "机井改造"], HEADS, *ROWS])).get("year") == year


@pytest.mark.parametrize(
    ("names", "year"),
    [
        (("表1", "2024自评表.xlsx"), "2024"),
        (("2024", "自评表.xlsx"), "2024"),
        (("自评表-2024.xlsx",), "2024"),
        (("二〇二三年度自评", "附件2024.xlsx"), "2023"),
        (("帮扶2051户台账.xlsx",), ""),
        (("XM-2031.xlsx",), ""),
        (("2025-03-21导出.xls",), ""),
        (("203105.xls",), ""),
    ],
)
def test_the_year_of_a_name(names: tuple[str, ...], year: str) -> None:
    assert named_year(names, known_words()) == year


def test_what_came_of_an_aim_stands_below_it_under_a_head_of_its_own() -> None:
    for said in ("实际完成", "年底做成"):
        goals: list[list[Any]] = [
            ["总体目标", "预期目标", "改造机井36眼并通过验收。"],
            ["", said, "改造机井38眼，全部验收。"],
        ]
        rows = [*WELLS, *goals, HEADS, *ROWS]
        one = only(
            read_book(
                xlsx({"表": rows}, {"表": (f"A{len(WELLS) + 1}:A{len(WELLS) + 2}",)}), "表.xlsx", api.engine().settings
            )
        )
        assert one.get("goals.expected") == ["改造机井36眼并通过验收。"]
        assert one.get("goals.actual") == ["改造机井38眼，全部验收。"]


def test_a_table_of_words_that_nobody_knows_is_told_row_by_row() -> None:
    table: list[list[Any]] = [
        ["管护情况", "环节", "怎么做的", "缺什么"],
        ["", "巡查登记", "每月巡查两次，做好记录", "无"],
        ["", "配件更换", "由厂家上门更换电缆", "经费不足"],
    ]
    one = only(read_rows([*WELLS, *table, HEADS, *ROWS]))
    told = [(left.words, left.source) for left in one.unplaced]
    row = len(WELLS) + 2
    assert told == [
        ("巡查登记：每月巡查两次，做好记录", f"表!C{row}"),
        ("配件更换：由厂家上门更换电缆；经费不足", f"表!C{row + 1}"),
    ]
    # One row by itself is no table.
    assert not only(read_rows([*WELLS, table[1], HEADS, *ROWS])).unplaced


@pytest.mark.parametrize("codes", [("5301", "5302"), (5301, 5302), ("SL-01", "SL-02")])
def test_codes_stand_for_names_where_projects_have_none(codes: tuple[Any, Any]) -> None:
    heads = ["项目编码", "预算数（万元）", "支出数（万元）", "执行率"]
    found = read_rows([["2024年项目台账"], heads, [codes[0], 10, 9, 0.9], [codes[1], 20, 19, 0.95]])
    whole = found.summary.data["projects"] if found.summary else []
    assert [(row["name"], row["budget"]) for row in whole] == [(str(codes[0]), "10万元"), (str(codes[1]), "20万元")]


def test_a_code_among_names_stays_a_code() -> None:
    heads = ["项目编码", "项目名称", "预算数（万元）", "支出数（万元）"]
    found = read_rows([["2024年项目台账"], heads, ["5301", "机井改造", 10, 9], ["5302", "山塘加固", 20, 19]])
    assert [row["name"] for row in (found.summary.data["projects"] if found.summary else [])] == [
        "机井改造",
        "山塘加固",
    ]


@pytest.mark.parametrize("signs", ["①②③④⑤⑥⑦", "¹²³⁴⁵⁶⁷"])
def test_signs_that_number_heads_are_no_figures_to_reckon_with(signs: str) -> None:
    found = read_rows([*WELLS, HEADS, list(signs), *ROWS])
    assert [row["name"] for row in only(found).data["indicators"]][-2:] == ["改造机井", "受益农户"]
