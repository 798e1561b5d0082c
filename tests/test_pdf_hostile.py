"""Files that were made to hurt, or are damaged.

Invariants:
- Whatever the bytes, reading ends within its bounds of time and memory, with a text or with one line in Chinese.
- What brings the library down does not bring the program down.
"""

from __future__ import annotations

import random
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pdf_files import lines, pdf, ruled, table, written

from drafter.cli import main
from drafter.errors import DrafterError, EndlessPdf
from drafter.reading.formats import read_any
from drafter.reading.pdf import process
from drafter.reading.pdf.process import Stopped, apart

pytest.importorskip("pypdfium2")

PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 5 0 R>>%s>>/Contents 4 0 R>>"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
WORDS = b"BT /F 12 Tf 72 700 Td (Hello there) Tj ET "
FORM = b"<</Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</Font<</F 5 0 R>>/XObject<</X %d 0 R>>>>/Length %d>>"


def packed(data: bytes, times: int = 1) -> bytes:
    for _ in range(times):
        data = zlib.compress(data, 9)
    names = b"/FlateDecode" * times
    return b"<</Length %d/Filter[%s]>>stream\n%s\nendstream" % (len(data), names, data)


def one(content: bytes, extra: list[bytes] | None = None, resources: bytes = b"", pages: bytes = b"") -> bytes:
    root = pages or b"<</Type/Pages/Count 1/Kids[3 0 R]>>"
    return written([b"<</Type/Catalog/Pages 2 0 R>>", root, PAGE % resources, content, FONT, *(extra or [])])


def forms(deep: int, wide: int) -> bytes:
    """Groups in groups: each calls the next `wide` times."""
    made = []
    for at in range(deep):
        said = b"/X Do " * wide if at < deep - 1 else WORDS
        made.append(FORM % (7 + at if at < deep - 1 else 6, len(said)) + b"stream\n" + said + b"\nendstream")
    return one(packed(b"/X Do " * wide), made, b"/XObject<</X 6 0 R>>")


def itself() -> bytes:
    said = b"/X Do /X Do"
    return one(packed(said), [FORM % (6, len(said)) + b"stream\n" + said + b"\nendstream"], b"/XObject<</X 6 0 R>>")


HOSTILE: dict[str, Callable[[], bytes]] = {
    "pages in a ring": lambda: one(packed(WORDS), pages=b"<</Type/Pages/Count 5/Kids[2 0 R 3 0 R]/Parent 2 0 R>>"),
    "two thousand million pages": lambda: one(packed(WORDS), pages=b"<</Type/Pages/Count 2000000000/Kids[3 0 R]>>"),
    "one page many times": lambda: one(
        packed(WORDS * 800), pages=b"<</Type/Pages/Count 14000/Kids[%s]>>" % (b"3 0 R " * 14000)),
    "brackets in brackets": lambda: one(packed(b"[" * 500_000)),
    "states on states": lambda: one(packed(b"q " * 2_000_000)),
    "a page that unpacks to 90 MB": lambda: one(packed(b"\0" * 90_000_000)),
    "a page that unpacks twice": lambda: one(packed(b"\0" * 200_000_000, 2)),
    "a page of a million words": lambda: one(packed(b"BT /F 12 Tf 72 700 Td (A) Tj ET\n" * 1_000_000)),
    "a line of five million letters": lambda: one(packed(b"BT /F 12 Tf 72 700 Td (" + b"A" * 5_000_000 + b") Tj ET")),
    "groups that laugh": lambda: forms(12, 20),
    "a group in itself": itself,
    "lines without end": lambda: one(packed(b"0 0 m 500 0 l S 0 0 m 0 500 l S " * 200_000)),
    "a length that is itself": lambda: one(b"<</Length 4 0 R>>stream\n" + WORDS + b"\nendstream"),
    "numbers without measure": lambda: one(
        packed(b"BT /F 1e38 Tf 1e38 1e38 1e38 1e38 1e38 1e38 Tm (A) Tj ET 1e38 0 m 1e38 1e38 l S " + WORDS)),
    "a page without measure": lambda: one(packed(WORDS)).replace(b"[0 0 595 842]", b"[0 0 1e9 9e9]"),
    "a picture without measure": lambda: one(packed(b"/X Do " * 10), [
        b"<</Type/XObject/Subtype/Image/Width 200000/Height 200000/ColorSpace/DeviceRGB/BitsPerComponent 8/Length 3>>"
        b"stream\nabc\nendstream"], b"/XObject<</X 6 0 R>>"),
    "a font in itself": lambda: one(packed(WORDS)).replace(FONT, (
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 1 1]/FontMatrix[1 0 0 1 0 0]/FirstChar 0/LastChar 255/Widths[1]"
        b"/Encoding<</Differences[0/a]>>/CharProcs<</a 4 0 R>>/Resources<</Font<</F 5 0 R>>>>>>")),
}  # fmt: skip


@pytest.mark.parametrize("make", HOSTILE.values(), ids=HOSTILE)
def test_a_file_made_to_hurt_ends_in_a_text_or_one_line(
    make: Callable[[], bytes], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(make())
    assert file.stat().st_size < 100_000
    code = main(["check", str(file)])
    said = capsys.readouterr()
    assert code in (0, 1, 2) and "Traceback" not in said.err
    if code == 2:
        assert said.out == "" and said.err.count("\n") == 1 and any("\u4e00" <= c <= "\u9fff" for c in said.err)


def test_time_is_bounded_and_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "_PATIENCE", 0.001)
    file = tmp_path / "a.pdf"
    file.write_bytes(pdf([lines(["一、基本情况"])]))
    with pytest.raises(EndlessPdf, match="超过了限度"):
        read_any(str(file))


def test_a_process_that_falls_is_a_file_that_cannot_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    for start in ("import os\nos.abort()", "raise SystemExit(3)", "print('no json')", "print('[1')"):
        monkeypatch.setattr(process, "_START", start)
        with pytest.raises(Stopped):
            apart(b"%PDF-1.4")


def test_nothing_is_taken_from_the_folder_that_is_worked_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("pypdfium2.py", "json.py", "drafter.py", "resource.py", "sitecustomize.py"):
        (tmp_path / name).write_text("raise SystemExit(9)\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert apart(pdf([lines(["一、基本情况"])]))["lines"] == [[0, "一、基本情况"]]


WHOLE = pdf([lines(["一、基本情况", "　　正文一句。"]) + ruled((72, 200, 300), (600, 580, 560))
             + table([["项目", "数额"], ["清淤", "100"]], (72, 200, 300), 600)])  # fmt: skip


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 2**32), st.sampled_from([1, 8, 60, 400]), st.booleans())
def test_a_damaged_file_is_read_or_refused(tmp_path: Path, seed: int, often: int, cut: bool) -> None:
    rng = random.Random(seed)
    data = bytearray(WHOLE)
    for _ in range(often):
        data[rng.randrange(len(data))] = rng.randrange(256)
    if cut:
        del data[rng.randrange(20, len(data)) :]
    file = tmp_path / "a.pdf"
    file.write_bytes(b"%PDF-1.7\n" + data[9:])
    try:
        read_any(str(file))
    except DrafterError as fault:
        assert "\n" not in str(fault)
