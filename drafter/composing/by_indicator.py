"""Telling by indicator: the notes of several lists, each statement under the indicator that it belongs to.

Limits: events of kinds stay in their list; only notes are looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from drafter.composing.indicators import homes, indicator, titled
from drafter.composing.narrating import tell
from drafter.composing.noted import noted
from drafter.facts.fact import Event, Row
from drafter.facts.tables import NOTE

if TYPE_CHECKING:
    from drafter.composing.blocks import Blocks
    from drafter.phrasing.choose import Message
    from drafter.report.sentence import Sentence


def by_indicator(blocks: Blocks) -> dict[str, list[list[Sentence]]]:
    """The paragraphs of the notes of a case, by indicator."""
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
    return tell(messages, blocks.session, lambda one: indicator(one, home[one.note], among, genre)) if messages else {}


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
    if blocks.indicators is None:
        blocks.indicators = by_indicator(blocks)
    events = [
        event
        for path, home in homes(blocks.case.genre).items()
        if home == name and isinstance(value := blocks.case.value(path), tuple)
        for event in value
        if isinstance(event, Event) and event.kind != NOTE
    ]
    if events:
        blocks.paragraph(tuple(events), named=True)
    for paragraph in blocks.indicators.get(name, ()):
        blocks.add(*paragraph)
