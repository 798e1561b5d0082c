"""What became of a finding: its status first, then each thing that was done, 一是…二是…, and what is left.

Limits: a status is said where the writer states it, or where every note speaks plainly; else none is said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter.composing.narrating import Narrator
from drafter.composing.telling import Statement, statements
from drafter.facts.case import Fact, Row
from drafter.phrasing.aggregate import Sentence
from drafter.phrasing.choose import Message
from drafter.phrasing.realise import numeral
from drafter.phrasing.session import Session
from drafter.phrasing.text import Part

_OPEN = re.compile("其余|尚未|尚有|正在|仍有|未完成|没有完成|未整改|推进中|剩余|待[^遇客]{0,4}后")
_DONE, _GOING = "已完成", "正在推进"


def status(finding: Row, notes: Sequence[Message]) -> Fact | None:
    """已完成 or 正在推进: as the writer states it, else as the notes say; None where there are no notes."""
    stated = finding.get("status")
    if isinstance(stated, Fact):
        return stated
    texts = [str(message.roles["note"]) for message in notes]
    if not texts:
        return None
    open_ = any(_OPEN.search(text) for text in texts)
    paths = tuple(path for message in notes for path in message.paths())
    return Fact(f"{finding.path}.status", _GOING if open_ else _DONE, derived=True, also=paths)


def outcome(finding: Row, notes: Sequence[Message], session: Session) -> list[Sentence]:
    """The sentences on one finding."""
    session.new_paragraph()
    narrator = Narrator(session, finding.path)
    found: list[tuple[Statement, Message]] = []
    for number, message in enumerate(notes):
        narrator.owner = message.identity
        found.extend((one, message) for one in statements(message.roles, number, narrator.say))
    said = status(finding, notes)
    opening: list[Part] = ["整改情况："]
    done: list[Sentence] = []
    if said is not None:
        done.append(Sentence(f"status@{finding.path}", [*opening, said, "。"], ()))
        opening = []
    several = len(found) > 1
    seen: dict[str, int] = {}
    for index, (one, message) in enumerate(found):
        ordinal: list[Part] = [f"{numeral(index + 1)}是"] if several else []
        seen[message.identity] = seen.get(message.identity, 0) + 1
        name = message.identity if seen[message.identity] == 1 else f"{message.identity}/{seen[message.identity]}"
        done.append(Sentence(name, [*opening, *ordinal, *one.parts, "。"], ("note.plain#0",), (message,)))
        opening = []
    return done
