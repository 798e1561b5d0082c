"""A page saved from a government site (.html) as the tree of a draft; places are counted in paragraphs.

The reader gains the report without menus, scripts and footers: where a page marks its text (an article, or the one part
that holds most of the words), only that is read.

Limits: what a script would add is not there; a page of frames holds no text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from html.parser import HTMLParser

from drafter.errors import EmptyText
from drafter.facts.files import read_bytes
from drafter.reading.layout import Piece, assembled, line_piece
from drafter.reading.numbering import parse_number
from drafter.reading.passage import Passage, fold
from drafter.reading.reader import Reading, tree
from drafter.reading.sentences import ENDS
from drafter.reading.source import LIMIT, Source, decode_text

_SILENT = frozenset(("script", "style", "head", "noscript", "template", "svg", "select", "button", "nav", "iframe",
                     "footer", "header", "form", "textarea", "object", "title", "aside"))  # fmt: skip
_BLOCKS = frozenset(("p", "div", "section", "article", "main", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol",
                     "table", "tr", "td", "th", "blockquote", "center", "dd", "dt", "dl", "pre", "hr", "figure",
                     "figcaption", "caption", "body", "html", "tbody", "thead"))  # fmt: skip
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_EMPTY = frozenset(("br", "img", "hr", "meta", "link", "input", "col", "wbr", "source", "area", "base", "embed"))
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([A-Za-z0-9_-]+)", re.I)
#: Names that sites give to the part with the text.
_TEXT = re.compile(r"(?:TRS_Editor|trs_editor|article|zoom|content|UCAP-CONTENT|news_text|conTxt|main-?text)", re.I)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_SPAN = 100
#: A cell of several paragraphs with more characters than this holds a text, not an entry.
_TEXT_CELL = 300
#: How many elements may stand in each other.
_DEPTH = 2_000


class _Block:
    """A paragraph (`level` over 0: a heading) or a row of a table; `area` is the part of the page that it stands in."""

    __slots__ = ("area", "cells", "level", "opens", "parts")

    def __init__(self, level: int, area: int) -> None:
        self.level, self.area = level, area
        self.parts: list[str] = []
        self.cells: list[str] | None = None
        self.opens = False

    @property
    def text(self) -> str:
        return " ".join("".join(self.parts).split(" ")).strip()


class _Row:
    """A row of a table while it is open: the lines of its closed cells, the words of the open one, each with the part
    of the page that it stands in."""

    __slots__ = ("block", "cells", "parts", "span")

    def __init__(self, block: _Block) -> None:
        self.block, self.span = block, 1
        self.cells: list[list[tuple[int, str]]] = []
        self.parts: list[tuple[int, str]] = []

    def close(self) -> None:
        """The open cell is done."""
        lines: list[tuple[int, str]] = []
        area, said = 0, ""
        for here, words in [*self.parts, (0, "\n")]:
            if words != "\n":
                area = area if said.strip() else here
                said += words
            elif text := " ".join(said.split()):
                lines.append((area, text))
                said = ""
        self.cells.extend([lines, *[[] for _ in range(self.span - 1)]])
        self.parts, self.span = [], 1


class _Reader(HTMLParser):
    """Cuts a page into blocks."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[_Block] = []
        #: Parts of the page by number: whether a site marks it as its text, and the part around it.
        self.areas: dict[int, tuple[bool, int]] = {0: (False, 0)}
        self._open: list[tuple[str, int, bool]] = []
        self._silent = 0
        self._level = 0
        #: The rows that are open: block, done cells, words of the open cell with the part they stand in, its span.
        self._rows: list[_Row] = []
        self._current: _Block | None = None
        self._fresh = False

    @property
    def _area(self) -> int:
        return self._open[-1][1] if self._open else 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "br":
            # A heading on two lines is one heading.
            if not any(name in _HEADINGS for name, _, _ in self._open[-3:]):
                self._end()
            return
        if tag in _EMPTY or len(self._open) >= _DEPTH:
            return
        silent = tag in _SILENT or bool(_HIDDEN.search(said.get("style", ""))) or "hidden" in said
        area = self._area
        if tag in ("div", "article", "main", "section", "td", "body"):
            area = len(self.areas)
            marked = tag in ("article", "main") or bool(_TEXT.search(f"{said.get('id', '')} {said.get('class', '')}"))
            self.areas[area] = marked, self._area
        self._open.append((tag, area, silent))
        self._silent += silent
        if tag in _BLOCKS:
            self._end()
        if tag in _HEADINGS:
            self._level = int(tag[1])
            # No table of figures holds a heading; this one lays out the page.
            self._as_text(everything=True)
        elif tag == "table":
            self._fresh = True
            # A table around a table lays out the page.
            self._as_text(everything=True)
        elif tag == "tr" and not self._silent:
            block = _Block(0, area)
            block.cells, block.opens = [], self._fresh
            self._fresh = False
            self.blocks.append(block)
            self._rows.append(_Row(block))
        elif tag in ("td", "th") and self._rows:
            span = said.get("colspan", "1")
            self._rows[-1].span = min(_SPAN, int(span)) if span.isdecimal() and len(span) < 5 else 1

    def handle_endtag(self, tag: str) -> None:
        known = next((i for i in range(len(self._open) - 1, max(-1, len(self._open) - 60), -1)
                      if self._open[i][0] == tag), -1)  # fmt: skip
        if known < 0:
            return
        for name, _, silent in reversed(self._open[known:]):
            self._close(name)
            self._silent -= silent
        del self._open[known:]

    def _close(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._end()
        if tag in _HEADINGS:
            self._level = 0
        elif tag in ("td", "th") and self._rows:
            self._rows[-1].close()
        elif tag == "tr" and self._rows:
            self._as_text()
            self._rows.pop()

    def close(self) -> None:
        """End of the page: what is still open is done."""
        super().close()
        while self._open:
            self.handle_endtag(self._open[-1][0])

    def _as_text(self, everything: bool = False) -> None:
        """The row as cells of one line each; one that holds a text is told as paragraphs."""
        if not self._rows:
            return
        row = self._rows[-1]
        if everything:
            row.close()
        if row.block.cells is None:
            return
        long = any(len(lines) > 3 and sum(len(text) for _, text in lines) > _TEXT_CELL for lines in row.cells)
        if not everything and not long:
            row.block.cells = ["".join(text for _, text in lines) for lines in row.cells]
            return
        made = []
        for area, text in (line for lines in row.cells for line in lines):
            block = _Block(0, area)
            block.parts = [text]
            made.append(block)
        at = self.blocks.index(row.block)
        self.blocks[at : at + 1] = made
        row.block.cells, row.cells = None, []

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        data = data.replace("\r", " ").replace("\n", " ").replace("\t", " ").replace("\xa0", " ")
        if self._rows and self._rows[-1].block.cells is not None:
            self._rows[-1].parts.append((self._area, data))
            return
        if self._current is None:
            if not data.strip():
                return
            self._current = _Block(self._level, self._area)
            self.blocks.append(self._current)
        self._current.parts.append(data)

    def _end(self) -> None:
        self._current = None
        if self._rows:
            self._rows[-1].parts.append((self._area, "\n"))


def read_web(file: str, ends: str = ENDS, data: bytes | None = None) -> Reading:
    """The page in `file`; `data` are its bytes, where they are at hand.

    Raises MissingFile, IsFolder, CannotRead, TooLarge, NotText or EmptyText.
    """
    return read_page(_decoded(read_bytes(file, LIMIT) if data is None else data, file), file, ends)


def read_page(page: str, file: str = "", ends: str = ENDS) -> Reading:
    """The text of a page."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    blocks = _chosen([block for block in reader.blocks if block.text or any(block.cells or ())], reader.areas)
    lines: list[str] = []
    starts: list[int] = []
    found: list[Piece] = []
    at = 0
    for block in blocks:
        cells = block.cells
        if cells is not None and len(cells) == 1:
            cells = None
            block.parts = [(block.cells or [""])[0]]
        line = "\t".join(cells) if cells is not None else block.text
        if cells is not None:
            found.append(_row(cells, at, block.opens))
        elif block.level and len(line) <= _SPAN:
            passage = fold(line, at)
            number = parse_number(passage.text)
            found.append(Piece("heading", passage, block.level, number, style="heading"))
        elif piece := line_piece(line, at, False):
            found.append(piece)
        else:
            continue
        starts.append(at)
        lines.append(line)
        at += len(line) + 1
    if not found:
        raise EmptyText(file)
    return tree(Source("\n".join(lines), file, starts, "段"), assembled(found), ends)


def _row(cells: list[str], at: int, opens: bool) -> Piece:
    passages = []
    for cell in cells:
        passages.append(fold(cell, at))
        at += len(cell) + 1
    return Piece("row", Passage(""), cells=tuple(passages), style="table" if opens else "")


def _decoded(data: bytes, file: str) -> str:
    """The characters of a page, in the encoding that it names or that fits."""
    named = _CHARSET.search(data[:4096])
    if named and named[1].lower() in (b"gb2312", b"gbk", b"gb18030"):
        try:
            return data.decode("gb18030")
        except UnicodeDecodeError:
            pass
    return decode_text(data, file)


def _chosen(blocks: list[_Block], areas: Mapping[int, tuple[bool, int]]) -> list[_Block]:
    """The blocks of the text: those of the innermost part that a site marks and that holds most of the words, with the
    heading before it; all where there is none."""
    sizes: Counter[int] = Counter()
    for block in blocks:
        for area in _around(block.area, areas):
            sizes[area] += len(block.text) + sum(map(len, block.cells or ()))
    marked = [area for area, size in sizes.items() if areas[area][0] and size * 2 > sizes[0]]
    if not marked:
        return blocks
    # Inner parts have higher numbers.
    text = max(marked)
    inside = [i for i, block in enumerate(blocks) if text in _around(block.area, areas)]
    above = [block for block in blocks[: inside[0]] if block.level in (1, 2)]
    title = [] if any(blocks[i].level == 1 for i in inside) else above[-1:]
    return [*title, *[blocks[i] for i in inside]]


def _around(area: int, areas: Mapping[int, tuple[bool, int]]) -> list[int]:
    """A part of the page and all the parts around it."""
    found = [area]
    while area:
        area = areas[area][1]
        found.append(area)
    return found
