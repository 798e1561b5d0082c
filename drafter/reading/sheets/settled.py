"""Columns whose meaning hangs on the others of their table.

The reader gains heads that say one thing here and another there: 预算数 alone is what there was, beside 调整后预算数 it
is what was set at the start; 单位 before the indicators is who, behind them how they are counted.

Limits: a column is settled by the heads beside it, not by its cells.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter.reading.sheets.book import Sheet
from drafter.reading.sheets.cell import text
from drafter.reading.sheets.tables import FLAT, MEASURES, MONEY, PROJECTS, HeadedColumn
from drafter.reading.sheets.words import head

_OF_YEAR = re.compile(r"20\d\d年|年度|当年|本年")
_MONEY = re.compile(r"资金|金额|预算|申请|安排|总额")
#: What is parted by who gives it, and what the sum of the parts is called.
_PARTED = frozenset(("initial", "budget", "spent", "progress", "adjusted"))
_UNITS = frozenset(("元", "万元", "千元", "亿元", "百万元", "%", "分"))
_BARE_YEAR, _TWO = re.compile(r"(20\d\d)年?度?"), 2
_SUMS = frozenset(("合计", "小计", "总计", "总额", "资金总额", "总数", "合计数", "资金合计"))


def settled(kind: str, columns: tuple[HeadedColumn, ...]) -> tuple[HeadedColumn, ...]:
    """Columns whose meaning hangs on the others: 预算数 beside 调整后预算数 is what was set at the start."""
    named = [one.meaning for one in columns]
    return tuple(one._replace(meaning=_settle(kind, one, named, columns, at)) for at, one in enumerate(columns))


def units_row(sheet: Sheet, row: int) -> dict[int, str]:
    """The units in a row below heads that says nothing else, by their columns: 元, 元, %, 分; none where it is no such
    row."""
    cells = {index: text(cell) for index, cell in enumerate(sheet.rows[row]) if cell != ""} if row < len(sheet) else {}
    units = {index: said.strip("()（） ").replace("％", "%") for index, said in cells.items()}
    counted = {index: said for index, said in units.items() if said in _UNITS}
    filler = all(index in counted or units[index] in ("", "-", "—", "/", "单位", "计量单位") for index in units)
    return counted if filler and len(counted) >= _TWO else {}


def parted(columns: tuple[HeadedColumn, ...]) -> tuple[HeadedColumn, ...]:
    """Columns of money that others part: beside what the whole term has, 2025年度资金 is what the year was given; under
    one head with 合计, 镇级资金 is a part of it, whoever gives it."""
    named = [one.meaning for one in columns]
    if "term_amount" in named and not {"initial", "budget"} & set(named):
        year = [one for one in columns if not one.meaning and _OF_YEAR.search(one.said) and _MONEY.search(one.said)]
        if len(year) == 1:
            columns = tuple(one._replace(meaning="initial") if one is year[0] else one for one in columns)
    return tuple(_part(one, columns) for one in _planned(columns))


def _planned(columns: tuple[HeadedColumn, ...]) -> tuple[HeadedColumn, ...]:
    """Columns of a plan for some years: beside 总额, the first of 2025年, 2026年 and 2027年 is the year planned."""
    years = {one.at: int(match[1]) for one in columns if (match := _BARE_YEAR.fullmatch(one.head.bare)) is not None}
    whole = [one for one in columns if one.head.bare in _SUMS]
    if len(years) < _TWO or len(whole) != 1:
        return columns
    first = min(years.values())
    return tuple(
        one._replace(meaning="term_amount")
        if one is whole[0]
        else one._replace(
            meaning="initial" if years[one.at] == first else "", head=one.head._replace(year=years[one.at])
        )
        if one.at in years
        else one
        for one in columns
    )


def _part(one: HeadedColumn, columns: Sequence[HeadedColumn]) -> HeadedColumn:
    """A column, with a source of its own where it stands beside others under one head and is not the sum of them."""
    over, _, own = one.said.rpartition("·")
    if not over or one.source or one.meaning not in _PARTED or head(own).bare in _SUMS:
        return one
    beside = [two for two in columns if two is not one and two.meaning == one.meaning and _over(two) == over]
    if not any(two.source or head(two.said.rpartition("·")[2]).bare in _SUMS for two in beside):
        return one
    return one._replace(source=own)


def _over(one: HeadedColumn) -> str:
    return one.said.rpartition("·")[0]


def _earlier(one: HeadedColumn, columns: Sequence[HeadedColumn]) -> bool:
    """Whether a column tells of an earlier year than another of its meaning: 2023年预算数 beside 2024年预算数."""
    return bool(one.meaning and one.head.year) and any(
        two.meaning == one.meaning and two.head.year > one.head.year for two in columns
    )


def _settle(kind: str, one: HeadedColumn, named: Sequence[str], columns: Sequence[HeadedColumn], at: int) -> str:
    meaning, before = one.meaning, columns[:at]
    alone = "target" not in named and "adjusted_target" not in named
    if meaning == "term_target" and alone and "initial_target" not in named:
        return "target"
    if meaning == "remark" and "reason" not in named and any("原因" in inside for inside in one.head.brackets):
        # 备注（未完成原因）.
        return "reason"
    if _earlier(one, columns):
        return "prior"
    if kind == MONEY and meaning == "rate" and "progress" in named and "spent" not in named:
        return "progress_rate"
    if kind == MONEY and meaning in ("rate_weight", "rate_score"):
        return meaning.removeprefix("rate_")
    if meaning == "unit" and kind in (FLAT, PROJECTS) and one.head.bare == "单位" and "implementer" not in named:
        # 单位 before what is measured is who, behind it how it is counted.
        measured = any(two.meaning == "name" or two.meaning in MEASURES for two in before)
        return meaning if measured else "implementer"
    if meaning == "adjusted":
        return "budget"
    if meaning == "budget" and "adjusted" in named:
        return "planned" if "initial" in named else "initial"
    if meaning == "target" and "adjusted_target" in named:
        return "initial_target"
    if meaning == "adjusted_target" or (meaning == "initial_target" and alone):
        return "target"
    if meaning == "task_name" and named[len(before) + 1 :].count(meaning):
        # The title of a table of tasks stands to its left.
        return ""
    if meaning == "name" and named.count("name") > 1 and one.head.bare in ("指标", "绩效指标"):
        return ""
    if meaning == "department" and "implementer" not in named and any(two.meaning == meaning for two in before):
        # 主管部门 and then 预算单位: the one above, and the one that carries out.
        return "implementer"
    if meaning == "score" and named.count(meaning) > 1 and "weight" not in named and one.head.bare.endswith("分值"):
        # 自评分值 beside 自评得分 is what could be earned.
        return "weight"
    if meaning == "weight" and kind == PROJECTS and "score" not in named:
        # A list of projects weighs nothing: its points are what was earned.
        return "score"
    return meaning
