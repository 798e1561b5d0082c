"""Tables by what their words say: the total of a row, a part below its whole, a note that calls a table empty, rows and
totals that the text tells.

The reader gains what stands between a table and the words around it: a note of another fund, 776.82万元 in the text for
768,240.00元 in the table.

Limits: a row is added up where its header has one total and the other rows, or the nature of the figures, show that it
is one; the text must name the row with its （项）, or the fund of the table with the column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import takewhile

from drafter.checking.checks import rule
from drafter.checking.finding import Finding
from drafter.checking.page import Page
from drafter.claims.cells import Grid
from drafter.claims.grids import Column, caption, columns, figure
from drafter.claims.mention import Mention
from drafter.claims.mentions import mentions
from drafter.claims.text import Stretch
from drafter.language.interval import Interval, around, plain

_TOTAL = re.compile(
    r"(?:全年|年度|本年)?(?:合计|总计|小计|总数|总分|总得分|综合得分|综合分)(?:[（(][^（）()]{0,8}[）)])?"
)
#: Columns that are no parts of a total.
_APART = re.compile(r"率|占|序号|编码|代码|年|增|减|其中|均|分值|得分|比|预算|决算|执行|目标|备注|电话|%|％")
#: Columns of what is taken off.
_TAKEN = re.compile(r"扣|减|冲抵|退回|核销")
_WHOLE = re.compile(r"总额|合计|总计|总数")
#: Rows that go on with the parts of a total of funds.
_PART = re.compile(
    r"(?:其中[：:]?)?(?:[本当上]年|以前年度|中央|省|市|县|区|财政|上级|其他|自筹|单位|社会|事业|经营)[^\d]{0,10}(?:资金|拨款|结转|结余|补助|收入|配套)?"
)
_EMPTY = re.compile(
    r"空白?表|表格?为空|表[^，。；]{0,4}(?:无数据|没有数据|数据为空|数据为零|为零)|无(?:相关)?数据|无内容|未填列|不填列"
)
_NONE = re.compile(
    r"(?:没有|无|未安排|未发生|未使用|未编制|未取得|未涉及|不涉及|不存在)(?P<what>[^，。；]{2,24}?)(?:预算|支出|收入|经费|安排|拨款|资金|采购|业务|$|[，。；])"
)
#: Paragraphs behind a table that tell of its totals.
_NEAR = 4


@rule("sum-table")
def across(page: Page) -> Iterator[Finding]:
    """结果维持 7, 结果纠正 2, 总计 0: a row against its own total."""
    overlap = re.compile("|".join(page.words("tablelaws", "overlapping")))
    for grid in page.grids:
        header = [cell.text.strip() for cell in grid[0]]
        totals = [i for i, text in enumerate(header) if _TOTAL.fullmatch(text)]
        if len(totals) != 1:
            continue
        # 预算, 执行, 合计: no total of the columns, unless the other rows add up.
        apart = any(_APART.search(text) for i, text in enumerate(header) if i and i != totals[0])
        at = totals[0]
        judged, plain_sums = [], []
        for row in grid[1:]:
            cells = [figure(cell, Column("", Decimal(0), "")) for cell in row]
            parts = [one for i, one in enumerate(cells) if i != at and one is not None and _counts(header, i, row)]
            taken = [
                one for i, one in enumerate(cells) if one in parts and i < len(header) and _TAKEN.search(header[i])
            ]
            said = cells[at] if at < len(cells) else None
            if said is None or len(parts) < 2 or len({one.unit for one in (*parts, said)}) > 1:
                continue
            total = sum((-one.value if one in taken else one.value for one in parts), Decimal(0))
            judged.append((said, parts, total))
            plain_sums.append((said, parts, sum((one.value for one in parts), Decimal(0))))
            apart = apart or bool(taken)
        if sum(said.value == total for said, _, total in plain_sums) > len(judged) // 2:
            # 退回 is taken off only where the rows say so.
            judged = plain_sums
        held = [sum(bool(one.value) for one in parts) for said, parts, total in judged if said.value == total]
        # Two rows show it, or one of many parts; 85 for 58 shows it by itself.
        shown = len(held) > 1 and len(held) * 2 > len(judged)
        # 党员, 女性: parts of one whole that overlap make it by chance.
        once = max(held, default=0) > 2 and len(held) * 2 >= len(judged) and not overlap.search("".join(header))
        for said, parts, total in judged:
            half = sum((one.half for one in parts), Decimal(0)) + said.half if "." in said.text else Decimal(0)
            below = said.value < max(one.value for one in parts)
            turned = sorted(plain(total)) == sorted(plain(said.value)) and len(parts) > 2
            if abs(total - said.value) > half and ((below and not apart) or shown or once or (turned and not apart)):
                yield page.finding(
                    "sum-table", said.stretch, 0, len(said.stretch.text), "tablelaws.across", column=header[at],
                    claimed=said.text, computed=plain(total),
                    working=" + ".join(one.text for one in parts) + f" = {plain(total)}",
                )  # fmt: skip


def _counts(header: list[str], at: int, row: list[Stretch]) -> bool:
    """Whether a column holds parts: one that is headed, and holds no code."""
    coded = (
        re.search("编码|序号|代码|编号", header[at]) or header[at] in ("类", "款", "项") if at < len(header) else True
    )
    return not coded and bool(header[at]) and not re.fullmatch(r"0\d+|\d{5,}", row[at].text.strip())


@rule("sum-table")
def within(page: Page) -> Iterator[Finding]:
    """年度资金总额 0, 其中：财政拨款 60: a part, or all parts together, above their whole in the column of both."""
    for grid in page.grids:
        header = [cell.text for cell in grid[0]]
        names = [re.sub(r"\s", "", row[0].text) for row in grid]
        for at, name in enumerate(names[:-1]):
            if at == 0 or not _WHOLE.search(name) or not names[at + 1].startswith("其中"):
                continue
            rows = [grid[at + 1], *takewhile(lambda row: _PART.match(re.sub(r"\s", "", row[0].text)), grid[at + 2 :])]
            for i, cell in enumerate(grid[at][1:], 1):
                cells = [figure(row[i], Column("", Decimal(0), "")) for row in (grid[at], *rows) if i < len(row)]
                whole, *parts = cells if cells else [None]
                told = [one for one in parts if one is not None]
                rated = i < len(header) and re.search("率|分|%|％", header[i])
                if whole is None or not told or rated or len({one.unit for one in (whole, *told)}) > 1:
                    continue
                total, half = sum(one.value for one in told), sum((one.half for one in told), whole.half)
                over = [one for one in told if one.value > whole.value + whole.half]
                if over:
                    yield page.finding(
                        "sum-table", over[0].stretch, 0, len(over[0].text), "tablelaws.within", part=names[at + 1],
                        whole_name=name, whole=whole.text, claimed=over[0].text, computed=f"≤{whole.text}",
                    )  # fmt: skip
                elif len(told) > 1 and total > whole.value + half:
                    yield page.finding(
                        "sum-table", cell, 0, len(cell.text), "tablelaws.parts", whole_name=name,
                        claimed=whole.text, computed=plain(Decimal(total)),
                        working=" + ".join(one.text for one in told) + f" = {plain(Decimal(total))}",
                    )  # fmt: skip
                if over:
                    break


@rule("table-text")
def notes(page: Page) -> Iterator[Finding]:
    """注：……本表为空表 under figures, or under the table of another fund."""
    by_block = {grid[0][0].block: grid for grid in page.grids}
    for stretch in page.paragraphs:
        grid = by_block.get(stretch.block - 1)
        if grid is None or not _EMPTY.search(stretch.text):
            continue
        filled = next((cell for row in grid[1:] for cell in row if _some(cell)), None)
        if filled is not None:
            line, _ = page.reading.place(filled.passage)
            yield page.finding(
                "table-text", stretch, 0, len(stretch.text), "tablelaws.empty", where=page.at(line), claimed="空表",
                computed=filled.text,
            )  # fmt: skip
            continue
        title, funds = _title(page, grid), page.words("tablelaws", "funds")
        of = [fund for fund in funds if fund in title]
        clauses = "".join(stretch.text[one.start() :].partition("，")[0] for one in _NONE.finditer(stretch.text))
        said = [fund for fund in funds if fund in clauses]
        if of and said and not set(of) & set(said):
            at = stretch.text.index(said[-1])
            yield page.finding(
                "table-text", stretch, at, at + len(said[-1]), "tablelaws.title", claimed=said[-1], computed=of[0],
            )  # fmt: skip


def _some(cell: Stretch) -> bool:
    one = figure(cell, Column("", Decimal(0), ""))
    return one is not None and bool(one.value) and not re.fullmatch(r"\d{3,7}", cell.text.strip())


def _title(page: Page, grid: Grid) -> str:
    """The words above a table: its caption, the line before it and the heading it stands under."""
    own, block = caption(page, grid).partition("\n")[0], grid[0][0].block
    if own:
        return own
    near = [one.text for one in page.stretches if block - 3 < one.block < block and one.kind != "cell"]
    return "\n".join([caption(page, grid), *near[-1:], *(grid[0][0].section[-1:] if not near else ())])


def _same(one: Mention, value: Interval) -> bool:
    return value.low <= one.shown.high and one.shown.low <= value.high


@rule("table-text")
def column_totals(page: Page) -> Iterator[Finding]:
    """一般公共预算财政拨款基本支出477万元 against the total of the column 基本支出 in the table of that fund; 公用经费
    that no table but one has, under that table."""
    told = [
        (grid, name, value)
        for grid in page.grids
        for name, value in _totals(page, grid)
    ]  # fmt: skip
    for grid, name, (value, cell) in told:
        title = _title(page, grid)
        fund = re.search(r"(?:一般公共预算|政府性基金预算|国有资本经营预算)(?:财政拨款)?", title)
        if fund and name in ("基本支出", "项目支出"):
            yield from _told(page, page.paragraphs, fund[0] + name, value, cell)
        elif len(name) > 3 and sum(other == name for _, other, _ in told) == 1:
            block = max(each.block for row in grid for each in row)
            near = [one for one in page.paragraphs if 0 < one.block - block <= _NEAR and one.section == cell.section]
            rows = {row[0].text.strip() for row in grid[1:]}
            near = [one for one in near if not any(len(row) > 1 and row in one.text for row in rows)]
            yield from _told(page, near, name, value, cell)


def _totals(page: Page, grid: Grid) -> Iterator[tuple[str, tuple[Interval, Stretch]]]:
    """The columns of a table with what its last line has under them, where the table says what it counts in."""
    roles = columns(grid[0], caption(page, grid))
    total = next((row for row in grid[1:] if any(_TOTAL.fullmatch(cell.text.strip()) for cell in row[:4])), None)
    for i, cell in enumerate(total or ()):
        column = roles.get(i)
        name = grid[0][i].text.partition("（")[0].strip() if i < len(grid[0]) else ""
        one = figure(cell, column) if column and column.scale and column.role not in ("prior", "change") else None
        if one is not None and name and not _TOTAL.fullmatch(name):
            yield name, (around(one.value, one.half), cell)


def _told(page: Page, where: Sequence[Stretch], name: str, value: Interval, cell: Stretch) -> Iterator[Finding]:
    for stretch in where:
        for one in mentions(stretch) if name in stretch.text else ():
            left = re.sub(r"(?:支出|决算|预算|收入|合计|总计|总额|金额|数|为|是|共|计)+$", "", one.left.strip())
            direct = (left + "支出").endswith(name) or left.endswith(name) or one.left.endswith(name)
            if not direct or one.figure.sort != "money" or one.figure.rough or one.prior or _same(one, value):
                continue
            line, _ = page.reading.place(cell.passage)
            yield page.finding(
                "table-text", stretch, one.figure.start, one.figure.end, "tablelaws.total", where=page.at(line),
                claimed=one.figure.text, computed=cell.text,
            )  # fmt: skip
