"""Lists of notes as lines: edits of the file, readings in words, blocks that are pasted, pages read into their fields.

Invariants:
- an edit of lines changes those lines alone: comments, order and the rest of the file stay to the byte, undo gives it
  all back, and the data say what was asked for, whatever way the list was written;
- every character of a line stands in its reading or is a mark between; another reading is read as it was picked;
- no letter and no figure of a pasted block is lost;
- a page of notes fills what is empty, replaces nothing, and says what it did not place; a second time it changes
  nothing;
- every verb of the lexicon finds something, and words that people search for find the kind they mean.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import tomli
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter import api
from drafter.claims.note import read_note
from drafter.claims.told import LABELS, told
from drafter.editing.blocks import block_of, is_block, is_case
from drafter.editing.document import Document
from drafter.editing.entries import line_at, traced
from drafter.editing.kinds import offers, synonyms
from drafter.editing.reading_in import is_blank, read_in
from drafter.editing.rereading import ways
from drafter.editing.search import search
from drafter.facts.skeleton import skeleton
from drafter.language.lexicon import words

HEAD = 'genre = "project-self-evaluation"\nyear = 2024\n'
#: Ways to write a list of notes that holds 甲, 乙.
LISTS = {
    "lines": 'notes = [\n  "甲", # 一\n  "乙",\n]\n',
    "one line": 'notes = ["甲", "乙"] # 注\n',
    "headers": '[[work.notes]]\nnote = "甲"\n\n[[work.notes]]\nnote = "乙" # 注\n',
}
PAGE = """报告种类：项目支出绩效自评报告；年度2024
单位：青山县农业农村局（简称县农业农村局）；项目：人居环境整治补助
全年预算200万元，支出187.6万元；原因：质保金未到支付期
目标一：村庄清洁
 拆除旱厕46座，改厕118户（目标130户，原因：12户外出务工）
 没人懂的一句话：￥￥
