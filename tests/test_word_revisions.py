"""A comparison as a Word document with tracked changes.

Invariants:
- All changes accepted, the document says the new text, all rejected the old, paragraph by paragraph and with the styles
  of each; by a library not ours (docx-revisions), and by the routine below, which follows ISO/IEC 29500-1 and shares
  nothing with the program.
- No change begins or ends inside a figure, in either text.
- What moved is w:moveFrom and w:moveTo of one name, in the old place and the new one; without moves it is deleted in
  one and inserted in the other.
- Author and date are those asked for, else those of the case, never those of the machine; without a date there is none.
- What looks forgotten is a comment that stands around the words it is about.
- LibreOffice says the same where it is there: a paragraph's mark never stands between new words and new paragraphs,
  which it would join.
- The program's own reader reads the new text, and with `original` the old one.
- Identities are unique, every mark that opens closes, the same arguments give the same bytes.
"""

from __future__ import annotations

import io
import random
import re
import shutil
import sys
import zipfile
from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from conftest import CASES, ROOT
from year_pairs import make

from drafter import api
from drafter.cli import main
from drafter.comparing.compare import compare
from drafter.comparing.compared_text import CELL, of_reading
from drafter.comparing.comparison import ComparedSide, Comparison
from drafter.comparisons import compare_files
from drafter.reading.formats import read_any
from drafter.reading.reader import read_text
from drafter.reading.word.package import Package
from drafter.reading.word.reader import read_package
from drafter.writing.word.revisions import Signed, to_docx

sys.path.insert(0, str(ROOT / "benchmarks"))

import revisions

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PRIOR = sorted((ROOT / "cases").glob("*.txt"))
SIGNED = Signed("审核人", "2025-03-09T00:00:00Z")
#: What a figure is to a reader: digits with their marks and what is written onto them.
FIGURE = re.compile(r"\d+(?:[,.]\d+)*[%％‰]?")


@cache
def comparisons() -> tuple[Comparison, ...]:
    """Twenty generated pairs, and each case against its text of the year before."""
    texts = [path.read_text(encoding="utf-8") for path in PRIOR]
    texts += [api.to_text(api.compose(api.load_case(case))) for case in CASES]
    pairs = [make(text, seed, {"stale.year": 0.4, "paragraph.move": 0.12}) for seed, text in enumerate(texts * 2)][:20]
    found = [compare(of_reading(read_text(pair.old)), of_reading(read_text(pair.new))) for pair in pairs]
    for path in PRIOR:
        case = path.with_name(path.name.replace("-2023.txt", ".toml"))
        found.append(compare_files(path, case))
    return tuple(found)


@cache
def made(number: int, moves: bool = True) -> bytes:
    return to_docx(comparisons()[number], SIGNED, moves)


EVERY = pytest.mark.parametrize("number", range(20 + len(PRIOR)))


def root_of(data: bytes, name: str = "word/document.xml") -> Element:
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        return ElementTree.fromstring(opened.read(name))


def paragraphs_of(side: ComparedSide) -> list[str]:
    """The text of a side as paragraphs and rows."""
    found: list[str] = []
    last: tuple[int, str] | None = None
    for unit in side.units:
        if unit.sort == "sentence" and last == (unit.group, "sentence"):
            found[-1] += unit.text
        else:
            found.append(unit.text)
        last = (unit.group, unit.sort)
    return found


def styles_of(side: ComparedSide) -> list[str]:
    """The styles of those paragraphs and rows."""
    found: list[str] = []
    last: tuple[int, str] | None = None
    styles = {"title": "Title", "caption": "TableTitle", "row": "row"}
    bodies = {"": "BodyText", "addressee": "Addressee", "signature": "IssuingUnit", "date": "IssuingDate"}
    for unit in side.units:
        if unit.sort == "sentence" and last == (unit.group, "sentence"):
            continue
        heading = f"Heading{len(unit.section) + 1}" if unit.sort == "heading" else ""
        found.append(heading or styles.get(unit.sort) or bodies.get(unit.style, "AttachmentList"))
        last = (unit.group, unit.sort)
    return found


