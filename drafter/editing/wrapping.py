"""Breaking lines as Chinese printing does (禁则): no line opens with closing marks, no figure is cut in two.

Limits: widths are those of a terminal; a piece longer than a line is cut all the same.
"""

from __future__ import annotations

import re

from drafter.language.width import width

_CLOSING = "，。、；：？！”’）》〉」』】〕…—％%·～,.;:?!)]}"
_OPENING = "“‘（《〈「『【〔([{"
_ATOM = re.compile(
    rf"[{re.escape(_OPENING)}]*"
    r"(?:[0-9０-９][0-9０-９.,．，]*(?<![，．,.])[万亿]?[%％元]?|[A-Za-z][A-Za-z0-9_'-]*|.)"
    rf"[{re.escape(_CLOSING)}]*",
    re.S,
)


def breaks(text: str, columns: int, first: int = 0) -> list[tuple[int, int]]:
    """Where the lines of `text` start and end, at most `columns` wide; `first` columns of the first line are taken."""
    columns = max(columns, 4)
    lines: list[tuple[int, int]] = []
    start, used = 0, first
    for match in _ATOM.finditer(text):
        wide = width(match[0])
        if used + wide <= columns:
            used += wide
            continue
        if match.start() > start:
            lines.append((start, match.start()))
            start, used = match.start(), 0
        if wide <= columns - used:
            used += wide
            continue
        for at in range(match.start(), match.end()):
            one = width(text[at])
            if used + one > columns:
                lines.append((start, at))
                start, used = at, 0
            used += one
    if start < len(text) or not lines:
        lines.append((start, len(text)))
    return lines


def folded(text: str, columns: int, indent: str = "") -> str:
    """`text` with its lines broken, all but the first of each set in by `indent`."""
    found = []
    for line in text.split("\n"):
        pieces = [line[start:end] for start, end in breaks(line, max(columns - width(indent), 8))]
        found += [pieces[0], *(indent + piece.lstrip() for piece in pieces[1:])]
    return "\n".join(found)
