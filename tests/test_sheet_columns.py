"""Columns and rows that their neighbours explain. Invariants:

- levels, signs and units under heads that nobody has met are told by their words, what was spent by what is left or by
  its rate; all of it is asked about, and what nothing confirms is left alone;
- 单位 before what is measured is who carries out, behind it how it is counted; ≥95 takes the unit beside it;
- sources by giver may stand beside this year's money or within it; a total that none of that gives is told;
- two heads beside a title that reaches further down are what was aimed at and what came of it; goals may be numbered;
- a list keeps what its projects contain and came to, and it comes back out of the sheet.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sheet_files import only, read_rows, xlsx

from drafter import api
from drafter.errors import UnknownName
from drafter.facts.sources import GIVERS, together
from drafter.importing.case_text import case_text
from drafter.reading.sheets.errors import NothingInBook
from drafter.sheets.read import read_book
from drafter.writing.sheet.forms import form_book

pytestmark = pytest.mark.usefixtures("own_config")


SCHOOL: list[list[Any]] = [["校园维修项目绩效自评表（2024年）"], ["项目名称", "操场翻新"], ["单位：万元"]]


@pytest.mark.parametrize("heads", [("大类", "小类", "怎么比", "量"), ("层级一", "层级二", "规则", "以何计")])
def test_levels_signs_and_units_are_told_by_their_words(heads: tuple[str, ...]) -> None:
    first, second, sign, unit = heads
    rows = [
        *SCHOOL,
        [first, second, "三级指标", sign, "目标值", unit, "完成值", "分值", "得分"],
        ["产出", "数量", "翻新操场", "大于等于", 4, "片", 4, 50, 50],
        ["产出", "质量", "合格率", "=", 100, "%", 98, 20, 19.6],
        ["效果", "社会效益", "受益学生", "大于等于", 2600, "人", 2750, 20, 20],
        ["合计", "", "", "", "", "", "", 90, 89.6],
    ]
    found = read_rows(rows)
    said = [(row["level1"], row["level2"], row["target"], row["actual"]) for row in only(found).data["indicators"]]
    assert said == [
        ("产出指标", "数量指标", "≥4片", "4片"),
        ("产出指标", "质量指标", "=100%", "98%"),
        ("效益指标", "社会效益指标", "≥2600人", "2750人"),
    ]
    assert {one.cell for one in found.warned} >= {"A4", "B4", "D4", "F4"}


LANES: list[list[Any]] = [
    ["西桥镇2024年项目支出情况"],
    ["项目名称", "预算数（万元）", "花掉", "结余（万元）"],
    ["巷道亮化", 40, 36.5, 3.5],
    ["厕所管护", 12, 12, 0],
    ["合计", 52, 48.5, 3.5],
]


def test_what_was_spent_is_told_by_what_is_left_or_by_its_rate() -> None:
    by_rate: list[list[Any]] = [
        [*row[:3], rate] for row, rate in zip(LANES, ["", "执行率", 0.9125, 1, ""], strict=True)
    ]
    for rows in (LANES, by_rate):
        found = read_rows(rows)
        assert [one.get("fund.spent") for one in found.projects] == ["36.5万元", "12万元"]
        assert [one.cell for one in found.warned] == ["C2"]


def test_an_amount_that_nothing_confirms_is_left_alone() -> None:
    rows = [list(row) for row in LANES]
    rows[3][2] = 11
    found = read_rows(rows)
    assert [one.get("fund.spent") for one in found.projects] == [None, None]
    assert any("花掉" in one for one in found.remarks)


def test_the_same_head_is_who_or_how() -> None:
    rows: list[list[Any]] = [
        [
            "年度",
            "单位",
            "项目",
            "预算（万元）",
            "执行（万元）",
            "一级指标",
            "二级指标",
            "三级指标",
            "指标值",
            "单位",
            "完成值",
        ],
        [2024, "城北水厂", "管网检漏", 30, 28, "产出指标", "数量指标", "检漏里程", "≥46", "公里", 47.5],
        [2024, "城北水厂", "管网检漏", 30, 28, "产出指标", "质量指标", "漏损率", "≤9", "%", 8.4],
    ]
    one = only(read_rows(rows))
    assert one.get("project.implementer") == "城北水厂"
    assert [(row["target"], row["actual"]) for row in one.data["indicators"]] == [
        ("≥46公里", "47.5公里"),
        ("≤9%", "8.4%"),
    ]


def money(lines: list[list[Any]]) -> list[list[Any]]:
    return [*SCHOOL, ["资金来源", "全年预算数", "全年执行数"], *lines,
            ["一级指标", "二级指标", "三级指标", "指标值", "完成值", "分值", "得分"],
            ["产出指标", "数量指标", "翻新操场", "≥4片", "4片", 90, 90]]  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ([["资金总额", 90, 88], ["市级资金", 50, 50], ["区级资金", 34, 33], ["其他资金", 6, 5]], []),
        ([["资金总额", 90, 88], ["当年财政拨款", 84, 83], ["其中：市级资金", 50, 50], ["其他资金", 6, 5]], []),
        ([["资金总额", 90, 88], ["本级财政拨款", 40, 40], ["上级补助", 44, 43], ["其他资金", 6, 5]], []),
        ([["资金总额", 95, 88], ["市级资金", 50, 50], ["区级资金", 34, 33], ["其他资金", 6, 5]], ["B5"]),
        ([["资金总额", 90, 80], ["当年财政拨款", 84, 83], ["其中：市级资金", 50, 50], ["其他资金", 6, 5]], ["C5"]),
    ],
)
def test_sources_by_giver_stand_beside_or_within(lines: list[list[Any]], told: list[str]) -> None:
    found = read_rows(money(lines))
    assert [one.cell for one in found.warned if "合计" in str(one.what)] == told
    case = api.read_case(case_text({"year": 2024, **only(found).data}), "案件")
    assert len([one for one in case.contradictions if "合计" in str(one.what)]) == len(told)


@given(st.dictionaries(st.sampled_from(("current", "carried", "other")), st.decimals(0, 999, places=2), min_size=1))
def test_sources_by_year_come_to_one_sum(amounts: dict[str, Decimal]) -> None:
    assert together(amounts) == (sum(amounts.values()),)
    assert together(dict.fromkeys(GIVERS, Decimal(1))) == ()


@pytest.mark.parametrize("heads", [("当初想的", "后来做的"), ("设想", "落地")])
def test_two_heads_beside_a_title_are_aim_and_result(heads: tuple[str, str]) -> None:
    goals: list[list[Any]] = [
        ["总体目标", heads[0], "", heads[1]],
        ["", "翻新操场4片，铺设塑胶6800平方米。", "", "翻新操场4片，铺设塑胶6950平方米。"],
    ]
    rows = money([["资金总额", 90, 88]])
    one = only(read_rows([*rows[:3], *goals, *rows[3:]], ("A4:A5",)))
    assert one.get("goals.expected") == ["翻新操场4片，铺设塑胶6800平方米。"]
    assert one.get("goals.actual") == ["翻新操场4片，铺设塑胶6950平方米。"]


def test_numbered_goals_stand_in_the_rows_of_their_title() -> None:
    goals: list[list[Any]] = [
        ["年度目标", 1, "翻新操场4片，验收合格。", "完成情况", "翻新4片，全部验收合格。"],
        ["", 2, "更换篮球架16副并验收。", "完成情况", "更换14副。"],
    ]
    rows = money([["资金总额", 90, 88]])
    one = only(read_rows([*rows[:3], *goals, *rows[3:]], ("A4:A5",)))
    assert one.get("goals.expected") == ["翻新操场4片，验收合格。", "更换篮球架16副并验收。"]
    assert one.get("goals.actual") == ["翻新4片，全部验收合格。", "更换14副。"]


def test_the_last_row_may_be_called_a_score_and_the_execution_rate_has_no_levels() -> None:
    rows = [
        *SCHOOL,
        ["一级指标", "二级指标", "三级指标", "指标值", "完成值", "分值", "得分"],
        ["产出指标", "数量指标", "翻新操场", "≥4片", "4片", 50, 50],
        ["", "数量指标", "更换球架", "≥16副", "16副", 20, 20],
        ["满意度指标", "服务对象满意度指标", "师生满意度", "≥90%", "95%", 20, 20],
        ["", "", "预算执行率", "100%", "97%", 10, 9.7],
        ["自评得分", "", "", "", "", 100, 99.7],
    ]
    found = read_rows(rows)
    one = only(found)
    assert (one.get("score.weight"), one.get("score.total"), found.warned) == ("10分", "99.7分", ())
    assert [row["level1"] for row in one.data["indicators"]] == ["产出指标", "产出指标", "满意度指标"]


def test_a_list_keeps_what_its_projects_contain_and_came_to() -> None:
    rows: list[list[Any]] = [
        ["西桥镇2024年项目情况表"],
        ["项目名称", "资金来源", "建设内容", "预算数（万元）", "执行数（万元）", "实施成效"],
        ["巷道亮化", "县级财政", "安装路灯60盏", 40, 36.5, "安装路灯60盏"],
        ["厕所管护", "镇级", "管护公厕9座", 12, 12, "管护公厕9座，投诉减少"],
    ]
    rows[1][2] = "主要内容"
    found = read_rows(rows)
    assert [one.get("goals.actual") for one in found.projects] == [["安装路灯60盏"], ["管护公厕9座，投诉减少"]]
    assert found.summary is not None
    assert found.summary.data["projects"][1]["plan"] == "管护公厕9座"
    case = api.read_case(case_text({"year": 2024, **found.summary.data}), "案件")
    again = read_book(form_book([case], ""), "表.xlsx", api.engine().settings)
    assert again.summary is not None
    for before, after in zip(found.summary.data["projects"], again.summary.data["projects"], strict=True):
        assert {key: after.get(key) for key in ("plan", "done", "source")} == {
            key: before[key] for key in ("plan", "done", "source")
        }


def test_heads_of_the_users_place_are_known_by_name_label_and_as_the_usual_one(tmp_path: Path) -> None:
    home = tmp_path / "config" / "places" / "west"
    (home / "forms").mkdir(parents=True)
    (home / "place.toml").write_text('label = "西山县"\nsources = ["通知"]\n', "utf-8")
    (home / "forms" / "own.toml").write_text('[columns]\nname = ["考核要点"]\nactual = ["兑现数"]\n', "utf-8")
    rows = [
        *SCHOOL,
        ["一级指标", "二级指标", "考核要点", "指标值", "兑现数", "分值", "得分"],
        ["产出指标", "数量指标", "翻新操场", "≥4片", "4片", 90, 90],
    ]
    book = xlsx({"表": rows})

    def actual(place: str) -> list[Any]:
        (one,) = read_book(book, "表.xlsx", api.engine().settings, place).projects
        return [(row["name"], row["actual"]) for row in one.data.get("indicators", [])]

    with pytest.raises(NothingInBook):
        actual("")
    assert actual("west") == actual("西山") == [("翻新操场", "4片")]
    (tmp_path / "config" / "place.toml").write_text('use = "west"\n', "utf-8")
    assert actual("") == [("翻新操场", "4片")]
    with pytest.raises(UnknownName):
        actual("东海县")


def test_a_form_written_has_room_for_every_source_and_the_grade_that_was_given() -> None:
    lines = [
        ["资金总额", 90, -4, 86, 80, "93.02%"],
        ["本级财政拨款", 50, -4, 46, 42, "91.3%"],
        ["上级补助", 40, 0, 40, 38, "95%"],
    ]
    rows = [
        *SCHOOL,
        ["自评等级", "优"],
        ["资金来源", "年初预算数", "调整数", "调整后预算数", "执行数", "执行率"],
        *lines,
        ["一级指标", "二级指标", "三级指标", "指标值", "完成值", "分值", "得分"],
        ["产出指标", "数量指标", "翻新操场", "≥4片", "4片", 90, 90],
    ]
    one = only(read_rows(rows))
    case = api.read_case(case_text({"year": 2024, **one.data}), "案件")
    again = only(read_book(form_book([case], ""), "表.xlsx", api.engine().settings))
    paths = ("score.grade", "fund.added", "fund.current.budget", "fund.current.added", "fund.superior.spent")
    assert [one.get(path) for path in paths] == ["优", "-4万元", "46万元", "-4万元", "38万元"]
    assert [again.get(path) for path in paths] == ["优", "-4万元", "46万元", "-4万元", "38万元"]


def test_what_a_source_has_in_two_lines_is_one_source() -> None:
    rows = [
        *SCHOOL,
        ["资金", "", "合计", "市级资金", "区级资金"],
        ["", "预算安排", 88, 40, 48],
        ["", "到位资金", 84, 40, 44],
        ["", "实际支出", 80, 40, 40],
        ["一级指标", "二级指标", "三级指标", "指标值", "完成值", "分值", "得分"],
        ["产出指标", "数量指标", "翻新操场", "≥4片", "4片", 90, 90],
    ]
    found = read_rows(rows)
    sources = only(found).data["fund"]["sources"]
    assert sources == [
        {"name": "市级资金", "budget": "40万元", "spent": "40万元"},
        {"name": "区级资金", "budget": "48万元", "spent": "40万元"},
    ]
    assert {left.words for left in only(found).unplaced} >= {"84万元", "44万元"}


def test_a_name_whose_values_were_left_empty_is_an_indicator_where_its_levels_reach_over_it() -> None:
    rows = [
        *SCHOOL,
        ["一级指标", "二级指标", "三级指标", "指标值", "完成值", "分值", "得分"],
        ["产出指标", "数量指标", "翻新操场", "≥4片", "4片", 90, 90],
        ["", "", "更换球架"],
        ["", "", "（以下由学校填写）"],
    ]
    merged = ("A5:A7", "B5:B7")
    assert [row["name"] for row in only(read_rows(rows, merged)).data["indicators"]] == ["翻新操场", "更换球架"]
    assert [row["name"] for row in only(read_rows(rows)).data["indicators"]] == ["翻新操场"]
