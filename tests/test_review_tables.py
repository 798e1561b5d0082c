"""Tables that stand beside the form: lists of evidence, forms of monitoring and of review, ledgers with a row for each
thing, annexes.

Invariants:
- each is known for what it is, whatever its file is called, and told in the list of papers;
- what is wrong in it is told at its cell; what is right in the same form is none.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from test_review import HEAD, REPORT, ROWS, TOP, answers, changed, form, sheet

from drafter.reviewing.answer import FAULT, GOOD, NONE, UNKNOWN, Answer
from drafter.reviewing.review import review_files


def beside(
    folder: Path, rows: list[list[str]], report: str = REPORT, own: list[list[str]] | None = None
) -> dict[int, Answer]:
    """The answers over the sound form and report and one more book."""
    (folder / "报告.txt").write_text(report, encoding="utf-8")
    book = sheet(folder, rows, "别的.xlsx")
    return answers(sheet(folder, own or form()), str(folder / "报告.txt"), book)


NAMES = [row[2] for row in ROWS]


def proofs(given: list[str], note: str = "") -> list[list[str]]:
    head = ["三级指标", "证明材料名称", "应提供份数", "已提供份数"]
    rows = [[name, "验收单", "4", count] for name, count in zip(NAMES, given, strict=True)]
    return [["河道清淤工程佐证材料清单"], head, *rows, ["合计", "", "24", ""], *([["要求", note]] if note else [])]


@pytest.mark.parametrize(
    ("given", "note", "number", "state"),
    [
        (["4", "4", "2", "3", "4", "4"], "", 61, GOOD),
        (["4", "1", "1", "3", "2", "4"], "", 61, FAULT),
        (["4", "4", "2", "3", "4", "4"], "佐证材料提供率不得低于90%。", 61, FAULT),
        (["4", "4", "2", "3", "4", "4"], "", 29, GOOD),
        (["4", "4", "0", "3", "4", "4"], "", 29, FAULT),
        (["4", "4", "", "4", "4", "4"], "", 29, FAULT),
    ],
)
def test_lists_of_evidence(tmp_path: Path, given: list[str], note: str, number: int, state: str) -> None:
    found = beside(tmp_path, proofs(given, note))[number]
    assert found.state == state, found.ground
    assert state != FAULT or found.faults[0].place.startswith("别的.xlsx")


def test_a_list_without_counts_and_one_without_an_indicator(tmp_path: Path) -> None:
    head = ["指标", "支撑材料", "是否提供"]
    rows = [[name, "签到表", "是"] for name in NAMES]
    assert beside(tmp_path, [["支撑材料目录"], head, *rows])[29].state == GOOD
    one = beside(tmp_path, [["支撑材料目录"], head, *rows[:-1]])[29]
    assert one.state == FAULT and NAMES[-1] in one.ground
    assert review_files([str(tmp_path / "别的.xlsx")]).papers() == [("别的.xlsx", "佐证材料清单")]


RULE = "低于序时进度10个百分点以上的亮黄灯；低于序时进度20个百分点以上的亮红灯。黄灯、红灯要写说明。"


def watched(done: str, progress: str, light: str, why: str, rule: str = RULE) -> list[list[str]]:
    return [
        ["河道清淤工程绩效运行监控表（1—6月）"],
        ["监控内容", "全年目标", "计量单位", "1—6月完成", "进度（%）", "序时进度（%）", "预警灯", "说明"],
        ["预算执行", "100", "万元", done, progress, "50", light, why],
        ["清淤河道长度", "12", "公里", "6", "50", "50", "绿", ""],
        ["预警规则", rule],
    ]


@pytest.mark.parametrize(
    ("done", "progress", "light", "why", "fault"),
    [
        ("45", "45", "绿", "", False),
        ("38", "38", "绿", "", True),
        ("38", "38", "黄", "汛期停工", False),
        ("38", "38", "黄", "", True),
        ("28", "28", "黄", "汛期停工", True),
        ("28", "28", "红", "汛期停工", False),
        ("28", "28", "", "汛期停工", True),
        ("38", "38", "红", "汛期停工", False),
    ],
)
def test_lights_of_monitoring(tmp_path: Path, done: str, progress: str, light: str, why: str, fault: bool) -> None:
    found = beside(tmp_path, watched(done, progress, light, why))[26]
    assert (found.state == FAULT) == fault, found.ground


def test_lights_by_the_rule_of_the_place(tmp_path: Path) -> None:
    assert beside(tmp_path, watched("45", "45", "绿", "", "月度填报。"))[26].state == GOOD
    assert beside(tmp_path, watched("20", "20", "绿", "", "月度填报。"))[26].state == FAULT


@pytest.mark.parametrize(
    ("rule", "done", "light", "fault"),
    [
        ("低于序时进度5个百分点以上、不足25个百分点的亮黄灯，低25个百分点以上的亮红灯。", "30", "黄", False),
        ("低于序时进度5个百分点以上、不足25个百分点的亮黄灯，低25个百分点以上的亮红灯。", "24", "黄", True),
        ("红灯：低于序时进度30个百分点以上；黄灯：低于序时进度15个百分点以上。", "24", "黄", False),
        ("红灯：低于序时进度30个百分点以上；黄灯：低于序时进度15个百分点以上。", "18", "黄", True),
    ],
)
def test_rules_for_lights(tmp_path: Path, rule: str, done: str, light: str, fault: bool) -> None:
    found = beside(tmp_path, watched(done, done, light, "汛期停工", rule))[26]
    assert (found.state == FAULT) == fault, found.ground


def test_weights_of_goals_alone(tmp_path: Path) -> None:
    rows = [[*row[:4], row[5]] for row in ROWS]
    head = [*HEAD[:4], "分值"]
    assert answers(sheet(tmp_path, [["绩效目标申报表"], head, *rows]))[12].state == GOOD
    rows[0][4] = "35"
    assert answers(sheet(tmp_path, [["绩效目标申报表"], head, *rows]))[12].state == FAULT


def marked(score: str, why: str) -> list[list[str]]:
    rows = [[str(at), row[2], row[5], row[6], row[6], "相符"] for at, row in enumerate(ROWS, 1)]
    rows[0][4:] = [score, why]
    return [
        ["绩效自评核查表"],
        ["项目名称", "河道清淤工程"],
        ["序号", "核查内容", "分值", "自评分", "核查分", "审核意见"],
        *rows,
    ]


@pytest.mark.parametrize(
    ("score", "why", "fault"),
    [("20", "相符", False), ("20.5", "核增", True), ("19", "扣1分：少一段影像", False), ("19", "", True)],
)
def test_marks_of_a_review(tmp_path: Path, score: str, why: str, fault: bool) -> None:
    found = beside(tmp_path, marked(score, why))
    assert (found[28].state == FAULT) == fault, found[28].ground
    # What a reviewer gives is no second form of results.
    assert [number for number, one in found.items() if one.state == FAULT and number != 28] == []


def listed(rows: int, total: str, note: str = "") -> list[list[str]]:
    body = [[str(at), f"{at}号点", "0.6"] for at in range(1, rows + 1)]
    last = [["合计", total, ""]] if total else []
    return [["绿化点位养护台账"], ["序号", "点位", "面积（亩）"], *body, *last, *([["说明", note]] if note else [])]


@pytest.mark.parametrize(
    ("rows", "total", "note", "state"),
    [
        (12, "12处", "", GOOD),
        (11, "11处", "", FAULT),
        (11, "", "一处一行，没有漏登。", FAULT),
        (12, "", "一处一行，没有漏登。", GOOD),
        (11, "", "", UNKNOWN),
        (11, "11亩", "", UNKNOWN),
    ],
)
def test_a_ledger_with_a_row_for_each(tmp_path: Path, rows: int, total: str, note: str, state: str) -> None:
    own = changed(0, 2, "绿化点位养护数量", changed(0, 3, "≥12处", changed(0, 4, "12处")))
    found = beside(
        tmp_path, listed(rows, total, note), REPORT.replace("清淤河道长度12公里", "养护绿化点位12处"), form(own)
    )[57]
    assert found.state == state, found.ground


SUMS = "附表||\n类别|计划|完成\n桥|3|{}\n涵|5|{}\n合计|8|{}"
EMPTY = "附表2\n序号|承接主体|金额\n"
PUBLIC = """三公经费
项目|预算|决算
因公出国（境）费|0|0
公务用车购置及运行维护费|8|7.2
其中：公务用车运行维护费|8|7.2
公务接待费|2|1.1
合计|10|{}"""


@pytest.mark.parametrize(
    ("table", "number", "state"),
    [
        (SUMS.format(3, 4, 0), 65, FAULT),
        (SUMS.format(3, 4, 7), 65, GOOD),
        (SUMS.format(0, 0, 0), 65, GOOD),
        (EMPTY + "合计||", 55, FAULT),
        (EMPTY + "说明|本项目没有购买服务，本表无数据。", 55, GOOD),
        (EMPTY + "1|某协会|3.2", 55, GOOD),
        (PUBLIC.format("9.3"), 56, FAULT),
        (PUBLIC.format("8.3"), 56, GOOD),
    ],
)
def test_annexes(tmp_path: Path, table: str, number: int, state: str) -> None:
    found = beside(tmp_path, [line.split("|") for line in table.split("\n")])[number]
    assert found.state == state, found.ground


@pytest.mark.parametrize(
    ("head", "fault"),
    [("实际完成情况（限8字）", False), ("实际完成情况（限6字）", True), ("实际完成情况（5字以内）", True)],
)
def test_characters_that_a_head_allows(tmp_path: Path, head: str, fault: bool) -> None:
    goal = [["预期目标", "", "", "", head], ["清淤河道12公里，受益人口3000人", "", "", "", "清淤河道12公里"]]
    found = answers(sheet(tmp_path, form(goal=goal)))[27]
    assert (found.state == FAULT) == fault, found.ground
    reasons = [*HEAD[:-1], "偏差原因（限10字）"]
    assert answers(sheet(tmp_path, form(head=reasons)))[27].state == FAULT


@pytest.mark.parametrize(
    ("span", "fault"),
    [
        ("2024年3月至2024年12月", False),
        ("2024年3月至9月", True),
        ("2024-03-01至2024-09-30", True),
        ("2024年3月1日—2024年10月31日", False),
        ("三年", False),
    ],
)
def test_a_span_in_one_cell(tmp_path: Path, span: str, fault: bool) -> None:
    top = [*TOP[:3], ["实施单位", "青山县水利局", "", "", "项目起止时间", span]]
    found = answers(sheet(tmp_path, form(changed(2, 3, "2024年10月底前"), top=top)))[33]
    assert (found.state == FAULT) == fault, found.ground


TEAM = """{0}街道民政办2024年助浴服务报告
一、概况
本街道有老年人3,100人。
二、主要做法
{1}
三、存在的问题
点位不够。
四、下一步打算
增加助浴点位，{0}街道2025年4月前落实。
"""
DONE = (
    "组织护理员入户评估身体状况，累计评估418人，配备助浴椅26把，逐户核对水温、地面防滑和陪护人员，"
    "浴后测量血压并当面签字确认。"
)
OTHER = "组织志愿者上门36次，每次两人同行，事后电话回访老人家属，记录诉求14条，逐条转交社区答复并销号，没有一条超期。"


@pytest.mark.parametrize(("text", "state"), [(DONE, FAULT), (DONE.replace("418", "305"), GOOD), (OTHER, GOOD)])
def test_reports_of_two_units(tmp_path: Path, text: str, state: str) -> None:
    for name, done in (("东河", DONE), ("西渡", text)):
        (tmp_path / f"{name}.txt").write_text(TEAM.format(name, done), encoding="utf-8")
    files = [sheet(tmp_path, form()), *(str(tmp_path / f"{name}.txt") for name in ("东河", "西渡"))]
    found = answers(*files)[60]
    assert found.state == state, found.ground
    assert answers(*files[:2])[60].state == UNKNOWN
    assert answers(*files)[64].state != NONE
