"""The general topics that deeds speak of, whatever the unit: by the words in `rules/lexicon/topics.toml`.

Limits: what speaks of several is of the one with the longest word.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from drafter.language.late import LatePattern
from drafter.language.lexicon import KnownWords, words

_FIGURE = re.compile(r"\d")


class TopicTable(NamedTuple):
    """The topic of each word and of each label, the family of each topic, and what comes after the others."""

    words: dict[str, str]
    labels: dict[str, str]
    families: dict[str, str]
    late: frozenset[str]
    order: dict[str, int]


@cache
def topic_table() -> TopicTable:
    """The table of the general topics."""
    listed = words("topics")["topic"]
    late = frozenset(one["name"] for one in listed if one.get("last")) | {listed[-1]["family"]}
    table = TopicTable({}, {}, {}, late, {one["name"]: index for index, one in enumerate(listed)})
    for one in listed:
        table.families[one["name"]] = one["family"]
        for word in one["words"]:
            table.words.setdefault(word, one["name"])
        for label in (*one.get("labels", ()), *one["words"]):
            table.labels.setdefault(label, one["name"])
    return table


_BESIDE = LatePattern("（[^（）]*）|《[^《》]*》")


def _head(bare: str) -> str:
    """What stands before the first figure of some words."""
    match = _FIGURE.search(bare)
    return bare[: match.start()] if match is not None and match.start() > 1 else bare


@cache
def _known(label: bool) -> KnownWords:
    return KnownWords(topic_table().labels if label else topic_table().words)


def topic(text: str, label: bool = False) -> str:
    """The topic that some words speak of, "" where none can be seen: that of the longest word known."""
    table = topic_table().labels if label else topic_table().words
    found = _known(label).all(text)
    if len(found) > 1 and not label:
        # What stands in a bracket, or behind the first figure, is told of the matter and is not the matter.
        bare = _BESIDE.sub("", text)
        found = _known(label).all(bare) or found
        found = _known(label).all(_head(bare)) or found
    # Among words of one length the topic that the data put first is the narrower one.
    order = topic_table().order
    return table[max(found, key=lambda word: (len(word), -order[table[word]]))] if found else ""
