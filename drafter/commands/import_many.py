"""The cases of an export of thousands of projects, made by several processes while the sheet is still read.

The clerk gains the cores of the machine; a few hundred projects are made as they come, without a process that has to
start first. Whatever becomes of the processes, every case is made: what they do not hand back is made here.

Limits: cases come in the order of the sheet.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import NamedTuple

from drafter.commands.import_made import Made, made_of
from drafter.importing.proposal import Proposal

#: Projects that are made without any process of their own; projects that a process is given at a time.
FEW, CHUNK = 600, 100
_MOST_JOBS = 4


class ImportGiven(NamedTuple):
    """What the options say of all cases: the files they are of, year, place, output and genre, "" or None where they do
    not say it."""

    files: tuple[str, ...]
    year: int | None
    place: str
    output: str | None
    genre: str = ""


def make(proposals: Sequence[Proposal], given: ImportGiven) -> list[Made]:
    """The cases of some projects. Raises what reading a case raises."""
    from drafter import api

    engine, found = api.engine(), []
    for one in proposals:
        if given.genre:
            one.genre = one.data["genre"] = given.genre
        found.append(made_of(engine, one, given.files, given))
    return found


class CaseMaking:
    """Takes projects one by one and hands each with its case to `put`, in their order."""

    def __init__(self, given: ImportGiven, put: Callable[[Proposal, Made], None]) -> None:
        self.given, self.put = given, put
        self.jobs = min(os.cpu_count() or 1, _MOST_JOBS)
        self.count = 0
        self._chunk: list[Proposal] = []
        self._pool: ProcessPoolExecutor | None = None
        self._waiting: deque[tuple[list[Proposal], Future[list[Made]]]] = deque()

    def add(self, proposal: Proposal) -> None:
        """Take one more project."""
        self.count += 1
        if self.count <= FEW or self.jobs == 1:
            self._done([proposal], make([proposal], self.given))
            return
        self._chunk.append(proposal)
        if len(self._chunk) >= CHUNK:
            self._send()

    def close(self) -> None:
        """Hand over what is still being made."""
        if self._chunk:
            self._send()
        while self._waiting:
            self._take()

    def drop(self) -> None:
        """End the processes."""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)

    def _send(self) -> None:
        if self._pool is None:
            from drafter.batch.pool import processes

            self._pool = processes(self.jobs)
        chunk, self._chunk = self._chunk, []
        try:
            self._waiting.append((chunk, self._pool.submit(make, chunk, self.given)))
        except BrokenProcessPool:
            self._waiting.append((chunk, _gone()))
        while len(self._waiting) > 2 * self.jobs:
            self._take()

    def _take(self) -> None:
        chunk, future = self._waiting.popleft()
        try:
            found = future.result()
        except BrokenProcessPool:
            found = make(chunk, self.given)
        self._done(chunk, found)

    def _done(self, chunk: Sequence[Proposal], found: Sequence[Made]) -> None:
        for proposal, one in zip(chunk, found, strict=True):
            self.put(proposal, one)


def _gone() -> Future[list[Made]]:
    """What a pool that has ended gives."""
    future: Future[list[Made]] = Future()
    future.set_exception(BrokenProcessPool("the pool has ended"))
    return future
