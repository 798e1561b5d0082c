"""Writing a draft as a Word document, and reading it back.

Invariants:
- A draft written and read is the same tree (title, headings with levels, sentences, tables, styles), for every case and
  seeds 0 to 9, at any length and in either register, in the program's look and in that of another document.
- A text that was read, turned into a document with the habits of offices (automatic numbers, tracked changes, soft
  returns, frames, nested tables), reads as the text.
- The same arguments give the same bytes on another day, in another time zone, for another user; a zip keeps no time.
- Everything hangs on named styles that the document defines; no run has letters of its own.
- Headings have outline levels; properties come from the case and from nothing else.
- A reference document lends its styles, page, header and footer, and none of its words, comments, links or properties.
- Whatever the words, the document is well-formed and reads.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import subprocess
import sys
import zipfile
from copy import deepcopy
from functools import cache
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from conftest import CASES, ROOT, SHARED
from word_files import NUMBERING, STYLES, W, document, p, packed, parts, run, table, tc, with_habits

from drafter import api
from drafter.cli import main
from drafter.errors import DrafterError
from drafter.reading.reader import read_file
from drafter.reading.word.package import Package
from drafter.reading.word.reader import read_package
from drafter.report.sentence import Sentence
from drafter.report.tree import Draft, Heading, Paragraph, Table
from drafter.writing.word.document import to_docx

SEEDS = sorted((SHARED / "seeds").glob("*.txt"))
CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
w = f"{{{W}}}"


def tree(draft: Draft) -> list[object]:
    """All that a document can say of a draft."""
    found: list[object] = [draft.title]
    for block in draft.blocks:
        if isinstance(block, Paragraph):
            found.append((block.style, [sentence.text for sentence in block.sentences]))
        else:
            found.append(block)
    return found


def read(data: bytes) -> Draft:
    return read_package(Package(data, "x.docx")).draft


def part(data: bytes, name: str) -> Element:
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        return ElementTree.fromstring(opened.read(name))


def body(data: bytes) -> Element:
    found = part(data, "word/document.xml").find(f"{w}body")
    assert found is not None
    return found


def val(element: Element | None, name: str = "val") -> str:
    return "" if element is None else element.get(w + name, "")


def style_of(paragraph: Element) -> str:
    return val(paragraph.find(f"{w}pPr/{w}pStyle"))


def said(element: Element) -> str:
    return "".join(one.text or "" for one in element.iter(f"{w}t"))


@cache
def drafted(number: int, seed: int = 0) -> tuple[Draft, bytes]:
    case = api.load_case(CASES[number])
    draft = api.compose(case, seed)
    return draft, api.to_docx(draft, case)


EVERY = pytest.mark.parametrize("number", range(len(CASES)), ids=lambda number: CASES[number].stem)


# -- the round trip ---------------------------------------------------------------------------------------------------
@EVERY
def test_a_draft_reads_back_as_it_is(number: int) -> None:
    case = api.load_case(CASES[number])
    for seed in range(10):
        draft = api.compose(case, seed)
        assert tree(read(api.to_docx(draft, case))) == tree(draft)


@EVERY
def test_other_lengths_and_registers_read_back(number: int) -> None:
    case = api.load_case(CASES[number])
    for length, register in (("short", "plain"), ("full", "formal"), (3000, "")):
        draft = api.compose(case, 1, length, register)
        assert tree(read(api.to_docx(draft))) == tree(draft)


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.name[:3])
def test_a_seed_written_reads_back(seed: Path) -> None:
    draft = read_file(str(seed)).draft
    assert tree(read(to_docx(draft))) == tree(draft)


def test_tables_before_the_end_and_after_it() -> None:
    """Tables after the last words are attachments: named 附件, with a note below the text."""
    one, two = Table("收支表", ("项目", "金额"), (("甲", "1"), ("乙", ""))), Table("", ("指标", "分"), (("产出", "5"),))
    text = Paragraph((Sentence("", ["情况如下。"], ()),))
    signed = (Paragraph((Sentence("", ["某局"], ()),), "signature"), Paragraph((Sentence("", ["2025年"], ()),), "date"))
    for blocks in (
        (text, one, text),
        (text, one),
        (text, *signed, one, two._replace(title="评分表")),
        (Heading(1, "一、", "概况"), text, one, *signed, two._replace(title="评分表")),
    ):
        draft = Draft("", "某项目绩效自评报告", 0, blocks)
        assert tree(read(to_docx(draft))) == tree(draft)


# -- seeds with the habits of offices ---------------------------------------------------------------------------------
@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.name[:3])
def test_a_seed_with_every_habit_reads_as_the_text(seed: Path) -> None:
    text = read_file(str(seed)).draft
    reading = read(_more_habits(with_habits(text)))
    tables = [block for block in reading.blocks if isinstance(block, Table)]
    assert [one.header for one in tables] == [("单位", "数"), ("里层", "值")]
    assert tables[1].rows == (("甲", "1"),)
    plain = [one[1] if isinstance(one, tuple) and not isinstance(one, Heading) else one for one in tree(text)]
    found = tree(reading._replace(blocks=tuple(block for block in reading.blocks if not isinstance(block, Table))))
    assert [one[1] if isinstance(one, tuple) and not isinstance(one, Heading) else one for one in found] == plain


def _more_habits(data: bytes) -> bytes:
    """Frames around paragraphs, marks of paragraphs deleted, paragraphs moved away, a table in a table."""
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        held: dict[str, str | bytes] = {name: opened.read(name) for name in opened.namelist()}
    root = ElementTree.fromstring(held["word/document.xml"])
    inside = root.find(f"{w}body")
    assert inside is not None
    for number, paragraph in enumerate(list(inside)):
        plain = not style_of(paragraph) and paragraph.find(f".//{w}br") is None and said(paragraph)
        at = list(inside).index(paragraph)
        if not plain:
            continue
        if number % 4 == 0:
            frame = _element("<w:tbl><w:tr><w:tc/></w:tr></w:tbl>")
            cell = frame.find(f".//{w}tc")
            assert cell is not None
            cell.append(paragraph)
            inside[at] = frame
        elif number % 4 == 1:
            other = deepcopy(paragraph)
            for low in list(paragraph)[-3:]:
                paragraph.remove(low)
            for high in list(other)[: len(paragraph)]:
                other.remove(high)
            paragraph.insert(0, _element('<w:pPr><w:rPr><w:del w:id="9" w:author="某"/></w:rPr></w:pPr>'))
            inside.insert(at + 1, other)
        elif number % 4 == 2:
            gone = f'<w:moveFrom w:id="8" w:author="某">{run("这一段挪走了2019年。")}</w:moveFrom>'
            mark = '<w:pPr><w:rPr><w:moveFrom w:id="7" w:author="某"/></w:rPr></w:pPr>'
            inside.insert(at, _element(f"<w:p>{mark}{gone}</w:p>"))
    nested = table(tc("里层") + tc("值"), tc("甲") + tc("1"))
    outer = table(tc("单位") + tc("数"), f"<w:tc>{p('文明办')}{nested}{p('')}</w:tc>{tc('2')}")
    first = next(at for at, one in enumerate(inside) if style_of(one) in "1234" and style_of(one))
    inside.insert(first, _element(outer))
    return packed(held | {"word/document.xml": ElementTree.tostring(root)})


def _element(xml: str) -> Element:
    return next(iter(ElementTree.fromstring(f'<x xmlns:w="{W}">{xml}</x>')))


# -- the same bytes ---------------------------------------------------------------------------------------------------
#: Makes a document of each kind, on the day that its argument names; prints their digests.
_MAKER = """
import datetime, hashlib, json, sys, time
then, folder = float(sys.argv[1]), sys.argv[2]
real = datetime.datetime
class Known(type):
    __instancecheck__ = lambda cls, one: isinstance(one, cls.__mro__[1])
