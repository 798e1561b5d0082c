"""How long sheets take: forms, a flat export, its cases, forms and import files written.

Run: ``python benchmarks/sheets.py [forms] [rows] [cases]`` (1,000 forms, 100,000 rows, 1,000 random cases before the
replica of the system by default); times are of the processor, memory is the most that the process had.
"""

from __future__ import annotations

import io
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import xlsxwriter

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from system_cases import random_case
from system_replica import refused

from drafter import api
from drafter.cli import main
from drafter.importing.case_text import case_text
from drafter.sheets.read import read_book
from drafter.writing.sheet.forms import form_book, import_book

_HEADS = [
    "预算年度",
    "单位编码",
    "主管部门",
    "项目编码",
    "项目名称",
    "年初预算数",
    "全年预算数",
    "全年执行数",
    "执行率",
    "一级指标",
    "二级指标",
    "三级指标",
    "指标方向",
    "指标值",
    "计量单位",
    "实际完成值",
    "分值",
    "得分",
    "偏差原因",
]
_LEVELS = (
    ("产出指标", "数量指标", "个", 20), ("产出指标", "质量指标", "%", 20), ("产出指标", "时效指标", "天", 10),
    ("效益指标", "社会效益指标", "户", 30), ("满意度指标", "服务对象满意度指标", "%", 10),
)  # fmt: skip


def flat(rows: int) -> bytes:
    """A flat export of so many rows, five to a project, with nothing wrong in it."""
    chance, stream = random.Random(1), io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"constant_memory": True})
    sheet = book.add_worksheet("导出")
    sheet.write_row(0, 0, ["导出时间：2025-03-18    金额单位：元"])
    sheet.write_row(1, 0, _HEADS)
    for row in range(rows):
        number, part = divmod(row, len(_LEVELS))
        if not part:
            budget = chance.randint(10, 900) * 10_000
            spent = int(budget * chance.uniform(0.6, 1))
        level1, level2, unit, weight = _LEVELS[part]
        target = 0.9 if unit == "%" else chance.randint(5, 50)
        money = [budget, budget, spent, round(spent / budget, 4)]
        named = [2024, "318001", "某县水利局", f"5301{number:08d}", f"项目{number}"]
        told = [level1, level2, f"指标{number}-{part}", "≥", target, unit, target, weight, weight]
        sheet.write_row(row + 2, 0, [*named, *money, *told])
    book.close()
    return stream.getvalue()


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Say what took how long, and the most memory so far."""
    start, wall = time.process_time(), time.perf_counter()
    yield
    used, gone = time.process_time() - start, time.perf_counter() - wall
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{what:24} {used:7.2f} s of the processor, {gone:7.2f} s on the clock, {most} MB")


def good(seed: int) -> list[Any]:
    """What the replica of the system has against a random good case."""
    case = api.read_case(case_text(random_case(random.Random(seed))))
    return list(refused(import_book([case])))


def run(forms: int = 1_000, rows: int = 100_000, cases: int = 1_000) -> None:
    settings = api.engine().settings
    found: list[Any] = read_book(flat(5), "一.xlsx", settings).projects  # type: ignore[assignment]
    case = api.read_case(case_text({"genre": found[0].genre, "year": 2024, **found[0].data}))
    book = form_book([case])
    with timed(f"{forms} forms read"):
        for _ in range(forms):
            read_book(book, "表.xlsx", settings)
    with timed(f"{forms // 10} forms written"):
        for _ in range(forms // 10):
            form_book([case])
    with timed(f"{forms // 10} import files written"):
        for _ in range(forms // 10):
            import_book([case])
    with timed(f"{cases} cases to the system"):
        taken = sum(not good(seed) for seed in range(cases))
    print(f"{taken} of {cases} random good cases are taken by the replica of the system")
    data = flat(rows)
    count = 0

    def each(_: Any) -> None:
        nonlocal count
        count += 1

    with timed(f"{rows} rows read"):
        read_book(data, "导出.xlsx", settings, "", each)
    with tempfile.TemporaryDirectory() as folder:
        export = Path(folder) / "导出.xlsx"
        export.write_bytes(data)
        with timed(f"{rows} rows as {count} cases"):
            main(["import", str(export), "-o", f"{folder}/案件/"])


if __name__ == "__main__":
    run(*map(int, sys.argv[1:4]))
