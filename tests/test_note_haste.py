"""What notes are typed like in haste: days with points and strokes, numbers of lines, columns of blanks, sums and rates
without their names, findings office by office.

Invariants: each way is read as the clerk meant it, in ten wordings or more; what only looks alike stays as it is; no
digit is lost on the way.
"""

from __future__ import annotations

import re
from typing import Any

import pytest

from drafter.claims.note import read_note
from drafter.composing.written import written
from drafter.importing.asides import aside
from drafter.importing.columns import with_columns
from drafter.importing.dates import in_full
from drafter.importing.days import with_dates, without_boxed_stamps
from drafter.importing.goals_behind import goal_behind
from drafter.importing.homes import united
from drafter.importing.labels import meaning
from drafter.importing.money_spoken import parts_of
from drafter.importing.months import with_months
from drafter.importing.offices import joined_reasons, settled_apart
from drafter.importing.reader import read_notes
from drafter.importing.ruled import with_ruled_heads
from drafter.importing.running import with_running_numbers
from drafter.importing.sections import with_sections
from drafter.importing.strokes import with_strokes
from drafter.importing.sums import carried_rates, counted_forms, named_rates, with_sums

PROJECT, DEPARTMENT = "project-self-evaluation", "department-self-evaluation"
TOWNSHIP, LETTER = "township-summary", "rectification"


def read(text: str, genre: str) -> dict[str, Any]:
    return read_notes(text, genre, 2024).data


DAYS = [
    ("7.15出台《物业管理细则》", "7月15日出台《物业管理细则》"),
    ("10.22公开招标，选了2家", "10月22日公开招标，选了2家"),
    ("系统3/28上线的", "系统3月28日上线的"),
    ("财政局5/9送来的意见", "财政局5月9日送来的意见"),
    ("限45天（9/30）改完", "限45天（9月30日）改完"),
    ("11.18，12个表都贴出来了", "11月18日，12个表都贴出来了"),
    ("两座泵站6.27投运", "两座泵站6月27日投运"),
    ("截到11.30花了58万", "截到11月30日花了58万"),
    ("5.6-6.20搬仓库", "5月6日-6月20日搬仓库"),
    ("2024年4月8日–5.16轮训", "2024年4月8日–5月16日轮训"),
    ("口径到2024-10-31", "口径到2024年10月31日"),
    ("四月份 发了通知", "4月 发了通知"),
    ("三月、九月各查一遍", "3月、9月各查一遍"),
    ("六月二十号开会", "6月20日开会"),
    ("4/13、6/15、8/24三场宣讲", "4月13日、6月15日、8月24日三场宣讲"),
    ("回访两千三百四十户", "回访2340户"),
    ("开会布置，2.28镇里抽4个", "开会布置，2月28日镇里抽4个"),
]
NO_DAYS = [
    "建成17/18座", "投资3.12开展建设", "每站一月0.8万", "第一百二十次", "4.5万元", "占比9.12", "三月三歌节",
    "达标9/10，合格9/10", "2.1没付", "1.1 账目不清\n1.2 票据不全", "均价12.6元", "完成3.15",
]  # fmt: skip


@pytest.mark.parametrize(("text", "told"), DAYS)
def test_days_are_told_as_days(text: str, told: str) -> None:
    assert with_dates(text) == told and with_dates(told) == told


@pytest.mark.parametrize("text", NO_DAYS)
def test_figures_are_no_days(text: str) -> None:
    assert with_dates(text) == text


def test_who_wrote_when_is_no_part_of_a_line() -> None:
    text, boxed = without_boxed_stamps("【群·甲股 9-30 17:42】完成7个\n[乙 8:05] 在改2个")
    assert (text, boxed) == ("完成7个\n在改2个", ["群·甲股 9-30 17:42", "乙 8:05"])


