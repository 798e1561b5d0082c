"""Tables: the row of totals is the sum of the rows, and what a row says follows from its other columns.

Limits: a table with levels (其中, 小计) is not added up; for the columns those of :mod:`drafter.claims.rowlaws`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from drafter.checking.checks import rule
from drafter.checking.finding import Finding
from drafter.checking.page import Page
from drafter.claims.cells import FigureCell, all_grids, cell_figure, header_of
from drafter.claims.grids import caption
from drafter.claims.rowlaws import broken, learnt
from drafter.claims.text import Stretch
from drafter.language.interval import Interval, around, plain, rounded, verdict
from drafter.language.quantity import SCALES

_SIGNS = {"sum": " + ", "mean": "、", "difference": " − ", "growth": " − ", "product": " × ", "closing": "、"}
#: The code of a class (213, C), a section or an item (03) of accounts and of branches; a number with its parts (1.2).
_CODE = re.compile(r"[A-Z]|\d{1,4}")
_DOTTED = re.compile(r"\d{1,2}(?:\.\d{1,2})*")
#: 支出合计, 全镇总计.
_FOOT = re.compile(r"[\u4e00-\u9fff]{2,6}(?:合计|总计)")


@rule("sum-table")
def totals(page: Page) -> Iterator[Finding]:
    names, nested = page.words("sums", "totals"), page.words("sums", "nested")
    for grid in all_grids(page):
        labels = ["".join(cell.text for cell in row[:2]) for row in grid]
        last = next((i for i, label in enumerate(labels) if i and any(label.startswith(n) for n in names)), 0)
        if not last and _FOOT.fullmatch(grid[-1][0].text.strip()):
            # 支出合计 at the foot of a table of expenditure.
            last = len(grid) - 1
        inner = any(label.rstrip().endswith(("指标合计", "部分合计")) for label in labels[1:last])
        inner = inner or any(label.startswith(tuple(nested)) or label.rstrip().endswith("小计") for label in labels[1:])
        if not last or inner:
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
    """The rows that no row below them divides: class, section and item (213, 21303, 2130301 in one column; C, 13, 131
    in three; 1, 1.1) are levels, and only the lowest adds up to the total. Rows without such codes are all kept."""
    codes: list[tuple[str, ...]] = []
    above: tuple[str, ...] = ()
    for row in rows:
        cells = [cell.text.strip() for cell in row[:4]]
        first = re.fullmatch(r"(\d{3})(\d\d)?(\d\d)?", cells[0])
        # The columns of codes end where the name stands.
        ended = next((i for i, cell in enumerate(cells) if cell and not _CODE.fullmatch(cell)), 0)
        said = cells[:ended]
        if first and first[2]:
            code = tuple(part for part in first.groups() if part)
        elif _DOTTED.fullmatch(cells[0]) and "." in cells[0]:
            code = tuple(cells[0].split("."))
        else:
            depth = max((i + 1 for i, cell in enumerate(said) if cell), default=0)
            # A class that stands above once is not repeated in each row.
            code = tuple(said[i] or (above[i] if i < len(above) else "") for i in range(depth))
        above = code or above
        codes.append(code)
    if not all(codes):
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


def _working(parts: list[FigureCell], value: str) -> str:
    shown = [part.text for part in parts]
    return " + ".join(shown if len(shown) <= 6 else [*shown[:3], "…", *shown[-2:]]) + f" = {value}"


@rule("rate-table")
def rows(page: Page) -> Iterator[Finding]:
    """The laws of columns (`rules/laws.toml`) held against each row."""
    for grid in all_grids(page):
        laws = (*broken(grid, caption(page, grid)), *learnt(grid, caption(page, grid))) if len(grid) > 1 else ()
        seen: set[int] = set()
        for one in laws:
            said = one.said
            if seen & {id(said.stretch), *(id(cell.stretch) for cell in one.of)} and one.law.rule in ("sum", "rate"):
                continue
            seen.add(id(said.stretch))
            unit = "%" if one.law.rule in ("rate", "growth", "share") else ""
            decimals = len(said.text.partition(".")[2].rstrip("%％亿万元"))
            shown = Decimal(re.sub(r"[^\d.-]", "", said.text) or 1)
            scale = (said.value / shown if shown else Decimal(0)) or Decimal(1)
            value = rounded(one.computed.mid / scale, max(2, decimals)) + unit
            yield page.finding(
                one.law.code, said.stretch, 0, len(said.stretch.text), "lawful.row", law=one.law.name,
                claimed=said.text, computed=value,
                working=f"{_SIGNS.get(one.law.rule, ' ÷ ').join(cell.text for cell in one.of)} → {value}",
                certain=one.sure,
            )  # fmt: skip
