"""Indicators: which second-level indicator (数量 质量 时效 成本, 效益, 满意度) a statement belongs to.

The reader of a report finds the satisfaction under satisfaction and the cost under cost, wherever they were noted.

Limits: what no word shows stays in the list that its writer put it in (`rules/lexicon/indicators.toml`).
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from drafter.composing.aspects import titled, untitled
from drafter.composing.telling import Statement
from drafter.language.lexicon import words


class _Sign(NamedTuple):
    to: str
    pattern: re.Pattern[str]
    from_: frozenset[str]
    aimed: bool
    genres: frozenset[str]
    longest: int


@cache
def _signs() -> list[_Sign]:
    return [
        _Sign(
            one["to"],
            re.compile(one["pattern"]),
            frozenset(one.get("from", ())),
            bool(one.get("aimed")),
            frozenset(one.get("genres", ())),
            one.get("longest", sys.maxsize),
        )
        for one in words("indicators")["sign"]
    ]


def homes(genre: str) -> Mapping[str, str]:
    """The lists of a genre that are told by indicator, in their order, each with the indicator it is for."""
    found: Mapping[str, str] = words("indicators")["homes"].get(genre, {})
    return found


def labelled(statement: Statement, among: frozenset[str]) -> str:
    """The indicator that the label of a note names (质量：…, 效益方面，…), "" where it names none of `among`."""
    label = statement.topic.text if statement.topic is not None else ""
    found = titled(label, "") if label and untitled(label) else ""
    return found if found in among else ""


def indicator(statement: Statement, home: str, among: frozenset[str], genre: str) -> str:
    """The indicator of a statement that stands in the list of the indicator `home`, one of `among`."""
    home = labelled(statement, among) or home
    for sign in _signs():
        if sign.to not in among or sign.to == home or (sign.genres and genre not in sign.genres):
            continue
        if (sign.from_ and home not in sign.from_) or (sign.aimed and not statement.aimed):
            continue
        if len(statement.words) <= sign.longest and sign.pattern.search(statement.words):
            return sign.to
    return home
