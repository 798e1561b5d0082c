"""Parts and wholes: what follows 其中 adds up, shares are shares of the whole, the rows of a table make its 合计.

Limits: a list that does not say that it is complete is judged only where its sum exceeds the whole or misses it by a
slip; a table with levels (其中, 小计) is not added up.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal
from functools import reduce
from itertools import combinations, groupby, islice, pairwise
from typing import NamedTuple

from drafter.checking.finding import Finding
from drafter.checking.interval import Interval, plain, rounded, verdict
from drafter.checking.mentions import Mention, mentions
from drafter.checking.page import Page, Stretch
from drafter.checking.registry import rule
from drafter.checking.text.rate import HUNDRED, quotient, working

_MOST = 24
#: A list of parts is looked at no further than this (characters).
_LONGEST = 2000
_BARE_TOTAL = re.compile(
    r"[，、]?(?:以上)?(?:[二两三四五六七八九十\d]{1,2}[项个类者])?(?:各项|资金|支出|金额)?(?:总共|共计|合计|总计|一共|累计|总额|共)(?:资金|支出|投入|金额)?[为是达]?"
)
_SORTS = ("money", "people", "count", "score", "area", "length", "weight", "hours")
_SKIPPED = ("difference", "growth", "average", "reached")
_ASIDE = re.compile(r"[（(][^（）()]*[）)]")
#: A sum this near to its whole was meant to be it (share of the whole).
_SLIP, _NEAR = Decimal("0.03"), Decimal("0.12")


class Parts(NamedTuple):
    """A whole and what stands behind 其中: `between` are the words of the list, from the head to its end."""

    whole: Mention
    parts: tuple[Mention, ...]
    start: int
    end: int
    between: str


@rule("sum")
def sums(page: Page) -> Iterator[Finding]:
    partial, closed = page.words("sums", "partial"), page.words("sums", "closed")
    for stretch in page.paragraphs:
        for group in lists(page, stretch):
            yield from _sum(page, stretch, group, partial, closed)
        yield from _together(page, stretch, partial)


def lists(page: Page, stretch: Stretch) -> list[Parts]:
    """The lists of parts of a paragraph; kept with the stretch."""
    known: list[Parts] | None = stretch.__dict__.get("_parts")
    if known is None:
        known = stretch.__dict__["_parts"] = list(_lists(page, stretch))
    return known


def _lists(page: Page, stretch: Stretch) -> Iterator[Parts]:
    found = mentions(stretch)
    if len(found) < 2:
        return
    text = stretch.text
    # A figure and a colon (收入合计2365.4万元：财政拨款…) open a list as 其中 does.
    head = re.compile("|".join(map(re.escape, page.words("sums", "heads"))) + r"|(?<=[元人个名件项])[：:]")
    matches = list(head.finditer(text))
    starts = [one.figure.start for one in found]
    for i, match in enumerate(matches):
        start, stop = match.end(), stretch.sentence_at(match.start())[1]
        nested = _nested(matches[i + 1 : i + 1 + _MOST], stop)
        first = bisect_left(starts, start)
        whole = _whole(list(found[max(0, first - 7) : first]), match.start(), stretch)
        if whole is None:
            continue
        inner = list(found[first : min(bisect_left(starts, stop), first + 2 * _MOST)])
        if nested >= 0:
            # The parts of a part are not parts of the whole: they end at the next ；.
            again = text.find("；", nested, stop)
            inner = [one for one in inner if one.figure.start < nested or 0 <= again < one.figure.start]
        asides = [one.span() for one in _ASIDE.finditer(text, start, min(stop, start + _LONGEST))]
        inner = [one for one in inner if not any(low < one.figure.start < high for low, high in asides)]
        # 占年度计划4000万元的105%: what a share is of is no part.
        bases = {one.figure.start for one, other in pairwise(inner) if other.role == "of_last"}
        inner = [one for one in inner if one.figure.start not in bases]
        parts = tuple(one for one in inner[:_MOST] if _part(one, whole))
        if parts:
            yield Parts(whole, parts, start, stop, _ASIDE.sub("", text[match.start() : parts[-1].figure.end + 1]))


def _nested(matches: list[re.Match[str]], stop: int) -> int:
    """Where the next 其中 of the same sentence stands; -1 without one."""
    return next((one.start() for one in matches if one.start() < stop and one[0] == "其中"), -1)


def _whole(before: list[Mention], at: int, stretch: Stretch) -> Mention | None:
    """The figure that 其中 opens up: the nearest before it in the same sentence that is no change, rate or average."""
    start, _ = stretch.sentence_at(at)
    for one in reversed(before):
        if one.figure.start < start:
            return None
        if one.figure.sort in _SORTS and one.role not in _SKIPPED and not one.prior:
            return one
    return None


def _part(one: Mention, whole: Mention) -> bool:
    if one.figure.sort != whole.figure.sort or one.role in _SKIPPED or one.prior:
        return False
    return one.figure.sort != "count" or one.figure.unit == whole.figure.unit


def _add(parts: tuple[Mention, ...] | list[Mention]) -> Interval:
    return reduce(Interval.__add__, (one.shown for one in parts))


def _sum(page: Page, stretch: Stretch, group: Parts, partial: list[str], closed: list[list[str]]) -> Iterator[Finding]:
    whole, parts = group.whole, group.parts
    if len(parts) < 2 or any(one.figure.rough for one in (*parts, whole)):
        return
    total = _add(parts)
    said = verdict(whole.shown, total)
    # Amounts counted to the cent of 万元 come from 元: their last decimal is rounding, not a slip.
    if not said or (said == "doubtful" and whole.figure.decimals > 1) or _explained(group, mentions(stretch)):
        return
    gap = abs(total.mid - whole.value)
    share = gap / whole.value if whole.value else Decimal(1)
    incomplete = any(word in group.between for word in partial)
    complete = not incomplete and _closed(group, closed)
    over = total.mid > whole.value
    money = whole.figure.sort == "money"
    if not complete:
        if incomplete and not (over and money):
            return
        # Groups of people overlap (党员, 女性); amounts do not.
        if not money and gap > 1 and share > _SLIP:
            return
        if not over and share > _NEAR:
            return
    certain = said == "wrong" and (complete or (over and money and not incomplete) or share <= _SLIP)
    value = _like(total.mid, whole)
    yield page.finding(
        "sum", stretch, whole.figure.start, whole.figure.end,
        f"各项相加是{value}，与{whole.figure.text}相差{_like(gap, whole)}，请核对总数和各项",
        claimed=whole.figure.text, computed=value, certain=certain,
        working=" + ".join(one.figure.shown + ("" if _alike(parts) else one.figure.scale) for one in parts)
        + f" = {value}",
    )  # fmt: skip


def _alike(parts: tuple[Mention, ...] | list[Mention]) -> bool:
    return len({one.figure.scale for one in parts}) == 1


def _like(value: Decimal, like: Mention) -> str:
    scale = {"万": 10_000, "亿": 100_000_000}.get(like.figure.scale, 1)
    return plain(value / scale) + like.figure.scale + like.figure.unit


def _explained(group: Parts, found: tuple[Mention, ...]) -> bool:
    """Whether another reading of the list makes the whole: some of its items are parts of others, or the list belongs
    to another figure of the paragraph."""
    whole, parts = group.whole, group.parts
    total = _add(parts)
    at = bisect_left(found, group.start, key=lambda one: one.figure.start)
    # A list may end at the first ；: what follows is the next item of the list that it stands in itself.
    inner = [one for one in parts if one.segment == parts[0].segment]
    if len(inner) > 1 and verdict(whole.shown, _add(inner)) == "":
        return True
    for other in found[max(0, at - _MOST) : at]:
        if other.figure.sort == whole.figure.sort and other is not whole and not verdict(other.shown, total):
            return True
    if len(parts) > 10:
        return any(verdict(whole.shown, _add(parts[:n])) != "wrong" for n in range(2, len(parts)))
    for left_out in range(1, min(4, len(parts) - 1)):
        for kept in combinations(parts, len(parts) - left_out):
            if len(kept) > 1 and verdict(whole.shown, _add(kept)) == "":
                return True
    return False


def _closed(group: Parts, closed: list[list[str]]) -> bool:
    """Whether the parts are a set known to be complete: each part is named by a word of it, and all words are there."""
    for names in closed:
        hit = [any(name in one.left for one in group.parts) for name in names]
        if all(hit) and len(group.parts) == len(names):
            return True
    return False


def _together(page: Page, stretch: Stretch, partial: list[str]) -> Iterator[Finding]:
    """A 8.2万元、B 3.1万元，共计11.4万元: the parts stand before their sum."""
    found = mentions(stretch)
    words = page.words("sums", "together")
    for at, whole in enumerate(found):
        if whole.figure.sort not in _SORTS or whole.figure.rough or whole.role != "total" or whole.cue not in words:
            continue
        if not _BARE_TOTAL.fullmatch(whole.left):
            continue
        parts: list[Mention] = []
        for one in reversed(found[max(0, at - 12) : at]):
            if one.sentence != whole.sentence or not _part(one, whole) or one.figure.rough:
                break
            parts.insert(0, one)
        if len(parts) < 2 or any(word in stretch.text[parts[0].figure.start : whole.figure.start] for word in partial):
            continue
        total = _add(parts)
        runs = [_add(parts[n:]) for n in range(len(parts) - 1)]
        if any(verdict(whole.shown, run) != "wrong" for run in runs) or not whole.value:
            continue
        if _products(whole, parts):
            continue
        gap = abs(total.mid - whole.value)
        if gap / whole.value > _NEAR:
            continue
        value = _like(total.mid, whole)
        yield page.finding(
            "sum", stretch, whole.figure.start, whole.figure.end,
            f"前面各项相加是{value}，与{whole.figure.text}相差{_like(gap, whole)}，请核对",
            claimed=whole.figure.text, computed=value, certain=gap / whole.value <= _NEAR,
            working=" + ".join(one.figure.shown for one in parts) + f" = {value}",
        )  # fmt: skip


def _products(whole: Mention, parts: list[Mention]) -> bool:
    """每场2万元……共24万元: the sum is a product of what stands before it."""
    return any("每" in one.left or "标准" in one.left for one in parts)


@rule("share")
def shares(page: Page) -> Iterator[Finding]:
    for stretch in page.paragraphs:
        found = mentions(stretch)
        if any(one.role == "share" for one in found):
            yield from _shares(page, stretch, found)


def _shares(page: Page, stretch: Stretch, found: tuple[Mention, ...]) -> Iterator[Finding]:
    groups = {part.figure.start: group for group in lists(page, stretch) for part in group.parts}
    for at, claim in enumerate(found):
        if claim.role != "share" or claim.figure.rough or claim.figure.points or claim.figure.unit == "‰":
            continue
        part = _before(found, at, claim)
        if part is None:
            continue
        # 占全省的12%: what it is a share of stands somewhere else.
        group = groups.get(part.figure.start)
        named = _named(found, at, claim, part)
        whole = named or (group.whole if group and _bare(claim) else None)
        if whole is None:
            continue
        share = quotient(part, whole)
        if share is None or (said := verdict(claim.shown, share)) == "":
            continue
        near = [one for one in found[max(0, at - _MOST) : at + 6] if one.figure.sort == part.figure.sort]
        if any(
            (other := quotient(one, base)) is not None and verdict(claim.shown, other) == ""
            for one in (part, *near[:2])
            for base in near
            if base is not one and base.value > 0
        ):
            continue
        value = rounded(share.mid, max(claim.figure.decimals, 2)) + "%"
        yield page.finding(
            "share", stretch, claim.figure.start, claim.figure.end,
            f"{part.figure.text}占{whole.figure.text}的{value}，请核对", claimed=claim.figure.text, computed=value,
            working=working(part, whole, value), certain=said == "wrong",
        )  # fmt: skip


def _before(found: tuple[Mention, ...], at: int, claim: Mention) -> Mention | None:
    """What the share is of: the amount right before it, at most two clauses away."""
    for one in reversed(found[max(0, at - 3) : at]):
        if one.sentence != claim.sentence or claim.clause - one.clause > 2:
            return None
        if one.figure.sort in _SORTS and one.value > 0 and not one.figure.rough and one.role not in _SKIPPED:
            return one
    return None


def _bare(claim: Mention) -> bool:
    """占75%, 占比75%, 占总支出的75%: a share of the whole that the list opened up."""
    said = claim.left[claim.left.rfind("占") :]
    return len(said.strip("占比重例为达约的总本年合计支出收入资金额数全部，、 ")) <= 1


def _named(found: tuple[Mention, ...], at: int, claim: Mention, part: Mention) -> Mention | None:
    """The whole that the share names itself: 占财政支出总金额的 looks for a figure introduced by these words."""
    start = claim.left.rfind("占")
    if start < 0:
        return None
    name = claim.left[start + 1 :].strip("比重例了为达约的，、 ")
    if len(name) < 3:
        return None
    for one in reversed(found[max(0, at - _MOST) : at]):
        if one is not part and one.figure.sort == part.figure.sort and one.value > 0 and name in one.left:
            return one
    return None


@rule("share-sum")
def share_sums(page: Page) -> Iterator[Finding]:
    for stretch in page.paragraphs:
        for sentence, group in groupby(mentions(stretch), key=lambda one: one.sentence):
            yield from _share_sum(page, stretch, sentence, list(islice(group, 2 * _MOST)))


def _share_sum(page: Page, stretch: Stretch, sentence: int, found: list[Mention]) -> Iterator[Finding]:
    claims = [one for one in found if one.role == "share" and not one.figure.points]
    if len(claims) < 2 or any(one.figure.rough or not _bare(one) for one in claims):
        return
    if any(one.figure.sort == "rate" and one.role != "share" for one in found):
        return
    total = _add(claims)
    gap = abs(total.mid - HUNDRED)
    start, end = stretch.sentences[sentence]
    if verdict(Interval(HUNDRED, HUNDRED, HUNDRED), total) != "wrong" or gap > 5 or "等" in stretch.text[start:end]:
        return
    if any("其中" in one.left for one in claims[1:]):
        return
    value = plain(total.mid) + "%"
    yield page.finding(
        "share-sum", stretch, claims[0].figure.start, claims[-1].figure.end,
        f"各项占比相加是{value}，请核对", claimed="100%", computed=value,
        working=" + ".join(one.figure.shown for one in claims) + f" = {value}",
    )  # fmt: skip
