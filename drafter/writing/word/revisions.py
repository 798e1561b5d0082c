"""A comparison as a Word document with tracked changes: all accepted it is the new text, all rejected the old.

The reader gains the review that Word and WPS are made for: insertions and deletions with figures whole, what moved
marked as moved, and what looks forgotten as a comment in the margin. Author and date are given, never taken from the
clock.

Source: ISO/IEC 29500-1, 17.13.5 (revisions), 17.13.4 (comments).

Limits: rows of tables that moved are deleted and inserted; the look is the program's, not that of either file.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from drafter.comparing.compared_text import CELL, Unit
from drafter.comparing.comparison import Comparison, Stale
from drafter.writing.marks import LEVELS
from drafter.writing.word.comments import Commenter
from drafter.writing.word.document import STYLES
from drafter.writing.word.package import empty, saved
from drafter.writing.word.page_numbers import number_pages
from drafter.writing.word.sequence import ParagraphEnd, Part, sequence
from drafter.writing.word.styles import W, text_width
from drafter.writing.word.typed import typed
from drafter.writing.word.xml_text import legal

if TYPE_CHECKING:
    from docx.document import Document

_TAGS = {"both": "", "old": "del", "new": "ins"}
_MOVES = {"old": "moveFrom", "new": "moveTo"}
#: The marks around what moved must have a date (CT_MoveBookmark), which no program shows.
_NO_DATE = "1980-01-01T00:00:00Z"


class Signed(NamedTuple):
    """Who made the changes and when (ISO 8601; "" for not said)."""

    author: str = "drafter"
    date: str = ""


def to_docx(found: Comparison, signed: Signed = Signed(), moves: bool = True) -> bytes:  # noqa: B008 - frozen
    """The comparison as the bytes of a .docx. Without `moves`, what moved is deleted in one place and inserted in the
    other, for programs that do not know moves."""
    from docx import Document as open_document

    document = open_document(io.BytesIO(empty()))
    number_pages(document)
    _Reviser(document, found, signed, moves).write()
    known = document.core_properties
    known.title = "与上年比较"
    known.author = known.last_modified_by = legal(signed.author)[:255]
    known.language, known.revision = "zh-CN", 1
    return saved(document)


class _Reviser:
    def __init__(self, document: Document, found: Comparison, signed: Signed, moves: bool) -> None:
        self.document, self.found, self.moves = document, found, moves
        # A name that was pasted may hold what no XML may.
        self.signed = signed._replace(author=legal(signed.author))
        self.comments = Commenter(document, signed.author, signed.date)
        self._ids = 0

    def write(self) -> None:
        """Paragraphs and tables, one after the other, before the section's properties."""
        from docx.oxml import parse_xml

        section = self.document.element.body[-1]
        for xml in self._blocks():
            section.addprevious(parse_xml(xml))

    def _blocks(self) -> Iterator[str]:
        inside: list[str] = []
        rows: list[str] = []
        places: set[str] = set()
        columns = 1
        for one in typed(sequence(self.found)):
            if isinstance(one, Part):
                if one.unit.sort == "row":
                    made, wide = self._row(one)
                    rows.append(made)
                    places.add(one.where)
                    columns = max(columns, wide)
                else:
                    inside.append(self._words(one))
            elif one.unit.sort == "row":
                continue
            else:
                if rows:
                    yield self._table(rows, columns)
                    yield self._after(places)
                    rows, places, columns = [], set(), 1
                yield self._paragraph("".join(inside), one)
                inside = []
        if rows:
            yield self._table(rows, columns)
            yield self._after(places)
        if inside:
            yield f'<w:p xmlns:w="{W}">{"".join(inside)}</w:p>'

    # -- paragraphs -----------------------------------------------------------------------------------------------
    def _paragraph(self, inside: str, mark: ParagraphEnd) -> str:
        tag = _TAGS[mark.where]
        letters = f"<w:rPr><w:{tag}{self._by()}/></w:rPr>" if tag else ""
        style = f'<w:pStyle w:val="{_style(mark.unit)}"/>'
        if mark.was is not None and _style(mark.was) != _style(mark.unit):
            # A heading of another level, or no heading before.
            letters += f'<w:pPrChange{self._by()}><w:pPr><w:pStyle w:val="{_style(mark.was)}"/></w:pPr></w:pPrChange>'
        return f'<w:p xmlns:w="{W}"><w:pPr>{style}{letters}</w:pPr>{inside}</w:p>'

    def _after(self, places: set[str]) -> str:
        """What parts a table from what follows, and must follow it at the end; it comes and goes with the table."""
        tag = _TAGS[places.pop()] if len(places) == 1 else ""
        letters = f"<w:rPr><w:{tag}{self._by()}/></w:rPr>" if tag else ""
        return f'<w:p xmlns:w="{W}"><w:pPr><w:pStyle w:val="TableEnd"/>{letters}</w:pPr></w:p>'

    def _words(self, part: Part) -> str:
        pair = part.pair
        # What was left out is said where it stood.
        notes = list(pair.stale) if part.where != "old" or not pair.new else []
        if part.where == "both":
            return self._run_of(list(pair.segments), notes)
        # What is the same in both places moved; what is not was deleted in one and inserted in the other.
        gone = "insert" if part.where == "old" else "delete"
        segments = [(tag, text) for tag, text in pair.segments if tag != gone]
        if not part.moved:
            kind = "delete" if part.where == "old" else "insert"
            return self._run_of([(kind, "".join(text for _, text in segments))], notes)
        tag = _MOVES[part.where] if self.moves else _TAGS[part.where]
        inner = self._run_of(segments, notes, tag)
        if not self.moves:
            return inner
        start = f'<w:{tag}RangeStart{self._by(_NO_DATE)} w:name="move{part.number}"/>'
        return start + inner + f'<w:{tag}RangeEnd w:id="{self._ids}"/>'

    def _run_of(self, segments: Sequence[tuple[str, str]], notes: list[Stale], equal: str = "") -> str:
        """Runs with their marks, comments around the words of the new text that they are about."""
        opens: dict[int, list[Stale]] = {}
        closes: dict[int, list[Stale]] = {}
        length = sum(len(text) for tag, text in segments if tag != "delete")
        for note in notes:
            start = note.start if 0 <= note.start < length else 0
            end = min(length, note.start + len(note.quote)) if 0 <= note.start < length else length
            opens.setdefault(start, []).append(note)
            closes.setdefault(max(start, end), []).append(note)
        numbers: dict[int, int] = {}
        parts: list[str] = []
        at = 0

        def place(here: int) -> None:
            for note in closes.pop(here, ()) if here else ():
                parts.append(self.comments.close(numbers[id(note)]))
            for note in opens.pop(here, ()):
                numbers[id(note)] = self.comments.open(_said(note), parts)

        place(0)
        for tag, text in segments:
            if tag == "delete":
                parts.append(self._run(text, "del"))
                continue
            cuts = sorted({at, at + len(text), *(c for c in (*opens, *closes) if at < c < at + len(text))})
            for low, high in pairwise(cuts):
                parts.append(self._run(text[low - at : high - at], "ins" if tag == "insert" else equal))
                place(high)
            at += len(text)
        for left in list(closes):
            for note in closes.pop(left):
                parts.append(self.comments.close(numbers[id(note)]))
        return "".join(parts)

    def _run(self, text: str, tag: str) -> str:
        if not text:
            return ""
        hint = '<w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>'
        name = "delText" if tag == "del" else "t"
        run = f'<w:r>{hint}<w:{name} xml:space="preserve">{escape(legal(text))}</w:{name}></w:r>'
        return f"<w:{tag}{self._by()}>{run}</w:{tag}>" if tag else run

    def _by(self, otherwise: str = "") -> str:
        self._ids += 1
        when = self.signed.date or otherwise
        date = f" w:date={quoteattr(when)}" if when else ""
        return f' w:id="{self._ids}" w:author={quoteattr(self.signed.author)}{date}'

    # -- tables ---------------------------------------------------------------------------------------------------
    def _row(self, part: Part) -> tuple[str, int]:
        """A row and its number of cells."""
        if part.where == "both" and not any(CELL in text for tag, text in part.pair.segments if tag != "equal"):
            cells: list[list[tuple[str, str]]] = [[]]
            for tag, text in part.pair.segments:
                first, *others = text.split(CELL)
                cells[-1].append((tag, first))
                cells.extend([(tag, other)] for other in others)
            notes = [one for one in part.pair.stale if one.start >= 0]
            made, at = [], 0
            for cell in cells:
                length = sum(len(text) for tag, text in cell if tag != "delete")
                here = [n._replace(start=n.start - at) for n in notes if at <= n.start < at + max(1, length)]
                made.append(self._cell(self._run_of(cell, here)))
                at += length + 1
            return f"<w:tr>{''.join(made)}</w:tr>", len(cells)
        if part.where == "both":
            # Columns came or went: the row as it was, and as it is.
            old, wide = self._row(part._replace(where="old"))
            new, other = self._row(part._replace(where="new"))
            return old + new, max(wide, other)
        gone = "insert" if part.where == "old" else "delete"
        texts = "".join(text for tag, text in part.pair.segments if tag != gone).split(CELL)
        mark = _TAGS[part.where]
        inside = "".join([self._cell(self._run(text, mark)) for text in texts])
        return f"<w:tr><w:trPr><w:{mark}{self._by()}/></w:trPr>{inside}</w:tr>", len(texts)

    def _cell(self, inside: str) -> str:
        properties = '<w:pPr><w:pStyle w:val="TableText"/></w:pPr>'
        return f'<w:tc><w:tcPr><w:tcW w:w="0" w:type="auto"/></w:tcPr><w:p>{properties}{inside}</w:p></w:tc>'

    def _table(self, rows: list[str], columns: int) -> str:
        grid = f'<w:gridCol w:w="{text_width() // columns}"/>' * columns
        return (
            f'<w:tbl xmlns:w="{W}"><w:tblPr><w:tblStyle w:val="ReportTable"/><w:tblW w:w="{text_width()}" '
            f'w:type="dxa"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'
        )


def _style(unit: Unit) -> str:
    if unit.sort == "title":
        return "Title"
    if unit.sort == "heading":
        return f"Heading{min(4, len(unit.section) + 1)}"
    if unit.sort == "caption":
        return "TableTitle"
    return STYLES.get(unit.style, "BodyText")


def _said(note: Stale) -> str:
    """疑似未更新（确定）：“2023年”…"""
    return f"疑似未更新（{LEVELS[note.level]}）：{note.why}"
