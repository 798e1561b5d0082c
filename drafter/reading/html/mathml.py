"""Formulas of pages (MathML) in one line: 180/200, √49, x₁², 2 1/3.

The reader gains a root and an index where the words of the parts alone would say another number.

Source: MathML Core, 3.3 (layout) and 3.4 (script). Limits: what is drawn over or under letters is left out, as in
Word's formulas.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from drafter.reading.raised import raised
from drafter.reading.word.linear import beside, fraction, index, power, root, whole

#: What is there for programs alone.
_SILENT = frozenset(("annotation", "annotation-xml", "mphantom", "none", "mprescripts"))
_TOKENS = frozenset(("mi", "mn", "mo", "mtext", "ms"))
#: Signs that nobody sees.
_UNSEEN = str.maketrans("", "", "\u2061\u2062\u2063\u2064")


def told(formula: Element) -> str:
    """The formula in one line."""
    said: dict[int, str] = {}
    found, stack = [], [formula]
    while stack:
        element = stack.pop()
        if isinstance(element.tag, str) and _tag(element) not in _SILENT:
            found.append(element)
            stack.extend(reversed(element))
    # Whatever stands inside comes before what it stands in.
    for element in reversed(found):
        said[id(element)] = _one(element, said)
    return said.get(id(formula), "").strip()


def _tag(element: Element) -> str:
    return str(element.tag).lower().rpartition(":")[2]


def _one(element: Element, said: dict[int, str]) -> str:
    tag = _tag(element)
    if tag in _TOKENS:
        return " ".join("".join(element.itertext()).split()).translate(_UNSEEN)
    parts = [said.get(id(child), "") for child in element]
    first, second, third = (*parts, "", "", "")[:3]
    if tag == "mfrac":
        return fraction(first, second)
    if tag == "msqrt":
        return root(_row(parts))
    if tag == "mroot":
        return root(first, second)
    if tag == "mover":
        return first
    if tag == "msup":
        return whole(first) + raised(second) if second.isdecimal() else power(first, second)
    if tag in ("msub", "munder"):
        return index(first, second)
    if tag == "msubsup":
        return power(index(first, second), third)
    if tag == "munderover":
        # A sum with its limits, apart from what is summed.
        return f"{first}_{whole(second)}^{whole(third)} "
    if tag == "mfenced":
        marks = element.get("separators", ",").strip()[:1]
        return f"{element.get('open', '(')}{marks.join(parts)}{element.get('close', ')')}"
    if tag in ("mtable", "mtr"):
        return ("；" if tag == "mtable" else "，").join(filter(None, parts))
    return _row(parts)


def _row(parts: list[str]) -> str:
    line = ""
    for part in parts:
        line += beside(line, part)
    return line
