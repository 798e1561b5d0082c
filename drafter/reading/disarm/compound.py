"""Word's documents of 1997 to 2003, in which whatever leads outside is made to lead nowhere, byte for byte.

The places of everything in such a file are counted in bytes, so nothing is taken out: the names of fields that fetch
are spoilt, and so is the middle of every address; `mended` mends the addresses that stand in the text.

Source: MS-DOC 2.5.1 (Fib), MS-CFB 2.6. Limits: a field whose name is cut in two by the way the file was saved is not
seen here.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile

from drafter.errors import NeedsPassword

_NAMES = (b"INCLUDEPICTURE", b"INCLUDETEXT", b"INCLUDE", b"IMPORT", b"DDEAUTO", b"DDE", b"LINK", b"DATABASE", b"RD",
          b"MERGEINC", b"NEXT", b"DATA")  # fmt: skip
_BYTES = re.compile(rb"(?<=[\x13\s])(?:%s)(?=[\s\"\\])" % b"|".join(_NAMES), re.IGNORECASE)
_PAIRS = re.compile(
    rb"(?<=[\x13\x20\t]\0)(?:%s)(?=[\x20\t\"\\]\0)"
    % b"|".join(b"".join(bytes([c, 0]) for c in name) for name in _NAMES),
    re.IGNORECASE,
)
#: What stands in the place of :// in the file, as bytes of the code page and as Unicode.
_SPOILT = ":¦¦"
#: The address of another machine: \\name\ .
_SHARE = re.compile(rb"\\\\(?=[\w.-]{2,60}\\)")
_SHARES = re.compile(rb"\\\0\\\0(?=(?:[\w.-]\0){2,60}\\\0)")
_STREAM = "WordDocument".encode("utf-16-le")
_WORD, _ENCRYPTED = 0xA5EC, 0x0100
#: Versions of the format before that of Word 97.
_OLD = {range(1, 0x21): "MS WinWord 2", range(0x65, 0x68): "MS WinWord 6.0", range(0x68, 0xC0): "MS Word 95"}


def without_links(data: bytes, file: str) -> bytes:
    """The document with every link spoilt. Raises NeedsPassword."""
    if _flags(data) & _ENCRYPTED:
        raise NeedsPassword(file)
    data = _BYTES.sub(lambda match: b"X" * len(match[0]), data)
    data = _PAIRS.sub(lambda match: b"X\0" * (len(match[0]) // 2), data)
    data = data.replace(b"://", _SPOILT.encode("latin-1")).replace(
        "://".encode("utf-16-le"), _SPOILT.encode("utf-16-le")
    )
    return _SHARES.sub(b"|\0|\0", _SHARE.sub(b"||", data))


def mended(made: bytes) -> bytes:
    """The .docx that was made of such a document, with the addresses in its text as they stood."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(info, old.read(info).replace(_SPOILT.encode(), b"://"))
    return stream.getvalue()


def version(data: bytes) -> str:
    """What LibreOffice calls the format of a document."""
    made = _fib(data, 2)
    return next((name for versions, name in _OLD.items() if made in versions), "MS Word 97")


def _flags(data: bytes) -> int:
    return _fib(data, 10)


def _fib(data: bytes, offset: int) -> int:
    """A number of two bytes at the start of the stream with the text; 0 where that is not found."""
    at = data.find(_STREAM)
    try:
        (size,) = struct.unpack_from("<H", data, 30)
        (sector,) = struct.unpack_from("<I", data, at + 116)
        start = (sector + 1) << size
        mark, found = struct.unpack_from("<H", data, start)[0], struct.unpack_from("<H", data, start + offset)[0]
    except (struct.error, OverflowError):
        return 0
    return int(found) if at >= 0 and mark == _WORD and size < 16 else 0
