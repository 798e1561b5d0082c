"""The rules: one registry from which the command, the explanations, the documentation and the tests are made.

What a rule is called, how grave it is, its explanation, its thresholds, words and examples are data:
`rules/text/<m>.toml` for the module `drafter/checking/rules/<family>/<m>.py` (over a read text), `rules/case/<m>.toml`
for `drafter/checking/rules/case/<m>.py` (over the facts before they are told). What a rule does is a function
registered there under its code.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from drafter.checking import rules as families
from drafter.language.tables import table
from drafter.resources import folder

if TYPE_CHECKING:
    from drafter.checking.facts import Facts
    from drafter.checking.finding import Finding
    from drafter.checking.page import Page

TextCheck: TypeAlias = "Callable[[Page], Iterable[Finding]]"
CaseCheck: TypeAlias = "Callable[[Facts], Iterable[Finding]]"

GROUPS = ("text", "case")
_TEXT: dict[str, list[TextCheck]] = {}
_CASE: dict[str, list[CaseCheck]] = {}


class Rule(NamedTuple):
    """What is known of a rule: `family` as the chapter it stands in, `severity` of a certain finding and `doubtful` of
    one that something unseen could save, `explain` why and what to do, `wrong` and `right` an example each, `on`
    which it looks at (text, case or both)."""

    code: str
    title: str
    family: str
    severity: str
    doubtful: str
    explain: str
    wrong: str
    right: str
    on: str


@cache
def rows(groups: tuple[str, ...] = GROUPS) -> dict[str, dict[str, Any]]:
    """The data of each rule by code, with its thresholds, in the order of their numbers.

    A rule over cases that a rule over texts is called like says so (``as = "reasons"``: the module of the other), and
    has its title, explanation and thresholds.
    """
    found: dict[str, dict[str, Any]] = {}
    for group in groups:
        for name in modules(group):
            for code, row in table(f"{group}/{name}").get("rule", {}).items():
                if code in found:
                    found[code]["on"] = "both"
                elif "as" in row:
                    found[code] = {**table(f"text/{row['as']}")["rule"][code], **row, "on": "both"}
                else:
                    found[code] = {"on": group, **row}
    return dict(sorted(found.items(), key=lambda item: item[1]["order"]))


@cache
def modules(group: str) -> tuple[str, ...]:
    """The names of the modules that hold the rules of a group."""
    return tuple(sorted(path.stem for path in (folder("rules") / group).glob("*.toml")))


@cache
def rules(groups: tuple[str, ...] = GROUPS) -> dict[str, Rule]:
    """All rules by code, in the order of their numbers; those of some `groups` alone, where others are not needed."""
    found = {}
    for code, row in rows(groups).items():
        severity = row.get("severity", "error")
        found[code] = Rule(
            code,
            row["title"],
            row["family"],
            severity,
            row.get("doubtful", "warning" if severity == "error" else severity),
            row["explain"],
            row.get("wrong", ""),
            row.get("right", ""),
            row["on"],
        )
    return found


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
