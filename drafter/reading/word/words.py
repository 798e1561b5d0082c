"""The words of a paragraph as they stand once its tracked changes are accepted, or as they stood before.

The reader gains the whole text: what was inserted, what stands in links, form fields and text boxes, and the notes at
the foot; comments, bookmarks and the codes of fields are left out, as they are on paper.

Source: ISO/IEC 29500-1, 17.13.5 (revisions), 17.16 (fields). Limits: letters of symbol fonts are read where offices use
them (boxes and ticks), else dropped; pictures say nothing.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from drafter.reading.word.names import W, local, on, value

_WORDS = f"{W}t"
#: What stands around words without saying anything of its own.
_AROUND = frozenset(
    ("hyperlink", "smartTag", "sdtContent", "customXml", "dir", "bdo", "oMath", "oMathPara", "rubyBase", "fldSimple")
)
_MATHS = frozenset(("f", "num", "den", "sSup", "sSub", "sSubSup", "e", "sup", "sub", "rad", "deg", "d", "nary", "func",
                    "fName", "m", "mr", "eqArr", "acc", "bar", "box", "borderBox", "groupChr", "limLow", "limUpp",
                    "lim", "phant", "sPre"))  # fmt: skip
_ADDED, _TAKEN = frozenset(("ins", "moveTo")), frozenset(("del", "moveFrom"))
#: Letters of Wingdings and Symbol that forms use.
_SYMBOLS = {"F0FE": "☑", "F052": "☑", "F0A8": "□", "F06F": "□", "F0FD": "☒", "F0FC": "√", "F0D6": "√", "F0B4": "×",
            "F0B7": "·", "F0B1": "±", "F0B3": "≥", "F0A3": "≤"}  # fmt: skip
_CONTROL = {code: None for code in range(32) if code not in (9, 10)}


class Words:
    """What a paragraph says: `text` with ``\\n`` at its soft returns, the numbers of the `notes` that it refers to
    (kind and number) and the `boxes` (contents of text boxes) that hang on it."""

    __slots__ = ("boxes", "notes", "parts")

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.notes: list[tuple[str, str]] = []
        self.boxes: list[Element] = []

    @property
    def text(self) -> str:
        return "".join(self.parts).translate(_CONTROL)


class Teller:
    """Reads paragraphs in order; it remembers the fields that are open, since they run over paragraphs. `original` asks
    for the text before its tracked changes."""

    def __init__(self, original: bool = False) -> None:
        self.left_out = _ADDED if original else _TAKEN
        self._fields: list[list[str]] = []

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

    def told(self, paragraph: Element) -> Words:
        """The words of a paragraph."""
        words = Words()
        self._inside(paragraph, words)
        return words

    def _inside(self, element: Element, words: Words) -> None:
        for child in element:
            name = local(child)
            if name == "r":
                self._run(child, words)
            elif name in self.left_out:
                continue
            elif name in _ADDED or name in _TAKEN or name in _AROUND or name in _MATHS:
                if name == "fldSimple" and _contents(value(child, "instr") or ""):
                    continue
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
                self._box(child, words)

    def _run(self, run: Element, words: Words) -> None:
        properties = run.find(f"{W}rPr")
        seen = properties is None or not on(properties.find(f"{W}vanish"))
        for child in run:
            if child.tag == _WORDS or local(child) in ("t", "delText"):
                if seen and self._shown():
                    words.parts.append((child.text or "").replace("\n", " "))
            else:
                self._piece(child, words, seen and self._shown())

    def _piece(self, child: Element, words: Words, seen: bool) -> None:
        name = local(child)
        if name == "fldChar":
            self._field(value(child, "fldCharType") or "")
        elif name == "instrText":
            if self._fields:
                self._fields[-1][1] += child.text or ""
        elif name == "AlternateContent":
            for inside in _chosen(child):
                self._piece(inside, words, seen)
        elif not seen:
            return
        elif name in ("tab", "ptab"):
            words.parts.append("\t")
        elif name in ("br", "cr"):
            words.parts.append("\n")
        elif name == "noBreakHyphen":
            words.parts.append("-")
        elif name == "sym":
            words.parts.append(_SYMBOLS.get((value(child, "char") or "").upper(), ""))
        elif name in ("footnoteReference", "endnoteReference"):
            words.notes.append((name.removesuffix("Reference"), value(child, "id") or ""))
        elif name == "ruby":
            self._inside(child, words)
        elif name in ("drawing", "pict", "object"):
            self._box(child, words)

    def _box(self, drawing: Element, words: Words) -> None:
        words.boxes.extend(drawing.iter(f"{W}txbxContent"))

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(["code", ""])
        elif self._fields and kind == "separate":
            self._fields[-1][0] = "gone" if _contents(self._fields[-1][1]) else "result"
        elif self._fields and kind == "end":
            self._fields.pop()

    def _shown(self) -> bool:
        """Whether words here are seen: not the code of a field, not a table of contents."""
        return all(state == "result" for state, _ in self._fields) if self._fields else True


def _contents(code: str) -> bool:
    return code.split()[:1] in (["TOC"], ["INDEX"])


def _chosen(alternate: Element) -> Element:
    """One of the ways to show the same thing; all of them would say it twice."""
    for choice in alternate:
        if local(choice) == "Choice":
            return choice
    return next(iter(alternate), alternate)
