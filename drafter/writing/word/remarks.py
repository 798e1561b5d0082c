"""Findings as comments in a copy of the document that was checked.

The reader gains each finding beside the words that it is about, in the document as it is laid out, to be dealt with in
Word or WPS; the text itself is not touched.

Limits: a finding in a note or in a text box stands at the paragraph before it.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import TYPE_CHECKING

from drafter.checking.finding import Finding
from drafter.files.values import Foreign
from drafter.reading.word.body import counted
from drafter.reading.word.names import W
from drafter.reading.word.package import Package
from drafter.reading.word.reader import paragraphs
from drafter.wording import word
from drafter.writing.findings import label_of
from drafter.writing.word.comments import Commenter, reference
from drafter.writing.word.package import guarded, saved

if TYPE_CHECKING:
    from docx.document import Document

_RUN, _TEXT, _PARAGRAPH = f"{W}r", f"{W}t", f"{W}p"


def annotated(data: bytes, file: str, findings: Iterable[Finding], author: str = "drafter", date: str = "") -> bytes:
    """The bytes of a copy of the document in `data` with a comment for each finding. Raises BrokenWord."""
    places = [item.at for item in paragraphs(Package(data, file))]
    document = _opened(data, file)
    elements = list(counted(document.element))
    commenter = Commenter(document, author, date)
    # From the end of each paragraph, so that what was put in does not move what is still to come.
    for finding in sorted(findings, key=lambda one: (one.line, -one.column)):
        at = next((at for at in reversed(places[: max(1, finding.line)]) if at >= 0), -1)
        if at < 0:
            continue
        working = f"\n{finding.working}" if finding.working else ""
        code = word("found.code", code=finding.code)
        number = commenter.add(f"{label_of(finding)}：{finding.message}{code}{working}")
        _anchor(_paragraph(elements[at], finding.quote), finding, number)
    with guarded(file, "写法特别，加不了批注"):
        return saved(document)


def _opened(data: bytes, file: str) -> Document:
    from docx import Document as open_document

    # Here all parts are unpacked, those too that were not read.
    Package(data, file).weigh()
    with guarded(file, "写法特别，加不了批注"):
        document = open_document(io.BytesIO(data))
        # The part that holds the comments must be one.
        list(document.comments)
        return document


def _paragraph(element: Foreign, quote: str) -> Foreign:
    """The paragraph itself; of a row the one that holds the quote, else the first."""
    if element.tag == _PARAGRAPH:
        return element
    inside = list(element.iter(_PARAGRAPH))
    return next((one for one in inside if quote and quote in "".join(t.text or "" for t in one.iter(_TEXT))), inside[0])


def _anchor(paragraph: Foreign, finding: Finding, number: int) -> None:
    """Put the marks of a comment around the words of a finding, or around the paragraph."""
    from docx.oxml import parse_xml

    runs = [run for run in paragraph.iter(_RUN) if run.find(_TEXT) is not None]
    start = parse_xml(f'<w:commentRangeStart xmlns:w="{W[1:-1]}" w:id="{number}"/>')
    end = parse_xml(f'<w:commentRangeEnd xmlns:w="{W[1:-1]}" w:id="{number}"/>')
    mark = parse_xml(reference(number).replace("<w:r>", f'<w:r xmlns:w="{W[1:-1]}">', 1))
    if not runs:
        paragraph.extend([start, end, mark])
        return
    first, last = _around(runs, finding.quote, finding.column - 1)
    first.addprevious(start)
    last.addnext(end)
    # The mark stands in the paragraph itself, not inside a link or a revision.
    top = end
    while top.getparent() is not paragraph:
        top = top.getparent()
    top.addnext(mark)


def _around(runs: list[Foreign], quote: str, near: int) -> tuple[Foreign, Foreign]:
    """The first and the last run of the quote that stands nearest to a column, cut out of what is around it."""
    text = "".join([_said(run) for run in runs])
    found: list[int] = []
    at = text.find(quote) if quote else -1
    while at >= 0 and len(found) < 200:
        found.append(at)
        at = text.find(quote, at + 1)
    if not found:
        return runs[0], runs[-1]
    begin = min(found, key=lambda at: abs(at - near))
    end = begin + len(quote)
    first = last = None
    offset = 0
    for run in runs:
        here = run
        size = len(_said(run))
        low, high = max(begin, offset), min(end, offset + size)
        if low < high:
            if high < offset + size:
                _cut(here, high - offset)
            if low > offset:
                here = _cut(here, low - offset)
            first = here if first is None else first
            last = here
        offset += size
    return (first, last) if first is not None else (runs[0], runs[-1])


def _said(run: Foreign) -> str:
    return "".join(t.text or "" for t in run.findall(_TEXT))


def _cut(run: Foreign, at: int) -> Foreign:
    """Cut a run of plain text in two; the second one. A run that holds other things stays whole."""
    from copy import deepcopy

    texts = run.findall(_TEXT)
    if len(texts) != 1 or len([one for one in run if not one.tag.endswith("}rPr")]) != 1:
        return run
    said = texts[0].text or ""
    other = deepcopy(run)
    for element, words in ((texts[0], said[:at]), (other.find(_TEXT), said[at:])):
        element.text = words
        element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.addnext(other)
    return other
