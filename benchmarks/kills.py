"""What an end at any moment costs: kill -9, a hang-up, SIGTERM, a closed terminal, a thousand times.

Run: python benchmarks/kills.py [--count 1000] [--jobs 2] [--first 0] [--storm 0]. Each turn is a session on a
pseudo-terminal, made from its number: one window or two on one case, typing, saving, pages opened and closed, an end at
a random moment, some of them while the program starts, some while it asks whether to recover. Then everything that was
left is taken back, in the program itself in one turn of ten, and held against what was typed: nothing older than a
second may be missing, the case and its backup must be whole, and nothing may lie beside them. With --storm the ends
come in the midst of typing and saving without a pause, and not one key may be missing.

Prints a line a kind of end, then a line a fault. Exit 1 where there was a fault; KILLS_KEEP names a folder in which all
is kept that such turns left.
"""

from __future__ import annotations

import argparse
import contextlib
import fcntl
import os
import random
import shutil
import signal
import struct
import sys
import tempfile
import termios
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from terminals import Terminal  # noqa: E402

from drafter.editing.slots import journal_file  # noqa: E402

TEXT = """# 案件
genre = "project-self-evaluation"
year = 2024

[unit]
name = "" # 全称
short = ""

[project]
name = ""
department = ""
implementer = ""
"""
PHRASE = "青山县农业农村局乡村建设促进中心项目管理办公室财务核算与绩效评价工作专班" * 40
#: The fields that each window types into, with the number of the entry each has on the form.
FIELDS = ((("unit.name", 1), ("unit.short", 2)), (("project.department", 7), ("project.implementer", 8)))
ENDS = ("kill -9", "hang-up", "SIGTERM", "closed terminal")
_PATIENCE = 90.0


class Turn(NamedTuple):
    """What one turn showed. `oldest` is the age in seconds of the oldest key that is missing."""

    number: int
    end: str
    windows: int
    moment: str
    keys: int
    oldest: float
    faults: tuple[str, ...]


class Window:
    """One window on the case, and the keys typed into it with their times."""

    def __init__(self, rng: random.Random, state: Path, case: Path, which: int) -> None:
        self.rng, self.which, self.case = rng, which, case
        self.terminal = Terminal(state, "edit", str(case), size=rng.choice([(80, 24), (120, 40), (160, 48)]))
        self.typed: dict[str, list[float]] = {path: [] for path, _ in FIELDS[which]}
        self.field = self.unread = 0
        self.ended = 0.0

    def open(self) -> None:
        if self.which:
            self.terminal.wait_for("只看", _PATIENCE)
            self.rest()
            self.terminal.send("\r")
        self.terminal.wait_for("单位全称", _PATIENCE)
        # With its journal it has answered what it was asked; what is typed now goes to the form.
        path = journal_file(str(self.case), self.which + 1)
        for _ in range(int(_PATIENCE * 10)):
            if path is not None and path.exists():
                break
            self.terminal.read(0.1)
        self.rest()
        for _ in range(FIELDS[self.which][0][1]):
            self.terminal.send("\t")
            self.terminal.read(0.1)
        self.rest()

    def rest(self) -> None:
        """Wait until nothing more is painted: what is typed before goes to whatever stands on the screen then."""
        for _ in range(60):
            before = len(self.terminal.seen)
            self.terminal.read(0.3)
            if len(self.terminal.seen) == before:
                return

    def act(self) -> None:
        """One key, or a page opened and closed."""
        path, _ = FIELDS[self.which][self.field]
        lot = self.rng.random()
        if lot < 0.03:
            self.terminal.send("\x13")
        elif lot < 0.04:
            at = len(self.terminal.seen)
            self.terminal.send("\x1b[18~")
            for _ in range(100):
                if "翻看".encode() in self.terminal.seen[at:]:
                    self.rest()
                    at = len(self.terminal.seen)
                    self.terminal.send("q")
                    while len(self.terminal.seen) == at:
                        self.terminal.read(0.1)
                    self.rest()
                    break
                self.terminal.read(0.1)
        elif self.field == 0 and len(self.typed[path]) > 4 and lot < 0.07:
            self.terminal.send("\t")
            self.field = 1
        else:
            self.terminal.send(PHRASE[len(self.typed[path])])
            self.typed[path].append(time.perf_counter())
        self.terminal.read(self.rng.uniform(0.02, 0.08))

    def end(self, how: str) -> str:
        """End it; a fault where it did not end by itself."""
        self.unread = unread(self.terminal.process)
        self.ended = time.perf_counter()
        if how == "closed terminal":
            os.close(self.terminal.master)
            return "" if gone(self.terminal.process) else "还在运行"
        number = {"kill -9": signal.SIGKILL, "hang-up": signal.SIGHUP, "SIGTERM": signal.SIGTERM}[how]
        try:
            self.terminal.end(number)
        except AssertionError:
            return "还在运行"
        return ""

    def missing(self, held: dict[str, str]) -> tuple[float, str]:
        """The age of the oldest key that is not held, and what is wrong with what is held."""
        oldest, wrong = 0.0, ""
        for path, times in self.typed.items():
            kept = held[path]
            if kept != PHRASE[: len(kept)]:
                wrong = f"{path}：{kept[:60]}"
            elif len(kept) < len(times):
                oldest = max(oldest, self.ended - times[len(kept)])
        return oldest, wrong


