"""Reading a PDF of an official document: lines become paragraphs by where they begin on the page.

Invariants:
- A report laid out in lines of 28 characters, paragraphs indented, with page numbers, reads as the tree of the draft;
  so do lines that begin with a figure or a number, and a title of two lines.
- Without indented paragraphs the lines are healed by their length, and nothing is lost.
- A place is the page on which the words stand.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import CASES

from drafter import api
from drafter.drafting.draft import Draft, Heading, Paragraph, Table
from drafter.reading.formats import read_any
from drafter.reading.passage import Passage
from drafter.writing.word.document import title_lines

pytest.importorskip("pypdf")

#: Points: the margin, the letters of the text, its lines.
LEFT, SIZE, LINE, TOP = 79.4, 16, 29, 710
Laid = tuple[float, float, str]


def pdf(pages: list[list[Laid]]) -> bytes:
    """A PDF of lines (place, size of letters, words); its font knows the characters by their own codes."""
    used = sorted({c for page in pages for _, _, words in page for c in words})
    codes = "".join(f"<{ord(c):04X}> <{ord(c):04X}>\n" for c in used)
    cmap = (
        "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"{len(used)} beginbfchar\n{codes}endbfchar endcmap end"
    ).encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>", b"",
        b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 5 0 R>>",
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/A/DW 1000/CIDSystemInfo<</Registry(A)/Ordering(I)>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(cmap), cmap),
    ]  # fmt: skip
    kids = []
    for page in pages:
        said = "".join(
            f"BT /F {size:g} Tf {x:g} {TOP - LINE * at:g} Td <{words.encode('utf-16-be').hex()}> Tj ET\n"
            for at, (x, size, words) in enumerate(page)
        ).encode()
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(said), said))
        head = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>"
        objects.append(head + b"/Contents %d 0 R>>" % len(objects))
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(kids))
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, each)
    table_at = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table_at)
    return bytes(out)


def laid(draft: Draft, indent: int = 2, wide: int = 28) -> list[list[Laid]]:
    """The pages of a draft as a printer sets them."""
    lines = [(LEFT + (LINE * 16 - 22 * len(words)) / 2, 22.0, words) for words in title_lines(draft.title)]
    for block in draft.blocks:
        if isinstance(block, Table):
            continue
        style = block.style if isinstance(block, Paragraph) else ""
        if style in ("signature", "date"):
            lines.append((LEFT + (wide - 4 - len(block.text)) * SIZE, SIZE, block.text))
        else:
            lines += _wrapped(block.text, 0 if style == "addressee" else indent, wide)
    pages = [lines[at : at + 22] for at in range(0, len(lines), 22)]
    return [[*page, (440.0, 14.0, f"— {number} —")] for number, page in enumerate(pages, 1)]


def _wrapped(text: str, indent: int, wide: int) -> Iterator[Laid]:
    """A paragraph in lines; two digits are as wide as one character, no line begins with a mark."""
    words, room, first = "", float(wide - indent), True
    for c in text:
        width = sum(0.5 if one < "\x7f" else 1 for one in words + c)
        if width > room and c not in "，。；：、）》”%":
            yield LEFT + (indent * SIZE if first else 0), SIZE, words
            words, room, first = "", float(wide), False
        words += c
    yield LEFT + (indent * SIZE if first else 0), SIZE, words


def tree(draft: Draft) -> list[object]:
    found: list[object] = [draft.title]
    for block in draft.blocks:
        if isinstance(block, Paragraph):
            found.append((block.style, [one.text for one in block.sentences]))
        elif isinstance(block, Heading):
            found.append(block)
    return found


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_a_report_reads_as_it_was_composed(file: Path, tmp_path: Path) -> None:
    for seed in range(3):
        draft = api.compose(api.load_case(file), seed)
        printed = tmp_path / f"{seed}.pdf"
        printed.write_bytes(pdf(laid(draft)))
        assert tree(read_any(str(printed)).draft) == tree(draft)


def test_without_indents_nothing_is_lost(tmp_path: Path) -> None:
    draft = api.compose(api.load_case(CASES[0]))
    printed = tmp_path / "a.pdf"
    printed.write_bytes(pdf(laid(draft, indent=0)))
    found = read_any(str(printed)).draft
    said = "".join(block.text for block in found.blocks if not isinstance(block, Table))
    wanted = "".join(block.text for block in draft.blocks if not isinstance(block, Table))
    assert found.title + said == draft.title + wanted


def test_a_place_is_a_page(tmp_path: Path) -> None:
    draft = api.compose(api.load_case(CASES[0]))
    pages = laid(draft)
    printed = tmp_path / "a.pdf"
    printed.write_bytes(pdf(pages))
    reading = read_any(str(printed))
    seen: set[int] = set()
    for block, origin in zip(reading.draft.blocks, reading.origins, strict=True):
        if isinstance(block, Heading) and isinstance(origin, Passage):
            number, _ = reading.place(origin)
            assert block.text in "".join(words for _, _, words in pages[number - 1])
            seen.add(number)
    assert reading.source.unit == "页" and len(seen) > 2
