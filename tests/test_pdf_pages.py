"""Pages as offices print them: turned, in columns, with heads and feet, forms, stamps, passwords.

Invariants:
- Lines are read in the order of the page, whatever the order in which they are drawn; of two columns the left first.
- A paragraph is whole over the end of a line, a column and a page; what stands on every page is no part of it.
- What is filled into a form is read; what is stuck onto a page or stamped across it is not.
"""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from itertools import accumulate
from typing import Any

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st
from pdf_files import lines, pdf, read, ruled, shown, table, told, written

from drafter.cli import main
from drafter.errors import NeedsPassword
from drafter.reading.formats import read_any
from drafter.reading.passage import Passage
from drafter.report.tree import Paragraph

pytest.importorskip("pypdfium2")

LONG = "全县统筹推进水利工程建设和管护，年初预算安排资金1250.5万元，截至年底实际支出1180.2万元，执行率为94.38%。"
FIRST = "　　" + LONG
CHECKS = ROOT.parent / "shared" / "acceptance" / "checks"


def wrapped(text: str, wide: int) -> list[str]:
    """A paragraph in lines of `wide` characters (two letters of ASCII are as wide as one); no line begins with a mark,
    no figure is broken."""
    found, line, room = [], "", float(wide)
    for part in _parts(text):
        width = sum(0.5 if c < "\x7f" else 1 for c in part)
        if width > room and part not in "，。":
            found.append(line)
            line, room = "", float(wide)
        line += part
        room -= width
    return [*found, line]


def _parts(text: str) -> list[str]:
    parts: list[str] = []
    for c in text:
        if parts and c < "\x7f" and parts[-1][-1] < "\x7f":
            parts[-1] += c
        else:
            parts.append(c)
    return parts


# Turned pages.


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_turned_page_reads_like_any_other(turn: int) -> None:
    texts = wrapped(FIRST, 24) + wrapped("　　第二段。", 24)
    whole = [LONG, "第二段。"]
    assert told(read(pdf([lines(texts)], page=f"/Rotate {turn}"))) == whole
    assert told(read(pdf([lines(texts)], page=f"/MediaBox[40 60 595 842]/Rotate {turn}"))) == whole
    matrix = {0: "1 0 0 1", 90: "0 1 -1 0", 180: "-1 0 0 -1", 270: "0 -1 1 0"}[turn]
    x, y = {0: (0, -20), 90: (20, 0), 180: (0, 20), 270: (-20, 0)}[turn]
    set_in = {0: (24, 0), 90: (0, 24), 180: (-24, 0), 270: (0, -24)}[turn]
    start = {0: (72, 700), 90: (100, 60), 180: (500, 100), 270: (500, 700)}[turn]
    drawn = "".join(
        shown(
            line.strip("\u3000"),
            start[0] + x * at + set_in[0] * (line[0] == "\u3000"),
            start[1] + y * at + set_in[1] * (line[0] == "\u3000"),
            matrix=matrix,
        )
        for at, line in enumerate(texts)
    )
    for page in ("", f"/Rotate {turn}"):
        assert told(read(pdf([drawn], page=page))) == whole


def test_a_page_on_its_side_among_others() -> None:
    upright, aside = lines(wrapped(FIRST, 30)), lines(wrapped(FIRST, 50), y=500)
    pages = pdf([upright, aside, upright]).replace(b"[0 0 595 842]", b"[0 0 842 595]", 2).replace(
        b"[0 0 842 595]", b"[0 0 595 842]", 1)  # fmt: skip
    assert told(read(pages)) == [LONG] * 3


# The order of lines.


@given(st.randoms(use_true_random=False), st.integers(2, 12))
def test_lines_are_read_down_the_page(order: random.Random, count: int) -> None:
    texts = [f"{number}.第{number}项支出年初预算为{number}00万元。" for number in range(1, count + 1)]
    drawn = [lines([text], y=760 - 24 * at) for at, text in enumerate(texts)]
    order.shuffle(drawn)
    assert told(read(pdf(["".join(drawn)]))) == texts


def test_words_of_a_line_are_read_across_it() -> None:
    parts = [shown("执行率90%。", 186, 700), shown("本项目预算", 72, 700), shown("200万元，", 132, 700.4)]
    assert told(read(pdf(["".join(parts)]))) == ["本项目预算200万元，执行率90%。"]
    raised = shown("面积12万m", 72, 700) + shown("2", 126, 705, 7) + shown("。", 130, 700)
    assert told(read(pdf([raised]))) == ["面积12万m²。"]


# Columns.


def columns(left: list[str], right: list[str], shift: float = 0, top: float = 740) -> str:
    return lines(left, x=60, y=top, size=10, step=18) + lines(right, x=310, y=top - shift, size=10, step=18)


