"""Kinds of faults that people plant in papers, told in words of many offices.

Invariants:
- a fault is told under its duty with a place, however the sentence or the cell is worded;
- the lawful case that looks like it is no fault;
- what lies beside form and report (ledger, letter, last year's report, list of costs, notes) is read for what it is.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from test_review import GOAL, HEAD, MONEY, REPORT, ROWS, answers, changed, form, goals, sheet

from drafter.reviewing.answer import FAULT, GOOD, UNKNOWN, Answer
from drafter.reviewing.names import akin, is_none, stem, unitless
from drafter.reviewing.review import review_files


def beside(folder: Path, text: str, rows: list[list[str]] | None = None, *more: str) -> dict[int, Answer]:
    """The answers over a form, a report and further papers."""
    (folder / "报告.txt").write_text(text, encoding="utf-8")
    return answers(sheet(folder, rows or form()), str(folder / "报告.txt"), *more)


def said(extra: str) -> str:
    """The sound report with a sentence more in what was done."""
    return REPORT.replace("三、存在的问题", f"{extra}\n三、存在的问题")


def found(one: Answer, fault: bool) -> None:
    assert (one.state == FAULT) == fault, one.ground
    assert not fault or all(each.place and each.message for each in one.faults)


THREE = "三公经费支出{}万元，其中因公出国（境）费0.00万元，公务用车运行维护费{}万元，公务接待费{}万元。"
AND = "三、存在问题及改进措施\n"
ITEMS = """三、存在的问题
（一）论证不充分
变更2次。
（二）归档慢
资料滞后。
四、改进措施
（一）充实论证
请专家评审。
"""
GONE = changed(4, 4, "", changed(4, 5, "", changed(4, 6, "", changed(4, 7, ""))))


# -- prose -------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("number", "sentence", "fault"),
    [
        # 66: states that make up the whole.
        (66, "工程共划分18个标段，其中已竣工12个，在建4个，未开工1个。", True),
        (66, "全年受理群众投诉136件，办结121件，正在办理11件，退回3件。", True),
        (66, "年初安排设备采购任务24台，已到位20台，待交付4台。", False),
        (66, "应整改事项15项，已完成整改9项，正在整改4项，尚未启动1项。", True),
        (66, "共新建公厕30座，已建成投用26座，其余4座正在装修。", False),
        (66, "共排查房屋210户，其中危房12户、需加固9户。", False),
        (66, "共实施项目8个，较上年增加2个，其中已完工6个，在建2个。", False),
        (66, "28个小区中25个已签订协议、2个尚未签订。", True),
        (66, "共举办活动36场，其中线上20场，线下14场。", True),
        (66, "共资助学生100人，其中优抚对象12人，在校贫困生50人。", False),
        (66, "共救助200人，其中未成年人30人、已就业40人。", False),
        (66, "入库项目15个，开工13个，未开工1个。", True),
        (66, "项目涉及农户320户，其中已兑付补助305户，因账号错误退回15户。", False),
        (66, "全年开展巡河50次，评定为“优秀”的21次、“良好”的20次、“一般”的8次，每次只评一个等次。", True),
        (66, "全年开展巡河50次，评定为“优秀”的21次、“良好”的20次、“一般”的9次，每次只评一个等次。", False),
        (66, "全年开展巡河50次，评定为“优秀”的21次，其中夜间8次。", False),
        # 66: one scale told in the next sentence, its total before it.
        (66, "全年培训1200人次。按人员类别划分，职工700人次、农户400人次、学生80人次。", True),
        (66, "全年培训1200人次。按人员类别划分，职工700人次、农户400人次、学生100人次。", False),
        (66, "全年巡查300次，完成计划280次。按季度统计，春季90次、夏季120次、秋冬季80次。", True),
        (66, "全年培训1200人次。按年龄划分，青年700人次、中年600人次。两类有重复统计。", False),
        (66, "全年培训1200人次。按人员类别划分，主要为职工700人次、农户400人次。", False),
        # 38: a number without its unit.
        (38, "硬化村道42.6，修建涵管118座。", True),
        (38, "硬化村道42.6公里，修建涵管118座。", False),
        (38, "灌溉水利用系数0.56，修建涵管118座。", False),
        (38, "养护乡道316，修建涵管118座。", False),
        # 69: the base of a share stands elsewhere, in the form.
        (69, "土方支出48.00万元，占50%；护坡支出24.00万元，占25%。", False),
        (69, "土方支出48.00万元，占50%；护坡支出24.00万元，占28%。", True),
        (38, "共巡查河道36，发现隐患5处。", True),
        (38, "受益人口增加300，均为沿河群众。", True),
        # 22: a rate before its amounts.
        (22, "资金执行率为91%，执行数96万元，预算数100万元。", True),
        (22, "资金执行率为96%，执行数96万元，预算数100万元。", False),
        (38, "全年培训管护员4批次120，覆盖全部岗位。", True),
        (38, "清淤河道长度12，已通过验收。", True),
        (38, "维修水闸面积3,480，全部合格。", True),
        (38, "受益人口2,700；其中脱贫户300人。", True),
        (38, "开通热线12345，清淤河道长度12公里。", False),
        (38, "清淤河道长度、受益人口均已核实。", False),
        # 52: another result than the form's.
        (52, "全年清淤河道长度21公里。", True),
        (52, "项目实施后，受益人口达到2,070人。", True),
        (52, "清淤河道12公里，群众满意度为39%。", True),
        (52, "其中东镇清淤河道长度5公里。", False),
        (52, "2023年清淤河道长度10公里。", False),
        (52, "年初目标为清淤河道长度12公里、受益人口3000人。", False),
        (52, "东河村清淤河道长度2.4公里。", False),
        (52, "每月清淤河道长度1公里。", False),
        # 42: words against figures.
        (42, "受益人口2700人，已完成年度目标。", True),
        (42, "群众满意度93%，没有达到预期目标。", True),
        (42, "清淤河道长度12公里，未完成年初目标。", True),
        (42, "受益人口2700人，未达到3000人的目标。", False),
        (42, "每公里清淤成本7.9万元，低于目标值0.1万元。", False),
        (42, "受益人口2700人，完成目标的90%。", False),
        (42, "河道清淤因降雨推迟进场，未完成年度目标。", True),
        (42, "产出方面：清淤河道受天气影响，没有完成年初任务。", True),
        (42, "上年清淤河道未完成年度目标，本年已经补做。", False),
        (42, "未完成年度目标的受益人口指标，下年度补做两个村。", False),
        (42, "受益人口因两个村未施工，未完成年度目标。", False),
        # 58: whom one asked.
        (58, "全县共有沿河村9个，全部参加测评，收回测评表9份，均表示满意。", False),
        (58, "收回群众满意度测评表11份，均表示满意。", True),
        (58, "电话回访6名群众，均表示满意。", True),
        (58, "入户调查12户，满意11户。", True),
        (58, "发放满意度调查问卷20份，收回20份。", True),
        (58, "项目涉及企业共9家，逐一走访9家，均表示满意。", False),
        (58, "本项目服务对象共14户，入户调查14户，均表示满意。", False),
        # 61: evidence that a report counts.
        (61, "应提供佐证材料20份，实际提供12份。", True),
        (61, "应提交证明材料10项，已提交6项，其余后补。", True),
        (61, "应提供佐证材料12项，已提供11项。", False),
        # 50: of which budget.
        (50, "年初预算120万元，调整后预算100万元，执行数占预算的96%。", True),
        (50, "年初预算120万元，调整后预算100万元，支出占年初预算的80%，占调整后预算的96%。", False),
        (50, "年初预算120万元，调整后预算100万元。按年初预算计算执行率为80%，按调整后预算计算执行率为96%。", False),
        # 48: one result told twice.
        (48, "清淤河道长度12公里。全年累计清淤河道长度14公里，其中支渠2公里。", True),
        (48, "受益人口2700人。受益人口2,700人中有脱贫户300人。", False),
        # 49: a rise from nothing.
        (49, "上年为0的安全护栏本年安装60处，增长100%。", True),
        (49, "管护员由0增加到12人，增幅1200%。", True),
        (49, "2023年未开展巡河，2024年巡河24次，增长100%。", True),
        (49, "巡河次数由10次增至12次，增长20%。", False),
        # 62 needs low spending; 38: a share is told by the duty on shares.
        (38, "设备购置占23，其余为人工。", False),
        (52, "按照设计要求，清淤河道总长度达12.6公里。", True),
        (42, "群众满意度93%，离90%的目标还有差距。", True),
        (61, "佐证材料应附15项，现附9项。", True),
        # 42: beyond the target, or not.
        (42, "受益人口2700人，超过预期目标。", True),
        (42, "群众满意度93%，高于年度目标。", False),
        # 51 and 56: shares and the three public costs.
        (51, "人工占60%，材料占25，机械占15%。", True),
        (51, "各类支出占比（单位：%）为：人工60、材料25、机械15。", False),
        (56, THREE.format("12.40", "9.10", "2.30"), True),
        (56, THREE.format("9.86", "8.60", "1.25"), False),
    ],
)  # fmt: skip
def test_sentences(tmp_path: Path, number: int, sentence: str, fault: bool) -> None:
    found(beside(tmp_path, said(sentence))[number], fault)


@pytest.mark.parametrize(
    ("number", "text", "fault"),
    [
        (64, "三、存在的问题\n无。\n四、改进措施\n（一）加快施工。\n（二）完善台账。\n", True),
        (64, AND + "项目实施中未发现问题。\n", True),
        (64, "三、存在的问题\n暂无。\n", True),
        (64, AND + "两个村未纳入范围。改进措施：下年度补做。\n", False),
        (64, "三、主要问题\n无明显问题\n四、下一步打算\n继续加强河道巡查。\n", True),
        (64, "三、问题和打算\n（一）存在的问题：无。\n（二）下一步打算：增加清淤频次，安排专人巡河。\n", True),
        (68, ITEMS, True),
        (68, "三、存在的问题\n（一）勘察不细。（二）公示不及时。\n四、改进措施\n开工前复勘。\n", True),
        (68, "三、存在的问题\n1.两个村未施工。\n2.验收资料归档慢。\n四、改进措施\n1.下年度补做两个村。\n", True),
        (68, "三、存在的问题\n（一）前期勘察不细。\n（二）宣传不够。\n", True),
        (68, AND + "（一）勘察不细。改进措施：开工前复勘。\n（二）公示不及时。\n", True),
        (68, AND + "（一）勘察不细。改进措施：开工前复勘。\n（二）公示不及时。下一步提前公示。\n", False),
        (68, "三、存在的问题\n一是勘察不细；二是公示不及时。\n四、下一步打算\n一是开工前复勘；二是提前公示。\n", False),
        (68, "三、存在的问题\n1.勘察不细。\n2.公示不及时。\n四、改进措施\n针对上述问题，建立清单，逐项销号。\n", False),
        (68, "三、存在问题\n存在问题：地下管线不清。\n改进措施：招标前完成勘察。\n", False),
        # 80: one paragraph of many deeds says not which problem each is against.
        (80, "三、存在的问题\n土样取得少。\n四、改进措施\n汛后清淤村口河道，安放标牌，栽植垂柳，浇筑护坡。\n", False),
        (80, "三、存在的问题\n土样取得少。\n四、改进措施\n举办戏曲汇演，邀请剧团，搭建戏台，分送戏票。\n", True),
    ],
)  # fmt: skip
def test_problems_and_measures(tmp_path: Path, number: int, text: str, fault: bool) -> None:
    found(beside(tmp_path, REPORT.partition("三、存在的问题")[0] + text)[number], fault)


LETTER = """青山县财政局
青财绩〔2024〕6号

