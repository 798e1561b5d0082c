"""Realisation of lists and numerals.

Invariants:
- a list names every item once, in order, and marks follow GB/T 15834-2011;
- facts keep their identity through every filter; a shared count states all facts behind it;
- a numeral is what a clerk writes.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.facts.fact import Fact, Item
from drafter.language.numerals import numeral
from drafter.phrasing import filters
from drafter.phrasing.realise import counted, listed, measured, total
from drafter.phrasing.text import Text


def names(*texts: str) -> tuple[Fact, ...]:
    return tuple(Fact(f"what[{i}]", text) for i, text in enumerate(texts))


def items(*pairs: tuple[str, str]) -> tuple[Item, ...]:
    return tuple(
        Item(
            Fact(f"items[{i}].name", name) if name else None,
            Fact(f"items[{i}].count", count) if count else None,
        )
        for i, (name, count) in enumerate(pairs)
    )


@pytest.mark.parametrize(
    ("texts", "shown"),
    [
        (["甲"], "甲"),
        (["甲", "乙"], "甲和乙"),
        (["甲", "乙", "丙"], "甲、乙和丙"),
        (["《甲》", "《乙》"], "《甲》《乙》"),
        (["“甲”", "“乙”", "“丙”"], "“甲”“乙”“丙”"),
        (["《甲》", "有关要求"], "《甲》和有关要求"),
        (["《甲》", "中央、省、市要求"], "《甲》和中央、省、市要求"),
        (["甲和乙", "丙"], "甲和乙以及丙"),
        (["甲和乙", "丙", "丁"], "甲和乙、丙、丁"),
        (["甲、乙", "丙", "丁"], "甲、乙，丙，丁"),
        (["甲，乙", "丙", "丁"], "甲，乙；丙；丁"),
    ],
)
def test_lists_follow_the_standard(texts: list[str], shown: str) -> None:
    assert str(listed(names(*texts))) == shown


def test_a_mark_that_is_asked_for_stays_between_two() -> None:
    assert str(listed(names("检查甲和乙", "改进丙"), "、")) == "检查甲和乙、改进丙"


def test_a_list_before_deng_takes_no_he() -> None:
    assert str(listed(names("文明广东", "南方+"), "")) == "文明广东、南方+"


@pytest.mark.parametrize(
    ("pairs", "shown"),
    [
        ([("卫生日行动", "34次"), ("环境整治", "8次")], "卫生日行动34次、环境整治8次"),
        ([("环保袋", "51700个"), ("抽纸", "3.6万份"), ("牙签筒", "3.6万份")], "环保袋51700个、抽纸和牙签筒各3.6万份"),
        ([("抽纸", "3.6万份"), ("牙签筒", "3.6万份")], "抽纸和牙签筒各3.6万份"),
        ([("保洁", ""), ("劝导", "")], "保洁、劝导"),
        ([("", "12次")], "12次"),
        ([("甲", "1次"), ("乙", ""), ("丙", "2次")], "甲1次、丙2次、乙"),
    ],
)
def test_counted_items(pairs: list[tuple[str, str]], shown: str) -> None:
    assert str(counted(items(*pairs))) == shown


def test_count_stands_before_the_name_where_it_belongs() -> None:
    assert str(measured(items(("责任单位", "36个"), ("社区", "2个")))) == "36个责任单位和2个社区"


@given(
    st.lists(st.tuples(st.text("甲乙丙丁", min_size=1), st.sampled_from(["", "1次", "2次"])), min_size=1, max_size=6)
)
def test_no_fact_is_lost(pairs: list[tuple[str, str]]) -> None:
    given_items = items(*pairs)
    stated = {path for part in counted(given_items).parts if isinstance(part, Fact) for path in (part.path, *part.also)}
    wanted = {fact.path for item in given_items for fact in (item.name, item.count) if fact is not None}
    assert stated == wanted


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (0, "零"),
        (1, "一"),
        (2, "二"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (21, "二十一"),
        (36, "三十六"),
        (99, "九十九"),
        (100, "一百"),
        (105, "一百零五"),
        (110, "一百一十"),
        (320, "三百二十"),
        (1005, "一千零五"),
        (1050, "一千零五十"),
        (9999, "九千九百九十九"),
        (10000, "10000"),
    ],
)
def test_numerals(number: int, shown: str) -> None:
    assert numeral(number) == shown


def test_a_total_is_derived_from_its_list() -> None:
    fact = total(names("甲", "乙"), "个")
    assert (fact.text, fact.path, fact.derived) == ("2个", "what.length", True)


@pytest.mark.parametrize(
    ("name", "arguments", "shown"),
    [
        ("titled", (names("方案", "《办法》"),), "《方案》《办法》"),
        ("titled", (Fact("what", "方案"),), "《方案》"),
        ("quoted", (Fact("what", "我们的节日"),), "“我们的节日”"),
        ("quoted", (Fact("what", "“我们的节日”"),), "“我们的节日”"),
        ("suffix", (Fact("topic", "网格管理"), "工作"), "网格管理工作"),
        ("suffix", (Fact("topic", "工作部署和谋划"), "工作"), "工作部署和谋划"),
        ("suffix", (Fact("topic", "阵地建设"), "工作", "建设"), "阵地建设"),
    ],
)
def test_filters_mark_names(name: str, arguments: tuple[object, ...], shown: str) -> None:
    text = filters.FILTERS[name](*arguments)
    assert isinstance(text, Text)
    assert str(text) == shown


@pytest.mark.parametrize(
    ("name", "arguments", "holds"),
    [
        ("ends", (Fact("t", "督查管理"), "管理"), True),
        ("ends", (names("甲情况", "乙要求"), "情况"), False),
        ("starts", (names("甲情况", "乙要求"), "甲"), True),
        ("has", (Fact("t", "支付在途资金"), "在途"), True),
        ("has", (names("甲", "乙"), "丙"), False),
        ("complete", (items(("甲", "1次"), ("乙", "2次")),), True),
        ("complete", (items(("甲", "1次"), ("乙", "")),), False),
        ("uncounted", (items(("甲", ""), ("乙", "")),), True),
        ("uncounted", (items(("甲", "1次"), ("乙", "")),), False),
        ("named", (items(("", "1次")),), False),
        ("named", (items(("甲", "1次")),), True),
    ],
)
def test_conditions(name: str, arguments: tuple[object, ...], holds: bool) -> None:
    assert filters.FILTERS[name](*arguments) is holds


def test_sizes() -> None:
    assert [filters.size(value) for value in (None, Fact("a", "甲"), names("甲", "乙"))] == [0, 1, 2]
    assert filters.cn(4) == "四"