# -- accepting and rejecting, by the book -----------------------------------------------------------------------------
def resolved(data: bytes, accept: bool) -> list[tuple[str, str]]:
    """The paragraphs (style and text) and rows ("row" and cells) once all changes are accepted or rejected: inserted
    and moved-to content stays or goes, a paragraph without its mark goes on in the next one, whose style it takes."""
    gone = {f"{W}del", f"{W}moveFrom"} if accept else {f"{W}ins", f"{W}moveTo"}
    body = root_of(data).find(f"{W}body")
    assert body is not None
    found: list[tuple[str, str]] = []
    before = ""
    for element in body:
        if element.tag == f"{W}p":
            text = before + _text(element, gone)
            before = ""
            mark = element.find(f"{W}pPr/{W}rPr")
            if mark is not None and any(one.tag in gone for one in mark):
                before = text
                continue
            found.append((_style(element, accept), text))
        elif element.tag == f"{W}tbl":
            for row in element.iter(f"{W}tr"):
                properties = row.find(f"{W}trPr")
                if properties is not None and any(one.tag in gone for one in properties):
                    continue
                # A paragraph that lost its mark cannot go on in a table that stays.
                assert not before
                found.append(("row", CELL.join(_text(cell, gone) for cell in row.iter(f"{W}tc"))))
    assert not before
    return [one for one in found if one[1]]


def _text(element: Element, gone: set[str]) -> str:
    if element.tag in gone:
        return ""
    if element.tag in (f"{W}t", f"{W}delText"):
        return element.text or ""
    return "".join(_text(child, gone) for child in element)


def _style(paragraph: Element, accept: bool) -> str:
    before = "" if accept or paragraph.find(f"{W}pPr/{W}pPrChange") is None else f"{W}pPrChange/{W}pPr/"
    style = paragraph.find(f"{W}pPr/{before}{W}pStyle")
    return "" if style is None else style.get(f"{W}val", "")


@EVERY
@pytest.mark.parametrize("moves", [True, False])
def test_accepted_it_is_the_new_text_and_rejected_the_old(number: int, moves: bool) -> None:
    found, data = comparisons()[number], made(number, moves)
    for accept, side in ((True, found.new), (False, found.old)):
        assert [text for _, text in resolved(data, accept)] == paragraphs_of(side)
        assert [style for style, _ in resolved(data, accept)] == styles_of(side)


@EVERY
def test_a_library_not_ours_says_the_same(number: int, tmp_path: Path) -> None:
    """docx-revisions knows insertions and deletions in paragraphs and cells, neither moves nor marks of paragraphs."""
    library = pytest.importorskip("docx_revisions")
    found, data = comparisons()[number], made(number, moves=False)
    for accept, side in ((True, found.new), (False, found.old)):
        opened = library.RevisionDocument(io.BytesIO(data))
        seen = [one.accepted_text if accept else one.original_text for one in opened.all_paragraphs]
        whole = "".join(paragraphs_of(side)).replace(CELL, "")
        # Paragraphs and cells stand apart in the library: tables come last.
        assert Counter("".join(seen)) == Counter(whole)
        (opened.accept_all if accept else opened.reject_all)()
        assert not opened.track_changes
        stream = io.BytesIO()
        opened.save(stream)
        # Marks of paragraphs and rows are left to the routine above; all words are the library's.
        assert not list(root_of(stream.getvalue()).iter(f"{W}delText"))
        assert [text for _, text in resolved(stream.getvalue(), accept)] == paragraphs_of(side)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_libreoffice_says_the_same(tmp_path: Path) -> None:
    left = revisions.settled({str(number): made(number) for number in range(len(comparisons()))}, tmp_path)
    for number, found in enumerate(comparisons()):
        assert left[str(number)] == (paragraphs_of(found.old), paragraphs_of(found.new))