关于2023年度绩效评价发现问题整改的通知

县水利局：
一、施工台账登记不全。有3个月没有登记。
二、质保金扣留比例不足。应留3%，实留1%。
请在本年度自评报告中说明整改结果。
"""
LAST = """河道清淤工程2023年度绩效自评报告
一、项目概况
项目由县水利局实施，全年预算数98万元，全年执行数95万元。
二、完成情况
清淤河道长度18公里，目标16公里；群众满意度92%，目标90%。
三、存在问题及改进措施
施工台账登记不全。改进措施：统一台账格式。
"""


@pytest.mark.parametrize(
    ("beside_", "sentence", "fault"),
    [
        (LETTER, "上年指出的施工台账登记不全问题已整改，统一了格式。", True),
        (LETTER, "整改通知指出的施工台账登记不全、质保金扣留比例不足两个问题均已整改到位。", False),
        (LETTER, "上年整改：施工台账已补登；质保金已按3%的扣留比例补足。", False),
        (LETTER, "", True),
        (LAST, "针对上年施工台账登记不全的问题，已逐日登记。", False),
        (LAST, "", True),
    ],
)
def test_what_last_year_left(tmp_path: Path, beside_: str, sentence: str, fault: bool) -> None:
    (tmp_path / "上年.txt").write_text(beside_, encoding="utf-8")
    one = beside(tmp_path, said(sentence) if sentence else REPORT, None, str(tmp_path / "上年.txt"))[67]
    found(one, fault)
    assert not fault or "上年.txt 第" in one.ground


def test_letters_are_no_reports(tmp_path: Path) -> None:
    approval = (
        "青山县财政局文件\n关于调整河道清淤工程绩效目标的批复\n县水利局：\n一、“清淤河道长度”由15公里调整为12公里。\n"
    )
    for name, text in (("通知.txt", LETTER), ("批复.txt", approval), ("报告.txt", REPORT)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    files = [str(tmp_path / name) for name in ("批复.txt", "通知.txt", "报告.txt")]
    files += [sheet(tmp_path, form()), sheet(tmp_path, goals(changed(0, 3, "≥15公里")), "申报.xlsx")]
    review = review_files(files)
    assert [part for _, part in review.papers()] == ["批复", "整改通知", "报告", "自评表", "申报表"]
    # The target was lowered by the approval.
    assert next(one for one in review.answers if one.duty.number == 30).state == GOOD
    assert answers(*files[1:])[30].state == FAULT


@pytest.mark.parametrize(
    ("county", "other", "fault"),
    [("20", True, False), ("25", True, True), ("25", False, True), ("", True, False)],
)
def test_sources_by_level(tmp_path: Path, county: str, other: bool, fault: bool) -> None:
    """By level, where no line tells this year's; what is other than that alone is no sum."""
    levels = [["", "其中：中央资金", "60", "60", "56"], ["", "县级资金", county, county, "20"]] if county else []
    rows = [*levels, *([["", "其他资金", "20", "20", "20"]] if other else [])]
    found(answers(sheet(tmp_path, form(money=[*MONEY[:2], *rows])))[31], fault)