class Moment(real, metaclass=Known):
    now = classmethod(lambda cls, tz=None: real.fromtimestamp(then, tz))
    today = classmethod(lambda cls: real.fromtimestamp(then))
    utcnow = classmethod(lambda cls: real.fromtimestamp(then, datetime.timezone.utc).replace(tzinfo=None))
class Day(datetime.date, metaclass=Known):
    today = classmethod(lambda cls: real.fromtimestamp(then).date())
datetime.datetime, datetime.date = Moment, Day
for name in ("gmtime", "localtime"):
    known = getattr(time, name)
    setattr(time, name, lambda at=None, known=known: known(then if at is None else at))
time.time = lambda: then
from pathlib import Path
from drafter import api
from drafter.cli import main
assert datetime.datetime.now().timestamp() == then
case, old = sys.argv[3:]
api_case = api.load_case(case)
made = {"bare": api.to_docx(api.compose(api_case))}
for name, arguments in {
    "draft": ["draft", case], "again": ["draft", case, "--seed", "3"],
    "taken": ["draft", case, "--reference-doc", folder + "/样式.docx"],
    "diff": ["diff", old, case], "checked": ["check", folder + "/draft.docx"],
}.items():
    main([*arguments, "-o", f"{folder}/{name}.docx"])
    made[name] = Path(folder, name + ".docx").read_bytes()
