"""What the terminal interface costs: key to preview, first paint, memory.

Run: python benchmarks/interface.py. Prints a line a figure. The case is the largest that we have, with 37 projects and
100 events; the lags are measured inside the application, from the key to the page that shows it.
"""

from __future__ import annotations

import asyncio
import os
import pty
import select
import statistics
import struct
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
KEYS = 500
#: Where keys are typed in the case of many projects, and in that of many notes.
LARGE = ("unit.name", "evaluation.securing[50].what", "projects[3].budget", "next[0].what")
NOTED = ("work[0].notes[3]", "work[1].notes[29]", "work[3].notes[15]", "unit.name")
_EMPTY = """
from textual.app import App
from textual.widgets import Input, Static
class Empty(App):
    def compose(self):
        yield Input()
        yield Static("一分钟")
    def on_mount(self):
        self.query_one(Static).update("从这里开始")
Empty().run()
"""


def large(folder: Path) -> str:
    """The largest case: 37 projects and 100 events."""
    text = (ROOT / "cases" / "guraozhen-township.toml").read_text(encoding="utf-8")
    events = "".join(
        f'\n[[evaluation.securing]]\nkind = "inspect"\nmanner = "第{number}轮"\nwhat = ["项目{number}", "资金"]\n'
        for number in range(1, 101)
    )
    file = folder / "大案件.toml"
    file.write_text(text.replace("\n[grades]", f"{events}\n[grades]"), encoding="utf-8")
    return str(file)


def noted(folder: Path) -> str:
    """A case with 120 notes in four groups."""
    lines = ['genre = "project-self-evaluation"', "year = 2024", "[unit]", 'name = "甲县农业农村局"', "[project]"]
    lines += ['name = "农田建设"', "[fund]", "budget = 200", "spent = 180", "[score]", "other = 88"]
    for group in range(4):
        notes = [
            f'  "{month}月对{number}个村巡查{number + 3}次，发现问题{number + 9}处，整改{number + 8}处（目标9次）",'
            for number, month in ((10 * group + n, n % 12 + 1) for n in range(30))
        ]
        lines += ["[[work]]", f'title = "目标{group + 1}"', "notes = [", *notes, "]"]
    file = folder / "记事.toml"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(file)


def lags(case: str, paths: Sequence[str]) -> list[float]:
    """Seconds from each of KEYS keys, typed at `paths`, to the preview that shows it."""
    from drafter.tui.app import DrafterApp
    from drafter.tui.editor import EditorScreen

    app = DrafterApp(case)
    found: list[float] = []

    async def run() -> None:
        async with app.run_test(size=(160, 48)) as pilot:
            await pilot.pause(1.0)
            screen = app.screen
            assert isinstance(screen, EditorScreen)
            for path in paths:
                screen.to_path(path)
                await pilot.pause(0.5)
                screen.lags.clear()
                for number in range(KEYS // len(paths)):
                    app.simulate_key("12345"[number % 5] if path.endswith("budget") else "检查落实到位"[number % 6])
                    await asyncio.sleep(0.12)
                    if number % 6 == 5:
                        app.simulate_key("ctrl+w")
                        await asyncio.sleep(0.12)
                found.extend(screen.lags)

    asyncio.run(run())
    return found


def first_paint(command: list[str], words: str) -> tuple[float, float]:
    """Seconds until `words` stand on the screen of a real process on a terminal, and its memory in MB then."""
    began = time.perf_counter()
    process, master = pty.fork()
    if not process:
        os.environ.update(TERM="xterm-256color", LANG="C.UTF-8")
        os.execv(command[0], command)
    import fcntl
    import termios

    fcntl.ioctl(master, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    seen, at = b"", 0.0
    while time.perf_counter() - began < 20:
        if select.select([master], [], [], 0.05)[0]:
            seen += os.read(master, 65536)
            if words.encode() in seen:
                at = time.perf_counter() - began
                break
    time.sleep(1.0)
    status = Path(f"/proc/{process}/status").read_text()
    memory = next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmRSS"))
    os.kill(process, 9)
    os.waitpid(process, 0)
    os.close(master)
    return at, memory


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DRAFTER_STATE"] = folder
        (Path(folder) / "tour.shown").touch()
        case = large(Path(folder))
        for said, made, paths in (("a large case", case, LARGE), ("120 notes", noted(Path(folder)), NOTED)):
            found = sorted(lags(made, paths))
            print(f"key to preview, {said}: median {statistics.median(found) * 1e3:.0f} ms", end="")
            print(f", 95% under {found[int(len(found) * 0.95)] * 1e3:.0f} ms ({len(found)} keys)")
        empty = [first_paint([sys.executable, "-c", _EMPTY], "从这里开始")[0] for _ in range(5)]
        home = [first_paint([sys.executable, "-m", "drafter"], "从这里开始")[0] for _ in range(5)]
        opened = [first_paint([sys.executable, "-m", "drafter", "edit", case], "报告年度") for _ in range(3)]
        print(f"first paint: empty {min(empty):.2f} s, home {min(home):.2f} s ({min(home) / min(empty):.2f} times)")
        print(f"a large case: {min(one[0] for one in opened):.2f} s, memory {max(one[1] for one in opened):.0f} MB")


if __name__ == "__main__":
    main()
