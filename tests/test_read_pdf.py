"""Reading a PDF of an official document: lines become paragraphs by where they begin on the page.

Invariants:
- A report laid out in lines of 28 characters, paragraphs indented, with page numbers, reads as the tree of the draft;
  so do lines that begin with a figure or a number, and a title of two lines.
- Without indented paragraphs the lines are healed by their length, and nothing is lost.
- A place is the page on which the words stand.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pdf_files
import pytest
from conftest import CASES
from pdf_files import shown

from drafter import api
from drafter.errors import DrafterError, NeedsPdf, ScannedPdf
from drafter.reading.formats import read_any
from drafter.reading.passage import Passage
from drafter.report.tree import Draft, Heading, Paragraph, Table
from drafter.writing.word.document import title_lines

pytest.importorskip("pypdfium2")

#: Points: the margin, the letters of the text, its lines.
LEFT, SIZE, LINE, TOP = 79.4, 16, 29, 710
Laid = tuple[float, float, str]


def pdf(pages: list[list[Laid]]) -> bytes:
    """A PDF of lines (place, size of letters, words), down the page; its pages are numbered."""
    return pdf_files.pdf([
        "".join(shown(words, x, TOP - LINE * at, size) for at, (x, size, words) in enumerate(page))
        + shown(f"— {number} —", 440 if number % 2 else 90, 70, 14)
        for number, page in enumerate(pages, 1)
    ])  # fmt: skip


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
    return [lines[at : at + 22] for at in range(0, len(lines), 22)]


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


def test_without_indents_or_digits_a_page_of_latin_text_is_read(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    first, second = "1. Budget 116, spent 106.14 in all of the year.", "Second page says more than enough."
    file.write_bytes(pdf_files.pdf([shown(first, 72, 700), shown(second, 72, 700)]))
    reading = read_any(str(file))
    said = [block.text.replace(" ", "") for block in reading.draft.blocks if not isinstance(block, Table)]
    assert said == [first.replace(" ", ""), second.replace(" ", "")]
    last = reading.origins[-1]
    assert isinstance(last, Passage) and reading.place(last)[0] == 2


PICTURE = (
    b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>"
    b"stream\n\x80\nendstream"
)
SCAN = "q 595 0 0 842 0 0 cm /Im Do Q\n"


def test_a_scan_is_refused_and_pages_that_are_pictures_are_named(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    resources = "/XObject<</Im 6 0 R>>"
    file.write_bytes(pdf_files.pdf([SCAN, SCAN], resources=resources, extra=[PICTURE]))
    with pytest.raises(ScannedPdf, match="扫描件"):
        read_any(str(file))
    text = pdf_files.lines(["　　项目预算200万元，执行180万元，执行率90%。"] * 6)
    file.write_bytes(pdf_files.pdf([text, SCAN, SCAN, text, SCAN], resources=resources, extra=[PICTURE]))
    assert read_any(str(file)).remarks == ("第2—3、5页是图片，上面的文字没有读",)
    # A picture behind a text is no scan; nor is the text that recognition has put under one.
    file.write_bytes(pdf_files.pdf([SCAN + text], resources=resources, extra=[PICTURE]))
    assert len(read_any(str(file)).draft.blocks) == 6 and not read_any(str(file)).remarks
    under = SCAN + "".join(shown("项目预算200万元，执行180万元。", 72, 700 - 20 * at, 12, "3 Tr") for at in range(4))
    file.write_bytes(pdf_files.pdf([under], resources=resources, extra=[PICTURE]))
    assert len(read_any(str(file)).draft.blocks) == 4


@pytest.mark.parametrize("data", [b"%PDF-1.4 nothing", b"no pdf", pdf_files.pdf([""])[:200]])
def test_what_is_no_file_is_refused(data: bytes, tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(data)
    with pytest.raises(DrafterError):
        read_any(str(file))


def test_without_the_library_the_way_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    file = tmp_path / "a.pdf"
    file.write_bytes(pdf_files.pdf([""]))
    with pytest.raises(NeedsPdf, match="pip install"):
        read_any(str(file))
