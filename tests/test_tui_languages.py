"""The interface in English (DRAFTER_LANG=en), from a catalogue that babel reads.

Invariants:
- every text of the code has a translation with the same places, nearly every label of the data files one as well;
- in English no Chinese is left on the screens but what the case, its draft and its findings state;
- Chinese reads no catalogue and no babel.
"""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

from catalogues import wanted
from conftest import ROOT

from drafter.messages import catalogue

_PLACES = re.compile(r"\{(\w+)\}")
_SCREENS = """
import sys
sys.path[:0] = [{root!r}, {tests!r}]
from screens import play, screen
async def act(app, pilot):
    for keys in ((), ("f1",), ("escape", "ctrl+p"), ("escape", "f9"), ("escape", "f12", "f12"), ("tab", "ctrl+n")):
        for key in keys:
            await pilot.press(key)
        await pilot.pause(0.3)
        print(screen(app))
    await pilot.press("escape", "x", "ctrl+q")
    await pilot.pause(0.3)
    print(screen(app))
async def home(app, pilot):
    print(screen(app))
    for key in ("t", "escape", "n"):
        await pilot.press(key)
        await pilot.pause(0.3)
        print(screen(app))
play(home, "", (200, 50))
play(act, {case!r}, (200, 50))
"""


def test_every_text_is_translated_with_its_places() -> None:
    english = catalogue("en")
    texts = wanted()
    code = [text for text, places in texts.items() if any(place.startswith("drafter/") for place in places)]
    assert len(code) > 200
    # An extraction looks into no f-string: a text said there would be missed.
    assert set(code) >= _said()
    assert not [text for text in code if text not in english]
    assert sum(text in english for text in texts) > 0.9 * len(texts)
    for text, told in english.items():
        assert sorted(_PLACES.findall(text)) == sorted(_PLACES.findall(told)), text
    assert not [text for text in english if text not in texts], "no longer said"


def _said() -> set[str]:
    """The texts that the code says, read off its tree."""
    found = set()
    for file in (*(ROOT / "drafter" / "tui").glob("*.py"), *(ROOT / "drafter" / "editing").glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say":
                text = node.args[0]
                if isinstance(text, ast.Constant):
                    found.add(str(text.value))
    return found


def test_no_chinese_is_left_over(tmp_path: Path) -> None:
    case = tmp_path / "case.toml"
    case.write_text('genre = "project-self-evaluation"\nyear = 2024\n\n[unit]\nname = "A"\n', encoding="utf-8")
    (tmp_path / "tour.shown").touch()
    script = _SCREENS.format(root=str(ROOT), tests=str(ROOT / "tests"), case=str(case))
    environment = {**os.environ, "DRAFTER_LANG": "en", "DRAFTER_STATE": str(tmp_path), "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert "Full name of the unit" in done.stdout and "Nothing is lost" not in done.stdout
    for line in done.stdout.split("\n"):
        # The draft stands at the right; the preview and what the writer types are Chinese.
        form = line.split("│")[0] if "│" in line else line
        left = re.sub(
            r"e\.g\. .*|“[^”]*”|数?[一二三]是|12,000, 一百二十, 3\.6万份.*|.*(Formal|Figures|A unit).*", "", form
        )
        assert not re.search(r"[\u3400-\u9fff]{2,}", left), line


def test_chinese_reads_no_catalogue() -> None:
    script = "import sys; from drafter.messages import say; print(say('{count}项', count=2), 'babel' in sys.modules)"
    environment = {**os.environ, "PYTHONUTF8": "1"}
    environment.pop("DRAFTER_LANG", None)
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["2项", "False"]
