"""What a name may lead to besides a file (drafter/files/read.py), and values that cannot be worked with. What holds:

- only regular files are opened: at a pipe nobody waits, from a device nothing is read, wherever the name stands (on the
  command line, in a case); one line in Chinese, exit code 2, nothing else;
- `-` is standard input on the command line, and nowhere else;
- numbers of no size and tables of no depth are refused with their place before anybody reckons or walks with them;
- settings of the wrong shape are faults with their lines.
"""

from __future__ import annotations

import io
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT, SHARED
from hypothesis import given
from hypothesis import strategies as st

from drafter.cli import main
from drafter.errors import BrokenToml, CannotRead, DrafterError, IsFolder, MissingFile, NotRegular, TooLarge
from drafter.facts.scalars import MOST
from drafter.facts.settings import own_settings
from drafter.files.read import open_regular, parse_toml, read_bytes, read_given

posix = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes of POSIX")
CASE = (
    'genre = "project-self-evaluation"\nyear = 2024\n[unit]\nname = "青禾区教育局"\n[project]\nname = "营养改善"\n'
    '[fund]\nbudget = "2504.4万元"\nspent = "2504.4万元"\n'
)
DOORS = SHARED / "acceptance" / "doors"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def refused(capfd: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(list(arguments)) == 2
    said = capfd.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert len(said.err) < 1000
    assert "Traceback" not in said.err
    return said.err


# -- what is no file --------------------------------------------------------------------------------------------------
@posix
@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (("draft", "案件.toml"), 'scoring = "fifo"\n' + CASE),
        (("check", "案件.toml"), 'scoring = "fifo"\n' + CASE),
        (("draft", "案件.toml"), 'phrasebank = "fifo"\n' + CASE),
        (("check", "案件.toml"), 'phrasebank = ["fifo"]\n' + CASE),
        (("draft", "fifo"), ""),
        (("check", "fifo"), ""),
        (("diff", "fifo", "fifo"), ""),
        (("new", "--from", "fifo"), ""),
        (("phrases", "lint", "fifo"), ""),
        (("phrases", "list", "--phrases", "fifo"), ""),
        (("draft", "案件.toml", "--reference-doc", "fifo", "-o", "x.docx"), CASE),
        (("check", "案件.toml", "--config", "fifo"), CASE),
        (("check", "案件.toml", "--baseline", "fifo"), CASE),
    ],
)
def test_nobody_waits_at_a_pipe(tmp_path: Path, arguments: tuple[str, ...], text: str) -> None:
    os.mkfifo("fifo")
    Path("案件.toml").write_text(text, encoding="utf-8")
    # In a process of its own, which is ended if it does wait.
    ran = subprocess.run(
        [sys.executable, "-m", "drafter", *arguments], stdin=subprocess.DEVNULL, capture_output=True, timeout=120,
        env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False,
    )  # fmt: skip
    said = ran.stderr.decode()
    assert ran.returncode == 2, said
    assert said.count("\n") == 1
    assert "这是管道，不是文件" in said
    assert not Path("x.docx").exists()


@posix
@pytest.mark.parametrize("name", ["/dev/zero", "/dev/null", "/dev/tty", "/dev/stdout"])
def test_nothing_is_read_from_a_device(name: str) -> None:
    if not Path(name).exists() or Path(name).is_file():
        pytest.skip("no such device here")
    with pytest.raises(NotRegular) as caught:
        read_bytes(name)
    assert "不是文件" in str(caught.value)


@posix
def test_nor_from_a_socket(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("s")
        with pytest.raises(NotRegular, match="套接字"):
            read_bytes("s")


@posix
def test_a_link_to_a_pipe_is_a_pipe() -> None:
    os.mkfifo("fifo")
    Path("a").symlink_to("fifo")
    Path("b").symlink_to("a")
    with pytest.raises(NotRegular, match="管道"):
        open_regular("b")


@posix
def test_what_turns_into_a_pipe_meanwhile_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo("fifo")
    Path("file").write_bytes(b"x")
    there = Path("file").stat()
    monkeypatch.setattr(os, "stat", lambda name: there)
    with pytest.raises(NotRegular, match="管道"):
        read_bytes("fifo")


def test_files_folders_and_nothing() -> None:
    Path("file").write_bytes(b"12345")
    Path("folder").mkdir()
    assert read_bytes("file") == b"12345"
    with pytest.raises(TooLarge):
        read_bytes("file", 4)
    for name, error in (("folder", IsFolder), ("nothing", MissingFile), ("file/x", MissingFile), ("a\0b", CannotRead)):
        with pytest.raises(error):
            read_bytes(name)


# -- standard input ---------------------------------------------------------------------------------------------------
def test_a_dash_is_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("-", "/dev/stdin"):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("甲".encode())))
        assert read_given(name) == "甲".encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"12345")))
    with pytest.raises(TooLarge):
        read_given("-", 4)
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(CannotRead, match="标准输入没有打开"):
        read_given("-")


