"""How good and how fast comparing is, on generated year pairs whose edits are known.

Twenty pairs are made (tests/year_pairs.py) from published reports where they stand beside the project, from prior-year
texts in cases/ and from the project's own drafts. Printed: alignment, kinds, moves, marks and suspicions, beside `git
diff --word-diff` with a regular expression for Chinese and beside difflib; then whole processes on longer texts.

    python benchmarks/diff_quality.py [--pairs 20] [--no-speed] [--second 13000 135000 1350000]

With --second only the pairs of benchmarks/second_pairs.py are compared, one or more of each size.
"""

from __future__ import annotations

import argparse
import difflib
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from math import log
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "benchmarks")]

import second_pairs  # noqa: E402
from year_pairs import YearPair, make  # noqa: E402

from drafter import api  # noqa: E402
from drafter.comparing.compare import compare  # noqa: E402
from drafter.comparing.compared_text import of_reading  # noqa: E402
from drafter.comparing.comparison import Comparison  # noqa: E402
from drafter.reading.reader import read_text  # noqa: E402

SEEDS = ROOT.parent / "shared" / "seeds"
#: A figure as anyone would read it, whatever the program calls one.
FIGURE = re.compile(r"\d[\d,]*(?:\.\d+(?!\d|年|_))?(?:[%％]|万元|亿元|元)?")
DEBUG = bool(os.environ.get("DEBUG"))
CHINESE = r"[0-9]+([.,][0-9]+)*%?|[A-Za-z]+|[^[:space:]]"


class Measure(NamedTuple):
    """Counts over one pair or many: what was right, out of how many, by name."""

    counts: Counter[str]

    def share(self, part: str, whole: str) -> float:
        return self.counts[part] / self.counts[whole] if self.counts[whole] else 1.0

    def f1(self, name: str) -> float:
        return 2 * self.counts[f"{name}.hit"] / max(1, self.counts[f"{name}.said"] + self.counts[f"{name}.true"])


def texts() -> Iterator[tuple[str, str]]:
    """Names and texts to make next-year versions of."""
    for path in sorted(SEEDS.glob("*.txt")) + sorted((ROOT / "cases").glob("*.txt")):
        yield path.stem[:12], path.read_text(encoding="utf-8")
    for seed in range(100):
        for path in sorted((ROOT / "cases").glob("*.toml")):
            yield f"{path.stem[:12]}#{seed}", api.to_text(api.compose(api.load_case(path), seed))


def pairs(count: int) -> Iterator[tuple[str, YearPair]]:
    """So many year pairs."""
    for number, (name, text) in enumerate(texts()):
        if number >= count:
            return
        yield name, make(text, number)


def compared(old: str, new: str) -> Comparison:
    return compare(of_reading(read_text(old)), of_reading(read_text(new)))


def measure(pair: YearPair, found: Comparison) -> Counter[str]:
    """What a comparison got right of a year pair."""
    said = {(i, j) for one in found.pairs for i in one.old for j in one.new}
    true = {(i, j) for one in pair.links for i in one.old for j in one.new}
    if DEBUG:
        by = {(one.old, one.new): one for one in found.pairs}
        for i, j in true - said:
            print("LOST", pair.old_units[i][:50], "->", pair.new_units[j][:50])
        for i, j in said - true:
            print("FALSE", pair.old_units[i][:50], "->", pair.new_units[j][:50])
        for link in pair.links:
            one = by.get((link.old, link.new))
            if one is None or one.kind != link.kind or (link.moved and not one.moved):
                print(
                    "PAIR",
                    link,
                    one and (one.kind, one.moved),
                    [pair.old_units[i][:30] for i in link.old],
                    [pair.new_units[j][:30] for j in link.new],
                )
    counts = Counter({"link.hit": len(said & true), "link.said": len(said), "link.true": len(true)})
    by_units = {(one.old, one.new): one for one in found.pairs}
    for link in pair.links:
        one = by_units.get((link.old, link.new))
        counts["kind.true"] += 1
        counts["kind.hit"] += one is not None and one.kind == link.kind
        if link.moved:
            counts["move.true"] += 1
            counts["move.hit"] += one is not None and one.moved
    moved = {(link.old, link.new) for link in pair.links if link.moved}
    counts["move.said"] += sum(one.moved for one in found.pairs)
    counts["move.right"] += sum(one.moved and (one.old, one.new) in moved for one in found.pairs)
    marks = [words for one in found.pairs for tag, words in one.segments if tag != "equal"]
    counts["marked.said"] += sum(map(len, marks))
    counts["marked.true"] += pair.marked
    counts["runs"] += len(marks)
    for one in found.pairs:
        counts["figures"] += sum(len(FIGURE.findall(words)) for _, words in one.segments)
        for left in (True, False):
            here = cut([words for tag, words in one.segments if tag != ("insert" if left else "delete")])
            counts["cut"] += here
            if here and DEBUG:
                print("CUT", one.segments)
    forgotten(pair, found, counts)
    return counts


