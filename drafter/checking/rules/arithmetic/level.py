"""What words say of figures: balanced, none of it, and the change that goes the other way.

The reader gains 收支平衡 over two totals that differ; 没有使用政府性基金 beside 341.50万元 of it; 由418.36万元 to
463.91万元 told as a fall of exactly the difference.

Limits: both figures stand in one paragraph, or the total is called one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from drafter.checking.checks import rule
from drafter.checking.finding import Finding
from drafter.checking.page import Page
from drafter.claims.changes import claims
from drafter.claims.mention import Mention
from drafter.claims.mentions import mentions
from drafter.claims.text import Stretch
from drafter.language.interval import verdict

_BALANCED = re.compile(
    r"(?:收支|收入与支出|总收入与总支出)(?:总?预算|总计|决算|总体)?(?:平衡|相等|相抵(?![后，])|持平)|收支总计相等"
)
_CAME = re.compile(r"收入(?:总?预算|预算总额|总计|合计|决算总计)|总收入|收入总额")
_WENT = re.compile(r"支出(?:总?预算|预算总额|总计|合计|决算总计)|总支出|支出总额")
_NONE = re.compile(
    r"(?:没有|未|无)(?:使用|安排|发生|涉及)?(?P<fund>政府性基金|国有资本经营|社会保险基金)(?:预算)?(?:财政)?(?:拨款)?(?:安排的)?"
    r"(?P<way>支出|收入|收支|预算|拨款)?"
)


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
