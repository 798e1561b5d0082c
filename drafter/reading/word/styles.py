"""What the style of a paragraph says of it: a heading of which level, the title, body text, a list.

The reader gains headings by style as well as by number, in documents of Word, WPS and LibreOffice, whatever language
the program speaks.

Limits: a look made by hand (bold, centred) says nothing here; the number and the words are then asked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple
from xml.etree.ElementTree import Element

from drafter.language.tables import table
from drafter.reading.word.names import W, number, on, value

_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])$")
_CONTENTS = re.compile(r"(?:toc|目录)\s*(?:[1-9]|heading|标题)$")
#: The outline level of body text.
BODY = 9


class StyleLook(NamedTuple):
    """What a style says: `role` (title, body, caption, a style of a paragraph, contents, drop or ""), outline `level`
    (1 to 9, 0 for none), its list (`num`, `depth`; "" for none), and whether its first line is indented; `hidden`
    letters are not seen, `struck` ones no longer said; `height` is superscript, subscript or "" (on the line);
    `white` letters show only where they are `shaded`."""

    role: str = ""
    level: int = 0
    num: str = ""
    depth: int = 0
    indented: bool = False
    hidden: bool = False
    struck: bool = False
    height: str = ""
    white: bool = False
    shaded: bool = False


class Styles:
    """The styles of a document; `root` is its part with the styles, None where it has none."""

    def __init__(self, root: Element | None) -> None:
        self._raw: dict[str, Element] = {}
        self._looks: dict[str, StyleLook] = {}
        self.default = ""
        if root is None:
            return
        for style in root.iter(f"{W}style"):
            name = value(style, "styleId")
            if name and name not in self._raw:
                self._raw[name] = style
                if value(style, "type") == "paragraph" and value(style, "default") in ("1", "true", "on"):
                    self.default = name

    def look(self, style: str | None) -> StyleLook:
        """What the style with this id says, with all that it is based on."""
        name = style or self.default
        if name not in self._looks:
            chain: list[Element] = []
            at = name
            while at in self._raw and self._raw[at] not in chain and len(chain) < 30:
                chain.append(self._raw[at])
                at = value(self._raw[at].find(f"{W}basedOn")) or ""
            look = StyleLook()
            for element in reversed(chain):
                look = _over(look, element)
            self._looks[name] = look
        return self._looks[name]

    def letters(self, properties: Element | None) -> tuple[bool, bool]:
        """Whether letters with these properties of their own are hidden, and whether they are struck through."""
        if properties is None:
            return False, False
        style = value(properties.find(f"{W}rStyle"))
        look = _NONE if style is None else self.look(style)
        return _hidden(properties, look.hidden), _struck(properties, look.struck)

    def white(self, properties: Element | None, paragraph: Element | None) -> bool:
        """Whether letters are white on white; `paragraph` are the properties of theirs."""
        around = self.look(None if paragraph is None else value(paragraph.find(f"{W}pStyle")))
        if properties is None or not len(properties):
            return around.white and not around.shaded
        style = value(properties.find(f"{W}rStyle"))
        own = _NONE if style is None else self.look(style)
        if not _white(properties, own.white or around.white):
            return False
        return not _shaded(properties, own.shaded or (paragraph is not None and _shaded(paragraph, around.shaded)))

    def height(self, properties: Element | None) -> str:
        """Whether letters with these properties of their own are set high (superscript), low (subscript) or neither."""
        if properties is None or not len(properties):
            return ""
        style = value(properties.find(f"{W}rStyle"))
        return _height(properties, "" if style is None else self.look(style).height)


_NONE = StyleLook()


def _hidden(letters: Element, other: bool) -> bool:
    named = letters.find(f"{W}vanish")
    return other if named is None else on(named)


def _white(letters: Element, other: bool) -> bool:
    named = value(letters.find(f"{W}color"))
    return other if named is None else named.upper() == "FFFFFF"


def _shaded(properties: Element, other: bool) -> bool:
    named = properties.find(f"{W}shd")
    if named is None:
        return other or properties.find(f"{W}highlight") is not None
    return (value(named, "fill") or "auto").lower() not in ("auto", "ffffff") or value(named) not in (
        None,
        "clear",
        "nil",
    )


def _height(letters: Element, other: str) -> str:
    named = value(letters.find(f"{W}vertAlign"))
    return other if named is None else named if named in ("superscript", "subscript") else ""


def _struck(letters: Element, other: bool) -> bool:
    named = [one for name in ("strike", "dstrike") if (one := letters.find(W + name)) is not None]
    return any(map(on, named)) if named else other


def _over(look: StyleLook, style: Element) -> StyleLook:
    name = (value(style.find(f"{W}name")) or "").strip().lower()
    role = roles().get(name, look.role)
    if _CONTENTS.match(name):
        role = "contents"
    level = look.level
    if match := _HEADING.match(name):
        level, role = int(match[1]), ""
    properties = style.find(f"{W}pPr")
    num, depth, indented, shaded = look.num, look.depth, look.indented, look.shaded
    if properties is not None:
        level = outline(properties, level)
        num, depth = listed(properties, num, depth)
        indented = first_line(properties, indented)
        shaded = _shaded(properties, shaded)
    letters = style.find(f"{W}rPr")
    hidden, struck, height, white = look.hidden, look.struck, look.height, look.white
    if letters is not None:
        hidden, struck, height = _hidden(letters, hidden), _struck(letters, struck), _height(letters, height)
        white, shaded = _white(letters, white), _shaded(letters, shaded)
    return StyleLook(role, level, num, depth, indented, hidden, struck, height, white, shaded)


def outline(properties: Element, level: int) -> int:
    """The outline level that properties name (1 to 9; 0: body text), else `level`."""
    named = properties.find(f"{W}outlineLvl")
    if named is None:
        return level
    said = number(named, other=BODY)
    return said + 1 if 0 <= said < BODY else 0


def listed(properties: Element, num: str, depth: int) -> tuple[str, int]:
    """The list and the depth in it that properties name; a list of number 0 is none."""
    named = properties.find(f"{W}numPr")
    if named is None:
        return num, depth
    said = value(named.find(f"{W}numId"))
    num = num if said is None else ("" if said == "0" else said)
    return num, number(named.find(f"{W}ilvl"), other=depth)


def first_line(properties: Element, indented: bool) -> bool:
    """Whether the first line is indented, as that of a new paragraph is."""
    ind = properties.find(f"{W}ind")
    if ind is None:
        return indented
    for name in ("firstLineChars", "firstLine"):
        if value(ind, name) is not None:
            return number(ind, name) > 0
    return indented


def roles() -> Mapping[str, str]:
    """The roles by the names of styles, in lower case: the program's own, and those that offices use."""
    data = table("word")
    ours = {row["name"].lower(): row["role"] for row in data["style"] if "role" in row}
    return {**{name.lower(): role for name, role in data["roles"].items()}, **ours}
