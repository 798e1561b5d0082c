"""The columns of a table that are not read: what no head tells, and what an earlier column tells already.

The reader gains that no column is left in silence. Limits: columns of words are said only where they have any.
"""

from __future__ import annotations

from drafter.reading.sheets.book import Sheet
from drafter.reading.sheets.cell import address, text
from drafter.reading.sheets.tables import HeadedTable, halves
from drafter.reading.sheets.words import HeadMeanings
from drafter.sheets.record import Record
from drafter.wording import word

#: What has one column in a table: a second is asked about.
_SINGLE = frozenset(("initial", "budget", "spent", "target", "actual", "weight", "score", "progress", "progress_value",
                     "forecast", "project_name", "name", "grade"))  # fmt: skip
#: What is told in words, of which the first column is read.
_WORDED = frozenset(("reason", "measure", "remark", "description", "done", "fund_source", "section"))
#: Rows that are looked at for what stands in a column.
_LOOKED = 200


def say_left(sheet: Sheet, words: HeadMeanings, table: HeadedTable, record: Record) -> None:
    """Say which columns of a table are left: of figures that mean the same it is asked about."""
    first: dict[str, str] = {}
    for one in halves(table)[0].columns:
        if one.source or one.meaning not in _SINGLE | _WORDED or first.setdefault(one.meaning, one.said) == one.said:
            continue
        if one.meaning in _SINGLE:
            meaning = words.label("columns", one.meaning)
            told = word("forms.two-columns", head=one.said, first=first[one.meaning], meaning=meaning)
            record.warn(address(table.first - 1, one.at), told)
        elif _filled(sheet, words, table, one.at):
            record.remarks.append(f"“{one.said}”一列和“{first[one.meaning]}”是一个意思，没有读")
    for one in table.columns:
        # What is merged over rows of entries is the title beside them.
        beside = sheet.span(table.first - 1, one.at)[2] >= table.first
        if not one.meaning and one.head.bare and not beside and _filled(sheet, words, table, one.at):
            record.remarks.append(f"“{one.head.bare}”一列不认得，没有读")


def _filled(sheet: Sheet, words: HeadMeanings, table: HeadedTable, column: int) -> bool:
    """Whether a column has anything under its head."""
    empty = words.all("empty")
    return any(
        text(sheet.at(row, column)) not in empty for row in range(table.first, min(len(sheet), table.first + _LOOKED))
    )
