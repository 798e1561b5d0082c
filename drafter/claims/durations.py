"""How long a text says that something took, and the days between which it took place.

The reader gains 2023年6月开工，2024年6月竣工，历时18个月 as two months and a length, and so 9月6日至9月20日，共25天 and
2021年至2024年，为期三年.

Limits: both ends stand in the sentence of the length, right before it, with a year told in it or before; what was
interrupted, or counted in working days, is nothing to reckon with.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from drafter.claims.text import Stretch
from drafter.language.numerals import count_value

_DATE = re.compile(
    r"(?:(?P<year>(?:19|20)\d\d)年|(?P<same>当年|同年|次年|本年)?)(?:(?P<month>1[0-2]|0?[1-9])月(?:(?P<day>\d{1,2})[日号])?)?"
    r"(?P<part>[上中下]旬|初|底|末)?"
)
_LENGTH = re.compile(
    r"(?P<cue>历时|为期|历经|用时|耗时|建设周期|施工周期|周期|实际工期|工期|建设期|服务期|实施期|期限|连续|持续|时长|跨度|共计?|前后)"
    r"(?:为|共|约|达|长达|仅|只)*(?P<n>\d{1,4}|[一二三四五六七八九十两]{1,3})(?P<half>个半)?个?(?P<unit>月|天|日|年)(?![度初底末份]|均|内)"
)
_LISTED = re.compile(r"(?:20\d\d年(?:度)?[、和，及]){2,}20\d\d年(?:度)?")
_INTERRUPTED = re.compile(
    "平均|最[早晚长短]|停工|扣除|不含|暂停|中断|有效工期|累计施工|合同工期|计划工期|工作日|质保|保修|计划|拟"
)
#: Days looked back at.
_MOST = 30


class Took(NamedTuple):
    """A length told (`n` of 年, 月, 天) with the lengths that its two ends allow, and where all stands."""

    n: int
    unit: str
    allowed: frozenset[int]
    ends: tuple[str, str]
    start: int
    end: int


class _End(NamedTuple):
    year: int
    month: int
    day: int
    start: int
    end: int


def durations(stretch: Stretch) -> Iterator[Took]:
    """The lengths of time that a paragraph tells of two ends named right before them."""
    text = stretch.text
    if "年" not in text and "月" not in text:
        return
    days = list(_days(text))
    for match in _LENGTH.finditer(text):
        start, _ = stretch.sentence_at(match.start())
        at = bisect_left(days, match.start(), key=lambda one: one.start)
        before = [one for one in days[max(0, at - _MOST) : at] if start <= one.start]
        if match["half"] or len(before) < 2 or _INTERRUPTED.search(text, start, match.end()):
            continue
        n = count_value(match["n"])
        unit = "天" if match["unit"] == "日" else match["unit"]
        first, last = before[-2:]
        if _LISTED.search(text, start, match.start()) and unit == "年":
            listed = [one for one in before if not one.month]
            allowed = frozenset((len(listed),))
        else:
            allowed = _allowed(text, match, first, last, unit)
        if n and allowed:
            ends = (text[first.start : first.end], text[last.start : last.end])
            yield Took(n, unit, allowed, ends, match.start(), match.end())


def _days(text: str) -> Iterator[_End]:
    year = 0
    for match in _DATE.finditer(text):
        if not match["year"] and not match["month"]:
            continue
        year = int(match["year"]) if match["year"] else year + 1 if match["same"] == "次年" else year
        if year and not (match["part"] and match["day"]):
            yield _End(year, int(match["month"] or 0), int(match["day"] or 0), match.start(), match.end())


def _allowed(text: str, match: re.Match[str], first: _End, last: _End, unit: str) -> frozenset[int]:
    """Every length that a reader may reckon between two ends, both counted or not; none where they do not fit."""
    between = text[first.end : last.start]
    if re.search("[；。]", between) or not re.search("[至到—–~～-]|，", between) or match.start() - last.end > 24:
        return frozenset()
    if unit == "天" and first.day and last.day:
        try:
            gap = (date(last.year, last.month, last.day) - date(first.year, first.month, first.day)).days
        except ValueError:
            return frozenset()
        return frozenset((gap, gap + 1)) if gap > 0 else frozenset()
    if unit == "月" and first.month and last.month:
        gap = (last.year - first.year) * 12 + last.month - first.month
        return (
            frozenset((gap - 1, gap, gap + 1) if first.day or last.day else (gap, gap + 1)) if gap > 0 else frozenset()
        )
    if unit == "年" and first.month and last.month:
        # 2022年7月至2024年6月: 23 or 24 months, so one year or two.
        gap = (last.year - first.year) * 12 + last.month - first.month
        return frozenset((gap // 12, (gap + 1) // 12, -(-gap // 12))) if gap > 11 else frozenset()
    if unit == "年" and not first.month and not last.month:
        gap = last.year - first.year
        joined = re.fullmatch(r"[至到—–~～-]{1,2}", between)
        return frozenset((gap + 1,) if joined else (gap, gap + 1)) if gap > 0 else frozenset()
    return frozenset()
