"""A process that tries inputs one after the other and says what came of them."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NamedTuple

from fuzz import watch
from fuzz.kinds import doing_of, sample_of
from fuzz.sample import Sample
from fuzz.shrink import shrunk
from fuzz.tally import Tally, of_result
from fuzz.words import case_words


class Task(NamedTuple):
    """Inputs of a kind, `many` of them from number `start` on; with a `sample`, that one made smaller instead while it
    is the find `what`. `doing` names what is done with them where it is not what is done with their kind."""

    kind: str
    start: int
    many: int
    sample: Sample | None = None
    what: str = ""
    doing: str = ""


class Bounds(NamedTuple):
    """Seconds for an input, bytes for a process, seconds for making an input smaller."""

    seconds: float = watch.SECONDS
    memory: int = watch.MEMORY
    shrinking: float = 60.0


def main(line: Connection, clock: Any, place: str, seed: int, bounds: Bounds) -> None:
    """Take tasks from `line` until there are no more. `clock` holds the number of the input at work, when it was
    begun, and the seconds that had been worked by then, for whoever watches from outside."""
    folder = Path(place)
    folder.mkdir(parents=True, exist_ok=True)
    os.chdir(folder)
    # What the first input would pay for.
    case_words()
    watch.begin(bounds.memory)
    while (task := line.recv()) is not None:
        doing = doing_of(task.kind, task.doing)
        if task.sample is not None:
            line.send(_smaller(task, doing, clock, bounds))
        else:
            line.send(_tried(task, doing, clock, seed, bounds))


def _tried(task: Task, doing: Callable[[Sample], str], clock: Any, seed: int, bounds: Bounds) -> Tally:
    tally = Tally()
    for number in range(task.start, task.start + task.many):
        sample = sample_of(seed, task.kind, number)
        clock[0], clock[1], clock[2] = number, time.monotonic(), time.process_time()
        result = watch.attempt(sample, doing, bounds.seconds, bounds.memory)
        tally = tally.add(of_result(task.kind, number, result))
    clock[1] = 0.0
    return tally


def _smaller(task: Task, doing: Callable[[Sample], str], clock: Any, bounds: Bounds) -> Sample:
    def breaks(sample: Sample) -> bool:
        clock[1], clock[2] = time.monotonic(), time.process_time()
        result = watch.attempt(sample, doing, bounds.seconds, bounds.memory)
        return result.outcome == "find" and result.what == task.what

    assert task.sample is not None
    found = shrunk(task.sample, breaks, bounds.shrinking)
    clock[1] = 0.0
    return found
