"""Score tables: what each indicator is worth and earned, what was meant and done, and what the whole came to.

The reader gains a row that earned more than it is worth, parts of 产出指标（50分） that are worth 48, full marks for a
target that was missed, a completion rate that is not result over target, marks for the rate of execution that do not
follow from it.

Limits: those of :mod:`drafter.claims.indicators`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from drafter.checking.checks import rule
from drafter.checking.finding import Finding
from drafter.checking.page import Page
from drafter.claims.cells import cell_figure
from drafter.claims.indicators import SUBTOTAL, TOTAL, Goal, IndicatorCells, indicators
from drafter.claims.text import Stretch
from drafter.language.interval import plain, rounded
from drafter.wording import Member, word

_OF_MONEY = re.compile(r"(?:预算|资金)?(?:执行|支出)(?:率|情况|进度)?")
_SECTION = re.compile(r"[（(]\s?(?P<n>\d{1,3}(?:\.\d)?)\s?(?:分\s?[）)]|[）)]$)")
_EACH = re.compile(
    r"每(?P<way>少|缺|差|低|超|多|晚|逾期|延期|发生|出现|增加|发现)(?:过|出|于[^，。；\d]{0,6})?(?:1|一)?(?P<unit>个百分点|[\u4e00-\u9fff%]{1,3}?)"
    r"[，,]?(?:扣减?|减)(?P<n>\d+(?:\.\d+)?)分"
)
_NONE = frozenset(("", "无", "—", "-", "/", "——", "无偏差"))
_FORMULA = re.compile(r"执行率\s?[×xX＊*]\s?(?:分值|权重|\d{1,2})|分值\s?[×xX＊*]\s?执行率")
_LESS = re.compile("偏少|少于预期|少于预计|低于预期|不足|减少|未发生|未开展|取消|下降|延后|推迟|缩减")
_MORE = re.compile("增加|增多|多于|超出|超过|扩大|新增|上涨|加大|提前|充分|优化|提高|追加")
_UP_TO = Decimal(100)
_WORTH = re.compile("^(?!.*得分).*(?:分值|权重|满分)")


@rule("score-range")
def rows(page: Page) -> Iterator[Finding]:
    for table in indicators(page, page.grids):
        body = [row for row in table if not TOTAL.match(row.name) and not SUBTOTAL.search(row.name)]
        for row in body:
            yield from _range(page, row)
            yield from _met(page, row)
            yield from _completed(page, row)
            yield from _executed(page, row)
            yield from _explained(page, row)
        yield from _totals(page, table, body)
        yield from _sections(page, body)


def _cell(
    page: Page, code: str, cell: Stretch, said: str, computed: str, working: str = "", certain: bool = True,
    **members: Member,
) -> Finding:  # fmt: skip
    claimed = cell.text.strip()
    return page.finding(
        code, cell, 0, len(cell.text), word(f"scoretable.{said}", claimed=claimed, computed=computed, **members),
        claimed=claimed, computed=computed, working=working, certain=certain,
    )  # fmt: skip


def _earned(row: IndicatorCells) -> Stretch:
    return row.cells["earned"] if "earned" in row.cells else row.cells["both"]


def _range(page: Page, row: IndicatorCells) -> Iterator[Finding]:
    full, earned = row.number("full"), row.number("earned")
    if full is None or earned is None:
        return
    if "bonus" in row.cells:
        yield from _bonus(page, row, full, earned)
        return
    yield from _deducted(page, row, full, earned)
    if earned > full:
        yield _cell(page, "score-range", _earned(row), "over", f"≤{plain(full)}", full=plain(full))
    share, lost = row.number("share"), row.number("deducted")
    if share is not None and full and abs(earned / full * 100 - share) > Decimal("0.06"):
        shown = rounded(earned / full * 100, 2) + "%"
        yield _cell(
            page, "ratio", row.cells["share"], "share", shown, f"{plain(earned)} ÷ {plain(full)} = {shown}",
            earned=plain(earned), full=plain(full),
        )  # fmt: skip
    if lost is not None and abs(lost) != full - earned:
        value = plain(full - earned)
        yield _cell(
            page, "score-sum", row.cells["deducted"], "deducted", value, f"{plain(full)} − {plain(earned)} = {value}",
            full=plain(full), earned=plain(earned),
        )  # fmt: skip


def _bonus(page: Page, row: IndicatorCells, full: Decimal, earned: Decimal) -> Iterator[Finding]:
    """基础分97.5，加分5.0，扣分0，最终得分102.5: what is added may lift a score above its measure."""
    value = full + (row.number("bonus") or 0) - abs(row.number("deducted") or Decimal(0))
    if value != earned and "full" in row.cells:
        yield _cell(page, "score-sum", _earned(row), "bonus", plain(value))


def _deducted(page: Page, row: IndicatorCells, full: Decimal, earned: Decimal) -> Iterator[Finding]:
    """每少1场扣1.5分, and three too few: what the rule of the row leaves of its worth."""
    rules = list(_EACH.finditer(row.text("rule")))
    if len(rules) != 1:
        return
    each, done = rules[0], row.text("actual")
    unit = re.escape(each["unit"])
    less = re.findall(rf"(?:{each['way']}|少|缺|差|超|晚|逾期|延期)(?:了|出)?(\d+(?:\.\d+)?){unit}", done)
    if not less and each["way"] in ("发生", "出现", "发现"):
        less = re.findall(rf"(\d+){unit}", done)
    if not less:
        numbers = [
            re.findall(rf"(\d+(?:\.\d+)?){unit}", text) for text in (row.text("target") or row.text("rule"), done)
        ]
        numbers[0] = [one for one in numbers[0] if not each[0].startswith(f"每{each['way']}{one}")][:1]
        gap = Decimal(numbers[0][0]) - Decimal(numbers[1][0]) if numbers[0] and len(numbers[1]) == 1 else Decimal(-1)
        less = [str(abs(gap))] if gap and (gap > 0) == (each["way"] in ("少", "缺", "差", "低")) else []
    if len(less) != 1:
        return
    value = max(Decimal(0), full - Decimal(less[0]) * Decimal(each["n"]))
    if value != earned:
        yield _cell(
            page, "score-sum", _earned(row), "by_rule", plain(value),
            f"{plain(full)} − {less[0]} × {each['n']} = {plain(value)}", full=plain(full), rule=each[0],
        )  # fmt: skip


def _met(page: Page, row: IndicatorCells) -> Iterator[Finding]:
    """Full marks for what was missed; 是 under 是否完成 beside it; counted in something else."""
    full, earned, goal = row.number("full"), row.number("earned"), row.goal
    if units := row.units:
        yield _cell(page, "unit-form", row.cells["actual"], "units", units[0], unit=units[1])
    if goal is None:
        return
    target, actual = row.text("target"), row.text("actual")
    if goal.missed and full and earned == full:
        yield _cell(page, "praise-goals", _earned(row), "missed_full", f"<{plain(full)}", target=target, actual=actual)
    elif goal.missed and row.text("met") in ("是", "已完成", "完成", "达标"):
        yield _cell(page, "praise-goals", row.cells["met"], "missed", "否", target=target, actual=actual)
    elif full and earned is not None and earned < full and not goal.missed and _silent(row, goal):
        yield _cell(
            page, "praise-goals", _earned(row), "met_less", plain(full), certain=False, target=target, actual=actual
        )


def _silent(row: IndicatorCells, goal: Goal) -> bool:
    """Whether a row has room for a reason and gives none; far above its target marks are taken off by rule."""
    return "reason" in row.cells and row.text("reason") in _NONE and goal.actual <= goal.target * Decimal("1.3")


def _explained(page: Page, row: IndicatorCells) -> Iterator[Finding]:
    """A reason that says too little was done, beside a result above its target."""
    goal, reason = row.goal, row.text("reason")
    if goal is None or not reason or goal.actual == goal.target:
        return
    above = goal.actual > goal.target
    against, with_ = (_LESS, _MORE) if above else (_MORE, _LESS)
    hit = against.search(reason)
    if hit and not with_.search(reason) and not (goal.down and not above):
        yield _cell(
            page, "direction-reason", row.cells["reason"], "reason", "多于目标的原因" if above else "少于目标的原因",
            certain=above, target=row.text("target"), actual=row.text("actual"), reason=hit[0],
        )  # fmt: skip


def _completed(page: Page, row: IndicatorCells) -> Iterator[Finding]:
    rate, goal = row.number("rate"), row.goal
    if rate is None or goal is None or goal.down or not goal.target:
        return
    value = goal.actual / goal.target * 100
    decimals = len(row.text("rate").partition(".")[2].rstrip("%％ "))
    if abs(value - rate) > Decimal(6).scaleb(-decimals - 1) and not (rate == _UP_TO and value > _UP_TO):
        shown = rounded(value, max(2, decimals)) + "%"
        yield _cell(
            page, "ratio", row.cells["rate"], "rate", shown, f"{plain(goal.actual)} ÷ {plain(goal.target)} = {shown}",
            actual=plain(goal.actual), target=plain(goal.target),
        )  # fmt: skip


def _executed(page: Page, row: IndicatorCells) -> Iterator[Finding]:
    """分值10，执行率89.24%，得分8.29: what the note says it is worth."""
    full, earned, rate = row.number("full"), row.number("earned"), row.number("execution")
    if full is None or earned is None or rate is None or not full or rate > _UP_TO or earned in (full, 0):
        return
    value = full * rate / 100
    if (
        abs(value - earned) <= Decimal("0.051")
        if earned == earned.quantize(Decimal("0.1"))
        else abs(value - earned) <= Decimal("0.006")
    ):
        return
    noted = any(_FORMULA.search(one.text) for one in page.stretches if abs(one.block - _earned(row).block) < 3)
    shown = rounded(value, 2)
    yield _cell(
        page, "rate-score", _earned(row), "executed", shown, f"{plain(full)} × {plain(rate)}% = {shown}",
        certain=noted, full=plain(full), rate=plain(rate),
    )  # fmt: skip


def _totals(page: Page, table: list[IndicatorCells], body: list[IndicatorCells]) -> Iterator[Finding]:
    """总分 against the rows, 小计 against the rows since the one before."""
    worth = any(row.number("full") is not None for row in table)
    for name, said in (("full", "points"), ("earned", "scores")):
        run: list[Decimal] = []
        everything: list[Decimal] = []
        told = 0
        for row in table:
            number = row.number(name)
            total = TOTAL.match(row.name) is not None
            if total or SUBTOTAL.search(row.name):
                parts = everything if total else run
                value = sum(parts, Decimal(0))
                # Scores of units and projects, with no worth beside them: what lies between them is their mean.
                mean = not worth and number is not None and len(parts) > 1 and min(parts) <= number <= max(parts)
                fits = number is None or number == value or (total and number - value in _elsewhere(page, name))
                if len(parts) > 1 and not fits and not mean:
                    told += 1
                    yield _cell(
                        page, "score-sum", row.cells[name], said, plain(value),
                        " + ".join(plain(one) for one in parts[:12]) + f" = {plain(value)}",
                    )  # fmt: skip
                run = []
            elif number is not None:
                run.append(number)
                everything.append(number)
            elif row.text(name) not in _NONE and row.text(name) != "不计分":
                # What cannot be read may be all that is missing.
                return
        several = name == "full" and not told and len(everything) > 4
        value = sum(everything, Decimal(0))
        if several and not any(TOTAL.match(row.name) for row in table) and 95 <= value < 105 and value != _UP_TO:
            yield _cell(
                page, "score-sum", body[-1].cells[name], "hundred", "100", certain=False, total=plain(value),
            )  # fmt: skip


def _elsewhere(page: Page, name: str) -> set[Decimal]:
    """What the execution of the budget is worth, and earned, in a table of the money of its own: part of 总分 below."""
    head = {"full": "分值", "earned": "得分"}[name]
    found = set()
    for grid in page.grids:
        top = next((row for row in grid if any(cell.text.strip().startswith("执行率") for cell in row)), [])
        column = next((at for at, cell in enumerate(top) if cell.text.strip() == head), -1)
        cells = [row[column].text.strip() for row in grid if 0 <= column < len(row)]
        found |= {Decimal(one) for one in cells if re.fullmatch(r"\d+(?:\.\d+)?", one)}
    return found


def _sections(page: Page, body: list[IndicatorCells]) -> Iterator[Finding]:
    """产出指标（50分）: what the rows under it are worth together."""
    groups: list[tuple[Stretch, Decimal, Decimal]] = []
    for row in body:
        head = next(((cell, match) for cell in row.row[:2] if (match := _SECTION.search(cell.text))), None)
        worth = row.number("full")
        if worth is None:
            return
        if head is not None and not (groups and groups[-1][0].text == head[0].text):
            groups.append((head[0], Decimal(head[1]["n"]), worth))
        elif _OF_MONEY.match(row.row[0].text.strip() or row.name):
            # 预算执行 at the foot is of no level.
            continue
        elif groups:
            cell, said, value = groups[-1]
            groups[-1] = (cell, said, value + worth)
    for cell, said, value in groups:
        if said != value:
            yield _cell(page, "score-sum", cell, "section", plain(value))


@rule("score-sum")
def levels(page: Page) -> Iterator[Finding]:
    """一级指标 20 over 二级指标 8, 7, 6: the weights of one column make that of the column before it."""
    for grid in page.grids:
        worths = [i for i, cell in enumerate(grid[0]) if _WORTH.search(cell.text)]
        for upper, lower in pairwise(worths) if "调整后" not in "".join(cell.text for cell in grid[0]) else ():
            groups: list[tuple[Stretch, list[Decimal | None]]] = []
            last: list[str] = []
            for row in grid[1:]:
                if lower >= len(row) or any(TOTAL.match(cell.text.strip()) for cell in row[:2]):
                    break
                key = [cell.text.strip() for cell in row[: upper + 1]]
                if key[-1] and not (groups and key == last):
                    groups.append((row[upper], []))
                last = key if key[-1] else last
                part = cell_figure(row[lower])
                if groups:
                    groups[-1][1].append(part.value if part else None)
            for cell, parts in groups:
                said, known = cell_figure(cell), [one for one in parts if one is not None]
                value = sum(known, Decimal(0))
                if said is not None and len(parts) > 1 and len(known) == len(parts) and said.value != value:
                    yield _cell(
                        page, "score-sum", cell, "level", plain(value),
                        " + ".join(plain(one) for one in known) + f" = {plain(value)}",
                    )  # fmt: skip
