"""Pages that nobody labelled, or labelled in a manner of their own. What holds:

- lines that count on from one with the same words about the number are findings of a letter, whatever these words are;
- of a chat only what was said is read: neither who spoke nor when; a slip put right is put right;
- a township's projects are told by whatever words, where their budgets come to a sum that the page names;
- a line of complaints over a line of plans are problems and measures, and nothing else is;
- what money was left for is told by its parts where these come to it;
- a unit is known by itself between two marks, a kind of unit is none.
"""

from __future__ import annotations

from typing import Any

import pytest

import drafter
from drafter import api
from drafter.importing.case_text import case_text
from drafter.importing.reader import read_notes

PROJECT, DEPARTMENT = "project-self-evaluation", "department-self-evaluation"
TOWNSHIP, LETTER = "township-summary", "rectification"


def read(text: str, genre: str) -> dict[str, Any]:
    return read_notes(text, genre, 2024).data


def drafted(text: str, genre: str, tmp: Any) -> str:
    proposal = read_notes(text, genre, 2024)
    file = tmp / "案件.toml"
    file.write_text(case_text(proposal.data), "utf-8")
    return drafter.to_text(api.compose(api.load_case(str(file))))


HEAD = "单位：甲县民政局（简称县民政局）；主送：甲县财政局\n依据：《甲县财政局关于检查情况的通报》（甲财〔2024〕9号）\n"


@pytest.mark.parametrize(
    "numbers",
    [
        ("督查指出的一：", "督查指出的二：", "督查指出的三："),
        ("清单1号 ", "清单2号 ", "清单3号 "),
        ("[A] ", "[B] ", "[C] "),
        ("【反馈1】", "【反馈2】", "【反馈3】"),
        ("检查组提的第1条：", "检查组提的第2条：", "检查组提的第3条："),
    ],
)
def test_findings_count_on_from_one(numbers: tuple[str, ...]) -> None:
    told = ("电线私拉78处", "补助57.5万元没有拨付", "名册缺31人")
    done = (" 拆除78处", " 8月15日拨付57.5万元", " 补登31人")
    lines = [line for number, what, how in zip(numbers, told, done, strict=True) for line in (number + what, how)]
    found = read(HEAD + "\n".join(lines), LETTER)["findings"]
    assert [row["title"] for row in found] == list(told)
    assert all(row["notes"] for row in found)


@pytest.mark.parametrize("lead", ["措施", "下一步计划", "整改办法"])
def test_what_is_to_be_done_is_no_finding(lead: str) -> None:
    lines = "\n".join(f"{lead}{number}：每季度查一次台账{number}本" for number in "一二三")
    assert "findings" not in read(HEAD + lines, LETTER)


CHAT = """规财股 9:02  @办公室 项目：村卫生室标准化建设项目
办公室 9:03  单位全称？ 规财股：临岫县卫生健康局，后面写县卫健局就行
规财股 9:10  年初预算1600w，支出1382.4w，执行率86.4%
业务股 9:33  配健康一体机73台、除颤仪20台，购巡诊车12辆
业务股 9:41  3月到12月巡查58次，发现问题161处，改了113处
业务股 9:42  ↑打错了，是116处！改了113没错
办公室 9:53  高血压管得怎样？ 业务股：规范管理率78.5%，目标75%
办公室 10:25 收到👌
"""


@pytest.mark.parametrize(
    "page",
    [
        CHAT,
        CHAT.replace(" 9:", " 2025-01-06 09:").replace(" 10:", " 2025-01-06 10:"),
        CHAT.replace("规财股 9", "规财股（老周） 9"),
    ],
)
def test_of_a_chat_only_what_was_said_is_read(page: str) -> None:
    data = read(page, PROJECT)
    assert data["unit"]["name"] == "临岫县卫生健康局" and data["unit"]["short"] == "县卫健局"
    told = case_text(data)
    kept = "\n".join(line for line in told.split("\n") if not line.startswith("#"))
    assert "发现问题116处" in kept and "161" not in kept
    assert "高血压规范管理率78.5%" in kept
    assert not any(word in kept for word in ("9:", "10:", "规财股", "业务股", "收到", "打错"))


