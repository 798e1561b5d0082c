"""The recipes of docs/architecture.md, followed to the letter in a copy of the program. What holds:

- every addition works as soon as its blocks are in place: a genre with a kind of event, a rule, an output, an input, a
  screen; the tests that ask something of every genre, kind, rule and module ask it of them, and it holds;
- none changes more than two files besides its own, those that are generated aside, and each says which;
- no recipe makes a circle.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from conftest import cache_with_ours
from import_graph import ROOT

PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
_NEW = re.compile(r"(?:#|\{#-) 新文件 (\S+?)(?: -#\})?$")
_EDIT = re.compile(r"# 改 (\S+)，在「(.+)」(后面|前面)加$")


class Step(NamedTuple):
    """A block: the file, the line it goes before or behind ("" for a new file), and the words."""

    file: str
    anchor: str
    before: bool
    text: str


def recipes() -> dict[str, list[Step]]:
    """The steps of each recipe, by its heading."""
    found: dict[str, list[Step]] = {}
    for heading, body in re.findall(r"^## (加.+?)\n(.*?)(?=^## |\Z)", PAGE, re.M | re.S):
        for block in re.findall(r"^```\w+\n(.*?)^```$", body, re.M | re.S):
            first, rest = block.split("\n", 1)
            if match := _NEW.fullmatch(first):
                found.setdefault(heading, []).append(Step(match[1], "", False, block if "j2" in match[1] else rest))
            elif match := _EDIT.fullmatch(first):
                found.setdefault(heading, []).append(Step(match[1], match[2], match[3] == "前面", rest))
    return found


def follow(root: Path, step: Step) -> None:
    """Do one step in a copy of the program."""
    file = root / step.file
    if not step.anchor:
        assert not file.exists(), step.file
        file.parent.mkdir(exist_ok=True)
        file.write_text(step.text, encoding="utf-8")
        return
    text = file.read_text(encoding="utf-8")
    assert text.count(step.anchor) == 1, step
    at = text.index(step.anchor)
    if not step.before:
        at += len(step.anchor)
        # Behind the whole line, or, where the line goes on, right behind the words.
        ends = text[at] == "\n"
        text = text[:at] + ("\n" + step.text.rstrip("\n") if ends else step.text.strip() + " ") + text[at:]
    else:
        text = text[:at] + step.text + text[at:]
    file.write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("program")
    for name in ("drafter", "phrasebank", "templates", "rules", "places", "cases"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    for steps in recipes().values():
        for step in steps:
            follow(root, step)
    return root


def test_there_are_six() -> None:
    assert len(recipes()) == 6
    assert PAGE.count("# 新文件") + PAGE.count("{#- 新文件") + PAGE.count("# 改 ") == sum(map(len, recipes().values()))


def by_hand(name: str) -> list[str]:
    """The files that the first line of a recipe says are changed by hand."""
    (said,) = re.findall(rf"^## {name}\n\n手改：(.+)。$", PAGE, re.M)
    (catalogue,) = re.findall(r"词条文件指\n?`(\S+?)`", PAGE)
    return [catalogue if one == "词条文件" else one.strip("`") for one in said.split("、")]


@pytest.mark.parametrize("name", recipes())
def test_an_addition_changes_two_files_at_most(name: str) -> None:
    files = by_hand(name)
    assert len(set(files)) <= 2
    assert {step.file for step in recipes()[name] if step.anchor} <= set(files)
    assert all((ROOT / one).is_file() for one in files)


SCRIPT = '''
import asyncio, sys
import drafter
from drafter import api
from drafter.checking.run import check_text
from drafter.cli import main
from drafter.reading.formats import readable, read_any
from drafter.tui.app import DrafterApp

case = """genre = "recipe-brief"
year = 2024
[unit]
name = "青山县水利局"
[project]
name = "河道巡查"
[fund]
budget = "200万元"
spent = "187.6万元"
[[highlights]]
kind = "recipe-patrol"
river = "清溪河"
count = "12次"
"""
open("案件.toml", "w", encoding="utf-8").write(case)
text = drafter.to_text(drafter.compose(api.read_case(case)))
assert "巡查清溪河12次" in text and "93.80%" in text, text
assert [one.code for one in check_text("祝工作顺利。") if one.code == "recipe-wish"] == ["recipe-wish"]
assert not [one for one in check_text("工作按计划完成。") if one.code == "recipe-wish"]
assert main(["draft", "案件.toml", "-o", "报告.lines"]) == 0
assert "巡查清溪河12次" in open("报告.lines", encoding="utf-8").read()
open("提纲.org", "w", encoding="utf-8").write("* 资金\\n执行率93.80%。\\n")
assert ".org" in readable()
assert read_any("提纲.org").draft.title == "资金"
notes = ["年度：2024", "单位：青山县水利局", "项目：河道巡查", "预算200万元，支出187.6万元", "清溪河清淤3公里"]
notes += ["问题：巡查偏少", "存在的困难：人手不够", "结果应用：列入考核", "其他：清淤2公里"]
open("记事.txt", "w", encoding="utf-8").write("\\n".join(notes))
assert main(["import", "记事.txt", "--genre", "recipe-brief", "-o", "记事.toml"]) == 0
assert "清溪河清淤3公里" in open("记事.toml", encoding="utf-8").read()

async def shown():
    app = DrafterApp()
    async with app.run_test() as pilot:
        await pilot.pause()
        while app.screen.id != "_default" and type(app.screen).__name__ != "HomeScreen":
            await pilot.press("escape")
        await pilot.press("r")
        await pilot.pause()
        assert "条规则" in str(app.screen.query_one("#rules").render()), app.screen
asyncio.run(shown())
'''


def test_every_recipe_works(copy: Path, tmp_path: Path) -> None:
    cache = cache_with_ours(tmp_path / "cache")
    env = {**os.environ, "PYTHONPATH": str(copy), "DRAFTER_CACHE": str(cache), "DRAFTER_CONFIG": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", SCRIPT], cwd=tmp_path, env=env, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()


#: What every genre, kind of event, rule and module is asked for.
ASKED = (
    "tests/test_bank.py::test_every_event_kind_has_four_forms",
    "tests/test_check_examples.py::test_orders_are_apart_and_families_together",
    "tests/test_check_examples.py::test_every_module_has_its_data",
    "tests/test_check_examples.py::test_a_rule_says_all_that_its_page_needs[recipe-wish]",
    "tests/test_check_examples.py::test_the_wrong_example_makes_a_rule_speak[recipe-wish]",
    "tests/test_check_examples.py::test_the_right_example_is_right_for_all_rules[recipe-wish]",
    "tests/test_house.py::test_imports_inside_functions_are_listed",
    "tests/test_import_kinds.py::test_notes_of_every_kind_of_report_are_read[recipe-brief]",
    "tests/test_new.py::test_a_skeleton_loads_and_drafts[recipe-brief]",
    "tests/test_new.py::test_a_skeleton_has_every_field_and_marks_the_required[recipe-brief]",
)


def test_what_is_added_is_asked_what_everything_is_asked(copy: Path, tmp_path: Path) -> None:
    for name in ("tests", "benchmarks"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__", "golden", "pages"))
    env = {**os.environ, "PYTHONPATH": str(copy), "DRAFTER_CONFIG": str(tmp_path)}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", *ASKED]
    done = subprocess.run(command, cwd=copy, env=env, capture_output=True, check=False)
    assert done.returncode == 0 and f"{len(ASKED)} passed" in done.stdout.decode(), done.stdout.decode()


def test_no_recipe_makes_a_circle(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import import_graph

    for cached in (import_graph.modules, import_graph.imports, import_graph.graph):
        cached.cache_clear()
    monkeypatch.setattr(import_graph, "ROOT", copy)
    monkeypatch.setattr(import_graph, "PACKAGE", copy / "drafter")
    try:
        assert "drafter.writing.recipe" in import_graph.modules()
        assert import_graph.circles(import_graph.graph()) == import_graph.circles(import_graph.packages()) == []
    finally:
        for cached in (import_graph.modules, import_graph.imports, import_graph.graph):
            cached.cache_clear()
