"""Growth and fall: the difference, the rate and the direction follow from this year's figure and last year's.

Limits: a rate on another basis (年均, 同口径, 分别) is not judged, nor one whose figures stand in another paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from drafter.checking.finding import Finding
from drafter.checking.interval import Interval, around, plain, rounded, verdict
from drafter.checking.mentions import COMPARED, Mention, mentions
from drafter.checking.page import Page, Stretch
from drafter.checking.registry import rule

HUNDRED = Decimal(100)
_MOST = 16
_FAR = 80


#: A claim without a subject (比上年增加, 同比下降) goes on telling of what the sentence before told.
_BARE = re.compile(
    r"(?:(?:比|较|与|和|同)?(?:上年|去年|上一年|上年度|上年同期|去年同期|20\d\d年度?)(?:同期|决算数?|数|相比|比)?|同比|其中|共|总体|均|各|分别)*"
    r"(?:了)?[\u4e00-\u9fff]{0,3}"
)


class Claim(NamedTuple):
    """A change as a text claims it: by how much (`by`) and at which rate (`rate`), one of them or both; `sign` is 1 for
    a rise, -1 for a fall; `first` and `last` are the numbers of its first and last mention."""

    by: Mention | None
    rate: Mention | None
    sign: int
    first: int
    last: int

    @property
    def mention(self) -> Mention:
        """The mention to point at: the rate, else the difference."""
        found = self.rate or self.by
        assert found is not None
        return found


@rule("growth")
def growth(page: Page) -> Iterator[Finding]:
    apart = page.words("growth", "apart")
    for stretch in page.stretches:
        if stretch.kind not in ("paragraph", "heading"):
            continue
        found = mentions(stretch)
        for claim in claims(found):
            one = claim.mention
            start, _ = stretch.sentence_at(one.figure.start)
            words = stretch.text[max(start, one.figure.start - 30) : one.figure.start]
            clause = stretch.text[_clause(stretch, one) : one.figure.start]
            if not any(word in clause or word in words[-12:] for word in apart):
                yield from _judge(page, stretch, found, claim)


def _clause(stretch: Stretch, one: Mention) -> int:
    start = stretch.clauses[one.clause][0] if one.clause < len(stretch.clauses) else 0
    # A text without marks is one endless clause.
    return max(start, one.figure.start - _FAR)


def claims(found: tuple[Mention, ...]) -> list[Claim]:
    """The changes that a paragraph claims, a difference and the rate behind it as one."""
    made: list[Claim] = []
    at = 0
    while at < len(found):
        one = found[at]
        if not one.rising or one.figure.rough:
            at += 1
            continue
        by = one if one.role in ("difference", "balance") else None
        rate = one if one.role == "growth" and not one.figure.points else None
        if rate is None and one.role == "growth":
            by = one
        last = at
        after = found[at + 1] if at + 1 < len(found) else None
        if by and not by.figure.points and after and _same_change(one, after):
            rate, last = after, at + 1
        elif rate and after and _then_by(one, after):
            by, last = after, at + 1
        made.append(Claim(by, rate, one.rising, at, last))
        at = last + 1
    return made


def _same_change(by: Mention, rate: Mention) -> bool:
    return (
        rate.figure.sort == "rate"
        and not rate.figure.points
        and not rate.figure.rough
        and rate.sentence == by.sentence
        and rate.role in ("growth", "")
        and rate.rising in (0, by.rising)
        and 0 <= rate.clause - by.clause <= 2
    )


def _then_by(rate: Mention, by: Mention) -> bool:
    """下降3.2%，减少26.05万元: the rate first."""
    return (
        by.role in ("difference", "balance")
        and by.rising == rate.rising
        and not by.figure.rough
        and by.sentence == rate.sentence
        and by.clause == rate.clause + 1
        and by.left.strip("了约即，、 ") == by.cue
    )


def _judge(page: Page, stretch: Stretch, found: tuple[Mention, ...], claim: Claim) -> Iterator[Finding]:
    sort = claim.by.figure.sort if claim.by else ""
    yield from _turned(page, stretch, found, claim)
    pairs = list(_pairs(found, claim, sort, page.year))
    if claim.rate and not claim.by and pairs and pairs[0][0].figure.sort == "rate":
        yield from _points(page, stretch, claim, pairs)
        return
    if any(_fits(claim, now, before) == "" for now, before in pairs):
        return
    currents = [now for now in _currents(found, claim, sort) if not claim.by or now.value >= 0]
    if claim.by and claim.rate:
        rates = [(now, _rate(now, claim)) for now in currents]
        judged = [(now, said) for now, said in rates if said is not None]
        if any(not verdict(claim.rate.shown, said) for _, said in judged):
            return
        # What last year is said to have been may be the base as well, with this year's figure in another sentence.
        for now, before in pairs:
            share = claim.by.shown.over(before.shown)
            agrees = (now.value - before.value) * claim.sign >= 0
            if share and agrees and not verdict(claim.rate.shown, share.scaled(HUNDRED)):
                return
    if pairs:
        yield from _against_pair(page, stretch, claim, *pairs[0])
    elif claim.by and claim.rate and currents:
        yield from _against_current(page, stretch, claim, currents[0])


def _near(found: tuple[Mention, ...], claim: Claim, sort: str) -> list[Mention]:
    """Figures the claim may be about, nearest first: those between the same two ；(before it, then behind), else, for a
    claim that names no subject of its own, those of its sentence and of the sentence before."""
    sentence, segment = claim.mention.sentence, claim.mention.segment
    around_ = found[max(0, claim.first - _MOST) : claim.last + _MOST]
    wanted = [
        one
        for one in around_
        if (one.figure.sort == sort or not sort)
        and one.figure.sort not in ("", "days", "months", "years")
        and not one.figure.points
        and not one.figure.rough
        and one.role not in ("difference", "growth", "share", "average")
        and one is not claim.by
        and one is not claim.rate
    ]
    start = claim.mention.figure.start
    before = [one for one in wanted if one.segment == segment and one.figure.start < start]
    behind = [one for one in wanted if one.segment == segment and one.figure.start > start]
    if any(not one.prior for one in before) or not _BARE.fullmatch(found[claim.first].left):
        return [*reversed(before), *behind]
    earlier = [one for one in wanted if sentence - 1 <= one.sentence <= sentence and one.segment < segment]
    return [*reversed(before), *behind, *reversed(earlier)]


def _currents(found: tuple[Mention, ...], claim: Claim, sort: str) -> list[Mention]:
    unit = claim.by.figure.unit if claim.by else ""
    near = [one for one in _near(found, claim, sort) if not one.prior]
    return [one for one in near if not unit or one.figure.unit == unit or one.figure.sort == "money"]


def _pairs(found: tuple[Mention, ...], claim: Claim, sort: str, year: int) -> Iterator[tuple[Mention, Mention]]:
    """Pairs of (this year's figure, last year's), the nearest first."""
    near = _near(found, claim, sort)
    for before in near:
        for now in near:
            if now is before or now.figure.unit != before.figure.unit or not _follows(now, before, year):
                continue
            alike = (now.role in ("budget", "carried")) == (before.role in ("budget", "carried"))
            if not alike and not now.reached and not COMPARED.match(before.left):
                continue
            yield now, before


def _follows(now: Mention, before: Mention, year: int) -> bool:
    """Whether `before` is the figure of the year before that of `now`."""
    if now.year and before.year:
        return now.year == before.year + 1
    if before.prior:
        return not now.prior and now.year in (0, year)
    return bool(year) and before.year == year - 1 and not now.prior and now.year in (0, year)


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
            "growth", stretch, start, after.figure.end,
            f"前面说{claim.by.cue}{claim.by.figure.text}，这里说{after.cue}，方向相反，请核对",
            claimed=after.cue, computed=claim.by.cue,
        )  # fmt: skip


def _fits(claim: Claim, now: Mention, before: Mention) -> str:
    """ "" where the claim follows from the pair, else doubtful or wrong."""
    change = now.shown - before.shown
    if claim.sign < 0:
        change = before.shown - now.shown
    worst = verdict(claim.by.shown, change) if claim.by else ""
    if claim.rate and not before.value:
        return "wrong"
    if claim.rate and before.shown.low > 0:
        share = (change.mid / before.value, change.low / before.shown.high, change.high / before.shown.low)
        said = verdict(claim.rate.shown, Interval(*(part * HUNDRED for part in share)))
        worst = "wrong" if "wrong" in (worst, said) else worst or said
    return worst


def _rate(now: Mention, claim: Claim) -> Interval | None:
    """The rate that follows from this year's figure and the difference."""
    assert claim.by is not None
    by = claim.by.shown
    before = now.shown - by if claim.sign > 0 else now.shown + by
    if before.low <= 0 or before.mid <= 0:
        return None
    share = by.over(before)
    return share.scaled(HUNDRED) if share else None


