"""Where values stand in a TOML text (drafter/files/locate.py). What holds:

- every value, table and row that tomli reads has a place, and nothing else has one;
- the place of a value is its first character; of a table or row its header, or the key that opens it;
- strings, comments and brackets that look like structure are not taken for it;
- a text that is no TOML gives places or none, but never an exception.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from drafter.files.locate import Path, locate

DOCUMENT = '''\
# [comment] with = signs
title = "甲"  # "not" [a] = {table}
dotted.key.deep = 1
[fund]
  budget = 116
"quoted key" = 'x # y'
text = """
[not.a.table]
fake = 1
\\""" "still inside"""
raw = \'\'\'
[[not.rows]]\'\'\'
list = [ # a comment ] in here
    1,
  [2, "]"],  # nested
    { name = "甲, }", count = 3, a.b = true },
]
[fund.more]
when = 2024-01-01 10:00:00
[[work]]
title = "一"
[[work.points]]
topic = "甲"
[[work.points]]
topic = "乙"
[work.note]
by = "丙"
[[work]]
[[work.points]]
topic = "丁"
[ far . "away.from" ]
here = -1.5
'''


@pytest.mark.parametrize(
    ("path", "place", "starts"),
    [
        (("title",), (2, 9), '"甲"'),
        (("dotted",), (3, 1), "dotted.key.deep"),
        (("dotted", "key"), (3, 1), "dotted.key.deep"),
        (("dotted", "key", "deep"), (3, 19), "1"),
        (("fund",), (4, 1), "[fund]"),
        (("fund", "budget"), (5, 12), "116"),
        (("fund", "quoted key"), (6, 16), "'x # y'"),
        (("fund", "text"), (7, 8), '"""'),
        (("fund", "raw"), (11, 7), "'''"),
        (("fund", "list"), (13, 8), "[ #"),
        (("fund", "list", 0), (14, 5), "1,"),
        (("fund", "list", 1), (15, 3), "[2,"),
        (("fund", "list", 1, 1), (15, 7), '"]"'),
        (("fund", "list", 2), (16, 5), "{ name"),
        (("fund", "list", 2, "name"), (16, 14), '"甲, }"'),
        (("fund", "list", 2, "count"), (16, 30), "3,"),
        (("fund", "list", 2, "a"), (16, 33), "a.b"),
        (("fund", "list", 2, "a", "b"), (16, 39), "true"),
        (("fund", "more"), (18, 1), "[fund.more]"),
        (("fund", "more", "when"), (19, 8), "2024"),
        (("work",), (20, 1), "[[work]]"),
        (("work", 0), (20, 1), "[[work]]"),
        (("work", 0, "title"), (21, 9), '"一"'),
        (("work", 0, "points"), (22, 1), "[[work.points]]"),
        (("work", 0, "points", 0), (22, 1), "[[work.points]]"),
        (("work", 0, "points", 1, "topic"), (25, 9), '"乙"'),
        (("work", 0, "note", "by"), (27, 6), '"丙"'),
        (("work", 1), (28, 1), "[[work]]"),
        (("work", 1, "points", 0, "topic"), (30, 9), '"丁"'),
        (("far",), (31, 1), "[ far"),
        (("far", "away.from"), (31, 1), "[ far"),
        (("far", "away.from", "here"), (32, 8), "-1.5"),
    ],
)
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_places(path: Path, place: tuple[int, int], starts: str, ending: str) -> None:
    assert locate(DOCUMENT.replace("\n", ending))[path] == place
    line, column = place
    assert DOCUMENT.split("\n")[line - 1][column - 1 :].startswith(starts)


