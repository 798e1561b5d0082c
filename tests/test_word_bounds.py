"""Word documents made to fill memory or to take for ever, and honest ones that are merely long.

Invariants:
- The tags and attributes of a part are counted while it is unpacked: too many are refused before any tree is built, in
  memory that does not grow with what the part claims to hold.
- A long honest document is read a block at a time; reading it takes memory in proportion to its text.
- A part that does not unpack, a part that is there twice and a tag that never ends are refused in one line, by every
  command that hands the file on to a library.
- Paragraphs keep their numbers, so that comments stand where they belong.
"""

from __future__ import annotations

import io
import tracemalloc
import warnings
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import CASES, SHARED
from word_files import SPACES, document, p, packed, parts, run, table, tc

from drafter import api
from drafter.cli import main
from drafter.errors import BrokenWord, DangerousWord
from drafter.reading.word.body import Body, counted
from drafter.reading.word.package import Package
from drafter.reading.word.parsing import FREE, TOKEN, loose
from drafter.reading.word.reader import read_package

DOORS = SHARED / "acceptance" / "doors"
TEXT = p("某某项目绩效自评报告") + p("一、基本情况") + p("2024年预算200万元，支出180万元，执行率95%。")


def body(inside: str | bytes) -> bytes:
    """A document with this in front of a text."""
    raw = inside if isinstance(inside, bytes) else inside.encode()
    whole = str(parts(TEXT)["word/document.xml"]).encode()
    return packed({**parts(TEXT), "word/document.xml": whole.replace(b"<w:body>", b"<w:body>" + raw, 1)})


def replaced(name: str, inside: str, encoding: str = "utf-8") -> bytes:
    """A document with one part another."""
    part = f"<w:{name} {SPACES}>{inside}</w:{name}>".encode(encoding)
    return packed({**parts(TEXT), f"word/{name}.xml": part})


def noise(size: int) -> bytes:
    """Letters that do not pack well."""
    state, made = 1, bytearray()
    while len(made) < size:
        state = zlib.crc32(state.to_bytes(4, "big"))
        made += state.to_bytes(4, "big").hex().encode()
    return bytes(made[:size])


#: Each is small, and many times that once it is a tree.
FILLING: dict[str, Callable[[], bytes]] = {
    "paragraphs": lambda: body(b"<w:p/>" * 3_000_000),
    "with-noise": lambda: body(b"<w:p/>" * 4_500_000 + b"<!--" + noise(400_000) + b"-->"),
    "runs": lambda: body(b"<w:p>" + b"<w:r/>" * 2_000_000 + b"</w:p>"),
    "rows": lambda: body(b"<w:tbl>" + b"<w:tr/>" * 2_000_000 + b"</w:tbl>"),
    "unknown": lambda: body(b"<a/>" * 3_000_000),
    "attributes": lambda: body(b"<w:p>" + b'<w:r a="" b="" c="" d="" e="" f="" g="" h=""/>' * 800_000 + b"</w:p>"),
    "one-tag": lambda: body(b"<w:p " + b'a=""' * 12_500_000 + b"/>"),
    "two-bytes": lambda: replaced("document", "<w:p/>" * 2_000_000, "utf-16"),
    "styles": lambda: replaced("styles", "<w:style/>" * 700_000),
}  # fmt: skip


@pytest.mark.parametrize("kind", FILLING)
def test_what_would_fill_memory_is_refused_before_it_does(kind: str) -> None:
    data = FILLING[kind]()
    assert len(data) < 1_500_000
    tracemalloc.start()
    with pytest.raises(DangerousWord) as caught:
        read_package(Package(data, "x.docx"))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "\n" not in str(caught.value) and "x.docx" in str(caught.value)
    # The tree would take hundreds of megabytes; what has been seen when it is refused takes a few.
    assert peak < 30_000_000, peak


@pytest.mark.parametrize("quote", [b"'", b'"'])
def test_a_tag_that_does_not_end_is_refused(quote: bytes) -> None:
    for inside in (
        b"<w:p a=" + quote + noise(2 * TOKEN + 200_000) + quote + b"/>",
        b"<w:p " + noise(2 * TOKEN + 200_000),
    ):
        with pytest.raises((DangerousWord, BrokenWord)):
            read_package(Package(body(inside), "x.docx"))


