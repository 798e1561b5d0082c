"""One thing told twice: two paragraphs of a section, or two rows of a table, with one name and the same figures.

The reader gains the paragraph that was pasted once too often, which makes every total wrong that was counted from it.

Limits: paragraphs count as the same only within one section, and when a name and two figures stand in them; a name told
twice with different amounts is a hint, since two payments may share a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias

from drafter.checking.finding import Finding
from drafter.checking.grids import Grid, columns, grids
from drafter.checking.mentions import mentions, within
from drafter.checking.page import Page, Stretch
from drafter.checking.registry import rule
from drafter.checking.series import Item, Series, bare, named, series
from drafter.checking.text.tables import figure as cell_figure
from drafter.language.numbering import parse_number

#: Fewer characters before its first amount do not name a project.
_NAMED = 5
_LONGEST = 120
#: So many figures, and so many of them with decimals, are not the same by chance.
_FIGURES, _DECIMALS = 4, 2
_ITEM = re.compile(r"（[一二三四五六七八九十\d]{1,3}）|(?:^|(?<=[。；]))\d{1,2}[.．、]|[一二三四五六七八九十]是")
Key: TypeAlias = "tuple[object, ...]"


@rule("duplicate-item")
def items(page: Page) -> Iterator[Finding]:
    for first, again, name in twins(page):
        line, _ = page.reading.place(first.passage)
        end = min(len(again.text), _LONGEST)
        if again.kind == "cell":
            message = f"“{name}”一行与第{line}行名称和金额都相同，请核对是否重复"
        else:
            message = f"“{name}”在第{line}行已经写过，名称和金额都相同，请核对是否重复"
        yield page.finding("duplicate-item", again, 0, end, message)


def twins(page: Page) -> list[tuple[Stretch, Stretch, str]]:
    """Pairs of (first, again, name) of what is told twice; kept with the page."""
    known: list[tuple[Stretch, Stretch, str]] | None = page.__dict__.get("_twins")
    if known is None:
        known = page.__dict__["_twins"] = [*_paragraphs(page), *_rows(page)]
    return known


def _paragraphs(page: Page) -> Iterator[tuple[Stretch, Stretch, str]]:
    seen: dict[Key, Stretch] = {}
    for stretch in page.paragraphs:
        number = parse_number(stretch.text)
        found = [one for one in mentions(stretch) if not number or one.figure.start >= len(number.text)]
        amount = next((one for one in found if one.figure.sort == "money" and one.value > 0), None)
        if len(found) < 2 or amount is None or amount.figure.start > _LONGEST:
            continue
        lead = stretch.text[len(number.text) if number else 0 : amount.figure.start]
        section = stretch.section
        if _words(lead) < _NAMED:
            continue
        keys: list[Key] = [(section, lead, tuple((one.value, one.figure.unit) for one in found))]
        name = lead.partition("：")[0] if "：" in lead else named(lead)
        money = tuple(one.value for one in found if one.figure.sort == "money")
        if _words(name) >= _NAMED and len(money) > 1:
            # Told in other words: one name, and the same budget and spending.
            keys.append((section, bare(name), money[:2]))
        first = next((seen[key] for key in keys if key in seen), None)
        if first is not None:
            yield first, stretch, name or lead[-20:]
        for key in keys:
            seen.setdefault(key, stretch)


def _words(text: str) -> int:
    return sum("\u4e00" <= c <= "\u9fff" for c in text)


def _rows(page: Page) -> Iterator[tuple[Stretch, Stretch, str]]:
    for grid in grids(page):
        yield from _grid(grid)


def _grid(grid: Grid) -> Iterator[tuple[Stretch, Stretch, str]]:
    roles = columns(grid[0])
    kept = [i for i, column in roles.items() if column.role != "number"]
    seen: dict[Key, tuple[Stretch, tuple[str, ...]]] = {}
    for row in grid[1:]:
        cells = [row[i] for i in kept if i < len(row)]
        name = next((cell for cell in cells if _words(cell.text) >= 3), None)
        figures = [cell_figure(cell) for cell in cells]
        amounts = tuple((i, one.value, one.unit) for i, one in enumerate(figures) if one is not None)
        if name is None or sum(1 for _, value, _ in amounts if value > 0) < 2:
            continue
        texts = tuple(
            cell.text.replace(" ", "")
            for cell, one in zip(cells, figures, strict=True)
            if one is None and cell is not name
        )
        key = (name.text.replace(" ", ""), amounts)
        if key not in seen:
            seen[key] = (name, texts)
        elif _agree(seen[key][1], texts):
            yield seen[key][0], name, name.text


def _agree(texts: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Whether the other cells of two rows say the same; one may be left empty."""
    return all(not one or not other or one == other for one, other in zip(texts, others, strict=False))


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
                "duplicate-item", stretch, start, min(end, start + _LONGEST),
                f"{len(own)}个数与第{line}行的“{_bare(lead)[-16:]}”全都一样，请核对是否只换了名称", certain=False,
            )  # fmt: skip


def _start(stretch: Stretch, start: int, end: int) -> int:
    return within(mentions(stretch), start, end)[0].figure.start


def _bare(lead: str) -> str:
    """The words that name an item, without its number."""
    return _ITEM.sub("", lead).strip("，。：:、 ")


@rule("duplicate-name")
def names(page: Page) -> Iterator[Finding]:
    done: set[str] = {bare(name) for _, _, name in twins(page)}
    for one in series(page):
        again = _again(one, done)
        if not again:
            continue
        first, second = again[0]
        line, _ = page.reading.place(first.stretch.passage)
        listed = "".join(f"“{item.name}”" for _, item in again[:4])
        more = f"等{len(again)}个名称" if len(again) > 4 else ""
        amounts = "，金额不同" if one.kind != "list" else ""
        done.update(bare(item.name) for _, item in again)
        text = second.stretch.text
        start = text.find(second.name)
        end = start + len(second.name) if start >= 0 else min(len(text), _LONGEST)
        yield page.finding(
            "duplicate-name", second.stretch, max(0, start), end,
            f"{listed}{more}各写了两次{amounts}（首见第{line}行），是两笔的请在名称上分开",
        )  # fmt: skip


def _again(one: Series, done: set[str]) -> list[tuple[Item, Item]]:
    """The items whose name was told before, each with the first of that name."""
    seen: dict[str, Item] = {}
    found: dict[str, tuple[Item, Item]] = {}
    for name, item in zip(one.names, one.items, strict=True):
        if len(name) < 3 or name in done or name in found:
            continue
        if name in seen:
            found[name] = (seen[name], item)
        seen.setdefault(name, item)
    return list(found.values())
