"""OpenDocument texts, packed or in one XML file, without what leads outside.

Limits: pictures, macros, settings and signatures are left out.
"""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import quoteattr

from drafter.errors import BrokenWord, NeedsPassword
from drafter.reading.disarm.markup import copied
from drafter.reading.word.archive import HELD, ZipArchive
from drafter.reading.word.parsing import Tally, plain

_TEXT = "application/vnd.oasis.opendocument.text"
_MANIFEST = "META-INF/manifest.xml"
_SPACE = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
#: How many tags a part may have; a page of LibreOffice's has some 400.
_TAGS = 1_000_000
#: The parts of a text and of the formulas in it.
_PARTS = ("content.xml", "styles.xml")
_FORMULA = "application/vnd.oasis.opendocument.formula"


def packed(data: bytes, file: str) -> bytes:
    """A packed text with its words and styles alone. Raises BrokenWord, DangerousWord or NeedsPassword."""
    archive = ZipArchive(data, file)
    if archive.holds(_MANIFEST) and b"encryption-data" in archive.held(_MANIFEST):
        raise NeedsPassword(file)
    if not archive.holds("content.xml"):
        raise BrokenWord(file, "里面没有正文")
    kept = [name for name in archive.names() if _wanted(name)]
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr(zipfile.ZipInfo("mimetype"), _TEXT)
        rows = [_row("/", _TEXT)]
        for name in kept:
            out.writestr(name, copied(archive.counted(name, _TAGS), file))
            folder = name.rpartition("/")[0]
            rows += [_row(f"{folder}/", _FORMULA)] if folder else []
            rows.append(_row(name, "text/xml"))
        rows_of = "".join(dict.fromkeys(rows))
        out.writestr(_MANIFEST, f'<manifest:manifest xmlns:manifest="{_SPACE}" manifest:version="1.2">{rows_of}'
                                "</manifest:manifest>")  # fmt: skip
    return made.getvalue()


def _wanted(name: str) -> bool:
    folder, _, leaf = name.rpartition("/")
    return leaf in _PARTS and (not folder or (folder.startswith("Object ") and "/" not in folder))


def _row(name: str, kind: str) -> str:
    return f"<manifest:file-entry manifest:full-path={quoteattr(name)} manifest:media-type={quoteattr(kind)}/>"


def flat(data: bytes, file: str) -> bytes:
    """A text in one XML file, OpenDocument's or Word's of 2003. Raises BrokenWord or DangerousWord."""
    pieces = [data[at : at + HELD // 1000] for at in range(0, len(data), HELD // 1000)]
    return copied(Tally(file).counted(plain(pieces, file), len(data), _TAGS), file)
