"""Days that cannot be: the 30th of February, a period that ends before it begins, a report signed before its year was
over, an event later than the signature.

The reader gains the date that was mistyped, and the signature of last year's file.

Limits: only reports on a whole year (自评, 决算, 总结) must wait for its end; a day in a sentence about plans and terms
may be later than the signature.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.checks import rule
from drafter.checking.finding import Finding
from drafter.checking.page import Page
from drafter.claims.dates import FULL_DATE, day_of, ranges

_DATE = re.compile(r"(?<![\d.])(?:(?P<year>(?:19|20)\d\d)年\s?)?(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})[日号])?")


@rule("impossible-date")
def impossible(page: Page) -> Iterator[Finding]:
    for stretch in page.stretches:
        if "月" not in stretch.text:
            continue
        for match in _DATE.finditer(stretch.text):
            day = day_of(match)
            # 18月龄, 24月: without a year or a day a number before 月 may count months.
            if day.possible() or not (day.year or day.day) or (day.month > 12 and not day.year and not day.day):
                continue
            leap = day.month == 2 and day.day == 29
            said = "dates.month" if not 0 < day.month <= 12 else "dates.leap" if leap else "dates.day"
            yield page.finding(
                "impossible-date", stretch, match.start(), match.end(), said, year=day.year, month=day.month,
                day=day.day, claimed=match[0],
            )  # fmt: skip


@rule("period-order")
def periods(page: Page) -> Iterator[Finding]:
    for stretch in page.stretches:
        if "年" not in stretch.text:
            continue
        for start, end, first, last in ranges(stretch):
            if first.first() > last.last():
                yield page.finding(
                    "period-order", stretch, start, end, "dates.periods", claimed=stretch.text[start:end],
                )  # fmt: skip


@rule("signed-early")
def signed_early(page: Page) -> Iterator[Finding]:
    report, signed = page.report_year, page.signature
    year = report.settled
    if not year or not signed or signed.day.year > year:
        return
    kinds = " ".join(one.text for one in page.stretches[:4] if one.kind != "paragraph" or len(one.text) < 60)
    if not any(word in kinds for word in page.words("years", "yearly")):
        return
    if any(word in kinds for word in page.words("years", "early")):
        return
    december = signed.day.year == year and signed.day.month == 12
    if december and "总结" in kinds:
        return
    text = signed.stretch.text
    yield page.finding(
        "signed-early", signed.stretch, 0, len(text), "dates.signed_early", year=year, claimed=text,
        computed=f"{year + 1}年", certain=bool(report.titled) and not december,
    )  # fmt: skip


@rule("after-signature")
def later(page: Page) -> Iterator[Finding]:
    signed = page.signature
    year = page.report_year.settled
    # A signature in the wrong year makes every date of the text late: that is one finding, not many.
    if not signed or (year and signed.day.year <= year):
        return
    future = [*page.words("years", "future"), *page.words("years", "held")]
    plans = page.words("years", "plans")
    limit = signed.day.last()
    for stretch in page.paragraphs:
        if stretch is signed.stretch or stretch.style or any(word in one for one in stretch.section for word in plans):
            continue
        for match in FULL_DATE.finditer(stretch.text):
            if not match["month"] or day_of(match).first() <= limit or not day_of(match).possible():
                continue
            start, end = stretch.sentence_at(match.start())
            near = stretch.text[max(start, match.start() - 60) : min(end, match.end() + 60)]
            if any(word in near for word in future) or _bounds(stretch.text, match):
                continue
            yield page.finding(
                "after-signature", stretch, match.start(), match.end(), "dates.later", signed=signed.stretch.text,
                claimed=match[0],
            )  # fmt: skip


def _bounds(text: str, match: re.Match[str]) -> bool:
    """Whether a date ends a period (…至2026年3月) or is a limit (2026年3月前): it need not be past."""
    return bool(re.search(r"[至到—\-～~]\s?$", text[max(0, match.start() - 3) : match.start()])) or text[
        match.end() : match.end() + 2
    ].startswith(("前", "底前", "之前", "以前", "起", "执行", "施行"))
