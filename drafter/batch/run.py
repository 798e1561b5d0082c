"""A run from the folders that were given to the summary, going on where the last one ended.

The reader gains one ledger whatever happens on the way: results are written down by this process alone, a chunk at a
time, and what is written down is not done again.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from drafter import __version__
from drafter.batch.ledger import Ledger
from drafter.batch.outcome import Outcome, Recipe, RunItem
from drafter.batch.progress import Progress
from drafter.batch.projects import find

#: Projects of a chunk: enough that handing over costs nothing, few enough that an end loses little.
CHUNK = 250
#: What the files of the whole are called.
SUMMARY = "汇总"
#: Chunks a process gets at least, so that none waits long for the last.
_SHARES = 4


class Asked(NamedTuple):
    """What a run was asked for: how many processes (0: as many as there are processors), the scheduler of a cluster
    ("": none), whether only what changed is done again, and the size of a chunk (0: reckoned)."""

    given: tuple[str, ...]
    recipe: Recipe
    jobs: int = 0
    scheduler: str = ""
    only_changed: bool = False
    chunk: int = 0


class Ran(NamedTuple):
    """What came of a run: all projects, those done in it, those at fault, the files that cannot be used, the files of
    no known kind."""

    projects: int
    done: int
    at_fault: int
    broken: tuple[tuple[str, str], ...]
    unread: tuple[str, ...]


def run(asked: Asked) -> Ran:
    """Do what is asked; the outputs, the ledger and the summary stand in the folder of the recipe.

    Raises DrafterError for what no run can begin with.
    """
    found = find(asked.given, asked.recipe.output)
    with Ledger(asked.recipe.output) as ledger:
        recipe = repr((__version__, asked.recipe._replace(output=""), asked.given))
        finished = ledger.count() > 0 and not ledger.count(done=0)
        # A run that was finished and is asked for again is done again; one that was not goes on.
        gone = ledger.plan(found.projects, recipe, finished and not asked.only_changed)
        _remove(asked.recipe.output, gone)
        total, before = ledger.count(), ledger.count(done=1)
        progress = Progress(total, before)
        try:
            for outcomes in _results(ledger, asked, total - before):
                ledger.put(outcomes)
                progress.advance(len(outcomes))
        finally:
            progress.close()
        _summary(ledger, asked.recipe, found.unread)
        broken = tuple((str(file), str(why)) for file, why in ledger.rows("select file, why from broken order by file"))
        return Ran(total, total - before, ledger.at_fault(), broken, found.unread)


def _results(ledger: Ledger, asked: Asked, left: int) -> Iterator[list[Outcome]]:
    if not left:
        return
    jobs = min(asked.jobs or os.cpu_count() or 1, left)
    chunk = asked.chunk or max(1, min(CHUNK, left // (jobs * _SHARES)))
    at = 0

    def source(most: int) -> list[RunItem]:
        nonlocal at
        items = ledger.waiting(at, most)
        at = items[-1].number if items else at
        return items

    if jobs > 1 and any(file.endswith(".toml") for item in ledger.waiting(0, CHUNK) for file in item.files):
        from drafter import api

        # Compiled once and kept, before every process would do so by itself.
        api.engine()
    if asked.scheduler:
        from drafter.batch.cluster import clustered

        yield from clustered(source, asked.recipe, asked.scheduler, chunk)
    else:
        from drafter.batch.pool import pooled

        yield from pooled(source, asked.recipe, jobs, chunk)


def _remove(folder: str, files: Sequence[str]) -> None:
    """Take away outputs of projects that changed or are gone, and folders that are empty then."""
    for name in files:
        path = Path(folder) / name
        path.unlink(missing_ok=True)
        if path.parent != Path(folder) and path.parent.is_dir() and not any(path.parent.iterdir()):
            path.parent.rmdir()


def _summary(ledger: Ledger, recipe: Recipe, unread: Sequence[str]) -> None:
    """What is written of the whole: counted anew each time, from the ledger."""
    from drafter.batch.sameness import find_alike
    from drafter.batch.summary import summary
    from drafter.files.write import write_whole
    from drafter.reviewing.duties import duties
    from drafter.writing.summary_html import to_html
    from drafter.writing.summary_sheet import to_xlsx

    _, common = find_alike(ledger)
    words = {one.number: one.what for one in duties(recipe.place)}
    found = summary(ledger, words, unread, recipe.roster, common)
    write_whole(str(Path(recipe.output) / f"{SUMMARY}.xlsx"), to_xlsx(found))
    write_whole(str(Path(recipe.output) / f"{SUMMARY}.html"), to_html(found).encode())
