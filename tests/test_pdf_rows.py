"""Kinds of PDF that other programs make, each with variants.

Invariants:
- What is seen is read once: nothing off the page, cut off, or white on white; what is drawn twice is not read twice.
- Radicals that stand for characters are characters, in a PDF as in a text.
- No figure is taken for the number of a page but where such numbers stand and count up.
- Where the fonts do not say which characters they show, that is said, never read as text.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import ROOT
from pdf_files import lines, pdf, read, ruled, shown, table, told

from drafter.cli import main
from drafter.errors import UnreadablePdf
from drafter.language.radicals import characters
from drafter.reading.formats import read_any
from drafter.reading.passage import Passage
from drafter.reading.reader import read_text

pytest.importorskip("pypdfium2")

FILES = ROOT.parent / "shared" / "acceptance" / "files"
REPORT = [
    "清河县河湖管护项目支出绩效自评报告",
    "一、基本情况",
    "　　本项目预算200万元，执行180万元，执行率90%。",
    "二、主要做法",
    "　　全县设立河长86名，开展巡河1200人次。",
]
PLAIN = [line.strip("\u3000") for line in REPORT]
BODY = lines(REPORT)


def fault(data: bytes, tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(data)
    read_any(str(file))


# Radicals.


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("⼀、⽴项依据", "一、立项依据"),
        ("河⻓制⾦额⻅表", "河长制金额见表"),
        ("⼾籍⼈⼝86⼈", "户籍人口86人"),
        ("年度樂章", "年度樂章"),
        ("⻰⻋⻔⻢⻦⻥", "龙车门马鸟鱼"),
        ("没有部首的一句话", "没有部首的一句话"),
    ],
)
def test_radicals_are_characters_everywhere(said: str, meant: str, tmp_path: Path) -> None:
    assert characters(said) == meant and len(said) == len(meant)
    assert told(read(pdf([lines([said + "说明", "　　正文。"])])))[0] == meant + "说明"
    assert read_text(f"标题\n{said}正文。\n").draft.blocks[0] == read_text(f"标题\n{meant}正文。\n").draft.blocks[0]
    for name, page in (("a.html", f"<p>标题</p><p>{said}正文。</p>"), ("a.md", f"# 标题\n\n{said}正文。\n")):
        (tmp_path / name).write_text(page, encoding="utf-8")
        assert told(read_any(str(tmp_path / name)))[-1] == f"{meant}正文。"


def test_a_place_stays_where_the_radical_stands() -> None:
    reading = read_text("标题\n本项⽬预算200万元。\n")
    origin = reading.origins[0]
    assert isinstance(origin, Passage) and origin.text == "本项目预算200万元。"
    assert reading.source.text[origin.origin(2)] == "⽬" and reading.place(origin, 2) == (2, 3)


# Figures and numbers of pages.


def numbered(texts: list[str], shape: str = "{}", y: float = 40, first: int = 1) -> list[str]:
    return [lines([text], x=96) + shown(shape.format(number), 290, y) for number, text in enumerate(texts, first)]


@pytest.mark.parametrize("shape", ["{}", "— {} —", "第{}页", "- {} -", "第 {} 页 共 9 页", "{}/9", "Page {}"])
@pytest.mark.parametrize("y", [40, 810])
def test_numbers_of_pages_are_left_out(shape: str, y: float) -> None:
    texts = [f"这是第{name}页上的一句话。" for name in "甲乙丙丁"]
    assert told(read(pdf(numbered(texts, shape, y)))) == texts
    # A cover is not counted.
    assert told(read(pdf([lines(["封面上的一句话。"], x=96), *numbered(texts, shape, y)])))[1:] == texts


@pytest.mark.parametrize("figures", [["7", "300", "42"], ["5", "4", "3"], ["2024", "2024", "2024"]])
def test_figures_at_the_foot_that_do_not_count_are_read(figures: list[str]) -> None:
    pages = [lines(["年度支出如下："], x=96) + shown(figure, 290, 100) for figure in figures]
    assert [line for line in told(read(pdf(pages))) if line.isdigit()] == figures


CELLS = [
    ["项目", "预算", "支出"],
    ["清淤", "100", "95"],
    ["护坡", "80", "75"],
    ["绿化", "2", "1"],
    ["合计", "182", "171"],
]
ROWS = ["|".join(row) for row in CELLS]


@pytest.mark.parametrize("top", [700, 300, 150])
@pytest.mark.parametrize("fenced", ["", "strokes", "boxes"])
def test_figures_of_a_table_are_read_wherever_it_stands(top: float, fenced: str) -> None:
    xs, ys = [72, 200, 300, 400], [top - 20 * row for row in range(6)]
    drawn = table(CELLS, xs, top) + (ruled(xs, ys, fenced == "boxes") if fenced else "")
    assert told(read(pdf([drawn]))) == ROWS
    page = lines(["　　全年支出如下。"]) + drawn + shown("1", 290, 20)
    assert told(read(pdf([page]))) == ["全年支出如下。", *ROWS]


def test_a_table_drawn_by_another_program_keeps_its_figures(tmp_path: Path) -> None:
    pytest.importorskip("reportlab")
    from reportlab.lib import colors
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import SimpleDocTemplate, Table

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    for lined in (
        [("GRID", (0, 0), (-1, -1), 0.5, colors.black)],
        [("LINEBELOW", (0, 0), (-1, -1), 1, colors.red)],
        [],
    ):
        file = tmp_path / "a.pdf"
        SimpleDocTemplate(str(file)).build(
            [Table(CELLS, style=[("FONT", (0, 0), (-1, -1), "STSong-Light", 9), *lined])]
        )
        assert told(read(file.read_bytes())) == ROWS


# Fonts that do not say what they show.


@pytest.mark.parametrize("data", [pdf([BODY], coded=False), pdf([BODY], shift=0x9000), pdf([BODY], shift=0x1357),
                                  pdf([BODY], shift=0xB100)])  # fmt: skip
def test_gibberish_is_said_to_be_unreadable(data: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(UnreadablePdf, match="乱码"):
        fault(data, tmp_path)
    assert main(["check", str(tmp_path / "a.pdf")]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_few_letters_without_codes_are_marked_and_told() -> None:
    reading = read(pdf([BODY + lines(PLAIN, y=600), shown("甲\ue001乙", 300, 300)]))
    assert reading.remarks == ("第2页有的字没有编码，认不出来，写作“\ufffd”",) and told(reading)[-1] == "甲\ufffd乙"


@pytest.mark.parametrize(
    "text", ["龍潭縣水利局二〇二四年度部門決算說明書", "Annual report of the county on water works, 2024."]
)
def test_other_scripts_are_no_gibberish(text: str) -> None:
    assert told(read(pdf([lines([text, text + "。" * 2])])))


# What is not seen.


HIDDEN = "上一稿：执行率95%。"


@pytest.mark.parametrize(
    ("drawn", "page"),
    [
        (shown(HIDDEN, 72, 870), ""), (shown(HIDDEN, 72, -20), ""), (shown(HIDDEN, 700, 400), ""),
        (shown(HIDDEN, -300, 400), ""), (shown(HIDDEN, 72, 500), "/CropBox[0 520 595 842]"),
        (shown(HIDDEN, 72, 500), "/MediaBox[0 520 595 1362]/CropBox[0 520 595 842]"),
        (f"q 72 590 50 30 re W n {shown(HIDDEN, 300, 600)} Q\n", ""), (shown(HIDDEN, 72, 600, before="1 g"), ""),
        (shown(HIDDEN, 72, 600, before="1 1 1 rg"), ""), (shown(HIDDEN, 72, 600, size=0.5), ""),
        (shown(HIDDEN, 72, 600) + "q 1 g 60 590 300 30 re f Q\n", ""),
        (shown(HIDDEN, 72, 600) + "q 0 g 60 590 300 30 re f Q\n", ""),
    ],
    ids=["above", "below", "right", "left", "cropped", "moved and cropped", "cut off", "white", "white in colour",
         "tiny", "painted over", "blackened"],
)  # fmt: skip
def test_what_is_not_seen_is_not_read(drawn: str, page: str) -> None:
    assert told(read(pdf([BODY + drawn], page=page))) == PLAIN


def test_what_is_seen_is_read() -> None:
    blue = "q 0 0 1 rg 60 590 300 30 re f Q\n"
    cut = f"q 60 590 100 30 re W n {shown('甲。', 72, 600)} Q\n"
    white = blue + shown("甲。", 72, 600, before="1 g")
    shaded = "q 0.9 g 60 590 300 30 re f Q\n" + shown("甲。", 72, 600)
    beside = (
        shown("甲。", 72, 600) + "q 1 g 60 500 300 90 re f 72 598 60 0.5 re f 200 0 395 842 re W n 0 0 595 842 re f Q\n"
    )
    for drawn in (shown("甲。", 72, 600), white, cut, shown("甲。", 72, 600, before="0.8 g"), shaded, beside):
        assert told(read(pdf([BODY + drawn])))[-1].endswith("甲。")


def test_what_is_painted_in_a_group_before_the_text_hides_none_of_it() -> None:
    ground = "0.9 g 0 0 595 842 re f 1 g 60 60 400 760 re f"
    group = f"<</Type/XObject/Subtype/Form/BBox[0 0 595 842]/Length {len(ground)}>>stream\n{ground}\nendstream".encode()
    data = pdf(["/G Do\n" + BODY], resources="/XObject<</G 6 0 R>>", extra=[group])
    assert told(read(data)) == PLAIN
    data = pdf([BODY + "/G Do\n" + lines(["另一句。"], y=500)], resources="/XObject<</G 6 0 R>>", extra=[group])
    assert told(read(data)) == ["另一句。"]


# Letters drawn again.


@pytest.mark.parametrize(("right", "up"), [(0.4, 0), (0, 0.4), (0.3, -0.3), (0, 0), (1.2, 0)])
@pytest.mark.parametrize("times", [2, 4])
def test_letters_drawn_again_to_look_bold_are_read_once(right: float, up: float, times: int) -> None:
    whole = "".join(
        lines(REPORT, x=72 + right * at / (times - 1), y=760 + up * at / (times - 1)) for at in range(times)
    )
    by_line = "".join(
        lines([line], x=72 + right * at / (times - 1), y=760 - 20 * number + up * at / (times - 1))
        for number, line in enumerate(REPORT)
        for at in range(times)
    )
    assert told(read(pdf([whole]))) == PLAIN and told(read(pdf([by_line]))) == PLAIN


@pytest.mark.parametrize("text", ["人人参与，1111元，AAll。", "层层落实，二二〇〇。", "“”““””……——"])
def test_letters_that_are_said_twice_are_read_twice(text: str) -> None:
    assert told(read(pdf([lines(["标题文字说明", text])])))[-1] == text


# The given inputs.


def given(name: str) -> str:
    if not (FILES / name).is_file():
        pytest.skip("the inputs are not here")
    return str(FILES / name)


@pytest.mark.parametrize(("name", "code"), [("01-radicals.pdf", 1), ("01-radicals.txt", 1), ("18-no-tounicode.pdf", 2),
                                            ("19-off-page.pdf", 0), ("20-fake-bold.pdf", 0)])  # fmt: skip
def test_given_inputs(name: str, code: int) -> None:
    assert main(["check", given(name)]) == code


def test_the_printed_page_of_radicals_is_the_page() -> None:
    assert main(["diff", given("01-radicals-page.html"), given("01-radicals.pdf")]) == 0