def test_a_goal_beside_its_label(tmp_path: Path) -> None:
    goal = [["绩效目标", "预期目标", "清淤河道12公里，栽植护岸林3000株", "", "实际完成情况", "清淤河道12公里"]]
    assert [one.quote for one in answers(sheet(tmp_path, form(goal=goal)))[39].faults] == ["栽植护岸林3000株"]


# -- last year's targets -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("target", "done", "reason", "fault"),
    [
        ("≥12公里", "12公里", "", True),
        ("≥18公里", "18公里", "", False),
        ("≥15公里", "15公里", "", False),
        ("≥12公里", "12公里", "河道大部分已完成清淤，本年为尾工", False),
    ],
)
def test_a_target_under_last_years(tmp_path: Path, target: str, done: str, reason: str, fault: bool) -> None:
    (tmp_path / "上年.txt").write_text(LAST, encoding="utf-8")
    rows = changed(0, 3, target, changed(0, 4, done, changed(0, 7, reason)))
    text = REPORT.replace("12公里", done)
    one = beside(tmp_path, text, form(rows), str(tmp_path / "上年.txt"))[59]
    found(one, fault)
    assert not fault or "上年.txt 第" in one.ground


# -- the goal, the money ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("deed", "fault"),
    [
        ("培训河道保洁员40名", True),
        ("建设管理房2座", True),
        ("清淤河道12公里以上", False),
        ("每公里成本控制在8万元以内", False),
        ("群众满意度达到90%以上", False),
    ],
)
def test_what_a_goal_promises(tmp_path: Path, deed: str, fault: bool) -> None:
    goal = [list(row) for row in GOAL]
    goal[1][0] = f"清淤河道12公里，{deed}，受益人口3000人"
    found(answers(sheet(tmp_path, form(goal=goal)))[39], fault)