def cut(parts: list[str]) -> int:
    """How many figures have a border of parts inside."""
    borders, at = set(), 0
    for part in parts:
        at += len(part)
        borders.add(at)
    text = "".join(parts)
    return sum(any(match.start() < b < match.end() for b in borders) for match in FIGURE.finditer(text)) if text else 0


def forgotten(pair: YearPair, found: Comparison, counts: Counter[str]) -> None:
    """Suspicions of every level against what was left standing."""
    said: dict[str, set[tuple[int, str]]] = {"year": set(), "figure": set()}
    for one in found.pairs:
        for stale in one.stale:
            if stale.sort not in ("year", "figure", "date", "prior") or stale.start < 0:
                continue
            at = 0
            for j in one.new:
                if at <= stale.start < at + len(pair.new_units[j]):
                    sort = "year" if re.search("(19|20)[0-9]{2}", stale.quote) else "figure"
                    said[sort].add((j, stale.quote))
                    if stale.level != "look":
                        counts[f"sure.{sort}.said"] += 1
                        counts[f"sure.{sort}.hit"] += any((j, stale.quote) == each[:2] for each in pair.stale)
                at += len(pair.new_units[j])
    for sort in ("year", "figure"):
        true = {(j, words) for j, words, each in pair.stale if (each == "year") == (sort == "year")}
        counts[f"{sort}.true"] += len(true)
        counts[f"{sort}.said"] += len(said[sort])
        counts[f"{sort}.hit"] += len(true & said[sort])
        if DEBUG:
            for missed in true - said[sort]:
                print("MISSED", sort, missed, pair.new_units[missed[0]][:80])
            for wrong in said[sort] - true:
                print("WRONG", sort, wrong, pair.new_units[wrong[0]][:80])


# -- others -----------------------------------------------------------------------------------------------------------
def by_difflib(pair: YearPair) -> Counter[str]:
    """Sentences in order by difflib, then characters inside replaced stretches."""
    counts: Counter[str] = Counter()
    matcher = difflib.SequenceMatcher(None, pair.old_units, pair.new_units, autojunk=False)
    said: set[tuple[int, int]] = set()
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag in ("equal", "replace"):
            said.update(zip(range(a, b), range(c, d), strict=False))
        if tag == "equal":
            continue
        old, new = "".join(pair.old_units[a:b]), "".join(pair.new_units[c:d])
        inner = difflib.SequenceMatcher(None, old, new, autojunk=False)
        before, after, parts = [], [], 0
        for kind, e, f, g, h in inner.get_opcodes():
            before.append(old[e:f])
            after.append(new[g:h])
            if kind != "equal":
                parts += (f > e) + (h > g)
                counts["marked.said"] += f - e + h - g
        counts["runs"] += parts
        counts["cut"] += cut(before) + cut(after)
    true = {(i, j) for one in pair.links for i in one.old for j in one.new}
    counts.update({"link.hit": len(said & true), "link.said": len(said), "link.true": len(true)})
    counts["marked.true"] = pair.marked
    return counts


def by_git(pair: YearPair) -> Counter[str]:
    """`git diff --word-diff` with each Chinese character, number and Latin word a word."""
    counts: Counter[str] = Counter({"marked.true": pair.marked})
    with tempfile.TemporaryDirectory() as folder:
        names = [Path(folder) / name for name in ("old.txt", "new.txt")]
        for path, text in zip(names, (pair.old, pair.new), strict=True):
            path.write_text(text, encoding="utf-8")
        done = subprocess.run(
            ["git", "diff", "--no-index", "-U9999", "--word-diff=porcelain", f"--word-diff-regex={CHINESE}", *names],
            capture_output=True,
            check=False,
            env=os.environ | {"LC_ALL": "C.UTF-8"},
        )
    lines = done.stdout.decode(errors="replace").split("\n")[5:]
    before: list[str] = []
    after: list[str] = []
    for line in lines:
        tag, words = line[:1], line[1:]
        if tag in "+-" and tag:
            counts["marked.said"] += len(words.replace("\u3000", ""))
            counts["runs"] += 1
        if tag in " -" and tag:
            before.append(words)
        if tag in " +" and tag:
            after.append(words)
        if tag == "~":
            counts["cut"] += cut(before) + cut(after)
            before, after = [], []
    return counts


