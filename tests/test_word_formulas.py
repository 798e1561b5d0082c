"""Formulas of Word documents: those of today (OMML), the fields that were formulas before (EQ), characters in a circle.

Invariants:
- A formula is read in one line, in which no two of its numbers run together.
- A number in a circle or a tick in a box is that character; what has no such character keeps its brackets.
- Any formula and any code is a line, in linear steps, however deep it is.
"""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from conftest import SHARED
from hypothesis import given
from hypothesis import strategies as st
from word_files import (
    TITLE,
    code,
    document,
    field,
    mark,
    p,
    run,
    said,
)

from drafter.cli import main
from drafter.reading.word import maths
from drafter.reading.word.equations import equation
from drafter.reading.word.linear import fraction

FILES = SHARED / "acceptance" / "files"
MATHS = "http://schemas.openxmlformats.org/officeDocument/2006/math"


# -- characters in a circle -------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("code_", "line"),
    [
        (r"eq \o\ac(○,8)", "⑧"), (r"EQ \o\ac(○,21)", "㉑"), (r"eq \o\ac(○,50)", "㊿"), (r"eq \o(8,○)", "⑧"),
        (r" eq \o\ac(○;3) ", "③"), (r"eq \o\ac(○,三)", "㊂"), (r"eq \o\ac(○,A)", "Ⓐ"), (r"eq \o\ac(○,印)", "㊞"),
        (r"eq \o\ac(□,√)", "☑"), (r"eq \o\ac(□,×)", "☒"), (r"eq \o\ac(□, )", "□"),
        # No such character: the number stays a number of its own.
        (r"eq \o\ac(○,58)", "（58）"), (r"eq \o\ac(△,8)", "△8"), (r"eq \o\ac(○,检)", "（检）"),
        (r"eq \o(甲,乙)", "甲乙"),
        (r"eq 2\f(1,2)", "2 1/2"), (r"eq x\f(1,2)", "x1/2"),
        (r"eq \f(1,2)", "1/2"), (r"eq \f(180,200)×100%", "180/200×100%"), (r"eq \f(a+b,\f(1,2))", "(a+b)/(1/2)"),
        (r"eq \r(3,8)", "∛8"), (r"eq \r(2)", "√2"), (r"m\s\up8(2)", None), (r"eq m\s\up8(2)", "m²"),
        (r"eq x\s\do4(1)", "x₁"), (r"eq \b\lc\{\rc\](\a\al(1,2))", "{1 2]"), (r"eq \x\bo(甲)", "甲"),
        (r"eq \i\su(i=1,5,i)", "∑_(i=1)^5i"), (r"eq \l(1,2)", "1,2"), (r"eq 1\,000", "1,000"), (r"eq \o\ac(○,8", "⑧"),
        # A reading aid, two half lines in one: what is in them is read, how they look is not.
        (r'EQ \* jc2 \* "Font:宋体" \* hps10 \o\ad(\s\up 9(pīn),拼)', "拼"),
        (r"eq \o(\s\up 5(县财),\s\do 2(政局))", "县财政局"),
        (r'eq \o\ac(○,8) \* MERGEFORMAT', "⑧"), ("eq", ""), ("EQUATION 3", None), ("PAGE", None), ("", None),
    ],
)  # fmt: skip
def test_older_formulas_in_one_line(code_: str, line: str | None) -> None:
    assert equation(code_) == line
    if line:
        assert said(run("共") + field(code_) + run("处。")) == f"共{line}处。"


def test_a_circled_number_as_word_writes_it() -> None:
    pieces = "".join(code(one) for one in (r"eq \o\ac(○,", "8", ")"))
    assert said(run("共") + mark("begin") + pieces + mark("end") + run("处。")) == "共⑧处。"
    # With a result the result counts; an empty one is none.
    assert said(run("共") + field(r"eq \o\ac(○,8)", "⑨") + run("处。")) == "共⑨处。"
    assert said(run("共") + field(r"eq \o\ac(○,8)", "") + run("处。")) == "共⑧处。"
    assert said(run("共") + r'<w:fldSimple w:instr=" eq \o\ac(○,8)"/>' + run("处。")) == "共⑧处。"


@given(st.text(alphabet="eq\\ofrsbax(),;○8 甲c{", max_size=60))
def test_any_code_is_a_line_or_none(text: str) -> None:
    line = equation("eq " + text)
    assert line is not None and "\n" not in line


# -- formulas ---------------------------------------------------------------------------------------------------------
def math(inside: str) -> str:
    return f"<m:oMath>{inside}</m:oMath>"


def r(text: str) -> str:
    return f"<m:r><m:rPr><m:sty m:val='p'/></m:rPr><m:t>{text}</m:t></m:r>"


def frac(over: str, under: str) -> str:
    return f"<m:f><m:fPr><m:ctrlPr/></m:fPr><m:num>{over}</m:num><m:den>{under}</m:den></m:f>"


E = "<m:e>{}</m:e>".format


