"""A file is what its bytes say, whatever the ending of its name.

Invariants:
- Each kind is known by its bytes under every ending, and goes to the reader of that kind.
- A web page under any ending of a word processor is read as the page under .html, and nothing else is started.
- Where the ending promised another kind, one line says so; where it said the truth, none does.
- What is no report is refused in one line that names what it is; no ending makes it be read as text.
- `check -o x.docx` asks for the bytes of a Word document, not for the ending.
"""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from word_files import document, p, packed

from drafter.cli import main
from drafter.errors import DangerousWord, DrafterError, OtherKind
from drafter.reading.formats import CALLED, READERS, read_any
from drafter.reading.kinds import MEMBERS, OLE, PROMISED, kind_of
from drafter.reading.word.package import Package

TEXT = "某某项目绩效自评报告\n一、基本情况\n本项目预算200万元，执行180万元，执行率95%。\n"
PAGE = (
    "<html><head><meta charset='utf-8'></head><body>"
    + "".join(f"<p>{one}</p>" for one in TEXT.split())
    + "</body></html>"
)
ODT = packed(
    {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>", "META-INF/manifest.xml": ""}
)
WORD = document("".join(map(p, TEXT.split())))
WORDY = (".doc", ".wps", ".rtf", ".odt", ".docx", ".dotx")


def compound(*streams: str) -> bytes:
    return OLE + b"\0" * 504 + b"".join(name.encode("utf-16-le") + b"\0\0" for name in streams) + b"\0" * 512


KNOWN: dict[str, tuple[bytes, ...]] = {
    "pdf": (b"%PDF-1.7\n%x", b"\r\n\r\n%PDF-1.4"),
    "word": (WORD, compound("EncryptedPackage")),
    "doc": (compound("WordDocument"), compound("WordDocument", "ObjectPool", "1Table")),
    "rtf": (b"{\\rtf1\\ansi x}", b"\n {\\rtf1 x}", b"\xef\xbb\xbf{\\rtf1}"),
    "odt": (ODT, packed({"content.xml": "<x/>", "META-INF/manifest.xml": ""})),
    "web": (
        PAGE.encode(), b"\xef\xbb\xbf" + PAGE.encode(), PAGE.encode("utf-16"), PAGE.upper().encode("gb18030"),
        f"<!-- saved --> \n<!DOCTYPE html>{PAGE}".encode(), f'<?xml version="1.0"?><!-- x -->\n{PAGE}'.encode(),
        f"<body>{TEXT}</body>".encode(), b'<html xmlns:o="urn:schemas-microsoft-com:office:office">',
    ),
    "mht": (
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\n',
        b'From: <Saved by Blink>\r\nSnapshot-Content-Location: x\r\nSubject: y\r\nMIME-Version: 1.0\r\n'
        b'Content-Type: multipart/related;\r\n\ttype="text/html"\r\n\r\n',
    ),
    "fodt": (b'<?xml?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"/>',),
    "word-2003": (
        b'<?xml version="1.0"?><?mso-application progid="Word.Document"?>'
        b'<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml">',
    ),
    "flat-word": (b'<?xml version="1.0"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">',),
    "workbook": (compound("Workbook"), packed({"[Content_Types].xml": "", "xl/workbook.xml": "<x/>"})),
    "slides": (compound("PowerPoint Document"), packed({"_rels/.rels": "", "ppt/presentation.xml": "<x/>"})),
    "ofd": (packed({"OFD.xml": "<x/>"}),),
    "图片": (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"GIF89a", b"BM\0\0\0"),
    "压缩包": (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", packed({"a.txt": "x"})),
}  # fmt: skip


@pytest.mark.parametrize("kind", KNOWN)
@pytest.mark.parametrize("ending", [*PROMISED, "", ".bin"])
def test_bytes_tell_the_kind_under_every_ending(kind: str, ending: str) -> None:
    for data in KNOWN[kind]:
        if kind == "压缩包" and PROMISED.get(ending) == "word" and data.startswith(b"PK"):
            continue  # a zip without a text, which the reader of documents refuses in its own words
        assert kind_of(data, ending) == kind, data[:60]


@pytest.mark.parametrize(
    ("data", "ending", "kind"),
    [
        (TEXT.encode(), "", "text"), (TEXT.encode(), ".doc", "text"), (TEXT.encode("gb18030"), ".pdf", "text"),
        (TEXT.encode("utf-16"), ".docx", "text"), (TEXT.encode(), ".md", "markdown"), (TEXT.encode(), ".html", "web"),
        # A tag at the start makes a page of what is called a document, not of a text that speaks of tags.
        (b"<!-- " + b"x" * 70_000 + f" -->{PAGE}".encode(), ".doc", "web"), (f"<o:p>{TEXT}".encode(), ".wps", "web"),
        (f"<!-- x --><!-- y --> <pre>{TEXT}".encode(), ".rtf", "web"),
        (f"说明：%PDF-1.7\n{TEXT}".encode(), ".txt", "text"),
        (b"x\n%PDF-1.4", ".pdf", "pdf"), (f"<p>{TEXT}</p>".encode(), ".doc", "web"),
        (f"<table><tr><td>{TEXT}".encode(), ".xls", "web"),
        (f"<p align=center>{TEXT}</p>".encode(), ".md", "markdown"), (f"<b>{TEXT}".encode(), ".txt", "text"),
        (f"《办法》<html>{TEXT}".encode(), ".txt", "text"),
        (b"Date: 2024\nSubject: x\n" + TEXT.encode(), ".txt", "text"),
        # Nothing that anybody knows: the reader that the ending names says what is wrong.
        (b"", ".docx", "word"), (b"\0\1\2", ".pdf", "pdf"), (b"x", ".pdf", "pdf"), (OLE + b"\0" * 600, ".docx", "word"),
        (OLE + b"\0" * 600, ".doc", "doc"), (OLE + b"\0" * 600, ".txt", "text"), (b"PK\x03\x04", ".odt", "odt"),
        (b"PK\x03\x04", ".wps", "word"),
    ],
)  # fmt: skip
def test_between_texts_and_of_unknown_bytes_the_ending_tells(data: bytes, ending: str, kind: str) -> None:
    assert kind_of(data, ending) == kind


def test_a_zip_of_very_many_members_is_not_listed() -> None:
    data = packed({f"{n}": "" for n in range(MEMBERS + 1)})
    assert kind_of(data, ".txt") == "word"
    with pytest.raises(DangerousWord):
        Package(data, "x.docx")


@given(st.binary(max_size=300), st.sampled_from([*PROMISED, ""]))
def test_any_bytes_are_of_some_kind(data: bytes, ending: str) -> None:
    for start in (b"", OLE, b"PK\x03\x04", b"<", b"<?xml ", b"{\\rtf"):
        kind = kind_of(start + data, ending)
        assert kind in READERS or kind in ("图片", "压缩包", "程序", "数据库")
        assert kind in CALLED or kind not in READERS


# -- reading ----------------------------------------------------------------------------------------------------------
@pytest.fixture
def nothing_started(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: Any, **__: Any) -> Any:
        raise AssertionError("another program was started")

    monkeypatch.setattr(subprocess, "Popen", never)


@pytest.mark.usefixtures("nothing_started")
@pytest.mark.parametrize("ending", [*WORDY, ".xls", ".pdf", ".txt"])
@pytest.mark.parametrize("page", [PAGE, f"<!-- x --><!DOCTYPE HTML PUBLIC '-'>{PAGE}", PAGE[PAGE.index("<body>") :]])
def test_a_page_by_another_name_is_read_as_a_page(
    ending: str, page: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    right, named = tmp_path / "a.html", tmp_path / f"a{ending}"
    for encoding in ("utf-8", "utf-16"):
        right.write_bytes(page.encode(encoding))
        named.write_bytes(page.encode(encoding))
        assert read_any(str(named)).draft == read_any(str(right)).draft
        assert main(["check", str(named)]) == 1
        said = capsys.readouterr()
        assert "95%" in said.out and said.err.count("\n") == 1 and "已按网页读" in said.err
        assert main(["diff", str(right), str(named)]) == 0
        assert capsys.readouterr().err.count("已按网页读") == 1


@pytest.mark.usefixtures("nothing_started")
@pytest.mark.parametrize(
    ("name", "data", "remarks"),
    [("a.docx", WORD, 0), ("a.wps", WORD, 0), ("a.doc", WORD, 0), ("a.txt", WORD, 1), ("a.txt", TEXT.encode(), 0),
     ("a.doc", TEXT.encode(), 1), ("a.md", TEXT.encode(), 0), ("a.html", PAGE.encode(), 0), ("报告", WORD, 0),
     ("报告.2024", TEXT.encode(), 0)],
)  # fmt: skip
def test_an_ending_that_lies_is_told(name: str, data: bytes, remarks: int, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    reading = read_any(str(tmp_path / name))
    assert len(reading.remarks) == remarks and reading.draft.title == "某某项目绩效自评报告"
    assert all("扩展名" in one and "\n" not in one for one in reading.remarks)


@pytest.mark.usefixtures("nothing_started")
@pytest.mark.parametrize("kind", ["workbook", "slides", "ofd", "图片", "压缩包"])
@pytest.mark.parametrize("ending", [".txt", ".doc", ".docx", ".pdf", ".html", ""])
def test_what_is_no_report_is_named(kind: str, ending: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for data in KNOWN[kind]:
        (tmp_path / f"a{ending}").write_bytes(data)
        assert main(["check", str(tmp_path / f"a{ending}")]) == 2
        said = capsys.readouterr()
        assert said.out == "" and said.err.count("\n") == 1
        assert CALLED.get(kind, kind) in said.err or "没有 Word 正文" in said.err


def test_a_workbook_that_cannot_be_read_says_how_to_go_on(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(KNOWN["workbook"][1])
    with pytest.raises(DrafterError, match="读不了这个表格文件") as caught:
        read_any(str(tmp_path / "a.xlsx"))
    assert not isinstance(caught.value, OtherKind)


def test_comments_are_written_into_what_is_a_word_document(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "批注.docx"
    (tmp_path / "a.docx").write_bytes(PAGE.encode())
    assert main(["check", str(tmp_path / "a.docx"), "-o", str(out)]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1 and "批注只能写进" in said and not out.exists()
