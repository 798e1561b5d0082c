"""Accounts of the budget: the name of before a reform, and a use or a reason that is another account's.

The reader gains what copying from an old report, or from the item next to it, leaves behind.

Limits: accounts and projects whose name says what they are for, against the others of their
family; the year of a reform is that of the classification of government revenue and expenditure (政府收支分类科目), as
data.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from drafter.checking.checks import rule
from drafter.checking.finding import Finding
from drafter.checking.page import Page
from drafter.checking.places import gathered
from drafter.claims.full_text import EVERYWHERE
from drafter.language.numbering import parse_number
from drafter.wording import NOTHING, word

#: The name of an item stands in so many characters of its paragraph.
_HEAD = 80

#: A reason may be another account's; a use is not.
_REASON = re.compile("[因系]")


class Sibling(NamedTuple):
    """One of the things of a family: how an item of it is named, what its use is told with, and what more is its
    own."""

    family: str
    name: re.Pattern[str]
    use: re.Pattern[str]
    own: re.Pattern[str]


@rule("account-name")
def names(page: Page) -> Iterator[Finding]:
    text, year = page.full_text(EVERYWHERE), page.report_year.settled
    for old, told in page.words("accounts", "renamed").items():
        since, name = int(told[:4]), told[4:]
        if year < since and name not in text.text:
            continue
        places = list(text.find(old, names=False))
        both = word("accounts.both") if name in text.text else NOTHING
        if places:
            said = places[0].match[0]
            yield from gathered(
                page, "account-name", places, word("accounts.renamed", said=said, since=since, name=name, both=both),
            )  # fmt: skip


@cache
def _siblings(rows: tuple[tuple[str, ...], ...]) -> tuple[Sibling, ...]:
    return tuple(
        Sibling(family, re.compile(name), re.compile(use), re.compile("|".join(one for one in (use, more) if one)))
        for family, name, use, more in rows
    )


@rule("account-use")
def uses(page: Page) -> Iterator[Finding]:
    kinds = _siblings(tuple(map(tuple, page.words("accounts", "siblings"))))
    opening = re.compile("|".join(page.words("accounts", "uses")))
    for stretch in page.stretches:
        if stretch.kind not in ("paragraph", "heading"):
            continue
        start = opening.search(stretch.text)
        if start is None:
            continue
        head = stretch.text[: min(start.start(), _HEAD)]
        named = [(one, hit[0]) for one in kinds if (hit := one.name.search(head))]
        item = (
            re.search(r"[（(]项[）)]", head)
            or parse_number(head)
            or any(one.sort == "money" for one in stretch.figures)
        )
        if len({one.family for one, _ in named}) != 1 or len(named) > 1 or not item:
            continue
        (own, account), end = named[0], stretch.sentence_at(start.start())[1]
        reason = _REASON.search(start[0]) is not None
        # What it is for may go on in the next sentence; a reason is told in its own.
        end = max(end, len(stretch.text) if len(stretch.text) < 2 * _HEAD and not reason else end)
        if own.own.search(stretch.text, start.end(), end):
            continue
        others = (one for one in kinds if one.family == own.family and one is not own and not one.use.search(head))
        told = (hits for one in others if (hits := list(one.use.finditer(stretch.text, start.end(), end))))
        if hits := next(told, []):
            # A reason may be another's in one word (a car that a guest came in), not in two.
            certain = not reason or len({hit[0] for hit in hits}) > 1
            yield page.finding(
                "account-use", stretch, hits[0].start(), hits[0].end(), "accounts.uses",
                account=account, said=hits[0][0], certain=certain,
            )  # fmt: skip
