"""What a page holds, in the order that people see it: paragraphs, headings and rows of tables, each with the part of
the page that it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

#: Where a block stands to the one before: on the next line, in a paragraph of its own, behind an empty line.
LINE, PARAGRAPH, BLANK = range(3)
_RUN = re.compile(r"[ \t\n\r\f\v]+")
_PRE_BREAKS = re.compile(r"\r\n?|[\f\v\x85\u2028\u2029]")
_DROPPED = dict.fromkeys(map(ord, "\xad\u200b\u200c\u200d\ufeff\u2060"))


class Area(NamedTuple):
    """A part of a page: the part around it, its tag, whether its site calls it the text or furniture of the site."""

    around: int
    tag: str
    text: bool = False
    site: bool = False


class Block:
    """A paragraph, or a heading (`level` 1 to 6). `before` is LINE, PARAGRAPH or BLANK; `links` counts the characters
    in links, `outside` tells whether one of these leads out of the page; `pre`: its lines are kept; `style` is title
    or caption where the page says so."""

    __slots__ = ("area", "before", "centred", "indented", "level", "links", "outside", "parts", "pre", "style", "text")

    def __init__(self, area: int, level: int = 0, before: int = PARAGRAPH) -> None:
        self.area, self.level, self.before = area, level, before
        self.parts: list[str] = []
        self.text = self.style = ""
        self.links = 0
        self.outside = self.pre = self.centred = self.indented = False

    def close(self) -> bool:
        """Makes the text of the parts; False where it says nothing."""
        text = "".join(self.parts).translate(_DROPPED)
        self.parts = []
        if self.pre:
            text = _PRE_BREAKS.sub("\n", text)
            # A break right behind the tag is none.
            text = text.removeprefix("\n").rstrip()
        else:
            text = _RUN.sub(lambda run: _blank(text, run), text).strip(" ")
            bare = text.lstrip()
            self.indented = self.indented or len(text) - len(bare) > 1
            text = bare.rstrip()
        self.text = text
        return bool(text.strip())


def _blank(text: str, run: re.Match[str]) -> str:
    """What a run of blanks is: a line break between two wide characters is nothing, everything else a blank."""
    start, end = run.span()
    if "\n" in run[0] and start and end < len(text) and _wide(text[start - 1]) and _wide(text[end]):
        return ""
    return " "


def _wide(c: str) -> bool:
    return (
        "\u2e80" <= c <= "\u9fff"
        or "\uac00" <= c <= "\ud7a3"
        or "\uf900" <= c <= "\ufaff"
        or c >= "\uff00"
        or c in "“”‘’—…"
    )


class CellsRow:
    """A row of a table of figures: the text of each cell; `opens`: it is the first of its table; `links` counts the
    characters in links."""

    __slots__ = ("area", "cells", "links", "opens")

    def __init__(self, area: int, cells: list[str], opens: bool = False, links: int = 0) -> None:
        self.area, self.cells, self.opens, self.links = area, cells, opens, links


Item: TypeAlias = "Block | CellsRow"
#: Blocks and rows, in lists in each other where a table turned out to be none.
Items: TypeAlias = "list[Block | CellsRow | Items]"


def flattened(items: Items) -> Iterator[Item]:
    """The items of lists in each other, in order."""
    stack = [iter(items)]
    while stack:
        for item in stack[-1]:
            if isinstance(item, list):
                stack.append(iter(item))
                break
            yield item
        else:
            stack.pop()


def size(item: Item) -> int:
    """How many characters an item has."""
    return len(item.text) if isinstance(item, Block) else sum(map(len, item.cells))
