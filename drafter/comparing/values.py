"""What a figure is worth, however it is written: 0.9135亿元 is 9135万元, 一千二百三十八万五千元 is 1,238.50万元.

The reader gains that a figure written anew is known for last year's figure, and one that moved for a moved one.

Limits: ranges (85～110), fractions and 余 have no one value; 公里 and 千米 are two units here.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from drafter.comparing.tokens import Token, narrow
from drafter.language.numerals import chinese_number, read_out
from drafter.language.quantity import POWERS

_FIGURE = re.compile(r"(第?)(\d[\d,]*)(\.\d*)?([余多]?)(万亿|[百千]万|[百千万亿])?([余多]?)(\D*)$")
_CHINESE = re.compile(r"(第?)([〇零一二两三四五六七八九十百千万亿]+)(?:点([〇零○一二三四五六七八九]+))?(\D*)$")
_SHOWN = re.compile(r"\d[\d,]*(?:\.\d+)?")
#: Units that count the same things.
_ALIKE = {"名": "人", "位": "人", "场次": "场", "户次": "户", "个百分点": "百分点"}


class ComparedValue(NamedTuple):
    """`number` in plain units (3.6万份 is 36000), and its `unit` without 万 or 亿, 第 before that of an ordinal."""

    number: Decimal
    unit: str


def value(token: Token) -> ComparedValue | None:
    """What a figure or numeral is worth; None for what has no one value."""
    return _value(token.text) if token.sort in ("figure", "numeral") else None


@lru_cache(maxsize=4096)
def _value(text: str) -> ComparedValue | None:
    if text.startswith("百分之"):
        share = _number(text[3:])
        return None if share is None else ComparedValue(share, "%")
    text = narrow(text)
    if match := _FIGURE.match(text):
        first, whole, decimals, rough, scale, rougher, unit = match.groups()
        number = Decimal(whole.replace(",", "") + (decimals or "").rstrip(".")).scaleb(POWERS[scale or ""])
        return None if rough or rougher else ComparedValue(number.normalize(), first + _ALIKE.get(unit, unit))
    if match := _CHINESE.match(text):
        said = _number(match[2] + (f"点{match[3]}" if match[3] else ""))
        return None if said is None else ComparedValue(said, match[1] + _ALIKE.get(match[4], match[4]))
    return None


def _number(said: str) -> Decimal | None:
    """The value of a numeral in characters: 一千二百三十八万五千, 九十六点五."""
    whole, _, decimals = said.partition("点")
    total = Decimal(0)
    try:
        for mark, power in (("亿", 8), ("万", 4), ("", 0)):
            part, found, rest = whole.partition(mark) if mark else (whole, "", "")
            if mark and not found:
                continue
            part = part.lstrip("零〇") or "零"
            total += Decimal(chinese_number(part)).scaleb(power) if mark or whole else 0
            whole = rest
    except ValueError:
        return None
    return (total + (Decimal(f"0.{read_out(decimals)}") if decimals else 0)).normalize()


def alike(one: Token, other: Token) -> bool:
    """Whether two tokens are the same, be it in another writing."""
    if one.text == other.text:
        return True
    first = value(one)
    return first == value(other) if first is not None else narrow(one.text) == narrow(other.text)


def digits(token: Token) -> int:
    """How many significant digits a figure shows: 106.14万元 five, 200万元 one, 三十二人次 two."""
    if token.sort == "numeral":
        worth = value(token)
        return len("".join(map(str, worth.number.as_tuple().digits)).strip("0")) if worth else 0
    match = _SHOWN.search(narrow(token.text))
    if match is None:
        return 0
    plain = match[0].replace(",", "")
    whole = plain.replace(".", "").lstrip("0")
    return len(whole if "." in plain else whole.rstrip("0"))


def written(token: Token) -> tuple[str, int]:
    """The 万 or 亿 behind a figure and the decimals it shows; a numeral in characters has neither."""
    match = _FIGURE.match(narrow(token.text)) if token.sort == "figure" else None
    return (match[5] or "", max(0, len(match[3] or "") - 1)) if match else ("", 0)


def power(scale: str) -> int:
    """The power of ten that 万, 亿 and their like stand for."""
    return POWERS[scale]
