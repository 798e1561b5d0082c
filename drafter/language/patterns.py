"""Patterns of the tables of words: compiled once, and not at all where they cannot fit.

The reader gains tables of hundreds of rows at the price of the few that may find something: a text is first asked for
the words that a row cannot do without.

Limits: words are read off the outermost level of a pattern; a row that begins with a group is simply searched.
"""

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


@cache
def needles(pattern: str) -> tuple[str, ...]:
    """Words of which one at least stands in whatever `pattern` fits ("" where none is sure): a text without them need
    not be searched, and most rows of a table find nothing in most texts."""
    found = [[""]]
    depth = at = 0
    while at < len(pattern):
        c = pattern[at]
        plain = depth == 0 and c not in "\\[](){}|?*+.^$"
        if plain:
            found[-1][-1] += c
        else:
            if c in "?*{" and not depth:
                # What may be left out is no word to look for.
                found[-1][-1] = found[-1][-1][:-1]
            found[-1].append("")
        if c == "|" and not depth:
            found.append([""])
        depth += (c == "(") - (c == ")")
        at = _beyond(pattern, at)
    return tuple([max(words, key=len) for words in found])


def _beyond(pattern: str, at: int) -> int:
    """The offset behind an escaped character, a class or a count, else behind one character."""
    if pattern[at] == "\\":
        return at + {"u": 6, "x": 4}.get(pattern[at + 1 : at + 2], 2)
    if pattern[at] == "{":
        return pattern.find("}", at) + 1 or at + 1
    if pattern[at] != "[":
        return at + 1
    end = at + 1 + (pattern[at + 1 : at + 2] == "^")
    # A ] that opens a class is one of it.
    end += pattern[end : end + 1] == "]"
    while end < len(pattern) and pattern[end] != "]":
        end += 2 if pattern[end] == "\\" else 1
    return end + 1