def paths(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every value below `value`, with its path."""
    if path:
        yield path, value
    if isinstance(value, dict):
        for key, one in value.items():
            yield from paths(one, (*path, key))
    elif isinstance(value, list):
        for index, one in enumerate(value):
            yield from paths(one, (*path, index))


@pytest.mark.parametrize(
    "text",
    [
        DOCUMENT,
        "",
        "# nothing",
        "a = 1",
        'a = """x"""""\nb = 1',
        'a = """"""\nb = 1',
        "a = ''\nb = ''''''",
        "a=[]\nb={}\nc=[[],[[]],{}]",
        '["a]"]\nb=1\n[["c]]"]]\nd=2',
        "[[a.b]]\nc=1\n[a.b.d]\ne=1\n[[a.b.f]]\ng=1\n[[a.b]]\n[[a.b.f]]\ng=2",
        "[x.y.z]\n[x]\na=1",
        "[fruit]\napple.color = 1\n[fruit.apple.taste]\nsweet = true",
        "a = [\n  [1, 2], # ]\n\n  [3]\n]\nb = 07:32:00",
    ],
)
def test_every_value_has_a_place(text: str) -> None:
    assert set(locate(text)) == {path for path, _ in paths(tomli.loads(text))}


@pytest.mark.parametrize(
    "text", ["a", "a =", "a = [", "a = {", "[a", "[[a]", 'a = "x', "= 1", "a = [1 2", "]", "\0", "[" * 5000]
)
def test_broken_text_raises_nothing(text: str) -> None:
    for line, column in locate(text).values():
        assert (line, column) >= (1, 1)


KEYS = st.text("abcdefghij-_0123456789", min_size=1, max_size=4) | st.sampled_from(['"a b"', "'c.d'", '"]"', '"#"'])
SCALARS = st.one_of(
    st.integers(-999, 999).map(str),
    st.sampled_from(["true", "1.5", "2024-03-26", "2024-03-26 10:00:00", "07:32:00", "1_000", "inf"]),
    st.text("甲乙[]{}=#,. '", max_size=6).map(lambda text: f'"{text}"'),
    st.text('甲乙[]{}=#,. "', max_size=6).map(lambda text: f"'{text}'"),
    st.text("甲[]{}=#, \n", max_size=6).map(lambda text: f'"""{text}"""'),
    st.text("甲[]{}=#, \n", max_size=6).map(lambda text: f"'''{text}'''"),
    st.sampled_from([r'"\""', r'"\\"', r'"""\""""', '"""a""b"""']),
)
BLANKS = st.sampled_from(["", " ", "\n", " # ]}=\n", "\n\n  "])


@st.composite
def arrays(draw: st.DrawFn, values: st.SearchStrategy[str]) -> str:
    parts = draw(st.lists(values, max_size=3))
    text = ",".join(draw(BLANKS) + part + draw(BLANKS) for part in parts)
    comma = draw(st.sampled_from(["", ","])) if parts else ""
    return f"[{text}{comma}{draw(BLANKS)}]"


@st.composite
def inline_tables(draw: st.DrawFn, values: st.SearchStrategy[str]) -> str:
    keys = draw(st.lists(KEYS, max_size=3, unique_by=lambda key: key.strip("\"'")))
    return "{" + ", ".join(f"{key} = {draw(values)}" for key in keys) + "}"


VALUES = st.recursive(SCALARS, lambda inner: arrays(inner) | inline_tables(inner), max_leaves=6)


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, dict[Path, str]]:
    """A TOML text, and for every key of its tables the words of its value as they were written there."""
    lines: list[str] = []
    written: dict[Path, str] = {}
    rows: dict[str, int] = {}
    header: Path = ()
    names = draw(st.lists(st.sampled_from(["甲", "rows", "more rows", "t1", "t2", "t3"]), max_size=4))
    for number, name in enumerate(["", *names]):
        word = f'"{name}"'
        if "rows" in name:
            rows[name] = rows.get(name, -1) + 1
            header = (name, rows[name])
            lines.append(f"[[{word}]]")
        elif name:
            header = (f"{name}{number}", "sub")
            lines.append(f'["{name}{number}" . sub] # [x]')
        for key in draw(st.lists(KEYS, max_size=3, unique_by=lambda key: key.strip("\"'"))):
            value = draw(VALUES)
            before = draw(st.sampled_from(["", "  ", "\n# a = 1\n"]))
            behind = draw(st.sampled_from(["", " # x = [1", "  "]))
            lines.append(f"{before}{key} = {value}{behind}")
            path: Path = (*header, key.strip("\"'"))
            written[path] = value
    return "\n".join(lines), written


@given(documents())
def test_every_place_starts_its_value(made: tuple[str, dict[Path, str]]) -> None:
    text, written = made
    data = tomli.loads(text)
    places = locate(text)
    assert set(places) == {path for path, _ in paths(data)}
    lines = text.split("\n")
    for path, value in written.items():
        line, column = places[path]
        assert "\n".join(lines[line - 1 :])[column - 1 :].startswith(value)
    for path, found in paths(data):
        line, column = places[path]
        rest = "\n".join(lines[line - 1 :])[column - 1 :]
        if isinstance(found, bool):
            assert rest.startswith(str(found).lower())
        elif isinstance(found, int):
            assert int(rest.split("\n")[0].split("#")[0].split(",")[0].split("]")[0].split("}")[0]) == found
        elif isinstance(found, str):
            assert rest[0] in "\"'"
        elif isinstance(found, list):
            assert rest[0] == "["
