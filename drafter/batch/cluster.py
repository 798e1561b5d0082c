"""The same chunks, worked off by a dask cluster: several machines that see one folder.

Limits: which machine takes how long is the scheduler's business; a worker that dies has its chunk given to another.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

from drafter.batch.outcome import Outcome, Recipe, RunItem
from drafter.batch.worker import work
from drafter.errors import DrafterError, MissingExtra

#: How long a scheduler is waited for.
PATIENCE = "10s"


class NoScheduler(DrafterError):
    """An address at which no scheduler answers."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address


def clustered(
    source: Callable[[int], list[RunItem]], recipe: Recipe, address: str, chunk: int
) -> Iterator[list[Outcome]]:
    """The results of all projects that `source` gives, a chunk at a time, from the workers of the scheduler at
    `address` (tcp://host:port). Raises MissingExtra, NoScheduler."""
    try:
        dask: Any = import_module("distributed")
    except ImportError:
        raise MissingExtra("drafter batch --scheduler", "cluster") from None
    try:
        client = dask.Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, TimeoutError, ValueError):
        raise NoScheduler(address) from None
    # A worker has a working folder of its own.
    there = recipe._replace(output=os.path.abspath(recipe.output))  # noqa: PTH100
    with client:
        busy = max(1, sum(client.nthreads().values()))
        given: dict[object, list[RunItem]] = {}

        def submit() -> Any | None:
            if not (items := source(chunk)):
                return None
            # Never from a result kept by the cluster: outputs have to be written by this run.
            future = client.submit(work, [_absolute(item) for item in items], there, pure=False, retries=2)
            given[future.key] = items
            return future

        first = [future for _ in range(2 * busy) if (future := submit()) is not None]
        running = dask.as_completed(first, loop=client.loop)
        for future in running:
            items = given.pop(future.key)
            if future.status == "finished":
                yield [_named(one, item) for one, item in zip(future.result(), items, strict=True)]
            else:
                from drafter.batch.pool import ENDED

                yield [Outcome(item.number, broken=tuple((file, ENDED) for file in item.files)) for item in items]
            future.release()
            if (after := submit()) is not None:
                running.add(after)


def _absolute(item: RunItem) -> RunItem:
    return item._replace(files=tuple(os.path.abspath(file) for file in item.files))  # noqa: PTH100


def _named(outcome: Outcome, item: RunItem) -> Outcome:
    """An outcome with its files called as they were given."""
    names = dict(zip(_absolute(item).files, item.files, strict=True))
    broken = tuple((names.get(file, file), why.replace(file, names.get(file, file))) for file, why in outcome.broken)
    return outcome._replace(broken=broken)
