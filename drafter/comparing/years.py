"""Which year a text reports on, and which years its words name.

Limits: years are looked for from 1900 to 2099; a text that names no year reports on none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from drafter.comparing.side import Side, Unit
from drafter.comparing.tokens import Token

_ARABIC = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_CHINESE = re.compile(r"[一二][〇零○九][〇零○一二三四五六七八九]{2}(?=年)")
_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
#: Sorts of tokens whose years count.
NAMING = frozenset(("year", "date", "title"))
#: A date at the end is when the text was written, a year later than what it reports on.
_SIGNED = frozenset(("date", "signature"))


def years(text: str) -> list[int]:
    """The years that some words name, in order: 2021—2023年 names two."""
    found = [(match.start(), int(match[0])) for match in _ARABIC.finditer(text)]
    if "年" in text:
        found += [(match.start(), int(match[0].translate(_DIGITS))) for match in _CHINESE.finditer(text)]
    return [year for _, year in sorted(found)]


def rolled(old: Sequence[Token], new: Sequence[Token], by: int) -> bool:
    """Whether `new` are the tokens of `old` with their years moved on by `by`, and nothing else."""
    if len(old) != len(new):
        return False
    for one, other in zip(old, new, strict=True):
        if one.sort not in NAMING or other.sort not in NAMING or _yearless(one.text) != _yearless(other.text):
            return False
        if [year + by for year in years(one.text)] != years(other.text):
            return False
    return True


def _yearless(text: str) -> str:
    return _CHINESE.sub("", _ARABIC.sub("", text))


def report_year(side: Side) -> int:
    """The year a side reports on: that of its case, of its title, else the one it names most; 0 where it names none."""
    if side.case is not None:
        return side.case.year
    for unit in side.units[:3]:
        if unit.sort == "title" and (named := years(unit.text)):
            return max(named)
    counts = Counter(_named(side.units))
    return max(counts, key=lambda year: (counts[year], year)) if counts else 0


def _named(units: Iterable[Unit]) -> Iterable[int]:
    for unit in units:
        if unit.style in _SIGNED or not any(mark in unit.text for mark in ("20", "〇", "零")):
            continue
        for token in unit.tokens:
            if token.sort in NAMING:
                yield from years(token.text)
