"""A citizen of the command line (drafter/__main__.py, cli.py, commands, writing/files.py). What holds:

- an output whose ending says that it is something else is refused, by every command, before anything is written;
- an output over links, however many, writes what they lead to, in one step, and the links stay; links in a circle and
  pipes without a reader are refused;
- Ctrl+C at any moment from the first line of ours on ends the program with 130 and without a word: nothing printed,
  nothing half written, nothing left behind;
- a command is understood alike whether it was loaded alone or with the others;
- versions of what we depend on that have known faults are not installed with us, and the reason stands beside.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import CASES, ROOT, cache_with_ours

from drafter.cli import COMMANDS, _parser, main

posix = pytest.mark.skipif(os.name == "nt", reason="links and pipes of POSIX")
CASE = str(next(case for case in CASES if case.name == "wenming-city.toml"))


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("r.txt").write_text("2024年度项目支出绩效自评报告\n一、基本情况\n　　预算100万元。\n", encoding="utf-8")


# -- endings ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "r.txt", "-o", "x.pdf"),
        ("check", "r.txt", "-o", "x.PDF"),
        ("check", "r.txt", "-o", "x.doc"),
        ("check", "r.txt", "-o", "x.xlsx"),
        ("check", "r.txt", "-o", "x.html"),
        ("check", CASE, "r.txt", "-o", "x.pdf"),
        ("check", "--list", "-o", "x.pdf"),
        ("check", "--list", "-o", "x.json"),
        ("check", "--explain", "rate", "-o", "x.docx"),
        ("check", "r.txt", "--write-baseline", "--baseline", "x.pdf"),
        ("draft", CASE, "-o", "x.pdf"),
        ("draft", CASE, "-o", "x.toml"),
        ("diff", "r.txt", "r.txt", "-o", "x.pdf"),
        ("diff", "r.txt", "r.txt", "-o", "x.md"),
        ("new", "rectification", "-o", "x.docx"),
        ("new", "--from", CASE, "-o", "x.pdf"),
    ],
)
def test_no_file_is_called_what_it_is_not(capfd: pytest.CaptureFixture[str], arguments: tuple[str, ...]) -> None:
    assert main(list(arguments)) == 2
    said = capfd.readouterr()
    assert said.out == ""
    assert re.fullmatch(r"x\.\w+: 不会写 \.\w+ 文件，请用.+\n", said.err)
    assert sorted(Path().iterdir()) == [Path("r.txt")]


@pytest.mark.parametrize(
    ("arguments", "begins"),
    [
        (("check", "r.txt", "-o", "x"), "没有发现问题"),
        (("check", "r.txt", "-o", "x.txt"), "没有发现问题"),
        (("check", "r.txt", "-o", "x.JSON"), "{"),
        (("check", "r.txt", "--format", "json", "-o", "x.dat"), "{"),
        (("check", "--explain", "rate", "-o", "x.txt"), "rate"),
        (("new", "rectification", "-o", "x.toml"), "#"),
        (("diff", "r.txt", "r.txt", "-o", "x.json"), "{"),
    ],
)
def test_what_a_file_may_be_called(arguments: tuple[str, ...], begins: str) -> None:
    assert main(list(arguments)) in (0, 1)
    assert begins in Path(arguments[-1]).read_text(encoding="utf-8")[:400]


# -- links ------------------------------------------------------------------------------------------------------------
def chain(target: str) -> list[Path]:
    """Links to links to `target`, in folders of their own."""
    Path("one").mkdir()
    Path("two").mkdir()
    links = [Path("one/first"), Path("two/second"), Path("third.txt")]
    links[0].symlink_to(f"../{target}")
    links[1].symlink_to("../one/first")
    links[2].symlink_to("two/second")
    return links


@posix
@pytest.mark.parametrize("there", [True, False])
@pytest.mark.parametrize(
    "arguments", [("draft", CASE), ("check", "r.txt"), ("diff", "r.txt", "r.txt")], ids=lambda one: one[0]
)
def test_a_chain_of_links_writes_its_end(there: bool, arguments: tuple[str, ...]) -> None:
    Path("folder").mkdir()
    target = Path("folder/real.txt")
    if there:
        target.write_text("旧的", encoding="utf-8")
        target.chmod(0o640)
    links = chain("folder/real.txt")
    before = target.stat().st_ino if there else 0
    assert main([*arguments, "-o", "third.txt"]) in (0, 1)
    assert all(link.is_symlink() for link in links)
    assert not target.is_symlink()
    assert "旧的" not in target.read_text(encoding="utf-8")
    if there:
        # Another file took the place of the old one, with its permissions.
        assert target.stat().st_ino != before
        assert target.stat().st_mode & 0o777 == 0o640
    assert [one.name for one in Path("folder").iterdir()] == ["real.txt"]


@posix
@pytest.mark.parametrize("length", [1, 2, 3])
def test_links_in_a_circle_are_refused(capfd: pytest.CaptureFixture[str], length: int) -> None:
    for number in range(length):
        Path(f"l{number}").symlink_to(f"l{(number + 1) % length}")
    assert main(["draft", CASE, "-o", "l0", "--format", "txt"]) == 2
    assert capfd.readouterr().err == "l0: 写不了这个文件：链接绕成了圈，请核对路径\n"
    assert Path("l0").is_symlink()


@posix
@pytest.mark.parametrize("through", [False, True])
def test_nobody_waits_at_a_pipe_without_a_reader(through: bool) -> None:
    os.mkfifo("pipe")
    Path("link").symlink_to("pipe")
    ran = subprocess.run(
        [sys.executable, "-m", "drafter", "draft", CASE, "--format", "txt", "-o", "link" if through else "pipe"],
        capture_output=True, timeout=120, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False,
    )  # fmt: skip
    assert ran.returncode == 2
    assert "管道的另一头没有程序在读" in ran.stderr.decode()


@posix
def test_a_pipe_with_a_reader_is_written_to() -> None:
    reading, writing = os.pipe()
    name = f"/dev/fd/{writing}"
    if not Path(name).exists():
        pytest.skip("no names for open files here")
    with os.fdopen(reading, "rb") as stream:
        ran = subprocess.run(
            [sys.executable, "-m", "drafter", "draft", CASE, "--format", "txt", "-o", name],
            pass_fds=[writing], env={**os.environ, "PYTHONPATH": str(ROOT)}, timeout=120, check=False,
        )  # fmt: skip
        os.close(writing)
        assert ran.returncode == 0
        assert "自评报告" in stream.read().decode()


# -- Ctrl+C -----------------------------------------------------------------------------------------------------------
#: Sends an interruption at the n-th thing that the program asks of the system (a module, a file, a folder), and counts
#: them for n = 0.
INTERRUPTED = """
import atexit, signal, sys
at, seen = int(sys.argv[1]), 0
def hook(event, arguments):
    global seen
    seen += 1
    if seen == at:
        signal.raise_signal(signal.SIGINT)
