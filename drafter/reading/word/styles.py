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


class Look(NamedTuple):
    """What a style says: `role` (title, body, caption, a style of a paragraph, contents, drop or ""), outline `level`
    (1 to 9, 0 for none), its list (`num`, `depth`; "" for none), and whether its first line is indented; `hidden`
    letters are not seen, `struck` ones no longer said."""

    role: str = ""
    level: int = 0
    num: str = ""
    depth: int = 0
    indented: bool = False
    hidden: bool = False
    struck: bool = False


class Styles:
    """The styles of a document; `root` is its part with the styles, None where it has none."""

    def __init__(self, root: Element | None) -> None:
        self._raw: dict[str, Element] = {}
        self._looks: dict[str, Look] = {}
        self.default = ""
        if root is None:
            return
        for style in root.iter(f"{W}style"):
            name = value(style, "styleId")
            if name and name not in self._raw:
                self._raw[name] = style
                if value(style, "type") == "paragraph" and value(style, "default") in ("1", "true", "on"):
                    self.default = name

    def look(self, style: str | None) -> Look:
        """What the style with this id says, with all that it is based on."""
        name = style or self.default
        if name not in self._looks:
            chain: list[Element] = []
            at = name
            while at in self._raw and self._raw[at] not in chain and len(chain) < 30:
                chain.append(self._raw[at])
                at = value(self._raw[at].find(f"{W}basedOn")) or ""
            look = Look()
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


_NONE = Look()


def _hidden(letters: Element, other: bool) -> bool:
    named = letters.find(f"{W}vanish")
    return other if named is None else on(named)


def _struck(letters: Element, other: bool) -> bool:
    named = [one for name in ("strike", "dstrike") if (one := letters.find(W + name)) is not None]
    return any(map(on, named)) if named else other


def _over(look: Look, style: Element) -> Look:
    name = (value(style.find(f"{W}name")) or "").strip().lower()
    role = roles().get(name, look.role)
    if _CONTENTS.match(name):
        role = "contents"
    level = look.level
    if match := _HEADING.match(name):
        level, role = int(match[1]), ""
    properties = style.find(f"{W}pPr")
    num, depth, indented = look.num, look.depth, look.indented
    if properties is not None:
        level = outline(properties, level)
        num, depth = listed(properties, num, depth)
        indented = first_line(properties, indented)
    letters = style.find(f"{W}rPr")
    hidden, struck = look.hidden, look.struck
    if letters is not None:
        hidden, struck = _hidden(letters, hidden), _struck(letters, struck)
    return Look(role, level, num, depth, indented, hidden, struck)


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