@pytest.mark.parametrize(
    ("text", "number", "state"),
    [
        ("项目资金总额100万元，其中县级80万元。截至12月底，实际支出70万元。", 24, FAULT),
        ("项目资金总额100万元，其中县级80万元。截至12月底，实际支出70万元。严格执行制度，已通过验收。", 62, FAULT),
        ("项目资金总额100万元，实际支出70万元。原因是质保金未到支付期。", 62, GOOD),
        ("项目资金总额100万元，实际支出96万元。", 24, GOOD),
    ],
)
def test_money_of_a_report_alone(tmp_path: Path, text: str, number: int, state: str) -> None:
    (tmp_path / "报告.txt").write_text(f"河道清淤工程2024年度绩效自评报告\n一、项目概况\n{text}\n", encoding="utf-8")
    assert answers(str(tmp_path / "报告.txt"))[number].state == state


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("（二）2024年度资金使用情况。2023年共支出资金90万元，专款专用。", True),
        ("（二）资金使用情况。项目三年来累计投入860万元。", True),
        ("（二）资金使用情况。项目三年来累计投入860万元，其中2024年投入96万元。", False),
        ("（二）资金使用情况。项目三年来累计投入860万元。\n2024年支出96万元。", False),
    ],
)
def test_money_under_an_annual_heading(tmp_path: Path, text: str, fault: bool) -> None:
    lines = f"河道清淤工程2024年度绩效自评报告\n一、资金情况\n（一）预算安排。2024年预算数100万元。\n{text}\n"
    (tmp_path / "报告.txt").write_text(lines, encoding="utf-8")
    found(answers(str(tmp_path / "报告.txt"))[46], fault)


