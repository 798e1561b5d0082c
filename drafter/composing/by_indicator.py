"""Telling by indicator: the notes of several lists, each statement under the indicator that it belongs to.

Limits: events of kinds stay in their list; only notes are looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from drafter.composing.aspects import titled, untitled
from drafter.composing.indicators import homes, indicator
from drafter.composing.narrating import tell
from drafter.composing.noted import noted
from drafter.composing.sectors import grouping_of
from drafter.facts.fact import Event, Row
from drafter.facts.tables import NOTE

if TYPE_CHECKING:
    from drafter.composing.blocks import Blocks
    from drafter.composing.telling import Statement
    from drafter.phrasing.choose import Message
    from drafter.report.sentence import Sentence

#: So many indicators make headings of their own.
_SEVERAL = 3


def by_indicator(blocks: Blocks) -> Mapping[str, Sequence[Sequence[Sentence]]]:
    """The paragraphs of the notes of a case, by indicator, made when they are first asked for."""
    if blocks.indicators is None:
        blocks.indicators = _made(blocks)
    return blocks.indicators


def _made(blocks: Blocks) -> dict[str, list[list[Sentence]]]:
    genre = blocks.case.genre
    lists = homes(genre)
    messages: list[Message] = []
    home: list[str] = []
    for value, name in _parts(blocks, lists):
        found = [message for message in blocks.plan.events(list(noted(value))) if message.kind == NOTE]
        if blocks.desk is not None:
            found = blocks.desk.arrange(found)
        messages.extend(found)
        home.extend([name] * len(found))
    among = frozenset(lists.values()) | ({"quality", "time", "cost", "effect", "public"} if "work" in lists else set())
    if not messages:
        return {}
    by = grouping_of(blocks.case)
    return tell(messages, blocks.session, _together(home, lambda one, at: indicator(one, at, among, genre)), by)


def _together(home: Sequence[str], found: Callable[[Statement, str], str]) -> Callable[[Statement], str]:
    """What a statement belongs to; one that goes on in a note and shows nothing itself stays with what went before
    (投运方面，要求6月底前，实际9月；汛期水位高), or tells no figure (满意率93.6%；去年没有问过)."""
    before: list[tuple[int, str]] = [(-1, "")]

    def part(one: Statement) -> str:
        name = found(one, home[one.note])
        follows = one.lead and before[0][0] == one.note and name == home[one.note]
        if follows and (one.topic is not None or not any(c.isdigit() for c in one.words)):
            name = before[0][1]
        before[0] = (one.note, name)
        return name

    return part


def by_indicators(blocks: Blocks) -> bool:
    """Whether what was done is told by indicator: as the case says, else where its groups of work have no names of
    their own and what they hold belongs to several indicators."""
    layout = blocks.case.value("layout")
    if layout is not None:
        return str(layout) == "indicators"
    rows = [row for row in blocks.case.value("work") or () if isinstance(row, Row)]  # type: ignore[union-attr]
    plain = [untitled(str(row.get("title") or "")) for row in rows]
    if not all(plain) or any(row.get("points") for row in rows):
        return False
    return len([name for name in by_indicator(blocks) if name != "application"]) >= _SEVERAL


def _parts(blocks: Blocks, lists: Mapping[str, str]) -> Iterator[tuple[object, str]]:
    """The lists of a case with their indicator, groups of work one by one with that of their title."""
    for path, name in lists.items():
        value = blocks.case.value(path)
        if isinstance(value, tuple) and any(isinstance(row, Row) for row in value):
            for row in value:
                yield row, titled(str(row.get("title") or ""), name) if isinstance(row, Row) else name
        else:
            yield value, name


def tell_indicator(blocks: Blocks, name: str) -> None:
    """Set the paragraphs of one indicator: the events of kinds in its lists, then the notes that belong to it."""
    events = [
        event
        for path, home in homes(blocks.case.genre).items()
        if home == name and isinstance(value := blocks.case.value(path), tuple)
        for event in value
        if isinstance(event, Event) and event.kind != NOTE
    ]
    if events:
        blocks.paragraph(tuple(events), named=True)
    for paragraph in by_indicator(blocks).get(name, ()):
        blocks.add(*paragraph)
