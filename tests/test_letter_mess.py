"""Letters on findings as several people put them together: lines numbered before the findings, reports that came twice,
sums in capital numerals, remarks of whoever sends the page.

Invariants: what opens a page is no finding; each deed is told once and none is lost; a remark is told nowhere; what
stands at the margin behind findings with marks beneath them is of all; what only looks alike stays as it is.
"""

from __future__ import annotations

from typing import Any

import pytest

from drafter.importing.asides import aside, without_asides
from drafter.importing.preamble import without_preamble_numbers
from drafter.importing.reader import read_notes
from drafter.importing.repeats import without_repeats
from drafter.importing.states import read_account
from drafter.language.amounts import amounts
from drafter.language.capitals import in_figures
from drafter.language.marks import fold

LETTER = "rectification"
PAGE = """主题: 审计整改进展（汇总稿）
各位好：审计整改的材料汇总如下，请据此写整改情况报告。有的股室报了两遍，我没删。
（1）我馆全称丁县博物馆，简称县博物馆。报给县审计局。
（2）依据 《丁县审计局关于审计县博物馆的审计意见》，文号丁审意〔2024〕8号；5月6日反馈
（3）反馈问题3个,到8月底已完成整改2个,剩1个（第三个）还在推进
（4）馆务会研究整改2次，成立整改专班；建台账，措施9项
一、藏品账不全:馆藏未编目320件
- 编目320件；新购柜架6组
- 藏品部补报：320件编目完了,现在藏品全部上了系统
二、门票收入坐支1.86万元
- 1.86万元已上缴国库；停用票据3本
- 财务股：上缴国库1.86万,票据3本停用
三、展厅改造工程决算超期：2处工程2年没决算
- 送审2处,审定86.4万元
- 工程部再报一遍：送审2处,等批复后付尾款
"""


def read(text: str) -> dict[str, Any]:
    return read_notes(text, LETTER, 2024).data


def test_a_page_of_several_people() -> None:
    data = read(PAGE)
    assert data["unit"] == {"name": "丁县博物馆", "short": "县博物馆"}
    letter = data["letter"]
    assert letter["to"] == "县审计局"
    assert letter["notice"] == "《丁县审计局关于审计县博物馆的审计意见》（丁审意〔2024〕8号）"
    assert (letter["received"], letter["until"]) == ("5月6日", "8月底")
    assert letter["about"].startswith("审计反馈问题")
    assert [one["status"] for one in data["findings"]] == ["已完成", "已完成", "正在推进"]
    assert [one.get("found", []) for one in data["findings"]] == [["馆藏未编目320件"], [], ["2处工程2年没决算"]]
    told = str(data)
    assert "两遍" not in told and "请据此" not in told and "补报" not in told and "再报" not in told
    assert "系统" in told and "付尾款" in told
    assert told.count("1.86万") == 2 and told.count("320件") == 2
    assert "馆务会研究整改2次" in str(data["organisation"])


@pytest.mark.parametrize(
    "text",
    [
        # Findings themselves, with lines beneath.
        "（1）票据不全，涉及台账3本\n 补票2张\n（2）往来挂账，问题2个\n 已清理\n",
        # Nothing of another kind beneath.
        "（1）单位全称丁县博物馆\n（2）依据某文号\n（3）问题3个\n",
        # Steps that say nothing of the letter.
        "1.开会动员\n2.现场查看\n一、票据不全\n - 补票2张\n二、账目不清\n - 已清理\n",
    ],
)
def test_findings_keep_their_numbers(text: str) -> None:
    assert without_preamble_numbers(text, LETTER) == text


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("- 设备股补报：采购单40份核对完了", ""),
        ("- 设备股又报了一遍：采购单40份核对完了,另处理退货2批", "- 另处理退货2批"),
        ("- 财务股：核对采购单40份,终止合同2家", ""),
        # An office with a report of its own, and one figure alone that happens to be the same.
        ("- 财务股：追回货款3.2万元", "- 财务股：追回货款3.2万元"),
        ("- 财务股：补开发票40份", "- 财务股：补开发票40份"),
        ("- 约谈供货商40家", "- 约谈供货商40家"),
    ],
)
def test_what_is_reported_twice_is_told_once(line: str, told: str) -> None:
    head = "一、采购不规范\n- 核对采购单40份；与2家终止合同\n"
    assert without_repeats(f"{head}{line}", LETTER) == f"{head}{told}"
    assert without_repeats(f"{head}{line}", "township-summary") == f"{head}{line}"


def test_the_same_under_another_finding_stays() -> None:
    text = "一、采购不规范\n- 核对采购单40份\n二、验收不规范\n- {}采购单40份核对完了"
    assert without_repeats(text.format("设备股补报："), LETTER) == text.format("")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("有的单位报了三遍，我没改。", ""),
        ("材料先这样，请照此拟整改报告", ""),
        ("3家单位报了名", "3家单位报了名"),
        ("请第三方写了评估报告", "请第三方写了评估报告"),
        ("宣传材料发了三遍短信", "宣传材料发了三遍短信"),
    ],
)
def test_remarks_of_whoever_sends_the_page(line: str, told: str) -> None:
    assert ("" if aside(line) else without_asides(line)[0].strip("。")) == told


@pytest.mark.parametrize(
    ("text", "named", "counts"),
    [
        ("反馈问题3个，完成2个，剩1个（第二个）还在推进", {1: "正在推进"}, {"已完成": 2, "正在推进": 1}),
        ("指出问题共3个，已完成整改3个", {}, {"已完成": 3}),
    ],
)
def test_how_far_findings_are(text: str, named: dict[int, str], counts: dict[str, int]) -> None:
    account = read_account(text, {}, 3)
    assert account is not None and not account.left
    assert (dict(account.named), dict(account.counts)) == (named, counts)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("金额叁拾陆万伍仟元", "金额36.5万元"),
        ("罚款壹仟贰佰元整", "罚款1200元"),
        ("壹号院改造", "壹号院改造"),
        ("万元以上项目", "万元以上项目"),
    ],
)
def test_sums_in_capital_numerals(text: str, told: str) -> None:
    assert in_figures(text) == told


@pytest.mark.parametrize(
    ("text", "units"),
    [("8.2万起诉2家", ["", "家"]), ("案件12起", ["起"]), ("5起草案", [""]), ("火情3起，扑灭3起", ["起", "起"])],
)
def test_what_is_counted_is_no_verb(text: str, units: list[str]) -> None:
    assert [one.unit for one in amounts(fold(text))] == units


def test_what_stands_at_the_margin_is_of_all() -> None:
    page = (
        "要写：整改情况报告。检查的是2023年养老经费，抬头给丁县财政局\n落款：丁县民政局 （文中叫 县民政局）\n"
        "对应文件：《丁县财政局关于2023年养老经费专项检查的处理决定》   丁财监〔2024〕3号\n"
        "1、票据不全4张\n —— 补票4张\n2、挂账8.2万元\n —— 收回5万元；3.2万起诉了1家公司\n"
        "3、底账不符12件\n —— 补登12件\n每月5日调度一回，到现在调度6次；数字都截到7月31日\n"
    )
    data = read(page)
    assert (data["unit"]["name"], data["unit"]["short"]) == ("丁县民政局", "县民政局")
    assert data["letter"]["to"] == "丁县财政局" and data["letter"]["until"] == "7月31日"
    assert data["letter"]["about"] == "2023年养老经费专项检查发现问题整改情况"
    assert "调度6次" in str(data["organisation"]) and "调度" not in str(data["findings"])
    assert "3.2万元起诉" in str(data["findings"])
