"""Notes in habits that no label foresees: where a statement goes by what it says, and what people say, not write.

Invariants: a statement without a label goes where its words say, and stays where it stands if they do not decide; what
stands under a heading of its own is not taken from it; a headline names the unit, its short name, year, project and
reader in any order; goals meet their results; what a speaker takes back is not told; no figure is lost on the way.
"""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.importing.goals_met import read_goals, with_goals
from drafter.importing.kinds import guess_genre
from drafter.importing.money_spoken import parts_of, payer, sentences
from drafter.importing.reader import read_notes
from drafter.importing.routes import StatementPlace, route, weights
from drafter.importing.spoken import corrected, counted_off, put_right, spoken_label, uncounted, unquoted, work_group
from drafter.importing.stamps import with_days, without_quotes, without_stamps

PROJECT, DEPARTMENT = "project-self-evaluation", "department-self-evaluation"
TOWNSHIP, LETTER = "township-summary", "rectification"


def read(text: str, genre: str, year: int = 2024) -> dict[str, Any]:
    return read_notes(text, genre, year).data


ROUTED = [
    (DEPARTMENT, "编制46，在编43", "staff"),
    (DEPARTMENT, "预算单位2个：局机关、县救援大队；编制46，在编43", "staff"),
    (DEPARTMENT, "干的事就是保管档案、接收档案、提供利用", "duties.main"),
    (DEPARTMENT, "市对县安全生产考核：良好（去年优秀）", "effects"),
    (DEPARTMENT, "12月拿了全省先进集体", "effects"),
    (DEPARTMENT, "10月问卷500份，满意率94.1%", "satisfaction"),
    (DEPARTMENT, "结果用来调2025年预算；报告在市政府网站公开", "application"),
    (DEPARTMENT, "2025年预算拿这个安排", "application"),
    (DEPARTMENT, "转移群众1263人，开安置点9个，出动218人次", "results.quantity"),
    (DEPARTMENT, "执行率96.5%，没花49.05万", "money"),
    (DEPARTMENT, "自评93.4分，等级优", "score"),
    (PROJECT, "打分执行率9.2，别的84.3，93.5，优", "score"),
    (PROJECT, "评价结果报区财政局，2025年安排钱看这个", "application"),
    (PROJECT, "依据是《甲县旧区改造实施方案》", "project.basis"),
    (PROJECT, "照《甲县助餐实施方案》做的", "project.basis"),
    (PROJECT, "钱花在三块，站点建设、就餐补贴、送餐补贴", "project.uses"),
    (PROJECT, "目标是新建站点12个，改建6个", "goals.expected"),
    (TOWNSHIP, "复核时退回重填5张表，看了6个项目现场", "evaluation.preparing"),
    (TOWNSHIP, "自评目的是看钱花得值不值", "evaluation.aim"),
    (TOWNSHIP, "方法是目标比较法和成本效益法", "evaluation.methods"),
    (TOWNSHIP, "园区规上工业产值216.4亿元", "effects_result"),
    (TOWNSHIP, "1月入户240户，满意度95.6%", "effects_public"),
    (TOWNSHIP, "总结3月15日前报市财政局", "next"),
    (LETTER, "甲审报〔2024〕27号《甲县审计局关于乙院财务收支的审计报告》", "letter.notice"),
    (LETTER, "抬头写全称“甲县财政局”", "letter.to"),
    (LETTER, "我们是甲县人力资源和社会保障局", "unit.name"),
]


@pytest.mark.parametrize(("genre", "text", "target"), ROUTED)
def test_a_statement_goes_where_its_words_say(genre: str, text: str, target: str) -> None:
    assert route(text, genre, StatementPlace("somewhere")) == target


@pytest.mark.parametrize(
    ("genre", "text"),
    [
        (DEPARTMENT, "罚没款186.5万元入库"),
        (DEPARTMENT, "理赔73.4万元"),
        (PROJECT, "路面刚铺又刨开了"),
        (PROJECT, "剩下的慢慢来"),
        (TOWNSHIP, "税收归口管理"),
        (LETTER, "账目逐笔核对"),
    ],
)
def test_words_that_do_not_decide_move_nothing(genre: str, text: str) -> None:
    assert route(text, genre, StatementPlace("somewhere")) == ""