@pytest.mark.parametrize(
    ("inside", "line"),
    [
        (frac(r("180"), r("200")), "180/200"), (frac(r("1") + r("80"), r("20") + r("0")), "180/200"),
        (frac(r("实际支出"), r("预算数")) + r("×100%"), "实际支出/预算数×100%"),
        (frac(r("180+20"), r("200")), "(180+20)/200"), (frac(frac(r("1"), r("2")), r("3")), "(1/2)/3"),
        (f"<m:sSup>{E(r('10'))}<m:sup>{r('4')}</m:sup></m:sSup>", "10^4"),
        (f"<m:sSup>{E(r('m'))}<m:sup>{r('2')}</m:sup></m:sSup>", "m²"),
        (f"<m:sSub>{E(r('x'))}<m:sub>{r('12')}</m:sub></m:sSub>", "x₁₂"),
        (f"<m:sSubSup>{E(r('x'))}<m:sub>{r('i')}</m:sub><m:sup>{r('2')}</m:sup></m:sSubSup>", "x_i²"),
        (f"<m:rad><m:radPr><m:degHide m:val='1'/></m:radPr><m:deg/>{E(r('9'))}</m:rad>", "√9"),
        (f"<m:rad><m:deg>{r('3')}</m:deg>{E(r('a+b'))}</m:rad>", "∛(a+b)"),
        (f"<m:d>{E(r('3'))}{E(r('4'))}</m:d>", "(3|4)"),
        ("<m:d><m:dPr><m:begChr m:val='['/><m:sepChr m:val='，'/><m:endChr m:val=''/></m:dPr>"
         f"{E(r('3'))}{E(r('4'))}</m:d>", "[3，4"),
        (f"<m:nary><m:naryPr><m:chr m:val='∑'/></m:naryPr><m:sub>{r('i=1')}</m:sub><m:sup>{r('n')}</m:sup>"
         f"{E(r('得分'))}</m:nary>", "∑_(i=1)^n得分"),
        (f"<m:eqArr>{E(r('甲=1'))}{E(r('乙=2'))}</m:eqArr>", "甲=1；乙=2"),
        (f"<m:m><m:mr>{E(r('1'))}{E(r('2'))}</m:mr><m:mr>{E(r('3'))}{E(r('4'))}</m:mr></m:m>", "1，2；3，4"),
        (f"<m:func><m:fName>{r('max')}</m:fName>{E(f'<m:d>{E(r(chr(97)))}</m:d>')}</m:func>", "max(a)"),
        (f"<m:limLow>{E(r('lim'))}<m:lim>{r('n→∞')}</m:lim></m:limLow>", "lim_(n→∞)"),
        (f"<m:phant><m:phantPr><m:show m:val='0'/></m:phantPr>{E(r('9'))}</m:phant>", ""),
        (f"<m:acc>{E(r('x'))}</m:acc><m:bar>{E(r('y'))}</m:bar><m:borderBox>{E(r('z'))}</m:borderBox>", "xyz"),
        (r("\U0001d7cf\U0001d465"), "1x"), (run("甲") + r("=1"), "甲=1"),
        (frac(r("180") + "<w:del>" + r("5") + "</w:del><w:ins>" + r("0") + "</w:ins>", r("200")), "1800/200"),
        # A number in front of a fraction stays one of its own.
        (r("5") + frac(r("1"), r("4")), "5 1/4"), (r("5×") + frac(r("1"), r("4")), "5×1/4"),
        (r("5") + frac(r("甲"), r("4")), "5甲/4"),
        (r("1") + f"<m:r><w:rPr><w:strike/></w:rPr><m:t>2</m:t></m:r>{r('3')}", "13"),
    ],
)  # fmt: skip
def test_formulas_in_one_line(inside: str, line: str) -> None:
    assert said(run("等于") + math(inside) + run("。")) == f"等于{line}。"
    assert said(run("等于") + f"<m:oMathPara>{math(inside)}</m:oMathPara>" + run("。")) == f"等于{line}。"


def test_a_typed_number_in_front_of_a_fraction_stays_apart() -> None:
    assert said(run("长7") + math(frac(r("1"), r("8"))) + run("米。")) == "长7 1/8米。"
    assert said(run("长") + math(frac(r("7"), r("8"))) + run("米。")) == "长7/8米。"


def test_lines_of_their_own_are_not_joined() -> None:
    """A paragraph of Word ends where it ends, with a full stop or without; a soft return may be a wrapped line."""
    lines = ("计算办法是用全年养护的里程除以应当养护的里程", "养护率=52/60", "应当养护的里程由各乡镇上报的台账汇总得出")
    assert said(*map(run, lines)) == "|".join(lines)


def test_a_formula_of_any_depth_is_read_in_linear_steps() -> None:
    deep = r("1")
    for _ in range(5_000):
        deep = frac(deep, r("2"))
    root = ElementTree.fromstring(f'<m:oMath xmlns:m="{MATHS}">{deep}</m:oMath>')
    assert maths.told(root).count("/2") == 5_000


@given(st.text("0123456789.%甲", min_size=1), st.text("0123456789.%甲", min_size=1))
def test_the_parts_of_a_fraction_do_not_run_together(over: str, under: str) -> None:
    assert fraction(over, under) == f"{over}/{under}"


def test_the_rate_of_a_formula_gives_no_new_figure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.docx"
    formula = run("预算执行率=") + math(frac(r("180"), r("200"))) + run("×100%=90%。")
    file.write_bytes(document(p(TITLE) + p("一、基本情况") + p("本项目预算200万元，执行180万元。") + p(inside=formula)))
    assert main(["check", str(file)]) == 0
    told = capsys.readouterr()
    assert "180200" not in told.out and told.err == ""