def unread(process: int) -> int:
    """Bytes that were typed and that the process has not even read: how far it was behind."""
    try:
        other = os.open(f"/proc/{process}/fd/0", os.O_RDONLY | os.O_NOCTTY | os.O_NONBLOCK)
    except OSError:
        return 0
    try:
        found: int = struct.unpack("i", fcntl.ioctl(other, termios.FIONREAD, bytes(4)))[0]
    finally:
        os.close(other)
    return found


def gone(process: int) -> bool:
    """Wait for the end of a process; what does not end in ten seconds is killed."""
    for _ in range(500):
        if os.waitpid(process, os.WNOHANG)[0]:
            return True
        time.sleep(0.02)
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    return False


def turn(number: int) -> Turn:
    """One session and its end."""
    rng = random.Random(number)
    # Whoever started this may have closed its ears to a hang-up; every seventh session has.
    signal.signal(signal.SIGHUP, signal.SIG_IGN if number % 7 == 6 else signal.SIG_DFL)
    with tempfile.TemporaryDirectory() as base, tempfile.TemporaryDirectory() as kept:
        state, folder = Path(base) / "state", Path(base) / "案件"
        state.mkdir()
        folder.mkdir()
        (state / "tour.shown").touch()
        os.environ["DRAFTER_STATE"] = str(state)
        case = folder / "案件.toml"
        case.write_text(TEXT, encoding="utf-8")
        end, windows = ENDS[number % len(ENDS)], 1 + (rng.random() < 0.5)
        moment = "opening" if rng.random() < 0.08 else "asking" if rng.random() < 0.15 else "typing"
        faults: list[str] = []
        try:
            opened = session(rng, state, case, end, windows, moment, faults)
            if moment == "asking":
                asked(rng, state, case, end, faults)
            whole(folder, faults)
            beside(folder, state, faults)
            if rng.random() < 0.1:
                in_the_program(state, case, faults)
            shutil.copytree(base, kept, dirs_exist_ok=True)
            held = taken_back(case, faults)
            beside(folder, state, faults, closed=True)
        except Exception as error:
            return Turn(number, end, windows, moment, 0, 0.0, (*faults, f"{type(error).__name__}: {str(error)[-300:]}"))
        oldest = 0.0
        for one in opened:
            age, wrong = one.missing(held)
            oldest = max(oldest, age)
            faults += [f"不对：{wrong}"] if wrong else []
            if age > 1.0:
                faults.append(f"第{one.which + 1}个窗口丢了{age:.2f}秒前键入的字（还有{one.unread}字节没读到）")
        keep(kept, number, held, opened, bool(faults))
        keys = sum(len(times) for one in opened for times in one.typed.values())
        return Turn(number, end, windows, moment, keys, oldest, tuple(faults))