@pytest.mark.parametrize(("genre", "text", "target"), ROUTED)
def test_a_list_of_its_own_keeps_what_weighs_no_more(genre: str, text: str, target: str) -> None:
    weight = weights(text, genre)[target]
    kept = route(text, genre, StatementPlace("problems", "listed"))
    assert kept == (target if weight >= 6 else "")


def test_one_statement_of_many_does_not_move_the_others() -> None:
    text = "8月外包进场，预算200万元；扫描312万页；著录46.8万条；抽检2次"
    assert route(text, DEPARTMENT, StatementPlace("somewhere")) in ("", "results.quantity")


SPOKEN = """\
语音转文字，去年底说的，写24年度项目支出绩效自评报告，甲川区住房和城市更新局（区住更局）旧区改造项目

我说一下啊旧区这个事，一共改18个小区，目标18个。预算一个亿零二百八十万，就是10280万，中央补助2056，剩下8224是居民出的。
花了9457.6，百分之九十二，没花的822.4是电梯的钱，电梯没验收不能付，去年预算是8600万花了8428万，98%。

干的活，拆违建136处，装电梯计划24部装好21部，不对，是装好21部里面验收了18部，这个数是物业报的我核过。
质量上，验收合格率96.8%，目标95%。
问题我说三条，一个是电梯，一楼不同意；再一个管线各挖各的；还有就是改完了没人管。办法，电梯先调解；管线一张图；先成立业委会。
打分执行率9.2，别的84.3，93.5，优。评价结果报区财政局，25年安排钱看这个。
"""


def test_a_spoken_page_comes_under_the_headings_of_a_report() -> None:
    proposal = read_notes(SPOKEN)
    data = proposal.data
    assert (proposal.genre, data["year"]) == (PROJECT, 2024)
    assert data["unit"] == {"name": "甲川区住房和城市更新局", "short": "区住更局"}
    assert data["project"]["name"] == "旧区改造项目"
    fund = data["fund"]
    assert (fund["budget"], fund["spent"], fund["rate"], fund["balance"]) == (
        "10280万元",
        "9457.6万元",
        "92%",
        "822.4万元",
    )
    assert fund["reason"] == "电梯的钱，电梯没验收不能付"
    assert [row["name"] for row in fund["sources"]] == ["中央补助", "居民"]
    assert data["last_year"] == {"fund.budget": "8600万元", "fund.spent": "8428万元", "fund.rate": "98%"}
    titles = {row["title"]: "；".join(row["notes"]) for row in data["work"]}
    assert "装好21部里面验收了18部" in titles["数量指标"] and "不对" not in titles["数量指标"]
    assert "核过" not in titles["数量指标"] and titles["质量指标"].startswith("验收合格率96.8%")
    assert [row["problem"] for row in data["own"]] == ["电梯，一楼不同意", "管线各挖各的", "改完了没人管"]
    assert [row["measure"] for row in data["own"]] == ["电梯先调解", "管线一张图", "先成立业委会"]
    assert data["score"] == {"execution": "9.2", "other": "84.3", "total": "93.5", "grade": "优"}
    assert data["application"] == ["评价结果报区财政局，2025年安排钱看这个"]


HEADLINES = [
    (DEPARTMENT, "甲岭县应急管理局（县应急局） 2024部门整体支出绩效自评报告用数 V3（V1V2作废）",
     {"name": "甲岭县应急管理局", "short": "县应急局"}),
    (TOWNSHIP, "甲石镇人民政府（我镇） 24年绩效自评工作情况总结 底料   单位都是万",
     {"name": "甲石镇人民政府", "self": "我镇"}),
    (TOWNSHIP, "甲岳街道（甲岳街道办事处，报告里称“我街道”）2024年度绩效自评工作情况总结  财政所汇总，单位万元",
     {"name": "甲岳街道办事处", "self": "我街道"}),
    (LETTER, "甲溪县中医医院（县中医院）审计整改，报县审计局，落款25年1月",
     {"name": "甲溪县中医医院", "short": "县中医院"}),
    (PROJECT, "加餐 2024 自评（项目支出绩效自评报告） 甲岗县教育和体育局，简称县教体局",
     {"name": "甲岗县教育和体育局", "short": "县教体局"}),
    (TOWNSHIP, "（微信群“24年自评收数”复制，报告写：甲铁经济开发区管理委员会 2024年度绩效自评工作情况总结，自称我区）",
     {"name": "甲铁经济开发区管理委员会", "self": "我区"}),
]  # fmt: skip


