"""Days against their limit: 提前15天完成 of what was due by 30 June and done on 15 July.

The reader gains the limit that was missed and told as kept.

Limits: the limit and the day of doing stand in the same paragraph or in the lines of one item right before it, each
with its word (期限, 计划 …; 完成时间, 实际 …); nothing is said where there are several limits.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from drafter.checking.checks import rule
from drafter.checking.finding import Finding
from drafter.checking.page import Page
from drafter.claims.dates import day_of
from drafter.claims.text import Stretch

_DENIED = re.compile("[未没不]有?能?$")
#: So many lines back an item tells its limit.
_BACK = 4
#: How near to a day its word stands.
_NEAR = 16
_DATE = re.compile(
    r"(?<!\d)(?:(?P<year>(?:19|20)\d\d)年)?(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})[日号]|(?P<last>底|末))"
)


class Due(NamedTuple):
    """A day with a day of the month, where it stands, and whether it is a `limit` (else when it was done)."""

    stretch: Stretch
    start: int
    end: int
    day: date
    limit: bool


@rule("stage-order")
def deadlines(page: Page) -> Iterator[Finding]:
    said, limit, done = (re.compile(page.words("deadlines", name)) for name in ("claims", "limits", "done"))
    paragraphs = page.paragraphs
    for at, stretch in enumerate(paragraphs):
        match = next(
            (one for one in said.finditer(stretch.text) if not _DENIED.search(stretch.text[: one.start()][-3:])), None
        )
        if match is None:
            continue
        near = [one for one in paragraphs[max(0, at - _BACK) : at + 1] if one.section == stretch.section]
        days = [day for one in near for day in _days(one, limit, done)]
        days = [one for one in days if one.stretch is not stretch or one.start < match.end() + _NEAR]
        limits = [one for one in days if one.limit]
        # The day that the claim is told of stands in its own paragraph.
        dones = [one for one in days if not one.limit and one.stretch is stretch]
        if len({one.day for one in limits}) != 1 or not dones:
            continue
        due, one = limits[-1], dones[-1]
        days_late = (one.day - due.day).days
        if not days_late or (days_late > 0) == (match["late"] is not None):
            continue
        yield page.finding(
            "stage-order", stretch, one.start, max(one.end, match.end()),
            "deadlines.late" if days_late > 0 else "deadlines.early", claimed=match[0], days=abs(days_late),
            due=due.stretch.text[due.start : due.end],
        )  # fmt: skip


def _days(stretch: Stretch, limit: re.Pattern[str], done: re.Pattern[str]) -> Iterator[Due]:
    """The days of a paragraph that are a limit or a day of doing; the year may be told once."""
    year, text = 0, stretch.text
    for match in _DATE.finditer(text):
        day = day_of(match)._replace(year=int(match["year"] or year))
        if match["last"] and day.year and 0 < day.month < 13:
            # 9月底: the last day of the month.
            day = day._replace(day=monthrange(day.year, day.month)[1])
        year = day.year
        if not (year and day.day and day.possible()):
            continue
        before = text[max(0, match.start() - _NEAR) : match.start()]
        before = re.split("[，。；]", before)[-1]
        behind = text[match.end() : match.end() + _NEAR]
        is_limit = limit.search(before) is not None or behind.startswith(("前", "之前", "以前"))
        if is_limit or done.search(before) or done.match(behind):
            yield Due(stretch, match.start(), match.end(), date(*day), is_limit)
