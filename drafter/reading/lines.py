"""From physical lines to pieces of a line each: heading, paragraph or row of a table.

The reader gains a text that is read line by line as it looks: marks of Markdown gone, frames of tables and page numbers
dropped.

Limits: a heading is known by its number or its marks, not by its looks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from drafter.language.numbering import Number, parse_number
from drafter.reading.front import front
from drafter.reading.passage import Passage, fold, join
from drafter.reading.piece import Piece, trim
from drafter.reading.rows import BARS, FRAME, ROW, bullet, cells, kinds
from drafter.reading.source import Source

#: A numbered line longer than this is a paragraph that opens with a number.
LONGEST_HEADING = 45
_HASH = re.compile(r"\s{0,3}(#{1,6})\s+(?=\S)")
_LEAD = re.compile(r"(?:>\s?)+(?:[-*+•●]\s+)?|[-*+•●]\s+")
_RULE = re.compile(r"\s*(?:[-*_=]\s*){3,}$")
_FENCE = re.compile(r"\s*(?:```|~~~)")
#: The number of a page on a line of its own: — 1 —, 第3页 共10页.
_PAGE = re.compile(
    r"(?:[—–－―\-·•~～=]{1,3}\s*\d{1,4}\s*[—–－―\-·•~～=]{1,3}|第?\s*\d{1,4}\s*页\s*(?:[，,/／]?\s*共\s*\d{1,4}\s*页)?)$"
)

#: What a line that is no text may end with.
_MARKS = frozenset("-*_=—–－―·•~～页")


def text_pieces(source: Source, markdown: bool = False) -> list[Piece]:
    """A piece for each line of a text that says something; `markdown`: it is shown by a program, not as it is typed."""
    before = front(source.text)
    lines = list(_lines(source.text, before.end))
    found = list(_markdown(lines, source) if markdown else line_pieces(lines))
    if before.stop <= before.start:
        return found
    # A title over several lines is one.
    title = join(
        [trim(fold(line, at)) for at, line in _lines(source.text[: before.stop], before.start)]
    )  # fmt: skip
    first = found[0].passage.text if found else ""
    if found and found[0].level == 1 and not found[0].number and first == title.text:
        return found
    return [Piece("paragraph", title, style="title", last=len(title.text)), *found]


def _markdown(lines: list[tuple[int, str]], source: Source) -> Iterator[Piece]:
    from drafter.reading.markdown import shown

    waiting: list[tuple[int, str]] = []
    for line in shown(lines, source.text, source.file, line_piece):
        if line.pieces:
            yield from line_pieces(waiting)
            yield from line.pieces
            waiting = []
        else:
            waiting.append((line.at, line.text))
    yield from line_pieces(waiting)


def _lines(text: str, at: int = 0) -> Iterator[tuple[int, str]]:
    """The lines of a text from an offset on, each with where it begins."""
    while at <= len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        yield at, text[at:end]
        at = end + 1


def line_pieces(lines: Iterable[tuple[int, str]], gap: bool = False) -> Iterator[Piece]:
    """The pieces of lines that follow one another, each with its offset; `gap`: a blank line stands before them."""
    given = list(lines)
    for (at, line), kind in zip(given, kinds([line for _, line in given]), strict=True):
        if kind == FRAME:
            continue
        if kind == ROW:
            yield _row(line, at, gap)
            gap = False
        elif not line or line.isspace() or _RULE.match(line) or _FENCE.match(line) or _PAGE.match(line.strip()):
            gap = True
        elif piece := _line(line, at, gap):
            yield piece
            gap = False


def line_piece(line: str, at: int, gap: bool) -> Piece | None:
    """The piece that one line at offset `at` of a text is by itself, or None where it says nothing."""
    if "\t" in line or not BARS.isdisjoint(line) or line.rstrip()[-1:] in _MARKS or line.lstrip()[:1] in "`~":
        return next(line_pieces([(at, line)], gap), None)
    return _line(line, at, gap)


def _row(line: str, at: int, gap: bool) -> Piece:
    found = [trim(fold(line[start:end], at + start)) for start, end in cells(line)]
    return Piece("row", Passage(""), cells=tuple(found), gap=gap)


def _line(line: str, at: int, gap: bool) -> Piece | None:
    stripped = line.strip()
    start = at + len(line) - len(line.lstrip())
    if match := _HASH.match(line):
        said = line[match.end() :].rstrip()
        closed = said.rstrip("#")
        said = closed.rstrip() if not closed or closed[-1].isspace() else said
        passage = trim(fold(said, at + match.end()))
        return Piece("heading", passage, len(match[1]), parse_number(passage.text), gap=gap) if passage.text else None
    lead = _LEAD.match(stripped)
    if lead and not stripped.startswith("**"):
        start += lead.end()
        stripped = stripped[lead.end() :]
    head, tab, said = stripped.partition("\t")
    if tab and bullet(head.strip()):
        start, stripped = start + len(head) + 1, said
    passage = trim(fold(stripped, start))
    if not passage.text:
        return None
    number = parse_number(passage.text)
    kind = "heading" if number and is_short(passage.text, number) else "paragraph"
    indented = line[:2] == "\u3000\u3000" or line[:4] == "    " or line[:1] == "\t"
    return Piece(kind, passage, 0, number, (), gap, indented, 1, len(passage.text))


def is_short(text: str, number: Number) -> bool:
    """Whether a numbered line is a heading: short, and one phrase."""
    said = text[len(number.text) :]
    if not said or len(said) > LONGEST_HEADING or said[-1] in "；，;,":
        return False
    return not any(mark in said[:-1] for mark in "。；！？")
