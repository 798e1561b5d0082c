"""What a report says of its own time: the year in its title, the day it was signed, and full dates to compare.

Limits: a date without its year is compared with nothing; a signature is a line that is a date and nothing else, among
the last of the text.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from typing import NamedTuple

from drafter.claims.text import ReadText, Stretch
from drafter.language.numerals import chinese_value, read_out
from drafter.language.report_year import ReportYear
from drafter.language.report_year import report_year as named_by

_SIGNED = re.compile(
    r"(?P<year>20\d\d|二[〇零○O][〇零○O一二三四五六七八九]{2})\s*年\s*(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})\s*月"
    r"\s*(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})\s*日$"
)
#: A line under the title is among so many stretches and shorter than this.
_HEAD, _SHORT = 4, 20
_PARTED = "，。；："
FULL_DATE = re.compile(r"(?P<year>(?:19|20)\d\d)年(?:(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})[日号])?)?")
_TO = re.compile(r"\s?起?[，,]?\s?(?:至|到|—{1,2}|-{1,2}|–|－|～|~)\s?")
#: 2024年3月至12月: the end is of the same year.
_WITHIN = re.compile(r"(20\d\d)年(\d{1,2})月(?:\d{1,2}日)?\s?(?:至|到|—{1,2}|-|–|－|～|~)\s?(\d{1,2})月(?:\d{1,2}日)?")
_YEARS = re.compile(r"(?<![\d—\-])(20\d\d)(?:年)?(?:—{1,2}|-|–|－|～|~|至)(20\d\d)年(?!\d)")


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
    """The day with which a report is signed, and the paragraph that it stands in."""

    stretch: Stretch
    day: Day


def report_year(text: ReadText) -> ReportYear:
    """The year a text reports on: see :mod:`drafter.language.report_year`."""
    title = next((one.text for one in text.stretches[:1] if one.kind == "title"), "")
    under = [one.text for one in text.stretches[:_HEAD] if _under(one)]
    signed = signature(text)
    texts = (one.text for one in text.stretches if signed is None or one is not signed.stretch)
    return named_by(title, under, signed.stretch.text if signed else "", texts)


def _under(stretch: Stretch) -> bool:
    """Whether a stretch can be a line under the title: （2024年度）."""
    said = stretch.text
    return stretch.kind == "paragraph" and len(said) < _SHORT and not any(mark in said for mark in _PARTED)


def signature(page: ReadText) -> Signature | None:
    """The last line of the text's end that is a date."""
    for stretch in reversed(page.stretches[-8:]):
        match = _SIGNED.search(stretch.text[-24:]) if stretch.kind in ("paragraph", "heading") else None
        short = match and len(stretch.text) <= len(match[0]) + 24 and "，" not in stretch.text
        if match and (stretch.style == "date" or short):
            day = Day(*(_number(match[part]) for part in ("year", "month", "day")))
            if day.possible():
                return Signature(stretch, day)
    return None


def _number(said: str) -> int:
    """A year read out (二〇二四) or a numeral (十二) or figures; 0 where it is none of them."""
    figures = read_out(said)
    return int(figures) if figures.isdigit() else chinese_value(said)


def ranges(stretch: Stretch) -> Iterator[tuple[int, int, Day, Day]]:
    """The periods of a stretch whose both ends say their year: where they stand, their first and last date."""
    text = stretch.text
    for match in _YEARS.finditer(text):
        yield match.start(), match.end(), Day(int(match[1])), Day(int(match[2]))
    for match in _WITHIN.finditer(text) if "月" in text else ():
        yield match.start(), match.end(), Day(int(match[1]), int(match[2])), Day(int(match[1]), int(match[3]))
    before: re.Match[str] | None = None
    for match in FULL_DATE.finditer(text):
        if before and before["month"] and _TO.fullmatch(text, before.end(), match.start()):
            yield before.start(), match.end(), day_of(before), day_of(match)
        before = match


def day_of(match: re.Match[str]) -> Day:
    """The date of a match of FULL_DATE or of a like pattern."""
    said = match.groupdict()
    return Day(int(said["year"] or 0), int(said["month"] or 0), int(said["day"] or 0))
