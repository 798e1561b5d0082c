"""Tables of several years: what the text says of a row and a year, and what it compares with which column.

The reader gains 2025年预算数为1,186.32万元 that is another row's, and 比2025年执行数增加64.49万元 reckoned on the
column of the budget.

Limits: a column must say its year and what it holds (2025年预算数, 上年执行数); a row is known by its name before the
figure in the same sentence, or by this year's figure itself where no other row has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from drafter.checking.checks import rule
from drafter.checking.finding import Finding
from drafter.checking.page import Page
from drafter.claims.cells import Grid
from drafter.claims.grids import Column, caption, columns, figure, name_column
from drafter.claims.mention import Mention
from drafter.claims.mentions import mentions
from drafter.claims.text import Stretch
from drafter.language.interval import Interval, around, verdict
from drafter.language.lookup import Lookup

_HEAD = re.compile(
    r"(?:(?P<year>20\d\d)年(?:度)?|(?P<last>上年(?:度)?|上一年(?:度)?)|(?P<this>本年(?:度)?|当年))"
    r"(?:年初|全年|部门)?(?P<kind>预算执行|执行|预算|决算|支出|收入|完成)?"
)
_SAID = re.compile(
    r"(?P<year>20\d\d)年(?:度)?(?:年初|全年)?(?P<kind>预算执行|执行|预算|决算)(?:数|额|安排)?(?:为|是|共)?$"
)
_AGAINST = re.compile(
    r"[比较](?P<year>20\d\d)年(?:度)?(?:年初|全年)?(?P<kind>预算执行|执行|预算|决算)(?:数|额)?(?P<way>增加|增长|减少|下降)了?(?=\d)"
)
_LEAST = 3


class YearRow(NamedTuple):
    """A row of a table of years: its name, and the value and the cell of each labelled column."""

    name: str
    cells: dict[tuple[int, str], tuple[Interval, Stretch]]


@rule("table-text")
def rows(page: Page) -> Iterator[Finding]:
    known = [row for grid in page.grids for row in _rows(page, grid)]
    if not known:
        return
    named = {row.name: row for row in known if len(row.name) >= _LEAST}
    lookup = Lookup(named)
    for stretch in page.paragraphs:
        if not stretch.figures or stretch.text.find("年") < 0:
            continue
        yield from _told(page, stretch, list(lookup.find(stretch.text)), named, known)
        yield from _compared(page, stretch, known)


def _kind(word: str | None) -> str:
    return "执行" if word in ("预算执行", "执行", "完成") else word or ""


def _rows(page: Page, grid: Grid) -> Iterator[YearRow]:
    year = page.report_year.year
    labels: dict[int, tuple[int, str]] = {}
    for i, cell in enumerate(grid[0]):
        head = _HEAD.search(cell.text)
        if head and not re.search("增|减|率|占|比", cell.text):
            said = int(head["year"] or 0) or (year - 1 if head["last"] else year)
            labels[i] = (said, _kind(head["kind"]))
    at, roles = name_column(grid), columns(grid[0], caption(page, grid))
    if len({said for said, _ in labels.values()}) < 2 or len(set(labels.values())) < len(labels) or at < 0:
        return
    for row in grid[1:]:
        cells = {}
        for i, label in labels.items():
            column = roles.get(i)
            one = figure(row[i], column or Column("", Decimal(0), "")) if i < len(row) else None
            if one is not None and column is not None and column.scale:
                cells[label] = (around(one.value, one.half), row[i])
        if cells and at < len(row):
            yield YearRow(re.sub(r"^[\d\s.、]+|[（(][类款项][）)]", "", row[at].text.strip()), cells)


def _same(one: Mention, value: Interval) -> bool:
    return value.low <= one.shown.high and one.shown.low <= value.high


def _told(
    page: Page, stretch: Stretch, places: list[tuple[int, int, str]], named: dict[str, YearRow], known: list[YearRow]
) -> Iterator[Finding]:
    for one in mentions(stretch):
        label = _SAID.search(one.left[-24:]) if one.figure.sort == "money" and not one.figure.rough else None
        if label is None or "比" in one.left[-24:] or "较" in one.left[-24:]:
            continue
        start, _ = stretch.sentence_at(one.figure.start)
        before = [place for place in places if start <= place[0] and place[1] <= one.figure.start]
        key = (int(label["year"]), _kind(label["kind"]))
        row = named[before[-1][2]] if before else None
        if row is None or key not in row.cells or _same(one, row.cells[key][0]):
            continue
        if sum(other.name == row.name for other in known) > 1:
            continue
        cell = row.cells[key][1]
        line, _ = page.reading.place(cell.passage)
        other = next((each.name for each in known if key in each.cells and _same(one, each.cells[key][0])), "")
        yield page.finding(
            "table-text", stretch, one.figure.start, one.figure.end,
            "tableyears.other" if other else "tableyears.row", name=row.name, where=page.at(line), other=other,
            claimed=one.figure.text, computed=cell.text,
        )  # fmt: skip


def _compared(page: Page, stretch: Stretch, known: list[YearRow]) -> Iterator[Finding]:
    """比2025年执行数增加64.49万元, of the row that has this year's figure."""
    found = mentions(stretch)
    for match in _AGAINST.finditer(stretch.text):
        at = next((i for i, one in enumerate(found) if one.figure.start == match.end()), 0)
        by, now = found[at], found[at - 1]
        key = (int(match["year"]), _kind(match["kind"]))
        if not at or by.figure.sort != "money" or by.figure.rough or now.sentence != by.sentence or now.rising:
            continue
        rows_ = [
            row
            for row in known
            if any(label[0] == key[0] + 1 and _same(now, cell[0]) for label, cell in row.cells.items())
        ]
        if len(rows_) != 1 or key not in rows_[0].cells:
            continue
        row, sign = rows_[0], 1 if match["way"] in ("增加", "增长") else -1
        base, cell = row.cells[key]
        change = now.shown - base if sign > 0 else base - now.shown
        if verdict(by.shown, change) != "wrong":
            continue
        fits = next(
            (other for label, other in row.cells.items() if label[0] == key[0] and not _off(by, now, other[0], sign)),
            None,
        )
        line, _ = page.reading.place(cell.passage)
        way, gap = "增加" if now.value > base.mid else "减少", by.like(abs(now.value - base.mid))
        value = way + gap
        yield page.finding(
            "growth", stretch, match.start(), by.figure.end,
            "tableyears.beside" if fits else "tableyears.change", where=page.at(line), year=match["year"],
            kind=match["kind"], base=cell.text, way=way, gap=gap, beside=fits[1].text if fits else "",
            claimed=by.figure.text, computed=value, working=f"{now.figure.text} − {cell.text} → {value}",
        )  # fmt: skip


def _off(by: Mention, now: Mention, base: Interval, sign: int) -> bool:
    return bool(verdict(by.shown, now.shown - base if sign > 0 else base - now.shown))