sys.argv = ["drafter", *sys.argv[2:]]
from drafter.__main__ import run
if not at:
    atexit.register(lambda: print("ASKED", seen, file=sys.stderr))
sys.addaudithook(hook)
sys.exit(run())
"""


def interrupted(at: int, cache: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    own = {"PYTHONPATH": str(ROOT), "DRAFTER_CACHE": str(cache), "DRAFTER_STATE": str(cache / "state")}
    # Not measured: it is the moments of the program that are counted.
    return subprocess.run(
        [sys.executable, "-c", INTERRUPTED, str(at), *arguments], capture_output=True, timeout=300, check=False,
        env={**os.environ, **own, "COVERAGE_PROCESS_CONFIG": ""},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "moments"),
    [
        (("draft", CASE, "-o", "x.docx"), 10),
        (("draft", CASE), 8),
        (("check", "r.txt", "-o", "x.docx.json"), 8),
        (("diff", "r.txt", CASE, "-o", "x.html"), 8),
        (("new", "rectification", "-o", "x.toml"), 6),
        (("phrases", "lint"), 4),
        (("draft", "没有.toml"), 4),
    ],
    ids=lambda one: "-".join(Path(word).name for word in one) if isinstance(one, tuple) else "",
)
def test_ctrl_c_is_quiet_at_any_moment(tmp_path: Path, arguments: tuple[str, ...], moments: int) -> None:
    (tmp_path / "kept").mkdir(mode=0o700)
    cache = cache_with_ours(tmp_path / "kept" / "cache")
    # Twice, since the first start asks for more.
    interrupted(0, cache, *arguments)
    for file in tmp_path.glob("x.*"):
        file.unlink()
    whole = interrupted(0, cache, *arguments)
    asked = int(whole.stderr.split()[-1])
    assert asked > moments
    written = sorted(tmp_path.glob("x.*"))
    whole_bytes = [file.read_bytes() for file in written]
    for file in written:
        file.unlink()
    for number in range(moments):
        at = 1 + number * (asked - 1) // moments
        ran = interrupted(at, cache, *arguments)
        assert ran.returncode == 130, (at, ran.returncode, ran.stderr)
        assert ran.stderr == b"", (at, ran.stderr)
        # What stands there is whole, and nothing stands beside it.
        assert sorted(tmp_path.glob("x.*")) in ([], written), at
        assert [file.read_bytes() for file in sorted(tmp_path.glob("x.*"))] in ([], whole_bytes), at
        assert sorted(one.name for one in tmp_path.iterdir() if one.name.startswith(".")) == [], at
        for file in tmp_path.glob("x.*"):
            file.unlink()


@pytest.mark.parametrize(
    ("code", "ends"),
    [
        # In a callback of Python's own, which can only print it; while the program ends; of another kind.
        ("class A:\n    def __del__(self): raise KeyboardInterrupt\nA(); print('on')", (130, b"", b"")),
        ("import weakref\nclass A: pass\na = A()\n"
         "w = weakref.ref(a, lambda _: (_ for _ in ()).throw(KeyboardInterrupt))\ndel a", (130, b"", b"")),
        ("class A:\n    def __del__(self): raise ValueError('x')\nA(); print('on')", (0, b"on", b"ValueError: x")),
    ],
)  # fmt: skip
def test_where_python_could_only_print_it(code: str, ends: tuple[int, bytes, bytes]) -> None:
    script = (
        "import sys, drafter.__main__ as m, drafter.cli as c\n"
        f"def main():\n    exec({code!r}, {{}})\n    return 0\n"
        "c.main = main\nsys.exit(m.run())"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False
    )
    assert ran.returncode == ends[0], ran.stderr
    assert ran.stdout.strip() == ends[1]
    assert (ends[2] in ran.stderr) if ends[2] else ran.stderr == b""


@pytest.mark.parametrize(
    ("code", "ends"),
    [
        # What libraries want done is done, what was printed is printed, whoever looks on sees the end.
        ("import atexit; atexit.register(print, 'bye'); print('on', end=' ')", (0, b"on bye")),
        ("import threading, time\n"
         "threading.Thread(target=lambda: (time.sleep(0.2), print('late'))).start()", (0, b"late")),
        ("import sys; sys.setprofile(lambda *_: None)", (0, b"back")),
        ("import sys; sys.settrace(lambda *_: None)", (0, b"back")),
        ("raise SystemExit", (0, b"")),
        ("raise SystemExit(2)", (2, b"")),
        ("raise SystemExit('x')", (1, b"")),
    ],
)  # fmt: skip
def test_the_way_out(code: str, ends: tuple[int, bytes]) -> None:
    script = (
        "import sys, drafter.__main__ as m, drafter.cli as c\n"
        f"def main():\n    exec({code!r}, {{}})\n    return 0\n"
        "c.main = main\ncode = m.run()\nsys.setprofile(None); sys.settrace(None)\n"
        "if sys.argv[1:] == ['told']: print('back')\nsys.exit(code)"
    )
    told = ["told"] if ends[1] == b"back" else []
    ran = subprocess.run(
        [sys.executable, "-c", script, *told],
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert (ran.returncode, ran.stdout.strip(), ran.stderr) == (*ends, b"")


def test_nothing_heavy_comes_before_the_first_line() -> None:
    code = "import sys; before = set(sys.modules); import drafter.__main__; print(*sorted(set(sys.modules) - before))"
    ran = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, cwd=ROOT, check=True)
    assert ran.stdout.decode().split() == ["__future__", "drafter", "drafter.__main__", "gc"]


# -- commands ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_alone_is_what_it_is_among_all(capfd: pytest.CaptureFixture[str], name: str) -> None:
    helps = []
    for parser in (_parser(name), _parser()):
        with pytest.raises(SystemExit):
            parser.parse_args([name, "--help"])
        helps.append(capfd.readouterr().out)
    assert helps[0] == helps[1]
    assert helps[0].startswith(f"用法：drafter {name} ")
    # Alone, it knows of no other.
    with pytest.raises(SystemExit):
        _parser(name).parse_args(["new" if name != "new" else "diff"])


def test_a_word_that_is_no_command_names_them_all(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["darft"])
    said = capfd.readouterr().err
    assert all(name in said for name in COMMANDS)


# -- what we depend on ------------------------------------------------------------------------------------------------
#: The first version without the faults that are known, by what depends on it.
SOUND = {
    "jinja2": (3, 1, 6),
    "tomli": (2, 4, 1),
    "tomlkit": (0, 15, 1),
    "lxml": (6, 1, 0),
    "aiohttp": (3, 14, 4),
    "pypdfium2": (5, 15, 0),
    "babel": (2, 9, 1),
}


def test_versions_with_known_faults_are_not_installed() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    bounds: dict[str, list[tuple[int, ...]]] = {}
    for name, version in re.findall(r'"([A-Za-z0-9-]+)>=([\d.]+)', text):
        bounds.setdefault(name.lower(), []).append(tuple(map(int, version.split("."))))
    for name, least in SOUND.items():
        assert all(bound >= least for bound in bounds[name]), name
    # The reason stands above what it is the reason of.
    lines = text.splitlines()
    for name in ("Jinja2", "tomli", "tomlkit", "lxml", "pypdfium2"):
        at = next(number for number, line in enumerate(lines) if f'"{name}>=' in line)
        assert lines[at - 1].strip().startswith("#"), name


def test_none_of_them_is_here() -> None:
    from importlib.metadata import version

    for name, least in SOUND.items():
        have = tuple(int(part) for part in version(name).split(".")[:3])
        assert have >= least, name