@EVERY
def test_new_paragraphs_stand_as_if_typed(number: int) -> None:
    """In Word, the mark of the paragraph that somebody types behind is new, and the last new one has the old mark."""
    body = root_of(made(number)).find(f"{W}body")
    assert body is not None
    for before, after in pairwise(body):
        if {before.tag, after.tag} == {f"{W}p"} and not _marks(before) and "ins" in _marks(after):
            assert not (_edge(before, -1) == _edge(after, 0) == f"{W}ins"), _text(after, set())


def _marks(paragraph: Element) -> set[str]:
    return {one.tag.removeprefix(W) for one in paragraph.findall(f"{W}pPr/{W}rPr/*")}


def _edge(paragraph: Element, at: int) -> str:
    """What the first or the last words of a paragraph stand in."""
    words = [one for one in paragraph if _text(one, set())]
    return words[at].tag if words else ""


def test_the_routine_can_fail() -> None:
    data = made(0)
    assert [text for _, text in resolved(data, accept=True)] != paragraphs_of(comparisons()[0].old)
    assert resolved(data, accept=True) != resolved(data, accept=False)


@EVERY
def test_our_own_reader_reads_both_texts(number: int) -> None:
    found, data = comparisons()[number], made(number)
    for original, side in ((False, found.new), (True, found.old)):
        known = of_reading(read_package(Package(data, "x.docx"), original=original))
        assert [(one.sort, one.text, one.style) for one in known.units] == [
            (one.sort, one.text, one.style) for one in side.units
        ]
        assert [one.section for one in known.units] == [one.section for one in side.units]


# -- figures ----------------------------------------------------------------------------------------------------------
@EVERY
def test_no_change_begins_or_ends_in_a_figure(number: int) -> None:
    body = root_of(made(number)).find(f"{W}body")
    assert body is not None
    changes = 0
    for paragraph in body.iter(f"{W}p"):
        for gone in ({f"{W}del", f"{W}moveFrom"}, {f"{W}ins", f"{W}moveTo"}):
            text, borders = "", set()
            for child in paragraph:
                if child.tag in (f"{W}ins", f"{W}del"):
                    borders.add(len(text))
                    changes += 1
                text += _text(child, gone)
                if child.tag in (f"{W}ins", f"{W}del"):
                    borders.add(len(text))
            for figure in FIGURE.finditer(text):
                assert not borders & set(range(figure.start() + 1, figure.end())), (figure[0], text)
    assert changes


# -- moves ------------------------------------------------------------------------------------------------------------
def test_moves_go_by_names() -> None:
    moved = 0
    for number in range(len(comparisons())):
        root = root_of(made(number))
        names = {
            tag: [one.get(f"{W}name", "") for one in root.iter(f"{W}{tag}RangeStart")] for tag in ("moveFrom", "moveTo")
        }
        assert sorted(names["moveFrom"]) == sorted(names["moveTo"])
        for tag, there in names.items():
            assert len(set(there)) == len(there) and all(there)
            opened = [one.get(f"{W}id") for one in root.iter(f"{W}{tag}RangeStart")]
            closed = [one.get(f"{W}id") for one in root.iter(f"{W}{tag}RangeEnd")]
            assert opened == closed and len(set(opened)) == len(opened)
        moved += len(names["moveTo"])
        for name in names["moveFrom"]:
            assert _moved(root, "moveFrom", name) == _moved(root, "moveTo", name) != ""
        assert not list(root_of(made(number, moves=False)).iter(f"{W}moveTo"))
    assert moved > 20


def _moved(root: Element, tag: str, name: str) -> str:
    """The words that moved under a name."""
    for paragraph in root.iter(f"{W}p"):
        text, inside = "", False
        for child in paragraph:
            if child.tag == f"{W}{tag}RangeStart" and child.get(f"{W}name") == name:
                inside = True
            elif child.tag == f"{W}{tag}RangeEnd" and inside:
                return text
            elif inside and child.tag == f"{W}{tag}":
                text += _text(child, set())
    return ""


