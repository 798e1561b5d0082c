"""What stands in a cell: words, a number, a date, nothing; and what a cell is called (F8).

The reader gains exact figures: 13,260,400.00 as text and 7.19999999999999 out of a formula are both the number that
the sheet shows. Limits: how a number is formatted is not known here; whether 0.9374 is 93.74 % is for its column to
say (:mod:`drafter.reading.sheets.percent`).
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple, TypeAlias

#: A cell as the reader of workbooks gives it.
Value: TypeAlias = "str | float | int | bool | datetime.date | datetime.time | datetime.timedelta"
#: A number with nothing but its unit.
_NUMBER = re.compile(
    r"[¥￥$]?(?P<number>[-+−]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)(?P<unit>元|万元|亿元|千元|百万元|万|亿|%|分)?(?:整)?"
)
_BLANK = re.compile(r"\s+")
#: Digits behind the point that a figure of a report can have; what a formula leaves behind them is noise.
_PLACES = 8
_NOISE = 1e-12
#: Whole numbers up to this are exact in a binary fraction.
_WHOLE = 1e15
#: From here on a number is no figure of a report.
_VAST = 1e18
_DAY = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?")
#: Days since 1900 that a date of a project may be (1954 to 2064).
_SERIAL = range(20_000, 60_000)


class SheetFigure(NamedTuple):
    """A number and the unit that stands with it in its cell ("" for none)."""

    number: Decimal
    unit: str = ""


def address(row: int, column: int) -> str:
    """The name of a cell; both counted from 0: (7, 5) is F8."""
    return f"{_letters(column)}{row + 1}"


@lru_cache(maxsize=512)
def _letters(column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def exact(value: float) -> Decimal:
    """The number that a binary fraction stands for: without what reckoning has left behind its digits."""
    if value.is_integer() and abs(value) < _WHOLE:
        return Decimal(int(value))
    shown = round(value, _PLACES)
    if abs(shown - value) <= _NOISE * max(1.0, abs(value)):
        value = shown
    number = Decimal(repr(value))
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()


@lru_cache(maxsize=16_384, typed=True)
def text(value: Value | None) -> str:
    """The words of a cell on one line; numbers as people write them, dates as 2024-03-01."""
    if value is None or value == "":
        return ""
    if isinstance(value, str):
        return line(value)
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, (int, float)):
        # Beyond what a figure can be, infinite or no number at all: it is shown, and never reckoned with.
        return plain(exact(float(value))) if abs(value) < _VAST else f"{value:g}"
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(" ", "minutes")
    if isinstance(value, datetime.timedelta):
        return str(value)
    return value.isoformat()


@lru_cache(maxsize=4096)
def line(words: str) -> str:
    """Words as one line: a break within a phrase joins, between two sentences or entries it becomes a blank."""
    if "\n" not in words and "\r" not in words and "\t" not in words and "_x000" not in words:
        return words.strip(" \u3000\xa0").replace("\xa0", " ")
    parts = [part.strip(" \u3000\xa0") for part in re.split(r"(?:_x000[dDaA]_|[\r\n\t\v\f])+", words)]
    joined = ""
    for part in parts:
        if not part:
            continue
        apart = joined and (joined[-1] in "。；;，,：:！？" or part[0].isdigit() or (joined[-1] + part[0]).isascii())
        joined += f" {part}" if apart else part
    return joined


def lines(value: Value | None) -> list[str]:
    """The lines of a cell that have words."""
    if not isinstance(value, str):
        return [found] if (found := text(value)) else []
    parts = re.split(r"(?:_x000[dDaA]_|[\r\n\v\f])+", value)
    return [part for one in parts if (part := one.strip(" \u3000\xa0\t"))]


def plain(number: Decimal) -> str:
    """A number without an exponent and without zeros behind its last digit."""
    shown = f"{number:f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


@lru_cache(maxsize=8192, typed=True)
def figure(value: Value | None) -> SheetFigure | None:
    """The number of a cell, typed as a number or as words; None where it is neither."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, (int, float)):
        return SheetFigure(exact(float(value))) if abs(value) < _VAST else None
    if not isinstance(value, str) or len(value) > 60:
        return None
    words = _BLANK.sub("", unicodedata.normalize("NFKC", value)).replace("−", "-")
    match = _NUMBER.fullmatch(words)
    if match is None:
        return None
    unit = match["unit"] or ""
    # 12.5万 in a cell of money is 12.5万元.
    return SheetFigure(Decimal(match["number"].replace(",", "")), f"{unit}元" if unit in ("万", "亿") else unit)


def date(value: Value | None) -> datetime.date | None:
    """The day that a cell names: a date, its words, or its number of days since 1900."""
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    try:
        if isinstance(value, str):
            match = _DAY.fullmatch(value.strip())
            if match is not None:
                return datetime.date(int(match[1]), int(match[2]), int(match[3]))
            if re.fullmatch(r"20\d{6}", value.strip()):
                return datetime.datetime.strptime(value.strip(), "%Y%m%d").date()
        elif isinstance(value, (int, float)) and int(value) in _SERIAL:
            return datetime.date(1899, 12, 30) + datetime.timedelta(days=int(value))
        elif isinstance(value, (int, float)) and 20_000_101 <= value <= 20_991_231:
            return datetime.datetime.strptime(str(int(value)), "%Y%m%d").date()
    except (ValueError, OverflowError):
        return None
    return None


class CellValue(NamedTuple):
    """A value as a case takes it, the cell it stands in (F8), and its number where it is one (in the unit it stands
    with: 元 stays 元)."""

    value: str
    cell: str
    number: Decimal | None = None
    unit: str = ""
