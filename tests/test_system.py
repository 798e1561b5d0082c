"""The pre-flight against a replica of the system's own validators, which knows nothing of the program. Invariants:

- what the program writes for a good case the replica takes, and the pre-flight has nothing to say of it;
- each kind of fault for which the replica sends a file back the pre-flight tells before, with the same cell.
"""

from __future__ import annotations

import io
import json
import random
from pathlib import Path
from typing import Any

import pytest
from system_cases import random_case
from system_replica import Refusal, Rules, cells, refused

from drafter import api
from drafter.cli import main
from drafter.importing.case_text import case_text
from drafter.reading.sheets.words import known_words
from drafter.writing.sheet.forms import import_book

MANY = 40
GOOD: dict[str, Any] = {
    "genre": "project-self-evaluation", "year": 2024, "place": "default",
    "unit": {"name": "青山县水利局"},
    "project": {"name": "河道保洁", "department": "青山县水利局", "implementer": "青山县河道管理所"},
    "fund": {"initial": "100万元", "budget": "120万元", "spent": "120万元"},
    "goals": {"expected": ["保洁河道36公里"], "actual": ["保洁河道35公里"]},
    "form": {"conclusion": ["完成较好"], "application": ["用于下年预算"], "supplement": ["没有其他问题"]},
    "indicators": [
        {"level1": "产出指标", "level2": "数量指标", "name": "保洁河道", "target": "≥36公里", "actual": "35公里",
         "weight": "20分", "score": "19.44分", "reason": "汛期停工"},
        {"level1": "产出指标", "level2": "质量指标", "name": "保洁合格率", "target": "≥95%", "actual": "97.2%",
         "weight": "15分", "score": "15分"},
        {"level1": "产出指标", "level2": "时效指标", "name": "完成天数", "target": "≤20天", "actual": "22天",
         "weight": "10分", "score": "9分", "reason": "汛期停工"},
        {"level1": "产出指标", "level2": "数量指标", "name": "设置岗亭", "target": "＝4个", "actual": "4个",
         "weight": "5分", "score": "5分"},
        {"level1": "效益指标", "level2": "社会效益指标", "name": "长效机制", "kind": "定性", "target": "健全",
         "reached": "部分达成", "percent": "70%", "weight": "30分", "score": "21分", "reason": "制度未修订"},
        {"level1": "满意度指标", "level2": "服务对象满意度指标", "name": "群众满意度", "target": "≥90%",
         "actual": "93%", "weight": "10分", "score": "10分"},
    ],
}  # fmt: skip


@pytest.fixture(autouse=True)
def _own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAFTER_CONFIG", str(tmp_path / "config"))
    known_words.cache_clear()


def grid(data: dict[str, Any] = GOOD) -> list[list[Any]]:
    return cells(import_book([api.read_case(case_text(data))]))


def xls(rows: list[list[Any]]) -> bytes:
    import xlwt

    book = xlwt.Workbook()
    sheet = book.add_sheet("自评表")
    for row, line in enumerate(rows):
        for column, value in enumerate(line):
            if value != "":
                sheet.write(row, column, value)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def preflight(data: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str], place: str = "default") -> list[str]:
    """What `drafter check --place` says of a file: a message each, with its cell."""
    book = tmp_path / "导入.xls"
    book.write_bytes(data)
    capsys.readouterr()
    main(["check", str(book), "--place", place, "--format", "json"])
    found = json.loads(capsys.readouterr().out)["findings"]
    return [one["message"] for one in found if not one["code"].startswith("light")]


def told(messages: list[str], cell: str) -> bool:
    return any(f"!{cell}" in f"{one} ".replace("）", " ").replace("（", " ").replace("，", " ") for one in messages)


# -- good cases -------------------------------------------------------------------------------------------------------
def good(seed: int) -> list[Refusal]:
    """What the replica says of a random good case."""
    return refused(import_book([api.read_case(case_text(random_case(random.Random(seed))))]))