def test_running_numbers_stand_apart_from_figures() -> None:
    told = with_running_numbers("1 挤占\n2 4所学校没招标\n3 多报\n4 23家没建账")
    assert told == "1、 挤占\n2、 4所学校没招标\n3、 多报\n4、 23家没建账"
    assert with_running_numbers("1）甲\n2）乙\n3）2023年：丙\n4）12345：丁").split("\n")[2:] == [
        "3） 2023年：丙",
        "4） 12345：丁",
    ]
    rows = "1 120 96\n2 80 75\n3 60 60\n4 50 41"
    assert with_running_numbers(rows) == rows


@pytest.mark.parametrize("mark", ["/ ", "/", "：", "# ", "] ", "｜", " / "])
def test_whatever_mark_runs_down_a_page_is_no_part_of_it(mark: str) -> None:
    lines = ["建站18座", "投运15座", "新铺电缆23公里", "培训46人次"]
    told = with_running_numbers("\n".join(f"{at}{mark}{line}" for at, line in enumerate(lines, 1)))
    assert told == "\n".join(f"{at}、 {line}" for at, line in enumerate(lines, 1))
    # Three such lines are no list, and what counts something is no number of a line.
    assert with_running_numbers("1/ 甲\n2/ 乙") == "1/ 甲\n2/ 乙"
    assert with_running_numbers("1/3\n2/3\n3/3\n4/4") == "1/3\n2/3\n3/3\n4/4"


SHORT = "【单位】甲县乙中心\n【年度】2024\n{line}"


@pytest.mark.parametrize(
    ("line", "side", "told"),
    [
        ("问:8座站利用率低", "problem", "8座站利用率低"),
        ("缺:外宣渠道窄", "problem", "外宣渠道窄"),
        ("难：专管员少", "problem", "专管员少"),
        ("措:选址 发改/自资 会审再定", "measure", "会审再定"),
        ("办：25年再招译员2名", "measure", "2025年再招译员2名"),
    ],
)
def test_labels_of_one_character(line: str, side: str, told: str) -> None:
    for genre in (PROJECT, DEPARTMENT, TOWNSHIP):
        own = read(SHORT.format(line=line), genre).get("own", [])
        assert any(told in row.get(side, "") for row in own), own


def test_what_came_of_a_problem_is_no_measure_where_measures_stand_apart() -> None:
    data = read(SHORT.format(line="问：图没对→白选一回\n问：桩闲置\n措：三家会审\n措：夜间减半"), PROJECT)
    assert [(row.get("problem"), row.get("detail"), row.get("measure")) for row in data["own"]] == [
        ("图没对", "白选一回", "三家会审"),
        ("桩闲置", None, "夜间减半"),
    ]
    data = read(SHORT.format(line="问：图没对→三家会审\n问：桩闲置→夜间减半"), PROJECT)
    assert [row.get("measure") for row in data["own"]] == ["三家会审", "夜间减半"]


def test_the_unit_of_a_table_is_that_of_its_money_alone() -> None:
    data = read(
        "【单位】甲县乙中心\n【钱】年初预算1186.4万,支出1118.38\n(财务室给的,单位万元)\n类\t预算\t支出\n基本支出\t812.8\t806.3\n"
        "项目支出\t452\t412.08\n栏目播260期(目标250)\n用稿186条,目标200,去年205\n预警63条(大风41/寒潮22)",
        DEPARTMENT,
    )
    told = str(data)
    assert not re.search(r"(?:250|200|205|41|22)万?元", told)
    assert "260期" in told and "栏目" not in str(data.get("fund"))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("用户 2023年底6.9万→2024年底8.3万(目标8万)", "6.9万→2024年底8.3万(目标8万)"),
        ("粉丝由5万到8万", "由5万到8万"),
        ("培训收入5万", "5万元"),
    ],
)
def test_people_are_no_money(text: str, told: str) -> None:
    assert told in with_sums(text)


