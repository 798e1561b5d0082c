"""The reviewer's desk.

Invariants:
- every duty of the list is answered with one of four words and a ground, whatever papers are given;
- the number of duties comes from the list of the place: another list, other answers;
- each law tells a planted fault at its cell, and says nothing of the lawful case beside it;
- papers are known by what stands in them, in any order and mixture;
- the same papers give the same bytes, in every format;
- a list that is not written as it must be is refused in one line.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest

from drafter.cli import main
from drafter.errors import DrafterError, UnknownName
from drafter.reading.sheets.words import known_words
from drafter.reviewing.answer import FAULT, GOOD, NONE, STATES, UNKNOWN, Answer
from drafter.reviewing.duties import BadDuty, duties
from drafter.reviewing.duty import CLASSES, LIGHTS
from drafter.reviewing.form import forms_of
from drafter.reviewing.laws import law_names
from drafter.reviewing.review import Review, review_files
from drafter.reviewing.row import PaperGrid
from drafter.reviewing.value import CellText, money, plain, value
from drafter.writing.review_html import to_html
from drafter.writing.review_sheet import to_xlsx
from drafter.writing.review_text import to_json, to_text

HEAD = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"]
ROWS = [
    ["产出指标", "数量指标", "清淤河道长度", "≥12公里", "12公里", "20", "20", ""],
    ["", "质量指标", "验收合格率", "=100%", "100%", "20", "20", ""],
    ["", "时效指标", "完成时间", "2024年11月底前", "2024年10月", "10", "10", ""],
    ["", "成本指标", "每公里清淤成本", "≤8万元/公里", "7.9万元/公里", "10", "10", ""],
    ["效益指标", "社会效益指标", "受益人口", "≥3000人", "2700人", "20", "18", "两个村未纳入施工范围，下年度补做"],
    ["满意度指标", "服务对象满意度指标", "群众满意度", "≥90%", "93%", "10", "10", ""],
]
MONEY = [
    ["项目资金（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
    ["", "年度资金总额", "100", "100", "96", "10", "96%", "9.6"],
    ["", "其中：当年财政拨款", "80", "80", "76", "", "", ""],
    ["", "其他资金", "20", "20", "20", "", "", ""],
]
TOP = [
    ["项目支出绩效自评表"],
    ["（2024年度）"],
    ["项目名称", "河道清淤工程", "", "", "项目性质", "经常性项目"],
    ["实施单位", "青山县水利局", "", "", "项目开始日期", "2024-03-01"],
    ["项目结束日期", "2024-12-31"],
]
GOAL = [["预期目标", "", "", "", "实际完成情况"], ["清淤河道12公里，受益人口3000人", "", "", "", "清淤河道12公里"]]
REPORT = """河道清淤工程2024年度绩效自评报告
一、项目概况
项目由县水利局实施，全年预算数100万元，全年执行数96万元，预算执行率96%。
二、完成情况
清淤河道长度12公里，受益人口2700人。随机抽取120人开展问卷调查，群众满意度93%。
三、存在的问题
两个村没有纳入施工范围，受益人口少于目标。
四、改进措施
下年度补做两个村的清淤。
"""


THREE = "因公出国（境）费0万元，公务用车购置及运行维护费6万元，公务接待费3万元。"
CONTENTS = "河道清淤工程2024年度绩效自评报告\n目录\n一、项目概况…1\n二、资金管理…2\n"


def sheet(folder: Path, rows: list[list[str]], name: str = "自评表.xlsx") -> str:
    """A book of one sheet."""
    import xlsxwriter

    book = xlsxwriter.Workbook(str(folder / name))
    page = book.add_worksheet("表")
    for row, cells in enumerate(rows):
        for column, text in enumerate(cells):
            if re.fullmatch(r"\d+(\.\d+)?", text):
                page.write_number(row, column, float(text))
            elif text:
                page.write_string(row, column, text)
    book.close()
    return str(folder / name)


def form(
    rows: list[list[str]] = ROWS, money: list[list[str]] = MONEY, top: list[list[str]] = TOP,
    goal: list[list[str]] = GOAL, head: list[str] = HEAD, total: list[str] | None = None,
) -> list[list[str]]:  # fmt: skip
    """A form of results, row by row."""
    score = sum(
        float(row[head.index("得分")] or 0) for row in rows if row[head.index("得分")].replace(".", "").isdigit()
    )
    last = total or ["总分", "", "", "", "", "100", f"{score + 9.6:g}", ""]
    return [*top, *money, *goal, head, *rows, last]


def changed(row: int, column: int, text: str, rows: list[list[str]] = ROWS) -> list[list[str]]:
    made = [list(one) for one in rows]
    made[row][column] = text
    return made


def answers(*files: str, place: str = "") -> dict[int, Answer]:
    return {one.duty.number: one for one in review_files(files, place).answers}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Review:
    folder = tmp_path_factory.mktemp("whole")
    (folder / "报告.txt").write_text(REPORT, encoding="utf-8")
    return review_files([sheet(folder, form()), str(folder / "报告.txt")])


def test_the_list_is_sound_and_every_law_is_asked() -> None:
    found = duties()
    assert [one.number for one in found] == list(range(1, 82))
    assert {one.kind for one in found} <= set(CLASSES)
    assert {one.light for one in found} == set(LIGHTS)
    assert {one.law for one in found if one.law} == law_names()
    # At least 60 of the points have something that answers them.
    assert sum(bool(one.law or one.rules) for one in found) >= 60


def test_sound_papers_have_no_fault_and_no_silent_duty(whole: Review) -> None:
    assert [(one.duty.number, one.ground) for one in whole.answers if one.state == FAULT] == []
    assert len(whole.answers) == len(duties())
    for one in whole.answers:
        assert one.state in STATES
        assert one.ground
    assert sum(one.state in (GOOD, NONE) for one in whole.answers) >= 55


@pytest.mark.parametrize("kind", ["case", "report", "form", "goals", "empty"])
def test_whatever_is_given_each_duty_is_answered(tmp_path: Path, kind: str) -> None:
    files = {
        "case": "cases/yingyang-can.toml",
        "report": str(tmp_path / "报告.txt"),
        "form": sheet(tmp_path, form(), "表.xlsx"),
        "goals": sheet(tmp_path, [["绩效目标申报表"], HEAD[:4], *[row[:4] for row in ROWS]], "申报.xlsx"),
        "empty": sheet(tmp_path, [["会议签到"], ["姓名", "电话"]], "别的.xlsx"),
    }
    (tmp_path / "报告.txt").write_text(REPORT, encoding="utf-8")
    found = review_files([files[kind]])
    assert len(found.answers) == len(duties())
    assert all(one.ground for one in found.answers)
    assert not [one for one in found.answers if one.state == FAULT and kind in ("report", "form", "goals", "empty")]
    assert found.papers()[0][1] == {
        "case": "案件", "report": "报告", "form": "自评表", "goals": "申报表", "empty": "没有认出",
    }[kind]  # fmt: skip


#: Number of the duty, rows with a fault, what is said of it.
PLANTED: list[tuple[int, list[list[str]], str]] = [
    (1, changed(0, 3, ""), "没有填指标值"),
    (1, changed(0, 5, ""), "没有填分值"),
    (2, changed(0, 4, ""), "没有填实际完成值"),
    (3, changed(0, 4, "≥12公里"), "不带符号"),
    (4, changed(4, 3, "得到改善", changed(4, 4, "较好")), "达成"),
    (6, changed(0, 4, "12公里 "), "空格"),
    (6, changed(0, 4, "*"), "“*”"),
    (7, changed(0, 6, "满分"), "不是数字"),
    (8, changed(0, 6, "21"), "超过分值"),
    (9, changed(4, 7, ""), "没有写偏差原因"),
    (10, changed(0, 5, "0"), "应当大于0"),
    (12, changed(0, 5, "15", changed(0, 6, "15")), "应为100分"),
    (13, changed(4, 6, "19"), "应为18"),
    (13, changed(4, 6, "18.005"), "两位小数"),
    (14, changed(1, 4, "90%", changed(1, 6, "20")), "应为18"),
    (15, changed(3, 4, "10万元/公里"), "应为7.5"),
    (16, changed(4, 3, "得到改善", changed(4, 4, "部分达成", changed(4, 6, "19"))), "12—16分"),
    (17, changed(0, 6, "18"), "没有写原因"),
    (18, changed(0, 4, "16公里"), "133%"),
    (19, changed(4, 3, "0人", changed(4, 4, "40人", changed(4, 7, ""))), "指标值是0"),
    (21, changed(4, 7, "该项任务已取消"), "应当空着"),
    (27, changed(0, 2, "清淤" * 40), "栏目最多66字"),
    (32, ROWS[:5], "没有满意度指标"),
    (33, changed(2, 4, "2025年1月"), "晚于"),
    (34, changed(4, 7, "XX村没有纳入施工范围"), "XX"),
    (35, changed(3, 3, "≥8万元/公里"), "写成了≥"),
    (36, changed(1, 3, "≥120%"), "超过了100%"),
    (37, changed(4, 3, "有效提升", changed(4, 4, "达成", changed(4, 6, "20"))), "没有标准"),
    (38, changed(4, 3, "≥3000"), "没有单位"),
    (40, changed(4, 7, "客观原因"), "原因只写"),
    (41, changed(0, 7, "汛期影响，工程未完成"), "得满分"),
    (41, changed(0, 7, "受汛期持续降雨影响"), "得满分"),
    (37, changed(4, 3, "进一步提升群众获得感", changed(4, 4, "达成", changed(4, 6, "20"))), "没有标准"),
    (42, changed(0, 7, "没有完成全部任务"), "已达到"),
    (42, changed(4, 7, "已全面完成"), "没有达到"),
    (59, changed(0, 4, "30公里"), "过低"),
    (59, changed(5, 3, "≥60%"), "低于80%"),
]  # fmt: skip


@pytest.mark.parametrize(("number", "rows", "said"), PLANTED, ids=[f"{n}-{said}" for n, _, said in PLANTED])
def test_a_planted_fault_is_told_at_its_place(tmp_path: Path, number: int, rows: list[list[str]], said: str) -> None:
    one = answers(sheet(tmp_path, form(rows)))[number]
    assert one.state == FAULT
    assert any(said in fault.message for fault in one.faults), one.ground
    assert all(fault.place.startswith("自评表.xlsx 表!") for fault in one.faults)


#: What is lawful beside it: no fault under that number.
LAWFUL: list[tuple[int, list[list[str]]]] = [
    (9, [["产出指标", "成本指标", "预算执行率", "≥95%", "96%", "10", "9.6", ""], *ROWS]),
    (13, [["产出指标", "成本指标", "预算执行率", "≥95%", "96%", "10", "9.6", ""], *ROWS]),
    (37, changed(4, 3, "建立长效管护机制", changed(4, 4, "达成"))),
    (40, changed(4, 7, "雨季停工")),
    (41, changed(0, 4, "12.5公里", changed(0, 7, "沿线群众支持，新增支沟"))),
    (41, changed(0, 7, "已按期完成")),
    (4, changed(4, 3, "建立长效机制", changed(4, 4, "建立长效机制"))),
    (6, changed(0, 3, "≥12.5万元/公里")),
    (9, ROWS),
    (13, changed(0, 6, "18", changed(0, 7, "超额部分不在批复范围，主动扣减2分"))),
    (14, changed(1, 3, "=10次", changed(1, 4, "11次"))),
    (17, changed(0, 6, "18", changed(0, 7, "超额部分不在批复范围，主动扣减2分"))),
    (18, changed(0, 4, "16公里", changed(0, 7, "新增两条支沟，由结余资金安排"))),
    (21, changed(4, 7, "取消了两个村的施工，下年度补做")),
    (35, changed(3, 2, "节约成本率", changed(3, 3, "≥5%", changed(3, 4, "6%")))),
    (36, changed(1, 2, "产值增长率", changed(1, 3, "≥120%"))),
    (38, changed(4, 2, "灌溉水利用系数", changed(4, 3, "≥0.58", changed(4, 4, "0.58")))),
    (41, changed(0, 7, "无")),
    (42, changed(0, 7, "无偏差")),
]  # fmt: skip


@pytest.mark.parametrize(("number", "rows"), LAWFUL, ids=[str(n) for n, _ in LAWFUL])
def test_what_is_lawful_is_no_fault(tmp_path: Path, number: int, rows: list[list[str]]) -> None:
    one = answers(sheet(tmp_path, form(rows)))[number]
    assert one.state in (GOOD, NONE), one.ground


def moneys(row: int, column: int, text: str) -> list[list[str]]:
    return changed(row, column, text, MONEY)


@pytest.mark.parametrize(
    ("number", "table", "said"),
    [
        (22, moneys(1, 6, "99%"), "算出来是96.00%"),
        (22, moneys(1, 7, "10"), "得分应为9.60"),
        (23, moneys(1, 4, "50"), "虚高"),
        (24, moneys(1, 4, "50"), "未支出50万元"),
        (24, moneys(1, 3, "0"), "预算数是0"),
        (31, moneys(2, 3, "60"), "相加是80万元"),
        (62, moneys(1, 4, "50"), "低于90%"),
        (63, moneys(1, 4, "50"), "超过10个"),
        (65, moneys(1, 2, "0"), "总额是0"),
    ],
)
def test_money_of_a_form(tmp_path: Path, number: int, table: list[list[str]], said: str) -> None:
    one = answers(sheet(tmp_path, form(money=table)))[number]
    assert any(said in fault.message for fault in one.faults), one.ground


def told(old: str, new: str) -> str:
    assert old in REPORT
    return REPORT.replace(old, new)


@pytest.mark.parametrize(
    ("number", "text", "said"),
    [
        (22, told("执行率96%", "执行率98%"), "96.00%"),
        (38, told("清淤河道长度12公里", "开展培训12，清淤河道长度12公里"), "没有单位"),
        (46, told("全年预算数100万元，全年执行数96万元，预算执行率96%", "").replace("项目概况", "资金支出情况")
         .replace("项目由县水利局实施，。", "项目实施以来累计投入860万元。"), "累计"),
        (47, told("全年执行数96万元", "全年执行数94万元"), "自评表是96万元"),
        (47, told("三、存在", "自评综合得分99.5分。\n三、存在"), "自评表是97.6分"),
        (50, told("预算执行率96%", "年初预算90万元，年中追加10万元，完成预算的96%"), "没有写明"),
        (51, told("二、完成", "其中人工占50%，材料占30，机械占20%。\n二、完成"), "漏了百分号"),
        (52, told("受益人口2700人", "受益人口2800人"), "报告写2800人"),
        (53, CONTENTS + REPORT.partition("\n")[2], "资金管理"),
        (54, told("下年度", "本单位下年度").replace("项目由县水利局", "项目由本部门"), "混用"),
        (55, told("三、存在", "附表\n|项目|金额|\n|---|---|\n|设备|  |\n|材料|  |\n\n三、存在"), "空表"),
        (56, told("二、完成", "“三公”经费支出10万元，其中" + THREE + "\n二、完成"), "相加是9万元"),
        (58, told("抽取120人", "抽取8人"), "只有8人"),
        (64, told("两个村没有纳入施工范围，受益人口少于目标。", "无。"), "却写了措施"),
        (66, told("四、改进", "评价共反馈问题12个，已完成整改8个，正在推进3个。\n四、改进"), "相加是11"),
    ],
)  # fmt: skip
def test_a_report_beside_its_form(tmp_path: Path, number: int, text: str, said: str) -> None:
    (tmp_path / "报告.md").write_text(text, encoding="utf-8")
    one = answers(sheet(tmp_path, form()), str(tmp_path / "报告.md"))[number]
    assert any(said in fault.message for fault in one.faults), one.ground
    assert any(fault.place.startswith("报告.md 第") for fault in one.faults)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (38, told("清淤河道长度12公里", "开通服务热线12345，清淤河道长度12公里")),
        (47, told("全年预算数100万元", "全年预算数1000000元")),
        (47, told("二、完成", "2023年预算90万元，支出88万元。中央资金80万元，支出76万元。\n二、完成")),
        (47, told("二、完成", "项目年初预算120万元，年中调减20万元，调整后预算100万元。\n二、完成")),
        (47, told("预算执行率96%", "预算执行率96%。其中：当年财政拨款预算80万元，支出76万元")),
        (51, told("二、完成", "其中人工占50%，材料占30%，共占10个村。\n二、完成")),
        (56, told("二、完成", "三公经费支出9万元，其中" + THREE + "\n二、完成")),
        (64, told("两个村没有纳入", "没有发现重大问题，但两个村没有纳入")),
        (66, told("四、改进", "评价共反馈问题12个，已完成整改9个，正在推进3个。\n四、改进")),
    ],
)  # fmt: skip
def test_a_sound_report_beside_its_form(tmp_path: Path, number: int, text: str) -> None:
    (tmp_path / "报告.txt").write_text(text, encoding="utf-8")
    one = answers(sheet(tmp_path, form()), str(tmp_path / "报告.txt"))[number]
    assert one.state in (GOOD, NONE), one.ground


def goals(rows: list[list[str]], top: list[list[str]] | None = None) -> list[list[str]]:
    given = top or [["项目性质", "经常性项目"], ["年度资金总额", "1000000"]]
    return [
        ["项目支出绩效目标申报表"],
        ["（2024年度）"],
        ["金额单位：元"],
        *given,
        HEAD[:4],
        *[row[:4] for row in rows],
    ]


def test_names_and_targets_as_approved(tmp_path: Path) -> None:
    mine = sheet(tmp_path, form())
    assert answers(mine, sheet(tmp_path, goals(ROWS), "申报.xlsx"))[30].state == GOOD
    found = answers(mine, sheet(tmp_path, goals(changed(0, 2, "清淤疏浚河道长度")), "申报.xlsx"))[30]
    assert "批复的是“清淤疏浚河道长度”" in found.ground
    found = answers(mine, sheet(tmp_path, goals(changed(0, 3, "≥15公里")), "申报.xlsx"))[30]
    assert "批复的是≥15公里" in found.ground
    found = answers(mine, sheet(tmp_path, goals(ROWS[:5]), "申报.xlsx"))[30]
    assert "不在批复的申报表里" in found.ground


def test_yuan_and_ten_thousands_of_a_form_of_goals(tmp_path: Path) -> None:
    mine = sheet(tmp_path, form())
    assert answers(mine, sheet(tmp_path, goals(ROWS), "申报.xlsx"))[47].state == GOOD
    other = goals(ROWS, [["项目性质", "一次性项目"], ["年度资金总额", "1200000"]])
    assert "申报表是1200000元" in answers(mine, sheet(tmp_path, other, "申报.xlsx"))[47].ground


def test_a_one_off_project_has_no_upkeep(tmp_path: Path) -> None:
    top = [list(row) for row in TOP]
    top[2][5] = "一次性项目"
    assert "日常维护" in answers(sheet(tmp_path, form(changed(0, 2, "日常维护河道长度"), top=top)))[44].ground
    assert answers(sheet(tmp_path, form(changed(0, 2, "日常维护河道长度"))))[44].state == NONE


def test_what_a_goal_promises_has_an_indicator(tmp_path: Path) -> None:
    goal = [list(row) for row in GOAL]
    goal[1][0] += "，栽植护岸林3000株"
    found = answers(sheet(tmp_path, form(goal=goal)))[39]
    assert [fault.quote for fault in found.faults] == ["栽植护岸林3000株"]
    assert answers(sheet(tmp_path, form(goal=[])))[39].state == UNKNOWN


def test_set_weights_of_levels(tmp_path: Path) -> None:
    rows = changed(0, 0, "产出指标（60分）")
    assert answers(sheet(tmp_path, form(rows)))[11].state == GOOD
    assert "规定50分" in answers(sheet(tmp_path, form(changed(0, 0, "产出指标（50分）"))))[11].ground
    assert answers(sheet(tmp_path, form()))[11].state == UNKNOWN


def test_evidence_and_the_reviewers_own_columns(tmp_path: Path) -> None:
    head = [*HEAD, "佐证材料", "核查分", "审核意见"]
    rows = [[*row, "验收单" if at < 3 else "", "", ""] for at, row in enumerate(ROWS)]
    found = answers(sheet(tmp_path, form(rows, head=head)))
    assert "没有佐证材料" in found[29].ground
    assert "只覆盖50%" in found[61].ground
    assert found[28].state == NONE
    rows = [[*row[:9], "25", "同意"] for row in rows]
    assert "超过分值20" in answers(sheet(tmp_path, form(rows, head=head)))[28].ground


def test_a_monitoring_form(tmp_path: Path) -> None:
    rows = [
        ["项目支出绩效目标执行监控表"], ["（2024年度1—7月）"], ["项目资金（万元）", "", "年初预算数", "1-7月执行数"],
        ["", "年度资金总额", "100", "20"], ["一级指标", "二级指标", "三级指标", "年度指标值", "1-7月执行情况"],
        ["产出指标", "数量指标", "清淤河道长度", "≥12公里", "3公里"],
    ]  # fmt: skip
    one = answers(sheet(tmp_path, rows))[26]
    assert one.state == FAULT
    assert "红色预警" in one.ground
    rows[3][3] = "60"
    assert answers(sheet(tmp_path, rows))[26].state == GOOD


def test_this_year_and_last_year(tmp_path: Path) -> None:
    now, before = tmp_path / "今.txt", tmp_path / "昨.txt"
    now.write_text(REPORT, encoding="utf-8")
    before.write_text(REPORT.replace("2024", "2023").replace("96万元", "90万元"), encoding="utf-8")
    found = review_files([str(before), sheet(tmp_path, form()), str(now)])
    assert dict(found.papers()) == {"昨.txt": "上年报告", "自评表.xlsx": "自评表", "今.txt": "报告"}
    assert next(one for one in found.answers if one.duty.number == 47).state == GOOD


def test_a_form_in_a_report_is_read_too(tmp_path: Path) -> None:
    table = "\n".join("|" + "|".join(row) + "|" for row in [HEAD, ["---"] * 8, *changed(0, 6, "21")])
    (tmp_path / "报告.md").write_text(f"{REPORT}\n附：自评表\n\n{table}\n", encoding="utf-8")
    one = answers(str(tmp_path / "报告.md"))[8]
    assert one.state == FAULT
    assert one.faults[0].place.startswith("报告.md 第")


def test_a_flat_table_is_a_form_for_each_project() -> None:
    rows = [["项目名称", *HEAD], *[[name, *row] for name in ("甲项目", "乙项目") for row in ROWS]]
    grid = PaperGrid([[CellText(text, f"{at}") for text in row] for at, row in enumerate(rows)])
    found = forms_of(grid, "表", known_words())
    assert [(one.labels["project.name"].text, len(one.lines)) for one in found] == [("甲项目", 6), ("乙项目", 6)]


def test_the_example_of_the_page(tmp_path: Path) -> None:
    page = Path("docs/review.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```text\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    (tmp_path / "自评表.md").write_text(blocks[0], encoding="utf-8")
    (tmp_path / "报告.txt").write_text(blocks[1], encoding="utf-8")
    said = to_text(review_files([str(tmp_path / "自评表.md"), str(tmp_path / "报告.txt")]))
    for line in blocks[2].splitlines():
        assert line in said


# -- out ---------------------------------------------------------------------------------------------------------------
def test_every_format_says_the_same_twice(whole: Review) -> None:
    assert to_xlsx(whole) == to_xlsx(whole)
    assert to_html(whole) == to_html(whole)
    told = json.loads(to_json(whole))
    assert len(told["duties"]) == len(duties())
    assert told["counts"] == whole.counts()
    assert sum(told["counts"].values()) == len(duties())
    assert f"清单{len(duties())}条" in to_text(whole)
    assert to_text(whole, True).count("\n") > to_text(whole).count("\n")


def test_the_page_fetches_nothing_and_escapes(tmp_path: Path) -> None:
    page = to_html(
        review_files([sheet(tmp_path, form(changed(0, 2, "<script>alert(1)</script>", changed(0, 6, "21"))))])
    )
    assert "<script>alert" not in page
    assert not re.search(r"(?:src|href)\s*=\s*[\"']?(?:https?:)?//", page)
    assert page.count('class="duty') == len(duties())


def test_the_sheet_has_the_ledger_and_room_for_the_reviewer(whole: Review) -> None:
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(io.BytesIO(to_xlsx(whole)))
    assert book.sheet_names == ["核查表", "指标核查"]
    rows = book.get_sheet_by_name("核查表").to_python()
    assert [row[0] for row in rows[4:]] == list(range(1, 82))
    heads = book.get_sheet_by_name("指标核查").to_python()[0]
    assert heads[-2:] == ["核查分", "审核意见"]
    with zipfile.ZipFile(io.BytesIO(to_xlsx(whole))) as opened:
        assert b"dataValidation" in opened.read("xl/worksheets/sheet2.xml")


def test_the_sheet_prints_on_pages_that_can_be_read(tmp_path: Path) -> None:
    """One page wide, not much smaller than its letters are set, no line cut off."""
    from python_calamine import CalamineWorkbook

    rows = changed(4, 7, "原因" * 120, changed(0, 6, "21"))
    data = to_xlsx(review_files([sheet(tmp_path, form(rows))]))
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        pages = [opened.read(f"xl/worksheets/sheet{number}.xml").decode() for number in (1, 2)]
        styles = opened.read("xl/styles.xml").decode()
    sizes = [float(size) for size in re.findall(r'<font>(?:<b/>)?<sz val="([\d.]+)"', styles)][1:]
    for page in pages:
        assert all(f'{key}="{said}"' in page for key, said in (("fitToHeight", 0), ("paperSize", 9)))
        assert 'fitToPage="1"' in page and 'orientation="landscape"' in page
        wide = sum(float(one) for one in re.findall(r'<col [^>]*width="([\d.]+)"', page))
        # A column of width one is 5.25 points; the page has 784.
        assert min(sizes) * min(1, 784 / (wide * 5.25)) >= 9
    widths = [float(one) for one in re.findall(r'<col [^>]*width="([\d.]+)"', pages[0])]
    heights = {int(row): float(ht) for row, ht in re.findall(r'<row r="(\d+)"[^>]* ht="([\d.]+)"', pages[0])}
    texts = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name("核查表").to_python()
    for row, cells in enumerate(texts[4:], 5):
        for text, width in zip(cells, widths, strict=False):
            chinese = len(re.findall(r"[\u4e00-\u9fff]", str(text)))
            assert heights.get(row, 15) >= 13 * (2 * chinese // width)


def test_comments_in_the_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from docx import Document

    document = Document()
    for line in told("全年执行数96万元", "全年执行数94万元").splitlines():
        document.add_paragraph(line)
    document.save(str(tmp_path / "报告.docx"))
    form_ = sheet(tmp_path, form(changed(0, 6, "21")))
    out = tmp_path / "批注.docx"
    assert main(["review", form_, str(tmp_path / "报告.docx"), "-o", str(out)]) == 1
    comments = [one.text for one in Document(str(out)).comments]
    assert any("自评表是96万元" in one for one in comments)
    assert any("超过分值" in one and "自评表.xlsx" in one for one in comments)
    assert main(["review", form_, "-o", str(out)]) == 2
    assert "批注只能写进 Word 报告" in capsys.readouterr().err


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, bad = sheet(tmp_path, form(), "好.xlsx"), sheet(tmp_path, form(changed(0, 6, "21")), "坏.xlsx")
    assert main(["review", good]) == 0
    assert main(["review", bad, "--format", "json", "-o", str(tmp_path / "o.json")]) == 1
    assert main(["review", str(tmp_path / "没有.xlsx")]) == 2
    (tmp_path / "断.xlsx").write_bytes(Path(good).read_bytes()[:900])
    assert main(["review", str(tmp_path / "断.xlsx")]) == 2
    assert main(["review", good, "--place", "没有这地方"]) == 2
    assert main(["review", good, "--format", "xlsx"]) == 2
    assert main(["review", good, "-o", good]) == 2
    said = capsys.readouterr()
    assert f"清单{len(duties())}条" in said.out
    assert "没有这地方" in said.err
    assert "Word" not in said.err


# -- lists of places ---------------------------------------------------------------------------------------------------
def _place(folder: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> str:
    home = folder / "places" / "某地"
    home.mkdir(parents=True)
    (home / "place.toml").write_text('label = "某地"\nsources = ["本地的通知"]\n', encoding="utf-8")
    (home / "review.toml").write_text(text, encoding="utf-8")
    monkeypatch.setenv("DRAFTER_CONFIG", str(folder))
    duties.cache_clear()
    return "某地"


def test_a_place_changes_adds_and_takes_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = """
[[duty]]
number = 18
over = 140
[[duty]]
number = 60
off = true
[[duty]]
number = 101
what = "报告写了执行率"
class = "完整性"
light = "蓝"
rules = ["rate-missing"]
papers = ["报告"]
[[duty]]
number = 102
what = "附了照片"
class = "完整性"
light = "蓝"
needs = "照片"
"""
    place = _place(tmp_path, monkeypatch, text)
    found = answers(sheet(tmp_path, form(changed(0, 4, "16公里"))), place=place)
    assert len(found) == len(duties()) + 1
    assert found[18].state == GOOD
    assert 60 not in found
    assert (found[102].state, found[102].ground) == (UNKNOWN, "缺少照片")
    duties.cache_clear()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[[duty]]\nnumber = "一"\n', "大于0的整数"),
        ('[[duty]]\nnumber = 170\nwhat = "甲"\n', "缺少 class"),
        ('[[duty]]\nnumber = 170\nwhat = "甲"\nclass = "别的"\nlight = "红"\n', "class 不能是 别的"),
        ('[[duty]]\nnumber = 170\nwhat = "甲"\nclass = "完整性"\nlight = "红"\nlaw = "x"\n', "没有 x 这种查法"),
        ('[[duty]]\nnumber = 170\nwhat = "甲"\nclass = "完整性"\nlight = "红"\nrules = ["x"]\n', "没有 x 这条规则"),
        ("duty = 3\n", "[[duty]]"),
    ],
)
def test_a_list_that_is_wrong_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, said: str) -> None:
    place = _place(tmp_path, monkeypatch, text)
    with pytest.raises(BadDuty) as caught:
        duties(place)
    assert said in str(caught.value)
    assert "review.toml:1: " in str(caught.value)
    assert isinstance(caught.value, DrafterError)
    duties.cache_clear()


@pytest.mark.parametrize(
    ("place", "rows", "number", "said"),
    [
        ("湖北", changed(4, 3, "得到改善", changed(4, 4, "部分达成", changed(4, 6, "11"))), 16, ""),
        ("", changed(4, 3, "得到改善", changed(4, 4, "部分达成", changed(4, 6, "11"))), 16, "12—16分"),
        ("湖北", ROWS, 11, "规定40分"),
        ("广西", changed(0, 4, "15公里"), 18, ""),
        ("", changed(0, 4, "15公里"), 18, "125%"),
        ("广西", changed(4, 3, "得到改善", changed(4, 4, "达成", changed(4, 6, "18"))), 5, "没有这一栏"),
    ],
)
def test_places_that_are_shipped(tmp_path: Path, place: str, rows: list[list[str]], number: int, said: str) -> None:
    one = answers(sheet(tmp_path, form(rows)), place=place)[number]
    assert (one.state == FAULT) == bool(said)
    assert said in one.ground


def test_every_place_has_a_sound_list() -> None:
    from drafter.places.place import all_names

    for name in all_names():
        assert len(duties(name)) == len(duties())


def test_a_place_that_is_not_there() -> None:
    with pytest.raises(UnknownName):
        duties("没有这地方")


# -- values ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("≥95%", "", ("≥", "95", "%")),
        ("不少于1.2万人次", "", ("≥", "12000", "人次")),
        ("30场次以上", "", ("≥", "30", "场次")),
        ("＜＝5", "个工作日", ("≤", "5", "个工作日")),
        ("0.95", "%", ("", "95", "%")),
        ("12", "万元", ("", "120000", "元")),
        ("12月底前", "", None),
        ("2024年", "", None),
        ("3—5次", "", None),
        ("达成", "", None),
    ],
)
def test_values(text: str, unit: str, expected: Any) -> None:
    found = value(text, unit)
    assert (found and (found.sign, plain(found.number), found.unit)) == expected


@pytest.mark.parametrize(
    ("text", "unit", "yuan"),
    [
        ("96", "万元", "960000"),
        ("96", "", "960000"),
        ("96", "元", "96"),
        ("1,326.8万元", "元", "13268000"),
        ("—", "", None),
    ],
)
def test_amounts(text: str, unit: str, yuan: str | None) -> None:
    found = money(CellText(text), unit)
    assert (
        None if found is None else f"{found:f}".rstrip("0").rstrip(".") if "." in f"{found:f}" else f"{found:f}"
    ) == yuan
