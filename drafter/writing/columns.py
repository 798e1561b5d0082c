"""Marked text broken into lines of a terminal, where a Chinese character takes two columns.

The reader gains lines that cut no figure and do not open with a comma.

Limits: a token wider than the line (a web address) is cut.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from drafter.comparing.tokens import tokens
from drafter.language.width import width
from drafter.writing.marks import Mark

#: What must not open a line (GB/T 15834-2011, 5.1): it stays with the word before it.
_CLOSING = frozenset("，。、；：！？）》”’】〉〕%,.;:!?)")
_HANG = 2
_BRACKETS = {"delete": ("[-", "-]"), "insert": ("{+", "+}")}
#: Colours of the terminal's own palette, so that they suit its background.
_CODES = {"delete": "31;9", "insert": "32", "stale": "1;33;4", "strong": "1", "dim": "2", "head": "1"}


def plain(text: str) -> str:
    """`text` without what a terminal would obey: whatever a file holds, only characters are shown."""
    return "".join([c if c.isprintable() or c == "\u3000" else " " if c == "\t" else "\ufffd" for c in text])


def painted(text: str, *styles: str) -> str:
    """`text` in the terminal's colours."""
    codes = ";".join(_CODES[style] for style in styles if style)
    return f"\x1b[{codes}m{text}\x1b[0m" if codes else text


def bracketed(marks: Sequence[Mark]) -> list[Mark]:
    """Marks that can be seen without colours: [-deleted-] and {+inserted+}."""
    done: list[Mark] = []
    for at, mark in enumerate(marks):
        opening, closing = _BRACKETS.get(mark.sort, ("", ""))
        first = not at or marks[at - 1].sort != mark.sort
        last = at + 1 == len(marks) or marks[at + 1].sort != mark.sort
        done.append(mark._replace(text=(opening if first else "") + mark.text + (closing if last else "")))
    return done


def wrapped(marks: Sequence[Mark], columns: int, colours: bool) -> list[str]:
    """The lines of marked text, each at most so many columns wide."""
    rows: list[list[Mark]] = [[]]
    used = 0
    atoms = [mark._replace(text=text) for mark in marks for text in _atoms(plain(mark.text), columns)]
    for atom in atoms if colours else bracketed(atoms):
        wide = width(atom.text)
        # One mark that must not open a line finds room at the end of it.
        hangs = atom.text[0] in _CLOSING and used + wide <= columns
        if used and used + wide > columns - _HANG and not hangs:
            rows.append([])
            used = 0
        rows[-1].append(atom)
        used += wide
    return ["".join(_joined(row, colours)) for row in rows]


def _atoms(text: str, columns: int) -> Iterator[str]:
    """What is not broken: tokens, unless one is wider than the line; titles may be broken."""
    for token in tokens(text):
        if token.sort == "title" or width(token.text) > columns:
            yield from token.text
        else:
            yield token.text


def _joined(row: list[Mark], colours: bool) -> Iterator[str]:
    """The marks of a line, neighbours of one style under one code."""
    if not colours:
        yield from (mark.text for mark in row)
        return
    group, style = "", ("", "", "")
    for mark in row:
        mine = ("stale" if mark.stale else mark.sort, "strong" if mark.strong else "", "")
        if mine != style:
            yield painted(group, *style) if group else ""
            group, style = "", mine
        group += mark.text
    yield painted(group, *style) if group else ""


def visible(line: str) -> int:
    """The columns that a line takes once its colours are obeyed."""
    while "\x1b[" in line:
        start = line.index("\x1b[")
        line = line[:start] + line[line.index("m", start) + 1 :]
    return width(line)


def beside(left: Sequence[str], right: Sequence[str], columns: int, gap: str = "  ") -> Iterator[str]:
    """Two blocks of lines next to each other, the left one filled up to so many columns."""
    for at in range(max(len(left), len(right))):
        one = left[at] if at < len(left) else ""
        other = right[at] if at < len(right) else ""
        yield (one + " " * max(0, columns - visible(one)) + gap + other).rstrip()