def keep(kept: str, number: int, held: dict[str, str], opened: list[Window], fault: bool) -> None:
    """Keep what a turn at fault left, where a folder for that is named."""
    folder = os.environ.get("KILLS_KEEP")
    if fault and folder:
        place = Path(folder) / str(number)
        shutil.copytree(kept, place, dirs_exist_ok=True)
        told = [
            f"{path}: {len(times)} typed, {len(held[path])} held" for one in opened for path, times in one.typed.items()
        ]
        (place / "held.txt").write_text("\n".join(told), encoding="utf-8")
        for one in opened:
            (place / f"seen{one.which}").write_bytes(one.terminal.seen)


def session(
    rng: random.Random, state: Path, case: Path, end: str, windows: int, moment: str, faults: list[str]
) -> list[Window]:
    """Open, type, end."""
    opened = [Window(rng, state, case, 0)]
    if moment != "opening":
        opened[0].open()
        if windows == 2:
            opened.append(Window(rng, state, case, 1))
            opened[1].open()
    until = time.perf_counter() + rng.uniform(0.05, 1.0 if moment == "opening" else 4.0)
    if moment == "opening":
        opened[0].terminal.read(until - time.perf_counter())
    live = list(opened)
    one_after_the_other = rng.random() < 0.4
    while live:
        while moment != "opening" and time.perf_counter() < until:
            rng.choice(live).act()
        for one in live[:1] if one_after_the_other else list(live):
            live.remove(one)
            if wrong := one.end(end):
                faults.append(wrong)
        until = time.perf_counter() + rng.uniform(0.05, 2.0)
    return opened


def asked(rng: random.Random, state: Path, case: Path, end: str, faults: list[str]) -> None:
    """Open once more and end it while it asks, or just after it was answered."""
    again = Window(rng, state, case, 0)
    with contextlib.suppress(AssertionError):
        again.terminal.wait_for("要恢复吗", 5)
    again.terminal.read(rng.uniform(0.0, 0.5))
    if rng.random() < 0.6:
        again.terminal.send("\r")
        again.terminal.read(rng.uniform(0.0, 0.5))
    if wrong := again.end(end):
        faults.append(wrong)


def in_the_program(state: Path, case: Path, faults: list[str]) -> None:
    """Take back what was left as people do: Enter at each question, then save."""
    from drafter.editing.case_file import CaseFile

    probe = CaseFile(str(case))
    questions = 0
    while probe.lost is not None:
        probe.drop()
        questions += 1
    probe.close(keep=True)
    if not questions:
        return
    window = Window(random.Random(0), state, case, 0)
    terminal, at = window.terminal, 0
    for _ in range(questions):
        while "要恢复吗".encode() not in terminal.seen[at:]:
            window.rest()
        window.rest()
        at = len(terminal.seen)
        terminal.send("\r")
    terminal.wait_for("已恢复", _PATIENCE)
    window.rest()
    terminal.send("\x13")
    terminal.wait_for("已保存", _PATIENCE)
    terminal.read(0.3)
    terminal.end()
    probe = CaseFile(str(case))
    if probe.lost is not None:
        faults.append("恢复并保存之后还说有没保存的")
    probe.close(keep=True)


def whole(folder: Path, faults: list[str]) -> None:
    """The case and its backup are what was saved at some moment."""
    import tomli

    for name in ("案件.toml", "案件.toml.bak"):
        if not (folder / name).exists():
            continue
        try:
            data: Any = tomli.loads((folder / name).read_text(encoding="utf-8"))
            if data["genre"] != "project-self-evaluation" or data["year"] != 2024:
                faults.append(f"{name} 变了")
        except (ValueError, KeyError) as error:
            faults.append(f"{name} 坏了：{error}")


