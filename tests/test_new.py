"""New cases: `drafter new` (drafter/facts/skeleton.py and next_year.py, drafter/commands/new.py). What holds:

- the skeleton of every genre loads, states nothing but the year, and drafts, with 〔待补〕 for what is required;
- it holds every field that the genre can use, with its label and example; required ones are marked and stand first;
- its examples of events become events that load when the # is taken away, and every kind of event is listed;
- next year's case has the comments, keys, names and order of last year's, and one year more, in names too;
- in it every figure and date is empty, what it keeps as last year's figures are the old ones, and it loads and drafts;
- choices of the writer's hand stay, on the same events though the year in their names moved on; sentences worded anew
  become comments until the year after; problems stay chosen; a year that stays in a name is pointed out;
- what tells of one year alone (`yearly`) is empty too, its words in a comment of the line until the year after; score,
  grade and execution rate (`recalled`) are kept as last year's report stated them, reckoned or typed;
- an existing file is never overwritten, nor is anything left behind where something is wrong: one line, exit 2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

import pytest
import tomli
from conftest import CASES
from hypothesis import given
from hypothesis import strategies as st

from drafter import cli
from drafter.api import engine
from drafter.composing.compose import compose
from drafter.composing.engine import Engine
from drafter.composing.genre import Genre
from drafter.editing.deciding import decided, listed
from drafter.errors import BadCase
from drafter.facts.case import Case
from drafter.facts.fact import Event
from drafter.facts.fields import covers
from drafter.facts.next_year import moved, next_year
from drafter.facts.skeleton import skeleton
from drafter.facts.undecided import undecided
from drafter.files.locate import locate
from drafter.writing.text import to_text

GENRES = list(engine().genres.values())
each_genre = pytest.mark.parametrize("genre", GENRES, ids=[genre.name for genre in GENRES])
each_case = pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])


def empty(genre: Genre) -> str:
    made = engine()
    labels = {name: pair.label for name, pair in made.bank.pairs.items()}
    return skeleton(genre.name, genre.label, 2024, made.schema, genre.fields, genre.required, labels)


def later(text: str) -> str:
    made = engine()
    return next_year(text, made.schema, made.read_case(text), [rule.path for rule in made.rules])


def last_figures(case: Case) -> dict[str, str]:
    head = "last_year."
    return {path.removeprefix(head): fact.text for path, fact in case.facts.items() if path.startswith(head)}


def figures(case: Case) -> dict[str, str]:
    """The stated figures of declared fields, by path."""
    fields = engine().schema.fields
    kinds = {path: fields.get(re.sub(r"\[\d+\]", "[]", path)) for path in case.facts}
    return {path: case.facts[path].text for path, field in kinds.items() if field and field.type == "figure"}


def kept(case: Case) -> dict[str, str]:
    """What next year's case keeps to compare with: figures as stated, and what is recalled as the report has it."""
    recalled = [path for path, field in engine().schema.fields.items() if field.recalled]
    return figures(case) | {path: fact.text for path in recalled if (fact := case.fact(path)) is not None}


# -- the skeleton -----------------------------------------------------------------------------------------------------
@each_genre
def test_a_skeleton_loads_and_drafts(made: Engine, genre: Genre) -> None:
    case = made.read_case(empty(genre))
    assert list(case.facts) == ["year"]
    assert (case.genre, case.year) == (genre.name, 2024)
    draft = compose(made, case)
    assert draft.missing
    assert set(draft.missing) <= set(genre.required.values())
    assert draft.contradictions == ()
    for label in draft.missing:
        assert f"〔待补：{label}〕" in to_text(draft)


def keys(table: Mapping[str, Any], pattern: str = "") -> Iterator[str]:
    for key, value in table.items():
        below = f"{pattern}.{key}" if pattern else key
        yield below
        if isinstance(value, dict):
            yield from keys(value, below)
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            yield from keys(value[0], f"{below}[]")


@each_genre
def test_a_skeleton_has_every_field_and_marks_the_required(made: Engine, genre: Genre) -> None:
    text = empty(genre)
    written = list(keys(tomli.loads(text)))
    for path, field in made.schema.fields.items():
        if not any(covers(pattern, path) for pattern in genre.fields):
            assert path not in written
            continue
        if field.type != "events":
            assert path in written, path
        mark = "【必填】" if path in genre.required else ""
        assert f"# {mark}{field.label}" in text, path
        if field.help:
            assert field.help in text
    for head in {path.rpartition(".")[0] for path in genre.required}:
        values = [path for path in written if path.rpartition(".")[0] == head and made.schema.fields.get(path)]
        order = [path in genre.required for path in values if made.schema.fields[path].type not in ("rows", "events")]
        assert order == sorted(order, reverse=True), values
    assert set(genre.required) <= set(written)


