"""Words put together to blocks: where one ends, where the next begins, and which cell of which table they stand in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from drafter.language.numbering import parse_number
from drafter.reading.html.blocks import BLANK, LINE, PARAGRAPH, Area, Block, Items
from drafter.reading.html.grid import Budget, HtmlGrid
from drafter.reading.html.lists import Numbered
from drafter.reading.html.words import more
from drafter.reading.raised import lowered, raised
from drafter.reading.word.linear import beside
from drafter.reading.word.symbols import seen

_GROUPS = frozenset(("thead", "tbody", "tfoot"))


class State(NamedTuple):
    """What holds for the words of an element: the part of the page, the tag, whether it is a block; whether their lines
    are kept, whether they are deleted (`gone`), a link, one to a place in the page (`inside`), the level of a heading,
    set in the middle, indented, set high, set low, the font; part of what the site calls its furniture or its text, of
    a section, a title; the list and the table that the element belongs to, whether it made that table, and how many
    pages it stands in."""

    area: int = 0
    tag: str = ""
    block: bool = False
    pre: bool = False
    gone: bool = False
    link: bool = False
    inside: bool = False
    level: int = 0
    centred: bool = False
    indented: bool = False
    high: bool = False
    low: bool = False
    font: str = ""
    site: bool = False
    text: bool = False
    section: bool = False
    title: bool = False
    list: Numbered | None = None
    grid: HtmlGrid | None = None
    made: bool = False
    frames: int = 0


class Builder:
    """The blocks of a page while it is read."""

    def __init__(self) -> None:
        self.areas: list[Area] = [Area(0, "")]
        self.items: Items = []
        #: Whether a link leads to the rest of the text.
        self.more = False
        self._into: list[Items] = [self.items]
        self._budget = Budget()
        self._block: Block | None = None
        self._before, self._lead = PARAGRAPH, ""

    def area(self, state: State, tag: str, text: bool, site: bool) -> int:
        """A new part of the page."""
        self.areas.append(Area(state.area, tag, text, site))
        return len(self.areas) - 1

    def words(self, text: str | None, state: State) -> None:
        """Words of an element."""
        if not text or state.gone:
            return
        block = self._block
        if block is None:
            if not state.pre and not text.strip(" \t\r\n\f"):
                return
            block = self._block = Block(state.area, state.level, self._before)
            block.pre, block.centred = state.pre and not state.level, state.centred
            block.indented = state.indented and not state.centred
            block.style = "title" if state.title else ""
        if state.font:
            text = seen(text, (state.font,))
        block.parts.append(raised(text) if state.high else lowered(text) if state.low else text)
        if state.link:
            block.links += len(text.strip())
            block.outside = block.outside or not state.inside
            self.more = self.more or (not state.site and more(text))

    def formula(self, said: str, state: State) -> None:
        """A formula in one line; a number in front of a fraction does not run into it."""
        before = self._block.parts[-1].rstrip() if self._block is not None and self._block.parts else ""
        self.words(beside(before, said), state)

    def line(self, state: State) -> None:
        """A line break."""
        if (state.level or state.pre) and self._block is not None:
            # A heading on two lines is one heading.
            self._block.parts.append("\n")
        else:
            self.end(LINE if self._block is not None else BLANK)

    def end(self, kind: int = PARAGRAPH) -> None:
        """The open block is done; the next one is on a new line, in a new paragraph or behind an empty line."""
        block, self._block = self._block, None
        if block is None:
            self._before = max(self._before, kind)
        elif not block.close():
            self._before = BLANK
        else:
            if self._lead and parse_number(block.text) is None:
                block.text = self._lead + block.text
            self._lead = ""
            self._into[-1].append(block)
            self._before = kind

    def open(self, tag: str, said: Mapping[str, str], state: State, numbers: str) -> State:
        """An element of a list or a table begins; what holds inside."""
        if tag == "li":
            listed = state.list
            self._lead = listed.number(said, numbers) if listed is not None else ""
            return state._replace(indented=True)
        if tag == "table":
            return state._replace(
                grid=HtmlGrid(state.area, self._budget, said.get("role") in ("presentation", "none")), made=True
            )
        if tag == "tr" and state.grid is None:
            # A row without its table.
            state = state._replace(grid=HtmlGrid(state.area, self._budget), made=True)
        grid = state.grid
        if grid is None:
            return state
        if tag == "tr":
            grid.open_line()
        elif tag in _GROUPS:
            grid.open_group(tag == "tfoot")
        elif tag in ("td", "th"):
            self._into.append(grid.open_cell(said.get("colspan", "1"), said.get("rowspan", "1")).items)
            self._before = PARAGRAPH
        elif tag == "caption":
            self._into.append(grid.caption)
        return state

    def close(self, tag: str, state: State) -> None:
        """An element ends."""
        grid = state.grid
        if tag == "li":
            self._lead = ""
        elif grid is not None and tag in ("td", "th", "caption"):
            self.end()
            self._into.pop()
        elif grid is not None and state.made and tag in ("table", "tr"):
            self._into[-1].append(list(grid.items()))
            self._before = PARAGRAPH
