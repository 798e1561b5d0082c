"""Letters on what was put right: what holds of every one of them.

1. A chapter of its own has what was organised, clues, results and what comes next; where nothing was organised the
   problems stand at the first level.
2. Steps of three classes or more are numbered, each with a label that is true of it; 全额, 足额, 全部 need the
   sum of the problem; fewer classes, or a deed without a class, and there are neither numbers nor labels.
3. Cause, deadline and who sees to it are no steps.
4. The status of each finding follows from what the summary names or counts, and from nothing else.
5. A heading ends in its judgement; what it is judged by stands beneath.
6. Every digit of the notes is in the letter.
"""

from __future__ import annotations

import re
from typing import Any

import pytest

import drafter
from drafter import api
from drafter.importing.account import place_of
from drafter.importing.case_text import case_text
from drafter.importing.countings import with_findings
from drafter.importing.problem_titles import category, entitled
from drafter.importing.reader import read_notes
from drafter.importing.states import read_account, settled

HEAD = "整改情况报告\n单位：甲县乙局（简称县乙局）；主送：甲县审计局；年度2024\n"


def read(notes: str) -> dict[str, Any]:
    return read_notes(HEAD + notes, "rectification").data


def letter(notes: str) -> str:
    case = api.read_case(case_text(read(notes)))
    return drafter.to_text(drafter.compose(case))


def outcome(title: str, notes: str, status: str = "已完成") -> str:
    case = api.read_case(
        'genre = "rectification"\nyear = 2024\n[unit]\nname = "甲县乙局"\n[letter]\nto = "甲县审计局"\n'
        f'about = "整改情况"\n[[findings]]\ntitle = "{title}"\nstatus = "{status}"\nnotes = ["{notes}"]\n'
    )
    return next(one for one in drafter.to_text(drafter.compose(case)).splitlines() if "整改情况：" in one).strip()


@pytest.mark.parametrize(
    ("title", "notes", "labels"),
    [
        (
            "多付工程款41.27万元",
            "已收回41.27万元；约谈监理单位1家；修订《付款办法》",
            ["全额收回", "追究责任", "完善制度"],
        ),
        (
            "多付工程款41.27万元",
            "已收回31.27万元；约谈监理单位1家；修订《付款办法》",
            ["收回资金", "追究责任", "完善制度"],
        ),
        ("利息8万元未缴库", "7月1日缴入国库8万元；撤销账户2个；实行按季上缴", ["足额上缴", "清理账户", "健全机制"]),
        ("利息8万元未缴库", "7月1日缴入国库5万元；撤销账户2个；实行按季上缴", ["上缴资金", "清理账户", "健全机制"]),
        # A title says nothing of what was done.
        ("账目不清", "盘点资产12台；学习《处分法》3次；修订《制度》", ["盘点入账", "加强教育", "完善制度"]),
        # One class in several statements is one step.
        (
            "多付工程款9万元",
            "收回9万元；约谈监理单位1家；修订《办法》；对2人批评教育",
            ["全额收回", "追究责任", "完善制度"],
        ),
        ("多付工程款9万元", "收回9万元；修订《办法》", ["全额收回", "完善制度"]),
        ("多付工程款9万元", "收回9万元", []),
        # Without a label for each, three deeds are counted off as they are.
        ("多付工程款9万元", "收回9万元；修订《办法》；老王去过一回", ["收回9万元", "修订《办法》", "老王去过一次"]),
        # What is only planned has no label.
        ("多付工程款9万元", "收回9万元；修订《办法》；准备送2人培训", ["收回9万元", "修订《办法》", "拟送2人培训"]),
        # What was counted before goes on behind it; a month opens a deed of its own.
        (
            "5个点闲置",
            "走访5个点；老王查看3个；1个没人管；其余1个有纠纷；9月印发《办法》",
            ["走访5个点", "老王查看3个；1个无人管理；其余1个有纠纷", "9月印发《办法》"],
        ),
    ],
)
def test_labels(title: str, notes: str, labels: list[str]) -> None:
    text = outcome(title, notes)
    assert re.findall(r"[一二三四五六]是([^。]+)。", text) == labels
    assert text.startswith("整改情况：已完成" + ("。一是" if labels else "。"))


