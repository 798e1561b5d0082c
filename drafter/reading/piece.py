"""A piece of a text: one line, or lines that belong together, and what it is taken for."""

from __future__ import annotations

from typing import NamedTuple

from drafter.language.numbering import Number
from drafter.reading.passage import Passage


class Piece(NamedTuple):
    """One line or joined lines: `kind` is heading, paragraph or row; `level` of a heading (0: as its number says);
    `cells` of a row; `gap` whether a blank line stands before it; `lines` how many lines it was; `style` what a
    document with styles says that it is (title, caption, body or a style of a paragraph, "" where it says nothing):
    nothing is joined to such a piece. `flush`: it stands at the margin of a page whose paragraphs are indented.
    `parted`: it opens a paragraph of its file, which no editor wrapped."""

    kind: str
    passage: Passage
    level: int = 0
    number: Number | None = None
    cells: tuple[Passage, ...] = ()
    gap: bool = False
    indented: bool = False
    lines: int = 1
    last: int = 0
    style: str = ""
    flush: bool = False
    parted: bool = False


def trim(passage: Passage) -> Passage:
    """A passage without the blanks at its ends."""
    text = passage.text
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    return passage if end - start == len(text) else passage.part(start, max(start, end))
