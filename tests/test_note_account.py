"""Labelled lines of money with the lines beneath them (drafter/importing/fund_lines.py, fund_account.py). What holds:

- each sum goes where its label says, parts with what they are parts of, what was left part by part with its reasons;
- a change of the budget keeps its own verb, with when, why, whose money and what it consists of;
- parts that do not come to the whole are told as they were noted, never as its parts;
- a line of which one statement is no sum, rate or remark is left whole to the reader of sentences;
- no figure of the lines is lost.
"""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.importing.reader import read_notes

DEPARTMENT, PROJECT, TOWN = "department-self-evaluation", "project-self-evaluation", "township-summary"

ACCOUNT = """\
年初预算：910.00万元（基本610.00、项目300.00）
预算调整：追加88.50万元（汛后抢修60.00、人员增资28.50）；8月核减18.50万元（培训楼缓建）
全年预算：980.00万元
支出：931.00万元；执行率95.0%（上年92.4%）
  基本支出：638.50万元（执行率100%）
  项目支出：292.50万元（项目预算341.50；执行率85.65%）
没花完：49.00万元，都在项目上
  抢修尾款31.00（结算没审完）
  监控设备质保金18.00（质保期没满）
三公经费：预算9.00万元；支出7.20万元（上年8.00）
"""


def _fund(genre: str, text: str) -> dict[str, Any]:
    fund: dict[str, Any] = read_notes(f"{text}\n", genre, 2024).data["fund"]
    return fund


def test_an_account_stays_whole() -> None:
    fund = _fund(DEPARTMENT, ACCOUNT)
    assert (fund["initial"], fund["budget"], fund["spent"], fund["rate"]) == (
        "910.00万元", "980.00万元", "931.00万元", "95.0%",
    )  # fmt: skip
    assert fund["initial_parts"] == "基本支出610.00万元、项目支出300.00万元"
    assert fund["changes"] == [
        {"name": "追加", "amount": "88.50万元", "parts": "汛后抢修60.00万元、人员增资28.50万元"},
        {"name": "核减", "amount": "18.50万元", "when": "8月", "reason": "培训楼缓建"},
    ]
    assert (fund["basic"], fund["spent_basic"]) == ("638.50万元", "638.50万元")
    assert (fund["project"], fund["spent_project"]) == ("341.50万元", "292.50万元")
    assert fund["balance"] == "49.00万元"
    assert fund["reason"] == "都在项目上，其中抢修尾款31.00万元（结算没审完）、监控设备质保金18.00万元（质保期没满）"
    assert fund["notes"] == [
        "基本支出执行率100%",
        "项目支出执行率85.65%",
        "三公经费预算9.00万元，支出7.20万元（上年8.00万元）",
    ]


@pytest.mark.parametrize(
    ("genre", "line", "key", "value"),
    [
        (PROJECT, "支出构成：安装60万元；调试30万元", "uses", [
            {"name": "安装", "spent": "60万元"}, {"name": "调试", "spent": "30万元"}]),
        # Parts that do not come to what was spent are none of its parts.
        (PROJECT, "支出构成：安装60万元；调试20万元", "notes", ["支出中，安装60万元、调试20万元"]),
        (PROJECT, "资金来源：年初70万元（中央补助50、县级20）；年中省级追加30万元（汛后修复）", "changes", [
            {"name": "追加", "amount": "30万元", "money": "省级资金", "reason": "汛后修复", "when": "年中"}]),
        (PROJECT, "资金来源：年初70万元（中央补助50、县级20）；年中省级追加30万元（汛后修复）", "sources", [
            {"name": "中央补助", "budget": "50万元"}, {"name": "县级", "budget": "20万元"},
            {"name": "省级", "budget": "30万元"}]),
        (PROJECT, "结余：10万元（尾款没到付款条件）", "reason", "尾款没到付款条件"),
        (TOWN, "调整：追加20万元（救灾）；压减一般性支出8万元", "changes", [
            {"name": "追加", "amount": "20万元", "reason": "救灾"},
            {"name": "压减", "amount": "8万元", "money": "一般性支出"}]),
        (TOWN, "政府采购：预算40万元；成交36万元；节约4万元", "notes", ["政府采购预算40万元，成交36万元，节约4万元"]),
    ],
)  # fmt: skip
def test_a_line_goes_where_its_label_says(genre: str, line: str, key: str, value: object) -> None:
    assert _fund(genre, f"全年预算：100万元\n支出：90万元\n{line}")[key] == value


