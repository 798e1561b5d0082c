"""What a new year's case has to decide: the list, keeping and dropping, in the file, by command and in the interface.

Invariants:
- names with a year or a figure, what was kept, last year's notes and what happened once stand in the list; nothing that
  happened once is in the draft until somebody keeps it;
- what is kept or dropped changes that alone, in any order, and what comes of it is a case; a mark moves with its line;
- while something is open the case is not complete: draft --strict, the bar, the list of remarks.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import tomli
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from screens import play, screen, shows
from textual.pilot import Pilot

from drafter import api, cli
from drafter.api import engine
from drafter.editing.deciding import decided, listed, without_figures
from drafter.editing.document import Document
from drafter.errors import UnknownNumber
from drafter.facts.next_year import next_year
from drafter.facts.undecided import MARK, undecided
from drafter.tui.app import DrafterApp
from drafter.tui.editor import EditorScreen

LAST = """# 头
genre = "project-self-evaluation"
year = 2024
[unit]
name = "青山县农业农村局"
[project]
name = "2024年人居环境整治" # 名
basis = ["《整治方案》（青政发〔2024〕12号）"]
[fund]
budget = 200
spent = 180
[[highlights]]
kind = "honour"
items = ["全国文明村 1个"] # 牌子

[[highlights]]
kind = "meet"
what = "现场会"
[[work]]
title = "三个重点村"
notes = ["拆除旱厕46座，改厕118户（目标130户）", "5月培训300人"]
[[work.points]]
topic = "阵地"
events = [{ kind = "build", what = ["文化广场"], count = "3个" }, { kind = "meet", what = "2024年推进会" }]
[[indicators]]
level1 = "产出指标"
level2 = "数量指标"
name = "改厕户数"
target = 130
actual = 118
[sign]
unit = "青山县农业农村局"
"""


def later(text: str) -> str:
    made = engine()
    return next_year(text, made.schema, made.read_case(text), [rule.path for rule in made.rules])


NEW = later(LAST)


def test_the_list() -> None:
    assert [(one.open.sort, one.open.path, one.words, one.why) for one in listed(NEW)] == [
        ("name", "project.name", "2025年人居环境整治", "2024年改成了2025年"),
        ("name", "project.basis", "《整治方案》（青政发〔2024〕12号）", "名称里仍有2024"),
        ("aside", "", "全国文明村", "上年的一次性的事：获得荣誉、新增先进"),
        ("name", "work[0].title", "三个重点村", "名称里有“三个”"),
        ("notes", "work[0].notes", "拆除旱厕46座，改厕118户（目标130户）；5月培训300人", "上年的记事"),
        ("once", "work[0].points[0].events", "文化广场", "一次性的事"),
        ("name", "work[0].points[0].events", "2025年推进会", "2024年改成了2025年"),
        ("name", "indicators[0].name", "改厕户数", "上年的指标"),
        ("name", "sign.unit", "青山县农业农村局", "上年的署名"),
    ]


def test_what_happened_once_is_not_told_until_it_is_kept() -> None:
    made = engine()
    assert "全国文明村" not in api.to_text(api.compose(made.read_case(NEW)))
    assert "文化广场" not in api.to_text(api.compose(made.read_case(NEW)))
    kept = decided(NEW, "", [3, 6], [])
    text = api.to_text(api.compose(made.read_case(kept)))
    assert "全国文明村" in text and "文化广场" in text and "# 牌子" in kept


@pytest.mark.parametrize(
    ("number", "keep", "there", "gone"),
    [
        (1, True, 'name = "2025年人居环境整治" # 名\n', ""),
        (1, False, 'name = "" # 名\n', "2025年人居环境整治"),
        (2, False, "basis = []\n", "整治方案"),
        (3, False, 'kind = "meet"', "全国文明村"),
        (4, False, "", "三个重点村"),
        (5, True, '"拆除旱厕〔待补：数〕座，改厕〔待补：数〕户"', "46座"),
        (5, False, "notes = []\n", "46座"),
        (6, False, "推进会", "文化广场"),
        (7, False, "文化广场", "推进会"),
        (8, False, "", "改厕户数"),
    ],
)
def test_each_is_kept_or_dropped_alone(number: int, keep: bool, there: str, gone: str) -> None:
    before = listed(NEW)
    made = decided(NEW, "", [number] if keep else [], [] if keep else [number])
    assert there in made and not (gone and gone in made)
    assert "# 头\n" in made and engine().read_case(made).year == 2025
    left = {(one.open.path, one.words) for one in listed(made)}
    others = {(one.open.path, one.words) for one in before if one.number != number}
    # A row that is dropped takes what stands in it with it.
    assert left <= others and len(others - left) <= (2 if number == 4 else 0) + 1


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(range(1, 10)), unique=True), st.integers(0, 511))
def test_in_any_order_what_comes_of_it_is_a_case(numbers: list[int], keep: int) -> None:
    kept = [number for number in numbers if keep >> number & 1]
    made = decided(NEW, "", kept, [number for number in numbers if number not in kept])
    assert engine().read_case(made).year == 2025
    assert len(undecided(made)) <= len(undecided(NEW)) - (len(numbers) > 0)
    while left := listed(made):
        made = decided(made, "", [], [left[-1].number])
    assert MARK not in made
    tomli.loads(made)


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ("改厕118户（目标130户，上年100户，原因：外出务工）", "改厕〔待补：数〕户"),
        ("5月培训3期300人，讲解标准", "5月培训〔待补：数〕期〔待补：数〕人，讲解标准"),
        ("印发《管护办法》", "印发《管护办法》"),
        ("满意率96.4%，上年95.1%", "满意率〔待补：数〕%"),
    ],
)
def test_a_note_without_the_figures_of_its_year(line: str, after: str) -> None:
    assert without_figures(line) == after


def test_a_mark_moves_with_its_line() -> None:
    document = Document('genre = "township-summary"\nyear = 2025\n[[projects]]\nname = "甲"\n\n[[projects]]\n'
                        'name = "2025年乙" # 待定：2024年改成了2025年\n')  # fmt: skip
    document.move("projects[1]", 0)
    assert [one.path for one in undecided(document.text)] == ["projects[0].name"]


@pytest.mark.parametrize(
    "text",
    ['name = "# 待定：甲"\n', "# 待定：写在空处的话\n", 'a = "甲" # 待定', 'a = """\n# 待定：甲\n"""\n', "", "坏了 ="],
)
def test_what_is_no_mark(text: str) -> None:
    assert undecided(text) == []


