"""The laws that answer duties, each a function over a look, known by its name.

Limits: which duty a law answers, with which thresholds, is data (places/*/review.toml).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import TypeAlias

from drafter.reviewing.answer import Look

Law: TypeAlias = Callable[[Look], None]
_MODULES = (
    "cells",
    "scores",
    "grades",
    "weights",
    "indicators",
    "money",
    "monitored",
    "goals",
    "across",
    "tellings",
    "prose",
    "counted",
    "mending",
    "beside",
    "proven",
    "totals",
    "tabled",
    "reckoned",
    "changes",
    "copied",
    "alike",
    "happened",
    "effects",
    "remedies",
)
_LAWS: dict[str, Law] = {}


def answers(name: str) -> Callable[[Law], Law]:
    """Register a law under a name."""

    def keep(one: Law) -> Law:
        _LAWS[name] = one
        return one

    return keep


@cache
def _loaded() -> bool:
    for name in _MODULES:
        import_module(f"{__name__}.{name}")
    return True


def law_names() -> frozenset[str]:
    """The names of all laws."""
    return frozenset(_LAWS) if _loaded() else frozenset()


def law(name: str) -> Law:
    """The law of a name; duties were checked to name one that there is."""
    _loaded()
    return _LAWS[name]
