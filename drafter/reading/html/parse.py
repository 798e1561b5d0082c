"""A page as a tree of elements, made by libxml2 in linear time and with nothing from outside.

Limits: a page whose elements stand in each other deeper than libxml2 goes is read flat, without its tables.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from drafter.errors import BrokenPage

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

#: How deep elements may stand in each other; libxml2 reads 2,048 levels.
DEPTH = 2_000
#: A page with more tags or attributes than these is no report; each costs some 200 bytes.
_TAGS = 1_500_000
_ATTRIBUTES = 2_000_000
#: Pictures that stand in the page itself.
_DATA = re.compile(r"(?<=[\"'(=])\s{0,8}data:[\w/+.;=,-]{0,80}base64,[A-Za-z0-9+/=%\s]*")
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:]*)(?![A-Za-z0-9:])[^<>]*>")
_START = re.compile(r"<[A-Za-z](?:[^<>\"']|\"[^\"]*\"|'[^']*')*")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_CROWD = 4_000
_INLINE = frozenset(
    ("a", "b", "i", "u", "s", "em", "strong", "span", "font", "big", "small", "sub", "sup", "label", "tt")
)
_KEPT = frozenset(("script", "style", "title", "textarea", "br", "head", "body", "html", "xmp", "noscript"))


def parse(page: str, file: str = "") -> Element | None:
    """The root of a page, None for one without an element. Raises BrokenPage for what no site makes."""
    from lxml import etree

    if "data:" in page:
        page = _DATA.sub("", page)
    if page.count("<") > _TAGS or page.count("=") > _ATTRIBUTES or _crowded(page):
        raise BrokenPage(file, "标记太多")
    # What is handed over is bytes with their encoding, so that no name in the page is asked; nothing is loaded.
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, no_network=True)
    try:
        return etree.fromstring(page.replace("\0", "").encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        # Nothing but remarks or blanks.
        return None


def _crowded(page: str) -> bool:
    """Whether one tag has so many attributes that looking one up takes its time."""
    tags = (match for match in _START.finditer(page) if match.end() - match.start() > _CROWD)
    return any(len(_QUOTED.sub("", match[0]).split()) > _CROWD or match[0].count("=") > _CROWD for match in tags)


def flat(page: str) -> str:
    """A page whose blocks follow one another, none standing in another: cells and paragraphs are paragraphs."""

    def one(match: re.Match[str]) -> str:
        name = match[2].lower()
        if name in _KEPT:
            return match[0]
        return "" if name in _INLINE else f"<{match[1]}p>"

    return _TAG.sub(one, page)
