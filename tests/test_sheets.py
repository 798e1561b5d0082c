"""Sheets in and out. Invariants:

- a form is read by the words of its heads: rows and columns may move, heads may be spaced, cells merged;
- a figure has the unit that its sheet names, and a share is a share whatever its cell's format;
- what cannot be right is told with its cell and not taken; a form without a fault has nothing told of it;
- every fact knows its sheet and cell, in the case and when it is told;
- what was read comes back: book, case, form and case again state the same;
- bytes that are no workbook, and workbooks that would fill the memory, end in one line.
"""

from __future__ import annotations

import io
import random
import zipfile
from concurrent.futures.process import BrokenProcessPool
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sheet_files import FORM, Rows, changed, xls, xlsx

from drafter import DrafterError, api
from drafter.cli import main
from drafter.commands import import_many
from drafter.facts.case import Case
from drafter.importing.case_text import case_text
from drafter.importing.proposal import Proposal
from drafter.reading.formats import read_any
from drafter.reading.sheets.book import open_book
from drafter.reading.sheets.cell import address, date, exact, figure, line
from drafter.reading.sheets.errors import BrokenBook, DangerousBook, NothingInBook
from drafter.reading.sheets.percent import rate, share
from drafter.reading.sheets.words import head
from drafter.report.tree import Table
from drafter.sheets.read import Sheets, read_book
from drafter.writing.sheet.forms import form_book

pytestmark = pytest.mark.usefixtures("own_config")


def read(rows: Rows, name: str = "自评表") -> Sheets:
    return read_book(xlsx({name: rows}), "表.xlsx", api.engine().settings)


def only(found: Sheets) -> Proposal:
    (one,) = found.projects
    return one


def case_of(proposal: Proposal) -> Case:
    return api.read_case(case_text({"genre": proposal.genre, "year": 2024, **proposal.data}), "案件")


def facts(case: Case) -> dict[str, Any]:
    found = {case.named(path): fact for path, fact in case.facts.items()}
    return {path: fact.number if fact.number is not None else fact.text for path, fact in found.items()}


# -- forms ------------------------------------------------------------------------------------------------------------
EXPECTED = {
    "year": 2024,
    "project.name": "河道保洁",
    "project.department": "青山县水利局",
    "project.implementer": "青山县河道管理所",
    "fund.initial": "100万元",
    "fund.budget": "120万元",
    "fund.spent": "108万元",
    "fund.rate": "90%",
    "fund.current.spent": "88万元",
    "fund.other.budget": "20万元",
    "score.weight": "10分",
    "score.execution": "9分",
    "score.total": "98.31分",
    "goals.expected": ["保洁河道36公里。"],
    "goals.actual": ["保洁河道35公里。"],
}


def holds(proposal: Proposal) -> None:
    for path, value in EXPECTED.items():
        assert proposal.get(path) == value, path
    first, second, third, last = proposal.data["indicators"]
    assert first["target"] == "≥36公里" and first["actual"] == "35公里" and first["score"] == "24.31分"
    assert first["reason"] == "汛期停工" and first["measure"] == "错峰安排"
    assert second["level1"] == "产出指标" and second["level2"] == "质量指标" and second["actual"] == "97.2%"
    assert third["kind"] == "定性" and third["reached"] == "达成"
    assert last["level2"] == "服务对象满意度指标"


def test_a_form_states_what_stands_in_it() -> None:
    found = read(FORM)
    holds(only(found))
    assert not found.warned and not found.remarks


def moved(rows: Rows, down: int, right: int) -> list[list[Any]]:
    return [[] for _ in range(down)] + [[""] * right + list(row) if row else [] for row in rows]


@pytest.mark.parametrize(("down", "right"), [(0, 0), (3, 0), (0, 2), (5, 1)])
def test_rows_and_columns_may_move(down: int, right: int) -> None:
    holds(only(read(moved(FORM, down, right))))


def test_columns_may_stand_in_another_order() -> None:
    rows = [list(row) + [""] * (8 - len(row)) for row in FORM]
    for row in rows[11:17]:
        row[3:7] = [row[5], row[4], row[6], row[3]]
    rows[5][2:5], rows[6][2:5], rows[7][2:5], rows[8][2:5] = [[row[4], row[2], row[3]] for row in rows[5:9]]
    holds(only(read(rows)))


