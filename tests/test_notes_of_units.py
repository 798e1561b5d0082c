"""Notes of departments and projects in a line each (what a unit is, what an evaluation follows, goals beside deeds).

Invariants: a notice on self-evaluation is not what set a project up; parts of the points stand together; a figure in a
bracket counts as the one before it where nothing else is said; a goal is held against what it is for; what was missed
is told behind what was met; no duty is asked for in the text where the unit is told of otherwise.
"""

from __future__ import annotations

import pytest

import drafter
from drafter import api
from drafter.composing.written import written
from drafter.importing.bases import based, of_project
from drafter.importing.blanks import with_commas
from drafter.importing.case_text import case_text
from drafter.importing.changes import with_changes
from drafter.importing.contained import with_parts_told
from drafter.importing.goals_behind import goal_behind
from drafter.importing.homes import united
from drafter.importing.labels import beyond
from drafter.importing.lines import enumerated
from drafter.importing.ranks import with_ranks
from drafter.importing.reader import read_notes
from drafter.importing.reasons import with_reason
from drafter.importing.shared_units import with_shared_units
from drafter.importing.sums import with_sums
from drafter.importing.surveys import satisfied
from drafter.importing.terse import with_terse_forms
from drafter.importing.unit_lines import of_unit


@pytest.mark.parametrize(
    ("target", "part", "found"),
    [
        ("project.basis", "县财政局绩效自评通知（甲财〔2025〕4号）", "evaluation.basis"),
        ("project.basis", "评价按《甲县项目支出绩效评价管理办法》甲财〔2024〕3号", "evaluation.basis"),
        ("project.basis", "《动物防疫法》", "project.basis"),
        ("project.uses", "购置绩效管理系统", "project.uses"),
    ],
)
def test_what_a_report_rests_on(target: str, part: str, found: str) -> None:
    assert based(target, part)[0] == found


def test_the_number_of_a_document_stands_in_a_bracket() -> None:
    told = based("project.basis", "评价按《甲县绩效评价管理办法》甲财〔2024〕3号")
    assert told == ("evaluation.basis", "《甲县绩效评价管理办法》（甲财〔2024〕3号）")


@pytest.mark.parametrize(
    ("label", "rest", "told"),
    [
        ("实施时间", "3月至11月", "实施时间为3月至11月"),
        ("疫区底数", "流行村12个", "流行村12个"),
        ("实施范围", "4个乡镇", "实施范围为4个乡镇"),
    ],
)
def test_what_a_project_is(label: str, rest: str, told: str) -> None:
    assert of_project(label, rest) == told


@pytest.mark.parametrize(
    ("label", "rest", "told"),
    [
        ("机构", "内设科室4个；下辖工作站3个（东、西、北）", "内设科室4个，下辖工作站3个（东、西、北）"),
        ("管护家底", "渠道9条、80公里（干渠21公里）；泵站4座", "管护渠道9条、80公里（其中干渠21公里），泵站4座"),
        ("人员", "编制30名；年末在职28人（上年29；退休1）", "编制30名，年末在职28人（上年29人；退休1人）"),
        ("人员", "编制30名；在职28人", ""),
        ("家底", "没有盘点", ""),
    ],
)
def test_what_a_unit_is_made_of(label: str, rest: str, told: str) -> None:
    assert of_unit(label, rest) == told


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            "清淤41.2万立方米（目标38万；回淤快，加挖3.2万）",
            "清淤41.2万立方米（目标38万立方米；回淤快，加挖3.2万立方米）",
        ),
        ("清淤41.2万立方米（目标38万；尾款3.2万）", "清淤41.2万立方米（目标38万立方米；尾款3.2万元）"),
        ("知晓率94.2%（目标90%；上年88.5%）", "知晓率94.2%（目标90%；上年88.5%）"),
    ],
)
def test_bare_figures_in_a_bracket(said: str, told: str) -> None:
    assert with_sums(said, "万元") == told