@each_genre
def test_examples_of_events_are_events(made: Engine, genre: Genre) -> None:
    text = empty(genre)
    blocks = re.findall(r"^# \[\[.+\]\]\n(?:# \w+ = .+\n)+", text, re.MULTILINE)
    events = [field for path, field in made.schema.fields.items() if any(covers(one, path) for one in genre.fields)]
    assert len(blocks) == len([field for field in events if field.type == "events"])
    for block in blocks:
        text = text.replace(block, re.sub(r"^# ", "", block, flags=re.MULTILINE))
    case = made.read_case(text)
    assert len({path.partition(".events")[0] for path in case.facts if path != "year"}) >= len(blocks) > 0
    for kind in made.schema.kinds.values():
        assert re.search(rf"^#   {kind.name} +{kind.label}$", text, re.MULTILINE)


def test_the_example_of_a_field_of_events_is_a_kind(made: Engine) -> None:
    named = {path: field.example for path, field in made.schema.fields.items() if field.type == "events"}
    assert {path: kind for path, kind in named.items() if kind not in made.schema.kinds} == {}


@pytest.mark.parametrize(
    ("pattern", "path", "does"),
    [
        ("fund.", "fund.budget", True),
        ("fund.budget", "fund.budget", True),
        ("fund.budget", "fund.budget_added", False),
        ("work", "work", True),
        ("work", "work[].title", True),
        ("work[]", "work[].title", True),
        ("effects", "effects_duty", False),
        ("effects_", "effects_duty", True),
        ("effects_", "effects", False),
    ],
)
def test_patterns_of_fields(pattern: str, path: str, does: bool) -> None:
    assert covers(pattern, path) is does


def test_an_empty_row_is_no_row(made: Engine) -> None:
    head = 'genre = "project-self-evaluation"\nyear = 2024\n'
    assert made.read_case(head + '[[work]]\ntitle = ""\n[[work.points]]\ntopic = ""\n').value("work") is None
    rows = made.read_case(head + '[[work]]\n[[work]]\ntitle = "甲"\n[[work]]\ntitle = ""\n').value("work")
    assert isinstance(rows, tuple)
    assert [one.path for one in rows if hasattr(one, "path")] == ["work[0]", "work[1]"]


