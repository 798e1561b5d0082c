"""Cases with the engine they are read with: the program's bank, the user's own, the case's, and what a command names.

Engines are kept a process long, by their files; a case keeps its own whatever becomes of those.
"""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike, fspath
from typing import TypeAlias

from drafter.composing import own_bank
from drafter.composing.engine import Engine, load_engine
from drafter.facts.case import Case
from drafter.files.read import decode, read_bytes

_Paths: TypeAlias = "Sequence[str | PathLike[str]]"
#: Engines by the paths over the program's bank, each with what tells whether those have changed.
_engines: dict[tuple[str, ...], tuple[object, Engine]] = {}


def engine(phrases: _Paths = ()) -> Engine:
    """The engine on the program's phrase bank and templates, loaded once a process, with the bank in the user's
    configuration folder and the files or folders `phrases` over it, later ones over earlier ones.

    Raises :class:`drafter.DrafterError` with a line for each fault of a bank.
    """
    return _engine((*own_bank.of_user(), *[fspath(path) for path in phrases]))


def _engine(extra: tuple[str, ...]) -> Engine:
    stamp = own_bank.stamp(extra)
    known = _engines.get(extra)
    if known is None or known[0] != stamp:
        known = _engines[extra] = stamp, load_engine(extra=extra)
    return known[1]


def engine_of(case: Case) -> Engine:
    """The engine with which `case` was read, whatever became of the files of its phrase bank since."""
    return case.engine if isinstance(case.engine, Engine) else _engine(case.phrases)


def load_case(file: str | PathLike[str], phrases: _Paths = ()) -> Case:
    """The case in a TOML file, read with the phrase bank that it names and `phrases` over that.

    Raises :class:`drafter.DrafterError`, one line in Chinese: file, line, what to do.
    """
    name = fspath(file)
    return read_case(decode(read_bytes(name), name), name, phrases)


def read_case(text: str, file: str = "案件", phrases: _Paths = (), place: str = "", genre: str = "") -> Case:
    """The case that a TOML text states, as :func:`load_case` reads it; `file` is what errors call it, and what paths in
    it start from. `place` goes before the one that the case names; where neither is given, the user's usual one.
    `genre` goes before the one that it names: the facts of one case serve several reports."""
    place, local = _place(text, place)
    return engine((*local, *own_bank.of_case(text, file), *phrases)).read_case(text, file, place, genre)


def _place(text: str, place: str) -> tuple[str, tuple[str, ...]]:
    """The place a case is read for where it does not name it itself, and the phrases of the place."""
    from drafter.places.named import place_in

    said = place or place_in(text)
    if not said:
        from drafter.places.place import chosen

        said = place = chosen()
    if not said:
        return "", ()
    from drafter.places.place import phrases

    return place, phrases(said)
