"""Columns of indicators whose heads mean nothing known, told by what stands under them.

The reader gains a form whose heads nobody has met: what is aimed at has signs (≥, 不少于), what was reached has its
units, weights come to 100, scores are never above them. What is taken so is asked about, never silently.

Limits: only what the table lacks is looked for; a column that fits two meanings is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal

from drafter.reading.sheets.book import Sheet
from drafter.reading.sheets.cell import SheetFigure, Value, figure, text
from drafter.reading.sheets.tables import FLAT, INDICATORS, MONEY, PROJECTS, HeadedColumn, HeadedTable
from drafter.reading.sheets.words import HeadMeanings

_AIMED = re.compile(r"\s*(?:[≥≤＞＜><=＝]|不(?:少|低|小|多|高|大|超)|达到|控制在)|.*(?:以上|以下|以内)$")
_COUNTED = re.compile(r"\D{0,6}\d[\d,]*(?:\.\d+)?\s*(?P<unit>[^\d\s]{1,8})$")
_WHOLES = frozenset(map(Decimal, (100, 90, 80)))
_MOST = Decimal(100)
#: What the heads of these columns are made of.
_SAID = {
    "target": re.compile(r"^(?!.*[分权]).*(?:目标|指标|计划|预期|要求|标准|设定|任务)"),
    "actual": re.compile(r"完成|实际|达成|实现|结果|年底|年末|落实|全年|年终|实绩|现值"),
    "weight": re.compile(r"分|权"),
    "score": re.compile(r"分"),
    "reason": re.compile(r"原因|说明|偏差|差异|情况|备注"),
}
#: Rows that show what a table is of.
_ENTRIES = 8
#: What confirms an amount that was spent; a number with nothing but a sign; characters of a unit.
_CONFIRM = ("budget", "balance", "rate")
_BARE = re.compile(r"[≥≤＞＜><=＝]*\s*\d[\d,]*(?:\.\d+)?")
_UNIT, _LEVEL, _TWO, _NEAR, _SURE = 8, 16, 2, Decimal("0.011"), Decimal("1.5")
_PRIOR = re.compile(r"上年|去年|往年|上一年|前[一两三]年")
_SHARE = 3


def guessed(
    sheet: Sheet, table: HeadedTable, words: HeadMeanings, rows: Sequence[int]
) -> tuple[HeadedTable, list[HeadedColumn]]:
    """The table with the meanings of unknown columns that their cells in some `rows` show, and those columns."""
    unknown = [one for one in table.columns if not one.meaning and one.head.bare and not _PRIOR.search(one.said)]
    if not unknown or table.kind not in (INDICATORS, FLAT, PROJECTS, MONEY):
        return table, []
    cells = {one.at: [sheet.at(row, one.at) for row in rows] for one in table.columns}
    if table.kind in (PROJECTS, MONEY):
        return _taken(table, _amounts(table, unknown, cells))
    known = {one.meaning for one in table.columns}
    found = _named(unknown, known, cells, words)
    weights = _numbers(cells, next((one.at for one in table.columns if one.meaning == "weight"), -1))
    for meaning in ("target", "actual", "weight", "score", "reason"):
        if meaning in known or (meaning == "actual" and "progress_value" in known):
            continue
        fits = [
            one
            for one in unknown
            if one.at not in found
            and (_SAID[meaning].search(one.said) or (meaning == "target" and _signed(cells[one.at])))
            and _fits(meaning, cells[one.at], weights, _aims(cells, table, found))
        ]
        if meaning == "reason":
            fits = fits[-1:]
        if meaning == "target" and len(fits) > 1:
            # Signs say more than bare numbers.
            fits = [one for one in fits if _signed(cells[one.at])]
        if len(fits) == 1:
            found[fits[0].at] = meaning
            if meaning == "weight":
                weights = [one.number if (one := figure(cell)) is not None else None for cell in cells[fits[0].at]]
    if "unit" not in known and not any(of == "unit" for of in found.values()):
        aims = [cell for cell in _aims(cells, table, found) if cell != ""]
        fits = [one for one in unknown if one.at not in found and _counts(cells[one.at], aims)]
        found |= {fits[0].at: "unit"} if len(fits) == 1 else {}
    return _taken(table, found)


def _taken(table: HeadedTable, found: Mapping[int, str]) -> tuple[HeadedTable, list[HeadedColumn]]:
    """The table with the meanings found, and the columns that they are of."""
    columns = tuple(one._replace(meaning=found.get(one.at, one.meaning)) for one in table.columns)
    return table._replace(columns=columns), [one for one in columns if one.at in found]


def tells_indicators(sheet: Sheet, words: HeadMeanings, columns: Sequence[HeadedColumn], first: int) -> bool:
    """Whether rows below heads that nobody has met are indicators: one column has their levels, one their names, one
    what is aimed at."""
    rows = [
        row for row in range(first, min(first + _ENTRIES, len(sheet))) if any(cell != "" for cell in sheet.rows[row])
    ]
    cells = {one.at: [sheet.at(row, one.at) for row in rows] for one in columns}
    # Sums and the execution rate stand below the indicators.
    body = {at: under[: _ENTRIES // 2] for at, under in cells.items()}
    found = _named(columns, (), body, words)
    return "name" in found.values() and any(_signed(body[at]) for at in body if at not in found)


def _named(
    unknown: Sequence[HeadedColumn], known: Collection[str], cells: Mapping[int, Sequence[Value]], words: HeadMeanings
) -> dict[int, str]:
    """Columns of levels and of signs, told by the words in them."""
    found: dict[int, str] = {}
    for one in unknown:
        said = [text(cell) for cell in cells[one.at] if cell != ""]
        if len(said) < _TWO or max(map(len, said)) > _LEVEL:
            continue
        first = [bool(words.level("level1", cell)) for cell in said]
        second = [bool(words.level("level2", cell)) for cell in said]
        meaning = ""
        if _most(first) and not _most(second):
            meaning = "level1"
        elif _most(second):
            meaning = "level2"
        elif all(words.direction(cell) for cell in said):
            meaning = "sign"
        if meaning and meaning not in known and meaning not in found.values():
            found[one.at] = meaning
    levels = [at for at, meaning in found.items() if meaning.startswith("level")]
    if levels and "name" not in known:
        # Beside the levels: words of which no two are alike.
        beside = next((one for one in unknown if one.at > max(levels)), None)
        said = [text(cell) for cell in cells[beside.at] if cell != ""] if beside is not None else []
        if beside is not None and len(said) >= _TWO and len(set(said)) == len(said) and not any(map(_counted, said)):
            found[beside.at] = "name"
    return found


def _most(told: Sequence[bool]) -> bool:
    """Whether three quarters are so: the execution rate has no level of its own."""
    return sum(told) * 4 >= len(told) * _SHARE


def _counted(said: str) -> bool:
    """Whether some words are a value, and no name."""
    return bool(figure(said) or _AIMED.match(said) or _COUNTED.match(said))


def _amounts(
    table: HeadedTable, unknown: Sequence[HeadedColumn], cells: Mapping[int, Sequence[Value]]
) -> dict[int, str]:
    """Columns of money that others confirm row by row: what was spent is what there was less what is left, or its
    share."""
    had, left, rate = (next((one.at for one in table.columns if one.meaning == of), -1) for of in _CONFIRM)
    if had < 0 or "spent" in table:
        return {}
    fits = []
    for one in unknown:
        rows = [
            [None if at < 0 else figure(cells[at][index]) for at in (one.at, had, left, rate)]
            for index in range(len(cells[one.at]))
        ]
        told = [_confirmed(row) for row in rows if row[0] is not None and row[1] is not None and row[1].number]
        if len(told) >= _TWO and all(told):
            fits.append(one)
    return {fits[0].at: "spent"} if len(fits) == 1 else {}


def _confirmed(row: Sequence[SheetFigure | None]) -> bool:
    """Whether an amount is what there was less what is left, or the share of it that stands beside."""
    spent, had, left, rate = row
    assert spent is not None and had is not None
    if left is not None:
        return abs(had.number - spent.number - left.number) <= _NEAR
    if rate is None:
        return False
    share = rate.number if rate.unit or rate.number > _SURE else rate.number * _MOST
    return abs(spent.number / had.number * _MOST - share) <= _NEAR


def _counts(cells: Sequence[Value], aims: Sequence[Value]) -> bool:
    """Whether cells are units of bare numbers beside them: short words without digits."""
    said = [text(cell) for cell in cells if cell != ""]
    bare = [one for one in aims if _BARE.fullmatch(text(one))]
    short = [one for one in said if len(one) <= _UNIT and not re.search(r"\d", one)]
    return bool(said) and len(short) == len(said) and len(bare) * 2 > len(aims) and len(said) * 2 > len(aims)


def _numbers(cells: dict[int, list[Value]], at: int) -> list[Decimal | None]:
    return [one.number if (one := figure(cell)) is not None else None for cell in cells.get(at, [])]


def _aims(cells: dict[int, list[Value]], table: HeadedTable, found: dict[int, str]) -> list[Value]:
    """The cells of what is aimed at."""
    at = next((one.at for one in table.columns if "target" in (one.meaning, found.get(one.at))), -1)
    return cells.get(at, [])


def _fits(meaning: str, cells: Sequence[Value], weights: Sequence[Decimal | None], aims: Sequence[Value]) -> bool:
    said = [text(cell) for cell in cells if cell != ""]
    if not said:
        return False
    if meaning == "target":
        return _signed(cells) or _plain(cells)
    if meaning == "actual":
        return _alike(cells, aims)
    if meaning == "reason":
        return sum(len(one) > _SHARE and figure(one) is None for one in said) * 2 > len(said)
    numbers = [one.number for cell in cells if (one := figure(cell)) is not None and one.unit in ("", "分")]
    if not numbers or len(numbers) * 2 < len(said) or not all(0 <= one <= _MOST for one in numbers):
        return False
    if meaning == "weight":
        sums = {sum(numbers), sum(numbers[:-1])}
        return bool(sums & _WHOLES) or numbers[-1] in _WHOLES
    own = [one.number if (one := figure(cell)) is not None else None for cell in cells]
    pairs = [(one, most) for one, most in zip(own, weights, strict=False) if one is not None and most is not None]
    return bool(pairs) and all(one <= most for one, most in pairs)


def _signed(cells: Sequence[Value]) -> bool:
    """Whether a third of the cells say at least or at most."""
    said = [text(cell) for cell in cells if cell != ""]
    return sum(bool(_AIMED.match(one)) for one in said) * _SHARE >= len(said)


def _plain(cells: Sequence[Value]) -> bool:
    """Whether most cells are a number, or a number with a unit."""
    said = [cell for cell in cells if cell != ""]
    counted = [cell for cell in said if figure(cell) is not None or _COUNTED.match(text(cell))]
    return len(counted) * 2 > len(said)


def _alike(cells: Sequence[Value], aims: Sequence[Value]) -> bool:
    """Whether most cells that are counted have the unit of what is aimed at beside them, or are numbers as it is."""
    same = pairs = 0
    for cell, aim in zip(cells, aims, strict=False):
        one, other = text(cell), text(aim)
        if not one or not other:
            continue
        pairs += 1
        mine, its = _COUNTED.match(one), _COUNTED.match(_AIMED.sub("", other) or other)
        if mine is not None and its is not None:
            same += mine["unit"] == its["unit"]
        else:
            same += one == other or figure(cell) is not None
    return pairs > 0 and same * 2 > pairs