@pytest.mark.parametrize(("genre", "line", "unit"), HEADLINES)
def test_a_headline_names_the_unit_in_any_order(genre: str, line: str, unit: dict[str, str]) -> None:
    assert read(f"{line}\n", genre)["unit"] == unit


def test_a_headline_may_name_reader_and_date() -> None:
    data = read("甲溪县中医医院（县中医院）审计整改，报县审计局，落款25年1月\n问题1：账目不清\n重做账本3册\n", LETTER)
    assert (data["letter"]["to"], data["sign"]["date"]) == ("县审计局", "2025年1月")


def test_a_spoken_line_may_name_the_unit_and_its_people() -> None:
    lines = (
        "水利局要写24年部门整体支出绩效自评，局长交代的，我边想边记：",
        "我们全称是甲溪县水利局，简称县水利局，县政府组成部门，编制58个，现在有51个人，退休的24个。",
        "钱呢，年初批了1860万，后来省里又给了240万修水毁，一共2100万，花掉1974万，还有126万没花，主要是征地没谈拢。",
    )
    data = read("\n".join(lines), DEPARTMENT)
    assert data["unit"] == {"name": "甲溪县水利局", "short": "县水利局", "nature": "县政府组成部门"}
    assert data["staff"] == {"posts": "58人", "total": "51人", "retired": "24人", "retired_called": "退休"}
    assert data["fund"]["changes"] == [{"name": "追加", "amount": "240万元", "reason": "修水毁"}]
    assert (data["fund"]["initial"], data["fund"]["balance"], data["fund"]["reason"]) == (
        "1860万元", "126万元", "征地没谈拢")  # fmt: skip


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("装好21部，不对，是装好21部里面验收了18部", "装好21部里面验收了18部"),
        ("查出53处，错了，51处", "查出51处"),
        ("查出53处，不对，明天再核", "查出53处，不对，明天再核"),
        ("不是没做，是没验收", "不是没做，是没验收"),
    ],
)
def test_a_slip_gives_way_to_what_was_said_again(text: str, told: str) -> None:
    assert corrected(text)[0] == told


@pytest.mark.parametrize(
    ("note", "line", "told"),
    [
        ("问题53处，改了50处", "改了51处，剩2处等换管道", "问题53处，改了51处，剩2处等换管道"),
        ("问题53处，改了50处", "培训了51人", None),
        ("问题53处，改了50处", "全改了", None),
    ],
)
def test_a_later_line_puts_a_figure_right(note: str, line: str, told: str | None) -> None:
    assert put_right(note, line) == told


def test_a_correction_is_told_once() -> None:
    proposal = read_notes(
        "单位：甲县乙局\n干的活：查了两轮，问题53处，改了50处\n更正！！改了51处，剩2处等换管道\n", PROJECT, 2024
    )
    assert "改了51处，剩2处等换管道" in str(proposal.data) and "50处" not in str(proposal.data)
    assert any("更正" in one.words for one in proposal.asides)


@pytest.mark.parametrize(
    ("label", "text", "rest"),
    [
        ("干的活", "干的活，拆违建136处", "拆违建136处"),
        ("效果", "效果这块，成立业委会11个", "成立业委会11个"),
        ("问题", "问题我说三条，一个是电梯", "一个是电梯"),
        ("办法", "办法，先调解", "先调解"),
        ("", "去年，一共512件", "去年，一共512件"),
        ("", "要居民同意的项目，钱先批了", "要居民同意的项目，钱先批了"),
        ("", "拆违建136处，补绿4处", "拆违建136处，补绿4处"),
    ],
)
def test_a_label_may_be_spoken(label: str, text: str, rest: str) -> None:
    assert spoken_label(text, PROJECT) == (label, rest)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("一个是甲多，再一个是乙少，还有就是丙没有", ["甲多", "乙少", "丙没有"]),
        ("一个，指标粗；二个，材料拖；三个，上线晚", ["指标粗", "材料拖", "上线晚"]),
        ("只有一个问题", ["只有一个问题"]),
    ],
)
def test_what_is_counted_off_falls_apart(text: str, parts: list[str]) -> None:
    assert counted_off(text) == parts and uncounted(parts[0]) == parts[0]


