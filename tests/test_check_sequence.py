"""Ordinals, numbers of headings and lists (drafter/checking/rules/numbering/sequence.py, numbering.py, headings.py).

Invariants:
- gaps, repeats and lonely items are found, with what is missing and the line before;
- rows within rows (in brackets, in a paragraph of a row of paragraphs) each count for themselves;
- what is numbered in another way, run into a paragraph, or cut off at the end of an excerpt is not called missing;
- each habit of marking (1、 for 1., half-width brackets) is one finding with a count.
"""

from __future__ import annotations

import pytest

from drafter.checking.finding import Finding
from drafter.checking.run import check_text


def found(text: str, *codes: str) -> list[Finding]:
    return [one for one in check_text(text) if one.code in codes]


def told(text: str, code: str) -> list[tuple[int, str]]:
    return [(one.line, one.quote) for one in found(text, code)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一是加强领导，二是落实责任，四是强化考核。", [(1, "四是")]),
        ("一是加强领导，二是落实责任，二是强化考核。", [(1, "二是")]),
        ("一是加强领导，二是落实责任，三是考核，二是督查。", [(1, "二是")]),
        ("一是加强领导。\n二是落实责任。\n四是强化考核。", [(3, "四是")]),
        ("下一步，一是加强学习，提高业务水平。", [(1, "一是")]),
        ("一、做法\n加强领导。\n二、措施\n二是落实责任；三是强化考核。", [(4, "二是")]),
        ("一要抓学习，二要抓落实，四要抓督查。", [(1, "四要")]),
        ("其一，资金不足。其三，人手不够。", [(1, "其三")]),
        # A row in a paragraph is over when the paragraphs are numbered anew.
        ("做法：一是领导；二是责任；三是考核。\n一是培训。\n二是宣传。\n四是督导。", [(4, "四是")]),
    ],
)
def test_gaps_in_ordinals(text: str, expected: list[tuple[int, str]]) -> None:
    assert told(text, "sequence") == expected


@pytest.mark.parametrize(
    "text",
    [
        "一是加强领导，二是落实责任，三是强化考核。",
        "一是压实责任（一是签订责任书，二是开展督查）；二是强化考核。",
        "一是抓培训。主要做法：一是集中学，二是自己学。\n二是抓落实。",
        "一是抓培训。\n二是抓落实。一是建台账，二是勤检查，三是严考核。\n三是抓督查。",
        "二是落实责任；三是强化考核。",
        "问题的原因之一是资金不足，唯一是短板的是人手，全县统一是9月开工。",
        "一是资金不足，另一方面人手不够。",
        "第一、二季度完成投资2亿元，一、二、三产业协调发展。",
        "一是一，二是二，说一是一。",
    ],
)
def test_whole_rows_are_left_alone(text: str) -> None:
    assert told(text, "sequence") == []


def test_a_gap_says_what_is_missing() -> None:
    (one,) = found("一是加强领导。\n四是强化考核。", "sequence")
    assert "“二是”、“三是”" in one.message and "第1行" in one.message


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一、情况\n好。\n三、问题\n有。", [(3, "三、")]),
        ("一、情况\n好。\n二、问题\n有。\n二、措施\n抓。", [(5, "二、")]),
        ("一、情况\n（一）概况\n好。\n（三）人员\n多。\n二、问题\n有。", [(4, "（三）")]),
        ("一、情况\n好。\n二、问题\n（二）人员\n多。", [(4, "（二）")]),
        ("项目有：\n1.道路\n2.桥梁\n4.水渠", [(4, "4.")]),
        ("\n".join(f"{n}.完成第{n}个村的改造任务。" for n in (*range(1, 12), 7, 8)), [(12, "7.")]),
        ("一、情况\n好。\n一、问题\n有。", [(3, "一、")]),
    ],
)
def test_gaps_in_numbers(text: str, expected: list[tuple[int, str]]) -> None:
    assert told(text, "numbering") == expected


@pytest.mark.parametrize(
    "text",
    [
        "一、情况\n（一）概况\n好。\n（二）人员\n多。\n二、问题\n（一）资金\n少。\n（二）人手\n少。",
        "三、问题\n有。\n四、措施\n抓。",
        # Numbers that run on through the sections.
        "一、完成的\n1.道路\n2.桥梁\n二、在建的\n3.水渠\n4.泵站",
        # The second item stands in the first paragraph.
        "1.加强领导，落实责任。2.强化督查，严格考核。\n3.总结经验，形成机制。",
        "一、情况\n好。其中二、三季度更好，（二、预算情况）从略。\n三、问题\n有。",
        "第一部分 概况\n一、职能\n好。\n二、机构\n小。\n第二部分 说明\n一、收入\n多。\n二、支出\n少。",
        "1、甲镇\n（一）道路\n好。\n2、乙镇\n（一）道路\n好。",
        "1. 道路\n1. 桥梁\n1. 水渠",
        "15.2024_村级支出",
    ],
)
def test_whole_numbers_are_left_alone(text: str) -> None:
    assert told(text, "numbering") == []


def test_a_list_of_one() -> None:
    assert told("二、问题\n1.认识不够到位。\n三、措施\n抓落实。", "list-single") == [(2, "1.")]
    # An excerpt may end there.
    assert told("二、问题\n1.认识不够到位。", "list-single") == []
    assert told("二、问题\n1.认识不够。\n2.资金不足。\n三、措施\n抓落实。", "list-single") == []


def test_items_run_into_one_paragraph() -> None:
    assert told("1、加快拨付进度，提高效率。 2、加强培训，完善台账。", "list-run-in") == [(1, "2、")]
    assert told("主要做法：1.加强领导；2.落实责任；3.强化督查。", "list-run-in") == []
    assert told("1.完成投资1.2亿元。2.5公里道路已通车。", "list-run-in") == []


def test_marks_of_numbers_are_one_finding() -> None:
    (one,) = found("一、问题\n1、认识不够。\n2、资金不足。\n3、人手不够。", "number-mark")
    assert one.quote == "1、" and "共3处" in one.message
    (one,) = found("一、情况\n(一) 概况\n好。\n（二）人员\n多。\n(三) 资产\n少。", "number-mark")
    assert (one.line, one.quote) == (2, "(一)") and "混用" in one.message and "共2处" in one.message
    assert found("一、情况\n（一）概况\n1.职能\n（1）职责\n好。", "number-mark") == []


def test_a_level_left_out() -> None:
    text = "一、情况\n（一）概况\n好。\n（二）人员\n多。\n二、问题\n1.资金\n少。\n2.人手\n少。"
    assert told(text, "level-jump") == [(7, "1.")]
    assert told("一、情况\n1.概况\n好。\n二、问题\n1.资金\n少。", "level-jump") == []


def test_a_heading_ends_without_a_mark() -> None:
    assert told("一、存在的问题。\n绩效目标不够细化。\n二、措施\n抓落实。", "heading-end") == [(1, "。")]
    # A short item is a sentence.
    assert told("一、职责\n（一）承办其他事项。\n二、机构\n设3个股室。", "heading-end") == []
