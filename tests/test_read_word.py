"""Reading Word documents, web pages and PDFs into the tree of a draft.

Invariants:
- Each seed, turned into a document with the habits of offices (automatic numbers, tracked changes, soft returns,
  bookmarks), reads as the same tree as the text; line for line it gives the same findings.
- Automatic numbers come out as people see them; tracked changes are accepted, or with `original` undone, paragraph
  marks and rows of tables included.
- Notes at the foot and text boxes are kept; fields show their results; comments, bookmarks and contents are dropped.
- Tables keep their columns, merged cells being their words and then empty ones; a place is the number of a paragraph.
- Whatever the bytes, the answer is a tree or one clear line, in bounded time; nothing is fetched, run or written.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from conftest import SHARED
from word_files import NUMBERING, STYLES, document, p, packed, parts, run, table, tc, with_habits

from drafter.checking.run import check_reading
from drafter.cli import main
from drafter.errors import (
    BrokenWord,
    DangerousWord,
    DrafterError,
    EmptyText,
    NeedsOffice,
    NeedsPassword,
)
from drafter.reading import office
from drafter.reading.formats import read_any
from drafter.reading.kinds import OLE
from drafter.reading.passage import Passage
from drafter.reading.reader import Reading, read_file
from drafter.reading.web import read_page
from drafter.reading.word.numbering import shown
from drafter.reading.word.package import Package
from drafter.reading.word.reader import read_package
from drafter.report.tree import Heading, Paragraph, Table

SEEDS = sorted((SHARED / "seeds").glob("*.txt"))


def read(data: bytes, original: bool = False) -> Reading:
    return read_package(Package(data, "x.docx"), original=original)


def blocks(reading: Reading) -> list[str]:
    """Blocks in short: h2（一）…, text, [row|row]."""
    found = []
    for block in reading.draft.blocks:
        if isinstance(block, Heading):
            found.append(f"h{block.level}{block.text}")
        elif isinstance(block, Paragraph):
            found.append(block.text)
        else:
            found.append("[" + "/".join("|".join(row) for row in (block.header, *block.rows)) + "]")
    return found


def tree(reading: Reading) -> list[object]:
    return [reading.draft.title, *[b if isinstance(b, (Heading, Table)) else b.text for b in reading.draft.blocks]]


# -- seeds ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.name[:3])
def test_a_seed_with_the_habits_of_offices_reads_as_the_text(seed: Path) -> None:
    text = read_file(str(seed))
    reading = read(with_habits(text.draft))
    assert tree(reading) == tree(text)
    assert "旧的说法2023年" in "".join(blocks(read(with_habits(text.draft), original=True)))


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.name[:3])
def test_a_seed_line_by_line_gives_the_same_findings(seed: Path) -> None:
    text = read_file(str(seed))
    reading = read(document("".join(p(line) for line in text.source.text.split("\n"))))
    assert tree(reading) == tree(text)
    said, wanted = ([(one.code, one.quote, one.severity) for one in check_reading(r)] for r in (reading, text))
    assert said == wanted
    numbers = [line for line in text.source.text.split("\n") if line.strip()]
    for one in check_reading(reading):
        assert one.line <= len(numbers)


# -- numbers ----------------------------------------------------------------------------------------------------------
def numbered(depth: int, num: int = 3) -> str:
    return f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{num}"/></w:numPr>'


def test_automatic_numbers_are_those_that_people_see() -> None:
    steps = [(0, "概况"), (1, "职责"), (1, "人员"), (2, "在编"), (3, "甲"), (0, "问题"), (1, "进度"), (2, "支付")]
    body = "".join(p(text, numbered(depth)) + p("正文。") for depth, text in steps)
    found = [one for one in blocks(read(document(body, numbering=NUMBERING))) if one != "正文。"]
    assert found == [
        "h1一、概况",
        "h2（一）职责",
        "h2（二）人员",
        "h31.在编",
        "h4（1）甲",
        "h1二、问题",
        "h2（一）进度",
        "h31.支付",
    ]


def test_numbers_of_a_style_start_anew_and_go_on() -> None:
    styled = STYLES.replace('<w:outlineLvl w:val="0"/>', numbered(0) + '<w:outlineLvl w:val="0"/>')
    again = NUMBERING + (
        '<w:num w:numId="4"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
        "</w:lvlOverride></w:num>"
    )
    one = '<w:pStyle w:val="1"/>'
    body = p("甲", one) + p("。") + p("乙", one) + p("。") + p("不编号", one + numbered(0, 0)) + p("。")
    body += p("丙", one + numbered(0, 4)) + p("。")
    found = [text for text in blocks(read(document(body, styled, again))) if text != "。"]
    assert found == ["h1一、甲", "h1二、乙", "h1不编号", "h1一、丙"]


@pytest.mark.parametrize(
    ("kind", "count", "text"),
    [("chineseCounting", 12, "十二"), ("chineseLegalSimplified", 3, "叁"), ("decimalEnclosedCircle", 3, "③"),
     ("upperRoman", 14, "XIV"), ("lowerLetter", 28, "bb"), ("decimalZero", 5, "05"), ("ideographTraditional", 2, "乙"),
     ("decimalFullWidth", 4, "4"), ("chineseCounting", 30_000, "30000"), ("decimal", 0, "0")],
)  # fmt: skip
def test_kinds_of_numbers(kind: str, count: int, text: str) -> None:
    assert shown(kind, count) == text


# -- revisions --------------------------------------------------------------------------------------------------------
BY = 'w:id="1" w:author="某"'


def test_revisions_are_accepted_or_undone() -> None:
    mark = "<w:rPr><w:{} " + BY + "/></w:rPr>"
    body = (
        p(
            inside=f"{run('预算202')}<w:del {BY}>{run('3', 'delText')}</w:del>"
            f"<w:ins {BY}>{run('4')}</w:ins>{run('年。')}"
        )
        # A paragraph mark that is gone: the next one goes on.
        + p("支出", mark.format("del")) + p("完成。")
        + p("新加的一段。", mark.format("ins"), f"<w:ins {BY}>{run('新加的一段。')}</w:ins>")
        + p(inside=f"<w:moveFrom {BY}>{run('挪走。')}</w:moveFrom>", properties=mark.format("moveFrom"))
        + p("留下。")
        + p(inside=f"<w:moveTo {BY}>{run('挪走。')}</w:moveTo>", properties=mark.format("moveTo"))
        + table(tc("项目") + tc("金额"), f"<w:trPr><w:del {BY}/></w:trPr>" + tc("旧") + tc("1"),
                f"<w:trPr><w:ins {BY}/></w:trPr>" + tc("新") + tc("2"))
    )  # fmt: skip
    data = document(body)
    assert blocks(read(data)) == ["预算2024年。", "支出完成。", "新加的一段。", "留下。", "挪走。", "[项目|金额/新|2]"]
    assert blocks(read(data, original=True)) == [
        "预算2023年。",
        "支出",
        "完成。",
        "挪走。",
        "留下。",
        "[项目|金额/旧|1]",
    ]


# -- what is kept and what is not -------------------------------------------------------------------------------------
def test_notes_boxes_fields_and_frames() -> None:
    def field(code: str, result: str) -> str:
        char = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
        return (f"{char.format('begin')}<w:r><w:instrText>{code}</w:instrText></w:r>{char.format('separate')}"
                f"{run(result)}{char.format('end')}")  # fmt: skip

    box = f"<w:txbxContent>{p('框里的话。')}</w:txbxContent>"
    shape = (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    body = (
        p(inside=field('TOC \\o "1-3"', "目录一、概况1"))
        + p(inside=f"{run('见')}{field('REF x', '表1')}{run('。')}<w:r><w:footnoteReference w:id='2'/></w:r>")
        + p(inside=run("正文。") + shape)
        + f"<w:sdt><w:sdtPr/><w:sdtContent>{p('控件里的。')}</w:sdtContent></w:sdt>"
        + p(inside=f"<w:hyperlink r:id='x'>{run('链接')}</w:hyperlink>"
                   "<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r>"
                   "<w:r><w:sym w:font='Wingdings' w:char='F0FE'/><w:noBreakHyphen/></w:r>")
    )  # fmt: skip
    notes = f'<w:footnote w:id="2">{p("注释的话。")}</w:footnote><w:footnote w:id="3">{p("没人引的。")}</w:footnote>'
    assert blocks(read(document(body, footnotes=notes))) == [
        "见表1。", "注释的话。", "正文。", "框里的话。", "控件里的。", "链接☑-",
    ]  # fmt: skip


def test_tables_merged_nested_and_as_frames() -> None:
    inner = f"<w:tc>{p('外')}{table(tc('内一') + tc('内二'), tc('3') + tc('4'))}{p('')}</w:tc>"
    body = (
        table(f"<w:tc>{p('框住的正文，不是表格。')}{p('第二段。')}</w:tc>")
        + p("")
        + table(tc("一级指标", '<w:gridSpan w:val="2"/>') + tc("得分"),
                tc("产出", '<w:vMerge w:val="restart"/>') + tc("数量") + tc("5"),
                tc("", "<w:vMerge/>") + tc("质量") + tc("6"))
        + p("")
        + table(inner + tc("右"), tc("下") + tc("末"))
    )  # fmt: skip
    assert blocks(read(document(body))) == [
        "框住的正文，不是表格。", "第二段。",
        "[一级指标||得分/产出|数量|5/|质量|6]", "[外|右/下|末]", "[内一|内二/3|4]",
    ]  # fmt: skip


def test_soft_returns_part_paragraphs_and_lines() -> None:
    soft = "<w:r><w:br/></w:r>"
    body = p("某县报告", '<w:pStyle w:val="a3"/>') + p(
        inside=f"{run('一、概况')}{soft}{run('第一段说完了。')}{soft}{run('在市指挥部的指导下，')}{soft}{run('扎实开展工作。')}"
    )
    reading = read(document(body))
    assert reading.draft.title == "某县报告"
    assert blocks(reading) == ["h1一、概况", "第一段说完了。", "在市指挥部的指导下，扎实开展工作。"]


def test_places_are_paragraphs_that_say_something(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "报告.docx"
    lines = ["某县2024年度绩效自评报告", "", "一、资金情况", "全年预算116万元，支出106.14万元，执行率99.99%。"]
    file.write_bytes(document("".join(p(line) for line in lines)))
    reading = read_any(str(file))
    assert [reading.place(origin)[0] for origin in reading.origins if isinstance(origin, Passage)] == [2, 3]
    assert main(["check", str(file)]) == 1
    said = capsys.readouterr().out
    assert "第3段 错误" in said and "一、资金情况" in said and "行 " not in said.split("错误")[0]


# -- bad input --------------------------------------------------------------------------------------------------------
def refused(data: bytes, error: type[DrafterError]) -> None:
    with pytest.raises(error) as caught:
        read(data)
    assert "\n" not in str(caught.value)


def test_what_is_no_document_is_refused() -> None:
    good = document(p("正文。"))
    refused(b"not a zip", BrokenWord)
    refused(b"", BrokenWord)
    refused(good[: len(good) // 2], BrokenWord)
    refused(packed({"a.txt": "x"}), BrokenWord)
    refused(packed({**parts(p("")), "word/document.xml": "<w:document"}), BrokenWord)
    refused(packed({key: text for key, text in parts("").items() if key != "word/document.xml"}), BrokenWord)
    refused(OLE + b"\0" * 600, BrokenWord)
    refused(OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), NeedsPassword)
    for at in range(0, len(good), 7):
        # Any damage is a tree or one clear line.
        broken = good[:at] + bytes([good[at] ^ 0x5A]) + good[at + 1 :]
        try:
            read(broken)
        except DrafterError as error:
            assert "\n" not in str(error)


def test_entities_bombs_and_depth_are_refused() -> None:
    declared = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    outside = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    for start in (declared, outside, f'<?xml version="1.0" encoding="utf-16"?>{outside}'):
        text = str(parts(p("&b;"))["word/document.xml"])
        data = (start + text).encode("utf-16" if "utf-16" in start else "utf-8")
        refused(packed({**parts(""), "word/document.xml": data}), DangerousWord)
    refused(packed({**parts(""), "word/document.xml": '<?xml version="1.0" encoding="cp037"?><a/>'}), BrokenWord)
    refused(packed({**parts(""), "word/document.xml": b" " * 50_000_000}), DangerousWord)
    refused(packed({f"{n}.xml": "" for n in range(6000)}), DangerousWord)
    refused(document("<w:sdt><w:sdtContent>" * 300 + "</w:sdtContent></w:sdt>" * 300), DangerousWord)


def test_a_size_that_lies_is_not_believed() -> None:
    data = bytearray(packed({**parts(""), "word/document.xml": b" " * 30_000_000}))
    # The directory says that the part is small.
    at = data.rindex(b"PK\x01\x02", 0, data.rindex(b"word/document.xml") + 1)
    data[at + 24 : at + 28] = (100).to_bytes(4, "little")
    refused(bytes(data), DrafterError)


def test_a_document_without_styles_or_text(tmp_path: Path) -> None:
    assert blocks(read(document(p("一、概况") + p("正文。"), None))) == ["h1一、概况", "正文。"]
    refused(packed({**parts(""), "word/document.xml": '<w:document xmlns:w="urn:x"/>'}), EmptyText)
    refused(document(p("")), EmptyText)


def test_macros_are_not_looked_at() -> None:
    assert blocks(read(packed({**parts(p("正文。")), "word/vbaProject.bin": OLE + b"\0" * 100}))) == ["正文。"]


def test_a_hundred_thousand_paragraphs() -> None:
    """benchmarks/word.py says how long it takes."""
    count = 100_000
    data = document("".join(p(f"第{n}段说的是支出{n}万元，执行率正常。") for n in range(count)))
    found = read(data).draft
    assert len(found.blocks) > count * 0.99


# -- older programs ---------------------------------------------------------------------------------------------------
def test_an_older_document_says_how_to_convert(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "报告.doc"
    file.write_bytes(OLE + b"\0" * 600)
    monkeypatch.setattr(office, "office", lambda: "")
    with pytest.raises(NeedsOffice, match=r"另存为 \.docx"):
        read_any(str(file))
    file.write_bytes(document(p("其实是新格式。")))
    assert blocks(read_any(str(file))) == ["其实是新格式。"]


@pytest.mark.skipif(not office.office(), reason="LibreOffice is not installed")
def test_an_older_document_is_converted(tmp_path: Path) -> None:
    file = tmp_path / "报告.rtf"
    file.write_bytes(
        rb"{\rtf1\ansi\ansicpg936 {\f0 \u19968?\u12289?\u27010?\u20917?\par \u27491?\u25991?\u12290?\par}}"
    )
    assert blocks(read_any(str(file))) == ["h1一、概况", "正文。"]


# -- pages of the web -------------------------------------------------------------------------------------------------
PAGE = """<html><head><title>县政府网</title><meta charset="utf-8"><style>p{}</style></head><body>
<div class="nav"><a href="/">首页</a></div><table><tr><td><h1>某县2024年度绩效自评报告</h1>
<div>发布时间：2025-01-01</div>
<div class="TRS_Editor"><p>　　一、基本情况</p>
<p>全年预算116万元，支出106万元，涉及<b>3</b>个项目，资金使用规范，进展顺利。<br>这是第二段&amp;说明。</p>
<table><tr><td>项目</td><td>预算</td></tr><tr><td colspan="2"><p>甲</p></td></tr></table>
<p style="display:none">看不见</p>
<p>二、问题</p><p>没有大的问题。</p></div></td></tr></table>
<script>var a="坏";</script><!-- <p>注释</p> --></body></html>"""


def test_a_government_page_gives_its_report() -> None:
    reading = read_page(PAGE)
    assert reading.draft.title == "某县2024年度绩效自评报告"
    assert blocks(reading) == [
        "h1一、基本情况", "全年预算116万元，支出106万元，涉及3个项目，资金使用规范，进展顺利。", "这是第二段&说明。",
        "[项目|预算/甲|]", "h1二、问题", "没有大的问题。",
    ]  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_pages_of_any_encoding(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "页面.html"
    file.write_bytes(PAGE.replace("utf-8", "gb2312" if encoding == "gb18030" else encoding).encode(encoding))
    assert read_any(str(file)).draft.title == "某县2024年度绩效自评报告"


def test_broken_pages_are_read_as_far_as_they_go() -> None:
    for page in ("<p>甲。<p>乙。</div></table>", "<td>甲。</td>乙。", "<tr><td>甲。<br>乙。", "<" * 5000 + "甲。",
                 "<div>" * 5000 + "甲。" + "</div>" * 5000, "<p>甲。<table><tr><td><h1>乙"):  # fmt: skip
        assert "甲。" in "".join(blocks(read_page(page)))
    with pytest.raises(EmptyText):
        read_page("<html></html>")


# -- PDF --------------------------------------------------------------------------------------------------------------
def test_the_command_line_refuses_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, data in (("a.docx", b"x"), ("b.xlsx", b"PK"), ("c.pdf", b"x"), ("d.doc", OLE)):
        (tmp_path / name).write_bytes(data)
        if name == "d.doc" and office.office():
            continue
        assert main(["check", str(tmp_path / name)]) == 2
        said = capsys.readouterr()
        assert said.out == "" and said.err.count("\n") == 1 and name in said.err
    assert zipfile.is_zipfile(io.BytesIO(document(p("甲。"))))