# -- author, date, identities -----------------------------------------------------------------------------------------
def signatures(data: bytes) -> set[tuple[str | None, str | None]]:
    found = set()
    for name in ("word/document.xml", "word/comments.xml"):
        for one in root_of(data, name).iter():
            if one.tag.endswith("RangeStart") and f"{W}author" in one.attrib:
                # The standard asks for a date here (CT_MoveBookmark); it is shown nowhere.
                assert re.fullmatch(r"\d{4}(-\d\d){2}T00:00:00Z", one.get(f"{W}date", ""))
            elif f"{W}author" in one.attrib:
                found.add((one.get(f"{W}author"), one.get(f"{W}date")))
            else:
                assert f"{W}date" not in one.attrib
    return found


def test_author_and_date_are_given() -> None:
    number = next(n for n, found in enumerate(comparisons()) if any(pair.stale for pair in found.pairs))
    assert signatures(made(number)) == {SIGNED}
    assert signatures(to_docx(comparisons()[number])) == {("drafter", None)}
    assert signatures(to_docx(comparisons()[number], Signed('甲"<&>乙'))) == {('甲"<&>乙', None)}
    assert signatures(to_docx(comparisons()[number], Signed("甲\x00\x0b乙"))) == {("甲乙", None)}


def test_the_command_line_takes_them_from_the_options_or_the_case(tmp_path: Path) -> None:
    case = ROOT / "cases/xiangcun-zhenxing.toml"
    old, out = str(ROOT / "cases/xiangcun-zhenxing-2023.txt"), str(tmp_path / "修订.docx")
    loaded = api.load_case(case)
    unit = loaded.fact("unit.name")
    assert unit is not None

    def signed(*arguments: str) -> set[tuple[str | None, str | None]]:
        assert main(["diff", old, *arguments, "-o", out]) == 1
        return signatures(Path(out).read_bytes())

    found = signed(str(case))
    assert {author for author, _ in found} == {unit.text} and len(found) == 1
    (date,) = {date for _, date in found}
    from drafter.writing.word.properties import day

    when = day(loaded)
    assert date == (when.strftime("%Y-%m-%dT00:00:00Z") if when else None)
    assert signed(str(case), "--author", "李四", "--date", "2025-02-28") == {("李四", "2025-02-28T00:00:00Z")}
    text = tmp_path / "今年.txt"
    text.write_text(api.to_text(api.compose(loaded)), encoding="utf-8")
    assert signed(str(text)) == {("drafter", None)}
    assert signed(str(text), "--author", "王五") == {("王五", None)}


@EVERY
def test_identities_are_unique_and_the_bytes_the_same(number: int) -> None:
    data = made(number)
    assert data == to_docx(comparisons()[number], SIGNED)
    root = root_of(data)
    marks = Counter(
        one.get(f"{W}id")
        for one in root.iter()
        if one.tag.removeprefix(W) in ("ins", "del", "moveFrom", "moveTo", "moveFromRangeStart", "moveToRangeStart")
    )
    assert set(marks.values()) == {1} and None not in marks


# -- comments ---------------------------------------------------------------------------------------------------------
@EVERY
def test_what_looks_forgotten_is_a_comment_at_its_words(number: int) -> None:
    found, data = comparisons()[number], made(number)
    stale = [one for pair in found.pairs for one in pair.stale]
    root = root_of(data)
    opened = [one.get(f"{W}id") for one in root.iter(f"{W}commentRangeStart")]
    closed = [one.get(f"{W}id") for one in root.iter(f"{W}commentRangeEnd")]
    marked = [one.get(f"{W}id") for one in root.iter(f"{W}commentReference")]
    assert sorted(map(str, opened)) == sorted(map(str, closed)) == sorted(map(str, marked))
    if not stale:
        assert not opened
        return
    notes = {one.get(f"{W}id"): _text(one, set()) for one in root_of(data, "word/comments.xml")}
    assert set(opened) == set(notes) and len(opened) == len(notes) == len(stale)
    assert sorted(text.partition("：")[2] for text in notes.values()) == sorted(one.why for one in stale)
    quotes = {(one.quote, one.why) for one in stale if one.start >= 0}
    around = {(_around(root, str(name)), notes[name].partition("：")[2]) for name in opened}
    assert quotes <= around


