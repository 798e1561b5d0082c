"""One thing, two figures: the same name, role and year with two values, and headings that say another figure than their
text.

The reader gains the figure that was put right in one place only.

Limits: a key told with three values or more is taken for a pattern that many items share; figures of one sentence are
not held against each other; where two accounts (财政拨款, 一般公共预算) may be meant, the words of the headings must
agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.checks import rule
from drafter.checking.finding import Finding
from drafter.checking.page import Page
from drafter.claims.labels import label, substance, year_of
from drafter.claims.mention import Mention
from drafter.claims.mentions import mentions
from drafter.claims.statements import Key, Said
from drafter.claims.text import Stretch
from drafter.language.interval import verdict
from drafter.wording import Wording, word

_SHORT = 34
_CLOSED = ("", "。", "：", "；")
_INNER = re.compile(r"其中|包括|包含|含")
_MOST = 40
_UNFIT = ("difference", "growth", "average", "reached", "share", "of_last")


@rule("two-figures")
def twice(page: Page) -> Iterator[Finding]:
    items = {item.stretch: number for number, one in enumerate(page.series) for item in one.items}
    by_key: dict[Key, list[Said]] = {}
    for one in page.statements:
        by_key.setdefault(one.key, []).append(one)
    for key, found in by_key.items():
        if len(found) < 2 or (not key[0] and not key[1]):
            continue
        values = _values(found)
        if len(values) != 2:
            continue
        # What is told more often is taken for right; else what is told first.
        usual, odd = sorted(values, key=len, reverse=True)
        pair = next(((one, other) for other in odd for one in usual if _apart(one, other, items)), None)
        if pair is None:
            continue
        known, other = pair
        line, _ = page.reading.place(known.stretch.passage, known.mention.figure.start)
        figure = other.mention.figure
        yield page.finding(
            "two-figures", other.stretch, figure.start, figure.end, "twofigures.twice", name=_called(known),
            where=page.at(line), claimed=figure.text, computed=known.mention.figure.text,
            certain=known.only and other.only,
        )  # fmt: skip


def _values(found: list[Said]) -> list[list[Said]]:
    """The figures grouped by value: those that rounding may make one belong together."""
    groups: list[list[Said]] = []
    for one in found:
        for group in groups:
            if _same(group[0].mention, one.mention):
                group.append(one)
                break
        else:
            groups.append([one])
            if len(groups) > 2:
                break
    return groups


def _same(one: Mention, other: Mention) -> bool:
    """Whether rounding may make two figures one; one more in the second decimal or beyond is rounding too."""
    first, second = one.shown, other.shown
    if min(one.figure.decimals, other.figure.decimals) > 1:
        return first.low <= second.high and second.low <= first.high
    return first.mid == second.mid or (first.low < second.high and second.low < first.high)


def _apart(one: Said, other: Said, items: dict[Stretch, int]) -> bool:
    """Whether two figures are two statements: not of one sentence, nor of two projects of one series."""
    if one.stretch is not other.stretch:
        return one.stretch not in items or items[one.stretch] != items.get(other.stretch)
    clear = (one.named and other.named) or (one.only and other.only)
    return one.mention.sentence != other.mention.sentence and clear


def _called(one: Said) -> Wording:
    name = one.name or one.mention.cue
    return word("twofigures.called", name=name[-24:]) if name else word("twofigures.one")


@rule("heading-body")
def headings(page: Page) -> Iterator[Finding]:
    stretches = page.stretches
    for at, stretch in enumerate(stretches):
        if not stretch.figures:
            continue
        if stretch.kind == "heading":
            # Down to the next heading; what stands under a lower one tells of something else.
            body = []
            for other in stretches[at + 1 : at + 1 + _MOST]:
                if other.kind != "paragraph":
                    break
                body.append(other)
            yield from _against(
                page, stretch, mentions(stretch), [one for part in body for one in mentions(part)], body
            )
        elif stretch.kind == "paragraph" and len(stretch.sentences) > 1 and stretch.sentences[0][1] <= _SHORT:
            found = mentions(stretch)
            lead = tuple(one for one in found if one.sentence == 0 and one.figure.sort)
            # 1.办公费56.12万元。 at the head of its paragraph: a name, an amount and nothing else.
            named = len(lead) == 1 and substance(label(lead[0])[0]) and "，" not in stretch.text[: lead[0].figure.start]
            if named and stretch.text[lead[0].figure.end : stretch.sentences[0][1]] in _CLOSED:
                yield from _against(page, stretch, lead, [one for one in found if one.sentence > 0], [stretch])


def _against(
    page: Page, stretch: Stretch, lead: tuple[Mention, ...], told: list[Mention], body: list[Stretch]
) -> Iterator[Finding]:
    """The one amount of a heading against the amounts of its body."""
    amounts = [one for one in lead if one.figure.sort == "money"]
    if len(amounts) != 1 or not told:
        return
    claim = amounts[0]
    if claim.figure.rough or claim.role in _UNFIT or claim.prior:
        return
    fit = [one for one in told if one.figure.sort == "money" and not one.prior and one.role not in _UNFIT]
    if not fit or any(_same(one, claim) for one in fit) or any(one.figure.rough for one in fit[:1]):
        return
    name, role = label(claim)
    first = fit[0]
    place = next((part for part in body if first in mentions(part)), body[0])
    years = {year_of(stretch, claim, 0), year_of(place, first, 0)}
    start, _ = place.sentence_at(first.figure.start)
    if _INNER.search(place.text, start, first.figure.start):
        return
    if not _about(first, name, role) or len(years - {-1}) > 1:
        return
    if stretch.kind != "heading" and not substance(label(first)[0]):
        return
    # 56.12万元 over two amounts that make it: the body tells the parts.
    total = fit[0].shown
    for one in fit[1:8]:
        total = total + one.shown
        if not verdict(claim.shown, total):
            return
    line, _ = page.reading.place(place.passage, first.figure.start)
    what = "标题" if stretch.kind == "heading" else "段首"
    yield page.finding(
        "heading-body", stretch, claim.figure.start, claim.figure.end, "twofigures.heading", what=what,
        where=page.at(line), claimed=claim.figure.text, computed=first.figure.text,
        certain=bool(substance(name)) and substance(name) in label(first)[0],
    )  # fmt: skip


def _about(one: Mention, name: str, role: str) -> bool:
    """Whether a figure of the body may be the one that the heading says."""
    own, own_role = label(one)
    if role and own_role and role != own_role:
        return False
    if not role and own_role not in ("", "spent"):
        return False
    return not substance(own) or substance(name) in own or own in name
