"""The balance: what came in and was not spent is still there, or somebody says where it went.

Limits: income and spending are looked for in the paragraph, else in those above it under the same heading of level two;
amounts that the text says were taken back or handed in end the matter.
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
from drafter.claims.rates import quotient, working
from drafter.claims.text import Stretch
from drafter.language.interval import rounded, verdict

_REPORT = re.compile("绩效|自评|执行")


@rule("balance")
def balance(page: Page) -> Iterator[Finding]:
    none, gone = page.words("balance", "none"), page.words("balance", "gone")
    # 没有结余分配 tells of another thing than 没有结余.
    pattern = re.compile(f"(?:{'|'.join(map(re.escape, none))})(?!分配)")
    earlier: list[Mention] = []
    section: tuple[str, ...] = ()
    for stretch in page.paragraphs:
        if stretch.section[:2] != section[:2]:
            earlier, section = [], stretch.section
        found = mentions(stretch)
        if any(word in stretch.text for word in gone):
            earlier = []
        elif match := pattern.search(stretch.text):
            yield from _nothing_left(page, stretch, found, earlier, match)
        else:
            yield from _left(page, stretch, found)
        earlier.extend(one for one in found if _income(one) and _whole(page, one))


def _income(one: Mention) -> bool:
    return one.figure.sort == "money" and one.role in ("income", "budget") and not one.prior and not one.figure.rough


def _whole(page: Page, one: Mention) -> bool:
    return any(word in one.left for word in page.words("balance", "whole"))


def _nothing_left(
    page: Page, stretch: Stretch, found: tuple[Mention, ...], earlier: list[Mention], match: re.Match[str]
) -> Iterator[Finding]:
    before = [one for one in found if one.figure.end <= match.start() and one.figure.sort == "money"]
    spents = [one for one in before if one.role == "spent" and not one.prior and "其中" not in one.left]
    incomes = [one for one in before if _income(one)]
    if not spents:
        return
    spent = next((one for one in spents if _whole(page, one)), spents[0])
    came = incomes or [one for one in earlier if _whole(page, one)]
    carried = [one for one in (*found, *earlier) if one.role == "carried"]
    if not came or any(verdict(one.shown, spent.shown) != "wrong" for one in came for spent in spents):
        return
    if carried or any(one.role == "balance" and one.value > 0 for one in found):
        return
    income = came[-1] if incomes else max(came, key=lambda one: one.value)
    if income.value <= spent.value:
        return
    rest = income.like((income.shown - spent.shown).mid)
    yield page.finding(
        "balance", stretch, match.start(), match.end(), "balance.nothing_left", income=income.figure.text,
        spent=spent.figure.text, claimed=match[0], computed=rest,
        working=f"{income.figure.text} − {spent.figure.text} = {rest}",
    )  # fmt: skip


def _around(found: tuple[Mention, ...], at: int) -> list[Mention]:
    """The amounts that the balance at `at` is told with: those of its sentence, or of the one before as well where that
    tells what came in, and what was carried over before that."""
    rest = found[at]
    money = [one for one in found[max(0, at - 8) : at + 3] if one is not rest and one.figure.sort == "money"]
    money = [one for one in money if not one.figure.rough]
    near = [one for one in money if one.sentence == rest.sentence]
    if not any(_income(one) for one in near):
        near = [one for one in money if 0 <= rest.sentence - one.sentence <= 1]
    if not any(one.role == "carried" for one in near):
        near = [one for one in money if one.role == "carried" and one.sentence < rest.sentence][-1:] + near
    return near


def _left(page: Page, stretch: Stretch, found: tuple[Mention, ...]) -> Iterator[Finding]:
    """年末结转30万元, beside the income and the spending it should be left of."""
    for at, rest in enumerate(found):
        ending = rest.role == "balance" and any(
            word in rest.cue for word in ("结转", "结余", "剩余", "尚余", "尚有", "余额")
        )
        if not ending or rest.prior or rest.rising or rest.figure.sort != "money" or rest.figure.rough:
            continue
        near = _around(found, at)
        incomes = [one for one in near if _income(one)]
        spents = [one for one in near if one.role == "spent" and not one.prior]
        carried = [one for one in near if one.role == "carried"]
        if len(incomes) != 1 or len(spents) != 1 or len(carried) > 1:
            continue
        total = incomes[0].shown + carried[0].shown if carried else incomes[0].shown
        # What both together come to may be said as well: then the carried amount is not in the income.
        summed = [one for one in near if one.role in ("total", "") and verdict(one.shown, total) == ""]
        if len(near) > 2 + len(carried) + len(summed):
            continue
        computed = total - spents[0].shown
        if computed.mid < 0 or any(word in rest.left for word in ("使用", "动用")):
            # More was spent than came in: then the income told is not all there was.
            continue
        plain_ = incomes[0].shown - spents[0].shown
        if verdict(rest.shown, computed) != "wrong" or (not summed and verdict(rest.shown, plain_) != "wrong"):
            continue
        value = rest.like(computed.mid)
        parts = " + ".join([incomes[0].figure.text, *(one.figure.text for one in carried)])
        yield page.finding(
            "balance", stretch, rest.figure.start, rest.figure.end, "balance.left", claimed=rest.figure.text,
            computed=value, working=f"{parts} − {spents[0].figure.text} = {value}",
        )  # fmt: skip


_LEFT_OVER = re.compile(r"(?:收支相抵|收支结余|结转下年|年终结余|滚存结余)[^。；\d]{0,12}\d")


@rule("total-balance")
def totals(page: Page) -> Iterator[Finding]:
    for number, stretch in enumerate(page.paragraphs):
        found = mentions(stretch)
        for one, other in pairwise(found):
            if "收入总计" in one.left and "支出总计" in other.left and one.sentence == other.sentence:
                behind = stretch.text[other.figure.end :] + "".join(
                    each.text for each in page.paragraphs[number + 1 : number + 2]
                )
                # 收支相抵，结转下年14670万元: what is left over is told, and is no part of either.
                if one.prior or other.prior or verdict(one.shown, other.shown) != "wrong" or _LEFT_OVER.search(behind):
                    continue
                yield page.finding(
                    "total-balance", stretch, other.figure.start, other.figure.end, "balance.totals",
                    claimed=other.figure.text, computed=one.figure.text,
                    working=f"{one.figure.text} ≠ {other.figure.text}",
                )  # fmt: skip


@rule("rate-missing")
def rate_missing(page: Page) -> Iterator[Finding]:
    if not _REPORT.search(page.reading.title.text):
        return
    budget: Mention | None = None
    spent: tuple[Stretch, Mention] | None = None
    for stretch in page.stretches:
        if stretch.kind == "cell" and any(word in stretch.text for word in ("执行率", "支付率", "支出进度", "完成率")):
            return
        for one in mentions(stretch) if stretch.kind != "cell" else ():
            if one.role in ("execution", "of_budget"):
                return
            if one.figure.sort != "money" or one.prior or not _whole(page, one):
                continue
            if budget is None and _income(one):
                budget = one
            elif spent is None and one.role == "spent":
                spent = stretch, one
    if budget is None or spent is None:
        return
    stretch, one = spent
    share = quotient(one, budget)
    if share is None or share.mid >= 100:
        return
    value = rounded(share.mid, 2) + "%"
    yield page.finding(
        "rate-missing", stretch, one.figure.start, one.figure.end, "balance.rate_missing", computed=value,
        working=working(one, budget, value),
    )  # fmt: skip
