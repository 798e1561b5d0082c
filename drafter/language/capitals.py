"""Sums in the capital numerals of cheques: 壹佰贰拾万元整.

The reader gains that such a sum counts like one in figures.

Limits: whole yuan; what is no well-formed numeral counts nothing.
"""

from __future__ import annotations

import re
from decimal import Decimal

from drafter.language.interval import plain
from drafter.language.numerals import chinese_value
from drafter.language.quantity import SCALES

_PLAIN = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟圆", "一二三四五六七八九十百千元")
#: From here on a sum is told in 万元.
_LARGE = 10_000
_SUM = re.compile(r"(?<![零壹贰叁肆伍陆柒捌玖拾佰仟万亿])(?P<said>[零壹贰叁肆伍陆柒捌玖拾佰仟万亿]{2,24})[元圆][整正]?")


def capital_value(said: str) -> Decimal:
    """壹佰贰拾万 as a number; 0 where a part of it is no numeral."""
    said = said.translate(_PLAIN)
    total = Decimal(0)
    for scale in ("亿", "万"):
        head, mark, rest = said.partition(scale)
        if mark:
            part = chinese_value(head.strip("零"))
            if not part:
                return Decimal(0)
            total, said = total + part * SCALES[scale], rest
    return total + chinese_value(said.strip("零")) if said.strip("零") else total


def in_figures(text: str) -> str:
    """A text whose sums in capital numerals stand in figures: 217.4万元 for 贰佰壹拾柒万肆仟元."""

    def told(match: re.Match[str]) -> str:
        value = capital_value(match["said"])
        if not value:
            return match[0]
        return f"{plain(value / _LARGE)}万元" if value >= _LARGE else f"{plain(value)}元"

    return _SUM.sub(told, text)
