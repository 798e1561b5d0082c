"""What an account is made of, and how it is told: sums that close it, rates of its halves, rows of totals, letters.

Invariants: a sum goes to an account only where the account comes out with it, to the fen; what nobody said of a sum is
not told of it; no figure of a note is lost on the way.
"""

from __future__ import annotations

from typing import Any

import pytest

import drafter
from drafter.api import read_case
from drafter.composing.steps import class_of
from drafter.importing.reader import read_notes
from drafter.report.tree import Table

DEPARTMENT, PROJECT, LETTER = "department-self-evaluation", "project-self-evaluation", "rectification"

HEAD = "报告种类：部门整体支出绩效自评报告；年度2024\n单位：甲市乙馆\n"


def fund(lines: str, genre: str = DEPARTMENT) -> Any:
    return read_notes(HEAD + lines, genre, 2024).data["fund"]


CHANGES = [
    # The budget comes out with the cut, and with it alone.
    ("预算：年初900万元；追加86万元，厉行节约核减公用经费9.8万元；调整后976.2万元", ["86万元", "9.8万元"]),
    ("预算：年初1000万元；收支平衡压减会议费20万元；全年980万元", ["20万元"]),
]


@pytest.mark.parametrize(("line", "sums"), CHANGES)
def test_a_change_closes_the_account_of_the_budget(line: str, sums: list[str]) -> None:
    found = fund(line)
    assert [row["amount"] for row in found["changes"]] == sums
    assert "notes" not in found


@pytest.mark.parametrize(
    "line",
    [
        "预算：年初900万元；追加86万元，厉行节约核减公用经费9.8万元；调整后986万元",
        "预算：年初900万元；追加86万元，厉行节约核减公用经费9.8万元；调整后970万元",
    ],
)
def test_a_change_that_closes_nothing_stays_a_note(line: str) -> None:
    assert any("9.8万元" in note for note in fund(line)["notes"])


LEFT = [
    (
        "预算：全年500万元\n支出：444.57万元；执行率88.91%\n没花完55.43万元；其中46.2万元是除湿机尾款，招标流标，12月才签合同",
        "其中46.2万元是除湿机尾款，招标流标，12月才签合同",
    ),
    (
        "预算：全年500万元\n支出：480万元\n没支出20万元\n没支出的原因：桥12万元，汛期停工；路8万元，验收没做完",
        "其中桥12万元，原因是汛期停工；路8万元，原因是验收没做完",
    ),
]


@pytest.mark.parametrize(("lines", "why"), LEFT)
def test_what_was_left_consists_of_sums_that_come_to_it(lines: str, why: str) -> None:
    assert fund(lines)["reason"] == why


def test_sums_that_come_to_something_else_are_no_part_of_what_was_left() -> None:
    found = fund(
        "预算：全年500万元\n支出：480万元\n没支出20万元\n没支出的原因：桥12万元，汛期停工；路9万元，验收没做完"
    )
    assert "reason" not in found


def spending(basic: str, project: str) -> str:
    case = (
        f'genre = "{DEPARTMENT}"\nyear = 2024\n[unit]\nname = "甲市乙馆"\n[fund]\nbudget = "500万元"\n'
        'basic = "300万元"\n'
        f'project = "200万元"\nspent = "450万元"\nspent_basic = "{basic}万元"\nspent_project = "{project}万元"\n'
    )
    return drafter.to_text(drafter.compose(read_case(case)))


def test_halves_of_the_spending_have_their_rates() -> None:
    assert "基本支出290万元、执行率96.67%，项目支出160万元、执行率80%" in spending("290", "160")
    told = spending("300", "150")
    assert "项目支出150万元、执行率75%" in told and "未支出部分全在项目支出" in told
    assert "全在项目支出" not in spending("290", "160")


TOWNSHIP = """
genre = "township-summary"
year = 2024
grades = {{ excellent = 1, good = {good}, fair = 1, poor = 1 }}
own = [{{ problem = "项目立项和码头交付衔接不紧" }}, {{ problem = "零支付项目1个", detail = "丁中心改建，产权没办" }}]
effects_result = ["污水收集率71%（目标80%，没有达到，原因：码头交付晚）"]
[unit]
name = "甲镇人民政府"
[[projects]]
name = "甲处理站运行"
budget = "80万元"
spent = "29.7万元"
reason = "码头10月才交付"
[[projects]]
name = "乙道路"
budget = "60万元"
spent = "51万元"
reason = "决算未审定"
[[projects]]
name = "丙巡查"
budget = "20万元"
spent = "20万元"
[[projects]]
name = "丁中心改建"
budget = "8万元"
spent = "0万元"
reason = "产权没办"
"""


def township(good: int = 1) -> drafter.Draft:
    return drafter.compose(read_case(TOWNSHIP.format(good=good)))


