"""A draft as a Word document.

The reader gains a file laid out as GB/T 9704-2012 asks, in which everything hangs on named styles: headings appear in
the navigation pane, a changed style changes the whole text. A unit's own document may lend its styles and page.

Limits: numbers of headings are typed, as offices do, not counted by Word; the red head (发文机关标志, 发文字号) is
the unit's own matter.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from drafter.report.tree import Block, Draft, Heading, Paragraph, Table
from drafter.writing.word.package import empty, saved
from drafter.writing.word.page_numbers import number_pages
from drafter.writing.word.properties import describe
from drafter.writing.word.styles import data, indents, size_of, text_width
from drafter.writing.word.tables import add_table, characters
from drafter.writing.word.xml_text import legal

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph as WordParagraph

    from drafter.facts.case import Case

#: The style of each kind of paragraph.
STYLES = {
    "": "BodyText",
    "addressee": "Addressee",
    "signature": "IssuingUnit",
    "date": "IssuingDate",
    "attachment": "AttachmentList",
}
#: Marks that Chinese and Latin share; they take the Chinese font.
_SHARED = frozenset("“”‘’—…·×÷±°§№①②③④⑤⑥⑦⑧⑨⑩")
#: Indents of 署名 and 成文日期 in characters (GB/T 9704-2012, 7.3.5.1 and 7.3.5.2).
_DATE_INDENT, _UNIT_INDENT = 4.0, 2.0


def to_docx(draft: Draft, case: Case | None = None, reference: bytes | None = None) -> bytes:
    """The report as the bytes of a .docx; `case` fills in the properties of the document, `reference` is a document
    that lends its styles, page, header and footer. The same arguments give the same bytes."""
    from docx import Document as open_document

    if reference is None:
        document = open_document(io.BytesIO(empty()))
        number_pages(document)
    else:
        from drafter.writing.word.reference import open_reference

        document = open_reference(reference)
    writer = DocumentWriter(document)
    writer.write(draft)
    describe(document, draft, case)
    return saved(document)


class DocumentWriter:
    """Puts paragraphs and tables at the end of a document."""

    def __init__(self, document: Document) -> None:
        from drafter.writing.word.reference import numbered, style_ids

        self.document = document
        self._ids = style_ids(document)
        self._numbered = numbered(document)

    def paragraph(self, text: str, style: str) -> WordParagraph:
        """A paragraph in the style that the program calls `style`."""
        made = self.document.add_paragraph()
        properties = made._p.get_or_add_pPr()
        properties.get_or_add_pStyle().val = self._ids[style]
        if self._ids[style] in self._numbered:
            properties.get_or_add_numPr().get_or_add_numId().val = 0
        if text:
            put(made, text)
        return made

    def write(self, draft: Draft) -> None:
        """All of a draft; the tables after its last words are attachments."""
        body = len(draft.blocks)
        while body and isinstance(draft.blocks[body - 1], Table):
            body -= 1
        attached = [block for block in draft.blocks[body:] if isinstance(block, Table)]
        if draft.title:
            self.paragraph("\n".join(title_lines(draft.title)), "Title")
        signs = _indents([block for block in draft.blocks[:body] if isinstance(block, Paragraph)])
        noted = not attached or any(isinstance(one, Paragraph) and one.style == "attachment" for one in draft.blocks)
        signed = False
        for block in draft.blocks[:body]:
            signing = isinstance(block, Paragraph) and block.style in signs
            if signing and not noted:
                self._note(attached)
                noted = True
            if signing:
                self._hold(signed)
            signed = signed or signing
            self._block(block, signs)
        if not noted:
            self._note(attached)
        for number, table in enumerate(attached, 1):
            self.paragraph(f"附件{number}" if len(attached) > 1 else "附件", "AttachmentMark")
            self._table(table, "AttachmentTitle")

    def _hold(self, signed: bool) -> None:
        """Keep what was written last on the page of what follows: 署名 and 成文日期 never stand alone on a page (GB/T
        9704-2012, 7.3.5), whatever stands before them. Notes of attachments and the end of a table hold on to what is
        before them in turn; once a signature stands (`signed`) it does that itself."""
        from docx.table import Table as WordTable
        from docx.text.paragraph import Paragraph as WordParagraph

        for element in reversed(list(self.document.element.body)):
            if element.tag.endswith("}tbl"):
                cells = WordTable(element, self.document).rows[-1].cells
                for paragraph in [one for cell in cells for one in cell.paragraphs]:
                    paragraph.paragraph_format.keep_with_next = True
                return
            if element.tag.endswith("}p"):
                paragraph = WordParagraph(element, self.document)
                paragraph.paragraph_format.keep_with_next = True
                name = paragraph._p.style
                if signed or (paragraph.text and name != self._ids["AttachmentNote"]):
                    return

    def _note(self, attached: list[Table]) -> None:
        """附件说明: below the text, no mark after a name (GB/T 9704-2012, 7.3.4)."""
        for number, table in enumerate(attached, 1):
            ordinal = f"{number}." if len(attached) > 1 else ""
            self.paragraph(f"附件：{ordinal}{table.title or '附表'}", "AttachmentNote")

    def _block(self, block: Block, signs: dict[str, float]) -> None:
        if isinstance(block, Heading):
            self.paragraph(block.text, f"Heading{block.level}")
            return
        if isinstance(block, Table):
            self._table(block, "TableTitle")
            return
        made = self.paragraph(block.text, STYLES[block.style])
        if block.style in signs:
            from docx.oxml import parse_xml

            from drafter.writing.word.styles import W

            ind = indents({"right": signs[block.style]}, size_of("Normal")).replace("<w:ind", f'<w:ind xmlns:w="{W}"')
            if ind:
                made._p.get_or_add_pPr()._insert_ind(parse_xml(ind))

    def _table(self, table: Table, title: str) -> None:
        if table.title:
            self.paragraph(table.title, title)
        add_table(self.document, table, self._ids)
        self.paragraph("", "TableEnd")


def title_lines(title: str) -> list[str]:
    """A title too long for a line, broken between words into lines of like length (GB/T 9704-2012, 7.3.1).

    Where no break is known (``title_breaks`` in ``rules/word.toml``), Word breaks the line.
    """
    room = text_width() / 20 / size_of("Title")
    wide = characters(title)
    if wide <= room:
        return [title]
    places = sorted({match.start() for match in re.finditer(data()["title_breaks"], title)} - {0})
    least = int(wide // room) + 1
    # Two lines where they hold it; where no break makes them, three.
    return _broken(title, places, room, least) or _broken(title, places, room, least + 1) or [title]


def _broken(title: str, places: Sequence[int], room: float, count: int) -> list[str]:
    """A title in so many lines, each within `room`, broken at some of the places; nothing where they cannot."""
    lines, start = [], 0
    for left in range(count, 1, -1):
        goal = characters(title[start:]) / left
        fits = [at for at in places if at > start and characters(title[start:at]) <= room]
        fits = [at for at in fits if characters(title[at:]) <= room * (left - 1)]
        if not fits:
            return []
        best = min(fits, key=lambda at: abs(characters(title[start:at]) - goal))
        lines.append(title[start:best])
        start = best
    return [*lines, title[start:]]


def put(paragraph: WordParagraph, text: str) -> None:
    """A run of `text` at the end of a paragraph, in the paragraph's own letters."""
    run = paragraph.add_run(legal(text))
    if not _SHARED.isdisjoint(text):
        from docx.oxml.ns import qn

        # No formatting, but the script of “ ” — …, which Word asks each run for.
        run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:hint"), "eastAsia")


def _indents(paragraphs: list[Paragraph]) -> dict[str, float]:
    """How far from the right margin 署名 and 成文日期 stand, in characters: centred on each other."""
    widths = {one.style: characters(one.text) for one in paragraphs if one.style in ("signature", "date")}
    unit, date = widths.get("signature"), widths.get("date")
    if unit is None or date is None:
        return dict.fromkeys(widths, _DATE_INDENT if unit is None else _UNIT_INDENT)
    right = _DATE_INDENT + (date - unit) / 2
    if right >= _UNIT_INDENT:
        return {"signature": right, "date": _DATE_INDENT}
    return {"signature": _UNIT_INDENT, "date": _UNIT_INDENT + (unit - date) / 2}