def test_parts_behind_a_goal_count_as_the_whole() -> None:
    assert with_shared_units("硬化渠道5.2公里（目标5.0；甲渠3.1、乙渠2.1）").endswith("甲渠3.1公里、乙渠2.1公里）")
    assert with_shared_units("硬化渠道5.2公里（目标5.0；甲渠3.1、乙渠2.0）").endswith("甲渠3.1、乙渠2.0）")


def test_a_stroke_before_one_character_is_a_unit() -> None:
    page = "密度0.287只/框\n指标（实际/目标）\n甲乙/丙丁\n建站17座/装桩150台"
    told = with_terse_forms(page, 2024)
    assert "0.287只/框" in told and "建站17座，装桩150台" in told


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("密度0.287只/框（上年0.412，降30.3%；目标降20%）", "密度0.287只/框（上年0.412只/框），降幅30.3%（目标20%）"),
        ("产值8亿元（上年7亿元，增14.3%；目标增10%）", "产值8亿元（上年7亿元），增幅14.3%（目标10%）"),
        ("产值8亿元（上年7亿元，增14.3%；目标降10%）", "产值8亿元（上年7亿元，增14.3%；目标降10%）"),
        ("每盏1.98万元（目标不超过每盏2万元，上年2.1万元/盏）", "每盏1.98万元（目标不超过2万元，上年2.1万元）"),
        ("单部造价41～45万元/部（控制价46万元/部）", "单部造价41～45万元/部（控制价46万元）"),
        ("每盏1.98万元（目标不超过每杆2万元）", "每盏1.98万元（目标不超过每杆2万元）"),
    ],
)
def test_a_change_with_its_goal(said: str, told: str) -> None:
    assert with_changes(said) == told


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            "买弹910枚（计划620，追加的290），年初库里有88枚，打掉784",
            "买弹910枚（计划620枚，追加的290枚），年初库里有88枚，打掉784枚",
        ),
        ("培训3期，参加2期，人数120", "培训3期，参加2期，人数120"),
        ("作业63次，防雹47增雨16，上年52次", "作业63次（防雹47次、增雨16次），上年52次"),
        ("作业63次，防雹47增雨15", "作业63次，防雹47增雨15"),
        ("发放400份，收回386份，满意371，93%", "发放400份，收回386份，满意371，93%"),
        ("发放辅具1560件，目标1500（轮椅310、其他1250）", "发放辅具1560件（目标1500；轮椅310、其他1250）"),
    ],
)
def test_bare_counts_of_one_thing(said: str, told: str) -> None:
    assert with_changes(said) == told


@pytest.mark.parametrize(
    ("page", "told"),
    [
        (
            " 1 放贷 80笔 900万元\n 2 发放手册 70册\n 3 助学贷 12笔 80万元（含在第1项）\n"
            " 4 创业贷 5笔（已含在第1项内）",
            " 1 放贷80笔、900万元，其中助学贷12笔、80万元，创业贷5笔\n 2 发放手册 70册\n\n",
        ),
        (
            " 1 登记病例 80例\n 2 筛查 700人 确诊12例（含在第1项）",
            " 1 登记病例 80例\n 2 筛查 700人 确诊12例（含在登记病例中）",
        ),
        (" 1 放贷 80笔\n 2 助学贷 12笔（含在第5项）", " 1 放贷 80笔\n 2 助学贷 12笔（含在第5项）"),
        ("放贷 80笔\n助学贷 12笔（含在第1项）", "放贷 80笔\n助学贷 12笔（含在第1项）"),
    ],
)
def test_a_line_that_is_part_of_another(page: str, told: str) -> None:
    assert with_parts_told(page) == told


