"""Reasons that are due, reasons against their direction, praise against figures. What holds:

- the paragraphs of tests/data/{reasons,direction,praise}.toml get exactly the findings listed there, at these words;
- a reason anywhere in the paragraph, in the next sentence or in a table's own column silences; a threshold of the
  unit's own replaces ours;
- a rate is due by its value alone: every low rate without a reason is found, no other is (property);
- turning the direction of a sound reason makes a contradiction, whatever the figures (property);
- praise answers to the figures of the text: lower them and it is found, raise them and it is not (property);
- a text of nothing but the words looked for comes to an end (how its time grows: benchmarks/growth.py).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from drafter.checking.checks import text_checks
from drafter.checking.finding import Finding
from drafter.checking.page import Page
from drafter.checking.run import check_text
from drafter.reading.reader import read_text

DATA = Path(__file__).parent / "data"
CODES = {
    "direction": {"direction-reason", "direction-budget"},
    "praise": {"praise-rate", "praise-goals", "praise-people"},
    "reasons": {"reason-missing", "change-reason"},
}
ROWS: list[tuple[str, dict[str, Any]]] = [
    (name, row) for name in CODES for row in tomli.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))["row"]
]


def found(text: str, *codes: str, settings: dict[str, Any] | None = None) -> list[Finding]:
    return [one for one in check_text(text, settings=settings) if one.code in codes]


@pytest.mark.parametrize(("name", "row"), ROWS, ids=[f"{name}-{number}" for number, (name, _) in enumerate(ROWS)])
def test_paragraphs(name: str, row: dict[str, Any]) -> None:
    hits = [[one.code, one.quote] for one in found(row["text"], *CODES[name])]
    assert hits == row["found"], row["text"]


def test_each_family_is_failed_by_something() -> None:
    for name, codes in CODES.items():
        assert {code for of, row in ROWS if of == name for code, _ in row["found"]} == codes
        assert any(of == name and not row["found"] for of, row in ROWS)


# -- reasons due ------------------------------------------------------------------------------------------------------
@given(rate=st.integers(min_value=0, max_value=100))
def test_a_low_rate_is_due_and_no_other(rate: int) -> None:
    text = f"信访工作经费项目全年预算60万元，执行率{rate}%。\n聘用人员经费项目全年预算80万元，执行率100%。"
    hits = found(text, "reason-missing")
    assert [one.quote for one in hits] == ([f"{rate}%"] if rate < 60 else [])
    assert found(text.replace(f"{rate}%。\n", f"{rate}%，主要原因是尚未结算。\n"), "reason-missing") == []


@pytest.mark.parametrize(("threshold", "speaks"), [(60, False), (80, True), (72, False), (73, True)])
def test_the_threshold_is_a_setting(threshold: int, speaks: bool) -> None:
    settings = {"rules": {"reason-missing": {"threshold": threshold}}}
    assert bool(found("全年预算60万元，支出43.2万元，执行率72%。", "reason-missing", settings=settings)) is speaks


def test_several_low_rates_want_a_reason_each_or_one_for_all() -> None:
    low = "甲项目执行率20%，乙项目执行率30%。丙项目执行率40%。"
    assert len(found(low, "reason-missing")) == 3
    assert len(found(low + "主要原因是资金紧张。", "reason-missing")) == 0
    one = "甲项目执行率20%。乙项目执行率30%，原因是未完工。丙项目执行率40%。"
    assert [hit.quote for hit in found(one, "reason-missing")] == ["20%", "40%"]


def test_words_of_ones_own_are_reasons_too() -> None:
    text = "全年预算60万元，支出13.53万元，执行率22.55%，归咎于流程较长。"
    assert found(text, "reason-missing")
    assert not found(text, "reason-missing", settings={"words": {"reasons": {"reason": ["归咎于"]}}})


# -- directions -------------------------------------------------------------------------------------------------------
@given(
    subject=st.sampled_from(["公用经费", "人员经费", "公务接待费", "会议费", "本年支出", "差旅费支出"]),
    amount=st.integers(min_value=1, max_value=90),
    up=st.booleans(),
)
def test_a_turned_reason_contradicts(subject: str, amount: int, up: bool) -> None:
    way, back = ("增加", "减少") if up else ("减少", "增加")
    sound = f"{subject}120万元，比上年{way}{amount}万元，主要原因是{subject}{way}。"
    assert found(sound, "direction-reason") == []
    (one,) = found(sound.replace(f"{subject}{way}。", f"{subject}{back}。"), "direction-reason")
    assert (one.claimed, one.computed, one.severity) == (back, way, "error")


@given(rate=st.decimals(min_value=1, max_value=300, places=2))
def test_greater_than_the_budget_is_beyond_a_hundred(rate: Any) -> None:
    text = f"公务接待费支出决算完成年初预算的{rate}%，决算数{{}}年初预算数的主要原因是接待批次变化。"
    over, under = (found(text.format(word), "direction-budget") for word in ("大于", "小于"))
    assert bool(over) == (rate < 100)
    assert bool(under) == (rate > 100)


# -- praise -----------------------------------------------------------------------------------------------------------
@given(spent=st.lists(st.integers(min_value=0, max_value=100), min_size=3, max_size=8))
def test_praise_of_payment_answers_to_the_projects(spent: list[int]) -> None:
    names = "甲乙丙丁戊己庚辛"
    lines = [f"{names[i]}项目全年预算100万元，支出{one}万元，因跨年实施。" for i, one in enumerate(spent)]
    text = "我单位资金支付率高。\n" + "\n".join(lines)
    assert bool(found(text, "praise-rate")) == (sum(spent) < 80 * len(spent))


@given(fair=st.integers(min_value=1, max_value=40), good=st.integers(min_value=1, max_value=40))
def test_praise_of_goals_answers_to_the_grades(fair: int, good: int) -> None:
    text = f"绩效目标与预期目标高度契合。\n结果为“优”的项目{good}个，结果为“中”的项目{fair}个。"
    hits = found(text, "praise-goals")
    assert bool(hits) == (fair * 2 >= fair + good)
    assert all(one.severity == "warning" for one in hits)


def test_praise_says_what_it_reckoned() -> None:
    text = "我单位支付率高。\n" + "".join(f"项目{i}全年预算100万元，支出{i}0万元，因跨年。\n" for i in (2, 3, 4))
    (one,) = found(text, "praise-rate")
    assert (one.computed, one.working) == ("30.00%", "3个项目 90 ÷ 300 = 30.00%")


# -- long texts ------------------------------------------------------------------------------------------------------
LONG = {
    "one sentence": "项目预算100万元支出20万元执行率20%，",
    "paragraphs": "项目预算100万元，支出20万元，执行率20%。\n",
    "reasons": "原因：一是公用经费增加；二是减少；",
    "directions": "本年支出100万元，比上年增加20万元，增长25%，主要原因是公用经费减少，",
    "praise": "绩效目标全部完成，支付率高，满意度高，2项指标未完成，执行率40%，群众满意度70%，",
    "over": "完成预算的80%，决算数大于预算数，",
    "words": "增加主要均",
}


@pytest.mark.parametrize("name", LONG)
def test_words_alone_end(name: str) -> None:
    codes = set().union(*CODES.values())
    page = Page(read_text(LONG[name] * (20_000 // len(LONG[name]))))
    found = [one.code for code, check in text_checks() if code in codes for one in check(page)]
    assert set(found) <= codes
