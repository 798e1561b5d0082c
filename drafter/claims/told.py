"""A reading in words: for each thing that a note states who, what, how many, target, last year, reason.

The writer gains that a line shows how it was understood, in the words it was typed in, so that a wrong reading is seen
before it is told.

Limits: shows what :mod:`drafter.claims.note` read; decides nothing.
"""

from __future__ import annotations

from typing import NamedTuple

from drafter.claims.segment import ReadNote, Segment
from drafter.language.lexicon import words

#: What each role is called. A deed's verb and object are told together.
LABELS = {
    "time": "何时",
    "who": "谁",
    "manner": "怎样",
    "what": "什么",
    "deed": "做什么",
    "amount": "多少",
    "words": "照原话",
    "target": "目标",
    "last": "上年",
    "reason": "原因",
    "result": "结果",
    "status": "状态",
    "more": "另说",
}


class Told(NamedTuple):
    """Words of a note by the role they have, from `start` to `end`; `claim` numbers what they belong to."""

    role: str
    words: str
    claim: int
    start: int
    end: int


def told(note: ReadNote) -> list[Told]:
    """All that a note says, in its order, what is said about a claim behind it."""
    found: list[Told] = []
    for number, segment in enumerate(note.segments):
        if segment.of >= 0:
            found.append(Told(segment.role, note.words(segment), segment.of, segment.start, segment.end))
        else:
            found.extend(_claim(note, segment, number))
    return sorted(found, key=lambda one: (one.claim, one.start))


def _claim(note: ReadNote, segment: Segment, number: int) -> list[Told]:
    """The stretches of a claim: verb and object as one, figures within other words with them."""
    whole = note.words(segment)
    if segment.role != "deed" and whole.startswith(tuple(words("notes")["shown"]["manner"])) and len(whole) > 4:
        return [Told("manner", whole, number, segment.start, segment.end)]
    if segment.role == "words":
        timed = len(segment.pieces) == 1 and segment.pieces[0].role == "time"
        return [Told("time" if timed else "words", whole, number, segment.start, segment.end)]
    found: list[Told] = []
    for index, piece in enumerate(segment.pieces):
        text = note.text[piece.start : piece.end].strip()
        if not text:
            continue
        role = {"verb": "deed", "object": "deed", "words": "what"}.get(piece.role, piece.role)
        before_verb = any(one.role == "verb" for one in segment.pieces[index:])
        if piece.role in ("adverbial", "amount") and before_verb:
            role = _before(text)
        if found and piece.start == found[-1].end and _one(found[-1].role, role, before_verb):
            last = found.pop()
            role = last.role
            text = note.text[last.start : piece.end].strip()
            found.append(Told(role, text, number, last.start, piece.end))
        else:
            found.append(Told(role, text, number, piece.start, piece.end))
    return found


def _one(before: str, role: str, before_verb: bool) -> bool:
    """Whether two stretches that meet are one thing in words."""
    if before == role != "amount":
        return True
    return before_verb and before in ("who", "manner", "what") and role in ("who", "manner", "what")


def _before(text: str) -> str:
    """What stands before a verb: how, who or what."""
    shown = words("notes")["shown"]
    if text.startswith(tuple(shown["manner"])):
        return "manner"
    return "who" if text.endswith(tuple(shown["who"])) else "what"
