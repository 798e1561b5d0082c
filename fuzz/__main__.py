"""`python -m fuzz`: so many inputs, or as many as fit into so many seconds; exit status 1 where anything was found.

python -m fuzz --inputs 5000
python -m fuzz --seconds 120
python -m fuzz --kinds docx,pdf --inputs 100000    (of a run of so many inputs, those of these kinds)
python -m fuzz --one docx 17                       one input again, with its traceback
python -m fuzz --again fuzz/found/docx-0123abcdef  a kept one, or several
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path

from fuzz import kinds, pool
from fuzz.sample import Sample, keep, kept
from fuzz.tally import Tally, read, told, written
from fuzz.worker import Bounds

FOUND = Path(__file__).parent / "found"


def main() -> int:
    """The command; the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m fuzz", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--inputs", type=int, default=5_000, help="how many inputs in all (0: until the time is over)")
    parser.add_argument("--seconds", type=float, default=0.0, help="begin no further inputs after so many seconds")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--kinds", default=",".join(kinds.KINDS), help="comma-separated")
    parser.add_argument("--keep", default=str(FOUND), help="the folder that finds are kept in, '' for none")
    parser.add_argument(
        "--report",
        default="",
        help="a file for the table, written once a minute; a run goes on from what is noted beside it (.json)",
    )
    parser.add_argument("--one", nargs=2, metavar=("KIND", "NUMBER"))
    parser.add_argument("--again", nargs="+", metavar="FOLDER")
    options = parser.parse_args()
    if options.one:
        return _alone(kinds.sample_of(options.seed, options.one[0], int(options.one[1])))
    if options.again:
        # One after the other, each told below the name of its folder.
        return max([_alone(kept(place), place.name) for place in [Path(one).resolve() for one in options.again]])
    began = time.monotonic()
    named = options.kinds.split(",")
    state = Path(options.report).with_suffix(".json") if options.report else None
    before = read(state.read_text(encoding="utf-8")) if state is not None and state.exists() else {}
    with pool.Pool(options.jobs, options.seed, Bounds()) as workers:

        def hear(found: dict[str, Tally]) -> dict[str, Tally]:
            tallies = {kind: before.get(kind, Tally()).add(found.get(kind, Tally())) for kind in named}
            if state is not None:
                state.write_text(written(tallies), encoding="utf-8")
                Path(options.report).write_text(f"{told(tallies, time.monotonic() - began)}\n", encoding="utf-8")
            return tallies

        tried = {kind: one.tried for kind, one in before.items()}
        tallies = hear(workers.run(pool.tasks(named, options.inputs, tried), options.seconds, hear))
        print(told(tallies, time.monotonic() - began), flush=True)
        finds = [one for tally in tallies.values() for one in tally.finds]
        for one in finds:
            if options.keep:
                place = keep(workers.smaller(one), Path(options.keep))
                print(f"kept: {place} ({one.what})")
            if one.trace:
                print(one.trace)
    return 1 if finds else 0


def _alone(sample: Sample, name: str = "") -> int:
    """One sample in this process, where a debugger can look."""
    import tempfile

    from fuzz import watch

    print(f"{sample.kind} {sample.way}: {[(name, len(data)) for name, data in sample.files]}")
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update({f"DRAFTER_{name}": f"{folder}/{name}" for name in ("CONFIG", "STATE")})
        here = Path(folder) / "files"
        here.mkdir()
        os.chdir(here)
        watch.begin()
        # What was found is tried by the tests as well, beside others or while coverage traces each line.
        busy = 1 if not name else 4 if sys.gettrace() is None else 12
        result = watch.attempt(sample, kinds.doing_of(sample.kind), watch.SECONDS * busy)
    name = name or sample.kind
    print(f"{name}: {result.outcome} {result.what} in {result.seconds:.3f} s, {result.held / 1e6:.0f} MB")
    print(result.trace)
    return int(result.outcome == "find")


if __name__ == "__main__":
    raise SystemExit(main())
