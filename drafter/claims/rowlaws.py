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
from functools import cache
from itertools import combinations
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
    heads = [text.replace(" ", "") for text in header]
    roles = columns(grid[0], caption)
    for law in row_laws():
        places = _places(law, heads)
        if not places:
            continue
        held, found = 0, []
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
                held += 1
        if not law.agree or held > len(found):
            yield from found


def summed(grid: Grid, caption: str) -> Iterator[RowFinding]:
    """The one row in which a column is not the sum of two others, as it is in all the rest."""
    header, first = header_of(grid)
    roles = columns(grid[0], caption)
    places = [i for i, text in enumerate(header) if i in roles and text and not _APART.search(text)][:_TRIED]
    rows = [{i: figure(row[i], roles[i]) for i in places if i < len(row)} for row in grid[first:]]
    told = set()
    for one, two in combinations(places, 2):
        for whole in places:
            found, held = [], 0
            for row in rows if whole not in (one, two) else ():
                cells = [row.get(i) for i in (one, two, whole)]
                parts, said = [cell for cell in cells[:2] if cell is not None], cells[2]
                if said is None or len(parts) < 2:
                    continue
                total = around(parts[0].value, parts[0].half) + around(parts[1].value, parts[1].half)
                if verdict(around(said.value, said.half), total) == "wrong":
                    found.append(RowFinding(_sum_law(header, one, two, whole), said, total, tuple(parts), True))
                else:
                    held += bool(parts[0].value and parts[1].value)
            if len(found) == 1 and held >= _SHOWN and id(found[0].of[0].stretch) not in told:
                told |= {id(cell.stretch) for cell in (*found[0].of, found[0].said)}
                yield found[0]


def _sum_law(header: Sequence[str], one: int, two: int, whole: int) -> RowLaw:
    name = f"“{header[whole]}”是“{header[one]}”与“{header[two]}”之和"
    return RowLaw(name, "sum", re.compile(""), (), "sum-table", False)


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
