"""What a report must have (drafter/checking/rules/completeness/complete.py).

Invariants:
- a part that the kind of report asks for is missed, all of one sort in one finding at the title;
- a text without a title, or with fewer than three chapters, is asked for nothing;
- a score or a grade in a table counts.
"""

from __future__ import annotations

import pytest

from drafter.checking.finding import Finding
from drafter.checking.run import check_text

CODES = ("complete-score", "complete-chapter", "complete-signature")
TITLE = "道路维修项目2024年度项目支出绩效自评报告"
BODY = """\
一、基本情况
项目由县交通局实施。
二、自评情况
自评得分95分，等级为“优”。
三、存在的问题
前期工作不够细。
四、改进措施
提前做好设计。"""
SIGNED = "县交通局\n2025年2月18日"


def found(text: str) -> list[tuple[str, str]]:
    hits = [one for one in check_text(text) if one.code in CODES]
    assert all(isinstance(one, Finding) and one.line == 1 for one in hits)
    return [(one.code, one.message) for one in hits]


def test_a_whole_report_is_left_alone() -> None:
    assert found(f"{TITLE}\n{BODY}\n{SIGNED}") == []


@pytest.mark.parametrize(
    ("old", "new", "code", "said"),
    [
        ("自评得分95分，等级为“优”。", "项目全部完工。", "complete-score", "得分、等级"),
        ("自评得分95分，", "自评", "complete-score", "得分"),
        ("，等级为“优”", "", "complete-score", "等级"),
        ("四、改进措施\n提前做好设计。", "四、其他\n没有。", "complete-chapter", "改进措施"),
        ("三、存在的问题\n前期工作不够细。", "三、成效\n道路通畅。", "complete-chapter", "存在的问题"),
        (SIGNED, "", "complete-signature", "落款、日期"),
        ("\n2025年2月18日", "", "complete-signature", "日期"),
    ],
)
def test_a_part_less_is_missed(old: str, new: str, code: str, said: str) -> None:
    text = f"{TITLE}\n{BODY}\n{SIGNED}"
    assert old in text
    (hit,) = found(text.replace(old, new))
    assert hit[0] == code and said in hit[1]


def test_an_excerpt_is_asked_for_nothing() -> None:
    assert found("一、基本情况\n项目由县交通局实施。\n二、自评情况\n项目全部完工。\n三、其他\n没有。") == []
    assert found(f"{TITLE}\n一、基本情况\n项目由县交通局实施。\n二、自评情况\n项目全部完工。") == []


def test_a_table_counts() -> None:
    table = "指标\t分值\t得分\n产出\t50\t48\n合计\t100\t95\n等级\t\t优"
    assert found(f"{TITLE}\n{BODY.replace('自评得分95分，等级为“优”。', table)}\n{SIGNED}") == []


def test_other_texts_are_not_judged() -> None:
    assert found("关于召开会议的通知\n一、时间\n明天。\n二、地点\n县政府。\n三、要求\n准时参加。") == []
