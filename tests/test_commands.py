"""Commands with the options that few ask for. What holds:

- a place is listed, shown with its outlines and where it is from, made for oneself, and its faults are found;
- several workbooks and notes are one case or many; JSON and explanations are of what would be written;
- a tracked comparison is signed by whom it was asked, else by the case; on a screen it has colours unless told not to;
- folders of one's own are where the system has them, or where one says.
"""

from __future__ import annotations

import io
import json
import os
import zipfile
from pathlib import Path
from typing import Any

import pytest
import tomli
from conftest import ROOT
from sheet_files import FORM, changed, xlsx

from drafter import resources
from drafter.cli import main

CASE = str(ROOT / "cases" / "wenming-city.toml")


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAFTER_CONFIG", str(tmp_path / "config"))
    monkeypatch.chdir(tmp_path)


# -- places -----------------------------------------------------------------------------------------------------------
def test_places_are_listed_and_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["places", "list"]) == 0
    listed = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    assert "default" in listed and len(listed) > 5
    outlined = 0
    for name in listed:
        assert main(["places", "show", name]) == 0
        told = capsys.readouterr().out
        assert f"（{name}）" in told and "来源：" in told
        assert ("没有写的按通行做法" in told) == (name != "default")
        outlined += "提纲：" in told
    assert outlined


def test_a_place_of_ones_own_is_made_and_its_faults_are_found(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["places", "new", "本县"]) == 0
    root = tmp_path / "config" / "places" / "本县"
    assert str(root) in capsys.readouterr().out
    assert main(["places", "lint", "本县"]) == 0
    assert "没有错误" in capsys.readouterr().out
    file = root / "place.toml"
    file.write_text("没有这一项 = 1\n" + file.read_text("utf-8"), "utf-8")
    assert main(["places", "lint", "本县"]) == 1
    told = capsys.readouterr()
    assert "place.toml:1" in told.err and "1个地方，1处错误" in told.out
    assert main(["places", "new", "本县"]) == 2


# -- import -----------------------------------------------------------------------------------------------------------
def book(name: str, rows: Any = FORM) -> str:
    Path(name).write_bytes(xlsx({"自评表": rows}))
    return name


def test_workbooks_of_one_project_are_one_case(capsys: pytest.CaptureFixture[str]) -> None:
    # The budget stands in the first alone, what was reached in the second.
    without = changed(11, 4, "备注")
    assert main(["import", book("一.xlsx", without), book("二.xlsx"), "-o", "案件.toml", "--year", "2024"]) in (0, 1)
    one = tomli.loads(Path("案件.toml").read_text("utf-8"))
    alone_ = Path("单.toml")
    main(["import", book("三.xlsx"), "-o", str(alone_), "--year", "2024"])
    whole = tomli.loads(alone_.read_text("utf-8"))
    assert one["project"] == whole["project"] and one["fund"] == whole["fund"]
    assert [row["name"] for row in one["indicators"]] == [row["name"] for row in whole["indicators"]]
    assert [row.get("actual") for row in one["indicators"]] == [row.get("actual") for row in whole["indicators"]]


def test_what_would_be_written_as_json_and_explained(capsys: pytest.CaptureFixture[str]) -> None:
    two = [book("一.xlsx"), book("二.xlsx", changed(3, 2, "河道清淤"))]
    assert main(["import", *two, "--format", "json", "-o", "案件/"]) in (0, 1)
    told = capsys.readouterr()
    found = json.JSONDecoder().raw_decode(told.out)[0]
    assert "河道保洁" in json.dumps(found, ensure_ascii=False)
    assert "共2个项目，各写成一个案件" in told.err
    assert sorted(one.name for one in Path("案件").iterdir()) == ["河道保洁.toml", "河道清淤.toml"]
    assert main(["import", two[0], "--genre", "monitoring", "--explain"]) in (0, 1)
    assert "fund.budget ←" in capsys.readouterr().out
    # Notes belong to one project.
    Path("记事.txt").write_text("拆除围网12处\n", "utf-8")
    assert main(["import", *two, "记事.txt", "-o", "别处/"]) == 2
    assert "2个项目" in capsys.readouterr().err and not Path("别处").exists()


