"""The review of this year's report against last year's, and the other ways into and out of a case.

Invariants:
- pairs of sentences stand side by side where there is room, one below the other where not, and lines break as Chinese
  ones do; kinds filter, keys go to the next change and the next suspicion;
- what is accepted is kept in the case, from home and from the editor, and known again; what an earlier session left
  unsaved is never touched by it;
- home lists recent cases with unit, year, kind and how complete; a file is picked by what it is, or its path typed;
- a part of the draft is drawn again in one step, pinned forms stay, and the same words come out of the command line.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import tomli
from conftest import ROOT
from screens import Typist, alone, play, screen, shows
from textual.pilot import Pilot

from drafter import api
from drafter.editing.case_file import CaseFile
from drafter.editing.recovery import recover
from drafter.editing.redraw import all_of, part_of
from drafter.tui.app import DrafterApp
from drafter.tui.editor import EditorScreen
from drafter.tui.review import ReviewScreen

LAST = "青山镇2023年度绩效自评总结\n　　一、工作开展情况\n　　2023年，青山镇开展项目2个。自2023年起，每季度通报一次。\n"
CASE = """genre = "township-summary"
year = 2024

[unit]
name = "青山镇人民政府"

[evaluation]
aim = ["落实2023年工作要求"]

[[projects]]
name = "道路养护"
budget = "100万元"
spent = "90万元"
"""


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    alone(tmp_path, monkeypatch)
    monkeypatch.chdir(tmp_path)
    Path("上年.txt").write_text(LAST, encoding="utf-8")
    Path("案件.toml").write_text(CASE, encoding="utf-8")
    return tmp_path


async def reviewed(app: DrafterApp, pilot: Pilot[int]) -> ReviewScreen:
    for _ in range(60):
        await pilot.pause(0.1)
        found = app.screen
        if isinstance(found, ReviewScreen) and found.found is not None:
            await pilot.pause(0.1)
            return found
    raise AssertionError(screen(app))


@pytest.mark.parametrize("size", [(120, 30), (80, 24)])
def test_pairs_filters_and_what_is_accepted(size: tuple[int, int]) -> None:
    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        app.open_review("上年.txt", "案件.toml")
        review = await reviewed(app, pilot)
        shown = screen(app)
        assert (" │ " in shown) == (size[0] > 100)
        assert not [line for line in shown.split("\n") if line.lstrip().startswith(("，", "。", "、"))]
        changed = len(review.shown)
        await pilot.press("8")
        assert review.filter == "all" and len(review.shown) >= changed
        await pilot.press("7")
        stale = len(review.shown)
        assert stale and "可疑" in screen(app)
        await pilot.press("a")
        await pilot.pause(0.2)
        assert len(review.shown) == stale - 1
        await pilot.press("f", "F", "n", "s", "escape")
        await pilot.pause(0.2)
        app.open_review("上年.txt", "案件.toml")
        again = await reviewed(app, pilot)
        assert len(again.accepted) == 1

    play(act, "", size)
    text = Path("案件.toml").read_text(encoding="utf-8")
    accepted = tomli.loads(text)["review"]["accepted"]
    assert len(accepted) == 1 and accepted[0].startswith("2023年｜")
    assert not api.load_case("案件.toml").contradictions


def test_what_of_a_file_was_not_read_is_said() -> None:
    page = "<h1>青山镇2023年度绩效自评总结</h1><p>2023年，青山镇开展项目<s>3</s>2个。</p><p>每季度通报一次。</p>"
    Path("上年.html").write_text(page, encoding="utf-8")

    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        app.open_review("上年.html", "案件.toml")
        await reviewed(app, pilot)
        await shows(app, pilot, "上年.html：", "有1处划掉的文字没有读")

    play(act)


def test_accepting_from_the_editor_is_kept_and_can_be_undone() -> None:
    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        await pilot.press("ctrl+p")
        await Typist(app, pilot).type("snwg")
        await pilot.press("enter")
        await shows(app, pilot, "上年.txt")
        await Typist(app, pilot).type("上年.txt")
        await pilot.press("enter")
        await reviewed(app, pilot)
        await pilot.press("7", "a", "escape")
        await pilot.pause(0.3)
        editor = app.screen
        assert isinstance(editor, EditorScreen)
        assert editor.bench.document.raw("review.accepted") and not editor.bench.file.changed
        await pilot.press("ctrl+z")
        assert editor.bench.document.text == CASE

    play(act, "案件.toml")
    assert "accepted" in Path("案件.toml").read_text(encoding="utf-8")


def test_accepting_leaves_what_waits_for_recovery() -> None:
    file = CaseFile("案件.toml")
    file.begin()
    file.document.set("unit.short", "青山镇")
    file.close(keep=True)

    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        app.open_review("上年.txt", "案件.toml")
        await reviewed(app, pilot)
        await pilot.press("7", "a")
        await shows(app, pilot, "没恢复的改动")
        # Nor does an answer that decides nothing.
        await pilot.press("escape")
        app.open_case("案件.toml")
        await shows(app, pilot, "要恢复吗")
        await pilot.press("escape")
        await pilot.pause(0.3)

    play(act)
    left = recover("案件.toml")
    assert left is not None and 'short = "青山镇"' in left.text
    assert Path("案件.toml").read_text(encoding="utf-8") == CASE


def test_home_lists_cases_and_files_are_picked_by_what_they_are(place: Path) -> None:
    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        app.open_case("案件.toml")
        await pilot.pause(0.2)
        await pilot.press("ctrl+q")
        for _ in range(40):
            await pilot.pause(0.1)
            if "乡镇绩效自评" in screen(app):
                break
        row = next(line for line in screen(app).split("\n") if "青山镇" in line)
        assert "2024年" in row and "乡镇绩效自评工作情况总结" in row and "必填" in row
        await pilot.press("y")
        await shows(app, pilot, "青山镇人民政府 2024年")
        assert screen(app).count("案件.toml") == 2
        await pilot.press("enter")
        await shows(app, pilot, "案件-2025.toml", "在 ")
        await pilot.press("enter")
        await pilot.pause(0.4)
        await shows(app, pilot, "单位全称")
        assert isinstance(app.screen, EditorScreen)
        assert app.screen.bench.document.raw("year") == 2025

    play(act)
    assert (place / "案件-2025.toml").is_file()


def test_a_part_is_drawn_again_and_pins_stay() -> None:
    Path("大.toml").write_bytes((ROOT / "cases" / "wenming-city.toml").read_bytes())

    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        editor = app.screen
        assert isinstance(editor, EditorScreen)
        text = editor.bench.document.text
        editor.to_path("fund.spent")
        await pilot.pause()
        draft = editor.bench.draft
        assert draft is not None
        here = editor.draft_view.lit[0]
        mine = {one.identity for one in part_of(draft, here)}
        before = {one.identity: one.text for one in all_of(draft)}
        await pilot.press("f5")
        after = editor.bench.draft
        assert after is not None and editor.bench.document.text != text
        changed = {one.identity for one in all_of(after) if before.get(one.identity) != one.text}
        assert changed and changed <= mine
        pinned = editor.bench.document.raw("hand")
        await pilot.press("f5")
        assert editor.bench.document.raw("hand") != pinned
        assert len({row["id"] for row in editor.bench.document.raw("hand")}) == len(editor.bench.document.raw("hand"))
        await pilot.press("ctrl+s")
        await pilot.pause(0.1)
        latest = editor.bench.draft
        assert latest is not None and api.to_text(api.compose(api.load_case("大.toml"))) == api.to_text(latest)
        await app.run_action("screen.act('release')")
        await pilot.pause()
        assert editor.bench.document.raw("hand") is None
        for _ in range(3):
            await pilot.press("ctrl+z")
        assert editor.bench.document.text == text
        # A form that the writer pinned is not drawn again.
        clause, form = pinned[0]["id"], pinned[0]["form"]
        editor.bench.document.insert("hand", 0, {"id": clause, "form": form})
        editor.sentences._drawn.clear()
        await app.run_action("screen.act('redraw', True)")
        await pilot.pause()
        assert editor.bench.document.raw("hand[0]") == {"id": clause, "form": form}

    play(act, "大.toml")


def test_the_second_editor_takes_over_when_the_first_is_gone() -> None:
    first = CaseFile("案件.toml")
    first.begin()

    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        assert "正开着这个案件" in screen(app)
        await pilot.press("enter")
        await Typist(app, pilot).press("tab", "tab")
        await Typist(app, pilot).type("青山镇")
        first.close()
        await pilot.pause(1.3)
        editor = app.screen
        assert isinstance(editor, EditorScreen) and editor.bench.file.alone
        left = recover("案件.toml", 2)
        assert left is not None and "青山镇" in left.text

    play(act, "案件.toml")


def test_a_full_disk_and_a_vanished_folder_are_said(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (place / "会没").mkdir()
    case = place / "会没" / "案件.toml"
    case.write_text(CASE, encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        editor = app.screen
        assert isinstance(editor, EditorScreen)
        editor.to_path("unit.short")
        await Typist(app, pilot).type("青山镇")
        with monkeypatch.context() as patched:
            patched.setattr("drafter.files.write.os.fsync", full)
            await pilot.press("ctrl+s")
            await shows(app, pilot, "没有保存", "空间")
        assert case.read_text(encoding="utf-8") == CASE
        for one in case.parent.iterdir():
            one.unlink()
        case.parent.rmdir()
        await pilot.press("ctrl+s")
        await shows(app, pilot, "文件夹不存在")
        assert editor.bench.document.raw("unit.short") == "青山镇"
        editor.filing.look_at_disk()
        await Typist(app, pilot).type("府")
        await app.run_action("screen.act('save_as')")
        await pilot.pause(0.2)
        await pilot.press("ctrl+u")
        await Typist(app, pilot).type(str(place / "救回.toml"))
        await pilot.press("enter")
        await shows(app, pilot, "已另存为")

    play(act, str(case))
    assert 'short = "青山镇府"' in (place / "救回.toml").read_text(encoding="utf-8")
