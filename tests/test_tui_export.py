"""The report's way out, and what a browser needs otherwise.

Invariants:
- an export goes over no file that it did not write itself, as it is now, unless the writer chose in so many words to
  give up what is in it; Enter and Escape never do that;
- what came to stand there between question and answer is not written over either;
- where there is no editor but a browser, a text is changed in a box; leaving it loses nothing unasked;
- keys that a browser keeps for itself are told as those that stand for them, there and only there.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from screens import Typist, alone, editor, play, screen, shows
from test_tui_editor import CASE
from textual.pilot import Pilot

from drafter.editing.case_file import CaseFile
from drafter.editing.exports import Exports
from drafter.editing.workbench import Workbench
from drafter.errors import FileExists
from drafter.tui import keys
from drafter.tui.app import DrafterApp
from drafter.tui.box import Box


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone(tmp_path, monkeypatch)


@pytest.fixture
def case(tmp_path: Path) -> str:
    file = tmp_path / "案件.toml"
    file.write_text(CASE, encoding="utf-8")
    return str(file)


def stood(tmp_path: Path, kind: str) -> Path:
    """Something at the place where the report would go."""
    place = tmp_path / "案件.docx"
    if kind == "file":
        place.write_bytes("别人的".encode())
    elif kind == "empty":
        place.touch()
    elif kind == "link":
        (tmp_path / "别处").write_bytes("别人的".encode())
        place.symlink_to(tmp_path / "别处")
    elif kind == "dangling":
        place.symlink_to(tmp_path / "没有")
    elif kind == "fifo":
        os.mkfifo(place)
    return place


def looks(tmp_path: Path) -> dict[str, bytes]:
    """Every file of the folder but the lock, links not followed."""
    found = {}
    for one in tmp_path.iterdir():
        if one.is_symlink():
            found[one.name] = b"->" + os.fsencode(one.readlink())
        elif one.is_file() and "lock" not in one.name:
            found[one.name] = one.read_bytes()
    return found


ANSWERS = [("escape",), ("enter", "escape"), ("down", "down", "enter"), ("enter", "enter", "escape")]


@pytest.mark.parametrize("kind", ["file", "empty", "link", "dangling", "fifo"])
@pytest.mark.parametrize("answer", ANSWERS)
def test_what_is_not_ours_stays(case: str, tmp_path: Path, kind: str, answer: tuple[str, ...]) -> None:
    stood(tmp_path, kind)
    before = looks(tmp_path)

    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        # F9 and Enter, as they were all that it once took.
        await pilot.press("f9")
        await shows(app, pilot, "导出报告")
        await pilot.press("enter")
        await shows(app, pilot, "里面是什么这里不知道", "盖掉 案件.docx，里面的内容不要了")
        for key in answer:
            await pilot.press(key)
            await pilot.pause(0.1)
        assert looks(tmp_path) == before

    play(act, case)


def test_it_goes_over_what_the_writer_gives_up(case: str, tmp_path: Path) -> None:
    place = stood(tmp_path, "file")

    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        await pilot.press("f9", "enter")
        await shows(app, pilot, "里面是什么这里不知道")
        await pilot.press("down", "enter")
        await shows(app, pilot, "已导出")
        assert place.read_bytes()[:2] == b"PK"
        # Now it is ours: a short question, and Enter.
        place_before = place.stat().st_ino
        await pilot.press("f9", "enter")
        await shows(app, pilot, "这里导出的", "覆盖")
        await pilot.press("enter")
        await pilot.pause(0.3)
        assert place.stat().st_ino != place_before
        # Worked on since, it is no longer.
        place.write_bytes(place.read_bytes() + b"x")
        await pilot.press("f9", "enter")
        await shows(app, pilot, "里面是什么这里不知道")

    play(act, case)


def test_another_name_is_asked_for(case: str, tmp_path: Path) -> None:
    stood(tmp_path, "file")

    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        await pilot.press("f9", "enter")
        await shows(app, pilot, "换一个文件名")
        await pilot.press("enter")
        await shows(app, pilot, "导出报告")
        await pilot.press("ctrl+u")
        await Typist(app, pilot).type(str(tmp_path / "新的.txt"))
        await pilot.press("enter")
        await shows(app, pilot, "已导出 新的.txt")

    play(act, case)
    assert "青山镇" in (tmp_path / "新的.txt").read_text(encoding="utf-8")
    assert (tmp_path / "案件.docx").read_bytes() == "别人的".encode()


def test_nothing_is_written_over_unasked(case: str, tmp_path: Path) -> None:
    bench = Workbench(CaseFile(case))
    try:
        for ending in ("txt", "md", "html", "docx", "json"):
            place = tmp_path / f"报告.{ending}"
            place.write_text("别人的", encoding="utf-8")
            with pytest.raises(FileExists):
                bench.export(str(place))
            assert place.read_text(encoding="utf-8") == "别人的" and bench.exports.stands(str(place)) == "theirs"
            bench.export(str(place), over=True)
            assert bench.exports.stands(str(place)) == "ours"
            with pytest.raises(FileExists):
                bench.export(str(place))
            place.unlink()
            assert bench.exports.stands(str(place)) == ""
    finally:
        bench.file.close()


def test_what_is_ours(tmp_path: Path) -> None:
    made = Exports()
    file = tmp_path / "a.txt"
    file.write_bytes(b"x")
    made.note(str(file), b"x")
    assert made.stands(str(file)) == "ours" and Exports().stands(str(file)) == "theirs"
    link = tmp_path / "b.txt"
    link.symlink_to(file)
    assert made.stands(str(link)) == "ours"
    for data in (b"y", b"", b"xx"):
        file.write_bytes(data)
        assert made.stands(str(file)) == made.stands(str(link)) == "theirs"
    file.unlink()
    assert made.stands(str(file)) == "" and made.stands(str(link)) == "theirs"
    file.mkdir()
    assert made.stands(str(file)) == "theirs"


# -- in a browser -----------------------------------------------------------------------------------------------------
@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAFTER_SERVER", "1")
    monkeypatch.setattr(DrafterApp, "is_web", True)
    monkeypatch.setattr(sys, "platform", "linux")


@pytest.mark.usefixtures("browser")
def test_a_field_is_changed_in_a_box(case: str) -> None:
    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        editor(app).to_path("unit.name")
        await pilot.press("ctrl+t")
        await pilot.pause(0.2)
        assert isinstance(app.screen, Box) and "青山镇人民政府" in screen(app)
        await pilot.press(*"代章", "ctrl+s")
        await pilot.pause(0.2)
        assert editor(app).bench.document.raw("unit.name") == "青山镇人民政府代章"
        # Left as it is: nothing. Left with changes: asked first.
        await pilot.press("ctrl+t", "escape")
        await pilot.pause(0.2)
        assert not isinstance(app.screen_stack[-1], Box)
        await pilot.press("ctrl+t")
        await pilot.pause(0.2)
        await pilot.press("x", "escape")
        await shows(app, pilot, "改动还没有确定")
        await pilot.press("escape")
        await pilot.pause(0.1)
        assert isinstance(app.screen, Box) and app.screen.area().text.count("x") == 1
        await pilot.press("escape")
        await pilot.pause(0.1)
        await pilot.press("enter")
        await pilot.pause(0.2)
        assert not isinstance(app.screen_stack[-1], Box)
        assert editor(app).bench.document.raw("unit.name") == "青山镇人民政府代章"

    play(act, case)


@pytest.mark.usefixtures("browser")
def test_the_whole_case_is_changed_in_a_box(case: str) -> None:
    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        editor(app).asking.outside_case()
        await pilot.pause(0.2)
        box = app.screen
        assert isinstance(box, Box) and box.area().text == CASE
        box.area().text = CASE.replace("青山镇", "绿水镇") + "坏了"
        await pilot.press("ctrl+s")
        await shows(app, pilot, "接着改")
        await pilot.press("enter")
        await pilot.pause(0.2)
        again = app.screen
        assert isinstance(again, Box) and again.area().text.endswith("坏了")
        again.area().text = CASE.replace("青山镇", "绿水镇")
        await pilot.press("ctrl+s")
        await pilot.pause(0.2)
        assert editor(app).bench.document.text == CASE.replace("青山镇", "绿水镇")

    play(act, case)


@pytest.mark.usefixtures("browser")
def test_keys_are_told_as_a_browser_takes_them(case: str) -> None:
    told = " ".join(keys.pressed(one[0]) for one in keys.help_rows()) + " ".join(one[2] for one in keys.commands())
    assert "Ctrl+N" not in told and "Ctrl+T" not in told and "Ctrl+W" not in told and "Ctrl+Q" not in told
    assert "Alt+N" in told and "Alt+T" in told and "Alt+W、Ctrl+U" in told and "Alt+Q" in told and "Ctrl+S" in told

    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        editor(app).to_path("projects")
        await shows(app, pilot, "Alt+N 新增", "Alt+N")
        assert "^N" not in screen(app) and "^S" in screen(app)
        await pilot.press("f1")
        await shows(app, pilot, "帮助")
        assert "Ctrl+N" not in screen(app)

    play(act, case)


@pytest.mark.parametrize("place", ["terminal", "mac"])
def test_elsewhere_keys_are_told_as_they_are(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DRAFTER_SERVER", raising=False)
    if place == "mac":
        monkeypatch.setenv("DRAFTER_SERVER", "1")
        monkeypatch.setattr(sys, "platform", "darwin")
    for words in ("Ctrl+N", "^N新增，^D复制", "Ctrl+W、Ctrl+U", "Ctrl+Q"):
        assert keys.pressed(words) == words


@pytest.mark.usefixtures("browser")
def test_only_these_keys_are() -> None:
    for words in ("Ctrl+S", "Ctrl+D", "^Z", "Ctrl+PageUp", "Ctrl+O", "Ctrl+Name", "^No"):
        assert keys.pressed(words) == words