def beside(folder: Path, state: Path, faults: list[str], closed: bool = False) -> None:
    """Nothing but the case and its backup lies in its folder. Once it was opened and closed again, nothing is left of
    the session in the state folder either."""
    found = sorted(one.name for one in folder.iterdir() if one.name not in ("案件.toml", "案件.toml.bak"))
    faults += [f"旁边留下 {name}" for name in found]
    if closed:
        kept = ("recent.json", "tour.shown")
        left = sorted(str(one.relative_to(state)) for one in state.rglob("*") if one.is_file() and one.name not in kept)
        faults += [f"关闭后留下 {name}" for name in left]


def taken_back(case: Path, faults: list[str]) -> dict[str, str]:
    """What case and journals hold together, once everything that was left is taken back."""
    from drafter.editing.case_file import CaseFile

    file = CaseFile(str(case))
    if not file.alone:
        faults.append("锁没有放开")
    while file.lost is not None:
        file.restore()
    file.begin()
    held = {path: str(file.document.raw(path) or "") for fields in FIELDS for path, _ in fields}
    file.close()
    return held


def stormed(number: int) -> list[str]:
    """One kill -9 in the midst of typing and saving without a pause, no terminal between; what is wrong then."""
    from drafter.editing.case_file import CaseFile

    rng = random.Random(number)
    with tempfile.TemporaryDirectory() as base:
        state, folder = Path(base) / "state", Path(base) / "案件"
        folder.mkdir()
        os.environ["DRAFTER_STATE"] = str(state)
        case = folder / "案件.toml"
        case.write_text(TEXT, encoding="utf-8")
        there, here = os.pipe()
        process = os.fork()
        if not process:
            file = CaseFile(str(case))
            file.begin()
            for count in range(1_000_000):
                file.document.set("unit.name", f"局{count}")
                os.write(here, struct.pack("i", count))
                if count % 3 == 2:
                    file.save()
            os._exit(0)
        os.close(here)
        seen = os.read(there, 4)
        time.sleep(rng.uniform(0, 0.05))
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        while data := os.read(there, 65536):
            seen += data
        os.close(there)
        faults: list[str] = []
        whole(folder, faults)
        beside(folder, state, faults)
        name = taken_back(case, faults)["unit.name"]
        typed = struct.unpack("i", seen[-4:])[0]
        if not name.startswith("局") or int(name[1:]) < typed:
            faults.append(f"键入的是局{typed}，留下的是{name}")
        beside(folder, state, faults, closed=True)
        return faults


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--storm", type=int, default=0, help="so many kills in the midst of saving instead")
    options = parser.parse_args()
    began = time.perf_counter()
    if options.storm:
        with ProcessPoolExecutor(options.jobs) as pool:
            found = [one for one in pool.map(stormed, range(options.storm), chunksize=20) if one]
        print(
            f"{options.storm} ends while saving, {len(found)} at fault, {time.perf_counter() - began:.0f} s",
            *found,
            sep="\n",
        )
        return int(bool(found))
    turns: list[Turn] = []
    with ProcessPoolExecutor(options.jobs) as pool:
        for one in pool.map(turn, range(options.first, options.first + options.count)):
            turns.append(one)
            if one.faults:
                print(one, flush=True)
            elif len(turns) % 100 == 0:
                print(f"{len(turns)} turns, {time.perf_counter() - began:.0f} s", flush=True)
    print(f"{len(turns)} ends, {sum(one.keys for one in turns)} keys, {time.perf_counter() - began:.0f} s")
    for end in ENDS:
        of = [one for one in turns if one.end == end]
        if of:
            oldest = max(one.oldest for one in of)
            two, bad = sum(one.windows == 2 for one in of), sum(bool(one.faults) for one in of)
            print(f"{end}: {len(of)}, of two windows {two}, at fault {bad}, oldest key lost {oldest:.2f} s")
    print("moments:", dict(Counter(one.moment for one in turns)))
    kinds = Counter(fault.split("：")[0] if "：" in fault else fault for one in turns for fault in one.faults)
    for fault, count in kinds.most_common():
        print(f"{count} {fault}")
    return int(any(one.faults for one in turns))


if __name__ == "__main__":
    sys.exit(main())