@pytest.mark.parametrize(
    ("title", "label"),
    [("数量指标", "干的活"), ("质量指标", "质量"), ("时效指标", "工期"), ("成本指标", "造价"), ("效益指标", "效果"),
     ("满意度指标", "群众满意度"), ("", "检疫这块")],
)  # fmt: skip
def test_groups_of_work_have_the_names_of_reports(title: str, label: str) -> None:
    assert work_group(label) == title


GOALS = [
    ("石桥3座、凉亭5座", "凉亭5座全修完；石桥修完2座", "凉亭5座（目标5座）全修完；石桥修完2座（目标3座）"),
    ("新建站点12个，改建6个", "新建11个（街道4个），改建6个", "新建11个（目标12个，街道4个），改建6个（目标6个）"),
    ("讲座150场", "培训168人", "培训168人"),
    ("讲座150场", "讲座168场（目标150场）", "讲座168场（目标150场）"),
    ("满意度90%", "满意度95%", "满意度95%（目标90%）"),
]


@pytest.mark.parametrize(("goals", "text", "told"), GOALS)
def test_goals_meet_their_results(goals: str, text: str, told: str) -> None:
    assert with_goals(text, read_goals(goals))[0] == told


def test_goals_and_results_may_stand_under_labels_of_their_own() -> None:
    data = read(
        "项目名称：石桥修缮项目\n【目标A·修缮】石桥3座、凉亭5座\n【结果A】\n①凉亭修完5座\n②石桥修完2座\n", PROJECT
    )
    assert data["work"] == [{"title": "修缮", "notes": ["凉亭修完5座（目标5座）", "石桥修完2座（目标3座）"]}]


CHAT = "09:12 查了2轮\n09:15 改了5处\n10:05 装了38个\n"


def test_times_of_a_chat_come_off_and_are_listed() -> None:
    text, stamps = without_stamps(CHAT)
    assert text == "查了2轮\n改了5处\n装了38个\n" and stamps == ["09:12", "09:15", "10:05"]
    assert without_stamps("09:12 查了2轮\n") == ("09:12 查了2轮\n", [])
    assert any("09:15" in one.words for one in read_notes(f"单位：甲县乙局\n{CHAT}", DEPARTMENT, 2024).asides)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("1/15领导小组定方案 → 1/17印方案 → 2/5交表", "1月15日领导小组定方案 → 1月17日印方案 → 2月5日交表"),
        ("3/5起公示，3/12止，3/20报送", "3月5日起公示，3月12日止，3月20日报送"),
        ("改造7/9所，厨房3/5所，床位8/9张", "改造7/9所，厨房3/5所，床位8/9张"),
        ("冷链仓 240/168，路灯 38/38", "冷链仓 240/168，路灯 38/38"),
    ],
)
def test_days_with_a_stroke(text: str, told: str) -> None:
    assert with_days(text) == told


def test_quotations_of_speech_lose_their_marks() -> None:
    assert without_quotes("“一共11个，都评了。”") == "一共11个，都评了。"
    assert without_quotes("建“红色夜校”24期") == "建“红色夜校”24期"
    assert unquoted("“没评完") == "没评完" and unquoted("”") == "" and unquoted("建“夜校”") == "建“夜校”"


def test_money_in_one_breath_falls_into_statements() -> None:
    assert sentences("花了94.6，没花的8.2是电梯的钱，没验收，去年预算86") == [
        "花了94.6",
        "没花的8.2是电梯的钱，没验收",
        "去年预算86",
    ]
    paid = payer("剩下2570是专营单位和居民出的")
    assert paid is not None and (paid.name, paid.amount) == ("专营单位和居民", "2570")
    assert payer("剩下2570是尾款") is None
    assert parts_of("建设176.4，就餐228.7，送餐36.5", "441.6万元", "万元") == [
        ("建设", "176.4万元"),
        ("就餐", "228.7万元"),
        ("送餐", "36.5万元"),
    ]
    assert parts_of("建设176.4，就餐228.7", "441.6万元", "万元") == []


