"""How composing grows with the number of projects: 20, 200, 2,000 of them in one case.

Prints the time to read the case and to compose it, and the exponent between neighbouring sizes (1 is linear growth).

    python benchmarks/scaling.py
"""

from __future__ import annotations

import math
import time

from drafter.api import engine
from drafter.composing.compose import compose
from drafter.composing.engine import Engine
from drafter.facts.case import Case

SIZES = (20, 200, 2000)
HEAD = """genre = "township-summary"
year = 2024
[unit]
name = "某某镇人民政府"
"""
ROW = """
[[projects]]
name = "项目{index}"
budget = "{budget}万元"
spent = "{spent}万元"
"""


def source(size: int) -> str:
    rows = [ROW.format(index=i, budget=100 + i % 37, spent=(i * 7) % (100 + i % 37)) for i in range(size)]
    return HEAD + "".join(rows)


def main() -> None:
    made = engine()
    before = 0.0
    for size in SIZES:
        text = source(size)
        start = time.perf_counter()
        case = made.read_case(text, "scaling.toml")
        read = time.perf_counter() - start
        taken = min(_timed(made, case) for _ in range(5))
        growth = f"   exponent {math.log(taken / before, 10):4.2f}" if before else ""
        print(f"{size:6} projects: read {read * 1e3:8.1f} ms   compose {taken * 1e3:8.2f} ms{growth}")
        before = taken


def _timed(made: Engine, case: Case) -> float:
    start = time.perf_counter()
    compose(made, case)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
