"""The command line, run as its users run it (drafter/cli.py, drafter/files/write.py). What holds:

- whatever is wrong with an input, an option or an output: exit 2, one line in Chinese on stderr, no traceback, nothing
  on stdout, the old output as it was, and no temporary file left behind;
- an output appears whole, with the permissions of what it replaces;
- a reader that has seen enough is no error;
- what a case lacks shows in the text and on stderr, and `--strict` makes it, or a contradiction, exit 1;
- the seed changes the text, and the same seed repeats it byte for byte, whatever the locale;
- what a user typed is printed as typed, never run.
"""

from __future__ import annotations

import codecs
import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from conftest import ROOT, cache_with_ours

CASE = str(ROOT / "cases" / "wenming-city.toml")
FULL = Path("/dev/full")
needs_full = pytest.mark.skipif(not FULL.exists(), reason="there is no full device here")
needs_posix = pytest.mark.skipif(os.name == "nt", reason="permissions and pipes of POSIX")

BARE = 'genre = "project-self-evaluation"\nyear = 2024\n'
SOUND = (
    BARE
    + """\
[unit]
name = "甲县乙局"
[project]
name = "丙项目"
[fund]
budget = "116万元"
spent = "106.14万元"
[score]
other = 90
[[work]]
title = "丁任务完成"
[[work.points]]
topic = "戊工作"
[[work.points.events]]
kind = "activity"
items = ["己行动 34次"]
"""
)


class Ran(NamedTuple):
    code: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        return self.out.decode()


