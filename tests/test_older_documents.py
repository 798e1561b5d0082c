"""Documents that another program converts: what it is given, how it is run, what comes back.

Invariants:
- What LibreOffice is given holds no address that could be fetched, however disguised, and every word that is read.
- The network is taken from it by the system where that can do it, and by its own settings everywhere; each of the
  three walls (the copy, the settings, the system) holds alone.
- At the time limit it ends with everything it has started; nothing of it stays behind.
- A report saved as .odt, .rtf, .doc or in one XML file reads as the .docx does.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import CASES
from hostile import END, TITLE, Server, hostile, odt, rtf
from hypothesis import given
from hypothesis import strategies as st
from word_files import NUMBERING, SPACES, document, p, packed, run, table, tc

from drafter import api
from drafter.errors import BrokenWord, CannotConvert, DangerousWord, DrafterError, NeedsOffice, NeedsPassword
from drafter.reading import confined, office
from drafter.reading.disarm import disarmed, mended
from drafter.reading.disarm.codes import harmless
from drafter.reading.disarm.compound import version
from drafter.reading.formats import read_any
from drafter.reading.kinds import OLE, kind_of
from drafter.reading.reader import Reading

WITH_OFFICE = pytest.mark.skipif(not office.office(), reason="LibreOffice is not installed")
URL = "http://files.example.net:8017"
FILES = {
    name: data
    for name, data in hostile(URL).items()
    if kind_of(data, os.path.splitext(name)[1]) in ("rtf", "odt", "fodt", "word-2003")  # noqa: PTH122
}


def whole(kind: str, data: bytes) -> str:
    """A harmless copy as one text, unpacked."""
    made = disarmed(kind, data, "x")
    if kind != "odt":
        return made.decode("utf-8", errors="replace")
    with zipfile.ZipFile(io.BytesIO(made)) as opened:
        return "".join(opened.read(name).decode() for name in opened.namelist())


# -- the copy ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", FILES)
def test_a_copy_holds_no_address_and_every_word(name: str) -> None:
    kind = kind_of(FILES[name], f".{name.rpartition('.')[2]}")
    text = whole(kind, FILES[name])
    assert "files.example.net" not in text and "8017" not in text and "INCLUDE" not in text
    if kind == "rtf":
        assert "\\u-27008?\\u" in text or "\\u" in text
        assert text.count("{") == text.count("}") and text.startswith("{\\rtf1")
    else:
        assert TITLE in text and END in text


@pytest.mark.parametrize(
    ("code", "stays"),
    [
        ("EQ \\f(1,2)", True), (" PAGE ", True), ("= 1+1", True), ("=SUM(ABOVE)", True), ("", True),
        ("FORMCHECKBOX", True),
        ("SEQ 表 \\* ARABIC", True), ("TOC \\o \"1-3\"", True), ("eq \\o\\ac(○,8)", True),
        ("INCLUDEPICTURE \"x\"", False), ("includetext x", False), ("HYPERLINK \"x\"", False), ("LINK x", False),
        ("DDEAUTO x", False), ("IMPORT x", False), ("DATABASE x", False), ("RD x", False), ("UNKNOWN", False),
        # Inside what is harmless.
        ("EQ http://x", False), ("EQ h t t p : / / x", False), ("SEQ \\\\host\\share", False), ("REF file:///x", False),
        ("= INCLUDEPICTURE x", False), ("PAGE I\0N\0C\0L\0U\0D\0E", False), ("QUOTE smb:x", False),
    ],
)  # fmt: skip
def test_fields_that_may_stay(code: str, stays: bool) -> None:
    assert harmless(code) is stays


SECRET = "".join(f"\\u{ord(c)}?" for c in f'INCLUDEPICTURE "{URL}/x.png"')
#: Ways to say a field that fetches so that a simple look does not see it.
DISGUISED = [
    f'{{\\field{{\\*\\fldinst {SECRET}}}{{\\fldrslt x}}}}',
    f'{{\\field{{\\*\\fldinst \\uc3\\u32 EQ {SECRET.replace("?", "???")}}}{{\\fldrslt x}}}}',
    f'{{\\field{{\\*\\fldinst {{\\*\\unknown EQ }}{SECRET}}}{{\\fldrslt x}}}}',
    f'{{\\field{{\\*\\fldinst {{\\info EQ }}{SECRET}}}{{\\fldrslt x}}}}',
    f'{{\\field{{\\*\\FLDINST {SECRET}}}{{\\fldrslt x}}}}',
    f'{{\\field{{\\*\\fldinst{{\\b I}}{{\\i NCLUDE}}{{\\b PICTURE}} "{URL}"}}{{\\fldrslt x}}}}',
    f'{{\\field{{\\*\\fldinst EQ {{{{{{INCLUDEPICTURE "{URL}"}}}}}}}}{{\\fldrslt x}}}}',
    f'{{\\field{{\\*\\fldinst IN\r\nCLUDE\nPICTURE "{URL}"}}{{\\fldrslt x}}}}',
    f'{{\\field{{\\*\\fldinst \\bin4 EQ  INCLUDEPICTURE "{URL}"}}{{\\fldrslt x}}}}',
    f'{{\\field{{\\*\\fldinst INCLUDEPICTURE "{URL}"',
    f'{{\\*\\unknown{{\\*\\template {URL}}}}}',
    f'{{\\shp{{\\*\\shpinst{{\\sp{{\\sn pib}}{{\\sv {{\\pict {URL}}}}}}}{{\\sp{{\\sn pibName}}{{\\sv {SECRET}}}}}}}}}',
    f'{{\\object\\objautlink{{\\*\\objdata 0105}}{{\\result {{\\field{{\\*\\fldinst {SECRET}}}}}}}}}',
    f'\\*\\template {URL}', f'{{\\b x \\*\\template {URL}}}', f'{{\\field x\\*\\fldinst {SECRET}',
]  # fmt: skip


@pytest.mark.parametrize("inside", DISGUISED)
def test_disguises_are_seen_through(inside: str) -> None:
    text = disarmed("rtf", rtf(inside), "x.rtf").decode()
    for gone in ("fldinst", "objdata", "\\pict", "template", "INCLUDE", "example", "\\u73?\\u78?"):
        assert gone not in text.lower() and gone not in text
    assert text.count("{") == text.count("}") and "\\u26576?\\u26576?" in text
    # The result of a field and what an object shows stay.
    assert ("fldrslt x" in text) == ("fldrslt x" in inside)


def test_addresses_in_the_text_are_words() -> None:
    """What is said of an address is read; it leads nowhere."""
    said = f"网址是{URL}。"
    flat = f'<text:p xmlns:text="t" xmlns:xlink="x"><text:a xlink:href="{URL}">{said}</text:a></text:p>'
    assert disarmed("fodt", flat.encode(), "x").decode().count(URL) == 1
    assert URL in disarmed("rtf", rtf(URL), "x").decode()
    assert mended(packed({"word/document.xml": f"<x>{said}</x>".replace("://", ":¦¦")})) != b""
    data = packed({"word/document.xml": f"<x>{said}</x>".replace("://", ":¦¦")})
    with zipfile.ZipFile(io.BytesIO(mended(data))) as opened:
        assert said in opened.read("word/document.xml").decode()


def test_older_word_documents_are_spoilt_byte_for_byte() -> None:
    for encoding, gap in (("latin-1", b"\x13"), ("utf-16-le", b"\x13\0")):
        field = (
            gap + f' INCLUDEPICTURE "{URL}/x" \\d \x14'.encode(encoding) + f" \\\\host\\share {URL}".encode(encoding)
        )
        data = OLE + b"\0" * 504 + field + "WordDocument".encode("utf-16-le") + b"\0" * 200
        made = disarmed("doc", data, "x.doc")
        assert len(made) == len(data)
        for gone in ("INCLUDEPICTURE", "://", "\\\\host"):
            assert gone.encode(encoding) not in made
        # A word of the text that is called so too is left alone.
        assert "INCLUDES".encode(encoding) in disarmed("doc", data + " INCLUDES ".encode(encoding), "x.doc")


def compound(flags: int, made: int) -> bytes:
    """An old document of which only the head of the text is there."""
    head = bytearray(OLE + b"\0" * 1528)
    head[30:32] = (9).to_bytes(2, "little")
    head[512:514], head[514:516] = (0xA5EC).to_bytes(2, "little"), made.to_bytes(2, "little")
    head[522:524] = flags.to_bytes(2, "little")
    head[1024 : 1024 + 24] = "WordDocument".encode("utf-16-le")
    head[1024 + 116 : 1024 + 120] = (0).to_bytes(4, "little")
    return bytes(head)


def test_passwords_and_versions_of_older_documents_are_known() -> None:
    for flags in (0x0100, 0x1100):
        with pytest.raises(NeedsPassword):
            disarmed("doc", compound(flags, 0xC1), "x.doc")
    assert disarmed("doc", compound(0x1000, 0xC1), "x.doc")
    assert [version(compound(0, made)) for made in (0xC1, 0xD9, 0x65, 0x68)] == [
        "MS Word 97", "MS Word 97", "MS WinWord 6.0", "MS Word 95",
    ]  # fmt: skip
    assert version(OLE) == version(b"") == "MS Word 97"
    locked = odt().replace(b"manifest:version", b"manifest:version")
    with zipfile.ZipFile(io.BytesIO(locked)) as opened:
        held: dict[str, str | bytes] = {name: opened.read(name) for name in opened.namelist()}
    held["META-INF/manifest.xml"] = "<m><encryption-data/></m>"
    with pytest.raises(NeedsPassword):
        disarmed("odt", packed(held), "x.odt")


BOMBS = {
    "elements": ("fodt", b"<a>" + b"<b/>" * 1_100_000 + b"</a>"),
    "depth": ("fodt", b"<a>" * 5_000 + b"</a>" * 5_000),
    "entities": ("fodt", b'<!DOCTYPE a [<!ENTITY b "cc">]><a>&b;</a>'),
    "tag": ("fodt", b"<a b='" + os.urandom(3_000_000).hex().encode() + b"'/>"),
    "packed": ("odt", packed({"content.xml": b"<a>" + b"<b/>" * 1_100_000 + b"</a>", "META-INF/manifest.xml": "<m/>"})),
    "dense": ("odt", packed({"content.xml": b"<a>" + b" " * 90_000_000 + b"</a>", "META-INF/manifest.xml": "<m/>"})),
    "braces": ("rtf", b"{\\rtf1 " + b"{" * 100_000),
    "words": ("rtf", b"{\\rtf1 " + b"\\b" * 60_000),
}


@pytest.mark.parametrize("kind", BOMBS)
def test_what_would_fill_memory_is_refused(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("drafter.reading.disarm.rtf._MOST", 50_000)
    with pytest.raises(DangerousWord):
        disarmed(*BOMBS[kind], "x")


@given(st.binary(max_size=200), st.sampled_from(["rtf", "odt", "fodt", "doc", "word-2003"]))
def test_any_bytes_are_a_copy_or_one_line(data: bytes, kind: str) -> None:
    start = {"rtf": b"{\\rtf1 ", "odt": b"PK\x03\x04", "doc": OLE}.get(kind, b"<a>")
    try:
        assert isinstance(disarmed(kind, start + data, "x"), bytes)
    except DrafterError as error:
        assert "\n" not in str(error)


@given(st.text(alphabet="{}\\*bufldinst 3'4a?", max_size=80))
def test_any_rtf_is_copied_in_balance(text: str) -> None:
    made = disarmed("rtf", b"{\\rtf1 " + text.encode() + b"}", "x")
    assert made.count(b"\\fldinst") <= text.count("\\fldinst")


# -- how it is run ----------------------------------------------------------------------------------------------------
def python(code: str, folder: Path, patience: float = 30) -> bool:
    return office.run_alone([sys.executable, "-c", code], folder, patience)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the system's filter is Linux's")
def test_the_system_refuses_every_socket_that_leaves_the_machine(tmp_path: Path) -> None:
    code = """