DIARY = """2024年绿道养护项目记事，甲县园林中心
年初定的目标先抄在这里，省得忘了：修剪行道树3200株，补栽苗木1.2万株，成活率90%，清运树枝每车不高过180元。一共4条。
三月
11号到13号给养护工上课，来了46人
月底买了2台修枝机
四月
补栽苗木1.3万株，成活率88%，去年85%
五月
清运树枝每车172元
到这个月只修剪了2900株
没花掉12.5万，两笔：尾款8.3万，等考核；油料4.2万，停工省下来的。
补记，自己觉得不行的地方：一个是浇水车少；一个是巡查没记录。
明年怎么办也商量过了：租2台浇水车；巡查上系统。
"""


def test_a_diary_by_months() -> None:
    data = read(DIARY, PROJECT)
    notes = [note for row in data["work"] for note in row["notes"]]
    assert notes == [
        "3月11日至13日给养护工上课，来了46人",
        "3月底买了2台修枝机",
        "4月补栽苗木1.3万株（目标1.2万株），成活率88%（目标90%），去年85%",
        "5月清运树枝每车172元（目标不超过180元）",
        "到5月只修剪了2900株（目标3200株）",
    ]
    assert data["project"]["name"] == "绿道养护项目"
    assert data["fund"]["balance"] == "12.5万元" and "尾款8.3万" in data["fund"]["reason"]
    assert [row["problem"] for row in data["own"]] == ["浇水车少", "巡查没记录"]
    assert [row["measure"] for row in data["own"]] == ["租2台浇水车", "巡查上系统"]


def test_a_page_typed_on_a_telephone() -> None:
    page = "甲镇 绩效自评 2024年\n" + "\n".join(
        [
            "自评项目9个 预算680万元 花了612万元",
            "路灯装了120盏 一盏1780块 计划120盏",
            "渔港清淤4.6万方 计划4.5万方 12月3号完工的",
            "食堂开了4家 每天吃饭的有260人",
            "老街修了2.1公里 拓宽1.2公里",
            "发问卷380份 满意的91.8%",
            "垃圾清运620吨 每吨88元",
            "巡河96次 清漂3吨",
            "――――自己的毛病 所长让写的",
            "指标写得太虚 没法打分",
            "票据交得晚 自评表晚了4天",
            "――――明年怎么弄",
            "编预算时先审指标 没有数字的退回",
            "票据每月25号前交 晚了的通报",
        ]
    )
    data = read(page, TOWNSHIP)
    assert "清淤4.6万方，计划4.5万方" in str(data).replace("（", "，") or "4.6万方（计划4.5万方" in str(data)
    assert [row["problem"] for row in data["own"]] == ["指标写得太虚，没法打分", "票据交得晚"]
    assert [row["measure"] for row in data["own"]] == [
        "编预算时先审指标，没有数字的退回",
        "票据每月25号前交，晚了的通报",
    ]
    # Rules one beneath the other are a list, and one alone is a dash.
    assert with_ruled_heads("——甲事\n——乙事\n丙") == "——甲事\n——乙事\n丙"
    assert with_ruled_heads("――干得怎么样\n修路2公里") == "――干得怎么样\n修路2公里"


def test_two_months_alone_are_no_diary() -> None:
    assert with_months("三月\n修剪40株\n四月\n补栽20株") == "三月\n修剪40株\n四月\n补栽20株"
    told = with_months("1月\n全年巡查96次\n二月：\n8日开工\n—— 3月 ——\n上旬完工\n问题：苗木少")
    assert told == "\n全年巡查96次\n\n2月8日开工\n\n3月上旬完工\n问题：苗木少"


def test_columns_of_blanks_are_cells() -> None:
    text = "项目        目标    完成   去年\n修渠道/公里   12      11.5   9\n装路灯/盏    300     320    210\n后面的话"
    head, first, second, last = with_columns(text).split("\n")
    assert head == "项目\t目标\t完成\t去年" and first == "修渠道（公里）\t12\t11.5\t9"
    assert second == "装路灯（盏）\t300\t320\t210" and last == "后面的话"
    bars = "| 项目 | 预算 | 支出 |\n| 甲路 | 12 | 9 |\n| 乙桥 | 8 | 8 |"
    assert with_columns(bars) == bars
    assert with_columns("甲  乙  丙\n这里  没有  数字\n也  没有  的") == "甲  乙  丙\n这里  没有  数字\n也  没有  的"