# -- ledgers -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("people", "paid", "faults"),
    [
        (("1500", "1200"), ("460000", "500000"), []),
        (("1500", "1210"), ("460000", "500000"), ["受益人口"]),
        (("1500", "1200"), ("460000", "490000"), ["全年执行数"]),
    ],
)
@pytest.mark.parametrize("total", [True, False])
def test_a_ledger(
    tmp_path: Path, people: tuple[str, str], paid: tuple[str, str], faults: list[str], total: bool
) -> None:
    count = [["受益人口登记台账"], ["单位：人"], ["乡镇", "受益人口", "备注"], ["东镇", people[0]], ["西镇", people[1]]]
    money = [["2024年资金支付台账"], ["单位：元"], ["月份", "摘要", "支付金额", "累计支付"],
             ["6月", "进度款", paid[0], paid[0]], ["12月", "结算款", paid[1], str(sum(map(int, paid)))]]  # fmt: skip
    if total:
        count.append(["合计", str(sum(map(int, people)))])
        money.append(["合计", "", str(sum(map(int, paid)))])
    one = answers(sheet(tmp_path, form()), sheet(tmp_path, count, "一.xlsx"), sheet(tmp_path, money, "二.xlsx"))[57]
    assert [name for fault in one.faults for name in ("受益人口", "全年执行数") if name in fault.message] == faults
    assert one.state == (FAULT if faults else GOOD)


