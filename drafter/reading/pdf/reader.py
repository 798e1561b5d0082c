"""From the lines and pieces of a PDF to the tree of a draft."""

from __future__ import annotations

from importlib.util import find_spec

from drafter.errors import BrokenPdf, EmptyText, EndlessPdf, NeedsPassword, NeedsPdf, ScannedPdf, UnreadablePdf
from drafter.files.read import read_bytes
from drafter.files.values import RawTable
from drafter.language.sentences import ENDS
from drafter.reading.layout import Piece, line_piece, listed, whole
from drafter.reading.passage import Passage, fold
from drafter.reading.pdf.process import Stopped, apart
from drafter.reading.reader import Reading, tree
from drafter.reading.source import LIMIT, Source

_FAULTS = {"locked": NeedsPassword, "damaged": BrokenPdf, "scanned": ScannedPdf, "unreadable": UnreadablePdf,
           "endless": EndlessPdf}  # fmt: skip


def read_pdf(file: str, ends: str = ENDS, data: bytes | None = None) -> Reading:
    """The PDF in `file`; `data` are its bytes, where they are at hand. Raises NeedsPdf where pypdfium2 is not
    installed, ScannedPdf, UnreadablePdf, EndlessPdf, BrokenPdf, NeedsPassword, EmptyText, and what reading a file
    raises."""
    data = read_bytes(file, LIMIT) if data is None else data
    if b"%PDF-" not in data[:1024]:
        raise BrokenPdf(file)
    try:
        known = find_spec("pypdfium2") is not None
    except ValueError:
        known = False
    if not known:
        raise NeedsPdf(file)
    try:
        said = apart(data)
    except Stopped:
        raise EndlessPdf(file) from None
    if fault := said.get("fault"):
        raise _FAULTS[fault](file)
    return made(said, file, ends)


def made(said: RawTable, file: str = "", ends: str = ENDS) -> Reading:
    """The tree of what :func:`drafter.reading.pdf.extract.extract` says. Raises EmptyText."""
    texts = [line.replace("\n", " ") for _, line in said["lines"]]
    ats, at = [], 0
    for text in texts:
        ats.append(at)
        at += len(text) + 1
    found: list[Piece] = []
    for kind, lines, style in said["pieces"]:
        piece = _row(texts[lines[0]], ats[lines[0]], style) if kind == "r" else _paragraph(
            [(texts[line].replace("\t", " "), ats[line]) for line in lines], style)  # fmt: skip
        if piece is not None:
            found.append(piece)
    if not found:
        raise EmptyText(file)
    starts = _starts([page for page, _ in said["lines"]], ats)
    return tree(Source("\n".join(texts), file, starts, "页"), listed(found), ends)._replace(remarks=_remarks(said))


def _starts(pages: list[int], ats: list[int]) -> list[int]:
    """Where each page begins; one without text begins where the next does."""
    starts: list[int] = []
    for page, at in zip(pages, ats, strict=True):
        starts += [at] * (page + 1 - len(starts))
    return starts


def _row(line: str, at: int, style: str) -> Piece:
    cells = []
    for cell in line.split("\t"):
        cells.append(fold(cell, at))
        at += len(cell) + 1
    return Piece("row", Passage(""), cells=tuple(cells), style=style)


def _paragraph(lines: list[tuple[str, int]], style: str) -> Piece | None:
    made = [piece for text, at in lines if text.strip() and (piece := line_piece(text, at, False)) is not None]
    if not made:
        return None
    piece = whole(made)
    if style == "caption":
        return piece._replace(kind="paragraph", style="caption")
    return piece._replace(indented=style == "indented")


def _remarks(said: RawTable) -> tuple[str, ...]:
    kinds = (
        ("pictures", "第{}页是图片，上面的文字没有读"),
        ("closed", "第{}页打不开，没有读"),
        ("lost", "第{}页有的字没有编码，认不出来，写作“\ufffd”"),
    )
    return tuple(text.format(_listed(said[kind])) for kind, text in kinds if said[kind])


def _listed(pages: list[int]) -> str:
    """Numbers of pages, runs of them as 3—7."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1] = [runs[-1][0], page]
        else:
            runs.append([page])
    return "、".join(["—".join(map(str, run)) for run in runs])