@pytest.mark.parametrize("make", [xls, xlsx])
def test_both_formats_state_the_same(make: Any) -> None:
    holds(only(read_book(make({"表": FORM}), "表.et", api.engine().settings)))


def test_merged_levels_are_filled_down() -> None:
    merged = {"表": ["A13:A14", "A7:A9", "B10:D10", "E10:H10", "B11:D11", "E11:H11", "C4:H4", "A17:E17"]}
    rows = [list(row) for row in FORM]
    holds(only(read_book(xlsx({"表": rows}, merged), "表.xlsx", api.engine().settings)))


def test_sign_target_and_unit_in_columns_of_their_own() -> None:
    head_row = [
        "一级指标",
        "二级指标",
        "三级指标",
        "计算符号",
        "年初指标值",
        "调整后指标值",
        "实际完成值",
        "计量单位",
        "分值",
        "扣减分数",
        "得分",
        "偏差原因",
    ]
    rows = [
        *FORM[:11], head_row,
        ["产出指标", "数量指标", "更新管网", "≥", 46, 44, 43.7, "公里", "50", "*", 49.66, "施工交叉"],
        ["效益指标", "社会效益指标", "受益户数", "≥", 20, "*", 31, "万户", "30", 0.5, 29.5, "超出测算，主动扣减"],
        ["满意度指标", "满意度", "满意度", "≥", 0.9, "*", 0.918, "%", "10", "", 10, ""],
    ]  # fmt: skip
    found = read(rows)
    first, second, third = only(found).data["indicators"]
    assert (first["initial_target"], first["target"], first["actual"]) == ("≥46公里", "≥44公里", "43.7公里")
    assert (second["target"], second["deduction"], second["score"]) == ("≥20万户", "0.5分", "29.5分")
    assert (third["target"], third["actual"]) == ("≥90%", "91.8%")
    assert not found.warned
    assert not case_of(only(found)).contradictions


@pytest.mark.parametrize(
    ("column", "read_as", "asked"),
    [
        ([0.95, 0.9, 0.88], ["≥95%", "≥90%", "≥88%"], False),
        ([95, 90, 88], ["≥95%", "≥90%", "≥88%"], False),
        ([95, 0.9, 88], ["≥95%", "≥90%", "≥88%"], False),
    ],
)
def test_shares_of_a_column_go_by_their_results(column: list[Any], read_as: list[str], asked: bool) -> None:
    rows = [*FORM[:11], ["一级指标", "二级指标", "三级指标", "符号", "指标值", "单位", "完成值"]]
    rows += [["产出指标", "质量指标", f"率{at}", "≥", one, "%", done] for at, (one, done) in
             enumerate(zip(column, (96.4, 91.2, 90), strict=True))]  # fmt: skip
    found = read(rows)
    assert [row["target"] for row in only(found).data["indicators"]] == read_as
    assert bool([one for one in found.warned if "请核对" in str(one.what)]) is asked


def test_a_share_that_could_be_either_is_asked_about() -> None:
    rows = [*FORM[:11], ["一级指标", "二级指标", "三级指标", "符号", "指标值", "单位"]]
    rows += [["产出指标", "质量指标", "甲", "≥", 95, "%"], ["产出指标", "质量指标", "乙", "≥", 0.9, "%"]]
    assert any(one.cell == "E14" for one in read(rows).warned)


@pytest.mark.parametrize(
    ("said", "unit"),
    [("金额单位：元", "元"), ("单位：万元", "万元"), ("（单位：人民币元）", "元"), ("计价单位: 万元", "万元")],
)
def test_the_unit_of_money_is_what_the_sheet_says(said: str, unit: str) -> None:
    rows = changed(2, 6, said)
    rows[5][0] = "项目资金"
    assert only(read(rows)).get("fund.budget") == f"120{unit}"


def test_the_unit_over_the_table_goes_before_that_of_the_page() -> None:
    rows = changed(2, 6, "金额单位：元")
    assert only(read(rows)).get("fund.budget") == "120万元"