def test_commands_take_a_dash(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    def given(text: str) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))

    given(CASE)
    assert main(["draft", "-"]) == 0
    report = capfd.readouterr().out
    assert "2024年度营养改善" in report.partition("\n")[0]
    given(report)
    assert main(["check", "-"]) in (0, 1)
    assert "-" in capfd.readouterr().out
    given("genre = 3\n")
    assert refused(capfd, "draft", "-").startswith("-:1: ")


def test_a_case_does_not_ask_for_it(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"bands = 5\n")))
    Path("案件.toml").write_text('scoring = "-"\n' + CASE, encoding="utf-8")
    assert "找不到这个文件" in refused(capfd, "draft", "案件.toml")


# -- numbers and depths -----------------------------------------------------------------------------------------------
LONG: dict[str, tuple[str, int, int]] = {
    "hexadecimal": ("budget = 0x" + "f" * 7000, 1, 10),
    "octal": ("a = 1\nbudget = 0o" + "7" * 7000, 2, 10),
    "binary": ("budget = 0b" + "1" * 30000, 1, 10),
    "decimal": ("a = 1\nb = " + "9" * 200, 2, 5),
    "digits beyond Python's limit": ("a = 1\nb = " + "9" * 9000, 2, 5),
    "negative": ("b = -" + "9" * 200, 1, 5),
    "power": ("b = 1e999999", 1, 5),
    "power of no size": ("a = 1\nb = 1e99999999999999999999", 2, 5),
    "small power": ("b = 1e-999999", 1, 5),
    "decimals": ("b = 0." + "1" * 400, 1, 5),
    "in a list": ("b = [1, 2, 0x" + "f" * 200 + "]", 1, 12),
    "in a table in a list": ("[[a]]\nb = {c = [1e400]}", 2, 11),
}


@pytest.mark.parametrize("name", LONG)
def test_a_number_of_no_size_has_a_place(name: str) -> None:
    text, line, column = LONG[name]
    with pytest.raises(BrokenToml) as caught:
        parse_toml(text, "x.toml")
    assert str(caught.value) == f"x.toml:{line}:{column}: TOML写法有误：这个数太长，请核对"


@pytest.mark.parametrize(
    "text",
    [
        ".".join(["a"] * 60) + " = 1",
        "[" + ".".join(["a"] * 60) + "]\nb = 1",
        "[[" + ".".join(["a"] * 60) + "]]\nb = 1",
        "a = " + "[" * 60 + "]" * 60,
        "a = " + "{a = " * 60 + "1" + "}" * 60,
        ".".join(["a"] * 9000) + " = 1",
        "a = " + "[" * 9000,
    ],
    ids=["dotted key", "header", "list header", "lists", "tables", "nine thousand parts", "nine thousand brackets"],
)
def test_depth_has_an_end(text: str) -> None:
    with pytest.raises(BrokenToml) as caught:
        parse_toml(text, "x.toml")
    assert "太深" in str(caught.value)


def test_what_a_case_may_hold_is_read() -> None:
    text = f"a = {10**59}\nb = 1e30\nc = -0.000001\nd = nan\ne = [{'[' * 30}{']' * 30}]\n"
    assert parse_toml(text, "x.toml")["a"] == 10**59


@given(st.text(alphabet="ab01x_.-+e[]{}=\"'#\n ,", max_size=60))
def test_any_toml_is_read_or_refused(text: str) -> None:
    try:
        parse_toml(text, "x.toml")
    except BrokenToml as error:
        assert str(error).startswith("x.toml")


@pytest.mark.parametrize("command", ["draft", "check"])
@pytest.mark.parametrize(
    "value", ["0x" + "f" * 7000, "1e99999999999999999999", '"' + "9" * 50_000 + '万元"', '"1.' + "1" * 300 + '"', "nan"]
)
def test_no_figure_is_too_much(capfd: pytest.CaptureFixture[str], command: str, value: str) -> None:
    Path("案件.toml").write_text(CASE.replace('"2504.4万元"', value, 1), encoding="utf-8")
    assert "案件.toml:8:10: " in refused(capfd, command, "案件.toml")


