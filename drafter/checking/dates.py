"""What a report says of its own time: the year in its title, the day it was signed, and full dates to compare.

Limits: a date without its year is compared with nothing; a signature is a line that is a date and nothing else, among
the last of the text.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections import Counter
from typing import NamedTuple

from drafter.checking.page import Page, Stretch

_YEAR = re.compile(r"(20\d\d)\s*年")
_SPAN = re.compile(r"20\d\d年?(?:—{1,2}|-|–|－|～|~|至)20\d\d")
_TOLD = re.compile(
    r"(?<![\d—–－～~至-])(20\d\d)\s*年(?!(?:度)?[^，。、和及与暨]{0,8}(?:计划|打算|思路|安排|要点|预算草案|规划|目标))"
)
_DIGITS = {"〇": "0", "零": "0", "○": "0", "O": "0", **{c: str(i) for i, c in enumerate("一二三四五六七八九", 1)}}
_SIGNED = re.compile(
    r"(?P<year>20\d\d|二[〇零○O][〇零○O一二三四五六七八九]{2})\s*年\s*(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})\s*月"
    r"\s*(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})\s*日$"
)
_SHORT = 20
_COMPARED = frozenset("比较与同和")


class Day(NamedTuple):
    """A date; month and day are 0 where they are not said."""

    year: int
    month: int = 0
    day: int = 0

    def first(self) -> tuple[int, int, int]:
        """The first day that it may mean."""
        return self.year, self.month or 1, self.day or 1

    def last(self) -> tuple[int, int, int]:
        """The last day that it may mean."""
        return self.year, self.month or 12, self.day or 31

    def possible(self) -> bool:
        """Whether there is such a day; 29 February counts when no year (0) is said."""
        if self.month > 12 or (self.day and not self.month):
            return False
        return not self.month or self.day <= (monthrange(self.year or 2024, self.month)[1])


class Signature(NamedTuple):
    stretch: Stretch
    day: Day


def title_year(page: Page) -> int:
    """The year that the title (or a short line under it) says; 0 where they say none."""
    for stretch in page.stretches[:4]:
        short = stretch.kind == "title" or (stretch.kind == "paragraph" and len(stretch.text) < _SHORT)
        if short and (found := _YEAR.findall(stretch.text)):
            told = {int(year) for year in _TOLD.findall(stretch.text)}
            if _SPAN.search(stretch.text):
                return 0
            # 2024年工作总结和2025年工作计划 reports on 2024; 2021—2023年 on no one year.
            return told.pop() if len(told) == 1 else 0 if len(found) > 1 else int(found[0])
    return 0


class Year(NamedTuple):
    """The year a report is about; `certain` when its title says so, else it is the one the text names most."""

    year: int
    certain: bool


def report_year(page: Page) -> Year:
    """The year of the title; else the one that makes most of the years of the text, or 0; kept with the page."""
    known: Year | None = page.__dict__.get("_report_year")
    if known is None:
        titled = title_year(page)
        known = page.__dict__["_report_year"] = Year(titled, True) if titled else Year(_most(page), False)
    return known


def _most(page: Page) -> int:
    counts: Counter[int] = Counter()
    for stretch in page.stretches:
        for date in stretch.dates:
            # 比2022年: what is compared with is not what is told.
            if date.year and not date.span and stretch.text[date.start - 1 : date.start] not in _COMPARED:
                # 2024年度 tells what a report is about, 2024年3月 only when something happened.
                counts[date.year] += 3 if date.text.endswith("年度") else 2 if not date.month else 1
    total, most = sum(counts.values()), max(counts.values(), default=0)
    if most < 3 or most * 10 < total * 6:
        return 0
    return next(year for year, count in counts.items() if count == most)


def signature(page: Page) -> Signature | None:
    """The last line of the text's end that is a date."""
    for stretch in reversed(page.stretches[-8:]):
        match = _SIGNED.search(stretch.text[-24:]) if stretch.kind in ("paragraph", "heading") else None
        short = match and len(stretch.text) <= len(match[0]) + 24 and "，" not in stretch.text
        if match and (stretch.style == "date" or short):
            day = Day(_number(match["year"]), _number(match["month"]), _number(match["day"]))
            if day.possible():
                return Signature(stretch, day)
    return None


def _number(said: str) -> int:
    if said.isdigit():
        return int(said)
    if "十" in said:
        before, _, after = said.partition("十")
        return int(_DIGITS.get(before, "1")) * 10 + int(_DIGITS.get(after, "0"))
    return int("".join(_DIGITS.get(c, "") for c in said) or "0")
