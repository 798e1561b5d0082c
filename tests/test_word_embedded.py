"""Texts and objects that stand in parts of their own inside a Word document.

Invariants:
- An embedded text is read where Word shows it, whatever kind of file it is.
- What is embedded and cannot be read, and what stands outside, is told in one line with its place; nothing is fetched.
- Documents in documents have an end, and share one bound.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import SHARED
from word_files import (
    END,
    OFFICE,
    TITLE,
    WRONG,
    document,
    opened,
    p,
    packed,
    parts,
    read,
    run,
    said,
    texts,
)

from drafter.cli import main
from drafter.errors import DangerousWord
from drafter.reading.formats import read_any

FILES = SHARED / "acceptance" / "files"
MATHS = "http://schemas.openxmlformats.org/officeDocument/2006/math"


# -- embedded texts ---------------------------------------------------------------------------------------------------
def with_chunk(name: str, data: str | bytes, attribute: str = "", around: str = "{}") -> bytes:
    """A document that embeds a part between a title and an end."""
    chunk = around.format('<w:altChunk r:id="c1"/>')
    held = parts(p(TITLE) + chunk + p(END))
    relation = f'<Relationship Id="c1" Type="{OFFICE}/aFChunk" Target="{name}"{attribute}/></Relationships>'
    held["word/_rels/document.xml.rels"] = str(held["word/_rels/document.xml.rels"]).replace(
        "</Relationships>", relation
    )
    return packed({**held, f"word/{name}": data})


PAGE = f"<html><head><meta charset='utf-8'></head><body><p>一、基本情况</p><p>{WRONG}</p></body></html>"
CHUNKS: dict[str, tuple[str, str | bytes]] = {
    "page": ("chunk.html", PAGE),
    "page-of-gbk": ("chunk.htm", PAGE.replace("utf-8", "gbk").encode("gbk")),
    "text": ("chunk.txt", f"一、基本情况\n{WRONG}\n"),
    "document": ("chunk.docx", document(p("一、基本情况") + p(WRONG))),
    "document-in-a-document": ("chunk.docx", with_chunk("inner.docx", document(p("一、基本情况") + p(WRONG)))),
    "page-of-several-parts": (
        "chunk.mht",
        'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"; type="text/html"\r\n\r\n--b\r\n'
        f'Content-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{PAGE}\r\n--b--\r\n',
    ),
    "page-by-another-name": ("chunk.dat", PAGE),
}


@pytest.mark.parametrize(
    "around",
    ["{}", "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>", f"<w:tbl><w:tr><w:tc>{{}}{p('')}</w:tc></w:tr></w:tbl>"],
)
@pytest.mark.parametrize("kind", CHUNKS)
def test_embedded_texts_are_read_where_they_stand(
    kind: str, around: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.docx"
    file.write_bytes(with_chunk(*CHUNKS[kind], around=around))
    reading = read_any(str(file))
    found = texts(reading)
    assert reading.draft.title == TITLE and found[-1] == END and not reading.remarks
    assert "一、基本情况" in found and WRONG in found
    assert main(["check", str(file)]) == 1
    assert "95%" in capsys.readouterr().out


def test_an_embedded_table_keeps_its_cells() -> None:
    rows = "<tr><td>项目</td><td>支出</td></tr><tr><td>清淤</td><td>100</td></tr>"
    page = f"<html><body><p>支出明细表</p><table>{rows}</table></body></html>"
    reading = opened(with_chunk("c.html", page))
    assert "清淤\t100" in reading.source.text


@pytest.mark.parametrize(
    ("name", "data", "attribute", "said_"),
    [
        ("c.rtf", "{\\rtf1 x}", "", "嵌入的文件没有读：“c.rtf”"), ("c.bin", b"\0\1\2", "", "嵌入的文件没有读：“c.bin”"),
        ("c.docx", b"PK\x03\x04broken", "", "嵌入的文件没有读"), ("c.html", "<html></html>", "", "嵌入的文件没有读"),
        ("http://127.0.0.1:9/c.html", "", ' TargetMode="External"', "引用的外部文件没有读"),
        ("c.xlsx", packed({"[Content_Types].xml": "", "xl/workbook.xml": "<x/>"}), "", "嵌入的文件没有读"),
    ],
)  # fmt: skip
def test_what_is_embedded_and_cannot_be_read_is_told(name: str, data: str | bytes, attribute: str, said_: str) -> None:
    reading = opened(with_chunk(name, data, attribute))
    assert len(reading.remarks) == 1 and reading.remarks[0].startswith(f"第1段{said_}")
    assert getattr(reading.draft.blocks[-1], "text", "") == END


def test_documents_in_documents_have_an_end() -> None:
    data = document(p(WRONG))
    for _ in range(6):
        data = with_chunk("c.docx", data)
    reading = opened(data)
    assert WRONG not in reading.source.text and "嵌入的文件没有读" in reading.remarks[0]
    # What would fill memory is refused, however deep it stands.
    with pytest.raises(DangerousWord):
        opened(with_chunk("c.docx", document("<w:p/>" * 2_000_000 + p(WRONG))))


@pytest.mark.parametrize(
    ("inside", "said_"),
    [
        ('<w:object><o:OLEObject ProgID="Excel.Sheet.12"/></w:object>', "嵌入的对象没有读：“Excel.Sheet.12”"),
        ('<w:object><o:OLEObject ProgID="Equation.3"/></w:object>', "公式对象没有读"),
        ('<w:drawing><a:graphicData uri="http://x/2006/chart"/></w:drawing>', "图表没有读"),
        ('<w:drawing><a:graphicData uri="http://x/2006/diagram"/></w:drawing>', "SmartArt 图形里的文字没有读"),
    ],
)  # fmt: skip
def test_objects_that_hold_words_are_told(inside: str, said_: str) -> None:
    spaces = 'xmlns:o="urn:o" xmlns:a="urn:a"'
    object_ = f"<w:r {spaces}>{inside}</w:r>"
    reading = read(run("见图。") + object_)
    assert reading.remarks == (f"第2段{said_}",)
    many = read(*[run("见图。") + object_] * 9)
    assert many.remarks[0].startswith("第2、3、4、5、6等9段")


def test_words_drawn_as_a_picture_of_words_are_read() -> None:
    art = '<w:r><w:pict><v:shape xmlns:v="urn:v"><v:textpath string="某某县财政局文件"/></v:shape></w:pict></w:r>'
    assert said(run("见下。") + art) == "见下。|某某县财政局文件"
