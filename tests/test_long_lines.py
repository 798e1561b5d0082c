"""A line longer than anybody notes: a page whose ends of lines were lost on the way. What holds:

- the pieces of a line are the line, each ends at a mark where there is one, and a line of ordinary length is one piece;
- every figure of it stands in the case that is made of it and in the draft, whatever parts its sentences;
- what stands beneath it keeps its line, and what is said of it its place;
- what is done for twice as much is twice as much, whatever the lines hold and however long they are.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter import api
from drafter.claims.note import read_note
from drafter.claims.segment import ReadNote
from drafter.importing.reader import read_notes
from drafter.language.pieces import LONGEST, PIECE, in_pieces, pieces

DEEDS = [
    f"{verb}{thing}{number}{unit}"
    for number, (verb, thing, unit) in enumerate(
        [("疏浚", "水渠", "公里"), ("培训", "村医", "人"), ("改造", "校舍", "间"), ("举办", "讲座", "场")] * 100, 1000
    )
]
PAGE = "2024年项目绩效自评情况\n项目名称：水利设施维护\n{}\n"
CASE = """genre = "project-self-evaluation"
year = 2024
[unit]
name = "甲县水利局"
[project]
name = "水利设施维护"
[[work]]
title = "设施维护"
notes = ["{}"]
"""


@given(st.text("甲乙。，、；：1２ \t（）“”!a|→", max_size=6 * LONGEST) | st.just("7" * 9000))
@settings(max_examples=60)
def test_the_pieces_are_the_line(text: str) -> None:
    found = list(pieces(text))
    assert "".join(text[low:high] for low, high in found) == text
    assert len(found) == 1 or all(0 < high - low <= PIECE for low, high in found)
    assert (len(found) == 1) == (len(text) <= LONGEST)


@pytest.mark.parametrize("mark", ["。", "；", "！", "，", "、", " "])
def test_a_piece_ends_at_a_mark(mark: str) -> None:
    text = mark.join(DEEDS)
    assert all(text[high - 1] == mark for _, high in list(pieces(text))[:-1])


def test_a_sentence_end_comes_before_a_comma() -> None:
    text = "。".join(f"{one}，{two}" for one, two in zip(DEEDS[::2], DEEDS[1::2], strict=True))
    assert all(text[high - 1] == "。" for _, high in list(pieces(text))[:-1])


@pytest.mark.parametrize("mark", ["。", "；", "，", "、", " ", "\t"])
def test_nothing_of_it_is_lost(mark: str) -> None:
    line = mark.join(DEEDS)
    proposal = read_notes(PAGE.format(line))
    assert _figures(line) <= _figures(str(proposal.data))
    drafted = _drafted(line.replace("\t", " "))
    assert _figures(line) <= _figures(drafted)


def test_its_words_stand_in_their_places() -> None:
    line = "。".join(f"{one}（目标{number}，上年{number + 1}）" for number, one in enumerate(DEEDS))
    note = read_note(line)
    assert len(list(pieces(line))) > 10
    for one in note.segments:
        assert all(line[piece.start : piece.end].strip() for piece in one.pieces)
        for amount in one.amounts:
            assert str(amount.value) == line[slice(*amount.number)]
    told = note.told()
    assert [len(said) for one, said in zip(note.segments, told, strict=True) if one.role == "deed"] == [2] * len(DEEDS)
    assert told == [note.about(at) for at in range(len(note.segments))]


def test_an_ordinary_page_is_read_as_it_stands() -> None:
    page = PAGE.format("\n".join(DEEDS))
    assert len(page) > LONGEST
    assert in_pieces(page) == (page, [])
    row = "\t".join(["甲" * 1500, "乙" * 1500])
    assert in_pieces(PAGE.format(row)) == (PAGE.format(row), [])


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028"])
def test_lines_beneath_it_keep_their_numbers(end: str) -> None:
    page = end.join(
        ["2024年项目绩效自评情况", "项目名称：水利设施维护", "。".join(DEEDS), "丢了的：无", "收尾：另有凉亭77座"]
    )
    text, numbers = in_pieces(page)
    assert [numbers[at] for at, line in enumerate(re.split("[\r\n\u2028]+", text)) if "凉亭" in line] == [5]
    if end == "\n":
        assert {one.line for one in read_notes(page).origins if "凉亭" in one.words} == {5}


def _figures(text: str) -> set[str]:
    return set(re.findall(r"\d{4}", text))


def _done(work: Callable[[], object]) -> int:
    """How many calls a piece of work makes."""
    count = 0

    def called(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(called)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def _text(unit: str, size: int, line: int) -> str:
    """So many characters of a unit with ever other figures, `line` to a line (0: all on one)."""
    found = "".join(unit.replace("7", str(number)) for number in range(size, size + size // len(unit)))[:size]
    return "\n".join(found[at : at + line] for at in range(0, size, line)) if line else found


def _imported(text: str) -> object:
    return read_notes(PAGE.format(text))


def _drafted(text: str) -> str:
    return api.to_text(api.compose(api.read_case(CASE.format(text.replace("\n", '", "')))))


def _noted(text: str) -> ReadNote:
    return read_note(text)


UNITS = ["7 ", "甲7个（上年7）、", "其中：7万；"]


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("line", [0, 1900])
@pytest.mark.parametrize("work", [_imported, _drafted, _noted])
def test_twice_as_much_is_twice_the_work(unit: str, line: int, work: Callable[[str], object]) -> None:
    if work is _noted and line:
        pytest.skip("a note is one line")
    work(_text(unit, 2000, line))
    small, large = (_done(lambda size=size: work(_text(unit, size, line))) for size in (4000, 8000))  # type: ignore[misc]
    assert large < 2.6 * small