@pytest.mark.parametrize("said", ["↑写错了，应该是86处", "上面那条打错了，是86处！", "刚才报错了,是86处"])
def test_a_slip_is_put_right_where_figures_changed_places(said: str) -> None:
    page = CHAT.replace("发现问题161处，改了113处", "发现问题68处，改了66处").replace(
        "↑打错了，是116处！改了113没错", said
    )
    assert "发现问题86处" in case_text(read(page, PROJECT))


PROJECTS = """松涧乡人民政府，2024年度乡镇绩效自评工作情况总结
7个项目，总盘子407.2万，花351.5万
河道保洁36万 用35.1万
困难群众临时救助52万，全发了
农村公路养护68万，61.2万，有一段县里统一罩面
村级光伏电站运维24→22.8
小型水利设施维修110万才付77万，等农闲10月才开工
2024年度茶园改造奖补(衔接资金)112.2万，付103.4万
标识5万，0支出，县里要统一样式
"""


def test_projects_are_told_by_any_words() -> None:
    rows = read(PROJECTS, TOWNSHIP)["projects"]
    told = [(row["name"], row["budget"], row["spent"]) for row in rows]
    assert told == [
        ("河道保洁", "36万元", "35.1万元"),
        ("困难群众临时救助", "52万元", "52万元"),
        ("农村公路养护", "68万元", "61.2万元"),
        ("村级光伏电站运维", "24万元", "22.8万元"),
        ("小型水利设施维修", "110万元", "77万元"),
        ("2024年度茶园改造奖补（衔接资金）", "112.2万元", "103.4万元"),
        ("标识", "5万元", "0万元"),
    ]
    assert "projects" not in read(PROJECTS.replace("407.2", "409.2"), TOWNSHIP)


JOTTED = """青蘅县市场监督管理局，2024年度整体支出自评
1860万年初，加72.5万（快检设备），减32.5万压的会议费，全年落到1900万
花了1852.5万
食品抽检3120批次
药店检查268家次
立案328件
{problems}
{measures}
自评结果挂县政府网站
"""


@pytest.mark.parametrize(
    ("problems", "measures"),
    [
        ("仪器采购拖了。9个所有4个只有2名执法人员", "仪器3月底前重新招完标；机关下沉6人到基层所"),
        ("验收标准讲得不细，4户白干；系统老化", "先到组里开会讲标准；系统上半年更新"),
        ("台账不全；还有82件没办结；人手偏少", "每月对一次台账；系统加超期预警；招录2名"),
    ],
)
def test_a_line_of_complaints_over_one_of_plans(problems: str, measures: str) -> None:
    own = read(JOTTED.format(problems=problems, measures=measures), DEPARTMENT)["own"]
    assert sum("problem" in row for row in own) == len([one for one in problems.replace("。", "；").split("；") if one])
    assert sum("measure" in row for row in own) == len(measures.split("；"))


@pytest.mark.parametrize(
    ("problems", "measures"),
    [
        ("调解纠纷187件；走访商户300家", "仪器3月底前重新招完标；机关下沉6人到基层所"),
        ("仪器采购拖了；系统老化", "罚没216.8万元；移送公安4件"),
    ],
)
def test_other_lines_are_none(problems: str, measures: str) -> None:
    assert "own" not in read(JOTTED.format(problems=problems, measures=measures), DEPARTMENT)


def test_money_that_was_jotted_is_an_account() -> None:
    fund = read(JOTTED.format(problems="", measures=""), DEPARTMENT)["fund"]
    assert (fund["initial"], fund["budget"], fund["spent"]) == ("1860万元", "1900万元", "1852.5万元")
    assert [row["amount"] for row in fund["changes"]] == ["72.5万元", "32.5万元"]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("２０２４年度部门整体支出绩效自评  ——澜川市档案馆，文中简称市档案馆", "澜川市档案馆"),
        ("部门整体支出绩效自评报告（2024年度）　临溪县残疾人联合会　报给财政局", "临溪县残疾人联合会"),
    ],
)
def test_a_unit_stands_between_two_marks(line: str, name: str) -> None:
    data = read(f"{line}\n年初预算100万元，支出90万元\n", DEPARTMENT)
    assert data["unit"]["name"] == name and data["year"] == 2024


