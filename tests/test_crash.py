"""The last net: faults that nobody foresaw.

Invariants:
- in any command and any part of the interface such a fault is one line in Chinese on standard error, exit code 2, no
  traceback, and a report in the state folder that only its user can read;
- a report says where in the program it was and on what, and holds nothing of the case, neither words nor figures,
  unless the user consents; it is written where it can be and the line is said where it cannot;
- the interface gives the terminal back and keeps what was typed in the journal;
- faults beside the work (checks, the list of recent cases) are told and end nothing, but the exit code remembers them.
"""

from __future__ import annotations

import asyncio
import re
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT
from screens import shows

from drafter import crash
from drafter.editing.recovery import recover
from drafter.tui.app import DrafterApp
from drafter.tui.editor import EditorScreen

SECRET = "河湖管护zhangsan"
TEXT = f'genre = "project-self-evaluation"\nyear = 2024\n[unit]\nname = "{SECRET}"\n[fund]\nbudget = 18765\nspent = 1\n'
#: A fault of every kind, raised where a case is at hand.
FAULTS: dict[str, Callable[[], object]] = {
    "key": lambda: {}[SECRET],  # type: ignore[index]
    "value": lambda: int(f"{SECRET}18765"),
    "attribute": lambda: getattr(SECRET, "nothing"),  # noqa: B009
    "memory": lambda: (_ for _ in ()).throw(MemoryError(SECRET)),
    "recursion": lambda: _endless(SECRET),
    "unicode": lambda: f"{SECRET}\udc80".encode(),
    "several lines": lambda: (_ for _ in ()).throw(RuntimeError(f"{SECRET}\n18765\n")),
}


def _endless(word: str) -> object:
    return _endless(word + "")


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DRAFTER_STATE", str(tmp_path / "state"))
    monkeypatch.delenv("DRAFTER_CRASH_TEXT", raising=False)
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "tour.shown").touch()
    return tmp_path / "state"


@pytest.fixture
def case(tmp_path: Path) -> str:
    file = tmp_path / "案件.toml"
    file.write_text(TEXT, encoding="utf-8")
    return str(file)


def reports(state: Path) -> list[Path]:
    return sorted((state / "crashes").glob("*.txt"))


def quotes_nothing(text: str) -> bool:
    return not re.search(r"河湖|zhangsan|18765", text)


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS.keys())
def test_a_report_says_where_and_quotes_nothing(fault: Callable[[], object], state: Path) -> None:
    try:
        fault()
    except Exception as error:
        file = crash.report(error, "draft")
        line = crash.told(error, file)
        kind = type(error).__name__
    assert file is not None and stat.S_IMODE(file.stat().st_mode) == 0o600 and reports(state) == [file]
    text = file.read_text(encoding="utf-8")
    assert quotes_nothing(text) and kind in text and "test_crash.py:" in text and "命令：draft" in text
    assert str(Path.home()) not in text and len(text) < 10_000
    assert "\n" not in line and kind in line and str(file) in line and quotes_nothing(line)


def test_with_consent_it_holds_words_and_values(state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAFTER_CRASH_TEXT", "1")
    held = {"budget": 18765}
    try:
        held[SECRET]
    except KeyError as error:
        file = crash.report(error)
    assert file is not None
    text = file.read_text(encoding="utf-8")
    assert f"'{SECRET}'" in text and "held = {'budget': 18765}" in text and "含出错时的内容" in text


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("list index out of range", "list index out of range"),
        ("'NoneType' object has no attribute 'rows'", "'…' object has no attribute 'rows'"),
        ("invalid literal for int() with base 10: '壹佰'", "invalid literal for int() with base #: '…'"),
        ("13900001111", "#"),
        ("Zhang San, A-17, foo@bar.cn", "… …, …-# …@…"),
        ("", ""),
    ],
)
def test_only_words_of_the_program_stay(said: str, kept: str) -> None:
    masked = crash.masked(said, {"rows"})
    assert re.sub(r"…(?:\.…)+", "…", masked) == kept


def test_faults_that_led_to_one_another_and_broken_faults(state: Path) -> None:
    class Odd(Exception):
        def __str__(self) -> str:
            raise ValueError

    try:
        try:
            raise Odd
        except Odd:
            FAULTS["value"]()
    except ValueError as error:
        error.__cause__ = error
        file = crash.report(error)
    assert file is not None
    text = file.read_text(encoding="utf-8")
    assert text.count("由此引起") == 1 and "Odd" in text


