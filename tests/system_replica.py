"""What the budget system does with an import file, told again from the description of its validators alone.

It knows nothing of the program: cells are looked for where the system looks, and a file is sent back for each reason
that the description names. `refused` answers those reasons with their cells.
"""

from __future__ import annotations

import io
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, NamedTuple

MONEY, GOALS, INDICATORS = 9, 13, 15
HEADS = [
    "一级指标",
    "二级指标",
    "三级指标",
    "计算符号",
    "年度指标值",
    "计量单位",
    "实际完成值",
    "分值",
    "扣减分数",
    "得分",
    "偏差原因分析",
    "改进措施",
    "指标完成情况简要描述",
]
WORDS = {"达成": (80, 100), "部分达成": (60, 80), "未达成": (0, 60)}
BYTES = {"三级指标": 200, "年度指标值": 1000, "实际完成值": 1000, "偏差原因分析": 2000, "改进措施": 2000}
BELOW = {"自评结论": 2000, "结果应用": 2000, "其他需要说明的问题": 2000}
LEVELS = {"产出指标": 50, "效益指标": 30, "满意度指标": 10}


class Rules(NamedTuple):
    """What a place asks for: from which share of its target a reason is due, whether words need a description, from
    which result a target of 0 needs a reason, how many points cost may have without a target, own weights of levels."""

    over: int = 120
    described: bool = False
    zero: int = 0
    levels: dict[str, int] = LEVELS
    total: tuple[int, ...] = (100, 90)


class Refusal(NamedTuple):
    """Why a file is sent back, and the cell."""

    cell: str
    why: str


def cells(data: bytes) -> list[list[Any]]:
    """The cells of the first sheet, from A1 on."""
    import python_calamine

    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    found: list[list[Any]] = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    return found


def refused(data: bytes, rules: Rules | None = None) -> list[Refusal]:
    """Every reason for which the system sends a file back; none where it takes it."""
    return list(_System(cells(data), rules or Rules()).reasons())


def number(value: Any) -> Decimal | None:
    """A bare number: no sign of comparison, no unit, no percent."""
    if isinstance(value, bool) or value == "":
        return None
    if isinstance(value, (int, float)):
        return Decimal(str(value))
    text = str(value)
    return Decimal(text) if text.replace(".", "", 1).isdigit() and text.isascii() else None


def name(row: int, column: int) -> str:
    return f"{chr(65 + column)}{row}"