@pytest.mark.parametrize(
    "note",
    [
        "任务完成率104%；放贷率72%（上年74%）",
        "评定合格86家，优良64家",
        "参保率39%（目标40%，没有达到，上年38%）",
    ],
)
def test_names_of_figures_are_no_goals_and_years_no_reasons(note: str) -> None:
    assert with_reason(goal_behind(note)) == note


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (" 3 消防隐患督改 发现80处 改正72处", " 3 消防隐患督改，发现80处，改正72处"),
        (" 3 林木良种 发现80株", " 3 林木良种 发现80株"),
        (" 3 饮用水监测 采样80份 合格79份", " 3 饮用水监测，采样80份，合格79份"),
        (" 3 标志标线更新 标线12公里", " 3 标志标线更新，标线12公里"),
        (" 3 公平竞争审查 文件12份", " 3 公平竞争审查 文件12份"),
        (" 3 鼠情监测 72点次 消杀8万平方米", " 3 鼠情监测 72点次，消杀8万平方米"),
        (" 3 监督抽查 80家", " 3 监督抽查 80家"),
    ],
)
def test_blanks_of_a_list_beside_lines_with_marks(line: str, told: str) -> None:
    """A list has blanks for its columns; who parts clauses by blanks alone does so on the lines beside it too."""
    page = "\n".join(["甲县乙局，事业单位。", "车3辆；人8名", "满意度98%，上年97%", "8项：", *([line] * 8)])
    assert with_commas(page).split("\n")[-1] == told


@pytest.mark.parametrize(
    ("noted", "told"),
    [
        (
            "2025年预算参考；同整改挂钩；门户网站公开",
            "自评结果作为2025年预算参考，同整改挂钩，并在门户网站公开",
        ),
        ("压减印刷费6万元；随部门决算在门户网站公开", "压减印刷费6万元；自评结果随部门决算在门户网站公开"),
        ("与下年预算挂钩", "自评结果与下年预算挂钩"),
        ("自评结果在网站公开", "自评结果在网站公开"),
    ],
)
def test_what_a_result_is_used_for_has_its_subject(noted: str, told: str) -> None:
    assert written(noted, "application") == told


def test_units_are_named_with_their_number_and_results_stand_apart() -> None:
    page = (
        "单位：甲市公路中心；预算单位4个（中心本级和3个养护站）\n结果应用：扣减1个养护站2026年购置费12万元；随决算公开"
    )
    read = read_notes(page, "department-self-evaluation", 2025)
    assert read.data["unit"]["notes"] == ["预算单位4个（中心本级和3个养护站）"]
    assert read.data["application"] == ["扣减1个养护站2026年购置费12万元；随决算公开"]


def test_who_pays_for_a_unit_is_what_it_is() -> None:
    read = read_notes(
        "单位：甲县消防大队；国家综合性消防救援队伍，地方财政保障经费；预算单位1个", "department-self-evaluation", 2024
    )
    assert read.data["unit"]["nature"] == "国家综合性消防救援队伍，地方财政保障经费"


def test_what_stands_beside_a_project_is_said_of_it() -> None:
    page = "单位：甲县教育局；项目：校舍加固项目；承担学校3所（一中、二中、三中）\n年初预算90万元"
    assert read_notes(page, "project-self-evaluation", 2024).data["project"]["notes"] == [
        "承担学校3所（一中、二中、三中）"
    ]


def test_a_unit_and_another_that_implements() -> None:
    read = read_notes("单位：甲县城管局；实施单位：甲县环卫中心；项目：公厕项目", "project-self-evaluation", 2024)
    assert read.data["unit"]["name"] == "甲县城管局"
    assert read.data["project"] == {"implementer": "甲县环卫中心", "name": "公厕项目"}
    alone = read_notes("实施单位：甲县环卫中心；项目：公厕项目", "project-self-evaluation", 2024)
    assert alone.data["unit"]["name"] == "甲县环卫中心"