def _around(root: Element, name: str) -> str:
    """The words of the new text between the marks of a comment."""
    for paragraph in root.iter(f"{W}p"):
        text, inside = "", False
        for child in paragraph:
            if child.tag == f"{W}commentRangeStart" and child.get(f"{W}id") == name:
                inside = True
            elif child.tag == f"{W}commentRangeEnd" and child.get(f"{W}id") == name:
                return text
            elif inside:
                text += _text(child, {f"{W}del", f"{W}moveFrom"})
    return ""


# -- tables and edges -------------------------------------------------------------------------------------------------
HEAD = "某某项目{}年度绩效自评报告\n一、基本情况\n{}年预算{}万元，支出正常。\n"
TABLE = "附表\n指标\t分值\t得分\n产出数量\t20\t{}\n社会效益\t30\t{}\n{}"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (HEAD.format(2023, 2023, 195) + TABLE.format(18, 29, ""),
         HEAD.format(2024, 2024, 195) + TABLE.format(19, 29, "")),
        (HEAD.format(2023, 2023, 195) + TABLE.format(18, 29, ""), HEAD.format(2024, 2024, 210)),
        (HEAD.format(2023, 2023, 195), HEAD.format(2024, 2024, 195) + TABLE.format(18, 29, "满意度\t10\t9\n")),
        (HEAD.format(2023, 2023, 195) + TABLE.format(18, 29, ""),
         HEAD.format(2024, 2024, 195) + "附表\n指标\t得分\n产出数量\t18\n社会效益\t29\n"),
        (HEAD.format(2023, 2023, 195) + TABLE.format(18, 29, "") + "二、存在问题\n台账不全。\n",
         HEAD.format(2024, 2024, 195) + "二、存在问题\n台账不全。\n" + TABLE.format(18, 29, "")),
        ("甲单位：\n一、概况\n情况正常，资金到位。\n某局\n2024年3月1日\n",
         "甲单位：\n（一）概况\n情况正常，资金到位。\n某局\n2025年3月1日\n"),
        ("情况正常，资金到位。", "全部换掉了的另一段话。"),
        ("第一句说支出12万元。第二句说进度。\n第三句说效果。",
         "第一句说支出12万元。\n第二句说进度。第三句说效果。"),
        ("一、概况\n各项支出正常，进度符合要求。\n附表\n指标\t分值\n产出数量\t20\n资金全部到位，没有结余。\n",
         "一、概况\n各项支出正常，进度符合要求。资金全部到位，没有结余。\n"),
        # One sentence that became two paragraphs, two that became one, a row that became a sentence.
        ("一、概况\n全年开展文明劝导活动34次，印发工作通报8期，组织业务培训12场，群众满意率95%以上。\n",
         "一、概况\n全年开展文明劝导活动34次，印发工作通报9期。\n组织业务培训12场，群众满意率95%以上。\n"),
        ("一、概况\n全年开展文明劝导活动34次，印发工作通报9期。\n组织业务培训12场，群众满意率95%以上。\n",
         "一、概况\n全年开展文明劝导活动34次，印发工作通报8期，组织业务培训12场，群众满意率95%以上。\n"),
        (HEAD.format(2023, 2023, 195) + TABLE.format(18, 29, ""),
         HEAD.format(2024, 2024, 195) + "产出数量20得分18。\n社会效益30得分29。\n"),
        ("一、概况\n支出12万元。\n二、效果\n效果良好明显。\n", "一、效果\n效果良好明显。\n二、概况\n支出12万元。\n"),
    ],
    ids=["cell", "table-out", "table-in", "columns", "table-moved", "levels", "all", "breaks", "across", "split",
         "joined", "rows-out", "sections"],
)  # fmt: skip
def test_tables_levels_and_breaks(old: str, new: str) -> None:
    found = compare(of_reading(read_text(old)), of_reading(read_text(new)))
    comes_back(found)


