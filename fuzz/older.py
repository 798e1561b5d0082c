"""Documents of older programs and pages in one file: made, and made harmless as before another program is given them.

What LibreOffice makes of them is its own affair; what is taken out of them first is ours.
"""

from __future__ import annotations

import base64
import quopri
import random
from pathlib import Path

from drafter.errors import DrafterError
from fuzz import bytewise, markup, packaged, seeds, textual
from fuzz.commands import REFUSED, USED, refused
from fuzz.sample import Sample, made
from fuzz.words import chance, groups

_MIMETYPE = b"application/vnd.oasis.opendocument.text"
_OPEN = markup.Language("open_elements", "open_attributes", "word_text")


def old(rng: random.Random) -> Sample:
    """A document as rtf, odt, doc or XML in one file."""
    place = seeds.CORPUS / "old"
    turn = rng.randrange(8)
    if turn < 3:
        text = textual.mutate(rng, (place / "letter.rtf").read_text(encoding="ascii"), groups()["rtf"], most=8)
        return made("old", "rtf", {"文件.rtf": text.encode("latin-1", errors="replace")})
    if turn == 3:
        return made("old", "doc", {"文件.doc": bytewise.mutate(rng, (place / "small.doc").read_bytes(), most=12)})
    if turn < 6:
        content = markup.mutate(rng, (place / "content.xml").read_text(encoding="utf-8"), _OPEN, rough=12)
        parts = {
            "mimetype": b"application/vnd.oasis.opendocument.text",
            "content.xml": content.encode(errors="replace"),
        }
        if chance(rng, 4):
            parts["META-INF/manifest.xml"] = markup.mutate(rng, "<manifest:manifest/>", _OPEN).encode(errors="replace")
        data = packaged.packed(parts)
        return made("old", "odt", {"文件.odt": bytewise.mutate(rng, data) if chance(rng, 12) else data})
    kind, name = ("fodt", "flat.fodt") if turn == 6 else ("word-2003", "word2003.xml")
    text = markup.mutate(rng, (place / name).read_text(encoding="utf-8"), _OPEN, rough=12)
    return made("old", kind, {name: bytewise.encoded(rng, text)})


def page_in_one(rng: random.Random, page: bytes) -> bytes:
    """A page as a file of several parts (.mht), its head mutated now and then."""
    coded = base64.encodebytes(page) if chance(rng, 2) else quopri.encodestring(page)
    how = "base64" if coded == base64.encodebytes(page) else "quoted-printable"
    head = (
        'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\nContent-Type: text/html; '
        f'charset="utf-8"\nContent-Transfer-Encoding: {how}\nContent-Location: file:///C:/x.htm\n\n'
    )
    if rng.randrange(3):
        head = textual.mutate(rng, head, groups()["mime"], most=3)
    tail = "\n--b\nContent-Type: image/png\n\nx\n--b--\n"
    return (head.encode(errors="replace") + coded + tail.encode())[: textual.LARGEST]


def harmless(sample: Sample) -> str:
    """A document without what leads outside; of one that is refused, in words."""
    from drafter.reading.disarm import disarmed
    from drafter.reading.kinds import kind_of

    name = sample.files[0][0]
    data = Path(name).read_bytes()
    kind_of(data, Path(name).suffix)
    try:
        disarmed(sample.way, data, name)
    except DrafterError as error:
        refused(error)
        return REFUSED
    return USED