# -- next year --------------------------------------------------------------------------------------------------------
@each_case
def test_next_year_of_the_examples(made: Engine, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    before, new = made.read_case(text), later(text)
    assert undecided(new)
    new = settled(new)
    case = made.read_case(new)
    assert (case.genre, case.year) == (before.genre, before.year + 1)
    assert figures(case) == {}
    assert last_figures(case) == kept(before)
    assert layout(new) == layout(text)
    noted = re.compile(rf"(?:{'|'.join(event_lists())})\[\d+\](?:\.note)?$")
    stay = {path: name for path, name in names(before).items() if not yearly(path) and not noted.search(path)}
    # Documents of others go by year and number together.
    others = {path: name for path, name in stay.items() if re.search(r"\.(basis|rule|notice)(\[\d+\])?$", path)}
    assert names(case) == {path: moved(name, before.year) for path, name in stay.items()} | plans(before) | others
    compose(made, case)


def settled(text: str) -> str:
    """A new year's case with all of last year kept but its notes."""
    found = listed(text)
    drop = [one.number for one in found if one.open.sort == "notes"]
    made = decided(text, "", [one.number for one in found if one.number not in drop], drop)
    return settled(made) if undecided(made) else made


def layout(text: str) -> tuple[list[str], list[tuple[str | int, ...]]]:
    """The comments and the paths of values, each in the order of the file, last year's figures and words aside."""
    text = re.split(r"^\[last_year\].*\n", text, flags=re.MULTILINE)[0]
    comments = re.findall(r"#.*$", re.sub(r" *(# |；)(上年写作：.*|名称里仍有\d+，请核对)", "", text), re.MULTILINE)
    noted = event_lists()
    paths = [
        path
        for path in locate(text)
        if not (isinstance(path[-1], int) and (yearly(str(path[-2])) or path[-2] in noted))
    ]
    return comments, paths


def event_lists() -> set[str]:
    """The keys of lists that hold notes: what was noted tells of its year."""
    return {one.path.rpartition(".")[2] for one in engine().schema.fields.values() if one.type == "events"}


def yearly(path: str) -> bool:
    """Whether a path ends in a key that tells of one year alone."""
    schema = engine().schema
    roles = {role for kind in schema.kinds.values() for role, field in kind.roles.items() if field.yearly}
    keys = {one.path.rpartition(".")[2] for one in schema.fields.values() if one.yearly}
    return re.sub(r"\[\d+\]$", "", path).rpartition(".")[2] in roles | keys


def names(case: Case) -> dict[str, str]:
    """What is neither a figure nor a date."""
    derived = {rule.path for rule in engine().rules}
    return {
        path: fact.text
        for path, fact in case.facts.items()
        if fact.number is None and path not in derived and not is_date(case, path) and not path.startswith("last_year.")
    }


def is_date(case: Case, path: str) -> bool:
    fields = engine().schema
    pattern = re.sub(r"\[\d+\]", "[]", path)
    if (field := fields.fields.get(pattern)) is not None:
        return field.type in ("date", "value")
    return path.endswith((".date", ".period", ".by_date")) and not re.search("季度", case.facts[path].text)


def plans(case: Case) -> dict[str, str]:
    """Lists of names with several years in them: steps of a plan, which stay."""
    found: dict[str, dict[str, str]] = {}
    for path, name in names(case).items():
        if path.endswith("]"):
            found.setdefault(path.rpartition("[")[0], {})[path] = name
    years = re.compile(r"\d{4}(?=年)")
    many = [one for one in found.values() if len(set(years.findall("".join(one.values())))) > 1]
    return {path: name for one in many for path, name in one.items()}


@pytest.mark.parametrize(
    ("name", "after"),
    [
        ("2024年工作方案", "2025年工作方案"),
        ("《2024年度考核办法》", "《2025年度考核办法》"),
        ("2023年工作方案", "2023年工作方案"),
        ("2023—2024年", "2024—2025年"),
        ("《2024年资金管理办法》（财农〔2024〕12号）", "《2024年资金管理办法》（财农〔2024〕12号）"),
        ("财农（2024）12号文《2024年任务清单》", "财农（2024）12号文《2024年任务清单》"),
        ("2023年第三、四季度和2024年第一、二季度", "2024年第三、四季度和2025年第一、二季度"),
        # The number of a document, a plan of several years, a longer number and a name without a year stay.
        ("《绩效办法》（财预〔2024〕5号）", "《绩效办法》（财预〔2024〕5号）"),
        ("《2023—2024年行动方案》", "《2023—2024年行动方案》"),
        ("2021—2024年规划", "2021—2024年规划"),
        ("12024年", "12024年"),
        ("2020年启动的2024年任务", "2020年启动的2025年任务"),
        ("培训班", "培训班"),
    ],
)
def test_years_in_names(name: str, after: str) -> None:
    assert moved(name, 2024) == after


HEAD = 'genre = "project-self-evaluation" # 种类\nyear = 2024 # 年度\n'


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ('items = ["甲行动 34次"]', 'items = ["甲行动"]'),
        ('items = "甲行动 34次" # 注', 'items = "甲行动" # 注'),
        ('items = [\n  "甲行动 34次", # 一\n  "乙行动", # 二\n]', 'items = [\n  "甲行动", # 一\n  "乙行动", # 二\n]'),
        ('items = [{ name = "甲", count = "3次" }]', 'items = [{ name = "甲", count = "" }]'),
        ('items = ["甲 3次", "5次"]', 'items = ["甲", ""]'),
        ('items = ["甲", { count = "5次" }]', 'items = ["甲", ""]'),
        (
            'items = ["2024年活动 3次"]\ndate = 2024-03-26',
            'items = ["2025年活动"] # 待定：2024年改成了2025年\ndate = ""',
        ),
        ("items = ['甲']\ndate = '3月'  # 注", "items = ['甲']\ndate = \"\"  # 注"),
    ],
)
def test_events_keep_their_names_only(made: Engine, line: str, after: str) -> None:
    event = '[[highlights]]\nkind = "activity"\n'
    new = later(HEAD + event + line + "\n")
    assert new == HEAD.replace("2024", "2025") + event + after + "\n"
    made.read_case(new)