@pytest.mark.parametrize("seed", range(MANY))
def test_a_good_case_is_taken(seed: int) -> None:
    assert good(seed) == []


def test_a_good_file_has_nothing_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert refused(xls(grid())) == []
    assert preflight(xls(grid()), tmp_path, capsys) == []
    for seed in range(5):
        data = import_book([api.read_case(case_text(random_case(random.Random(seed))))])
        assert preflight(data, tmp_path, capsys) == []


# -- planted faults ---------------------------------------------------------------------------------------------------
#: What is planted: the cell, its value, further cells that go with it, the place and its rules.
FAULTS: dict[str, tuple[str, Any, dict[str, Any], str]] = {
    "level2-empty": ("B17", "", {}, "default"),
    "name-empty": ("C16", "", {}, "default"),
    "target-empty": ("E16", "", {}, "default"),
    "actual-empty": ("G16", "", {}, "default"),
    "word-empty": ("G20", "", {}, "default"),
    "actual-signed": ("G16", "≥35", {}, "default"),
    "actual-with-unit-and-about": ("G16", "约35公里", {}, "default"),
    "actual-range": ("G16", "30—35", {}, "default"),
    "actual-in-words": ("G16", "已完成", {}, "default"),
    "word-other": ("G20", "基本达成", {}, "default"),
    "mark-star": ("C16", "保洁*河道", {}, "default"),
    "mark-underline": ("C16", "保洁_河道", {}, "default"),
    "mark-dash": ("C17", "保洁-合格率", {}, "default"),
    "mark-blank": ("C17", "保洁 合格率", {}, "default"),
    "weight-no-number": ("I16", "二十", {}, "default"),
    "score-no-number": ("K16", "十九", {}, "default"),
    "deduction-no-number": ("J16", "半分", {}, "default"),
    "score-over-weight": ("K17", 16, {}, "default"),
    "no-reason": ("L16", "", {}, "default"),
    "weight-zero": ("I19", 0, {"K19": 0, "I16": 25, "K16": 24.31}, "default"),
    "formula-more": ("K16", 19.9, {}, "default"),
    "formula-less": ("K18", 9.5, {}, "default"),
    "formula-equal": ("K19", 3.5, {"G19": 3, "L19": "少设1个"}, "default"),
    "outside-band": ("K20", 27, {}, "default"),
    "far-over": ("L17", "", {"E17": 75}, "default"),
    "goal-too-long": ("B14", "河" * 1400, {}, "default"),
    "reason-too-long": ("L16", "汛" * 700, {}, "default"),
    "name-too-long": ("C16", "河" * 70, {}, "default"),
    "conclusion-too-long": ("C23", "好" * 700, {}, "default"),
    "no-description": ("H20", "", {}, "guangxi"),
    "sum-of-level": ("I16", 25, {"K16": 24.31}, "default"),
    "total": ("I21", 15, {"K21": 15}, "default"),
}  # fmt: skip
_RULES = {"default": Rules(), "guangxi": Rules(over=130, described=True, zero=30)}


def planted(kind: str) -> bytes:
    cell, value, more, _ = FAULTS[kind]
    rows = grid()
    for at, said in {**more, cell: value}.items():
        rows[int(at[1:]) - 1][ord(at[0]) - 65] = said
    return xls(rows)


@pytest.mark.parametrize("kind", FAULTS)
def test_each_fault_is_told_before_with_its_cell(kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cell, _, _, place = FAULTS[kind]
    data = planted(kind)
    sent = refused(data, _RULES[place])
    assert sent, "the system takes it"
    messages = preflight(data, tmp_path, capsys, place)
    if kind in ("sum-of-level", "total"):
        # A sum is told of the table, not of one cell.
        assert any("分值" in one and "合计" in one for one in messages), messages
        return
    assert cell in {one.cell for one in sent}, sent
    assert told(messages, cell), messages
