"""Topics: a long list of deeds told by groups, each opened by what it is about.

The reader of a report gains groups instead of a chain of semicolons: 一是监管执法。…二是防汛救灾。…, the writer's own
labels first (防汛：…), else by what the deeds speak of (`rules/lexicon/topics.toml`).

Limits: a short list stays one paragraph; what belongs nowhere closes the list as 此外.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from drafter.composing.general_topics import topic, topic_table
from drafter.composing.sectors import (
    NONE,
    Grouping,
    area_named,
    area_of,
    last_area,
    like,
    near,
    parts_of,
    scattered,
)
from drafter.composing.telling import Statement
from drafter.facts.fact import Fact
from drafter.language.marks import in_series

#: A list with fewer statements or characters than this needs no groups, unless the writer labels so many.
STATEMENTS, CHARACTERS, LABELS = 9, 200, 3
#: More labels than this, few of which hold so many statements, are the matter of their notes, and no groups.
GROUPS, _SEVERAL = 7, 3
#: A group of one statement shorter than this is told at the end, with its like.
_SMALL = 46
#: A topic of so many statements gives way to its family where that is told anyway; so many times the rest is too much.
_FEW, _REST = 3, 4
#: A label of so few characters (环境) gives way to the name of its topic (环境整治).
_BARE = 2


#: So many groups of one short statement are told in one, beside so many others; so many names make its heading.
_FEW_SMALL, _NAMES = 2, 3
#: Parts of names that hold whatever the others do not, and what they are called alone.
_WIDE = {"队伍": "队伍建设", "保障": "服务保障", "改革": "改革工作", "基础": "基础工作"}
#: So few statements of no area are put where they come nearest.
_FEW_LEFT = 2
#: A topic that holds more than this share of a list says nothing about it.
_MOST = 0.6
#: A list without topics is told in paragraphs of about so many characters, no last one shorter than that.
PARAGRAPH, _LEAST = 200, 70


class Group(NamedTuple):
    """Statements of one topic, which is "" where they need none; `rest`: what belongs to none of the topics told
    before."""

    topic: Fact | str
    statements: Sequence[Statement]
    rest: bool = False


def akin(one: Statement, other: Statement) -> bool:
    """Whether two statements speak of one topic."""
    name = topic(one.words)
    return bool(name) and name == topic(other.words)


def grouped(found: Sequence[Statement], by: Grouping = NONE) -> list[Group]:
    """The statements of a paragraph in groups, each with a topic, or without: in one, or where they are many in several
    that a reader takes in at a time. `by`: whose work areas come before the general topics."""
    labels = {one.topic.text for one in found if one.topic is not None}
    if len(labels) < LABELS and not _long(found):
        return [Group("", found)]
    thin = _thin(found, by)
    names = _between(_whole(found, _named(found, by, thin)))
    if scattered(by):
        names = [name if area_named(name, by) or names.count(name) > 1 else "" for name in names]
    else:
        names = _sure(found, names, by) if by.sector else _folded(found, names, thin)
    groups: dict[str, list[Statement]] = {}
    for one, name in zip(found, names, strict=True):
        groups.setdefault(name, []).append(one)
    rest = _placed(groups.pop("", []), groups, by)
    most = max((len(inside) for inside in groups.values()), default=0)
    grouping = len(labels) >= LABELS and not thin
    if len(groups) < 2 or _REST * len(rest) > len(found) or (not grouping and most > _MOST * len(found)):
        return [Group("", part) for part in _paragraphs(found)]
    late = topic_table().late | {last_area(by)}
    done = [Group(_called(name, inside, thin), inside) for name, inside in groups.items() if name not in late]
    done.extend(Group(_called(name, inside, thin), inside) for name, inside in groups.items() if name in late)
    done = _joined(done, by)
    if rest:
        done.append(Group("", rest, True))
    return done


def _placed(rest: list[Statement], groups: dict[str, list[Statement]], by: Grouping) -> list[Statement]:
    """What is left of statements of no area, where one or two of them are: each goes to the area that is told anyway
    and that its words come nearest to."""
    if len(rest) > _FEW_LEFT:
        return rest
    left = []
    for one in rest:
        name = near(one.words, by) or like(topic(one.words), by)
        if name in groups and one.state >= 0:
            groups[name].append(one)
        else:
            left.append(one)
    return left


def _joined(groups: Sequence[Group], by: Grouping) -> list[Group]:
    """Areas called by what of their name is told (科普和队伍 that hold a museum is 科普), those of one short statement
    together in one group (公共服务、防雷和科普): a group of one is none."""
    named = [one._replace(topic=_told_of(one, by)) for one in groups]
    small = [one for one in named if _alone(one)]
    if len(small) < _FEW_SMALL or len(named) - len(small) < _FEW_SMALL:
        return named
    kept = [one for one in named if not _alone(one)]
    # As many as a heading can name, of about one size.
    parts = -(-len(small) // _NAMES)
    size = -(-len(small) // parts)
    for at in range(0, len(small), size):
        part = small[at : at + size]
        topic = in_series([str(one.topic) for one in part])
        kept.append(Group(topic, [statement for one in part for statement in one.statements]))
    return kept


def _alone(group: Group) -> bool:
    """Whether a group is one short statement in an area that no writer named."""
    return (
        isinstance(group.topic, str)
        and "和" not in group.topic
        and len(group.statements) == 1
        and group.statements[0].length < _SMALL
    )


def _told_of(group: Group, by: Grouping) -> Fact | str:
    """The name of an area without the parts of which nothing is told, where each statement is of those that are left:
    by the parts as the sector has them, else by the words of the name."""
    if not isinstance(group.topic, str) or not (parts := re.split("[和、]", group.topic))[1:]:
        return group.topic
    own = parts_of(group.topic, by)
    known = own or {part: _pairs_of(part) for part in parts}
    shown = [{part for part in known if any(word in one.words for word in known[part])} for one in group.statements]
    told = [part for part in known if any(part in one for one in shown)]
    if not own:
        # 安全生产和队伍 that tells of no safety is about those who work there.
        told = [_WIDE.get(part, part) for part in told or [part for part in parts if part in _WIDE]]
    if len(told) not in range(1, len(known)) or (own and not all(shown)):
        return group.topic
    return in_series(told)


def _pairs_of(part: str) -> list[str]:
    return [part[at : at + 2] for at in range(len(part) - 1)]


def parted(found: Sequence[Statement]) -> list[Group]:
    """Statements that need no topics, in paragraphs that a reader takes in at a time."""
    return [Group("", part) for part in _paragraphs(found)] if _long(found) else [Group("", found)]


def _long(found: Sequence[Statement]) -> bool:
    return len(found) >= STATEMENTS and sum(one.length for one in found) >= CHARACTERS


def _sure(found: Sequence[Statement], names: Sequence[str], by: Grouping) -> list[str]:
    """The areas of a unit that has areas, of what shows its own; what only a general topic shows, or alone stands in an
    area that it merely resembles, is of none: better none than a wrong one."""
    labels = {one.topic.text for one in found if one.topic is not None}
    alone = {name for name in names if names.count(name) == 1}
    shown = [area_of(one.words, by) == name for one, name in zip(found, names, strict=True)]
    return [
        name if name in labels or (area_named(name, by) and (own or name not in alone)) else ""
        for name, own in zip(names, shown, strict=True)
    ]


def _thin(found: Sequence[Statement], by: Grouping) -> bool:
    """Whether the labels of notes are no groups, since few of them hold several statements: more than a reader takes
    in, or any at all where the work areas of the unit are known."""
    held: dict[str, int] = {}
    for one in found:
        if one.topic is not None:
            held[one.topic.text] = held.get(one.topic.text, 0) + 1
    several = sum(count >= _SEVERAL for count in held.values())
    return (len(held) > GROUPS or bool(by.sector)) and 2 * several < len(held)


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


def _named(found: Sequence[Statement], by: Grouping, thin: bool) -> list[str]:
    """The topic of each statement: that of its label, of its words, of the statement before it in the note, or ""."""
    names: list[str] = []
    for at, one in enumerate(found):
        label = one.topic.text if one.topic is not None else ""
        if label and not thin:
            names.append(topic(label, label=True) or label)
        elif at and names[-1] and (found[at - 1].note == one.note if not label else found[at - 1].topic == one.topic):
            # What goes on in a note, or under a label, is of the same matter.
            names.append(names[-1])
        else:
            names.append(_seen(label, one.words, by) or (names[-1] if names and one.lead else ""))
    return names


def _whole(found: Sequence[Statement], names: Sequence[str]) -> list[str]:
    """Topics of which a note has one: what opens it goes with what shows where it belongs."""
    of = {one.note: name for one, name in reversed(list(zip(found, names, strict=True))) if name}
    return [name or of.get(one.note, "") for one, name in zip(found, names, strict=True)]


def _seen(label: str, said: str, by: Grouping) -> str:
    """The work area or topic that a label or some words speak of; a general topic gives way to the area of the sector
    that is called alike (质量计量和知识产权 to 质量标准和计量)."""
    if name := area_of(label, by) or area_of(said, by):
        return name
    general = [one if one != by.matter else "" for one in (topic(said), topic(label, label=True))]
    if by.sector:
        families = [topic_table().families.get(one, "") for one in general]
        alike = (like(general[0], by), like(general[1], by), near(f"{label} {said}", by))
        if name := next((one for one in (*alike, *(like(one, by) for one in families)) if one), ""):
            return name
    return general[1] or general[0]


def _folded(found: Sequence[Statement], names: Sequence[str], thin: bool) -> list[str]:
    """Topics of one short statement each go to their family; one that is alone in it stands, or goes to the rest where
    there are many groups."""
    families = topic_table().families
    counts: dict[str, int] = {}
    for name in names:
        counts[name] = counts.get(name, 0) + 1
    small = {
        name
        for name, one in zip(names, found, strict=True)
        if name in families and counts[name] == 1 and one.length < _SMALL and (thin or one.topic is None)
    }
    kin = [families[name] for name in small]
    taken = {name for name in kin if kin.count(name) > 1}
    folded = [
        families[name] if families.get(name) in taken and (name in small or counts[name] <= _FEW) else name
        for name in names
    ]
    # A topic that one short statement has to itself is no group.
    return ["" if name in small and families[name] not in taken else name for name in folded]


def _called(name: str, inside: Sequence[Statement], thin: bool) -> Fact | str:
    """What a group is called: as its writer labels it, where that is one label that groups and says enough."""
    labels = {one.topic.text: one.topic for one in inside if one.topic is not None}
    if thin:
        # 业务指导 that holds 归档业务指导 alone is called as its writer calls it.
        parts = re.split("[和、]", name)
        own = next((one for text, one in labels.items() if any(part in text for part in parts)), None)
        return own if own is not None and len(inside) == 1 else name
    if len(labels) == 1 and all(one.topic is not None for one in inside):
        ((text, label),) = labels.items()
        return label if len(text) > _BARE or name == text else name
    return name
