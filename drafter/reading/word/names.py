"""Names of WordprocessingML, as Word writes them and as the strict form of the standard does (ISO/IEC 29500)."""

from __future__ import annotations

from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
#: What else stands in documents: the strict form, mathematics, old and new drawings, what programs may fall back on.
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"


def transitional(root: Element) -> Element:
    """The part with the names that Word writes, whichever of the two forms it is in."""
    if root.tag.startswith(_STRICT):
        for element in root.iter():
            if isinstance(element.tag, str) and element.tag.startswith(_STRICT):
                element.tag = W + element.tag[len(_STRICT) :]
            for name in [name for name in element.attrib if name.startswith(_STRICT)]:
                element.attrib[W + name[len(_STRICT) :]] = element.attrib.pop(name)
    return root


def local(element: Element) -> str:
    """The name without its namespace; "" for a comment."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def value(element: Element | None, name: str = "val") -> str | None:
    """An attribute of an element, None where either is not there."""
    return None if element is None else element.get(W + name)


def number(element: Element | None, name: str = "val", other: int = 0) -> int:
    """An attribute as a whole number; `other` where it is none."""
    said = value(element, name)
    try:
        return int(float(said)) if said is not None and len(said) < 12 else other
    except (ValueError, OverflowError):
        return other


def on(element: Element | None) -> bool:
    """Whether a switch is there and not turned off."""
    return element is not None and value(element) not in ("0", "false", "off")
