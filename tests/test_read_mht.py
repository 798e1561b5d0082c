"""Pages in one file with all they need (.mht), and the encodings of pages.

Invariants:
- The page that the file shows is read, whatever its encoding, and the frames that stand in it in their places; heads
  and feet of the printed page, pictures and sheets are not.
- A file without a page, or made to trouble who reads it, is refused in one line.
- A page is read in the encoding that it names, by mark, letter, XML or meta; where the name is wrong, in the one it
  is in.
"""

from __future__ import annotations

import base64
import quopri
from contextlib import suppress
from pathlib import Path

import pytest
from conftest import SHARED
from hypothesis import given
from hypothesis import strategies as st
from shown import in_place, shown

from drafter.checking.run import check_reading
from drafter.errors import BrokenPage, DrafterError, EmptyText, NotText
from drafter.reading.formats import read_any
from drafter.reading.html.decode import characters
from drafter.reading.web import read_archive, read_web

FILE = SHARED / "acceptance" / "files" / "23-single-file.mht"
PAGE = "<html><title>某</title><body><h1>水库管护报告</h1><p>安排50万元，支出40万元，执行率{}%。</p>{}</body></html>"
WANTED = ["# 水库管护报告", "安排50万元，支出40万元，执行率80%。"]


def part(
    text: str | bytes, kind: str = "text/html", coding: str = "base64", charset: str = "utf-8", more: str = ""
) -> bytes:
    data = text if isinstance(text, bytes) else text.encode(charset)
    body = base64.encodebytes(data) if coding == "base64" else quopri.encodestring(data) if coding[0] == "q" else data
    named = f'{kind}; charset="{charset}"' if charset else kind
    return f"Content-Type: {named}\nContent-Transfer-Encoding: {coding}\n{more}\n".encode() + body


def letter(*parts: bytes, kind: str = 'multipart/related; type="text/html"', head: str = "") -> bytes:
    top = f'{head}MIME-Version: 1.0\nContent-Type: {kind}; boundary="==b"\n\n'.encode()
    return top + b"".join(b"--==b\n" + one + b"\n" for one in parts) + b"--==b--\n"


