"""What the tests of the interface share: an application on a made-up terminal, its screen as text, a typist."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from drafter.editing.kinds import offers, synonyms
from drafter.editing.paths import pattern
from drafter.editing.pinyin import initials
from drafter.editing.search import search
from drafter.editing.typed import shown
from drafter.facts.fields import Field
from drafter.tui.app import DrafterApp
from drafter.tui.editor import EditorScreen


def screen(app: DrafterApp) -> str:
    """The screen as text, blanks at the ends of lines dropped."""
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)


async def shows(app: DrafterApp, pilot: Pilot[int], *words: str) -> None:
    """Wait until all of `words` stand on the screen; a busy machine takes its time."""
    for _ in range(100):
        if all(one in screen(app) for one in words):
            return
        await pilot.pause(0.05)
    raise AssertionError(f"{words}:\n{screen(app)}")


def alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the program a state and a configuration of its own below `folder`, its tour seen already."""
    monkeypatch.setenv("DRAFTER_STATE", str(folder / "state"))
    monkeypatch.setenv("DRAFTER_CONFIG", str(folder / "config"))
    (folder / "state").mkdir()
    (folder / "state" / "tour.shown").touch()


def editor(app: DrafterApp) -> EditorScreen:
    """The screen that a case is edited on."""
    return next(one for one in app.screen_stack if isinstance(one, EditorScreen))


def play(
    act: Callable[[DrafterApp, Pilot[int]], Awaitable[None]], case: str = "", size: tuple[int, int] = (120, 40)
) -> DrafterApp:
    """Run the application and do `act` in it."""
    app = DrafterApp(case)

    async def run() -> None:
        async with app.run_test(size=size, notifications=True) as pilot:
            await pilot.pause()
            await act(app, pilot)

    asyncio.run(run())
    return app


class Typist:
    """Enters a case by keys alone, as a person would who knows the keys; `keys` counts them."""

    def __init__(self, app: DrafterApp, pilot: Pilot[int]) -> None:
        self.app, self.pilot = app, pilot
        self.keys = 0

    @property
    def editor(self) -> EditorScreen:
        found = [one for one in self.app.screen_stack if isinstance(one, EditorScreen)]
        return found[-1]

    async def press(self, *keys: str) -> None:
        for key in keys:
            self.keys += 1
            self.app.simulate_key(key)
            await self.pilot.pause()

    async def type(self, text: str) -> None:
        for character in text:
            self.keys += 1
            self.app.simulate_key("enter" if character == "\n" else character)
        await self.pilot.pause()

    async def fill(self, data: Mapping[str, Any]) -> None:
        """Everything that a case states, section by section."""
        editor = self.editor
        sections = editor.bench.sections
        schema = editor.bench.reading.engine.schema
        for index, section in enumerate(sections):
            wanted = [path for path in section.fields if path != "year" and _at(data, path) not in (None, "", [])]
            if not wanted:
                continue
            if editor.at != index:
                await self.press("ctrl+o", str(index + 1))
                await self.pilot.pause()
            for path in wanted:
                field = schema.fields[path]
                await self.walk(path)
                if field.type in ("rows", "events"):
                    await self.rows(path, field, _at(data, path))
                else:
                    await self.value(path, field, _at(data, path))

    async def walk(self, path: str) -> None:
        """Go on to the entry at `path`."""
        for _ in range(60):
            if self.editor.focus_path == path:
                return
            await self.press("tab")
        raise AssertionError(f"{path}: {self.editor.focus_path}")

    async def value(self, path: str, field: Field, raw: Any) -> None:
        if field.type in ("choice", "choices", "flag"):
            labels = {name: pair.label for name, pair in self.editor.bench.reading.engine.bank.pairs.items()}
            many = raw if isinstance(raw, list) else [raw]
            for one in many:
                await self.press("enter")
                await self.pilot.pause()
                await self.type(initials(labels.get(one, shown(one, field)))[:8])
                await self.pilot.pause()
                await self.press("enter")
                await self.pilot.pause()
            return
        await self.type(shown(raw, field))
        await self.pilot.pause(0.03)

    async def rows(self, path: str, field: Field, rows: list[Mapping[str, Any]]) -> None:
        schema = self.editor.bench.reading.engine.schema
        for index, row in enumerate(rows):
            here = f"{path}[{index}]"
            if isinstance(row, str):
                await self.line(path, index, row)
                continue
            if field.type == "events":
                letters = self.shortest(row["kind"], field.example)
                await self.press("ctrl+k")
                await self.pilot.pause()
                await self.type(letters)
                await self.pilot.pause()
                await self.press("enter")
                await self.pilot.pause()
                kind = schema.kinds[row["kind"]]
                inside = [(f"{here}.{role}", kind.roles[role], row[role]) for role in kind.roles if role in row]
            else:
                if self.editor.bench.document.raw(here) is None:
                    await self.press("ctrl+g" if index else "ctrl+n")
                    await self.pilot.pause()
                while self.editor.bench.document.raw(here) is None:
                    await self.press("ctrl+g")
                    await self.pilot.pause()
                head = f"{pattern(here)}."
                inside = [
                    (f"{here}.{where[len(head) :]}", one, row[where[len(head) :]])
                    for where, one in schema.fields.items()
                    if where.startswith(head) and where[len(head) :] in row
                ]
            for where, one, raw in inside:
                await self.walk(where)
                if one.type in ("rows", "events"):
                    await self.rows(where, one, raw)
                else:
                    await self.value(where, one, raw)

    async def line(self, path: str, index: int, text: str) -> None:
        """A line of a list of notes: typed behind the one before."""
        here = self.editor.focus_path
        if index and here in (f"{path}[{index - 1}]", f"{path}[{index - 1}].note"):
            await self.press("enter")
        elif index:
            await self.press("ctrl+n")
        elif not here.startswith(f"{path}["):
            await self.walk(f"{path}[0]+")
        assert self.editor.focus_path == f"{path}[{index}]+", (path, index, self.editor.focus_path)
        await self.type(text)
        await self.pilot.pause(0.03)

    def shortest(self, kind: str, usual: str) -> str:
        """The fewest letters that put a kind at the head of the list, where `usual` stands first."""
        kinds = offers(self.editor.bench.reading.engine, self.editor.bench.document.data, usual)
        label = next(one.label for one in kinds if one.name == kind)
        word = initials(label)
        for length in range(len(word) + 1):
            query = word[:length]
            if search(query, kinds, synonyms()).choices[0][0] == kind:
                return query
        return label


def _at(data: Mapping[str, Any], path: str) -> Any:
    value: Any = data
    for part in path.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


def characters(data: Any) -> int:
    """The characters of all facts of a case; kinds and flags are picked, not typed."""
    if isinstance(data, Mapping):
        return sum(characters(value) for key, value in data.items() if key not in ("kind", "genre", "year"))
    if isinstance(data, list):
        return sum(map(characters, data))
    return 0 if isinstance(data, bool) else len(str(data))
