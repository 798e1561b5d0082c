"""Ratios of counts: 办结率 is what was settled over what came in, and a share that names its whole is a share of it.

Limits: only figures of one unit in one sentence are paired, and only where the word of the rate (办结) stands before
one of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import reduce

from drafter.checking.checks import rule
from drafter.checking.finding import Finding
from drafter.checking.page import Page
from drafter.claims.mention import Mention
from drafter.claims.mentions import mentions
from drafter.claims.rates import quotient, tabled, working
from drafter.claims.text import Stretch
from drafter.language.interval import HUNDRED, Interval, plain, rounded, verdict

_RATE = re.compile(r"([\u4e00-\u9fff]{1,8})[率比](?:为|达到|达|是|约)?$")
#: Figures looked at around a rate.
_MOST = 8
_SHORT = re.compile("[日月周]|每?小时|[日每]均|每天|单[台座班]|每[台座班]")
_SKIPPED = ("difference", "growth", "average")


@rule("ratio")
def ratios(page: Page) -> Iterator[Finding]:
    other = page.words("ratio", "other")
    for stretch in page.paragraphs:
        found = mentions(stretch)
        for at, claim in enumerate(found):
            if claim.figure.sort != "rate" or claim.figure.points or claim.figure.rough or claim.figure.unit == "‰":
                continue
            match = _RATE.search(claim.left) if claim.role in ("", "execution", "growth") else None
            if match and not any(word in claim.left for word in other):
                yield from _ratio(page, stretch, found, at, match[1])


def _ratio(page: Page, stretch: Stretch, found: tuple[Mention, ...], at: int, name: str) -> Iterator[Finding]:
    claim = found[at]
    near = [one for one in found[max(0, at - 8) : at] if _counted(one) and one.sentence == claim.sentence]
    if not near or near[-1].clause < claim.clause - 2:
        return
    planned = page.words("ratio", "planned")
    if name.endswith(tuple(page.words("ratio", "completion"))) and (
        len(name) < 4 or any(word in one.left for one in near for word in planned)
    ):
        yield from _completion(page, stretch, near, claim, planned, page.words("ratio", "done"))
        return
    capacity = page.words("ratio", "capacity")
    if name.endswith(tuple(page.words("ratio", "use"))) and any(word in one.left for one in near for word in capacity):
        worked = (*page.words("ratio", "done"), *page.words("ratio", "worked"))
        yield from _completion(page, stretch, [one for one in near if _yearly(one)], claim, capacity, worked)
        return
    # 上年调解154件、成功137件，成功率88.96%: last year's figures explain last year's rate.
    around_ = [one for one in found[max(0, at - 2 * _MOST) : at + _MOST] if _counted(one._replace(prior=False))]
    if _explained(claim, [one for one in around_ if one.figure.unit == near[-1].figure.unit]):
        return
    part = near[-1]
    stems = _stems(name)
    same = [one for one in near if one.figure.sort == part.figure.sort and one.figure.unit == part.figure.unit]
    behind = [one for one in found[at + 1 : at + 4] if _counted(one) and one.sentence == claim.sentence]
    every = same + [one for one in behind if one.figure.unit == part.figure.unit]
    if not any(stem in part.left for stem in stems):
        return
    told = [one for one in found[:at] if one.figure.sort == "rate" and one.figure.start > part.figure.start]
    if any(_explained(one, same) or re.search(rf"{name[-2:]}[率比]\w{{0,2}}$", one.left) for one in told):
        # 检测148批次，合格144批次，合格率97.3%；工程验收合格率100%: the counts have their rate.
        return
    if len(same) < 2:
        same = _named_before(found, at, part) + same
    if len(same) < 2:
        # 问题36项，涉及…。经核验，已整改到位29项，整改完成率88.56%: the number of all stands in the sentence before.
        before = [
            one for one in around_ if 0 < part.sentence - one.sentence < 3 and one.figure.unit == part.figure.unit
        ]
        same = (before if len(before) == 1 and part.figure.sort == "count" else []) + same
    whole = next((one for one in reversed(same[:-1]) if one.value >= part.value), None)
    # 很满意118份、满意62份、不满意3份: those that are, together.
    yes = [one for one in same if any(stem in one.left for stem in stems) and not re.search("[不未]|没有", one.left)]
    if whole is None or _explained(claim, every) or (len(yes) > 1 and _together(claim, yes, around_)):
        return
    # 隐患96处，维修82处，处置14处，处置率100%: the two are the parts of what was told before.
    if any(one.value == whole.value + part.value for one in found[: found.index(whole)]):
        return
    if any(no + stem in part.left for stem in stems for no in ("不", "未", "没有")):
        # 检出不合格12批次: the rate is that of the others.
        whole = max(same, key=lambda one: one.value)
        rest = whole.shown - part.shown
        if rest.low < 0 or not verdict(claim.shown, Interval(*(x / whole.value for x in rest)).scaled(HUNDRED)):
            return
        part = part._replace(
            figure=part.figure._replace(value=rest.mid, text=plain(rest.mid) + part.figure.unit), exact=rest
        )
    yield from _finding(page, stretch, "ratio", claim, part, whole)


def _together(claim: Mention, parts: Sequence[Mention], wholes: Sequence[Mention]) -> bool:
    """Whether some parts together are the claimed share of one of the figures."""
    total = reduce(Interval.__add__, (one.shown for one in parts))
    shares = [total.over(one.shown) for one in wholes if one.value >= total.mid]
    return any(share is not None and not verdict(claim.shown, share.scaled(HUNDRED)) for share in shares)


def _named_before(found: tuple[Mention, ...], at: int, part: Mention) -> list[Mention]:
    """The amount of the sentence before that has the name of the part (县级配套460万元 … 县级配套到位345万元)."""
    for one in reversed(found[max(0, at - 8) : at]):
        name = one.left.strip("和与及、，的为共")[-4:]
        alike = one.figure.unit == part.figure.unit and one.figure.sort == part.figure.sort and one is not part
        if alike and 0 < part.sentence - one.sentence < 3 and len(name) > 2 and name in part.left:
            return [one]
    return []


def _yearly(one: Mention) -> bool:
    """日处理能力50吨: what can be done in a day is no measure of what was done in a year."""
    return not _SHORT.search(one.left)


def _completion(
    page: Page, stretch: Stretch, near: list[Mention], claim: Mention, planned: Sequence[str], done: Sequence[str]
) -> Iterator[Finding]:
    """年度目标480场，实际开展500场，完成率104.17%: what was done over what was meant, or over what could have been."""
    pairs = [
        (part, whole)
        for whole, part in zip(reversed(near[:-1]), reversed(near[1:]), strict=True)
        if part.figure.unit == whole.figure.unit
        and part.figure.sort == whole.figure.sort
        and any(word in whole.left for word in planned)
        and any(word in part.left for word in done)
        and part.clause <= whole.clause + 3
    ]
    # The plan over what was done is the slip itself, and explains nothing.
    if pairs and all((share := quotient(*pair)) and verdict(claim.shown, share) for pair in pairs):
        yield from _finding(page, stretch, "ratio", claim, *pairs[0])


def _stems(name: str) -> list[str]:
    """The words of a rate's name that a figure may be introduced by: 有效回收 gives 有效回收, 效回, 回收."""
    # 整改完成 may be introduced by 整改 as well.
    return [name, name[-2:], *([name[:2]] if len(name) == 4 else [])] if len(name) > 1 else []


