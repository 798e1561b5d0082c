"""Which year a text reports on, and which years its words name.

Limits: years are looked for from 1900 to 2099; a text that names no year reports on none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter.comparing.compared_text import Side, Unit
from drafter.comparing.tokens import Token
from drafter.language import report_year as language

_ARABIC = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_CHINESE = re.compile(r"[一二][〇零○九][〇零○一二三四五六七八九]{2}(?=年)")
#: A line under the title is among so many units and shorter than this; a signature among so many last ones.
_HEAD, _SHORT, _TAIL = 4, 20, 4
#: Sorts of tokens whose years count.
NAMING = frozenset(("year", "date", "title"))
#: A date at the end is when the text was written, a year later than what it reports on.
_SIGNED = frozenset(("date", "signature"))


def years(text: str) -> list[int]:
    """The years that some words name, in order: 2021—2023年 names two."""
    return language.named_years(text)


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


def report_years(old: Side, new: Side) -> tuple[int, int]:
    """The years that two texts report on; 0 where one names none.

    Where neither title nor signature tells, what both texts say word for word (a goal of 2030, when something was
    founded) counts for neither, if what is left makes the new text the report of the next year.
    """
    one, other = report_year(old), report_year(new)
    if one.by == other.by == "text":
        both = {unit.text for unit in old.units} & {unit.text for unit in new.units}
        before, after = _named_most(old, both), _named_most(new, both)
        if 0 < before == after - 1:
            return before, after
    return one.year, other.year


def _named_most(side: Side, but: set[str]) -> int:
    """The year that a text tells of most often, some sentences left out."""
    return language.report_year("", (), "", (unit.text for unit in side.units if unit.text not in but)).year


def report_year(side: Side) -> language.ReportYear:
    """The year a side reports on: that of its case, else what its title, its signature and its years come to (see
    :mod:`drafter.language.report_year`); 0 where it names none."""
    if side.case is not None:
        return language.ReportYear(side.case.year, "title")
    title = next((unit.text for unit in side.units[:3] if unit.sort == "title"), "")
    under = [unit.text for unit in side.units[:_HEAD] if unit.sort == "sentence" and _under(unit)]
    signed = next((unit.text for unit in reversed(side.units[-_TAIL:]) if signature(unit)), "")
    texts = (unit.text for unit in side.units if not signature(unit))
    return language.report_year(title, under, signed, texts)


def _under(unit: Unit) -> bool:
    """Whether a unit can be a line under the title: （2024年度）."""
    return len(unit.text) < _SHORT and not any(mark in unit.text for mark in "，。；：") and not signature(unit)


def signature(unit: Unit) -> bool:
    """Whether a unit is the line with the day a text was signed: a date and nothing else."""
    if unit.sort != "sentence" and unit.style not in _SIGNED:
        return False
    return unit.style in _SIGNED or (len(unit.tokens) == 1 and unit.tokens[0].sort == "date" and unit.text[-1:] == "日")
