"""What is claimed of all projects against what is told of each: how many there are, what they sum to.

The reader gains the sum that nobody adds up: 36个 claimed, 37 paragraphs; a total that neither the budgets nor the
amounts spent make.

Limits: where clearly only some of the projects are told (under four fifths of those claimed), nothing is said; two
series are held to be parts of one whole when their numbers add up to the claim.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from functools import reduce
from itertools import chain
from typing import NamedTuple

from drafter.checking.checks import rule
from drafter.checking.finding import Finding
from drafter.checking.page import Page
from drafter.claims.mention import Mention
from drafter.claims.mentions import mentions
from drafter.claims.series import Series, ToldProject, bare
from drafter.claims.text import Stretch
from drafter.language.interval import Interval, plain, verdict
from drafter.wording import NOTHING, Wording, word

#: Told are all, or but a few are forgotten.
_NEARLY = Decimal("0.8")
_WAN = Decimal(10_000)
#: Series that a claim is held against, before it and behind it.
_NEAR = 6


class TotalClaim(NamedTuple):
    """A count or an amount said of all projects, and where."""

    stretch: Stretch
    mention: Mention


@rule("listed-count")
def counts(page: Page) -> Iterator[Finding]:
    told = page.series
    if not told:
        return
    numbers = _numbers(told)
    yield from _announced(page, [one for one in told if one.kind == "list"])
    for claim in _count_claims(page):
        said = int(claim.mention.value)
        # A list tells what there is; what is told item by item may still differ from it.
        apart = [one for one in told if one.kind != "list"] or list(told)
        if said in numbers or any(len(one.items) == said for one in apart):
            continue
        near = min(apart, key=lambda one: abs(len(one.items) - said))
        found = len(near.items)
        if found < said * _NEARLY or found > 2 * said:
            continue
        yield page.finding(
            "listed-count", claim.stretch, claim.mention.figure.start, claim.mention.figure.end, "listed.counts",
            near=_where(near), found=found, twice=_twice(near), told=_also(told), claimed=claim.mention.figure.text,
            computed=f"{found}个", certain=found > said or found == said - 1,
        )  # fmt: skip


def _announced(page: Page, lists: list[Series]) -> Iterator[Finding]:
    """抽查项目8个……抽查的项目为： and seven numbered names right behind it."""
    before = {stretch.block + 1: stretch for stretch in page.paragraphs if stretch.text.endswith(("：", ":"))}
    things = page.words("listed", "things")
    for one in lists:
        stretch = before.get(one.items[0].stretch.block)
        if stretch is None:
            continue
        start = stretch.sentences[-1][0]
        said = [
            mention
            for mention in mentions(stretch)
            if mention.figure.unit in ("个", "项") and not mention.figure.rough and not mention.prior
            and any(word in stretch.text[max(0, mention.figure.start - 8) : mention.figure.end + 6] for word in things)
        ]  # fmt: skip
        closing = any(word in stretch.text[start:] for word in things)
        if said and closing and len(one.items) not in [int(mention.value) for mention in said]:
            claim = said[0]
            yield page.finding(
                "listed-count", stretch, claim.figure.start, claim.figure.end, "listed.announced",
                count=len(one.items), claimed=claim.figure.text, computed=f"{len(one.items)}个",
                certain=abs(len(one.items) - claim.value) < 3,
            )  # fmt: skip


def _numbers(told: tuple[Series, ...]) -> set[int]:
    """Numbers of projects that several series make together."""
    return {
        sum(len(one.items) for one in told if one.kind == kind)
        for kind in ("paragraphs", "table", "list")
        if sum(one.kind == kind for one in told) > 1
    }


def _where(one: Series) -> Wording:
    kind = {"table": "表中", "list": "清单"}.get(one.kind, "正文")
    if one.where:
        return word("listed.in", section=one.where[:20], kind=kind)
    return word("listed.in-text", kind=kind)


def _also(told: tuple[Series, ...]) -> Wording:
    lists = [one for one in told if one.kind == "list"] if len(told) > 1 else []
    return word("listed.also", count=len(lists[0].items)) if lists else NOTHING


def _twice(one: Series) -> Wording:
    """The names that a series tells twice with the same amounts, for the message."""
    seen = Counter((item.name, item.budget, item.spent) for item in one.items)
    names = [f"“{name}”" for (name, _, _), count in seen.items() if count > 1 and name]
    return word("listed.twice", names="".join(names[:3])) if names else NOTHING


def _count_claims(page: Page) -> Iterator[TotalClaim]:
    things = "|".join(sorted(page.words("listed", "things"), key=len, reverse=True))
    before = re.compile(rf"(?:{things})(?:资金|支出)?(?:共计|共有|共|总数为?|数量为?|有|为)?$")
    after = re.compile(rf"(?:{things})(?![库部经办])")
    whole, part = page.words("listed", "whole"), page.words("listed", "part")
    for stretch in page.paragraphs:
        for one in mentions(stretch):
            figure = one.figure
            if figure.unit not in ("个", "项") or figure.rough or figure.scale or one.prior or figure.value < 3:
                continue
            start, end = _clause(stretch, one)
            clause = stretch.text[start:end]
            behind = stretch.text[figure.end : figure.end + 6]
            if not before.search(one.left) and not after.match(behind):
                continue
            if any(word in clause for word in whole) and not any(word in clause for word in part):
                yield TotalClaim(stretch, one)


def _clause(stretch: Stretch, one: Mention) -> tuple[int, int]:
    start, end = stretch.clauses[one.clause] if one.clause < len(stretch.clauses) else (0, len(stretch.text))
    return max(start, one.figure.start - 60), min(end, one.figure.end + 30)


@rule("listed-total")
def totals(page: Page) -> Iterator[Finding]:
    told = [one for one in page.series if one.kind != "list"]
    claims = _total_claims(page, {item.stretch for one in told for item in one.items}) if told else iter(())
    complete = {int(claim.mention.value) for claim in _count_claims(page)}
    blocks = [one.items[0].stretch.block for one in told]
    known: dict[int, _Sums] = {}
    for claim in claims:
        # A text with many series is many reports: the nearest ones are meant.
        at = bisect_left(blocks, claim.stretch.block)
        first = max(0, min(at - _NEAR, len(told) - 2 * _NEAR))
        near = told[first : first + 2 * _NEAR]
        sums = known.get(first) or known.setdefault(first, _sums(near))
        yield from _total(page, claim, sums, len(sums.main) in complete)


class _Sums(NamedTuple):
    """What series sum to, by kind of amount, with and without what they tell twice; `main` is the longest."""

    sums: dict[str, list[Interval]]
    main: tuple[ToldProject, ...]


def _sums(told: list[Series]) -> _Sums:
    groups = [one.items for one in told]
    for kind in ("paragraphs", "table"):
        same = [one.items for one in told if one.kind == kind]
        if len(same) > 1:
            groups.append(tuple(chain.from_iterable(same)))
    sums: dict[str, list[Interval]] = {"budget": [], "spent": []}
    for group in groups:
        for items in (group, _once(group)):
            for kind, found in sums.items():
                if total := _sum(items, kind):
                    found.append(total)
    return _Sums(sums, max((one.items for one in told), key=len))


def _total_claims(page: Page, items: set[Stretch]) -> Iterator[TotalClaim]:
    amount, other = page.words("listed", "amount"), page.words("listed", "other")
    things = page.words("listed", "things")
    for stretch in page.paragraphs:
        if stretch in items:
            continue
        for one in mentions(stretch):
            if one.figure.sort != "money" or one.figure.rough or one.prior or one.role in ("difference", "growth"):
                continue
            left = one.left[-40:]
            said = any(word in left for word in amount) and not any(word in left for word in other)
            start, _ = stretch.sentence_at(one.figure.start)
            if said and any(
                word in stretch.text[max(start, one.figure.start - 60) : one.figure.start] for word in things
            ):
                yield TotalClaim(stretch, one)


def _total(page: Page, claim: TotalClaim, known: _Sums, complete: bool) -> Iterator[Finding]:
    one, main = claim.mention, known.main
    left = one.left[-40:]
    spent = any(word in left for word in page.words("listed", "spent"))
    budget = any(word in left for word in page.words("listed", "budget"))
    kinds = ("spent",) if spent and not budget else ("budget",) if budget and not spent else ("budget", "spent")
    if any(verdict(one.shown, total) != "wrong" for kind in kinds for total in known.sums[kind]):
        return
    sums = {kind: _sum(main, kind) for kind in ("budget", "spent")}
    words = {"budget": "预算", "spent": "支出"}
    shown = {kind: plain(total.mid / _WAN) + "万元" for kind, total in sums.items() if total}
    if any(kind not in shown for kind in kinds):
        return
    steps = [word("listed.sum", count=len(main), kind=words[kind], total=shown[kind]) for kind in kinds]
    yield page.finding(
        "listed-total", claim.stretch, one.figure.start, one.figure.end,
        "listed.neither" if len(kinds) > 1 else "listed.total", count=len(main), kind=words[kinds[0]],
        budget=shown.get("budget", ""), spent=shown.get("spent", ""), claimed=one.figure.text,
        computed="、".join(shown[kind] for kind in kinds), certain=complete,
        working=word("listed.sums", budget=steps[0], spent=steps[1]) if len(kinds) > 1 else steps[0],
    )  # fmt: skip


def _once(items: tuple[ToldProject, ...]) -> tuple[ToldProject, ...]:
    """The items without those told before with the same name and amounts."""
    return tuple({(bare(item.name), item.budget, item.spent): item for item in items}.values())


def _sum(items: tuple[ToldProject, ...], kind: str) -> Interval | None:
    amounts = [item.budget if kind == "budget" else item.spent for item in items]
    known = [amount for amount in amounts if amount is not None]
    # An amount that cannot be read may be all that is missing.
    return reduce(Interval.__add__, known) if known and len(known) == len(amounts) else None