def test_without_a_ledger_nobody_knows(tmp_path: Path) -> None:
    assert answers(sheet(tmp_path, form()))[57].state == UNKNOWN


# -- forms -------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("rows", "number", "fault"),
    [
        # A result without scale beside a target with one.
        (changed(4, 3, "≥0.3万人", changed(4, 4, "0.27", changed(4, 6, "18"))), 13, False),
        (changed(4, 3, "≥0.3万人", changed(4, 4, "2700", changed(4, 6, "18"))), 13, False),
        (changed(4, 3, "≥0.3万人", changed(4, 4, "0.27", changed(4, 6, "19"))), 13, True),
        # Under the formula: what explains the result does not explain the mark.
        (changed(4, 6, "16"), 13, True),
        (changed(4, 6, "16", changed(4, 7, "两个村未纳入，另酌情扣2分")), 13, False),
        # Full marks and a reason for what was missed.
        (changed(0, 7, "材料报送不及时，付款延误"), 41, True),
        (changed(5, 7, "部分群众反映施工扰民，宣传不到位"), 41, True),
        (changed(0, 4, "13公里", changed(0, 7, "年初目标设置偏低，结余资金新增一段")), 41, False),
        # The words of the system, and no others.
        (changed(4, 3, "机制建立", changed(4, 4, "基本达成")), 4, True),
        (changed(4, 3, "机制建立", changed(4, 4, "全部达成")), 4, True),
        (changed(4, 3, "机制建立", changed(4, 4, "部分达成", changed(4, 6, "15"))), 4, False),
        # An indicator that was cancelled.
        (changed(4, 3, "经批准取消", GONE), 2, False),
        (changed(4, 3, "已取消", GONE), 1, False),
        (changed(4, 3, "经批复同意取消", changed(4, 4, "2700人")), 21, True),
        (changed(0, 7, "征地受阻，工期拖后"), 41, True),
        # A mark within a figure; a range has none.
        (changed(0, 4, "12_5"), 6, True),
        (changed(0, 4, "*12"), 6, True),
        (changed(0, 3, "10—12"), 6, False),
        # Words for a degree, and a verb.
        (changed(4, 3, "逐步完善", changed(4, 4, "达成")), 37, True),
        (changed(4, 3, "完善管护制度", changed(4, 4, "达成")), 37, False),
        # A ratio to last year may be over a hundred.
        (changed(4, 2, "接待人次与上年之比", changed(4, 3, "≥105%", changed(4, 4, "108%"))), 36, False),
        (changed(1, 3, "≥105%", changed(1, 4, "108%")), 36, True),
    ],
)  # fmt: skip
def test_rows(tmp_path: Path, rows: list[list[str]], number: int, fault: bool) -> None:
    found(answers(sheet(tmp_path, form(rows)))[number], fault)


@pytest.mark.parametrize(
    ("note", "score", "fault"),
    [
        ("填报说明：1.年初未申报成本指标的，该项得分不超过5分。", "8", True),
        ("注：未设置成本指标的，成本指标最高得5分。", "8", True),
        ("注：年初没有申报成本指标的，该指标得分不得高于6分", "6", False),
        ("注：各项得分保留两位小数。", "8", False),
    ],
)
def test_a_rule_that_a_form_states_of_itself(tmp_path: Path, note: str, score: str, fault: bool) -> None:
    rows = changed(3, 2, "（年初未申报成本指标）", changed(3, 3, "", changed(3, 4, "", changed(3, 6, score))))
    rows[3][7] = "按实际控制情况自评"
    one = answers(sheet(tmp_path, [*form(rows), [note]]), sheet(tmp_path, goals([*ROWS[:3], *ROWS[4:]]), "申报.xlsx"))
    found(one[20], fault)
    assert one[30].state == GOOD


