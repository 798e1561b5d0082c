"""Patterns compiled when a text comes by that they could match (drafter/language/late.py). What holds:

- the needles of a pattern are words of which every text that it fits holds at least one;
- what is not known to them (flags, references, conditions) is simply searched;
- a late pattern answers as `re` would, and is not compiled by a text without its needles.
"""

from __future__ import annotations

import re
import warnings

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.language.late import LatePattern, demands, needles
from drafter.language.lexicon import words


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("台帐|报帐", ("台帐", "报帐")),
        ("(?<!选)拔(?:款|付)", ("拔",)),
        ("甲+乙*丙?丁{0,2}戊", ("甲",)),
        ("甲乙+丙", ("甲乙",)),
        ("甲乙{2}丙丁?", ("甲乙",)),
        ("甲乙{02,}?丙丁戊", ("丙丁戊",)),
        (r"[\]】]甲乙", ("甲乙",)),
        ("[^]]甲", ("甲",)),
        ("[]甲]乙", ("乙",)),
        ("[甲乙]丙?", ("甲", "乙")),
        ("[甲-丙]", ("",)),
        ("[甲乙丙丁戊己庚辛壬癸子丑寅]", ("",)),
        (r"\ufffd甲", ("甲",)),
        (r"\d+\s甲\b", ("甲",)),
        ("(?:甲|乙)", ("甲", "乙")),
        ("(?:甲|乙?)", ("",)),
        ("(?:甲|乙)?丙", ("丙",)),
        ("(?P<a>甲乙)(?!丙)(?=丁戊己)", ("丁戊己",)),
        ("(?<=甲乙)(?:(?:丙|丁)|戊)", ("甲乙",)),
        ("甲|", ("",)),
        (r"\(甲\)", ("(甲)",)),
        ("甲{乙}", ("甲{乙}",)),
        ("(甲)(?P<x>乙)(?(1)丙|丁)", ("",)),
        ("(?i)a", ("",)),
        ("(?P<x>甲)(?P=x)", ("",)),
        ("甲)", ("",)),
        ("(甲", ("",)),
        ("", ("",)),
        ("(" * 5000 + "甲" + ")" * 5000, ("甲",)),
    ],
)
def test_needles(pattern: str, words: tuple[str, ...]) -> None:
    assert needles(pattern) == words


@pytest.mark.parametrize(
    ("pattern", "groups"),
    [
        ("(?<!选)办(?=活动|讲座)", (("活动", "讲座"), ("办",))),
        ("(?:没|未|没有)(?:调|动)过?", (("没", "未", "没有"), ("调", "动"))),
        ("甲|乙丙", (("甲", "乙丙"),)),
        ("甲|", ()),
        (r"\d+", ()),
        ("(?i)甲", ()),
        ("(甲", ()),
    ],
)
def test_demands(pattern: str, groups: tuple[tuple[str, ...], ...]) -> None:
    assert sorted(demands(pattern)) == sorted(groups)


@given(st.text(alphabet="甲乙丙|?*+(){}[]\\2,:!=<", max_size=14), st.text(alphabet="甲乙丙2,:!=<", max_size=8))
def test_needles_never_hide_a_match(pattern: str, text: str) -> None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)
            fits = re.compile(pattern)
    except (re.error, RecursionError):
        return
    late = LatePattern(pattern)
    for ours, theirs in ((late.search, fits.search), (late.match, fits.match), (late.fullmatch, fits.fullmatch)):
        mine, other = ours(text), theirs(text)
        assert (mine and mine.span()) == (other and other.span())
    assert [one.span() for one in late.finditer(text, 1)] == [one.span() for one in fits.finditer(text, 1)]
    assert late.sub("丁", text) == fits.sub("丁", text)
    if not fits.groups:
        assert late.split(text) == fits.split(text)


SPOKEN = [one["pattern"] for one in words("written")["form"]]


@pytest.mark.parametrize("pattern", SPOKEN)
@settings(max_examples=5)
@given(st.data())
def test_no_spoken_word_is_overlooked(pattern: str, data: st.DataObject) -> None:
    text = data.draw(st.from_regex(pattern))
    if re.search(pattern, text):
        assert not LatePattern(pattern).hopeless(text)


def test_most_spoken_words_are_not_compiled_by_a_plain_sentence() -> None:
    patterns = [LatePattern(pattern) for pattern in SPOKEN]
    for one in patterns:
        one.sub("", "全年预算200万元，支出187.6万元。")
    assert sum("compiled" in vars(one) for one in patterns) < len(patterns) / 10


def test_flags_that_change_letters_hide_nothing() -> None:
    assert LatePattern("a b", re.IGNORECASE | re.VERBOSE).search("AB")
    assert LatePattern("^乙$", re.MULTILINE).search("甲\n乙\n")
