"""A genre as a place tells it: its order of speaking in the place of the genre's own.

Limits: an outline is checked as a genre's is when it is linted; here what cannot be compiled is told.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from types import CodeType

from drafter.composing.genre import Genre
from drafter.errors import BadBank, DataFault
from drafter.facts.case import Case
from drafter.files.read import decode, read_bytes
from drafter.places.place import load


def genre_of(case: Case, genre: Genre) -> Genre:
    """The genre of a case, in the order of its place. Raises BadBank with every fault of the outline."""
    said = case.fact("place")
    if said is None:
        return genre
    path = load(said.text).outline(genre.name)
    if path is None:
        return genre
    return genre._replace(code=_compiled(path, path.stat().st_mtime_ns), file=str(path))


@lru_cache(maxsize=16)
def _compiled(path: Path, stamp: int) -> CodeType:
    from drafter.composing.order import faults_of, order

    file = str(path)
    faults: list[DataFault] = []
    read = order(decode(read_bytes(file), file), file, faults)
    if read is not None:
        faults.extend(faults_of(read.tree, file, read.sandbox.filters))
    if faults or read is None:
        raise BadBank(faults)
    return read.sandbox.compile(read.tree, file, file)
