"""Tables of indicators: what each row is worth and earned, what was meant and done, and why it fell short.

Limits: the header must name the columns (分值, 得分, 指标值, 完成值, 完成率 …); a target is read as it is written (≥,
≤, 不低于, 不超过, a plain number); 6/6 is earned over worth; a worth in per cent is a weight, no score.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from drafter.claims.cells import Grid
from drafter.claims.text import ReadText, Stretch
from drafter.language.figures import sort_of

_COLUMNS = {
    "share": re.compile("得分率"),
    "deducted": re.compile("^(?:扣分|失分|扣减分?)(?:值|数)?$"),
    "both": re.compile("得分[/／]分值"),
    "reason": re.compile("偏差|原因|说明|改进|备注"),
    "rate": re.compile("^(?:指标)?完成(?:率|比例|程度)"),
    "execution": re.compile("执行率"),
    "grade": re.compile("等级|等次"),
    "met": re.compile("是否(?:完成|达标|达到)"),
    "earned": re.compile("得分|自评分|评价分|评分$"),
    "bonus": re.compile("^(?:加|奖励|附加)分(?:项|值)?"),
    "rule": re.compile("(?:评分|计分|扣分|评价|考核)(?:标准|细则|办法|规则)"),
    "full": re.compile("分值|权重|满分|标准分"),
    "target": re.compile("指标值|目标值|计划值|预期值|目标$|计划完成|年度目标"),
    "actual": re.compile("完成值|实际值|实际完成|全年完成|完成数|^实际$|^(?:实际)?(?:完成|执行|扣分)情况$"),
}
_NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?")
_TARGET = re.compile(
    r"^(?P<sign>≥|>=|＞|>|≤|<=|＜|<|＝|=|不低于|不少于|不高于|不超过|至少|达到|低于|控制在|小于等于|大于等于)?\s?"
    r"(?P<number>\d[\d,]*(?:\.\d+)?)\s?(?P<unit>[^\d\s≥≤、，；（(]{0,8}?)(?P<behind>(?:及)?以上|以内|之内|(?<=[日天时钟分秒月年周米里元%])内|以下|左右)?$"
)
_ACTUAL = re.compile(r"^(?:实际|完成)?(?P<number>\d[\d,]*(?:\.\d+)?)\s?(?P<unit>[^\d\s、，；（(]{0,8})$")
_DOWN = frozenset(("≤", "<=", "＜", "<", "不高于", "不超过", "低于", "控制在", "小于等于"))
_FORMER = re.compile("原|调整前|初始")
#: The names of rows that sum up.
TOTAL = re.compile(r"^(?:总分|合计|总计|总得分|综合得分|自评总分|合计得分|总体)")
SUBTOTAL = re.compile("小计$|^小计|^[\u4e00-\u9fff]{0,6}(?:指标|部分)合计$")


class Goal(NamedTuple):
    """Target and result of a row in one unit: `down` where less is better; `units` as written."""

    target: Decimal
    actual: Decimal
    down: bool
    units: tuple[str, str]

    @property
    def missed(self) -> bool:
        """Whether the actual value lies on the wrong side of the target."""
        return self.actual > self.target if self.down else self.actual < self.target


class IndicatorCells(NamedTuple):
    """A row of indicators: its cells by what they are, what it is called, and all of its cells."""

    cells: dict[str, Stretch]
    name: str
    row: Sequence[Stretch]

    def text(self, name: str) -> str:
        """The words of a cell of the row, "" where it has none."""
        cell = self.cells.get(name)
        return cell.text.strip() if cell is not None else ""

    def number(self, name: str) -> Decimal | None:
        """The figure of a cell that holds nothing else."""
        text = self.text(name)
        if name in ("earned", "full") and not text and "both" in self.cells:
            parts = re.fullmatch(r"(\d+(?:\.\d+)?)\s?[/／]\s?(\d+(?:\.\d+)?)", self.text("both"))
            return Decimal(parts[1 if name == "earned" else 2]) if parts else None
        match = _NUMBER.search(text)
        if match is None or len(match[0]) > 18:
            return None
        rest = (text[: match.start()] + text[match.end() :]).strip()
        # 60%: a weight.
        allowed = ("", "分") if name in ("full", "earned", "deducted") else ("", "分", "%", "％")
        return Decimal(match[0].replace(",", "")) if rest in allowed else None

    @property
    def goal(self) -> Goal | None:
        """None where target and result are no numbers, or are counted in different units."""
        target, actual = _TARGET.match(self.text("target")), _ACTUAL.match(self.text("actual"))
        if target is None or actual is None:
            return None
        numbers = [Decimal(match["number"].replace(",", "")) for match in (target, actual)]
        down = target["sign"] in _DOWN or target["behind"] in ("以内", "之内", "内", "以下")
        units = (target["unit"], actual["unit"])
        if units[0] != units[1] and all(units):
            return None
        return Goal(numbers[0], numbers[1], down, units)

    @property
    def units(self) -> tuple[str, str] | None:
        """The units of target and result where these count different things (30天, 28次)."""
        target, actual = _TARGET.match(self.text("target")), _ACTUAL.match(self.text("actual"))
        if target is None or actual is None:
            return None
        sorts = [sort_of(match["unit"].lstrip("万亿")) for match in (target, actual)]
        return (target["unit"], actual["unit"]) if all(sorts) and sorts[0] != sorts[1] else None


def indicators(text: ReadText, grids: Sequence[Grid]) -> Iterator[list[IndicatorCells]]:
    """The tables of indicators of a text, as their rows."""
    for grid in grids:
        if rows := _rows(grid):
            yield rows


def _rows(grid: Grid) -> list[IndicatorCells]:
    for at, head in enumerate(grid[:4]):
        columns: dict[str, int] = {}
        adjusted = any("调整后" in cell.text for cell in head)
        for i, cell in enumerate(head):
            said = cell.text.replace(" ", "")
            name = next((name for name, pattern in _COLUMNS.items() if pattern.search(said)), "")
            if name and not (adjusted and name == "full" and _FORMER.search(said)):
                # 二级指标（权重）, 三级指标, 权重: the last one is that of the row.
                columns[name] = i if name == "full" else columns.get(name, i)
        pairs = (
            ("full", "earned"),
            ("target", "actual"),
            ("earned", "grade"),
            ("both", "both"),
            ("earned", "earned"),
            ("full", "full"),
        )
        if any(one in columns and other in columns for one, other in pairs):
            first = min(columns.values())
            found = []
            for row in grid[at + 1 :]:
                cells = {name: row[i] for name, i in columns.items() if i < len(row)}
                names = [cell.text.strip() for cell in row[: max(1, first)] if cell.text.strip()]
                found.append(IndicatorCells(cells, _called(names), row))
            return found
    return []


def _called(names: Sequence[str]) -> str:
    """What a row is called: the total it is, else its last name."""
    total = next((name for name in names if TOTAL.match(name) or SUBTOTAL.search(name)), "")
    return total or (names[-1] if names else "")
