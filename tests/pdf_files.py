"""PDF files for tests, written operator by operator: what a page draws is what the test says.

The font knows the characters by their own codes; letters of ASCII are half as wide as the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from drafter.reading.pdf.extract import extract
from drafter.reading.pdf.reader import made
from drafter.reading.reader import Reading
from drafter.report.tree import Heading, Paragraph, Table

#: A4 in points.
WIDTH, HEIGHT = 595, 842


def shown(text: str, x: float, y: float, size: float = 12, before: str = "", matrix: str = "") -> str:
    """The operators that show `text` from (x, y) on, y counted from the lower edge; `before` is put ahead of it,
    `matrix` are the first four numbers of another text matrix than upright."""
    place = f"{matrix or '1 0 0 1'} {x:g} {y:g} Tm"
    return f"q BT {before} /F {size:g} Tf {place} <{text.encode('utf-16-be').hex()}> Tj ET Q\n"


def ruled(xs: Sequence[float], ys: Sequence[float], thin: bool = False) -> str:
    """A grid of lines, drawn as strokes or as thin boxes."""
    if thin:
        across = [f"{xs[0]:g} {y - 0.25:g} {xs[-1] - xs[0]:g} 0.5 re f" for y in ys]
        down = [f"{x - 0.25:g} {min(ys):g} 0.5 {max(ys) - min(ys):g} re f" for x in xs]
    else:
        across = [f"{xs[0]:g} {y:g} m {xs[-1]:g} {y:g} l S" for y in ys]
        down = [f"{x:g} {min(ys):g} m {x:g} {max(ys):g} l S" for x in xs]
    return "q 0.5 w " + " ".join(across + down) + " Q\n"


def lines(texts: Iterable[str], x: float = 72, y: float = 760, size: float = 12, step: float = 20) -> str:
    """Lines below each other; one that begins with two blanks of a Chinese text is set in by as much."""
    return "".join(
        shown(text.lstrip("\u3000"), x + size * (len(text) - len(text.lstrip("\u3000"))), y - step * at, size)
        for at, text in enumerate(texts)
    )


def table(cells: Sequence[Sequence[str]], xs: Sequence[float], top: float, step: float = 20, size: float = 10) -> str:
    """The words of a table, each row a step lower."""
    return "".join(
        shown(text, xs[column] + 3, top - step * row - 0.7 * step, size)
        for row, words in enumerate(cells)
        for column, text in enumerate(words)
        if text
    )


def pdf(
    pages: Sequence[str], page: str = "", resources: str = "", coded: bool = True, extra: Sequence[bytes] = (),
    catalog: str = "", shift: int = 0,
) -> bytes:  # fmt: skip
    """A file whose pages draw `pages`; `page` and `resources` are put into the dictionaries of each page, `catalog`
    into the root; without `coded` the font says nothing of its characters, with `shift` it names those so many codes
    further on; `extra` are objects from number 6 on."""
    cmap = (
        "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        + "".join(
            f"1 beginbfrange <{high:02X}00> <{high:02X}FF> <{((high << 8) + shift) & 0xFFFF:04X}> endbfrange\n"
            for high in range(256)
        )
        + "endcmap end"
    ).encode()
    say = b"/ToUnicode 5 0 R" if coded else b""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R%s>>" % catalog.encode(), b"",
        b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[4 0 R]%s>>" % say,
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/A/DW 1000/W[0 127 500]"
        b"/CIDSystemInfo<</Registry(A)/Ordering(I)/Supplement 0>>"
        b"/FontDescriptor<</Type/FontDescriptor/FontName/A/Flags 4/Ascent 880/Descent -120/CapHeight 700/ItalicAngle 0"
        b"/StemV 80/FontBBox[0 -120 1000 880]>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(cmap), cmap),
        *extra,
    ]  # fmt: skip
    box = "" if "/MediaBox" in page else f"/MediaBox[0 0 {WIDTH} {HEIGHT}]"
    kids = []
    for drawn in pages:
        said = drawn.encode("latin-1")
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(said), said))
        head = f"<</Type/Page/Parent 2 0 R{box}{page}/Resources<</Font<</F 3 0 R>>{resources}>>".encode()
        objects.append(head + b"/Contents %d 0 R>>" % len(objects))
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(kids))
    return written(objects)


def written(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """The file of numbered objects, the first being the root."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, each)
    at = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, at)
    return bytes(out)


def read(data: bytes) -> Reading:
    """What a file that has no fault says, read in this process."""
    return made(extract(data), "a.pdf")


def told(reading: Reading) -> list[str]:
    """A reading in lines: its title, then each paragraph, heading and row of a table (cells parted by bars)."""
    found = [reading.draft.title] if reading.draft.title else []
    for block in reading.draft.blocks:
        if isinstance(block, Table):
            found += ["|".join(row) for row in (block.header, *block.rows)]
        elif isinstance(block, (Heading, Paragraph)):
            found.append(block.text)
    return found