SUMS = [
    ("安排120万，支了108，90%", "安排120万元，支了108万元，执行率90%"),
    ("4台设备闲着，一共86万", "4台设备闲着，一共86万元"),
    ("上年6个项目，930万，支出837，90%", "上年6个项目，930万元，支出837万元，执行率90%"),
    ("最高限价66，中标58.2", "最高限价66万元，中标58.2万元"),
    ("民宿5家，一年收入230万", "民宿5家，一年收入230万元"),
    ("目标200万，只卖148.6万", "目标200万元，只卖148.6万元"),
    ("多付12.6万。追回9.4万", "多付12.6万元。追回9.4万元"),
    ("剩的3.2万那家公司注销了", "剩的3.2万元那家公司注销了"),
    ("每穴造价1850，概算2000", "每穴造价1850元，概算2000"),
    ("每件平均862元，限价900", "每件平均862元，限价900元"),
    ("客流21.4万人次，目标20万", "客流21.4万人次，目标20万人次"),
    ("清塌方12处，1.4万方", "清塌方12处，1.4万方"),
    ("收入612，其中茶叶300", "收入612，其中茶叶300"),
    ("到馆人次42万，目标40万", "到馆人次42万，目标40万"),
    ("每平米装修成本1120，控制价1200", "每平米装修成本1120元，控制价1200元"),
    ("项目8个，预算933.4，花了868.03", "项目8个，预算933.4万元，花了868.03万元"),
]


@pytest.mark.parametrize(("text", "told"), SUMS)
def test_sums_have_their_units(text: str, told: str) -> None:
    assert with_sums(text, "万元") == told
    assert re.findall(r"\d+", text) == re.findall(r"\d+", told)


RATES = [
    ("发现隐患80处，整改76处，95%", "发现隐患80处，整改76处，整改率95%"),
    ("问卷200份，满意188份，94%", "问卷200份，满意188份，满意率94%"),
    ("受理50件，办结48件，96%", "受理50件，办结48件，办结率96%"),
    ("抽检120批次，合格117批次，97.5%", "抽检120批次，合格117批次，合格率97.5%"),
    ("措施40条，完成38条，95%", "措施40条，完成38条，完成率95%"),
    ("签约20家，开工15家，75%", "签约20家，开工15家，开工率75%"),
    ("查到30件，占20%", "查到30件，占20%"),
    ("发现80处，整改76处，12%", "发现80处，整改76处，12%"),
]


@pytest.mark.parametrize(("text", "told"), RATES)
def test_bare_rates_are_named(text: str, told: str) -> None:
    assert named_rates(text) == told


def test_a_rate_named_once_is_carried() -> None:
    assert carried_rates("满意度（5月电话）企业94%；群众88.1%") == "满意度（5月电话）企业94%；群众满意度88.1%"
    assert carried_rates("合格率甲98%；乙率97%") == "合格率甲98%；乙率97%"
    assert counted_forms("问卷300份，收288，有效280，满意266") == "问卷300份，收288份，有效280份，满意266份"


OFFICES = [
    ("甲、乙2个支部超期没换届，10月底都换好了", "甲、乙2个支部超期没换届：10月底完成换届"),
    ("会费少收的补收2.4万元，31人", "会费少收：补收会费2.4万元，31人"),
    ("住院楼改造没办决算，5月办完了", "住院楼改造没办决算：5月办完决算"),
    ("糖尿病管理 61%→70.2%，要求68%", "糖尿病管理：61%→70.2%，要求68%"),
    (
        "挂号排队长 △ 35分钟→20分钟，要求15分钟。号源放开了",
        "挂号排队长：35分钟→20分钟，要求15分钟。号源放开了【正在推进】",
    ),
    ("违规借调9人，清退7，2人留到明年", "违规借调9人：清退7人，2人留到明年"),
    ("护士缺18名 △ 招了11，还缺7", "护士缺18名：招了11名，还缺7名【正在推进】"),
    ("体检漏了260人，补检251人", "体检漏了260人：补检251人"),
    ("2台设备闲着。调给乡镇1台；另1台还没用△", "2台设备闲着。调给乡镇1台；另1台还没用【正在推进】"),
    ("台账不全，现在都补齐了", "台账不全：现在都补齐了"),
]