print(json.dumps({name: hashlib.sha256(data).hexdigest() for name, data in made.items()}))
"""


def test_another_day_gives_the_same_bytes(tmp_path: Path) -> None:
    answers = []
    for number, (then, zone) in enumerate(((1_750_000_000, "Asia/Shanghai"), (1_750_180_000, "America/New_York"))):
        place = tmp_path / "同"
        place.mkdir()
        # A document without properties of its own: python-docx would invent some, with the time of day.
        (place / "样式.docx").write_bytes(_styled())
        made = subprocess.run(
            [sys.executable, "-c", _MAKER, str(then), str(place), str(ROOT / "cases/xiangcun-zhenxing.toml"),
             str(ROOT / "cases/xiangcun-zhenxing-2023.txt")],
            check=True, capture_output=True, text=True, encoding="utf-8", cwd=tmp_path,
            env={**os.environ, "TZ": zone, "PYTHONHASHSEED": str(number), "USER": f"u{number}", "LOGNAME": f"u{number}",
                 "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        )  # fmt: skip
        answers.append(json.loads(made.stdout))
        place.rename(tmp_path / f"第{number}次")
    assert answers[0] == answers[1] and len(set(answers[0].values())) == 6


def test_a_zip_keeps_no_time() -> None:
    _, data = drafted(0)
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        assert {info.date_time for info in opened.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {info.create_system for info in opened.infolist()} == {0}
        assert opened.testzip() is None
        assert len({info.filename for info in opened.infolist()}) == len(opened.infolist())
    assert hashlib.sha256(data).digest() == hashlib.sha256(to_docx(drafted(0)[0], api.load_case(CASES[0]))).digest()


# -- named styles -----------------------------------------------------------------------------------------------------
@EVERY
def test_everything_hangs_on_named_styles(number: int) -> None:
    _, data = drafted(number)
    known = {val(style, "styleId"): style for style in part(data, "word/styles.xml").iter(f"{w}style")}
    for style in known.values():
        assert val(style.find(f"{w}name"))
        for name in ("basedOn", "next", "link"):
            if (other := style.find(w + name)) is not None:
                assert val(other) in known
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        texts = [name for name in opened.namelist() if name.startswith("word/") and name.endswith(".xml")]
    for name in texts:
        if name == "word/styles.xml":
            continue
        root = part(data, name)
        for paragraph in root.iter(f"{w}p"):
            assert style_of(paragraph) in known
            properties = paragraph.find(f"{w}pPr")
            assert properties is not None
            # 署名 and 成文日期 are centred on each other, and never alone on a page; the rest is the style's.
            free = {"pStyle", "keepNext", "ind"} if style_of(paragraph).startswith("Issuing") else {"pStyle"}
            own = {one.tag.removeprefix(w) for one in properties}
            assert own <= free or (own == {"pStyle", "keepNext"} and name == "word/document.xml")
        for letters in root.iter(f"{w}rPr"):
            # Nothing but the script of marks that Chinese and Latin share.
            assert [(one.tag, dict(one.attrib)) for one in letters] == [(f"{w}rFonts", {f"{w}hint": "eastAsia"})]


@EVERY
def test_headings_have_outline_levels(number: int) -> None:
    draft, data = drafted(number)
    levels = {
        val(style, "styleId"): (val(style.find(f"{w}name")), val(style.find(f"{w}pPr/{w}outlineLvl")))
        for style in part(data, "word/styles.xml").iter(f"{w}style")
    }
    assert [levels[f"Heading{n}"] for n in range(1, 5)] == [(f"heading {n}", str(n - 1)) for n in range(1, 5)]
    assert levels["Title"] == ("Title", "") and levels["BodyText"][1] == ""
    shown = [
        (int(levels[style_of(one)][1]) + 1, said(one)) for one in body(data).iter(f"{w}p") if levels[style_of(one)][1]
    ]
    assert shown == [(block.level, block.text) for block in draft.blocks if isinstance(block, Heading)]


# -- properties -------------------------------------------------------------------------------------------------------
def properties(data: bytes) -> dict[str, str]:
    return {one.tag.rpartition("}")[2]: one.text or "" for one in part(data, "docProps/core.xml")}


def test_properties_come_from_the_case() -> None:
    source = (ROOT / "cases/wenming-city.toml").read_text(encoding="utf-8")
    case = api.read_case(source)
    unit = case.fact("unit.name")
    draft = api.compose(case)
    known = properties(api.to_docx(draft, case))
    assert unit is not None and known["creator"] == known["lastModifiedBy"] == unit.text
    assert known["title"] == draft.title and known["subject"] == f"{case.year}年度"
    assert properties(api.to_docx(draft)).keys() == {"title", "language", "revision"}


def test_the_time_is_the_day_of_the_signature_or_none() -> None:
    head = 'genre = "township-summary"\nyear = 2024\n[unit]\nname = "某某镇"\n'
    for sign, when in (('[sign]\ndate = "2025年3月9日"\n', "2025-03-09T00:00:00Z"), ("", None)):
        case = api.read_case(head + sign)
        known = properties(api.to_docx(api.compose(case), case))
        assert known.get("created") == known.get("modified") == when


# -- a reference document ---------------------------------------------------------------------------------------------
_FOOT = '<w:sectPr><w:footerReference w:type="default" r:id="rfoot"/><w:pgSz w:w="11000" w:h="15000"/></w:sectPr>'
_OWN = STYLES.replace(
    '<w:name w:val="heading 1"/><w:pPr>',
    '<w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr>',
).replace('<w:name w:val="Normal"/>', '<w:name w:val="Normal"/><w:rPr><w:color w:val="112233"/></w:rPr>')


def _styled(core: bool = False) -> bytes:
    """A unit's own paper: other names of styles, numbered headings, a footer, a link to the outside."""
    link = '<w:hyperlink r:id="rout"><w:r><w:t>外面的网址</w:t></w:r></w:hyperlink>'
    made = parts(p("本单位去年的正文。") + p(inside=link) + _FOOT, _OWN, NUMBERING)
    rels = str(made["word/_rels/document.xml.rels"])
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    more = (
        f'<Relationship Id="rfoot" Type="{kinds}/footer" Target="footer.xml"/>'
        f'<Relationship Id="rout" Type="{kinds}/hyperlink" Target="http://example.com/x" TargetMode="External"/>'
    )
    main_type = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    kind = {"document": "document.main", "styles": "styles", "numbering": "numbering", "footer": "footer"}
    made["[Content_Types].xml"] = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        + "".join(
            f'<Override PartName="/word/{name}.xml" ContentType="{main_type}.{ending}+xml"/>'
            for name, ending in kind.items()
        )
        + '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties'
        '+xml"/></Types>'
    )
    made["word/_rels/document.xml.rels"] = rels.replace("</Relationships>", f"{more}</Relationships>")
    made["word/footer.xml"] = f'<w:ftr xmlns:w="{W}">{p("某某局公文纸")}</w:ftr>'
    if core:
        made["docProps/core.xml"] = (
            f'<cp:coreProperties xmlns:cp="{CORE}" xmlns:dc="http://purl.org/dc/elements/1.1/" '
            'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
            "<dc:creator>张三</dc:creator><cp:keywords>内部</cp:keywords><dc:description>草稿</dc:description>"
            "<cp:lastModifiedBy>李四</cp:lastModifiedBy><cp:lastPrinted>2020-02-02T00:00:00Z</cp:lastPrinted>"
            '<dcterms:created xsi:type="dcterms:W3CDTF">2019-01-01T00:00:00Z</dcterms:created></cp:coreProperties>'
        )
        made["_rels/.rels"] = str(made["_rels/.rels"]).replace(
            "</Relationships>",
            '<Relationship Id="rcore" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/'
            'core-properties" Target="docProps/core.xml"/></Relationships>',
        )
    return packed(made)


