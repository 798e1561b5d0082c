"""Files that do not bring their fonts along, and fonts that draw nothing.

Invariants:
- Whatever the encoding and however the page is turned, letters drawn one by one and lines drawn at once read alike.
- No font of the machine is asked for, so that a file says the same on every machine.
- A blank by itself moves the pen and is not said.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from pdf_files import pdf, read, shown, told, written

from drafter.reading.pdf.pdfium import PdfDocument

raw = pytest.importorskip("pypdfium2.raw")

TEXT = "本项目预算200万元，执行率90%。"
SIGNS = "合格率≥95%，Ω①"
TRADITIONAL = "本項目預算200元，執行率90%。"
#: Each turn: its text matrix, where its line begins, which way it runs.
TURNS = {
    0: ("1 0 0 1", 72, 700, 1, 0),
    90: ("0 1 -1 0", 100, 60, 0, 1),
    180: ("-1 0 0 -1", 500, 100, -1, 0),
    270: ("0 -1 1 0", 500, 700, 0, -1),
}
ENCODINGS = [
    ("GBK-EUC-H", "gbk", "GB1"), ("GB-EUC-H", "gb2312", "GB1"), ("GBKp-EUC-H", "gbk", "GB1"),
    ("GBK2K-H", "gb18030", "GB1"), ("UniGB-UCS2-H", "utf-16-be", "GB1"), ("UniGB-UTF16-H", "utf-16-be", "GB1"),
    ("ETen-B5-H", "big5", "CNS1"), ("UniCNS-UCS2-H", "utf-16-be", "CNS1"),
]  # fmt: skip
CMAP = (
    b"begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0000> <FFFF> <0000> endbfrange "
)


def drawn(codes: Sequence[bytes], turn: int = 0, apart: bool = True, size: int = 12) -> str:
    """A line of codes, each shown by itself or all at once; codes of one byte are half as wide as the others."""
    matrix, x, y, across, up = TURNS[turn]
    if not apart:
        codes = [b"".join(codes)]
    said = ""
    for code in codes:
        said += f"BT /F {size} Tf {matrix} {x} {y} Tm <{code.hex()}> Tj ET\n"
        wide = size // 2 if len(code) == 1 or code[0] == 0 else size
        x, y = x + across * wide, y + up * wide
    return said


def paper(font: Sequence[bytes], said: str) -> bytes:
    """A page that shows `said` in the font that the objects from number 5 on make."""
    stream = said.encode()
    return written([
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 5 0 R>>>>/Contents 4 0 R>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream), *font,
    ])  # fmt: skip


def named(codes: bytes, text: str) -> bytes:
    """What says of each code, all of them of as many bytes, which character of `text` it is."""
    size = len(codes) // len(text)
    pairs = b"".join(
        b"<%s> <%s> " % (codes[size * at : size * at + size].hex().encode(), c.encode("utf-16-be").hex().encode())
        for at, c in enumerate(text)
    )
    room = b"<%s> <%s>" % (b"00" * size, b"FF" * size)
    said = b"begincmap 1 begincodespacerange %s endcodespacerange %d beginbfchar %sendbfchar endcmap"
    return said % (room, len(text), pairs)


def by_number(name: str, encoding: str, ordering: str, kind: int = 0, cmap: bytes = b"") -> list[bytes]:
    """A font that numbers its characters, without its drawings."""
    said = b"/ToUnicode 7 0 R" if cmap else b""
    base, coded, order = name.encode(), encoding.encode(), ordering.encode()
    return [
        b"<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/%s/DescendantFonts[6 0 R]%s>>" % (base, coded, said),
        b"<</Type/Font/Subtype/CIDFontType%d/BaseFont/%s/DW 1000/W[1[500] 814 939 500]"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(%s)/Supplement 2>>/FontDescriptor<</Type/FontDescriptor"
        b"/FontName/%s/Flags 6/Ascent 880/Descent -120/CapHeight 700/ItalicAngle 0/StemV 80"
        b"/FontBBox[0 -120 1000 880]>>>>" % (kind, base, order, base),
        b"<</Length %d>>stream\n%s\nendstream" % (len(cmap), cmap),
    ]


@pytest.mark.parametrize("turn", TURNS)
@pytest.mark.parametrize(("encoding", "codec", "ordering"), ENCODINGS)
def test_every_encoding_is_read_however_it_is_drawn(encoding: str, codec: str, ordering: str, turn: int) -> None:
    text = TRADITIONAL if ordering == "CNS1" else TEXT
    codes = [c.encode(codec) for c in text]
    for name, kind in (("STSong-Light", 0), ("SimSun", 2), ("ArialMT", 2), ("Unheard", 0)):
        font = by_number(name, encoding, ordering, kind)
        for apart in (True, False):
            assert told(read(paper(font, drawn(codes, turn, apart)))) == [text], (name, apart)


@pytest.mark.parametrize("turn", TURNS)
def test_numbers_of_a_known_collection_need_no_other_word(turn: int) -> None:
    # The characters of GB 2312 stand in their own order from number 941 on, those of ASCII from number 1 on.
    numbers = [940 + 94 * (high - 0xB0) + low - 0xA1 for high, low in (c.encode("gb2312") for c in "项目预算")]
    codes = [number.to_bytes(2, "big") for number in (*numbers, *(ord(c) - 31 for c in "90%"))]
    font = by_number("SimSun", "Identity-H", "GB1")
    for apart in (True, False):
        assert told(read(paper(font, drawn(codes, turn, apart)))) == ["项目预算90%"]


@pytest.mark.parametrize("name", ["TimesNewRomanPSMT", "ArialMT", "Helvetica", "Courier", "Symbol", "Unheard"])
@pytest.mark.parametrize("turn", TURNS)
def test_fonts_by_a_known_name_have_any_character(name: str, turn: int) -> None:
    codes = [c.encode("utf-16-be") for c in SIGNS]
    font = by_number(name, "Identity-H", "Identity", 2, named(SIGNS.encode("utf-16-be"), SIGNS))
    font[1] = font[1].replace(b"/W[1[500] 814 939 500]", b"/W[0 255 500]")
    for apart in (True, False):
        assert told(read(paper(font, drawn(codes, turn, apart)))) == [SIGNS]


@pytest.mark.parametrize(("name", "widths"), [("Helvetica", (222, 944)), ("Times-Roman", (278, 944)),
                                              ("Courier", (600, 600)), ("ArialMT", (222, 944))])  # fmt: skip
@pytest.mark.parametrize("kind", ["Type1", "TrueType"])
def test_the_standard_fonts_have_their_widths(name: str, widths: tuple[int, int], kind: str) -> None:
    font = [f"<</Type/Font/Subtype/{kind}/BaseFont/{name}/Encoding/WinAnsiEncoding>>".encode()]
    (sheet,) = PdfDocument(
        paper(font, drawn([b"i", b"W"], apart=False, size=100).replace("<6957>", "<69576957>"))
    ).sheets()
    assert "".join(glyph.text for glyph in sheet.glyphs) == "iWiW"
    steps = [after.left - before.left for before, after in pairwise(sheet.glyphs)]
    assert steps == pytest.approx([widths[0] / 10, widths[1] / 10, widths[0] / 10], abs=0.01)


@pytest.mark.parametrize("drawing", [b"1000 0 d0", b"1000 0 0 0 0 0 d1", b"1000 0 0 0 1000 1000 d1 0 0 900 900 re f"])
@pytest.mark.parametrize("turn", TURNS)
@pytest.mark.parametrize("mode", [0, 3])
def test_letters_that_draw_nothing_are_read(drawing: bytes, turn: int, mode: int) -> None:
    cmap = named(b"\x61\x62", "中国")
    font = [
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 0 0]/FontMatrix[.001 0 0 .001 0 0]/FirstChar 97/LastChar 98"
        b"/Widths[500 500]/Encoding<</Differences[97/a/b]>>/CharProcs<</a 6 0 R/b 6 0 R>>/ToUnicode 7 0 R>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(drawing), drawing),
        b"<</Length %d>>stream\n%s\nendstream" % (len(cmap), cmap),
    ]
    for apart in (True, False):
        said = f"{mode} Tr\n" + drawn([b"a", b"b", b"b", b"a"], turn, apart)
        assert told(read(paper(font, said))) == ["中国国中"]


def test_a_blank_by_itself_is_not_said() -> None:
    parted = shown("预算", 72, 700) + shown(" ", 96, 700, 4) + shown("执行", 98, 700)
    assert told(read(pdf([parted]))) == ["预算执行"]
    for one in (shown("预算 执行", 72, 700), shown("预算 执行", 100, 300, matrix=TURNS[90][0])):
        assert told(read(pdf([one]))) == ["预算 执行"]


@pytest.mark.parametrize("scale", [1e-3, 1.0, 1e3])
def test_a_letter_is_read_in_a_group_of_any_measure(scale: float) -> None:
    def place(x: float, size: float) -> str:
        return f"/F {size / scale:f} Tf 0 1 -1 0 {x / scale:f} {500 / scale:f} Tm"

    said = "".join(
        f"BT {place(200 + 20 * at, 12)} <{c.encode('utf-16-be').hex()}> Tj ET\n" for at, c in enumerate("甲乙")
    )
    group = (
        f"<</Type/XObject/Subtype/Form/BBox[0 0 {595 / scale:f} {842 / scale:f}]/Matrix[{scale:f} 0 0 {scale:f} 0 0]"
        f"/Resources<</Font<</F 3 0 R>>>>/Length {len(said)}>>stream\n{said}\nendstream"
    )
    assert told(read(pdf(["/X Do\n"], resources="/XObject<</X 6 0 R>>", extra=[group.encode()]))) == ["甲乙"]


def test_no_font_of_the_machine_is_asked_for() -> None:
    asked: list[int] = []
    fields = dict(raw.FPDF_SYSFONTINFO._fields_)
    look = fields["MapFont"](lambda *order: asked.append(order[3]))
    machine = raw.FPDF_SYSFONTINFO(version=1, MapFont=look)
    data = paper(by_number("SimSun", "GBK-EUC-H", "GB1"), drawn(["预".encode("gbk")]))
    raw.FPDF_SetSystemFontInfo(machine)
    try:
        open_file = raw.FPDF_LoadMemDocument64(data, len(data), None)
        raw.FPDF_ClosePage(raw.FPDF_LoadPage(open_file, 0))
        raw.FPDF_CloseDocument(open_file)
        assert asked
        asked.clear()
        assert told(read(data)) == ["预"] and not asked
    finally:
        raw.FPDF_SetSystemFontInfo(None)


def test_files_read_one_after_another_do_not_change_each_other() -> None:
    files = [
        paper(by_number(name, encoding, ordering, 2), drawn([c.encode(codec) for c in "元率"], turn))
        for name in ("SimSun", "Helvetica")
        for encoding, codec, ordering in ENCODINGS
        for turn in TURNS
    ]
    opened = [PdfDocument(data).sheets() for data in files]
    for sheets in reversed(opened):
        assert [{glyph.text for glyph in sheet.glyphs} for sheet in sheets] == [{"元", "率"}]
