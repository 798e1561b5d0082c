"""Word documents: parts of a package made, mutated one by one, and packed again, now and then badly."""

from __future__ import annotations

import io
import random
import zipfile
import zlib
from collections.abc import Mapping
from xml.sax.saxutils import escape

from fuzz import bytewise, markup
from fuzz.words import chance

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACES = (
    f'xmlns:w="{_W}" xmlns:r="{_OFFICE}" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_STYLES = (
    "".join(
        f'<w:style w:type="paragraph" w:styleId="{n}"><w:name w:val="heading {n}"/>'
        f'<w:pPr><w:outlineLvl w:val="{n - 1}"/></w:pPr></w:style>'
        for n in range(1, 4)
    )
    + '<w:style w:type="paragraph" w:styleId="a3"><w:name w:val="Title"/></w:style>'
)
_LEVELS = (("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."))
_NUMBERING = (
    '<w:abstractNum w:abstractNumId="7">'
    + "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for n, (kind, text) in enumerate(_LEVELS)
    )
    + '</w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>'
)
#: A part with one thing over and over packs to next to nothing: what is read must be bounded, not what is stored.
_SWOLLEN = (
    "<w:p/>", "<w:r/>", "<w:tab/>", "<w:tr><w:tc/></w:tr>", "<w:p><w:r><w:t>一</w:t></w:r></w:p>", "<w:br/>",
    "<w:ins><w:r><w:t>1</w:t></w:r></w:ins>", "<w:tc><w:tcPr><w:gridSpan w:val=\"63\"/></w:tcPr><w:p/></w:tc>",
)  # fmt: skip


def parts_of(body: str, footnotes: str = "") -> dict[str, bytes]:
    """The parts of a document with this body; a body without elements is a paragraph a line."""
    if "<" not in body:
        body = "".join([f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in body.split("\n")])
    kinds = {"styles": _STYLES, "numbering": _NUMBERING, "footnotes": footnotes}
    kinds = {kind: text for kind, text in kinds.items() if text}
    relations = "".join(f'<Relationship Id="r{kind}" Type="{_OFFICE}/{kind}" Target="{kind}.xml"/>' for kind in kinds)
    relations += f'<Relationship Id="rchunk" Type="{_OFFICE}/aFChunk" Target="chunk.htm"/>'
    package = "http://schemas.openxmlformats.org/package/2006"
    found = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {_SPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}/relationships">{relations}</Relationships>',
        "word/chunk.htm": "<html><body><h1>一、嵌入</h1><p>预算200万元。</p></body></html>",
        **{f"word/{kind}.xml": f"<w:{kind} {_SPACES}>{text}</w:{kind}>" for kind, text in kinds.items()},
    }
    return {name: text.encode(errors="replace") for name, text in found.items()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    """A zip of parts, the same bytes for the same parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in parts.items():
            made.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def unpacked(data: bytes) -> dict[str, bytes] | None:
    """The parts of a package, or None where it is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if sum(info.file_size for info in package.infolist()) > 64_000_000:
                return None
            return {info.filename: package.read(info) for info in package.infolist()}
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, EOFError, RuntimeError):
        return None


def mutate(rng: random.Random, parts: dict[str, bytes]) -> bytes:
    """A package of parts of which one or two were changed."""
    parts = dict(parts)
    for _ in range(rng.choice((1, 1, 1, 2))):
        name = (
            "word/document.xml" if rng.randrange(10) < 7 and "word/document.xml" in parts else rng.choice(list(parts))
        )
        turn = rng.randrange(40)
        if turn == 0:
            del parts[name]
        elif turn == 1:
            parts[
                rng.choice(
                    ("word/document2.xml", "../x.xml", "/word/document.xml", "WORD/DOCUMENT.XML", name + "\u202e")
                )
            ] = parts.pop(name)
        elif turn == 2:
            parts[name] = bytewise.mutate(rng, parts[name])
        elif turn == 3:
            parts[name] = parts[rng.choice(list(parts))]
        elif turn == 4 and chance(rng, 3):
            parts[name] = _swollen(rng, parts[name])
        elif turn == 5:
            parts[name] = bytewise.encoded(rng, parts[name].decode(errors="replace"))
        else:
            parts[name] = markup.mutate(rng, parts[name].decode(errors="replace"), markup.WORD, rough=20).encode(
                errors="replace"
            )
        if not parts:
            break
    data = packed(parts)
    return bytewise.mutate(rng, data) if chance(rng, 25) else data


def _swollen(rng: random.Random, data: bytes) -> bytes:
    text = data.decode(errors="replace")
    at = text.find(">", rng.randrange(len(text) + 1)) + 1
    piece = rng.choice(_SWOLLEN)
    return (text[:at] + piece * (rng.choice((20_000, 300_000, 3_000_000)) // len(piece)) + text[at:]).encode(
        errors="replace"
    )
