"""One thing told twice: two paragraphs of a section, or two rows of a table, with one name and the same figures.

The reader gains the paragraph that was pasted once too often, which makes every total wrong that was counted from it.

Limits: paragraphs count as the same only within one section, and when a name and two figures stand in them; a name told
twice with different amounts is a hint, since two payments may share a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias

from drafter.checking.checks import rule
from drafter.checking.finding import Finding
from drafter.checking.page import Page
from drafter.claims.cells import cell_figure as cell_figure
from drafter.claims.mentions import mentions, within
from drafter.claims.series import Series, ToldProject, bare
from drafter.claims.text import Stretch
from drafter.wording import NOTHING, word

_LONGEST = 120
#: So many figures, and so many of them with decimals, are not the same by chance.
_FIGURES, _DECIMALS = 4, 2
_ITEM = re.compile(r"（[一二三四五六七八九十\d]{1,3}）|(?:^|(?<=[。；]))\d{1,2}[.．、]|[一二三四五六七八九十]是")
Key: TypeAlias = "tuple[object, ...]"


@rule("duplicate-item")
def items(page: Page) -> Iterator[Finding]:
    for first, again, name in page.repeats:
        line, _ = page.reading.place(first.passage)
        end = min(len(again.text), _LONGEST)
        said = "duplicates.row" if again.kind == "cell" else "duplicates.item"
        yield page.finding("duplicate-item", again, 0, end, said, name=name, where=page.at(line))


@rule("duplicate-item")
def copies(page: Page) -> Iterator[Finding]:
    """Two items of other names with the very same figures: the second was copied and only its name changed."""
    seen: dict[Key, tuple[Stretch, int, int]] = {}
    for stretch in page.paragraphs:
        spans = stretch.sentences if len(_ITEM.findall(stretch.text)) > 1 else ((0, len(stretch.text)),)
        found = mentions(stretch)
        for start, end in spans:
            own = within(found, start, end)
            if len(own) < _FIGURES or sum(one.figure.decimals > 0 for one in own) < _DECIMALS:
                continue
            key = tuple((one.value, one.figure.unit) for one in own)
            first, low, high = seen.setdefault(key, (stretch, start, end))
            lead, other = first.text[low : _start(first, low, high)], stretch.text[start : own[0].figure.start]
            if (first, low) == (stretch, start) or _bare(lead) == _bare(other):
                continue
            line, _ = page.reading.place(first.passage, low)
            yield page.finding(
                "duplicate-item", stretch, start, min(end, start + _LONGEST), "duplicates.copies", count=len(own),
                where=page.at(line), item=_bare(lead)[-16:], certain=False,
            )  # fmt: skip


def _start(stretch: Stretch, start: int, end: int) -> int:
    return within(mentions(stretch), start, end)[0].figure.start


def _bare(lead: str) -> str:
    """The words that name an item, without its number."""
    return _ITEM.sub("", lead).strip("，。：:、 ")


@rule("duplicate-name")
def names(page: Page) -> Iterator[Finding]:
    done: set[str] = {bare(name) for _, _, name in page.repeats}
    for one in page.series:
        again = _again(one, done)
        if not again:
            continue
        first, second = again[0]
        line, _ = page.reading.place(first.stretch.passage)
        listed = "".join(f"“{item.name}”" for _, item in again[:4])
        more = word("duplicates.more", count=len(again)) if len(again) > 4 else NOTHING
        amounts = word("duplicates.amounts") if one.kind != "list" else NOTHING
        done.update(bare(item.name) for _, item in again)
        text = second.stretch.text
        start = text.find(second.name)
        end = start + len(second.name) if start >= 0 else min(len(text), _LONGEST)
        yield page.finding(
            "duplicate-name", second.stretch, max(0, start), end, "duplicates.names", listed=listed, more=more,
            amounts=amounts, where=page.at(line),
        )  # fmt: skip


def _again(one: Series, done: set[str]) -> list[tuple[ToldProject, ToldProject]]:
    """The items whose name was told before, each with the first of that name."""
    seen: dict[str, ToldProject] = {}
    found: dict[str, tuple[ToldProject, ToldProject]] = {}
    for name, item in zip(one.names, one.items, strict=True):
        if len(name) < 3 or name in done or name in found:
            continue
        if name in seen:
            found[name] = (seen[name], item)
        seen.setdefault(name, item)
    return list(found.values())