def test_what_follows_from_figures_is_emptied() -> None:
    new = later(HEAD + '[fund]\nrate = "91.5%"\n[score]\ngrade = "优" # 等级\n')
    assert 'rate = ""\n[score]\ngrade = "" # 等级\n' in new
    assert '"fund.rate" = "91.5%"' in new


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ('[fund]\nreason = "资金紧张"', '[fund]\nreason = "" # 上年写作：资金紧张'),
        ('[fund]\nreason = "资金紧张"  # 注', '[fund]\nreason = ""  # 注；上年写作：资金紧张'),
        ("[fund]\nmeasure = '加快支付'", '[fund]\nmeasure = "" # 上年写作：加快支付'),
        ('fund.reason = "资金紧张"', 'fund.reason = "" # 上年写作：资金紧张'),
        ('[goals]\nactual = ["甲", "乙"]', "[goals]\nactual = [] # 上年写作：甲；乙"),
        ('[goals]\nactual = "甲"', '[goals]\nactual = "" # 上年写作：甲'),
        # A person's comments between the entries stay, and so do the entries they belong to.
        (
            '[goals]\nactual = [\n  "甲", # 一\n  "乙",\n] # 二',
            '[goals]\nactual = [\n  "", # 一\n  "",\n] # 二；上年写作：甲；乙',
        ),
        ('[goals]\nexpected = ["甲"]', '[goals]\nexpected = ["甲"] # 待定：上年的目标'),
        # What the year before wrote goes with it.
        ('[fund]\nreason = "乙" # 上年写作：甲', '[fund]\nreason = "" # 上年写作：乙'),
        ('[fund]\nreason = "" # 注；上年写作：甲', '[fund]\nreason = "" # 注'),
        ('[fund]\nreason = "" # 上年写作：甲', '[fund]\nreason = ""'),
        ('[fund]\nreason = "" # 注', '[fund]\nreason = "" # 注'),
        # No comment can stand within a line.
        ('fund = { reason = "甲", source = "乙" }', 'fund = { reason = "", source = "乙" }'),
        ('fund = { reason = "甲" } # 注', 'fund = { reason = "" } # 注'),
        ('[[highlights]]\nkind = "meet"\nwhat = "会"\neffect = "甲"', None),
        ('highlights = [{ kind = "meet", what = "会", effect = "甲" }]', None),
        ('[[projects]]\nname = "甲"\nreason = "乙"', None),
    ],
)
def test_what_tells_of_one_year_is_emptied_and_quoted(made: Engine, line: str, after: str | None) -> None:
    new = later(HEAD + line + "\n")
    if after is not None:
        assert new == HEAD.replace("2024", "2025") + after + "\n"
    case = made.read_case(new)
    assert not [path for path in case.facts if yearly(path)]
    assert names(case) == {path: name for path, name in names(made.read_case(HEAD + line)).items() if not yearly(path)}
    assert "上年写作" not in later(new)


@pytest.mark.parametrize(
    ("lines", "after"),
    [
        ('notes = ["培训3期", "印发办法2份"]', 'notes = [] # 待定：上年记的 ["培训3期", "印发办法2份"]'),
        ('notes = "培训3期" # 局里记的', 'notes = "" # 局里记的；待定：上年记的 ["培训3期"]'),
        ('notes = ["培训3期", { note = "巡河" }, { kind = "issue", what = ["办法"] }]',
         'notes = ["", { note = "" }, { kind = "issue", what = ["办法"] }] # 待定：上年记的 ["培训3期"]'),
        ('[[work.notes]]\nnote = "培训3期"', '[[work.notes]]\nnote = "" # 上年写作：培训3期'),
        ('[[work.notes]]\nkind = "issue"\nwhat = ["办法"]', '[[work.notes]]\nkind = "issue"\nwhat = ["办法"]'),
    ],
)  # fmt: skip
def test_notes_tell_of_their_year(made: Engine, lines: str, after: str) -> None:
    text = 'genre = "project-self-evaluation"\nyear = 2024\n[project]\nname = "甲"\n[[work]]\ntitle = "目标"\n'
    made_text = next_year(text + lines + "\n", made.schema, made.read_case(text + lines + "\n"))
    assert after in made_text
    made.read_case(made_text)


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ('basis = ["《办法》（财预〔2024〕5号）"]', 'basis = ["《办法》（财预〔2024〕5号）"] # 待定：名称里仍有2024'),
        ('name = "2021—2024年规划" # 注', 'name = "2021—2024年规划" # 注；待定：名称里仍有2024'),
        ('name = "文明2024行动"', 'name = "文明2024行动" # 待定：名称里仍有2024'),
        ('name = "2023—2024学年计划"', 'name = "2024—2025学年计划" # 待定：2024年改成了2025年'),
        ('name = "2024年专班"', 'name = "2025年专班" # 待定：2024年改成了2025年'),
        # The year of a document moves with its number alone, and that of another's document not at all.
        ('name = "《2024年令》（财〔2024〕5号）"', 'name = "《2024年令》（财〔2024〕5号）" # 待定：名称里仍有2024'),
        ('basis = ["《2024年办法》"]', 'basis = ["《2024年办法》"] # 待定：名称里仍有2024'),
        ('name = "12个村整治"', 'name = "12个村整治" # 待定：名称里有“12”'),
        ('name = "第十批试点"', 'name = "第十批试点" # 待定：名称里有“第十批”'),
        ('name = "三大攻坚战"', 'name = "三大攻坚战"'),
        ('name = "2023年专班"', 'name = "2023年专班"'),
        ('name = "甲12024"', 'name = "甲12024" # 待定：名称里有“12024”'),
        ('name = "《3年规划》（财预〔2021〕5号）"', 'name = "《3年规划》（财预〔2021〕5号）"'),
        # What was asked a year ago is not asked again.
        ('name = "2020—2023年规划" # 名称里仍有2023，请核对', 'name = "2020—2023年规划"'),
        ('name = "2020—2023年规划" # 待定：名称里仍有2023', 'name = "2020—2023年规划"'),
    ],
)
def test_a_year_that_stays_in_a_name_is_pointed_out(line: str, after: str) -> None:
    new = later(HEAD + f"[project]\n{line}\n")
    assert new == HEAD.replace("2024", "2025") + f"[project]\n{after}\n"