class _System:
    def __init__(self, rows: list[list[Any]], rules: Rules) -> None:
        self.rows, self.rules = rows, rules
        self.width = max(map(len, rows))

    def at(self, row: int, column: int) -> Any:
        """A cell; rows from 1."""
        found = self.rows[row - 1] if row <= len(self.rows) else []
        return found[column] if column < len(found) else ""

    def reasons(self) -> Any:
        heads = [str(self.at(INDICATORS, column)) for column in range(self.width)]
        if missing := [head for head in HEADS if head not in heads]:
            yield Refusal(name(INDICATORS, 0), f"模板不对：{missing}")
            return
        if self.at(MONEY, 1) != "年度资金总额" or self.at(GOALS, 1) != "预期目标":
            yield Refusal(name(MONEY, 1), "模板不对")
            return
        yield from self.length(GOALS + 1, 1, 4000)
        done = next(column for column in range(2, self.width) if self.at(GOALS, column) == "实际完成情况")
        yield from self.length(GOALS + 1, done, 2000)
        self.column = {head: heads.index(head) for head in HEADS}
        row, weights = INDICATORS + 1, []
        while row <= len(self.rows) and self.at(row, 0) not in ("总分", *BELOW):
            if any(self.at(row, column) != "" for column in range(self.width)):
                weights.append((self.at(row, 0), number(self.at(row, self.column["分值"])) or Decimal(0)))
                yield from self.indicator(row)
            row += 1
        yield from self.weights(weights)
        for below in range(row, len(self.rows) + 1):
            if self.at(below, 0) in BELOW:
                yield from self.length(below, 2, BELOW[self.at(below, 0)])

    def length(self, row: int, column: int, most: int) -> Any:
        if len(str(self.at(row, column)).encode()) > most:
            yield Refusal(name(row, column), f"超过{most}字节")

    def indicator(self, row: int) -> Any:
        def of(head: str) -> Any:
            return self.at(row, self.column[head])

        def told(head: str, why: str) -> Refusal:
            return Refusal(name(row, self.column[head]), why)

        for head in ("一级指标", "二级指标", "三级指标", "计算符号", "年度指标值", "分值", "得分"):
            if str(of(head)).strip() == "":
                yield told(head, "没有填")
        if str(of("实际完成值")).strip() == "":
            yield told("实际完成值", "没有填完成值")
        for head in ("三级指标", "年度指标值", "实际完成值"):
            if any(mark in str(of(head)) for mark in "*_- ") and number(of(head)) is None:
                yield told(head, "有不收的字")
        for head, most in BYTES.items():
            yield from self.length(row, self.column[head], most)
        points = {head: number(of(head)) for head in ("分值", "得分", "扣减分数")}
        for head, value in points.items():
            if value is None and of(head) != "":
                yield told(head, "不是数")
        weight, score, deduction = points["分值"], points["得分"], points["扣减分数"] or Decimal(0)
        if weight is not None and weight <= 0:
            yield told("分值", "分值是0")
        if weight is None or score is None:
            return
        reason = str(of("偏差原因分析")).strip()
        if score > weight:
            yield told("得分", "得分超过分值")
        elif score < weight and not reason:
            yield told("偏差原因分析", "没有写原因")
        yield from self.scored(row, told, weight, score, deduction, reason)

    def scored(self, row: int, told: Any, weight: Decimal, score: Decimal, deduction: Decimal, reason: str) -> Any:
        sign = self.at(row, self.column["计算符号"])
        target, actual = (self.at(row, self.column[head]) for head in ("年度指标值", "实际完成值"))
        if sign == "定性":
            if actual == "":
                return
            if actual not in WORDS:
                yield told("实际完成值", "不是规定的词")
                return
            if self.rules.described and not self.at(row, self.column["指标完成情况简要描述"]):
                yield told("指标完成情况简要描述", "没有简要描述")
            low, high = WORDS[actual]
            if not weight * low / 100 <= score + deduction <= weight * high / 100:
                yield told("得分", "不在档次里")
            return
        aim, done = number(target), number(actual)
        if done is None:
            if actual != "":
                yield told("实际完成值", "不是一个数")
            return
        if aim is None:
            return
        due = _formula(sign, aim, done) * weight - deduction
        if abs(score - due.quantize(Decimal("0.01"), ROUND_HALF_UP)) > Decimal("0.011") and score <= weight:
            yield told("得分", f"按公式是{due}")
        if sign == "≥" and aim > 0 and done >= aim * self.rules.over / 100 and not reason:
            yield told("偏差原因分析", "远超目标没有写原因")
        if self.rules.zero and aim == 0 and done >= self.rules.zero and not reason:
            yield told("偏差原因分析", "指标值是0，没有写原因")

    def weights(self, weights: list[tuple[Any, Decimal]]) -> Any:
        money = number(self.at(MONEY, self.width - 3)) or Decimal(0)
        own = sum((weight for _, weight in weights), Decimal(0))
        if not {own, own + money} & set(map(Decimal, self.rules.total)):
            yield Refusal(name(INDICATORS, self.column["分值"]), f"分值合计{own}")
        for level, due in self.rules.levels.items():
            mine = sum((weight for said, weight in weights if said == level), Decimal(0))
            if mine != due:
                yield Refusal(name(INDICATORS, self.column["分值"]), f"{level}的分值合计{mine}，应为{due}")


def _formula(sign: str, aim: Decimal, done: Decimal) -> Decimal:
    """The share of its weight that a result earns."""
    one = Decimal(1)
    if sign == "≤":
        if done <= aim:
            return one
        return max(Decimal(0), one - (done - aim) / aim) if aim else Decimal(0)
    if not aim:
        return one if sign == "≥" or done <= 0 else Decimal(0)
    return min(one, done / aim)
