"""Figures read out of running Chinese: how much, of what, how exactly, and where it stands.

The reader gains figures that can be reckoned with: 3.6万份 is 36,000 份 shown to the nearest thousand, 1400余场次 is
rough, and a document number, a telephone number, a date or a clause is no figure at all.

Limits: numerals in characters (三个分中心) are read by :func:`numerals`, since most of them are words (一定, 三公).
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache
from sys import intern
from typing import NamedTuple

from drafter.language.numerals import chinese_value
from drafter.language.quantity import POWERS, round_half_up
from drafter.language.tables import table

#: A number of more digits than this is a code, whatever stands behind it.
_MOST_DIGITS = 15


class Figure(NamedTuple):
    """`text` is all of it, from `start` to `end` of its passage; `value` counts in plain units (3.6万份 is 36000),
    `half` is half a unit of the last decimal shown (500), in plain units too.

    `unit` is as written, without 万 or 亿; `sort` groups units that can be reckoned with each other (money, rate,
    people, count …, "" where there is no unit); `rough` tells 约, 余, 以上 and the like; `decimals` are those shown;
    `shown` is the number alone, `scale` the 万 or 亿 behind it.
    """

    start: int
    end: int
    text: str
    value: Decimal
    half: Decimal
    unit: str
    sort: str
    rough: bool
    decimals: int
    shown: str
    scale: str

    @property
    def points(self) -> bool:
        """Whether it counts in 百分点, not in per cent."""
        return self.unit in ("个百分点", "百分点")

    def counted(self, value: Decimal) -> Decimal:
        """A value in plain units, counted as this figure is: 36000 beside 3.6万份 is 3.6."""
        return value.scaleb(-POWERS[self.scale])


class Date(NamedTuple):
    """A date or a part of one: 0 where the year, month or day is not said; `span` tells a period (3月至5月)."""

    start: int
    end: int
    text: str
    year: int
    month: int
    day: int
    span: bool


class Tokens(NamedTuple):
    """The figures and dates of a passage, each in the order they stand."""

    figures: tuple[Figure, ...]
    dates: tuple[Date, ...]


@cache
def _master() -> re.Pattern[str]:
    data = table("figures")
    units = sorted({unit for group in data["units"].values() for unit in group}, key=len, reverse=True)
    unit = "|".join(re.escape(one) for one in units)
    before = "|".join(sorted(data["words"]["before"], key=len, reverse=True))
    after = "|".join(sorted(map(re.escape, data["words"]["after"]), key=len, reverse=True))
    skip = "|".join(data["skips"]["patterns"])
    number = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
    dash = r"[—–－~～-]{1,2}"
    return re.compile(
        rf"(?P<skip>{skip})"
        rf"|(?P<year>(?<!\d)(?:19|20)\d\d)(?:年?(?:{dash})(?P<year2>(?:19|20)\d\d))?年(?:度)?"
        r"(?:(?P<month>\d{1,2})月(?:份)?(?:(?P<day>\d{1,2})[日号])?)?"
        rf"|(?P<month1>(?<![\d.])(?:1[0-2]|0?[1-9]))月(?!均)(?:份|底|初|末)?(?:(?P<day1>\d{{1,2}})[日号])?"
        rf"|(?P<days>(?<=日)(?:{dash}|至)\d{{1,2}}日)"
        rf"|(?P<range>(?<![由从])(?<![\d.]){number}[万亿%％元]*(?:{dash}|至|到){number}(?:[万亿]?(?:{unit}))?)(?:{after})?"
        rf"|(?P<lead>(?<![节签预合契制公违])(?:{before}))?(?P<minus>(?<![\w—–－~～）)%％])[-−－])?(?P<number>{number})(?:\.(?=[万亿元%]))?(?P<rough1>[余多])?(?P<scale>万亿|[千百]万|[万亿千百](?!分点|米|克|瓦))?"
        rf"(?P<rough2>[余多])?(?P<unit>{unit})?(?P<after>(?:{after})(?!\d))?",
    )


@cache
def sort_of(unit: str) -> str:
    """The sort of a unit: money, rate, people, count …; "" for none or an unknown one."""
    return next((sort for sort, units in table("figures")["units"].items() if unit in units), "")


def tokens(text: str) -> Tokens:
    """The figures and dates of `text`."""
    figures: list[Figure] = []
    dates: list[Date] = []
    if not any(c.isdigit() for c in text):
        return Tokens((), ())
    for match in _master().finditer(text):
        if match["skip"] or match["range"] or match["days"]:
            # A range (15%～30%) is no figure to reckon with.
            continue
        if match["year"]:
            year2 = bool(match["year2"])
            dates.append(_date(match, match["year2"] or match["year"], match["month"], match["day"], year2))
        elif match["month1"]:
            dates.append(_date(match, "", match["month1"], match["day1"], False))
        elif figure := _figure(match):
            figures.append(figure)
    return Tokens(tuple(figures), tuple(dates))


def _date(match: re.Match[str], year: str, month: str | None, day: str | None, span: bool) -> Date:
    return Date(match.start(), match.end(), intern(match[0]), int(year or 0), int(month or 0), int(day or 0), span)


def _figure(match: re.Match[str]) -> Figure | None:
    number = match["number"]
    digits = number.replace(",", "")
    whole, _, decimals = digits.partition(".")
    if len(whole) > _MOST_DIGITS or len(decimals) > _MOST_DIGITS:
        return None
    # Words that a report says again and again are held once.
    unit, scale = intern(match["unit"] or ""), intern(match["scale"] or "")
    rough = bool(match["lead"] or match["rough1"] or match["rough2"] or match["after"])
    value = _value(digits, scale)
    if match["minus"]:
        value = -value
    half = _half(len(decimals), scale)
    start = match.start("minus") if match["minus"] else match.start("number")
    return Figure(
        start, match.end("unit") if unit else _tail(match), intern(match[0]), value, half, unit,
        sort_of(unit), rough, len(decimals), intern(digits), scale,
    )  # fmt: skip


@lru_cache(4_096)
def _value(digits: str, scale: str) -> Decimal:
    return Decimal(digits) * Decimal(1).scaleb(POWERS[scale])


@cache
def _half(decimals: int, scale: str) -> Decimal:
    """Half a unit of the last decimal; there are few, and each is held once."""
    return Decimal(5).scaleb(-decimals - 1) * Decimal(1).scaleb(POWERS[scale])


def _tail(match: re.Match[str]) -> int:
    return max(match.end("number"), match.end("scale"), match.end("rough1"), match.end("rough2"))


class Numeral(NamedTuple):
    """A count in characters with its measure word: 三个, 十大, 两家."""

    start: int
    end: int
    text: str
    value: int
    unit: str


@cache
def _numeral() -> re.Pattern[str]:
    units = sorted((*table("figures")["units"]["count"], "名", "位", "人"), key=len, reverse=True)
    return re.compile(
        rf"(?<![第之任某每十百千万零一二三四五六七八九两])([一二两三四五六七八九十]{{1,3}})({'|'.join(units)})"
    )


def numerals(text: str) -> list[Numeral]:
    """Counts in characters; 一 (which is mostly no count) is left out."""
    found = []
    for match in _numeral().finditer(text):
        value = chinese_value(match[1])
        # 十八大 is a congress, 十大 are ten.
        if value > 1 and not (match[2] == "大" and value > 10):
            found.append(Numeral(match.start(), match.end(), match[0], value, match[2]))
    return found


_SHOWN = re.compile(r"(?P<number>\d[\d,]*(?:\.(?P<decimals>\d+))?)(?P<unit>[^\d.,]*)")


def coarser(claimed: str, computed: str) -> str:
    """A computed figure with the fewer decimals of the claimed one (90.36% beside 94.0% is 90.4%); "" where that says
    no more."""
    one, other = _SHOWN.fullmatch(claimed), _SHOWN.fullmatch(computed)
    if not one or not other or one["unit"] != other["unit"]:
        return ""
    fewer = len(one["decimals"] or "")
    if fewer >= len(other["decimals"] or ""):
        return ""
    value = f"{round_half_up(Decimal(other['number'].replace(',', '')), fewer):f}{other['unit']}"
    return "" if value in (claimed.replace(",", ""), computed) else value
