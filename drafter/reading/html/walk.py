"""From the elements of a page to its blocks.

The reader gains what a browser shows, in its order: lists with their numbers, forms with what is filled in, lines of
<pre> as lines. No recursion on how deep elements stand in each other.

Limits: scripts do not run; words in drawings (SVG, canvas) and pictures are not read, and are said not to be.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from drafter.reading.html.blocks import BLANK, LINE, PARAGRAPH, Area, Items
from drafter.reading.html.builder import Builder, State
from drafter.reading.html.fields import field
from drafter.reading.html.lists import Numbered
from drafter.reading.html.look import ATTRIBUTES, HtmlLook, acts, look, names
from drafter.reading.html.mathml import told
from drafter.reading.html.parse import DEPTH, flat, parse
from drafter.reading.html.sheet import SelectorPart, StyleSheet, declarations, element
from drafter.reading.html.words import marked
from drafter.reading.rows import bullet

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

#: The page at an address, or None where it is not at hand.
Frames: TypeAlias = Callable[[str], "str | None"]

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LISTS = frozenset(("ol", "ul", "menu", "dir"))
_FIELDS = frozenset(("input", "select", "textarea"))
#: Pages in a page, and in each other.
_FRAMES, _FRAME_DEPTH = 20, 3
#: A sentence that somebody would miss.
_SENTENCE = re.compile(r"[\u4e00-\u9fff，、\d.%]{8,}[。；]")


class Unread(NamedTuple):
    """What was met and not read: characters of hidden sentences, places struck out, pages in frames, drawings with
    words, pictures; whether a link leads to more of the text, whether the tables were read as paragraphs."""

    hidden: int = 0
    struck: int = 0
    frames: int = 0
    drawings: int = 0
    pictures: int = 0
    more: bool = False
    flat: bool = False


class Seen(NamedTuple):
    """The blocks of a page, its parts, what was not read, and what the page calls itself."""

    items: Items
    areas: list[Area]
    unread: Unread
    title: str = ""


class _Deep(Exception):
    """Elements stand in each other deeper than the parser goes."""


def walk(page: str, file: str = "", original: bool = False, frames: Frames | None = None) -> Seen:
    """The blocks of a page. With `original` what is marked as deleted is read and what is inserted is not. Raises
    BrokenPage."""
    walker = _Walker(file, original, frames)
    try:
        walker.read(page, State())
        return walker.seen(False)
    except _Deep:
        walker = _Walker(file, original, frames)
        walker.read(flat(page), State())
        return walker.seen(True)


class _Walker:
    def __init__(self, file: str, original: bool, frames: Frames | None) -> None:
        self._file, self._original, self._frames = file, original, frames
        self._builder, self._title = Builder(), ""
        self._pages = self._hidden = self._struck = self._lost = self._drawings = self._pictures = 0

    def seen(self, flattened: bool) -> Seen:
        """What was found, once all is read."""
        self._builder.end()
        unread = Unread(
            self._hidden, self._struck, self._lost, self._drawings, self._pictures, self._builder.more, flattened
        )
        return Seen(self._builder.items, self._builder.areas, unread, self._title)

    def read(self, page: str, outer: State) -> None:
        """Goes through the elements of a page, first to last."""
        root = parse(page, self._file)
        if root is None:
            return
        self._title = self._title or str(root.findtext(".//title") or "")
        sheet = StyleSheet([style.text or "" for style in root.iter("style")])
        around: list[SelectorPart] = []
        first = self._enter(root, outer, sheet, around)
        if first is None:
            return
        self._builder.words(root.text, first)
        stack = [(root, first, iter(root))]
        while stack:
            node, here, children = stack[-1]
            child = next(children, None)
            if child is None:
                self._leave(here)
                stack.pop()
                around.pop()
                if stack:
                    self._builder.words(node.tail, stack[-1][1])
                continue
            within = self._enter(child, here, sheet, around) if isinstance(child.tag, str) else None
            if within is None:
                self._builder.words(child.tail, here)
                continue
            if len(stack) >= DEPTH:
                raise _Deep
            stack.append((child, within, iter(child)))
            self._builder.words(child.text, within)

    def _enter(self, node: Element, state: State, sheet: StyleSheet, around: list[SelectorPart]) -> State | None:
        """What holds inside an element, or None where nothing of it is read any more."""
        tag = str(node.tag).lower()
        said = {name: str(value) for name in ATTRIBUTES if (value := node.get(name)) is not None} if node.attrib else {}
        around.append(element(tag, said))
        style = sheet.style(around) if sheet.count else {}
        if "style" in said:
            style = {**style, **declarations(said["style"])}
        tag = acts(tag, said, style)
        looks = look(tag, said, style)
        if not looks.shown:
            self._passed(node, tag, said, state)
        elif not self._taken(node, tag, said, state, style):
            return self._opened(node, tag, said, state, looks)
        around.pop()
        return None

    def _opened(self, node: Element, tag: str, said: Mapping[str, str], state: State, looks: HtmlLook) -> State:
        builder = self._builder
        if looks.block:
            builder.end()
        text, site = marked(tag, said, state.text, state.section)
        struck = looks.struck or (looks.inserted if self._original else looks.deleted)
        self._struck += looks.struck and not looks.deleted and not state.gone
        inner = State(
            area=builder.area(state, tag, text, site)
            if text or site or tag in names("elements", "areas")
            else state.area,
            tag=tag,
            block=looks.block,
            pre=state.pre if looks.pre is None else looks.pre,
            gone=state.gone or struck,
            link=state.link or (tag == "a" and "href" in said),
            inside=state.inside or (tag == "a" and said.get("href", "").startswith("#")),
            level=_HEADINGS.get(tag, state.level),
            centred=state.centred if looks.centred is None else looks.centred,
            indented=looks.indented or (state.indented and not looks.block),
            high=state.high or tag == "sup" or looks.raised == "super",
            low=state.low or tag == "sub" or looks.raised == "sub",
            font=looks.font or state.font,
            site=state.site or site,
            text=state.text or text,
            section=state.section or tag == "section",
            title=state.title or "MsoTitle" in said.get("class", ""),
            list=Numbered(tag, said, looks.numbers, len(node)) if tag in _LISTS else state.list,
            grid=None if state.tag in ("td", "th", "caption") else state.grid,
            frames=state.frames,
        )
        if tag == "q":
            builder.words("“", inner)
        return builder.open(tag, said, inner, looks.numbers)

    def _leave(self, state: State) -> None:
        if state.tag == "q":
            self._builder.words("”", state)
        if state.block:
            self._builder.end()
        self._builder.close(state.tag, state)

    def _taken(
        self, node: Element, tag: str, said: Mapping[str, str], state: State, style: Mapping[str, str]
    ) -> bool:  # fmt: skip
        """Elements that have no words of their own: breaks, fields, pictures, numbers of pages, bullets."""
        builder = self._builder
        if tag == "br":
            builder.line(state)
        elif tag == "hr":
            builder.end(BLANK)
        elif tag in _FIELDS:
            for number, line in enumerate("" if state.site else field(node, tag, said).split("\n")):
                if number:
                    builder.end(LINE)
                builder.words(line, state)
        elif tag == "img":
            self._pictures += not state.site
        elif tag == "math":
            builder.formula(told(node), state)
        elif tag == "sdfield":
            return said.get("type", "").upper() == "PAGE"
        elif "mso-list" in style:
            return style["mso-list"] == "ignore" and bullet("".join(node.itertext()).strip())
        else:
            return False
        return True

    def _passed(self, node: Element, tag: str, said: Mapping[str, str], state: State) -> None:
        """An element that is not shown: counted where people would miss it; of a frame the page is read."""
        if tag in ("iframe", "frame"):
            self._frame(said, state)
        elif state.site:
            return
        elif tag == "svg":
            self._drawings += any(text.strip() for one in node.iter("text") for text in one.itertext())
        elif tag not in names("elements", "silent"):
            self._hidden += sum(len(found[0]) for found in _SENTENCE.finditer("".join(node.itertext())))

    def _frame(self, said: Mapping[str, str], state: State) -> None:
        """The page that a frame shows, in its place."""
        page, source = said.get("srcdoc"), said.get("src", "").strip()
        if page is None and source and self._frames is not None:
            page = self._frames(source)
        if page is not None and state.frames < _FRAME_DEPTH and self._pages < _FRAMES:
            self._pages += 1
            self._builder.end()
            self.read(page, state._replace(frames=state.frames + 1, grid=None))
            self._builder.end(PARAGRAPH)
        elif page is not None or (source and not state.site and not _tiny(said, source)):
            self._lost += 1


def _tiny(said: Mapping[str, str], source: str) -> bool:
    """Whether a frame shows nothing: of no size, or without a page."""
    sizes = [said.get(side, "").strip().removesuffix("px") for side in ("width", "height")]
    return any(one in ("0", "1") for one in sizes) or source.startswith(("about:", "javascript:", "data:"))
