"""Reading one note: what was done or counted, and what is said about it.

Invariants: every character of a note stands in a segment, in the words that introduce one, or is a mark between them;
reading never raises; a deed keeps the words it was noted in; what is not understood is words.
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter import api
from drafter.claims.note import ABOUT, read_note
from drafter.claims.segment import ReadNote
from drafter.language.amounts import amounts
from drafter.language.marks import fold

CLAIMS = [
    ("疏浚渠道146.8公里", [("deed", "疏浚渠道146.8公里")]),
    ("疏浚渠道146.8公里、新建泵站27座", [("deed", "疏浚渠道146.8公里"), ("deed", "新建泵站27座")]),
    ("改造提升1.98万亩（目标2.15万亩，没有完成，原因：权属调整未完成）",
     [("measure", "改造提升1.98万亩"), ("target", "2.15万亩"), ("status", "没有完成"), ("reason", "权属调整未完成")]),
    ("满意率96.4%（目标不低于95%，上年95.1%）",
     [("measure", "满意率96.4%"), ("target", "不低于95%"), ("last", "95.1%")]),
    ("总产32.7万吨，上年33.1万吨，受洪涝影响",
     [("measure", "总产32.7万吨"), ("last", "33.1万吨"), ("reason", "受洪涝影响")]),
    ("更换双层床2360张(应2400，那40张没到货)",
     [("deed", "更换双层床2360张"), ("target", "2400"), ("more", "那40张没到货")]),
    ("应检36家、实检36家", [("measure", "应检36家"), ("measure", "实检36家")]),
    ("印发《管护办法（试行）》", [("deed", "印发《管护办法（试行）》")]),
    ("适龄女孩（13～14周岁）接种5206针次", [("deed", "适龄女孩（13～14周岁）接种5206针次")]),
    ("讲座 36场 服务4320人次", [("measure", "讲座 36场"), ("deed", "服务4320人次")]),
    ("11月问卷800份，96.8%；上年95.1%", [("measure", "11月问卷800份"), ("measure", "96.8%"), ("last", "95.1%")]),
    ("两村道路硬化", [("deed", "两村道路硬化")]),
]  # fmt: skip
#: The verb that is read, None where none is: nouns that only look like one do not count.
VERBS = [
    ("疏浚渠道146.8公里", "疏浚"),
    ("4月至11月开展质量巡查46次", "开展"),
    ("乡镇管护站11个", None),
    ("预算执行率98.2%", None),
    ("增值税收入320万元", None),
    ("拆除旱厕86座", "拆除"),
    ("8月5日约谈监理单位1家", "约谈"),
    ("《开展活动办法》2份", None),
    ("灌溉水有效利用系数0.65", None),
]
AMOUNTS = [
    ("1.284亿元", [("128400000", "元")]),
    ("85～110公斤", [("85", "公斤")]),
    ("156台（套）", [("156", "台（套）")]),
    ("23,871,562.30元", [("23871562.30", "元")]),
    ("全省第5位", []),
    ("东审报〔2024〕11号", []),
    ("2024年1月", []),
    ("GB/T 30600—2022", []),
    ("“12338”热线1036通", [("1036", "通")]),
    ("改造食堂17/18所", [("17", "所")]),
    ("≤72小时", [("72", "小时")]),
    ("-5.99%", [("-5.99", "%")]),
    ("3.4㎡", [("3.4", "㎡")]),
]


def covered(note: ReadNote) -> set[int]:
    """The places of a note that stand in a segment or in the words that introduce one."""
    return {place for one in note.segments for place in range(one.head, one.end)}


@pytest.mark.parametrize(("text", "expected"), CLAIMS, ids=lambda value: value if isinstance(value, str) else "")
def test_a_note_is_taken_apart(text: str, expected: list[tuple[str, str]]) -> None:
    note = read_note(text)
    assert [(one.role, note.words(one)) for one in note.segments] == expected


@pytest.mark.parametrize(("text", "verb"), VERBS)
def test_the_verb_of_a_note(text: str, verb: str | None) -> None:
    note = read_note(text)
    found = [text[p.start : p.end] for one in note.segments for p in one.pieces if p.role == "verb"]
    assert found[:1] == ([verb] if verb else [])


@pytest.mark.parametrize(("text", "expected"), AMOUNTS)
def test_amounts(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(f"{one.value:f}", one.unit) for one in amounts(fold(text))] == expected


def test_what_is_said_belongs_to_the_claim_before_it() -> None:
    note = read_note("新建3.2万亩（目标3.2万亩），改造1.98万亩（目标2.15万亩）")
    said = [(note.words(note.segments[one.of]), note.words(one)) for one in note.segments if one.role in ABOUT]
    assert said == [("新建3.2万亩", "3.2万亩"), ("改造1.98万亩", "2.15万亩")]


_WORDS = st.sampled_from(
    [*"，。；：、（）()《》“” \t", "目标", "上年", "原因：", "新建", "泵站", "3.2万亩", "85～110公斤", "98%",
    "没有完成", "受洪涝影响", "2024年", "0起", "①", "１２", "其中"] )  # fmt: skip


@given(st.lists(_WORDS, max_size=40).map("".join) | st.text(max_size=80))
@settings(max_examples=300, deadline=None)
def test_nothing_of_a_note_is_lost(text: str) -> None:
    note = read_note(text)
    left = [c for place, c in enumerate(fold(text)) if place not in covered(note)]
    assert not [c for c in left if c.isalnum()], text


@pytest.mark.parametrize(
    "text", ["", " ", "9" * 10_000, "（" * 500, "）" * 500, "新建泵站27座，" * 1500, "\x00\x1b", "半"]
)
def test_bad_notes_are_read_as_far_as_they_go(text: str) -> None:
    read_note(text)


def test_events_stand_among_the_notes_of_a_finding() -> None:
    case = api.read_case(
        'genre = "rectification"\nyear = 2024\nsummary = ["正在整改1个", { kind = "issue", what = ["方案"] }]\n'
        '[unit]\nname = "甲局"\n[letter]\nto = "乙局"\nabout = "整改情况"\n'
        '[[findings]]\ntitle = "问题"\n'
        'notes = [{ kind = "issue", what = ["《办法》"] }, "培训2场86人次"]\n'
    )
    text = api.to_text(api.compose(case))
    assert "《办法》" in text and "培训2场86人次" in text
    assert "一是加强培训。培训2场86人次。二是完善制度。" in text
