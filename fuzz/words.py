"""The dictionary of the formats: what a mutation puts in the place of something else (`words.toml`)."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path
from typing import TypeVar

_One = TypeVar("_One")


@cache
def groups() -> dict[str, tuple[str, ...]]:
    """The words by group (figures, units, brackets …)."""
    import tomli

    data = tomli.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
    return {name: tuple(words) for name, words in data.items()}


@cache
def case_words() -> tuple[str, ...]:
    """The names that a case is made of: fields, kinds of event, roles, choices; in the order of the alphabet."""
    from drafter import api

    schema = api.engine().schema
    found: set[str] = set()
    for path, field in schema.fields.items():
        found.update([path, path.rpartition(".")[2], *field.choices])
    for name, kind in schema.kinds.items():
        found.update([name, *kind.roles])
        found.update([choice for role in kind.roles.values() for choice in role.choices])
    return tuple(sorted(word for word in found if word))


@cache
def setting_words() -> tuple[str, ...]:
    """The names that settings of checks are made of: rules, their thresholds, lists of words."""
    from drafter.checking.registry import rows
    from drafter.checking.settings import thresholds, words

    found = {"rules", "words", "check", "ends", "off", "severity", "error", "warning", "hint"}
    for code in rows():
        found.update([code, *thresholds(code)])
    for module, lists in words().items():
        found.update([module, *lists])
    return tuple(sorted(found))


@cache
def known_rules() -> tuple[tuple[str, tuple[tuple[str, object], ...]], ...]:
    """The rules with what a unit may set of each, and our value of it."""
    from drafter.checking.registry import rows
    from drafter.checking.settings import thresholds

    return tuple([(code, tuple(sorted(thresholds(code).items()))) for code in sorted(rows())])


@cache
def known_lists() -> tuple[tuple[str, str, object], ...]:
    """The lists of words that a unit may add to: module, name, ours."""
    from drafter.checking.settings import words

    return tuple(
        [(module, name, value) for module, lists in sorted(words().items()) for name, value in sorted(lists.items())]
    )


def pick(rng: random.Random, *names: str) -> str:
    """A word of one of the groups."""
    return rng.choice(groups()[rng.choice(names)])


def chance(rng: random.Random, one_in: int) -> bool:
    """Once in so many times."""
    return rng.randrange(one_in) == 0


def some(rng: random.Random, many: list[_One], most: int) -> list[_One]:
    """A run of at most `most` of `many`, one after the other."""
    count = rng.randint(1, max(1, min(most, len(many))))
    start = rng.randrange(max(1, len(many) - count + 1))
    return many[start : start + count]