def test_honest_documents_at_the_bounds_are_read() -> None:
    long = "预算执行率达到95%，支出100万元，" * 60_000
    for inside, blocks in (
        # As many tags as any part may have; a text longer than any tag; one sentence a hundred thousand times.
        ("<w:p></w:p>" * ((FREE - 1_000) // 2), 2), (p(long), 3), (p("情况正常。") * 100_000, 100_002),
    ):  # fmt: skip
        reading = read_package(Package(body(inside), "x.docx"))
        assert abs(len(reading.draft.blocks) - blocks) <= 1


def test_reading_holds_a_block_at_a_time() -> None:
    """The tree of a document is never whole: twice the paragraphs, and the parser holds no more."""
    peaks = []
    for count in (5_000, 20_000):
        data = body("".join(p(inside=run(f"第{n}段。") * 8) for n in range(count)))
        package = Package(data, "x.docx")
        tracemalloc.start()
        seen = sum(1 for _ in package.blocks())
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert seen == count + 3
    assert peaks[1] < peaks[0] * 1.5 + 500_000, peaks


# -- parts ------------------------------------------------------------------------------------------------------------
def damaged(name: str) -> bytes:
    """A report with one part that does not unpack."""
    data = bytearray(api.to_docx(api.compose(api.load_case(CASES[0]))))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as opened:
        info = opened.getinfo(name)
    at = info.header_offset + 30 + len(name)
    data[at : at + 20] = b"\xff" * 20
    return bytes(data)


def stuffed(more: dict[str, bytes]) -> bytes:
    """A report with more parts."""
    stream = io.BytesIO(api.to_docx(api.compose(api.load_case(CASES[0]))))
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as made:
        for name, data in more.items():
            made.writestr(name, data)
    return stream.getvalue()


def twice(name: str, other: str) -> bytes:
    stream = io.BytesIO(api.to_docx(api.compose(api.load_case(CASES[0]))))
    with zipfile.ZipFile(stream, "a") as made, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        made.writestr(other, made.read(name).replace(b"2024", b"2025"))
    return stream.getvalue()


BROKEN: dict[str, Callable[[], bytes]] = {
    "footer": lambda: damaged("word/footer1.xml"),
    "properties": lambda: damaged("docProps/core.xml"),
    "settings": lambda: damaged("word/settings.xml"),
    "filled": lambda: stuffed({"word/comments.dat": b"<a>" + b"<w:p/>" * 1_600_000 + b"</a>"}),
    "filled-together": lambda: stuffed({f"x{n}.xml": b"<a>" + b"<b/>" * 500_000 + b"</a>" for n in range(4)}),
    "entities": lambda: stuffed({"word/comments.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
    "twin": lambda: twice("word/document.xml", "word/DOCUMENT.XML"),
    "twin-styles": lambda: twice("word/styles.xml", "Word/styles.xml"),
    "twice": lambda: twice("word/document.xml", "word/document.xml"),
}  # fmt: skip


@pytest.mark.parametrize("kind", [*BROKEN, "given"])
def test_what_would_trip_another_library_is_said_in_one_line(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if kind == "given" and not DOORS.is_dir():
        pytest.skip("inputs to measure with are not there")
    bad, out = tmp_path / "坏.docx", tmp_path / "出.docx"
    bad.write_bytes((DOORS / "broken_part.docx").read_bytes() if kind == "given" else BROKEN[kind]())
    for arguments in (
        ["check", str(bad), "-o", str(out)],
        ["draft", str(CASES[0]), "-o", str(out), "--reference-doc", str(bad)],
    ):
        capsys.readouterr()
        assert main(arguments) == 2
        told = capsys.readouterr()
        assert told.out == "" and told.err.count("\n") == 1 and "坏.docx" in told.err, told
    assert not out.exists()


# -- numbers ----------------------------------------------------------------------------------------------------------
def test_places_are_those_of_the_file_whatever_stands_around_the_blocks() -> None:
    from docx.oxml import parse_xml

    inside = (
        f"<w:sdt><w:sdtContent>{p('甲')}<w:bookmarkStart/>{table(tc('乙') + tc('丙'))}</w:sdtContent></w:sdt>"
        f"<w:del>{p('丁')}</w:del><w:customXml>{p('')}{p('戊')}</w:customXml>"
    )
    for attribute in ("", ' xmlns:d="drafter" d:at="7"'):
        package = Package(document(inside.replace("<w:p>", f"<w:p{attribute}>") + TEXT), "x.docx")
        found = [(item.at, item.text or "|".join(item.cells)) for item in Body(package, numbered=True).items()]
        elements = list(counted(parse_xml(str(parts(inside + TEXT)["word/document.xml"]).encode())))
        for at, text in found:
            if text:
                said = "|".join("".join(t.text for t in c.iter() if t.tag.endswith("}t")) for c in (
                    [elements[at]] if elements[at].tag.endswith("}p") else elements[at]))  # fmt: skip
                assert said == text
        assert [text for _, text in found if text][:3] == ["甲", "乙|丙", "戊"]


@pytest.mark.parametrize(
    ("marks", "found"),
    [("bse", "000"), ("be", "00"), ("b", "1"), ("bs", "11"), ("s", "1"), ("e", "1"), ("bbse", "1000"),
     ("bbsese", "000000"),
     ("bseb", "0001"), ("bsbe", "1100"), ("ebse", "1000"), ("", "")],
)  # fmt: skip
def test_marks_of_fields_that_never_end_are_known(marks: str, found: str) -> None:
    words = {"b": "begin", "s": "separate", "e": "end"}
    data = "".join(f"<w:fldChar w:fldCharType = '{words[mark]}'/>{'字' * 50}" for mark in marks).encode()
    for size in (1, 7, 64, 10_000):
        chunks = [data[at : at + size] for at in range(0, len(data), size)]
        assert loose(chunks) == bytes(int(one) for one in found)