@pytest.mark.parametrize(
    ("notes", "said"),
    [
        ("原因：土地没批；已开工2处；11月底前完工", "正在推进，11月底前完工。该问题的原因是土地尚未批准。已开工2处。"),
        ("未完成的原因是土地没批；已开工2处", "未完成的原因是土地尚未批准。"),
        ("已开工2处；完成时限2025年6月；责任股室建设股", "正在推进，完成时限为2025年6月，责任股室为建设股。"),
        ("已开工2处；6月底前", "正在推进，6月底前完成。"),
        ("原因：评价组发现，空床位也算；已追回2处", "评价组发现，该问题的原因是空床位"),
    ],
)
def test_what_is_no_step(notes: str, said: str) -> None:
    text = outcome("工程没有完工", notes, "正在推进")
    assert said in text
    assert "是原因" not in text and "一是" not in text


def test_what_came_back_is_a_share_of_what_is_due() -> None:
    text = outcome("应收未收配套费312.6万元", "已追缴298.4万元；其余14.2万元已申报债权", "正在推进")
    assert "已追缴298.4万元，占应追缴数的95.46%；其余14.2万元已申报债权" in text


def test_all_of_it_is_told_with_its_sum() -> None:
    assert "3.27万元全部追回" in outcome("多贴息3.27万元", "全部追回；约谈银行1家")


NOTES = """\
来由：市审计局2025年4—5月审了我县移民资金，7月3日出了审计报告（临审〔2025〕9号，《关于甲县移民资金使用情况的审计报告》），点了2个问题，要求60日内报整改结果
面上：7月8日局党组会传达、分工；分管副局长任组长，抽9个人成立整改专班；2个问题20条措施；到8月29日：2个里整改到位1个，还在推进1个（第2）；收回资金合计4.44万元
问题1 补贴多发。已死亡37人没核减，多发4.44万元 → 追回4.44万元
问题2 冷库没用起来。投188万元，一直闲置 → 已报装
问题线索：移交线索2件，了结1件，1件还在核
往后：每半月报市审计局一次；10月起自查一次
"""


def test_a_letter_has_its_chapters() -> None:
    text = letter(NOTES)
    lines = [one.strip() for one in text.splitlines()]
    assert [one for one in lines if re.match("[一二三四五]、", one)] == [
        "一、整改工作组织情况",
        "二、问题整改情况",
        "三、问题线索办理情况",
        "四、下一步工作",
    ]
    assert lines[0] == "甲县乙局关于移民资金审计发现问题整改情况的报告"
    opening = lines[2]
    assert opening.startswith("2025年4月至5月，市审计局对甲县移民资金进行审计，7月3日出具《")
    assert "截至8月29日，已完成整改1个，正在推进1个" in opening
    assert "专班" not in opening and opening.endswith("现将整改情况报告如下。")
    assert "（一）关于补贴多发的问题" in lines and "（二）关于冷库没有使用的问题" in lines
    assert "一是每半月向市审计局报告一次。二是10月起自查一次。" in lines
    for digit in set(re.findall(r"\d+(?:\.\d+)?", NOTES)) - {"1", "2"}:
        assert digit in text, digit


def test_without_organisation_problems_stand_at_the_first_level() -> None:
    text = letter("总数：1个问题，已完成整改1个\n问题1 补贴多发4.44万元 → 追回4.44万元\n")
    assert "一、关于补贴多发4.44万元的问题" in text and "组织情况" not in text and "下一步" not in text


@pytest.mark.parametrize(
    ("text", "numbers", "total", "named", "counts", "left"),
    [
        ("到8月29日：6个里整改到位4个，还在推进2个（第2、第5）", {}, 6, {1: "正在推进", 4: "正在推进"}, (4, 2), ()),
        ("6个问题，整改完5个，问题1还在推", {}, 6, {0: "正在推进"}, (5, 1), ()),
        (
            "9个问题、34条措施——截至3月15日办完6个、在办2个（①-2、③-1）、长期坚持1个（②-3）",
            {"①-2": 1, "③-1": 6, "②-3": 5},
            9,
            {1: "正在推进", 6: "正在推进", 5: "长期坚持"},
            (6, 2, 1),
            ("，34条措施",),
        ),
        ("到现在26条完成22条，9个问题整完6个，3个还在弄", {}, 9, {}, (6, 3), ("26条完成22条",)),
        (
            "完成3（1、3、5），在办3（2、4、6）",
            {},
            6,
            {0: "已完成", 2: "已完成", 4: "已完成", 1: "正在推进", 3: "正在推进", 5: "正在推进"},
            (3, 3),
            (),
        ),
        (
            "整改完W1、W2两个，基本完成W3，W4和W5正在弄",
            {"W1": 0, "W2": 1, "W3": 2, "W4": 3, "W5": 4},
            5,
            {0: "已完成", 1: "已完成", 2: "基本完成", 3: "正在推进", 4: "正在推进"},
            (2, 1, 2),
            (),
        ),
    ],
)
def test_what_a_summary_says(
    text: str,
    numbers: dict[str, int],
    total: int,
    named: dict[int, str],
    counts: tuple[int, ...],
    left: tuple[str, ...],
) -> None:
    account = read_account(text, numbers, total)
    assert account is not None
    assert dict(account.named) == named
    assert tuple(account.counts.values()) == counts
    assert account.left == left


