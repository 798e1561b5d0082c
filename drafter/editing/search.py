"""Finding one of many names by what was typed: the name, its pinyin, words that mean it, and else what comes near.

The writer gains a search that never answers with an empty box.

Limits: what is merely near is said to be so, and is not taken by Enter alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from drafter.editing.pinyin import found, initials

#: A name, what it is called, what is said of it.
Choice = tuple[str, str, str]


class FoundChoices(NamedTuple):
    """The choices that a query meets, the best first; `near`: none meets it, these come nearest (or are all)."""

    choices: tuple[Choice, ...]
    near: bool = False


def search(query: str, choices: Sequence[Choice], also: Mapping[str, Sequence[str]] = {}) -> FoundChoices:
    """The choices for a query; `also` are further words for them, by name."""
    if not query.strip():
        return FoundChoices(tuple(choices))
    scored = [(_worth(query, one, also.get(one[0], ())), one) for one in choices]
    hits = sorted((one for one in scored if one[0]), key=lambda one: -one[0])
    if hits:
        return FoundChoices(tuple(one for _, one in hits))
    near = sorted(((_shared(query, one, also.get(one[0], ())), one) for one in choices), key=lambda one: -one[0])
    close = tuple(one for worth, one in near if worth)
    return FoundChoices(close or tuple(choices), True)


def _worth(query: str, choice: Choice, words: Sequence[str]) -> int:
    """How well a query meets a choice: by its name above all, then by words that mean it, then by what is said."""
    name, label, said = choice
    bare = query.strip().lower()
    worth = found(query, label, name, said)
    for word in words:
        if word == bare:
            worth = max(worth, 250)
        elif bare in word or (len(word) > 1 and word in bare) or (len(bare) > 1 and bare == initials(word)):
            worth = max(worth, 180)
    return worth


def _shared(query: str, choice: Choice, words: Sequence[str]) -> int:
    """How many characters of a query stand in a choice or in words for it."""
    text = "".join((choice[1], choice[2], *words))
    return len({one for one in query if not one.isascii() and one in text})
