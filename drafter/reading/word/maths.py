"""Word's formulas (OMML) in one line.

The reader gains 180/200 for a fraction, where the words of its parts alone would say 180200.

Source: ISO/IEC 29500-1, 22.1 (math). Limits: what is drawn over or under letters (a hat, a bar) is left out.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Container
from xml.etree.ElementTree import Element

from drafter.reading.word.linear import beside, fraction, index, power, root, whole
from drafter.reading.word.names import W, local, on

#: Elements of properties, which say nothing, and of tables, which no formula holds (22.1.2.77: CT_OMath).
_SILENT = frozenset(("rPr", "ctrlPr", "instrText", "delInstrText", "delText", "tbl", "tr", "tc"))

#: What is told by its parts; everything else is one thing beside the other.
_BUILT = frozenset(
    (
        "f",
        "sSup",
        "sSub",
        "sSubSup",
        "sPre",
        "rad",
        "nary",
        "d",
        "limLow",
        "limUpp",
        "mr",
        "eqArr",
        "m",
        "oMathPara",
        "phant",
    )
)


def told(formula: Element, left_out: Container[str] = ()) -> str:
    """The formula (oMath or oMathPara) in one line; elements with a name in `left_out` are not there."""
    said: dict[int, str] = {}
    # Whatever stands inside comes before what it stands in.
    for element in reversed(_shown(formula, left_out)):
        said[id(element)] = _one(element, said)
    return said[id(formula)].strip()


def _shown(formula: Element, left_out: Container[str]) -> list[Element]:
    """The elements that are seen, in the order of the file."""
    found, stack = [], [formula]
    while stack:
        element = stack.pop()
        name = local(element)
        if name in _SILENT or name.endswith("Pr") or name in left_out or (name == "r" and _hidden(element)):
            continue
        found.append(element)
        stack.extend(reversed(element))
    return found


def _hidden(run: Element) -> bool:
    properties = run.find(f"{W}rPr")
    return properties is not None and any(on(properties.find(W + name)) for name in ("vanish", "strike", "dstrike"))


def _one(element: Element, said: dict[int, str]) -> str:
    """One element, its children being told."""
    name = local(element)
    if name == "t":
        return _plain(element.text or "")
    if name in ("br", "tab", "cr"):
        return " "
    if name not in _BUILT:
        return _side_by_side(element, said)
    parts: dict[str, list[str]] = {}
    for child in element:
        if id(child) in said:
            parts.setdefault(local(child), []).append(said[id(child)])
    base, high, low = ("".join(parts.get(key, ())) for key in ("e", "sup", "sub"))
    if name == "f":
        return fraction("".join(parts.get("num", ())), "".join(parts.get("den", ())))
    if name in ("sSup", "sSub", "sSubSup"):
        return power(index(base, low), high) if low else power(base, high)
    if name == "sPre":
        return index("", low) + power("", high) + base
    if name == "rad":
        return root(base, "".join(parts.get("deg", ())))
    if name == "nary":
        sign = _property(element, "chr", "∫")
        limits = f"{f'_{whole(low)}' if low else ''}{f'^{whole(high)}' if high else ''}"
        # ∑^5 and 10³ are no 510³.
        return f"{sign}{limits}{' ' if limits[-1:].isalnum() and base[:1].isalnum() else ''}{whole(base)}"
    if name == "d":
        inside = _property(element, "sepChr", "|").join(parts.get("e", ()))
        return f"{_property(element, 'begChr', '(')}{inside}{_property(element, 'endChr', ')')}"
    if name in ("limLow", "limUpp"):
        limit = "".join(parts.get("lim", ()))
        return index(base, limit) if name == "limLow" else power(base, limit)
    if name in ("mr", "eqArr", "m", "oMathPara"):
        between = {"mr": "，", "eqArr": "；", "m": "；", "oMathPara": " "}[name]
        return between.join(one for ones in parts.values() for one in ones)
    shown = _property(element, "show", "on") not in ("0", "off", "false")
    return _side_by_side(element, said) if shown else ""


def _side_by_side(element: Element, said: dict[int, str]) -> str:
    line = ""
    for child in element:
        if one := said.get(id(child), ""):
            line += beside(line, one)
    return line


def _property(element: Element, name: str, other: str) -> str:
    """What the properties of an element say; `other` where they are silent."""
    for properties in element:
        if local(properties) == f"{local(element)}Pr":
            for one in properties:
                if local(one) == name:
                    return next((said for key, said in one.attrib.items() if key.rpartition("}")[2] == "val"), "")
    return other


def _plain(text: str) -> str:
    """Letters as they are typed: those of formulas (𝑥, 𝟏) have characters of their own."""
    return "".join(unicodedata.normalize("NFKC", c) if "\U0001d400" <= c <= "\U0001d7ff" else c for c in text)
