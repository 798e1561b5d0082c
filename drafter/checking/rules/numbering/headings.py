"""How headings and items are marked: 1、 for 1., (一) beside （一）, a level left out, a heading that ends in 。.

The reader gains headings of one cut (GB/T 9704-2012, 7.3.3). Each habit is one finding, with a count: it is mended in
one go.

Limits: a level is left out only where the same text uses it elsewhere; short reports go from 一、 to 1. rightly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.checks import rule
from drafter.checking.finding import Finding
from drafter.checking.page import Page
from drafter.checking.places import counted
from drafter.claims.numbered import NumberedUnit
from drafter.wording import Wording, row, word

_LEVELS = {1: "一、", 2: "（一）", 3: "1.", 4: "（1）"}


def _gathered(
    page: Page, code: str, found: list[NumberedUnit], message: Wording, start: int = 0, end: int = 0
) -> Iterator[Finding]:
    """One finding at the first of some items, which says how many there are."""
    if not found:
        return
    first = found[0]
    if len(found) > 1:
        message = counted(page, message, [(one.stretch, 0) for one in found])
    end = end or len(first.text.rstrip())
    yield page.finding(code, first.stretch, start, end, message)


@rule("number-mark")
def marks(page: Page) -> Iterator[Finding]:
    numbered = [item for item in page.numbered if item is not None]
    for pattern, message in page.words("headings", "marks").items():
        fits = re.compile(pattern)
        yield from _gathered(
            page, "number-mark", [one for one in numbered if fits.fullmatch(one.text)], row("headings", message, "")
        )
    for rank in (2, 4):
        half = [one for one in numbered if one.rank == rank and one.text[0] == "("]
        full = [one for one in numbered if one.rank == rank and one.text[0] == "（"]
        if half and full:
            yield from _gathered(
                page, "number-mark", half, word("headings.mixed", half=half[0].text, full=full[0].text)
            )
        elif half:
            yield from _gathered(page, "number-mark", half, word("headings.half", number=half[0].text))


@rule("level-jump")
def jumps(page: Page) -> Iterator[Finding]:
    found_items = [item for item in page.numbered if item is None or item.heading]
    headings = [item for item in found_items if item is not None]
    if not headings or headings[0].rank > min(item.rank for item in headings):
        return
    used = {item.rank for item in headings}
    found: list[NumberedUnit] = []
    skipped = 0
    above: NumberedUnit | None = None
    for item in found_items:
        if item is not None and above is not None:
            left = [rank for rank in range(above.rank + 1, item.rank) if rank in used]
        else:
            left = []
        if item is not None and left:
            found.append(item)
            skipped = skipped or left[0]
        above = item
    yield from _gathered(page, "level-jump", found, word("headings.skipped", level=_LEVELS.get(skipped, "")))


@rule("heading-end")
def ends(page: Page) -> Iterator[Finding]:
    marks = page.words("headings", "ends")
    numbered = {id(item.stretch): item for item in page.numbered if item is not None}
    found = []
    stretches = page.stretches
    for at, after in enumerate(stretches[1:]):
        item = numbered.get(id(stretches[at]))
        # A short item of a list, with nothing under it, is a sentence and may end like one.
        if item is None or not item.heading or item.stretch.text[-1] not in marks:
            continue
        # （三）基本支出：由下面两部分组成。 defines or tells: a sentence.
        if any(mark in item.stretch.text[:-1] for mark in "：:，。；"):
            continue
        below = numbered.get(id(after))
        if after.kind != "heading" if below is None else below.rank > item.rank:
            found.append(item)
    if found:
        size = len(found[0].stretch.text)
        yield from _gathered(page, "heading-end", found, word("headings.end"), size - 1, size)