# -- diff -------------------------------------------------------------------------------------------------------------
OLD = "青山镇2023年度绩效自评总结\n　　2023年，青山镇开展项目2个。自2023年起，每季度通报一次。\n"
NEW = "青山镇2024年度绩效自评总结\n　　2024年，青山镇开展项目3个。自2023年起，每季度通报一次。\n"


def signed(file: str) -> str:
    with zipfile.ZipFile(file) as found:
        return found.read("word/document.xml").decode()


def test_tracked_changes_are_signed() -> None:
    Path("上年.txt").write_text(OLD, "utf-8")
    Path("今年.txt").write_text(NEW, "utf-8")
    asked = ["--author", "王某", "--date", "2025-01-06"]
    assert main(["diff", "上年.txt", "今年.txt", "-o", "一.docx", *asked]) == 1
    assert 'w:author="王某"' in signed("一.docx") and 'w:date="2025-01-06T00:00:00Z"' in signed("一.docx")
    assert main(["diff", "上年.txt", CASE, "-o", "二.docx"]) == 1
    case = tomli.loads(Path(CASE).read_text("utf-8"))
    assert f'w:author="{case["unit"]["name"]}"' in signed("二.docx")
    assert main(["diff", "上年.txt", "今年.txt", "-o", "三.docx", "--date", "2025-13-40"]) == 2
    assert not Path("三.docx").exists()


def test_a_comparison_is_no_file_that_is_compared(capsys: pytest.CaptureFixture[str]) -> None:
    Path("上年.txt").write_text(OLD, "utf-8")
    Path("今年.toml").write_text(Path(CASE).read_text("utf-8"), "utf-8")
    assert main(["diff", "上年.txt", "今年.toml", "-o", "上年.txt"]) == 2
    assert main(["diff", "上年.txt", "今年.toml", "--ticks", "今年.toml"]) == 2
    assert capsys.readouterr().err.count("这就是要比较的文件") == 2
    assert Path("上年.txt").read_text("utf-8") == OLD
    for shape in ("xlsx", "docx"):
        assert main(["diff", "上年.txt", "今年.toml", "--format", shape]) == 2
        assert "-o" in capsys.readouterr().err


class Terminal(io.StringIO):
    """What looks like a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("plain", [False, True])
def test_on_a_terminal_it_has_colours_unless_told_not_to(plain: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("上年.txt").write_text(OLD, "utf-8")
    Path("今年.txt").write_text(NEW, "utf-8")
    shown: list[str] = []
    monkeypatch.setattr("drafter.writing.pager.show", lambda text, lines: shown.append(text))
    monkeypatch.setattr("sys.stdout", Terminal())
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("NO_COLOR", "1") if plain else monkeypatch.delenv("NO_COLOR", raising=False)
    assert main(["diff", "上年.txt", "今年.txt"]) == 1
    (text,) = shown
    assert ("\x1b[" in text) != plain and "项目" in text


# -- folders ----------------------------------------------------------------------------------------------------------
@pytest.mark.skipif(os.name == "nt", reason="the folders of POSIX")
def test_folders_of_ones_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = {
        "CONFIG": (resources.config_folder, "XDG_CONFIG_HOME", ".config"),
        "CACHE": (resources.cache_folder, "XDG_CACHE_HOME", ".cache"),
        "STATE": (resources.state_folder, "XDG_STATE_HOME", ".local/state"),
    }
    for name, (found, system, home) in asked.items():
        monkeypatch.setenv(f"DRAFTER_{name}", str(tmp_path / "mine"))
        assert found() == tmp_path / "mine"
        monkeypatch.delenv(f"DRAFTER_{name}")
        monkeypatch.setenv(system, str(tmp_path / "xdg"))
        assert found() == tmp_path / "xdg" / "drafter"
        monkeypatch.delenv(system)
        monkeypatch.setenv("HOME", str(tmp_path / "home"))
        assert found() == tmp_path / "home" / home / "drafter"

        def nowhere() -> Path:
            raise RuntimeError("no home")

        with monkeypatch.context() as without:
            without.setattr(Path, "home", nowhere)
            assert found() is None
