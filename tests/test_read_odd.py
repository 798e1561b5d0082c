"""Files with odd marks, in odd encodings, with words in odd places.

Invariants:
- A text is read in any encoding that an editor writes, with a mark or without; a broken byte costs one character and is
  said; what is gibberish already is refused by name, never read.
- Figures set high or low (docx, page, PDF, Markdown) make no other number of what they stand behind.
- A table is one whatever makes it: blanks, roles, styles. Letters of symbol fonts are the signs that people see.
- What cannot be seen is not read: white on white in Word (said), control characters, heads of short pages.
- The marks of Markdown's dialects are no words.
"""

from __future__ import annotations

from pathlib import Path

import pdf_files
import pytest
from shown import shown
from word_files import STYLES, document, opened, p, run, table, tc

from drafter.errors import DrafterError, Garbled, NotText
from drafter.reading.formats import read_any
from drafter.reading.reader import read_text
from drafter.reading.web import read_page

TITLE = "泵站维修项目支出绩效自评报告"
TEXT = f"{TITLE}\n一、资金情况\n预算20万元，执行18万元，执行率90%。\n" + "　　全年巡查泵站24次，更换闸门6扇。\n" * 4
LINES = [f"# {TITLE}", "h1 一、资金情况", "预算20万元，执行18万元，执行率90%。"]
GAP = "\ufffd"


def of(data: bytes, folder: Path, name: str = "a.txt") -> tuple[list[str], tuple[str, ...]]:
    file = folder / name
    file.write_bytes(data)
    reading = read_any(str(file))
    return shown(reading), reading.remarks


# -- encodings --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gbk", "gb18030"],
)
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.docx"])
def test_any_encoding(tmp_path: Path, encoding: str, name: str) -> None:
    assert of(TEXT.encode(encoding), tmp_path, name)[0][:3] == LINES


@pytest.mark.parametrize("text", ["⺠⽣\n" * 9, "┌──┬──┐\n│项目│支出│\n├──┼──┤\n│闸门│8│\n└──┴──┘\n", "①㈡№㎡±≥\n"])
def test_signs_and_frames_and_radicals_are_usual(tmp_path: Path, text: str) -> None:
    assert of(text.encode("gb18030"), tmp_path)[0] == of(text.encode(), tmp_path)[0]


def test_traditional_characters(tmp_path: Path) -> None:
    text = "泵站維修項目支出績效自評報告\n全年巡查泵站24次，更換閘門6扇，資金來源為縣級財政。\n"
    assert of(text.encode("big5"), tmp_path)[0] == of(text.encode(), tmp_path)[0]


#: A whole text, what is broken in it, and in its place what is read.
BROKEN = [
    (TEXT.encode()[:-2], "更换闸门6扇" + GAP),
    (TEXT.encode().replace("巡".encode(), b"\xe5\xb7", 1), f"全年{GAP}查泵站24次"),
    (TEXT.encode("gbk").replace("巡查".encode("gbk"), "巡查".encode("gbk") + b"\xff", 1), f"全年巡查{GAP}泵站24次"),
    (("\ufeff" + TEXT).encode("utf-16-le")[:-1], GAP),
    (TEXT.encode().replace("巡".encode(), b"\0", 1), f"全年{GAP}查泵站24次"),
]


@pytest.mark.parametrize(("data", "wanted"), BROKEN)
def test_a_broken_byte_costs_one_character_and_is_said(tmp_path: Path, data: bytes, wanted: str) -> None:
    told, remarks = of(data, tmp_path)
    assert told[:3] == LINES
    assert wanted in "".join(told)
    assert remarks == ("有1个字坏了，读不出来",)


GIBBERISH = [
    TEXT.encode().decode("latin-1").encode(),
    TEXT.encode().decode("gbk", "replace").encode(),
    "".join("锟斤拷" for _ in TEXT).encode(),
    "本事業の予算は200万円です。執行率は95％です。担当者は山田です。".encode("shift-jis"),
    TEXT.encode("gbk").decode("cp1252", "replace").encode(),
]