@pytest.mark.parametrize("shift", [0, 3, 9])
@pytest.mark.parametrize("indent", ["　　", ""])
def test_the_left_column_is_read_first(shift: float, indent: str) -> None:
    texts = [f"{indent}第{name}段。{LONG}{LONG}" for name in "甲乙丙丁"]
    laid = [line for text in texts for line in wrapped(text, 22)]
    half = len(laid) // 2
    page = shown("水利工作简报", 220, 790, 20) + columns(laid[:half], laid[half:], shift)
    found = told(read(pdf([page + shown("1", 290, 20)])))
    assert found == ["水利工作简报", *[text.strip("\u3000") for text in texts]]
    # The last page has a few lines of the right column only.
    pages = [columns(laid[:6], laid[6:12], shift), columns(laid[12:-2], laid[-2:], shift)]
    assert told(read(pdf(pages))) == [text.strip("\u3000") for text in texts]


# Heads, feet, and the end of a page.


@pytest.mark.parametrize(
    ("head", "foot"),
    [
        ("", "— {} —"),
        ("清河县水利局绩效自评报告", "{}"),
        ("清河县水利局  第{}页", ""),
        ("绩效自评报告", "清河县水利局 2024年"),
    ],
)
def test_a_paragraph_runs_over_the_end_of_a_page(head: str, foot: str) -> None:
    texts = [f"　　第{name}段。{LONG * 3}" for name in "甲乙丙丁戊己庚辛壬癸"]
    laid = [line for text in texts for line in wrapped(text, 36)]
    pages = [laid[at : at + 9] for at in range(0, len(laid), 9)]
    drawn = [
        lines(page, y=740) + shown(head.format(number), 72, 800, 9) + shown(foot.format(number), 290, 36, 9)
        for number, page in enumerate(pages, 1)
    ]
    assert told(read(pdf(drawn))) == [text.strip("\u3000") for text in texts]


def test_what_two_pages_share_by_chance_is_read() -> None:
    texts = [f"　　第{number}项工作已经完成。" for number in range(30)]
    pages = [lines([*texts[:14], "　　以上情况属实。"]), lines([*texts[14:28], "　　以上情况属实。"])]
    assert told(read(pdf(pages))).count("以上情况属实。") == 2


@pytest.mark.parametrize("gap", [1, 1.5])
def test_paragraphs_that_are_set_apart_or_end_short(gap: float) -> None:
    texts = [LONG, LONG + LONG, "短的一段。", LONG]
    y, drawn = 780.0, ""
    for text in texts:
        for line in wrapped(text, 34):
            drawn += shown(line, 72, y)
            y -= 20
        y -= 20 * (gap - 1)
    assert told(read(pdf([drawn]))) == texts


def test_lines_that_hang_from_a_number_are_its_item() -> None:
    items = [f"{number}.{LONG}" for number in (1, 2, 3)]
    drawn, y = lines(wrapped(FIRST, 36), y=780), 700.0
    for item in items:
        for at, line in enumerate(wrapped(item, 34)):
            drawn += shown(line, 72 if not at else 96, y)
            y -= 20
    assert told(read(pdf([drawn]))) == [LONG, *items]


def test_a_title_on_two_lines_and_a_date() -> None:
    drawn = shown("清河县水利局2024年度", 180, 790, 20) + shown("部门整体支出绩效自评报告", 165, 762, 20)
    drawn += lines([*wrapped(FIRST, 36)], y=720) + shown("清河县水利局", 400, 600) + shown("2025年3月20日", 395, 580)
    reading = read(pdf([drawn]))
    assert told(reading) == ["清河县水利局2024年度部门整体支出绩效自评报告", LONG, "清河县水利局", "2025年3月20日"]
    styles = [block.style for block in reading.draft.blocks if isinstance(block, Paragraph)]
    assert styles == ["", "signature", "date"]


def test_a_table_of_contents_is_left_out() -> None:
    entries = [f"{name}、基本情况{'.' * 40}{number}" for name, number in zip("一二三四", (1, 3, 8, 12), strict=True)]
    pages = [shown("目  录", 260, 780, 18) + lines(entries, y=740), lines(["一、基本情况", *wrapped(FIRST, 36)])]
    assert told(read(pdf(pages)))[-2:] == ["一、基本情况", LONG] and len(told(read(pdf(pages)))) == 2


# Stamps.


def stamp(size: float, shade: str, matrix: str, y: float = 400) -> str:
    return shown("内部资料", 150, y, size, shade, matrix)


