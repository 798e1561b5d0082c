"""What a clerk found at the first try, kept as it was mended.

Invariants:
- a picker takes what is marked, by keys and by mouse; Enter before it could be seen takes nothing;
- each remark stands once, without the place in the file, the path of its field or any other code;
- Enter goes on like Tab; a digit typed on arriving at the year takes its place;
- labels of fields deep in rows stay readable; a notice loses no character at the edge of a pane.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import ROOT
from screens import Typist, alone, editor, play, screen, shows
from textual.pilot import Pilot
from textual.widgets import OptionList

from drafter import api
from drafter.comparisons import compare_files
from drafter.composing.wording import trace
from drafter.editing.case_file import CaseFile
from drafter.editing.kinds import offers
from drafter.editing.workbench import Workbench
from drafter.facts.fact import Fact
from drafter.tui.app import DrafterApp
from drafter.tui.dialogs import Pick
from drafter.tui.naming import FileNameLine

CASE = """genre = "township-summary"
year = 2025

[unit]
name = "青山镇人民政府"

[[projects]]
name = "道路养护"
budget = "100万元"
spent = "90万元"
rate = "12%"
"""
WORK = """genre = "project-self-evaluation"
year = 2025

[unit]
name = "青山县文明办"

[[work]]
title = "环境整治"
[[work.points]]
topic = "日常管护工作"
events = [{ kind = "meet", what = "动员会" }, { kind = "issue", what = ["《管护办法》"] }]
"""


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    alone(tmp_path, monkeypatch)
    monkeypatch.chdir(tmp_path)
    Path("案件.toml").write_text(CASE, encoding="utf-8")
    Path("项目.toml").write_text(WORK, encoding="utf-8")
    return tmp_path


def bench_of(text: str) -> Workbench:
    Path("别的.toml").write_text(text, encoding="utf-8")
    return Workbench(CaseFile("别的.toml"))


# -- pickers ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("mouse", [False, True])
def test_what_is_marked_is_taken(mouse: bool) -> None:
    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        bench = editor(app).bench
        typist = Typist(app, pilot)
        held = len(bench.document.raw("work[0].points[0].events"))
        editor(app).to_path("work[0].points[0].events")
        kinds = offers(bench.reading.engine, bench.document.data, "")
        await typist.press("ctrl+k")
        await pilot.pause(0.1)
        picker = app.screen
        assert isinstance(picker, Pick)
        options = picker.query_one(OptionList)
        if mouse:
            await pilot.click(OptionList, offset=(4, 4))
        else:
            await typist.press("down", "down")
            assert options.highlighted == 2
            await typist.press("enter")
        await pilot.pause(0.1)
        made = bench.document.raw(f"work[0].points[0].events[{held}]")["kind"]
        assert made != kinds[0].name or kinds[0].name == picker.options[2][0]
        if not mouse:
            assert made == picker.options[2][0]

    play(act, "项目.toml")


def test_letters_then_arrows_then_enter() -> None:
    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        typist = Typist(app, pilot)
        editor(app).to_path("work[0].points[0].events")
        await typist.press("ctrl+k")
        await typist.type("hy")
        await pilot.pause(0.1)
        options = app.screen.query_one(OptionList)
        assert options.option_count > 1
        wanted = options.get_option_at_index(1).id
        await typist.press("down", "enter")
        await pilot.pause(0.1)
        assert editor(app).bench.document.raw("work[0].points[0].events[2]")["kind"] == wanted

    play(act, "项目.toml")


def test_the_marked_genre_is_made() -> None:
    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        genres = list(api.engine().genres.values())
        await pilot.press("n")
        await shows(app, pilot, genres[2].label)
        await pilot.pause(0.1)
        await pilot.press("down", "down", "enter")
        await pilot.pause(0.2)
        assert isinstance(app.screen, FileNameLine)
        assert genres[2].label in app.screen.value

    play(act)


def test_enter_before_the_question_stands_takes_nothing() -> None:
    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        app.simulate_key("n")
        app.simulate_key("enter")
        await pilot.pause(0.5)
        assert isinstance(app.screen, Pick)

    play(act)


def test_pickers_hide_codes_and_find_by_them() -> None:
    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        editor(app).to_path("problems.chosen")
        entry = editor(app).form.entry
        assert entry is not None and entry.field.type == "choices", entry
        one = next(one for one in entry.field.choices if "." in one)
        await pilot.press("enter")
        await pilot.pause(0.1)
        assert not re.search(r"[a-z]+\.[a-z]+", screen(app))
        await Typist(app, pilot).type(one)
        await pilot.pause(0.1)
        assert app.screen.query_one(OptionList).get_option_at_index(0).id == one

    play(act, "案件.toml")


# -- remarks ----------------------------------------------------------------------------------------------------------
def test_each_remark_stands_once_and_without_its_place() -> None:
    bench = bench_of(CASE)
    told = [one.message for one in bench.remarks()]
    assert [one for one in told if "12%" in one]
    assert len(told) == len(set(told)) and not [one for one in told if "别的.toml" in one]


def test_a_case_that_cannot_be_read_tells_each_fault_once() -> None:
    bench = bench_of(CASE.replace("year = 2025", 'year = "去年"'))
    told = [one.message for one in bench.remarks()]
    assert told and len(told) == len(set(told)) and not [one for one in told if "别的.toml" in one]


def test_indicators_and_choices_are_told_without_codes() -> None:
    text = CASE + '\n[[indicators]]\nlevel1 = "产出指标"\nname = "培训"\ntarget = "多"\nactual = "4次"\nweight = 9\n'
    text += '[[hand]]\nid = "issue-00000000"\nform = "issue.pay#0"\n'
    text += '[[hand]]\nid = "meet-00000000"\ntext = "另开了5次会。"\n'
    bench = bench_of(text)
    told = "\n".join(one.message for one in bench.remarks())
    assert "指标‘培训’的“多”不是数" in told
    assert "手工修改（印发文件）：案件里已经没有这一项，指定的说法用不上" in told
    assert "手工修改“另开了5次会。”：" in told
    assert not re.search(r"（[a-z]|issue|meet|\w#\d|indicators", told), told
    # The path stands where the file is spoken of: whoever mends that needs it.
    assert bench.draft is not None
    assert any("issue.pay#0" in note.message for note in bench.draft.notes)


def test_the_review_names_the_kind_not_its_code() -> None:
    case = WORK.replace('"meet", what = "动员会"', '"repair", items = ["路灯 12个"], date = "3月", place = ["东村"]')
    Path("旧.toml").write_text(case.replace("2025", "2024"), encoding="utf-8")
    Path("新.toml").write_text(
        case.replace('"3月", place = ["东村"]', '"5月", place = ["西村", "南村"]'), encoding="utf-8"
    )
    found = compare_files("旧.toml", "新.toml")
    why = "\n".join(one.why for pair in found.pairs for one in pair.stale)
    labels = "\n".join(one.label for pair in found.pairs for one in pair.facts)
    assert "12个" in "".join(one.quote for pair in found.pairs for one in pair.stale)
    assert "repair" not in why + labels


def test_a_figure_inside_of_words_is_found() -> None:
    reason = Fact("fund.reason", "项目2025年6月才批复，资金未支付完毕")
    assert trace("因2025年6月才批复，没有付完。", (reason,))[1] == []
    assert trace("因2025年7月才批复，没有付完。", (reason,))[1] == ["7月"]


# -- the form ---------------------------------------------------------------------------------------------------------
def test_enter_on_an_empty_line_goes_on_like_tab() -> None:
    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        typist = Typist(app, pilot)
        where = "work[0].points[0].events[1].what"
        editor(app).to_path(where)
        await typist.press("tab")
        after = editor(app).focus_path
        assert after.startswith("work[0].points[0].events[1].")
        editor(app).to_path(where)
        await typist.press("enter")
        assert editor(app).focus_path == where
        await typist.press("enter")
        assert editor(app).focus_path == after
        await typist.press("enter")
        assert editor(app).focus_path.startswith("work[0].points[0].events[1].")

    play(act, "项目.toml")


def test_a_digit_takes_the_place_of_the_year() -> None:
    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        typist = Typist(app, pilot)

        def year() -> object:
            return editor(app).bench.document.raw("year")

        assert editor(app).focus_path == "year"
        await typist.type("2024")
        assert year() == 2024
        await typist.press("backspace", "6")
        assert year() == 2026
        await typist.press("tab", "shift+tab", "end", "backspace", "3")
        assert year() == 2023
        await typist.press("tab", "shift+tab")
        await typist.type("2021")
        assert year() == 2021

    play(act, "案件.toml")


def test_labels_of_events_stand_on_one_line() -> None:
    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        editor(app).to_path("work[0].points[0].events[0].what")
        await pilot.pause(0.2)
        kind = editor(app).bench.reading.engine.schema.kinds["meet"]
        shown = screen(app)
        for role in kind.roles.values():
            if len(role.label) <= 7:
                assert role.label in shown, role.label

    play(act, "项目.toml", (120, 48))


@pytest.mark.parametrize("columns", [80, 100, 120, 121, 160, 200])
def test_a_notice_is_whole(columns: int) -> None:
    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        editor(app).to_path("fund.budget")
        await pilot.press("ctrl+n")
        await shows(app, pilot, "先走到要新增的那一列上，再按一次")

    Path("评.toml").write_bytes((ROOT / "cases" / "wenming-city.toml").read_bytes())
    play(act, "评.toml", (columns, 40))
