"""Comparing two files: texts as they are, cases drafted first.

The reader gains one call for whatever is at hand: last year's text against this year's text or case.

Limits: those of the readers (:mod:`drafter.reading.formats`).
"""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike, fspath
from pathlib import Path
from typing import TypeAlias

from drafter.comparing.compare import compare
from drafter.comparing.compared_text import Side, of_case, of_reading
from drafter.comparing.comparison import Comparison
from drafter.reading.formats import read_any

_Paths: TypeAlias = "Sequence[str | PathLike[str]]"


def compare_files(
    old: str | PathLike[str], new: str | PathLike[str], seed: int = 0, phrases: _Paths = (), words: bool = False,
    original: bool = False, before: str | PathLike[str] | None = None,
) -> Comparison:  # fmt: skip
    """What became of last year's report `old` in this year's report `new`; a ``.toml`` is a case, drafted with `seed`
    and the phrase banks `phrases`. With `words` the marks keep to whole Chinese words (a second more);
    `original` takes documents as they were before their tracked changes. `before` is the text of the year before last
    year's, for the table of figures.

    Raises :class:`drafter.DrafterError`, one line in Chinese, for a file that cannot be used.
    """
    sides = [open_side(fspath(file), seed, phrases, original) for file in (old, new)]
    found = compare(sides[0], sides[1], words)
    if before is not None:
        found.before = compare(open_side(fspath(before), seed, phrases, original), sides[0])
    return found


def open_side(file: str, seed: int = 0, phrases: _Paths = (), original: bool = False) -> Side:
    """The side of a comparison that stands in `file`."""
    if Path(file).suffix.lower() != ".toml":
        return of_reading(read_any(file, original=original), file)
    # Only a case needs the engine.
    from drafter import api

    case = api.load_case(file, phrases)
    return of_case(api.compose(case, seed), case, file)