@pytest.mark.parametrize(("text", "told"), OFFICES)
def test_what_was_put_right_stands_apart(text: str, told: str) -> None:
    assert settled_apart(text) == told


def test_lines_of_offices_are_findings() -> None:
    page = "甲县乙局党组巡察整改情况\n[办公室] 会议记录不全，都补了\n[规财] 3台设备闲着。调剂2台\n ↑为什么：没人会用\n"
    page += "[医政] 重复收费：退还2.4万\n[医政] 排队长 △ 35分钟→20分钟\n查处4人\n线索移交2件，办结1件\n"
    page += "还没完的：排队3月底前解决\n"
    data = read(page, LETTER)
    assert [row["title"] for row in data["findings"]] == ["会议记录不全", "3台设备闲着", "重复收费", "排队长"]
    assert (
        data["findings"][1]["notes"][0].startswith("调剂2台。原因：没") and data["findings"][3]["status"] == "正在推进"
    )
    assert data["next"] == ["排队3月底前解决"] and data["clues"] == ["线索移交2件，办结1件"]
    assert joined_reasons("甲\n ↑为啥：乙") == "甲。原因：乙"


def test_findings_numbered_anew_are_of_their_class() -> None:
    page = (
        "提了4条意见\n一、投放点\n1.点位少。新增12个\n2.夜里没灯，装灯9盏\n二、运输\n1.车不够：买了2辆\n2.混装，查处3人"
    )
    lines = with_sections(page, LETTER).split("\n")
    assert lines[2:4] == ["1.点位少 → 新增12个", "2.夜里没灯 → 装灯9盏"] and lines[5] == "1.车不够 → 买了2辆"
    assert with_sections(page, PROJECT) == page
    data = read(f"甲县乙局审议意见整改情况\n{page}\n群众满意度91%\n", LETTER)
    assert [row["category"] for row in data["findings"]] == ["投放点", "投放点", "运输", "运输"]
    assert "群众满意度91%" in str(data.get("achieved", data.get("summary")))


AIMED = [
    ("采访52位，录音70小时。目标60位，差8位——人住院没采成", "60位", "采访52位", "人住院没采成"),
    ("建成8座，投资900万元，目标9座", "9座", "建成8座", ""),
    ("培训6期、310人，目标300人", "300人", "310人", ""),
    ("宣讲28场，听众1900人，目标30场", "30场", "宣讲28场", ""),
    ("合格率93%（指标≥90%）", "≥90%", "合格率93%", ""),
    ("培训2期50人次，指标40人次", "40人次", "50人次", ""),
    ("单座造价28万元，指标是不超30万元", "不超30万元", "单座造价28万元", ""),
    ("每穴造价1850元，概算2000元", "2000元", "每穴造价1850元", ""),
]


@pytest.mark.parametrize(("text", "goal", "own", "why"), AIMED)
def test_a_goal_belongs_to_the_figure_with_its_unit(text: str, goal: str, own: str, why: str) -> None:
    note = read_note(text)
    target = next(one for one in note.segments if one.role == "target")
    assert note.words(target) == goal and own in note.words(note.segments[target.of])
    assert not why or why in [note.words(one) for one in note.segments if one.role == "reason"]