def test_a_kind_of_unit_is_none() -> None:
    page = "乡镇绩效自评工作情况总结（2024年度）　青岚镇人民政府　文中自称“我镇”\n"
    assert read(page, TOWNSHIP)["unit"]["name"] == "青岚镇人民政府"


@pytest.mark.parametrize(
    ("left", "whole"),
    [
        ("未支出251.64万元：3辆救护车11月才到货、还在验收158.4万元；2个急救站装修没有完工93.24万元", True),
        ("未支出251.64万元：3辆救护车11月才到货、还在验收158.4万元；2个急救站装修没有完工83.24万元", False),
    ],
)
def test_what_was_left_is_told_by_its_parts(left: str, whole: bool) -> None:
    page = f"项目：急救能力提升项目\n全年预算1954万元\n全年支出1702.36万元，执行率87.12%，{left}\n"
    reason = read(page, PROJECT)["fund"].get("reason", "")
    assert (reason.startswith("其中") and "涉及158.4万元；" in reason and "涉及93.24万元" in reason) == whole


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (
            "急救反应时间：县城8.6分钟（目标10分钟，上年11.2分钟）；乡村21.4分钟（目标20分钟，没有达到）",
            ("县城8.6分钟，控制在10分钟以内，比上年的11.2分钟缩短2.6分钟", "乡村急救反应时间（高1.4分钟）"),
        ),
        (
            "办理时限：窗口3.5天（目标5天，上年6天）；网上2.4天（目标2天，没有达到）",
            ("窗口3.5天，控制在5天以内，比上年的6天缩短2.5天", "网上办理时限（高0.4天）"),
        ),
    ],
)
def test_what_a_label_measures_is_measured_in_each_place(line: str, told: tuple[str, ...], tmp_path: Any) -> None:
    page = f"项目：急救能力提升项目\n单位：甲县卫生健康局\n目标一：效益\n {line}\n 满意率95.6%（目标95%）\n"
    text = drafted(page, PROJECT, tmp_path)
    assert all(one in text for one in told)


@pytest.mark.parametrize(
    ("deed", "problem", "told"),
    [
        (
            "招聘急救医师11名（目标15名，没有完成，原因：2次公告报名人数都不够）",
            "急救医师缺4名",
            "急救医师缺4名，原因是2次公告报名人数都不够。",
        ),
        (
            "新设急救站6个（目标8个，没有完成，站房10月才移交）",
            "2个急救站没有按期投用",
            "2个急救站没有按期投用，原因是站房10月才移交。",
        ),
        # What the problem says itself is not said again.
        (
            "招聘急救医师11名（目标15名，没有完成，原因：2次公告报名人数都不够）",
            "公告报名人数不够，急救医师缺4名",
            "公告报名人数不够。急救医师缺4名。",
        ),
    ],
)
def test_a_problem_that_names_its_gap_is_told_with_its_reason(
    deed: str, problem: str, told: str, tmp_path: Any
) -> None:
    page = (
        f"项目：急救能力提升项目\n单位：甲县卫生健康局\n目标一：队伍\n {deed}\n"
        f"问题：{problem}；设备运维经费不足\n措施：签轮派协议；经费列入预算\n"
    )
    assert told in drafted(page, PROJECT, tmp_path)


@pytest.mark.parametrize(("mark", "count"), [("（都完成目标）", 4), ("（均达到目标）", 4), ("", 0)])
def test_goals_that_are_said_to_be_met_are_counted(mark: str, count: int, tmp_path: Any) -> None:
    page = (
        "项目：急救能力提升项目\n单位：甲县卫生健康局\n目标一：队伍\n"
        f" 招聘护士16名、担架员24名{mark}\n 招聘医师11名（目标15名，没有完成，报名人数不够）\n 培训96场（目标90场）\n"
    )
    text = drafted(page, PROJECT, tmp_path)
    assert ("有目标要求的4项中，3项达到目标，1项没有达到" in text) == bool(count)


@pytest.mark.parametrize(
    ("title", "note", "told"),
    [
        ("私拉电线78处", "拆除78处", "拆除私拉电线78处"),
        ("过期健康证39个", "注销39个；每月查验一次", "注销过期健康证39个；每月查验一次"),
        ("分解住院多结算医保基金12.58万元", "已退缴12.58万元", "已退缴12.58万元"),
        ("违规收费12户", "已清退9户", "已清退9户"),
    ],
)
def test_a_deed_names_what_its_title_counts(title: str, note: str, told: str) -> None:
    page = HEAD + f"问题一：{title}\n 整改：{note}\n问题二：台账不全\n 整改：建立台账\n"
    assert told in "；".join(read(page, LETTER)["findings"][0]["notes"])


