"""Word documents that are broken, hostile or odd, given to every command that takes one.

Invariants:
- The answer is a correct reading, or exit code 2 and one clear line of Chinese with the name of the file; there is
  never a traceback.
- Nothing is fetched, nothing is run, nothing is written but the output, and that whole or not at all.
- No part is unpacked, and no entity resolved, beyond what a document of an office may hold.
"""

from __future__ import annotations

import io
import os
import re
import socket
import struct
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import CASES, ROOT
from word_files import SPACES, STYLES, W, document, p, packed, parts, run, table, tc

from drafter import api
from drafter.checking.finding import Finding
from drafter.cli import main
from drafter.errors import DrafterError
from drafter.reading import office
from drafter.reading.kinds import MEMBERS, OLE
from drafter.reading.word.package import Package
from drafter.reading.word.reader import read_package
from drafter.wording import own
from drafter.writing.word.document import to_docx
from drafter.writing.word.reference import check_reference
from drafter.writing.word.remarks import annotated

TEXT = "某某项目2024年度绩效自评报告"
BODY = p(TEXT) + p("一、基本情况") + p("2024年预算195万元，支出190.5万元。")
DRAFTED = api.to_docx(api.compose(api.load_case(CASES[0])))
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


#: What the parts are, as another library wants to be told.
KINDS = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="bin" ContentType="application/octet-stream"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    + "".join(
        f'<Override PartName="/word/{name}.xml" '
        f'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"/>'
        for name, kind in (("document", "document.main"), ("styles", "styles"), ("numbering", "numbering"))
    )
    + "</Types>"
)


def whole(data: bytes) -> bytes:
    """A document with its kinds of parts told."""
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        held: dict[str, str | bytes] = {name: opened.read(name) for name in opened.namelist()}
    return packed(held | {"[Content_Types].xml": KINDS})


def replaced(name: str, text: str | bytes | None) -> bytes:
    """The good document with one part another, or without it."""
    kept = {key: part for key, part in parts(BODY).items() if key != name}
    return packed(kept if text is None else {**kept, name: text})


def encrypted() -> bytes:
    data = bytearray(document(BODY))
    # The flag of a zip with a password, in the directory and at each part.
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.find(mark)
        while start >= 0:
            data[start + at] |= 1
            start = data.find(mark, start + 4)
    return bytes(data)


def lying() -> bytes:
    """A part that says it is small and unpacks to 100 million bytes."""
    data = bytearray(replaced("word/document.xml", b" " * 100_000_000))
    at = data.rindex(b"PK\x01\x02", 0, data.rindex(b"word/document.xml") + 1)
    data[at + 24 : at + 28] = struct.pack("<I", 100)
    return bytes(data)


def laughs(kind: str = "document") -> str:
    def one(number: int) -> str:
        return f"&l{number};"

    lines = "".join(f'<!ENTITY l{n} "{10 * one(n - 1)}">' for n in range(1, 10))
    inside = "<w:body><w:p><w:r><w:t>&l9;</w:t></w:r></w:p></w:body>" if kind == "document" else ""
    return f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "哈">{lines}]><w:{kind} {SPACES}>{inside}</w:{kind}>'


def outside(target: str, kind: str = "document") -> str:
    inside = "<w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body>" if kind == "document" else "&x;"
    return f'<!DOCTYPE x [<!ENTITY x SYSTEM "{target}">]><w:{kind} {SPACES}>{inside}</w:{kind}>'