def _against_pair(page: Page, stretch: Stretch, claim: Claim, now: Mention, before: Mention) -> Iterator[Finding]:
    one = claim.mention
    change = now.value - before.value
    texts = f"{before.figure.text}到{now.figure.text}"
    if before.value == 0 and claim.rate:
        yield page.finding(
            "zero-base", stretch, claim.rate.figure.start, claim.rate.figure.end,
            f"上年是{before.figure.text}，没有增幅可算，只写增加额", claimed=claim.rate.figure.text,
        )  # fmt: skip
        return
    if change and (change > 0) != (claim.sign > 0):
        word = "增加" if change > 0 else "减少"
        yield page.finding(
            "growth", stretch, one.figure.start - len(one.left) + one.left.rfind(one.cue), one.figure.end,
            f"由{texts}是{word}，与所写的“{one.cue}”相反", claimed=one.cue, computed=word,
            working=f"{now.figure.text} − {before.figure.text} {'>' if change > 0 else '<'} 0",
        )  # fmt: skip
        return
    said = _fits(claim, now, before)
    if not said:
        return
    moved = now.shown - before.shown if claim.sign > 0 else before.shown - now.shown
    if claim.by and verdict(claim.by.shown, moved):
        value = _amount(abs(change), claim.by)
        yield page.finding(
            "growth", stretch, claim.by.figure.start, claim.by.figure.end,
            f"由{texts}，相差{value}，请核对三个数", claimed=claim.by.figure.text, computed=value,
            working=f"{_shown(now, before)} = {value}", certain=said == "wrong",
        )  # fmt: skip
    elif claim.rate and before.value > 0:
        value = rounded(abs(change) / before.value * HUNDRED, max(2, claim.rate.figure.decimals)) + "%"
        yield page.finding(
            "growth", stretch, claim.rate.figure.start, claim.rate.figure.end,
            f"由{texts}，增减幅是{value}，请核对", claimed=claim.rate.figure.text, computed=value,
            working=f"({_shown(now, before)}) ÷ {before.figure.shown} = {value}", certain=said == "wrong",
        )  # fmt: skip


