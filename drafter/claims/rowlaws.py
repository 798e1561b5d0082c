"""Laws between the columns of a table, as data: the growth of two years, the rate of execution, price times number.

The reader gains the one row in which a column does not follow from the others.

What a table shows of itself counts as well: where one column is the sum of two others in all rows but one, that one is
wrong.

Limits: each column must be the only one of its kind; two years are told apart by their heads (2025年产量, 2024年产量,
or 本年, 上年). A law marked `agree` holds for a table only where it does for more of its rows than not: else
the column was reckoned in another way (comparable prices).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache, reduce
from itertools import combinations, permutations
from typing import NamedTuple

from drafter.claims.cells import FigureCell, Grid, header_of
from drafter.claims.grids import Column, columns, figure
from drafter.claims.laws import OPERATIONS
from drafter.claims.text import Stretch
from drafter.language.interval import Interval, around, verdict
from drafter.language.tables import table

_YEAR = re.compile(
    r"(?P<year>20\d\d)年?(?:度)?|(?P<now>本年|本期|今年|当年|本月)|(?P<last>上年|上期|去年|上月)(?:度|同期)?"
)
_CHANGE = re.compile("[增减比升降]|率|占|%|％")
#: A column of names, codes and rates is no sum.
_APART = re.compile("序号|编码|代码|编号|电话|年份|年度$|率|占|比|均|%|％|分值|权重")
_FIRST = re.compile("年初预算|初始预算")
_NUMBERED = re.compile("序号|编码|代码|编号|电话|年份|年度$")
_RATE = re.compile("率|占|比|%|％|预算的|计划的|目标的|任务的|进度|程度")
_MEAN = re.compile("平均|均分|均值")
#: Rows that must show it, and the most columns that are tried.
_SHOWN, _TRIED = 3, 12
_TOTAL = re.compile(r"合\s*计|总\s*计|全[省市县区镇]|总\s*和")


class RowLaw(NamedTuple):
    """`result` by `rule` of the columns `of`: a head each, or none where they are those of two years."""

    name: str
    rule: str
    result: re.Pattern[str]
    of: tuple[re.Pattern[str], ...]
    code: str
    agree: bool


class RowFinding(NamedTuple):
    """A row that breaks a law: what it says, what the others make, of which cells; `sure` beyond hidden decimals."""

    law: RowLaw
    said: FigureCell
    computed: Interval
    of: tuple[FigureCell, ...]
    sure: bool


@cache
def row_laws() -> tuple[RowLaw, ...]:
    """The laws between the columns of a row, in their order."""
    return tuple(
        RowLaw(row["name"], row["rule"], re.compile(row["result"]), tuple(map(re.compile, row.get("of", ()))),
               row["code"], row.get("agree", True))
        for row in table("laws")["row"]
    )  # fmt: skip


def broken(grid: Grid, caption: str) -> Iterator[RowFinding]:
    """The rows of a table that break one of the laws its head makes hold."""
    header, first = header_of(grid)
    cells_of = ([row[i] for row in grid[first:] if i < len(row)] for i in range(len(header)))
    heads = [_counted(text.replace(" ", ""), below) for text, below in zip(header, cells_of, strict=True)]
    roles = columns(grid[0], caption)
    for law in row_laws():
        places = _places(law, heads)
        if not places:
            continue
        found: list[RowFinding] = []
        held: set[Decimal] = set()
        rows = 0
        for row in grid[first:]:
            cells = [figure(row[i], roles[i]) if i < len(row) and i in roles else None for i in places]
            if law.rule == "share":
                cells[2:] = [_total(grid[first:], places[1], roles)]
            said, of = cells[0], [one for one in cells[1:] if one is not None]
            # Every cell of a law is a figure, or the row says nothing.
            whole = len(of) + 1 == len(cells)
            computed = OPERATIONS[law.rule]([around(one.value, one.half) for one in of]) if whole else None
            if said is None or computed is None or (said.unit == "" and abs(said.value) <= 2 < abs(computed.mid)):
                continue
            shown = around(said.value, said.half)
            if doubt := verdict(shown, computed):
                found.append(RowFinding(law, said, computed, tuple(of), doubt == "wrong"))
            else:
                held.add(said.value)
                rows += 1
        # Two rows, one right and one with the very same rate: it was copied.
        copied = rows == len(found) and all(one.said.value in held for one in found)
        if not law.agree or rows > len(found) or copied:
            yield from found


def _counted(head: str, cells: Sequence[Stretch]) -> str:
    """What a column is headed, with the sign that its cells have and its head lacks."""
    signs = {cell.text.strip()[-1:] for cell in cells}
    return head + "%" if "%" in signs and signs <= {"%", "％", "—", "-", "/", ""} else head


def learnt(grid: Grid, caption: str) -> Iterator[RowFinding]:
    """The one row in which a column is not what it is in all the rest: the sum or product of two others, their ratio in
    per cent, or the mean of all before it."""
    header, first = header_of(grid)
    roles = columns(grid[0], caption)
    figured = [i for i, text in enumerate(header) if i in roles and text and not _NUMBERED.search(text)][:_TRIED]
    rows = [{i: figure(row[i], roles[i]) for i in figured if i < len(row)} for row in grid[first:]]
    filled = [i for i in figured if sum(row.get(i) is not None for row in rows) * 2 > len(rows)]
    plain = [i for i in filled if not _APART.search(header[i])]
    tried: list[tuple[str, tuple[int, ...], int]] = [
        ("sum", (one, two), whole) for one, two in combinations(plain, 2) for whole in plain
    ]
    tried += [("product", (one, two), whole) for one, two in combinations(plain, 2) for whole in plain]
    tried += [("rate", pair, at) for at in filled if _RATE.search(header[at]) for pair in permutations(plain, 2)]
    tried += [
        ("mean", tuple(plain[: plain.index(at)] if at in plain else plain), at)
        for at in filled
        if _MEAN.search(header[at])
    ]
    told: set[int] = set()
    for rule, of, whole in tried:
        if whole in of or len(of) < (_SHOWN if rule == "mean" else 2):
            continue
        found, held = _held(rule, of, whole, rows, header)
        if (
            len(found) == 1
            and held >= _SHOWN
            and not told & {id(cell.stretch) for cell in (*found[0].of, found[0].said)}
        ):
            told |= {id(cell.stretch) for cell in (*found[0].of, found[0].said)}
            yield found[0]


def _held(
    rule: str, of: tuple[int, ...], whole: int, rows: Sequence[dict[int, FigureCell | None]], header: Sequence[str]
) -> tuple[list[RowFinding], int]:
    """The rows that break a law tried on a table, and how many show it."""
    found, held = [], 0
    for row in rows:
        parts, said = [cell for i in of if (cell := row.get(i)) is not None], row.get(whole)
        if said is None or len(parts) < len(of):
            continue
        # What is multiplied is counted in whole things.
        shown = [around(one.value, one.half * (rule != "product" or "." in one.text)) for one in parts]
        total = reduce(Interval.__add__, shown)
        mean = total.scaled(Decimal(1) / len(shown))
        computed = {"sum": total, "mean": mean}.get(rule) or OPERATIONS[rule](shown)
        if computed is None:
            return [], 0
        if verdict(around(said.value, said.half), computed) == "wrong":
            found.append(RowFinding(_learnt(rule, header, of, whole), said, computed, tuple(parts), True))
        else:
            # One of each, and what is all of the other, show nothing.
            idle = {"product": Decimal(1), "rate": parts[-1].value}.get(rule)
            held += all(one.value for one in parts) and parts[0].value != idle != said.value
    return found, held


def _learnt(rule: str, header: Sequence[str], of: tuple[int, ...], whole: int) -> RowLaw:
    one, two = header[of[0]], header[of[-1]]
    said = {"sum": "之和", "product": "之积", "rate": "之比"}.get(rule)
    told = f"“{one}”与“{two}”{said}" if said else f"“{one}”到“{two}”的平均"
    name = f"“{header[whole]}”是{told}"
    return RowLaw(name, rule, re.compile(""), (), "rate-table" if rule == "rate" else "sum-table", False)


def _places(law: RowLaw, heads: Sequence[str]) -> tuple[int, ...]:
    """The columns of a law, its result first; none where one is missing or there are several."""
    result = [i for i, text in enumerate(heads) if law.result.search(text)]
    if len(result) != 1:
        return ()
    if law.rule == "share":
        amounts = [i for i, text in enumerate(heads) if i not in result and not _CHANGE.search(text)]
        return (*result, *amounts[1:2], *amounts[1:2]) if len(amounts) == 2 else ()
    if not law.of:
        pair = _years(heads)
        return (*result, *pair) if pair else ()
    found = [[i for i, text in enumerate(heads) if i not in result and one.search(text)] for one in law.of]
    # 年初预算数, 全年预算数: the one that was in force.
    found = [[i for i in one if not _FIRST.search(heads[i])] if len(one) > 1 else one for one in found]
    return (*result, *(one[0] for one in found)) if all(len(one) == 1 for one in found) else ()


def _years(heads: Sequence[str]) -> tuple[int, int] | None:
    """The columns of this year and of the last, the only two that are headed alike but for the year."""
    told: dict[str, list[tuple[int, int]]] = {}
    for i, text in enumerate(heads):
        match = _YEAR.search(text)
        if match and not _CHANGE.search(text):
            year = int(match["year"]) if match["year"] else 1 if match["now"] else 0
            told.setdefault(text[: match.start()] + text[match.end() :], []).append((year, i))
    pairs = [sorted(one) for one in told.values() if len(one) == 2]
    if len(pairs) != 1 or sum(len(one) for one in told.values()) > 2:
        return None
    (before, base), (year, now) = pairs[0]
    return (now, base) if year - before == 1 else None


def _total(rows: Sequence[Sequence[Stretch]], at: int, roles: dict[int, Column]) -> FigureCell | None:
    row = next((row for row in rows if row and _TOTAL.fullmatch(row[0].text.strip())), None)
    return figure(row[at], roles[at]) if row is not None and at < len(row) else None