def test_problems_stay_chosen(made: Engine) -> None:
    text = HEAD + 'problems = ["target.coarse"] # 自选\n'
    assert later(text) == text.replace("2024", "2025")


EVENT = '[[highlights]]\nkind = "issue"\nwhat = ["{year}年方案"]\ndate = "5月"\n'
ASIDE = "# 上年改写的句子。今年要照用，核对之后去掉下面各行的 #：\n"


def event_of(year: int) -> str:
    """The identity of an event of May whose name holds the year."""
    text = f'genre = "project-self-evaluation"\nyear = {year}\n' + EVENT.format(year=year)
    (event,) = cast("tuple[Event, ...]", engine().read_case(text).value("highlights"))
    return event.identity


@pytest.mark.parametrize(
    ("rows", "after"),
    [
        # A wording is put aside; choices stay, on the same event.
        (
            '[[hand]]\nid = "{id}"\ntext = "甲。" # 注\nfacts = "1a"\n',
            ASIDE + '# [[hand]]\n# id = "{id}"\n# text = "甲。" # 注\n# facts = "1a"\n',
        ),
        ('[[hand]]\nid = "{id}" # 注\nform = "issue.make#0"\n', '[[hand]]\nid = "{id}" # 注\nform = "issue.make#0"\n'),
        ('[[hand]]\nid = "甲+{id}"\ndrop = true\n', '[[hand]]\nid = "甲+{id}"\ndrop = true\n'),
        ('[[hand]]\nid = "甲"\nafter = "{id}"\n', '[[hand]]\nid = "甲"\nafter = "{id}"\n'),
        # Both in one row: the choice stays, the words go behind it.
        (
            '[[hand]]\nid = "{id}"\ntext = "甲。"\nform = "issue.make#0"\nfacts = "1a"\n',
            '[[hand]]\nid = "{id}" # 上年写作：甲。\nform = "issue.make#0"\n',
        ),
        # Two in a row, one in several lines, with what a person wrote between them.
        (
            '# 一\n[[hand]]\nid = "甲"\ntext = """甲\\\n乙。"""\n\n# 二\n[[hand]]\ntext = "丙。"\nid = "{id}"\n',
            "# 一\n" + ASIDE + '# [[hand]]\n# id = "甲"\n# text = "甲乙。"\n\n'
            "# 二\n" + ASIDE + '# [[hand]]\n# text = "丙。"\n# id = "{id}"\n',
        ),
        ('[[hand]]\nid = "{id}"\ntext = ""\n', '[[hand]]\nid = "{id}"\ntext = ""\n'),
        # What comes first in a row takes no comment.
        ('[[hand]]\ndrop = true\nid = "{id}"\n', '[[hand]]\ndrop = true\nid = "{id}"\n'),
        (
            '[[hand]]\ndrop = true\nid = "{id}"\ntext = "甲。"\n',
            '[[hand]]\ndrop = true\nid = "{id}" # 上年写作：甲。\n',
        ),
    ],
)
def test_the_writers_hand_a_year_on(made: Engine, rows: str, after: str) -> None:
    text = HEAD + EVENT.format(year=2024) + rows.replace("{id}", event_of(2024))
    new = settled(later(text))
    body = EVENT.format(year=2025).replace('"5月"', '""') + after.replace("{id}", event_of(2025))
    assert new == HEAD.replace("2024", "2025") + body
    made.read_case(new)
    crlf = later(text.replace("\n", "\r\n"))
    assert settled(crlf.replace("\r\n", "\n")) == new and "\n" not in crlf.replace("\r\n", "")
    # Where nobody took it up again, it goes a year later.
    assert not re.search("甲。|丙。|甲乙。|上年", settled(later(new)))