TURNED = [
    ("年初定的活：换管42公里，实际换了40.6公里，差1.4公里", "换管40.6公里（目标42公里），差1.4公里"),
    ("计划的任务：栽树300亩，实际栽了280亩", "栽树280亩（目标300亩）"),
    ("改厕120户，实际改了112户", "改厕112户（目标120户）"),
    ("目标14座，实际12座", "12座（目标14座）"),
    ("计划42套，实际安装42套", "安装42套（计划42套）"),
]


@pytest.mark.parametrize(("text", "told"), TURNED)
def test_what_was_planned_stands_behind_what_was_done(text: str, told: str) -> None:
    assert goal_behind(text) == told


def test_arrows_under_a_head_are_goals() -> None:
    text = "各科报数（目标→实际，去年）：\n救助 320→347，去年298；补贴 1100→1126，1083\n满意371→96.1%"
    _, row, rate = with_strokes(text).split("\n")
    assert row == "救助347（目标320，上年298）；补贴1126（目标1100，上年1083）" and rate == "满意371→96.1%"
    assert with_strokes("误投率18%→6%") == "误投率18%→6%"


UNITED = [
    ("培训", "档案员3期265人次", "档案员培训3期265人次"),
    ("征集", "老照片1286张，家谱17部", "征集老照片1286张，家谱17部"),
    ("演练", "消防2次", "消防演练2次"),
    ("检测", "饮用水86批次", "检测饮用水86批次"),
    ("讲座", "亲子阅读12场", "亲子阅读讲座12场"),
    ("检查", "餐饮店320家", "检查餐饮店320家"),
    ("慰问", "困难职工86户", "慰问困难职工86户"),
    ("宣传", "微信推文36篇", "宣传方面，微信推文36篇"),
    ("防汛", "转移群众137人", "防汛方面，转移群众137人"),
    ("评中的是电商站", "卖货少", "评中的是电商站，卖货少"),
    ("收费科", "收取租金2户", "收取租金2户"),
]


@pytest.mark.parametrize(("label", "rest", "told"), UNITED)
def test_a_label_that_is_a_deed_stays_one(label: str, rest: str, told: str) -> None:
    assert united(label, rest) == told


LABELS = [
    (TOWNSHIP, "problems",
     "要说问题嘛 毛病自己说3条 自己找的短板 说说不足 自己查的毛病 问题有三条 短板吧 要说毛病 谈谈不足"),
    (TOWNSHIP, "application", "结果拿来干啥 结果干什么 结果有什么用 结果用来做什么 结果用处 怎么公开"),
    (TOWNSHIP, "next", "2025年打算 下一步 往后"),
    (LETTER, "next", "没完的三个 还没改完的 没整改完的2个 未办结的 2025年打算 没完的"),
    (TOWNSHIP, "projects", "各项目预算/支出 这些项目预算和支出 12个项目预算/支出"),
]  # fmt: skip


@pytest.mark.parametrize(("genre", "target", "labels"), LABELS)
def test_labels_as_people_say_them(genre: str, target: str, labels: str) -> None:
    assert {label: meaning(label, genre) for label in labels.split()} == dict.fromkeys(labels.split(), target)


MONEY = [
    ("全年就是696万", "fund.budget", "696万元"),
    ("截到12.31一共支了648.67万", "fund.spent", "648.67万元"),
    ("决算支出4471.35", "fund.spent", "4471.35万元"),
    ("到12月31号付出去2674.1万", "fund.spent", "2674.1万元"),
    ("今年给了2860万", "fund.budget", "2860万元"),
    ("没花完15.7 = 质保金9.8（要满一年）+ 按实结算少付5.9", "fund.balance", "15.7万元"),
]


@pytest.mark.parametrize(("text", "path", "value"), MONEY)
def test_money_as_people_say_it(text: str, path: str, value: str) -> None:
    proposal = read_notes(f"单位：甲县乙局\n钱：预算单位万元；{text}\n", PROJECT, 2024)
    assert proposal.get(path) == value


