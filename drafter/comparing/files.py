"""Comparing two files: texts as they are, cases drafted first.

The reader gains one call for whatever is at hand: last year's text against this year's text or case.

Limits: texts are txt or Markdown in UTF-8, UTF-16 or GB18030; Word documents are to be saved as text first.
"""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike, fspath
from pathlib import Path
from typing import TypeAlias

from drafter.comparing.compare import compare
from drafter.comparing.comparison import Comparison
from drafter.comparing.side import Side, of_case, of_reading
from drafter.reading.reader import read
from drafter.reading.source import open_source

_Paths: TypeAlias = "Sequence[str | PathLike[str]]"


def compare_files(
    old: str | PathLike[str], new: str | PathLike[str], seed: int = 0, phrases: _Paths = (), words: bool = False
) -> Comparison:
    """What became of last year's report `old` in this year's report `new`; a ``.toml`` is a case, drafted with `seed`
    and the phrase banks `phrases`. With `words` the marks keep to whole Chinese words (a second more).

    Raises :class:`drafter.DrafterError`, one line in Chinese, for a file that cannot be used.
    """
    return compare(open_side(fspath(old), seed, phrases), open_side(fspath(new), seed, phrases), words)


def open_side(file: str, seed: int = 0, phrases: _Paths = ()) -> Side:
    """The side of a comparison that stands in `file`."""
    if Path(file).suffix.lower() != ".toml":
        return of_reading(read(open_source(file)), file)
    # Only a case needs the engine.
    from drafter import api

    case = api.load_case(file, phrases)
    draft = api.compose(case, seed)
    schema = api.engine(case.phrases).schema
    labels = {pattern: field.label for pattern, field in schema.fields.items()}
    for name, kind in schema.kinds.items():
        labels |= {f"event {name}.{role}": f"{kind.label}·{field.label}" for role, field in kind.roles.items()}
    return of_case(draft, case, file, labels)
