"""Tables: the row of totals is the sum of the rows, the rate of a row is its spending over its budget.

Limits: a table with levels (其中, 小计) is not added up; a rate is judged where its header says which columns are
budget and spending.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from drafter.checking.checks import rule
from drafter.checking.finding import Finding
from drafter.checking.page import Page
from drafter.claims.cells import Cell, all_grids, cell_figure, header_of
from drafter.claims.text import Stretch
from drafter.language.interval import HUNDRED, Interval, around, plain, rounded, verdict
from drafter.language.quantity import SCALES

#: The code of a class (213), a section or an item (03) of the accounts.
_CODE = re.compile(r"\d{2,3}")


@rule("sum-table")
def totals(page: Page) -> Iterator[Finding]:
    names, nested = page.words("sums", "totals"), page.words("sums", "nested")
    for grid in all_grids(page):
        labels = ["".join(cell.text for cell in row[:2]) for row in grid]
        last = next((i for i, label in enumerate(labels) if i and any(label.startswith(n) for n in names)), 0)
        if not last or any(label.startswith(tuple(nested)) or label.rstrip().endswith("小计") for label in labels[1:]):
            continue
        header = header_of(grid)
        rows = _leaves(grid[header.rows : last] if last > header.rows else grid[last + 1 :])
        if len(rows) >= 2:
            crossed = _crossed(rows, header.texts)
            for one in _columns(page, rows, grid[last], header.texts):
                # A row whose own total is off by as much is the place to mend, and told by the rule of rows.
                if not any(abs(gap) == _gap(one) for gap in crossed):
                    yield one


def _crossed(rows: Sequence[Sequence[Stretch]], header: Sequence[str]) -> list[Decimal]:
    """By how much each row misses its own total, where the columns have one."""
    at = next((i for i, text in enumerate(header) if text.strip() in ("合计", "总计", "小计")), -1)
    found = []
    for row in rows if at >= 0 else ():
        cells = [cell_figure(cell) for cell in row]
        said = cells[at] if at < len(cells) else None
        if said is not None:
            parts = [one.value for i, one in enumerate(cells) if i != at and one is not None]
            found.append(sum(parts, Decimal(0)) - said.value)
    return [gap for gap in found if gap]


def _gap(one: Finding) -> Decimal:
    """By how much the total of a finding is off."""
    said, computed = (re.sub(r"[^\d.]", "", text) for text in (one.claimed, one.computed))
    return abs(Decimal(said or 0) - Decimal(computed or 0))


def _leaves(rows: Sequence[Sequence[Stretch]]) -> list[Sequence[Stretch]]:
    """The rows that no row below them divides: class, section and item (213, 21303, 2130301, in one column or in
    three) are levels, and only the lowest adds up to the total. Rows without such codes are all kept."""
    codes: list[tuple[str, ...]] = []
    above: tuple[str, ...] = ()
    for row in rows:
        cells = [cell.text.strip() for cell in row[:3]]
        first = re.fullmatch(r"(\d{3})(\d\d)?(\d\d)?", cells[0])
        # The columns of codes end where the name stands.
        ended = next((i for i, cell in enumerate(cells) if cell and not _CODE.fullmatch(cell)), len(cells))
        said = cells[:ended]
        if first and first[2]:
            code = tuple(part for part in first.groups() if part)
        else:
            depth = max((i + 1 for i, cell in enumerate(said) if cell), default=0)
            # A class that stands above once is not repeated in each row.
            code = tuple(said[i] or (above[i] if i < len(above) else "") for i in range(depth))
        above = code or above
        codes.append(code)
    if not all(code and len(code[0]) == 3 for code in codes):
        return list(rows)
    divided = {code[:depth] for code in codes for depth in range(1, len(code))}
    return [row for row, code in zip(rows, codes, strict=True) if code not in divided]


def _columns(
    page: Page, rows: Sequence[Sequence[Stretch]], total: Sequence[Stretch], header: Sequence[str]
) -> Iterator[Finding]:
    for column, cell in enumerate(total):
        said = cell_figure(cell)
        heading = header[column] if column < len(header) else ""
        if said is None or said.unit in ("%", "％") or any(word in heading for word in ("率", "占", "序号", "均", "%")):
            continue
        parts = [cell_figure(row[column]) if column < len(row) else None for row in rows]
        found = [part for part in parts if part is not None]
        filled = [row[column].text.strip() for row in rows if column < len(row)]
        if len(found) < 2 or any(
            text and part is None and text not in "-—/无" for text, part in zip(filled, parts, strict=False)
        ):
            continue
        if len({part.unit for part in found} | {said.unit}) > 1:
            continue
        half = sum((part.half for part in found), Decimal(0))
        mid = sum((part.value for part in found), Decimal(0))
        if verdict(around(said.value, said.half), Interval(mid, mid - half, mid + half)) != "wrong":
            continue
        value = plain(mid / SCALES.get(said.unit[:1], 1)) + said.unit
        start = cell.text.find(said.text)
        yield page.finding(
            "sum-table", cell, start, start + len(said.text), "tables.columns", column=heading, claimed=said.text,
            computed=value, working=_working(found, value),
        )  # fmt: skip


def _working(parts: list[Cell], value: str) -> str:
    shown = [part.text for part in parts]
    return " + ".join(shown if len(shown) <= 6 else [*shown[:3], "…", *shown[-2:]]) + f" = {value}"


@rule("rate-table")
def rates(page: Page) -> Iterator[Finding]:
    for grid in all_grids(page):
        header, first = header_of(grid)
        budget = _column(header, ("预算", "安排", "下达", "额度", "到位"), ("率", "占"))
        spent = _column(header, ("执行数", "支出", "支付", "决算", "完成数", "使用"), ("率", "占", "预算"))
        rate = _column(header, ("执行率", "支付率", "支出率", "完成率", "支出进度", "完成预算", "使用率"), ())
        if min(budget, spent, rate) < 0:
            continue
        for row in grid[first:]:
            if max(budget, spent, rate) < len(row):
                yield from _row(page, cell_figure(row[budget]), cell_figure(row[spent]), cell_figure(row[rate]))


def _column(header: list[str], names: Sequence[str], without: Sequence[str]) -> int:
    """The one column headed so; -1 where there is none, or several."""
    fits = [i for i, text in enumerate(header) if any(n in text for n in names) and not any(n in text for n in without)]
    return fits[0] if len(fits) == 1 else -1


def _row(page: Page, budget: Cell | None, spent: Cell | None, rate: Cell | None) -> Iterator[Finding]:
    if not budget or not spent or not rate or budget.value <= 0 or budget.unit != spent.unit:
        return
    finest = min(budget.half, spent.half)
    share = around(spent.value, finest).over(around(budget.value, finest))
    if share is None:
        return
    computed = share.scaled(HUNDRED)
    claim = around(rate.value, rate.half)
    said = verdict(claim, computed)
    if not said or (rate.unit == "" and rate.value <= 2):
        return
    decimals = len(rate.text.partition(".")[2].rstrip("%％"))
    value = rounded(computed.mid, max(2, decimals)) + "%"
    yield page.finding(
        "rate-table", rate.stretch, 0, len(rate.stretch.text), "tables.row", spent=spent.text, budget=budget.text,
        claimed=rate.text, computed=value, working=f"{spent.text} ÷ {budget.text} = {value}", certain=said == "wrong",
    )  # fmt: skip