def test_a_year_before_and_changes_in_one_breath() -> None:
    data = read(
        "单位：甲县乙会\n预算：年初1562.3 +追加88.7（辅具补贴） = 1651万。支出1588.26\n23年：1430.5／1380.1，96.48%\n",
        DEPARTMENT,
    )
    fund = data["fund"]
    assert (fund["initial"], fund["budget"], fund["spent"]) == ("1562.3万元", "1651万元", "1588.26万元")
    assert fund["changes"][0]["reason"] == "辅具补贴"
    assert data["last_year"] == {"fund.budget": "1430.5万元", "fund.spent": "1380.1万元", "fund.rate": "96.48%"}


def test_a_project_without_spending_is_one() -> None:
    page = "甲镇人民政府2024年绩效自评工作总结\n各项目 预算/支出：\n路灯 268/268\n绿道 420/336（80%）——征地没谈拢\n"
    page += "培训 18/0 没支出。招标两回都流标\n自评项目3个，预算合计706万，花了604万\n"
    data = read(page, TOWNSHIP)
    assert [(one["name"], one.get("reason", "")) for one in data["projects"]] == [
        ("路灯", ""), ("绿道", "征地没谈拢"), ("培训", "招标两回都流标")
    ]  # fmt: skip
    assert "706" not in str(data.get("fund", {}))


def test_a_headline_may_name_project_unit_and_department() -> None:
    data = read(
        "项目自评材料——老旧管网改造，甲市供水服务中心（主管：甲市住房局），2024\n预算200万，支出180万\n", PROJECT
    )
    assert data["project"] == {"name": "老旧管网改造", "department": "甲市住房局"}
    assert data["unit"]["name"] == "甲市供水服务中心"


KINDS = [
    ("差1000亩是雨天进不了山", "差1000亩，原因是雨天进不了山"),
    ("培训4期/186人", "培训4期、186人"),
    ("截止年底付了58万", "截至年底付了58万"),
    ("数到8月31", "数到8月31日"),
    ("每餐补2块，80岁以上4块", "每餐补2元，80岁以上4元"),
    ("食堂开放／村里办小饭桌", "食堂开放；村里办小饭桌"),
    ("新增42个点", "新增42个点"),
    ("涨了2个点", "涨了2个百分点"),
    ("84.7%，差0.3。为啥——出了过期果酱的事", "84.7%，差0.3，原因：出了过期果酱的事"),
    ("比去年293万多25万", "比去年的293万元多25万"),
    ("去年10个项目1620万/1523万", "去年10个项目，预算1620万，支出1523万"),
    ("目标300万只卖186.4万", "目标300万，只卖186.4万"),
]


@pytest.mark.parametrize(("text", "told"), KINDS)
def test_what_is_typed_in_haste_is_written_out(text: str, told: str) -> None:
    assert in_full(text) == told


def test_goals_against_what_came_of_them() -> None:
    head, first, second, third = with_strokes(
        "绩效目标（年初报的）vs 完成\n消防栓更换 36个 → 36\n座椅 612座 → 608座，少4座改轮椅位\n"
        "开放 每周56小时 → 每周58小时"
    ).split("\n")
    assert head == "完成情况：" and first == "消防栓更换36个（目标36个）"
    assert second == "座椅608座（目标612座），少4座改轮椅位" and third == "开放每周58小时（目标56小时）"


def test_a_page_without_units_counts_its_money_as_reports_do() -> None:
    page = "甲市林业局部门整体支出自评\n钱：\n年初预算：3214.6\n中间加了：防治286、物资64，合计350\n"
    page += "调整后：3564.6\n花了：3398.02\n"
    page += "剩的166.58，虫害那块要过了4月才验收，压了132.4；另外34.18是苗木质保金\n23年预算3108，支出2984.9\n"
    fund = read(page, DEPARTMENT)["fund"]
    assert (fund["initial"], fund["budget"], fund["spent"]) == ("3214.6万元", "3564.6万元", "3398.02万元")
    assert fund["changes"] == [{"name": "追加", "amount": "350万元", "parts": "防治286万元、物资64万元"}]
    assert fund["balance"] == "166.58万元" and "压了132.4万元" in fund["reason"] and "34.18万元" in fund["reason"]