def test_a_sheet_without_a_unit_is_asked_about() -> None:
    rows = changed(2, 6, "")
    rows[5][0] = "项目资金"
    found = read(rows)
    assert any("金额单位" in str(one.what) for one in found.warned)
    large = [[cell * 10_000 if isinstance(cell, int) and cell > 1 and 5 < row < 9 and column < 5 else cell
              for column, cell in enumerate(cells)] for row, cells in enumerate(rows)]  # fmt: skip
    assert only(read(large)).get("fund.budget") == "1200000元"


# -- faults -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("row", "column", "value", "cell", "says", "gone"),
    [
        (6, 2, 0, "C7", "总额是0", "fund.initial"),
        (6, 6, 0.85, "G7", "90.00%", "fund.rate"),
        (6, 7, 8, "H7", "应为9.00分", ""),
        (13, 6, 26, "G14", "超过了分值", ""),
        (12, 7, "", "H13", "没有写偏差原因", ""),
        (12, 5, 20, "F17", "分值合计是95分", ""),
        (16, 6, 97.31, "G17", "相加应为98.31分", "score.total"),
        (12, 4, "", "E13", "没有填实际完成值", ""),
        (12, 2, "", "C13", "没有填三级指标", ""),
        (6, 3, "壹佰", "D7", "不是数", "fund.budget"),
        (15, 6, 9, "H16", "没有达到分值", ""),
    ],
)
def test_what_cannot_be_right_is_told_with_its_cell(
    row: int, column: int, value: Any, cell: str, says: str, gone: str
) -> None:
    found = read(changed(row, column, value))
    assert any(one.cell == cell and says in str(one.what) for one in found.warned), found.warned
    if gone:
        assert only(found).get(gone) is None


def test_words_where_a_number_must_stand() -> None:
    rows = [*FORM[:11], ["一级指标", "二级指标", "三级指标", "符号", "指标值", "单位"],
            ["产出指标", "数量指标", "开展培训", "≥", "若干", "场次"]]  # fmt: skip
    found = read(rows)
    assert any(one.cell == "E13" and "若干" in str(one.what) for one in found.warned)
    assert "target" not in only(found).data["indicators"][0]


# -- lists ------------------------------------------------------------------------------------------------------------
LIST: list[list[Any]] = [
    ["青石镇2024年财政项目预算执行情况汇总表"],
    ["填报单位：青石镇人民政府", "", "", "", "", "", "", "单位：万元"],
    ["序号", "责任科室", "项目名称", "预算执行情况", "", "", "自评情况"],
    ["", "", "", "预算数", "执行数", "执行率", "偏差原因", "等级"],
    [1, "党政办", "保安服务", 38.6, 38.6, 1, "", "优"],
    [2, "", "档案加工", 26.8, 19.43, 0.725, "第三批尚未验收", "中"],
    ["小计", "", "", 65.4, 58.03, 0.8873, "", ""],
    [3, "农业办", "护岸工程", 186.5, 163.2, 0.875067024128686, "", "良"],
    ["合  计", "", "", 251.9, 221.23, 0.8782, "", ""],
    ["说明：执行率低于90%的须填原因。"],
]
LIST_MERGED = ["A3:A4", "B3:B4", "C3:C4", "D3:F3", "G3:H3"]


def test_a_list_is_one_report_of_its_projects() -> None:
    found = read_book(xlsx({"表": LIST}, {"表": LIST_MERGED}), "表.xlsx", api.engine().settings)
    assert found.summary is not None and not found.warned
    rows = found.summary.data["projects"]
    assert [row["name"] for row in rows] == ["保安服务", "档案加工", "护岸工程"]
    assert [row["section"] for row in rows] == ["党政办", "党政办", "农业办"]
    assert rows[1]["reason"] == "第三批尚未验收" and rows[2]["rate"] == "87.51%"
    assert found.summary.get("unit.name") == "青石镇人民政府"
    assert len(found.projects) == 3


@pytest.mark.parametrize(
    ("row", "column", "value", "cell"), [(7, 5, 0.785, "F8"), (6, 3, 66.4, "D7"), (8, 4, 200, "E9")]
)
def test_sums_and_rates_of_a_list_are_compared(row: int, column: int, value: Any, cell: str) -> None:
    rows = changed(row, column, value, LIST)
    found = read_book(xlsx({"表": rows}, {"表": LIST_MERGED}), "表.xlsx", api.engine().settings)
    assert [one.cell for one in found.warned] == [cell]


