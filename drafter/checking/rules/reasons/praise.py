"""Praise against figures: 支付率高 at 46.3 %, 高度契合 where most grades are 中 and 差, 普遍满意 at 72 %.

The reader gains the sentences that an auditor would read back to the office that wrote them.

Limits: praise of one piece of work (防汛任务圆满完成) is not judged by the figures of the whole; a rate that the same
paragraph states goes before those of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from drafter.checking.checks import rule
from drafter.checking.finding import Finding
from drafter.checking.page import Page
from drafter.claims.mention import Mention
from drafter.claims.mentions import mentions, of_some, within
from drafter.claims.results import FAR, Figures, Missed, Overall, best_of, execution, executions, pattern_of
from drafter.claims.text import Stretch
from drafter.language.interval import HUNDRED, rounded

#: How far behind the praise its own rate may stand.
_NEXT = 24


@rule("praise-rate")
def rates(page: Page) -> Iterator[Finding]:
    high = Decimal(str(page.setting("praise-rate", "high")))
    slow, least = (Decimal(str(page.setting("praise-rate", name))) for name in ("slow", "all"))
    praise, everything, smooth = (pattern_of(page, name) for name in ("rate", "all", "smooth"))
    figures = Figures(page)
    for stretch in page.paragraphs:
        own: list[Overall | None] = []
        for pattern, bound in ((praise, high), (smooth, slow)):
            for match in pattern.finditer(stretch.text):
                own = own or [best_of(executions(stretch)) or figures.overall]
                overall = own[0]
                if overall is not None and overall.rate < bound:
                    yield _against(page, stretch, match, overall)
        for match in everything.finditer(stretch.text):
            start, end = stretch.sentence_at(match.start())
            # 人员经费全部支出；…；项目支出执行率88.65%: each between its two ；.
            start = max(start, stretch.text.rfind("；", start, match.start()) + 1)
            end = behind if (behind := stretch.text.find("；", match.end(), end)) >= 0 else end
            near = within(mentions(stretch), max(start, match.start() - FAR), min(end, match.end() + FAR))
            beside = best_of([one for one in near if execution(one)])
            if beside is not None and beside.rate < least:
                yield _against(page, stretch, match, beside)


def _against(page: Page, stretch: Stretch, match: re.Match[str], overall: Overall) -> Finding:
    value = str(overall.working) if overall.stated else rounded(overall.rate, 2) + "%"
    return page.finding(
        "praise-rate", stretch, match.start(), match.end(),
        "praise.stated" if overall.stated else "praise.reckoned", claimed=match[0], computed=value,
        working="" if overall.stated else overall.working,
    )  # fmt: skip


@rule("praise-goals")
def goals(page: Page) -> Iterator[Finding]:
    share = Decimal(str(page.setting("praise-goals", "share")))
    done, hoped = pattern_of(page, "done"), pattern_of(page, "hoped")
    named, completion = page.words("praise", "goals"), page.words("praise", "completion")
    figures = Figures(page)
    for stretch in page.paragraphs:
        for match in done.finditer(stretch.text):
            start, end = stretch.sentence_at(match.start())
            start = max(start, match.start() - FAR)
            start = max(start, stretch.text.rfind("；", start, match.start()) + 1)
            said = stretch.text[start : min(end, match.end() + 16)]
            # 立行立改的11个已全部完成: all of some.
            if hoped.search(said) or of_some(page, stretch, match.start()):
                continue
            if (beside := _beside(stretch, match, end, completion)) is not None:
                yield page.finding(
                    "praise-goals", stretch, match.start(), match.end(), "praise.beside", claimed=match[0],
                    computed=beside.figure.text,
                )  # fmt: skip
                continue
            if not any(word in said for word in named):
                continue
            kinds = figures.kinds_in(said)
            if missed := next((one for one in figures.missed if _meets(kinds, one)), None):
                yield page.finding(
                    "praise-goals", stretch, match.start(), match.end(), "praise.missed", claimed=match[0],
                    computed=missed.text,
                )  # fmt: skip
                continue
            poor, graded = figures.poor
            if graded and poor * HUNDRED / graded >= share:
                told = f"{poor}个"
                yield page.finding(
                    "praise-goals", stretch, match.start(), match.end(), "praise.graded", graded=graded, poor=poor,
                    claimed=match[0], computed=told,
                    working=f"{poor} ÷ {graded} = {rounded(poor * HUNDRED / graded, 2)}%", certain=False,
                )  # fmt: skip


def _beside(stretch: Stretch, match: re.Match[str], end: int, words: Sequence[str]) -> Mention | None:
    """A rate of completion below 100 % in the clause after the praise."""
    for one in within(mentions(stretch), match.end(), min(end, match.end() + _NEXT)):
        if any(word in one.left for word in words):
            low = one.figure.sort == "rate" and not (one.figure.rough or one.prior or one.figure.points)
            return one if low and one.shown.high < HUNDRED else None
    return None


def _meets(kinds: frozenset[str], missed: Missed) -> bool:
    """Whether praise of some kinds of indicator (none: of all) meets one that was missed."""
    return not kinds or bool(kinds & missed.kinds) or (not missed.kinds and len(kinds) > 3)


@rule("praise-people")
def people(page: Page) -> Iterator[Finding]:
    least = Decimal(str(page.setting("praise-people", "least")))
    praise = pattern_of(page, "people")
    figures = Figures(page)
    for stretch in page.paragraphs:
        for match in praise.finditer(stretch.text):
            asked = figures.satisfaction
            if asked is None or asked.shown.high >= least:
                return
            value = asked.figure.text
            yield page.finding(
                "praise-people", stretch, match.start(), match.end(), "praise.people", claimed=match[0],
                computed=value,
            )  # fmt: skip