@pytest.mark.parametrize(
    ("head", "amounts", "fault"),
    [
        (["序号", "支出内容", "金额（元）"], ["600000", "500000"], True),
        (["序号", "测算内容", "测算金额（万元）"], ["60", "40"], False),
        (["序号", "费用名称", "预算金额（万元）"], ["60", "41"], True),
        (["", "成本项目", "金额"], ["600000", "400000"], False),
    ],
)
def test_costs_of_a_form_of_goals(tmp_path: Path, head: list[str], amounts: list[str], fault: bool) -> None:
    asked = goals(ROWS)
    at = asked.index(HEAD[:4])
    costs = [["成本明细", *head[1:]], *[[str(n), f"第{n}项费用", amount] for n, amount in enumerate(amounts, 1)]]
    one = answers(sheet(tmp_path, [*asked[:at], *costs, *asked[at:]], "申报.xlsx"))[45]
    found(one, fault)


def test_the_fuller_form_is_the_form(tmp_path: Path) -> None:
    """A table in the report tells a part; its names have units, its figures are held against the form."""
    rows = "".join(f"|{row[2]}（{'公里' if '公里' in row[3] else '%'}）|{row[4]}|\n" for row in (ROWS[0], ROWS[5]))
    table = "|三级指标|完成值|\n|---|---|\n" + rows
    text = REPORT.replace("三、存在的问题", f"{table}\n三、存在的问题")
    for name, given in (("甲", text), ("乙", text.replace("|12公里|", "|21公里|"))):
        (tmp_path / f"{name}.md").write_text(given, encoding="utf-8")
    mine, asked = sheet(tmp_path, form()), sheet(tmp_path, goals(ROWS), "申报.xlsx")
    one = answers(str(tmp_path / "甲.md"), mine, asked)
    assert [one[number].state for number in (9, 10, 12, 30, 52)] == [GOOD] * 5
    two = answers(str(tmp_path / "乙.md"), mine, asked)[52]
    assert two.state == FAULT and two.faults[0].place.startswith("乙.md 第")


def test_one_matter_is_told_once(tmp_path: Path) -> None:
    """元 written as 万元 is a wrong amount; the rate that follows from it is not told as well."""
    one = beside(tmp_path, REPORT.replace("全年执行数96万元", "全年执行数960,000.00万元"))
    assert one[47].state == FAULT
    assert one[22].state == GOOD


# -- names -------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("name", "bare", "short"),
    [
        ("养护里程（公里）", "养护里程", "养护"),
        ("新建灌溉渠道长度", "新建灌溉渠道长度", "新建灌溉渠道"),
        ("培训人次", "培训人次", "培训"),
        ("断面水质达标率(%)", "断面水质达标率", "断面水质达标率"),
        ("改厕（二期）户数", "改厕（二期）户数", "改厕"),
        ("污水处理量（万吨/日）", "污水处理量", "污水处理"),
    ],
)
def test_names(name: str, bare: str, short: str) -> None:
    assert (unitless(name), stem(unitless(name))) == (bare, short)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("老年人健康管理人数", "老年人健康管理", True),
        ("65岁及以上老年人健康管理人数", "老年人健康管理", True),
        ("孕产妇建册人数", "高血压患者健康管理", False),
        ("修复路面坑槽面积", "路面坑槽修补面积", False),
        ("培训", "培训场地租赁费用明细", False),
    ],
)
def test_names_akin(one: str, other: str, same: bool) -> None:
    assert akin(one, other) == akin(other, one) == same


def test_rows_for_what_was_not_set() -> None:
    assert is_none("（年初未申报成本指标）") and is_none("未设置成本指标") and not is_none("未申报项目清理率")
