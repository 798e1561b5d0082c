"""The interface as a real process on a pseudo-terminal.

Invariants:
- however it ends (kill -9, a hang-up, SIGTERM), at whatever moment, no more than the last second of typing is lost and
  the case file is whole;
- commits of an input method of 1 to 20 characters arrive whole, on a terminal that speaks the kitty protocol and on
  one that does not; so does a paste of 10,000 characters;
- what is left is offered at the next start;
- bytes that are no text (of another encoding, of a picture, halves) are passed over with a word, and what is typed
  before and behind them arrives; a terminal of a Chinese encoding that the system knows of is read in it;
- a terminal that is closed ends the program even where a hang-up is ignored;
- without a terminal one line says what to use instead; the tour comes at the first start and never again.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import tomli
from conftest import ROOT, SHARED
from hypothesis import given
from hypothesis import strategies as st

from drafter.editing.case_file import CaseFile
from drafter.editing.recovery import recover

if sys.platform == "win32":
    pytest.skip("pseudo-terminals", allow_module_level=True)

from terminals import Terminal

from drafter.tui.driver import Decoder

TEXT = 'genre = "project-self-evaluation"\nyear = 2024\n\n[unit]\nname = ""\n'
FILES = SHARED / "acceptance" / "files"
#: DRAFTER_KILLS=50 makes more of it; benchmarks/kills.py makes a thousand.
KILLS = int(os.environ.get("DRAFTER_KILLS", "6"))
PHRASE = "青山县农业农村局乡村建设促进中心项目管理办公室财务核算与绩效评价工作专班"


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DRAFTER_STATE", str(tmp_path / "state"))
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "tour.shown").touch()
    return tmp_path / "state"


@pytest.fixture
def case(tmp_path: Path) -> str:
    file = tmp_path / "案件.toml"
    file.write_text(TEXT, encoding="utf-8")
    return str(file)


def opened(state: Path, case: str, kitty: bool = False) -> Terminal:
    terminal = Terminal(state, "edit", case, kitty=kitty)
    terminal.wait_for("单位全称")
    terminal.read(0.4)
    terminal.send("\t")
    terminal.read(0.1)
    return terminal


def saved_as(terminal: Terminal, case: str) -> str:
    """The name in the case once it has been saved; a busy machine takes its time."""
    terminal.send("\x13")
    name = ""
    for _ in range(900):
        terminal.read(0.1)
        if name := tomli.loads(Path(case).read_text(encoding="utf-8"))["unit"]["name"]:
            break
    terminal.end()
    return str(name)


@pytest.mark.parametrize("turn", range(KILLS))
def test_no_end_costs_more_than_a_second(turn: int, state: Path, case: str) -> None:
    number = (signal.SIGKILL, signal.SIGHUP, signal.SIGTERM)[turn % 3]
    rng = random.Random(turn)
    terminal = opened(state, case)
    ends_at = time.perf_counter() + rng.uniform(0.05, 2.0)
    typed: list[tuple[float, int]] = []
    count, saved = 0, rng.randrange(5, 60)
    while time.perf_counter() < ends_at:
        terminal.send(PHRASE[count % len(PHRASE)])
        count += 1
        typed.append((time.perf_counter(), count))
        if count == saved:
            terminal.send("\x13")
        terminal.read(0.015)
    ended = time.perf_counter()
    terminal.end(number)
    sure = max((count for at, count in typed if at < ended - 1.0), default=0)
    on_disk = Path(case).read_text(encoding="utf-8")
    data = tomli.loads(on_disk)
    assert data["genre"] == "project-self-evaluation" and data["year"] == 2024
    left = recover(case)
    kept = tomli.loads(left.text if left is not None else on_disk)["unit"]["name"]
    whole = PHRASE * 20
    assert whole.startswith(kept) and len(kept) >= sure, (kept, sure, count)
    again = CaseFile(case)
    assert again.alone
    if again.lost is not None:
        again.restore()
        assert again.document.raw("unit.name") == kept
    again.close()


@pytest.mark.parametrize("kitty", [False, True])
def test_commits_of_an_input_method_arrive_whole(kitty: bool, state: Path, case: str) -> None:
    terminal = opened(state, case, kitty)
    wanted = ""
    for length in range(1, 21):
        commit = PHRASE[:length]
        terminal.send(commit)
        wanted += commit
        terminal.read(0.03)
    assert saved_as(terminal, case) == wanted


def test_a_long_paste_arrives_whole(state: Path, case: str) -> None:
    terminal = opened(state, case)
    text = (PHRASE * 300)[:10_000]
    for start in range(0, len(text), 500):
        terminal.send(("\x1b[200~" if not start else "") + text[start : start + 500])
        terminal.read(0.02)
    terminal.send("\x1b[201~")
    assert saved_as(terminal, case) == text


def test_what_was_left_is_offered(state: Path, case: str) -> None:
    terminal = opened(state, case)
    terminal.send("青山县")
    terminal.read(0.4)
    terminal.end()
    again = Terminal(state, "edit", case)
    again.wait_for("要恢复吗")
    again.read(0.3)
    again.send("\r")
    again.wait_for("已恢复")
    again.read(0.3)
    again.send("\x13")
    again.read(0.8)
    again.end()
    assert tomli.loads(Path(case).read_text(encoding="utf-8"))["unit"]["name"] == "青山县"


#: Bytes that are no UTF-8, and what of them is text.
STRAY: dict[str, tuple[bytes, str]] = {
    "GBK": ("河湖".encode("gbk"), ""),
    "a sentence in GBK": ("青山县农业农村局".encode("gbk"), ""),
    "Big5": ("水務局".encode("big5"), ""),
    "a letter with its eighth bit set": (b"\xe1", ""),
    "half a character": ("局".encode()[:2], ""),
    "an overlong form": (b"\xc0\xaf", ""),
    "half a pair of surrogates": (b"\xed\xa0\x80", ""),
    "a mouse of old": (b"\xff\xfe\x80", ""),
    "between characters": ("河".encode() + b"\xff" + "湖".encode(), "河湖"),
    "a picture": (bytes(range(128, 256)) * 20, ""),
}


@pytest.mark.parametrize(("data", "text"), STRAY.values(), ids=STRAY.keys())
def test_bytes_that_are_no_text_do_not_end_it(data: bytes, text: str, state: Path, case: str) -> None:
    terminal = opened(state, case)
    terminal.send("前")
    terminal.read(0.1)
    for start in range(0, len(data), 700):
        terminal.send(data[start : start + 700])
        terminal.read(0.05)
    # What is cut in two shows only with the next byte.
    terminal.send("后")
    terminal.wait_for("不是UTF-8")
    terminal.read(0.3)
    terminal.send("\x13")
    terminal.wait_for("已保存")
    assert terminal.end(signal.SIGTERM) == 143 << 8
    assert tomli.loads(Path(case).read_text(encoding="utf-8"))["unit"]["name"] == f"前{text}后"


@pytest.mark.skipif(not FILES.is_dir(), reason="acceptance material is not beside the project")
def test_the_keys_of_the_acceptance_file(state: Path, tmp_path: Path) -> None:
    case = tmp_path / "案件.toml"
    case.write_bytes((FILES / "08-case.toml").read_bytes())
    terminal = opened(state, str(case))
    terminal.send((FILES / "08-keys.bin").read_bytes())
    terminal.wait_for("不是UTF-8")
    terminal.send("局")
    terminal.read(0.3)
    terminal.send("\x13")
    terminal.wait_for("已保存")
    terminal.end()
    assert tomli.loads(case.read_text(encoding="utf-8"))["unit"]["name"] == "云溪县水务局局"


@pytest.mark.parametrize("encoding", ["gbk", "gb18030"])
def test_a_terminal_of_another_encoding_is_read_in_it(encoding: str, state: Path, case: str) -> None:
    terminal = Terminal(state, "edit", case, PYTHONIOENCODING=encoding)
    terminal.read(0.1)
    end = time.perf_counter() + 15
    while "单位全称".encode(encoding) not in terminal.seen and time.perf_counter() < end:
        terminal.read(0.1)
    terminal.read(0.4)
    terminal.send("\t")
    for byte in "河湖管护".encode(encoding):
        terminal.send(bytes([byte]))
        terminal.read(0.05)
    terminal.send("\x13")
    terminal.read(1.0)
    terminal.end()
    assert tomli.loads(Path(case).read_text(encoding="utf-8"))["unit"]["name"] == "河湖管护"


@given(st.text(), st.lists(st.integers(1, 5), max_size=40))
def test_text_arrives_whole_however_it_is_cut(text: str, cuts: list[int]) -> None:
    decoder, data, found = Decoder(), text.encode(), ""
    for size in (*cuts, len(data)):
        found += decoder.decode(data[:size])
        data = data[size:]
    assert found == text and not decoder.stray


@given(st.lists(st.binary(max_size=20), max_size=20), st.sampled_from(["utf-8", "GBK", "Big5", "ascii", "latin-1"]))
def test_no_bytes_are_a_fault(pieces: list[bytes], encoding: str) -> None:
    decoder = Decoder(encoding)
    assert "".join(map(decoder.decode, pieces)).encode() is not None


@pytest.mark.parametrize("number", [signal.SIGHUP, 0])
def test_a_closed_terminal_ends_it_even_where_hang_ups_are_ignored(number: int, state: Path, case: str) -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        terminal = opened(state, case)
    finally:
        signal.signal(signal.SIGHUP, before)
    terminal.send("青山县")
    terminal.read(0.5)
    if number:
        os.kill(terminal.process, number)
    os.close(terminal.master)
    for _ in range(200):
        done, status = os.waitpid(terminal.process, os.WNOHANG)
        if done:
            break
        time.sleep(0.05)
    else:
        os.kill(terminal.process, signal.SIGKILL)
        os.waitpid(terminal.process, 0)
        raise AssertionError("没有结束")
    assert os.waitstatus_to_exitcode(status) == 129
    left = recover(case)
    assert left is not None and "青山县" in left.text and not list((state / "journals").glob("*.lock"))


def test_without_a_terminal_it_says_what_to_use(state: Path, case: str) -> None:
    for arguments in ([], ["edit", case]):
        done = subprocess.run(
            [sys.executable, "-m", "drafter", *arguments], cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True
        )
        said = done.stderr.decode()
        assert done.returncode == 2 and not done.stdout
        assert said.count("\n") == 1 and "drafter draft" in said


def test_the_tour_comes_once(state: Path) -> None:
    (state / "tour.shown").unlink()
    for first in (True, False):
        terminal = Terminal(state)
        terminal.wait_for("边填边长" if first else "从这里开始")
        terminal.read(0.5)
        terminal.end()
        assert ("边填边长" in terminal.seen.decode(errors="replace")) == first