MONEY = [
    ("没花66.14：排烟没做完，尾款25年付40.3；主体班少办1期25.84（换届）", "fund.reason",
     "排烟没做完，尾款2025年付40.3万元；主体班少办1期25.84万元（换届）"),
    ("年初420；8月省级公益金下来，又追加60", "fund.changes",
     [{"name": "追加", "amount": "60万元", "when": "8月", "reason": "省级公益金下来"}]),
    ("年初420；10月追加200（新开3条线）", "fund.changes",
     [{"name": "追加", "amount": "200万元", "when": "10月", "reason": "新开3条线"}]),
    ("年初1150→调整后1218；多的68是：站点补助45，调资23", "fund.changes",
     [{"name": "追加", "amount": "68万元", "parts": "站点补助45万元、调资23万元"}]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "path", "value"), MONEY)
def test_money_is_told_with_its_reasons(text: str, path: str, value: Any) -> None:
    proposal = read_notes(f"单位：甲县乙局\n钱（万元）：{text}\n", PROJECT, 2024)
    assert proposal.get(path) == value


def test_last_year_by_what_is_said_of_it() -> None:
    assert read("钱：执行率97.26%，比上年98.4%低\n", PROJECT)["last_year"] == {"fund.rate": "98.4%"}
    assert read("去年：预算2350万，全付了（100%）\n", PROJECT)["last_year"] == {
        "fund.budget": "2350万元",
        "fund.spent": "2350万元",
        "fund.rate": "100%",
    }


def test_a_column_of_last_year_is_not_this_years_spending() -> None:
    table = "经费（万元）\t预算\t支出\t上年支出\n基本支出\t742.3\t738.9\t721.6\n合计\t1286.5\t1232.1\t1190.1\n"
    data = read(f"单位：甲县乙局\n{table}", DEPARTMENT)
    assert data["fund"]["spent"] == "1232.1万元" and data["last_year"] == {"fund.spent": "1190.1万元"}


def test_a_total_is_no_project() -> None:
    lines = (
        "甲路整治 预算64.8支出64.8 优；乙园建设 预算210支出197.4 优；丙河保洁 预算86支出84.2 优",
        "—— 3个，预算360.8，支出346.4，96%；优3良0中0差0",
    )
    data = read("\n".join(lines), TOWNSHIP)
    assert [row["name"] for row in data["projects"]] == ["甲路整治", "乙园建设", "丙河保洁"]
    assert data["grades"]["excellent"] == "3个"


LEDGER = """\
序号\t存在问题\t整改情况\t完成时限
1\t贴息拨付慢\t已完成。3月21日拨到3家银行\t2025年6月
2\t补贴重复领17人\t15人2.1万元追回；剩2人没退\t2025年10月
2的原因要写：两家学校没交叉核。那2人答应10月底前退
3月14日局长开会布置
"""


def test_what_stands_beneath_a_table_of_findings() -> None:
    data = read(f"整改情况报告\n单位：甲县乙局；报送：甲县财政局\n{LEDGER}", LETTER)
    assert data["findings"][0]["status"] == "已完成"
    assert any(note.startswith("原因：两家学校") for note in data["findings"][1]["notes"])
    assert "3月14日" in str({key: value for key, value in data.items() if key != "findings"})


@pytest.mark.parametrize(
    ("text", "genre"),
    [
        (
            "甲泥镇人民政府 2024年度绩效自评 底稿（财政所自用）\n印《甲泥镇2024年度财政支出项目绩效自评工作方案》",
            TOWNSHIP,
        ),
        ("人大审议意见对账单——教育局\n一 供餐\n 1.1 菜谱单调【✔】\n 来文：《审议意见》", LETTER),
        ("甲镇人民政府2024年度敬老院项目支出绩效自评报告", PROJECT),
        ("甲县发改局/24年光伏项目/自评底稿(能源股攒的)\n1/ 14个乡镇全覆盖", PROJECT),
        ("甲镇财政所/2024年度项目绩效自评/记事\n项目9个,预792万", TOWNSHIP),
        ("【单位】甲县融媒体中心/24年度/部门整体\n【人】编46", DEPARTMENT),
        (
            "甲岭镇 2025 流水（财政所和党政办合记）  镇全称丙县甲岭镇人民政府\n定了全年6个项目\n整体支出另算：自评92分",
            TOWNSHIP,
        ),
        ("危房改造，2025年，按指标记的，写自评报告用\n单位：甲县住房局\n11个乡镇报上来347户", ""),
        ("图书馆总分馆 评价整改\n我们：甲县文旅局，报给县财政局", LETTER),
        ("整改了3个问题的项目，2024年\n单位：甲县住房局", ""),
    ],
)
def test_the_kind_of_report_by_its_first_lines(text: str, genre: str) -> None:
    assert guess_genre(text) == genre


