"""Page numbers: — 1 —, at the right of odd pages and at the left of even ones.

Source: GB/T 9704-2012, 7.5: half-width Arabic digits of size 四号 in 宋体, a dash on either side, 7 mm below the text
area, one character in from the margin.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import _Footer


def number_pages(document: Document) -> None:
    """Footers with the page number for odd and even pages."""
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    _fill(section.footer, "PageOdd")
    _fill(section.even_page_footer, "PageEven")


def _fill(footer: _Footer, style: str) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls, qn

    footer.is_linked_to_previous = False
    paragraph = footer.paragraphs[0]
    paragraph._p.get_or_add_pPr().get_or_add_pStyle().set(qn("w:val"), style)
    dash = '<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">{}</w:t></w:r>'
    field = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    inside = dash.format("— ") + field + dash.format(" —")
    for element in list(parse_xml(f"<w:p {nsdecls('w')}>{inside}</w:p>")):
        paragraph._p.append(element)
