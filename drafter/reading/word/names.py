"""Names of WordprocessingML, as Word writes them and as the strict form of the standard does (ISO/IEC 29500)."""

from __future__ import annotations

from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
#: The same in the strict form of the standard.
STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
#: What the parser notes on an element: the number of a paragraph or row of the text, and whether a mark of a field
#: belongs to no whole field.
AT, LOOSE = "{drafter}at", "{drafter}loose"


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
