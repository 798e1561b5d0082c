"""Lines of notes: the number or dash a line opens with, the label before its colon, the cells of a pasted table.

Limits: what a label means is :mod:`drafter.importing.labels`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from drafter.language.marks import fold, split

_MARK = re.compile(
    r"(?P<head>第[一二三四五六七八九十]{1,3}(?:部分|章)[、，,：: ]?|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)][、.]?|#{1,6} )"
    r"|(?P<item>\d{1,3}(?:[.．、](?!\d)|[)）](?!\d)| +(?=[^\d\s]))|[（(]\d{1,3}[）)]|[①-⑳]|[-—–·•*●○■◆▪►>]+ ?(?=\S)|[一二三四五六七八九十]是|第[一二三四五六七八九十]{1,2}[，,、])"
)
_LABEL = re.compile(r"(?P<label>[^：，。；！？“”《》]{1,24})：(?P<rest>.*)")
_BOXED = re.compile(r"[【\[〔](?P<label>[^】\]〕]{1,24})[】\]〕]：?(?P<rest>.*)")


class Line(NamedTuple):
    """A line without the mark it opens with: `number` counts from 1, `indent` its blanks, `mark` "head" (一、),
    "item" (1. -) or "", `text` the rest, `cells` its cells where it was pasted from a table."""

    number: int
    indent: int
    mark: str
    text: str
    cells: tuple[str, ...] = ()


def lines(text: str) -> Iterator[Line]:
    """The lines of a text that hold anything."""
    for number, raw in enumerate(re.split(r"\r\n|[\n\r\u2028\u2029\x0b\x0c]", text), 1):
        if not raw.strip(" \t\u3000\ufeff"):
            continue
        if raw.strip().count("\t") >= 1 or (raw.strip().startswith("|") and raw.strip().count("|") >= 3):
            cells = [cell.strip(" \u3000") for cell in _cells(raw)]
            if sum(bool(cell) for cell in cells) >= 2:
                if not all(set(cell) <= set("-: ") for cell in cells):
                    yield Line(number, 0, "", " ".join(cells), tuple(cells))
                continue
        bare = raw.strip(" \t\u3000\ufeff")
        indent = len(raw) - len(raw.lstrip(" \t\u3000"))
        match = _MARK.match(bare)
        rest = bare[match.end() :].strip(" \t\u3000") if match else ""
        # 1036通 and 3月 open with a figure, not with a number of their own.
        if match is None or not rest:
            yield Line(number, indent, "", bare)
        else:
            yield Line(number, indent, "head" if match["head"] else "item", rest)


def _cells(raw: str) -> list[str]:
    return raw.strip("\n").split("\t") if "\t" in raw else raw.strip().strip("|").split("|")


def labelled(text: str) -> tuple[str, str]:
    """The label of a line and what stands behind its colon; the label is "" where there is none."""
    folded = fold(text)
    match = _BOXED.match(folded) or _LABEL.match(folded)
    if match is None:
        return "", text
    return text[match.start("label") : match.end("label")].strip(), text[match.start("rest") :].strip()


def statements(text: str, marks: str = "；。") -> list[str]:
    """The parts of a text between marks that stand outside of brackets and titles, without blanks at their ends."""
    folded = fold(text)
    parts = [text[low:high].strip(" \t\u3000") for low, high in split(folded, 0, len(folded), marks)]
    return [part for part in parts if part]