def test_an_interruption_in_whatever_wrapping_is_quiet(state: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for wrap in (RuntimeError, ImportError):
        try:
            try:
                raise KeyboardInterrupt
            except KeyboardInterrupt as interrupted:
                raise wrap(SECRET) from interrupted
        except Exception as error:
            assert crash.fallen(error, "draft") == 130
    assert not reports(state) and capfd.readouterr() == ("", "")


def test_only_the_newest_reports_are_kept_and_none_is_no_obstacle(state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(30):
        crash.report(ValueError())
    assert len(reports(state)) == 20
    monkeypatch.setenv("DRAFTER_STATE", str(state / "tour.shown"))
    assert crash.report(ValueError()) is None
    assert "没能记下" in crash.told(ValueError(), None)


#: What is broken in a command, by the command: the function that raises, and its arguments.
COMMANDS = {
    "draft": ("drafter.api.compose", ["draft", "CASE"]),
    "draft to Word": ("drafter.writing.word.document.to_docx", ["draft", "CASE", "-o", "CASE.docx"]),
    "check": ("drafter.api.check_case_text", ["check", "CASE"]),
    "check a text": ("drafter.reading.formats.read_any", ["check", "CASE.txt"]),
    "diff": ("drafter.comparisons.compare_files", ["diff", "CASE.txt", "CASE.txt"]),
    "new": ("drafter.files.write.write_new", ["new", "project-self-evaluation", "-o", "CASE.new.toml"]),
    "phrases": ("drafter.writing.catalogue.list_text", ["phrases", "list"]),
}


@pytest.mark.parametrize(("broken", "arguments"), COMMANDS.values(), ids=COMMANDS.keys())
def test_every_command_ends_in_one_line(broken: str, arguments: list[str], case: str, state: Path) -> None:
    Path(f"{case}.txt").write_text("2024年预算200万元，支出180万元，执行率90%。\n", encoding="utf-8")
    module, _, name = broken.rpartition(".")
    script = (
        f"import sys, {module} as broken\n"
        f"def fail(*_, **__): raise KeyError('{SECRET}')\n"
        f"broken.{name} = fail\n"
        "from drafter.cli import main\n"
        "sys.exit(main(sys.argv[1:]))\n"
    )
    given = [sys.executable, "-c", script, *(one.replace("CASE", case) for one in arguments)]
    done = subprocess.run(given, cwd=ROOT, capture_output=True, env=None)
    said = done.stderr.decode()
    assert done.returncode == 2, said
    assert said.count("\n") == 1 and said.startswith("drafter: 程序出了没有料到的错（KeyError）") and not done.stdout
    assert len(reports(state)) == 1 and quotes_nothing(reports(state)[0].read_text(encoding="utf-8"))
    assert not Path(f"{case}.docx").exists() and not Path(f"{case}.new.toml").exists()


def fails(*_: object, **__: object) -> object:
    raise KeyError(SECRET)


#: Where in the interface something fails, and the keys that lead there.
PLACES: dict[str, tuple[str, list[str]]] = {
    "a key": ("drafter.tui.editor.EditorScreen.soon", ["丙"]),
    "a picture": ("drafter.tui.form_view.FormView.render_line", ["丙"]),
    "a timer": ("drafter.tui.section_list.SectionList.show", ["丙"]),
    "a page": ("drafter.tui.dialogs.TextPage.compose", ["f7"]),
    "a worker": ("drafter.editing.wording.choices", ["f6", "f2"]),
    "the disk": ("drafter.editing.case_file.CaseFile.look_after", []),
}


@pytest.mark.parametrize(("broken", "keys"), PLACES.values(), ids=PLACES.keys())
def test_every_part_of_the_interface_keeps_the_work(
    broken: str, keys: list[str], case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = DrafterApp(case)

    async def run() -> None:
        async with app.run_test(size=(120, 40)) as pilot:
            await shows(app, pilot, "单位全称")
            await pilot.press("tab", "甲", "乙")
            await pilot.pause(0.2)
            monkeypatch.setattr(broken, fails)
            await pilot.press(*keys)
            for _ in range(100):
                await pilot.pause(0.05)
                if app.fault is not None:
                    break

    with pytest.raises(Exception):  # noqa: B017 - whatever the toolkit makes of it
        asyncio.run(run())
    assert app.fault is not None and app.ended() == 2
    left = recover(case)
    assert left is not None and f"{SECRET}甲乙" in left.text


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals")
@pytest.mark.parametrize(
    ("broken", "keys"),
    [
        ("drafter.tui.filing.Filing.preview", "\x1b[18~"),
        ("drafter.tui.filing.Filing.look_at_disk", ""),
        ("drafter.tui.driver.Decoder.decode", ""),
    ],
)
def test_on_a_terminal_one_line_is_left(broken: str, keys: str, case: str, state: Path, tmp_path: Path) -> None:
    from terminals import Terminal

    module, name, method = broken.rsplit(".", 2)
    # It fails from the third second on, or once it is asked for.
    (tmp_path / "sitecustomize.py").write_text(
        f"import time, {module} as broken\n"
        f"began, real = time.time(), broken.{name}.{method}\n"
        "def fail(*given):\n"
        "    if time.time() - began > 6: raise KeyError('河湖')\n"
        "    return real(*given)\n"
        f"broken.{name}.{method} = fail\n",
        encoding="utf-8",
    )
    terminal = Terminal(state, "edit", case, before=tmp_path)
    terminal.wait_for("单位全称")
    terminal.read(0.5)
    terminal.send("\t甲乙")
    terminal.read(6)
    terminal.send(keys or "丙")
    terminal.wait_for("没有料到", 30)
    status = terminal.wait()
    shown = terminal.seen.decode(errors="replace").rpartition("\x1b[?1049l")[2]
    # A key that comes too late is the shell's.
    plain = re.sub(r"\x1b\[[0-9;?<>]*[a-zA-Z]", "", shown).strip().removesuffix("丙").strip()
    assert status == 2 and plain.count("\n") == 0 and plain.startswith("drafter: 程序出了没有料到的错（KeyError）")
    assert "下次打开案件会问要不要恢复" in plain
    assert len(reports(state)) == 1 and quotes_nothing(reports(state)[0].read_text(encoding="utf-8"))
    left = recover(case)
    assert left is not None and "甲乙" in left.text


def test_what_fails_while_it_is_taken_down_is_no_fault(case: str, state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Asked to end (SIGTERM) in the midst of opening a screen, it ends as it was asked to."""
    app = DrafterApp(case)

    def end(*_: object) -> object:
        app.leave_at_once(143)
        return fails()

    async def run() -> None:
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.pause(0.5)

    monkeypatch.setattr("drafter.tui.editor.EditorScreen.to_section", end)
    with pytest.raises(KeyError):
        asyncio.run(run())
    assert app.fault is None and app.ended() == 143 and not reports(state)


def test_checks_that_fail_do_not_end_the_work(case: str, state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("drafter.tui.remarks.remarks", fails)
    app = DrafterApp(case)

    async def run() -> None:
        async with app.run_test(size=(120, 40), notifications=True) as pilot:
            await shows(app, pilot, "单位全称")
            await pilot.press("tab", "甲", "乙")
            for _ in range(60):
                await pilot.pause(0.1)
                if isinstance(app.screen, EditorScreen) and app.screen.remarks.found:
                    break
            assert isinstance(app.screen, EditorScreen)
            assert "没有料到" in app.screen.remarks.found[0].message
            await pilot.press("丙")
            await pilot.pause(0.1)

    asyncio.run(run())
    assert app.fault is None and app.ended() == 2 and reports(state)
    left = recover(case)
    assert left is not None and f"{SECRET}甲乙丙" in left.text


def test_one_recent_case_does_not_shut_out_the_others(
    case: str, state: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from drafter.editing import recent
    from drafter.tui import home

    other = tmp_path / "另一个.toml"
    other.write_text(TEXT.replace(SECRET, "青山局"), encoding="utf-8")
    recent.remember(case)
    recent.remember(str(other))
    real = home.described
    monkeypatch.setattr(home, "described", lambda file, columns: fails() if file == case else real(file, columns))
    app = DrafterApp()

    async def run() -> None:
        async with app.run_test(size=(120, 40)) as pilot:
            await shows(app, pilot, "读不出来", "青山局")

    asyncio.run(run())
    assert app.fault is None and app.ended() == 2 and len(reports(state)) == 1