@pytest.mark.parametrize(
    ("label", "rest", "told"),
    [
        ("增雨没达标", "目标1500万方，实际1260，连着34天没有云", "增雨1260万方（目标1500万方），连着34天没有云"),
        ("甲闸超期", "门轴磨损重、备件晚到", "甲闸超期，门轴磨损重、备件晚到"),
        ("甲站没完成", "手续11月才批下来", "甲站没完成，手续11月才批下来"),
        ("奖励", "甲班获省级工人先锋号", "甲班获省级工人先锋号"),
    ],
)
def test_verdicts_in_labels(label: str, rest: str, told: str) -> None:
    assert united(label, rest) == told


def test_ranks_and_surveys() -> None:
    assert with_ranks("市里7个县安全检查我们第1") == "在全市7个县安全检查中列第1名"
    assert with_ranks("省里养护检查，14家里排第3，去年第6").startswith("在全省14家养护检查中列第3名")
    assert with_ranks("市残联考核12个区排第1") == "在市残联考核的12个区中列第1名"
    assert with_ranks("全省航道考核第3名（14个市；上年第6）") == "在全省14个市航道考核中列第3名，上年第6名"
    assert (
        with_ranks("11月省局考核评估92.8分，比上年提高3.4分，全省第6名")
        == "在11月省局考核评估中得92.8分，比上年提高3.4分，列全省第6名"
    )
    assert with_ranks("省林业局评估列31个县第4位，上年第9位") == "在省林业局评估中列31个县第4位，上年第9位"
    assert with_ranks("培训考试92分以上13人；全市第3次会议") == "培训考试92分以上13人；全市第3次会议"
    told = satisfied("问卷发400份、收回372份、满意346份；93.0%（目标90%）")
    assert told == "问卷发400份、收回372份，其中满意346份，满意度93.0%（目标90%）"
    assert satisfied("养护里程312公里；93.0%") == "养护里程312公里；93.0%"


PAGE = """报告种类：部门整体支出绩效自评报告；2024年度
单位：甲市渠道管理处（简称市渠道处）
依据：《预算法》；市财政局绩效自评通知（甲财绩〔2025〕6号）
机构：内设科室4个
全年预算：300万元
支出：290万元
指标（实际/目标）：
  渠道完好率：97.3%（目标95%）
  放水：1480万方（目标1600；没完成，乙闸停用46天）
  乙闸超期：备件晚到
  测流：120次（目标120次）
做的事：
  1 清淤渠道7处
  2 更换闸门3扇
自评得分：94.6分、优（预算执行9.5、产出47.1、效益28.0、满意度10.0）
"""


def test_goals_stand_before_deeds_and_the_missed_behind_the_met() -> None:
    found = read_notes(PAGE)
    assert found.data["evaluation"]["basis"] == ["《预算法》", "市财政局绩效自评通知（甲财绩〔2025〕6号）"]
    assert found.data["score"]["parts"] == "预算执行9.5分、产出47.1分、效益28.0分、满意度10.0分"
    assert len(found.data["results"]["goals"]) == 4 and len(found.data["results"]["quantity"]) == 2
    text = drafter.to_text(drafter.compose(api.read_case(case_text(found.data))))
    told = ["测流120次", "放水1480万方", "乙闸超期，备件晚到", "清淤渠道7处"]
    assert [text.index(one) for one in told] == sorted(text.index(one) for one in told), text
    assert "主要职责" not in text and "内设科室4个" in text


SPOKEN = """甲市渠道处2024年度部门整体支出绩效自评的料
全称 甲市渠道管理处，简称市渠道处，市水利局下面的公益一类
内设5个科，下面3个站——东、西、北
全年预算300万，支出290万
数以财政局批复的为准！台账上支出记的291.4，有4万是代付的，别用
渠道清淤12公里 目标10
9月3号，市防指下的通知（《关于做好抢修的通知》），为了保下游浇得上水。我们会同乙县水利局，先堵后修，
在桩号3段修好渗漏9处
跟公安那边：移交盗水线索2条
回访用水户200户，190户满意，目标90%
问题：
1）闸门少换2扇就是西站的事 上面说了
2）3条渠没衬砌
怎么改：西站的闸门2025年3月前换完
船：已打报告，申请2025年先更新2条（还没批，别写成已安排）
3条渠一季度做设计，以后每半年查一次
"""


