"""Problems rest on facts.

Invariants: a writer's own problems stand alone, each with at most one ground and no ground twice; where none are stated
at most three are proposed, each naming what it rests on, and the writer is told; none are written where none are
wanted.
"""

from __future__ import annotations

import pytest

import drafter
from drafter import api
from drafter.composing.suggesting import suggest

HEAD = 'genre = "project-self-evaluation"\nyear = 2024\n'
BODY = """
[unit]
name = "甲县乙局"
[project]
name = "丙项目"
[fund]
budget = 100
spent = {spent}
reason = "合同未到付款期"
[score]
other = 88
[[work]]
title = "建设"
notes = ["新建泵站{done}座（目标10座，原因：用地权属未明确）", "疏浚渠道12公里（目标12公里）"]
"""


def drafted(top: str = "", spent: int = 95, done: int = 8) -> tuple[str, drafter.Draft]:
    draft = drafter.compose(api.read_case(HEAD + top + BODY.format(spent=spent, done=done)))
    return drafter.to_text(draft), draft


def problems(text: str) -> str:
    return text.partition("存在的问题")[2].partition("改进意见")[0]


def test_a_missed_goal_is_proposed_with_its_ground() -> None:
    text, draft = drafted()
    assert "新建泵站" in problems(text) and "用地权属未明确" in problems(text)
    assert "改进意见" not in text
    assert [note.kind for note in draft.notes] == ["proposed"]


@pytest.mark.parametrize(("spent", "proposed"), [(95, False), (90, False), (89, True)])
def test_spending_is_a_problem_only_under_the_threshold(spent: int, proposed: bool) -> None:
    text, _ = drafted(spent=spent)
    assert ("预算执行率" in problems(text)) is proposed


def test_nothing_missed_nothing_proposed() -> None:
    text, draft = drafted(spent=100, done=10)
    assert "问题" not in text and draft.notes == ()


def test_none_is_none() -> None:
    text, draft = drafted('problems = "none"\n')
    assert problems(text) == "" and draft.notes == ()


def test_own_problems_stand_alone_with_what_belongs_to_them() -> None:
    own = '[[own]]\nproblem = "用地权属拖后进度"\nmeasure = "先办用地"\n[[own]]\nproblem = "人手不足"\n'
    text, draft = drafted(own, spent=60)
    assert problems(text).count("因用地权属未明确，新建泵站比目标少2座。") == 1
    assert "二是人手不足。" in problems(text) and "三是" not in problems(text)
    assert draft.notes == ()


def test_suggestions_name_their_grounds() -> None:
    case = api.read_case(HEAD + BODY.format(spent=60, done=8))
    found = suggest(api.engine_of(case), case)
    assert [one.problem[:4] for one in found] == ["新建泵站", "预算执行"]
    assert "8座" in found[0].ground and "60%" in found[1].ground


TOWN = """genre = "township-summary"
year = 2024
[unit]
name = "甲镇人民政府"
[[projects]]
name = "光荣院改造"
budget = 6
spent = 0
reason = "用地没有落实"
[[projects]]
name = "修路"
budget = 10
spent = 10
[[own]]
problem = "{problem}"
detail = "{detail}"
"""


@pytest.mark.parametrize(
    ("problem", "detail", "says", "never"),
    [
        # What the facts say in full stands for a detail that says no more; a thing that is counted is there.
        (
            "零支付项目1个",
            "光荣院改造，用地没有落实",
            "存在零支付项目1个。光荣院改造6万元预算没有支出，原因是用地没有落实。",
            "改造，用地",
        ),
        ("项目前期不足", "用地手续4月才报", "项目前期不足。用地手续4月才报。", "没有支出"),
        ("没有编制项目库", "光荣院改造，群众有意见", "没有编制项目库。光荣院改造，群众有意见。", "存在没有"),
    ],
)
def test_a_detail_gives_way_to_the_fact_it_tells(problem: str, detail: str, says: str, never: str) -> None:
    case = api.read_case(TOWN.format(problem=problem, detail=detail))
    draft = drafter.compose(case)
    text = drafter.to_text(draft)
    assert says in text, text
    assert never not in text.partition("存在的主要问题")[2], text
    assert not [one for one in draft.unstated if one.fact.startswith("own")]


@pytest.mark.parametrize(
    ("note", "head", "why"),
    [
        (
            "电梯平台方面，接入1860台（目标2400台），原因：老电梯没有通讯接口",
            "电梯平台接入比目标少540台。",
            "原因是老电梯没有通讯接口。",
        ),
        ("接入电梯1860台（目标2400台）", "接入电梯比目标少540台。", ""),
        # A bare rate is that of what was counted before it.
        (
            "调解和解24件，26.4%（目标30%），原因：双方要价差得远",
            "调解和解比例比目标低3.6个百分点。",
            "原因是双方诉求差距较大。",
        ),
    ],
)
def test_a_proposed_problem_names_its_gap_and_its_cause(note: str, head: str, why: str) -> None:
    text = drafter.to_text(
        drafter.compose(
            api.read_case(HEAD + BODY.format(spent=95, done=10).replace("疏浚渠道12公里（目标12公里）", note))
        )
    )
    assert head in problems(text) and why in problems(text), text
