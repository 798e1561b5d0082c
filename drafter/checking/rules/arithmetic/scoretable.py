"""Score tables: what each indicator is worth and earned, what was meant and done, and what the whole came to.

The reader gains a row that earned more than it is worth, parts of 产出指标（50分） that are worth 48, full marks for a
target that was missed, a deduction without a reason, a completion rate that is not result over target.

Limits: the header must name the columns (分值, 得分, 指标值, 完成值); targets are read as they are written (≥, ≤,
不低于, 不超过, a plain number); an indicator that is not a number is judged by nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from drafter.checking.finding import Finding
from drafter.checking.page import Page
from drafter.checking.registry import rule
from drafter.claims.cells import Grid
from drafter.claims.text import Stretch
from drafter.language.interval import plain, rounded

_COLUMNS = {
    "full": re.compile(r"分值|权重|满分|标准分|总分值"),
    "earned": re.compile(r"得分(?!率)|自评分|评价分|评分$"),
    "target": re.compile(r"(?:年度|年初)?(?:指标值|目标值|计划值|预期值|目标$|计划完成)"),
    "actual": re.compile(r"完成值|实际值|实际完成|完成情况|全年完成|完成数"),
    "rate": re.compile(r"完成率|完成比例|实现程度"),
    "reason": re.compile(r"偏差|原因|扣分|说明|改进"),
    "share": re.compile(r"得分率"),
}
_NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?")
_TARGET = re.compile(
    r"^(?P<sign>≥|>=|＞|>|≤|<=|＜|<|＝|=|不低于|不少于|不高于|不超过|至少|达到|低于|控制在|小于等于|大于等于)?\s?"
    r"(?P<number>\d[\d,]*(?:\.\d+)?)\s?(?P<unit>[^\d\s≥≤、，；/（(]{0,6})(?:以上|及以上|以内|以下)?$"
)
_ACTUAL = re.compile(r"^(?:实际|完成|约)?(?P<number>\d[\d,]*(?:\.\d+)?)\s?(?P<unit>[^\d\s、，；/（(]{0,6})$")
_DOWN = frozenset(("≤", "<=", "＜", "<", "不高于", "不超过", "低于", "控制在", "小于等于"))
_TOTAL = re.compile(r"^(?:总分|合计|总计|总得分|综合得分|自评总分|小计)")
_SECTION = re.compile(r"[（(]\s?(?P<n>\d{1,3}(?:\.\d)?)\s?分\s?[）)]")
_NONE = frozenset(("", "无", "—", "-", "/", "——", "无偏差"))


class Row(NamedTuple):
    """A row of indicators: its cells by what they are, and what it is called."""

    cells: dict[str, Stretch]
    name: str
    row: Sequence[Stretch]

    def number(self, name: str) -> Decimal | None:
        cell = self.cells.get(name)
        match = _NUMBER.search(cell.text) if cell is not None else None
        if cell is None or match is None or len(match[0]) > 18:
            return None
        rest = (cell.text[: match.start()] + cell.text[match.end() :]).strip()
        return Decimal(match[0].replace(",", "")) if rest in ("", "分", "%", "％") else None


@rule("score-range")
def rows(page: Page) -> Iterator[Finding]:
    for grid in page.grids:
        table = _rows(grid)
        if table is None:
            continue
        body = [row for row in table if not _TOTAL.match(row.name)]
        for row in body:
            yield from _range(page, row)
            yield from _met(page, row)
            yield from _completed(page, row)
        yield from _totals(page, table, body)
        yield from _sections(page, body)


def _rows(grid: Grid) -> list[Row] | None:
    """The rows of a table of scores; None for another table."""
    for at, head in enumerate(grid[:4]):
        columns: dict[str, int] = {}
        for i, cell in enumerate(head):
            # 偏差原因及改进措施 before 得分: the first that fits is what a column is.
            text = cell.text.replace(" ", "")
            name = next(
                (
                    name
                    for name in ("share", "reason", "rate", "earned", "full", "target", "actual")
                    if _COLUMNS[name].search(text)
                ),
                "",
            )
            if name:
                columns.setdefault(name, i)
        if "full" in columns and "earned" in columns:
            first = min(columns.values())
            found = []
            for row in grid[at + 1 :]:
                cells = {name: row[i] for name, i in columns.items() if i < len(row)}
                names = [cell.text.strip() for cell in row[: max(1, first)] if cell.text.strip()]
                found.append(Row(cells, names[-1] if names else "", row))
            return found
    return None


def _cell(
    page: Page,
    code: str,
    cell: Stretch,
    message: str,
    claimed: str,
    computed: str,
    working: str = "",
    certain: bool = True,
) -> Finding:
    return page.finding(
        code, cell, 0, len(cell.text), message, claimed=claimed, computed=computed, working=working, certain=certain
    )


def _range(page: Page, row: Row) -> Iterator[Finding]:
    full, earned = row.number("full"), row.number("earned")
    if full is None or earned is None:
        return
    if earned > full:
        yield _cell(
            page,
            "score-range",
            row.cells["earned"],
            f"得分高于分值{plain(full)}，请核对",
            plain(earned),
            f"≤{plain(full)}",
        )
    share = row.number("share")
    if share is not None and full:
        value = earned / full * 100
        if abs(value - share) > Decimal("0.06"):
            shown = rounded(value, 2) + "%"
            yield _cell(
                page, "ratio", row.cells["share"], f"{plain(earned)}÷{plain(full)}是{shown}，请核对", plain(share),
                shown,
                f"{plain(earned)} ÷ {plain(full)} = {shown}",
            )  # fmt: skip


def _pair(row: Row) -> tuple[Decimal, Decimal, bool, str] | None:
    """Target, result, whether less is better, and the unit; None where they are no numbers of one unit."""
    target = _TARGET.match(row.cells["target"].text.strip()) if "target" in row.cells else None
    actual = _ACTUAL.match(row.cells["actual"].text.strip()) if "actual" in row.cells else None
    if target is None or actual is None:
        return None
    units = [match["unit"].strip().removesuffix("以上").removesuffix("以内") for match in (target, actual)]
    if units[0] != units[1] and all(units):
        return None
    numbers = [Decimal(match["number"].replace(",", "")) for match in (target, actual)]
    down = target["sign"] in _DOWN or row.cells["target"].text.strip().endswith(("以内", "以下"))
    return numbers[0], numbers[1], down, units[0] or units[1]


def _met(page: Page, row: Row) -> Iterator[Finding]:
    """Full marks for what was missed; a deduction from what was reached, without a reason."""
    full, earned, pair = row.number("full"), row.number("earned"), _pair(row)
    if full is None or earned is None:
        return
    if pair is not None and full:
        target, actual, down, _ = pair
        missed = actual > target if down else actual < target
        if missed and earned == full:
            yield _cell(
                page, "praise-goals", row.cells["earned"],
                f"指标值{row.cells['target'].text.strip()}，实际{row.cells['actual'].text.strip()}，没有达到却得满分，请核对",
                plain(earned), f"<{plain(full)}",
            )  # fmt: skip
            return
        reason = row.cells.get("reason")
        if not missed and earned < full and reason is not None and reason.text.strip() in _NONE:
            yield _cell(
                page, "praise-goals", row.cells["earned"],
                f"指标值{row.cells['target'].text.strip()}，实际{row.cells['actual'].text.strip()}，已经达到却没有得满分，又没有写原因，请核对",
                plain(earned), plain(full), certain=False,
            )  # fmt: skip
            return
    reason = row.cells.get("reason")
    if earned < full and reason is not None and reason.text.strip() in _NONE and pair is not None:
        yield _cell(
            page,
            "reason-missing",
            row.cells["earned"],
            "扣了分，偏差原因空着，请写明",
            plain(earned),
            "",
            certain=False,
        )


def _completed(page: Page, row: Row) -> Iterator[Finding]:
    rate, pair = row.number("rate"), _pair(row)
    if rate is None or pair is None or pair[2] or not pair[0]:
        return
    value = pair[1] / pair[0] * 100
    decimals = len(row.cells["rate"].text.partition(".")[2].rstrip("%％ "))
    if abs(value - rate) > Decimal(6).scaleb(-decimals - 1) and not (rate == 100 and value > 100):
        shown = rounded(value, max(2, decimals)) + "%"
        yield _cell(
            page, "ratio", row.cells["rate"], f"{plain(pair[1])}÷{plain(pair[0])}是{shown}，请核对完成率",
            row.cells["rate"].text,
            shown, f"{plain(pair[1])} ÷ {plain(pair[0])} = {shown}",
        )  # fmt: skip


def _totals(page: Page, table: list[Row], body: list[Row]) -> Iterator[Finding]:
    """总分 against the rows, for what they are worth and what they earned."""
    total = next((row for row in reversed(table) if _TOTAL.match(row.name)), None)
    for name, what in (("full", "分值"), ("earned", "得分")):
        numbers = [row.number(name) for row in body if name in row.cells and row.cells[name].text.strip()]
        said = total.number(name) if total is not None else None
        known = [number for number in numbers if number is not None]
        if len(known) < 2 or len(known) < len(numbers):
            continue
        value = sum(known, Decimal(0))
        if total is not None and said is not None and said != value:
            yield _cell(
                page, "score-sum", total.cells[name], f"各行{what}相加是{plain(value)}，请核对", plain(said),
                plain(value),
                " + ".join(plain(one) for one in known[:12]) + f" = {plain(value)}",
            )  # fmt: skip
        elif name == "full" and total is None and 90 <= value < 110 and value != 100 and len(known) > 4:
            yield _cell(
                page, "score-sum", body[-1].cells[name], f"各行分值相加是{plain(value)}，不是100，请核对",
                plain(value), "100",
                certain=False,
            )  # fmt: skip


def _sections(page: Page, body: list[Row]) -> Iterator[Finding]:
    """产出指标（50分）: what the rows under it are worth together."""
    groups: list[tuple[Stretch, Decimal, Decimal]] = []
    for row in body:
        head = next(((cell, match) for cell in row.row[:2] if (match := _SECTION.search(cell.text))), None)
        worth = row.number("full")
        if worth is None:
            return
        if head is not None and not (groups and groups[-1][0].text == head[0].text):
            groups.append((head[0], Decimal(head[1]["n"]), worth))
        elif groups:
            cell, said, value = groups[-1]
            groups[-1] = (cell, said, value + worth)
    for cell, said, value in groups:
        if said != value:
            yield _cell(
                page,
                "score-sum",
                cell,
                f"“{cell.text.strip()}”下各项分值相加是{plain(value)}，请核对",
                plain(said),
                plain(value),
            )
