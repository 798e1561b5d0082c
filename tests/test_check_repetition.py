"""What stands twice (drafter/checking/rules/wording/repetition.py).

Invariants:
- a sentence or a run of clauses in two places is one finding for the pair, with the whole run they share;
- length decides between warning, hint and silence, as the settings say;
- projects told in one mould, shared reasons, definitions, titles, slogans and set formulas are no repetition;
- what is found stands in both places, word for word (property).
"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.checking.finding import Finding
from drafter.checking.run import check_text

LONG = "定期对项目实施情况进行检查，重点检查各项制度的制定和执行情况，对存在的问题及时督促责任单位整改到位。"
SHORT = "各专线和片区责任单位认真落实线上片区达标工作"


def found(text: str, settings: dict[str, Any] | None = None) -> list[Finding]:
    return [one for one in check_text(text, settings=settings) if one.code == "repetition"]


def test_a_copied_paragraph() -> None:
    (one,) = found(f"一、管理情况\n{LONG}\n二、措施\n二是加强监管。{LONG}")
    assert (one.line, one.quote, one.severity) == (4, LONG, "warning")
    assert "第2行" in one.message


def test_a_clause_is_a_hint() -> None:
    (one,) = found(f"按照要求督促考核，{SHORT}，协调难点问题。\n为迎接测评，{SHORT}，贡献力量。")
    assert (one.quote, one.severity) == (SHORT, "hint")


def test_the_run_is_followed_both_ways() -> None:
    (one,) = found(f"负责督促全区指导考核工作，{SHORT}，协调问题。\n按要求督促全区指导考核工作，{SHORT}，迎接测评。")
    assert one.quote == f"督促全区指导考核工作，{SHORT}"


def test_length_follows_the_settings() -> None:
    text = f"按照要求，{SHORT}。\n为迎接测评，{SHORT}。"
    assert len(found(text)) == 1
    assert found(text, {"rules": {"repetition": {"length": 23}}}) == []
    assert found(text, {"rules": {"repetition": {"length": 5, "long": 10}}})[0].severity == "warning"


def test_a_sentence_twice_in_one_paragraph() -> None:
    said = "全年组织各镇街开展志愿服务活动12场次，服务群众和返乡人员500人次。"
    (one,) = found(f"{said}同时加强宣传。{said}")
    assert one.quote == said and "同一段" in one.message


MOULD = (
    "2024年{}项目全年预算为{}万元。根据支出进度表，该项支出按照序时进度完成{}万元，完成项目的{}%。"
    "主要偏差原因为非税收入未达到年初预期，无法足额上缴。"
)
TERM = "：指为保障机构正常运转和完成日常工作任务而发生的人员支出和公用支出。"
SLOGAN = "“每天一督查、每天一梳理、每天一通报、每天一整改”"
FORMULA = "深入学习贯彻习近平新时代中国特色社会主义思想"
TITLE = "《仁化县2024年全国文明城市建设问卷调查提升工作方案》"


@pytest.mark.parametrize(
    "text",
    [
        # One mould, and the reasons of two projects.
        MOULD.format("信访工作经费", 300, "73.35", "24.45")
        + "\n"
        + MOULD.format("美丽乡村建设", "25.33", "0.3", "1.18"),
        f"印发{TITLE}。\n落实{TITLE}。",
        f"落实{SLOGAN}要求。\n坚持{SLOGAN}制度。",
        f"{FORMULA}，抓好落实。\n{FORMULA}，推动发展。",
        f"第三部分 名词解释\n一、基本支出{TERM}\n二、行政运行{TERM}",
        "县财政局按月通报预算执行进度。\n县财政局按月通报预算执行进度。",
    ],
)
def test_what_may_stand_twice(text: str) -> None:
    assert found(text) == []


@given(
    st.lists(
        st.sampled_from(["加强组织领导", "落实工作责任", "强化督查考核", "完善工作机制", "抓好宣传引导"]), min_size=8
    )
)
def test_what_is_found_stands_twice(clauses: list[str]) -> None:
    text = "，".join(clauses) + "。\n" + "，".join(clauses[::2]) + "。"
    for one in found(text):
        assert text.count(one.quote) >= 2
