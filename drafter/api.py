"""The functions behind ``import drafter``: load a case, compose a draft, write it as text."""

from __future__ import annotations

from collections.abc import Mapping
from os import PathLike, fspath
from typing import TYPE_CHECKING

from drafter.composing.cases import engine, engine_of, load_case, read_case
from drafter.composing.compose import fit, tell
from drafter.composing.engine import Engine
from drafter.composing.genre import Genre
from drafter.composing.plan import Plan
from drafter.errors import UnknownTone
from drafter.facts.case import Case
from drafter.files.read import read_bytes
from drafter.phrasing.style import LENGTHS, REGISTERS, Tone
from drafter.report.tree import Draft
from drafter.writing.json import to_json
from drafter.writing.text import to_markdown, to_text

if TYPE_CHECKING:
    from drafter.checking.finding import Finding

__all__ = [
    "compose",
    "engine",
    "engine_of",
    "load_case",
    "read_case",
    "to_docx",
    "to_html",
    "to_json",
    "to_markdown",
    "to_text",
]


def _genre(case: Case, made: Engine) -> Genre:
    """The genre of a case, as its place tells it."""
    genre = made.genres[case.genre]
    if case.fact("place") is None:
        return genre
    from drafter.composing.place_outline import genre_of

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


def check_case_text(
    text: str, file: str = "案件", settings: Mapping[str, object] | None = None, place: str = ""
) -> list[Finding]:
    """The findings on the case that a TOML text states; with a `place` also what the system of that place sends back.
    Raises what reading a case raises (:class:`DrafterError`)."""
    from drafter.checking.run import check_case

    return check_case(read_case(text, file, place=place), file, settings, text)


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
