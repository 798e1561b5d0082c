"""A page saved from a site (.html), or in one file with its pictures (.mht), as the tree of a draft; places are counted
in paragraphs.

The reader gains the report as a browser shows it, without menus, scripts and footers; nothing is fetched. What a
browser shows and this does not read is said.

Limits: what a script would add is not there; of a page of frames only those in the same file are read.
"""

from __future__ import annotations

from collections.abc import Sequence

from drafter.errors import BrokenPage, EmptyText, Garbled
from drafter.files.read import read_bytes
from drafter.language.numbering import parse_number
from drafter.language.sentences import ENDS
from drafter.reading.html.blocks import BLANK, LINE, Block, CellsRow, Item, flattened, size
from drafter.reading.html.decode import characters
from drafter.reading.html.parts import chosen
from drafter.reading.html.walk import Frames, Unread, walk
from drafter.reading.layout import Piece, assembled, line_piece
from drafter.reading.lines import line_pieces
from drafter.reading.passage import Passage, fold
from drafter.reading.pdf.readable import gibberish
from drafter.reading.reader import Reading, tree
from drafter.reading.source import LIMIT, Source
from drafter.wording import word

#: A heading of more characters than this is a paragraph.
_SPAN = 100
#: A text of fewer characters beside pictures is in the pictures.
_SPARSE = 100
#: Hidden sentences of fewer characters than this are notes for machines.
_HIDDEN = 30


def read_web(file: str, ends: str = ENDS, data: bytes | None = None, original: bool = False) -> Reading:
    """The page in `file`, or in its bytes `data`; with `original` as it was before its marked deletions and insertions.

    Raises MissingFile, IsFolder, CannotRead, TooLarge, NotText, Garbled, BrokenPage or EmptyText.
    """
    found = characters(read_bytes(file, LIMIT) if data is None else data, file)
    return read_page(found.text, file, ends, original, lost=found.lost)


def read_archive(data: bytes, file: str = "", ends: str = ENDS, original: bool = False) -> Reading:
    """The page that a file in one piece (.mht) holds. Raises NotText, Garbled, BrokenPage or EmptyText."""
    from drafter.reading.html.archive import PageArchive

    archive = PageArchive(data, file)
    page = archive.page
    return read_page(page.text, file, ends, original, archive.frame, page.lost)


def read_page(
    page: str, file: str = "", ends: str = ENDS, original: bool = False, frames: Frames | None = None, lost: int = 0
) -> Reading:
    """The text of a page; `frames` gives the pages that it shows in frames, `lost` is how many of its characters could
    not be decoded."""
    seen = walk(page, file, original, frames)
    items = chosen(list(flattened(seen.items)), seen.areas, seen.title)
    maker = _WebLines()
    for item in items:
        maker.add(item)
    if not maker.found:
        if seen.unread.frames:
            raise BrokenPage(file, "它只是框架，正文在别的文件里")
        if seen.unread.pictures:
            raise BrokenPage(file, word("files.pictures", count=seen.unread.pictures))
        raise EmptyText(file)
    if gibberish(maker.lines):
        raise Garbled(file)
    source = Source("\n".join(maker.lines), file, maker.starts, "段")
    reading = tree(source, assembled(maker.found), ends)
    return reading._replace(remarks=_remarks(seen.unread, items, lost))


class _WebLines:
    """Lines of a text made of the blocks, and the pieces of each."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.starts: list[int] = []
        self.found: list[Piece] = []
        self._at, self._centred, self._gap = 0, False, False

    def add(self, item: Item) -> None:
        if isinstance(item, CellsRow):
            self._row(item)
            return
        gap = item.before == BLANK or (item.before != LINE and not (item.centred and self._centred)) or self._gap
        before = len(self.found)
        if item.pre:
            self.found.extend(line_pieces([(self._line(line), line) for line in item.text.split("\n")], gap))
        elif piece := self._piece(item, gap):
            self.found.append(piece)
        self._centred = item.centred
        # What says nothing (the number of a page) parts as an empty line does.
        self._gap = len(self.found) == before

    def _piece(self, item: Block, gap: bool) -> Piece | None:
        line = item.text
        at = self._line(line)
        if item.style or (item.level and len(line) <= _SPAN):
            passage = fold(line, at)
            number = parse_number(passage.text)
            if item.style:
                return Piece("paragraph", passage, 0, number, (), gap, style=item.style, last=len(passage.text))
            return Piece("heading", passage, item.level, number, (), gap, style="heading")
        piece = line_piece(line, at, gap)
        return piece._replace(indented=item.indented or piece.indented) if piece else None

    def _row(self, item: CellsRow) -> None:
        at = self._line("\t".join(item.cells))
        cells = []
        for cell in item.cells:
            cells.append(fold(cell, at) if cell else Passage("", ((0, at),)))
            at += len(cell) + 1
        self.found.append(Piece("row", Passage(""), cells=tuple(cells), style="table" if item.opens else ""))
        self._centred = self._gap = False

    def _line(self, line: str) -> int:
        """Where a line begins that is put at the end of the text."""
        at = self._at
        self.lines.append(line)
        self.starts.append(at)
        self._at += len(line) + 1
        return at


def _remarks(unread: Unread, items: Sequence[Item], lost: int) -> tuple[str, ...]:
    """What a reader has to be told."""
    sparse = sum(map(size, items)) < _SPARSE
    told = (
        (lost, f"有{lost}个字不合网页所说的编码，读不出来"),
        (unread.flat, "网页的标记套得太深，只按段落读，表格没有读成表格"),
        (unread.hidden >= _HIDDEN, f"网页里隐藏的文字（约{unread.hidden}字）没有读"),
        (unread.struck, f"有{unread.struck}处划掉的文字没有读"),
        (unread.frames, f"网页里嵌着{unread.frames}个别的网页或文件，没有读（不联网），要查请另存后给出"),
        (unread.drawings, f"有{unread.drawings}幅图里的文字没有读"),
        (sparse and unread.pictures, f"网页文字很少，有{unread.pictures}幅图片，图片里的文字没有读"),
        (unread.more, "这一页看来不是全文（有“下一页”之类的链接），别的页没有读"),
    )
    return tuple(line for given, line in told if given)