REFUSED: dict[str, Callable[[], bytes]] = {
    "nothing": lambda: b"",
    "not-a-zip": lambda: b"\x00\x01 no zip",
    "truncated": lambda: DRAFTED[: len(DRAFTED) // 2],
    "without-its-end": lambda: DRAFTED[:-30],
    "a-head": lambda: b"PK\x03\x04" + b"\0" * 100,
    "only-an-end": lambda: b"PK\x05\x06" + b"\0" * 18,
    "another-zip": lambda: packed({"a.txt": "甲"}),
    "a-workbook": lambda: packed({"[Content_Types].xml": TYPES, "xl/workbook.xml": "<x/>"}),
    "too-many-members": lambda: packed({f"{n}.xml": "" for n in range(MEMBERS + 1)}),
    "too-large": lambda: replaced("word/document.xml", b" " * 250_000_000),
    "too-dense": lambda: replaced("word/document.xml", b"<x>" + b"a" * 8_000_000 + b"</x>"),
    "a-size-that-lies": lying,
    "external-file": lambda: replaced("word/document.xml", outside("file:///etc/passwd")),
    "external-address": lambda: replaced("word/document.xml", outside("http://127.0.0.1:9/x")),
    "external-types": lambda: replaced("word/document.xml", f'<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x"><x {SPACES}/>'),
    "external-styles": lambda: replaced("word/styles.xml", outside("file:///etc/passwd", "styles")),
    "external-relations": lambda: replaced("_rels/.rels", outside("file:///etc/passwd", "x")),
    "laughs": lambda: replaced("word/document.xml", laughs()),
    "laughs-in-styles": lambda: replaced("word/styles.xml", laughs("styles")),
    "laughs-of-two-bytes": lambda: replaced(
        "word/document.xml", laughs().replace('"1.0"', '"1.0" encoding="utf-16"').encode("utf-16")
    ),
    "password": lambda: OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
    "password-of-the-zip": encrypted,
    "older": lambda: OLE + b"\0" * 600,
    "no-document": lambda: replaced("word/document.xml", None),
    "no-relations": lambda: replaced("_rels/.rels", None),
    "half-a-part": lambda: replaced("word/document.xml", str(parts(BODY)["word/document.xml"])[:-60]),
    "no-body": lambda: replaced("word/document.xml", f"<w:document {SPACES}/>"),
    "no-words": lambda: document(p("") * 3),
    "another-root": lambda: replaced("word/document.xml", "<html/>"),
    "unknown-encoding": lambda: replaced("word/document.xml", b'<?xml version="1.0" encoding="cp037"?><a/>'),
    "too-deep": lambda: replaced(
        "word/document.xml",
        f"<w:document {SPACES}><w:body>{'<w:sdt><w:sdtContent>' * 5000}{'</w:sdtContent></w:sdt>' * 5000}</w:body>"
        "</w:document>",
    ),
}
#: Odd, and read all the same.
READ: dict[str, Callable[[], bytes]] = {
    "good": lambda: document(BODY),
    "without-styles": lambda: document(BODY, None),
    "styles-named-and-missing": lambda: replaced("word/styles.xml", None),
    "without-types": lambda: replaced("[Content_Types].xml", None),
    "with-macros": lambda: packed({**parts(BODY), "word/vbaProject.bin": OLE + b"\0" * 600}),
    "styles-in-a-ring": lambda: document(
        BODY,
        f'{STYLES}<w:style w:type="paragraph" w:styleId="a9"><w:name w:val="环"/><w:basedOn w:val="a9"/></w:style>',
    ),
    "paths-to-elsewhere": lambda: packed(
        {**parts(BODY), "../../../../tmp/escaped.txt": "x", "/etc/escaped": "x", "C:\\escaped.txt": "x"}
    ),
    "links-to-elsewhere": lambda: replaced(
        "word/_rels/document.xml.rels",
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" '
        'Target="http://127.0.0.1:9/styles.xml" TargetMode="External"/><Relationship Id="r2" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" '
        'Target="../../../../etc/passwd"/></Relationships>',
    ),
    "fields-that-fetch": lambda: document(
        BODY + p(inside='<w:fldSimple w:instr=" INCLUDETEXT &quot;/etc/passwd&quot; "/>')
    ),
}  # fmt: skip


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the net nor another program is asked for anything."""

    def never(*_: Any, **__: Any) -> Any:
        raise AssertionError("asked for something outside")

    monkeypatch.setattr(socket, "socket", never)
    monkeypatch.setattr(subprocess, "Popen", never)
    monkeypatch.setattr(os, "system", never)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder in which nothing appears but what was asked for; temporary files stand there too."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    yield tmp_path
    assert not list(tmp_path.glob("**/.drafter-*")) and not list(tmp_path.glob("**/*escaped*"))
    assert not Path("/tmp/escaped.txt").exists() and not Path("/etc/escaped").exists()


def refused(arguments: list[str], capsys: pytest.CaptureFixture[str], name: str = "") -> str:
    """The one line that a command refuses with."""
    capsys.readouterr()
    assert main(arguments) == 2, arguments
    told = capsys.readouterr()
    assert told.out == "" and told.err.count("\n") == 1 and told.err.endswith("\n"), told
    assert "Traceback" not in told.err and re.search("[一-鿿]{4}", told.err) and name in told.err
    return told.err


# -- every command, every fault ---------------------------------------------------------------------------------------
@pytest.mark.parametrize("kind", REFUSED)
def test_a_bad_document_is_refused_by_every_command(
    kind: str, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:  # fmt: skip
    bad, good, out = place / "坏.docx", place / "好.txt", place / "出.docx"
    bad.write_bytes(REFUSED[kind]())
    good.write_text(f"{TEXT}\n一、基本情况\n情况正常。\n", encoding="utf-8")
    for arguments in (
        ["check", str(bad)],
        ["check", str(bad), "-o", str(out)],
        ["diff", str(bad), str(good)],
        ["diff", str(good), str(bad), "-o", str(out)],
        ["diff", "--original", str(good), str(bad), "-o", str(out)],
    ):
        refused(arguments, capsys, "坏.docx")
    assert not out.exists()
    if kind not in ("no-body", "no-words", "another-root"):
        refused(["draft", str(CASES[0]), "-o", str(out), "--reference-doc", str(bad)], capsys, "坏.docx")
        assert not out.exists()
    assert sorted(one.name for one in place.iterdir()) == ["坏.docx", "好.txt"]


@pytest.mark.parametrize("kind", READ)
def test_an_odd_document_is_read(kind: str, place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    odd, good, out = place / "怪.docx", place / "好.txt", place / "出.docx"
    data = READ[kind]() if kind == "without-types" else whole(READ[kind]())
    odd.write_bytes(data)
    good.write_text(f"{TEXT}\n一、基本情况\n2024年预算195万元，支出190.5万元。\n", encoding="utf-8")
    assert read_package(Package(data, "怪.docx")).draft.title == TEXT
    assert main(["diff", str(good), str(odd)]) == 0
    assert main(["diff", str(good), str(odd), "-o", str(out)]) == 0
    assert main(["check", str(odd)]) in (0, 1)
    capsys.readouterr()
    if kind in ("without-types", "links-to-elsewhere", "styles-named-and-missing"):
        told = refused(["check", str(odd), "-o", str(place / "批注.docx")], capsys, "怪.docx")
        assert "加不了批注" in told
    else:
        assert main(["check", str(odd), "-o", str(place / "批注.docx")]) in (0, 1)
        assert read_package(Package((place / "批注.docx").read_bytes(), "x.docx")).draft.title == TEXT
    assert odd.read_bytes() == data


@pytest.mark.parametrize("kind", READ)
def test_an_odd_document_lends_its_look_or_is_refused(
    kind: str, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:  # fmt: skip
    (place / "怪.docx").write_bytes(READ[kind]() if kind == "without-types" else whole(READ[kind]()))
    arguments = ["draft", str(CASES[0]), "-o", str(place / "出.docx"), "--reference-doc", str(place / "怪.docx")]
    if kind not in ("good", "styles-in-a-ring", "paths-to-elsewhere", "fields-that-fetch"):
        refused(arguments, capsys, "怪.docx")
        assert not (place / "出.docx").exists()
    else:
        assert main(arguments) == 0
        with zipfile.ZipFile(place / "出.docx") as made:
            said = b"".join(made.read(name) for name in made.namelist())
            assert not [name for name in made.namelist() if "vba" in name.lower() or "escaped" in name]
        assert b"127.0.0.1" not in said and b"passwd" not in said


def test_styles_of_the_same_id_and_another_name(place: Path) -> None:
    """A style called by an id of the program's is not touched; the program's own gets another id."""
    odd = '<w:style w:type="paragraph" w:styleId="{}"><w:name w:val="别的{}"/></w:style>'
    styles = "".join(odd.format(name, name) for name in ("BodyText", "Heading1", "Title", "TableText", "IssuingDate"))
    (place / "怪.docx").write_bytes(whole(document(BODY, styles)))
    case = api.load_case(CASES[0])
    data = api.to_docx(api.compose(case), case, place / "怪.docx")
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        text, made = (opened.read(f"word/{name}.xml").decode() for name in ("document", "styles"))
    assert '"BodyTextDrafter"' in text and '"BodyText"' not in text
    assert made.count('w:default="1"') == 0 and made.count('w:styleId="BodyTextDrafter"') == 1
    assert read_package(Package(data, "x.docx")).draft.title == api.compose(case).title


def test_a_head_that_leads_outside_is_cut_off(place: Path) -> None:
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    held = parts(
        BODY
        + '<w:sectPr><w:headerReference w:type="default" r:id="rhead"/><w:printerSettings r:id="rprint"/></w:sectPr>'
    )
    held["word/_rels/document.xml.rels"] = str(held["word/_rels/document.xml.rels"]).replace(
        "</Relationships>",
        f'<Relationship Id="rhead" Type="{kinds}/header" Target="header.xml"/>'
        f'<Relationship Id="rprint" Type="{kinds}/printerSettings" Target="printer.bin"/></Relationships>',
    )
    held["word/printer.bin"] = b"printer of Zhang San"
    held["word/header.xml"] = (
        f'<w:hdr {SPACES}><w:p><w:hyperlink r:id="rout"><w:r><w:t>某某局</w:t></w:r></w:hyperlink></w:p></w:hdr>'
    )
    held["word/_rels/header.xml.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rout" '
        f'Type="{kinds}/hyperlink" Target="http://127.0.0.1:9/" TargetMode="External"/></Relationships>'
    )
    types = KINDS.replace(
        "</Types>",
        '<Override PartName="/word/header.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/></Types>',
    )
    (place / "怪.docx").write_bytes(packed({**held, "[Content_Types].xml": types}))
    case = api.load_case(CASES[0])
    data = api.to_docx(api.compose(case), case, place / "怪.docx")
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        said = {name: opened.read(name) for name in opened.namelist()}
    assert not [name for name, text in said.items() if b"127.0.0.1" in text or b"Zhang San" in text]
    assert "某某局".encode() in said["word/header.xml"] and b"rout" not in said["word/header.xml"]
    assert b"rhead" in said["word/document.xml"] and b"rprint" not in said["word/document.xml"]


def test_whatever_is_wrong_inside_is_one_line() -> None:
    """Each part of a document left out, emptied, cut or replaced: for reading, for comments, as a reference."""
    with zipfile.ZipFile(io.BytesIO(DRAFTED)) as opened:
        held: dict[str, str | bytes] = {name: opened.read(name) for name in opened.namelist()}
    case = api.load_case(CASES[0])
    draft = api.compose(case)
    finding = Finding("some-rule", "error", "x.docx", 1, 1, None, "某", "", "", own("请核对。"))
    for name, text in held.items():
        for other in (None, b"", b"<x/>", b"garbage", text[: len(text) // 2]):
            made = packed({key: one for key, one in {**held, name: other}.items() if one is not None})
            for use in (
                lambda made=made: read_package(Package(made, "x.docx")),
                lambda made=made: annotated(made, "x.docx", [finding]),
                lambda made=made: to_docx(draft, case, check_reference(made, "x.docx")),
            ):
                try:
                    use()
                except DrafterError as error:
                    assert "\n" not in str(error) and "x.docx" in str(error)


def test_macros_are_neither_run_nor_handed_on(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = packed({**parts(BODY), "word/vbaProject.bin": OLE + b"\0" * 600})
    (place / "宏.docm").write_bytes(data)
    assert main(["check", str(place / "宏.docm")]) in (0, 1)
    out = str(place / "出.docx")
    told = refused(["draft", str(CASES[0]), "-o", out, "--reference-doc", str(place / "宏.docm")], capsys, "宏.docm")
    assert "带宏" in told and not Path(out).exists()
    told = refused(["check", str(place / "宏.docm"), "-o", out], capsys, "宏.docm")
    assert ".docx" in told


def test_an_older_document_that_is_none(
    place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "office", lambda: "")
    for name in ("旧.doc", "旧.wps"):
        (place / name).write_bytes(OLE + b"\0" * 600)
        assert "另存为" in refused(["check", str(place / name)], capsys, name)


# -- damage -----------------------------------------------------------------------------------------------------------
def test_any_damage_is_a_reading_or_one_line() -> None:
    for step, seed in ((97, 0x5A), (211, 0xFF)):
        for at in range(0, len(DRAFTED), step):
            broken = DRAFTED[:at] + bytes([DRAFTED[at] ^ seed]) + DRAFTED[at + 1 :]
            try:
                assert read_package(Package(broken, "x.docx")).draft.blocks
            except DrafterError as error:
                assert "\n" not in str(error)


def test_any_cut_is_one_line() -> None:
    for at in range(0, len(DRAFTED) - 1, len(DRAFTED) // 60):
        with pytest.raises(DrafterError):
            read_package(Package(DRAFTED[:at], "x.docx"))


@pytest.mark.parametrize(
    "inside",
    [
        "<w:p/>", "<w:tbl/>", "<w:tbl><w:tr/></w:tbl>", "<w:tbl><w:tr><w:tc/></w:tr></w:tbl>", "<w:sdt/>",
        "<w:p><w:r><w:fldChar/></w:r></w:p>", '<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>',
        "<w:p><w:pPr><w:numPr><w:numId/></w:numPr></w:pPr></w:p>", "<mc:AlternateContent/>",
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="-1"/><w:numId w:val="99999999999999999999"/></w:numPr></w:pPr></w:p>',
        '<w:p><w:pPr><w:outlineLvl w:val="高"/></w:pPr></w:p>', "<w:ins><w:ins/></w:ins>", "<!-- 注 --><?pi x?>",
        '<w:p><w:r><w:footnoteReference w:id="8"/></w:r></w:p>', "<w:p><w:r><w:ruby/></w:r></w:p>",
        f'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="99999999"/></w:tcPr>{p("甲")}</w:tc>{tc("乙")}</w:tr></w:tbl>',
        f'<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>{p("甲")}</w:tc>{tc("乙")}</w:tr></w:tbl>',
        table(*(f"<w:tc>{table(tc('里') + tc('层'))}</w:tc>{tc('外')}" for _ in range(3))),
        "<w:p><w:pPr><w:pPrChange/></w:pPr></w:p>", "<w:p><w:r><w:sym/></w:r></w:p>",
    ],
)  # fmt: skip
def test_odd_elements_say_nothing(inside: str, place: Path) -> None:
    data = document(BODY + inside + p("资金全部到位。"))
    for original in (False, True):
        reading = read_package(Package(data, "x.docx"), original=original)
        assert reading.draft.title == TEXT
        assert reading.source.text.rstrip().endswith("资金全部到位。")


def test_a_hundred_levels_of_tables() -> None:
    """The benchmark (benchmarks/word.py) reads a hundred thousand paragraphs; here a hundred tables in each other."""
    inside = p("里层。")
    for _ in range(60):
        inside = f"<w:tbl><w:tr><w:tc>{inside}</w:tc><w:tc>{p('旁')}</w:tc></w:tr></w:tbl>{p('')}"
    try:
        assert read_package(Package(document(BODY + inside), "x.docx")).draft.title == TEXT
    except DrafterError as error:
        assert "\n" not in str(error)


# -- places -----------------------------------------------------------------------------------------------------------
def test_a_folder_a_missing_file_and_a_name_that_is_none(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "夹.docx").mkdir()
    good, out = str(place / "好.docx"), str(place / "出.docx")
    Path(good).write_bytes(document(BODY))
    for name, why in (("夹.docx", "文件夹"), ("无.docx", "")):
        for arguments in (
            ["check", str(place / name)],
            ["check", str(place / name), "-o", out],
            ["diff", good, str(place / name)],
            ["diff", str(place / name), good, "-o", out],
            ["draft", str(CASES[0]), "-o", out, "--reference-doc", str(place / name)],
        ):
            assert why in refused(arguments, capsys, name)
    assert not Path(out).exists()


@pytest.mark.parametrize("target", ["夹.docx", "无此夹/出.docx", "好.docx/出.docx", "长" * 300 + ".docx"])
def test_a_target_that_cannot_be_written(target: str, place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "夹.docx").mkdir()
    good, old = place / "好.docx", ROOT / "cases/yingyang-can-2023.txt"
    data = document(BODY)
    good.write_bytes(data)
    for arguments in (["draft", str(CASES[0])], ["diff", str(old), str(good)], ["check", str(good)]):
        refused([*arguments, "-o", str(place / target)], capsys)
    assert good.read_bytes() == data
    assert sorted(one.name for one in place.iterdir()) == ["夹.docx", "好.docx"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_target_without_permission(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "只读").mkdir(mode=0o500)
    refused(["draft", str(CASES[0]), "-o", str(place / "只读" / "出.docx")], capsys)


def test_the_inputs_are_never_the_target(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, data = place / "好.docx", document(BODY)
    good.write_bytes(data)
    (place / "链.docx").symlink_to(good)
    case = str(CASES[0])
    for target in ("好.docx", "链.docx"):
        for arguments in (
            ["draft", case, "--reference-doc", str(good)],
            ["diff", str(good), case],
            ["diff", case, str(good)],
            ["check", str(good)],
        ):
            refused([*arguments, "-o", str(place / target)], capsys)
    assert good.read_bytes() == data


def test_options_that_do_not_fit(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = place / "好.docx"
    good.write_bytes(document(BODY))
    case, out = str(CASES[0]), str(place / "出.docx")
    for arguments in (
        ["draft", case, "--format", "docx"],
        ["draft", case, "-o", str(place / "出.md"), "--reference-doc", str(good)],
        ["diff", str(good), case, "--format", "docx"],
        ["diff", str(good), case, "-o", out, "--date", "昨天"],
        ["diff", str(good), case, "-o", out, "--date", "2025-02-30"],
        ["check", str(good), str(good), "-o", out],
        ["check", str(good), "--format", "docx"],
    ):
        refused(arguments, capsys)
    assert not Path(out).exists()


def test_words_of_a_document_are_words(place: Path) -> None:
    """What looks like markup in one document is text in the next, comments included."""
    evil = '</w:t></w:r><w:r><w:t>&lt;w:instrText>INCLUDETEXT "/etc/passwd"]]>'
    data = document(BODY + p(f"支出12万元{evil}。支出12万元{evil}。"))
    (place / "怪.docx").write_bytes(data)
    main(["check", str(place / "怪.docx"), "-o", str(place / "批注.docx")])
    main(["diff", str(place / "怪.docx"), str(CASES[0]), "-o", str(place / "出.docx")])
    made = to_docx(read_package(Package(data, "x.docx")).draft)
    for written in (made, (place / "出.docx").read_bytes()):
        with zipfile.ZipFile(io.BytesIO(written)) as opened:
            assert b"instrText>INCLUDETEXT" not in opened.read("word/document.xml")
    assert read_package(Package(made, "x.docx")).draft.title == TEXT and W and run("甲")
