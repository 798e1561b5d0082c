"""The functions behind ``import drafter``: load a case, compose a draft, write it as text."""

from __future__ import annotations

from functools import lru_cache
from os import PathLike, fspath

from drafter.drafting.compose import fit, tell
from drafter.drafting.draft import Draft
from drafter.drafting.engine import Engine, load_engine
from drafter.drafting.plan import Plan
from drafter.errors import UnknownTone
from drafter.facts.case import Case
from drafter.phrasing.tone import LENGTHS, REGISTERS, Tone
from drafter.writing.json import to_json
from drafter.writing.text import to_markdown, to_text

__all__ = ["compose", "engine", "load_case", "to_json", "to_markdown", "to_text"]


@lru_cache(maxsize=1)
def engine() -> Engine:
    """The engine on the program's own phrase bank and templates, loaded once a process."""
    return load_engine()


def load_case(file: str | PathLike[str]) -> Case:
    """The case in a TOML file. Raises :class:`drafter.DrafterError`, one line in Chinese: file, line, what to do."""
    return engine().load_case(fspath(file))


def compose(case: Case, seed: int = 0, length: str | int = "", register: str = "") -> Draft:
    """The report that `case` makes. The same arguments give the same draft.

    `length` is short, normal, full or a number of characters to come near to, `register` plain or formal; "" takes
    what the case says. Raises :class:`drafter.DrafterError` for a length or register that there is not.

    The plan of the last case is kept, so that drawing again (another seed, a preview) costs half.
    """
    made = engine()
    if not _plans or _plans[0].case is not case:
        _plans[:] = [Plan(case, made.genres[case.genre], made.bank)]
    length = length or str(case.fact("length") or "normal")
    register = register or str(case.fact("register") or "")
    if register not in ("", *REGISTERS):
        raise UnknownTone("语体", register, REGISTERS)
    if isinstance(length, int) or length.isdecimal():
        return fit(made, _plans[0], seed, int(length), register)
    if length not in LENGTHS:
        raise UnknownTone("篇幅", length, (*LENGTHS, "字数"))
    return tell(made, _plans[0], seed, Tone(LENGTHS[length], register))


_plans: list[Plan] = []
