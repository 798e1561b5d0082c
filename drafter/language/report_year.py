"""Which year a text reports on: what its title says, else what its signature and the years it names come to.

The reader gains one answer wherever it is asked for: 2024年工作总结和2025年工作计划 reports on 2024, a plan that speaks
of 2035 on every page reports on the year it was written for.

Limits: years are looked for from 1900 to 2099; a text that names none reports on none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Literal, NamedTuple, TypeAlias

from drafter.language.lexicon import alternatives
from drafter.language.numerals import chinese_value, read_out
from drafter.language.tables import table

By: TypeAlias = Literal["title", "signature", "text", ""]
_CHARACTERS = r"[一二][〇零○O九][〇零○O一二三四五六七八九]{2}(?=\s?年)"
_ARABIC = r"(?<!\d)(?:19|20)\d\d(?!\d)"
_NAMED = re.compile(rf"{_ARABIC}|{_CHARACTERS}")
#: 2021—2023年: a span; what a plan of years is called says little of the year that is reported on.
_SPAN = re.compile(rf"{_ARABIC}\s?年?(?:度)?\s?[-—–－~～至到]{{1,2}}\s?({_ARABIC})\s?年?")
_BODY = re.compile(rf"(?:{_ARABIC}|{_CHARACTERS})\s?年(?:度)?")
#: A year named with less weight than this says little.
_OFTEN = 3
_MONTH = re.compile(r"年\s*(\d{1,2}|[一二三四五六七八九十]{1,2})\s*月")


class ReportYear(NamedTuple):
    """`year` (0: not known), and what told it: title, signature or text. `clear`: nothing else can be meant; the title
    names no span of years, or most of the years of the text are this one."""

    year: int
    by: By
    clear: bool = False

    @property
    def settled(self) -> int:
        """The year where it is clear, else 0: what a certain finding rests on."""
        return self.year if self.clear else 0

    @property
    def titled(self) -> int:
        """The year where the title says it and nothing else, else 0."""
        return self.year if self.clear and self.by == "title" else 0


@cache
def _data() -> tuple[re.Pattern[str], ...]:
    data = table("report_year")
    return (
        re.compile(data["names"]),
        re.compile(rf"(?:{alternatives(data['before'])})$"),
        re.compile(rf"{alternatives(data['after'])}|{data['until']}"),
        re.compile(rf"[^，。、和及与暨\d]{{0,8}}(?:{alternatives(data['plans'])})"),
        re.compile(data["closing"]),
    )


def named_years(text: str) -> list[int]:
    """The years that some words name, in order: 2021—2023年 names two."""
    return [_year(match[0]) for match in _NAMED.finditer(text)]


def report_year(title: str, lines: Iterable[str], signature: str, texts: Iterable[str]) -> ReportYear:
    """The year a text reports on. `title` is its title, `lines` short lines under it, `signature` the line with the day
    it was signed ("" where there is none), `texts` the rest of it."""
    counts, weights = Counter[int](), Counter[int]()
    for one, weight in _told(texts):
        counts[one] += 1
        weights[one] += weight
    for words in (title, *lines):
        if year := titled_year(words):
            return ReportYear(year, "title", _SPAN.search(words) is None or _most(year, weights))
    if year := _signed(signature, counts):
        return ReportYear(year, "signature", _most(year, weights))
    if not counts:
        return ReportYear(0, "")
    year = max(counts, key=lambda one: (counts[one], one))
    return ReportYear(year, "text", _most(year, weights))


def _most(year: int, weights: Counter[int]) -> bool:
    """Whether a text names one year far more often than all others."""
    total = sum(weights.values())
    return weights[year] == max(weights.values(), default=0) >= _OFTEN and weights[year] * 10 >= total * 6


def titled_year(title: str) -> int:
    """The year a title says the report is on: of a span the last one, of a report and a plan the report's; 0: none."""
    names, before, after, plans, _ = _data()
    bare = names.sub("", title)
    spans = [_year(match[1]) for match in _SPAN.finditer(bare)]
    told, planned = list[int](), list[int]()
    for match in _NAMED.finditer(bare):
        rest = bare[match.end() :].lstrip(" 年度")
        goal = before.search(bare[max(0, match.start() - 4) : match.start()]) or after.match(rest)
        if goal and told:
            continue
        (planned if goal or plans.match(rest) else told).append(_year(match[0]))
    if spans:
        return spans[-1]
    return max(told) if told else max(planned, default=0)


def _told(texts: Iterable[str]) -> Iterator[tuple[int, int]]:
    """The years of a text that are its own: no goals, no bases of comparison, none in the names of documents."""
    names, before, after, _, closing = _data()
    for text in texts:
        if "年" not in text:
            continue
        bare = _SPAN.sub("", names.sub("", text))
        for match in _BODY.finditer(bare):
            ahead = before.search(bare[max(0, match.start() - 4) : match.start()]) or after.match(bare, match.end())
            if ahead and not closing.match(bare, max(0, match.start() - 3)):
                continue
            # 2024年度 tells what a report is about, 2024年3月 only when something happened.
            yearly = match[0].endswith("度")
            yield _year(match[0]), 3 if yearly else 1 if _MONTH.match(bare, match.end() - 1) else 2


def _signed(signature: str, counts: Counter[int]) -> int:
    """What the day of a signature says: that year or the one before, whichever the text names more often."""
    match = _NAMED.search(signature)
    if match is None:
        return 0
    year = _year(match[0])
    if counts[year] != counts[year - 1]:
        return max((year - 1, year), key=lambda one: counts[one])
    month = _MONTH.search(signature, match.end())
    number = (int(month[1]) if month[1].isdecimal() else chinese_value(month[1])) if month else 0
    return year if number >= table("report_year")["signed_late"] else year - 1


def _year(words: str) -> int:
    return int(read_out(words[:4]))
