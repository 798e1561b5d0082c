"""Growth and fall: the difference, the rate and the direction follow from this year's figure and last year's.

Limits: a rate on another basis (年均, 同口径, 分别) is not judged, nor one whose figures stand in another paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.checks import rule
from drafter.checking.finding import Finding
from drafter.checking.page import Page
from drafter.claims.changes import Claim, about, claims, currents, fits, pairs, rate_of, sensible, side_by_side
from drafter.claims.changes import near as told
from drafter.claims.mention import Mention
from drafter.claims.mentions import mentions
from drafter.claims.text import Stretch
from drafter.language.interval import HUNDRED, around, plain, rounded, verdict
from drafter.wording import word

_FAR = 80
#: 没有达到下降10%的目标: by how much it was to fall.
_AIMED = re.compile(r"(?:及?以上|以内)?的(?:年度|年初|全年|预期|预定|既定|考核)*(?:目标|要求|任务|指标|计划|规定)")


@rule("growth")
def growth(page: Page) -> Iterator[Finding]:
    apart, real = page.words("growth", "apart"), page.words("growth", "real")
    for stretch in page.stretches:
        if stretch.kind not in ("paragraph", "heading"):
            continue
        found = mentions(stretch)
        for claim in claims(found):
            one = claim.mention
            start, _ = stretch.sentence_at(one.figure.start)
            words = stretch.text[max(start, one.figure.start - 30) : one.figure.start]
            clause = stretch.text[_clause(stretch, one) : one.figure.start]
            if claim.rate and any(
                word in stretch.text[max(start, one.figure.start - _FAR) : one.figure.start] for word in real
            ):
                continue
            last = (claim.rate or claim.mention).figure.end
            if _named_aside(stretch, found, claim) or _AIMED.match(stretch.text, last):
                continue
            # 增速回落1.4个百分点 is the pace itself.
            passed = {"增速"} if claim.by is not None and claim.by.figure.points else set()
            if not any(word in clause or word in words[-12:] for word in apart if word not in passed):
                yield from _judge(page, stretch, found, claim)


def _named_aside(stretch: Stretch, found: tuple[Mention, ...], claim: Claim) -> bool:
    """饲料（增长87%）: a change in a bracket behind a name, without an amount, is that of what the name names."""
    first = (claim.by or claim.mention).figure.start
    if claim.rate:
        first = min(first, claim.rate.figure.start)
    opened = max(
        stretch.text.rfind("（", max(0, first - _FAR), first), stretch.text.rfind("(", max(0, first - _FAR), first)
    )
    if opened < 1 or any(mark in stretch.text[opened:first] for mark in "）)，；。"):
        return False
    told = claim.first > 0 and found[claim.first - 1].figure.end == opened
    return not told and "\u4e00" <= stretch.text[opened - 1] <= "\u9fff"


def _clause(stretch: Stretch, one: Mention) -> int:
    start = stretch.clauses[one.clause][0] if one.clause < len(stretch.clauses) else 0
    # A text without marks is one endless clause.
    return max(start, one.figure.start - _FAR)


def _judge(page: Page, stretch: Stretch, found: tuple[Mention, ...], claim: Claim) -> Iterator[Finding]:
    sort = claim.by.figure.sort if claim.by else ""
    yield from _turned(page, stretch, found, claim)
    both = [pair for pair in pairs(found, claim, sort, page.report_year.year) if about(claim, found, pair)]
    if claim.rate and not claim.by and both and both[0][0].figure.sort == "rate":
        yield from _points(page, stretch, claim, both)
        return
    if (pair := side_by_side(found, claim)) and about(claim, found, pair):
        yield from _against_pair(page, stretch, claim, *pair)
        return
    if any(fits(claim, now, before) == "" for now, before in both) or sensible(found, claim):
        return
    near = [now for now in currents(found, claim, sort) if not claim.by or now.value >= 0]
    if claim.by and claim.rate:
        rates = [(now, rate_of(now, claim)) for now in near]
        judged = [(now, said) for now, said in rates if said is not None]
        if any(not verdict(claim.rate.shown, said) for _, said in judged):
            return
        # What last year is said to have been may be the base as well, with this year's figure in another sentence.
        for now, before in both:
            share = claim.by.shown.over(before.shown)
            agrees = (now.value - before.value) * claim.sign >= 0
            if share and agrees and not verdict(claim.rate.shown, share.scaled(HUNDRED)):
                return
        # 上年投入112.6万元, and nothing said of this year: the base is there all the same.
        bases = [one for one in told(found, claim, sort) if one.prior and one.figure.unit == claim.by.figure.unit]
        if not near and len(bases) == 1:
            yield from _against_base(page, stretch, claim, bases[0])
            return
        if agreed := next(((now, before) for now, before in both if _by_fits(claim, now, before)), None):
            # The two figures and the difference agree: the rate does not.
            yield from _against_pair(page, stretch, claim, *agreed)
            return
    # What stands in another sentence may explain a claim; it contradicts one only where nothing else is told there.
    segment = claim.mention.segment
    if len({now.figure.start for now, _ in both}) > 1:
        both = [(now, before) for now, before in both if now.segment == segment]
    near = near if len(near) == 1 else [now for now in near if now.segment == segment]
    if both:
        yield from _against_pair(page, stretch, claim, *both[0])
    elif claim.by and claim.rate and near:
        yield from _against_current(page, stretch, claim, near[0])


def _by_fits(claim: Claim, now: Mention, before: Mention) -> bool:
    """Whether the difference follows from a pair, to three digits at least."""
    assert claim.by
    change = (now.shown - before.shown) if claim.sign > 0 else (before.shown - now.shown)
    told = len(str(claim.by.figure.shown).replace(".", "").strip("0")) > 2
    return told and bool(before.value) and not verdict(claim.by.shown, change)


def _turned(page: Page, stretch: Stretch, found: tuple[Mention, ...], claim: Claim) -> Iterator[Finding]:
    """减少123.4万元，增长2.13%: one change told in two directions."""
    after = found[claim.last + 1] if claim.last + 1 < len(found) else None
    if (
        not claim.by
        or claim.rate
        or claim.by.figure.points
        or not after
        or after.role != "growth"
        or after.figure.points
    ):
        return
    bare = after.left.strip("了约，、 ") == after.cue
    if (
        bare
        and after.rising == -claim.sign
        and after.sentence == claim.by.sentence
        and after.clause == claim.by.clause + 1
    ):
        start = after.figure.start - len(after.left)
        yield page.finding(
            "growth", stretch, start, after.figure.end, "growth.turned", by=claim.by.figure.text, claimed=after.cue,
            computed=claim.by.cue,
        )  # fmt: skip


def _against_pair(page: Page, stretch: Stretch, claim: Claim, now: Mention, before: Mention) -> Iterator[Finding]:
    one = claim.by or claim.mention
    change = now.value - before.value
    pair = word("growth.pair", before=before.figure.text, now=now.figure.text)
    if before.value == 0 and claim.rate:
        yield page.finding(
            "zero-base", stretch, claim.rate.figure.start, claim.rate.figure.end, "growth.zero",
            before=before.figure.text, claimed=claim.rate.figure.text,
        )  # fmt: skip
        return
    if change and (change > 0) != (claim.sign > 0):
        # An amount grows, a rate goes up.
        up, down = ("提高", "下降") if now.figure.sort == "rate" else ("增加", "减少")
        way = up if change > 0 else down
        yield page.finding(
            "growth", stretch, one.figure.start - len(one.left) + one.left.rfind(one.cue), one.figure.end,
            "growth.opposite", pair=pair, claimed=one.cue, computed=way,
            working=f"{now.figure.text} − {before.figure.text} {'>' if change > 0 else '<'} 0",
        )  # fmt: skip
        return
    said = fits(claim, now, before)
    if not said:
        return
    moved = now.shown - before.shown if claim.sign > 0 else before.shown - now.shown
    if claim.by and verdict(claim.by.shown, moved):
        value = claim.by.like(abs(change))
        yield page.finding(
            "growth", stretch, claim.by.figure.start, claim.by.figure.end, "growth.difference", pair=pair,
            claimed=claim.by.figure.text, computed=value, working=f"{_shown(now, before)} = {value}",
            certain=said == "wrong",
        )  # fmt: skip
    elif claim.rate and before.value > 0:
        value = rounded(abs(change) / before.value * HUNDRED, max(2, claim.rate.figure.decimals)) + "%"
        yield page.finding(
            "growth", stretch, claim.rate.figure.start, claim.rate.figure.end, "growth.rate", pair=pair,
            claimed=claim.rate.figure.text, computed=value,
            working=f"({_shown(now, before)}) ÷ {before.figure.shown} = {value}", certain=said == "wrong",
        )  # fmt: skip


def _shown(now: Mention, before: Mention) -> str:
    high, low = (now, before) if now.value >= before.value else (before, now)
    return f"{high.figure.text} − {low.figure.text}"


def _against_current(page: Page, stretch: Stretch, claim: Claim, now: Mention) -> Iterator[Finding]:
    assert claim.by and claim.rate
    computed = rate_of(now, claim)
    if computed is None or now.clause < claim.by.clause - 4:
        return
    said = verdict(claim.rate.shown, computed)
    if not said:
        return
    value = rounded(computed.mid, max(2, claim.rate.figure.decimals)) + "%"
    sign = "−" if claim.sign > 0 else "＋"
    before = claim.by.like(now.value - claim.by.value * claim.sign)
    yield page.finding(
        "growth", stretch, claim.rate.figure.start, claim.rate.figure.end, "growth.against_current",
        now=now.figure.text, sign=sign, by=claim.by.figure.text, before=before, claimed=claim.rate.figure.text,
        computed=value,
        working=f"{claim.by.figure.text} ÷ ({now.figure.text} {sign} {claim.by.figure.text}) = {value}",
        certain=said == "wrong",
    )  # fmt: skip


def _against_base(page: Page, stretch: Stretch, claim: Claim, before: Mention) -> Iterator[Finding]:
    assert claim.by and claim.rate
    share = claim.by.shown.over(before.shown)
    said = verdict(claim.rate.shown, share.scaled(HUNDRED)) if share else ""
    if share is None or not said or claim.by.segment != before.segment:
        return
    value = rounded(share.mid * HUNDRED, max(2, claim.rate.figure.decimals)) + "%"
    yield page.finding(
        "growth", stretch, claim.rate.figure.start, claim.rate.figure.end, "growth.against_base",
        by=claim.by.figure.text, before=before.figure.text, claimed=claim.rate.figure.text, computed=value,
        working=f"{claim.by.figure.text} ÷ {before.figure.text} = {value}", certain=said == "wrong",
    )  # fmt: skip


def _points(page: Page, stretch: Stretch, claim: Claim, both: list[tuple[Mention, Mention]]) -> Iterator[Finding]:
    """The difference of two rates: 百分点; per cent only where the relative change is meant and right."""
    assert claim.rate
    relative = any(fits(claim, now, before) == "" for now, before in both)
    if relative and claim.rate.figure.decimals:
        return
    for now, before in both:
        change = now.shown - before.shown if claim.sign > 0 else before.shown - now.shown
        value = plain(change.mid) + "个百分点"
        exact = not verdict(around(claim.rate.value, claim.rate.figure.half), change)
        if exact or change.mid < 0:
            yield page.finding(
                "points" if change.mid >= 0 else "growth", stretch, claim.rate.figure.start, claim.rate.figure.end,
                "growth.points_due" if exact else "growth.direction", before=before.figure.text, now=now.figure.text,
                cue=claim.rate.cue,
                claimed=claim.rate.figure.text, computed=value if exact else "",
                working=f"{_shown(now, before)} = {value}" if exact else "",
            )  # fmt: skip
            return
    if relative:
        return
    now, before = both[0]
    value = plain(abs(now.value - before.value)) + "个百分点"
    yield page.finding(
        "growth", stretch, claim.rate.figure.start, claim.rate.figure.end, "growth.points", before=before.figure.text,
        now=now.figure.text, claimed=claim.rate.figure.text, computed=value,
        working=f"{_shown(now, before)} = {value}",
    )  # fmt: skip