问题：改厕进度偏慢
措施：逐户约定开工时间
"""


def texts(raw: object) -> list[str]:
    assert isinstance(raw, list)
    return [one["note"] if isinstance(one, dict) else one for one in raw]


@pytest.mark.parametrize("shape", LISTS)
@pytest.mark.parametrize(
    ("index", "remove", "lines"),
    [
        (0, 0, ["子"]),
        (1, 0, ["子", "丑"]),
        (2, 0, ["子"]),
        (0, 1, ["子", "丑"]),
        (0, 2, ["子"]),
        (1, 1, []),
        (0, 2, []),
    ],
)
def test_lines_are_put_in_and_taken_away(shape: str, index: int, remove: int, lines: list[str]) -> None:
    text = f'{HEAD}[unit] # 头\nname = \'甲局\'\n[[work]]\ntitle = "目标" # 题\n{LISTS[shape]}\n[sign]\nunit = "甲局"\n'
    document = Document(text)
    document.splice("work[0].notes", index, remove, lines, "改")
    wanted = ["甲", "乙"]
    wanted[index : index + remove] = lines
    assert texts(document.raw("work[0].notes") or []) == wanted
    for kept in ("[unit] # 头\nname = '甲局'\n", 'title = "目标" # 题\n', '[sign]\nunit = "甲局"\n'):
        assert kept in document.text
    document.undo()
    assert document.text == text


@pytest.mark.parametrize(
    ("text", "path"),
    [
        (f'{HEAD}[[work]]\ntitle = "目标"\n[[work.points]]\ntopic = "乙"\n', "work[0].notes"),
        (f'{HEAD}[[work]]\ntitle = "目标"\nnotes = ""\n', "work[0].notes"),
        (f'{HEAD}[[work]]\ntitle = "目标"\nnotes = [\n  # 还没有\n]\n', "work[0].notes"),
        (HEAD, "highlights"),
        (HEAD, "work[0].points[0].notes"),
        (f'{HEAD}work = [{{ title = "目标" }}]\n', "work[0].notes"),
    ],
)
def test_the_first_line_makes_its_list(text: str, path: str) -> None:
    document = Document(text)
    document.splice(path, 0, 0, ["甲"], "记")
    document.splice(path, 1, 0, ["乙"], "记")
    assert document.raw(path) == ["甲", "乙"]
    assert tomli.loads(document.text)["year"] == 2024
    assert all(line in document.text for line in re.findall("#.*", text))


def test_a_note_without_brackets_becomes_a_list() -> None:
    document = Document(f'{HEAD}[[work]]\nnotes = "甲"\n')
    document.splice("work[0].notes", 1, 0, ["乙"], "记")
    assert document.raw("work[0].notes") == ["甲", "乙"]


def test_a_new_line_and_its_words_are_one_step() -> None:
    document = Document(f'{HEAD}[[work]]\nnotes = ["甲"]\n')
    before = document.text
    document.splice("work[0].notes", 1, 0, ["乙"], "记", "set:work[0].notes[1]")
    for word in ("乙丙", "乙丙丁"):
        document.set("work[0].notes[1]", word)
    assert document.raw("work[0].notes") == ["甲", "乙丙丁"]
    document.undo()
    assert document.text == before


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 6), st.integers(0, 2), st.lists(st.text("甲乙\"\\'#，1 ", max_size=4), max_size=3)),
        max_size=5,
    )
)
def test_any_edits_of_lines(edits: list[tuple[int, int, list[str]]]) -> None:
    document = Document(f'{HEAD}[[work]]\ntitle = "目标"\n# 注\n[sign]\nunit = "甲局"\n')
    before, wanted = document.text, list[str]()
    for index, remove, lines in edits:
        index = min(index, len(wanted))
        remove = min(remove, len(wanted) - index)
        document.splice("work[0].notes", index, remove, lines, "改")
        wanted[index : index + remove] = lines
        assert texts(document.raw("work[0].notes") or []) == wanted
        assert "# 注\n[sign]" in document.text
    while document.undo():
        pass
    assert document.text == before


@pytest.mark.parametrize(
    ("path", "number", "row", "fresh"),
    [
        ("work[0].notes[3]", 3, "work[0].notes[3]", False),
        ("next[1]+", 1, "next[1]", True),
        ("effects[0].note", 0, "effects[0]", False),
    ],
)
def test_paths_of_lines(path: str, number: int, row: str, fresh: bool) -> None:
    line = line_at(path)
    assert line is not None
    assert (line.number, line.row, line.fresh, line.path) == (number, row, fresh, path)
    assert traced(path) == row
    assert line_at("unit.name") is None


# -- readings ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("改厕118户（目标130户，上年100户，原因：12户外出务工）",
         ["做什么 改厕", "多少 118户", "目标 130户", "上年 100户", "原因 12户外出务工"]),
        ("各镇（街）开展清洁日活动24次", ["谁 各镇（街）", "做什么 开展清洁日活动", "多少 24次"]),
        ("5月培训村级保洁员300人", ["何时 5月", "做什么 培训村级保洁员", "多少 300人"]),
        ("对48所学校培训31期", ["怎样 对48所学校", "做什么 培训", "多少 31期"]),
        ("集镇污水收集率68%，没有达到", ["什么 集镇污水收集率", "多少 68%", "状态 没有达到"]),
        ("两村道路", ["照原话 两村道路"]),
        ("", []),
    ],
)  # fmt: skip
def test_a_reading_in_words(text: str, expected: list[str]) -> None:
    assert [f"{LABELS[one.role]} {one.words}" for one in told(read_note(text))] == expected


NOTES = [
    line.strip(' ",')
    for path in sorted((ROOT / "cases").glob("*.toml"))
    for line in path.read_text(encoding="utf-8").split("\n")
    if line.startswith('  "')
]


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(
        st.sampled_from(NOTES or ["甲"]), st.text("拆除旱厕46座，改（目标）、。；原因：上年1.5%万 会", max_size=40)
    )
)
def test_no_character_of_a_line_is_lost(text: str) -> None:
    note = read_note(text)
    covered = {place for one in told(note) for place in range(one.start, one.end)}
    covered |= {place for one in note.segments for place in range(one.head, one.start)}
    left = [c for place, c in enumerate(text) if place not in covered and not c.isspace()]
    assert not [c for c in left if c not in "，；、。！？,;（）()"], text
    assert {place for place, c in enumerate(text) if c.isdecimal()} <= covered


@pytest.mark.parametrize(
    ("text", "role", "said", "lines"),
    [
        ("改造1.98万亩（目标2.15万亩）", "last", "2.15万亩", ("改造1.98万亩（上年2.15万亩）",)),
        ("改造198亩（目标215亩，上年160亩）", "last", "215亩", ("改造198亩（上年215亩，目标160亩）",)),
        ("培训3期，群众都说好", "result", "群众都说好", ("培训3期，结果：群众都说好",)),
        ("培训3期，群众都说好", "line", "群众都说好", ("培训3期", "群众都说好")),
    ],
)
def test_another_reading_is_picked(text: str, role: str, said: str, lines: tuple[str, ...]) -> None:
    assert (role, said, lines) in [tuple(one) for one in ways(text)]


@settings(max_examples=100, deadline=None)
@given(st.text("拆除旱厕46座，改（目标）、。；原因：上年1.5%万", max_size=40))
def test_every_way_is_read_as_it_says(text: str) -> None:
    for way in ways(text):
        if way.role == "line":
            assert len(way.lines) == 2 and all(way.lines)
        else:
            read = read_note(way.lines[0])
            assert any(one.role == way.role and read.words(one) == way.words for one in read.segments)


# -- blocks -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "lines", "heads"),
    [
        ("1. 拆除旱厕86座\n\n2、改厕212户\r\n", ["拆除旱厕86座", "改厕212户"], 0),
        ("王主任 2024年12月3日 14:20\n• 拆除旱厕86座\n李四  9:41\n改厕212户", ["拆除旱厕86座", "改厕212户"], 2),
        ("名称\t数量\t目标\n培训\t3期\t2期\n", ["培训3期（目标2期）"], 0),
        ("3月培训\n12场演出", ["3月培训", "12场演出"], 0),
        ("甲\v乙\u2028丙", ["甲", "乙", "丙"], 0),
        (" \n\t\n", [], 0),
    ],
)
def test_a_block_becomes_lines(text: str, lines: list[str], heads: int) -> None:
    block = block_of(text)
    assert (list(block.lines), block.heads) == (lines, heads)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text("拆除旱厕座，改（目标）、。；原因：上年", min_size=1, max_size=12), max_size=6))
def test_no_word_of_a_block_is_lost(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert "".join(block_of(text).lines) == "".join(line.strip() for line in lines)
    assert is_block(text) == (sum(bool(line.strip()) for line in lines) > 1)


@pytest.mark.parametrize(
    ("text", "page"), [(PAGE, True), ("拆除旱厕86座\n改厕212户\n问题：进度慢", False), ("", False)]
)
def test_a_page_of_notes_is_known(text: str, page: bool) -> None:
    assert is_case(text, "project-self-evaluation") is page


def empty(genre: str = "project-self-evaluation") -> Document:
    engine = api.engine()
    one = engine.genres[genre]
    labels = {name: pair.label for name, pair in engine.bank.pairs.items()}
    return Document(skeleton(genre, "空", 2025, engine.schema, one.fields, one.required, labels))


def test_a_page_fills_an_empty_case_and_a_begun_one() -> None:
    engine = api.engine()
    blank = empty()
    assert is_blank(blank.data)
    whole = Document(read_in(blank, PAGE, engine, "甲.toml").text)
    assert whole.raw("year") == 2024 and whole.raw("unit.short") == "县农业农村局"
    assert whole.raw("work[0].notes")[0].startswith("拆除旱厕46座")
    begun = empty()
    begun.set("unit.short", "我局")
    begun.set("fund.budget", "200万元")
    begun.splice("fund.notes", 0, 0, ["先记的"], "记")
    done = read_in(begun, PAGE, engine, "甲.toml")
    made = Document(done.text)
    assert made.raw("unit.short") == "我局" and made.raw("unit.name") == "青山县农业农村局"
    assert ("other", "unit.short", "县农业农村局") in [tuple(one) for one in done.taken]
    assert made.raw("fund.notes")[0] == "先记的" and made.raw("work[0].notes") == whole.raw("work[0].notes")
    assert [{key: said for key, said in one.items() if said} for one in made.raw("own")] == whole.raw("own")
    # What is there already is not put in twice.
    assert read_in(made, PAGE, engine, "甲.toml").text == made.text


@pytest.mark.parametrize("file", ["yingyang-can-2023.txt", "jiceng-yiliao-2023.txt"])
def test_every_figure_of_a_page_is_in_the_case_or_told(file: str) -> None:
    notes = (ROOT / "cases" / file).read_text(encoding="utf-8")
    done = read_in(empty(), notes, api.engine(), "甲.toml")
    held = done.text + "".join(one.words for one in done.taken)
    assert not [figure for figure in re.findall(r"\d+(?:\.\d+)?", notes) if figure not in held]


# -- kinds as help ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("query", "kind"),
    [("招标", "purchase"), ("公开招标", "purchase"), ("检测", "inspect"), ("验收", "inspect"), ("演练", "train"),
     ("抢险", "patrol"), ("表彰", "honour"), ("zkhy", "meet"), ("召开会议", "meet"), ("满意度", "survey")],
)  # fmt: skip
def test_words_that_people_search_for(query: str, kind: str) -> None:
    found = search(query, offers(api.engine(), {}), synonyms())
    assert not found.near and kind in [one[0] for one in found.choices[:2]]


def test_no_search_is_answered_with_an_empty_box() -> None:
    kinds = offers(api.engine(), {})
    assert set(synonyms()) <= {one.name for one in kinds}
    verbs = [verb for group in words("verbs")["groups"].values() for verb in group]
    assert all(search(query, kinds, synonyms()).choices for query in (*verbs, "无人机", "qqqq", "？", " "))
    assert search("qqqq", kinds).near and not search("", kinds).near


def test_read_into_a_file_nothing_else_is_touched(tmp_path: Path) -> None:
    document = Document(f'# 头\n{HEAD}[unit]\nname = "乙局" # 注\n')
    made = read_in(document, "目标一：清洁\n 拆除旱厕46座\n", api.engine(), str(tmp_path / "甲.toml")).text
    assert made.startswith(f'# 头\n{HEAD}[unit]\nname = "乙局" # 注\n') and "拆除旱厕46座" in made
