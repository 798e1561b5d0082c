"""How notes are put: each way that clerks write them, in ten wordings or more.

Invariants: a label is known by the way it is put; problems and measures are told apart whatever they stand under; money
fills its fields from tables, bare figures and free wording; projects, scores, grades and findings are read from short
forms; what is said to the writer is no fact; years and days are told in full; every import makes a case that can be
drafted, and no figure of it is lost.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import pytest
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter import api
from drafter.claims.note import read_note
from drafter.importing.case_text import case_text
from drafter.importing.dates import in_full, whole_years
from drafter.importing.kinds import guess_genre
from drafter.importing.labels import meaning
from drafter.importing.money_units import told_money
from drafter.importing.reader import read_notes
from drafter.importing.stamps import with_colons
from drafter.importing.strokes import with_strokes

PROJECT, DEPARTMENT = "project-self-evaluation", "department-self-evaluation"
TOWNSHIP, LETTER = "township-summary", "rectification"


def read(text: str, genre: str) -> dict[str, Any]:
    """The data of notes of one genre, on 2024."""
    return read_notes(text, genre, 2024).data


@cache
def told(text: str, genre: str) -> str:
    return api.to_text(api.compose(api.read_case(case_text(read(text, genre)))))


LABELS = [
    (LETTER, "letter.to",
     "写给 主送 送给谁 报给 呈送 收文单位 报送 抬头 给谁 报送对象"),
    (LETTER, "unit.name",
     "谁写 谁写的 发文 行文单位 整改单位 我们是 单位 哪个单位 报告单位 责任单位"),
    (LETTER, "letter.notice",
     "来由 为的什么 起因 因为什么 依据 缘由 由头 背景 为什么整改 根据"),
    (LETTER, "next",
     "接着干 后面 往后 接下来 下一步 剩下的 今后打算 后续安排 还要干的 下步工作"),
    (LETTER, "summary",
     "面上 总的情况 怎么抓的 怎么组织的 总数 问题线索 小结 开会 整体进展 举一反三"),
    (PROJECT, "problems",
     "毛病 问题在哪 短板 不足 难处 没做好的 还差在哪里 问题（科里写的） 卡壳的地方 教训"),
    (PROJECT, "measures",
     "怎么办 准备怎么办 咋改 办法 怎么解决 对策 改法 要改的 打算怎么改 整改思路"),
    (PROJECT, "application",
     "结果怎么用 成果怎么用 结果用途 结果往哪用 自评结果应用 结果去向 结果应用 怎么公开 "
     "公开 应用"),
    (PROJECT, "goals.expected",
     "要干成的 要做到的 绩效目标 想达到的 年度目标 计划干的事 目标任务 预期目标 原定干成的 "
     "总体目标"),
    (PROJECT, "money",
     "钱 钱怎么花的 钱从哪来 资金 经费收支 钱的来路 花钱 预算和支出 账 资金到位"),
    (PROJECT, "score",
     "自评打分 打了多少分 得分 自评分 总分 自评得分 评分 打分情况 分数 几分"),
    (DEPARTMENT, "duties.main",
     "干什么的 管什么的 职能 主要职责 负责什么 主业 职责职能 主责 是管什么的 做什么的"),
    (DEPARTMENT, "results.quantity",
     "活儿 干的活 干了哪些事 做的事 完成的工作 办成的事 忙了些啥 产出 工作量 数量"),
    (DEPARTMENT, "satisfaction",
     "满意不满意 老百姓怎么看 问卷 群众怎么说 企业怎么评 满意度 测评 口碑 大家咋说 "
     "服务对象满意度"),
    (DEPARTMENT, "staff",
     "人 编制 家底 人员编制 资产 机构 人手 底子 队伍 车房"),
    (TOWNSHIP, "evaluation.preparing",
     "怎么评的 自评怎么做的 怎么搞的 评价怎么开展的 自评经过 步骤 时间 咋评的 自评组织 "
     "组织这块写"),
    (TOWNSHIP, "evaluation.money",
     "制度 钱怎么管 管钱的规矩 资金管理 规矩 资金监管 经费怎么管 管钱 账靠什么审 资金"),
    (TOWNSHIP, "grades",
     "等级 等级汇总 等级合计 评级 等次 等级分布 自评等级 档次 几个优 等级统计"),
    (TOWNSHIP, "projects",
     "钱的表 项目表 明细（万元） 进来自评的9个项目 项目清单 各项目 财政所导的表 账表 "
     "项目一览 自评项目"),
    (TOWNSHIP, "effects_result",
     "效果怎么样 管用不 成效 好处 见效 起什么作用 社会效益 变化 效果 反响"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("genre", "target", "label"),
    [(genre, target, label) for genre, target, labels in LABELS for label in labels.split()],
)
def test_a_label_is_known_by_the_way_it_is_put(genre: str, target: str, label: str) -> None:
    assert meaning(label, genre) == target


GENRES = [
    ("某镇2024年项目支出绩效自评工作情况总结（报县财政局）", TOWNSHIP),
    ("写个整改情况报告，报县审计局", LETTER),
    ("某局24年部门整体支出自评 底稿", DEPARTMENT),
    ("要交：项目支出绩效自评报告；年度2024", PROJECT),
    ("某乡 2024 年项目绩效自评总结", TOWNSHIP),
    ("巡察整改进展情况报告用的底子", LETTER),
    ("单位整体支出自评要写的东西", DEPARTMENT),
    ("补贴项目自评 材料", PROJECT),
    ("某街道绩效自评工作总结", TOWNSHIP),
    ("督查整改报告", LETTER),
]


@pytest.mark.parametrize(("text", "genre"), GENRES)
def test_the_kind_of_report_is_what_the_phrase_ends_with(text: str, genre: str) -> None:
    assert guess_genre(text) == genre


TYPED = [
    ("预算3860w", "预算3860万"),
    ("验收排到25年2月", "验收排到2025年2月"),
    ("自评表2-28前交", "自评表2月28日前交"),
    ("协议投资38亿元（23年31亿元）", "协议投资38亿元（上年31亿元）"),
    ("轻伤3起，23年5起", "轻伤3起，上年5起"),
    ("去年（2023）10月鉴定", "2023年10月鉴定"),
    ("满意度同比+1.2个点", "满意度同比提高1.2个百分点"),
    ("货运量412万吨（+6.8%）", "货运量412万吨（增长6.8%）"),
    ("二〇二四年度", "2024年度"),
    ("成本↓3%", "成本下降3%"),
    ("92.1/优", "92.1分，等级优"),
    ("9月30号的数", "9月30日的数"),
    ("近10年、干了24年", "近10年、干了24年"),
    ("2024年1—2月", "2024年1—2月"),
    ("《2023年计划》3份", "《2023年计划》3份"),
]


@pytest.mark.parametrize(("typed", "full"), TYPED)
def test_what_is_typed_in_haste_is_told_in_full(typed: str, full: str) -> None:
    assert whole_years(in_full(typed), 2024) == full


ASIDES = [
    ("【算一下：4.44+15.26=19.7】", True),
    ("（②-1 标的是〔完成〕，前面忘写了）", True),
    ("下面是从总表里拷出来的，格子乱", True),
    ("以下逐条，箭头后头是我们干的", True),
    ("规建局 2-20 16:40", True),
    ("以上，谢谢！", True),
    ("发件人：局办公室", True),
    ("张科您好，材料如下", True),
    ("标题里不用写阶段性", True),
    ("这些数都是从财务科要来的", True),
    ("收回资金合计78.43万元", False),
    ("以上问题均已整改", False),
    ("核查倒损房屋137户", False),
    ("办公室门口的树该修了", False),
]


@pytest.mark.parametrize(("line", "aside"), ASIDES)
def test_what_is_said_to_the_writer_is_no_fact(line: str, aside: bool) -> None:
    proposal = read_notes(f"整改情况报告\n单位：甲县乙局\n{line}\n", LETTER, 2024)
    assert bool(proposal.asides) is aside
    assert (line in case_text(proposal.data)) is not aside or not aside


OWN = [
    "毛病：1）选址拖了；2）报账乱\n怎么办：1）提前选址；2）每季培训一次",
    "问题：一是选址拖了；二是报账乱\n措施：一是提前选址；二是每季培训一次",
    "【短板】①选址拖了 ②报账乱\n【往下】①提前选址 ②每季培训一次",
    "存在不足\n1.选址拖了\n2.报账乱\n改进\n1.提前选址\n2.每季培训一次",
    "没弄好的：（一）选址拖了（二）报账乱\n咋弄：（一）提前选址（二）每季培训一次",
    "有什么问题？一、选址拖了；二、报账乱。\n打算怎么办？一、提前选址；二、每季培训一次。",
    "五、问题→措施\n(1)选址拖了 → 提前选址\n(2)报账乱 → 每季培训一次",
    "领导讲的几句（问题那段用）：选址拖了；报账乱\n下步打算：提前选址；每季培训一次",
    "5 问题（自己写的，别改意思）：①选址拖了 ②报账乱\n6 对策：①提前选址 ②每季培训一次",
    "## 毛病（照实写）\n- 选址拖了\n- 报账乱\n## 怎么改\n- 提前选址\n- 每季培训一次",
    "存在问题和措施\n1. 选址拖了；措施：提前选址\n2. 报账乱；措施：每季培训一次",
    "▲问题\n1. 选址拖了\n2. 报账乱\n▲措施\n1. 提前选址\n2. 每季培训一次\n▲结果应用：公开",
]


@pytest.mark.parametrize("genre", [PROJECT, DEPARTMENT, TOWNSHIP])
@pytest.mark.parametrize("text", OWN)
def test_problems_and_measures_are_told_apart(text: str, genre: str) -> None:
    rows = read(f"单位：甲县乙局\n{text}\n", genre)["own"]
    assert rows == [
        {"problem": "选址拖了", "measure": "提前选址"},
        {"problem": "报账乱", "measure": "每季培训一次"},
    ]


MONEY = [
    "钱（元）：\n  中央补助   9,600,000\n  省级配套   2,400,000\n  合计  12,000,000，全部到账\n"
    "  实际支出  11,384,000 执行率94.87%",
    "【钱】单位：万元\n项目\t年初\t调整\t全年\t执行\n人员\t986\t+42\t1028\t1028\n"
    "合计\t1158\t+42\t1200\t1138.4",
    "资金：全年预算1200w，花掉1138.4w，剩61.6w：质保金没到期",
    "## 钱\n- 年初1100万；10月追加100万（新开3条线）；合计1200万\n- 付出去1138.4万",
    "钱怎么来怎么花（单位万元）\n省级专项  860\n县级配套  340\n加起来  1200\n花掉 1138.4，94.87%",
    "2 资金\n2.1 预算1200万，中央800万，省400万\n2.2 到12月底付了1138.4万",
    "资金（万元）\t预算\t支出\t备注\n膳食补助\t1163\t1101.62\t\n食堂设备\t37\t36.78\t招标节约\n"
    "合计\t1200\t1138.4\t执行率94.87%",
    "经费（都是万元）：年初1158；追加42（调工资）；全年1200；支出1138.4",
    "钱的情况\n总的1200万，实付1138.4万，没付的61.6万是设备款，12月才到货",
    "预算和支出：全年1200万元，已支付1138.4万元（94.87%）",
]  # fmt: skip


@pytest.mark.parametrize("text", MONEY)
def test_money_fills_its_fields(text: str) -> None:
    fund = read(f"单位：甲县乙局\n项目名称：某工程\n{text}\n", PROJECT)["fund"]
    value = {key: re.sub(r"[,元万]", "", str(fund.get(key, ""))) for key in ("budget", "spent")}
    assert value["budget"] in ("1200", "12000000") and value["spent"] in ("1138.4", "11384000"), fund


SCORES = [
    ("自评分：92.8（执行率8.6，其余84.2），优", ("92.8", "8.6", "84.2", "优")),
    ("自评打分：预算执行9.28、产出48.5、效益28.6、满意度9.4，共95.78，优", ("95.78", "9.28", None, "优")),
    ("得分：执行率9.83、产出50、效益27（扣3分）、满意度10，总96.83，优", ("96.83", "9.83", "87分", "优")),
    ("得分：92.1/优（执行9.1，产出46，效益28，满意9）", ("92.1分", "9.1", None, "优")),
    ("打分：执行率9.74分，别的87.06分，合计96.8，优", ("96.8", "9.74分", "87.06分", "优")),
    ("自评得分：94.6分，等级“优”", ("94.6分", None, None, "优")),
    ("自评：88，良", ("88", None, None, "良")),
    ("总分90.5（优）", ("90.5", None, None, "优")),
    ("自评结果：预算执行率得9分，其他指标得80分，合计89分，良", ("89分", "9分", "80分", "良")),
    ("打分情况：合计95.1，其中预算执行9.6，其余85.5", ("95.1", "9.6", "85.5", None)),
]


@pytest.mark.parametrize(("text", "expected"), SCORES)
def test_scores_are_read(text: str, expected: tuple[str | None, ...]) -> None:
    score = read(f"单位：甲县乙局\n{text}\n", PROJECT)["score"]
    assert tuple(score.get(key) for key in ("total", "execution", "other", "grade")) == expected


PROJECTS = [
    "1 渔港环境整治 74/51.8（良）  台风停工",
    "渔港环境整治：预算74万元，支出51.8万元（良），台风停工",
    "3）渔港环境整治　预算74　支出51.8　良　台风停工",
    "6. 渔港环境整治：预算74万元，实支51.8万元（台风停工）",
    "渔港环境整治 预算740,000元，支出518,000元（良），台风停工",
    "渔港环境整治 预算74支出51.8，台风停工。清淤1.8公里",
    "渔港环境整治 74/51.8，台风停工。清淤1.8公里",
    "- 渔港环境整治，预算74万，支出51.8万，原因：台风停工",
    "5 渔港环境整治  74/51.8（良） ——台风停工",
    "渔港环境整治：安排74万元，执行51.8万元，台风停工",
]


@pytest.mark.parametrize("line", PROJECTS)
def test_a_project_is_read_from_one_line(line: str) -> None:
    rows = read(f"单位：甲镇人民政府\n自评项目（万元）\n{line}\n{line.replace('渔港环境', '河道')}\n", TOWNSHIP)[
        "projects"
    ]
    assert [row["name"] for row in rows] == ["渔港环境整治", "河道整治"]
    assert all(re.sub("[,元万]", "", row["budget"]) in ("74", "740000") for row in rows)
    assert all(re.sub("[,元万]", "", row["spent"]) in ("51.8", "518000") for row in rows)
    assert all("台风停工" in row["reason"] for row in rows)


GRADES = [
    "等级：优7个、良3个、中0个、差1个",
    "等级汇总：优7、良3、中0、差1",
    "优7、良3、中0、差1",
    "自评结果：优秀7个，良好3个，中0个，差1个",
    "等级合计：优7个、良3个、中0个、差1个",
    "齐了。等级：优7（甲、乙）、良3（丙）、中0、差1（丁）",
    "等级数数：优7、良3、中0、差1",
    "几个优：优7 良3 中0 差1",
    "评级：优7项、良3项、中0项、差1项",
    "档次：优 7个，良 3个，中 0个，差 1个",
]


@pytest.mark.parametrize("line", GRADES)
def test_grades_are_counted(line: str) -> None:
    grades = read(f"单位：甲镇人民政府\n{line}\n", TOWNSHIP)["grades"]
    counts = [re.sub(r"\D", "", grades[key]) for key in ("excellent", "good", "fair", "poor")]
    assert counts == ["7", "3", "0", "1"]


FINDINGS = [
    ("①补贴多发。已故37人没核减 → 追回4.44万元；建台账〔完成〕", "补贴多发", "已完成"),
    ("问题1 补贴多发。已故37人没核减\n → 追回4.44万元；建台账。——没改完，11月底前改完", "补贴多发", "正在推进"),
    ("1、补贴多发——追回4.44万元；建台账【已销】", "补贴多发", "已完成"),
    ("【问题1】补贴多发\n【怎么改的】追回4.44万元；建台账。【改完】", "补贴多发", "已完成"),
    ("问题一：补贴多发\n 追回4.44万元；建台账。【推进中】", "补贴多发", "正在推进"),
    (
        "序号\t反馈问题\t整改做法\t完成情况\n1\t补贴多发\t追回4.44万元；建台账\t完成\n2\t别的\t改了\t推进中",
        "补贴多发",
        "已完成",
    ),
    ("从严治党那块一个\n补贴多发，追回4.44万元，建台账，整完了", "补贴多发", "已完成"),
    ("①-1 补贴多发 → 追回4.44万元；建台账〔在办，10月底前〕", "补贴多发", "正在推进"),
    ("1. 补贴多发。追回4.44万元；建台账。——12月20日前编完", "补贴多发", "正在推进"),
    ("（一）补贴多发=>追回4.44万元；建台账（长期坚持）", "补贴多发", "长期坚持"),
]


@pytest.mark.parametrize(("text", "title", "status"), FINDINGS)
def test_a_finding_is_its_problem_its_deeds_and_its_status(text: str, title: str, status: str) -> None:
    rows = read(f"整改情况报告\n单位：甲县乙局；主送：甲县审计局\n{text}\n", LETTER)["findings"]
    assert (rows[0]["title"], rows[0]["status"]) == (title, status)
    assert "追回4.44万" in "；".join(rows[0]["notes"]) and "建台账" in "；".join(rows[0]["notes"])


CODED = """\
审计的原话（W1~W2，标题照抄）
W1 补贴多发
W2 食堂收入未入账
我的工作日志
10.15　院党委会研究
10.18　W2食堂收入全额入账
11.20　W1追回4.44万元
12.25　整改完W2，W1还在追
"""


def test_a_diary_is_told_under_the_findings_that_its_codes_name() -> None:
    data = read(f"整改情况报告\n单位：甲县乙院；主送：甲县审计局\n{CODED}", LETTER)
    rows = [(row["title"], row["notes"]) for row in data["findings"]]
    assert rows == [("补贴多发", ["11月20日追回4.44万元"]), ("食堂收入未入账", ["10月18日食堂收入全额入账"])]
    assert data["organisation"] == ["10月15日召开院党委会研究整改工作"]
    assert [row["status"] for row in data["findings"]] == ["正在推进", "已完成"]
    assert data["letter"]["until"] == "12月25日"
    assert data["summary"] == ["2个问题，已完成整改1个，正在推进1个"]


ASKED = """\
财政局的提纲，一条条答（项目支出绩效自评报告用，24年度）
问：单位、项目名？
答：甲县乙局，以后写县乙局。疫病防治项目。
问：预算多少，哪来的？
答：640万，中央320、县320。
问：花了多少？
答：598.4万。
问：存在问题？
答：选址拖了；报账乱。
问：怎么改？
答：提前选址；每季培训一次。
问：得分？
答：执行率9.35，其余85，合计94.35，优。
"""


def test_questions_are_labels_of_their_answers() -> None:
    data = read_notes(ASKED).data
    assert (data["genre"], data["year"]) == (PROJECT, 2024)
    assert data["unit"] == {"name": "甲县乙局", "short": "县乙局"} and data["project"] == {"name": "疫病防治项目"}
    assert (data["fund"]["budget"], data["fund"]["spent"]) == ("640万元", "598.4万元")
    assert [(row["name"], row["budget"]) for row in data["fund"]["sources"]] == [("中央", "320万元"), ("县", "320万元")]
    assert [row["measure"] for row in data["own"]] == ["提前选址", "每季培训一次"]
    assert (data["score"]["total"], data["score"]["other"]) == ("94.35", "85")


def test_a_table_of_money_may_lie_on_its_side() -> None:
    rows = "| 资金（万元） | 基本 | 项目 | 合计 |\n|---|---|---|---|\n| 年初 | 742 | 443 | 1185 |\n"
    rows += "| 追加 | 0 | 215 | 215 |\n| 全年 | 742 | 658 | 1400 |\n| 支出 | 742 | 608 | 1350 |\n"
    fund = read(f"单位：甲县乙局\n{rows}三公11.2（公车10.4、接待0.8），去年11.9\n", DEPARTMENT)["fund"]
    assert (fund["initial"], fund["budget"], fund["spent"]) == ("1185万元", "1400万元", "1350万元")


LINES_OF_KEYS = """\
文种=绩效自评工作情况总结
年度=2023
单位=甲乡人民政府（本乡/我乡）
P01=村干部报酬/42/42/优
P02=护林防火/36/33.9/良/油料按实耗
等级合计=优1 良1 中0 差0
"""


def test_keys_and_values_are_read() -> None:
    data = read_notes(LINES_OF_KEYS).data
    assert (data["genre"], data["year"], data["unit"]) == (TOWNSHIP, 2023, {"self": "我乡", "name": "甲乡人民政府"})
    assert data["projects"][1] == {
        "name": "护林防火", "budget": "36万元", "spent": "33.9万元", "grade": "良", "reason": "油料按实耗"
    }  # fmt: skip
    assert data["grades"]["excellent"].startswith("1") and data["grades"]["good"].startswith("1")


def test_short_forms_are_put_in_full_where_they_are_explained() -> None:
    text = "甲镇人民政府 单位都是万，预＝预算 支＝支出\n"
    text += "改厕 预64.8支64.8 优；保洁 预86支84.2 优，封冻少捞；路灯 预38支38 优\n"
    rows = read(text, TOWNSHIP)["projects"]
    assert [(row["name"], row["budget"], row["spent"]) for row in rows] == [
        ("改厕", "64.8万元", "64.8万元"), ("保洁", "86万元", "84.2万元"), ("路灯", "38万元", "38万元")
    ]  # fmt: skip


HEADS = [
    "发文：甲县乙局党组（简称“局党组”）    送：县委巡察办公室",
    "甲县乙局党组（局党组）写给县委巡察办公室的整改情况报告",
    "【谁】甲县乙局党组（局党组）\n【写什么】整改情况报告，报县委巡察办公室，10月15日前交",
    "主送　县委巡察办公室\n落款单位　甲县乙局党组（下称“局党组”）",
    "写给：县委巡察办公室     （主送它，抄送不用写）\n谁写：甲县乙局党组，简称“局党组”",
    "单位：甲县乙局党组（下文简称“局党组”）\n报送：县委巡察办公室",
    "我们：甲县乙局党组（局党组）→ 报县委巡察办公室",
    "抬头：县委巡察办公室\n单位：甲县乙局党组，文中称局党组",
    "单位：甲县乙局党组【报告里写“局党组”】；主送：县委巡察办公室",
    "收文单位：县委巡察办公室；发文单位：甲县乙局党组（局党组）",
]


@pytest.mark.parametrize("text", HEADS)
def test_who_writes_to_whom(text: str) -> None:
    data = read(f"整改情况报告\n{text}\n巡察组2024年5月来过\n问题1：账目不清\n重做账本3册\n", LETTER)
    assert data["unit"] == {"name": "甲县乙局党组", "short": "局党组"}
    assert data["letter"] == {"to": "县委巡察办公室", "about": "巡察反馈问题整改情况"}


UNITS = [
    ("立案417件，结案398", "398件"),
    ("电梯1462台，检验1462", "1462台"),
    ("监督抽查96批次，不合格7", "7批次"),
    ("学生620、家长580、教师96，共1296份", "620份"),
    ("车11辆（执法车9、其他2）", "9辆"),
    ("追回4.44万（37户）", "4.44万元"),
    ("成本612元（控制650以内）", "650元"),
    ("接待5.83万人次（上年4.96万）", "4.96万人次"),
    ("评价得分78.6", "78.6分"),
    ("整治易涝点 14/16 处", "14处"),
    ("单项50万以上的进平台", "50万元以上"),
]


@pytest.mark.parametrize(("note", "figure"), UNITS)
def test_a_unit_that_is_left_out_is_told(note: str, figure: str) -> None:
    assert figure in told(f"单位：甲县乙局\n目标一：某事\n {note}\n", PROJECT)


SAID = [
    ("加固每平方米486元，控制520元", [("target", "520元")]),
    ("床每张865元，询价上限900元", [("target", "900元")]),
    ("开挖埋管2860元/米（控制价2950元，上年3015元）", [("target", "2950元"), ("last", "3015元")]),
    ("平均到场11.4分钟（要求30分钟内）", [("target", "30分钟内")]),
    ("三公61.3万元，其中公车58.1万元，上年66.9万元", [("last", "66.9万元")]),
    ("投诉7件（上年同期15件）", [("last", "15件")]),
]


@pytest.mark.parametrize(("note", "expected"), SAID)
def test_what_is_said_of_a_figure(note: str, expected: list[tuple[str, str]]) -> None:
    found = read_note(note)
    assert [(one.role, found.words(one)) for one in found.segments if one.of >= 0] == expected
    assert all(one.of == 0 for one in found.segments if one.of >= 0)


TURNED = [
    ("水库加固：目标14座，实际完成12座，差2座", "水库加固12座（目标14座）"),
    ("监测设备：计划42套，实际安装42套", "安装监测设备42套（计划42套）"),
    ("单座投资：不超过280万元，实际268.4万元", "单座投资268.4万元（目标不超过280万元）"),
    ("验收合格率：目标100%，实际100%", "验收合格率100%（目标100%）"),
]


@pytest.mark.parametrize(("line", "note"), TURNED)
def test_a_goal_may_stand_before_what_was_done(line: str, note: str) -> None:
    data = read(f"单位：甲县乙局\n三 指标\n{line}\n", PROJECT)
    assert note in data["work"][-1]["notes"][0]


WHOLE = MONEY + OWN + HEADS + [text for text, *_ in FINDINGS]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("培训费每人每天426元，标准≤450", "培训费每人每天426元，标准≤450元"),
        ("每桌600元，上年650", "每桌600元，上年650元"),
        ("三公11.2，上年11.9", "三公11.2万元，上年11.9万元"),
        ("三公11.2万元，标准12", "三公11.2万元，标准12万元"),
        ("每人426元，全年16.8", "每人426元，全年16.8万元"),
    ],
)
def test_a_price_is_held_against_a_price(typed: str, told: str) -> None:
    assert told_money(typed, "万元") == told


@pytest.mark.parametrize("genre", [PROJECT, DEPARTMENT, TOWNSHIP, LETTER])
@pytest.mark.parametrize("text", WHOLE)
def test_every_import_can_be_drafted_whatever_kind_it_is_taken_for(text: str, genre: str) -> None:
    assert told(text, genre)


_ROWS = st.sampled_from(
    [
        "1 缘由：去年鉴定危房4栋", "【钱】单位：万元", "合计  1200", "花掉 1138.4，94.87%",
        "问题1 钱没花。只花12万 → 已退回8万〔完成〕", "毛病：①选址拖了 ②报账乱", "怎么办：①提前 ②培训",
        "渔港整治 74/51.8（良） 停工", "优7、良3、中0、差1", "三公：预算21.5，花19.26",
        "登记：①新设6214户（去年5873） ②注销3107户", "▲产出", "改造　6座　|　目标6座", "9月30号的数",
        "2-28前交表", "齐了。等级：优5、良2", "目标14座，实际12座", "学生620、家长580，共1200份",
        "基层组织两个", "党费少收1860元，补缴了", "——以下逐条", "编制/实有=28/26", "a\tb\t3", "",
    ]
)  # fmt: skip


@given(st.lists(_ROWS, min_size=1, max_size=10), st.sampled_from([PROJECT, DEPARTMENT, TOWNSHIP, LETTER]))
@settings(max_examples=80, deadline=None)
def test_no_figure_is_lost(rows: list[str], genre: str) -> None:
    text = "\n".join(rows)
    proposal = read_notes(text, genre, 2024)
    kept = case_text(proposal.data) + "".join(one.words for one in (*proposal.asides, *proposal.unplaced))
    figures = re.findall(
        r"\d+(?:\.\d+)?", whole_years(in_full(re.sub("^[1-9]、? ", "", text, flags=re.MULTILINE)), 2024)
    )
    for number in figures:
        exact = re.sub(r"(?<=\d),(?=\d{3})", "", kept)
        assert number in exact or number in "".join(one.words for one in proposal.origins), (number, proposal.data)


@pytest.mark.parametrize(
    ("noted", "read"),
    [
        ("2月24日开会；方案25日印发；27日下午培训", "2月24日开会；方案2月25日印发；2月27日下午培训"),
        ("3月5日开会，3日内回复", "3月5日开会，3日内回复"),
        ("8月3日～5日暴雨", "8月3日～5日暴雨"),
        ("5月20日开会，3日培训", "5月20日开会，3日培训"),
        ("10月启动，20日完成", "10月启动，20日完成"),
    ],
)
def test_a_day_is_of_the_month_named_before_it(noted: str, read: str) -> None:
    assert whole_years(noted, 2024) == read


@pytest.mark.parametrize(
    ("row", "read"),
    [
        ("铺主管网 38公里/38.7公里/26公里", "铺主管网38.7公里（目标38公里，上年26公里）"),
        ("扩建水厂 1座/1座/—", "扩建水厂1座（目标1座）"),
        ("停水投诉 —/43件/97件", "停水投诉43件（上年97件）"),
        (
            "监测点 48个/48个/—，采样576份，合格率≥98%/99.1%/97.6%",
            "监测点48个（目标48个），采样576份，合格率99.1%（目标≥98%，上年97.6%）",
        ),
        (
            "入户 12000户/10860户/—  ×没完成，4个村等道路改造，差1140户",
            "入户10860户（目标12000户），差1140户，原因：4个村等道路改造",
        ),
        ("分部工程验收22个，一次合格22个", "分部工程验收22个，一次合格22个"),
        ("渔港整治 74/51.8", "渔港整治 74/51.8"),
    ],
)
def test_figures_between_strokes_are_named(row: str, read: str) -> None:
    assert with_strokes(f"指标（计划/实际/上年）\n{row}").split("\n")[1] == read


def test_strokes_without_a_head_stay() -> None:
    assert with_strokes("铺主管网 38公里/38.7公里/26公里") == "铺主管网 38公里/38.7公里/26公里"
    assert with_colons("单位 甲县水利局；项目 供水工程") == "单位：甲县水利局；项目：供水工程"
    assert with_colons("预算4600万（年中没调整）：中央2300、省2300") == "预算4600万：中央2300、省2300；年中没调整"


@pytest.mark.parametrize("label", ["新建站点", "灌溉设施", "适老化", "管网"])
def test_a_label_with_its_deed_is_no_group(label: str) -> None:
    """What stands behind a label is a note; a label alone opens a group, and the lines beneath it are told in it."""
    head = "单位：甲县水利局\n项目：供水工程\n预算620万元，支出539万元\n"
    (work,) = read(f"{head}{label}：建成5处（目标6处）\n敷设管道2300米\n", PROJECT)["work"]
    assert len(work["notes"]) == 2 and label in work["notes"][0] and work["title"] != label
    (work,) = read(f"{head}{label}：\n建成5处（目标6处）\n敷设管道2300米\n", PROJECT)["work"]
    assert work["title"] == label


INDICATED = [
    ("比对54组，合格50组，合格率92.59%", "质量指标"),
    ("数据有效率94.6%（目标90%）", "质量指标"),
    ("5座新站一次通过验收", "质量指标"),
    ("要求6月底前，实际9月28日投运", "时效指标"),
    ("老站10月如期完工", "时效指标"),
    ("单站土建31万元，目标不超过31万元", "成本指标"),
    ("公开招标，中标价271.6万元，节约率8.86%", "成本指标"),
    ("断面优良比例100%，上年75%", "效益指标"),
    ("收支平衡的食堂7个", "效益指标"),
    ("满意率95.3%（目标92%）", "满意度指标"),
    ("敷设取水管2300米", "数量指标"),
]


@pytest.mark.parametrize(("note", "indicator"), INDICATED)
def test_a_deed_is_told_under_its_indicator(note: str, indicator: str) -> None:
    lines = "敷设支管300米\n抽检样品20批次全部合格\n计划5月完工，实际4月完工\n问卷200份，满意率98%\n"
    text = told(f"单位：甲县水利局\n项目：供水工程\n预算620万元，支出539万元\n{lines}{note}\n", PROJECT)
    under = text[text.index(indicator) :].split("指标\n", 1)[1].split("（", 1)[0] if indicator in text else ""
    figure = re.search(r"\d[\d.]*%?|如期", note.split("，")[-1])
    assert figure is not None and figure[0] in under, text


def test_the_reason_stays_with_its_deed() -> None:
    lines = "敷设支管300米\n抽检样品20批次全部合格\n问卷200份，满意率98%\n"
    lines += "投运：要求6月底前，实际9月28日投运；汛期水位高，下不了水\n"
    text = told(f"单位：甲县水利局\n项目：供水工程\n预算620万元，支出539万元\n{lines}", PROJECT)
    assert "汛期水位高" in text[text.index("时效指标") :].split("\n")[1]


EVERY_GENRE = sorted(one.parent.name for one in (ROOT / "templates").glob("*/genre.toml"))


@pytest.mark.parametrize("genre", EVERY_GENRE)
def test_notes_of_every_kind_of_report_are_read(genre: str) -> None:
    text = told("单位：甲县乙局\n项目：水渠修复项目\n年度：2024\n全年预算100万元\n修复水渠3公里\n", genre)
    assert "甲县乙局" in text and "3公里" in text


def test_a_kind_of_report_that_nothing_is_known_of_keeps_notes_with_the_money() -> None:
    assert "修复水渠3公里" in str(read_notes("单位：甲县乙局\n修复水渠3公里\n", "own-genre", 2024).data["fund"])