def test_the_writers_hand_in_one_line_a_year_on(made: Engine) -> None:
    rows = '{ id = "甲", text = "乙。" }, { id = "丙", form = "a#1", text = "丁。" }, { id = "戊", drop = true }'
    new = later(HEAD + f"hand = [{rows}] # 注\n")
    assert re.findall('id = "(.)"', new) == ["丙", "戊"]
    assert new.rstrip().endswith("# 注；上年写作：乙。；丁。")
    made.read_case(new)
    assert later(new).rstrip().endswith("# 注")


def test_a_choice_works_on_next_years_event(made: Engine) -> None:
    last = HEAD + EVENT.format(year=2024) + f'[[hand]]\nid = "{event_of(2024)}"\nform = "issue.make#0"\n'
    new = later(last).replace('date = ""', 'date = "5月"')
    assert compose(made, made.read_case(last)).notes == compose(made, made.read_case(new)).notes == ()


def test_every_mark_of_a_year_stands_on_something(made: Engine) -> None:
    fields = made.schema.fields
    assert {path for path, field in fields.items() if field.yearly} >= {
        *("goals.actual", "fund.reason", "fund.measure", "results.reached", "projects[].reason"),
        *(f"indicators[].{key}" for key in ("target", "actual", "reached", "reason", "measure")),
    }
    for kind in made.schema.kinds.values():
        # What is required cannot be emptied: the case would not load.
        assert not [role for role, field in kind.roles.items() if field.yearly and field.required]
    assert [path for path, field in fields.items() if field.recalled] == ["fund.rate", "score.total", "score.grade"]


INDICATOR = """
[[indicators]]
name = "培训人次" # 一
level2 = "数量指标"
target = "≥300人次"
actual = "240人次"
weight = 50
reason = "报名不足"
[[indicators]]
name = "服务质量"
level2 = "质量指标"
kind = "定性"
target = "好"
reached = "达成"
weight = 40
"""


def test_indicators_keep_their_names_only() -> None:
    new = later(HEAD + INDICATOR)
    for line in (
        'target = "" # 上年写作：≥300人次',
        'actual = "" # 上年写作：240人次',
        'reason = "" # 上年写作：报名不足',
        'reached = "" # 上年写作：达成',
        'name = "培训人次" # 一；待定：上年的指标',
        'kind = "定性"',
    ):
        assert f"\n{line}\n" in new
    assert '"indicators[0].weight" = 50' in new


def test_last_years_score_grade_and_rate_are_recalled(made: Engine) -> None:
    facts = "[fund]\nbudget = 116\nspent = 106.14\n[score]\nother = 88\n"
    new = later(HEAD + facts)
    assert last_figures(made.read_case(new)) == {
        "fund.budget": "116万元",
        "fund.spent": "106.14万元",
        "score.other": "88分",
        "fund.rate": "91.50%",
        "score.total": "97.15分",
        "score.grade": "优",
    }
    # Typed or reckoned, it is what last year's report stated.
    typed = later(HEAD + facts + 'grade = "优"\ntotal = "97.2分"\n')
    assert '"score.total" = "97.15分"' in typed and typed.count('"score.grade" = "优"') == 1
    # And this year's report compares.
    now = (
        new.replace('budget = ""', "budget = 200")
        .replace('spent = ""', "spent = 150")
        .replace('other = ""', "other = 80")
    )
    draft = compose(made, made.read_case(now))
    text = to_text(draft)
    assert "97.15分" in text and "91.50%" in text
    assert draft.contradictions == ()


def test_the_year_keeps_its_shape_and_older_figures_go() -> None:
    new = later(
        'genre = "project-self-evaluation"\nyear = "2024年度"\n[last_year]\n"fund.spent" = 3\n[fund]\nspent = 5\n'
    )
    assert 'year = "2025年度"' in new
    assert new.count("[last_year]") == 1
    assert '"fund.spent" = 5' in new
    assert "= 3" not in new


COMMENTS = st.sampled_from(["", "# 注", "#", '# "[fund]" = 1', "# 2024年 3次"])
AMOUNTS = st.one_of(
    st.decimals(0, 10**6, places=2, allow_nan=False).map(str),
    st.integers(0, 10**6).map(str),
    st.integers(0, 10**6).map(lambda number: f'"{number}万元"'),
    st.sampled_from(['"约3亿元"', '"1,200.50万元"', "'9.80'"]),
)


