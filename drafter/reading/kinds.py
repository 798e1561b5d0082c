"""What kind of file some bytes are, whatever the ending of the name says.

The reader gains files that are read as what they are: a web page named .doc goes to the reader of web pages and to no
other program, a .docx named .wps is a .docx.

Source: the signatures that the formats themselves name (PDF: ISO 32000-1, 7.5.2; zip: APPNOTE 4.3; compound files:
MS-CFB 2.2; RTF 1.9.1; MIME: RFC 2557; web pages: WHATWG MIME Sniffing, 7.1).

Limits: a text that opens with no tag is a text, whatever tags come later; of bytes that nobody knows the ending of the
name decides who refuses them.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: How many members a zip of an office program may have.
MEMBERS = 5_000
_HEAD = 1 << 16
_BINARY = (
    (b"\x89PNG\r\n", "图片"), (b"\xff\xd8\xff", "图片"), (b"GIF8", "图片"), (b"BM", "图片"), (b"II*\0", "图片"),
    (b"MM\0*", "图片"), (b"Rar!", "压缩包"), (b"7z\xbc\xaf", "压缩包"), (b"\x1f\x8b", "压缩包"), (b"MZ", "程序"),
    (b"\x7fELF", "程序"), (b"SQLite format", "数据库"),
)  # fmt: skip
#: What stands before the first tag of a page: blanks, remarks, the line that opens XML.
_BEFORE = re.compile(r"\s+|<!--.*?-->|<\?.*?\?>", re.DOTALL)
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)[\s>/]", re.IGNORECASE)
#: What a page may open with where the name promises no text: any tag, or a remark that does not end for long.
_PART = re.compile(r"<(?:!doctype[\s>]|!--|[a-z][\w:-]{0,30}[\s>/])", re.IGNORECASE)
_LETTER = re.compile(r"\s*(?:from|mime-version|subject|date|content-[a-z-]+|snapshot-content-location|x-[a-z-]+)\s*:",
                     re.IGNORECASE)  # fmt: skip
_PARTS = re.compile(r"^content-type\s*:\s*(?:multipart/|text/html)", re.IGNORECASE | re.MULTILINE)
#: The vocabularies of documents that are one XML file.
_VOCABULARIES = (
    ("http://schemas.microsoft.com/office/2006/xmlPackage", "flat-word"),
    ("http://schemas.microsoft.com/office/word/2003/wordml", "word-2003"),
    ("urn:oasis:names:tc:opendocument:xmlns:office:1.0", "fodt"),
    ("urn:schemas-microsoft-com:office:spreadsheet", "workbook"),
)
#: The kinds that endings promise; every other ending promises a text.
PROMISED: Mapping[str, str] = {
    **dict.fromkeys((".docx", ".docm", ".dotx", ".dotm"), "word"),
    **dict.fromkeys((".doc", ".dot", ".wps", ".wpt"), "doc"),
    **dict.fromkeys((".html", ".htm", ".xhtml"), "web"),
    **dict.fromkeys((".mht", ".mhtml"), "mht"),
    **dict.fromkeys((".md", ".markdown"), "markdown"),
    **dict.fromkeys((".xlsx", ".xls", ".et", ".ods"), "workbook"),
    **dict.fromkeys((".pptx", ".ppt", ".dps", ".odp"), "slides"),
    ".txt": "text", ".rtf": "rtf", ".odt": "odt", ".fodt": "fodt", ".pdf": "pdf", ".ofd": "ofd", ".uof": "uof",
    ".uot": "uof",
}  # fmt: skip
#: Endings of lists, each with what stands between its cells.
APART: Mapping[str, str] = {".csv": ",", ".tsv": "\t"}
#: Kinds of bytes that are text; for the others nothing is told by the characters.
_TYPED = frozenset(("text", "markdown", "web", "mht"))


def kind_of(data: bytes, ending: str = "") -> str:
    """The kind of a file: word, doc, rtf, odt, fodt, flat-word, word-2003, web, mht, pdf, text, markdown; or, for what
    is no report, workbook, slides, ofd, uof, 图片, 压缩包, 程序, 数据库. `ending` (``.doc``) decides where the bytes do
    not: between texts, and of bytes that nobody knows."""
    promised = PROMISED.get(ending, "text")
    if data[:1024].lstrip().startswith(b"%PDF-") or (promised == "pdf" and b"%PDF-" in data[:1024]):
        return "pdf"
    if data.startswith(b"PK"):
        return _zip(data, promised)
    if data.startswith(OLE):
        return _compound(data, promised)
    for mark, kind in _BINARY:
        if data.startswith(mark) and (len(mark) > 2 or b"\0" in data[:_HEAD]):
            return kind
    head = _head(data)
    if head.lstrip().startswith("{\\rtf"):
        return "rtf"
    return _typed(head, promised) or (promised if promised in _TYPED or not _readable(data) else "text")


def _typed(head: str, promised: str) -> str:
    """The kind that the first characters of a file tell, or ""."""
    at = 0
    while match := _BEFORE.match(head, at):
        at = match.end()
    if _PAGE.match(head, at):
        return "web"
    if head.startswith("<?xml", len(head) - len(head.lstrip())) or head.startswith("<", at):
        for name, kind in _VOCABULARIES:
            if name in head:
                return kind
        if "uof" in head[at : at + 200].lower() and "schema" in head:
            return "uof"
        if promised not in ("text", "markdown") and _PART.match(head, at):
            return "web"
    if _LETTER.match(head) and _PARTS.search(head) and "mime-version" in head.lower():
        return "mht"
    return ""


def _head(data: bytes) -> str:
    """The first characters, one for each byte where they are none of two bytes."""
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            return data[2 : 2 * _HEAD].decode(encoding, errors="replace")
    # However many blanks stand before it, what comes first is what it opens with.
    return data.removeprefix(b"\xef\xbb\xbf").lstrip()[:_HEAD].decode("latin-1")


def _readable(data: bytes) -> bool:
    """Whether bytes of no known kind are a text with Chinese in it."""
    from drafter.errors import Garbled, NotText
    from drafter.reading.source import decode_text

    try:
        text = decode_text(data, "")
    except (NotText, Garbled):
        return False
    return any("\u4e00" <= c <= "\u9fff" for c in text)


def _zip(data: bytes, promised: str) -> str:
    """The kind of what is packed; that which the name promises where the packing is broken."""
    broken = promised if promised in ("word", "odt") else "word"
    if data.count(b"PK\x01\x02") > MEMBERS:
        return broken
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            names = {name.lower() for name in opened.namelist()}
            if "mimetype" in names and opened.getinfo("mimetype").file_size < 200:
                said = opened.read("mimetype")
            else:
                said = b""
    except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, NotImplementedError, OverflowError, EOFError,
            RuntimeError, OSError):  # fmt: skip
        return broken
    if b"opendocument" in said or ("content.xml" in names and "meta-inf/manifest.xml" in names):
        return "workbook" if b"spreadsheet" in said else "slides" if b"presentation" in said else "odt"
    for name, kind in (("xl/workbook.xml", "workbook"), ("ppt/presentation.xml", "slides"), ("ofd.xml", "ofd")):
        if name in names:
            return kind
    # Whether there is a text inside is seen by whoever looks for it.
    return "word" if promised == "word" or names & {"[content_types].xml", "_rels/.rels"} else "压缩包"


def _compound(data: bytes, promised: str) -> str:
    """The kind of a compound file, by the names of its streams."""
    names = (("WordDocument", "doc"), ("Workbook", "workbook"), ("Book", "workbook"), ("PowerPoint Document", "slides"),
             ("EncryptedPackage", "word"))  # fmt: skip
    found = [kind for name, kind in names if name.encode("utf-16-le") + b"\0\0" in data]
    return promised if promised in found or not found else found[0]
