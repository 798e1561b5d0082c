"""Labelled lines of money with the lines beneath them, taken apart: what the label names, sums with their names, rates.

    预算调整：追加246.50万元（应急清淤220.00、人员增资26.50）；调减36.50万元（站房改造推迟）
    没花完：153.50万元，都在项目上
      应急清淤尾款88.00（竣工测量12月下旬才做完）
      遥测终端质保金65.50（质保期未满）

The writer gains an account of the year that stays whole; :mod:`drafter.importing.fund_account` puts it into the case.

Limits: a line is taken only where its label is known (`rules/lexicon/fund_lines.toml`) and every statement of it is a
sum, a rate or a remark; any other is read by :mod:`drafter.importing.money`, as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from drafter.importing.lines import NotedLine, labelled, statements
from drafter.importing.money_units import told_money
from drafter.language.amounts import amounts
from drafter.language.lexicon import words
from drafter.language.marks import fold
from drafter.language.times import opening_time


class Sum(NamedTuple):
    """A sum of money: its name ("" for that of the label), as it is told with its unit, in 元, that unit, what stands
    in the bracket behind it, and the sum of last year that it names there ("")."""

    name: str
    told: str
    value: Decimal
    unit: str
    inside: str = ""
    last: str = ""


class Rate(NamedTuple):
    """A rate of spending, and that of last year ("" for none)."""

    told: str
    last: str = ""


class FundLine(NamedTuple):
    """What a label names (`sort`), the label, the words of the line, its statements and those beneath, how many lines
    of the page it takes, and the number of the first."""

    sort: str
    label: str
    words: str
    told: tuple[Sum | Rate | str, ...]
    beneath: tuple[Sum | Rate | str, ...]
    many: int
    number: int

    @property
    def head(self) -> Sum | None:
        """The sum of the label itself."""
        return next((one for one in self.told if isinstance(one, Sum) and not one.name), None)

    @property
    def sums(self) -> list[Sum]:
        """The sums under names of their own."""
        return [one for one in (*self.told, *self.beneath) if isinstance(one, Sum) and one.name]

    @property
    def rates(self) -> list[Rate]:
        """Its rates."""
        return [one for one in (*self.told, *self.beneath) if isinstance(one, Rate)]

    @property
    def remarks(self) -> list[str]:
        """What it says without a figure."""
        return [one for one in (*self.told, *self.beneath) if isinstance(one, str)]


@cache
def _labels() -> list[tuple[str, re.Pattern[str]]]:
    return [(one["sort"], re.compile(one["like"])) for one in words("fund_lines")["label"]]


@cache
def fund_word(name: str) -> re.Pattern[str]:
    """A pattern of the words of these lines."""
    return re.compile(words("fund_lines")["like"][name])


#: The word for the course of the year, which the sentence has of its own.
_IN_THE_YEAR = re.compile("^(?:年中|中途|期间)")
#: Where 、 parts sums that stand side by side.
_LISTS = ("sources", "uses")


def change_word(said: str, grown: bool) -> str:
    """The verb that a change of a budget was noted with, the last before its sum; 追加 or 调减 for any other."""
    found = fund_word("grown" if grown else "cut").findall(said)
    return str(found[-1]) if found else "追加" if grown else "调减"


def change_in(said: str) -> re.Match[str] | None:
    """The verb of a change of the budget in some words: of what went, else of what came."""
    return fund_word("cut").search(said) or fund_word("grown").search(said)


def when_of(said: str) -> tuple[str, str]:
    """The time that a change was noted with, and what stands behind it, without the word for the course of the year."""
    said = without_time(said)
    length = opening_time(fold(said), 0, len(said))
    return said[:length], said[length:]


def without_time(said: str) -> str:
    """Words without the one for the course of the year."""
    return _IN_THE_YEAR.sub("", said)


def sort_of(text: str) -> str:
    """What the label of a line names ("" where it names no money)."""
    label, _ = labelled(text)
    bare = fold(re.sub(r"\s", "", label))
    return next((sort for sort, like in _labels() if like.fullmatch(bare)), "") if bare else ""


def read_fund_line(every: Sequence[NotedLine], at: int, unit: str) -> FundLine | None:
    """The line of money at a place of a page with those beneath it; None where it is none. `unit` is that of the lines
    before, for sums without one."""
    line = every[at]
    if line.cells or not (sort := sort_of(line.text)):
        return None
    label, rest = labelled(line.text)
    end = at + 1
    while end < len(every) and every[end].indent > line.indent and not every[end].cells:
        if sort_of(every[end].text) == "part" and sort != "part":
            break
        end += 1
    unit = unit_of(line.text) or unit
    told = [_statement(one, unit) for one in statements(rest, "；。，、" if sort in _LISTS else "；。，")]
    beneath = [_statement(_flat(one.text), unit) for one in every[at + 1 : end]]
    if None in told or None in beneath or not any(isinstance(one, (Sum, Rate)) for one in (*told, *beneath)):
        return None
    first, second = (tuple(one for one in many if one is not None) for many in (told, beneath))
    return FundLine(sort, label, line.text, first, second, end - at, line.number)


def unit_of(text: str) -> str:
    """The unit of the first sum of a text ("" where it has none)."""
    found = [one for one in amounts(fold(text)) if one.sort == "money"]
    return f"{found[0].scale}元" if found else ""


def parts_of(text: str, unit: str) -> list[Sum]:
    """The sums that a bracket lists by their names ([] where anything else stands among them)."""
    found = [_statement(re.sub("^其中[：:]?", "", one), unit) for one in re.split("[、；，]", text) if one]
    sums = [one for one in found if isinstance(one, Sum) and one.name]
    return sums if sums and len(sums) == len(found) else []


def _flat(text: str) -> str:
    label, rest = labelled(text)
    return f"{label}{rest}" if label else text


_SUM = re.compile(
    r"(?P<name>(?:\d{1,2}月(?:\d{1,2}日)?)?[^（()）\d]*?)[：:]?(?P<sum>\d[\d.,]*(?:[万亿]?元|[万亿])?)(?:（(?P<inside>[^（）]+)）)?"
)
_RATE = re.compile(r"(?:预算|资金)?(?:执行率|支付率|支出率)(?:为|：)?(?P<rate>\d[\d.]*%)(?:（(?P<inside>[^（）]+)）)?")
_BARE_RATE = re.compile(r"(?<![\d.])(?P<rate>\d[\d.]*%)(?:（(?P<inside>[^（）]+)）)?")
_LAST = re.compile(r"(?:上年|去年|上一年)(?:度|同期)?(?:为|是|：)?(?P<last>\d[\d.,]*(?:[万亿]?元|[万亿]|%)?)")
_FILLER = re.compile("^(?:约|共|合计|总计|共计|一共|是|为|总共)$")


def _statement(text: str, unit: str) -> Sum | Rate | str | None:
    """One statement: a sum, a rate or a remark; None where it is none of them."""
    folded = fold(text).replace(" ", "")
    if (rate := _RATE.fullmatch(folded) or _BARE_RATE.fullmatch(folded)) is not None:
        last = _LAST.fullmatch(rate["inside"] or "")
        return None if rate["inside"] and last is None else Rate(rate["rate"], last["last"] if last else "")
    if (match := _SUM.fullmatch(folded)) is not None and (told := _told(match["sum"], unit)) is not None:
        inside = text[text.index("（") + 1 : -1] if "（" in text and match["inside"] else match["inside"] or ""
        last = _LAST.fullmatch(fold(inside))
        before = _told(last["last"], unit) if last is not None else None
        own = unit_of(told[0])
        name = "" if _FILLER.fullmatch(match["name"]) else match["name"]
        return Sum(name, *told, own, told_money(inside, own), before[0] if before is not None else "")
    return text if not amounts(folded) and fund_word("remark").fullmatch(folded) else None


def _told(figure: str, unit: str) -> tuple[str, Decimal] | None:
    """A sum with its unit, and its value in 元; None where it counts no money."""
    found = amounts(figure)
    if len(found) != 1 or found[0].sort not in ("money", "") or not (unit or found[0].unit or found[0].scale):
        return None
    told = figure if found[0].unit else f"{figure}元" if found[0].scale else f"{figure}{unit}"
    return told, amounts(told)[0].value
