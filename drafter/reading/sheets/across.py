"""Tables of money that lie across: sources over their columns, measures before their rows.

Limits: two sources and two measures at least; what stands to the left of the measures is the title of the table.
"""

from __future__ import annotations

from collections.abc import Mapping

from drafter.reading.sheets.book import Sheet
from drafter.reading.sheets.cell import text
from drafter.reading.sheets.tables import MEASURES, HeadedColumn
from drafter.reading.sheets.words import HeadMeanings, head

_TWO = 2


def sources_across(
    sheet: Sheet, words: HeadMeanings, row: int, own: Mapping[int, str], sources: Mapping[int, str]
) -> tuple[HeadedColumn, ...]:
    """The columns of a table with its sources of money over its columns and its measures before its rows; none where
    it is no such table. What stands over the names of the measures, or to their left, is the title of the table."""
    if sum(bool(one) for one in sources.values()) < _TWO or (named := _measured(sheet, words, row)) < 0:
        return ()
    found = [
        HeadedColumn(index, sources[index], head(said), said)
        for index, said in own.items()
        if sources[index] and index > named
    ]
    return tuple(found) if len(found) >= _TWO else ()


def _measured(sheet: Sheet, words: HeadMeanings, row: int) -> int:
    """The column in which the rows below name measures of money: a table with its sources over its columns; -1 where
    they name none."""
    found: dict[int, int] = {}
    for below in range(row + 1, min(row + 5, len(sheet))):
        said = [index for index, cell in enumerate(sheet.rows[below]) if cell != ""]
        for index in said[:2]:
            cell = sheet.rows[below][index]
            if not isinstance(cell, str) or words.of("columns", text(cell)) not in MEASURES:
                continue
            after = [sheet.rows[below][other] for other in said if other > index]
            if any(not isinstance(one, str) or any(c.isdigit() for c in one) for one in after):
                found[index] = found.get(index, 0) + 1
                break
    return next((index for index, times in found.items() if times >= _TWO), -1)
