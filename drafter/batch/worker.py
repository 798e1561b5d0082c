"""One chunk of projects, worked off: the same function in the pool, on a cluster and alone.

The reader gains that how a run was spread makes no difference: a result follows from the papers and the recipe, and an
output is written whole before its result is handed back.

Limits: files are opened where the worker runs; on a cluster input and output stand in a folder that all machines see.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence

from drafter.batch.outcome import Outcome, Recipe, RunItem
from drafter.errors import DrafterError

UNFORESEEN = "程序没有料到的错（{0}），请把这个文件报给维护者"


def work(items: Sequence[RunItem], recipe: Recipe) -> list[Outcome]:
    """The results of some projects, in order. Nothing that a project holds makes it raise."""
    return [_one(item, recipe) for item in items]


def _one(item: RunItem, recipe: Recipe) -> Outcome:
    from drafter.batch.making import made

    # Whatever hangs inside a library can only be ended with its process; the pool goes on without it.
    guard = threading.Timer(recipe.seconds, os._exit, (75,)) if _in_pool() else None
    if guard is not None:
        guard.daemon = True
        guard.start()
    try:
        return made(item, recipe)
    except DrafterError as error:
        return Outcome(item.number, broken=((item.files[0], str(error)),))
    except Exception as error:
        return Outcome(item.number, broken=((item.files[0], UNFORESEEN.format(type(error).__name__)),))
    finally:
        if guard is not None:
            guard.cancel()


def _in_pool() -> bool:
    """Whether this process may be ended without ending the run."""
    import multiprocessing

    return multiprocessing.parent_process() is not None
