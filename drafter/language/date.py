"""Dates and periods as reports tell them: a day, a month, a span of days, a span of years, a set word.

The reader gains one way of writing them: Arabic digits without leading zeros, a dash between the ends
(GB/T 15834-2011, 4.13.3.3), the year left out where it is the year of the report.

Limits: weekdays and the lunar calendar are names, not dates.
"""

from __future__ import annotations

import datetime
import re
import unicodedata

from drafter.language.late import LatePattern

_QUARTERS = ("一季度", "二季度", "三季度", "四季度")
_WORDS = frozenset(
    (
        *("年初", "年中", "年底", "年末", "上半年", "下半年", "全年"),
        *("每日", "每天", "每周", "每月", "每季度", "每年"),
        *_QUARTERS,
        *(f"第{quarter}" for quarter in _QUARTERS),
    )
)
_ISO = LatePattern(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_END = r"(?:(?P<y{0}>\d{{4}})年)?(?:(?P<m{0}>\d{{1,2}})月)?(?:(?P<d{0}>\d{{1,2}})日)?"
_SPAN = LatePattern(
    _END.format(1) + r"(?:(?:—|-|–|~|至|到)+" + _END.format(2) + r")?(?P<tail>上旬|中旬|下旬|初|底|末)?"
)
_YEARS = LatePattern(r"(\d{4})年?(?:—|-|–|~|至|到)+(\d{4})年(度)?")


def parse_date(raw: object, year: int) -> str:
    """The date as it stands on the page in a report on `year` (a year in the Gregorian calendar).

    `raw` is a TOML date or a text. Raises ValueError where it is no date, or one that no calendar has (2月30日).
    """
    if isinstance(raw, datetime.date):
        return _end(str(raw.year), str(raw.month), str(raw.day), year)
    if not isinstance(raw, str):
        raise ValueError(raw)
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", raw))
    if text in _WORDS:
        return text
    if match := _ISO.fullmatch(text):
        return _end(match[1], match[2], match[3], year)
    if match := _YEARS.fullmatch(text):
        first, last = int(match[1]), int(match[2])
        if first >= last:
            raise ValueError(raw)
        return f"{first}—{last}年{match[3] or ''}"
    match = _SPAN.fullmatch(text)
    if not text or match is None or not (match["y1"] or match["m1"]):
        raise ValueError(raw)
    return _span(match, year)


def _span(match: re.Match[str], year: int) -> str:
    spans = any(match[part] for part in ("y2", "m2", "d2"))
    end = "2" if spans else "1"
    if match["tail"] and (match["d" + end] or (match["tail"].endswith("旬") and not match["m" + end])):
        raise ValueError(match.string)
    first = _end(match["y1"], match["m1"], match["d1"], year)
    if not spans:
        if any(mark in match.string for mark in "—-–~至到"):
            raise ValueError(match.string)
        return first + (match["tail"] or "")
    if (match["d2"] and not match["d1"]) or (match["y2"] and match["m1"] and not match["m2"]):
        raise ValueError(match.string)
    month = match["m2"] or (match["m1"] if match["d2"] else None)
    ends = []
    for y, m, d in ((match["y1"], match["m1"], match["d1"]), (match["y2"] or match["y1"], month, match["d2"])):
        ends.append((int(y or year), int(m or 1), int(d or 1)))
    if ends[0] >= ends[1]:
        raise ValueError(match.string)
    _check(match["y2"] or match["y1"], month, match["d2"], year)
    last = (
        (f"{match['y2']}年" if match["y2"] and (match["y2"] != (match["y1"] or str(year)) or not match["m2"]) else "")
        + (f"{int(match['m2'])}月" if match["m2"] else "")
        + (f"{int(match['d2'])}日" if match["d2"] else "")
    )
    return f"{first}—{last}{match['tail'] or ''}"


def _end(y: str | None, m: str | None, d: str | None, year: int) -> str:
    _check(y, m, d, year)
    shown = f"{y}年" if y and (int(y) != year or not m) else ""
    return shown + (f"{int(m)}月" if m else "") + (f"{int(d)}日" if d else "")


def _check(y: str | None, m: str | None, d: str | None, year: int) -> None:
    if m and not 1 <= int(m) <= 12:
        raise ValueError(m)
    if d:
        # Where the year of the report is not known, its faults are said already. The module calendar would be a
        # millisecond more at every start.
        datetime.date(int(y or year) or 2000, int(m or 0), int(d))
    if y and not 1900 <= int(y) <= 2200:
        raise ValueError(y)
