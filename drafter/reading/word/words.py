"""The words of a paragraph as they stand once its tracked changes are accepted, or as they stood before.

The reader gains the whole text: what was inserted, what stands in links, form fields, formulas and text boxes, and the
notes at the foot; comments, bookmarks and the codes of fields are left out, as they are on paper. What is struck
through is no longer said; it is told, with whatever else could not be read.

Source: ISO/IEC 29500-1, 17.13.5 (revisions), 17.16 (fields). Limits: pictures say nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement

from drafter.reading.raised import lowered, raised
from drafter.reading.word import maths
from drafter.reading.word.fields import Fields, contents, without_result
from drafter.reading.word.linear import beside
from drafter.reading.word.names import W, local, value
from drafter.reading.word.styles import Styles
from drafter.reading.word.symbols import MISSING, seen, symbol

_WORDS, _PARAGRAPH_PROPERTIES, _RUN_PROPERTIES = f"{W}t", f"{W}pPr", f"{W}rPr"
#: What stands around words without saying anything of its own.
_AROUND = frozenset(("hyperlink", "smartTag", "sdtContent", "customXml", "dir", "bdo", "rubyBase", "fldSimple"))
_MATHS = frozenset(("oMath", "oMathPara"))
_ADDED, _TAKEN = frozenset(("ins", "moveTo")), frozenset(("del", "moveFrom"))
_CONTROL = {code: None for code in range(32) if code not in (9, 10)}
_FONTS = ("ascii", "hAnsi", "cs", "eastAsia")
#: Whose objects are formulas.
_FORMULAS = ("equation", "mathtype", "kingsoft.equation")


class ParagraphWords:
    """What a paragraph says: `text` with ``\\n`` at its soft returns, the numbers of the `notes` that it refers to
    (kind and number), the `boxes` (contents of text boxes) that hang on it, and what was `lost` (kind and what)."""

    __slots__ = ("boxes", "lost", "notes", "parts")

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.notes: list[tuple[str, str]] = []
        self.boxes: list[Element] = []
        self.lost: list[tuple[str, str]] = []

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(self.parts).translate(_CONTROL)

    def lose(self, kind: str, what: str = "") -> None:
        """Something could not be read; what follows on the same kind goes with it."""
        if kind in ("struck", "white") and self.lost and self.lost[-1][0] == kind:
            what = self.lost.pop()[1] + what
        self.lost.append((kind, what))


class Teller:
    """Reads paragraphs in order; it remembers the fields that are open, since they run over paragraphs. `original` asks
    for the text before its tracked changes; `styles` tell which letters are struck or hidden."""

    def __init__(self, original: bool = False, styles: Styles | None = None) -> None:
        self.left_out = _ADDED if original else _TAKEN
        self._fields = Fields()
        self._styles = styles or Styles(None)
        #: In how many frames (cells, boxes) the words stand whose ground may be of any colour.
        self.framed = 0
        self._properties: Element | None = None

    def merged(self, properties: Element | None) -> bool:
        """Whether the mark at the end of a paragraph is gone, so that the next paragraph goes on from it."""
        mark = None if properties is None else properties.find(f"{W}rPr")
        return mark is not None and any(mark.find(W + name) is not None for name in self.left_out)

    def formatting(self, properties: Element | None) -> Element | None:
        """The properties of a paragraph, where asked for as they were before they were changed."""
        before = None if properties is None or self.left_out is _TAKEN else properties.find(f"{W}pPrChange/{W}pPr")
        return properties if before is None else before

    def row_gone(self, row: Element) -> bool:
        """Whether a row of a table was deleted (or, before the changes, not yet there)."""
        properties = row.find(f"{W}trPr")
        return properties is not None and any(properties.find(W + name) is not None for name in self.left_out)

    def cell_gone(self, cell: Element) -> bool:
        """The same of a cell."""
        name = "cellIns" if "ins" in self.left_out else "cellDel"
        properties = cell.find(f"{W}tcPr")
        return properties is not None and properties.find(W + name) is not None

    def told(self, paragraph: Element) -> ParagraphWords:
        """The words of a paragraph."""
        words = ParagraphWords()
        self._properties = paragraph.find(_PARAGRAPH_PROPERTIES)
        self._fields.next_paragraph()
        self._inside(paragraph, words)
        return words

    def _inside(self, element: Element, words: ParagraphWords) -> None:
        for child in element:
            name = local(child)
            if name == "r":
                self._run(child, words)
            elif name in self.left_out:
                continue
            elif name in _MATHS:
                self._say(beside(words.parts[-1] if words.parts else "", maths.told(child, self.left_out)), words)
            elif name == "fldSimple":
                self._simple(child, words)
            elif name in _ADDED or name in _TAKEN or name in _AROUND:
                self._inside(child, words)
            elif name == "sdt":
                content = child.find(f"{W}sdtContent")
                if content is not None:
                    self._inside(content, words)
            elif name == "ruby":
                base = child.find(f"{W}rubyBase")
                if base is not None:
                    self._inside(base, words)
            elif name == "AlternateContent":
                self._inside(_chosen(child), words)
            elif name in ("drawing", "pict", "object"):
                self._drawn(child, words)

    def _simple(self, field: Element, words: ParagraphWords) -> None:
        """A field that is one element around its result."""
        code = value(field, "instr") or ""
        if contents(code):
            return
        before = len(words.parts)
        self._inside(field, words)
        if not "".join(words.parts[before:]).strip():
            said, missing = without_result(code)
            self._instead(said, "" if field.find(f"{W}r") is not None else missing, words)

    def _instead(self, said: str, code: str, words: ParagraphWords) -> None:
        """What a field without a result says, or that it says nothing."""
        if said:
            self._say(beside(words.parts[-1] if words.parts else "", said), words)
        if code:
            words.lose("field", code)

    def _say(self, text: str, words: ParagraphWords) -> None:
        if self._fields.words(text):
            words.parts.append(text)
            if MISSING in text:
                words.lose("symbol")

    def _run(self, run: Element, words: ParagraphWords) -> None:
        properties = run.find(_RUN_PROPERTIES)
        hidden, struck = self._styles.letters(properties)
        fonts = None if properties is None else properties.find(f"{W}rFonts")
        place = self._styles.height(properties)
        white = not self.framed and self._styles.white(properties, self._properties)
        for child in run:
            if child.tag == _WORDS or local(child) in ("t", "delText"):
                text = (child.text or "").replace("\n", " ")
                # What is written as deleted is so wherever it stands.
                if (
                    hidden
                    or not text
                    or (child.tag != _WORDS and local(child) == "delText" and self.left_out is _TAKEN)
                ):
                    continue
                if struck or white:
                    if self._fields.words("") and text.strip():
                        words.lose("struck" if struck else "white", text)
                    continue
                if fonts is not None:
                    text = seen(text, [value(fonts, name) or "" for name in _FONTS])
                if place:
                    text = raised(text) if place == "superscript" else lowered(text)
                self._say(text, words)
            else:
                self._piece(child, words, not hidden and not struck)

    def _piece(self, child: Element, words: ParagraphWords, seen: bool) -> None:
        name = local(child)
        if name == "fldChar":
            said, code = self._fields.mark(child)
            if seen:
                self._instead(said, code, words)
        elif name == "instrText":
            self._fields.code(child.text or "")
        elif name == "AlternateContent":
            for inside in _chosen(child):
                self._piece(inside, words, seen)
        elif not seen or not self._fields.shown:
            return
        elif name in ("tab", "ptab"):
            words.parts.append("\t")
        elif name in ("br", "cr"):
            words.parts.append("\n")
        elif name == "noBreakHyphen":
            words.parts.append("-")
        elif name == "sym":
            self._symbol(child, words)
        elif name in ("footnoteReference", "endnoteReference"):
            words.notes.append((name.removesuffix("Reference"), value(child, "id") or ""))
        elif name == "ruby":
            self._inside(child, words)
        elif name in ("drawing", "pict", "object"):
            self._drawn(child, words)

    def _symbol(self, child: Element, words: ParagraphWords) -> None:
        font, code = value(child, "font") or "", value(child, "char") or ""
        try:
            said = symbol(font, int(code, 16))
        except ValueError:
            said = MISSING
        words.parts.append(said)
        if said == MISSING:
            words.lose("symbol", f"{font} {code}")

    def _drawn(self, drawing: Element, words: ParagraphWords) -> None:
        """A drawing: the texts in its boxes, and what it holds that is no text."""
        for element in _drawings(drawing):
            name = local(element)
            if name == "txbxContent":
                words.boxes.append(element)
            elif name == "textpath" and (said := element.get("string", "").strip()):
                box = Element(f"{W}txbxContent")
                SubElement(SubElement(SubElement(box, f"{W}p"), f"{W}r"), _WORDS).text = said
                words.boxes.append(box)
            elif name == "OLEObject":
                maker = element.get("ProgID", "")
                formula = maker.lower().startswith(_FORMULAS)
                words.lose("formula" if formula else "object", "" if formula else maker)
            elif name == "graphicData":
                kind = element.get("uri", "").rpartition("/")[2]
                if kind in ("chart", "chartex", "diagram"):
                    words.lose("diagram" if kind == "diagram" else "chart")


def _drawings(drawing: Element) -> Iterator[Element]:
    """The elements of a drawing, without what stands in its boxes: that is read when they are."""
    stack = [drawing]
    while stack:
        element = stack.pop()
        yield element
        if local(element) == "AlternateContent":
            stack.append(_chosen(element))
        elif local(element) != "txbxContent":
            stack.extend(reversed(element))


def _chosen(alternate: Element) -> Element:
    """One of the ways to show the same thing; all of them would say it twice."""
    for choice in alternate:
        if local(choice) == "Choice":
            return choice
    return next(iter(alternate), alternate)
