"""The functions behind ``import drafter``: load a case, compose a draft, write it as text."""

from __future__ import annotations

from functools import lru_cache
from os import PathLike, fspath

from drafter.drafting import compose as composing
from drafter.drafting.draft import Draft
from drafter.drafting.engine import Engine, load_engine
from drafter.facts.case import Case
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


def compose(case: Case, seed: int = 0) -> Draft:
    """The report that `case` makes. The same case and `seed` give the same draft."""
    return composing.compose(engine(), case, seed)
