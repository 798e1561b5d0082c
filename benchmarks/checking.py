"""How checking grows with the length of a text: 10 thousand, 100 thousand and 1 million characters.

Texts are made of the project's own drafts (all cases, several seeds, headings kept) and, where they lie beside the
project, of the published reports in ../shared/seeds. Prints seconds for reading and for all rules, characters a second,
the exponent between neighbouring sizes (1 is linear growth), the peak of memory, and the dearest rules.

    python benchmarks/checking.py
"""

from __future__ import annotations

import math
import resource
import sys
import time
from itertools import cycle
from pathlib import Path

from drafter import api
from drafter.checking.checks import text_checks
from drafter.checking.finding import Finding
from drafter.checking.page import Page
from drafter.checking.run import arranged, check_text
from drafter.reading.reader import read_text

ROOT = Path(__file__).resolve().parent.parent
SIZES = (10_000, 100_000, 1_000_000)
#: What the brief asks for at a million characters: seconds on one core, and megabytes.
SECONDS, MEGABYTES = 10, 400
DRAFTS = 6


def sources() -> list[str]:
    """Drafts and reports to make long texts of."""
    cases = [api.load_case(path) for path in sorted((ROOT / "cases").glob("*.toml"))]
    drafts = [api.to_text(api.compose(case, seed)) for seed in range(DRAFTS) for case in cases]
    seeds = [path.read_text(encoding="utf-8") for path in sorted((ROOT.parent / "shared" / "seeds").glob("*.txt"))]
    return [*seeds, *drafts]


def made(texts: list[str], size: int) -> str:
    """A text of `size` characters: reports one after the other."""
    parts, length = [], 0
    for text in cycle(texts):
        parts.append(text)
        length += len(text)
        if length >= size:
            return "".join(parts)[:size]
    raise ValueError("no texts")


def main() -> None:
    texts = sources()
    check_text(texts[0])  # loads rules and tables once
    before = 0.0
    for size in SIZES:
        text = made(texts, size)
        start = time.perf_counter()
        page = Page(read_text(text))
        read = time.perf_counter() - start
        spent: dict[str, float] = {}
        found: list[Finding] = []
        for code, check in text_checks():
            begun = time.perf_counter()
            found.extend(check(page))
            name = f"{check.__module__.rpartition('.')[2]}:{code}"
            spent[name] = spent.get(name, 0.0) + time.perf_counter() - begun
        count = len(arranged(found, {}))
        taken = time.perf_counter() - start
        growth = f"   exponent {math.log(taken / before, 10):4.2f}" if before else ""
        print(
            f"{size:9,} characters: read {read:6.2f} s   all {taken:6.2f} s   {size / taken:9,.0f} characters/s"
            f"   {count:6} findings{growth}"
        )
        before = taken
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1_000_000 if sys.platform == "darwin" else 1_000)
    print(f"peak of memory {peak:.0f} MB (at most {MEGABYTES}); time at most {SECONDS} s")
    for name, seconds in sorted(spent.items(), key=lambda item: -item[1])[:8]:
        print(f"    {name:28} {seconds:6.2f} s")


if __name__ == "__main__":
    main()