@EVERY
def test_the_look_of_another_document_is_taken(number: int, tmp_path: Path) -> None:
    paper = tmp_path / "样式.docx"
    paper.write_bytes(_styled(core=True))
    case = api.load_case(CASES[number])
    draft = api.compose(case)
    data = api.to_docx(draft, case, paper)
    assert tree(read(data)) == tree(draft)
    styles = {val(one, "styleId"): one for one in part(data, "word/styles.xml").iter(f"{w}style")}
    assert val(styles["a"].find(f"{w}rPr/{w}color")) == "112233"
    used = {style_of(one) for one in body(data).iter(f"{w}p")}
    assert used <= styles.keys() and {"1", "a3"} & used == {"1", "a3"} and not used & {"Heading1", "Title", "Normal"}
    # A heading says its number; the list of the style must not count it once more.
    for one in body(data).iter(f"{w}p"):
        if style_of(one) == "1":
            assert val(one.find(f"{w}pPr/{w}numPr/{w}numId")) == "0"
    size = body(data).find(f"{w}sectPr/{w}pgSz")
    assert (val(size, "w"), val(size, "h")) == ("11000", "15000")
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        whole = {name: opened.read(name).decode() for name in opened.namelist()}
    assert any("某某局公文纸" in text for text in whole.values())
    for gone in ("本单位去年的正文", "外面的网址", "example.com"):
        assert not any(gone in text for text in whole.values())


