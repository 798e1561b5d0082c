"""Edits of a case as text.

Invariants:
- an edit does to the data what it is meant to do and to nothing else, whatever the file looks like: example cases,
  fresh skeletons, tables in brackets and in braces, comments everywhere;
- comments and spelling of what was not touched stay to the byte; a row moves with the comments above it;
- undo brings back the very text, redo the very edit; typing in one field is one step;
- windows line breaks are known; an edit that cannot be done is refused and changes nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
import tomli
from conftest import CASES
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.composing.engine import Engine
from drafter.editing.document import Document
from drafter.editing.history import difference, merge
from drafter.editing.paths import keys, look_up, written
from drafter.errors import EditRefused
from drafter.facts.skeleton import skeleton
from drafter.files.literal import figure, literal

INLINE = """# 头
genre = "project-self-evaluation"
year = 2024
tasks = [
  "甲", # 第一
  "乙",
]
[unit] # 单位
name = "某局" # 全称
[[work]]
title = "目标"
# 说明一
[[work.points]]
topic = "主题"
events = [
  { kind = "issue", what = ["《办法》"] }, # 文件
  { kind = "meet", what = "会议", count = "3次" },
]
# 说明二
[[work.points]]
topic = "另一个" # 行末
# 尾
"""


def skeletons(made: Engine) -> list[str]:
    found = []
    for genre in made.genres.values():
        labels = {name: pair.label for name, pair in made.bank.pairs.items()}
        found.append(skeleton(genre.name, genre.label, 2024, made.schema, genre.fields, genre.required, labels))
    return found


def lists(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The paths of all lists of tables."""
    found = []
    for name, value in data.items():
        if isinstance(value, dict):
            found += lists(value, (*path, name))
        elif isinstance(value, list) and value and all(isinstance(one, dict) for one in value):
            found.append((*path, name))
            for index, one in enumerate(value):
                found += lists(one, (*path, name, index))
    return found


def values(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = []
    for name, value in data.items():
        if isinstance(value, dict):
            found += values(value, (*path, name))
        elif isinstance(value, list) and value and all(isinstance(one, dict) for one in value):
            for index, one in enumerate(value):
                found += values(one, (*path, name, index))
        else:
            found.append((*path, name))
    return found


def comments(text: str) -> list[str]:
    return sorted(re.findall(r"#[^\n]*", text))


TEXTS = [*(case.read_text(encoding="utf-8") for case in CASES), INLINE]
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=12)


@settings(deadline=None, max_examples=150)
@given(st.data())
def test_any_edits_do_what_they_say_and_can_be_taken_back(data: st.DataObject) -> None:
    document = Document(data.draw(st.sampled_from(TEXTS)))
    begun = document.text
    seen = [begun]
    for _ in range(data.draw(st.integers(1, 6))):
        before = tomli.loads(document.text, parse_float=__import__("decimal").Decimal)
        act = data.draw(st.sampled_from(["set", "new", "insert", "delete", "move", "copy"]))
        document.seal()
        if act == "set":
            where = data.draw(st.sampled_from(values(before)))
            value = data.draw(st.one_of(WORDS, st.lists(WORDS, max_size=4), st.integers(0, 9999)))
            document.set(written(where), value)
            found = look_up(document.data, where)
            assert found == value or (value in ("", []) and found in ("", []))
        elif act == "new":
            document.set("brand.new", "新")
            assert document.raw("brand.new") == "新"
        else:
            if not lists(before):
                continue
            where = data.draw(st.sampled_from(lists(before)))
            rows = look_up(before, where)
            index = data.draw(st.integers(0, len(rows) - 1))
            path = written((*where, index))
            wanted = list(rows)
            if act == "insert":
                document.insert(written(where), index, {"kind": "meet", "what": "会"})
                wanted.insert(index, {"kind": "meet", "what": "会"})
            elif act == "delete":
                document.delete(path)
                del wanted[index]
            elif act == "move":
                to = data.draw(st.integers(0, len(rows) - 1))
                document.move(path, to)
                wanted.insert(to, wanted.pop(index))
            else:
                document.duplicate(path)
                wanted.insert(index, wanted[index])
            assert (look_up(document.data, where) or []) == wanted
            if act == "move":
                assert comments(document.text) == comments(seen[-1])
        if document.text != seen[-1]:
            seen.append(document.text)
    for text in reversed(seen):
        assert document.text == text
        document.undo()
    assert document.text == begun and document.undo() is None
    for text in seen[1:]:
        document.redo()
        assert document.text == text


def test_a_fresh_skeleton_takes_every_field(made: Engine) -> None:
    for text in skeletons(made):
        document = Document(text)
        for where in values(document.data):
            document.set(written(where), "值")
        assert comments(document.text) == comments(text)
        for path, field in made.schema.fields.items():
            if "[" not in path and field.type not in ("rows", "events"):
                document.set(path, "值")
        document.insert("highlights", 0, {"kind": "meet", "what": "会"})
        document.insert("work[0].points[0].events", 0, {"kind": "meet", "what": "会"})
        document.insert("work[0].points[0].events", 1, {"kind": "issue", "what": ["文"]})
        document.insert("work", 1, {"title": "二"})
        document.set("work[0].points[1].topic", "另一个主题")
        assert [event["kind"] for event in document.data["work"][0]["points"][0]["events"]] == ["meet", "issue"]
        assert document.data["work"][0]["points"][1] == {"topic": "另一个主题"}


