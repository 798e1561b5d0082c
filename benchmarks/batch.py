"""A batch of mixed projects: how fast, how much memory, whether all that was planted is found, whether kills matter.

    python benchmarks/batch.py [--sizes 100,300,1000] [--kills 10] [--jobs 2] [--folder FOLDER]

Projects are made by benchmarks/batch_projects.py. For each size: seconds and projects a second, seconds of processor
and the exponent of those between neighbouring sizes (1 is linear), the peak of memory of a process, planted faults told
and faults told of sound projects, broken files named, precision and recall of the copied paragraphs. At the smallest
size one process is timed too, and a run that is killed at random moments is compared byte for byte with one that was
not.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
NAME = "台账.sqlite"


def command(folder: Path, out: Path, jobs: int) -> list[str]:
    return [sys.executable, "-m", "drafter", "batch", str(folder / "材料"), "-o", str(out), "--jobs", str(jobs)]


def processor() -> float:
    """Seconds of processor that ended children have used."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def timed(folder: Path, out: Path, jobs: int) -> float:
    """Seconds of one run."""
    shutil.rmtree(out, ignore_errors=True)
    begun = time.perf_counter()
    done = subprocess.run(command(folder, out, jobs), capture_output=True, check=False, cwd=ROOT)
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr.decode())
    return time.perf_counter() - begun


def digest(out: Path) -> str:
    """All outputs but the ledger."""
    told = hashlib.sha256()
    for path in sorted(out.rglob("*")):
        if path.is_file() and not path.name.startswith(NAME):
            told.update(str(path.relative_to(out)).encode() + b"\0" + path.read_bytes())
    return told.hexdigest()[:16]


def judged(out: Path, truth: dict[str, Any]) -> str:
    """What was planted against what was told."""
    base = sqlite3.connect(str(out / NAME))
    told: dict[str, set[int]] = {}
    query = "select i.name, d.number from duties d join items i on i.number = d.item where d.state = '有问题'"
    for name, number in base.execute(query):
        told.setdefault(name, set()).add(number)
    planted = [(name, number) for name, one in truth.items() for number in one["faults"]]
    found = [one for one in planted if one[1] in told.get(one[0], set())]
    missed = sorted({number for name, number in planted if (name, number) not in found})
    sound = {name for name, one in truth.items() if not one["faults"] and one["kinds"] != "b"}
    false = [(name, number) for name in sound for number in told.get(name, set()) if number != 60]
    broken = {Path(file).parent.name for (file,) in base.execute("select file from broken")}
    wanted = {Path(file).parent.name for one in truth.values() for file in one["broken"]}
    groups: dict[int, set[str]] = {}
    for grouped, name in base.execute("select a.grouped, i.name from alike a join items i on i.number = a.item"):
        groups.setdefault(grouped, set()).add(name)
    mine: dict[int, set[str]] = {}
    for name, one in truth.items():
        if one["group"] and one["kinds"] != "b":
            mine.setdefault(one["group"], set()).add(name)
    have = {(a, b) for names in groups.values() for a in names for b in names if a < b}
    want = {(a, b) for names in mine.values() for a in names for b in names if a < b}
    score = 2 * len(have & want) / max(1, len(have) + len(want))
    return (
        f"planted {len(found)}/{len(planted)} told{f' (missed duties {missed})' if missed else ''}, "
        f"{len(false)} false in {len(sound)} sound projects {sorted({n for _, n in false})}, "
        f"broken {len(broken & wanted)}/{len(wanted)} named ({len(broken - wanted)} others), "
        f"alike {len(have & want)}/{len(want)} pairs, {len(have - want)} wrong, F1 {score:.3f}"
    )


def killed(folder: Path, out: Path, jobs: int, kills: int, seconds: float) -> None:
    """A run that is killed at random moments, and then left to end."""
    shutil.rmtree(out, ignore_errors=True)
    rng = random.Random(1)
    for _ in range(kills):
        started = subprocess.Popen([*command(folder, out, jobs), "--chunk", "5"], stderr=subprocess.DEVNULL, cwd=ROOT,
                                   stdout=subprocess.DEVNULL)  # fmt: skip
        time.sleep(rng.uniform(0.3, max(1.0, seconds / kills * 2)))
        started.send_signal(signal.SIGKILL)
        started.wait()
    subprocess.run([*command(folder, out, jobs), "--chunk", "5"], capture_output=True, check=False, cwd=ROOT)


def make(folder: Path, many: int) -> dict[str, Any]:
    """The projects of one size; gives the truth about them."""
    maker = Path(__file__).with_name("batch_projects.py")
    subprocess.run([sys.executable, str(maker), str(folder), str(many)], check=True)
    truth: dict[str, Any] = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    return truth


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="100,300,1000")
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--folder", type=Path)
    given = parser.parse_args()
    sizes = [int(one) for one in given.sizes.split(",")]
    with tempfile.TemporaryDirectory() as temporary:
        home = given.folder or Path(temporary)
        before: tuple[int, float] | None = None
        for size in sizes:
            folder = home / str(size)
            shutil.rmtree(folder, ignore_errors=True)
            truth = make(folder, size)
            used = processor()
            seconds = timed(folder, folder / "out", given.jobs)
            used = processor() - used
            slope = (
                "" if before is None else f", exponent {math.log(used / before[1]) / math.log(size / before[0]):.2f}"
            )
            peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
            speed = f"{seconds:.1f} s, {size / seconds:.1f} a second, {used:.1f} s of processor"
            print(f"{size} projects: {speed}{slope}, peak {peak:.0f} MB a process")
            print(f"    {judged(folder / 'out', truth)}", flush=True)
            before = size, used
        folder, whole = home / str(sizes[0]), digest(home / str(sizes[0]) / "out")
        alone = timed(folder, folder / "alone", 1)
        many = timed(folder, folder / "many", given.jobs)
        faster = f"{alone / many:.2f} times as fast"
        print(f"{sizes[0]} projects: one process {alone:.1f} s, {given.jobs} {many:.1f} s, {faster}")
        same = digest(folder / "alone") == digest(folder / "many") == whole
        killed(folder, folder / "killed", given.jobs, given.kills, many)
        print(f"one process, many, after {given.kills} kills: {same and digest(folder / 'killed') == whole}")


if __name__ == "__main__":
    main()
