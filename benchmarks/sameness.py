"""Paragraphs copied among many reports: found, and how fast, from ledgers of 1,000, 3,000 and 10,000 reports.

    python benchmarks/sameness.py [--sizes 1000,3000,10000]

Each report has five paragraphs of its own (benchmarks/batch_projects.py) and one that all say; in one of 25 a paragraph
is copied by up to three others with other names, figures and a word more. Prints seconds for writing down and for
looking, the exponent between neighbouring sizes, and precision, recall and F1 over pairs of reports.
"""

from __future__ import annotations

import argparse
import math
import random
import resource
import sys
import tempfile
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent)]

from batch_projects import OFFICES, PLACES, edited, paragraph  # noqa: E402

from drafter.batch.ledger import Ledger  # noqa: E402
from drafter.batch.outcome import Outcome, ProjectFacts, ProjectPart, ToldParagraph  # noqa: E402
from drafter.batch.projects import BatchProject  # noqa: E402
from drafter.batch.sameness import find_alike  # noqa: E402
from drafter.batch.sketch import bare, sketch  # noqa: E402

COMMON = (
    "单位高度重视预算绩效管理工作，成立工作专班，明确责任分工，对照绩效目标逐项自评，如实填报，确保结果真实客观准确。"
)


def measure(many: int) -> tuple[float, str]:
    """Seconds of the search over so many reports, and what was found."""
    rng = random.Random(3)
    wanted: dict[int, set[int]] = {}
    left, source, group = 0, "", 0
    outcomes = []
    for number in range(1, many + 1):
        texts = [paragraph(rng) for _ in range(5)]
        if left or rng.random() < 0.04:
            if not left:
                left, source, group = rng.randint(1, 3), texts[0], group + 1
            else:
                left -= 1
                texts[0] = rng.choice(PLACES) + "县" + rng.choice(OFFICES) + edited(rng, source)
            wanted.setdefault(group, set()).add(number)
        told = []
        for at, text in enumerate((*texts, COMMON), 1):
            said = bare(text)
            told.append(ToldParagraph("报告.txt", f"第{at}行", text, said, sketch(said)))
        outcomes.append(Outcome(number, (ProjectPart(ProjectFacts()),), told=tuple(told)))
    with tempfile.TemporaryDirectory() as folder, Ledger(folder) as ledger:
        ledger.plan([BatchProject(f"{number:05}", (f"{number}.txt",)) for number in range(1, many + 1)], "", False)
        begun = time.perf_counter()
        ledger.put(outcomes)
        written = time.perf_counter() - begun
        outcomes.clear()
        begun = time.perf_counter()
        groups, common = find_alike(ledger)
        seconds = time.perf_counter() - begun
        found: dict[int, set[int]] = {}
        for grouped, item in ledger.base.execute("select grouped, item from alike"):
            found.setdefault(grouped, set()).add(item)
    have = {(a, b) for items in found.values() for a in items for b in items if a < b}
    want = {(a, b) for items in wanted.values() for a in items for b in items if a < b}
    both = len(have & want)
    precision, recall = both / max(1, len(have)), both / max(1, len(want))
    score = 2 * precision * recall / max(1e-9, precision + recall)
    told_all = (
        f"{groups} groups, {common} of common talk, precision {precision:.3f}, recall {recall:.3f}, F1 {score:.3f}"
    )
    return seconds, f"written in {written:.1f} s, looked through in {seconds:.1f} s: {told_all}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="1000,3000,10000")
    before: tuple[int, float] | None = None
    for size in map(int, parser.parse_args().sizes.split(",")):
        seconds, told = measure(size)
        slope = "" if before is None else f", exponent {math.log(seconds / before[1]) / math.log(size / before[0]):.2f}"
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{size} reports: {told}{slope}, peak {peak:.0f} MB", flush=True)
        before = size, seconds


if __name__ == "__main__":
    main()