def test_a_table_of_projects_has_a_row_of_totals_and_rates_of_one_precision() -> None:
    table = next(block for block in township().blocks if isinstance(block, Table))
    rows = {row[1]: row for row in table.rows}
    assert rows["合计"][2:5] == ("168万元", "100.7万元", "59.94%")
    assert [rows[name][4] for name in ("甲处理站运行", "乙道路", "丙巡查", "丁中心改建")] == [
        "37.13%",
        "85.00%",
        "100%",
        "0%",
    ]


def test_one_cause_is_told_of_the_project_and_of_the_goal() -> None:
    text = drafter.to_text(township())
    assert "因码头10月才交付，甲处理站运行执行率37.13%，污水收集率比目标低9个百分点" in text
    assert "丁中心改建8万元预算没有支出，原因是产权未办" in text


def test_shares_of_a_few_grades_say_nothing() -> None:
    assert "分别占" not in drafter.to_text(township()) and "优良率50%" in drafter.to_text(township())
    many = drafter.to_text(township(good=17))
    assert "85%" in many and ("分别占" in many or "占比依次为" in many)


WORK = """
genre = "project-self-evaluation"
year = 2024
[project]
name = "甲项目"
[unit]
name = "乙局"
[[work]]
title = "设施建设"
notes = [{notes}]
"""


@pytest.mark.parametrize(
    ("notes", "heading"),
    [
        (
            ["新增床位120张（目标100张）", "改造住房80户（目标90户，原因：检测没做完）"],
            "设施建设：改造住房没有达到目标，其余目标达到",
        ),
        (["新增床位120张（目标100张）", "改造住房95户（目标90户）"], "设施建设各项目标全部达到"),
        (["合格率98%（目标95%）", "改造住房95户"], "设施建设达到目标"),
        (["新增床位120张", "改造住房95户"], "设施建设"),
        # Something else was late: the goals with figures are not all there is.
        (["新增床位120张（目标100张）", "电梯没有按期完工"], "设施建设"),
    ],
)
def test_a_heading_of_work_says_what_came_of_its_goals(notes: list[str], heading: str) -> None:
    text = drafter.to_text(drafter.compose(read_case(WORK.format(notes=", ".join(f'"{one}"' for one in notes)))))
    lines = [line.strip() for line in text.splitlines()]
    assert f"（1）{heading}" in lines


STEPS = [
    ("向3个科室发出整改任务单3份", "研究部署"),
    ("实行出院当日结清预交金", "健全机制"),
    ("6月28日18万元退回医保基金", "全额退回"),
    ("2万元已由市医保局扣回", "全额扣回"),
    ("从3家企业追回9.36万元", "全额追回"),
    ("从3家企业收回9.36万元", "全额收回"),
    ("已退缴12.58万元", "全额退缴"),
    ("暂停供货企业1家", "处理企业"),
    ("对2名医师停处方权3个月", "追究责任"),
    ("补录病案342份", "补正资料"),
    ("盘点药品1560个品种", "盘点清查"),
    ("收费系统增设互斥规则68条", "系统把关"),
    ("采购须经局务会审批", "严格审批"),
    ("大厅安装查询机4台", "配备设施"),
    ("点评处方3600张", "开展检查"),
]


@pytest.mark.parametrize(("deed", "label"), STEPS)
def test_deeds_of_a_letter_have_the_class_of_what_was_done(deed: str, label: str) -> None:
    found = class_of(deed)
    assert found is not None and found.label == label


@pytest.mark.parametrize("deed", ["拟暂停供货企业1家", "院长说了算", "问题线索3条"])
def test_what_is_planned_or_no_deed_has_no_class(deed: str) -> None:
    assert class_of(deed) is None


FINDINGS = (
    "问题一：甲账不符{}（完成）\n 核对12笔\n问题二：乙费用多收3万元（完成）\n 7月退回3万元\n"
    "问题三：丙档案没归档（完成）\n 补录21份\n"
)


def test_what_was_found_stands_in_the_title_where_the_others_have_it_there() -> None:
    page = "整改情况报告\n甲医院；报给甲市医疗保障局\n" + FINDINGS.format("，8.35万元")
    rows = read_notes(page, LETTER, 2024).data["findings"]
    assert all("found" not in row for row in rows)
    assert rows[0]["title"].endswith("8.35万元")


def test_causes_and_levels() -> None:
    case = (
        f'genre = "{DEPARTMENT}"\nyear = 2024\n[unit]\nname = "甲市乙馆"\n[results]\nquantity = ['
        '"指导中心1个、管护站11个、村级管护队96支，组成三级管护体系", "藏书9万册，上年10万册，受馆舍漏雨影响"]\n'
    )
    text = drafter.to_text(drafter.compose(read_case(case)))
    assert "由指导中心1个、管护站11个、村级管护队96支组成三级管护体系" in text
    assert "受馆舍漏雨影响，藏书9万册，比上年的10万册" in text


