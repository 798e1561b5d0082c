"""The functions behind ``import drafter``: load a case, compose a draft, write it as text."""

from __future__ import annotations

from functools import lru_cache
from os import PathLike, fspath

from drafter.drafting.compose import tell
from drafter.drafting.draft import Draft
from drafter.drafting.engine import Engine, load_engine
from drafter.drafting.plan import Plan
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
    """The report that `case` makes. The same case and `seed` give the same draft.

    The plan of the last case is kept, so that drawing again (another seed, a preview) costs half.
    """
    made = engine()
    if not _plans or _plans[0].case is not case:
        _plans[:] = [Plan(case, made.genres[case.genre], made.bank)]
    return tell(made, _plans[0], seed)


_plans: list[Plan] = []