def test_an_export_is_a_case_for_each_project() -> None:
    rows: list[list[Any]] = [
        ["导出时间：2025-03-18    金额单位：元"],
        [
            "预算年度",
            "项目编码",
            "项目名称",
            "全年预算数",
            "全年执行数",
            "一级指标",
            "二级指标",
            "三级指标",
            "指标方向",
            "指标值",
            "计量单位",
            "实际完成值",
            "分值",
            "得分",
        ],
        [2024, "01", "甲项目", 1000, 900, "产出指标", "数量指标", "里程", "≥", 10, "公里", 10, 90, 90],
        [2024, "02", "乙项目", 2000, 2000, "产出指标", "质量指标", "合格率", "≥", 0.85, "%", 0.9374, 45, 45],
        ["", "", "", "", "", "产出指标", "时效指标", "天数", "≤", 5, "天", 4, 45, 45],
        ["合计", "", "", 3000, 2900],
    ]
    found = read(rows, "导出")
    first, second = found.projects
    assert not found.warned
    assert first.get("fund.budget") == "1000元" and first.get("project.code") == "01"
    assert [row["actual"] for row in second.data["indicators"]] == ["93.74%", "4天"]


def test_rows_of_projects_in_turn_and_sums_between_them_find_their_project() -> None:
    heads = [
        "序号",
        "项目名称",
        "全年预算数（元）",
        "全年执行数（元）",
        "三级指标",
        "指标值",
        "计量单位",
        "实际完成值",
        "分值",
        "得分",
    ]
    rows: list[list[Any]] = [
        heads,
        ["", "甲渠", 1000, 900, "衬砌长度", 10, "公里", 10, 50, 50],
        ["", "甲渠", 1000, 900, "受益农户", 20, "户", 20, 50, 50],
        ["小计", "甲渠", 1000, 900],
        ["", "乙塘", 500, 500, "清淤方量", 30, "方", 30, 60, 60],
        ["", "甲渠", 1000, 800, "验收合格", 90, "%", 90, 1, 1],
        ["", "", "", "", "竣工时长", 40, "天", 40, 2, 2],
        ["", "乙塘", 500, 500, "补种树木", 50, "株", 50, 40, 40],
    ]
    found = read(rows, "导出")
    named = {one.get("project.name"): [row["name"] for row in one.data["indicators"]] for one in found.projects}
    assert named == {"甲渠": ["衬砌长度", "受益农户", "验收合格", "竣工时长"], "乙塘": ["清淤方量", "补种树木"]}
    assert [one.cell for one in found.warned if "900元" in str(one.what)] == ["D6"]


def test_sheets_that_explain_or_hide_are_no_facts() -> None:
    book = xlsx({"填表说明": [["填表说明"], ["三级指标", "年度指标值", "分值"], ["示例", "≥77期", 13]], "一": FORM,
                 "下拉选项": [["产出指标", "≥", "个"]]}, hidden="下拉选项")  # fmt: skip
    found = read_book(book, "表.xlsx", api.engine().settings)
    holds(only(found))
    assert len(found.remarks) == 2


def test_forms_of_one_project_make_one_case() -> None:
    goals = [
        ["项目支出绩效目标申报表（2024年度）"], ["项目名称", "河道保洁"], ["实施期目标", "三年内河道常清"],
        ["一级指标", "二级指标", "三级指标", "指标值"], ["产出指标", "数量指标", "保洁河道", "≥36公里"],
    ]  # fmt: skip
    found = read_book(xlsx({"申报": goals, "自评": FORM}), "表.xlsx", api.engine().settings)
    one = only(found)
    holds(one)
    assert one.get("goals.term") == ["三年内河道常清"] and len(one.data["indicators"]) == 4


def test_forms_one_below_the_other_are_projects_of_their_own() -> None:
    found = read([*FORM[:17], [], *changed(3, 2, "河道清淤")[:17]])
    first, second = found.projects
    holds(first)
    assert second.get("project.name") == "河道清淤" and len(second.data["indicators"]) == 4
    assert any(one.source == "自评表!D25" for one in second.origins if one.path == "fund.budget")