@pytest.mark.parametrize("data", GIBBERISH)
def test_gibberish_is_refused_by_name(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(Garbled, match="乱码"):
        of(data, tmp_path)


@pytest.mark.parametrize("data", [bytes(range(256)) * 8, b"\0" * 500, TEXT.encode()[1::2], b"\xff" * 90])
def test_what_is_no_text_stays_none(tmp_path: Path, data: bytes) -> None:
    with pytest.raises((NotText, Garbled)):
        of(data, tmp_path)


# -- figures set high and low -----------------------------------------------------------------------------------------
def set_off(text: str, where: str) -> str:
    return f'<w:r><w:rPr><w:vertAlign w:val="{where}"/></w:rPr><w:t>{text}</w:t></w:r>'


HIGH, LOW = "superscript", "subscript"
SAID = "用水10³立方米，面积120m²，CO₂10吨。"
_MARKED = '<w:style w:type="character" w:styleId="up"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'


def test_figures_set_off_in_word() -> None:
    inside = f"{run('用水10')}{set_off('3', HIGH)}{run('立方米，面积120m')}{set_off('2', HIGH)}"
    inside += f"{run('，CO')}{set_off('2', LOW)}{run('10吨。')}"
    assert shown(opened(document(p(inside=inside))))[-1] == SAID
    styled = '<w:r><w:rPr><w:rStyle w:val="up"/></w:rPr><w:t>3</w:t></w:r>'
    flat = '<w:r><w:rPr><w:rStyle w:val="up"/><w:vertAlign w:val="baseline"/></w:rPr><w:t>5</w:t></w:r>'
    body = p(inside=run("用水10") + styled + run("立方米，共") + flat + run("处。"))
    assert shown(opened(document(body, STYLES + _MARKED)))[-1] == "用水10³立方米，共5处。"


SET_OFF = [
    "用水10<sup>3</sup>立方米，面积120m<sup>2</sup>，CO<sub>2</sub>10吨。",
    '用水10<span style="vertical-align:super">3</span>立方米，面积120m<sup>2</sup>，CO<sub>2</sub>10吨。',
]


@pytest.mark.parametrize("said", SET_OFF)
def test_figures_set_off_in_a_page(said: str) -> None:
    assert shown(read_page(f"<h1>{TITLE}</h1><p>{said}</p>"))[-1] == SAID


@pytest.mark.parametrize("said", [SET_OFF[0], "用水10^3^立方米，面积120m^2^，CO~2~10吨。"])
def test_figures_set_off_in_markdown(tmp_path: Path, said: str) -> None:
    told, _ = of(f"# {TITLE}\n\n{said}\n\n巡查5~8~10次、2^3。\n".encode(), tmp_path, "a.md")
    assert told[1:] == [SAID, "巡查5~8~10次、2^3。"]


@pytest.mark.parametrize(("up", "wanted"), [(5, "用水10³吨。"), (-3, "用水10₃吨。"), (0, "用水103吨。")])
def test_figures_set_off_in_a_pdf(up: float, wanted: str) -> None:
    drawn = (
        pdf_files.shown("用水10", 72, 700) + pdf_files.shown("3", 108, 700 + up, 7) + pdf_files.shown("吨。", 112, 700)
    )
    assert pdf_files.told(pdf_files.read(pdf_files.pdf([drawn]))) == [wanted]


# -- tables -----------------------------------------------------------------------------------------------------------
WANTED = "[项目|预算（万元）|支出（万元）/闸门|12|10/水泵|8|8/合计|20|18]"
COLUMNS = [
    "项目    预算（万元）  支出（万元）\n闸门    12          10\n水泵    8          8\n合计    20          18",
    "　　项目　　预算（万元）　　支出（万元）\n　　闸门　　12　　10\n　　水泵　　8　　8\n　　合计　　20　　18",
    "项目  预算（万元）  支出（万元）\n闸门  12  10\n水泵   8   8\n合计  20  18",
]


@pytest.mark.parametrize("rows", COLUMNS)
def test_columns_set_by_blanks(rows: str) -> None:
    assert shown(read_text(f"{TITLE}\n\n{rows}\n\n以上为全部支出。")) == [f"# {TITLE}", WANTED, "以上为全部支出。"]


@pytest.mark.parametrize(
    "lines",
    [
        "单位：某局    日期：3月10日\n项目：泵站维修    金额：20万元",
        "巡查泵站    更换闸门    清理河道\n加强值守    落实责任    完善制度\n定期会商    及时通报    按月检查",
        "甲    12\n乙    13",
    ],
)
def test_words_far_apart_are_no_table(lines: str) -> None:
    assert not any("[" in line for line in shown(read_text(f"{TITLE}\n\n{lines}\n\n以上。")))


def _rows(row: str, cell: str) -> str:
    cells = [one.split("|") for one in WANTED[1:-1].split("/")]
    return "".join(f"<div {row}>{''.join(f'<span {cell}>{one}</span>' for one in line)}</div>" for line in cells)


@pytest.mark.parametrize(
    "body",
    [
        f'<div role="table"><div role="rowgroup">{_rows("role=row", "role=cell")}</div></div>',
        f'<div role="grid">{_rows("role=row", "role=gridcell")}</div>',
        "<style>.t{display:table}.r{display:table-row}.c{display:table-cell}</style>"
        f"<div class=t>{_rows('class=r', 'class=c')}</div>",
    ],
)
def test_tables_of_other_elements(body: str) -> None:
    assert shown(read_page(f"<h1>{TITLE}</h1>{body}<p>以上为全部支出。</p>"))[1:] == [WANTED, "以上为全部支出。"]


# -- pages ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ('<font face="Wingdings 2">R</font>已完成<font face="Wingdings 2">&#163;</font>未完成', "☑已完成□未完成"),
        ("<span style=\"font-family:'Wingdings 2',serif\">R</span>已完成", "☑已完成"),
        ('满意度<span style="font-family:Symbol">&#179;</span>90%', "满意度≥90%"),
        ('<font face="宋体">R</font>类', "R类"),
    ],
)
def test_fonts_of_signs(body: str, wanted: str) -> None:
    assert shown(read_page(f"<h1>{TITLE}</h1><p>{body}</p><p>以上为全部内容。</p>"))[1] == wanted


