"""How an element of a page looks to whoever reads it: shown or not, on a line of its own or part of one, struck out,
set in the middle, with its lines kept.

The reader gains words that are those of the screen. Sources: HTML Standard, 15.3 (the looks that elements have by
themselves); CSS 2.2, 9.2, 11.2, 16.1, 16.6.

Limits: colours are not compared, so words in the colour of the paper are read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from drafter.language.tables import table

#: The attributes that matter to a reader of words.
ATTRIBUTES = ("id", "class", "style", "hidden", "align", "role", "title", "type", "href", "src", "srcdoc", "width",
              "height", "colspan", "rowspan", "start", "reversed", "value", "checked", "selected", "open",
              "face")  # fmt: skip
_NOTHING = re.compile(r"0(?:\.0+)?(?:px|pt|em|rem|%)?$")
_AWAY = re.compile(r"-\d{3,}")
_KEEPS = ("pre", "pre-wrap", "pre-line", "break-spaces")
_PRE = frozenset(("pre", "xmp", "listing", "plaintext", "textarea"))
_STRUCK = frozenset(("s", "strike"))


@cache
def names(group: str, key: str) -> frozenset[str]:
    """A list of ``rules/html.toml`` as a set."""
    return frozenset(table("html")[group][key])


class HtmlLook(NamedTuple):
    """`shown`: it has words for people; `block`: it stands on lines of its own; `pre`: its lines are kept (None: as
    around it); `struck`, `deleted`, `inserted`: what has become of its words; `centred` (None: as around it);
    `indented`; `numbers`: the kind of number that its items have, `raised`: super or sub, `font`: the first that is
    named, "" where nothing is said."""

    shown: bool = True
    block: bool = False
    pre: bool | None = None
    struck: bool = False
    deleted: bool = False
    inserted: bool = False
    centred: bool | None = None
    indented: bool = False
    numbers: str = ""
    raised: str = ""
    font: str = ""


def look(tag: str, said: Mapping[str, str], style: Mapping[str, str]) -> HtmlLook:
    """The look of an element with these attributes (names in lower case) and this style."""
    classes = said.get("class", "")
    if tag in names("elements", "silent") or "hidden" in said or not _shown(style) or (classes and _marked(classes)):
        return HtmlLook(shown=False)
    if tag == "dialog" and "open" not in said:
        return HtmlLook(shown=False)
    display = style.get("display", "")
    block = tag in names("elements", "blocks") if not display else not display.startswith("inline")
    if tag in ("td", "th", "tr", "table", "tbody", "thead", "tfoot", "caption"):
        block = True
    space, line = style.get("white-space", ""), style.get("text-decoration-line", style.get("text-decoration", ""))
    align = style.get("text-align", said.get("align", "")).strip().lower()
    indent = style.get("text-indent", "")
    return HtmlLook(
        True,
        block,
        space in _KEEPS if space else True if tag in _PRE else None,
        tag in _STRUCK or "line-through" in line,
        tag == "del" or "msoDel" in classes,
        tag == "ins" or "msoIns" in classes,
        True if align == "center" or tag == "center" else False if align else None,
        bool(indent) and not _NOTHING.match(indent) and not indent.startswith("-"),
        style.get("list-style-type", style.get("list-style", "")).partition(" ")[0],
        style.get("vertical-align", ""),
        style.get("font-family", said.get("face", "")).partition(",")[0].strip("\"' "),
    )


#: What parts of a table are called that are made of other elements (WAI-ARIA 1.2, 5.3.3; CSS 2.2, 17.2).
_TABLES = {
    **dict.fromkeys(("table", "grid", "treegrid"), "table"),
    **dict.fromkeys(("row", "table-row"), "tr"),
    **dict.fromkeys(("rowgroup", "table-row-group"), "tbody"),
    **dict.fromkeys(("cell", "gridcell", "columnheader", "rowheader", "table-cell"), "td"),
    "table-header-group": "thead",
    "table-footer-group": "tfoot",
    "table-caption": "caption",
}
_NO_TABLES = frozenset(("table", "tr", "td", "th", "thead", "tbody", "tfoot", "caption", "li", "a", "body", "html"))


def acts(tag: str, said: Mapping[str, str], style: Mapping[str, str]) -> str:
    """The tag that an element stands for: that of a part of a table where its role or its style says so."""
    if tag in _NO_TABLES:
        return tag
    role = said.get("role", "")
    return _TABLES.get(role, tag) if role in _TABLES else _TABLES.get(style.get("display", ""), tag)


def _shown(style: Mapping[str, str]) -> bool:
    """Whether a style shows anything of an element."""
    return not style or not (
        style.get("display") == "none"
        or style.get("visibility") in ("hidden", "collapse")
        or style.get("mso-hide") == "all"
        or style.get("mso-element", "") in ("header", "footer", "comment-list", "comment")
        or _NOTHING.match(style.get("font-size", ""))
        or _NOTHING.match(style.get("opacity", ""))
        or _AWAY.match(style.get("left", ""))
        or _AWAY.match(style.get("text-indent", ""))
    )


#: What Word marks as no part of the text: comments, its contents, the marks of notes.
_WORDS = re.compile(r"\b(?:MsoToc(?:\d|Heading)|msocom(?:anchor|txt)|Mso(?:Comment|Footnote|Endnote)Reference)\b", re.I)


def _marked(classes: str) -> bool:
    return bool(_WORDS.search(classes))
