"""What is said of a score table beside it: the most and the least, what was lost where, how many indicators, the years
of its columns, the grades its scores deserve.

The reader gains 失分最多的指标是预算编制准确性 where another lost more, 扣3.50分 beside 2.50 in the table, 三级指标8项
over seven.

Limits: the row must be named as the table names it; the table stands before or behind its words, at most two blocks
away; grades by the bounds that the text states, else by those of the settings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from drafter.checking.checks import rule
from drafter.checking.finding import Finding
from drafter.checking.page import Page
from drafter.claims.cells import cell_figure
from drafter.claims.indicators import SUBTOTAL, TOTAL, IndicatorCells, indicators
from drafter.claims.text import Stretch
from drafter.language.interval import plain, rounded

_MOST = re.compile(
    r"(?P<what>失分|扣分|得分|执行率|完成率|得分率|金额|支出)(?P<way>最多|最高|最大|最低|最少)的?(?:[^，。；：]{0,6}?)(?:是|为|：)"
    r"(?P<name>[^，。；、]{2,24})"
)
_LOST = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{3,16}?)(?:指标|项)?(?:上)?(?:失分最多|扣分最多)?[，,]?(?P<way>扣|失|得)(?P<n>\d+(?:\.\d+)?)分"
)
_ANNOUNCED = re.compile(
    r"(?:设置|设定|设|包括|共有?|共设|共计)(?:了)?(?:[一二三]级)?(?:绩效)?(?P<noun>指标|项目|任务|工程)(?:共)?(?P<n>\d{1,3})(?P<unit>项|个)[^。；]{0,16}"
    r"(?:见下表|如下|详见下表|如下表|具体见)"
)
_YEAR = re.compile(r"(20\d\d)年")
_BOUNDS = re.compile(
    r"(?:得分)?[≥>＞](?:=|＝)?(?P<a>\d{2,3})[^。；\d]{0,4}优.*?(?P<b>\d{2})[≤<＜][^。；]{0,14}?良.*?(?P<c>\d{2})[≤<＜][^。；]{0,14}?中"
)


@rule("table-text")
def told(page: Page) -> Iterator[Finding]:
    for table in indicators(page, page.grids):
        body = [row for row in table if not TOTAL.match(row.name) and not SUBTOTAL.search(row.name) and row.name]
        block = table[0].row[0].block
        for stretch in page.paragraphs:
            if abs(stretch.block - block) < 3:
                yield from _extreme(page, stretch, body)
                yield from _lost(page, stretch, body)


def _value(row: IndicatorCells, what: str) -> Decimal | None:
    full, earned = row.number("full"), row.number("earned")
    if what in ("失分", "扣分"):
        lost = row.number("deducted")
        return lost if lost is not None else full - earned if full is not None and earned is not None else None
    if what == "得分":
        return earned
    return row.number({"执行率": "execution", "完成率": "rate", "得分率": "share"}.get(what, "none"))


def _extreme(page: Page, stretch: Stretch, body: Sequence[IndicatorCells]) -> Iterator[Finding]:
    for match in _MOST.finditer(stretch.text):
        values = {row.name: value for row in body if (value := _value(row, match["what"])) is not None}
        said = next((name for name in values if match["name"].startswith(name)), "")
        if not said or len(values) < 2 or len(values) < len(body):
            continue
        best = (max if match["way"] in ("最多", "最高", "最大") else min)(values.values())
        if values[said] != best:
            right = next(name for name, value in values.items() if value == best)
            yield page.finding(
                "table-text", stretch, match.start(), match.end(), "scoretext.extreme", measure=match['what'],
                best=plain(best), value=plain(values[said]), way=match['way'], claimed=said, computed=right,
            )  # fmt: skip


def _lost(page: Page, stretch: Stretch, body: Sequence[IndicatorCells]) -> Iterator[Finding]:
    for match in _LOST.finditer(stretch.text):
        named = [row for row in body if row.name and match["name"].endswith(row.name)]
        if len(named) != 1 or stretch.text[match.start("n") - 2 : match.start("n") - 1] in ("再", "各"):
            continue
        value = _value(named[0], "得分" if match["way"] == "得" else "失分")
        if value is not None and value != Decimal(match["n"]):
            cell = named[0].cells.get("deducted" if match["way"] != "得" else "earned") or named[0].row[0]
            line, _ = page.reading.place(cell.passage)
            yield page.finding(
                "table-text", stretch, match.start("way"), match.end(), "scoretext.lost", name=named[0].name,
                where=page.at(line), way=match['way'], lost=plain(value), points=match['n'], claimed=f"{match['n']}分",
                computed=f"{plain(value)}分",
            )  # fmt: skip


@rule("listed-count")
def announced(page: Page) -> Iterator[Finding]:
    """共设置三级指标8项，具体见下表, above seven rows."""
    by_block = {grid[0][0].block: grid for grid in page.grids}
    for stretch in page.paragraphs:
        match = _ANNOUNCED.search(stretch.text)
        grid = by_block.get(stretch.block + 1) if match else None
        if match is None or grid is None or match["noun"] not in "".join(cell.text for cell in grid[0]):
            continue
        names = [next((cell.text.strip() for cell in row if cell.text.strip()), "") for row in grid[1:]]
        number = sum(bool(name) and not TOTAL.match(name) and not SUBTOTAL.search(name) for name in names)
        if number != int(match["n"]) and number > 1:
            yield page.finding(
                "listed-count", stretch, match.start("n"), match.end("unit"), "scoretext.announced",
                claimed=match["n"] + match["unit"], computed=f"{number}{match['unit']}",
            )  # fmt: skip


@rule("stale-year")
def headed(page: Page) -> Iterator[Finding]:
    """2023年目标值 beside 2021年实际完成值 in one header."""
    for grid in page.grids:
        years = [(cell, int(match[1])) for cell in grid[0] if (match := _YEAR.search(cell.text))]
        meant = [year for cell, year in years if "目标" in cell.text or "指标值" in cell.text or "预算" in cell.text]
        for cell, year in years:
            if "实际" in cell.text and "完成" in cell.text and meant and year not in meant and len(set(meant)) == 1:
                yield page.finding(
                    "stale-year", cell, 0, len(cell.text), "scoretext.headed", target=meant[0], year=year,
                    claimed=f"{year}年", computed=f"{meant[0]}年",
                )  # fmt: skip


@rule("grade")
def grades(page: Page) -> Iterator[Finding]:
    """79.84 and 良 in one row."""
    words = page.words("score", "grades")
    stated = next((match for one in page.stretches if (match := _BOUNDS.search(one.text))), None)
    bounds = [int(stated[name]) for name in "abc"] if stated else page.setting("grade", "bounds")
    for table in indicators(page, page.grids):
        for row in table:
            score, said = row.number("earned"), row.text("grade").strip("“”‘’")
            if score is None or not 0 < score <= 100 or said not in words or row.number("full") is not None:
                continue
            right = words[next((i for i, bound in enumerate(bounds) if score >= bound), len(bounds))]
            if said != right:
                yield page.finding(
                    "grade", row.cells["grade"], 0, len(row.cells["grade"].text), "scoretext.grades",
                    score=row.text('earned'), claimed=said, computed=right,
                )  # fmt: skip


@rule("average")
def means(page: Page) -> Iterator[Finding]:
    """算术平均 at the foot of a column."""
    for grid in page.grids:
        for at, row in enumerate(grid[1:], 1):
            if not re.fullmatch(r"(?:算术|简单)?平均(?:分|得分|值|数)?", row[0].text.strip()):
                continue
            for i, cell in enumerate(row[1:], 1):
                said = cell_figure(cell)
                above = [cell_figure(other[i]) for other in grid[1:at] if i < len(other)]
                known = [one.value for one in above if one is not None]
                if said is None or len(known) < 2 or len(known) < len(above):
                    continue
                mean = sum(known, Decimal(0)) / len(known)
                if abs(mean - said.value) > said.half * 2:
                    value = rounded(mean, max(2, len(said.text.partition(".")[2])))
                    yield page.finding(
                        "average", cell, 0, len(cell.text), "scoretext.means", claimed=said.text, computed=value,
                        working=f"({' + '.join(plain(one) for one in known[:8])}) ÷ {len(known)} = {value}",
                    )  # fmt: skip
