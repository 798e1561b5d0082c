"""What a new year's case still has to decide: marks in comments, and events put aside as comments.

The writer gains a list that stands in the file itself: a mark moves with its line, whoever edits the file sees it, and
what was decided is a mark less.

Limits: reads marks and writes them; what keeping or dropping does to a case is :mod:`drafter.editing.deciding`'s.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from drafter.language.late import LatePattern

if TYPE_CHECKING:
    from drafter.files.locate import Path

#: What opens a mark; what follows it for last year's notes, and for what happened once.
MARK = "待定："
NOTED = "上年记的 "
ONCE = "上年的一次性的事 "
_MARKED = LatePattern(rf"(?<=[#；])[ ]*{MARK}(?P<why>[^\n]*?)(?=；{MARK}|\r?$)", re.MULTILINE)
_BLOCK = LatePattern(rf"^# {MARK}(?P<why>[^\n]*)\n(?P<rows>(?:#[^\n]*(?:\n|\Z))+)", re.MULTILINE)
_STRING = LatePattern(r'''"""(?:[^\\]|\\.)*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'''', re.DOTALL)
_HEADER = LatePattern(r"^# ?\[\[(?P<name>[^\]\n]+)\]\]")


class Open(NamedTuple):
    """Something that is to be decided: `line` of the file (from 1), `path` of its value ("" where it was put aside),
    `why` it stands in the list, the text from `start` to `end` that says so. `sort` is name (a value that stays), notes
    (last year's notes, emptied), once (events taken out of a list in one line) or aside (an event put aside)."""

    line: int
    path: str
    why: str
    start: int
    end: int
    sort: str


def undecided(text: str) -> list[Open]:
    """What is to be decided in the text of a case, in its order."""
    if MARK not in text:
        return []
    from drafter.files.locate import locate, written

    known = locate(text)
    places = sorted((place, path) for path, place in known.items())
    lines = text.split("\n")
    found: list[Open] = []
    blocks = [match for match in _BLOCK.finditer(text) if _HEADER.match(match["rows"])]
    for match in blocks:
        line = text.count("\n", 0, match.start()) + 1
        found.append(Open(line, "", match["why"], match.start(), match.end(), "aside"))
    for match in _MARKED.finditer(text):
        if any(one.start() <= match.start() < one.end() for one in blocks):
            continue
        line = text.count("\n", 0, match.start()) + 1
        column = match.start() - (text.rfind("\n", 0, match.start()) + 1) + 1
        before = [(place, path) for place, path in places if place < (line, column)]
        if not before or _inside(text, before[-1][0], match.start()):
            continue
        why = match["why"]
        sort = "notes" if why.startswith(NOTED) else "once" if why.startswith(ONCE) else "name"
        found.append(Open(line, written(_key(before[-1][1], known, lines)), why, match.start(), match.end(), sort))
    return sorted(found, key=lambda one: one.line)


def _inside(text: str, place: tuple[int, int], at: int) -> bool:
    """Whether the character at `at` stands within the string that is written at a place."""
    start = 0
    for _ in range(place[0] - 1):
        start = text.index("\n", start) + 1
    match = _STRING.match(text, start + place[1] - 1)
    return match is not None and at < match.end()


def _key(path: Path, known: Mapping[Path, tuple[int, int]], lines: list[str]) -> Path:
    """The path of the key whose statement holds a value: what a comment behind it is about."""
    while len(path) > 1 and path[:-1] in known:
        line, column = known[path[:-1]]
        if not lines[line - 1][: column - 1].strip() and lines[line - 1][column - 1] == "[":
            # A header: what stands below it are statements of their own.
            break
        path = path[:-1]
    return path


def put_aside(text: str, once: Mapping[str, str]) -> str:
    """`text` with the rows under headers at the paths of `once` made comments under a mark that calls them what they
    are called there. Line breaks are line feeds."""
    if not once:
        return text
    from drafter.files.locate import locate, written

    places, lines = locate(text), text.split("\n")
    starts = {written(path): place[0] - 1 for path, place in places.items()}
    for path in reversed(list(once)):
        start = starts[path]
        end = next((n for n in range(start + 1, len(lines)) if lines[n].lstrip().startswith("[")), len(lines))
        while end > start and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
            end -= 1
        for number in range(start, end):
            lines[number] = f"# {lines[number]}" if lines[number].strip() else "#"
        ending = "\r" if lines[start].endswith("\r") else ""
        lines.insert(start, f"# {MARK}上年的一次性的事：{once[path]}，今年还有的去掉下面各行的 #{ending}")
    return "\n".join(lines)