def test_money_by_levels_of_government_has_fields_of_its_own() -> None:
    rows = [*FORM[:7], ["", "其中：中央财政资金", 60, 70, 60], ["", "省级资金", 40, 50, 48], *FORM[9:]]
    one = only(read(rows))
    assert one.get("fund.central.spent") == "60万元" and one.get("fund.provincial.budget") == "50万元"
    assert [row["name"] for row in one.get("fund.sources")] == ["中央财政资金", "省级资金"]


@pytest.mark.parametrize(
    ("row", "column", "value", "cell", "says"),
    [
        (6, 4, 130, "E7", "超过了预算数"),
        (15, 4, "193%", "E16", "超过了100%"),
        (12, 4, "35000米", "E13", "单位不同"),
        (6, 3, 12_000_000, "D7", "过大"),
        (4, 6, "", "G5", "没有填"),
    ],
)
def test_slips_are_asked_about(row: int, column: int, value: Any, cell: str, says: str) -> None:
    found = read(changed(row, column, value))
    assert any(one.cell == cell and says in str(one.what) for one in found.warned), found.warned


# -- cells ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("value", "number", "unit"),
    [
        ("13,260,400.00", "13260400.00", ""), (" 96.23% ", "96.23", "%"), ("１２．５万元", "12.5", "万元"),
        (7.19999999999999, "7.2", ""),
        (0.951933701657458, "0.951933701657458", ""), (100.0, "100", ""), ("-3", "-3", ""), ("¥1,200元", "1200", "元"),
    ],
)  # fmt: skip
def test_numbers_of_cells(value: Any, number: str, unit: str) -> None:
    found = figure(value)
    assert found is not None and found.number == Decimal(number) and found.unit == unit


@pytest.mark.parametrize("value", ["", "—", "若干", "12个", True, None, "1-2", "2024年"])
def test_what_is_no_number(value: Any) -> None:
    assert figure(value) is None


@pytest.mark.parametrize(
    ("said", "bare", "money", "partly"),
    [
        ("绩 效 目 标", "绩效目标", "", False), ("全年预算数（A）", "全年预算数", "", False),
        ("项目\n资金\n（元）", "项目资金", "元", False), ("其中：当年财政拨款", "当年财政拨款", "", False),
        ("1—7月执行数", "本期执行数", "", True), ("截至9月底支出数（万元）", "本期支出数", "万元", True),
        ("主管部门及代码：", "主管部门", "", False),
    ],
)  # fmt: skip
def test_heads_without_what_does_not_matter(said: str, bare: str, money: str, partly: bool) -> None:
    found = head(said)
    assert (found.bare, found.money, found.partly) == (bare, money, partly)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0.9374, "93.74%"),
        ("93.74%", "93.74%"),
        (93.74, "93.74%"),
        (1, "100%"),
        (0.951933701657458, "95.19%"),
        (0, "0%"),
    ],
)
def test_rates(value: Any, said: str) -> None:
    found = rate(value, "A1")
    assert found is not None and found.value == said


@pytest.mark.parametrize(
    ("number", "fractions", "partner", "percent", "sure"),
    [
        ("0.97", True, "95", "97", True), ("97", False, "95", "97", True), ("1", False, "100", "100", True),
        ("0.3", False, "0.5", "0.3", True), ("0.02", True, "2", "2", True), ("1", True, None, "100", True),
    ],
)  # fmt: skip
def test_shares(number: str, fractions: bool, partner: str | None, percent: str, sure: bool) -> None:
    found = share(Decimal(number), fractions, Decimal(partner) if partner else None)
    assert found == (Decimal(percent), sure)


def test_small_things_of_cells() -> None:
    assert [address(7, 5), address(0, 25), address(9, 26), address(0, 701)] == ["F8", "Z1", "AA10", "ZZ1"]
    assert line("甲烷浓度\n超标点位") == "甲烷浓度超标点位" and line("1.甲。\n2.乙。") == "1.甲。 2.乙。"
    assert exact(7.19999999999999) == Decimal("7.2")
    assert str(date("2025/3/1")) == str(date(45717)) == "2025-03-01" and date("3月") is None


