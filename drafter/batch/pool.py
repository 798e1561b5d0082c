"""Chunks of projects worked off by processes of this machine; one bad project never stops the others.

The reader gains a run that goes on when a project ends its process (a fault of a library, no memory left, too long a
time): the pool is made anew, the projects of that chunk are tried one by one, and the one that ends its process again
is named.

Limits: a project that is retried may have been half the reason of another's end; it is then tried alone and lives.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool

from drafter.batch.outcome import Outcome, Recipe, RunItem
from drafter.batch.worker import work

ENDED = "处理时程序中断（文件可能已损坏，或太大、太慢），没有得到结果"

#: Gives up to so many projects that wait.
Source = Callable[[int], list[RunItem]]


def pooled(source: Source, recipe: Recipe, jobs: int, chunk: int) -> Iterator[list[Outcome]]:
    """The results of all projects that `source` gives, a chunk at a time, in whatever order they come."""
    if jobs == 1:
        # One process: no pool to pay for. A project that would end it is not survived; the ledger is.
        while items := source(chunk):
            yield work(items, recipe)
        return
    suspects: list[list[RunItem]] = []
    while True:
        left = yield from _round(source, recipe, jobs, chunk)
        if left is None:
            break
        suspects += left
    for items in suspects:
        for item in items:
            yield _alone(item, recipe)


def _round(
    source: Source, recipe: Recipe, jobs: int, chunk: int
) -> Generator[list[Outcome], None, list[list[RunItem]] | None]:
    """Work with one pool until nothing waits (gives None) or it breaks (gives the chunks that were in it)."""
    waiting: dict[Future[list[Outcome]], list[RunItem]] = {}
    pool = processes(jobs)
    try:
        while True:
            # Two chunks a process keep all of them busy; more would only take memory.
            while len(waiting) < 2 * jobs and (items := source(chunk)):
                waiting[pool.submit(work, items, recipe)] = items
            if not waiting:
                return None
            for future in wait(waiting, return_when=FIRST_COMPLETED).done:
                yield future.result()
                del waiting[future]
    except BrokenProcessPool:
        return list(waiting.values())
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _alone(item: RunItem, recipe: Recipe) -> list[Outcome]:
    pool = processes(1)
    try:
        return pool.submit(work, [item], recipe).result()
    except BrokenProcessPool:
        return [Outcome(item.number, broken=tuple((file, ENDED) for file in item.files))]
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def processes(jobs: int) -> ProcessPoolExecutor:
    """So many processes that work for this one and end with it."""
    # Spawned, not forked: the same on every system, and no lock of the parent comes along.
    return ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), _follow)


def _follow() -> None:
    """Let a process of the pool end with its parent, however that ended."""
    import signal

    parent = multiprocessing.parent_process()
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def watch() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
