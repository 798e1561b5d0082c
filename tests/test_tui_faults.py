"""Faults of the interface that a person met who knew only the README, each mended by kind.

Invariants:
- arrows with Alt move items in every terminal; past the edge of a section it is said where one more step leads;
- coming back to a section is coming back to one's place; Ctrl+N makes one more of the list one is in;
- what the report misses is reached wherever it stands, rows of tables included, one after the other;
- a click goes to what was clicked and moves nothing else; a name that is suggested is selected;
- a table in the draft loses no character; a small window costs nobody the focus; Ctrl+U spares other lines.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from screens import Typist, alone, editor, play, shows
from textual.pilot import Pilot
from textual.widgets import Input

from drafter.editing.buffer import Buffer
from drafter.editing.case_file import CaseFile
from drafter.editing.page_tables import table_lines
from drafter.editing.workbench import Workbench
from drafter.language.width import width
from drafter.report.tree import Table
from drafter.tui.app import DrafterApp
from drafter.tui.choices import ChoiceList
from drafter.tui.draft_view import DraftView
from drafter.tui.driver import KeyParser

CASE = """genre = "project-self-evaluation"
year = 2024
[unit]
name = "青山县农业农村局"
short = "县农业农村局"
[project]
name = "人居环境整治"
[fund]
budget = "200万元"
spent = "187.6万元"
[[work]]
title = "清洁"
notes = ["拆除旱厕46座", "改厕118户"]
[[work]]
title = "改厕"
notes = ["宣传5次"]
[[indicators]]
level1 = "产出指标"
level2 = "数量指标"
name = "拆除旱厕"
target = "50座"
[[indicators]]
level1 = "产出指标"
level2 = "质量指标"
name = "合格率"
target = "≥95%"
actual = "93%"
"""


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone(tmp_path, monkeypatch)
    monkeypatch.chdir(tmp_path)
    Path("案件.toml").write_text(CASE, encoding="utf-8")


@pytest.mark.parametrize(
    ("sent", "keys"),
    [
        ("\x1b[1;3A", ["alt+up"]),
        ("\x1b[1;3B", ["alt+down"]),
        ("\x1b\x1b[A", ["alt+up"]),
        ("\x1b\x1bOB", ["alt+down"]),
        ("\x1b[1;9A", ["alt+up"]),
        ("\x1b[A", ["up"]),
        ("\x1b[1;5A", ["ctrl+up"]),
        ("中\x1b[1;3A文", ["中", "alt+up", "文"]),
    ],
)
def test_arrows_with_alt_as_terminals_send_them(sent: str, keys: list[str]) -> None:
    assert [getattr(one, "key", None) for one in KeyParser(False).feed(sent)] == keys


@pytest.mark.parametrize("key", ["tab", "enter", "down"])
def test_past_the_end_it_is_said_where_one_goes(key: str) -> None:
    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        screen_ = editor(app)
        screen_.to_section(4)
        last = screen_.form.entries[-1].path
        screen_.to_path(last)
        await pilot.press(key)
        assert screen_.at == 4 and screen_.focus_path == last
        await shows(app, pilot, "再按一次到“问题和措施”")
        await pilot.press(key)
        assert screen_.at == 5
        await pilot.press("shift+tab")
        assert screen_.at == 5
        await pilot.press("shift+tab")
        assert screen_.at == 4 and screen_.focus_path == last

    play(act, "案件.toml")


def test_a_second_step_counts_only_at_once() -> None:
    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        screen_ = editor(app)
        screen_.to_section(4)
        screen_.to_path(screen_.form.entries[-1].path)
        await pilot.press("tab", "shift+tab", "tab", "tab")
        assert screen_.at == 4

    play(act, "案件.toml")


def test_coming_back_is_to_the_same_place() -> None:
    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        screen_ = editor(app)
        screen_.to_path("work[1].notes[0]")
        await pilot.press("f12", "f12", "f11", "f11")
        assert screen_.focus_path == "work[1].notes[0]"
        await pilot.press("ctrl+o", "1", "ctrl+o", "4")
        assert screen_.focus_path == "work[1].notes[0]"

    play(act, "案件.toml")


@pytest.mark.parametrize(
    ("at", "made"),
    [("work[0].title", "work[1].title"), ("work[1].notes[0]", "work[1].notes[1]+"), ("work", "work[2].title")],
)
def test_one_more_of_the_list_one_is_in(at: str, made: str) -> None:
    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        screen_ = editor(app)
        screen_.to_path(at)
        await pilot.press("ctrl+n")
        assert screen_.focus_path == made
        await shows(app, pilot, "里新增一项")

    play(act, "案件.toml")


def test_what_is_missing_in_rows_of_tables_is_reached() -> None:
    wanted = ["indicators[0].actual", "indicators[1].reason"]
    bench = Workbench(CaseFile("案件.toml"))
    assert [path for path in bench.due() if path.startswith("indicators")] == wanted
    assert set(wanted) <= {one.path for one in bench.remarks()}
    bench.file.close()

    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        screen_ = editor(app)
        seen = []
        for _ in range(8):
            await pilot.press("f4")
            seen.append(screen_.focus_path)
            if screen_.focus_path == "score.total" or not screen_.focus_path.startswith("indicators"):
                await Typist(app, pilot).type("88")
        assert set(wanted) <= set(seen)
        await pilot.press("f3")
        await shows(app, pilot, "拆除旱厕")

    play(act, "案件.toml")


def test_a_click_goes_to_what_was_clicked_and_nothing_scrolls() -> None:
    Path("长.toml").write_bytes((ROOT / "cases" / "guraozhen-township.toml").read_bytes())

    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        screen_ = editor(app)
        view = screen_.draft_view
        view.scroll_to(y=12, animate=False, immediate=True)
        await pilot.pause(0.1)
        view.scroll_to(y=12, animate=False, immediate=True)
        page = view.page
        assert page is not None
        top = int(view.scroll_offset.y)
        rows = range(top + 1, top + view.size.height - 1)
        spots = [
            (row - top, sum(width(one.text) for one in page.lines[row][:at]), piece)
            for row in rows
            for at, piece in enumerate(page.lines[row])
            if piece.facts and not piece.facts[0].startswith(("unit", "year")) and piece.look == "fact"
        ]
        row, column, piece = spots[-1]
        await pilot.click(DraftView, offset=(column + 2, row))
        await pilot.pause(0.1)
        assert int(view.scroll_offset.y) == top
        assert any(fact.startswith(screen_.focus_path.rstrip("]")) for fact in piece.facts), screen_.focus_path

    play(act, "长.toml", (160, 40))


def test_the_suggested_name_is_selected() -> None:
    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        await pilot.press("f9")
        await shows(app, pilot, "案件.docx")
        await Typist(app, pilot).type("年报")
        assert app.screen.query_one(Input).value.endswith("/年报") or app.screen.query_one(Input).value == "年报"
        await pilot.press("enter")
        await shows(app, pilot, "已导出 年报.docx")

    play(act, "案件.toml")
    assert Path("年报.docx").is_file()


def test_a_small_window_costs_nobody_the_focus() -> None:
    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        screen_ = editor(app)
        screen_.to_path("unit.name")
        for size in ((40, 10), (110, 34), (70, 24), (50, 24), (120, 40)):
            await pilot.resize_terminal(*size)
            await pilot.pause(0.05)
        await Typist(app, pilot).type("甲")
        await pilot.pause(0.1)
        assert screen_.bench.document.raw("unit.name") == "青山县农业农村局甲"

    play(act, "案件.toml")


@pytest.mark.parametrize(
    ("text", "at", "left"),
    [("甲" * 40, 40, ""), ("甲\n乙丙\n丁", 4, "甲\n\n丁"), ("甲乙丙", 1, "乙丙"), ("甲\n乙", 3, "甲\n")],
)
def test_ctrl_u_goes_to_the_start_of_the_line(text: str, at: int, left: str) -> None:
    buffer = Buffer(text, many=True)
    buffer.at = at
    buffer.lines(10)
    assert buffer.act("ctrl+u") and buffer.text == left
    assert buffer.place(10)[0] == left[: buffer.at].count("\n")


TABLE = Table(
    "表", ("项目", "预算数", "偏差原因"), (("道路养护工程", "1,284.5万元", "质保金未到支付期"), ("信访", "12", ""))
)


@pytest.mark.parametrize("columns", [16, 24, 30, 47, 80, 120])
def test_a_table_of_the_draft_loses_nothing(columns: int) -> None:
    lines = table_lines(TABLE, columns)
    text = "".join(words for words, _ in lines)
    assert all(width(words.rstrip()) <= columns for words, _ in lines)
    for cell in (*TABLE.header[1:], *TABLE.rows[0], *TABLE.rows[1]):
        assert all(letter in text for letter in cell)
    if columns >= 24:
        # No figure is cut in two.
        assert any("1,284.5万元" in words for words, _ in lines)


@settings(max_examples=60, deadline=None)
@given(
    st.integers(2, 5).flatmap(
        lambda count: st.lists(
            st.lists(st.text("道路12.5万元，", max_size=9), min_size=count, max_size=count), min_size=1, max_size=4
        )
    ),
    st.integers(20, 90),
)
def test_any_table_fits_and_keeps_its_letters(rows: list[list[str]], columns: int) -> None:
    head = [f"列{number}" for number in range(len(rows[0]))]
    lines = table_lines(Table("", tuple(head), tuple(map(tuple, rows))), columns)
    assert all(width(words.rstrip()) <= columns for words, _ in lines)
    told = sorted("".join(words for words, _ in lines))
    for letter in "道路125万元":
        assert told.count(letter) >= sum(cell.count(letter) for row in rows for cell in row)


def test_a_list_that_is_not_laid_out_yet_turns_no_page() -> None:
    async def run(app: DrafterApp, pilot: Pilot[int]) -> None:
        choices = app.screen.query_one(ChoiceList)
        choices.add_options(["甲", "乙", "丙"])
        choices.highlighted = 2
        # Before the next layout there are no lines of these options.
        choices._line_cache.clear()
        choices.action_page_down()
        choices.action_page_up()
        await pilot.pause(0.05)

    play(run)
