"""What the paragraphs of Word documents say: fields, symbols, struck words, titles.

Invariants:
- A field swallows its code and nothing else; without an end it is none, and the text behind it is read.
- Letters of symbol fonts come out as what people see; one that nobody knows shows as 〓.
- What is struck through or deleted gives no figure.
- A title on several lines is one title, in order.
- Whatever of a document cannot be read is told in one line, with the number of the paragraph.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from conftest import SHARED
from hypothesis import given
from hypothesis import strategies as st
from word_files import (
    END,
    SPACES,
    TITLE,
    WRONG,
    code,
    document,
    field,
    mark,
    opened,
    p,
    read,
    run,
    said,
    styled,
    table,
    tc,
)

from drafter.cli import main
from drafter.reading.formats import read_any
from drafter.reading.word.linear import overstruck
from drafter.reading.word.symbols import MISSING, seen, symbol

FILES = SHARED / "acceptance" / "files"
MATHS = "http://schemas.openxmlformats.org/officeDocument/2006/math"


# -- fields that never end --------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("inside", "text"),
    [
        # No end; no end but a result; an end that was never begun; a begin alone.
        ([run("填表日期：") + mark("begin") + code(" DATE ") + run("3月")], "填表日期：3月"),
        ([run("日期：") + mark("begin") + code(" DATE ") + mark("separate") + run("3月")], "日期：3月"),
        ([run("甲") + mark("end") + run("乙")], "甲乙"), ([run("甲") + mark("begin") + run("乙")], "甲乙"),
        ([run("甲") + mark("separate") + run("乙") + mark("end")], "甲乙"),
        # The same with whole fields behind it, in its own paragraph and in the next ones.
        ([mark("begin") + code(" PAGE ") + run("第") + field(" REF x ", "三") + run("处")], "第三处"),
        ([mark("begin") + code(" PAGE "), run("情况") + field(" SEQ 表 ", "2"), field(" = 1+1 ", "2") + run("处。")],
         "情况2|2处。"),
        # A table of contents that never ends hides nothing but itself.
        ([mark("begin") + code(" TOC ") + mark("separate") + run("目录一"), run("情况正常。")], "目录一|情况正常。"),
        # An end that belongs to another field comes paragraphs later: a code does not run over the text between.
        ([mark("begin") + code(" DATE "), run("情况正常。"), run("进展顺利。") + mark("end"), run("完成。")],
         "情况正常。|进展顺利。|完成。"),
        # Fields that are whole: the code is left out, also where it stands in words or holds fields; so are contents.
        ([run("甲") + field(" PAGE ", "7") + run("乙")], "甲7乙"),
        ([run("甲") + mark("begin") + run(" PAGE ") + mark("separate") + run("7") + mark("end")], "甲7"),
        ([mark("begin") + code(" IF ") + field(" MERGEFIELD x ", "1") + code("=1 a b") + mark("separate") + run("乙")
          + mark("end")], "乙"),
        ([mark("begin") + code(" TOC ") + mark("separate") + run("一、概况1"),
          run("二、问题2") + mark("end") + run("正文。")], "正文。"),
    ],
)  # fmt: skip
def test_a_field_swallows_its_code_and_nothing_else(inside: Sequence[str], text: str) -> None:
    assert said(*inside) == text


@pytest.mark.parametrize("opening", ["begin", "separate"])
def test_errors_behind_a_field_without_an_end_are_found(
    opening: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    middle = mark("begin") + code(" DATE ") + (mark("separate") if opening == "separate" else "")
    for place in ("text", "note"):
        file = tmp_path / f"{place}.docx"
        first = p(inside=run("日期：") + middle)
        if place == "note":
            first = p(inside=run("见注") + '<w:r><w:footnoteReference w:id="2"/></w:r>')
        notes = f'<w:footnote w:id="2">{p(inside=run("注：") + middle)}</w:footnote>'
        body = p(TITLE) + first + p("一、基本情况") + p(WRONG)
        file.write_bytes(document(body, footnotes=f"<w:footnotes {SPACES}>{notes}</w:footnotes>"))
        assert main(["check", str(file)]) == 1
        assert "95%" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("instruction", "form", "text", "lost"),
    [
        ("FORMCHECKBOX", "<w:checkBox><w:checked/></w:checkBox>", "☑", ""),
        ("FORMCHECKBOX", '<w:checkBox><w:default w:val="1"/><w:checked w:val="0"/></w:checkBox>', "□", ""),
        ("FORMCHECKBOX", '<w:checkBox><w:default w:val="1"/></w:checkBox>', "☑", ""),
        ("FORMDROPDOWN", '<w:ddList><w:result w:val="1"/><w:listEntry w:val="优"/><w:listEntry w:val="良"/></w:ddList>',
         "良", ""),
        ('SYMBOL 82 \\f "Wingdings 2"', "", "☑", ""), ("SYMBOL 0x25A1", "", "□", ""), ("SYMBOL x \\f y", "", "", ""),
        ('QUOTE "甲乙"', "", "甲乙", ""),
        ("=SUM(ABOVE)", "", "", "=SUM(ABOVE)"), ("REF 得分 \\h", "", "", "REF 得分 \\h"), ("PAGE", "", "", ""),
        ("HYPERLINK \"x\"", "", "", ""), ("XE \"x\"", "", "", ""),
    ],
)  # fmt: skip
def test_fields_without_a_result(instruction: str, form: str, text: str, lost: str) -> None:
    inside = f"<w:ffData>{form}</w:ffData>" if form else ""
    reading = read(run("是：") + field(instruction, None, inside) + run("。"))
    first = reading.draft.blocks[0]
    assert getattr(first, "text", "").replace(MISSING, "") == f"是：{text}。"
    assert [one for one in reading.remarks if "域没有结果" in one] == (
        [f"第2段域没有结果，没有读：“{lost}”"] if lost else []
    )
    # A result that is there is taken, also an empty one.
    assert not read(run("是：") + field(instruction, "九", inside)).remarks
    if lost:
        assert not read(run("是：") + field(instruction, "", inside)).remarks


# -- struck and deleted words -----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("inside", "text", "struck"),
    [
        (styled("<w:strike/>", "100") + run("200万元"), "200万元", "100"),
        (styled("<w:dstrike/>", "100") + run("200万元"), "200万元", "100"),
        (styled('<w:strike w:val="1"/>', "1") + styled("<w:strike/>", "00万") + run("200万元"), "200万元", "100万"),
        (styled('<w:strike w:val="0"/>', "100") + run("万元"), "100万元", ""),
        (styled('<w:rStyle w:val="out"/>', "100") + run("200万元"), "200万元", "100"),
        (styled('<w:rStyle w:val="out"/><w:strike w:val="false"/>', "100") + run("万元"), "100万元", ""),
        (f"<w:ins>{styled('<w:strike/>', '100')}</w:ins>" + run("200万元"), "200万元", "100"),
        (f"<w:hyperlink>{styled('<w:strike/>', '100')}</w:hyperlink>" + run("200万元"), "200万元", "100"),
        (styled("<w:strike/>", " ") + run("200万元"), "200万元", ""),
        (f"<w:del>{run('100', 'delText')}</w:del>" + run("200万元"), "200万元", ""),
        (f"<w:moveFrom>{run('100')}</w:moveFrom>" + run("200万元"), "200万元", ""),
        (styled("<w:vanish/>", "100") + run("200万元"), "200万元", ""),
    ],
)  # fmt: skip
def test_struck_and_deleted_words_give_no_figure(inside: str, text: str, struck: str) -> None:
    styles = (
        '<w:style w:type="character" w:styleId="out"><w:name w:val="作废"/><w:rPr><w:strike/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="gone"><w:name w:val="作废段"/><w:rPr><w:dstrike/></w:rPr></w:style>'
    )
    body = p(TITLE) + p(inside=run("预算") + inside + run("。")) + p(END)
    reading = opened(document(body, styles))
    assert getattr(reading.draft.blocks[0], "text", "") == f"预算{text}。"
    assert list(reading.remarks) == ([f"第2段有删除线的文字没有读：“{struck}”"] if struck else [])
    whole = p(TITLE) + p("作废的一段100万元。", '<w:pStyle w:val="gone"/>') + table(tc("甲") + tc("乙")) + p(END)
    reading = opened(document(whole, styles))
    assert "100" not in reading.source.text and "作废的一段100万元" in reading.remarks[0]


def test_struck_cells_are_told_with_the_number_of_the_row() -> None:
    cell = f"<w:tc><w:tcPr/>{p(inside=styled('<w:strike/>', '95') + run('90'))}</w:tc>"
    reading = opened(document(p(TITLE) + table(tc("指标") + tc("得分"), tc("甲") + cell) + p(END)))
    assert "甲\t90" in reading.source.text
    assert reading.remarks == ("第3段有删除线的文字没有读：“95”",)


# -- symbols ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("font", "codes", "text"),
    [
        ("Wingdings 2", (0x52, 0xF052, 0xA3, 0xF0A3, 0x53, 0x50), "☑☑□□☒√"),
        ("Wingdings", (0xF0FE, 0xFE, 0xA8, 0x6F, 0xFD, 0xFC, 0xFB, 0x6C, 0x6E, 0xE0, 0x81, 0x8A), "☑☑□□☒√×●■→①⑩"),
        ("Symbol", (0xF0B1, 0xB3, 0xA3, 0xB4, 0x70, 0xE5, 0xD6, 0xB0, 0x35), "±≥≤×π∑√°5"),
        ("Webdings", (0x61, 0x63, 0x72), "√□×"), ("Wingdings 3", (0x22, 0x70), "→▲"), ("WINGDINGS", (0xFE,), "☑"),
        ("宋体", (0x25A1, 0x2611), "□☑"), ("宋体", (0xF052,), MISSING), ("Wingdings", (0x22, 0x01), MISSING * 2),
        ("", (0x2463,), "④"), ("Symbol", (0xD800, 0x110000), MISSING * 2), ("x", (0xD800,), MISSING),
    ],
)  # fmt: skip
def test_letters_of_symbol_fonts(font: str, codes: Sequence[int], text: str) -> None:
    assert "".join(symbol(font, one) for one in codes) == text
    letters = "".join(f'<w:sym w:font="{font}" w:char="{one:04X}"/>' for one in codes)
    reading = read(run("选：") + f"<w:r>{letters}</w:r>" + run("。"))
    assert getattr(reading.draft.blocks[0], "text", "") == f"选：{text}。"
    assert ("认不出的符号" in "".join(reading.remarks)) == (MISSING in text)


@pytest.mark.parametrize(
    ("fonts", "typed", "text"),
    [
        ('w:ascii="Wingdings 2" w:hAnsi="Wingdings 2"', "R", "☑"), ('w:hAnsi="Wingdings"', "þ¨", "☑□"),
        ('w:ascii="Wingdings" w:eastAsia="宋体"', "\uf0fe完成", "☑完成"), ('w:ascii="宋体"', "R", "R"),
        ('w:eastAsia="Wingdings"', "\uf0a8", "□"), ('w:ascii="Symbol"', "a5", "α5"),
    ],
)  # fmt: skip
def test_words_written_in_a_symbol_font(fonts: str, typed: str, text: str) -> None:
    assert said(run("选：") + styled(f"<w:rFonts {fonts}/>", typed) + run("。")) == f"选：{text}。"


@given(st.text(), st.sampled_from(["宋体", "Wingdings", "Symbol", ""]))
def test_a_text_keeps_its_length_and_its_chinese(text: str, font: str) -> None:
    found = seen(text, [font])
    assert len(found) == len(text)
    assert all(a == b for a, b in zip(found, text, strict=True) if "一" <= b <= "龥")


def test_a_bad_symbol_is_told() -> None:
    for attributes in ('w:font="Wingdings"', 'w:char="zz"', ""):
        reading = read(run("选：") + f"<w:r><w:sym {attributes}/></w:r>")
        assert getattr(reading.draft.blocks[0], "text", "") == f"选：{MISSING}" and len(reading.remarks) == 1


def test_overstruck_characters() -> None:
    assert [overstruck(one) for one in (["○", "8"], ["8", "○"], ["□", ""], ["甲"], ["a", "b", "c"], ["○", "○"])] == [
        "⑧", "⑧", "□", "甲", "abc", "（○）",
    ]  # fmt: skip


# -- titles -----------------------------------------------------------------------------------------------------------
CENTRED = '<w:jc w:val="center"/>'


@pytest.mark.parametrize(
    ("body", "title"),
    [
        (p("云溪县河湖管护", CENTRED) + p("2024年度项目支出绩效自评报告", CENTRED) + p(""),
         "云溪县河湖管护2024年度项目支出绩效自评报告"),
        (p(inside=run("某某县财政局") + "<w:r><w:br/></w:r>" + run("绩效自评工作总结"), properties=CENTRED),
         "某某县财政局绩效自评工作总结"),
        (p("云溪县河湖管护项目", CENTRED) + p("支出绩效自评", CENTRED) + p("报告", CENTRED),
         "云溪县河湖管护项目支出绩效自评报告"),
        (p("2024年度项目支出绩效自评报告", CENTRED), "2024年度项目支出绩效自评报告"),
    ],
)  # fmt: skip
def test_a_title_on_several_lines_is_one_in_order(body: str, title: str, tmp_path: Path) -> None:
    rest = p("一、基本情况") + p("本项目预算200万元，执行180万元，执行率90%。")
    file, other = tmp_path / "a.docx", tmp_path / "b.txt"
    file.write_bytes(document(body + rest))
    other.write_text(f"{title}\n\n一、基本情况\n本项目预算200万元，执行180万元，执行率90%。\n", encoding="utf-8")
    reading = read_any(str(file))
    assert reading.draft.title == title
    assert main(["diff", str(file), str(other)]) == 0


# -- the inputs to measure with ---------------------------------------------------------------------------------------
@pytest.mark.skipif(not FILES.is_dir(), reason="inputs to measure with are not there")
@pytest.mark.parametrize(
    ("name", "text", "exit_"),
    [("07-field-no-end", "执行率95%", 1), ("09-fraction", "=180/200×100%=90%", 0), ("10-strike", "预算200万元", 0),
     ("11-symbols", "☑完成□未完成□部分完成", 0), ("12-enclosed", "修复⑧处", 0), ("13-altchunk", "执行率95%", 1),
     ("15-title-two-lines", "执行率90%", 0)],
)  # fmt: skip
def test_given_files(name: str, text: str, exit_: int, capsys: pytest.CaptureFixture[str]) -> None:
    file = str(FILES / f"{name}.docx")
    blocks = read_any(file).draft.blocks
    assert any(text in getattr(block, "text", "") for block in blocks)
    assert main(["check", file]) == exit_