#: The two lines that make an account of what stands with them.
REST = "全年预算：100万元\n支出：90万元"


@pytest.mark.parametrize(
    ("genre", "text", "key", "value"),
    [
        # Parts that do not come to the budget of the beginning are told as they were noted, and once.
        (DEPARTMENT, f"年初预算：100万元（基本60、项目40）\n{REST}", "initial_parts", "基本支出60万元、项目支出40万元"),
        (DEPARTMENT, f"年初预算：100万元（基本60、项目30）\n{REST}", "notes", [
            "年初预算100万元（基本60万元、项目30万元）"]),
        (PROJECT, f"年初预算：100万元（含上年结转）\n{REST}", "notes", ["年初预算100万元（含上年结转）"]),
        # Whose money came and went; a change without a verb is none.
        (PROJECT, f"预算调整：省财政追加30万元（汛后修复）；县级资金收回5万元\n{REST}", "changes", [
            {"name": "追加", "amount": "30万元", "money": "省财政资金", "reason": "汛后修复"},
            {"name": "收回", "amount": "5万元", "money": "县级资金"}]),
        (PROJECT, f"预算调整：救灾20万元\n{REST}", "changes", None),
        (PROJECT, f"预算调整：救灾20万元\n{REST}", "notes", ["预算调整，救灾20万元"]),
        # The halves of a department, the givers of a project; whatever else stands in brackets is told.
        (DEPARTMENT, "全年预算：100万元（基本60、项目40）\n支出：90万元（基本55、项目35）", "spent_project", "35万元"),
        (DEPARTMENT, "全年预算：100万元（基本60、项目40）\n支出：90万元（基本55、项目35）", "basic", "60万元"),
        (PROJECT, "全年预算：100万元（基本60、项目40）\n支出：90万元", "basic", None),
        (PROJECT, "全年预算：100万元（中央60、县级40）\n支出：90万元", "sources", [
            {"name": "中央", "budget": "60万元"}, {"name": "县级", "budget": "40万元"}]),
        (TOWN, "全年预算：100万元（中央60、县级40）\n支出：90万元", "notes", ["全年预算中，中央60万元、县级40万元"]),
        (PROJECT, "全年预算：100万元（含结转）\n支出：90万元（含预付款）", "notes", [
            "全年预算100万元（含结转）", "支出90万元（含预付款）"]),
        (PROJECT, f"资金来源：中央60万元；县级40万元（配套）\n{REST}", "notes", ["县级资金配套"]),
        (DEPARTMENT, f"{REST}\n项目支出：30万元\n支出构成：安装20万元；调试10万元", "notes", [
            "项目支出中，安装20万元、调试10万元"]),
        # A half of its own is a department's; what its brackets say of no budget and no rate is told.
        (PROJECT, f"基本支出：60万元\n{REST}", "spent_basic", None),
        (PROJECT, f"基本支出：60万元\n{REST}", "notes", ["基本支出60万元"]),
        (DEPARTMENT, f"{REST}\n项目支出：30万元（项目预算40；上年25万元）", "project", "40万元"),
        (DEPARTMENT, f"{REST}\n项目支出：30万元（项目预算40；上年25万元）", "notes", ["项目支出30万元（上年25万元）"]),
        # What was left: its parts with or without their sum, a reason in brackets before the one behind.
        (PROJECT, f"未支出：尾款6万元；质保金4万元\n{REST}", "reason", "其中尾款6万元、质保金4万元"),
        (PROJECT, f"未支出：尾款6万元；质保金4万元\n{REST}", "balance", None),
        (PROJECT, f"未支出：10万元（尾款6、质保金4）\n{REST}", "balance", "10万元"),
        # A second sum for one place does not move the first.
        (PROJECT, f"{REST}\n全年预算：110万元", "budget", "100万元"),
        (PROJECT, f"{REST}\n全年预算：110万元", "notes", ["全年预算110万元"]),
    ],
)  # fmt: skip
def test_what_stands_in_brackets_goes_where_it_belongs(genre: str, text: str, key: str, value: object) -> None:
    assert _fund(genre, text).get(key) == value


