"""Amounts in a note: a number or a range, its unit, how exactly, and where it stands.

The reader gains figures as people write them: 85～110公斤, 156台（套）, 23,871,562.30元, ≤72小时, 17/18所; each
with the exact value it can be reckoned with and the very words it was typed in.

Limits: dates and times are :mod:`drafter.language.times`; numerals in characters are words here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from drafter.language.kept_patterns import kept_patterns
from drafter.language.lexicon import alternatives, words
from drafter.language.quantity import POWERS
from drafter.language.tables import table

_NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
#: What stands behind a number and is part of another word: 8.2万起诉.
_NO_UNIT = r"分[一二三四五六七八九两\d]+[次期批]|支[付出]|尾款|起[诉草步算初吊]|家属|部[署门]"
#: More digits than this are a code, whatever stands behind them.
_MOST_DIGITS = 15
#: The amounts of a line of so many characters are not kept.
_LONG = 4000


class Amount(NamedTuple):
    """`start` to `end` are all of it, bound and unit included; `number` the place of its digits.

    `value` counts in plain units (1.284亿元 is 128400000), `high` is the upper end of a range (else None); `unit` is as
    written without 万 or 亿, `scale` those, `decimals` the decimals shown. `bound` is "", "least", "most" or "rough";
    `whole` is what a part is of (17/18所: 18).
    """

    start: int
    end: int
    number: tuple[int, int]
    value: Decimal
    high: Decimal | None
    unit: str
    scale: str
    decimals: int
    bound: str
    whole: Decimal | None = None

    @property
    def sort(self) -> str:
        """What it can be reckoned with: money, rate, points, or the unit itself."""
        if self.unit.endswith("元"):
            return "money"
        if self.unit in ("%", "％"):
            return "rate"
        if self.unit.endswith("百分点"):
            return "points"
        return self.unit

    def moved(self, by: int) -> Amount:
        """The same amount, `by` places further on."""
        low, high = self.number
        return self._replace(start=self.start + by, end=self.end + by, number=(low + by, high + by))


@cache
def unit_words() -> tuple[str, ...]:
    """All units of measure and measure words that may stand behind a number."""
    groups = table("figures")["units"]
    more = words("units")
    listed = [unit for group in groups.values() for unit in group]
    return tuple(sorted({*listed, *more["units"], *more["compound"]}, key=lambda one: (-len(one), one)))


@cache
def _pattern() -> re.Pattern[str]:
    data = words("units")
    unit = alternatives(unit_words())
    least, most, rough = (alternatives(data["bounds"][key]) for key in ("least", "most", "rough"))
    tail = alternatives(data["bounds"]["after"])
    return kept_patterns().compiled(
        rf"(?P<skip>{'|'.join(data['skip'])})"
        rf"|(?:(?P<least>{least})|(?P<most>{most})|(?P<rough>{rough}))? ?"
        rf"(?P<sign>(?<![\w）)%])[-+])?(?P<number>{_NUMBER})(?:\.(?=[万亿元]))?(?:/(?P<whole>\d+)(?![\d/.]))?"
        rf"(?:(?P<unit1>%|[万亿]?元?)(?:[—–～~\-]{{1,2}}|至|到)(?P<high>{_NUMBER}))?"
        rf"(?P<rough1>[余多])?(?P<scale>万亿|[百千]万|[万亿千百](?!分点|米|克|瓦|伏|卡|分(?![一二三四五六七八九两\d]+[次期批])))?"
        rf"(?P<rough2>[余多])? ?(?P<unit>(?!{_NO_UNIT})(?:{unit}))?"
        rf"(?P<tail>{tail})?"
    )


def amounts(folded: str, start: int = 0, end: int | None = None) -> list[Amount]:
    """The amounts of a folded line (see :func:`drafter.language.marks.fold`), in the order they stand."""
    stop = len(folded) if end is None else end
    return list(_kept(folded, start, stop) if len(folded) < _LONG else _read(folded, start, stop))


@lru_cache(maxsize=1024)
def _kept(folded: str, start: int, stop: int) -> tuple[Amount, ...]:
    """One line is asked for its amounts by all that look at it."""
    return tuple(_read(folded, start, stop))


def _read(folded: str, start: int, stop: int) -> Iterator[Amount]:
    for match in _pattern().finditer(folded, start, stop):
        if match["skip"] or match["number"] is None:
            continue
        digits = match["number"].replace(",", "")
        whole, _, decimals = digits.partition(".")
        if len(whole) > _MOST_DIGITS or len(decimals) > _MOST_DIGITS:
            continue
        scale = match["scale"] or ""
        power = Decimal(1).scaleb(POWERS[scale])
        first = Decimal(digits) * power
        if match["unit1"] and match["unit1"][:1] in ("万", "亿"):
            first = Decimal(digits).scaleb(POWERS[match["unit1"][0]])
        high = Decimal(match["high"].replace(",", "")) * power if match["high"] else None
        if match["sign"] == "-":
            first = -first
        bound = "least" if match["least"] else "most" if match["most"] else ""
        tail = match["tail"] or ""
        if tail:
            bound = (
                "least"
                if tail.startswith(("以上", "及以上"))
                else "most"
                if "以内" in tail or "以下" in tail
                else "rough"
            )
        if match["rough"] or match["rough1"] or match["rough2"]:
            bound = bound or "rough"
        last = match.end()
        while last > match.start() and folded[last - 1] == " ":
            last -= 1
        head = match.start()
        while head < last and folded[head] == " ":
            head += 1
        yield Amount(
            head, last, (match.start("number"), match.end("high") if high is not None else match.end("number")),
            first, high, match["unit"] or "", scale, len(decimals), bound,
            Decimal(match["whole"]) if match["whole"] else None,
        )  # fmt: skip