@pytest.mark.parametrize("text", ["34条措施办完29条", "7月8日局党组会传达、分工", "", "收回资金合计78.43万元"])
def test_what_says_nothing_of_the_findings(text: str) -> None:
    account = read_account(text, {}, 6)
    assert account is None or sum(account.counts.values()) > 6


@pytest.mark.parametrize(
    ("stated", "told", "expected"),
    [
        # The open ones are known by their words where their number agrees.
        (["", "", ""], ["全部收回", "官司还没判", "已上缴"], ["已完成", "正在推进", "已完成"]),
        # Two of them speak of what is open, one is counted: nobody can tell.
        (["", "", ""], ["还没批", "官司还没判", "已上缴"], ["", "", ""]),
        # What a finding says of itself stays.
        (["正在推进", "", ""], ["全部收回", "官司还没判", "已上缴"], ["", "已完成", "已完成"]),
    ],
)
def test_statuses_by_their_own_words(stated: list[str], told: list[str], expected: list[str]) -> None:
    account = read_account("3个问题，整完2个，1个还在弄", {}, 3)
    assert account is not None
    found = settled(account, stated, told)
    assert [found.get(at, "") for at in range(3)] == expected


@pytest.mark.parametrize(
    ("summary", "unclear"),
    [("2个问题，已完成整改1个，正在推进1个", 2), ("2个问题，已完成整改2个", 0), ("2个问题", 0)],
)
def test_a_status_that_cannot_be_known_is_asked_for(summary: str, unclear: int) -> None:
    case = api.read_case(
        f'genre = "rectification"\nyear = 2024\nsummary = ["{summary}"]\n[unit]\nname = "甲县乙局"\n'
        '[letter]\nto = "甲县审计局"\nabout = "整改情况"\n'
        '[[findings]]\ntitle = "账目不清"\nnotes = ["重做账本3册"]\n'
        '[[findings]]\ntitle = "机井没通电"\nnotes = ["通电7眼"]\n'
    )
    draft = drafter.compose(case)
    assert sum("整改状态" in one for one in draft.missing) == unclear


@pytest.mark.parametrize(
    ("title", "head", "found"),
    [
        ("“断头路”没打通：规划打通4条12.6公里", "“断头路”没有打通", ["规划打通4条、12.6公里"]),
        ("超限超载治理弱，2023年只查处21台", "超限超载治理弱", ["2023年只查处21台"]),
        ("多收诊疗费53.28万元，涉及患者2147人次", "多收诊疗费53.28万元，涉及患者2147人次", []),
        ("日常养护费按人头发，跟路况不挂钩", "日常养护费按人头发，跟路况不挂钩", []),
        ("党建“三会一课”补记录，两个支部", "党建“三会一课”补记录", ["涉及两个支部"]),
        ("服务社38个，说有14个挂牌不营业", "38个服务社中14个挂牌不营业", []),
        ("房产19处没证", "19处房产没有办证", []),
        ("持证率只有38%（目标60%）", "持证率只有38%、低于60%目标", []),
        ("培训补贴重复领：17人2.38万元", "重复领取培训补贴", ["涉及17人2.38万元"]),
        ("资金2.3万元", "资金2.3万元", []),
    ],
)
def test_headings_end_in_their_judgement(title: str, head: str, found: list[str]) -> None:
    assert entitled(title) == (head, found)


LOST = """\
收件：丙县审计局
我单位是甲县乙局（县乙局），10月8日到12月5日县审计局审了我局2023年农田资金，1月10日下的审计报告（丙审〔2025〕3号），问题2个，90天整改
到4月8日2个问题整改了1个，剩1个在推进（问题2）
问题1：档案不全，14个项目缺监理日志
  补齐了监理日志
问题2：机井没通电，9眼
  2眼要架线，6月底前通
"""


