"""The page as LibreOffice prints it: how many lines and characters it holds, and where its number stands.

    python benchmarks/page.py

A report of plain Chinese characters is written as .docx, printed to PDF by LibreOffice and measured with poppler
(`pdftotext -bbox-layout`, `pdftoppm`). Needed: soffice, pdftotext, pdftoppm; fonts named as in rules/word.toml, else
the Fandol fonts of TeX Live stand in for them.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from drafter.report.sentence import Sentence
from drafter.report.tree import Draft, Paragraph
from drafter.writing.word.document import to_docx

TOOLS = ("soffice", "pdftotext", "pdftoppm")
FANDOL = "/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol"
STANDS_IN = {
    "仿宋_GB2312": "FandolFang R", "楷体_GB2312": "FandolKai", "黑体": "FandolHei", "方正小标宋简体": "FandolSong",
    "宋体": "FandolSong",
}  # fmt: skip


class Page(NamedTuple):
    """Lines of a full page and characters of a full line; how far under the text area the dashes of the page number
    stand (mm), and how far it is from the margin on an odd page (right) and an even one (left)."""

    lines: int
    characters: int
    below: float
    right: float
    left: float


def missing() -> list[str]:
    """The programs that are not here, and Chinese fonts where there are none."""
    absent = [tool for tool in TOOLS if shutil.which(tool) is None]
    if not absent and not Path(FANDOL).is_dir() and not _said(["fc-list", ":lang=zh"]):
        absent.append("Chinese fonts (texlive-lang-chinese)")
    return absent


def _said(command: list[str]) -> str:
    return subprocess.run(command, check=True, capture_output=True).stdout.decode("utf-8")


def environment(folder: Path) -> dict[str, str]:
    """The environment for LibreOffice, with fonts that stand in for those that are not installed."""
    family = "".join(
        f'<match target="pattern"><test name="family"><string>{name}</string></test>'
        f'<edit name="family" mode="append" binding="strong"><string>{other}</string></edit></match>'
        for name, other in STANDS_IN.items()
    )
    (folder / "fonts.conf").write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f'<include ignore_missing="yes">/etc/fonts/fonts.conf</include><dir>{FANDOL}</dir>'
        f"<cachedir>{folder}/cache</cachedir>{family}</fontconfig>",
        encoding="utf-8",
    )
    return {**os.environ, "FONTCONFIG_FILE": str(folder / "fonts.conf")}


def printed(data: bytes, folder: Path) -> Path:
    """The PDF that LibreOffice makes of a document."""
    (folder / "page.docx").write_bytes(data)
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--convert-to", "pdf",
         "--outdir", str(folder), str(folder / "page.docx")],
        env=environment(folder), check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return folder / "page.pdf"


def measured(folder: Path) -> Page:
    """The measures of a page of body text."""
    blocks = [Paragraph((Sentence("", ["国" * 4000], ()),))]
    pdf = printed(to_docx(Draft("", "", 0, tuple(blocks))), folder)
    xml = _said(["pdftotext", "-bbox-layout", str(pdf), "-"])
    # The first page opens with an indented line; the second is full.
    rows = re.findall(r'<line xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)".*?>(.*?)</line>',
                      xml.split("<page ")[2], re.S)  # fmt: skip
    texts = ["".join(re.findall(r">([^<]+)</word>", row[3])) for row in rows]
    full = [text for text in texts if set(text) == {"国"}]
    below, _, right = number_place(pdf, 1, folder)
    _, left, _ = number_place(pdf, 2, folder)
    return Page(len(full), max(map(len, full)), below, right, left)


def lines_of(pdf: Path) -> list[list[str]]:
    """The lines of text on each page, without spaces and without the page number."""
    pages = _said(["pdftotext", "-raw", str(pdf), "-"]).split("\f")[:-1]
    found = [[re.sub(r"\s", "", line) for line in page.splitlines()] for page in pages]
    return [[line for line in page if line and not re.fullmatch(r"—\d+—", line)] for page in found]


def number_place(pdf: Path, page: int, folder: Path, dots: int = 300) -> tuple[float, float, float]:
    """How far under the text area the dashes beside the page number stand (GB/T 9704-2012, 7.5, measures to them), and
    how far the ink is from the left and from the right margin (mm)."""
    subprocess.run(
        ["pdftoppm", "-gray", "-r", str(dots), "-f", str(page), "-l", str(page), str(pdf), str(folder / "number")],
        check=True,
    )
    (file,) = folder.glob("number*.pgm")
    head, size, _, pixels = file.read_bytes().split(b"\n", 3)
    assert head == b"P5"
    file.unlink()
    wide, high = map(int, size.split())
    edge = round((297 - 35) / 25.4 * dots)
    inked = [(y, row) for y in range(edge, high) if min(row := pixels[y * wide : (y + 1) * wide]) < 128]
    ink = [[x for x, value in enumerate(row) if value < 128] for _, row in inked]
    most = max(map(len, ink))
    # Digits stand higher than the dashes; the rows of the dashes hold the most ink.
    top = next(y for (y, _), row in zip(inked, ink, strict=True) if len(row) > 0.8 * most)
    first, last = min(min(row) for row in ink), max(max(row) for row in ink)
    millimetres = 25.4 / dots
    return (top - edge) * millimetres, first * millimetres - 28, 210 - 26 - last * millimetres


def main() -> int:
    if absent := missing():
        print(f"need {', '.join(absent)}")
        return 2
    with tempfile.TemporaryDirectory() as folder:
        page = measured(Path(folder))
    print(f"{page.lines} lines of {page.characters} characters")
    print(f"page number {page.below:.1f} mm under the text area")
    print(f"{page.right:.1f} mm from the right margin (odd page), {page.left:.1f} mm from the left one (even page)")
    return 0 if page[:2] == (22, 28) and abs(page.below - 7) < 0.15 else 1


if __name__ == "__main__":
    sys.exit(main())
