"""PDF files: laid out from lines, then changed in their objects, their streams or their bytes."""

from __future__ import annotations

import random
import re
import zlib
from collections.abc import Sequence

from fuzz import bytewise
from fuzz.words import chance, pick

_LEFT, _SIZE, _LINE, _TOP = 79.4, 16, 29, 710
_STREAM = re.compile(rb"stream\n(.*?)\nendstream", re.S)
_OBJECT = re.compile(rb"\d+ 0 obj.*?endobj \n?", re.S)
_OPERATOR = re.compile(rb"(?<![\w/])(?:BT|ET|Tj|TJ|Tf|Td|Tm|T\*|q|Q|cm|re|Do)(?!\w)")
_KEY = re.compile(rb"/[A-Z][A-Za-z0-9]*(?:\s*(?:\d+ 0 R|\d+|/[A-Za-z0-9-]+|\[[^\]]*\]))?")


def laid(lines: Sequence[str], packed: bool = False) -> bytes:
    """A PDF of lines, 22 a page, those between bars as rows of a table; its font knows the characters by their own
    codes. `packed`: streams deflated."""
    pages = [lines[at : at + 22] for at in range(0, len(lines), 22)] or [[]]
    used = sorted({ord(c) for line in lines for c in line if ord(c) < 0x10000})
    codes = "".join(f"<{code:04X}> <{code:04X}>\n" for code in used)
    cmap = (
        "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"{len(used)} beginbfchar\n{codes}endbfchar endcmap end"
    ).encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>", b"",
        b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 5 0 R>>",
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/A/DW 1000/CIDSystemInfo<</Registry(A)/Ordering(I)>>>>",
        _stream(cmap, packed),
    ]  # fmt: skip
    kids = []
    for page in pages:
        said = "".join([_shown(line, _TOP - _LINE * at) for at, line in enumerate(page)]).encode()
        objects.append(_stream(said, packed))
        head = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>"
        objects.append(head + b"/Contents %d 0 R>>" % len(objects))
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(kids))
    return _whole([b"%d 0 obj%s endobj \n" % (number, each) for number, each in enumerate(objects, 1)])


def _shown(line: str, y: float) -> str:
    """The operators of a line; of one between bars the cells, in ruled boxes."""
    if not line.startswith("|"):
        return _words(line.strip(), _LEFT + (32 if line[:1] == "\u3000" else 0), y)
    cells = line.strip()[1:-1].split("|")
    boxes = "".join([f"{_LEFT + 100 * at:g} {y - 8:g} 100 {_LINE} re S\n" for at in range(len(cells))])
    return boxes + "".join([_words(cell, _LEFT + 4 + 100 * at, y) for at, cell in enumerate(cells) if cell])


def _words(text: str, x: float, y: float) -> str:
    return f"BT /F {_SIZE} Tf {x:g} {y:g} Td <{text.encode('utf-16-be', errors='replace').hex()}> Tj ET\n"


def _stream(data: bytes, packed: bool) -> bytes:
    if packed:
        data = zlib.compress(data, 6)
        return b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(data), data)
    return b"<</Length %d>>stream\n%s\nendstream" % (len(data), data)


def _whole(objects: Sequence[bytes]) -> bytes:
    """A file of objects, its table of contents right."""
    out, places = bytearray(b"%PDF-1.4\n"), []
    for each in objects:
        places.append(len(out))
        out += each
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)
    return bytes(out)


def mutate(rng: random.Random, data: bytes) -> bytes:
    """A PDF changed in some of its objects, mostly with a table of contents that is right again."""
    objects = _OBJECT.findall(data)
    for _ in range(min(8, 1 + int(rng.expovariate(0.5)))):
        if not objects:
            break
        at = rng.randrange(len(objects))
        turn = rng.randrange(12)
        if turn == 0:
            del objects[at]
        elif turn == 1:
            objects[at:at] = [objects[at]]
        elif turn == 2:
            objects[at] = objects[rng.randrange(len(objects))]
        elif turn <= 6:
            objects[at] = _STREAM.sub(lambda match: b"stream\n" + _drawn(rng, match[1]) + b"\nendstream", objects[at])
        elif turn <= 10:
            objects[at] = _keyed(rng, objects[at])
        else:
            objects[at] = bytewise.mutate(rng, objects[at])
    made = _whole(objects)
    if chance(rng, 12):
        made = bytewise.mutate(rng, made)
    return made[:100_000]


def _drawn(rng: random.Random, stream: bytes) -> bytes:
    """The operators of a page (or the codes of a font) changed in one to four places."""
    deflated = stream[:1] == b"x"
    if deflated:
        try:
            stream = zlib.decompress(stream)
        except zlib.error:
            return stream
    for _ in range(rng.randint(1, 4)):
        words = (
            ("cmap", "pdf_operands") if b"begincmap" in stream else ("pdf_operators", "pdf_operands", "pdf_operands")
        )
        said = pick(rng, *words).encode()
        found = list(_OPERATOR.finditer(stream))
        if found and rng.randrange(2):
            match = rng.choice(found)
            stream = stream[: match.start()] + said + stream[match.end() :]
        else:
            at = rng.randrange(len(stream) + 1)
            times = 1 if not chance(rng, 60) else 30_000 // len(said)
            stream = stream[:at] + (b" " + said + b" ") * times + stream[at + rng.randrange(4) :]
    return zlib.compress(stream) if deflated else stream


def _keyed(rng: random.Random, each: bytes) -> bytes:
    """A dictionary with another entry, or one entry in the place of another."""
    said = pick(rng, "pdf_objects").encode()
    head, mark, rest = each.partition(b"stream\n")
    found = list(_KEY.finditer(head))
    if found and rng.randrange(3):
        match = rng.choice(found)
        return head[: match.start()] + said + head[match.end() :] + mark + rest
    return head.replace(b"<<", b"<<" + said, 1) + mark + rest