# -- pairs of another make ---------------------------------------------------------------------------------------------
def second(sizes: Iterable[int]) -> None:
    """Alignment, moves and what is stale on pairs whose words, edits and layouts are not those of the first."""
    print(f"{'字数':>10}{'对数':>6}{'对齐 F1':>9}{'挪动':>8}{'旧年份 P':>9}{'R':>8}{'旧数字 P':>9}{'R':>8}{'秒':>8}")
    for size in sizes:
        counts, seconds, number = Counter[str](), 0.0, max(1, min(20, 260_000 // size))
        for seed in range(number):
            made = second_pairs.compose(seed, size)
            start = time.perf_counter()
            found = compared_md(made.old, made.new)
            seconds += time.perf_counter() - start
            counts += second_measure(made, found)
        one = Measure(counts)
        cells = [one.f1("link"), one.share("move.hit", "move.true")]
        cells += [one.share(f"{sort}.hit", f"{sort}.{of}") for sort in ("year", "figure") for of in ("said", "true")]
        print(f"{size:>10}{number:>6}" + "".join(f"{cell:9.4f}" for cell in cells) + f"{seconds:9.2f}")


def compared_md(old: str, new: str) -> Comparison:
    return compare(of_reading(read_text(old, "old.md")), of_reading(read_text(new, "new.md")))


def second_measure(made: second_pairs.Made, found: Comparison) -> Counter[str]:
    said = {(i, j) for one in found.pairs for i in one.old for j in one.new}
    moved = {(i, j) for one in found.pairs if one.moved for i in one.old for j in one.new}
    counts = Counter({"link.hit": len(said & made.links), "link.said": len(said), "link.true": len(made.links)})
    counts.update({"move.hit": len(moved & made.moved), "move.true": len(made.moved)})
    told: dict[str, list[tuple[int, int, int]]] = {"year": [], "figure": []}
    for pair in found.pairs:
        for one in pair.stale:
            at = 0
            for j in pair.new:
                size = len(made.new_units[j].text)
                if one.start >= 0 and at <= one.start < at + size and one.sort in ("year", "date", "figure", "prior"):
                    sort = "year" if re.search("(19|20)[0-9]{2}", one.quote) and one.sort != "figure" else "figure"
                    if sort == "year" or len(re.sub(r"\D", "", one.quote).strip("0")) > 2:
                        told[sort].append((j, one.start - at, one.start - at + len(one.quote)))
                at += size
    true = [(one.unit, one.start, one.start + len(one.words), one.sort) for one in made.stale]
    for sort, spans in told.items():
        here = [one for one in true if one[3] == sort]
        hit = [any(j == k and start < b and a < end for k, a, b, _ in here) for j, start, end in spans]
        back = [any(j == k and start < b and a < end for j, start, end in spans) for k, a, b, _ in here]
        counts.update({f"{sort}.said": len(spans), f"{sort}.true": len(here), f"{sort}.hit": min(sum(hit), sum(back))})
        if DEBUG:
            for (j, start, end), right in zip(spans, hit, strict=True):
                if not right:
                    print("WRONG", sort, made.new_units[j].text[start:end], "|", made.new_units[j].text[:90])
            for (k, start, end, _), right in zip(here, back, strict=True):
                if not right:
                    print("MISSED", sort, made.new_units[k].text[start:end], "|", made.new_units[k].text[:90])
    if DEBUG:
        for name, some in (("LOST", made.links - said), ("FALSE", said - made.links), ("STILL", made.moved - moved)):
            for i, j in sorted(some):
                print(name, made.old_units[i].text[:60], "->", made.new_units[j].text[:60])
    return counts


# -- tables -----------------------------------------------------------------------------------------------------------
def quality(count: int) -> None:
    ours, git, lib = Counter[str](), Counter[str](), Counter[str]()
    seconds = 0.0
    size = 0
    print(f"{'文稿':<18}{'F1':>7}{'类别':>7}{'挪动':>9}{'标记':>7}{'旧年份':>9}{'旧数字':>13}")
    for name, pair in pairs(count):
        start = time.perf_counter()
        found = compared(pair.old, pair.new)
        seconds += time.perf_counter() - start
        size += len(pair.old) + len(pair.new)
        mine = measure(pair, found)
        ours += mine
        git += by_git(pair)
        lib += by_difflib(pair)
        one = Measure(mine)
        print(
            f"{name:<20}{one.f1('link'):7.3f}{one.share('kind.hit', 'kind.true'):8.3f}"
            f"{mine['move.hit']:6}/{mine['move.true']:<4}{one.share('marked.said', 'marked.true'):8.3f}"
            f"{mine['year.hit']:6}/{mine['year.true']:<4}{mine['figure.hit']:6}/{mine['figure.true']:<2}（报{mine['figure.said']}）"
        )
    report(Measure(ours), Measure(git), Measure(lib), size, seconds)


def report(ours: Measure, git: Measure, lib: Measure, size: int, seconds: float) -> None:
    rows: list[tuple[str, ...]] = [
        ("对齐 F1", f"{ours.f1('link'):.4f}", "", f"{lib.f1('link'):.4f}", "≥ 0.99"),
        ("类别正确", f"{ours.share('kind.hit', 'kind.true'):.4f}", "", "", "≥ 0.97"),
        ("找到的挪动", f"{ours.share('move.hit', 'move.true'):.4f}", "0", "0", "≥ 0.95"),
        ("报出的挪动里对的", f"{ours.share('move.right', 'move.said'):.4f}", "", "", ""),
        (
            "标记的字 / 最少要标的",
            *(f"{m.share('marked.said', 'marked.true'):.4f}" for m in (ours, git, lib)),
            "≤ 1.03",
        ),
        ("标记的段数", *(str(m.counts["runs"]) for m in (ours, git, lib)), ""),
        ("切断的数字", *(str(m.counts["cut"]) for m in (ours, git, lib)), "0"),
        ("旧年份：查全", f"{ours.share('year.hit', 'year.true'):.4f}", "", "", "1"),
        ("旧年份：查准", f"{ours.share('year.hit', 'year.said'):.4f}", "", "", ""),
        ("旧数字：查全", f"{ours.share('figure.hit', 'figure.true'):.4f}", "", "", "≥ 0.9"),
        ("旧数字：查准", f"{ours.share('figure.hit', 'figure.said'):.4f}", "", "", "≥ 0.9"),
        ("其中不只是提示的：查全", f"{ours.share('sure.figure.hit', 'figure.true'):.4f}", "", "", ""),
        ("其中不只是提示的：查准", f"{ours.share('sure.figure.hit', 'sure.figure.said'):.4f}", "", "", ""),
    ]
    print(f"\n{'':<16}{'drafter diff':>14}{'git word-diff':>16}{'difflib':>12}{'要求':>10}")
    for name, *cells, wanted in rows:
        print(f"{name:<16}" + "".join(f"{cell:>14}" for cell in cells) + f"{wanted:>10}")
    print(f"\n{size}字，比较{seconds:.2f}秒")


def long_text(size: int) -> str:
    """A text of about so many characters that says nothing twice on purpose: drafts and their next-year versions."""
    parts: list[str] = []
    length = 0
    while length < size:
        for name, text in texts():
            number = len(parts)
            lines = [f"　　第{number}册 {name}\n", make(text, number, {"paragraph.move": 0.0, "move": 0.0}).new]
            parts.append("".join(lines).replace("年年", "年"))
            length += len(parts[-1])
            if length >= size:
                break
    return "".join(parts)


def speed(sizes: Iterable[int]) -> None:
    print(f"\n{'字数':>10}{'秒（整个进程）':>14}{'内存 MB':>10}")
    points = []
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            pair = make(long_text(size), 1)
            names = [str(Path(folder) / name) for name in ("old.txt", "new.txt")]
            for name, text in zip(names, (pair.old, pair.new), strict=True):
                Path(name).write_text(text, encoding="utf-8")
            best, memory = timed(
                [sys.executable, "-m", "drafter", "diff", *names, "--format", "json", "-o", names[0] + ".json"]
            )
            points.append((len(pair.old), best))
            found = Measure(measure(pair, compared(pair.old, pair.new)))
            print(
                f"{len(pair.old):>10}{best:>14.2f}{memory:>14.0f}    F1 {found.f1('link'):.4f}"
                f"  类别 {found.share('kind.hit', 'kind.true'):.4f}  挪动 {found.share('move.hit', 'move.true'):.4f}"
            )
    for (size, before), (bigger, after) in pairwise(points):
        print(f"{size} → {bigger} 字：指数 {log(after / before) / log(bigger / size):.2f}")


def timed(command: list[str], rounds: int = 3) -> tuple[float, float]:
    """The shortest of some runs in seconds, and the most memory in MB."""
    best, memory = float("inf"), 0.0
    for number in range(rounds):
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=ROOT)
        _, _, usage = os.wait4(process.pid, 0)
        best, memory = min(best, time.perf_counter() - start), max(memory, usage.ru_maxrss / 1024)
        if best > 20 and not number:
            break
    return best, memory


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=20)
    parser.add_argument("--no-speed", action="store_true")
    parser.add_argument("--second", type=int, nargs="+", metavar="SIZE", help="pairs of another make, of these sizes")
    options = parser.parse_args()
    if options.second:
        second(options.second)
        return
    quality(options.pairs)
    if not options.no_speed:
        speed((10_000, 130_000, 1_300_000))


if __name__ == "__main__":
    main()