@pytest.mark.parametrize("matrix", ["0.7 0.7 -0.7 0.7", "0.87 0.5 -0.5 0.87", "0.7 -0.7 0.7 0.7"])
@pytest.mark.parametrize("shade", ["0.8 g", "0 g", "1 0 0 rg"])
def test_words_across_a_page_are_a_stamp(matrix: str, shade: str) -> None:
    page = lines(wrapped(FIRST, 36), y=500)
    for drawn in (stamp(60, shade, matrix) + page, page + stamp(20, shade, matrix)):
        assert told(read(pdf([drawn]))) == [LONG]


@pytest.mark.parametrize("shade", ["0.75 g", "0.9 0.7 0.7 rg"])
def test_pale_words_behind_the_text_are_a_stamp(shade: str) -> None:
    text = lines(wrapped(FIRST, 36), y=420)
    for page in (stamp(60, shade, "") + text, text + stamp(60, shade, "")):
        assert told(read(pdf([page]))) == [LONG]
        assert told(read(pdf([page + stamp(20, shade, "", 120)] * 3))) == [LONG] * 3
    # On one page, nothing on it, it may be said.
    assert "内部资料" in told(read(pdf([text + stamp(60, shade, "", 100)])))


# Text of a scan, marked content, fonts of drawings.


def test_recognised_text_under_a_picture_is_read_once() -> None:
    under = "".join(shown(line, 72, 700 - 20 * at, before="3 Tr") for at, line in enumerate(wrapped(LONG, 30)))
    assert told(read(pdf([under]))) == [LONG]
    over = "".join(shown(line, 72, 700 - 20 * at) for at, line in enumerate(wrapped(LONG, 30)))
    assert told(read(pdf([under + over]))) == [LONG] == told(read(pdf([over + under])))


def test_unseen_words_beside_a_text_are_not_read() -> None:
    text = lines(wrapped(FIRST, 36), y=700)
    unseen = shown("另拨付786万元。", 72, 300, before="3 Tr")
    assert told(read(pdf([text + unseen]))) == [LONG]
    # On a picture they are what recognition has read of it.
    image = b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>"
    image += b"stream\n\x80\nendstream"
    scan = "q 500 0 0 200 50 200 cm /Im Do Q\n"
    found = told(read(pdf([text + scan + unseen], resources="/XObject<</Im 6 0 R>>", extra=[image])))
    assert found == [LONG, "另拨付786万元。"]


@given(st.randoms(use_true_random=False))
def test_recognised_text_stands_unevenly_and_is_read_all_the_same(chance: random.Random) -> None:
    texts = [f"　　第{name}段。{LONG * 2}" for name in "甲乙丙"]
    drawn, y = "", 780.0
    for line in [line for text in texts for line in wrapped(text, 34)]:
        x = 72 + 12 * (len(line) - len(line.lstrip("\u3000"))) + chance.uniform(-2, 2)
        size = 12 * chance.uniform(0.9, 1.1)
        drawn += f"q BT 3 Tr /F {size:.2f} Tf {100 * 12 / size:.2f} Tz 1 0 {chance.uniform(-0.01, 0.01):.4f} 1 {x:.2f} "
        drawn += f"{y + chance.uniform(-1, 1):.2f} Tm <{line.strip(chr(0x3000)).encode('utf-16-be').hex()}> Tj ET Q\n"
        y -= 20
    assert told(read(pdf([drawn]))) == [text.strip("\u3000") for text in texts]


def test_letters_that_are_drawings_are_read() -> None:
    cmap = b"begincmap 1 begincodespacerange <00> <FF> endcodespacerange "
    cmap += b"2 beginbfchar <61> <4E2D> <62> <56FD> endbfchar endcmap"
    square = b"1000 0 0 0 1000 1000 d1 0 0 900 900 re f"
    stream = b"BT /F 12 Tf 72 700 Td (abab) Tj ET"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 5 0 R>>>>/Contents 4 0 R>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 1000 1000]/FontMatrix[.001 0 0 .001 0 0]/FirstChar 97/LastChar 98"
        b"/Widths[1000 1000]/Encoding<</Differences[97/a/b]>>/CharProcs<</a 6 0 R/b 6 0 R>>/ToUnicode 7 0 R>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(square), square),
        b"<</Length %d>>stream\n%s\nendstream" % (len(cmap), cmap),
    ]  # fmt: skip
    assert told(read(written(objects))) == ["中国中国"]


# Forms, remarks and passwords.


def canvas(draw: Callable[[Any], None], **options: Any) -> bytes:
    pytest.importorskip("reportlab")
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    out = io.BytesIO()
    made = Canvas(out, **options)
    made.setFont("STSong-Light", 12)
    draw(made)
    made.save()
    return out.getvalue()