def test_numbers_that_are_none() -> None:
    for keep, drop in (([10], []), ([0], []), ([1], [1])):
        with pytest.raises(UnknownNumber):
            decided(NEW, "案件.toml", keep, drop)


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "2025.toml"
    file.write_bytes(NEW.replace("\n", "\r\n").encode())
    assert cli.main(["due", str(file)]) == 1
    assert capsys.readouterr().out.startswith("1. 第7行 名称 2025年人居环境整治（2024年改成了2025年）\n")
    assert cli.main(["due", str(file), "--format", "json"]) == 1
    told = json.loads(capsys.readouterr().out)["due"]
    assert [one["number"] for one in told] == list(range(1, 10)) and told[2]["path"] is None
    assert cli.main(["draft", str(file), "--strict"]) == 1
    assert "上年留下的还有9条没有定，用 drafter due" in capsys.readouterr().err
    assert cli.main(["due", str(file), "--keep", "1", "2", "4", "7", "8", "9", "--drop", "3", "5", "6"]) == 0
    assert "没有待定的" in capsys.readouterr().out
    held = file.read_bytes()
    assert b"\r\n" in held and b"\n" not in held.replace(b"\r\n", b"")
    assert cli.main(["due", str(file), "--keep", "1"]) == 2
    assert "没有第1条" in capsys.readouterr().err and file.read_bytes() == held
    assert cli.main(["due", str(tmp_path / "没有.toml")]) == 2


def test_one_key_each(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAFTER_STATE", str(tmp_path / "state"))
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "tour.shown").touch()
    file = tmp_path / "2025.toml"
    file.write_text(NEW, encoding="utf-8")

    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        editor = app.screen
        assert isinstance(editor, EditorScreen)
        await shows(app, pilot, "待定9（F10）")
        assert sum("还没有定" in one.message for one in editor.bench.remarks()) == 9
        await pilot.press("f10")
        await shows(app, pilot, "还有9条", "k 照旧留下")
        await pilot.press("k", "k", "d")
        await shows(app, pilot, "还有6条")
        await pilot.press("u")
        await shows(app, pilot, "还有7条")
        await pilot.press("d", "c")
        await pilot.pause(0.1)
        assert editor.focus_path == "work[0].title" and len(editor.bench.open) == 5
        await pilot.press("ctrl+z")
        await pilot.pause(0.1)
        assert len(editor.bench.open) == 6
        await pilot.press("f10", *"dddddd")
        await shows(app, pilot, "没有待定的了")
        await pilot.press("escape")
        await pilot.pause(0.1)
        assert "待定" not in screen(app).split("\n")[0]

    play(act, str(file))


@pytest.mark.parametrize("path", sorted((ROOT / "cases").glob("*.toml")), ids=lambda path: path.stem)
def test_the_examples_have_a_next_year_that_can_be_decided(path: Path) -> None:
    new = later(path.read_text(encoding="utf-8"))
    while left := listed(new):
        new = decided(new, "", [one.number for one in left], [])
    assert engine().read_case(new).year
