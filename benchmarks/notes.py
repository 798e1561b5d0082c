"""What reading notes costs beyond the start: 1,000 notes by `drafter import`, and one alone.

Run: python benchmarks/notes.py. Prints a line a figure; the best of three.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

COUNT = 1000
_HEAD = (
    "报告种类：项目支出绩效自评报告；年度2024\n单位：甲县农业农村局；项目：农田建设\n"
    "全年预算200万元，支出180万元\n目标一：建设\n"
)


def notes(count: int) -> str:
    """A page of so many notes, no two alike."""
    lines = [
        f" {n % 12 + 1}月对{n}个村巡查{n + 3}次，发现问题{n + 9}处，整改{n + 8}处（目标9次，原因：第{n}组人手不足）"
        for n in range(1, count + 1)
    ]
    return _HEAD + "\n".join(lines) + "\n"


def seconds(count: int) -> float:
    """The best of three runs."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "记事.txt"
        file.write_text(notes(count), encoding="utf-8")
        best = 1e9
        for _ in range(3):
            began = time.perf_counter()
            subprocess.run([sys.executable, "-m", "drafter", "import", str(file)], check=False, capture_output=True)
            best = min(best, time.perf_counter() - began)
        return best


def main() -> None:
    one, many = seconds(1), seconds(COUNT)
    print(f"one note {one:.2f} s, {COUNT} notes {many:.2f} s: {many - one:.2f} s beyond the start")


if __name__ == "__main__":
    main()