def test_what_is_filled_into_a_form_is_read_and_what_is_stuck_on_is_not() -> None:
    def draw(page: Any) -> None:
        form = page.acroForm
        page.drawString(72, 720, "项目名称：")
        form.textfield(name="a", value="Dam 2024", x=140, y=712, width=200, height=20)
        for name, x, ticked in (("已完成：", 72, True), ("未完成：", 172, False)):
            page.drawString(x, 690, name)
            form.checkbox(name=name, checked=ticked, x=x + 62, y=686, size=14)
        page.drawString(72, 660, "等级：")
        form.choice(name="d", value="B", options=["A", "B"], x=110, y=655, width=60, height=18)
        form.textfield(name="h", value="Hidden", x=140, y=612, width=200, height=20, annotationFlags="hidden")
        page.textAnnotation("Remark of a reader", Rect=[300, 300, 320, 320])
        page.linkURL("http://example.com", (72, 755, 200, 770))

    assert [line.replace(" ", "") for line in told(read(canvas(draw)))] == [
        "项目名称：Dam2024", "已完成：☑未完成：□", "等级：B",
    ]  # fmt: skip


def test_a_chinese_entry_of_several_lines_is_read() -> None:
    said = ("\ufeff" + "第一行内容\r第二行").encode("utf-16-be").hex().encode()
    page = lines(["填表说明"])
    head = f"<</Type/Annot/Subtype/Widget/FT/Tx/Ff 4096/T(a)/V<{said.decode()}>/Rect[72 600 300 660]>>"
    data = pdf([page], page="/Annots[6 0 R]", extra=[head.encode()], catalog="/AcroForm<</Fields[6 0 R]>>")
    assert told(read(data)) == ["填表说明", "第一行内容", "第二行"]


def test_an_empty_password_opens_and_another_is_asked_for(tmp_path: Any) -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption

    def draw(page: Any) -> None:
        page.drawString(72, 760, "本项目预算200万元。")

    for strength in (40, 128):
        locked = StandardEncryption("", ownerPassword="x", canPrint=0, strength=strength)
        assert told(read(canvas(draw, encrypt=locked))) == ["本项目预算200万元。"]
    file = tmp_path / "a.pdf"
    file.write_bytes(canvas(draw, encrypt=StandardEncryption("u", ownerPassword="x")))
    with pytest.raises(NeedsPassword, match="密码"):
        read_any(str(file))


@pytest.mark.parametrize(("name", "code"), [("p01-table-left-of-text.pdf", 1), ("p02-text-off-page.pdf", 0),
                                            ("p03-drawing-order.pdf", 0)])  # fmt: skip
def test_given_inputs(name: str, code: int) -> None:
    if not (CHECKS / name).is_file():
        pytest.skip("the inputs are not here")
    assert main(["check", str(CHECKS / name)]) == code


@pytest.mark.parametrize("lines_of_note", [1, 2])
def test_a_note_at_the_foot_is_told_behind_the_paragraph_that_it_interrupts(lines_of_note: int) -> None:
    texts = [f"　　第{name}段。{LONG * 3}" for name in "甲乙丙丁"]
    laid = [line for text in texts for line in wrapped(text, 36)]
    note = ["①这里的预算数是年初预算数，不含年度中间追加的资金、上年结转到本年使用的资金和上级下达的资金"]
    if lines_of_note == 2:
        note.append("口径与上年相同。")
    foot = lines(note, y=100, size=9, step=13)
    reading = read(pdf([lines(laid[:9], y=740) + foot, lines(laid[9:], y=740)]))
    whole = [text.strip("\u3000") for text in texts]
    ends = list(accumulate(len(wrapped(text, 36)) for text in texts))
    broken = next(at for at, end in enumerate(ends) if end > 9)
    assert told(reading) == [*whole[: broken + 1], "".join(note), *whole[broken + 1 :]]
    # The note is on the first page, though the paragraph before it ends on the second.
    origin = reading.origins[broken + 1]
    assert isinstance(origin, Passage) and reading.place(origin)[0] == 1
    after = reading.origins[broken + 2]
    assert isinstance(after, Passage) and reading.place(after)[0] == 2


def test_a_row_is_on_the_page_that_it_stands_on() -> None:
    rows = [["序号", "名称", "金额"], *[[str(at), f"第{at}标段", f"{at}.50"] for at in range(1, 60)]]
    xs = (72, 200, 300, 400)
    drawn = []
    for start in (0, 30):
        part = rows[start : start + 30]
        drawn.append(ruled(xs, [760 - 20 * at for at in range(len(part) + 1)]) + table(part, xs, 760))
    reading = read(pdf(drawn))
    (origin,) = reading.origins
    assert not isinstance(origin, Passage)
    assert [reading.place(row[1])[0] for row in origin] == [1] * 30 + [2] * 30
