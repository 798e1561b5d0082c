"""Names and words of pages: what a site calls its parts, what links for more are called."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from drafter.language.tables import table
from drafter.reading.html.look import names

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_LONGEST = 200
#: What a site calls its furniture without a name for it.
_SITE = frozenset(("nav", "footer", "header", "aside"))
_ENDS = frozenset(("header", "head", "footer", "foot", "top", "bottom"))
_ROLES = frozenset(("navigation", "banner", "contentinfo", "search", "complementary", "menu", "menubar"))


def marked(tag: str, said: Mapping[str, str], inside: bool = False, section: bool = False) -> tuple[bool, bool]:
    """Whether a part of a page is called its text, and whether it is called furniture of the site; what stands `inside`
    the text may be called its head or its foot; a `section` has a foot of its own (HTML Standard, 4.3.8)."""
    role = said.get("role", "")
    text = tag in ("article", "main") or role in ("main", "article")
    site = (tag in _SITE and not ((inside or section) and tag in _ENDS)) or role in _ROLES
    # What LibreOffice calls the head and the foot of the page of a document.
    if tag == "div" and (said.get("title") in ("header", "footer") or said.get("type", "") in ("HEADER", "FOOTER")):
        site = True
    called = f"{said.get('id', '')} {said.get('class', '')}"[:_LONGEST]
    if len(called) > 1 and tag not in ("body", "html"):
        words = {word.lower() for word in _WORD.findall(called)}
        text = text or not words.isdisjoint(names("names", "text"))
        site = site or bool(words & names("names", "site") - (_ENDS if inside else frozenset()))
    return text, site


def more(text: str) -> bool:
    """Whether the words of a link lead to the rest of the text."""
    return bool(_pattern("more").match(text.strip()[:20]))


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(table("html")["lines"][name]) + ")")


def pattern(name: str) -> re.Pattern[str]:
    """The patterns of a list of lines of ``rules/html.toml`` as one."""
    return _pattern(name)
