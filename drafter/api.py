"""The functions behind ``import drafter``: load a case, compose a draft, write it as text."""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike, fspath
from typing import TypeAlias

from drafter.composing import own_bank
from drafter.composing.compose import fit, tell
from drafter.composing.engine import Engine, load_engine
from drafter.composing.genre import Genre
from drafter.composing.plan import Plan
from drafter.errors import UnknownTone
from drafter.facts.case import Case
from drafter.files.read import decode, read_bytes
from drafter.phrasing.tone import LENGTHS, REGISTERS, Tone
from drafter.report.tree import Draft
from drafter.writing.json import to_json
from drafter.writing.text import to_markdown, to_text

__all__ = ["compose", "engine", "load_case", "read_case", "to_docx", "to_html", "to_json", "to_markdown", "to_text"]


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


def read_case(text: str, file: str = "案件", phrases: _Paths = (), place: str = "") -> Case:
    """The case that a TOML text states, as :func:`load_case` reads it; `file` is what errors call it, and what paths in
    it start from. `place` goes before the one that the case names; where neither is given, the user's usual one."""
    place, local = _place(text, place)
    return engine((*local, *own_bank.of_case(text, file), *phrases)).read_case(text, file, place)


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


def _genre(case: Case, made: Engine) -> Genre:
    """The genre of a case, as its place tells it."""
    genre = made.genres[case.genre]
    if case.fact("place") is None:
        return genre
    from drafter.places.outline import genre_of

    return genre_of(case, genre)


def compose(case: Case, seed: int = 0, length: str | int = "", register: str = "") -> Draft:
    """The report that `case` makes. The same arguments give the same draft.

    `length` is short, normal, full or a number of characters to come near to, `register` plain or formal; "" takes
    what the case says. Raises :class:`drafter.DrafterError` for a length or register that there is not.

    The plan of the last case is kept, so that drawing again (another seed, a preview) costs half.
    """
    made = engine_of(case)
    if not _plans or _plans[0].case is not case:
        _plans[:] = [Plan(case, _genre(case, made), made.bank)]
    length = length or str(case.fact("length") or "normal")
    register = register or str(case.fact("register") or "")
    if register not in ("", *REGISTERS):
        raise UnknownTone("语体", register, REGISTERS)
    if isinstance(length, int) or length.isdecimal():
        return fit(made, _plans[0], seed, int(length), register)
    if length not in LENGTHS:
        raise UnknownTone("篇幅", length, (*LENGTHS, "字数"))
    return tell(made, _plans[0], seed, Tone(LENGTHS[length], register))


def to_docx(draft: Draft, case: Case | None = None, reference_doc: str | PathLike[str] | None = None) -> bytes:
    """The report as the bytes of a Word document; `case` fills in its properties, `reference_doc` lends its styles.

    Raises :class:`drafter.DrafterError` for a reference that cannot be used.
    """
    from drafter.reading.word.package import FILE
    from drafter.writing.word.document import to_docx as write
    from drafter.writing.word.reference import check_reference

    file = None if reference_doc is None else fspath(reference_doc)
    return write(draft, case, None if file is None else check_reference(read_bytes(file, FILE), file))


def to_html(draft: Draft, case: Case | None = None) -> str:
    """The report as one HTML file; with `case` the facts go by their names."""
    from drafter.writing.html import to_html as write

    return write(draft, case)


_plans: list[Plan] = []
