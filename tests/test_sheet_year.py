"""The year of a case that was read from a sheet. Invariants:

- a year is written only where the sheet, its name, its file, notes beside it or an option say it;
- where none does, the import asks for it in one line, exits 1, and the case is the same but for its year;
- one line for all projects of a book, however many processes make them; drafting such a case asks for the year too.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import tomli
from sheet_files import FORM, Rows, xlsx

from drafter.cli import main
from drafter.commands import import_many

pytestmark = pytest.mark.usefixtures("own_config")

UNDATED: list[list[Any]] = [FORM[0], ["填报单位：青山县水利局"], *FORM[2:]]
EXPORT: list[list[Any]] = [
    ["项目名称", "全年预算数（万元）", "全年执行数（万元）", "三级指标", "指标值", "完成值", "分值", "得分"],
    *[[f"水渠{at}", 10, 9, "里程", "≥10公里", "10公里", 100, 100] for at in range(7)],
]
ASKED = "没有写年度"


def book(folder: Path, rows: Rows, name: str = "表.xlsx", sheet: str = "表") -> str:
    file = folder / name
    file.write_bytes(xlsx({sheet: rows}))
    return str(file)


def imported(capsys: pytest.CaptureFixture[str], *given: str) -> tuple[int, str, list[str]]:
    code = main(["import", *given])
    out, err = capsys.readouterr()
    return code, out, [line for line in err.splitlines() if ASKED in line]


def test_a_year_that_nobody_wrote_is_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, asked = imported(capsys, book(tmp_path, UNDATED))
    assert code == 1 and len(asked) == 1 and "--year" in asked[0]
    assert "year" not in tomli.loads(out) and "请补上" in out.split("\n[", 1)[0]


def test_the_case_is_the_same_but_for_its_year(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = book(tmp_path, UNDATED)
    without = tomli.loads(imported(capsys, file)[1])
    code, out, asked = imported(capsys, file, "--year", "2021")
    assert code == 0 and not asked and tomli.loads(out) == {**without, "year": 2021}


@pytest.mark.parametrize(
    ("rows", "name", "sheet"),
    [
        (FORM, "表.xlsx", "表"),
        (UNDATED, "自评表（2024年）.xlsx", "表"),
        (UNDATED, "表.xlsx", "2024年自评"),
        ([FORM[0], ["二〇二四年度"], *FORM[2:]], "表.xlsx", "表"),
    ],
)
def test_a_year_that_is_written_is_not_asked_for(
    rows: Rows, name: str, sheet: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, out, asked = imported(capsys, book(tmp_path, rows, name, sheet))
    assert not asked and tomli.loads(out)["year"] == 2024


def test_notes_beside_the_sheet_may_say_the_year(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "记事.txt").write_text("2023年度河道保洁\n联合县住建局清理岸线3公里\n", encoding="utf-8")
    _, out, asked = imported(capsys, book(tmp_path, UNDATED), str(tmp_path / "记事.txt"))
    assert not asked and tomli.loads(out)["year"] == 2023


def test_json_says_no_year_either(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, asked = imported(capsys, book(tmp_path, UNDATED), "--format", "json")
    assert code == 1 and asked and "year" not in json.loads(out)["case"]


@pytest.mark.parametrize("few", [600, 2], ids=["here", "processes"])
def test_many_projects_ask_once(
    few: int, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_many, "FEW", few)
    monkeypatch.setattr(import_many, "CHUNK", 2)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    code, _, asked = imported(capsys, book(tmp_path, EXPORT), "-o", f"{tmp_path}/案件/")
    assert code == 1 and len(asked) == 1 and asked[0].startswith("7个项目")
    made = [tomli.loads(path.read_text("utf-8")) for path in (tmp_path / "案件").iterdir()]
    assert len(made) == 7 and not [one for one in made if "year" in one]


def test_two_books_of_which_one_says_its_year(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = [[*row] for row in UNDATED]
    other[3][2] = "山塘加固"
    files = [book(tmp_path, FORM, "甲.xlsx"), book(tmp_path, other, "乙.xlsx")]
    code, _, asked = imported(capsys, *files, "-o", f"{tmp_path}/案件/")
    assert code == 1 and len(asked) == 1 and asked[0].startswith("有1个项目")


def test_drafting_asks_for_it_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = tmp_path / "案件.toml"
    assert imported(capsys, book(tmp_path, UNDATED), "-o", str(case))[0] == 1
    assert main(["draft", str(case)]) == 2
    assert "报告年度" in capsys.readouterr().err
    case.write_text("year = 2024\n" + case.read_text("utf-8"), encoding="utf-8")
    assert main(["draft", str(case)]) == 0
    assert "2024年度" in capsys.readouterr().out