def test_the_foot_of_a_section_is_text_and_that_of_the_site_is_not() -> None:
    signed = "<footer><p>某某县水务局</p><p>2025年3月10日</p></footer>"
    page = f"<section><h1>{TITLE}</h1><p>全年巡查泵站24次，更换闸门6扇。</p>{signed}</section>"
    assert shown(read_page(page + "<footer><p>某站</p></footer>"))[2:] == ["某某县水务局", "2025年3月10日"]
    assert shown(read_page(f"<h1>{TITLE}</h1><p>全年巡查泵站24次，更换闸门6扇。</p>{signed}"))[2:] == []


# -- Markdown and text ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("执行率==90%==。", "执行率90%。"),
        ("若甲==乙则止，乙==丙亦然。", None),
        ("***一、资金情况***", "h1 一、资金情况"),
        ("_全年巡查24次。_", "全年巡查24次。"),
        ("*全年巡查24次。*", "全年巡查24次。"),
        ("由张*和李*负责。", "由张*和李*负责。"),
        ("::: note\n全年巡查24次。\n:::", "全年巡查24次。"),
        ("全年巡查24次。 {#sec .x}", "全年巡查24次。"),
        ("{: .center}\n全年巡查24次。", "全年巡查24次。"),
    ],
)
def test_marks_of_markdown(tmp_path: Path, line: str, wanted: str | None) -> None:
    told, _ = of(f"# {TITLE}\n\n{line}\n".encode(), tmp_path, "a.md")
    if wanted is not None:
        assert told[1:] == [wanted]
    else:
        assert "甲" in told[1]


@pytest.mark.parametrize(
    "said",
    [
        "执\u00ad行率90%。",
        "\u202a执行率90%\u202c。",
        "\x1b[31m执行率\x1b[0m90%。",
        "执\x08行率90%。",
        "执行率90%\ufe0f。\n\x1a",
    ],
)
def test_what_nobody_sees_is_not_read(said: str) -> None:
    assert shown(read_text(f"{TITLE}\n\n{said}")) == [f"# {TITLE}", "执行率90%。"]


@pytest.mark.parametrize("number", ["·3·", "～3～", "• 3 •", "3页", "第3页/共9页", "第 3 页 共 9 页", "- 3 -"])
def test_numbers_of_pages_in_a_text(number: str) -> None:
    assert shown(read_text(f"{TITLE}\n\n全年巡查24次。\n{number}\n更换闸门6扇。"))[1:] == [
        "全年巡查24次。",
        "更换闸门6扇。",
    ]


# -- Word and PDF -----------------------------------------------------------------------------------------------------
WHITE = '<w:r><w:rPr><w:color w:val="FFFFFF"/>{}</w:rPr><w:t>预算30万元</w:t></w:r>'
SHADE = '<w:shd w:val="clear" w:fill="000000"/>'


def test_white_on_white_is_said_and_not_read() -> None:
    reading = opened(document(p(TITLE) + p(inside=WHITE.format("") + run("全年巡查24次。"))))
    assert shown(reading)[1:] == ["全年巡查24次。"]
    assert reading.remarks == ("第2段有白纸上的白字，没有读：“预算30万元”",)


