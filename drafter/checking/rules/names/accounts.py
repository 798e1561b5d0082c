"""Accounts of the budget: the name of before a reform, and a use or a reason that is another account's.

The reader gains what copying from an old report, or from the item next to it, leaves behind.

Limits: accounts whose name says what they are for; the year of a reform is that of the classification of government
revenue and expenditure (政府收支分类科目), as data.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.checks import rule
from drafter.checking.finding import Finding
from drafter.checking.page import Page
from drafter.checking.places import gathered
from drafter.claims.full_text import EVERYWHERE
from drafter.wording import NOTHING, word

#: The name of an item stands in so many characters of its paragraph.
_HEAD = 80


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


@rule("account-use")
def uses(page: Page) -> Iterator[Finding]:
    own = [(re.compile(name), re.compile(use)) for name, use in page.words("accounts", "own").items()]
    others = {re.compile(use): kind for use, kind in page.words("accounts", "others").items()}
    opening = re.compile("|".join(page.words("accounts", "uses")))
    for stretch in page.stretches:
        if stretch.kind not in ("paragraph", "heading"):
            continue
        start = opening.search(stretch.text)
        if start is None:
            continue
        head = stretch.text[: min(start.start(), _HEAD)]
        account = next(((hit[0], use) for name, use in own if (hit := name.search(head))), None)
        if account is None:
            continue
        _, stop = stretch.sentence_at(start.start())
        # The reason may stand in the next sentence: 增加2万元。主要原因是：……
        stop = max(stop, len(stretch.text) if len(stretch.text) < 2 * _HEAD else stop)
        if account[1].search(stretch.text, start.end(), stop):
            continue
        for use, kind in others.items():
            hit = use.search(stretch.text, start.end(), stop)
            if hit and kind not in head:
                yield page.finding(
                    "account-use", stretch, hit.start(), hit.end(), "accounts.uses",
                    account=account[0], said=hit[0], certain="用于" in start[0] or "支付" in start[0],
                )  # fmt: skip
                break
