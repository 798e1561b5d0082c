"""Targets: what was meant, what was done, and 未完成 said of what was reached; all of a whole that was told before.

The reader gains 目标40人，实际46人，未完成年度目标, and the 34个行政村 that are 100% of 37.

Limits: target and result are told one behind the other, in one unit, between the same two ；.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from drafter.checking.checks import rule
from drafter.checking.finding import Finding
from drafter.checking.page import Page
from drafter.claims.mention import Mention
from drafter.claims.mentions import mentions
from drafter.claims.rates import quotient
from drafter.claims.text import Stretch
from drafter.language.interval import HUNDRED, plain, rounded, verdict

_MEANT = re.compile(r"目标|计划|任务|指标值|应完成|要求|不少于|不低于|不高于|不超过|控制在|年初设定")
_BELOW = re.compile(r"不高于|不超过|控制在|以内|不多于|低于(?!$)|小于|≤|降至|压降|反向|下降|减少")
_DID = re.compile(r"实际|完成|达到?|建成|开展|为$|演出|发放|培训")
_MISSED = re.compile(
    r"未(?:能)?(?:完成|达到|达|实现)(?:了)?(?:年度|年初|预期|设定|既定)?(?:的)?(?:目标|任务|计划|标)|未达标|低于目标|没有完成"
)
_UNITS = ("count", "people", "rate", "area", "length", "weight", "hours", "score", "money", "days")
#: The judgement stands so near behind the result.
_NEAR = 26
_ALL = re.compile(r"(?P<stem>[\u4e00-\u9fff]{2})率(?:为|达到?|均为)?$")
#: Counts that are looked back at.
_MOST = 40
_COMPARES = re.compile(
    r"(?:(?P<up>高于|超过|大于|优于)|(?P<down>低于|小于|少于|未达到|不及))(?:了)?(?:年度|年初|预期|设定|既定|绩效|规定)*(?:的)?"
    r"(?:目标|计划|指标|标准|要求|任务)(?:值|数)?(?:的)?$"
)
_NOUN = re.compile(r"[\u4e00-\u9fff]{2,4}")


@rule("praise-goals")
def judged(page: Page) -> Iterator[Finding]:
    for stretch in page.paragraphs:
        found = mentions(stretch)
        for target, actual in pairwise(found):
            if not _pair(stretch, target, actual):
                continue
            stop = stretch.text.find("；", actual.figure.end)
            _, end = stretch.sentence_at(actual.figure.start)
            end = min(end, actual.figure.end + _NEAR, stop if stop >= 0 else len(stretch.text))
            following = next((one.figure.start for one in found if one.figure.start >= actual.figure.end), end)
            said = stretch.text[actual.figure.end : min(end, following)]
            missed = _MISSED.search(said)
            if missed is None or actual.value < target.value or _BELOW.search(target.left[-16:] + target.figure.text):
                continue
            at = actual.figure.end + missed.start()
            yield page.finding(
                "praise-goals", stretch, at, at + len(missed[0]), "targets.judged", target=target.figure.text,
                actual=actual.figure.text, claimed=missed[0], computed="已达到",
                working=f"{actual.figure.text} ≥ {target.figure.text}",
            )  # fmt: skip


def _pair(stretch: Stretch, target: Mention, actual: Mention) -> bool:
    same = target.figure.unit == actual.figure.unit and target.figure.sort == actual.figure.sort
    if not same or target.figure.sort not in _UNITS or target.segment != actual.segment:
        return False
    if target.rising or actual.rising or target.prior or actual.prior or actual.figure.points:
        return False
    left = target.left + (target.figure.text if target.figure.rough else "")
    return bool(_MEANT.search(left) and _DID.search(actual.left) and not _MEANT.search(actual.left))


@rule("praise-goals")
def against(page: Page) -> Iterator[Finding]:
    """完成率98.6%，低于目标值97%: the word that compares, and the two figures."""
    for stretch in page.paragraphs:
        for one, other in pairwise(mentions(stretch)):
            match = _COMPARES.search(other.left)
            alike = one.figure.unit == other.figure.unit and one.figure.sort == other.figure.sort and one.figure.sort
            if match is None or not alike or other.clause - one.clause > 1 or one.sentence != other.sentence:
                continue
            if one.figure.rough or other.figure.rough or one.figure.points or one.rising or one.prior:
                continue
            # 低于目标值2%: by how much.
            turned = one.value < other.value if match["up"] else one.value > other.value
            if turned and other.value * 2 > one.value > 0:
                start = other.figure.start - len(other.left) + match.start()
                yield page.finding(
                    "praise-goals", stretch, start, other.figure.end, "targets.against", one=one.figure.text,
                    claimed=stretch.text[start : other.figure.end], computed="低于" if match["up"] else "高于",
                )  # fmt: skip


@rule("ratio")
def all_of(page: Page) -> Iterator[Finding]:
    """涉及37个行政村 … 34个行政村全面完工，完工率100%: the part of a whole that was told before."""
    before: list[tuple[str, Mention]] = []
    for stretch in page.paragraphs:
        found = mentions(stretch)
        here = [(noun[0], one) for one in found if (noun := _things(stretch, one))]
        for at, claim in enumerate(found):
            match = _ALL.search(claim.left) if claim.figure.sort == "rate" and claim.value == HUNDRED else None
            part = _counted(stretch, found[max(0, at - 3) : at], claim, match["stem"] if match else "")
            if part is None or (noun := _things(stretch, part)) is None:
                continue
            told = (*before, *here[-_MOST:]) if len(here) > _MOST else (*before, *here)
            known = [one for name, one in told if name == noun[0] and one.figure.unit == part.figure.unit]
            whole = next((one for one in known if one.value > part.value), None)
            if whole is None or any(one.value == part.value and one is not part for one in known):
                continue
            share = quotient(part, whole)
            if share is None or verdict(claim.shown, share) != "wrong":
                continue
            value = rounded(share.mid, 2) + "%"
            yield page.finding(
                "ratio", stretch, claim.figure.start, claim.figure.end, "targets.all_of", whole=whole.figure.text,
                noun=noun[0], part=part.figure.text, claimed=claim.figure.text, computed=value,
                working=f"{plain(part.value)} ÷ {plain(whole.value)} = {value}",
            )  # fmt: skip
        before = [*before, *here][-_MOST:]


def _things(stretch: Stretch, one: Mention) -> re.Match[str] | None:
    """What is counted, by the words behind the figure."""
    if one.figure.sort not in ("count", "people") or one.figure.rough or one.rising or one.prior:
        return None
    match = _NOUN.match(stretch.text, one.figure.end, min(len(stretch.text), one.figure.end + 3))
    return match if match and not match[0].startswith(("的", "已", "均", "全")) else None


def _counted(stretch: Stretch, found: tuple[Mention, ...], claim: Mention, stem: str) -> Mention | None:
    """The count whose clause says what the rate is the rate of (完工)."""
    for one in reversed(found[-3:]) if stem else ():
        told = one.figure.sort in ("count", "people") and one.sentence == claim.sentence
        if told and stem in stretch.text[one.figure.end : claim.figure.start - len(stem) - 1]:
            return one
    return None
