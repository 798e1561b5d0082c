"""A unit's own document as the source of styles and page (`--reference-doc`).

The reader gains reports that look like the unit's own papers: styles, page, header and footer are taken over, the text
of the document is not, nor its comments, pictures of the text, macros, properties or links to the outside.

Limits: styles that the document lacks are added in the program's look.
"""

from __future__ import annotations

import io
from collections.abc import Set
from typing import TYPE_CHECKING

from drafter.errors import BrokenWord, HasMacros
from drafter.reading.word.package import Package
from drafter.writing.word.package import guarded, saved
from drafter.writing.word.styles import W, rows, style_xml, table_styles

if TYPE_CHECKING:
    from docx.document import Document
    from docx.opc.part import Part

#: What a text leads to that is kept: the look, not the content.
_KEPT = ("styles", "settings", "fontTable", "theme", "header", "footer", "numbering", "webSettings")
#: Settings that would mark, lock or lead somewhere.
_DROPPED = ("trackRevisions", "documentProtection", "writeProtection", "attachedTemplate", "mailMerge", "rsids",
            "footnotePr", "endnotePr", "docVars")  # fmt: skip


def check_reference(data: bytes, file: str) -> bytes:
    """`data`, when it is a document that may lend its styles. Raises BrokenWord, DangerousWord, NeedsPassword or
    HasMacros."""
    package = Package(data, file)
    if package.macros or b"macroEnabled" in package.part("[Content_Types].xml"):
        raise HasMacros(file)
    # Each part is counted here first, so that nothing too large and nothing with entities reaches another parser.
    package.weigh()
    if package.beside("styles") is None:
        raise BrokenWord(file, "里面没有样式")
    # Whether the library can use it is seen before anything is composed.
    with guarded(file, "写法特别，作不了样式来源"):
        # Relations without a name come to light only when they are written.
        saved(open_reference(data))
    return data


def open_reference(data: bytes) -> Document:
    """The document without its text, with whatever styles of the program it lacks."""
    from docx import Document as open_document

    document = open_document(io.BytesIO(data))
    body = document.element.body
    # All at once: one by one each would be made an object of Python first.
    del body[: -1 if len(body) and body[-1].tag.endswith("}sectPr") else len(body)]
    _unlink(document)
    # Who wrote it and when is not told; of the properties that python-docx makes instead, itself and the time of day.
    known = document.core_properties._element
    for element in list(known):
        known.remove(element)
    _complete(document)
    return document


def _unlink(document: Document) -> None:
    """Cut off what the removed text led to, and whatever leads outside."""
    part = document.part
    gone = set()
    for name, relation in part.rels.items():
        if relation.is_external or relation.reltype.rpartition("/")[2] not in _KEPT:
            gone.add(name)
        else:
            # A head or a foot may lead outside too.
            _forget(
                relation.target_part, {one for one, other in relation.target_part.rels.items() if other.is_external}
            )
    _forget(part, gone)
    settings = document.settings.element
    for element in list(settings):
        if element.tag.rpartition("}")[2] in _DROPPED:
            settings.remove(element)
    package = part.package
    assert package is not None
    for name, relation in list(package.rels.items()):
        if relation.reltype.rpartition("/")[2] != "officeDocument":
            package.rels.pop(name)


def _forget(part: Part, names: Set[str]) -> None:
    """Drop relations and whatever in the part goes by them."""
    from docx.oxml.ns import nsmap

    for name in names:
        part.rels.pop(name)
    element = getattr(part, "element", None) if names else None
    for one in [] if element is None else list(element.iter()):
        for key in [key for key, said in one.attrib.items() if said in names and key.startswith(f"{{{nsmap['r']}}}")]:
            del one.attrib[key]
            if one.tag.endswith("}printerSettings"):
                one.getparent().remove(one)


def _complete(document: Document) -> None:
    """Add the program's styles that the document lacks."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import qn

    styles = document.styles.element
    ids = style_ids(document)
    known = {style.style_id for style in document.styles}
    for row in rows():
        if ids[row["id"]] in known:
            continue
        made = parse_xml(style_xml(row).replace("<w:style ", f'<w:style xmlns:w="{W}" ', 1))
        made.set(qn("w:styleId"), ids[row["id"]])
        made.attrib.pop(qn("w:default"), None)
        for name in ("basedOn", "next"):
            if (other := made.find(qn(f"w:{name}"))) is not None:
                other.set(qn("w:val"), ids[other.get(qn("w:val"))])
        if "line" in row and (spacing := made.find(f"{qn('w:pPr')}/{qn('w:spacing')}")) is not None:
            # Lines of a pitch of their own stand without the space between the document's paragraphs.
            for name in ("before", "after"):
                spacing.set(qn(f"w:{name}"), spacing.get(qn(f"w:{name}"), "0"))
        styles.append(made)
    if "ReportTable" not in known:
        base = next((one.style_id for one in document.styles if one.name == "Normal Table"), "")
        xml = table_styles()[1].replace("<w:style ", f'<w:style xmlns:w="{W}" ', 1)
        styles.append(parse_xml(xml.replace("TableNormal", base) if base else xml))


def style_ids(document: Document) -> dict[str, str]:
    """The id in a document of each style of the program: that of the style of its name, else one that is free."""
    named = {style.name.lower(): str(style.style_id) for style in document.styles if style.name}
    taken = {style.style_id for style in document.styles}
    found: dict[str, str] = {}
    for row in rows():
        free = row["id"] if row["id"] not in taken else f"{row['id']}Drafter"
        found[row["id"]] = named.get(row["name"].lower(), free)
    return found


def numbered(document: Document) -> set[str]:
    """The ids of styles that Word numbers by itself: a heading with a typed number must be told not to be."""
    from docx.oxml.ns import qn

    return {
        style.style_id for style in document.styles if style.element.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None
    }
