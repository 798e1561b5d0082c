"""A text as the tree of a draft, with the way back to its file.

The reader gains one shape for what was composed and what was found on disk: checks and comparisons look at both
alike. Headings get their level from their number (一、 （一） 1. （1）), else from their Markdown marks; numbering that
is wrong is kept as it stands, for it is what the checks are after.

Limits: a table must have its cells parted by bars or tabs.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

from drafter.language.sentences import ENDS, split
from drafter.reading.layout import Piece, pieces, style
from drafter.reading.passage import Passage
from drafter.reading.source import Source, open_source
from drafter.reading.title import title as opening
from drafter.reading.title import whole
from drafter.report.sentence import Sentence
from drafter.report.tree import Block, Draft, Heading, Paragraph, Table

#: A passage for a heading or a paragraph; for a table a passage for each cell, the header being the first row.
Origin: TypeAlias = "Passage | tuple[tuple[Passage, ...], ...]"


class Reading(NamedTuple):
    """`draft` is the tree (without provenance); `origins` has for each of its blocks where it came from; `title` the
    passage of the title (empty where there is none); `remarks` what was not read, a line in Chinese each, without the
    name of the file."""

    source: Source
    draft: Draft
    title: Passage
    origins: tuple[Origin, ...]
    remarks: tuple[str, ...] = ()

    def place(self, passage: Passage, offset: int = 0) -> tuple[int, int]:
        """Line and column (from 1) of the character at `offset` of a passage of this reading."""
        return self.source.place(passage.origin(offset))


def read_file(file: str, ends: str = ENDS) -> Reading:
    """The text in `file` (txt or Markdown) as a tree; `ends` are the marks that end a sentence.

    Raises MissingFile, IsFolder, CannotRead, TooLarge or NotText.
    """
    return read(open_source(file), ends)


def read_text(text: str, file: str = "", ends: str = ENDS) -> Reading:
    """`text` as a tree; `file` is what places call it."""
    return read(Source(text, file), ends)


def read(source: Source, ends: str = ENDS, markdown: bool = False) -> Reading:
    """The tree of a source; `markdown`: what is typed is shown by another program."""
    return tree(source, pieces(source, markdown), ends)


def tree(source: Source, found: list[Piece], ends: str = ENDS) -> Reading:
    """The tree of the pieces of a source."""
    start, end = opening(found)
    title = whole(found[start:end])
    del found[start:end]
    marked = min((piece.level for piece in found if piece.kind == "heading" and piece.level), default=1)
    blocks: list[Block] = []
    origins: list[Origin] = []
    for block, origin in _blocks(found, marked, ends):
        blocks.append(block)
        origins.append(origin)
    return Reading(source, Draft("", title.text, 0, tuple(blocks)), title, tuple(origins))


def _blocks(found: list[Piece], marked: int, ends: str) -> Iterator[tuple[Block, Origin]]:
    rows: list[Piece] = []
    count = len(found)
    for i, piece in enumerate(found):
        after = found[i + 1] if i + 1 < count else None
        if piece.kind == "row":
            rows.append(piece)
            ends_here = after is None or after.kind != "row" or after.style == "table"
            if ends_here or (after and after.gap and len(after.cells) != len(piece.cells)):
                yield _table(rows, _caption(found, i - len(rows)))
                rows = []
        elif piece.kind == "heading":
            level = piece.number.level if piece.number else max(1, min(4, piece.level - marked + 1))
            number = piece.number.text if piece.number else ""
            text = piece.passage.text
            yield Heading(level, number, text[len(number) :]), piece.passage
        elif after is not None and after.kind == "row" and _caption(found, i).text:
            continue
        else:
            sentences = tuple(Sentence("", (said,), ()) for said in split(piece.passage.text, ends))
            yield Paragraph(sentences, style(piece, i, count, after)), piece.passage


def _caption(found: list[Piece], at: int) -> Passage:
    """The passage of the piece at `at` when it is the title of the table that follows."""
    if at >= 0 and found[at].style == "caption":
        return found[at].passage
    if at < 0 or found[at].kind != "paragraph" or found[at].indented or found[at].lines > 1 or found[at].style:
        return Passage("")
    text = found[at].passage.text
    named = len(text) <= 40 and text[-1] not in "。；：，！？:;," and ("表" in text or "明细" in text or "清单" in text)
    return found[at].passage if named else Passage("")


def _table(rows: list[Piece], caption: Passage) -> tuple[Table, Origin]:
    cells = tuple(piece.cells for piece in rows)
    texts = [tuple(cell.text for cell in row) for row in cells]
    return Table(caption.text, texts[0], tuple(texts[1:])), cells