def test_offices_over_their_lines_are_no_work() -> None:
    data = read("单位：甲县司法局\n普法股\n讲座168场\n公证处\n办证1486件\n", DEPARTMENT)
    assert data["results"]["quantity"] == ["讲座168场", "办证1486件"]


def test_problems_and_measures_may_be_announced_together() -> None:
    data = read("单位：甲镇人民政府\n毛病和办法：\n一个，指标粗。二个，材料拖。\n指标重调。材料按季收。\n", TOWNSHIP)
    assert [(row["problem"], row["measure"]) for row in data["own"]] == [
        ("指标粗", "指标重调"),
        ("材料拖", "材料按季收"),
    ]


WORDS = st.sampled_from(
    ["查出", "改了", "目标", "预算", "花了", "满意度", "自评", "编制", "没花的", "一个是", "再一个", "不对，是",
     "更正，", "问题1 ", "→", "12处", "3.5万", "96%", "18个", "2/5",
     "，", "；", "。", "：", "（", "）", "“", "”", "镇", "股"]
)  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=14), st.sampled_from([PROJECT, DEPARTMENT, TOWNSHIP, LETTER]))
def test_nothing_that_is_said_breaks_the_reader(words: list[str], genre: str) -> None:
    text = "".join(words)
    proposal = read_notes(f"单位：甲县乙局\n{text}\n{text}\n", genre, 2024)
    listed = [one.words for one in (*proposal.unplaced, *proposal.asides)]
    kept = str(proposal.data) + "".join([*listed, *(one.words for one in proposal.origins)])
    for figure in ("12", "3.5", "96", "18"):
        assert figure not in text or figure in kept


FOLLOWED = """\
项目是甲河污水厂扩建，住建局牵头，全称是甲河县住房和城乡建设局。
钱一共3200万，国债2000万，县里1200万。花了2944万，92%。剩256万，设备款180万没到期，监理费76万没结。
土建6月封顶，10月8日通水，比计划晚了8天，原因是进口组件清关慢。
"""


def test_what_follows_money_is_no_reason_of_it() -> None:
    data = read(FOLLOWED, PROJECT)
    assert data["unit"]["name"] == "甲河县住房和城乡建设局" and data["project"]["name"] == "甲河污水厂扩建"
    assert (data["fund"]["budget"], data["fund"]["spent"]) == ("3200万元", "2944万元")
    assert data["fund"]["reason"].startswith("设备款180万") and "清关" not in str(data["fund"])
    assert "清关" in str(data["work"])


PROBLEMS = """\
督查反馈整改——甲安镇人民政府回县委督查室
两个问题
（1）秸秆焚烧3起
   原因：网格员人手少
   措施：罚款3户，加派巡查员20名
   状态：完成
（2）沟渠1条没治好
   措施：接通管道860米
   状态：推进中，12月底
"""


def test_numbered_problems_of_a_letter_are_its_findings() -> None:
    proposal = read_notes(PROBLEMS, year=2024)
    data = proposal.data
    assert (proposal.genre, data["letter"]["to"]) == (LETTER, "县委督查室")
    assert [row["title"][-3:] for row in data["findings"]] == ["烧3起", "没治好"]
    assert [row["status"] for row in data["findings"]] == ["已完成", "正在推进"]
    assert "own" not in data


ARROWS = """\
【部门整体支出绩效自评 2024】甲水县融媒体中心
职能→新闻采编、广播电视
预算→年初1420万；追加85万（应急广播）；合计1505万
支出→1431.2万；执行率95.1%；结余73.8万（设备尾款没到期）
上年→1388万，花1340万
自评→95.2分，优
措施→申请250万换主控
"""


def test_labels_may_stand_before_arrows() -> None:
    data = read_notes(ARROWS).data
    assert (data["genre"], data["year"], data["unit"]["name"]) == (DEPARTMENT, 2024, "甲水县融媒体中心")
    assert (data["fund"]["spent"], data["fund"]["reason"]) == ("1431.2万元", "设备尾款没到期")
    assert data["last_year"]["fund.spent"] == "1340万元"
    assert data["duties"]["main"] == "新闻采编、广播电视" and data["score"]["total"] == "95.2分"