@pytest.mark.parametrize(
    "body",
    [
        p(inside=WHITE.format(SHADE)),
        p(inside=WHITE.format('<w:highlight w:val="red"/>')),
        p(properties=SHADE, inside=WHITE.format("")),
        table(f"<w:tc><w:tcPr>{SHADE}</w:tcPr>{p(inside=WHITE.format(''))}</w:tc>" + tc("注")),
    ],
)
def test_white_on_colour_is_read(body: str) -> None:
    reading = opened(document(p(TITLE) + body + p("全年巡查24次。")))
    assert "预算30万元" in "".join(shown(reading))
    assert not reading.remarks


def test_the_head_of_short_pages_is_no_text() -> None:
    pages = [
        pdf_files.shown("某某局自评材料", 72, 810, 9) + pdf_files.lines([f"{n}、其他情况", f"　　全年巡查{n}次。"])
        for n in "二三四"
    ]
    assert pdf_files.told(pdf_files.read(pdf_files.pdf(pages))) == [
        f"{n}、其他情况" if at == 0 else f"全年巡查{n}次。" for n in "二三四" for at in (0, 1)
    ]


def test_every_refusal_here_is_one_line() -> None:
    for error in (Garbled("甲.txt"), NotText("甲.txt")):
        assert isinstance(error, DrafterError)
        assert "\n" not in str(error)


@pytest.mark.parametrize("before", [b"\xef\xbb\xbf", b" \r\n", b"\0\0junk"])
def test_what_stands_before_an_old_document_is_left_out(before: bytes) -> None:
    from drafter.reading.disarm import disarmed

    assert disarmed("rtf", before + b"{\\rtf1 x\\par}", "a.rtf").startswith(b"{\\rtf1")


def test_a_page_behind_many_blanks_is_a_page(tmp_path: Path) -> None:
    page = b" " * 70_000 + f"<html><body><h1>{TITLE}</h1><p>全年巡查24次。</p></body></html>".encode()
    told, remarks = of(page, tmp_path, "a.doc")
    assert told == [f"# {TITLE}", "全年巡查24次。"]
    assert remarks[0] == "扩展名是 .doc，内容是网页，已按网页读"


@pytest.mark.parametrize("tag", ["del", "s", "strike"])
def test_struck_words_of_markdown(tmp_path: Path, tag: str) -> None:
    told, _ = of(f"# {TITLE}\n\n预算<{tag}>10</{tag}>20万元，~~已~~执行。\n".encode(), tmp_path, "a.md")
    assert told[1:] == ["预算20万元，执行。"]


def test_a_limit_of_a_sum_and_what_is_summed_are_two_numbers() -> None:
    plain = "<m:r><m:t>{}</m:t></m:r>".format
    sign = '<m:naryPr><m:chr m:val="∑"/></m:naryPr>'
    parts = f"<m:sub>{plain('i=1')}</m:sub><m:sup>{plain('5')}</m:sup><m:e>{plain('10')}</m:e>"
    inside = f"{run('得分=')}<m:oMath><m:nary>{sign}{parts}</m:nary></m:oMath>{run('。')}"
    assert shown(opened(document(p(TITLE) + p(inside=inside))))[1:] == ["得分=∑_(i=1)^5 10。"]


def test_a_page_of_gibberish_is_refused() -> None:
    with pytest.raises(Garbled):
        read_page(f"<h1>{TITLE}</h1><p>全年巡查泵站24次。</p>".encode().decode("latin-1"))


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        (r"执行率=$\frac{180}{200}\times100\%=90\%$。", "执行率=180/200×100%=90%。"),
        (r"得分$\dfrac{a+b}{\text{目标值}}$，面积$120\,m^{2}$。", "得分(a+b)/目标值，面积120m²。"),
        (r"$$x_{1}=\sqrt{16}\le 5$$", "x₁=√16≤5"),
        (r"$\frac{\frac{1}{2}}{3}$倍", "(1/2)/3倍"),
        ("预算$20，另$30。", "预算$20，另$30。"),
        (r"见$\unknown{x}$。", r"见$\unknown{x}$。"),
    ],
)
def test_formulas_of_tex_in_markdown(tmp_path: Path, said: str, wanted: str) -> None:
    assert of(f"# {TITLE}\n\n{said}\n".encode(), tmp_path, "a.md")[0][1:] == [wanted]
