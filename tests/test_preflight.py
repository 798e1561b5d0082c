"""The pre-flight of a place (`drafter check --place`). Invariants:

- a form that the system takes has nothing told of it; each planted fault is told, with its cell, under its code;
- without a place none of the rules speaks;
- what one place sends back another may take.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from sheet_files import changed, xlsx

from drafter.cli import main

#: The form as the system takes it: words for what is judged in words, nothing unsaid.
GOOD = changed(14, 4, "达成", changed(14, 3, "健全"))


@pytest.fixture(autouse=True)
def _own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAFTER_CONFIG", str(tmp_path / "config"))


def found(rows: list[list[Any]], place: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> list[Any]:
    book = tmp_path / "表.xlsx"
    book.write_bytes(xlsx({"自评表": rows}))
    main(["check", str(book), "--format", "json", *(["--place", place] if place else [])])
    told: list[Any] = json.loads(capsys.readouterr().out)["findings"]
    return [one for one in told if one["code"] in ("contradiction",) or one["code"].startswith(("system", "light"))]


def test_a_good_form_passes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert [one for one in found(GOOD, "default", tmp_path, capsys) if one["code"] != "light-red"] == []


@pytest.mark.parametrize(
    ("row", "column", "value", "code", "cell", "place"),
    [
        (12, 4, "", "system-blank", "E13", "default"),
        (12, 4, "约35公里", "system-exact", "E13", "default"),
        (14, 4, "已建立", "system-word", "E15", "default"),
        (14, 4, "达成", "system-describe", "C15", "guangxi"),
        (12, 2, "保洁*河道", "system-mark", "C13", "default"),
        (12, 2, "保洁 河道", "system-mark", "C13", "default"),
        (13, 5, 24, "system-sum", "", "default"),
        (13, 6, 26, "contradiction", "G14", "default"),
        (12, 7, "", "system-reason", "H13", "default"),
        (12, 4, "48公里", "system-reason", "H13", "default"),
        (12, 7, "汛" * 700, "system-length", "H13", "default"),
        (10, 1, "河" * 1400, "system-length", "B11", "default"),
        (6, 3, 150, "light-yellow", "E7", "default"),
        (13, 5, 0, "system-points", "F14", "default"),
        (3, 2, "河道保洁", "system-blank", "", "hebei"),
    ],
)  # fmt: skip
def test_each_fault_is_told_before_with_its_cell(
    row: int, column: int, value: Any, code: str, cell: str, place: str, tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    rows = changed(row, column, value, GOOD)
    if code == "system-reason" and value:
        rows = changed(12, 7, "", rows)
    told = [one for one in found(rows, place, tmp_path, capsys) if one["code"] == code]
    assert told
    assert not cell or any(f"!{cell}" in one["message"] for one in told), told
    assert not [one for one in found(rows, "", tmp_path, capsys) if one["code"].startswith(("system", "light"))]


def test_results_far_ahead_of_the_money_light_up(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = found(GOOD, "default", tmp_path, capsys)
    (red,) = [one for one in told if one["code"] == "light-red"]
    assert "9.30%" in red["message"] and "E7" in red["message"]


@pytest.mark.parametrize(("place", "told"), [("default", True), ("guangxi", False)])
def test_what_one_place_sends_back_another_takes(
    place: str, told: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = changed(12, 4, "45公里", changed(12, 6, 25, changed(12, 7, "", GOOD)))
    assert any(one["code"] == "system-reason" for one in found(rows, place, tmp_path, capsys)) is told


def test_a_case_names_its_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = tmp_path / "案件.toml"
    book = tmp_path / "表.xlsx"
    book.write_bytes(xlsx({"自评表": changed(12, 7, "", GOOD)}))
    main(["import", str(book), "--place", "hubei", "-o", str(case)])
    assert 'place = "hubei"' in case.read_text(encoding="utf-8")
    capsys.readouterr()
    assert main(["check", str(case)]) == 1
    out = capsys.readouterr().out
    assert "湖北省定的是40分" in out and "自评表!C13" in out
