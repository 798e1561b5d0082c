"""What the rules do: functions over a page or over the facts of a case, registered under their codes.

The module of a rule is `drafter/checking/rules/<family>/<m>.py` for the data `rules/text/<m>.toml`, and
`drafter/checking/rules/case/<m>.py` for `rules/case/<m>.toml`; they are imported when they are first asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from drafter.checking import rules as families
from drafter.checking.registry import modules, rules

if TYPE_CHECKING:
    from drafter.checking.facts import Facts
    from drafter.checking.finding import Finding
    from drafter.checking.page import Page

TextCheck: TypeAlias = "Callable[[Page], Iterable[Finding]]"
CaseCheck: TypeAlias = "Callable[[Facts], Iterable[Finding]]"

_TEXT: dict[str, list[TextCheck]] = {}
_CASE: dict[str, list[CaseCheck]] = {}


def rule(code: str) -> Callable[[TextCheck], TextCheck]:
    """Register a function over a page under `code`; several functions may share one."""

    def register(check: TextCheck) -> TextCheck:
        _TEXT.setdefault(code, []).append(check)
        return check

    return register


def case_rule(code: str) -> Callable[[CaseCheck], CaseCheck]:
    """Register a function over the facts of a case under `code`."""

    def register(check: CaseCheck) -> CaseCheck:
        _CASE.setdefault(code, []).append(check)
        return check

    return register


def _load(group: str) -> None:
    """Import the modules of a group, which register their checks."""
    known = _homes()
    for name in modules(group):
        family = "case" if group == "case" else known[name]
        import_module(f"{families.__name__}.{family}.{name}")


@cache
def _homes() -> dict[str, str]:
    """The family of each module of rules over texts."""
    root = Path(families.__path__[0])
    return {one.stem: one.parent.name for one in sorted(root.glob("*/*.py")) if one.parent.name != "case"}


def text_checks() -> Iterator[tuple[str, TextCheck]]:
    """Every check over a text, in the order of the data."""
    _load("text")
    for code in rules():
        for check in _TEXT.get(code, ()):
            yield code, check


def case_checks() -> Iterator[tuple[str, CaseCheck]]:
    """Every check over a case, in the order of the data."""
    _load("case")
    # A draft runs these each time: it does not wait for the rules over texts to be read.
    for code in rules(("case",)):
        for check in _CASE.get(code, ()):
            yield code, check
