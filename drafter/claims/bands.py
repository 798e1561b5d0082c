"""The bands of grades that a text states: 90分（含）以上为优、80（含）—90分为良, 60分以上为合格.

The reader gains the grade that a score earns by the text's own rule, whatever its grades are called.

Limits: bands of scores; a band holds its lower bound and not its upper one.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

_GRADES = "不合格|基本合格|合格|优秀|优|良好|良|中等|中|较差|差|不达标|达标|[一二三四]等|[一二三四]级|[ABCD]级?"
_N = r"\d{2,3}(?:\.\d+)?"
_ASIDE = r"(?:[（(][^（）()]{1,3}[）)])?"
_BAND = re.compile(
    rf"(?<![\d.])(?P<low>{_N}){_ASIDE}分?{_ASIDE}(?:(?P<above>(?:及|\(?含\)?)?以上)|(?P<below>(?:及)?以下|(?<=分)以内)"
    rf"|[—–~～\-至到]{{1,2}}(?P<high>{_N}){_ASIDE}分?{_ASIDE})"
    rf"{_ASIDE}(?:的)?(?:得分|项目)?(?:评|定|确定|评定)?[为是得：]?[“‘]?(?P<grade>{_GRADES})(?![期位])"
)
CLAIMED = re.compile(
    rf"(?:等[级次]|结果|结论|档次|评价|评定|评|确定|定|认定|考核|考评)[^，。；\d]{{0,6}}?[为是：]{{1,2}}[“‘]?(?P<grade>{_GRADES})[”’]?"
    r"(?=等[级次]|[，。；）（(\s]|$)"
)
#: 95%以上得满分10分, 85%（含）—95%得8分.
_EARNED = re.compile(
    rf"(?P<low>\d{{1,3}}){_ASIDE}%{_ASIDE}(?:及?以上|[—–~～\-至到]{{1,2}}\d{{1,3}}%{_ASIDE})[^，。；\d]{{0,6}}?得(?:满分)?[^，。；\d]{{0,2}}"
    r"(?P<score>\d{1,3}(?:\.\d+)?)分"
)
_SHORT = {"优秀": "优", "良好": "良", "中等": "中"}


class Band(NamedTuple):
    """A grade with the scores it is given for: from `low` on, below `high` (None where nothing bounds it)."""

    grade: str
    low: Decimal | None
    high: Decimal | None
    start: int
    end: int

    def holds(self, score: Decimal) -> bool:
        """Whether a score lies in the band."""
        return (self.low is None or score >= self.low) and (self.high is None or score < self.high)


def grade_of(said: str) -> str:
    """A grade by its short name."""
    return _SHORT.get(said, said)


def scales(text: str) -> list[tuple[Decimal, Decimal]]:
    """What a rate earns from each bound on, as a text states it: bound and score, the highest bound first."""
    found = [(Decimal(match["low"]), Decimal(match["score"])) for match in _EARNED.finditer(text)]
    return sorted(found, reverse=True)


def bands(text: str) -> list[Band]:
    """The bands that a text states, each bounded above by the next."""
    found = []
    for match in _BAND.finditer(text):
        number = Decimal(match["low"])
        high = Decimal(match["high"]) if match["high"] else None
        low, high = (
            (None, number) if match["below"] else (min(number, high) if high else number, high and max(number, high))
        )
        found.append(Band(grade_of(match["grade"]), low, high, match.start(), match.end()))
    lows = sorted(one.low for one in found if one.low is not None)
    return [
        one if one.low is None or (one.high is not None and one.high in lows)
        else one._replace(high=next((low for low in lows if low > one.low), None))
        for one in found
    ]  # fmt: skip
