"""What stands beside labels comes back out of a form. Invariants:

- each label of a form of a project is a fact of the case and has its cell in the form of its kind and is read again;
- a form without goals is written; a code of four digits is a code;
- labels below the last indicator are labels, whether or not a sum stands between; a level in a row of its own is none.
"""

from __future__ import annotations

import datetime
from typing import Any

import pytest
import tomli
from sheet_files import only, read_rows, xlsx

from drafter import api
from drafter.cli import main
from drafter.importing.case_text import case_text
from drafter.importing.proposal import Proposal
from drafter.sheets.read import read_book
from drafter.writing.sheet.forms import form_book

pytestmark = pytest.mark.usefixtures("own_config")

OF_ALL = {
    "上级主管部门": "project.superior", "主管部门": "project.department", "实施单位": "project.implementer",
    "项目编码": "project.code", "项目类别": "project.category", "项目性质": "project.nature",
    "开始日期": "project.start", "结束日期": "project.end", "测算依据": "project.estimate",
    "立项依据": "project.grounds", "填报单位": "unit.name",
    "单位编码": "unit.code", "偏差分析": "fund.analysis", "自评结论": "form.conclusion", "存在问题": "form.issues",
    "改进措施": "form.remedies", "结果应用": "form.application", "其他需要说明的问题": "form.supplement",
    "部门职责": "project.duties",
}  # fmt: skip
SAID = {"开始日期": datetime.date(2024, 3, 1), "结束日期": datetime.date(2024, 11, 30), "项目编码": "5301",
        "单位编码": "318001"}  # fmt: skip
#: The title of a form, the heads of its indicators, one of them.
KINDS: dict[str, tuple[str, list[str], list[Any]]] = {
    "self": (
        "项目支出绩效自评表",
        ["三级指标", "年度指标值", "实际完成值", "分值", "得分"],
        ["打井", "≥3眼", "3眼", 90, 90],
    ),
    "goals": ("项目支出绩效目标申报表", ["一级指标", "三级指标", "年度指标值"], ["产出指标", "打井", "≥3眼"]),
    "monitoring": ("项目绩效目标运行监控表", ["三级指标", "年度指标值", "1—7月完成值"], ["打井", "≥3眼", "3眼"]),
}
MONEY: list[list[Any]] = [["资金（万元）", "年初预算数", "全年预算数", "全年执行数"], ["年度资金总额", 10, 10, 9]]


def back(found: Proposal) -> Proposal:
    """What the form says that the case of a proposal fills."""
    case = api.read_case(case_text({"genre": found.genre, "year": 2024, **found.data}))
    return only(read_book(form_book([case]), "表.xlsx", api.engine().settings))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("below", [False, True], ids=["above", "below"])
def test_each_label_comes_back(kind: str, below: bool) -> None:
    title, heads, row = KINDS[kind]
    labels = [[label, SAID.get(label, f"关于{label}的话")] for label in OF_ALL]
    above, under = (labels[:12], labels[12:]) if below else (labels, [])
    found = only(read_rows([[title], ["2024年度"], ["项目名称", "打井"], *above, *MONEY, heads, row, *under]))
    assert [path for path in OF_ALL.values() if found.get(path) is None] == []
    again = back(found)
    assert {path: again.get(path) for path in OF_ALL.values()} == {path: found.get(path) for path in OF_ALL.values()}
    assert [one["name"] for one in again.data["indicators"]] == ["打井"]


def test_the_duties_of_a_department_come_back() -> None:
    title, heads, row = "部门整体支出绩效自评表", KINDS["self"][1], KINDS["self"][2]
    duties = ["部门职能", "统筹普法和调解"]
    found = only(read_rows([[title], ["2024年度"], ["部门名称", "丙县司法局"], duties, *MONEY, heads, row]))
    assert back(found).get("project.duties") == "统筹普法和调解"


@pytest.mark.parametrize("kind", KINDS)
def test_a_form_without_goals_is_written(kind: str) -> None:
    title, heads, row = KINDS[kind]
    found = only(read_rows([[title], ["2024年度"], ["项目名称", "打井"], *MONEY, heads, row]))
    assert back(found).get("project.name") == "打井"


@pytest.mark.parametrize("code", ["5301", "2024", "0000", 5301])
def test_a_code_of_four_digits_is_a_code(code: str | int, tmp_path: Any, capsys: pytest.CaptureFixture[str]) -> None:
    title, heads, row = KINDS["self"]
    rows: list[list[Any]] = [[title], ["2023年度"], ["项目名称", "打井"], ["项目编码", code], *MONEY, heads, row]
    book = tmp_path / "表.xlsx"
    book.write_bytes(xlsx({"表": rows}))
    main(["import", str(book)])
    out, err = capsys.readouterr()
    assert tomli.loads(out)["project"]["code"] == str(code) and "没有对应的栏目" not in err


@pytest.mark.parametrize("level", ["二、效益指标", "效益指标", "（二）满意度指标"])
def test_a_level_in_a_row_of_its_own_is_no_label(level: str) -> None:
    rows: list[list[Any]] = [["项目支出绩效自评表"], ["2024年度"], ["项目名称", "打井"],
            ["一级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
            ["产出指标", "打井", "≥3眼", "3眼", 50, 50],
            [level], ["", "受益农户", "≥30户", "31户", 40, 40], ["存在问题", "井深不足。"]]  # fmt: skip
    found = only(read_rows(rows))
    assert [one["name"] for one in found.data["indicators"]] == ["打井", "受益农户"]
    assert found.get("form.issues") == ["井深不足。"]


@pytest.mark.parametrize(
    ("aim", "result"),
    [("按期完成建设任务", "完成建设任务"), ("完成年度重点工作", "完成重点工作"), ("落实管护责任", "落实")],
)
def test_a_goal_in_a_few_words_is_no_head(aim: str, result: str) -> None:
    heads = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"]
    rows: list[list[Any]] = [["项目支出绩效自评表"], ["2024年度"], ["项目名称", "打井"],
                             ["年度总体目标", "预期目标", "", "", "实际完成情况"], ["", aim, "", "", result],
                             heads, ["产出指标", "数量指标", "打井", "≥3眼", "3眼", 90, 90]]  # fmt: skip
    found = only(read_rows(rows, ["A4:A5", "B4:D4", "E4:G4"]))
    assert (found.get("goals.expected"), found.get("goals.actual")) == ([aim], [result])
    assert back(found).get("goals.expected") == [aim]


def test_a_head_of_two_rows_stays_one() -> None:
    heads = [["指标情况", "", "", "数值（万元）", "", "自评", ""],
             ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"]]  # fmt: skip
    rows: list[list[Any]] = [["项目支出绩效自评表"], ["2024年度"], ["项目名称", "打井"], *heads,
                             ["产出指标", "成本指标", "单眼造价", "≤3万元", "2.8万元", 90, 90]]  # fmt: skip
    found = only(read_rows(rows, ["A4:C4", "D4:E4", "F4:G4"]))
    assert [(one["name"], one["actual"]) for one in found.data["indicators"]] == [("单眼造价", "2.8万元")]
