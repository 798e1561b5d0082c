"""The body of a Word document as a row of items: paragraphs with what their style says, rows of tables.

The reader gains every word in the order of the page: notes stand behind the paragraph that refers to them, a text box
behind the one it hangs on, a table inside a cell behind the table around it. A table of one cell is a frame around
text.

Limits: heads and feet of pages are not read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, TypeAlias
from xml.etree.ElementTree import Element

from drafter.files.values import Foreign
from drafter.reading.word.names import AT, W, local, number, value
from drafter.reading.word.numbering import Numbering
from drafter.reading.word.package import Package
from drafter.reading.word.styles import StyleLook, Styles, first_line, listed, outline
from drafter.reading.word.words import Teller

#: The most columns that a cell may reach over.
_WIDE = 200
_PARAGRAPH, _PROPERTIES = f"{W}p", f"{W}pPr"
_NOTES = {"footnote": "footnotes", "endnote": "endnotes"}


class BodyItem(NamedTuple):
    """A paragraph: its `text` (with its number, ``\\n`` at soft returns) and `look`; or a row of a table: `cells`, and
    whether it `opens` the table. `at` is its number among all paragraphs and rows of the part (-1: of another part),
    `lost` what of it could not be read (kind and what)."""

    text: str
    look: StyleLook
    cells: tuple[str, ...] = ()
    row: bool = False
    opens: bool = False
    at: int = -1
    lost: tuple[tuple[str, str], ...] = ()


_EMPTY = BodyItem("", StyleLook())


#: What reads a text that a document embeds, given the package, the element and whether the original is asked for.
Inside: TypeAlias = "Callable[[Package, Element, bool], Iterator[BodyItem]]"


class Body:
    """The items of a document; `original` asks for the text before its tracked changes, `numbered` for where each item
    stands; `inside` reads the texts that it embeds."""

    def __init__(
        self, package: Package, original: bool = False, numbered: bool = False, inside: Inside | None = None
    ) -> None:
        self._inside = inside
        self._numbered = numbered
        self._package, self._original = package, original
        self._styles = Styles(package.beside("styles"))
        self._teller = Teller(original, self._styles)
        self._numbering = Numbering(package.beside("numbering"))
        self._notes: dict[str, dict[str, Element]] = {}

    def items(self) -> Iterator[BodyItem]:
        """All of it, in the order of the page."""
        yield from self._blocks(self._package.blocks(self._numbered))

    def _blocks(self, elements: Iterable[Element]) -> Iterator[BodyItem]:
        before = ""
        plain = not self._styles.look(None).num
        for element in elements:
            if plain and not before and not len(element) and element.tag == _PARAGRAPH:
                # An empty paragraph counts only in a list.
                yield _EMPTY
                continue
            if element.tag != _PARAGRAPH:
                for item in self._table(element) if element.tag == f"{W}tbl" else self._embedded(element):
                    # A table whose rows are all gone parts nothing.
                    if before:
                        yield BodyItem(before, StyleLook())
                        before = ""
                    yield item
                continue
            properties = element.find(_PROPERTIES)
            words = self._teller.told(element)
            text = before + words.text
            before = ""
            if self._teller.merged(properties):
                before = text
            else:
                yield self._paragraph(self._teller.formatting(properties), text, _at(element), words.lost)
            for box in words.boxes:
                yield from self._framed(box)
            for kind, name in words.notes:
                if (note := self._note(kind, name)) is not None:
                    yield from self._blocks(_flat(note))
        if before:
            yield BodyItem(before, StyleLook())

    def _framed(self, frame: Element) -> Iterator[BodyItem]:
        """What stands in a cell or a box."""
        self._teller.framed += 1
        yield from self._blocks(_flat(frame))
        self._teller.framed -= 1

    def _paragraph(self, properties: Element | None, text: str, at: int, lost: list[tuple[str, str]]) -> BodyItem:
        style = None if properties is None else value(properties.find(f"{W}pStyle"))
        look = self._styles.look(style)
        num, depth = look.num, look.depth
        if num:
            known = self._numbering.depth_of(num, style or self._styles.default)
            depth = depth if known is None else known
        if properties is not None:
            num, depth = listed(properties, num, depth)
            indented = first_line(properties, look.indented)
            look = look._replace(level=outline(properties, look.level), indented=indented)
        if num:
            # An empty paragraph of a list counts too.
            counted = self._numbering.next(num, depth)
            text = counted + text.lstrip() if text.strip() else text
        if look.struck and text.strip():
            lost = [*lost, ("struck", text.strip())]
        return BodyItem("" if look.hidden or look.struck else text, look, at=at, lost=tuple(lost))

    def _embedded(self, element: Element) -> Iterator[BodyItem]:
        """A text that stands in a file of its own."""
        if element.tag == f"{W}altChunk" and self._inside is not None:
            yield from self._inside(self._package, element, self._original)
        else:
            yield BodyItem("", StyleLook(), lost=(("outside", ""),))

    def _note(self, kind: str, name: str) -> Element | None:
        if kind not in self._notes:
            root = self._package.beside(_NOTES[kind])
            found = [] if root is None else root.findall(W + kind)
            self._notes[kind] = {value(one, "id") or "": one for one in found}
        # Each note is told once, also where two places refer to it.
        return self._notes[kind].pop(name, None)

    def _table(self, table: Element) -> Iterator[BodyItem]:
        rows = [row for row in _flat(table, "tr") if not self._teller.row_gone(row)]
        if len(rows) == 1:
            cells = [cell for cell in _flat(rows[0], "tc") if not self._teller.cell_gone(cell)]
            if len(cells) == 1:
                yield from self._framed(cells[0])
                return
        nested: list[BodyItem] = []
        opens = True
        for row in rows:
            lost: list[tuple[str, str]] = []
            if said := tuple(self._cells(row, nested, lost)):
                yield BodyItem("", StyleLook(), said, True, opens, _at(row), tuple(lost))
                opens = False
        yield from nested

    def _cells(self, row: Element, nested: list[BodyItem], lost: list[tuple[str, str]]) -> Iterator[str]:
        properties = row.find(f"{W}trPr")
        if properties is not None:
            yield from [""] * min(_WIDE, number(properties.find(f"{W}gridBefore")))
        for cell in _flat(row, "tc"):
            if self._teller.cell_gone(cell):
                continue
            said = cell.find(f"{W}tcPr")
            span = 1 if said is None else max(1, min(_WIDE, number(said.find(f"{W}gridSpan"), other=1)))
            merge = None if said is None else said.find(f"{W}vMerge")
            texts = []
            for item in self._framed(cell):
                if item.row:
                    nested.append(item)
                else:
                    texts.extend(item.text.split("\n"))
                    lost.extend(item.lost)
            gone = merge is not None and value(merge) in (None, "continue")
            yield "" if gone else _joined(texts)
            yield from [""] * (span - 1)


def counted(root: Foreign) -> Iterator[Foreign]:
    """The paragraphs and rows of a part in the order of the file, whichever library has parsed it."""
    return (element for element in root.iter() if element.tag in (f"{W}p", f"{W}tr"))


def _at(element: Element) -> int:
    return int(element.get(AT, "-1"))


def _flat(parent: Element, wanted: str = "") -> Iterator[Element]:
    """The paragraphs, tables and embedded texts (or rows, or cells) of a part, those inside frames of other programs
    too."""
    names = (wanted,) if wanted else ("p", "tbl", "altChunk", "subDoc")
    stack = [iter(parent)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
            continue
        name = local(child)
        if name in names and child.tag == W + name:
            yield child
        elif name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "AlternateContent", "Choice", "smartTag"):
            stack.append(iter(child))


def _joined(texts: list[str]) -> str:
    """The paragraphs of a cell in one line: words of a label broken to fit stand together, other things apart."""
    done = ""
    for text in texts:
        text = " ".join(text.split("\t")).strip()
        if not text:
            continue
        label = max(len(done), len(text)) <= 6 and not (done[-1:].isascii() and text[0].isascii())
        done += text if not done or label or done[-1] in "，。；：、！？" else f" {text}"
    return done
