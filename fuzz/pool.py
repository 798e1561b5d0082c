"""Workers over the inputs of a run: handed out in rounds, watched from outside, replaced when they end."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any

from fuzz.kinds import due, sample_of
from fuzz.tally import Find, Tally
from fuzz.worker import Bounds, Task, main

#: Inputs of a round: every kind has its share of each, so that a run that is cut short has tried them all.
ROUND = 1_000
#: Inputs of one kind that a worker takes at once, at most.
_BATCH = 100
#: Tasks after which a worker is replaced: what a library keeps is no fault of the next input.
_TASKS = 1_500
#: So many times its seconds an input may wait by the clock, or work; then its worker is ended from outside.
_WAITING, _WORKING = 24.0, 3.0
_USUAL = Bounds()


class _Worker:
    """A process, the line to it, and the task it is at."""

    def __init__(self, place: str, seed: int, bounds: Bounds) -> None:
        context = multiprocessing.get_context("spawn")
        self.line, theirs = context.Pipe()
        self.clock: Any = context.RawArray("d", 3)
        self.process = context.Process(target=main, args=(theirs, self.clock, place, seed, bounds), daemon=True)
        self.process.start()
        theirs.close()
        self.task: Task | None = None
        self.tasks = 0

    def give(self, task: Task) -> None:
        self.clock[0], self.clock[1] = task.start, 0.0
        self.task = task
        self.tasks += 1
        self.line.send(task)

    def end(self) -> None:
        with contextlib.suppress(OSError):
            self.line.send(None)
        self.process.join(1)
        self.process.kill()
        self.process.join()
        self.line.close()


class Pool:
    """`jobs` workers with a folder of their own, where the program finds nobody's settings, cache or work."""

    def __init__(self, jobs: int, seed: int = 0, bounds: Bounds = _USUAL) -> None:
        self.seed, self.bounds = seed, bounds
        shared = Path("/dev/shm")
        self.root = Path(tempfile.mkdtemp(prefix="fuzz-", dir=shared if os.access(shared, os.W_OK) else None))
        self._made = 0
        os.environ.update({f"DRAFTER_{name}": str(self.root / name.lower()) for name in ("CONFIG", "STATE", "CACHE")})
        os.environ.update(PYTHONHASHSEED="0", LC_ALL="C.UTF-8", DRAFTER_LANG="zh")
        for name in ("EDITOR", "VISUAL", "COLUMNS"):
            os.environ.pop(name, None)
        (self.root / "state").mkdir()
        (self.root / "state" / "tour.shown").touch()
        self.workers = [self._worker() for _ in range(jobs)]

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self.workers:
            worker.end()
        shutil.rmtree(self.root, ignore_errors=True)

    def _worker(self) -> _Worker:
        self._made += 1
        return _Worker(str(self.root / f"{self._made}" / "files"), self.seed, self.bounds)

    def run(
        self, tasks: Iterator[Task], seconds: float = 0.0, hear: Callable[[dict[str, Tally]], object] | None = None
    ) -> dict[str, Tally]:
        """What came of all tasks, by kind; no further ones are begun after `seconds` (0: there is no end). `hear` is
        told what came of them so far, once a minute."""
        heard = time.monotonic()
        ends = time.monotonic() + seconds if seconds else float("inf")
        found: dict[str, Tally] = {}
        again: list[Task] = []
        open_ = True
        while True:
            for worker in self.workers:
                if worker.task is None and open_:
                    task = again.pop() if again else next(tasks, None) if time.monotonic() < ends else None
                    if task is None:
                        open_ = False
                    else:
                        worker.give(task)
            busy = [worker for worker in self.workers if worker.task is not None]
            if not busy:
                return found
            if hear is not None and time.monotonic() - heard > 60:
                heard = time.monotonic()
                hear(found)
            ready = wait([worker.line for worker in busy], timeout=0.5)
            for worker in busy:
                tally = self._ended(worker) if worker.line in ready or self._stuck(worker) else None
                if tally is None:
                    continue
                task = worker.task
                assert task is not None
                worker.task = None
                before = found.get(task.kind, Tally())
                found[task.kind] = before.add(tally)
                _say({one.what for one in before.finds}, tally)
                rest = task.many - tally.tried
                if rest:
                    again.append(task._replace(start=task.start + task.many - rest, many=rest))
                    open_ = True
                if worker.tasks > _TASKS or not worker.process.is_alive():
                    self._replace(worker)

    def _stuck(self, worker: _Worker) -> bool:
        """Whether the input that a worker is at waits for something, or works and hears no alarm. A process that could
        work and has no turn, on a busy machine, does neither."""
        began = worker.clock[1]
        took = time.monotonic() - began if began else 0.0
        if took < _WORKING * self.bounds.seconds:
            return False
        state, worked = _state(worker.process.pid or 0)
        if worked - worker.clock[2] > _WORKING * self.bounds.seconds:
            return True
        return state != "R" and took > _WAITING * self.bounds.seconds

    def _ended(self, worker: _Worker) -> Tally | None:
        """What a worker says, or what its end says: then the inputs before the one it was at count as tried."""
        try:
            if worker.line.poll():
                tally: Tally = worker.line.recv()
                return tally
        except (EOFError, OSError):
            pass
        task = worker.task
        assert task is not None
        stuck = worker.process.is_alive() and self._stuck(worker)
        worker.process.kill()
        worker.process.join()
        number = int(worker.clock[0])
        what = "waits, or hears no alarm" if stuck else f"ended by signal {-(worker.process.exitcode or 0)}"
        seconds = time.monotonic() - worker.clock[1] if stuck else 0.0
        count = number - task.start + 1
        return Tally(count, 0, 0, seconds, (seconds, number), (0, -1), (Find(task.kind, what, number, ""),))

    def _replace(self, worker: _Worker) -> None:
        worker.end()
        self.workers[self.workers.index(worker)] = self._worker()

    def smaller(self, find: Find) -> Any:
        """The input of a find, made smaller by a worker of its own."""
        sample = sample_of(self.seed, find.kind, find.number)
        worker = self._worker()
        try:
            worker.give(Task(find.kind, find.number, 1, sample, find.what))
            ends = time.monotonic() + self.bounds.shrinking + _WAITING * self.bounds.seconds
            while time.monotonic() < ends and not self._stuck(worker):
                if worker.line.poll(0.2):
                    return worker.line.recv()
        except (EOFError, OSError):
            pass
        finally:
            worker.process.kill()
            worker.end()
        return sample


def _state(process: int) -> tuple[str, float]:
    """Whether a process could work (R), and the seconds of the processor that it has had."""
    try:
        words = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
    except OSError:
        return "?", 0.0
    return words[0], (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")


def _say(known: set[str], tally: Tally) -> None:
    """A find on standard error the moment it is made; the table comes at the end."""
    for one in tally.finds:
        if one.what not in known:
            print(f"find: {one.kind} {one.number}: {one.what}", file=sys.stderr, flush=True)


def tasks(kinds: Sequence[str], count: int = 0, tried: Mapping[str, int] | None = None) -> Iterator[Task]:
    """The tasks of a run of `count` inputs in all (0: without end), kinds taking turns by their shares; without those
    that were `tried` before, by kind."""
    done = 0
    given = {kind: (tried or {}).get(kind, 0) for kind in kinds}
    while not count or done < count:
        done = min(done + ROUND, count) if count else done + ROUND
        for kind in kinds:
            until = due(kind, done)
            while given[kind] < until:
                size = min(_BATCH, until - given[kind])
                yield Task(kind, given[kind], size)
                given[kind] += size
