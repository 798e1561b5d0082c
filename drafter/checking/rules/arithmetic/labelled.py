"""Amounts that a label names (2025年预算执行数72万元), and what is said against that label: 比2025年预算执行数增加20%.

The reader gains the laws change = now − base, growth = change ÷ base and share = part ÷ whole where the base is named
and stands in the same paragraph, and the figure that was copied from a neighbour.

Limits: a paragraph at a time; a label is a year and a kind (预算, 执行, 决算), and a base must carry both as told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from drafter.checking.checks import rule
from drafter.checking.finding import Finding
from drafter.checking.page import Page
from drafter.claims.mention import Mention
from drafter.claims.mentions import mentions
from drafter.claims.text import Stretch
from drafter.language.interval import HUNDRED, Interval, rounded, verdict
from drafter.wording import word

_KINDS = (
    "预算执行数|预算执行|执行数|年初预算数?|全年预算数?|调整预算数?|预算安排数?|预算数|预算|支出决算数?|决算数|决算"
)
_LABEL = re.compile(
    rf"(?:(?P<year>20\d\d)年(?:度)?|(?P<last>上年度?|上一年度?))?[^，。；\d]{{0,8}}?(?P<kind>{_KINDS})(?:安排)?[为是共约]?$"
)
_AGAINST = re.compile(
    rf"[比较](?P<year>20\d\d)年(?:度)?(?P<kind>{_KINDS})(?P<way>增加|增长|上升|减少|下降|降低)了?(?=\d)"
)
_COMPLETED = re.compile(
    r"(?:完成了?|达到?|为|占|是|相当于)(?P<kind>年初|全年|调整)后?的?预算(?:数|总?额|安排|安排数)?的?(?=\d[\d.]*[%％])"
)
_VERSUS = re.compile(
    r"(?:(?:决算|支出|执行|开支|花费|使用)数?|[，。；]|^)(?:(?:数|总?额)?(?P<way>大于|高于|多于|超过|超出|突破|小于|低于|少于|不及|等于|没有超过|未超过|未突破)|[与和同]|[比较])"
    r"(?:年初|全年|调整后?|批复的?)?(?:安排)?(?P<of>预算)(?:数|安排|安排数|额)?(?:(?:相比)?(?:完全|正好)?(?P<level>持平|一致|相等|相同)|(?<=[比较]预算)(?P<more>多|高|大|少|低|小)|)"
)
_RISING = ("增加", "增长", "上升", "增多")
#: 比上年事业收入增加: another thing than the one before is what grew.
_COMPARES = re.compile(r"[，（(]?(?:同比|[比较]|[与和同][^，。；]{2,12}[比较])")
_NAME = re.compile(r"(?:收入|支出|经费|拨款|结余|结转|人员|资金|费)(?!预算|决算|数)[^，。；\d]{0,6}$")


class LabelledAmount(NamedTuple):
    """An amount under its label: `year` 0 where none is said, `kind` one of 预算, 年初预算, 全年预算, 执行, 决算."""

    year: int
    kind: str
    mention: Mention


def _prose(page: Page) -> Iterator[Stretch]:
    """Paragraphs and headings with figures: a short item with a number is read as a heading."""
    for stretch in page.stretches:
        if stretch.kind in ("paragraph", "heading") and stretch.figures:
            yield stretch


def _kind(word: str) -> str:
    for known in ("年初预算", "全年预算", "调整预算"):
        if word.startswith(known):
            return known
    return "执行" if "执行" in word else "决算" if "决算" in word else "预算"


def _amounts(stretch: Stretch, year: int) -> list[LabelledAmount]:
    found = []
    for one in mentions(stretch):
        # 年初预算为0，后追加120万元: nothing needs no unit.
        told = one.figure.sort == "money" or (not one.figure.sort and not one.value)
        label = _LABEL.search(one.left[-40:]) if told and not one.figure.rough else None
        if label and "比" not in one.left and "较" not in one.left:
            said = int(label["year"]) if label["year"] else year - 1 if label["last"] and year else 0
            found.append(LabelledAmount(said, _kind(label["kind"]), one))
    return found


@rule("growth")
def labelled(page: Page) -> Iterator[Finding]:
    year = page.report_year.settled
    before: LabelledAmount | None = None
    for stretch in _prose(page):
        amounts = _amounts(stretch, year)
        yield from _impossible(page, stretch)
        for match in _AGAINST.finditer(stretch.text):
            claim = next((one for one in mentions(stretch) if one.figure.start == match.end()), None)
            earlier = [one for one in amounts if one.mention.figure.end <= match.start()]
            bases = [one for one in earlier if one.year == int(match["year"]) and one.kind == _kind(match["kind"])]
            nows = [one for one in earlier if one.year == int(match["year"]) + 1]
            if claim is not None and bases and nows and not claim.figure.rough:
                yield from _law(page, stretch, match, claim, bases[-1], nows[-1], before)
                before = nows[-1]


def _law(
    page: Page,
    stretch: Stretch,
    match: re.Match[str],
    claim: Mention,
    base: LabelledAmount,
    now: LabelledAmount,
    other: LabelledAmount | None,
) -> Iterator[Finding]:
    """The claim against its base, first with the figure of the body, then with the one at the head of the item."""
    sign = 1 if match["way"] in _RISING else -1
    rate = claim.figure.sort == "rate" and not claim.figure.points
    if not base.mention.value and rate and claim.value:
        yield page.finding(
            "zero-base", stretch, claim.figure.start, claim.figure.end, "labelled.zero", year=base.year,
            before=base.mention.figure.text, claimed=claim.figure.text,
        )  # fmt: skip
        return
    head = next((one for one in mentions(stretch) if one.figure.sort == "money"), now.mention)
    fits = _fits(claim, base.mention, now.mention, sign, rate)
    differs = head.figure.start < base.mention.figure.start and head.value != now.mention.value and not head.prior
    if differs and head.sentence < now.mention.sentence and not _LABEL.search(head.left[-40:]):
        by_head = _fits(claim, base.mention, head, sign, rate)
        figure = now.mention.figure if by_head or not fits else head.figure
        right = head.figure.text if by_head or not fits else now.mention.figure.text
        same = other is not None and other.mention.value == now.mention.value and figure is now.mention.figure
        yield page.finding(
            "heading-body", stretch, figure.start, figure.end,
            "labelled.head_same" if same else "labelled.head", head=head.figure.text, body=now.mention.figure.text,
            claimed=figure.text, computed=right,
            working=word(
                "labelled.reckoned", before=base.mention.figure.text, way=match["way"], by=claim.figure.text,
                right=right,
            ),
        )  # fmt: skip
        return
    if fits:
        return
    change = (now.mention.value - base.mention.value) * sign
    if change < 0:
        yield page.finding(
            "growth", stretch, match.start("way"), claim.figure.end, "labelled.opposite",
            before=base.mention.figure.text, now=now.mention.figure.text, claimed=match["way"],
            computed="减少" if sign > 0 else "增加",
        )  # fmt: skip
        return
    value = rounded(change / base.mention.value * HUNDRED, 2) + "%" if rate else _like(change, claim)
    yield page.finding(
        "growth", stretch, claim.figure.start, claim.figure.end, "labelled.change", before=base.mention.figure.text,
        now=now.mention.figure.text, way=match['way'], claimed=claim.figure.text, computed=value,
        working=f"{now.mention.figure.text} − {base.mention.figure.text} → {value}",
    )  # fmt: skip


def _fits(claim: Mention, base: Mention, now: Mention, sign: int, rate: bool) -> bool:
    change = now.shown - base.shown if sign > 0 else base.shown - now.shown
    if not rate:
        return claim.figure.sort != "money" or verdict(claim.shown, change) != "wrong"
    share = change.over(base.shown) if base.shown.low > 0 else None
    return share is None or verdict(claim.shown, share.scaled(HUNDRED)) != "wrong"


def _like(value: Decimal, one: Mention) -> str:
    return rounded(one.figure.counted(value), one.figure.decimals) + one.figure.scale + one.figure.unit


def _impossible(page: Page, stretch: Stretch) -> Iterator[Finding]:
    """0万元，比2025年增加68万元: no amount has grown by more than it is."""
    found = mentions(stretch)
    for at, (now, by) in enumerate(pairwise(found)):
        if by.rising <= 0 or not _COMPARES.match(by.left) or by.clause - now.clause > 1 or now.rising:
            continue
        # 2026年预算18万元，2025年预算0万元，比上年…: what stands before the claim is what it is compared with.
        later = any(one.year > now.year > 0 and one.sentence == now.sentence for one in found[max(0, at - 3) : at])
        last = (
            now.prior or later or any(word in now.left for word in ("上年", "去年")) or now.role in ("share", "average")
        )
        told = _NAME.search(by.left)
        if last or now.figure.rough or by.figure.rough or told:
            continue
        alike = now.figure.unit == by.figure.unit and now.figure.sort in ("money", "count", "people")
        grown = alike and by.shown.low > now.shown.high
        if grown or (by.figure.sort == "rate" and not now.value and by.value and now.figure.sort == "money"):
            yield page.finding(
                "growth", stretch, now.figure.start, by.figure.end, "labelled.impossible", now=now.figure.text,
                claimed=by.figure.text, computed=f"≤{now.figure.text}",
            )  # fmt: skip


@rule("rate")
def completed(page: Page) -> Iterator[Finding]:
    """完成年初预算的92% where 年初预算 is nothing."""
    for stretch in _prose(page):
        for match in _COMPLETED.finditer(stretch.text):
            kind = f"{match['kind']}预算"
            bases = [one.mention for one in _amounts(stretch, 0) if one.kind == kind]
            rate = next((one for one in mentions(stretch) if one.figure.start == match.end()), None)
            # 年初预算数为0元；6月追加。实际支付372万元，为年初预算数的93%: the sentence before tells it.
            bases = [
                one for one in bases if one.figure.start < match.start() and rate and rate.sentence - one.sentence < 3
            ]
            if rate is not None and rate.value and bases and not bases[-1].value:
                yield page.finding(
                    "rate", stretch, match.start(), rate.figure.end, "labelled.completed", kind=kind,
                    base=bases[-1].figure.text, claimed=rate.figure.text,
                )  # fmt: skip


@rule("direction-budget")
def versus(page: Page) -> Iterator[Finding]:
    """决算数大于预算数, 支出与预算完全一致 against the two amounts of the paragraph."""
    for stretch in _prose(page):
        match = _VERSUS.search(stretch.text) if "预算" in stretch.text else None
        way = match and (match["way"] or match["level"] or match["more"])
        if not match or not way or "%" in stretch.text[: match.start()]:
            continue
        told = [one for one in mentions(stretch) if one.figure.end <= match.start("of") and one.figure.sort == "money"]
        told = [one for one in told if not (one.prior or one.rising or one.figure.rough)]
        budgets, finals = ([one for one in told if one.role == role] for role in ("budget", "spent"))
        if len(budgets) != 1 or len(finals) != 1 or len(told) != 2:
            continue
        said, real = _order(way), _sign(finals[0].shown, budgets[0].shown)
        near = abs(finals[0].value - budgets[0].value) * HUNDRED <= budgets[0].value
        if match["level"] and near and "完全" not in match[0]:
            # Level is said of what differs by a hundredth as well.
            continue
        if said != real and not (said == 2 and real < 1):
            word = {1: "大于", 0: "等于", -1: "小于"}[real]
            yield page.finding(
                "direction-budget", stretch, match.start(), match.end(), "labelled.versus",
                final=finals[0].figure.text, budget=budgets[0].figure.text, claimed=way, computed=word,
            )  # fmt: skip


def _order(way: str) -> int:
    """1, 0, -1 for above, level, below; 2 for not above."""
    if way in ("等于", "持平", "一致", "相等", "相同"):
        return 0
    return 2 if way[0] in "没未" else -1 if way in ("小于", "低于", "少于", "不及", "少", "低", "小") else 1


def _sign(one: Interval, other: Interval) -> int:
    return (one.mid > other.mid) - (one.mid < other.mid)


_OVERRUN = re.compile(
    r"(?:超出|超过|高于|突破)(?:了)?(?:成本)?(?:控制数|预算数?|控制目标|成本目标|年初预算|概算|限额|目标值?)[^，。；\d]{0,6}(?=\d)|超支"
)
_WHY = re.compile(r"(?:偏差|超支|超出)?(?:主要)?原因[：:是为系]")
_LESS = re.compile(
    r"(?:比预计|较预计|比计划)?(?:少发生|未发生|未形成|没有发生|没有形成|未支出|节约了?|减少了?|压减|取消|停办|未实施)"
)
_MORE = re.compile(r"增加|增多|上涨|上升|新增|提高|扩大|追加|多支出|涨价|增长")


@rule("direction-reason")
def overrun(page: Page) -> Iterator[Finding]:
    """超出控制数16.77万元, because costs 比预计少发生: more was spent, and the reason says why less was."""
    told: tuple[Stretch, re.Match[str]] | None = None
    for stretch in page.paragraphs:
        found = _OVERRUN.search(stretch.text)
        told = (stretch, found) if found else told
        why = _WHY.search(stretch.text, found.end() if found else 0)
        if told is None or why is None or stretch.block - told[0].block > 1:
            continue
        end = min((at for mark in "。" if (at := stretch.text.find(mark, why.end())) >= 0), default=len(stretch.text))
        less, more = _LESS.search(stretch.text, why.end(), end), _MORE.search(stretch.text, why.end(), end)
        if less and not more:
            yield page.finding(
                "direction-reason", stretch, less.start(), less.end(), "labelled.overrun", told=told[1][0],
                claimed=less[0], computed="多支出的原因",
            )  # fmt: skip
        told = None