def test_last_year_beside_a_sum_is_last_years() -> None:
    text = "全年预算：100万元（上年80万元）\n支出：90万元（上年70万元）；执行率90%（上年87.5%）\n"
    data = read_notes(text, DEPARTMENT, 2024).data
    assert data["fund"] == {"budget": "100万元", "spent": "90万元", "rate": "90%"}
    assert data["last_year"] == {"fund.budget": "80万元", "fund.spent": "70万元", "fund.rate": "87.5%"}


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        (
            "年初预算300万元，年中因南站缓建调减40万元、因上年考核优秀获省级奖励15万元，全年预算275万元",
            [
                {"name": "调减", "amount": "40万元", "reason": "南站缓建", "when": "年中"},
                {"name": "增加", "amount": "15万元", "reason": "上年考核优秀", "money": "省级奖励", "when": "年中"},
            ],
        ),
        (
            "年初预算300万元，8月追加救灾资金20万元，全年预算320万元；来源：省级120万元（含奖补15万元）、县级200万元",
            [{"name": "追加", "amount": "20万元", "when": "8月", "money": "救灾资金"}],
        ),
        # 300 - 40 is not 275: who noted it has to be asked, and each figure is told as it was noted.
        ("年初预算300万元，年中调减40万元，全年预算275万元", [{"name": "调减", "amount": "40万元", "when": "年中"}]),
    ],
)
def test_a_budget_told_in_a_sentence(text: str, changes: list[dict[str, str]]) -> None:
    fund = _fund(PROJECT, text)
    assert fund["changes"] == changes
    assert fund["initial"] == "300万元"
    for figure in re.findall(r"\d+", text):
        assert figure in str(fund)


def test_two_changes_and_who_gave_the_budget() -> None:
    text = (
        "预算：年初100万元，追加30万元，调减10万元，全年120万元（县级资金90万元、中央专项转移支付30万元）；"
        "基本支出70万元、项目支出50万元\n支出110万元（基本70万元、项目40万元），执行率91.67%"
    )
    fund = _fund(DEPARTMENT, text)
    assert fund["changes"] == [{"name": "追加", "amount": "30万元"}, {"name": "调减", "amount": "10万元"}]
    assert "added" not in fund and "notes" not in fund
    assert [(one["name"], one["budget"]) for one in fund["sources"]] == [
        ("县级资金", "90万元"), ("中央专项转移支付", "30万元"),
    ]  # fmt: skip
    assert (fund["basic"], fund["spent_project"]) == ("70万元", "40万元")
    # What was added in the middle of the year has a field of its own; when it was added otherwise nobody said.
    alone = text.replace("，调减10万元，全年120", "，全年130")
    assert _fund(DEPARTMENT, alone)["changes"] == [{"name": "追加", "amount": "30万元"}]
    assert _fund(DEPARTMENT, alone.replace("追加", "年中追加"))["added"] == "30万元"


def test_when_and_why_a_budget_was_cut() -> None:
    fund = _fund(
        PROJECT, "年初预算100万元，9月因南楼缓建调减10万元，全年预算90万元；来源：省级60万元、学校事业收入30万元"
    )
    assert fund["changes"] == [{"name": "调减", "amount": "10万元", "when": "9月", "reason": "南楼缓建"}]
    assert fund["sources"][1] == {"name": "学校事业收入", "budget": "30万元"}