def _shown(now: Mention, before: Mention) -> str:
    high, low = (now, before) if now.value >= before.value else (before, now)
    return f"{high.figure.text} − {low.figure.text}"


def _amount(value: Decimal, like: Mention) -> str:
    scale = {"": 1, "万": 10_000, "亿": 100_000_000}.get(like.figure.scale, 1)
    return plain(value / scale) + like.figure.scale + like.figure.unit


def _against_current(page: Page, stretch: Stretch, claim: Claim, now: Mention) -> Iterator[Finding]:
    assert claim.by and claim.rate
    computed = _rate(now, claim)
    if computed is None or now.clause < claim.by.clause - 4:
        return
    said = verdict(claim.rate.shown, computed)
    if not said:
        return
    value = rounded(computed.mid, max(2, claim.rate.figure.decimals)) + "%"
    sign = "−" if claim.sign > 0 else "＋"
    before = _amount(now.value - claim.by.value * claim.sign, claim.by)
    yield page.finding(
        "growth", stretch, claim.rate.figure.start, claim.rate.figure.end,
        f"{now.figure.text}{sign}{claim.by.figure.text}，上年应为{before}，增减幅是{value}，请核对",
        claimed=claim.rate.figure.text, computed=value,
        working=f"{claim.by.figure.text} ÷ ({now.figure.text} {sign} {claim.by.figure.text}) = {value}",
        certain=said == "wrong",
    )  # fmt: skip


def _points(page: Page, stretch: Stretch, claim: Claim, pairs: list[tuple[Mention, Mention]]) -> Iterator[Finding]:
    """The difference of two rates: 百分点; per cent only where the relative change is meant and right."""
    assert claim.rate
    relative = any(_fits(claim, now, before) == "" for now, before in pairs)
    if relative and claim.rate.figure.decimals:
        return
    for now, before in pairs:
        change = now.shown - before.shown if claim.sign > 0 else before.shown - now.shown
        value = plain(change.mid) + "个百分点"
        exact = not verdict(around(claim.rate.value, claim.rate.figure.half), change)
        if exact or change.mid < 0:
            yield page.finding(
                "points" if change.mid >= 0 else "growth", stretch, claim.rate.figure.start, claim.rate.figure.end,
                f"由{before.figure.text}到{now.figure.text}，应写{value}" if exact
                else f"由{before.figure.text}到{now.figure.text}，方向与所写的“{claim.rate.cue}”相反",
                claimed=claim.rate.figure.text, computed=value if exact else "",
                working=f"{_shown(now, before)} = {value}" if exact else "",
            )  # fmt: skip
            return
    if relative:
        return
    now, before = pairs[0]
    value = plain(abs(now.value - before.value)) + "个百分点"
    yield page.finding(
        "growth", stretch, claim.rate.figure.start, claim.rate.figure.end,
        f"由{before.figure.text}到{now.figure.text}，相差{value}，请核对",
        claimed=claim.rate.figure.text, computed=value, working=f"{_shown(now, before)} = {value}",
    )  # fmt: skip
