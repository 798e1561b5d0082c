"""What words say of figures: level with last year, balanced, none of it, and the change that goes the other way.

The reader gains 13.60万元，上年为12.80万元，与上年持平; 收支平衡 over two totals that differ; 没有使用政府性基金 beside
341.50万元 of it; 由418.36万元 to 463.91万元 told as a fall of exactly the difference.

Limits: both figures stand between the same two ；, or the total is called one; within a hundredth all is level.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from drafter.checking.checks import rule
from drafter.checking.finding import Finding
from drafter.checking.page import Page
from drafter.claims.changes import claims
from drafter.claims.mention import Mention
from drafter.claims.mentions import mentions
from drafter.claims.text import Stretch
from drafter.language.interval import plain, verdict

_LEVEL = re.compile(
    r"(?:与|和|同|较|比)(?:上年|去年|上一年|上年度|20\d\d年)(?:度)?(?:同期|预算数?|决算数?|执行数)?(?:相比)?[，,]?"
    r"(?P<about>基本|大体|大致|总体)?(?P<word>持平|一致|相同|相等|无增减|无变化|没有变化|不变)"
)
_LAST = re.compile(
    r"[，、（(]?(?:上年|去年|上一年|20\d\d年)(?:度)?(?:同期)?(?:年初)?(?:预算|决算|执行|支出|安排)?(?:数|额)?(?:为|是|共)?"
)
#: Level to the letter within a hundredth; 基本持平 within so much.
_NEAR, _ABOUT = Decimal("0.01"), Decimal("0.1")
_BALANCED = re.compile(
    r"(?:收支|收入与支出|总收入与总支出)(?:总?预算|总计|决算|总体)?(?:平衡|相等|相抵(?![后，])|持平)|收支总计相等"
)
_CAME = re.compile(r"收入(?:总?预算|预算总额|总计|合计|决算总计)|总收入|收入总额")
_WENT = re.compile(r"支出(?:总?预算|预算总额|总计|合计|决算总计)|总支出|支出总额")
_NONE = re.compile(
    r"(?:没有|未|无)(?:使用|安排|发生|涉及)?(?P<fund>政府性基金|国有资本经营|社会保险基金)(?:预算)?(?:财政)?(?:拨款)?(?:安排的)?"
    r"(?P<way>支出|收入|收支|预算|拨款)?"
)


@rule("growth")
def level(page: Page) -> Iterator[Finding]:
    for stretch in page.stretches:
        if stretch.kind not in ("paragraph", "heading") or not stretch.figures:
            continue
        found = mentions(stretch)
        for match in _LEVEL.finditer(stretch.text):
            near = [one for one in found if one.figure.end <= match.start() and _amount(one)][-2:]
            if len(near) < 2 or stretch.text.find("；", near[0].figure.start, match.start()) >= 0:
                continue
            now, before = sorted(near, key=lambda one: one.prior)
            if now.prior or not before.prior or now.figure.unit != before.figure.unit:
                continue
            between = stretch.text[near[1].figure.end : match.start()]
            # 上年15.35万元。其中：出国费0.00万元，与上年持平: two things.
            if "。" in between or not (_LAST.fullmatch(near[1].left) if near[1].prior else near[0].prior is False):
                continue
            gap = abs(now.value - before.value)
            if gap > max(before.value, now.value) * (_ABOUT if match["about"] else _NEAR):
                word = "增加" if now.value > before.value else "减少"
                value = now.like(gap)
                yield page.finding(
                    "growth", stretch, match.start(), match.end(), "level.level", before=before.figure.text,
                    now=now.figure.text, way=word, value=value, said=match[0], claimed=match["word"],
                    computed=word + value, working=f"{now.figure.text} − {before.figure.text}",
                )  # fmt: skip


def _amount(one: Mention) -> bool:
    return one.figure.sort in ("money", "people", "count") and not one.rising and not one.figure.rough


@rule("growth")
def turned(page: Page) -> Iterator[Finding]:
    """Two figures of two years whose difference is told to the last digit, with the other sign."""
    for stretch in page.paragraphs:
        found = mentions(stretch)
        for claim in claims(found):
            by = claim.by
            telling = len(by.figure.shown.replace(".", "").strip("0")) if by else 0
            if by is None or by.figure.points or telling < 2:
                continue
            near = [one for one in found[max(0, claim.first - 4) : claim.first] if by.sentence - one.sentence < 2]
            near = [one for one in near if _amount(one) and one.figure.unit == by.figure.unit]
            for before, now in (*pairwise(near), *((two, one) for one, two in pairwise(near))):
                later = (before.year and now.year == before.year + 1) or (before.prior and not now.prior)
                exact = abs(now.value - before.value) == by.value
                if (
                    later
                    and exact
                    and (telling > 2 or (before.year and now.year))
                    and (now.value - before.value) * claim.sign < 0
                ):
                    word = "增加" if now.value > before.value else "减少"
                    yield page.finding(
                        "growth", stretch, by.figure.start - len(by.left) + by.left.rfind(by.cue), by.figure.end,
                        "level.turned", before=before.figure.text, now=now.figure.text, claimed=by.cue, computed=word,
                        working=f"{now.figure.text} − {before.figure.text}",
                    )  # fmt: skip
                    break


@rule("total-balance")
def balanced(page: Page) -> Iterator[Finding]:
    for stretch in page.paragraphs:
        match = _BALANCED.search(stretch.text)
        if match is None:
            continue
        money = [one for one in mentions(stretch) if one.figure.sort == "money" and not one.prior and not one.rising]
        came = [one for one in money if _CAME.search(one.left[-16:]) and not one.figure.rough]
        went = [one for one in money if _WENT.search(one.left[-16:]) and not one.figure.rough]
        if not came or not went or any(verdict(one.shown, two.shown) != "wrong" for one in came for two in went):
            continue
        one, other = came[0], went[0]
        yield page.finding(
            "total-balance", stretch, other.figure.start, other.figure.end, "level.balanced", said=match[0],
            claimed=other.figure.text, computed=one.figure.text, working=f"{one.figure.text} ≠ {other.figure.text}",
        )  # fmt: skip


@rule("two-figures")
def none(page: Page) -> Iterator[Finding]:
    """没有使用政府性基金预算拨款安排的支出, and an amount of that fund elsewhere."""
    told: dict[str, tuple[Stretch, Mention]] = {}
    for stretch in page.paragraphs:
        for one in mentions(stretch) if "基金" in stretch.text or "资本经营" in stretch.text else ():
            fund = next((name for name in ("政府性基金", "国有资本经营", "社会保险基金") if name in one.left[-24:]), "")
            apart = one.prior or one.rising or one.figure.rough or one.role == "carried" or "结转" in one.left
            if fund and one.figure.sort == "money" and one.value > 0 and not apart:
                told.setdefault(fund, (stretch, one))
    for stretch in page.paragraphs if told else ():
        for match in _NONE.finditer(stretch.text):
            known = told.get(match["fund"])
            # 没有结转下年的政府性基金 tells of what is left over.
            if known is None or (known[0] is stretch and known[1].sentence == _sentence(stretch, match.start())):
                continue
            other, one = known
            line, _ = page.reading.place(other.passage, one.figure.start)
            yield page.finding(
                "two-figures", stretch, match.start(), match.end(), "level.none", where=page.at(line),
                before=one.left[-14:].lstrip('，、：；'), claimed=match[0], computed=one.figure.text,
            )  # fmt: skip


def _sentence(stretch: Stretch, at: int) -> int:
    return next((number for number, (start, end) in enumerate(stretch.sentences) if start <= at < end), -1)


_NOTHING = re.compile(
    r"(?:上年|去年|上一年|上年度|20\d\d年)(?:度)?(?:同期)?(?:的)?(?:数|额|预算|决算|支出)?(?:为|是)(?:0|零)(?![.\d万])[^。；]{0,12}?[，,、]?"
    r"(?P<said>(?:同比|比上年|较上年)?(?:增长|上升|增幅(?:为)?)(?:了)?\d+(?:\.\d+)?%)"
)


@rule("zero-base")
def from_nothing(page: Page) -> Iterator[Finding]:
    """上年为0，同比增长100%: no unit behind the nought."""
    for stretch in page.paragraphs:
        for match in _NOTHING.finditer(stretch.text) if "%" in stretch.text else ():
            yield page.finding(
                "zero-base", stretch, match.start("said"), match.end("said"), "level.from_nothing",
                claimed=match["said"],
            )  # fmt: skip


_BETWEEN = re.compile(
    r"由[^，。；\d]{0,10}(?P<a>\d+(?:\.\d+)?)%[^，。；\d]{0,6}(?:提高|上升|增加|扩大|下降|降低|缩小|回落|减少)?[到至](?P<b>\d+(?:\.\d+)?)%"
    r"[，,][^，。；\d]{0,12}(?P<way>提高|上升|增加|扩大|下降|降低|缩小|回落|减少)了?(?P<c>\d+(?:\.\d+)?%)"
)


@rule("points")
def shares(page: Page) -> Iterator[Finding]:
    """比重由18.4%提高到21.1%，提高2.7%: the difference of two shares."""
    for stretch in page.paragraphs:
        for match in _BETWEEN.finditer(stretch.text) if "由" in stretch.text else ():
            first, last, by = (Decimal(match[name].rstrip("%")) for name in ("a", "b", "c"))
            if abs(last - first) == by and by:
                value = f"{plain(by)}个百分点"
                yield page.finding(
                    "points", stretch, match.start("c"), match.end("c"), "level.shares", first=match['a'],
                    last=match['b'], claimed=match["c"], computed=value,
                    working=f"{max(first, last)}% − {min(first, last)}% = {value}",
                )  # fmt: skip


_GREW = re.compile(r"[比较](?:年初|上年末|去年末|上年同期|上年)[^，。；\d]{0,4}(?:增加|新增|多增)$")
_STOCK = re.compile("余额|保有量|人口|存量|总数|在校生|床位|面积")


@rule("growth")
def outgrown(page: Page) -> Iterator[Finding]:
    """余额936.18万元，比年初增加81.44亿元: nothing grows by more than it is."""
    for stretch in page.paragraphs:
        for now, by in pairwise(mentions(stretch)):
            alike = now.figure.unit == by.figure.unit and now.figure.sort == by.figure.sort and by.figure.sort != "rate"
            if not alike or by.clause - now.clause != 1 or now.rising or now.prior or now.figure.rough:
                continue
            if _GREW.search(by.left) and _STOCK.search(now.left) and by.shown.low > now.shown.high:
                yield page.finding(
                    "growth", stretch, now.figure.start, by.figure.end, "level.outgrown", by=by.figure.text,
                    claimed=now.figure.text, computed=f"≥{by.figure.text}",
                )  # fmt: skip