@pytest.mark.parametrize("command", ["draft", "check"])
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("青禾区教育局", "“" * 200_000 + "。"),
        ("青禾区教育局", "《" * (MOST + 1)),
        ("营养改善", "（“‘《" * 50_000),
        ("营养改善", "9" * 100_000),
        ("营养改善", "甲。“" * 600),
    ],
)
def test_no_name_is_too_long(capfd: pytest.CaptureFixture[str], command: str, old: str, new: str) -> None:
    Path("案件.toml").write_text(CASE.replace(old, new), encoding="utf-8")
    assert ": " in refused(capfd, command, "案件.toml")


def test_a_long_name_is_told(capfd: pytest.CaptureFixture[str]) -> None:
    name = "“" * 999 + "甲" * 1000
    Path("案件.toml").write_text(CASE.replace("营养改善", name), encoding="utf-8")
    assert main(["draft", "案件.toml"]) == 0
    assert name in capfd.readouterr().out


# -- scoring ----------------------------------------------------------------------------------------------------------
DEFAULT = parse_toml((ROOT / "templates" / "scoring.toml").read_text(encoding="utf-8"), "scoring.toml")
SHAPES = {
    "bands": ("a = 1\nbands = 5\n", 1, "a 不是设置项"),
    "bands as words": ('bands = "x"\n', 1, "应当是一个表"),
    "bands as a list": ("bands = [1, 2]\n", 1, "应当是一个表"),
    "levels": ("\nlevels = true\n", 2, "应当是一个表"),
    "weights": ("weights = 1979-05-27\n", 1, "应当是一个表"),
    "reasons": ("reasons = [[]]\n", 1, "应当是一个表"),
    "grades": ("grades = 5\n", 1, "应当是从高到低的下限和等级"),
    "grades as words": ('grades = ["优", "良"]\n', 1, "应当是从高到低的下限和等级"),
    "a grade that nobody sees": ('grades = [[60, "优\\u0000"], [0, "差"]]\n', 1, "应当是从高到低的下限和等级"),
    "a band": ('[bands]\n"部分达成" = 5\n', 2, "两个%"),
    "a level": ('[levels]\n"产出指标" = [1]\n', 2, "一列二级指标"),
    "a weight": ('[weights]\n"产出指标" = {}\n', 2, "0到100的数"),
    "decimals": ("decimals = 1e50\n", 1, "整数"),
    "not a number": ("[reasons]\nover = nan\n", 2, "不小于100的数"),
}


@pytest.mark.parametrize("name", SHAPES)
def test_settings_of_any_shape(name: str) -> None:
    text, line, words = SHAPES[name]
    Path("s.txt").write_text(text, encoding="utf-8")
    with pytest.raises(DrafterError) as caught:
        own_settings("案件.toml", "s.txt", DEFAULT)
    assert str(caught.value).startswith(f"s.txt:{line}:"), str(caught.value)
    assert words in str(caught.value)


def lines() -> Iterator[st.SearchStrategy[str]]:
    values = st.sampled_from(["5", '"x"', "[]", "[1, 2]", "{}", "true", "nan", "1e50", '[[90, "优"], [0, "差"]]'])
    for key in ("bands", "grades", "levels", "weights", "reasons", "decimals", "less", "equal", "bands.x", "weights.y"):
        yield values.map(lambda value, key=key: f"{key} = {value}\n")  # type: ignore[misc]


@given(st.one_of(*lines()), st.one_of(*lines()))
def test_settings_of_any_values(first: str, second: str) -> None:
    Path("s.txt").write_text(first + second, encoding="utf-8")
    try:
        own_settings("案件.toml", "s.txt", DEFAULT)
    except DrafterError as error:
        assert str(error).startswith("s.txt")


# -- the inputs to measure with ---------------------------------------------------------------------------------------
@pytest.mark.skipif(not DOORS.is_dir(), reason="the inputs to measure with are elsewhere")
@pytest.mark.parametrize("command", ["draft", "check"])
@pytest.mark.parametrize("name", ["hexfigure", "scoring_bands", "quotes_name"])
def test_cases_to_measure_with(capfd: pytest.CaptureFixture[str], command: str, name: str) -> None:
    assert ".t" in refused(capfd, command, str(DOORS / f"{name}.toml"))
