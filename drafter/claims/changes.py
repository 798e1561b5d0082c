"""Changes that a text claims (增加20万元，增长11.1%), and the figures they can be about.

Limits: figures are looked for between the same two ；; a claim that names no subject of its own goes on telling of the
sentence before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from drafter.claims.labels import substance, trimmed
from drafter.claims.mention import Mention
from drafter.claims.mentions import COMPARED
from drafter.language.interval import HUNDRED, Interval, verdict

_MOST = 16
_KINDS = ("预算", "决算", "执行")
_LAST_WAS = re.compile(
    r"[，（(；]?(?:而)?(?:上年|去年|上一年|20\d\d年)(?:度|同期)?[末底]?(?:同期|预算|决算|执行|支出|安排)?数?(?P<noun>[\u4e00-\u9fff]{0,6}?)[为是]?"
)
_NOW = re.compile("今年|本年")
#: What an amount is below zero by: 亏损1,200万元.
_LOSS = re.compile("(?:亏损?|逆差|赤字|净流出|净减少)(?:总?额|金额)?[了为是达约]{0,2}$")
#: What frames a change and names nothing (同比, 较上年决算数, 规模).
_FRAME = re.compile(
    r"(?:[较比与同和]|相较)?(?:于)?(?:上年|去年|上一年|前年|年初|同期|20\d\d年?)[\u4e00-\u9fff]{0,4}?(?:预算|决算|执行|安排|同期|末|底|初)*[数额]?"
    r"|[同环]比|相比|比较|[增降减涨跌升]|幅度?|规模|净|[平年]?均|合计|累计|两项|三项|实际|名义|绝对|总[体量额]|[较比]"
)
_PACE = re.compile("[增降涨跌]幅|增速")
#: A claim without a subject (比上年增加, 同比下降).
_BARE = re.compile(
    r"(?:(?:比|较|与|和|同)?(?:上年|去年|上一年|上年度|上年同期|去年同期|20\d\d年度?)(?:同期|决算数?|数|相比|比)?"
    r"|同比|其中|共|总体|均|各|分别)*(?:了)?[\u4e00-\u9fff]{0,3}"
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


def claims(found: tuple[Mention, ...]) -> list[Claim]:
    """The changes that a paragraph claims, a difference and the rate behind it as one."""
    made: list[Claim] = []
    at = 0
    while at < len(found):
        one = found[at]
        if not one.rising or one.prior or one.figure.rough:
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


def near(found: tuple[Mention, ...], claim: Claim, sort: str) -> list[Mention]:
    """Figures the claim may be about, nearest first: those between the same two ；(before it, then behind), else, for a
    claim that names no subject of its own, those of its sentence and of the sentence before."""
    if claim.by and not sort:
        # A difference without a unit may be one of anything.
        return []
    sentence, segment = claim.mention.sentence, claim.mention.segment
    around_ = found[max(0, claim.first - _MOST) : claim.last + _MOST]
    # 占本年支出合计912万元的75%: what a share is of is not what the sentence tells of.
    bases = {one.figure.start for one, other in pairwise(around_) if other.role == "of_last" and "占" in one.left}
    # 提高2.6个百分点 is told of a share as well, 降幅收窄1.7个百分点 of rates of growth alone.
    points = claim.by is not None and claim.by.figure.points
    # 降幅比上年的7.9%收窄2.7个百分点: the word may stand before the figure before.
    said = [one.left for one in found[max(0, claim.first - 1) : claim.last + 1] if one.clause == claim.mention.clause]
    growing = points and any(_PACE.search(left) for left in said)
    if points and not growing:
        # 增长7.4%，比上年同期的6.1%回落1.3个百分点: there is no other rate of this year.
        rates = [one for one in around_ if one.segment == segment and one.figure.sort == "rate" and not one.prior]
        growing = all(one.role == "growth" for one in rates) and any(not one.figure.points for one in rates)
    passed = ("difference", "average") if points else ("difference", "growth", "share", "average")
    wanted = [
        one
        for one in around_
        if (one.figure.sort == sort or not sort)
        and one.figure.start not in bases
        and one.figure.sort not in ("", "days", "months", "years")
        and not one.figure.points
        and not one.figure.rough
        # 日均客流5640人次，比上年的4980人次增长: an average between the same two ； is what is told of.
        and (one.role not in passed or (one.role == "average" and one.segment == segment))
        and ((one.role == "growth") == growing or (growing and one.prior))
        and one is not claim.by
        and one is not claim.rate
    ]
    start = claim.mention.figure.start
    before = [one for one in wanted if one.segment == segment and one.figure.start < start]
    behind = [one for one in wanted if one.segment == segment and one.figure.start > start]
    first = found[claim.first]
    # 客运量832万人次。比上年，客运量多了32万人次: the sentence before tells of it by its name.
    name = "" if _BARE.fullmatch(first.left) else first.left[: first.left.rfind(first.cue)].strip("，各均共")
    if any(not one.prior for one in before) or (len(name) < 3 and not _BARE.fullmatch(first.left)):
        return [*reversed(before), *behind]
    earlier = [one for one in wanted if sentence - 1 <= one.sentence <= sentence and one.segment < segment]
    earlier = [one for one in earlier if name in one.left]
    return [*reversed(before), *behind, *reversed(earlier)]


def currents(found: tuple[Mention, ...], claim: Claim, sort: str) -> list[Mention]:
    """Figures of this year that the claim may be about, the nearest first."""
    unit = claim.by.figure.unit if claim.by else ""
    close = [one for one in near(found, claim, sort) if not one.prior]
    return [one for one in close if not unit or one.figure.unit == unit or one.figure.sort == "money"]


def pairs(found: tuple[Mention, ...], claim: Claim, sort: str, year: int) -> Iterator[tuple[Mention, Mention]]:
    """Pairs of (this year's figure, last year's), the nearest first."""
    close = near(found, claim, sort) or _called(found, claim, sort)
    for before in close:
        for now in close:
            if now is before or now.figure.unit != before.figure.unit or not _follows(now, before, year):
                continue
            if "其中" in max(now, before, key=_start).left:
                # 2025年投资2亿元，其中专项债1.2亿元: a part and its whole are no two years of one thing.
                continue
            alike = (now.role in ("budget", "carried")) == (before.role in ("budget", "carried"))
            if not alike and not now.reached and not COMPARED.match(before.left) and not _dated(now, before, claim):
                continue
            if now.rising != before.rising and now.role == before.role == "growth":
                continue
            yield _signed(now, before)


def _start(one: Mention) -> int:
    return one.figure.start


def _signed(now: Mention, before: Mention) -> tuple[Mention, Mention]:
    """The pair as it is, or where only one of the two is a loss (上年亏损1,200万元，今年盈利300万元) with that below
    zero."""
    lost = [_LOSS.search(one.left) is not None for one in (now, before)]
    if lost[0] == lost[1]:
        return now, before
    below = [
        one._replace(figure=one.figure._replace(value=-one.value)) if is_lost else one
        for one, is_lost in zip((now, before), lost, strict=True)
    ]
    return below[0], below[1]


def _dated(now: Mention, before: Mention, claim: Claim) -> bool:
    """2024年执行70万元，2025年安排76.3万元，增长9%: two years side by side (上年投入25万元，今年计划投入48万元), and a
    claim that names no other base."""
    # 上年执行126万元，今年安排157.50万元，较上年执行数增长20%: the base that is named is the one told.
    named = any(kind in (claim.by or claim.mention).left and kind not in before.left for kind in _KINDS)
    dated = (before.prior and _NOW.search(now.left)) or (before.year > 0 and now.year == before.year + 1)
    return bool(dated) and now.sentence == before.sentence and not named


def _was_last(now: Mention, before: Mention) -> bool:
    match = _LAST_WAS.fullmatch(before.left)
    return match is not None and match["noun"] in now.left


def _called(found: tuple[Mention, ...], claim: Claim, sort: str) -> list[Mention]:
    """支出总计减少86万元；2025年支出总计2980万元，2024年支出总计3066万元: figures behind a claim that are called what
    it is said of."""
    one = found[claim.first]
    name = one.left[: one.left.rfind(one.cue)].rstrip("了约共均各") if one.cue else ""
    behind = found[claim.last + 1 : claim.last + 1 + _MOST]
    named = [each for each in behind if len(name) > 2 and each.year and each.left.rstrip("为是共").endswith(name)]
    return [each for each in named if each.figure.sort == sort and not each.rising and not each.figure.rough]


def _follows(now: Mention, before: Mention, year: int) -> bool:
    """Whether `before` is the figure of the year before that of `now`."""
    if now.year and before.year:
        return now.year == before.year + 1
    if before.prior:
        return not now.prior and now.year in (0, year)
    return bool(year) and before.year == year - 1 and not now.prior and now.year in (0, year)


def fits(claim: Claim, now: Mention, before: Mention) -> str:
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


def subject(one: Mention) -> str:
    """What a change is said of by the words before it; "" where they name nothing."""
    return substance(trimmed(_FRAME.sub("", one.left[: one.left.rfind(one.cue)]))) if one.cue else ""


def about(claim: Claim, found: tuple[Mention, ...], pair: tuple[Mention, Mention]) -> bool:
    """Whether a change can be one of two figures: 接待游客352万人次，旅游收入增长14.2% names another thing."""
    name, last = subject(found[claim.first]), found[max(0, claim.first - 1)]
    if not name and "其中" in last.left and not found[claim.first].left.startswith(("）", ")")):
        # 2025年投资2亿元，其中专项债1.2亿元，同比增长50%: of the part.
        return pair[0] is last
    kinds, told = _kinds(found[claim.first].left), _kinds(pair[1].left)
    if kinds and told and not kinds & told:
        # 2024年预算36万元，2025年预算40万元，比2024年决算增加6万元: another base.
        return False
    # A name ends with what it is of: 贷款余额 is no 发放贷款.
    return len(name) < 2 or name[-2:] in "".join(each.left for each in pair)


def _kinds(left: str) -> set[str]:
    """Which amounts the words before a figure name: 预算, 决算, 执行; 实际支出 is of what was done and not of what was
    planned."""
    kinds = {kind for kind in _KINDS if kind in left}
    return kinds or ({"决算", "执行"} if "支出" in left else set())


def side_by_side(found: tuple[Mention, ...], claim: Claim) -> tuple[Mention, Mention] | None:
    """This year's figure and last year's right before a claim without a subject, which is of nothing else.

    上年25万元，今年48万元，提高20%; 47.5万元，上年为50.3万元，压减2.8万元; or one before and one behind it:
    余额68亿元，比上年末增加5亿元；上年末余额62亿元.
    """
    said = found[claim.first]
    if not claim.first or not _BARE.fullmatch(said.left.strip("，、 ")):
        return None
    last, behind = found[claim.first - 1], found[claim.last + 1 : claim.last + 2]
    for other in found[max(0, claim.first - 2) : claim.first - 1]:
        for now, before in ((last, other), (other, last)):
            dated = before.year > 0 and now.year == before.year + 1
            named = _NOW.search(now.left) is not None or (before is last and _was_last(now, before))
            dated = dated or (before.prior and named)
            close = now.segment == before.segment == said.segment and last.clause - other.clause == 1
            if dated and close and said.clause - last.clause < 2 and _alike(claim, now, before):
                return now, before
    for other in behind:
        close = other.clause - found[claim.last].clause == said.clause - last.clause == 1
        if close and other.prior and _was_last(last, other) and _alike(claim, last, other):
            return last, other
    return None


def _alike(claim: Claim, now: Mention, before: Mention) -> bool:
    """Whether two exact figures, this year's and last year's, count what a claim does."""
    units = {one.figure.unit for one in (now, before, *([claim.by] if claim.by else ()))}
    exact = not (now.rising or before.rising or now.figure.rough or before.figure.rough or now.prior)
    return exact and len(units) == 1 and bool(now.figure.sort)


def sensible(found: tuple[Mention, ...], claim: Claim) -> bool:
    """Whether any two figures of the sentence, or of the one before, make the claim what it says: then they are what it
    is about, however they are named. Only figures that hardly agree by chance count."""
    one = claim.mention
    telling = len(one.figure.shown.replace(".", "").strip("0")) > 2
    if not telling or claim.sign == 0:
        return False
    unit = claim.by.figure.unit if claim.by else ""
    near = [
        other
        for other in found[max(0, claim.first - _MOST) : claim.last + _MOST]
        if abs(other.sentence - one.sentence) <= 1
        and other.figure.sort not in ("", "rate", "days", "months", "years")
        and not other.figure.rough
        and other.value > 0
        and other is not claim.by
        and other is not claim.rate
        and (not unit or other.figure.unit == unit)
    ]
    if claim.by and claim.rate and any(_share(claim, base) for base in near):
        return True
    return any(
        now is not before
        and now.figure.unit == before.figure.unit
        and now.figure.start < one.figure.start
        and (now.value > before.value) == (claim.sign > 0)
        and not fits(claim, now, before)
        for now in near
        for before in near
    )


def _share(claim: Claim, base: Mention) -> bool:
    """Whether the difference is the claimed share of a figure that is a base, by its words or by its year."""
    assert claim.by and claim.rate
    share = claim.by.shown.over(base.shown)
    year = claim.by.year or claim.rate.year
    named = base.prior or (year and base.year and base.year < year) or "同口径" in base.left
    return bool(named) and share is not None and not verdict(claim.rate.shown, share.scaled(HUNDRED))


def rate_of(now: Mention, claim: Claim) -> Interval | None:
    """The rate that follows from this year's figure and the difference."""
    assert claim.by is not None
    by = claim.by.shown
    before = now.shown - by if claim.sign > 0 else now.shown + by
    if before.low <= 0 or before.mid <= 0:
        return None
    share = by.over(before)
    return share.scaled(HUNDRED) if share else None