import socket, subprocess, sys
said = []
for family in ("AF_INET", "AF_INET6", "AF_NETLINK", "AF_PACKET", "AF_UNIX"):
    try:
        socket.socket(getattr(socket, family), socket.SOCK_DGRAM).close()
        said.append(family)
    except OSError as error:
        said.append(type(error).__name__)
child = [sys.executable, "-c", "import socket; socket.socket()"]
said.append(str(subprocess.run(child, capture_output=True).returncode))
open("said", "w").write(" ".join(said))
"""
    assert python(code, tmp_path)
    said = (tmp_path / "said").read_text(encoding="utf-8").split()
    if os.uname().machine not in confined._MACHINES:
        pytest.skip("this machine's calls have other numbers")
    assert said == ["PermissionError"] * 4 + ["AF_UNIX", "1"]
    # This process itself keeps its network.
    assert subprocess.run([sys.executable, "-c", "import socket; socket.socket()"], check=True).returncode == 0


@pytest.mark.skipif(os.name != "posix", reason="process groups are those of POSIX")
def test_at_the_time_limit_everything_it_has_started_ends(tmp_path: Path) -> None:
    code = """
import os, subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
open("pids", "w").write(f"{os.getpid()} {child.pid}")
time.sleep(600)
"""
    for stop in (False, True):
        text = code if not stop else code.replace("time.sleep(600)\n", "raise SystemExit\n")
        assert python(text, tmp_path, patience=3) is stop
        for pid in map(int, (tmp_path / "pids").read_text(encoding="utf-8").split()):
            for _ in range(100):
                if not _alive(pid):
                    break
                time.sleep(0.05)
            assert not _alive(pid)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{pid}/stat")
    return not stat.exists() or stat.read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"


def test_its_home_and_its_proxies_are_nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/run/user/0/bus")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    assert python("import json, os; json.dump(dict(os.environ), open('said', 'w'))", tmp_path)
    said = (tmp_path / "said").read_text(encoding="utf-8")
    assert "DBUS" not in said and "no_proxy" not in said and said.count("http://127.0.0.1:9") == 8
    assert f'"HOME": "{tmp_path}"' in said


def test_a_program_that_is_not_there_or_makes_nothing_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.rtf"
    file.write_bytes(rtf(""))
    for program, error in (("", NeedsOffice), (str(tmp_path / "none"), CannotConvert), (sys.executable, CannotConvert)):
        monkeypatch.setattr(office, "office", lambda program=program: program)
        with pytest.raises(error):
            read_any(str(file))
    # A file that cannot be one is refused before any program is looked for.
    (tmp_path / "b.odt").write_bytes(packed({"mimetype": "application/vnd.oasis.opendocument.text"}))
    with pytest.raises((CannotConvert, BrokenWord)):
        read_any(str(tmp_path / "b.odt"))


# -- what comes back --------------------------------------------------------------------------------------------------
FORMATS = {
    "odt": "writer8", "rtf": "Rich Text Format", "doc": "MS Word 97", "fodt": "OpenDocument Text Flat XML",
    "xml": "MS Word 2003 XML",
}  # fmt: skip


def saved_as(data: bytes, ending: str, folder: Path, known: str = "MS Word 2007 XML", name: str = "a.docx") -> bytes:
    """A document as LibreOffice saves it in another format."""
    office._profile(folder / "profile" / "user")
    (folder / name).write_bytes(data)
    command = [office.office(), "--headless", "--norestore", f"-env:UserInstallation={(folder / 'profile').as_uri()}",
               f"--infilter={known}", "--convert-to", f"{ending}:{FORMATS[ending]}", "--outdir", str(folder / "out"),
               str(folder / name)]  # fmt: skip
    assert office.run_alone(command, folder, 120)
    return (folder / "out" / f"a.{ending}").read_bytes()


def tree(reading: Reading) -> list[Any]:
    return [reading.draft.title, *[getattr(b, "text", None) or (b.header, b.rows) for b in reading.draft.blocks]]  # type: ignore[union-attr]


@WITH_OFFICE
@pytest.mark.parametrize("ending", FORMATS)
def test_a_report_saved_in_another_format_reads_the_same(ending: str, tmp_path: Path) -> None:
    report = api.to_docx(api.compose(api.load_case(CASES[0])))
    (tmp_path / "b.docx").write_bytes(report)
    (tmp_path / f"b.{ending}").write_bytes(saved_as(report, ending, tmp_path))
    assert tree(read_any(str(tmp_path / f"b.{ending}"))) == tree(read_any(str(tmp_path / "b.docx")))


@WITH_OFFICE
@pytest.mark.parametrize("ending", ["odt", "rtf", "doc"])
def test_a_harmless_copy_says_what_the_file_says(ending: str, tmp_path: Path) -> None:
    """Numbers, notes, tables, formulas, addresses: what is read of the copy is what is read of the file itself."""
    numbers = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="3"/></w:numPr>'.format
    body = (
        p(TITLE) + p("概况", numbers(0)) + p("职责", numbers(1)) + p(f"网址是{URL}/x，见附件。")
        + p(inside=run("见注") + '<w:r><w:footnoteReference w:id="2"/></w:r>')
        + table(tc("项目") + tc("支出"), tc("清淤") + tc("100"))
        + p(inside=run("率=") + "<m:oMath><m:f><m:num><m:r><m:t>180</m:t></m:r></m:num><m:den><m:r><m:t>200</m:t></m:r>"
                                "</m:den></m:f></m:oMath>" + run("。")) + p(END)
    )  # fmt: skip
    notes = f'<w:footnotes {SPACES}><w:footnote w:id="2">{p("注在这里。")}</w:footnote></w:footnotes>'
    data = saved_as(document(body, numbering=NUMBERING, footnotes=notes), ending, tmp_path)
    kind = kind_of(data, f".{ending}")
    trees = []
    for harmless_ in (False, True):
        made = office.converted(office.office(), disarmed(kind, data, "x") if harmless_ else data, kind)
        assert made is not None
        (tmp_path / "made.docx").write_bytes(mended(made) if kind == "doc" else made)
        trees.append(tree(read_any(str(tmp_path / "made.docx"))))
    assert trees[0] == trees[1]
    assert any(URL in str(one) for one in trees[1]) and any("清淤" in str(one) for one in trees[1])


# -- the walls --------------------------------------------------------------------------------------------------------
@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with Server() as found:
        yield found


@WITH_OFFICE
@pytest.mark.parametrize("wall", ["none", "copy", "settings", "system"])
@pytest.mark.parametrize("ending", ["odt", "doc"])
def test_each_wall_holds_alone(
    wall: str, ending: str, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if wall == "system" and not sys.platform.startswith("linux"):
        pytest.skip("the system's filter is Linux's")
    data = hostile(server.url)["picture.odt"]
    if ending == "doc":
        data = saved_as(data, "doc", tmp_path, "writer8", "a.odt")
        assert f"{server.url}/".encode("utf-16-le") in data
    if wall == "copy":
        data = disarmed(ending, data, "x")
    if wall != "settings":
        monkeypatch.setattr(office, "_ORDERS", ())
        monkeypatch.setattr(office, "_PROXIES", ())
    if wall != "system":
        started = subprocess.Popen

        def bare(command: list[str], **more: Any) -> subprocess.Popen[bytes]:
            return started(command[4:] if command[0] == sys.executable else command, **more)

        monkeypatch.setattr(subprocess, "Popen", bare)
    server.asked.clear()
    assert office.converted(office.office(), data, ending) is not None
    assert bool(server.asked) is (wall == "none"), server.asked