def test_how_money_is_looked_after_is_no_account() -> None:
    page = PROJECTS + "资金：执行双人验收、船运台账月结3项制度；核对凭证428份，查出单据不齐7处\n"
    data = read(page, TOWNSHIP)
    assert data["evaluation"]["money"] == ["执行双人验收、船运台账月结3项制度；核对凭证428份，查出单据不齐7处"]


@pytest.mark.parametrize(
    ("problem", "told"),
    [
        ("已开放档案上网少，当年划定开放2.91万件只上网0.64万件", "，占21.99%。"),
        ("修复进度慢，应修400件，才修92件", "，占23%。"),
        ("队伍老化，38名中55岁以上21名", "，占55.26%。"),
        ("设备少，8台只有2台能用", "8台仅有2台能用。"),
        ("开放少，2.91万件只上网0.64万册", "0.64万册。"),
    ],
)
def test_a_problem_tells_the_share_that_its_end_says(problem: str, told: str, tmp_path: Any) -> None:
    page = f"项目：急救能力提升项目\n单位：甲县卫生健康局\n问题：{problem}；经费不足\n措施：签轮派协议；经费列入预算\n"
    assert told in drafted(page, PROJECT, tmp_path)


@pytest.mark.parametrize(
    ("deed", "told"),
    [
        ("企业开办0.5个工作日办结（目标1个工作日）", "控制在1个工作日以内"),
        ("接到报警到出车3分钟（目标5分钟）", "控制在5分钟以内"),
        ("馆藏珍本每日开放9小时（目标8小时）", "超过8小时的目标"),
        ("造像除尘脱盐268尊（目标300尊）", "距300尊的目标差32尊"),
    ],
)
def test_which_way_is_better(deed: str, told: str, tmp_path: Any) -> None:
    page = f"单位：甲县文物局\n年初预算100万元，支出90万元\n质量：{deed}\n"
    assert told in drafted(page, DEPARTMENT, tmp_path)


def test_who_gave_the_money_is_called_as_noted() -> None:
    page = "单位：甲县文物局\n全年预算3131.5万元；财政拨款3051.5万元、其他收入80万元\n"
    assert [row["name"] for row in read(page, DEPARTMENT)["fund"]["sources"]] == ["财政拨款", "其他收入"]


@pytest.mark.parametrize(
    ("left", "told"),
    [
        (
            "剩1处：3号窟窟檐油饰色差，等2025年4月气温回升后重做",
            "整改16处，其余1处是3号窟窟檐油饰色差，等2025年4月气温回升后重做。",
        ),
        ("其余1处：等维修基金到位", "整改16处，其余1处等维修基金到位。"),
    ],
)
def test_what_was_left_on_the_next_line_goes_on(left: str, told: str, tmp_path: Any) -> None:
    page = (
        "项目：石窟项目\n单位：甲县文保中心\n目标一：工程质量\n"
        f" 3月至11月质量监督巡查22次，发现问题17处，整改16处\n {left}\n 培训4期\n"
    )
    assert told in drafted(page, PROJECT, tmp_path)


@pytest.mark.parametrize(
    ("line", "told"), [("镇长召集调度会3次", "镇长召集调度会3次"), ("乡长牵头调度会2次", "乡长牵头召开调度会2次")]
)
def test_who_called_a_meeting_held_it(line: str, told: str, tmp_path: Any) -> None:
    text = drafted(f"{PROJECTS}组织保障：{line}，班子成员每人联系2个项目\n", TOWNSHIP, tmp_path)
    assert told in text and f"召开{line}" not in text


def test_a_year_before_a_project_stays_a_year() -> None:
    for page in ("# 北山镇 2024 项目\n| 项目 | 预算 | 支出 |\n", "北山镇 2024 项目自评\n河道保洁36万，支出35.1万\n"):
        assert read_notes(page, TOWNSHIP).data["year"] == 2024