# -- the command ------------------------------------------------------------------------------------------------------
def written(tmp_path: Path, rows: Rows = FORM, name: str = "自评表.xlsx") -> str:
    path = tmp_path / name
    path.write_bytes(xlsx({"自评表": rows}))
    return str(path)


def test_a_sheet_becomes_a_case_that_names_its_cells(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "案件.toml"
    assert main(["import", written(tmp_path), "-o", str(out)]) == 0
    case = api.load_case(str(out))
    assert case.origin("fund.budget") == "自评表.xlsx 自评表!D7"
    assert case.origin("indicators[0].target") == "自评表.xlsx 自评表!D13"
    assert not [one for one in case.contradictions if not one.due]
    capsys.readouterr()
    assert main(["import", written(tmp_path), "--explain"]) == 0
    assert "自评表!D7 fund.budget ← 120万元" in capsys.readouterr().out
    assert main(["draft", str(out), "--explain"]) == 0
    assert "自评表!D7" in capsys.readouterr().out
    assert main(["import", written(tmp_path), "-o", str(out)]) == 2


def test_sheet_and_notes_make_one_case(tmp_path: Path) -> None:
    notes, out = tmp_path / "记事.txt", tmp_path / "案件.toml"
    notes.write_text("目标一：河道保洁\n拆除围网12处\n", encoding="utf-8")
    main(["import", written(tmp_path), str(notes), "-o", str(out)])
    case = api.load_case(str(out))
    assert case.facts["fund.budget"].number == 120
    assert any("拆除围网12处" in fact.text for fact in case.facts.values())


def test_many_projects_go_into_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = tmp_path / "两个.xlsx"
    book.write_bytes(xlsx({"一": FORM, "二": changed(3, 2, "河道清淤")}))
    assert main(["import", str(book), "-o", str(tmp_path / "案件.toml")]) == 2
    assert "2个项目" in capsys.readouterr().err
    assert main(["import", str(book), "-o", f"{tmp_path / '案件'}/"]) == 0
    assert sorted(path.name for path in (tmp_path / "案件").iterdir()) == ["河道保洁.toml", "河道清淤.toml"]
    assert main(["import", str(book), "-o", f"{tmp_path / '案件'}/"]) == 2


class _Ended:
    """A pool that has ended."""

    def submit(self, *_: Any) -> Any:
        raise BrokenProcessPool("ended")

    def shutdown(self, **_: Any) -> None:
        pass


@pytest.mark.parametrize("ended", [False, True], ids=["processes", "ended"])
def test_processes_make_the_same_cases(ended: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    heads = [
        "项目名称",
        "全年预算数",
        "全年执行数",
        "一级指标",
        "二级指标",
        "三级指标",
        "指标值",
        "完成值",
        "分值",
        "得分",
    ]
    rows = [[f"项目{at}", 10, 9, "产出指标", "数量指标", "里程", "≥10公里", "9公里", 90] for at in range(9)]
    book = tmp_path / "导出.xlsx"
    book.write_bytes(xlsx({"导出": [["金额单位：万元"], heads, *rows]}))
    assert main(["import", str(book), "-o", f"{tmp_path}/一/", "--year", "2023"]) == 0
    monkeypatch.setattr(import_many, "FEW", 2)
    monkeypatch.setattr(import_many, "CHUNK", 3)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    if ended:
        monkeypatch.setattr("drafter.batch.pool.processes", lambda _: _Ended())
    assert main(["import", str(book), "-o", f"{tmp_path}/二/", "--year", "2023"]) == 0
    one, two = ({path.name: path.read_text("utf-8") for path in (tmp_path / name).iterdir()} for name in "一二")
    assert len(one) == 9 and one == two


def test_a_head_is_mapped_once_and_remembered(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = changed(11, 4, "盘点数")
    book = written(tmp_path, rows)
    assert "actual" not in only(read(rows)).data["indicators"][0]
    assert main(["import", book, "--map"]) == 0
    assert "盘点数" in capsys.readouterr().out
    assert main(["import", "--map", "盘点数=不知道"]) == 2
    assert main(["import", "--map", "盘点数=实际完成值"]) == 0
    assert only(read(rows)).data["indicators"][0]["actual"] == "35公里"


# -- forms out --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("rows", [FORM, LIST], ids=["form", "list"])
def test_what_was_read_comes_back(rows: Rows) -> None:
    found = read_book(xlsx({"表": rows}, {"表": LIST_MERGED if rows is LIST else []}), "表.xlsx", api.engine().settings)
    first = case_of(found.summary or only(found))
    made = form_book([first])
    again = read_book(made, "表.xlsx", api.engine().settings)
    second = case_of(again.summary or only(again))
    assert facts(second) == facts(first)
    assert form_book([second]) == made
    assert not again.warned


@pytest.mark.parametrize("name", ["jiceng-yiliao", "guraozhen-township", "chuangjian-department"])
def test_cases_of_other_hands_fill_their_forms(name: str, tmp_path: Path) -> None:
    out = tmp_path / "表.xlsx"
    assert main(["draft", f"cases/{name}.toml", "-o", str(out)]) == 0
    assert read_book(out.read_bytes(), "表.xlsx", api.engine().settings)


# -- checks and comparisons -------------------------------------------------------------------------------------------
def test_sheets_are_checked_and_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = written(tmp_path)
    reading = read_any(book)
    tables = [block for block in reading.draft.blocks if isinstance(block, Table)]
    assert reading.draft.title.replace(" ", "") == "项目支出绩效自评表"
    assert any("90%" in row for table in tables for row in table.rows)
    assert main(["check", book]) == 0
    wrong = written(tmp_path, changed(6, 6, 0.8), "错.xlsx")
    assert main(["check", wrong]) == 1
    assert "第7行" in capsys.readouterr().out
    assert main(["diff", book, book]) == 0
    assert main(["diff", book, wrong]) == 1


# -- bad bytes --------------------------------------------------------------------------------------------------------
def far(named: bytes = b'r="XFD1048576"') -> bytes:
    """A workbook whose one cell stands in the last row and column."""
    source = zipfile.ZipFile(io.BytesIO(xlsx({"表": [["甲"]]})))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        for name in source.namelist():
            data = source.read(name)
            made.writestr(name, data.replace(b'r="A1"', named) if "sheet1" in name else data)
    return stream.getvalue()


def bomb() -> bytes:
    source = zipfile.ZipFile(io.BytesIO(xlsx({"表": [["甲"]]})))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name in source.namelist():
            made.writestr(name, source.read(name) + (b" " * 30_000_000 if "sheet1" in name else b""))
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (far(), DangerousBook), (far(b"r='xfd1048576'"), DangerousBook), (bomb(), DangerousBook),
        (b"PK\x03\x04" + b"\0" * 40, BrokenBook), (b"", BrokenBook),
        (xlsx({"表": FORM})[:2000], BrokenBook), (xls({"表": FORM})[:1500], BrokenBook),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", BrokenBook),
        (xlsx({"表": [["明天", "后天"]]}), NothingInBook),
    ],
    ids=["far", "far-quoted", "bomb", "zip", "empty", "half", "half-xls", "head", "nothing"],
)  # fmt: skip
def test_bad_books_end_in_one_line(data: bytes, error: type[DrafterError]) -> None:
    with pytest.raises(error) as caught:
        read_book(data, "表.xlsx", api.engine().settings)
    assert "\n" not in str(caught.value) and str(caught.value).startswith("表.xlsx: ")


@pytest.mark.parametrize("make", [xls, xlsx])
def test_mutated_books_end_in_a_case_or_one_line(make: Any) -> None:
    whole = make({"表": FORM})
    chance = random.Random(7)
    for _ in range(60):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 12)):
            at = chance.randrange(len(data))
            data[at : at + chance.choice((0, 1, 1, 2, 30))] = chance.choice((b"", b"\xff", b"\0\0", b"9"))
        try:
            read_book(bytes(data), "表.xlsx", api.engine().settings)
        except DrafterError as error:
            assert "\n" not in str(error)


def test_every_book_that_opens_is_closed_again() -> None:
    assert [sheet.name for sheet in open_book(xlsx({"一": FORM, "二": FORM}), "表.xlsx").sheets] == ["一", "二"]
