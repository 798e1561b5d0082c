"""Topics: a long list of deeds told by groups, each opened by what it is about.

The reader of a report gains groups instead of a chain of semicolons: 一是监管执法。…二是防汛救灾。…, the writer's own
labels first (防汛：…), else by what the deeds speak of (`rules/lexicon/topics.toml`).

Limits: a short list stays one paragraph; what belongs nowhere closes the list as 此外.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from drafter.composing.telling import Statement
from drafter.facts.fact import Fact
from drafter.language.late import LatePattern
from drafter.language.lexicon import KnownWords, words

#: A list with fewer statements or characters than this needs no groups, unless the writer labels so many.
STATEMENTS, CHARACTERS, LABELS = 9, 200, 3
#: A group of one statement shorter than this is told at the end, with its like.
_SMALL = 46
#: A topic of so many statements gives way to its family where that is told anyway; so many times the rest is too much.
_FEW, _REST = 3, 4
#: A label of so few characters (环境) gives way to the name of its topic (环境整治).
_BARE = 2


#: A topic that holds more than this share of a list says nothing about it.
_MOST = 0.6
#: A list without topics is told in paragraphs of about so many characters, no last one shorter than that.
PARAGRAPH, _LEAST = 200, 70


_FIGURE = re.compile(r"\d")


class Group(NamedTuple):
    """Statements of one topic, which is "" where they need none; `rest`: what belongs to none of the topics told
    before."""

    topic: Fact | str
    statements: Sequence[Statement]
    rest: bool = False


class _Table(NamedTuple):
    """The topic of each word and of each label, the family of each topic, and what comes after the others."""

    words: dict[str, str]
    labels: dict[str, str]
    families: dict[str, str]
    late: frozenset[str]
    order: dict[str, int]


@cache
def _table() -> _Table:
    listed = words("topics")["topic"]
    late = frozenset(one["name"] for one in listed if one.get("last")) | {listed[-1]["family"]}
    table = _Table({}, {}, {}, late, {one["name"]: index for index, one in enumerate(listed)})
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
    return KnownWords(_table().labels if label else _table().words)


def topic(text: str, label: bool = False) -> str:
    """The topic that some words speak of, "" where none can be seen: that of the longest word known."""
    table = _table().labels if label else _table().words
    found = _known(label).all(text)
    if len(found) > 1 and not label:
        # What stands in a bracket, or behind the first figure, is told of the matter and is not the matter.
        bare = _BESIDE.sub("", text)
        found = _known(label).all(bare) or found
        found = _known(label).all(_head(bare)) or found
    # Among words of one length the topic that the data put first is the narrower one.
    order = _table().order
    return table[max(found, key=lambda word: (len(word), -order[table[word]]))] if found else ""


def akin(one: Statement, other: Statement) -> bool:
    """Whether two statements speak of one topic."""
    name = topic(one.words)
    return bool(name) and name == topic(other.words)


def grouped(found: Sequence[Statement]) -> list[Group]:
    """The statements of a paragraph in groups, each with a topic, or without: in one, or where they are many in several
    that a reader takes in at a time."""
    labels = {one.topic.text for one in found if one.topic is not None}
    long = len(found) >= STATEMENTS and sum(one.length for one in found) >= CHARACTERS
    if len(labels) < LABELS and not long:
        return [Group("", found)]
    names = _folded(found, _between(_named(found)))
    groups: dict[str, list[Statement]] = {}
    for one, name in zip(found, names, strict=True):
        groups.setdefault(name, []).append(one)
    rest = groups.pop("", [])
    most = max((len(inside) for inside in groups.values()), default=0)
    if len(groups) < 2 or _REST * len(rest) > len(found) or (len(labels) < LABELS and most > _MOST * len(found)):
        return [Group("", part) for part in _paragraphs(found)]
    late = _table().late
    done = [Group(_called(name, inside), inside) for name, inside in groups.items() if name not in late]
    done.extend(Group(_called(name, inside), inside) for name, inside in groups.items() if name in late)
    if rest:
        done.append(Group("", rest, True))
    return done


def _paragraphs(found: Sequence[Statement]) -> list[list[Statement]]:
    """A long list in paragraphs, cut where a note ends and, if it can be, where the topic changes."""
    parts: list[list[Statement]] = [[]]
    length = 0
    for at, one in enumerate(found):
        before = found[at - 1] if at else None
        if before is not None and before.note != one.note and length >= PARAGRAPH // 2:
            other = topic(before.words) != topic(one.words)
            if length + one.length > PARAGRAPH * 1.5 or (length >= PARAGRAPH and other):
                parts.append([])
                length = 0
        parts[-1].append(one)
        length += one.length
    if len(parts) > 1 and sum(one.length for one in parts[-1]) < _LEAST:
        parts[-2].extend(parts.pop())
    return parts


def _between(names: Sequence[str]) -> list[str]:
    """Topics filled in: what stands between two statements of one topic is of that topic too."""
    filled = list(names)
    for at in range(1, len(filled) - 1):
        if not filled[at] and filled[at - 1] and filled[at - 1] == filled[at + 1]:
            filled[at] = filled[at - 1]
    return filled


def _named(found: Sequence[Statement]) -> list[str]:
    """The topic of each statement: that of its label, of its words, of the statement before it in the note, or ""."""
    names: list[str] = []
    for one in found:
        if one.topic is not None:
            names.append(topic(one.topic.text, label=True) or one.topic.text)
        else:
            names.append(topic(one.words) or (names[-1] if names and one.lead else ""))
    return names


def _folded(found: Sequence[Statement], names: Sequence[str]) -> list[str]:
    """Topics of one short statement each go to their family; one that is alone in it stands, or goes to the rest where
    there are many groups."""
    families = _table().families
    counts: dict[str, int] = {}
    for name in names:
        counts[name] = counts.get(name, 0) + 1
    small = {
        name
        for name, one in zip(names, found, strict=True)
        if name in families and counts[name] == 1 and one.length < _SMALL and one.topic is None
    }
    kin = [families[name] for name in small]
    taken = {name for name in kin if kin.count(name) > 1}
    folded = [
        families[name] if families.get(name) in taken and (name in small or counts[name] <= _FEW) else name
        for name in names
    ]
    # A topic that one short statement has to itself is no group.
    return ["" if name in small and families[name] not in taken else name for name in folded]


def _called(name: str, inside: Sequence[Statement]) -> Fact | str:
    """What a group is called: as its writer labels it, where that is one label that says enough."""
    labels = {one.topic.text: one.topic for one in inside if one.topic is not None}
    if len(labels) == 1 and all(one.topic is not None for one in inside):
        ((text, label),) = labels.items()
        return label if len(text) > _BARE or name == text else name
    return name
