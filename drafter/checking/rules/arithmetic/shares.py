"""Shares: a part over its whole, and all shares of one list together a hundred per cent.

Limits: a share of something that the paragraph does not state (占全省的12%) is not judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby, islice, pairwise

from drafter.checking.checks import rule
from drafter.checking.finding import Finding
from drafter.checking.page import Page
from drafter.claims.mention import Mention, Parts
from drafter.claims.mentions import mentions, told
from drafter.claims.parts import MOST, SKIPPED, SORTS, add, lists
from drafter.claims.rates import quotient, working
from drafter.claims.text import Stretch
from drafter.language.interval import HUNDRED, Interval, around, plain, rounded, verdict
from drafter.language.quantity import POWERS

#: Shares this far from a hundred are of several things, unless they are known to be all.
_FAR_OPEN, _FAR_OFF = 5, 30
_THAT_IS = ("即", "计", "为", "也就是", "折合", "共", "合")


@rule("share")
def shares(page: Page) -> Iterator[Finding]:
    for stretch, found, before in told(page):
        if any(one.role in ("share", "of_budget") for one in found):
            yield from _shares(page, stretch, found, before)


def _shares(page: Page, stretch: Stretch, found: tuple[Mention, ...], before: tuple[Mention, ...]) -> Iterator[Finding]:
    groups = {part.figure.start: group for group in lists(page, stretch) for part in group.parts}
    for at, claim in enumerate(found):
        # 尚有32万元未支出，占预算的6.4%: what is left, of the budget.
        left = claim.role == "of_budget" and at and found[at - 1].role == "balance"
        if (
            (claim.role != "share" and not left)
            or claim.figure.rough
            or claim.figure.points
            or claim.figure.unit == "‰"
        ):
            continue
        part = _that_is(found, at) or _before(found, at, claim)
        if part is None:
            continue
        # 占全省的12%: what it is a share of stands somewhere else.
        group = groups.get(part.figure.start)
        named = _named(found[:at], claim, part) or _named(before, claim, part, alone=True)
        whole = named or (group.whole if group and _bare(claim) else None)
        if whole is None:
            continue
        share = quotient(part, whole)
        if share is None or (said := verdict(claim.shown, share)) == "":
            continue
        if said == "doubtful" and part.figure.scale == whole.figure.scale == "亿":
            # What is counted in 亿 was reckoned with finer figures.
            continue
        if whole.figure.rough and abs(share.mid - claim.value) < 1:
            # 约2093万元: the share was reckoned with the whole as it is, not as it is told.
            continue
        near = [one for one in found[max(0, at - MOST) : at + 6] if one.figure.sort == part.figure.sort]
        if named is not None and _only(found, at, claim, named):
            near = [named]
        elif named is None and _agreed(found, groups, claim, whole):
            # The other shares of the list are of its whole: so is this one.
            near = [whole]
        if any(
            (other := quotient(one, base)) is not None and verdict(claim.shown, other) == ""
            for one in (part, *(near[:2] if len(near) > 1 else ()))
            for base in near
            if base is not one and base.value > 0
        ):
            continue
        slips = [part.shown.over(one) for one in _slips(whole)]
        fits = any(other is not None and not verdict(claim.shown, other.scaled(HUNDRED)) for other in slips)
        if fits and _slipped_all(found, claim, whole):
            # Two digits of the whole that changed places: told where the whole is told again.
            continue
        value = rounded(share.mid, max(claim.figure.decimals, 2)) + "%"
        yield page.finding(
            "share", stretch, claim.figure.start, claim.figure.end, "shares.shares", part=part.figure.text,
            whole=whole.figure.text, claimed=claim.figure.text, computed=value, working=working(part, whole, value),
            certain=said == "wrong",
        )  # fmt: skip


def _slipped_all(found: tuple[Mention, ...], claim: Mention, whole: Mention) -> bool:
    """Whether another share of the paragraph is of the same whole with two digits in the other order."""
    return any(
        one.role == "share" and one is not claim and part.figure.sort == whole.figure.sort and part is not whole
        and (share := part.shown.over(slip)) is not None and not verdict(one.shown, share.scaled(HUNDRED))
        for part, one in pairwise(found)
        for slip in _slips(whole)
    )  # fmt: skip


def _slips(whole: Mention) -> Iterator[Interval]:
    """What a figure would be with two neighbouring digits in the other order."""
    shown = whole.figure.shown
    for i, (one, other) in enumerate(pairwise(shown)):
        if one != other and one.isdigit() and other.isdigit():
            slipped = Decimal(shown[:i] + other + one + shown[i + 2 :])
            yield around(slipped.scaleb(POWERS[whole.figure.scale]), whole.half)


def _agreed(found: tuple[Mention, ...], groups: dict[int, Parts], claim: Mention, whole: Mention) -> bool:
    """Whether another share of the same list is that of its part in the whole, to two decimals."""
    for part, other in pairwise(found):
        group = groups.get(part.figure.start)
        if (
            other is claim
            or other.role != "share"
            or other.figure.decimals < 2
            or not group
            or group.whole is not whole
        ):
            continue
        if _bare(other) and (share := quotient(part, whole)) and not verdict(other.shown, share):
            return True
    return False


def _before(found: tuple[Mention, ...], at: int, claim: Mention) -> Mention | None:
    """What the share is of: the amount right before it, at most two clauses away."""
    for one in reversed(found[max(0, at - 3) : at]):
        if one.sentence != claim.sentence or claim.clause - one.clause > 2:
            return None
        if one.figure.sort in SORTS and one.value > 0 and not one.figure.rough and one.role not in SKIPPED:
            return one
    return None


def _that_is(found: tuple[Mention, ...], at: int) -> Mention | None:
    """占70%，即316万元: the amount stands behind its share."""
    after = found[at + 1] if at + 1 < len(found) else None
    near = after is not None and after.sentence == found[at].sentence and after.left.strip("，、（( ") in _THAT_IS
    return after if near and after is not None and after.figure.sort in SORTS and not after.figure.rough else None


def _bare(claim: Mention) -> bool:
    """占75%, 占比75%, 占总支出的75%: a share of the whole that the list opened up."""
    said = claim.left[claim.left.rfind("占") :]
    return len(said.strip("占比重例为达约的总本年合计支出收入资金额数全部，、 ")) <= 1


def _named(before: tuple[Mention, ...], claim: Mention, part: Mention, alone: bool = False) -> Mention | None:
    """The whole that the share names itself: 占财政支出总金额的 looks for a figure introduced by these words (`alone`:
    that of no other)."""
    start = claim.left.rfind("占")
    if start < 0:
        return None
    name = claim.left[start + 1 :].strip("比重例了为达约的，、 ")
    if name in ("预算", "全年预算", "年初预算"):
        budgets = [one for one in before[-MOST:] if one.role == "budget" and one.figure.sort == part.figure.sort]
        return budgets[-1] if len({one.value for one in budgets}) == 1 else None
    if len(name) < 3:
        return None
    alike = [one for one in before[-MOST:] if one is not part and one.figure.sort == part.figure.sort and one.value > 0]
    named = [one for one in alike if (one.left.endswith(name) if alone else name in one.left)]
    return named[-1] if named and (len(named) == 1 or not alone) else None


def _only(found: tuple[Mention, ...], at: int, claim: Mention, named: Mention) -> bool:
    """Whether the words of the share name this whole and no other figure before it, in full."""
    name = claim.left[claim.left.rfind("占") + 1 :].strip("比重例了为达约的，、 ")
    others = [
        one for one in found[:at] if one is not named and name in one.left and one.figure.sort == named.figure.sort
    ]
    return len(name) > 5 and named.left.endswith(name) and not others


@rule("share-sum")
def share_sums(page: Page) -> Iterator[Finding]:
    for stretch in page.paragraphs:
        for sentence, group in groupby(mentions(stretch), key=lambda one: one.sentence):
            yield from _share_sum(page, stretch, sentence, list(islice(group, 2 * MOST)))


def _listed(found: list[Mention], claims: list[Mention]) -> list[Mention]:
    """分别占45%、32%和18%: the shares that follow the first one."""
    if len(claims) != 1 or "分别" not in claims[0].left:
        return []
    rest: list[Mention] = []
    for one in found[found.index(claims[0]) + 1 :]:
        if one.figure.sort != "rate" or one.left.strip("、和及与 "):
            break
        rest.append(one)
    return rest


def _share_sum(page: Page, stretch: Stretch, sentence: int, found: list[Mention]) -> Iterator[Finding]:
    claims = [one for one in found if one.role == "share" and not one.figure.points]
    claims += _listed(found, claims)
    if len(claims) < 2 or any(one.figure.rough or (one.role == "share" and not _bare(one)) for one in claims):
        return
    all_ = [one for one in found if one.value == HUNDRED and re.search("合计|总计|共", one.left)]
    if any(one.figure.sort == "rate" and one not in claims and one not in all_ for one in found):
        return
    total = add(claims)
    gap = abs(total.mid - HUNDRED)
    start, end = stretch.sentences[sentence]
    # 基本支出368万元，占71.2%: what the share is of may be named before its amount.
    told = {one: one.left for one in found[:1]} | {one: part.left + one.left for part, one in pairwise(found)}
    # 男性占62%，女性占48%: two that are all there is.
    sets = page.words("sums", "closed")
    whole = any(
        len(names) == len(claims) and all(name in told[one] for name, one in zip(names, claims, strict=True))
        for names in sets
    )
    far = gap > (_FAR_OFF if whole else _FAR_OPEN)
    if verdict(Interval(HUNDRED, HUNDRED, HUNDRED), total) != "wrong" or far or "等" in stretch.text[start:end]:
        return
    if any("其中" in one.left for one in claims[1:]):
        return
    groups = {part.figure.start: group for group in lists(page, stretch) for part in group.parts}
    of = [(part, one) for part, one in pairwise(found) if one in claims and part.figure.start in groups]
    wrong = [
        (part, one) for part, one in of if (share := quotient(part, groups[part.figure.start].whole)) is not None
        and verdict(one.shown, share) == "wrong"
    ]  # fmt: skip
    if len(of) == len(claims) and len(wrong) == 1 and len(claims) > 2:
        # One share that is not that of its amount: told where it stands.
        return
    value = plain(total.mid) + "%"
    yield page.finding(
        "share-sum", stretch, claims[0].figure.start, claims[-1].figure.end, "shares.share_sum", claimed="100%",
        computed=value, working=" + ".join(one.figure.shown for one in claims) + f" = {value}",
    )  # fmt: skip
