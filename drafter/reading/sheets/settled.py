"""Columns whose meaning hangs on the others of their table.

The reader gains heads that say one thing here and another there: 预算数 alone is what there was, beside 调整后预算数 it
is what was set at the start; 单位 before the indicators is who, behind them how they are counted.

Limits: a column is settled by the heads beside it, not by its cells.
"""

from __future__ import annotations

from collections.abc import Sequence

from drafter.reading.sheets.tables import FLAT, MEASURES, MONEY, PROJECTS, HeadedColumn


def settled(kind: str, columns: tuple[HeadedColumn, ...]) -> tuple[HeadedColumn, ...]:
    """Columns whose meaning hangs on the others: 预算数 beside 调整后预算数 is what was set at the start."""
    named = [one.meaning for one in columns]
    return tuple(one._replace(meaning=_settle(kind, one, named, columns, at)) for at, one in enumerate(columns))


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
