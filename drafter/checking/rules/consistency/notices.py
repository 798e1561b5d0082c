"""Document numbers: one document has one number, however often it is named.

The reader gains 沥财预〔2025〕118号 that became 181号 two paragraphs on.

Limits: a document is the same where it has the same 《title》, or where 上述, 该 or 前述 refers back to it; a number is
read with the office it begins with and its year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from drafter.checking.checks import rule
from drafter.checking.finding import Finding
from drafter.checking.page import Page
from drafter.claims.text import Stretch

_NUMBER = re.compile(
    r"(?P<office>[\u4e00-\u9fff]{1,12})[〔\[［（(【](?P<year>(?:19|20)\d\d)[〕\]］）)】]\s?(?P<number>\d{1,4})\s?号"
)
_TITLE = re.compile(r"《(?P<title>[^《》]{6,80})》\s?[（(]\s?$")
_BACK = re.compile(
    r"(?:上述|前述|该|此|本)(?:通知|文件|办法|方案|规定|意见|批复|函|决定|实施细则)[^，。；《》]{0,6}[（(]\s?$"
)


#: 落实…号文: the document is named by its number alone.
_BARE = re.compile(r"(?:落实|按照|根据|依据|对照|执行|贯彻|收到|接到)\s?$")
#: …号审计报告所列问题
_NAMED = re.compile("(?:审计报告|审计决定|文件|文|通知|批复|决定|意见|报告|要求|规定|明确)")
_YEAR = re.compile(r"[〔\[［](?P<year>\d{4})[〕\]］]\s?\d{1,4}\s?号")
#: Documents of these years are cited.
_OLDEST, _AHEAD = 1949, 2


class NoticeNumber(NamedTuple):
    """A document number as it stands: `title` of the document before it, "" where none is named."""

    office: str
    year: str
    number: str
    title: str
    back: bool
    bare: bool
    stretch: Stretch
    start: int
    end: int

    @property
    def text(self) -> str:
        """The words of it."""
        return self.stretch.text[self.start : self.end]

    def of(self, office: str) -> NoticeNumber:
        """The number without what stands before its office (现将某审报〔2025〕6号)."""
        return self._replace(office=office, start=self.start + len(self.office) - len(office))


@rule("notice-number")
def numbers(page: Page) -> Iterator[Finding]:
    titled: dict[tuple[str, str], NoticeNumber] = {}
    last: NoticeNumber | None = None
    for one in _numbers(page):
        # A title may stand once for a document of each year; the year belongs to what it is.
        known = titled.get((one.title, one.office)) if one.title else last if one.back else None
        if one.bare and not one.title:
            same = [each for each in titled.values() if one.office.endswith(each.office) and each.year == one.year]
            one = one.of(same[0].office) if len(same) == 1 else one
            known = same[0] if len(same) == 1 and _slip(same[0].number, one.number) else None
        if known is not None and known.office == one.office and _differ(known, one):
            line, _ = page.reading.place(known.stretch.passage, known.start)
            yield page.finding(
                "notice-number", one.stretch, one.start, one.end, "notices.numbers", where=page.at(line),
                claimed=one.text, computed=known.text, certain=known.year == one.year and not one.bare,
            )  # fmt: skip
        if one.title:
            titled.setdefault((one.title, one.office), one)
        last = one


def _differ(one: NoticeNumber, other: NoticeNumber) -> bool:
    return one.number.lstrip("0") != other.number.lstrip("0") or one.year != other.year


def _slip(one: str, other: str) -> bool:
    """Whether two numbers are one digit or one exchange of digits apart."""
    return (
        one != other
        and len(one) == len(other)
        and (sum(a != b for a, b in zip(one, other, strict=True)) == 1 or sorted(one) == sorted(other))
    )


@rule("impossible-date")
def years(page: Page) -> Iterator[Finding]:
    """〔2204〕41号: no document is of that year."""
    latest = max((date.year for stretch in page.stretches for date in stretch.dates), default=0)
    for stretch in page.stretches:
        for match in _YEAR.finditer(stretch.text) if "号" in stretch.text else ():
            year = int(match["year"])
            if year < _OLDEST or (latest and year > latest + _AHEAD):
                yield page.finding(
                    "impossible-date", stretch, match.start(), match.end(), "notices.years", year=year,
                    claimed=match["year"],
                )  # fmt: skip


def _numbers(page: Page) -> Iterator[NoticeNumber]:
    for stretch in page.stretches:
        if "号" not in stretch.text:
            continue
        for match in _NUMBER.finditer(stretch.text):
            before = stretch.text[max(0, match.start() - 90) : match.start()]
            title = _TITLE.search(before)
            back = _BACK.search(before) is not None
            office = re.sub(r"^.*(?:落实|按照|根据|依据|对照|执行|贯彻|收到|接到|以下简称|见)", "", match["office"])
            bare = office != match["office"] or bool(_BARE.search(before) or _NAMED.match(stretch.text, match.end()))
            yield NoticeNumber(
                office, match["year"], match["number"], title["title"] if title else "", back, bare, stretch,
                match.end() - len(match[0]) + len(match["office"]) - len(office), match.end(),
            )  # fmt: skip
