"""Other ways to read a line of notes: a goal may be last year's figure, what follows a comma a reason.

The writer gains that a wrong reading is put right by picking: the line is written so that it cannot be read otherwise
(目标…, 上年…, 原因：…, 结果：…), in their own words.

Limits: a way is offered only where the line, so written, is read so.
"""

from __future__ import annotations

from typing import NamedTuple

from drafter.claims.note import read_note
from drafter.claims.segment import ReadNote, Segment
from drafter.claims.told import LABELS
from drafter.language.amounts import amounts
from drafter.language.marks import fold

_HEADS = {"target": "目标", "last": "上年", "reason": "原因：", "result": "结果："}
_MARKS = "，；、,; 　"


class Way(NamedTuple):
    """`words` of a line are to be read as `role` ("line": a line of their own); `lines` are what the line becomes."""

    role: str
    words: str
    lines: tuple[str, ...]


def ways(text: str) -> list[Way]:
    """The ways to read the parts of a line that it is not read in now."""
    note = read_note(text)
    found = []
    for number, segment in enumerate(note.segments):
        said = note.words(segment)
        if number and segment.of < 0 and segment.lead != "（":
            first, rest = text[: segment.head].rstrip(_MARKS), text[segment.head :].strip(_MARKS)
            if first and rest:
                found.append(Way("line", said, (first, rest)))
        if not number:
            continue
        figures = list(amounts(fold(said)))
        bare = len(figures) == 1 and (figures[0].start, figures[0].end) == (0, len(said))
        for role in _HEADS:
            counted = role in ("target", "last")
            if role == segment.role or (counted and not figures) or (bare and not counted):
                continue
            line = _swapped(note, segment, role) or _written(note, segment, role)
            if line:
                found.append(Way(role, said, (line,)))
    return found


def _swapped(note: ReadNote, segment: Segment, role: str) -> str:
    """The line with goal and last year's figure in each other's place, where it has both."""
    other = next((one for one in note.about(segment.of) if one.role == role), None) if segment.of >= 0 else None
    if other is None or segment.role not in _HEADS or role not in ("target", "last"):
        return ""
    first, second = sorted((segment, other), key=lambda one: one.head)
    text = note.text
    heads = text[first.head : first.start], text[second.head : second.start]
    middle = text[first.end : second.head]
    line = (
        f"{text[: first.head]}{heads[1]}{note.words(first)}{middle}{heads[0]}{note.words(second)}{text[second.end :]}"
    )
    return line if _reads(line, role, note.words(segment)) else ""


def _reads(line: str, role: str, said: str) -> bool:
    read = read_note(line)
    return any(one.role == role and read.words(one) == said for one in read.segments)


def _written(note: ReadNote, segment: Segment, role: str) -> str:
    """The line with a part written as what it is; "" where it would not be read so."""
    said = note.words(segment)
    before, after = note.text[: segment.head], note.text[segment.end :]
    in_place = f"{before}{_HEADS[role]}{said}{after}"
    bracket = f"{before.rstrip(_MARKS)}（{_HEADS[role]}{said}）{after}"
    for line in (in_place, bracket if segment.lead != "（" else ""):
        if line and _reads(line, role, said):
            return line
    return ""


def label(way: Way) -> str:
    """What a way is called: “33.1万吨”是上年."""
    return "另起一行" if way.role == "line" else LABELS[way.role]