def test_what_stands_beside_the_name_of_the_unit_is_kept() -> None:
    data = read_notes("审计整改\n" + LOST, "rectification").data
    assert data["letter"]["to"] == "丙县审计局" and "notice" not in data["letter"]
    told = "；".join(data["origin"])
    assert "10月8日至12月5日，县审计局对县乙局2023年农田资金进行审计" in told
    assert "1月10日出具审计报告（丙审〔2025〕3号）" in told
    assert [row["status"] for row in data["findings"]] == ["已完成", "正在推进"]
    assert [row["title"] for row in data["findings"]] == ["档案不全", "机井没通电"]


def test_what_is_found_and_what_is_done_by_their_labels() -> None:
    first = "1、资金支付慢。年底还有412万元没付\n整改：已付386万元\n"
    rows = read(first + "2、12个站开放时间不够，每周只开28小时\n整改：12个站都调了\n")["findings"]
    assert [(row["title"], row["found"]) for row in rows] == [
        ("资金支付不及时", ["年底还有412万元没付"]),
        ("12个站开放时间不够", ["每周只开28小时"]),
    ]
    assert [row["notes"] for row in rows] == [["已付386万元"], ["12个站都调了"]]


def test_the_number_of_a_document_is_no_day() -> None:
    data = read("组织：1月14日开专题民主生活会；印发整改方案（甲党发〔2024〕31号）\n问题1 账目不清 → 已改\n")
    assert "印发整改方案（甲党发〔2024〕31号）" in data["organisation"]


def test_a_part_of_a_deed_is_told_behind_it() -> None:
    text = outcome("乱收费", "清退17.36万元；让4所驾校公示收费标准；其中1所停业整顿15天")
    assert text.endswith("二是接受监督。要求4所驾校公示收费标准，其中1所停业整顿15天。")


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("第一类 落实“四好农村路”要求", "落实“四好农村路”要求"),
        ("上一轮巡察没整好", "上一轮巡察整改"),
        ("一 供餐", "供餐"),
        ("从严治党", "从严治党"),
    ],
)
def test_classes_without_their_numbers(name: str, heading: str) -> None:
    assert category(name) == heading


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("移交线索2件", "clues"),
        ("成立整改专班7人，分管副局长牵头", "organisation"),
        ("制定《落实巡察反馈意见整改方案》", "organisation"),
        ("评价得分78.6", "origin"),
        ("5月16日反馈，4个方面9个问题", "origin"),
        ("以后每季度回头看一次", "next"),
        ("收回、缴回资金合计78.43万元", "summary"),
        ("7月问了1200名家长，满意93.5%", "achieved"),
        ("天气很好", ""),
    ],
)
def test_places(text: str, place: str) -> None:
    assert place_of(text) == place


TABLE = """\
序号\t存在问题\t整改情况\t完成时限\t责任股室
1\t贴息拨付慢：贴息214.36万元没拨\t已完成。3月21日全额拨到3家银行\t2025年6月\t促进股
2\t补贴重复领：17人2.38万元\t15人2.1万元追回\t2025年10月\t建设股
报县财政局，抬头写全称“丙县财政局”
3月14日局长开会布置，专班5人
2的原因要写：两家学校各报各的。1家停下半年开班资格
小结 2条：完成1（1），在办1（2）
"""


def test_what_stands_beneath_a_table_goes_where_it_belongs() -> None:
    data = read_notes("整改台账（促进股汇总 2025年7月28日）\n" + TABLE, "rectification").data
    first, second = data["findings"]
    assert first["status"] == "已完成" and "3月21日全额拨到3家银行" in first["notes"][0]
    assert second["notes"][1:] == ["原因：两家学校各报各的", "1家停下半年开班资格"]
    assert second["status"] == "正在推进"
    assert data["letter"]["to"] == "丙县财政局"
    assert data["organisation"] == ["3月14日局长召开会议布置整改，成立整改专班5人"]


DECIMAL = """\
来文：《甲县人大常委会关于营养改善计划资金的审议意见》（甲人常〔2025〕6号），4月29日收到，5月8日局务会逐条派下去
共2条 → ✔1条、长期坚持1条
一 供餐
 1.1 菜谱单调：42所学校里16所重样  【✔】
   - 编带量食谱4套
 1.2 陪餐记录不全  【长期坚持】
   - 家长每周陪1次
"""


def test_numbers_of_two_parts_and_their_classes() -> None:
    data = read(DECIMAL)
    assert [(row["category"], row["title"], row["status"]) for row in data["findings"]] == [
        ("供餐", "菜谱单调", "已完成"),
        ("供餐", "陪餐记录不全", "长期坚持"),
    ]
    assert data["letter"]["received"] == "4月29日"
    assert data["letter"]["about"] == "营养改善计划资金审议意见整改情况"
    assert data["organisation"] == ["5月8日召开局务会，将意见逐条分解落实"]