def test_nothing_is_told_of_who_made_the_reference(tmp_path: Path) -> None:
    paper = tmp_path / "样式.docx"
    case = api.read_case('genre = "township-summary"\nyear = 2024\n[unit]\nname = "某某镇"\n')
    draft = api.compose(case)
    for core in (True, False):
        paper.write_bytes(_styled(core))
        assert properties(api.to_docx(draft, case, paper)) == properties(api.to_docx(draft, case))
        assert properties(api.to_docx(draft, None, paper)) == properties(api.to_docx(draft))


def test_the_template_of_python_docx_lends_its_look(tmp_path: Path) -> None:
    from docx import Document

    paper = tmp_path / "样式.docx"
    Document().save(str(paper))
    case = api.load_case(CASES[0])
    draft = api.compose(case)
    data = api.to_docx(draft, case, paper)
    assert tree(read(data)) == tree(draft) and properties(data) == properties(api.to_docx(draft, case))
    assert main(["draft", str(CASES[0]), "-o", str(tmp_path / "x.docx"), "--reference-doc", str(paper)]) == 0
    assert (tmp_path / "x.docx").read_bytes() == data


@pytest.mark.parametrize("wide", [210, 297, 150, 60, 0])
def test_tables_are_as_wide_as_the_text_of_the_paper(wide: int, tmp_path: Path) -> None:
    from docx import Document
    from docx.shared import Mm

    paper = tmp_path / "样式.docx"
    made = Document()
    made.styles["Normal"].paragraph_format.space_after = Mm(5)
    section = made.sections[0]
    section.page_width, section.left_margin, section.right_margin = Mm(wide), Mm(20), Mm(30)
    made.save(str(paper))
    case = api.load_case(ROOT / "cases/guraozhen-township.toml")
    data = api.to_docx(api.compose(case), case, paper)
    (sheet,) = body(data).iter(f"{w}tbl")
    # Where the text has no width to speak of, that of the standard's page.
    wanted = (wide if wide > 100 else 206) - 50
    assert int(val(sheet.find(f"{w}tblPr/{w}tblW"), "w")) == pytest.approx(wanted * 1440 / 25.4, abs=3)
    assert sum(int(val(one, "w")) for one in sheet.iter(f"{w}gridCol")) == int(
        val(sheet.find(f"{w}tblPr/{w}tblW"), "w")
    )
    # The paper parts its paragraphs; cells and what follows a table are not parted.
    styles = {val(one, "styleId"): one for one in part(data, "word/styles.xml").iter(f"{w}style")}
    for name in ("TableText", "TableEnd"):
        assert val(styles[name].find(f"{w}pPr/{w}spacing"), "after") == "0"


# -- any words --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "words",
    ["甲<w:p>&乙\"'", "\x00\x08\x0b\x0c\x1f", "\ud800半个字", "\ufffe\uffff", "😀𠮷字", "甲\t乙\n丙\r丁",
     "\u2028\u200b\xa0", "]]>"],
)  # fmt: skip
def test_any_words_are_written_and_read(words: str) -> None:
    said_so = (Sentence("", [f"前{words}后。"], ()),)
    sheet = Table(f"表{words}", ("项目", f"值{words}"), (("甲", f"一{words}"),))
    heading = Heading(1, "一、", f"概况{words}")
    blocks = (heading, Paragraph(said_so), sheet, Paragraph(said_so), Paragraph(said_so, "signature"), sheet)
    case = api.read_case('genre = "township-summary"\nyear = 2024\n[unit]\nname = "某某镇"\n')
    data = to_docx(Draft("", f"某项目{words}绩效自评报告", 0, blocks), case)
    found = read(data)
    assert sum(isinstance(block, Table) for block in found.blocks) == 2
    assert found.title.startswith("某项目") and "绩效自评报告" in found.title
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        for name in opened.namelist():
            ElementTree.fromstring(opened.read(name))


def test_a_draft_of_nothing_is_a_document() -> None:
    data = to_docx(Draft("", "", 0, ()))
    with pytest.raises(DrafterError):
        read(data)
    assert body(data) is not None and document(p("甲。"))