PICTURE = part(b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "image/png", charset="", more="Content-Location: a.png\n")
CHROMIUM = (
    "From: <Saved by Blink>\nSnapshot-Content-Location: https://a.example/b.html\nSubject: =?utf-8?Q?=E6=9F=90?=\n"
)
FRAMED = PAGE.format(80, '<iframe src="cid:frame-1@mhtml.blink"></iframe>')
ARCHIVES = {
    "browser": (letter(part(PAGE.format(80, ""), coding="quoted-printable"), PICTURE, head=CHROMIUM), []),
    "word": (
        letter(
            part(PAGE.format(80, ""), charset="gbk", more="Content-Location: file:///C:/1.htm\n"),
            part("<p>— 1 —</p>", charset="gbk", more="Content-Location: file:///C:/1.files/header.htm\n"),
            PICTURE,
        ),
        [],
    ),
    "one part": (b"MIME-Version: 1.0\n" + part(PAGE.format(80, ""), coding="8bit"), []),
    "two ways": (letter(letter(part("纯文本", "text/plain"), part(PAGE.format(80, "")),
     kind="multipart/alternative")), []),
    "named start": (
        letter(part("<p>页眉。</p>", more="Content-ID: <h>\n"), part(PAGE.format(80, ""), more="Content-ID: <m>\n"),
               kind='multipart/related; start="<m>"'),
        [],
    ),
    "frame by number": (
        letter(part(FRAMED), part("<p>框架里的句子。</p>", more="Content-ID: <frame-1@mhtml.blink>\n")),
         ["框架里的句子。"],
    ),
    "frame by address": (
        letter(
            part(PAGE.format(80, "<iframe src=f/in.htm></iframe>"), more="Content-Location: http://a.example/x.htm\n"),
            part("<p>框架里的句子。</p>", more="Content-Location: http://a.example/f/in.htm\n"),
        ),
        ["框架里的句子。"],
    ),
    "frame in itself": (
        letter(part(PAGE.format(80, "<iframe src=cid:m></iframe>"), more="Content-ID: <n>\n"),
               part("<p>里面的句子。</p><iframe src=cid:m></iframe>", more="Content-ID: <m>\n")),
        ["里面的句子。", "里面的句子。", "里面的句子。"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ARCHIVES)
def test_a_page_in_one_file_is_read(name: str, tmp_path: Path) -> None:
    data, more = ARCHIVES[name]
    for given_name in ("报告.mht", "报告.mhtml", "报告.doc"):
        file = tmp_path / given_name
        file.write_bytes(data)
        reading = read_any(str(file))
        assert shown(reading) == [*WANTED, *more]
        assert in_place(reading)
    assert shown(read_archive(data.replace(b"\n", b"\r\n"))) == [*WANTED, *more]


@pytest.mark.parametrize("coding", ["base64", "quoted-printable", "8bit"])
def test_what_is_wrong_in_it_is_found(coding: str) -> None:
    for rate, wanted in ((80, False), (90, True)):
        found = check_reading(read_archive(letter(part(PAGE.format(rate, ""), coding=coding))))
        assert any(one.severity == "error" for one in found) == wanted


def test_a_frame_that_is_not_there_is_said_to_be() -> None:
    assert any("1个别的网页" in line for line in read_archive(letter(part(FRAMED))).remarks)


BROKEN = [
    b"MIME-Version: 1.0\nContent-Type: text/plain\n\nx",
    letter(PICTURE),
    b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n',
    b"MIME-Version: 1.0\n" + b'Content-Type: multipart/related; boundary="b"\n\n--b\n' * 3000,
    b"MIME-Version: 1.0\n" + b"Content-Type: message/rfc822\n\n" * 3000,
    b"MIME-Version: 1.0\nContent-Type: text/html; " + b"a*0=b; " * 9000 + b"\n\n<p>x",
]


@pytest.mark.parametrize("data", BROKEN)
def test_a_file_without_a_page_is_refused(data: bytes) -> None:
    with pytest.raises(BrokenPage, match="单个文件的网页"):
        read_archive(data, "报告.mht")


@given(
    st.lists(
        st.sampled_from([*letter(part("<p>甲。</p>"), PICTURE).splitlines(True), b"--==b\n", b"\n", b"x: y\n"]),
        max_size=30,
    )
)
def test_any_lines_are_read_or_refused(lines: list[bytes]) -> None:
    with suppress(DrafterError):
        assert in_place(read_archive(b"MIME-Version: 1.0\n" + b"".join(lines)))


# -- encodings --------------------------------------------------------------------------------------------------------
META = '<meta charset="{}">'
OLD = '<meta http-equiv="Content-Type" content="text/html; charset={}">'
XML = '<?xml version="1.0" encoding="{}"?>'
TEXT = "<h1>水库管护报告</h1><p>安排50万元，支出40万元，执行率80%。</p>"
ENCODINGS = [
    (META, "utf-8", "utf-8"), (META, "gb2312", "gbk"), (OLD, "GBK", "gb18030"), (OLD, "gb18030", "gb18030"),
    (XML, "gb2312", "gb18030"), (XML, "UTF-8", "utf-8"), (META, "big5", "big5"), (META, "Big5-HKSCS", "big5hkscs"),
    # By the mark, or by zero bytes.
    (META, "gb2312", "utf-8-sig"), (META, "utf-16", "utf-16"), (META, "utf-8", "utf-16"), ("", "", "utf-16-le"),
    ("", "", "utf-16-be"),
    # No name, and names that are wrong or unknown.
    ("", "", "utf-8"), ("", "", "gb18030"), (META, "gb2312", "utf-8"), (META, "utf-8", "gbk"), (META, "utf-16",
     "utf-8"),
    (META, "x-none", "gb18030"), (META, "base64", "utf-8"), (META, "iso-8859-1", "utf-8"), (META, "iso-8859-1", "gbk"),
]  # fmt: skip


@pytest.mark.parametrize(("head", "name", "encoding"), ENCODINGS)
def test_encodings(head: str, name: str, encoding: str, tmp_path: Path) -> None:
    text = TEXT if "big5" not in encoding else "<h1>水庫管護報告</h1><p>安排50萬元，支出40萬元。</p>"
    file = tmp_path / "报告.html"
    file.write_bytes(f"{head.format(name)}<html><body>{text}</body></html>".encode(encoding))
    reading = read_any(str(file))
    assert shown(reading)[0] == ("# 水庫管護報告" if "big5" in encoding else "# 水库管护报告")
    assert not reading.remarks


def test_the_letter_names_the_encoding() -> None:
    data = "水库管护".encode("big5", "ignore") or b""
    assert characters("水庫管護工程報告".encode("big5"), declared="big5").text == "水庫管護工程報告"
    assert characters(data, declared="big5").lost == 0


def test_bytes_that_fit_no_encoding_are_counted() -> None:
    page = f'<meta charset="gb2312"><body>{TEXT}</body>'.encode("gb18030")
    reading = read_web("", data=page.replace("支出".encode("gb18030"), b"\xff\xff"))
    assert reading.draft.title == "水库管护报告"
    assert any(line.startswith("有") and "编码" in line for line in reading.remarks)


@pytest.mark.parametrize("data", [b"\0\1\2\3" * 50, b"\xff" * 50, b"<p>" + bytes(range(256)) * 20])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises((NotText, EmptyText)):
        read_web("", data=data)


@pytest.mark.skipif(not FILE.is_file(), reason="acceptance material is not beside the project")
def test_the_file_of_the_kind() -> None:
    assert "rate" in [one.code for one in check_reading(read_any(str(FILE)))]
