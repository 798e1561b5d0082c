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
