"""A Word document as the tree of a draft; places are counted in paragraphs.

The reader gains checks and comparisons of the file that is on the desk, without saving it as text first.

Limits: a place is the number of a paragraph that says something (a row of a table counts as one) and a column in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from drafter.errors import EmptyText
from drafter.language.numbering import parse_number
from drafter.language.sentences import ENDS
from drafter.reading.layout import Piece, assembled, line_piece
from drafter.reading.passage import Passage, fold, join
from drafter.reading.reader import Reading, tree
from drafter.reading.source import Source
from drafter.reading.word.body import Body, BodyItem
from drafter.reading.word.embedded import Others, embedded
from drafter.reading.word.losses import Losses
from drafter.reading.word.package import Package, open_package

#: A paragraph that is styled as a heading and longer than this, or holds a sentence, is none.
_LONGEST = 100
_MARK = re.compile(r"附件[\d一二三四五六七八九十]*[:：]?")
_BREAKS = re.compile("[\r\f\v\x85\u2028\u2029\x1c-\x1e]")


def read_word(file: str, ends: str = ENDS, original: bool = False) -> Reading:
    """The document in `file` as a tree, its tracked changes accepted, or as it was before them where `original`.

    Raises MissingFile, IsFolder, CannotRead, TooLarge, BrokenWord, DangerousWord, NeedsPassword or EmptyText.
    """
    return read_package(open_package(file), ends, original)


def _nothing(file: str, data: bytes, kind: str, original: bool) -> Reading | None:
    return None


def read_package(package: Package, ends: str = ENDS, original: bool = False, others: Others = _nothing) -> Reading:
    """The tree of an opened document; `others` reads what it embeds that is no document."""
    maker = _BodyLines()
    for item in Body(package, original, inside=partial(embedded, others)).items():
        maker.add(item)
    if not maker.found:
        raise EmptyText(package.file)
    source = Source("\n".join(maker.lines), package.file, maker.starts, "段")
    reading = tree(source, assembled(_whole_title(maker.found)), ends)
    return reading._replace(remarks=maker.losses.remarks())


class _BodyLines:
    """Lines of a text made of the items, and a piece for each line."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.starts: list[int] = []
        self.found: list[Piece] = []
        self.losses = Losses()
        self._at, self._gap = 0, False

    def add(self, item: BodyItem) -> None:
        self._add(item)
        for kind, what in item.lost:
            self.losses.add(kind, what, max(1, len(self.starts)))

    def _add(self, item: BodyItem) -> None:
        if item.row:
            self._row(item)
        elif _dropped(item):
            return
        elif not item.text.strip():
            self._gap = True
        else:
            self._paragraph(item)

    def _line(self, line: str) -> int:
        """Where a line begins that is put at the end of the text."""
        at = self._at
        self.lines.append(line)
        self._at += len(line) + 1
        return at

    def _row(self, item: BodyItem) -> None:
        self.starts.append(self._at)
        cells, at = [], self._at
        texts = [_BREAKS.sub(" ", cell).replace("\t", " ").replace("\n", " ") for cell in item.cells]
        for text in texts:
            cells.append(_trimmed(fold(text, at)) if text else Passage("", ((0, at),)))
            at += len(text) + 1
        self._line("\t".join(texts))
        style = "table" if item.opens else ""
        self.found.append(Piece("row", Passage(""), cells=tuple(cells), gap=self._gap, style=style))
        self._gap = False

    def _paragraph(self, item: BodyItem) -> None:
        if self.lines:
            # A blank line between paragraphs, as texts have it; a soft return has none.
            self._line("")
        self.starts.append(self._at)
        lines = [_BREAKS.sub(" ", line).replace("\t", " ") for line in item.text.split("\n")]
        whole = sum(bool(line.strip()) for line in lines) == 1
        made = [piece for line in lines if (piece := self._piece(line, item, whole)) is not None]
        if item.look.role == "title" and len(made) > 1:
            passage = join(piece.passage for piece in made)
            made = [made[0]._replace(passage=passage, kind="paragraph", lines=len(made))]
        elif made:
            made[0] = made[0]._replace(indented=made[0].indented or item.look.indented, parted=True)
        self.found.extend(made)

    def _piece(self, line: str, item: BodyItem, whole: bool) -> Piece | None:
        at, gap = self._line(line), self._gap
        if not line.strip():
            return None
        self._gap = False
        look, text = item.look, line.strip()
        if look.role == "title":
            passage = _trimmed(fold(line, at))
            return Piece("paragraph", passage, 0, None, (), gap, False, 1, len(passage.text), "title")
        if look.level and whole and len(text) <= _LONGEST and "。" not in text[:-1]:
            passage = _trimmed(fold(line, at))
            return Piece("heading", passage, look.level, parse_number(passage.text), gap=gap, style="heading")
        if look.role and whole:
            # The style says what it is; neither its length nor its words are asked.
            passage = _trimmed(fold(line, at))
            number = parse_number(passage.text)
            return Piece("paragraph", passage, 0, number, (), gap, True, 1, len(passage.text), look.role)
        return line_piece(line, at, gap)


def _trimmed(passage: Passage) -> Passage:
    text = passage.text
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    return passage if end - start == len(text) else passage.part(start, max(start, end))


def _dropped(item: BodyItem) -> bool:
    """Whether a paragraph only says what stands elsewhere too: a table of contents, 附件 above an attachment."""
    if item.look.role == "contents":
        return True
    if item.look.role != "drop":
        return False
    text = item.text.strip()
    return not text or bool(_MARK.fullmatch(text)) or text.startswith("附件：")


def _whole_title(found: list[Piece]) -> list[Piece]:
    """A title over several paragraphs is one title."""
    done: list[Piece] = []
    for piece in found:
        if done and piece.style == done[-1].style == "title" and not piece.gap:
            done[-1] = done[-1]._replace(passage=join((done[-1].passage, piece.passage)))
        else:
            done.append(piece)
    return done


def paragraphs(package: Package) -> Iterator[BodyItem]:
    """The items that say something, one for each number that a place may name."""
    for item in Body(package, numbered=True).items():
        if item.row or (not _dropped(item) and item.text.strip()):
            yield item