def test_a_page_as_people_speak_keeps_its_measures_and_loses_its_remarks() -> None:
    found = read_notes(SPOKEN)
    assert [row.get("measure") for row in found.data["own"]] == [
        "西站的闸门2025年3月前换完",
        "已打报告，申请2025年先更新船2条（还没批）",
        "3条渠一季度做设计，以后每半年查一次",
    ]
    assert found.data["unit"]["nature"] == "市水利局所属公益一类事业单位"
    told = str(found.data)
    assert "291.4" not in told and "上面说" not in told and "内设5个科" in told
    assert "依据市防指《关于做好抢修的通知》" in told and "先堵后修，在桩号3段" in told
    assert "满意度95%" in told and "清淤12公里，目标10" in told and "公安那边" not in told


@pytest.mark.parametrize(
    ("text", "never", "told"),
    [
        (
            "全年预算300万，支出290万\n三公预算21万，花15.7万\n全年采血4.86万人次 目标4.8万，合计9.2万单位",
            "万元单位",
            "9.2万单位",
        ),
        ("全年预算300万，支出290万\n去年花280万\n千人口献血率13.6，目标13", "13.6%", "献血率13.6"),
        ("发病率千人口1.2，目标1.5", "1.2万元", ""),
    ],
)
def test_what_counts_behind_money_is_no_money(text: str, never: str, told: str) -> None:
    head = "单位：甲市中心血站；2024年度部门整体支出绩效自评\n全年预算300万，支出290万\n"
    said = drafter.to_text(drafter.compose(api.read_case(case_text(read_notes(head + text).data))))
    assert never not in said and told in said, said


def test_who_writes_and_for_which_project() -> None:
    found = read_notes(
        "2024年项目支出绩效自评材料（盲道改造项目）\n我们是 甲区残疾人综合服务中心（区残服中心），区残联管\n"
    ).data
    assert (found["project"]["name"], found["project"]["department"]) == ("盲道改造项目", "区残联")
    page = "报告：项目支出绩效自评，2024\n项目：甲水库加固项目\n"
    page += "建设单位：甲市水利工程中心，简称市水利中心；主管：甲市水利局\n"
    found = read_notes(page + "工期：2024年2月至12月\n产出：\n  工期：12座按期完工、3座晚20天\n").data
    assert found["unit"] == {"name": "甲市水利工程中心", "short": "市水利中心"}
    assert found["project"]["department"] == "甲市水利局"
    assert found["project"]["notes"] == ["实施时间为2024年2月至12月"]
    assert "12座按期完工" in str(found["work"])


@pytest.mark.parametrize(
    ("label", "rest", "told"),
    [
        ("内设", "综合股、质检股2个股", "内设综合股、质检股2个股"),
        ("人", "核编6；在编3（上年5；调出2）；临聘4", "核定编制6名，在编3人（上年5人；调出2人），临聘4人"),
    ],
)
def test_people_and_offices_have_their_units(label: str, rest: str, told: str) -> None:
    assert of_unit(label, rest) == told


def test_those_hired_beside_are_not_all() -> None:
    page = "2024年度部门整体支出绩效自评\n单位：甲县防火中心\n编制45，在职42，护林员外聘310\n全年预算300万，支出290万\n"
    assert read_notes(page).data["staff"] == {"posts": "45", "formal": "42", "hired": "310"}


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("1.差2间；2.走了23人；3.4个市场没联网", ["差2间", "走了23人", "4个市场没联网"]),
        ("1.补建2间；2.3月底前联网", ["补建2间", "3月底前联网"]),
        ("3.4个百分点", ["3.4个百分点"]),
        ("提高3.4个百分点；降低2.5个百分点", ["提高3.4个百分点；降低2.5个百分点"]),
    ],
)
def test_numbers_close_to_what_they_count(text: str, parts: list[str]) -> None:
    assert enumerated(text) == parts


