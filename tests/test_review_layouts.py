"""Forms and reports laid out in other ways: notes on a sheet of their own, signs under another head, parts of a whole.

Invariants:
- what a paper says is read for what it is, wherever it stands;
- what is said of a part, of what is aimed at, of another table is not held against the whole.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from test_review import GOAL, HEAD, MONEY, REPORT, ROWS, TOP, answers, changed, form, goals, sheet

from drafter.reviewing.answer import FAULT, GOOD, NONE, Answer

SIGNED = [
    "一级指标", "二级指标", "三级指标", "指标类型", "年度指标值", "单位",
    "实际完成值", "分值", "得分", "偏差原因", "备注",
]  # fmt: skip
KINDS = [
    ["产出指标", "数量指标", "巡查河道次数", "≥", "50", "次", "52", "20", "20", "", ""],
    ["", "数量指标", "投放鱼苗次数", "≥", "4", "次", "", "", "", "", "经县财政局同意取消，分值并入巡查河道次数"],
    ["", "质量指标", "水质达标率", "≥", "90", "%", "93", "20", "20", "", ""],
    ["", "时效指标", "清淤完工时间", "定性", "11月30日前完工", "", "达成", "10", "10", "", ""],
    ["效益指标", "社会效益指标", "河道投诉件数", "≤", "20", "件", "18", "30", "30", "", ""],
    ["满意度指标", "服务对象满意度指标", "群众满意度", "≥", "90", "%", "93", "10", "10", "", ""],
]


def signed(row: int = 0, column: int = 0, text: str = "") -> list[list[str]]:
    rows = changed(row, column, text, KINDS) if text else KINDS
    return [*TOP, *MONEY, *GOAL, SIGNED, *rows, ["总分", *[""] * 6, "100", "99.6"]]


def found(one: Answer, fault: bool) -> None:
    assert (one.state == FAULT) == fault, one.ground
    assert not fault or all(each.place and each.message for each in one.faults)


@pytest.mark.parametrize(
    ("number", "row", "column", "text", "fault"),
    [
        (13, 0, 0, "", False),
        (15, 0, 0, "", False),
        (15, 4, 6, "25", True),
        (14, 0, 0, "", False),
        (1, 0, 0, "", False),
        (2, 0, 0, "", False),
        (21, 0, 0, "", False),
        (21, 1, 8, "4", True),
        (3, 0, 0, "", False),
        (3, 2, 6, "93%", True),
        (1, 2, 7, " ", True),
        # A remark that speaks of what somebody else lost drops no indicator.
        (2, 1, 10, "两家渔场取消资格，未能投放", True),
    ],
)
def test_a_column_of_signs(tmp_path: Path, number: int, row: int, column: int, text: str, fault: bool) -> None:
    """The column of signs is known by what it holds; what was cancelled at length lacks nothing."""
    found(answers(sheet(tmp_path, signed(row, column, text)))[number], fault)


def noted(folder: Path, rows: list[list[str]], notes: list[str]) -> str:
    import xlsxwriter

    book = xlsxwriter.Workbook(str(folder / "自评表.xlsx"))
    for name, cells in (("表", rows), ("填报要求", [[note] for note in notes])):
        page = book.add_worksheet(name)
        for at, line in enumerate(cells):
            for column, text in enumerate(line):
                page.write(at, column, text)
    book.close()
    return str(folder / "自评表.xlsx")


@pytest.mark.parametrize(
    ("note", "score", "fault"),
    [
        ("（二）越少越好的指标，超过指标值的按指标值÷完成值×分值计分。", "24", False),
        ("（二）越少越好的指标，超过指标值的按指标值÷完成值×分值计分。", "22.5", True),
        ("（二）文字不超过200字。", "22.5", False),
    ],
)
def test_notes_on_a_sheet_of_their_own(tmp_path: Path, note: str, score: str, fault: bool) -> None:
    """20 aimed at, 25 done: 24 points by the formula of the notes, 22.5 by the usual one."""
    rows = signed(4, 6, "25")
    at = next(number for number, row in enumerate(rows) if row[2:3] == ["河道投诉件数"])
    rows[at] = [*rows[at][:8], score, "夏季施工噪声投诉集中"]
    found(answers(noted(tmp_path, rows, ["（一）总分100分，预算执行率10分。", note]))[15], fault)


# -- cells -------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("reason", "fault"),
    [
        ("部分河段清淤机械进场协调时间长；2025年提前进场", True),
        ("因跨乡镇施工协调多次；下一步提前对接", True),
        ("口径说明：按竣工图长度计算", False),
        ("提前一个月完工", False),
        ("全部按期完成；2025年继续保持", False),
    ],
)
def test_full_marks_with_a_reason(tmp_path: Path, reason: str, fault: bool) -> None:
    """What will be done next year does not say that nothing was lacking."""
    found(answers(sheet(tmp_path, form(changed(0, 7, reason))))[41], fault)


COSTS = [
    ["", "成本指标", "土方开挖成本", "≤60万元", "55万元", "4", "4", ""],
    ["", "成本指标", "护坡砌筑成本", "≤30万元", "28万元", "3", "3", ""],
    ["", "成本指标", "监测设备成本", "≤20万元", "13万元", "3", "3", ""],
]


@pytest.mark.parametrize(
    ("costs", "fault"),
    [
        (COSTS, True),
        (changed(2, 3, "≤9万元", changed(2, 4, "9万元", COSTS)), False),
        # The whole beside its parts, a cost of one piece, parts that overlap.
        (changed(0, 2, "项目总成本", changed(0, 3, "≤100万元", COSTS)), False),
        (changed(1, 2, "每座涵洞平均成本", COSTS), False),
        (changed(2, 4, "30万元", COSTS), False),
    ],
)
def test_ceilings_of_parts(tmp_path: Path, costs: list[list[str]], fault: bool) -> None:
    found(answers(sheet(tmp_path, form([*ROWS[:3], *costs, *ROWS[4:]])))[45], fault)


@pytest.mark.parametrize(
    ("kind", "name", "target", "fault"),
    [
        ("一次性项目（新建）", "河道日常保洁维护次数", "≥4次", True),
        ("一次性项目（新建）", "河道管护责任落实", "移交村集体并签订责任书", False),
        ("一次性项目（新建）", "河道管护责任落实", "移交6个村并签订责任书", False),
        ("经常性项目", "河道日常保洁维护次数", "≥4次", False),
    ],
)
def test_upkeep_of_what_is_done_once(tmp_path: Path, kind: str, name: str, target: str, fault: bool) -> None:
    """What kind of project it is stands under any label; who looks after what was built is an effect."""
    top = [*TOP[:2], ["项目名称", "河道清淤工程", "", "", "项目类别", kind], *TOP[3:]]
    rows = changed(4, 2, name, changed(4, 3, target, changed(4, 4, "4次" if "次" in target else "达成")))
    approved = sheet(tmp_path, goals(rows, [["项目类别", kind]]), "申报.xlsx")
    found(answers(sheet(tmp_path, form(rows, top=top)), approved)[44], fault)


LEVELS = [*MONEY[:3], ["", "其中：省级安排", "50", "50", "48"], ["", "县级安排", "30", "30", "28"], MONEY[3]]


@pytest.mark.parametrize(
    ("sentence", "fault"),
    [
        ("全年预算中省级补助50.00万元、县级资金30.00万元、其他资金20.00万元。", False),
        ("全年预算中省级补助45.00万元、县级资金35.00万元、其他资金20.00万元。", True),
        ("支出资金来自省级补助48.00万元、县级资金28.00万元、其他资金20.00万元。", False),
        ("标志牌由省级资金安排3.00万元、县级资金安排2.00万元制作。", False),
    ],
)
def test_levels_of_money_in_the_report(tmp_path: Path, sentence: str, fault: bool) -> None:
    """Parts that come to the whole of a column are the rows of that column."""
    text = REPORT.replace("二、完成情况", f"{sentence}\n二、完成情况")
    (tmp_path / "报告.txt").write_text(text, encoding="utf-8")
    found(answers(sheet(tmp_path, form(money=LEVELS)), str(tmp_path / "报告.txt"))[47], fault)


@pytest.mark.parametrize(
    ("deed", "name", "fault"),
    [
        ("服务1300名独居、高龄老人送餐26000份", "服务老年人数", False),
        ("服务1300名独居、高龄老人送餐26000份", "配送车辆数", True),
        ("培训村级、镇级河道管护人员80名", "培训管护员人数", False),
    ],
)
def test_a_deed_for_several_kinds_of_people(tmp_path: Path, deed: str, name: str, fault: bool) -> None:
    goal = [list(row) for row in GOAL]
    goal[1][0] = f"清淤河道12公里，{deed}"
    many = "1300" if "1300" in deed and not fault else "80"
    rows = [*ROWS, ["产出指标", "数量指标", "送餐份数", "≥26000份", "26000份", "5", "5", ""],
            ["产出指标", "数量指标", name, f"≥{many}人", f"{many}人", "5", "5", ""]]  # fmt: skip
    found(answers(sheet(tmp_path, form(rows, goal=goal)))[39], fault)


# -- reports -----------------------------------------------------------------------------------------------------------
SURVEY = """河道清淤工程群众满意度调查小结
一、调查对象与方式
调查对象为沿河三个乡镇的受益群众，共2700人。2024年12月由村干部从名册中{}，上门询问。
二、结果
总体评价满意9人、基本满意3人、不满意1人，其中不满意的1人反映淤泥外运不及时。
"""


@pytest.mark.parametrize(
    ("asked", "fault"), [("随机抽取13人", True), ("随机抽取130人", False), ("抽取沿河住户126户", False)]
)
def test_a_paper_on_a_survey(tmp_path: Path, asked: str, fault: bool) -> None:
    """Whom a survey is about is no sample; its title says what the sample is for."""
    (tmp_path / "报告.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "小结.txt").write_text(SURVEY.format(asked), encoding="utf-8")
    given = answers(sheet(tmp_path, form()), str(tmp_path / "报告.txt"), str(tmp_path / "小结.txt"))
    found(given[58], fault)
    # 满意、基本满意、不满意 are three grades: none is what the others leave.
    assert given[69].state != FAULT, given[69].ground


PART = """东镇河道清淤工程2024年度绩效自评小结
{}
2025年2月10日
一、工作开展情况
本镇清淤河道长度4.5公里，受益人口910人，群众满意度88%。
二、存在的问题
淤泥堆放场地偏远，外运车次多。
三、改进措施
镇村建办2025年4月底前在河口增设临时堆放场1处。
"""


@pytest.mark.parametrize(("signed_", "fault"), [("东镇人民政府", False), ("青山县水利局", True), ("", True)])
def test_what_a_part_of_the_project_reports(tmp_path: Path, signed_: str, fault: bool) -> None:
    """The figures of one town are no results of the whole; those of the project's own office are."""
    (tmp_path / "报告.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "东镇.txt").write_text(PART.format(signed_), encoding="utf-8")
    given = answers(sheet(tmp_path, form()), str(tmp_path / "报告.txt"), str(tmp_path / "东镇.txt"))
    for number in (48, 52):
        found(given[number], fault)


@pytest.mark.parametrize(
    ("heading", "fault"),
    [("四、存在的主要问题", True), ("四、其他需要说明的问题", False), ("四、补充说明的问题", False)],
)
def test_no_problems_under_another_heading(tmp_path: Path, heading: str, fault: bool) -> None:
    text = REPORT.replace("三、存在的问题\n", "三、问题分析\n").replace(
        "四、改进措施", f"{heading}\n无。\n五、改进措施"
    )
    (tmp_path / "报告.txt").write_text(text, encoding="utf-8")
    found(answers(sheet(tmp_path, form()), str(tmp_path / "报告.txt"))[64], fault)


ANNEX = """附表1 政府性基金支出情况
|项目|年初预算|全年支出|
|---|---|---|
||||

说明：{}

附表2 国有资本经营支出情况
|项目|年初预算|全年支出|
|---|---|---|
||||
"""


@pytest.mark.parametrize(
    ("told", "fault"),
    [
        ("本单位无政府性基金支出，附表1为空表。", True),
        ("附表1、附表2均为空表，本单位没有这两类支出。", False),
        ("本单位没有这两类支出，均为空表。", False),
    ],
)
def test_a_word_on_one_of_two_empty_tables(tmp_path: Path, told: str, fault: bool) -> None:
    (tmp_path / "报告.md").write_text(f"# {REPORT}\n{ANNEX.format(told)}", encoding="utf-8")
    found(answers(str(tmp_path / "报告.md"))[55], fault)


LAST = """# 河道清淤工程2023年度绩效自评报告

项目由县水利局实施，全年预算数98万元，全年执行数95万元，各项指标均达到年初设定的指标值。
| 指标 | 2023年指标值 | 2023年完成值 |
|---|---|---|
| 受益人口（万人） | 0.42 | 0.43 |
| 清淤河道长度（公里） | 12 | 12.5 |
"""


@pytest.mark.parametrize(("target", "fault"), [("≥3000人", True), ("≥4200人", False)])
def test_a_table_of_last_year(tmp_path: Path, target: str, fault: bool) -> None:
    """The unit behind a name in brackets is that of the row."""
    (tmp_path / "上年.md").write_text(LAST, encoding="utf-8")
    (tmp_path / "报告.txt").write_text(REPORT, encoding="utf-8")
    rows = changed(4, 3, target)
    one = answers(sheet(tmp_path, form(rows)), str(tmp_path / "报告.txt"), str(tmp_path / "上年.md"))[59]
    found(one, fault)
    assert not fault or "目标0.42万人" in one.ground


def test_a_rule_that_is_named_is_not_followed(tmp_path: Path) -> None:
    """《…结果应用办法》 for the grades says nothing of how results are used."""
    told = "按照《青山县绩效评价结果应用办法》，90分以上为优。"
    (tmp_path / "报告.txt").write_text(REPORT.replace("二、完成情况", f"{told}\n二、完成情况"), encoding="utf-8")
    assert answers(sheet(tmp_path, form()), str(tmp_path / "报告.txt"))[77].state != FAULT


def test_the_sound_papers_stay_sound(tmp_path: Path) -> None:
    (tmp_path / "报告.txt").write_text(REPORT, encoding="utf-8")
    given = answers(sheet(tmp_path, form()), sheet(tmp_path, goals(ROWS), "申报.xlsx"), str(tmp_path / "报告.txt"))
    assert given[45].state == NONE and given[47].state == GOOD
    assert HEAD[0] == SIGNED[0]


@pytest.mark.parametrize(
    ("told", "fault"),
    [
        ("治理岸线2600米。\n按乡镇划分，东镇1500米、西镇1000米。", False),
        ("涉及农户2600户。\n按类别划分，脱贫户1500户、一般户1000户。", True),
        ("涉及农户2600户。\n按类别划分，脱贫户1500户、一般户1100户。", False),
        ("涉及农户2600户，搬迁90户。\n按类别划分，脱贫户1500户、一般户1000户。", False),
    ],
)
def test_classes_of_a_whole_told_above(tmp_path: Path, told: str, fault: bool) -> None:
    """The total stands in the paragraph above; of two figures there, neither is known for it."""
    (tmp_path / "报告.txt").write_text(REPORT.replace("二、完成情况\n", f"二、完成情况\n{told}\n"), encoding="utf-8")
    found(answers(sheet(tmp_path, form()), str(tmp_path / "报告.txt"))[66], fault)


def test_a_day_without_its_year(tmp_path: Path) -> None:
    """10月25日 beside a column of units is a day, and no number that lacks one."""
    head = [*HEAD[:4], "计量单位", *HEAD[4:]]
    rows = [[*row[:4], "", *row[4:]] for row in changed(2, 4, "10月25日", changed(2, 3, "2024年11月30日前"))]
    total = ["总分", "", "", "", "", "", "100", "97.6", ""]
    one = answers(sheet(tmp_path, form(rows, head=head, total=total)))[3]
    assert not any("完成时间" in fault.message for fault in one.faults), one.ground


# -- one form in several tables ----------------------------------------------------------------------------------------
TABLES = """# 河道保洁项目支出绩效自评表（2024年度）

|项目名称|河道保洁|主管部门|青山县水利局|
|---|---|---|---|
|实施单位|青山县河道管理所|项目属性|经常性|

|资金（万元）|年初预算数|全年预算数|全年执行数|分值|执行率|得分|
|---|---|---|---|---|---|---|
|年度资金总额|100|100|{}|10|{}|{}|

|一级指标|二级指标|三级指标|目标|完成|分值|得分|原因|
|---|---|---|---|---|---|---|---|
|产出指标|数量指标|保洁河道长度|≥60公里|{}|50|50||
|效益指标|社会效益指标|河道投诉件数|≤20件|18件|30|30||
|满意度指标|服务对象满意度指标|沿河群众满意度|≥90%|92%|10|10||
|总分|||||100|{}||
"""


@pytest.mark.parametrize(
    ("given", "number", "fault"),
    [
        (("96", "96%", "9.6", "60公里", "99.6"), 22, False),
        (("96", "98%", "9.8", "60公里", "99.8"), 22, True),
        (("96", "96%", "9.6", "60公里", "99.6"), 70, False),
        (("96", "96%", "9.6", "60公里", "98.6"), 70, True),
        (("96", "96%", "9.6", "60公里", "99.6"), 69, False),
        (("96", "96%", "9.6", "", "99.6"), 2, True),
        (("96", "96%", "9.6", "60公里", "99.6"), 13, False),
        (("70", "70%", "7", "60公里", "97"), 24, True),
    ],
)
def test_money_and_indicators_in_tables_of_their_own(
    tmp_path: Path, given: tuple[str, ...], number: int, fault: bool
) -> None:
    """Labels, money and indicators of one form, each a table; columns called 目标 and 完成 and no more."""
    (tmp_path / "自评表.md").write_text(TABLES.format(*given), encoding="utf-8")
    (tmp_path / "报告.txt").write_text(REPORT.replace("河道清淤工程", "河道保洁项目"), encoding="utf-8")
    found(answers(str(tmp_path / "自评表.md"), *([str(tmp_path / "报告.txt")] if number == 69 else []))[number], fault)


@pytest.mark.parametrize(
    ("remark", "fault"),
    [("原名“清除淤泥里程”，经青财绩〔2024〕9号同意更名", False), ("原名“清除淤泥里程”", True), ("", True)],
)
def test_another_name_that_was_approved(tmp_path: Path, remark: str, fault: bool) -> None:
    """However little the two names share."""
    head = [*HEAD, "备注"]
    rows = [[*row, remark if row[2] == "清淤河道长度" else ""] for row in ROWS]
    total = ["总分", "", "", "", "", "100", "97.6", "", ""]
    approved = sheet(tmp_path, goals(changed(0, 2, "清除淤泥里程")), "申报.xlsx")
    found(answers(sheet(tmp_path, form(rows, head=head, total=total)), approved)[30], fault)


@pytest.mark.parametrize(
    ("asked", "fault"),
    [
        ("向沿河住户发放评价卡260张，收回252张，满意240张，群众满意度93%。", False),
        ("向沿河住户发放测评票21张，全部收回，群众满意度93%。", True),
        ("群众满意度93%，村民反映良好。", True),
    ],
)
def test_cards_and_ballots(tmp_path: Path, asked: str, fault: bool) -> None:
    text = REPORT.replace("随机抽取120人开展问卷调查，群众满意度93%。", asked)
    (tmp_path / "报告.txt").write_text(text, encoding="utf-8")
    found(answers(sheet(tmp_path, form()), str(tmp_path / "报告.txt"))[58], fault)


PAGE = "<html><body><h1>{}</h1>{}<p>附表1 政府性基金支出情况</p>{}{}</body></html>"
EMPTY = "<table><tr><th>科目</th><th>预算数</th><th>支出数</th></tr><tr><td></td><td></td><td></td></tr></table>"


@pytest.mark.parametrize(("told", "fault"), [("", True), ("<p>本单位没有政府性基金支出。</p>", False)])
def test_an_empty_table_of_a_page(tmp_path: Path, told: str, fault: bool) -> None:
    title, *lines = REPORT.strip().split("\n")
    body = "".join(f"<p>{line}</p>" for line in lines)
    (tmp_path / "报告.html").write_text(PAGE.format(title, body, EMPTY, told), encoding="utf-8")
    found(answers(str(tmp_path / "报告.html"))[55], fault)


def test_a_share_is_told_of_the_nearest_base(tmp_path: Path) -> None:
    told = "年初预算120.00万元，调减后预算100.00万元，全年支出96.00万元，其中土方56.00万元，护坡24.00万元，占28%。"
    (tmp_path / "报告.txt").write_text(REPORT.replace("二、完成情况", f"{told}\n二、完成情况"), encoding="utf-8")
    one = answers(sheet(tmp_path, form()), str(tmp_path / "报告.txt"))[69]
    assert one.state == FAULT and "25.00%" in one.ground
