"""A list with a row for each project and its indicators one behind the other: 指标1名称, 指标1目标值, 指标2名称 ….

The reader gains a row for each indicator of each project, each value with the cell that it really stands in.

Limits: the heads are one row, and number the indicators from one on.
"""

from __future__ import annotations

import re
from collections import defaultdict

from drafter.language.numerals import chinese_value
from drafter.reading.sheets.book import Sheet
from drafter.reading.sheets.cell import Value, text
from drafter.reading.sheets.heads import OF_INDICATORS
from drafter.reading.sheets.words import HeadMeanings, head
from drafter.sheets.turned import Turned

_NUMBERED = re.compile(r"(?P<before>\D*?)(?P<number>\d|[一二三四五六七八九])(?![级季期类档月年])(?P<after>\D*)")
#: Rows that are looked at; indicators of a project, and what is told of each.
_LOOKED, _TWO = 20, 2
_LONGEST = 24


def unfolded(sheet: Sheet, words: HeadMeanings) -> Turned | None:
    """The sheet with a row for each indicator, None where it has no such list."""
    for top in range(min(len(sheet), _LOOKED)):
        columns = _numbered(sheet, words, top)
        meanings = [sorted(each) for each in columns.values()]
        if len(columns) < _TWO or any(one != meanings[0] for one in meanings) or "name" not in meanings[0]:
            continue
        if len(OF_INDICATORS.intersection(meanings[0])) < _TWO or list(columns) != list(range(1, len(columns) + 1)):
            continue
        taken = {column for each in columns.values() for column in each.values()}
        others = [at for at, cell in enumerate(sheet.rows[top]) if text(cell) and at not in taken]
        if any(words.of("columns", head(text(sheet.at(top, at)))) == "project_name" for at in others):
            return _unfolded(sheet, words, top, others, list(columns.values()))
    return None


def _numbered(sheet: Sheet, words: HeadMeanings, row: int) -> dict[int, dict[str, int]]:
    """The columns of each numbered indicator by their meaning."""
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for at, cell in enumerate(sheet.rows[row]):
        match = _NUMBERED.fullmatch(head(cell).bare) if isinstance(cell, str) and len(cell) <= _LONGEST else None
        if match is None:
            continue
        meaning = words.of("columns", match["before"] + match["after"]) or words.of("columns", match["after"])
        number = int(match["number"]) if match["number"].isdigit() else chinese_value(match["number"])
        if meaning:
            found[number].setdefault(meaning, at)
    return found


def _unfolded(
    sheet: Sheet, words: HeadMeanings, top: int, others: list[int], groups: list[dict[str, int]]
) -> Turned:  # fmt: skip
    order = list(groups[0])
    heads: list[Value] = [sheet.at(top, at) for at in others]
    rows: list[list[Value]] = [[*heads, *[words.label("columns", one) for one in order]]]
    places: list[list[tuple[int, int]]] = [[(top, at) for at in (*others, *groups[0].values())]]
    for row in range(top + 1, len(sheet)):
        for number, group in enumerate(groups):
            columns = [*others, *[group[one] for one in order]]
            if number and not any(text(sheet.at(row, column)) for column in group.values()):
                continue
            rows.append([sheet.filled(row, column) for column in columns])
            places.append([(row, column) for column in columns])
    return Turned(sheet, list(sheet.rows[:top]), rows, places)