def test_a_name_that_opens_with_a_known_word_is_told() -> None:
    assert beyond("质量投诉处置", "department-self-evaluation") == "质量投诉处置"
    assert beyond("质量情况", "department-self-evaluation") == ""
    assert beyond("桥质量", "department-self-evaluation") == "桥"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("人员：在职64人、退休22人；公务用车3辆", "在职64人、退休22人，公务用车3辆。"),
        (
            "人员：在职9人、退休4人、企业聘用人员63人；固定资产52万元；无公务用车",
            "在职9人、退休4人、企业聘用人员63人，固定资产52万元，无公务用车。",
        ),
        ("人员：在编31人、外聘12人；车辆2辆", "在编31人、外聘12人，车辆2辆。"),
        ("人员：编制30人、在编28人、编外5人；水文站9座", "编制30人、在编28人、编外5人，水文站9座。"),
        ("人员：在编31人、抽调2人；车辆0辆", "实有33人，其中在编31人、抽调2人，没有车辆。"),
        ("人员：在编31人；市局和县政府双重领导", "实行市局和县政府双重领导"),
    ],
)
def test_people_and_things_keep_the_words_that_they_were_counted_by(line: str, told: str) -> None:
    page = f"报告种类：部门整体支出绩效自评报告；年度2024\n单位：甲县水文中心\n{line}\n预算：全年300万元；支出290万元\n"
    said = drafter.to_text(drafter.compose(api.read_case(case_text(read_notes(page).data))))
    assert told in said, said


def test_how_many_there_are_is_told_above_them() -> None:
    page = (
        "报告种类：部门整体支出绩效自评报告；年度2024\n单位：甲县文化馆\n预算：全年300万元；支出290万元\n"
        "2项服务活动（数量指标）：\n 1 送戏进村 68场 8300人次\n 2 图书采编 850册\n"
    )
    assert "全年共2项服务活动。" in drafter.to_text(drafter.compose(api.read_case(case_text(read_notes(page).data))))


def test_a_problem_of_two_things_rests_on_both() -> None:
    page = (
        "报告种类：乡镇绩效自评工作情况总结；年度2024\n单位：甲镇人民政府（自称我镇）\n自评项目4个：\n"
        " 1 路灯更换：预算58万元，支出36.54万元，原因：灯杆延期到货\n"
        " 2 冷库运行：预算92万元，支出40.48万元，原因：冷库11月才验收\n"
        " 3 垃圾清运：预算100万元，支出100万元\n 4 人员报酬：预算200万元，支出200万元\n"
        "等级：优2个、良2个\n问题：到货和验收跟进不及时；台账不全\n"
    )
    text = drafter.to_text(drafter.compose(api.read_case(case_text(read_notes(page).data))))
    assert (
        "到货和验收跟进不及时。路灯更换执行率63%，原因是灯杆延期到货；冷库运行执行率44%，原因是冷库11月才验收。" in text
    ), text
    assert "台账不全。" in text


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("每名检查员年均检查218台（套）（4名）", "4名检查员，每名年均检查218台（套）"),
        ("每名护林员管护林地300亩（12名）", "12名护林员，每名管护林地300亩"),
        ("调解员人均年调解136.5件（24名）", "调解员人均年调解136.5件（共24名）"),
        ("铺装步道2.8公里", "铺装步道2.8公里"),
        ("4月底前签完协议", "4月底前签完协议"),
        ("小气候站少建3个", "小气候站少建3个"),
        ("对库管员书面检查2人", "责成2名库管员作出书面检查"),
    ],
)
def test_words_that_are_whole_stay_whole(said: str, told: str) -> None:
    assert written(said) == told