@st.composite
def cases(draw: st.DrawFn) -> tuple[str, dict[str, str]]:
    """A case in one of TOML's many ways of writing it, and its figures as typed."""
    amounts = {f"fund.{key}": draw(AMOUNTS) for key in draw(st.sets(st.sampled_from(["budget", "spent", "balance"])))}
    shape = draw(st.sampled_from(["table", "dotted", "inline"]))
    lines = ['genre = "project-self-evaluation"', "year = 2024", 'unit.name = "甲局2024年专班"']
    short = {path.removeprefix("fund."): amount for path, amount in amounts.items()}
    if shape == "dotted":
        lines += [f"{path} = {amount}" for path, amount in amounts.items()]
    elif shape == "inline":
        lines.append(f"fund = {{ {', '.join(f'{key} = {amount}' for key, amount in short.items())} }}")
    else:
        lines += ["[fund]", *(f"{key} = {amount}" for key, amount in short.items())]
    lines += ["[[work]]", 'title = "甲"', "[[work.points]]", 'topic = "乙"', "[[work.points.events]]"]
    lines += ['kind = "activity"', 'items = ["丙 3次"]']
    written = []
    for line in lines:
        written += [comment] if (comment := draw(COMMENTS)) else []
        written.append(f"{line} {draw(COMMENTS)}".rstrip())
    end = draw(st.sampled_from(["\n", "\r\n"]))
    return end.join(written) + draw(st.sampled_from(["", end])), amounts


@given(cases())
def test_next_year_of_anything_keeps_comments_and_order(made_case: tuple[str, dict[str, str]]) -> None:
    text, amounts = made_case
    made = engine()
    before, new = made.read_case(text), later(text)
    case = made.read_case(new)
    assert case.year == 2025
    assert str(case.fact("unit.name")) == "甲局2025年专班"
    assert figures(case) == {}
    assert last_figures(case) == kept(before)
    last = tomli.loads(new, parse_float=Decimal).get("last_year", {})
    if "fund.rate" not in amounts:
        last.pop("fund.rate", None)
    assert last == tomli.loads(
        "\n".join(f'"{path}" = {amount}' for path, amount in amounts.items()), parse_float=Decimal
    )
    assert layout(settled(new.replace("\r\n", "\n"))) == layout(text.replace("\r\n", "\n"))
    assert ("\r\n" in text) == ("\r\n" in new)
    assert "\n" not in new.replace("\r\n", "") or "\r\n" not in new
    # And the year after that.
    assert made.read_case(later(new)).year == 2026


# -- last year's figures in a case ------------------------------------------------------------------------------------
def test_last_years_figures_are_read_like_this_years(made: Engine) -> None:
    case = made.read_case(HEAD + '[last_year]\n"fund.spent" = "1.2亿元"\nfund.budget = 200\n"fund.rate" = ""\n')
    assert last_figures(case) == {"fund.spent": "12000万元", "fund.budget": "200万元"}
    spent = case.value("last_year.fund.spent")
    assert getattr(spent, "number", None) == 12000
    assert case.value("fund.spent") is None


def test_last_years_figures_are_not_stated_by_themselves(made: Engine) -> None:
    case = made.read_case(HEAD + '[last_year]\n"score.other" = 88\n')
    draft = compose(made, case)
    assert [one.why for one in draft.unstated if one.fact == "last_year.score.other"] == ["上年数，用于比较"]
    assert "88" not in to_text(draft)


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ('[last_year]\n"fund.spnt" = 1', "4:15: 没有 last_year.fund.spnt 这个字段，是不是 last_year.fund.spent"),
        ('[last_year]\n"unit.name" = "甲"', "没有 last_year.unit.name 这个字段"),
        ('[last_year]\n"score.grade" = "优秀"', '上年自评等级没有 "优秀" 这一种，是不是 优'),
        ('[last_year]\n"fund.spent" = "壹佰"', '4:16: 上年支出数 "壹佰" 不是数'),
        ('[last_year]\n"fund.spent" = -1', '上年支出数 "-1" 是负数'),
        ("last_year = 3", "上年数（last_year）应当是一个表 [last_year]"),
        ("[last_yaer]\na = 1", "没有 last_yaer 这个字段，是不是 last_year"),
    ],
)
def test_faults_of_last_years_figures(made: Engine, lines: str, words: str) -> None:
    with pytest.raises(BadCase) as caught:
        made.read_case(HEAD + lines + "\n", "案件.toml")
    assert words in str(caught.value)


