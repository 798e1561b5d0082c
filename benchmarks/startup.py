"""Start-up of `drafter draft` as a whole process, against `python -c "import jinja2, tomli"`.

The two commands take turns, so that a machine whose speed drifts hits both alike; the medians and the median of the
ratios of each turn are printed. Byte code and the bundle cache are warm, as they are from the second use on.

    python benchmarks/startup.py [CASE.toml]
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time

TURNS = 25


def seconds(command: list[str]) -> float:
    """Wall time of one run of a command, its output thrown away."""
    # Where byte code may not be written every start compiles all modules: no user's machine is set up so.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True, env=environment)
    return time.perf_counter() - start


def main() -> None:
    case = sys.argv[1] if len(sys.argv) > 1 else "cases/wenming-city.toml"
    commands = {
        "drafter draft": [sys.executable, "-m", "drafter", "draft", case],
        "drafter --help": [sys.executable, "-m", "drafter", "--help"],
        "import jinja2, tomli": [sys.executable, "-c", "import jinja2, tomli"],
        "bare python": [sys.executable, "-c", "pass"],
    }
    for command in commands.values():
        seconds(command)
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(TURNS):
        for name, command in commands.items():
            times[name].append(seconds(command))
    base = times["import jinja2, tomli"]
    for name, taken in times.items():
        ratio = statistics.median(a / b for a, b in zip(taken, base, strict=True))
        print(f"{name:24} median {statistics.median(taken) * 1e3:6.1f} ms   ratio {ratio:5.2f}")


if __name__ == "__main__":
    main()
