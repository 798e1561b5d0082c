"""Which blocks of a page are the text, and which are the site around it: menus, where one is, shares, footers.

The reader gains the whole report and nothing but it. A part that a site calls its furniture is dropped only where it
says nothing: one with sentences or numbered headings is text, whatever it is called.

Limits: what a site is made of is told by the names and the words of ``rules/html.toml``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from drafter.language.numbering import parse_number
from drafter.reading.html.blocks import LINE, Area, Block, CellsRow, Item, size
from drafter.reading.html.words import pattern
from drafter.reading.title import TITLE

_SENTENCE = re.compile(r"[。！？；]")
#: A sentence has so many characters, a paragraph without a mark at its end so many.
_SHORT, _LONG = 12, 40
#: A part is a menu when so much of it is links, and there are so many of them.
_LINKED, _SEVERAL = 0.7, 3
_LABELS = 3
#: What the name of a site ends with.
_SITE = re.compile(r"(?:政府|网站|门户|网|局|委|办|厅|院|中心|平台)$")
#: A title has so many characters at least.
_TITLE = 6
#: Title and subtitle, date, source: lines that the opening of a page may repeat.
_OPENING = 8
#: A title has so many lines at most.
_LINES = 4
_PARTED = re.compile(r"[_|｜—–-]+")
_DATED = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?")
#: The number of a document: 某财〔2025〕3号.
_NUMBER = re.compile(r"[〔［\[(（]\s*20\d\d\s*[〕］\])）].{0,8}号$")
_WORDS = re.compile(r"[\s|｜【】\[\]（）()]+")


class _Parts:
    """Sums over the parts of a page: characters, those in links, those of what speaks; how many blocks are links."""

    def __init__(self, items: Sequence[Item], areas: Sequence[Area]) -> None:
        count = len(areas)
        self.areas = areas
        self.speaks = [speaks(item) for item in items]
        self.all, self.links, self.said, self.linked = ([0] * count for _ in range(4))
        for item, spoken in zip(items, self.speaks, strict=True):
            self.all[item.area] += size(item)
            self.links[item.area] += item.links
            self.said[item.area] += size(item) if spoken else 0
            self.linked[item.area] += _link(item) and not _attached(item)
        # Parts inside have higher numbers.
        for area in range(count - 1, 0, -1):
            for sums in (self.all, self.links, self.said, self.linked):
                sums[areas[area].around] += sums[area]
        self.dropped = [False] * count
        for area in range(1, count):
            site = self.said[area] == 0 and (areas[area].site or self.menu(area))
            self.dropped[area] = self.dropped[areas[area].around] or site

    def menu(self, area: int) -> bool:
        return self.linked[area] >= _SEVERAL and self.links[area] >= _LINKED * self.all[area]

    def within(self, part: int) -> list[bool]:
        """For each part whether it is `part` or stands in it."""
        found = [area == part for area in range(len(self.areas))]
        for area in range(part + 1, len(self.areas)):
            found[area] = found[self.areas[area].around]
        return found

    def beside(self, part: int) -> list[int]:
        """For each part the widest one around it that does not hold `part`; 0 where it holds it itself."""
        path = {0}
        while part:
            path.add(part)
            part = self.areas[part].around
        found = [0] * len(self.areas)
        for area in range(1, len(self.areas)):
            around = self.areas[area].around
            if area not in path:
                found[area] = area if around in path else found[around]
        return found


def chosen(items: Sequence[Item], areas: Sequence[Area], title: str = "") -> list[Item]:
    """The items of the text, in order; `title` is what the page calls itself."""
    parts = _Parts(items, areas)
    kept = [i for i, item in enumerate(items) if not parts.dropped[item.area]] or list(range(len(items)))
    title = "".join(title.split())
    kept = _titled(items, _text(items, kept, parts), parts, title)
    kept = _trimmed(items, kept, parts, title)
    found = [items[i] for i in kept]
    _called(found, title)
    return found


def _text(items: Sequence[Item], kept: list[int], parts: _Parts) -> list[int]:
    """What the widest part holds that the site calls its text, and whatever else speaks; everything where it calls none
    so."""
    whole = parts.said[0] or 1
    marked = [area for area, one in enumerate(parts.areas) if one.text and parts.said[area] * 2 > whole]
    if not marked:
        return kept
    widest = min(marked)
    within, beside = parts.within(widest), parts.beside(widest)
    inside = {i for i in kept if within[items[i].area]}
    first = min(inside, default=0)
    # What stands by itself beside the text is a part of its own (below 0).
    part = {i: beside[items[i].area] or -1 - i for i in kept if i not in inside}
    speaking = {part[i] for i in part if parts.speaks[i]}
    return [i for i in kept if i in inside or part[i] in speaking or _belongs(items[i], i > first)]


def _titled(items: Sequence[Item], kept: list[int], parts: _Parts, title: str) -> list[int]:
    """With the title, where it stands apart from the text: the last line before it that can be one."""
    if any(_heads(items[i], title) for i in kept[:_OPENING]):
        return kept
    first = next((i for i in kept if parts.speaks[i]), 0)
    own = set(kept)
    above = [i for i in range(first) if i not in own and _heads(items[i], title) and not _SITE.search(_words(items[i]))]
    return sorted([*kept, above[-1]]) if above else kept


def _belongs(item: Item, behind: bool) -> bool:
    """Whether a line beside the text is of it although it says little: who signs and when behind it, the number of the
    document before it."""
    if not isinstance(item, Block) or (_link(item) and not _attached(item)):
        return False
    return not _around(item) if behind else bool(_NUMBER.search(item.text))


def _words(item: Item) -> str:
    return item.text if isinstance(item, Block) else "".join(item.cells)


def _heads(item: Item, title: str) -> bool:
    """Whether an item can be the title: a heading of the first two levels, a line that is called like a report or that
    the page is called by."""
    if not isinstance(item, Block) or item.links or parse_number(item.text):
        return False
    plain = _TITLE <= len(item.text) <= _LONG * 2 and not _SENTENCE.search(item.text)
    named = bool(TITLE.search(item.text[-30:])) or "".join(item.text.split()) in title
    return item.level in (1, 2) or (plain and named)


def _trimmed(items: Sequence[Item], kept: list[int], parts: _Parts, title: str) -> list[int]:
    """Without the lines of the site before the text and behind it, and what is said twice at the opening."""
    spoken = [i for i in kept if parts.speaks[i] and not _heads(items[i], title)]
    first, last = (spoken[0], spoken[-1]) if spoken else (len(items), -1)
    found: list[int] = []
    opening: set[str] = set()
    labels = Counter(item.area for item in items if isinstance(item, CellsRow) for cell in item.cells if _label(cell))
    for i in kept:
        item = items[i]
        if isinstance(item, CellsRow):
            if i < first and labels[item.area] >= _LABELS:
                continue
        elif _entry(item) or ((i < first or i > last) and _around(item)) or (i < first and _DATED.fullmatch(item.text)):
            continue
        elif len(found) < _OPENING and i <= first:
            if item.text in opening:
                continue
            opening.add(item.text)
        found.append(i)
    return found or kept


def _called(found: Sequence[Item], title: str) -> None:
    """Marks the title: lines of the opening that together are what the page is called, the name of the site aside."""
    longest = max(map(len, _PARTED.split(title)), default=0)
    for start in range(min(_OPENING, len(found)) if longest >= _TITLE else 0):
        lines: list[Block] = []
        for item in found[start : start + _LINES]:
            if not isinstance(item, Block) or item.links:
                break
            lines.append(item)
            said = "".join(line.text for line in lines).replace(" ", "")
            if said not in title:
                break
            if len(said) * 5 >= longest * 4:
                for number, line in enumerate(lines):
                    line.style, line.before = "title", LINE if number else line.before
                return


def speaks(item: Item) -> bool:
    """Whether an item says something: a sentence, a numbered heading, figures in a table."""
    own = size(item) - item.links
    if isinstance(item, CellsRow):
        said = [cell for cell in item.cells if cell]
        figures = any(c.isdigit() for cell in said[1:] for c in cell)
        return own > 0 and len(said) > 1 and figures and not any(map(_label, said))
    text = item.text
    if own < len(text) // 2 or pattern("around").match(text):
        return False
    if item.level in (1, 2) and TITLE.search(text[-30:]):
        return True
    number = parse_number(text)
    if number is not None and number.level < _SEVERAL and len(text) > len(number.text):
        return True
    return own >= _SHORT and bool(_SENTENCE.search(text) or (own >= _LONG and "，" in text))


def _link(item: Item) -> bool:
    return isinstance(item, Block) and item.links > 0 and item.links * 2 > len(item.text)


def _entry(block: Block) -> bool:
    """Whether a block is a line of a table of contents: a link to a place in the page, and no more."""
    return block.links >= len(block.text.replace(" ", "")) > 0 and not block.outside and not block.level


def _attached(item: Item) -> bool:
    return isinstance(item, Block) and bool(pattern("attached").match(item.text))


def _around(block: Block) -> bool:
    """Whether a block before or behind the text is of the site: where one is, when it was put there, a lone link."""
    text = block.text
    if _attached(block):
        return False
    return (
        bool(pattern("around").match(text)) or _about(text) or (block.links * 10 >= len(text) * 9 and not block.level)
    )


def _about(text: str) -> bool:
    """Whether a line says no more than when and by whom something was published, and how to print it."""
    if len(text) > 200:
        return False
    labels = 0
    for word in _WORDS.split(text):
        label, colon, value = word.partition("：") if "：" in word else word.partition(":")
        if pattern("label").fullmatch(label) and (colon or not value):
            labels += 1
        elif word and not pattern("value").fullmatch(word):
            return False
    return labels > 0


def _label(cell: str) -> bool:
    """Whether a cell is a label of a published document: 索引号, 发文机关."""
    return bool(pattern("document").match(cell))