# -- the command ------------------------------------------------------------------------------------------------------
def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What is said on stderr by a command that cannot be done."""
    try:
        code = cli.main(["new", *arguments])
    except SystemExit as stopped:
        code = int(str(stopped.code))
    out, err = capsys.readouterr()
    assert (code, out) == (2, "")
    assert err.count("\n") == 1 and err.endswith("\n")
    return err


def test_a_skeleton_on_the_screen_and_in_a_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    genre, target = GENRES[0], tmp_path / "案件.toml"
    assert cli.main(["new", genre.name, "--year", "2024"]) == 0
    shown = capsys.readouterr().out
    assert cli.main(["new", genre.label, "--year", "2024", "-o", str(target)]) == 0
    assert capsys.readouterr().out == ""
    assert target.read_text(encoding="utf-8") == shown
    assert list(tmp_path.iterdir()) == [target]


def test_from_last_year(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    target = tmp_path / "2025.toml"
    assert cli.main(["new", "--from", str(CASES[0]), "-o", str(target)]) == 0
    assert cli.main(["new", "--from", str(CASES[0])]) == 0
    assert capsys.readouterr().out == target.read_text(encoding="utf-8") == later(CASES[0].read_text(encoding="utf-8"))


def test_from_last_year_with_kinds_of_its_own(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    kind = '[kind.stroll]\nlabel = "散步"\n[kind.stroll.roles]\nwhere = { label = "地点", required = true }\n'
    form = '[[construction]]\nname = "stroll.go"\nkind = "stroll"\nforms = ["到{{ where }}散步"]\n'
    (tmp_path / "本单位.toml").write_text(kind + form, encoding="utf-8")
    last = tmp_path / "2024.toml"
    last.write_text(
        HEAD + 'phrasebank = "本单位.toml"\n[[highlights]]\nkind = "stroll"\nwhere = "河边"\n', encoding="utf-8"
    )
    assert cli.main(["new", "--from", str(last), "-o", str(tmp_path / "2025.toml")]) == 0
    assert 'where = "河边"' in (tmp_path / "2025.toml").read_text(encoding="utf-8")


def test_an_existing_file_is_never_overwritten(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    target, link = tmp_path / "案件.toml", tmp_path / "链接.toml"
    target.write_text("旧的", encoding="utf-8")
    for arguments in ((GENRES[0].name,), ("--from", str(CASES[0]))):
        assert "已经有这个文件，没有覆盖" in refused(capsys, *arguments, "-o", str(target))
    link.symlink_to(tmp_path / "没有.toml")
    assert "已经有这个文件" in refused(capsys, GENRES[0].name, "-o", str(link))
    assert target.read_text(encoding="utf-8") == "旧的"
    assert sorted(tmp_path.iterdir()) == sorted([target, link])


@pytest.mark.parametrize("linking", [True, False])
def test_nor_one_that_comes_to_stand_there_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, linking: bool
) -> None:
    from drafter.errors import FileExists
    from drafter.files import write as files

    target = tmp_path / "案件.toml"
    target.write_text("旧的", encoding="utf-8")
    if not linking:

        def link(*names: str, **where: int) -> None:
            raise OSError(95, "no links here")

        monkeypatch.setattr("os.link", link)
    with pytest.raises(FileExists):
        files.write_whole(str(target), b"new", replace=False)
    assert target.read_text(encoding="utf-8") == "旧的"
    files.write_whole(str(tmp_path / "新.toml"), b"new", replace=False)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["新.toml", "案件.toml"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), ("缺少报告种类", *(genre.name for genre in GENRES), *(genre.label for genre in GENRES))),
        (("project-self-evalution",), ('没有 "project-self-evalution" 这个报告种类', "是不是 project-self-evaluation")),
        (("项目支出自评报告",), ("是不是 项目支出绩效自评报告",)),
        (("zzz",), ("可选：", "project-self-evaluation（项目支出绩效自评报告）")),
        (("project-self-evaluation", "--year", "24"), ("应当是一个年份",)),
        (("project-self-evaluation", "--year", "x"), ("应当是整数",)),
        (("project-self-evaluation", "--from", str(CASES[0])), ("有了 --from 就不再写",)),
        (("--from", "没有.toml"), ("没有.toml: 找不到这个文件",)),
        (("project-self-evaluation", "-o", "没有/案件.toml"), ("文件夹不存在",)),
        (("project-self-evaluation", "-o", "."), ("这是文件夹",)),
    ],
)
def test_bad_arguments(capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], words: tuple[str, ...]) -> None:
    said = refused(capsys, *arguments)
    for word in words:
        assert word in said


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (b"genre = \n", "TOML写法有误"),
        ("genre = “甲”\n".encode("gbk"), "GBK"),
        (b"year = 2024\n", "缺少报告种类"),
        (b'genre = "project-self-evaluation"\nyear = 2024\n[fnd]\nspent = 1\n', "是不是 fund"),
        (b'genre = "project-self-evaluation"\nyear = 2100\n', "应当是一个年份"),
    ],
)
def test_bad_cases(capsys: pytest.CaptureFixture[str], tmp_path: Path, text: bytes, words: str) -> None:
    last = tmp_path / "2024.toml"
    last.write_bytes(text)
    said = refused(capsys, "--from", str(last), "-o", str(tmp_path / "2025.toml"))
    assert words in said
    assert list(tmp_path.iterdir()) == [last]
