"""Entering a whole case through the interface.

Invariants:
- from an empty case of the genre, keys alone make a case that states what the example of seed 000's size states, and
  the report that it makes has nothing missing;
- next year's report is complete once the required figures are in;
- the first takes fewer than 2.2 keys for each character of fact (a committed Chinese character is one key).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import tomli
from conftest import ROOT
from screens import Typist, characters, play
from textual.pilot import Pilot

from drafter import api
from drafter.editing import create
from drafter.tui.app import DrafterApp


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAFTER_STATE", str(tmp_path / "state"))
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "tour.shown").touch()


def plain(data: Any) -> Any:
    """What a case states, without how it is written: empty values, figures as numbers, lists of one."""
    if isinstance(data, dict):
        found = {key: plain(value) for key, value in data.items()}
        return {key: value for key, value in found.items() if value not in ("", [], {}, None)}
    if isinstance(data, list):
        return [one for one in map(plain, data) if one not in ("", {}, [])]
    return str(data)


@pytest.mark.parametrize(
    # The longer of them on the smaller screen, which is drawn anew with every key.
    ("name", "size"),
    [("wenming-city", (80, 24)), ("chuangjian-department", (120, 40))],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_a_whole_case_by_keys_alone(name: str, size: tuple[int, int], tmp_path: Path) -> None:
    target = tomli.loads((ROOT / "cases" / f"{name}.toml").read_text(encoding="utf-8"))
    for point in [point for work in target.get("work", ()) for point in work.get("points", ())]:
        # What was done is typed into one list, notes and kinds alike.
        point["notes"] = [*point.pop("notes", []), *point.pop("events", [])]
    file = str(tmp_path / "新.toml")
    create.from_genre(target["genre"], file)
    counted: list[int] = []

    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        typist = Typist(app, pilot)
        await typist.press("backspace", "backspace", "backspace", "backspace")
        await typist.type(str(target["year"]))
        await typist.fill(target)
        await typist.press("ctrl+s")
        await pilot.pause(0.3)
        counted.append(typist.keys)

    play(act, file, size)
    made = tomli.loads(Path(file).read_text(encoding="utf-8"))
    assert plain(made) == plain(target)
    draft = api.compose(api.load_case(file))
    assert not draft.missing
    assert draft.characters() > 1000
    ratio = counted[0] / characters(target)
    print(f"{name}: {counted[0]} keys, {characters(target)} characters, {ratio:.2f}")
    assert ratio < 2.2


def test_next_years_report_takes_figures_only(tmp_path: Path) -> None:
    """From last year's case: F4 from one empty required field to the next, a figure in each."""
    file = str(tmp_path / "2025.toml")
    create.from_last_year(str(ROOT / "cases" / "wenming-city.toml"), file)
    counted: list[int] = []

    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        typist = Typist(app, pilot)
        seen = set()
        for _ in range(40):
            await typist.press("f4")
            entry = typist.editor.form.entry
            assert entry is not None
            if not entry.lacking or entry.path in seen:
                break
            seen.add(entry.path)
            assert entry.field.type in ("figure", "date", "value"), entry.path
            await typist.type({"fund.budget": "120", "fund.spent": "110.5", "score.total": "97"}.get(entry.path, "12"))
        await typist.press("ctrl+s")
        await pilot.pause(0.3)
        counted.append(typist.keys)

    play(act, file)
    case = api.load_case(file)
    assert case.year == 2025 and case.fact("last_year.fund.spent") is not None
    assert not api.compose(case).missing
    print(f"next year: {counted[0]} keys")
    assert counted[0] < 200