def _counted(one: Mention) -> bool:
    return (
        bool(one.figure.sort)
        and one.figure.sort not in ("rate", "score", "days", "months", "years", "times")
        and (one.value > 0 and not one.figure.rough and not one.prior)
        # 新增绿地3200平方米 is no comparison.
        and (one.role not in _SKIPPED or (one.role == "difference" and "新增" in one.left))
    )


def _explained(claim: Mention, amounts: Sequence[Mention]) -> bool:
    for part in amounts:
        for whole in amounts:
            share = quotient(part, whole) if part is not whole else None
            if share is not None and not verdict(claim.shown, share):
                return True
    return False


def _finding(
    page: Page, stretch: Stretch, code: str, claim: Mention, part: Mention, whole: Mention
) -> Iterator[Finding]:
    share = quotient(part, whole)
    said = verdict(claim.shown, share) if share else ""
    if share is None or not said or (said == "doubtful" and tabled(page, claim)):
        return
    value = rounded(share.mid, max(2, claim.figure.decimals)) + "%"
    # 99.00% for 99.005: the last decimal cut off, not rounded.
    cut = abs(claim.value - share.mid) < 2 * claim.figure.half and claim.figure.decimals > 1
    done = (
        working(part, whole, value)
        if part.figure.sort == "money"
        else (f"{plain(part.value)} ÷ {plain(whole.value)} = {value}")
    )
    yield page.finding(
        code, stretch, claim.figure.start, claim.figure.end, "ratio.quotient", part=part.figure.text,
        whole=whole.figure.text, claimed=claim.figure.text, computed=value, working=done,
        certain=said == "wrong" and not cut,
    )  # fmt: skip