def test_only_what_was_touched_changes() -> None:
    document = Document(INLINE)
    document.set("unit.name", "某某局")
    assert document.text == INLINE.replace('"某局"', '"某某局"')
    document.set("tasks", ["甲", "丙", "丁"])
    assert '"甲", # 第一\n  "丙"' in document.text
    document.move("work[0].points[1]", 0)
    assert comments(document.text) == comments(INLINE)
    document.set("work[0].points[1].events[1].count", "4次")
    assert '{ kind = "meet", what = "会议", count = "4次" },' in document.text


def test_a_row_moves_with_the_comments_above_it() -> None:
    document = Document("[[a]]\nx = 1\n\n# 说二\n[[a]]\nx = 2\n\n# 说三\n[[a]]\nx = 3\n")
    document.move("a[2]", 1)
    assert document.text == "[[a]]\nx = 1\n\n# 说三\n[[a]]\nx = 3\n\n# 说二\n[[a]]\nx = 2\n"
    document.delete("a[1]")
    assert document.text == "[[a]]\nx = 1\n\n# 说二\n[[a]]\nx = 2\n"


def test_typing_in_one_field_is_one_step() -> None:
    document = Document(INLINE)
    for text in ("某", "某某", "某某县"):
        document.set("unit.name", text)
    document.seal()
    document.set("unit.name", "某某县局")
    document.undo()
    assert document.raw("unit.name") == "某某县"
    document.undo()
    assert document.text == INLINE


def test_windows_line_breaks_and_paths() -> None:
    document = Document('year = 2024\r\n[unit]\r\nname = "甲"\r\n')
    document.set("unit.name", "乙")
    assert document.crlf and "\r" not in document.text and document.raw("unit.name") == "乙"
    for path in ("work[0].points[12].events[3].what", "year", "fund.current.initial"):
        assert written(keys(path)) == path


@given(WORDS, WORDS, WORDS)
def test_patches_are_exact(head: str, one: str, other: str) -> None:
    before, after = head + one + "尾", head + other + "尾"
    patch = difference(before, after)
    assert patch.apply(before) == after and patch.back().apply(after) == before


@given(st.one_of(WORDS, st.lists(WORDS), st.booleans(), st.integers(-999, 999)))
def test_literals_read_back(value: Any) -> None:
    assert tomli.loads(f"x = {literal(value)}")["x"] == value


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("116", 116),
        ("106.10", "106.10"),
        ("１２３", '"１２３"'),
        ("12,000", '"12,000"'),
        ("007", '"007"'),
        ("1e5", '"1e5"'),
    ],
)
def test_figures_keep_their_spelling(typed: str, kept: Any) -> None:
    assert literal(figure(typed)) == str(kept)


def test_two_changes_of_one_text() -> None:
    base = "a\nb\nc\nd\n"
    assert merge(base, "A\nb\nc\nd\n", "a\nb\nc\nD\n") == "A\nb\nc\nD\n"
    assert merge(base, "A\nb\nc\nd\n", "X\nb\nc\nd\n") is None
    assert merge(base, base, "a\n") == "a\n"
    assert json.dumps(merge(base, "a\nb\nc\nd\ne\n", "a\nb\nc\nd\ne\n")) == json.dumps("a\nb\nc\nd\ne\n")


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(TEXTS), st.lists(WORDS, min_size=2, max_size=8), st.data())
def test_typing_on_gives_what_setting_at_once_gives(text: str, typed: list[str], data: st.DataObject) -> None:
    document = Document(text)
    where = data.draw(st.sampled_from([one for one in values(document.data) if one != ("tasks",)]))
    for one in typed:
        document.set(written(where), one)
    found = document.data
    assert found == tomli.loads(document.text, parse_float=__import__("decimal").Decimal)
    assert look_up(found, where) == typed[-1] or not typed[-1]
    document.undo()
    assert document.text == Document(text).text


@pytest.mark.parametrize(
    ("text", "edit"),
    [
        ("[[fund]]\n", lambda document: document.set("fund.budget", 1)),
        ("fund = 3\n", lambda document: document.set("fund.budget", 1)),
        ("fund = [1, 2]\n", lambda document: document.set("fund.current.budget", 1)),
        ("[[findings.e]]\n", lambda document: document.insert("findings", 0, {"title": "甲"})),
        ('findings = "甲"\n', lambda document: document.insert("findings", 0, {"title": "甲"})),
        ("[findings]\na = 1\n", lambda document: document.delete("findings[0]")),
        ("[findings]\na = 1\n", lambda document: document.move("findings[0]", 1)),
        ("[[findings]]\n", lambda document: document.duplicate("findings[4]")),
    ],
)
def test_an_edit_of_what_has_another_shape_is_refused(text: str, edit: Callable[[Document], object]) -> None:
    document = Document(text)
    with pytest.raises(EditRefused):
        edit(document)
    assert document.text == text and not document.history.undo()