BOXES = """\
整改报告
报送：丙市财政局　　单位：丙市水务集团（市水务集团）
事由：2025年2月20日市财政局下发《2023年度供水补贴绩效评价整改通知》（丙财监〔2025〕6号），问题2项，限5月31日前整改
〖问题〗
(1) 漏损率偏高，2023年18.7%
   措施：换管网16.4公里
   状态：完成
(2) 3座加压站闲置
   原因：电力没跟上
   措施：1座4月投用
   状态：推进中，9月底前
"""


def test_sections_in_boxes_and_states_with_labels() -> None:
    data = read_notes(BOXES, "rectification").data
    assert data["letter"]["to"] == "丙市财政局"
    assert data["unit"] == {"name": "丙市水务集团", "short": "市水务集团"}
    assert [row["status"] for row in data["findings"]] == ["已完成", "正在推进"]
    assert data["findings"][1]["notes"] == ["原因：电力没跟上", "1座4月投用", "9月底前"]
    assert "指出2个问题，要求5月31日前完成整改" in data["origin"][0]


COUNTED = """\
单位：甲县乙局
报：县审计局
起因：7月15日县审计局出具《甲县乙局2023年度预算执行审计报告》，反馈问题3个
组织：建销号台账，半月调度一次
——逐条——
1.闲置费86.4万元滞留专户。改：8月9日全额缴入国库。完成
2.3个测绘项目结余127.2万元没清理。改：8月30日交县财政收回。完成
3.采石场修复慢，应治理186亩。改：已治理151亩。正在整改，2025年3月底前
"""


def test_findings_that_only_their_numbers_tell_apart() -> None:
    data = read_notes(COUNTED, "rectification").data
    assert [row["title"][:6] for row in data["findings"]] == ["闲置费86.", "3个测绘项目", "采石场修复慢"]
    assert [row["status"] for row in data["findings"]] == ["已完成", "已完成", "正在推进"]
    assert "销号台账" in str(data["organisation"])


def test_a_number_is_no_finding_where_nothing_was_done() -> None:
    text = "1.甲\n2.乙\n3.丙"
    assert with_findings(text, "rectification") == text
    assert with_findings(COUNTED, "township-summary") == COUNTED


SUMMARY = """genre = "rectification"
year = 2024
summary = [{notes}]
[unit]
name = "甲县教育局"
[letter]
to = "县审计局"
[[findings]]
title = "多付工程款9万元"
notes = ["收回9万元"]
"""


@pytest.mark.parametrize(
    ("notes", "chapter"),
    [
        (["2个问题", "抽检食材30批次，全合格"], False),
        (
            [
                "2个问题",
                "抽检食材30批次，全合格，供餐学校12所、学生2100人",
                "食堂会计8人6人由教师兼任，账做得慢，大宗食材均价低6.8%，每周加1顿面条",
            ],
            True,
        ),
        (
            [
                "2个问题中1个已完成整改，收回资金9万元",
                "成立整改专班，召开专题会议3次，督查12所学校，发现问题8个，已经全部改完",
            ],
            False,
        ),
    ],
)
def test_what_is_beside_the_findings_has_a_chapter(notes: list[str], chapter: bool) -> None:
    case = SUMMARY.format(notes=", ".join(f'"{one}"' for one in notes))
    text = drafter.to_text(drafter.compose(api.read_case(case)))
    opening = text[: text.index("一、")]
    assert ("整改相关情况" in text) == chapter
    # Whatever it is told in, no figure is lost.
    assert all(figure in text for note in notes for figure in re.findall(r"\d[\d.]*", note))
    assert ("学生2100人" not in opening) if chapter else all(note[:4] in opening for note in notes[1:])


def test_labels_are_given_to_all_findings_or_to_none() -> None:
    known = "收回9万元；约谈监理单位1家；修订《办法》"
    assert "一是全额收回。" in outcome("多付工程款9万元", known)
    page = (
        "报告种类：整改情况报告；年度2024\n单位：甲县乙局；主送：甲县丙局\n"
        f"问题一：多付工程款9万元\n {known}\n问题二：账目不清\n 老王看过一回；印发《制度》\n"
    )
    text = drafter.to_text(drafter.compose(api.read_case(case_text(read_notes(page).data))))
    assert "全额收回" not in text and "一是收回9万元。" in text, text
