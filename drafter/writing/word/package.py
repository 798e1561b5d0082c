"""The file around a Word document: an empty one to begin with, and the bytes to hand out.

The reader gains files that are the same bytes for the same report, whenever and by whomever they are made: the zip
keeps no time of day, the properties come from the case.

Limits: the bytes depend on the version of zlib, so they are promised for one installation, not between two.
"""

from __future__ import annotations

import contextlib
import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from drafter.errors import BrokenWord
from drafter.writing.word.styles import W, section_xml, settings_xml, styles_xml

if TYPE_CHECKING:
    from docx.document import Document

#: The first moment that a zip can hold.
_THEN = (1980, 1, 1, 0, 0, 0)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"


def empty() -> bytes:
    """A document with the program's styles and page, and nothing in it."""
    parts = {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_MAIN}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{_MAIN}.styles+xml"/>'
        f'<Override PartName="/word/settings.xml" ContentType="{_MAIN}.settings+xml"/>'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>',
        "_rels/.rels": _relations(
            (f"{_OFFICE}/officeDocument", "word/document.xml"), (_CORE, "docProps/core.xml")
        ),
        "word/document.xml": f'{_HEAD}<w:document xmlns:w="{W}" xmlns:r="{_OFFICE}"><w:body>{section_xml()}</w:body>'
        "</w:document>",
        "word/_rels/document.xml.rels": _relations(
            (f"{_OFFICE}/styles", "styles.xml"), (f"{_OFFICE}/settings", "settings.xml")
        ),
        "word/styles.xml": styles_xml(),
        "word/settings.xml": settings_xml(),
        "docProps/core.xml": f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/>',
    }  # fmt: skip
    return zipped([(name, text.encode()) for name, text in parts.items()])


def _relations(*targets: tuple[str, str]) -> str:
    said = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{said}</Relationships>'


def zipped(parts: list[tuple[str, bytes]]) -> bytes:
    """A zip of parts without anything of the machine or the moment that made it."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        for name, data in parts:
            info = zipfile.ZipInfo(name, _THEN)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            made.writestr(info, data)
    return stream.getvalue()


@contextlib.contextmanager
def guarded(file: str, why: str) -> Iterator[None]:
    """Around the calls that hand another's document to python-docx: it says in many ways that it cannot use one.

    Raises BrokenWord.
    """
    from docx.exceptions import PythonDocxError
    from docx.oxml.exceptions import XmlchemyError

    try:
        yield
    except (
        ArithmeticError, AssertionError, AttributeError, LookupError, PythonDocxError, RecursionError, SyntaxError,
        TypeError, ValueError, XmlchemyError, zipfile.BadZipFile,
    ):  # fmt: skip
        raise BrokenWord(file, why) from None


def saved(document: Document) -> bytes:
    """The bytes of a document that python-docx holds."""
    stream = io.BytesIO()
    document.save(stream)
    with zipfile.ZipFile(stream) as made:
        return zipped([(info.filename, made.read(info)) for info in made.infolist()])