def test_a_figure_of_a_project_is_read_to_its_last_digit() -> None:
    lines = "2 项目（预算/支出/等级/原因）\n村道硬化 268/241.2/优/质保金\n危房改造 150/105/良/9户没验收\n"
    rows = [(row["spent"], row["grade"], row["reason"]) for row in read(lines, TOWNSHIP)["projects"]]
    assert rows == [("241.2万元", "优", "质保金"), ("105万元", "良", "9户没验收")]


WHOLE = [
    "预算4860万元，支出4471.2万元，执行率92%",
    "年初预算合计1200万元，支出1100万元",
    "上一年：19个项目，预算3980万元，支出3781万元",
    "没花完388.8万元，都是工程质保金",
    "项目一共23个2146.8万元，花了2017.99万元",
]


@pytest.mark.parametrize("line", WHOLE)
def test_what_all_projects_had_is_told_with_the_money(line: str) -> None:
    text = f"甲县乙镇人民政府\n召开自评布置会1次\n抽查凭证126份\n{line}\n修路3公里\n"
    data = read_notes(text, TOWNSHIP, 2024).data
    figures = re.findall(r"\d[\d.]*", line)
    assert all(figure in str((data.get("fund"), data.get("last_year"))) for figure in figures), data
    assert data["effects_duty"] == ["修路3公里"]


@pytest.mark.parametrize(
    "deed", ["古街青石板修了1360米", "改厕136座", "旅游厕所新建4座，翻新3座", "民宿管家培训4期168人次（目标160人次）"]
)
def test_deeds_behind_how_it_was_evaluated_are_deeds(deed: str) -> None:
    text = f"甲县乙镇人民政府\n召开自评布置会1次，镇长任组长\n抽查凭证126份，发现问题3处\n{deed}\n"
    data = read_notes(text, TOWNSHIP, 2024).data
    assert len(data["evaluation"]["preparing"]) == 2
    assert any(note[:4] in deed or deed[:4] in note for note in data["effects_duty"]), data


@pytest.mark.parametrize("label", ["改法", "改的", "整改", "怎么改"])
def test_what_is_to_be_mended_behind_numbered_problems(label: str) -> None:
    text = "【单位】甲县乙镇人民政府\n【毛病1】指标太粗\n【毛病2】没附验收单\n"
    text += f"【{label}】指标都要带数；验收单2月底前补齐\n"
    own = read_notes(text, TOWNSHIP, 2024).data["own"]
    assert [one["problem"] for one in own if "problem" in one] == ["指标太粗", "没附验收单"], own
    assert len([one for one in own if "measure" in one]) == 2, own


@pytest.mark.parametrize(
    ("noted", "told"),
    [
        ("【培训】3/20在镇会议室开会1次", "3月20日"),
        ("5/8到村里开会2次", "5月8日"),
        ("4/15　督查9个单位，抽案卷180本", "4月15日"),
        ("整改问题3/20", "3/20"),
    ],
)
def test_a_day_where_something_happens(noted: str, told: str) -> None:
    assert told in str(read_notes(f"甲县乙镇人民政府\n{noted}\n", TOWNSHIP, 2024).data)


@pytest.mark.parametrize(
    ("line", "unit"),
    [
        ("茶垭镇（甲县）绩效自评总结要用的东西", "甲县茶垭镇"),
        ("望江街道社区经费巡察整改台账底稿", "望江街道"),
        ("甲县体育中心2024年部门整体自评，先记着", "甲县体育中心"),
        ("想到哪写到哪", ""),
    ],
)
def test_the_unit_is_named_at_the_top(line: str, unit: str) -> None:
    data = read_notes(f"{line}\n修路3公里\n种树200棵\n", TOWNSHIP, 2024).data
    assert data.get("unit", {}).get("name", "") == unit


@pytest.mark.parametrize("rule", ["——", "————", "：——", "---", "－－"])
def test_a_heading_with_a_rule_behind_it_is_a_heading(rule: str) -> None:
    data = read_notes(
        f"单位：甲县乙局\n项目：丙工程\n预算10万元，支出9万元\n成效{rule}\n受益群众300人\n", PROJECT, 2024
    ).data
    assert rule.strip("：") not in str(data), data
    assert "受益群众300人" in str(data)