def comes_back(found: Comparison) -> None:
    """Both texts, with moves and without, by the routine and by the program's reader."""
    for moves in (True, False):
        data = to_docx(found, SIGNED, moves)
        for accept, side in ((True, found.new), (False, found.old)):
            assert [text for _, text in resolved(data, accept)] == paragraphs_of(side)
            assert [style for style, _ in resolved(data, accept)] == styles_of(side)
            known = of_reading(read_package(Package(data, "x.docx"), original=not accept))
            assert [(one.sort, one.text, one.style, one.section) for one in known.units] == [
                (one.sort, one.text, one.style, one.section) for one in side.units
            ]


def test_two_years_of_word_files(tmp_path: Path) -> None:
    """Both sides as Word files; the revision read again gives last year's with --original, this year's without."""
    case = ROOT / "cases/yingyang-can.toml"
    loaded = api.load_case(case)
    old, new, out = tmp_path / "上年.docx", tmp_path / "今年.docx", tmp_path / "修订.docx"
    old.write_bytes(api.to_docx(read_any(str(ROOT / "cases/yingyang-can-2023.txt")).draft))
    new.write_bytes(api.to_docx(api.compose(loaded), loaded))
    assert main(["diff", str(old), str(new), "-o", str(out)]) == 1
    assert compare_files(out, new).same and not compare_files(out, old).same
    assert compare_files(old, out, original=True).same
    assert main(["diff", str(old), str(out), "--original", "-o", str(tmp_path / "无.docx")]) == 0
    same = (tmp_path / "无.docx").read_bytes()
    assert not list(root_of(same).iter(f"{W}ins")) and not list(root_of(same).iter(f"{W}del"))


# -- any edits --------------------------------------------------------------------------------------------------------
PIECES = ("，新增3.5万元。", "2025年", "\n", "\n二、存在问题\n", "甲\t乙\t丙\n丁\t1\t2\n")


@pytest.mark.parametrize("lot", range(6))
def test_any_edits_come_back(lot: int) -> None:
    """Pieces of a text cut, doubled and moved, paragraphs parted and joined, tables put anywhere."""
    texts = [path.read_text(encoding="utf-8") for path in PRIOR]
    for number in range(20):
        draw = random.Random(f"{lot}/{number}")
        lines = draw.choice(texts).split("\n")
        start = draw.randrange(len(lines))
        old = "\n".join([*lines[start : start + 14], *draw.choice((["指标\t分", "产出\t20", "效益\t30"], []))])
        new = old
        for _ in range(draw.randint(1, 12)):
            at = draw.randrange(len(new) + 1)
            end = min(len(new), at + draw.randint(0, 60))
            kind = draw.randrange(6)
            if kind == 0:
                new = new[:at] + new[end:]
            elif kind == 1:
                new = new[:at] + draw.choice(PIECES) + new[at:]
            elif kind == 2:
                rest = new[:at] + new[end:]
                to = draw.randrange(len(rest) + 1)
                new = rest[:to] + new[at:end] + rest[to:]
            else:
                mark, other = (("。", "。\n"), ("\n", ""), ("，", "。\n"))[kind - 3]
                new = new[:at] + new[at:].replace(mark, other, 1)
        sides = [of_reading(read_text(text)) for text in (old, new) if text.strip()]
        if len(sides) == 2:
            comes_back(compare(sides[0], sides[1]))