def test_open_findings_may_be_named_by_their_numbers() -> None:
    page = "甲县乙局审计整改情况\n完成2个，还有1个在改\n问题一：死亡人员领补贴，4人\n——追回1.3万元\n"
    page += "问题二：白条入账\n——补开发票\n"
    page += "问题三：资金滞留9万元\n——已拨付6万元\n成效：准确率97%\n还没改完的是问题三\n"
    page += "下一步 一是每月盯住拨付；二是月底前清完\n落款日期 9月5日\n"
    data = read(page, LETTER)
    assert [row["status"] for row in data["findings"]] == ["已完成", "已完成", "正在推进"]
    assert data["achieved"] == ["准确率97%"] and data["sign"]["date"] == "9月5日"
    assert data["next"] == ["每月盯住拨付；月底前清完"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("工资都发了，没欠", "已发放"),
        ("设备买了，没装", "设备已购"),
        ("喷淋换了，验收一次过", "喷淋已更换"),
        ("危房拆了，还没建", "已拆除"),
        ("我们买了，他们也买了", "我们买"),
    ],
)
def test_a_deed_that_ends_its_clause_is_done(text: str, told: str) -> None:
    assert told in written(text)


@pytest.mark.parametrize(
    "line",
    [
        "蓄水池修好，3个村吃水有保障",
        "会议记录不全的补了12份",
        "问题清单贴出来了",
        "谈话记录缺3份",
        "路灯换好，晚上亮堂",
    ],
)
def test_what_is_done_is_no_remark(line: str) -> None:
    assert not aside(line)


@pytest.mark.parametrize(
    "line",
    [
        "王科长好，数在下面",
        "——以下群里各股报的——",
        "-- 一条一条来 --",
        "财务表粘过来（万元）",
        "下面是从台账里粘的",
        "日志摘的：",
        "语音转的，有错字自己改",
    ],
)
def test_what_is_said_to_the_writer_is_one(line: str) -> None:
    assert aside(line)


def test_questions_with_their_answers() -> None:
    page = "项目支出绩效自评\n问：什么项目，谁的？\n答：区级“家门口的书屋”建设，甲市乙区图书馆办，主管是乙区文化局\n"
    page += "问：钱？\n答：年初给了360万，6月区里又加40万（盲文室），全年400万。花了372.6万\n问：没花的呢\n"
    page += "答：27.4万，16.8万是质保金，10.6万是房东涨租\n问：定的目标都完成了没\n答：新建分馆10个，建了8个\n"
    data = read(page, PROJECT)
    assert data["unit"]["name"] == "甲市乙区图书馆" and data["project"]["department"] == "乙区文化局"
    assert data["fund"]["changes"] == [{"name": "追加", "amount": "40万元", "when": "6月", "reason": "盲文室"}]
    assert data["fund"]["balance"] == "27.4万元" and data["fund"]["reason"] == "16.8万元是质保金，10.6万元是房东涨租"
    assert data["work"][0]["notes"] == ["新建分馆10个，建了8个"]


def test_a_figure_that_is_none_makes_no_parts() -> None:
    assert parts_of("修缮402.、防护96..4", "498.4万元", "万元") == []
    assert parts_of("修缮402、防护96.4", "498.4万元", "万元") == [("修缮", "402万元"), ("防护", "96.4万元")]


@pytest.mark.parametrize("mark", [" ", "\u3000", "—", "=", "-", "·"])
def test_a_rule_over_the_whole_page_is_read_like_a_short_one(mark: str) -> None:
    page = "甲县乙局{rule}\n修缮12处\n{rule}\n清运40吨{rule}后记"
    assert read(page.format(rule=mark * 20_000), PROJECT) == read(page.format(rule=mark * 40), PROJECT)
