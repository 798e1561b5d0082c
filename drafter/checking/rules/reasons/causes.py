"""Causes that go the other way, by their families: what leaves more unspent, what makes more be spent, what was there
and
what is said to have been missing.

The reader gains 决算数小于年初预算数的主要原因是年中追加, 结余上升……原因是加快了支付进度,
资金已足额下达……因资金未到位造成.

Limits: the families are words (`rules/text/causes.toml`); a cause that has a word of both is believed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.checks import rule
from drafter.checking.finding import Finding
from drafter.checking.page import Page
from drafter.claims.text import Stretch

#: A cause, and what it is the cause of, are no longer than this.
_LONG = 120
_SENTENCE = re.compile("[。；]")


@rule("direction-reason")
def families(page: Page) -> Iterator[Finding]:
    rows = [
        (re.compile(row["effect"]), re.compile("|".join(row["against"])), re.compile("|".join(row["with"])))
        for row in page.words("causes", "family")
    ]
    marks = re.compile("|".join(page.words("direction", "marks")))
    for stretch in page.stretches:
        if stretch.kind not in ("paragraph", "heading"):
            continue
        for because in marks.finditer(stretch.text):
            start, end = _around(stretch, because)
            said = stretch.text[start : because.start()]
            for effect, against, with_ in rows:
                told = list(effect.finditer(said))
                if not told or with_.search(stretch.text, because.end(), end):
                    continue
                hit = against.search(stretch.text, because.end(), end)
                if hit is not None:
                    yield page.finding(
                        "direction-reason", stretch, because.start(), hit.end(), "causes.families", claimed=hit[0],
                        computed=told[-1][0],
                    )  # fmt: skip
                    break


def _around(stretch: Stretch, because: re.Match[str]) -> tuple[int, int]:
    """From the sentence before the cause (where 原因 opens its own) to the end of the cause."""
    low = max(0, because.start() - 2 * _LONG)
    start = max(stretch.text.rfind(mark, low, because.start()) for mark in "。；") + 1
    if because.start() - start < 12:
        start = max(stretch.text.rfind(mark, low, max(0, start - 1)) for mark in "。；") + 1
    far = min(len(stretch.text), because.end() + _LONG)
    end = _SENTENCE.search(stretch.text, because.end(), far)
    return max(start, because.start() - _LONG), end.start() if end else far


@rule("direction-reason")
def opposed(page: Page) -> Iterator[Finding]:
    """资金已足额下达 found, and 完全由于资金未到位 said, of one thing in one paragraph."""
    for stretch in page.paragraphs:
        for row in page.words("causes", "opposed"):
            first = re.search(row["was"], stretch.text)
            second = re.search(row["said"], stretch.text) if first else None
            if (
                first is None
                or second is None
                or re.search(row["unless"], stretch.text[second.start() : second.end() + 12])
            ):
                continue
            yield page.finding(
                "direction-reason", stretch, second.start(), second.end(), "causes.opposed", claimed=second[0],
                computed=first[0],
            )  # fmt: skip
