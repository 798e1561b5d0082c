"""A line of a list of notes on the screen: its number, its words over the whole width, and how it is read.

Limits: pure layout.
"""

from __future__ import annotations

from functools import lru_cache

from drafter.claims.note import read_note
from drafter.claims.told import LABELS, told
from drafter.editing.buffer import Buffer
from drafter.editing.entries import Entry
from drafter.editing.wrapping import breaks
from drafter.language.width import pad, width
from drafter.messages import say

#: How many lines of a reading are shown under the line that is typed.
_READING = 6
_LOOKS = {"amount": "fact", "target": "fact", "last": "fact", "reason": "warning", "words": "dim", "more": "dim"}

Pieces = list[tuple[str, str]]


def note_place(entry: Entry, columns: int) -> tuple[int, int]:
    """The column where the words of a line start, and how many columns they have."""
    start = 2 * entry.depth + 1 + max(len(entry.label), 2) + 1
    return start, max(columns - start - 2, 8)


@lru_cache(maxsize=4096)
def _broken(text: str, room: int) -> tuple[str, ...]:
    return tuple(text[a:b] for a, b in breaks(text, room))


def note_lines(entry: Entry, buffer: Buffer | None, columns: int, mark: Pieces) -> list[Pieces]:
    """The lines of a note; `buffer` holds it where it is in focus, `mark` opens the first."""
    start, room = note_place(entry, columns)
    head = [*mark, (f"{entry.label:>2} ", "label" if buffer is not None else "dim")]
    rest: Pieces = [(" " * start, "label")]
    if buffer is None:
        shown = _broken(entry.text, room) if entry.text else ()
        if not shown:
            return [[*head, (say("……一行一件，照平时记的写"), "dim")]]
        return [[*(head if not number else rest), (words, "text")] for number, words in enumerate(shown)]
    cursor = buffer.place(room)
    lines = []
    for number, (low, high) in enumerate(buffer.lines(room)):
        words = pad(buffer.text[low:high], room + 1)
        lines.append([*(head if not number else rest), *with_cursor(words, cursor, number)])
    return lines


def reading_lines(text: str, columns: int) -> list[Pieces]:
    """How a note is read, a line for each thing that it states; the rest of a long one is counted."""
    found: list[Pieces] = []
    for pieces in _told(text):
        line: Pieces = [("   ", "dim")]
        used = 3
        for number, (label, words, look) in enumerate(pieces):
            label = say(label)
            wide = width(label) + 1 + width(words) + (3 if number else 0)
            if used + wide > columns - 1 and len(line) > 1:
                found.append(line)
                line, used, number = [("     ", "dim")], 5, 0
            if number:
                line.append((" · ", "dim"))
            line.append((f"{label} ", "dim"))
            # A stretch that is longer than a line is seen in the line above.
            room = max(columns - used - width(label) - 3, 4)
            line.append((words if width(words) <= room else f"{_broken(words, room - 2)[0]}…", look))
            used += wide
        found.append(line)
    if len(found) > _READING:
        more = say("……还有{count}行", count=len(found) - _READING + 1)
        found = [*found[: _READING - 1], [(f"   {more}", "dim")]]
    return found


@lru_cache(maxsize=512)
def _told(text: str) -> tuple[tuple[tuple[str, str, str], ...], ...]:
    """Label, words and look of each stretch, by what they belong to."""
    claims: dict[int, list[tuple[str, str, str]]] = {}
    for one in told(read_note(text)):
        claims.setdefault(one.claim, []).append((LABELS[one.role], one.words, _LOOKS.get(one.role, "derived")))
    return tuple(map(tuple, claims.values()))


def with_cursor(words: str, cursor: tuple[int, int], number: int) -> Pieces:
    """Line `number` of what is typed, with the cursor where it stands in it."""
    row, column = cursor
    if row != number:
        return [(words, "focus")]
    at, used = 0, 0
    while at < len(words) and used < column:
        used += width(words[at])
        at += 1
    return [(words[:at], "focus"), (words[at : at + 1] or " ", "cursor"), (words[at + 1 :], "focus")]