@pytest.mark.parametrize(
    ("note", "told"),
    [
        ("第二批12月18日投完，计划11月30日", "第二批12月18日投完，比计划的11月30日晚18天"),
        ("大桥6月20日完工，合同约定6月30日前完工", "大桥6月20日完工，比合同约定的6月30日提前10天"),
        # The end of February lies between them, and years differ.
        ("大桥3月5日完工，计划2月20日", "大桥3月5日完工，计划2月20日"),
        ("大桥9月5日完工，计划9月5日", "大桥9月5日完工，计划9月5日"),
        ("大桥13月5日完工，计划9月45日", "大桥13月5日完工，计划9月45日"),
    ],
)
def test_days_against_a_plan(note: str, told: str) -> None:
    text = drafter.to_text(drafter.compose(read_case(WORK.format(notes=f'"{note}"'))))
    assert told in text


def test_what_was_late_is_no_goal_met() -> None:
    notes = '"合格率98%（目标95%）", "第二批12月18日投完，计划11月30日"'
    assert (
        "达到目标" not in drafter.to_text(drafter.compose(read_case(WORK.format(notes=notes)))).split("设施建设")[1][:6]
    )


@pytest.mark.parametrize(
    ("detail", "told"),
    [
        ("一年要128万元，县里到位72万元", "一年要128万元，县里到位72万元，缺口56万元"),
        ("区级每餐补贴2元，市定标准3.5元", "区级每餐补贴2元，只有市定标准3.5元的57.14%"),
        ("一年要128万元，县里到位130万元", "一年要128万元，县里到位130万元。"),
    ],
)
def test_a_problem_says_what_is_missing(detail: str, told: str) -> None:
    case = f'own = [{{ problem = "经费来源单一", detail = "{detail}" }}]\n'
    text = drafter.to_text(
        drafter.compose(
            read_case(WORK.format(notes='"新增床位120张"').replace("year = 2024\n", "year = 2024\n" + case))
        )
    )
    assert told in text


@pytest.mark.parametrize(
    ("note", "told"),
    [
        ("成功避险5起、紧急转移312人", "紧急转移312人"),
        ("有序疏散1200人", "有序疏散1200人"),
        ("受困群众紧急转移312人", "紧急转移受困群众312人"),
    ],
)
def test_how_it_was_done_stays_before_the_verb(note: str, told: str) -> None:
    assert told in drafter.to_text(drafter.compose(read_case(WORK.format(notes=f'"{note}"'))))


LEFT_OVER = """
genre = "rectification"
year = 2024
[unit]
name = "甲局"
[letter]
to = "乙局"
[[findings]]
title = "应退未退伙食费186.3万元"
status = "正在推进"
notes = ["已退还171.85万元；其余14.45万元暂存专户"]
[[findings]]
title = "利息53718.46元未缴库"
status = "已完成"
notes = ["8月22日已缴入县国库53718.46元"]
"""


def test_a_letter_opens_with_what_came_back_by_verb_and_what_is_left() -> None:
    opening = drafter.to_text(drafter.compose(read_case(LEFT_OVER))).splitlines()[2]
    assert "退还171.85万元、上缴5.37万元，合计177.22万元，尚余14.45万元" in opening
    # Where the rest does not come out with the sum of the finding, none is reckoned.
    other = LEFT_OVER.replace("其余14.45万元", "其余13万元")
    assert "尚余" not in drafter.to_text(drafter.compose(read_case(other)))


def test_a_name_of_what_it_is_for_is_not_parted() -> None:
    text = drafter.to_text(drafter.compose(read_case(WORK.format(notes='"避险搬迁214户", "破损档案整理3860页"'))))
    assert "避险搬迁214户" in text and "整理破损档案3860页" in text


def test_what_was_not_begun_is_named_among_what_is_left() -> None:
    more = "".join(
        f'[[projects]]\nname = "{name}工程"\nbudget = "{budget}万元"\nspent = "{spent}万元"\n'
        for name, budget, spent in (("甲一", 300, 240), ("乙二", 200, 150), ("丙三", 100, 60), ("丁四", 20, 19))
    )
    text = drafter.to_text(drafter.compose(read_case(TOWNSHIP.format(good=1) + more)))
    line = next(one for one in text.splitlines() if "主要集中在" in one)
    assert "丁中心改建" in line.partition("主要集中在")[2]


def test_a_reason_of_a_part_without_one_of_the_whole_is_read() -> None:
    page = (
        "全年支出1269.37万元，执行率95.82%。其中基本支出788.92万元、项目支出480.45万元。未支出的55.43万元中，"
        "46.2万元是库房恒湿设备尾款，占83.35%，因首次招标流标、12月才签合同，年内没有付出。"
    )
    assert "46.2万元" in str(fund(page))
