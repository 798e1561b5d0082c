"""Many projects at once.

Invariants:
- what lies together, or is called the same but for its kind, is one project; what is of no known kind is named;
- a file that cannot be used is named and takes nothing from the others;
- one process, a pool, a cluster's function and a run that was killed give the same bytes;
- a finished run is done again when asked again; with --only-changed only what changed, came or went;
- a project that ends its process is named, and the others are done;
- progress is a bar at a terminal and plain lines elsewhere;
- one run at a time writes an output folder; another says so and leaves it as it is;
- what cannot begin says why in one line and ends with 2.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from drafter.batch import pool
from drafter.batch.ledger import NAME, Ledger
from drafter.batch.outcome import Outcome, Recipe, RunItem
from drafter.batch.progress import Progress
from drafter.batch.projects import NothingFound, find
from drafter.batch.run import Asked, run
from drafter.batch.sketch import bare, keys, likeness, sketch
from drafter.cli import main
from drafter.errors import MissingFile

CASE = """genre = "project-self-evaluation"
year = 2024
[unit]
name = "青山县农业农村局"
[project]
name = "农村人居环境整治{0}"
[fund]
budget = "{1}万元"
spent = "187.6万元"
[score]
other = "88.5分"
[[work]]
title = "村庄清洁"
[[work.points]]
topic = "村庄保洁"
[[work.points.events]]
kind = "activity"
items = ["村庄清洁日活动 24次"]
"""
REPORT = "2024年度绩效自评报告\n一、资金\n　　预算116万元，支出106.14万元，执行率99.99%。\n"


def given(folder: Path, many: int) -> Path:
    """Cases, reports and one broken file of `many` projects."""
    for number in range(many):
        home = folder / f"项目{number:03}"
        home.mkdir(parents=True)
        (home / "案件.toml").write_text(CASE.format(number, 200 + number), encoding="utf-8")
        if number % 3 == 0:
            (home / "自评报告.txt").write_text(REPORT, encoding="utf-8")
    (folder / "坏的.toml").write_text("genre = [", encoding="utf-8")
    return folder


def outputs(folder: Path) -> dict[str, bytes]:
    """All files of an output but the ledger."""
    files = [path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(NAME)]
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def asked(folder: Path, output: Path, **more: object) -> Asked:
    recipe = Recipe(str(output), ("txt",))
    return Asked((str(folder),), recipe, **{"jobs": 1, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("files", "projects"),
    [
        (["甲/案件.toml", "甲/自评报告.docx", "乙/自评表.xlsx"], {"甲": 2, "乙": 1}),
        (["改厕项目自评表.xlsx", "改厕项目绩效自评报告.docx", "保洁自评报告.txt"], {"改厕项目": 2, "保洁自评报告": 1}),
        (["改厕2023年度自评报告.docx", "改厕2024年度自评报告.docx"], {"改厕": 2}),
        (["改厕自评报告.docx", "目标申报表.xlsx"], {"改厕": 2}),
        (["甲自评报告.docx", "乙自评报告.docx", "申报表.xlsx"], {"甲自评报告": 1, "乙自评报告": 1, "申报表": 1}),
        (["一/局/案件.toml", "二/局/案件.toml"], {"一·局": 1, "二·局": 1}),
        ([".隐藏.toml", "~$开着.docx", "drafter.toml", "案件.toml"], {"案件": 1}),
    ],
)
def test_what_belongs_together(tmp_path: Path, files: list[str], projects: dict[str, int]) -> None:
    for name in files:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("", encoding="utf-8")
    found = find([str(tmp_path)], str(tmp_path / "out"))
    assert {one.name: len(one.files) for one in found.projects} == projects


def test_other_kinds_are_named_and_outputs_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("", encoding="utf-8")
    (tmp_path / "图.png").write_text("", encoding="utf-8")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "b.toml").write_text("", encoding="utf-8")
    found = find([str(tmp_path)], str(tmp_path / "out"))
    assert [len(one.files) for one in found.projects] == [1]
    assert found.unread == (str(tmp_path / "图.png"),)
    with pytest.raises(MissingFile):
        find([str(tmp_path / "没有")], str(tmp_path / "out"))
    (tmp_path / "空").mkdir()
    with pytest.raises(NothingFound):
        find([str(tmp_path / "空")], str(tmp_path / "out"))


def test_pool_and_one_process_agree_and_the_broken_is_named(tmp_path: Path) -> None:
    folder = given(tmp_path / "in", 7)
    alone, many = tmp_path / "one", tmp_path / "two"
    first = run(asked(folder, alone))
    second = run(asked(folder, many, jobs=2, chunk=2))
    assert outputs(alone) == outputs(many)
    assert first == second._replace()
    assert first.projects == 8
    assert [Path(file).name for file, _ in first.broken] == ["坏的.toml"]
    assert first.at_fault == 4  # three reports with a wrong rate, one broken file
    assert "农村人居环境整治1" in (alone / "项目001" / "案件.txt").read_text(encoding="utf-8")


def test_only_changed_does_what_changed_came_or_went(tmp_path: Path) -> None:
    folder, output = given(tmp_path / "in", 4), tmp_path / "out"
    assert run(asked(folder, output)).done == 5
    assert run(asked(folder, output, only_changed=True)).done == 0
    (folder / "项目001" / "案件.toml").write_text(CASE.format("改", 300), encoding="utf-8")
    (folder / "坏的.toml").unlink()
    (folder / "新.toml").write_text(CASE.format("新", 300), encoding="utf-8")
    ran = run(asked(folder, output, only_changed=True))
    assert (ran.projects, ran.done, ran.broken) == (5, 2, ())
    assert "整治改" in (output / "项目001" / "案件.txt").read_text(encoding="utf-8")
    (folder / "新.toml").unlink()
    run(asked(folder, output, only_changed=True))
    assert not (output / "新").exists()
    # Asked for again without it, all is done again; so it is under another recipe.
    assert run(asked(folder, output)).done == 4
    other = asked(folder, output, only_changed=True)
    assert run(other._replace(recipe=other.recipe._replace(seed=3))).done == 4


def test_a_killed_run_goes_on_and_gives_the_same(tmp_path: Path) -> None:
    folder, whole, cut = given(tmp_path / "in", 24), tmp_path / "whole", tmp_path / "cut"
    command = [sys.executable, "-m", "drafter", "batch", str(folder), "--format", "txt", "--jobs", "2", "--chunk", "2"]
    started = subprocess.Popen([*command, "-o", str(cut)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and not any(cut.glob("*/案件.txt")):
        time.sleep(0.01)
    started.send_signal(signal.SIGKILL if os.name != "nt" else signal.SIGTERM)
    started.wait()
    ended = subprocess.run([*command, "-o", str(cut)], capture_output=True, check=False)
    assert ended.returncode == 1
    run(asked(folder, whole))
    assert outputs(cut) == outputs(whole)


def _ending(items: list[RunItem], recipe: Recipe) -> list[Outcome]:
    """A worker that one project ends."""
    if any(item.name == "坏" for item in items):
        os._exit(3)
    return [Outcome(item.number) for item in items]


def test_a_project_that_ends_its_process_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(pool, "work", _ending)
    waiting = [RunItem(number, "坏" if number == 2 else "好", (f"{number}.toml",)) for number in range(6)]

    def source(most: int) -> list[RunItem]:
        taken, waiting[:] = waiting[:most], waiting[most:]
        return taken

    found = [one for part in pool.pooled(source, Recipe(str(tmp_path)), 2, 2) for one in part]
    assert sorted(one.number for one in found) == list(range(6))
    assert {one.number: one.broken for one in found if one.broken} == {2: (("2.toml", pool.ENDED),)}


def test_a_ledger_that_is_none_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, output = given(tmp_path / "in", 1), tmp_path / "out"
    output.mkdir()
    (output / NAME).write_text("这不是台账" * 200, encoding="utf-8")
    assert main(["batch", str(folder), "-o", str(output)]) == 2
    assert "不是能接着用的台账" in capsys.readouterr().err


def test_one_run_at_a_time_writes_an_output(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    papers, output = given(tmp_path / "报送", 1), tmp_path / "结果"
    with Ledger(str(output)):
        before = sorted(path.name for path in output.iterdir())
        assert main(["batch", str(papers), "-o", str(output), "--jobs", "1"]) == 2
        assert "另一个 drafter batch 正在写这个输出文件夹" in capsys.readouterr().err
        assert [name for name in sorted(path.name for path in output.iterdir()) if name not in before] == []
    assert main(["batch", str(papers), "-o", str(output), "--jobs", "1"]) in (0, 1)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["没有这里", "-o", "out"], "找不到"),
        (["in", "-o", "out", "--format", "ppt"], "没有 ppt"),
        (["in", "-o", "out", "--jobs", "0"], "大于0"),
        (["in", "-o", "out", "--scheduler", "tcp://127.0.0.1:1"], "连不上"),
    ],
)
def test_what_cannot_begin_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("drafter.batch.cluster.PATIENCE", "1s")
    given(tmp_path / "in", 1)
    assert main(["batch", *arguments]) == 2
    assert said in capsys.readouterr().err


def test_the_command_counts_and_names(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, output = given(tmp_path / "in", 2), tmp_path / "out"
    assert main(["batch", str(folder), "-o", str(output), "--format", "none", "--jobs", "1"]) == 1
    told = capsys.readouterr()
    assert "共3个项目，2个有问题，1个文件读不了" in told.out
    assert "坏的.toml" in told.err
    assert not list(output.glob("*/案件.*"))
    with Ledger(str(output)) as ledger:
        assert ledger.count(done=1) == 3


def test_progress_at_a_terminal_and_elsewhere() -> None:
    progress = Progress(200)
    progress.done = 50
    assert progress.line(progress.begun + 10) == f"{'━' * 7}{'─' * 23} 50/200 25%，每秒5.0个，还要30秒"
    assert progress.line(progress.begun + 10, bar=False) == "50/200 25%，每秒5.0个，还要30秒"
    progress.done = 200
    assert progress.line(progress.begun + 100, bar=False) == "200/200 100%，每秒2.0个"


PARAGRAPH = (
    "{0}严格按照资金管理办法的规定，落实专款专用，建立项目台账，定期开展督导检查，"
    "全年支付{1}万元，确保资金使用安全规范有效。"
)


def test_a_sketch_puts_names_and_figures_aside() -> None:
    one, other = PARAGRAPH.format("青山县农业农村局", 200), PARAGRAPH.format("绿水县水利局", "31.5")
    assert bare(one) == bare(other)
    assert sketch(bare(one)) == sketch(bare(other))
    changed = other.replace("建立项目台账，", "建立健全项目台账，")
    assert set(keys(sketch(bare(one)))) & set(keys(sketch(bare(changed))))
    assert likeness(bare(one), bare(changed)) > 0.9
    assert likeness(bare(one), bare(one)[:20] + bare("走访受益群众核对补贴发放名册抽查账目凭证整理影像档案")) == 0.0
    assert sketch("全年支付200万元。") == b""


def test_the_first_command_of_the_page_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = (Path(__file__).resolve().parent.parent / "docs" / "batch.md").read_text(encoding="utf-8")
    command = page.partition("```sh\n")[2].partition("\n")[0].split()
    assert command[:2] == ["drafter", "batch"]
    monkeypatch.chdir(tmp_path)
    given(tmp_path / command[2], 1)
    assert main([*command[1:], "--jobs", "1"]) == 1
    written = sorted(path.name for path in (tmp_path / "结果").iterdir())
    told = re.findall(r"`(汇总\.\w+|台账\.sqlite)`", page)
    assert told and set(told) <= set(written)
    capsys.readouterr()
