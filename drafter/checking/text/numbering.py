"""The numbers of headings and lists: gaps, repeats, 1…11 and then 7, a list of one, items run into one paragraph.

The reader gains a report whose structure holds (GB/T 9704-2012, 7.3.3: 一、 then （一） then 1. then （1）).

Limits: a text that numbers in an order of its own (1、 above （一）) is asked for gaps only; what a list lacks is
looked for in the words between its neighbours before it is called missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from drafter.checking.finding import Finding
from drafter.checking.page import Page, Stretch
from drafter.checking.registry import rule
from drafter.language.numbering import parse_number
from drafter.language.numerals import ROW, numeral
from drafter.reading.layout import TITLE

#: A second item within a paragraph: its number stands right behind a full stop or a semicolon.
_INSIDE = {
    3: re.compile(r"(?<=[。；;])\s?(?P<n>\d{1,2})[.．、](?!\d)"),
    4: re.compile(r"(?<=[。；;])\s?[（(](?P<n>\d{1,2})[）)]"),
}
#: 一、二季度 is no item.
_WORD = re.compile(r"[二三四五六七八九十]{1,2}[、级季类等期批]|\d")
#: A number so far on is no number of this row.
_FAR = 20
#: 一、新收申请数量 35 0 35: a row of a table.
_CELLS = re.compile(r"(?:\s+(?:-?\d[\d,.]*[%％]?|[—－-]|/)){2,40}\s*$")
_ATTACHMENT = re.compile(r"附件\d{0,2}[：:]?$|附[：:]")


class Item(NamedTuple):
    """A numbered heading or paragraph: `rank` 0 (第一部分) to 5 (①), its first `value`, the `last` one that its
    paragraph goes on to (two items run in), and its number as written."""

    stretch: Stretch
    rank: int
    value: int
    last: int
    text: str

    @property
    def heading(self) -> bool:
        return self.stretch.kind == "heading"


def items(page: Page) -> list[Item | None]:
    """The numbered stretches in order; None where numbering begins anew (a heading without a number, an attachment)."""
    known: list[Item | None] | None = page.__dict__.get("_items")
    if known is None:
        known = page.__dict__["_items"] = [one for stretch in page.stretches for one in _item(stretch)]
    return known


def _item(stretch: Stretch) -> Iterator[Item | None]:
    if stretch.kind not in ("heading", "paragraph"):
        return
    number = parse_number(stretch.text)
    if number is None or not number.value:
        anew = stretch.kind == "heading" or _ATTACHMENT.match(stretch.text)
        if anew or (len(stretch.text) <= 40 and TITLE.search(stretch.text)):
            yield None
        return
    rest = stretch.text[len(number.text) :]
    if _CELLS.search(rest):
        return
    if "、" in number.text and _WORD.match(rest) and not re.match(r"20\d\d", rest):
        return
    rank = 0 if number.text[0] == "第" else 5 if number.text[0] in "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳" else number.level
    last = number.value
    for match in _INSIDE[rank].finditer(stretch.text) if rank in _INSIDE and stretch.kind == "paragraph" else ():
        if int(match["n"]) == last + 1:
            last += 1
    yield Item(stretch, rank, number.value, last, number.text)


class _Scopes:
    """The last item of each rank that is still open, and the values at which earlier rows ended."""

    def __init__(self) -> None:
        self.open: dict[int, Item] = {}
        self.ended: dict[int, set[int]] = {}

    def close(self, above: int) -> list[Item]:
        """End the rows of ranks beyond `above`; they are given back."""
        gone = [self.open.pop(rank) for rank in sorted(self.open) if rank > above]
        for item in gone:
            self.ended.setdefault(item.rank, set()).add(item.last)
        return gone

    def explains(self, rank: int, value: int) -> bool:
        """Whether an earlier row ended right before `value`: numbers may run through several sections."""
        return value - 1 in self.ended.get(rank, ())


@rule("numbering")
def numbering(page: Page) -> Iterator[Finding]:
    found = items(page)
    numbered = [item for item in found if item is not None]
    if not numbered:
        return
    own_order = numbered[0].rank > min(item.rank for item in numbered)
    scopes, started = _Scopes(), False
    for item in found:
        if item is None:
            scopes.close(-1)
            continue
        scopes.close(item.rank)
        before = scopes.open.get(item.rank)
        if before is None:
            if (
                item.value > 1
                and item.heading
                and started
                and not own_order
                and not scopes.explains(item.rank, item.value)
            ):
                missing = _shown(item, item.value - 1)
                if not _between(page, None, item, item.value - 1):
                    yield _finding(page, item, f"“{item.text}”前面没有“{missing}”", None)
        elif item.value != before.last + 1:
            yield from _break(page, before, item, scopes, 1 if own_order else 2)
        scopes.open[item.rank] = item
        started = True


def _break(page: Page, before: Item, item: Item, scopes: _Scopes, strict: int) -> Iterator[Finding]:
    """What is wrong where `item` does not follow `before`."""
    value, last = item.value, before.last
    if value == 1:
        # Lists begin anew wherever they like; headings that say 一、 twice running do not.
        if last == 1 and item.rank <= strict and item.heading and before.heading:
            yield _finding(page, item, f"“{item.text}”出现了两次，请核对序号", before)
    elif value == last:
        yield _finding(page, item, f"“{item.text}”出现了两次，请核对序号", before)
    elif scopes.explains(item.rank, value):
        return
    elif value > last:
        wide = value - last > _FAR
        missing = [one for one in range(last + 1, value) if not wide and not _between(page, before, item, one)]
        if missing:
            shown = [f"“{_shown(item, one)}”" for one in missing]
            said = "、".join(shown if len(shown) <= 3 else [shown[0], "…", shown[-1]])
            yield _finding(page, item, f"“{before.text}”之后是“{item.text}”，缺{said}", before)
    else:
        yield _finding(page, item, f"“{_shown(item, last)}”之后又是“{item.text}”，请核对序号", before)


def _shown(item: Item, value: int) -> str:
    """The number of an item with another value."""
    if item.rank in (3, 4):
        return re.sub(r"\d+", str(value), item.text)
    if item.rank == 5:
        return chr(ord("①") + value - 1)
    return re.sub(f"[{ROW}百]+", numeral(value), item.text, count=1)


def _between(page: Page, before: Item | None, item: Item, value: int) -> bool:
    """Whether the number `value` stands somewhere in the text before `item` (since `before`), only not at the opening
    of a paragraph."""
    end = item.stretch.passage.origin(0)
    start = before.stretch.passage.origin(0) if before else max(0, end - 600)
    bare = _shown(item, value).strip("、.．（）() 第部分章")
    behind = {1: "[、.．]", 2: "[)）]", 3: r"[、.．)）](?:(?!\d)|(?=20\d\d))", 4: "[)）]"}.get(item.rank, "")
    return (
        re.search(rf"(?<![\d一二三四五六七八九十]){bare}\s?{behind}", page.reading.source.text[start:end]) is not None
    )


def _finding(page: Page, item: Item, message: str, before: Item | None) -> Finding:
    if before is not None:
        line, _ = page.reading.place(before.stretch.passage)
        message += f"（前一项在第{line}行）"
    return page.finding("numbering", item.stretch, 0, len(item.text.rstrip()), message)


@rule("list-single")
def single(page: Page) -> Iterator[Finding]:
    """A list of one: closed by what follows it, so that a text cut off in the middle is not blamed."""
    found = items(page)
    numbered = [item for item in found if item is not None]
    if not numbered or numbered[0].rank > min(item.rank for item in numbered):
        return
    scopes = _Scopes()
    for item in found:
        gone = scopes.close(item.rank) if item is not None else []
        if item is None:
            scopes.open.clear()
        for one in gone:
            if item is not None and one.last == 1 and one.rank >= 2 and not _between(page, one, item, 2):
                yield page.finding(
                    "list-single",
                    one.stretch,
                    0,
                    len(one.text.rstrip()),
                    f"“{one.text}”下面没有第二项；只有一项就不必编号",
                )
        if item is not None:
            scopes.open[item.rank] = item


@rule("list-run-in")
def run_in(page: Page) -> Iterator[Finding]:
    for item in items(page):
        if item is None or item.last == item.value:
            continue
        match = _INSIDE[item.rank].search(item.stretch.text, len(item.text))
        while match and int(match["n"]) != item.value + 1:
            match = _INSIDE[item.rank].search(item.stretch.text, match.end())
        if match:
            count = item.last - item.value + 1
            yield page.finding(
                "list-run-in", item.stretch, match.start("n"), match.end(), f"一段里排了{count}项，每项应当另起一段"
            )
