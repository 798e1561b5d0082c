"""Patterns of the tables of words, each compiled once; what they cannot do without is :mod:`drafter.language.late`'s
to say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """`pattern`, in which ^ and $ stand for the ends of a line."""
    return re.compile(pattern, re.MULTILINE)


def in_a_row(words: Sequence[str], name: str, times: str) -> str:
    """A pattern for several of `words` (words or patterns) one behind the other, `times` as patterns write it ({0,4}).

    At each place the longest written that fits is taken for good: words that begin alike would else be tried in as many
    ways as there are to cut the text into them. `name` is that of a group, once in a pattern.
    """
    longest = "|".join(sorted(words, key=len, reverse=True))
    return f"(?:(?=(?P<{name}>{longest}))(?P={name})){times}"
