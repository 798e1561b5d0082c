"""What several laws ask of a row of indicators: whether it is qualitative, its target and result as figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from drafter.language.quantity import SCALES
from drafter.reviewing.answer import Look
from drafter.reviewing.form import PaperForm
from drafter.reviewing.names import is_executed
from drafter.reviewing.row import IndicatorRow
from drafter.reviewing.value import CellText, WrittenFigure, value

#: A result in words that counts as none of a target.
DEGREES = re.compile(r"^(?P<word>全部达成|基本达成|部分达成|未达成|达成|完全达成|已达成)")
#: A target that says what becomes of what it counts, and no sign and figure alone.
_WORDED = re.compile(
    r"^[^\d≥≤<>=]*\d[\d,.]*[万亿]?[\u4e00-\u9fff]*(?:均|都|全部|全面|落实|建立|建成|完成|开通|印发|出台|运行|挂牌|到位|达到|通过|投用|覆盖|实现)[\u4e00-\u9fff]*$"
)
COLUMNS_CALLED = {
    "initial": "年初预算数",
    "budget": "全年预算数",
    "adjusted": "调整后预算数",
    "spent": "全年执行数",
    "applied": "申请数",
}
_LESS = re.compile(r"成本|投诉|事故|缺陷率|差错|死亡|流失|空置|超支|损耗|能耗|排放|时限|用时|耗时|响应时间|延误|返工")
_SCALE = re.compile(r"(?:\d|^)([万亿])(?!元?/)")
_NOTHING = frozenset(("", "*", "无", "/", "-", "—", "——", "无偏差", "不适用", "没有", "无。"))


def form(look: Look) -> PaperForm | None:
    """This year's form; where there is none with indicators, says so."""
    found = look.dossier.form
    if found is None or not found.lines:
        look.lack("自评表（有指标的）")
        return None
    return found


def sheet(look: Look) -> PaperForm | None:
    """This year's form as it is handed in: a case has no cells that a system would refuse."""
    found = form(look)
    if found is not None and found.title == "案件":
        look.skip("只有案件，没有上传的自评表")
        return None
    return found


def qualitative(line: IndicatorRow) -> bool:
    """Whether a target is words: 定性."""
    said = line["target"].said or line["initial_target"].said
    kind = line["sign"].said
    if "定性" in kind:
        return True
    # 6个站点全部挂牌 under 达成: words that begin with a figure.
    if DEGREES.fullmatch(line["actual"].said) and _WORDED.search(said):
        return True
    # 12月底前完工, and 达成 for a result: a figure in words is judged as words.
    worded = not re.search(r"\d", said) or bool(DEGREES.match(line["actual"].said))
    return bool(said) and value(said, line["unit"].text) is None and worded


class RowFigures(NamedTuple):
    """Target, result and weight of a row, and its direction (≥ ≤ =)."""

    target: WrittenFigure
    actual: WrittenFigure
    direction: str


def figures(line: IndicatorRow) -> RowFigures | None:
    """The figures of a row whose target and result are figures of one unit; None where they cannot be compared."""
    unit = line["unit"].text
    aim = value(line["target"].text, unit)
    done = value(line["actual"].text, unit)
    if aim is None or done is None:
        return None
    done = alike(done, aim, line)
    if aim.unit and done.unit and aim.unit != done.unit:
        return None
    return RowFigures(aim, done, direction(line, aim))


def alike(done: WrittenFigure, aim: WrittenFigure, line: IndicatorRow) -> WrittenFigure:
    """A bare result counted as its target is: 0.95 for 95%, 17.1 beside ≥18万件 for 17.1万件."""
    if done.unit:
        return done
    if aim.percent and done.number <= 1 < aim.number:
        # A cell in the format of per cent.
        return done._replace(number=done.number * 100, unit=aim.unit)
    scale = _SCALE.search(line["target"].said) or _SCALE.search(line["unit"].said)
    if scale is None or not aim.unit or line["unit"] or line["actual"].number is None:
        return done
    # Of the two readings the one that is nearer to the target is meant.
    large = done.number * SCALES[scale[1]]
    return done._replace(number=min(done.number, large, key=lambda one: _apart(one, aim.number)), unit=aim.unit)


def _apart(one: Decimal, other: Decimal) -> Decimal:
    """How many times the larger of two figures is the smaller; endless for none."""
    low, high = sorted((one, other))
    return high / low if low > 0 else Decimal("Infinity")


def direction(line: IndicatorRow, aim: WrittenFigure) -> str:
    """≥, ≤ or =; "" where neither the sign nor the name tells."""
    own = value(line["sign"].said + "1") if line["sign"] else None
    words = line["sign"].said
    if own is not None and own.sign:
        return own.sign
    if "反向" in words or "逆向" in words or "负向" in words or "越少" in words:
        return "≤"
    if "正向" in words or "越多" in words:
        return "≥"
    if aim.sign:
        return aim.sign
    return "" if _LESS.search(line.name + line["level2"].said) else "≥"


def reached(one: RowFigures) -> bool:
    """Whether a result is what was aimed at; what is to be equal is reached from the target on."""
    if one.direction == "≤":
        return one.actual.number <= one.target.number
    return one.actual.number >= one.target.number


def reason(line: IndicatorRow) -> CellText:
    """The first cell of a row that explains: reason, measure, description, remark; empty where it says nothing."""
    for key in ("reason", "measure", "description", "remark"):
        if line[key] and line[key].said not in _NOTHING:
            return line[key]
    return CellText()


def executed(line: IndicatorRow) -> bool:
    """Whether a row is the execution rate of the budget, which some forms list among the indicators."""
    return is_executed(line.name)


def points(line: IndicatorRow) -> tuple[Decimal, Decimal] | None:
    """Weight and score of a row that has both."""
    weight, score = line["weight"].number, line["score"].number
    return None if weight is None or score is None else (weight, score)


def scored(one: PaperForm) -> Iterator[tuple[IndicatorRow, Decimal, Decimal]]:
    """The rows of a form with weight and score."""
    for line in one.lines:
        if (found := points(line)) is not None:
            yield line, *found
