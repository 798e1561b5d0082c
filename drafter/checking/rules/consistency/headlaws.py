"""A head that says one figure and a body that says another, where what else the body tells decides.

The reader gains 成交价188万元：限价200万元，以236万元成交，节约12万元, where only 188 leaves 12 of 200, so that 236 was
copied; and 受理312件 above 受理的321件, where two digits changed places.

Limits: a head has one figure of its unit and the body does not repeat it; the change, the saving or the digits must
tell that the head's figure was meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import takewhile
from typing import NamedTuple

from drafter.checking.checks import rule
from drafter.checking.finding import Finding
from drafter.checking.page import Page
from drafter.claims.changes import claims
from drafter.claims.mention import Mention
from drafter.claims.mentions import mentions
from drafter.claims.text import Stretch
from drafter.language.interval import HUNDRED, Interval, verdict
from drafter.language.numbering import parse_number

#: A head is no longer than this, and its body is looked for so many paragraphs on.
_SHORT, _MOST = 40, 3
#: Digits that hardly agree by chance.
_DIGITS = 3
_UNFIT = ("difference", "growth", "average", "reached", "share", "of_last")
_ABOVE = re.compile("(?:溢价|增值|升值|超出|高出)(?:额|金额)?[了为达共计]{0,2}$")
_SAVED = re.compile(
    "(?:节约|节省|节支|结余|剩余|核减|审减|下浮|降低|压减)(?:资金|金额)?[了为达共计]{0,2}$|"
    "比(?:预算|控制价|限价|概算|计划)[价数]?(?:少|低|降低|减少|节约)[了为]?$"
)
#: What a figure counts: 提案126件, 126件提案.
_LAST, _NEXT = re.compile("[\u4e00-\u9fff]{2}(?=[为是共达有]{0,2}$)"), re.compile("^[\u4e00-\u9fff]{2}")
_BEHIND = 6


class _Head(NamedTuple):
    """The one figure of a head, where it stands, and what its body tells."""

    stretch: Stretch
    one: Mention
    body: Sequence[tuple[Stretch, Mention]]


@rule("heading-body")
def heads(page: Page) -> Iterator[Finding]:
    for head in _heads(page.stretches):
        body = [(stretch, one) for stretch, one in head.body if not one.figure.rough]
        if any(one.value == head.one.value and one.figure.unit == head.one.figure.unit for _, one in body):
            continue
        told = [(stretch, one) for stretch, one in body if _alike(head.one, one)]
        # 经费8.6万元：车辆7.2万元，接待1.4万元: figures under the head's are its parts, whatever else is told.
        parts = len(told) > 1 and all(one.value < head.one.value for _, one in told)
        parts = parts and not any(_ABOVE.search(one.left) for _, one in told)
        for stretch, one in told:
            decided = not parts and _decided(head, one, [each for _, each in body])
            if _turned(head, stretch, one) or decided:
                line, _ = page.reading.place(head.stretch.passage, head.one.figure.start)
                yield page.finding(
                    "heading-body", stretch, one.figure.start, one.figure.end, "headlaws.meant",
                    where=page.at(line), claimed=one.figure.text, computed=head.one.figure.text,
                )  # fmt: skip
                break


def _heads(stretches: Sequence[Stretch]) -> Iterator[_Head]:
    for at, stretch in enumerate(stretches):
        if stretch.kind not in ("heading", "paragraph") or not stretch.figures:
            continue
        found = mentions(stretch)
        colon = stretch.text.find("：", 0, _SHORT)
        if colon > 0:
            lead = [one for one in found if one.figure.end <= colon]
            if lead and lead[-1].figure.end == colon:
                yield from _head(stretch, lead, [(stretch, one) for one in found if one.figure.start > colon])
        numbered = stretch.kind == "heading" or parse_number(stretch.text) is not None
        if numbered and len(stretch.text) <= _SHORT:
            below = takewhile(_told, stretches[at + 1 : at + 1 + _MOST])
            yield from _head(stretch, found, [(one, each) for one in below for each in mentions(one)])


def _told(stretch: Stretch) -> bool:
    return stretch.kind == "paragraph" and not (parse_number(stretch.text) and len(stretch.text) <= _SHORT)


def _head(stretch: Stretch, lead: Sequence[Mention], body: Sequence[tuple[Stretch, Mention]]) -> Iterator[_Head]:
    told = [one for one in lead if one.figure.sort in ("money", "count", "people") and one.role not in _UNFIT]
    if len(told) == 1 and not (told[0].figure.rough or told[0].prior or told[0].rising) and body:
        yield _Head(stretch, told[0], body)


def _alike(head: Mention, one: Mention) -> bool:
    same = one.figure.unit == head.figure.unit and one.figure.sort == head.figure.sort
    return same and not (one.prior or one.rising or one.role in _UNFIT)


def _turned(head: _Head, stretch: Stretch, one: Mention) -> bool:
    """Whether two figures have the same digits in another order, and words in common beside them."""
    digits = [str(each.value.normalize().scaleb(9).to_integral_value()).rstrip("0") for each in (head.one, one)]
    same = len(digits[0]) >= _DIGITS and sorted(digits[0]) == sorted(digits[1]) and digits[0] != digits[1]
    if not same:
        return False
    near = one.left + stretch.text[one.figure.end : one.figure.end + _BEHIND]
    nouns = _LAST.findall(head.one.left) + _NEXT.findall(head.stretch.text[head.one.figure.end :][:_BEHIND])
    return any(noun in near for noun in nouns)


def _decided(head: _Head, one: Mention, body: Sequence[Mention]) -> bool:
    """Whether a saving or a change that the body tells follows from the head's figure and not from the body's."""
    others = [each for each in body if (each is not one and _alike(head.one, each)) or _base(head.one, each)]
    for by in body:
        more = by.figure.unit == one.figure.unit and _ABOVE.search(by.left)
        if by.figure.unit == one.figure.unit and (more or _SAVED.search(by.left)):
            apart = [
                [now.shown - each.shown if more else each.shown - now.shown for each in others if each is not by]
                for now in (head.one, one)
            ]
            fit = [any(not verdict(by.shown, change) for change in changes) for changes in apart]
            return fit[0] and not fit[1]
    for claim in claims(tuple(body)):
        rate = claim.rate
        if rate is not None and not (rate.figure.points or rate.figure.rough):
            bases = [each for each in others if each.prior or each.year]
            grown = [[_grew(now.shown, each.shown, rate, claim.sign) for each in bases] for now in (head.one, one)]
            return any(grown[0]) and not any(grown[1])
    return False


def _base(head: Mention, each: Mention) -> bool:
    return each.prior and each.figure.unit == head.figure.unit and not each.rising


def _grew(now: Interval, before: Interval, rate: Mention, sign: int) -> bool:
    change = now - before if sign > 0 else before - now
    share = change.over(before) if before.low > 0 else None
    return share is not None and share.mid > Decimal(0) and not verdict(rate.shown, share.scaled(HUNDRED))
