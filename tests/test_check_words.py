"""Words (drafter/checking/rules/wording/words.py).

Invariants:
- each row finds what it is for; words that only look alike are left alone;
- 截止 is told once a text, and says where 截至 is used too;
- grades are those of the evaluation, unless the text sets out a scale of its own;
- a goal is told as done only where no fact stands beside it.
"""

from __future__ import annotations

import pytest

from drafter.checking.finding import Finding
from drafter.checking.run import check_text


def found(text: str, *codes: str) -> list[Finding]:
    return [one for one in check_text(text) if one.code in codes]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("进一步按排好资金。", "按排"),
        ("规范台帐管理。", "台帐"),
        ("财政拔款收入120万元。", "财政拔"),
        ("项目己完成验收。", "己"),
        ("明确责任主题。", "责任主题"),
        ("完成、准确地披露信息。", "完成、准确"),
        ("挤占、截流专项资金。", "挤占、截流"),
        ("收益群众500人。", "收益"),
        ("既使下雨也要巡查。", "既使"),
        ("防犯财务风险。", "防犯"),
    ],
)
def test_typos(text: str, quote: str) -> None:
    assert [one.quote for one in found(text, "typo")] == [quote]


@pytest.mark.parametrize(
    "text",
    [
        "自己完成台账，选拔付出较多，举报消防隐患，引导至停车场，批复盖章，调整政工干部。",
        "既使群众受益，又使企业发展；责任主题教育；雨污截流工程；收益率；一步一步按排名推进。",
        "既将资金纳入监管，又将结果公开；应急反应；会计账簿；帐篷。",
    ],
)
def test_words_that_only_look_alike(text: str) -> None:
    assert found(text, "typo", "wording") == []


@pytest.mark.parametrize(
    ("text", "quote", "severity"),
    [
        ("最大限度的提高资金使用效益。", "最大限度的", "warning"),
        ("做好相关有关工作。", "相关有关", "warning"),
        ("约300人左右参加。", "约300人左右", "warning"),
        ("参会人员超过100人以上。", "超过100人以上", "warning"),
        ("近500余人参加。", "近500余", "warning"),
        ("经费减少了2倍。", "减少了2倍", "warning"),
        ("比上年增长-1.2%。", "增长-1.2%", "hint"),
        ("各镇分别在春节、清明等节日分别开展活动。", "分别在春节、清明等节日分别", "warning"),
        ("避免类似问题不再发生。", "避免类似问题不再发生", "warning"),
        ("工作涉及到12个乡镇。", "涉及到", "hint"),
        ("减少的原因是由于压缩了开支。", "原因是由于", "hint"),
        ("有效的提高了办事效率。", "有效的", "hint"),
    ],
)
def test_wording(text: str, quote: str, severity: str) -> None:
    assert [(one.quote, one.severity) for one in found(text, "wording")] == [(quote, severity)]


@pytest.mark.parametrize(
    "text",
    [
        "得到进一步的提高，采取有效的推动措施，各镇分别完成3个、4个，分别占30%、40%。",
        "节约300万元以上，附近3公里以上，签约5个以上，节约200余万元，降低到原来的0.5倍，增长率为-5.6%。",
        "防止返贫，避免不必要的支出，成都均价，各地的做法，对项目实施进行跟踪。",
    ],
)
def test_wording_that_holds(text: str) -> None:
    assert found(text, "wording") == []


def test_until_is_told_once() -> None:
    (one,) = found("截止目前，完成80%。\n截止2024年12月31日，支出100万元。\n截至年底完成。", "until")
    assert one.line == 1 and "截至”）" in one.message and "共2处" in one.message
    assert found("报名截止时间为3月15日，申报于12月31日截止，截至目前完成80%。", "until") == []


@pytest.mark.parametrize(
    ("text", "grades"),
    [
        ("自评得分95分，自评等级为优秀。", ["优秀"]),
        ("绩效评价结果为“良好”。", ["良好"]),
        ("自评得分95分，等级为优秀。", ["优秀"]),
        ("自评等级为“优”。", []),
        ("年度考核评定等级为优秀。", []),
        ("满意度评价结果为良好。", []),
        ("绩效评价结果良好，群众认可。", []),
        ("90分以上为优秀，80分以上为良好。自评等级为优秀。", []),
        ("等级分为优秀、良好、合格。自评等级为优秀。", []),
    ],
)
def test_grades(text: str, grades: list[str]) -> None:
    assert [one.quote for one in found(text, "grade-word")] == grades


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("总体目标为：发挥协调作用，有效增强了创建工作的凝聚力。", ["增强了"]),
        ("年度目标是：完善服务体系，提高了群众满意度。", ["提高了"]),
        ("年度目标为：改造500户，实际完成520户，改善了居住条件。", []),
        ("年度目标为：改造500户。全年改善了居住条件。", []),
        ("目标任务全部完成，提升了群众满意度。", []),
    ],
)
def test_goals_told_as_done(text: str, quotes: list[str]) -> None:
    assert [one.quote for one in found(text, "goal-done")] == quotes
