"""The screens as text, at three sizes: what stands on them was looked at, and stays until it is looked at again.

Invariants:
- home, form, tour, jump labels and questions stand as in tests/screens/*.txt (DRAFTER_GOLDENS=write makes them anew);
- no line is wider than the terminal, wide characters at the edge included, and the cursor stands in the form.

Limits: the draft itself is cut off, since its words are the phrase bank's.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from conftest import ROOT
from screens import play, screen
from textual.pilot import Pilot

from drafter.language.width import width
from drafter.tui.app import DrafterApp
from drafter.tui.draft_view import DraftView
from drafter.tui.editor import EditorScreen

SIZES = [(80, 24), (120, 40), (200, 50)]
STEPS = {
    "form": (),
    "work": ("f12", "f12", "f12", "tab", "enter"),
    "event": ("f12", "f12", "tab", "enter"),
    "jump": ("ctrl+o",),
    "leave": ("tab", "a", "ctrl+q"),
}
GOLDENS = ROOT / "tests" / "screens"


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAFTER_STATE", str(tmp_path / "state"))
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "tour.shown").touch()
    monkeypatch.chdir(tmp_path)


def without_draft(app: DrafterApp, text: str) -> str:
    """The screen without the words of the draft."""
    lines = text.split("\n")
    found = app.screen_stack[-1].query(DraftView) or app.screen_stack[-2].query(DraftView)
    for view in found:
        region = view.region
        if region.x == 0:
            return "\n".join([*lines[: region.y], *lines[region.bottom :]]) + "\n"
        lines = [
            left(line, region.x).rstrip() if region.y <= y < region.bottom else line for y, line in enumerate(lines)
        ]
    return "\n".join(lines) + "\n"


def left(line: str, columns: int) -> str:
    used = 0
    for at, character in enumerate(line):
        used += width(character)
        if used > columns:
            return line[:at]
    return line


def compare(name: str, text: str) -> None:
    file = GOLDENS / f"{name}.txt"
    if os.environ.get("DRAFTER_GOLDENS") == "write":
        GOLDENS.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("name", STEPS)
def test_the_editor_stands_as_it_was_looked_at(name: str, size: tuple[int, int], tmp_path: Path) -> None:
    case = tmp_path / "案件.toml"
    case.write_bytes((ROOT / "cases" / "wenming-city.toml").read_bytes())
    seen: list[str] = []

    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        for key in STEPS[name]:
            await pilot.press(key)
        await pilot.pause(0.6)
        whole = screen(app)
        assert all(width(line) <= size[0] for line in whole.split("\n"))
        seen.append(without_draft(app, whole))

    play(act, str(case), size)
    compare(f"{name}-{size[0]}", seen[0])


def test_wide_characters_at_every_edge(tmp_path: Path) -> None:
    case = tmp_path / "案件.toml"
    case.write_bytes((ROOT / "cases" / "wenming-city.toml").read_bytes())

    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        editor = app.screen
        assert isinstance(editor, EditorScreen)
        editor.to_path("project.name")
        for character in "中a文字，“引”1234.5万元、ｂ":
            app.simulate_key(character)
        for columns in (*range(56, 76), *range(98, 104)):
            await pilot.resize_terminal(columns, 24)
            await pilot.pause(0.05)
            lines = screen(app).split("\n")
            assert all(width(line) <= columns for line in lines), columns
            spot = app.cursor_position
            assert editor.form.region.contains(spot.x, spot.y), columns
            assert "…" not in "".join(line for line in lines if "1234.5万元" in line)

    play(act, str(case), (56, 24))


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_home_stands_as_it_was_looked_at(size: tuple[int, int]) -> None:
    seen: list[str] = []

    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        await pilot.pause(0.3)
        seen.append(screen(app) + "\n")
        await pilot.press("t")
        await pilot.pause(0.3)
        seen.append(screen(app) + "\n")

    play(act, "", size)
    compare(f"home-{size[0]}", seen[0])
    compare(f"tour-{size[0]}", seen[1])