Drafter = Callable[..., Ran]


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """One cache of the compiled phrase bank for all runs, and none of the developer's settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "LC_", "LANG"))}
    cache = str(cache_with_ours(tmp_path_factory.mktemp("own") / "cache"))
    made = {**kept, "DRAFTER_CACHE": cache, "LC_ALL": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}
    # The cache is filled here, so that no test below depends on another having run.
    subprocess.run(
        [sys.executable, "-m", "drafter", "draft", CASE], cwd=ROOT, env=made, check=True, capture_output=True
    )
    return made


@pytest.fixture
def drafter(environment: dict[str, str]) -> Drafter:
    def run(*arguments: str | bytes | Path, env: dict[str, str] | None = None, **options: Any) -> Ran:
        options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "stdin": subprocess.DEVNULL} | options
        command = [sys.executable, "-m", "drafter", *arguments]
        done: Any = subprocess.run(command, cwd=ROOT, env=environment | (env or {}), timeout=120, **options)
        return Ran(done.returncode, done.stdout or b"", (done.stderr or b"").decode())

    return run


def refused(ran: Ran, *words: str) -> None:
    """The promise about everything that cannot be used."""
    assert ran.code == 2
    assert ran.out == b""
    assert ran.err.endswith("\n")
    assert ran.err.count("\n") == 1
    assert "Traceback" not in ran.err
    assert any("一" <= character <= "鿿" for character in ran.err)
    for word in words:
        assert word in ran.err, ran.err


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    path = tmp_path / "案件.toml"
    path.write_text(SOUND, encoding="utf-8")
    return path


# -- inputs -----------------------------------------------------------------------------------------------------------
INPUTS: dict[str, tuple[bytes, tuple[str, ...]]] = {
    "empty": (b"", (":1: ", "缺少报告种类（genre）", "另有1处错误")),
    "gbk": (SOUND.encode("gbk"), (":4: ", "GBK", "iconv -f GBK -t UTF-8")),
    "gb18030": ((SOUND + '# 𠮷㐀"').encode("gb18030"), (":4: ", "GB18030", "iconv -f GB18030")),
    "utf-16": (SOUND.encode("utf-16"), (":1: ", "UTF-16", "iconv -f UTF-16")),
    "utf-16 big endian": (codecs.BOM_UTF16_BE + SOUND.encode("utf-16-be"), (":1: ", "UTF-16")),
    "binary": (b"\x7fELF\x02\x01\x01\x00" + bytes(range(256)) * 8, (":2: ", "不是UTF-8", "另存为UTF-8")),
    "cut in a character": (SOUND.encode()[: SOUND.encode().index("县".encode()) + 2], (":4: ", "UTF-8")),
    "nul": (BARE.encode() + b"\0", (":3:1: ", "TOML写法有误")),
    "broken": ((BARE + "[fund\nbudget = 1\n").encode(), (":3:6: ", "TOML写法有误", "右方括号")),
    "chinese quotes": ((BARE + "[unit]\nname = “甲”\n").encode(), (":4:8: ", "英文双引号")),
    "ten megabytes": (SOUND.encode() + b"# " + b"x" * 10_000_000, ("10.0MB", "4MB")),
    "genre": (
        SOUND.encode().replace(b"self-eval", b"self-evil"),
        (":1:9: ", "报告种类没有", "project-self-evaluation"),
    ),
    "figure": (SOUND.replace("116万元", "壹佰").encode(), (":8:10: ", '预算数 "壹佰" 不是数')),
    "field": (SOUND.replace("budget", "budgte").encode(), (":8:10: ", "fund.budgte", "是不是 fund.budget")),
    "many faults": (SOUND.replace("万元", "人").encode(), (":8:10: ", "单位应当是万元", "另有1处错误")),
    "a report": ("　　一、基本情况\n　　甲县乙局。\n".encode(), (":1:", "TOML写法有误")),
}


@pytest.mark.parametrize("name", INPUTS)
def test_bad_inputs(drafter: Drafter, tmp_path: Path, name: str) -> None:
    data, words = INPUTS[name]
    path, old = tmp_path / "案件.toml", tmp_path / "报告.txt"
    path.write_bytes(data)
    old.write_text("旧的报告", encoding="utf-8")
    ran = drafter("draft", path, "-o", old)
    refused(ran, *words)
    assert ran.err.startswith(f"{path}:")
    assert old.read_text(encoding="utf-8") == "旧的报告"
    assert sorted(tmp_path.iterdir()) == sorted([path, old])


def test_paths_that_lead_nowhere(drafter: Drafter, tmp_path: Path) -> None:
    for path, words in (
        (tmp_path / "没有.toml", "找不到这个文件"),
        (tmp_path / "没有" / "案件.toml", "找不到这个文件"),
        (Path(CASE) / "案件.toml", "找不到这个文件"),
        (tmp_path, "这是文件夹"),
        (tmp_path / ("长" * 200), "文件名太长"),
    ):
        ran = drafter("draft", path)
        refused(ran, words)
        assert ran.err.startswith(f"{path}: ")
    refused(drafter("draft", ""), "找不到这个文件")


@needs_posix
def test_odd_file_names_keep_to_one_line(drafter: Drafter) -> None:
    refused(drafter("draft", "a\nb.toml"), "a b.toml: 找不到这个文件")
    refused(drafter("draft", b"\xff.toml"), "\\xff.toml: 找不到这个文件")
    ran = drafter("draft", "a\x1b[31mb.toml")
    refused(ran, "找不到这个文件")
    assert "\x1b" not in ran.err


@needs_posix
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="nothing is closed to the superuser")
def test_closed_doors(drafter: Drafter, sound: Path, tmp_path: Path) -> None:
    shut = tmp_path / "shut"
    shut.mkdir()
    shut.chmod(0o500)
    try:
        refused(drafter("draft", sound, "-o", shut / "报告.txt"), "没有写入权限")
    finally:
        shut.chmod(0o700)
    sound.chmod(0)
    refused(drafter("draft", sound), "没有读取权限")


@needs_posix
@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
def test_a_case_may_come_through_a_pipe(drafter: Drafter, sound: Path, mark: bytes) -> None:
    through = drafter("draft", "/dev/stdin", stdin=None, input=mark + SOUND.encode())
    assert through == drafter("draft", sound)
    assert through.code == 0


def test_windows_line_ends_change_nothing(drafter: Drafter, sound: Path) -> None:
    before = drafter("draft", sound)
    sound.write_bytes(SOUND.replace("\n", "\r\n").encode())
    assert drafter("draft", sound).out == before.out


# -- outputs ----------------------------------------------------------------------------------------------------------
def test_output_appears_whole(drafter: Drafter, sound: Path, tmp_path: Path) -> None:
    shown, target = drafter("draft", sound), tmp_path / "报告.txt"
    assert shown.code == 0
    assert shown.err == ""
    for _ in ("new", "replaced"):
        written = drafter("draft", sound, "-o", target)
        assert written == Ran(0, b"", "")
        assert target.read_bytes() == shown.out
    assert sorted(tmp_path.iterdir()) == sorted([sound, target])


@needs_posix
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o666])
def test_a_replaced_file_keeps_its_permissions(drafter: Drafter, sound: Path, tmp_path: Path, mode: int) -> None:
    target = tmp_path / "报告.txt"
    target.write_text("旧的报告", encoding="utf-8")
    target.chmod(mode)
    assert drafter("draft", sound, "-o", target).code == 0
    assert stat.S_IMODE(target.stat().st_mode) == mode
    assert "甲县乙局" in target.read_text(encoding="utf-8")


@needs_posix
def test_a_new_file_obeys_the_umask(drafter: Drafter, sound: Path, tmp_path: Path) -> None:
    target = tmp_path / "报告.txt"
    assert drafter("draft", sound, "-o", target, umask=0o027).code == 0
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


@needs_posix
def test_a_link_stays_a_link(drafter: Drafter, sound: Path, tmp_path: Path) -> None:
    target, link = tmp_path / "报告.txt", tmp_path / "链接.txt"
    link.symlink_to(target)
    assert drafter("draft", sound, "-o", link).code == 0
    assert link.is_symlink()
    assert "甲县乙局" in target.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("output", "words"),
    [
        ("没有/报告.txt", "文件夹不存在"),
        ("案件.toml/报告.txt", "上级路径不是文件夹"),
        ("", "这是文件夹"),
        ("长" * 200 + ".txt", "文件名太长"),
    ],
)
def test_outputs_that_cannot_be(drafter: Drafter, sound: Path, tmp_path: Path, output: str, words: str) -> None:
    refused(drafter("draft", sound, "-o", tmp_path / output), "写不了这个文件", words)
    assert list(tmp_path.iterdir()) == [sound]


def test_an_empty_output_is_no_output(drafter: Drafter, sound: Path) -> None:
    refused(drafter("draft", sound, "-o", ""), "写不了这个文件")


@pytest.mark.parametrize("words", [("draft",), ("check",), ("import",), ("diff", CASE)])
def test_a_stroke_is_the_standard_output(drafter: Drafter, sound: Path, tmp_path: Path, words: tuple[str, ...]) -> None:
    given = sound
    if words[0] == "import":
        given = tmp_path / "记事.txt"
        given.write_text("单位：甲县乙局\n年度：2024\n修建水渠3公里\n", encoding="utf-8")
    told = drafter(*words, given)
    assert told.out
    assert drafter(*words, given, "-o", "-").out == told.out


def test_an_unknown_ending_is_refused(drafter: Drafter, sound: Path, tmp_path: Path) -> None:
    refused(drafter("draft", sound, "-o", tmp_path / "报告.xyz"), "报告.xyz: 不会写 .xyz 文件", "--format")
    assert drafter("draft", sound, "-o", tmp_path / "报告.xyz", "--format", "txt").code == 0


@needs_full
def test_a_full_disk(drafter: Drafter, sound: Path) -> None:
    refused(drafter("draft", sound, "-o", FULL), "/dev/full: 写不了这个文件：磁盘满了")
    with FULL.open("wb") as full:
        refused(drafter("draft", sound, stdout=full), "标准输出: 写不了这个文件：磁盘满了")
        refused(drafter("--help", stdout=full), "标准输出: 写不了这个文件：磁盘满了")
        # There is nobody to tell; the exit code still does.
        assert drafter("draft", "没有.toml", stderr=full).code == 2


@needs_posix
def test_a_disk_that_fills_while_writing_leaves_the_old_file(drafter: Drafter, sound: Path, tmp_path: Path) -> None:
    import resource

    target = tmp_path / "报告.txt"
    target.write_text("旧的报告", encoding="utf-8")
    # Nor could what measures coverage write what it has measured.
    ran = drafter(
        *("draft", sound, "-o", target), env={"COVERAGE_PROCESS_CONFIG": ""},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100)),
    )  # fmt: skip
    refused(ran, "报告.txt: 写不了这个文件：超出文件大小限制")
    assert target.read_text(encoding="utf-8") == "旧的报告"
    assert sorted(tmp_path.iterdir()) == sorted([sound, target])


@needs_posix
@pytest.mark.parametrize(
    "arguments", [("draft", CASE), ("draft", CASE, "--format", "json"), ("--help",), ("draft", "-h")]
)
def test_a_reader_that_leaves_early_is_no_error(drafter: Drafter, arguments: tuple[str, ...]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        ran = drafter(*arguments, stdout=writing)
    finally:
        os.close(writing)
    assert (ran.code, ran.err) == (0, "")


@needs_posix
def test_closed_streams(drafter: Drafter, sound: Path) -> None:
    refused(drafter("draft", sound, stdout=None, preexec_fn=lambda: os.close(1)), "标准输出: 写不了这个文件：没有打开")
    unheard = drafter("draft", "没有.toml", stderr=None, preexec_fn=lambda: os.close(2))
    assert (unheard.code, unheard.out) == (2, b"")


# -- formats, seeds, locales ------------------------------------------------------------------------------------------
def test_formats(drafter: Drafter, sound: Path) -> None:
    plain, marked, data = (drafter("draft", sound, "--format", shape) for shape in ("txt", "md", "json"))
    assert (plain.code, marked.code, data.code) == (0, 0, 0)
    assert plain.out == drafter("draft", sound).out
    assert plain.text.startswith("甲县乙局2024年度丙项目")
    assert "\n　　一、基本情况\n" in plain.text
    assert marked.text.startswith("# 甲县乙局2024年度丙项目")
    assert "\n## 一、基本情况\n" in marked.text
    assert json.loads(data.out)["title"] == plain.text.splitlines()[0]


@pytest.mark.parametrize(
    ("ending", "shape"),
    [
        *(("txt", "txt"), ("TXT", "txt"), ("md", "md"), ("MD", "md"), ("markdown", "md"), ("json", "json")),
    ],
)
def test_the_ending_says_the_format(drafter: Drafter, sound: Path, tmp_path: Path, ending: str, shape: str) -> None:
    target = tmp_path / f"报告.{ending}"
    assert drafter("draft", sound, "-o", target).code == 0
    assert target.read_bytes() == drafter("draft", sound, "--format", shape).out


def test_an_option_outranks_the_ending(drafter: Drafter, sound: Path, tmp_path: Path) -> None:
    target = tmp_path / "报告.json"
    assert drafter("draft", sound, "-o", target, "--format", "md").code == 0
    assert target.read_text(encoding="utf-8").startswith("# 甲县乙局2024年度丙项目")


def test_seeds(drafter: Drafter) -> None:
    texts = {seed: drafter("draft", CASE, "--seed", str(seed)).out for seed in (0, 1, 2, -1)}
    assert len(set(texts.values())) == len(texts)
    assert drafter("draft", CASE).out == texts[0]
    assert drafter("draft", CASE, "--seed", "2").out == texts[2]


@pytest.mark.parametrize(
    "env",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "latin-1"},
        {"PYTHONIOENCODING": "gbk"},
        {"PYTHONHASHSEED": "1"},
    ],
    ids=str,
)
def test_the_locale_changes_nothing(drafter: Drafter, sound: Path, env: dict[str, str]) -> None:
    for arguments in (("draft", str(sound)), ("draft", "没有.toml"), ("--help",), ("draft", "--help"), ("darft",), ()):
        assert drafter(*arguments, env=env) == drafter(*arguments)


def test_a_lost_or_foreign_cache_changes_nothing(drafter: Drafter, sound: Path, tmp_path: Path) -> None:
    usual = drafter("draft", sound)
    blocked = tmp_path / "file"
    blocked.write_text("no folder", encoding="utf-8")
    assert drafter("draft", sound, env={"DRAFTER_CACHE": str(blocked)}) == usual
    foreign = cache_with_ours(tmp_path / "foreign")
    for bundle in foreign.iterdir():
        bundle.write_bytes(b"no bundle")
    for _ in ("made again", "as made"):
        assert drafter("draft", sound, env={"DRAFTER_CACHE": str(foreign)}) == usual


# -- what a case lacks or contradicts ---------------------------------------------------------------------------------
def test_a_missing_fact_shows(drafter: Drafter, sound: Path) -> None:
    assert drafter("draft", sound, "--strict").code == 0
    sound.write_text(SOUND.replace('budget = "116万元"\n', ""), encoding="utf-8")
    ran = drafter("draft", sound)
    assert ran.code == 0
    assert "〔待补：预算数〕" in ran.text
    assert ran.err.startswith(f"{sound}: ")
    assert "预算数" in ran.err
    strict = drafter("draft", sound, "--strict")
    assert strict == Ran(1, ran.out, ran.err)


def test_a_contradiction_is_said(drafter: Drafter, sound: Path) -> None:
    sound.write_text(SOUND.replace("[fund]\n", '[fund]\nrate = "99.99%"\n'), encoding="utf-8")
    ran = drafter("draft", sound)
    assert ran.code == 0
    assert ran.err == f"{sound}:8:8: 预算执行率写作99.99%，应为106.14 ÷ 116 = 91.50%\n"
    # What follows from the facts is told, not what was typed.
    assert "91.50%" in ran.text
    assert "99.99%" not in ran.text
    assert drafter("draft", sound, "--strict") == Ran(1, ran.out, ran.err)


def test_strict_writes_the_report_all_the_same(drafter: Drafter, sound: Path, tmp_path: Path) -> None:
    sound.write_text(BARE, encoding="utf-8")
    target = tmp_path / "报告.txt"
    ran = drafter("draft", sound, "--strict", "-o", target)
    assert ran.code == 1
    assert "Traceback" not in ran.err
    for label in ("单位全称", "项目名称", "预算数", "支出数"):
        assert f"〔待补：{label}〕" in target.read_text(encoding="utf-8")
        assert label in ran.err


@pytest.mark.parametrize(
    "value", ["{{ 7*7 }}", "{% for x in y %}", "{# note #}", "{{ ''.__class__ }}", "$(id)", "%(x)s"]
)
def test_what_was_typed_is_printed_as_typed(drafter: Drafter, sound: Path, value: str) -> None:
    case = SOUND.replace("甲县乙局", value).replace("丙项目", value).replace("戊工作", value).replace("己行动", value)
    sound.write_text(case, encoding="utf-8")
    ran = drafter("draft", sound)
    assert ran.code == 0
    assert ran.text.startswith(value)
    assert ran.text.count(value) >= 4
    assert "49" not in ran.text
    assert f"{value}34次" in ran.text


def test_explain_names_constructions_and_facts(drafter: Drafter, sound: Path) -> None:
    ran = drafter("draft", sound, "--explain")
    assert ran.code == 0
    assert "    事实：91.50% ← fund.rate（推算）\n" in ran.text
    assert "    事实：116万元 ← fund.budget\n" in ran.text
    assert "    句式：" in ran.text
    plain = drafter("draft", sound).text
    told = [line for line in ran.text.splitlines() if line and not line.startswith("    ")]
    assert "".join(told).split("没有写进正文的事实：")[0].replace("　　", "") == "".join(plain.split())


# -- options and help -------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("draft",), "缺少案件.toml"),
        (("draft", CASE, CASE), "不认识"),
        (("draft", CASE, "两\n行"), "不认识 两 行"),
        (("draft", CASE, "--bogus"), "不认识 --bogus"),
        (("draft", CASE, "--format", "pdf"), "--format 不能是 pdf，可选：txt, md, html, docx, json"),
        (("draft", CASE, "--format"), "--format 后面要写一个值"),
        (("draft", CASE, "-o"), "-o/--output 后面要写一个值"),
        (("draft", CASE, "--seed", "三"), "--seed 应当是整数，不是 三"),
        (("draft", CASE, "--seed", "1.5"), "--seed 应当是整数，不是 1.5"),
        (("draft", CASE, "--seed="), "--seed 应当是整数"),
        (("draft", CASE, "--strict=1"), "--strict 后面不写值"),
        (("draft", CASE, "--s", "1"), "--s 可以指 --seed, --strict，请写全"),
        (("darft", CASE), "命令 不能是 darft"),
        (("--bogus",), "不认识 --bogus"),
    ],
)
def test_wrong_options(drafter: Drafter, arguments: tuple[str, ...], words: str) -> None:
    ran = drafter(*arguments)
    refused(ran, words, "--help")
    assert ran.err.startswith("drafter: ")


ENGLISH = (
    "usage",
    "options",
    "positional",
    "arguments",
    "optional",
    "show this",
    "exit",
    "default",
    "error",
    "required",
)


@pytest.mark.parametrize("arguments", [("--help",), ("-h",), ("draft", "--help"), ("draft", "-h")])
def test_help_is_in_chinese_with_an_example(drafter: Drafter, arguments: tuple[str, ...]) -> None:
    ran = drafter(*arguments)
    assert (ran.code, ran.err) == (0, "")
    assert ran.text.startswith("用法：drafter")
    assert "例：" in ran.text
    assert "drafter draft " in ran.text
    assert "选项：" in ran.text
    assert not [word for word in ENGLISH if word in ran.text.lower()]
    # No help of argparse may end up half translated.
    assert ":" not in ran.text


def test_help_of_a_command_tells_its_options(drafter: Drafter) -> None:
    text = drafter("draft", "--help").text
    for option in ("--format", "-o", "--output", "--seed", "--strict", "--explain", "案件.toml"):
        assert option in text


@pytest.mark.parametrize("arguments", [(), ("edit",), ("edit", "案件.toml")])
def test_the_interface_needs_a_terminal(drafter: Drafter, arguments: tuple[str, ...]) -> None:
    ran = drafter(*arguments)
    assert (ran.code, ran.out) == (2, b"")
    assert ran.err.count("\n") == 1 and "drafter draft" in ran.err and "--help" in ran.err


def test_version(drafter: Drafter) -> None:
    ran = drafter("--version")
    assert (ran.code, ran.err) == (0, "")
    assert ran.text.startswith("drafter ")
    assert ran.text.split()[1].count(".") == 2
