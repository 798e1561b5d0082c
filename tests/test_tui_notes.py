"""Notes typed in the form: lines as in a text editor, blocks pasted, pages read in, kinds and readings as help.

Invariants:
- Enter is the next line, in the middle two of one; Backspace and Delete join; what is left empty is in no file;
- keys that come in a burst make one line, not many; a line and its words are one step of undo;
- a block becomes lines where the cursor is; a page with labels is asked about and fills its fields;
- a line leads to its sentence, words of the draft lead to their line; how it is read stands under it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from screens import Typist, alone, editor, play, screen, shows
from textual import events
from textual.pilot import Pilot

from drafter.editing import create
from drafter.tui.app import DrafterApp
from drafter.tui.box import Box
from drafter.tui.editor import EditorScreen

CASE = """genre = "project-self-evaluation"
year = 2024

[unit]
name = "青山县农业农村局"

[project]
name = "人居环境整治补助"

[[work]]
title = "村庄清洁"
notes = [
  "拆除旱厕46座", # 一
  "5月培训村级保洁员300人",
]
"""
NOTES = "work[0].notes"
PAGE = "单位：乙局（简称县局）\n全年预算200万元，支出187万元\n目标一：清洁\n 改厕118户\n问题：进度慢\n措施：抓紧\n"


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone(tmp_path, monkeypatch)
    monkeypatch.chdir(tmp_path)
    Path("案件.toml").write_text(CASE, encoding="utf-8")


def acting(act: Callable[[EditorScreen, Typist, Pilot[int]], Awaitable[None]], case: str = "案件.toml") -> None:
    async def run(app: DrafterApp, pilot: Pilot[int]) -> None:
        await act(editor(app), Typist(app, pilot), pilot)

    play(run, case)


def held(screen_: EditorScreen) -> list[str]:
    found = screen_.bench.document.raw(NOTES)
    assert isinstance(found, list)
    return found


def test_lines_are_typed_as_in_an_editor() -> None:
    async def act(screen_: EditorScreen, typist: Typist, pilot: Pilot[int]) -> None:
        before = screen_.bench.document.text
        screen_.to_path(f"{NOTES}[0]")
        await typist.press("enter")
        assert screen_.bench.document.text == before
        for key in "改厕118户":
            typist.app.simulate_key(key)
        await pilot.pause(0.1)
        assert held(screen_) == ["拆除旱厕46座", "改厕118户", "5月培训村级保洁员300人"]
        assert "# 一" in screen_.bench.document.text
        await typist.press("left", "left", "left", "left", "enter")
        assert held(screen_)[1:3] == ["改厕", "118户"]
        await typist.press("backspace")
        assert held(screen_)[1] == "改厕118户" and screen_.form.buffer.at == 2
        await typist.press("end", "delete")
        assert held(screen_)[1] == "改厕118户5月培训村级保洁员300人"
        for _ in range(4):
            await typist.press("ctrl+z")
        assert screen_.bench.document.text == before

    acting(act)


def test_a_line_left_empty_is_in_no_file() -> None:
    async def act(screen_: EditorScreen, typist: Typist, pilot: Pilot[int]) -> None:
        before = screen_.bench.document.text
        screen_.to_path(f"{NOTES}[1]")
        await typist.press("enter", "up", "end", "enter", "tab")
        assert screen_.bench.document.text == before
        screen_.to_path(f"{NOTES}[0]")
        await typist.press("ctrl+u")
        await pilot.pause(0.1)
        assert held(screen_)[0] == ""
        await typist.press("down")
        await pilot.pause(0.1)
        assert held(screen_) == ["5月培训村级保洁员300人"] and screen_.focus_path == f"{NOTES}[0]"

    acting(act)


def test_up_and_down_keep_the_column_and_moving_keeps_the_line() -> None:
    async def act(screen_: EditorScreen, typist: Typist, pilot: Pilot[int]) -> None:
        screen_.to_path(f"{NOTES}[1]")
        await typist.press("home", "right", "right", "up")
        assert (screen_.focus_path, screen_.form.buffer.at) == (f"{NOTES}[0]", 1)
        await typist.press("home", "left")
        assert screen_.form.buffer.at == 0
        await typist.press("end", "right")
        assert (screen_.focus_path, screen_.form.buffer.at) == (f"{NOTES}[1]", 0)
        await typist.press("alt+up")
        assert held(screen_)[0] == "5月培训村级保洁员300人" and screen_.focus_path == f"{NOTES}[0]"
        await typist.press("ctrl+d")
        assert len(held(screen_)) == 3
        await typist.press("f8", "f8")
        assert held(screen_) == ["5月培训村级保洁员300人"]

    acting(act)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("1. 改厕118户\n\n2. 硬化道路4.6公里\n", ["改厕118户", "硬化道路4.6公里"]),
        ("名称\t数量\n演练\t3次\n宣讲\t5场\n", ["演练3次", "宣讲5场"]),
        ("王主任 2024年12月3日 14:20\n改厕118户\n", ["改厕118户"]),
    ],
)
def test_a_block_becomes_lines_where_the_cursor_is(text: str, lines: list[str]) -> None:
    async def act(screen_: EditorScreen, typist: Typist, pilot: Pilot[int]) -> None:
        before = screen_.bench.document.text
        screen_.to_path(f"{NOTES}[0]")
        await typist.press("enter")
        screen_.form.post_message(events.Paste(text))
        await pilot.pause(0.1)
        assert held(screen_) == ["拆除旱厕46座", *lines, "5月培训村级保洁员300人"]
        await typist.press("ctrl+z")
        assert screen_.bench.document.text == before

    acting(act)


def test_a_block_in_the_middle_of_a_line() -> None:
    async def act(screen_: EditorScreen, typist: Typist, pilot: Pilot[int]) -> None:
        screen_.to_path(f"{NOTES}[0]")
        await typist.press("home", "right", "right")
        screen_.form.post_message(events.Paste("甲\n乙"))
        await pilot.pause(0.1)
        assert held(screen_)[:2] == ["拆除甲", "乙旱厕46座"] and screen_.form.buffer.at == 1

    acting(act)


@pytest.mark.parametrize("into", ["unit.name", f"{NOTES}[0]"])
def test_a_page_is_asked_about_and_fills_its_fields(into: str) -> None:
    async def act(screen_: EditorScreen, typist: Typist, pilot: Pilot[int]) -> None:
        before = screen_.bench.document.text
        screen_.to_path(into)
        screen_.form.post_message(events.Paste(PAGE))
        await shows(typist.app, pilot, "读进各栏")
        await typist.press("enter")
        await shows(typist.app, pilot, "要看一眼", "没有换")
        data = screen_.bench.document.data
        assert data["unit"] == {"name": "青山县农业农村局", "short": "县局"} and data["fund"]["budget"] == "200万元"
        assert data["work"][1]["notes"] == ["改厕118户"] and len(held(screen_)) == 2
        await typist.press("escape", "ctrl+z")
        assert screen_.bench.document.text == before

    acting(act)


def test_an_empty_case_from_a_page_in_the_box() -> None:
    create.from_genre("project-self-evaluation", "新.toml")

    async def act(screen_: EditorScreen, typist: Typist, pilot: Pilot[int]) -> None:
        await typist.press("ctrl+b")
        await shows(typist.app, pilot, "把记事贴在这里")
        typist.app.post_message(events.Paste(PAGE))
        await pilot.pause(0.1)
        await typist.press("ctrl+s")
        await shows(typist.app, pilot, "读入")
        await typist.press("escape")
        assert screen_.bench.document.raw("work[0].notes") == ["改厕118户"]

    acting(act, "新.toml")


def test_a_table_typed_in_the_box_keeps_its_columns() -> None:
    async def act(screen_: EditorScreen, typist: Typist, pilot: Pilot[int]) -> None:
        await typist.press("ctrl+b")
        await shows(typist.app, pilot, "把记事贴在这里")
        await typist.type("改造旱厕（座）")
        await typist.press("tab")
        await typist.type("18")
        await typist.press("tab")
        await typist.type("17")
        box = typist.app.screen
        assert isinstance(box, Box) and box.area().text == "改造旱厕（座）\t18\t17"

    acting(act)


def test_a_kind_is_help_and_never_needed() -> None:
    async def act(screen_: EditorScreen, typist: Typist, pilot: Pilot[int]) -> None:
        screen_.to_path(f"{NOTES}[1]")
        await typist.press("ctrl+k")
        await typist.type("招标")
        await shows(typist.app, pilot, "采购设备物资")
        await typist.press("enter")
        await pilot.pause(0.1)
        assert screen_.bench.document.raw(f"{NOTES}[2]") == {"kind": "purchase"}
        await typist.press("ctrl+z")
        await typist.press("ctrl+k")
        await typist.type("无人机")
        await shows(typist.app, pilot, "相近的有", "不选种类")
        await typist.press("enter")
        await typist.type("无人机巡河3次")
        await pilot.pause(0.1)
        assert held(screen_)[-1] == "无人机巡河3次"

    acting(act)


def test_a_reading_stands_under_its_line_and_can_be_changed() -> None:
    async def act(screen_: EditorScreen, typist: Typist, pilot: Pilot[int]) -> None:
        screen_.to_path(f"{NOTES}[0]")
        await typist.type("（目标50座）")
        await shows(typist.app, pilot, "做什么 拆除旱厕", "多少 46座", "目标 50座")
        await typist.press("ctrl+r")
        await shows(typist.app, pilot, "还可以怎样理解")
        await typist.press("enter")
        await pilot.pause(0.1)
        assert held(screen_)[0] == "拆除旱厕46座（上年50座）"
        await shows(typist.app, pilot, "上年 50座")

    acting(act)


def test_a_note_in_a_table_is_a_line_too() -> None:
    Path("表.toml").write_text(
        CASE.replace('  "5月培训村级保洁员300人",\n', '  { note = "改厕118户", target = "130户" },\n'), encoding="utf-8"
    )

    async def act(screen_: EditorScreen, typist: Typist, pilot: Pilot[int]) -> None:
        screen_.to_path(f"{NOTES}[1]")
        assert screen_.focus_path == f"{NOTES}[1].note"
        await typist.type("整")
        await pilot.pause(0.1)
        assert screen_.bench.document.raw(f"{NOTES}[1]") == {"note": "改厕118户整", "target": "130户"}
        assert any(one.path == f"{NOTES}[1].target" for one in screen_.form.entries)
        await typist.press("enter")
        await typist.type("演练3次")
        await pilot.pause(0.1)
        assert screen_.bench.document.raw(f"{NOTES}[2]") == "演练3次"

    acting(act, "表.toml")


def test_from_a_line_to_its_sentence_and_back() -> None:
    async def act(screen_: EditorScreen, typist: Typist, pilot: Pilot[int]) -> None:
        screen_.to_path(f"{NOTES}[1]")
        await pilot.pause(0.1)
        view = screen_.draft_view
        assert view.page is not None and view.lit
        assert any("保洁员300人" in view.page.sentences[number].text for number in view.lit)
        screen_.to_path("unit.name")
        number, row = next(
            (n, row) for n, line in enumerate(view.page.lines) for row, piece in enumerate(line) if "46座" in piece.text
        )
        piece = view.page.lines[number][row]
        screen_.sentences.to_source(piece.sentence, piece.facts, follow=False)
        assert screen_.focus_path == f"{NOTES}[0]"

    acting(act)


def test_a_long_list_stays_whole_on_the_screen() -> None:
    text = CASE.replace('  "5月', "".join(f'  "第{n}组入户{n}户",\n' for n in range(1, 60)) + '  "5月')
    Path("长.toml").write_text(text, encoding="utf-8")

    async def act(screen_: EditorScreen, typist: Typist, pilot: Pilot[int]) -> None:
        screen_.to_path(f"{NOTES}[0]")
        for _ in range(45):
            await typist.press("down")
        assert screen_.focus_path == f"{NOTES}[45]"
        await pilot.pause(0.1)
        assert "第45组入户45户" in screen(typist.app)

    acting(act, "长.toml")
