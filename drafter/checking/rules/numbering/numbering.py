"""The numbers of headings and lists: gaps, repeats, 1…11 and then 7, a list of one, items run into one paragraph.

The reader gains a report whose structure holds (GB/T 9704-2012, 7.3.3: 一、 then （一） then 1. then （1）).

Limits: a text that numbers in an order of its own (1、 above （一）) is asked for gaps only; what a list lacks is
looked for in the words between its neighbours before it is called missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.checks import rule
from drafter.checking.finding import Finding
from drafter.checking.page import Page
from drafter.claims.numbered import INSIDE, NumberedUnit
from drafter.language.numerals import ROW, numeral
from drafter.wording import Wording, word

#: A number so far on is no number of this row.
_FAR = 20


class _Scopes:
    """The last item of each rank that is still open, the values at which earlier rows ended, and those at which a row
    was left for another in the same numbers."""

    def __init__(self) -> None:
        self.open: dict[int, NumberedUnit] = {}
        self.ended: dict[int, set[int]] = {}
        self.held: dict[int, set[int]] = {}

    def close(self, above: int) -> list[NumberedUnit]:
        """End the rows of ranks beyond `above`; they are given back."""
        gone = [self.open.pop(rank) for rank in sorted(self.open) if rank > above]
        for item in gone:
            self.ended.setdefault(item.rank, set()).add(item.last)
            self.held.pop(item.rank, None)
        return gone

    def explains(self, rank: int, value: int) -> bool:
        """Whether an earlier row ended right before `value`: numbers may run through several sections."""
        return value - 1 in self.ended.get(rank, ())


@rule("numbering")
def numbering(page: Page) -> Iterator[Finding]:
    found = page.numbered
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
                    yield _finding(page, item, word("numbering.first", number=item.text, missing=missing), None)
        elif item.value != before.last + 1:
            yield from _break(page, before, item, scopes, 1 if own_order else 2)
            if item.value == 1:
                # A list that begins anew under （二） in the same numbers: （三） goes on from there.
                scopes.held.setdefault(item.rank, set()).add(before.last)
        scopes.open[item.rank] = item
        started = True


def _break(page: Page, before: NumberedUnit, item: NumberedUnit, scopes: _Scopes, strict: int) -> Iterator[Finding]:
    """What is wrong where `item` does not follow `before`."""
    value, last = item.value, before.last
    if value == 1:
        # Lists begin anew wherever they like; headings that say 一、 twice running do not.
        if last == 1 and item.rank <= strict and item.heading and before.heading:
            yield _finding(page, item, word("numbering.twice", number=item.text), before)
    elif value <= last and value - 1 in scopes.held.get(item.rank, ()):
        return
    elif value == last:
        yield _finding(page, item, word("numbering.twice", number=item.text), before)
    elif scopes.explains(item.rank, value):
        return
    elif value > last:
        wide = value - last > _FAR
        missing = [one for one in range(last + 1, value) if not wide and not _between(page, before, item, one)]
        if missing:
            shown = [f"“{_shown(item, one)}”" for one in missing]
            lacks = tuple(shown if len(shown) <= 3 else [shown[0], "…", shown[-1]])
            yield _finding(page, item, word("numbering.gap", before=before.text, number=item.text, lacks=lacks), before)
    else:
        said = word("numbering.back", before=_shown(item, last), number=item.text)
        yield _finding(page, item, said, before)


def _shown(item: NumberedUnit, value: int) -> str:
    """The number of an item with another value."""
    if item.rank in (3, 4):
        return re.sub(r"\d+", str(value), item.text)
    if item.rank == 5:
        return chr(ord("①") + value - 1)
    return re.sub(f"[{ROW}百]+", numeral(value), item.text, count=1)


def _between(page: Page, before: NumberedUnit | None, item: NumberedUnit, value: int) -> bool:
    """Whether the number `value` stands somewhere in the text before `item` (since `before`), only not at the opening
    of a paragraph."""
    end = item.stretch.passage.origin(0)
    start = before.stretch.passage.origin(0) if before else max(0, end - 600)
    bare = _shown(item, value).strip("、.．（）() 第部分章")
    behind = {1: "[、.．]", 2: "[)）]", 3: r"[、.．)）](?:(?!\d)|(?=20\d\d))", 4: "[)）]"}.get(item.rank, "")
    return (
        re.search(rf"(?<![\d一二三四五六七八九十]){bare}\s?{behind}", page.reading.source.text[start:end]) is not None
    )


def _finding(page: Page, item: NumberedUnit, message: Wording, before: NumberedUnit | None) -> Finding:
    if before is not None:
        line, _ = page.reading.place(before.stretch.passage)
        message = word("numbering.before", message=message, where=page.at(line))
    return page.finding("numbering", item.stretch, 0, len(item.text.rstrip()), message)


@rule("list-single")
def single(page: Page) -> Iterator[Finding]:
    """A list of one: closed by what follows it, so that a text cut off in the middle is not blamed."""
    found = page.numbered
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
                    "list-single", one.stretch, 0, len(one.text.rstrip()), "numbering.single", item=one.text,
                )  # fmt: skip
        if item is not None:
            scopes.open[item.rank] = item


@rule("list-run-in")
def run_in(page: Page) -> Iterator[Finding]:
    for item in page.numbered:
        if item is None or item.last == item.value:
            continue
        match = INSIDE[item.rank].search(item.stretch.text, len(item.text))
        while match and int(match["n"]) != item.value + 1:
            match = INSIDE[item.rank].search(item.stretch.text, match.end())
        if match:
            count = item.last - item.value + 1
            yield page.finding(
                "list-run-in", item.stretch, match.start("n"), match.end(), "numbering.run_in", count=count,
            )  # fmt: skip