@pytest.mark.parametrize(
    ("told", "change"),
    [
        ("因2个小区退出核减20万元", {"name": "核减", "amount": "20万元", "reason": "2个小区退出"}),
        ("11月财政收回结余20万元", {"name": "收回", "amount": "20万元", "when": "11月财政", "money": "结余"}),
        ("11月收回结余20万元", {"name": "收回", "amount": "20万元", "when": "11月", "money": "结余"}),
    ],
)
def test_a_change_with_a_count_or_of_what_was_left(told: str, change: dict[str, str]) -> None:
    text = f"预算：年初100万元，4月追加30万元，{told}，全年110万元；来源：自治区60万元、县级50万元"
    fund = _fund(DEPARTMENT, text)
    assert fund["changes"][1] == change
    assert [one["name"] for one in fund["sources"]] == ["自治区", "县级"]
    assert _fund(PROJECT, "年初预算90万元，年中未作调整")["budget"] == "90万元"


def test_two_sums_that_were_added_and_one_that_was_cut() -> None:
    text = "预算：年初100万元，追加“甲工程”补助20万元、冷链补助10万元，调减会议培训费10万元，全年120万元"
    fund = _fund(DEPARTMENT, f"{text}\n支出110万元，执行率91.67%")
    assert [(one["name"], one["amount"], one["money"]) for one in fund["changes"]] == [
        ("追加", "20万元", "“甲工程”补助"), ("追加", "10万元", "冷链补助"), ("调减", "10万元", "会议培训费"),
    ]  # fmt: skip
    assert (fund["budget"], fund["spent"]) == ("120万元", "110万元")


def test_all_the_reasons_of_what_was_left() -> None:
    fund = _fund(PROJECT, "全年支出90万元；执行率90%；未支出10万元；原因：尾款6万元没审完；监理费4万元没到付款期")
    assert fund["reason"] == "尾款6万元没审完；监理费4万元没到付款期"


@pytest.mark.parametrize(
    "text",
    [
        # One line of money is no account; a reader of sentences takes it.
        "支出：90万元",
        # No budget and no spending among them.
        "政府采购：预算40万元；成交36万元\n三公经费：预算9万元",
        # 修路3公里 is no sum.
        "全年预算：100万元；修路3公里\n培训：4期",
    ],
)
def test_what_is_no_account_goes_to_the_reader_of_sentences(text: str) -> None:
    read = read_notes(f"单位：甲县乙局\n{text}\n", PROJECT, 2024)
    assert "initial_parts" not in read.data.get("fund", {})
    for figure in re.findall(r"\d+", text):
        assert figure in str(read.data)


_SUMS = st.integers(min_value=1, max_value=99_999).map(lambda one: f"{one / 100:.2f}")


@given(st.lists(_SUMS, min_size=6, max_size=6), st.sampled_from((DEPARTMENT, PROJECT, TOWN)))
def test_no_figure_is_lost(sums: list[str], genre: str) -> None:
    first, more, less, whole, spent, part = sums
    text = (
        f"年初预算：{first}万元（基本{part}、项目{less}）\n调整：追加{more}万元（{part}、其他）；调减{less}万元（缓建）\n"
        f"全年预算：{whole}万元\n支出：{spent}万元\n没支出：{less}万元\n  尾款{part}（没到期）\n"
    )
    told = str(read_notes(text, genre, 2024).data)
    assert all(one in told for one in sums)


def test_a_half_with_its_budget_and_an_even_sum() -> None:
    fund = _fund(DEPARTMENT, "全年预算3600万整\n支出3400万，基本支出1500万全花完，项目预算2100万花了1900万")
    assert (fund["budget"], fund["project"], fund["spent_project"]) == ("3600万元", "2100万元", "1900万元")
