"""Money of a form: the table of sources by measures, lines of labels with amounts, and the unit that the sheet names.

The reader gains 元 and 万元 told apart by what stands nearest: in the cell, over the column, beside the table,
above it. Where the sheet says nothing the size of the amounts decides, and that is said.

Limits: an amount in words (壹佰万元) is not read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal

from drafter.facts.sources import GIVERS, SPLITS
from drafter.reading.sheets.book import Sheet
from drafter.reading.sheets.cell import CellValue, Value, address, figure, text
from drafter.reading.sheets.percent import rate
from drafter.reading.sheets.tables import ACROSS, MEASURES, HeadedColumn, HeadedTable
from drafter.reading.sheets.words import HeadMeanings, head
from drafter.sheets.record import Record, counted
from drafter.wording import word

_SAID = re.compile(r"(?:金额|货币|计价|资金)?单位[::]?(?:人民币)?[((]?(百万元|千元|万元|亿元|元)")
#: Where the money comes from, or what it is for, as forms part it.
FURTHER = (*GIVERS, "personnel", "office")
_MEASURED = frozenset(("initial", "budget", "spent", "rate", "progress", "outlook"))
_SPLITS = frozenset((*SPLITS, *FURTHER))
#: Those of them that the report tells of as sources.
_TOLD = frozenset(FURTHER) - {"capital", "own", "personnel", "office"}
_PARTS = frozenset(("basic", "project"))
#: Where the parts of a department's money stand, by measure.
_OF_PARTS = {"initial": "fund.initial_{0}", "budget": "fund.{0}", "spent": "fund.spent_{0}", "rate": "fund.rate_{0}"}
_WHOLE = {"change": "fund.added"}
_RATES = frozenset(("rate", "progress_rate", "outlook_rate"))
_POINTS = {"weight": "score.weight", "score": "score.execution"}
#: From this amount on a budget is no longer counted in 万元 where the sheet names no unit.
_LARGE = Decimal(10_000)
#: Rows of a block of money.
_BLOCK = 6
_UNITS = {"千元": ("元", Decimal(1000)), "百万元": ("万元", Decimal(100))}


def said_units(sheet: Sheet, rows: int = 400) -> list[tuple[int, str]]:
    """The rows that say in which unit money is counted, with that unit."""
    found = []
    for number in range(min(rows, len(sheet))):
        cells = sheet.rows[number]
        for index, cell in enumerate(cells):
            if not isinstance(cell, str) or "单位" not in cell or len(cell) > 200:
                continue
            bare = re.sub(r"\s+", "", unicodedata.normalize("NFKC", cell))
            match = _SAID.search(bare)
            if match is not None:
                found.append((number, match[1]))
            elif bare.rstrip(":") in ("金额单位", "货币单位", "资金单位"):
                after = next((text(one) for one in cells[index + 1 :] if one != ""), "")
                if after.strip("()（）") in ("元", "万元", "千元", "亿元"):
                    found.append((number, after.strip("()（）")))
    return found


def unit_for(sheet: Sheet, table: HeadedTable | None, row: int, said: Sequence[tuple[int, str]]) -> str:
    """The unit of money of a table, or of a row outside of any: its heads', what stands beside it, the nearest said
    above, any said on the sheet; "" where none is."""
    if table is not None:
        heads = {one.head.money for one in table.columns if one.meaning in MEASURES and one.head.money}
        if len(heads) == 1 and all(
            one.head.money for one in table.columns if one.meaning in MEASURES and one.meaning not in _RATES
        ):
            return heads.pop()
    above = [unit for number, unit in said if number <= row]
    own = {one.at for one in table.columns if one.meaning in MEASURES} if table is not None and above else set()
    # The title of a block stands beside its first row; where nothing is merged, some rows above.
    for at in (*range(row, min(row + 2, len(sheet))), *range(row - 1, max(row - _BLOCK, -1), -1)):
        for index in range(min(6 if at >= row else 2, len(sheet.rows[at]))):
            beside = sheet.filled(at, index) if at < row or index not in own else ""
            if isinstance(beside, str) and (money := head(text(beside)).money):
                return money
    if above:
        return above[-1]
    return said[0][1] if said else ""


def path_of(source: str, measure: str) -> str:
    """Where an amount stands in a case, or ""."""
    if measure == "term_amount":
        return f"fund.term.{source}" if source == "total" or source in _SPLITS else ""
    if source in FURTHER and measure not in _MEASURED:
        return ""
    if source in _SPLITS:
        return f"fund.{source}.{'added' if measure == 'change' else measure}"
    if source in _PARTS:
        return _OF_PARTS.get(measure, "").format(source)
    return _WHOLE.get(measure, f"fund.{measure}") if source == "total" else ""


def amount(value: Value, unit: str, cell: str) -> CellValue | None:
    """An amount with its unit: what the cell itself says, else that of the table."""
    found = figure(value)
    if found is None or found.unit in ("%", "分"):
        return None
    own = found.unit or unit or "万元"
    own, factor = _UNITS.get(own, (own, Decimal(1)))
    return counted(found.number * factor, own, cell)


class Money:
    """Reads the money of one sheet into a record."""

    def __init__(self, sheet: Sheet, words: HeadMeanings, record: Record) -> None:
        self.sheet, self.words, self.record = sheet, words, record
        self.said = said_units(sheet)
        self.empty = frozenset((*words.all("empty"), *words.all("nothing")))
        self.totals = frozenset(words.all("totals"))
        self.asked = False

    def unit(self, table: HeadedTable | None, row: int, values: Sequence[Value]) -> str:
        """The unit of a table; where the sheet names none, by the size of its amounts, and then it is asked about."""
        found = unit_for(self.sheet, table, row, self.said)
        numbers = [one for value in values if (one := figure(value)) is not None and one.number]
        bare = [one.number for one in numbers if not one.unit]
        if not bare or found:
            return found
        guessed = "元" if all(number >= _LARGE for number in bare) else "万元"
        if not self.asked:
            self.asked = True
            at = table.top if table is not None else row
            self.record.warn(f"A{at + 1}", word("forms.no-unit", guessed=guessed))
        return guessed

    def table(self, table: HeadedTable) -> int:
        """Read the rows of a table of money; answers the row behind it."""
        if table.kind == ACROSS:
            return self._across(table)
        table = self._of_year(table)
        first = [text(self.sheet.at(table.first, index)) for index in range(table.columns[-1].at)]
        named = next((index for index, said in enumerate(first) if said and self.words.of("money", head(said))), 0)
        # 预算执行率 to the left of the names of the rows is the title of the table.
        measures = [
            one for one in table.columns if (one.meaning in MEASURES or one.meaning in _POINTS) and one.at >= named
        ]
        left = min((one.at for one in measures), default=0)
        rows: list[tuple[int, str, str]] = []
        row = table.first
        while row < len(self.sheet):
            label, cell = self._label(row, left)
            filled = [self.sheet.at(row, one.at) for one in measures]
            blank = label and not any(value != "" for value in filled)
            if blank and (self.words.of("money", head(label)) or self._goes_on(row + 1, left, measures)):
                # A source without an amount, or the title of those below (按资金来源分：).
                row += 1
                continue
            if self._summed(label, row, measures):
                break
            if not any(value != "" for value in filled) or not (label or any(map(figure, filled))):
                break
            if not any(map(figure, filled)) and not all(text(value) in self.empty for value in filled):
                break
            rows.append((row, label, cell))
            for one in table.columns:
                if one.meaning in ("reason", "measure"):
                    self._explained(row, one)
            row += 1
        values = [
            self.sheet.at(at, one.at)
            for at, _, _ in rows
            for one in measures
            if one.meaning not in _RATES and one.meaning not in _POINTS
        ]
        unit = self.unit(table, table.top, values)
        for at, label, _ in rows:
            self._line(at, label, [(one.meaning, one.source, one.at, one.head.money) for one in measures], unit)
        return max(row, table.first)

    def _of_year(self, table: HeadedTable) -> HeadedTable:
        """The table of a plan for some years with the year of the form, where it says one, as the year that is planned;
        the other years are said."""
        years = [one for one in table.columns if one.head.year and one.meaning in ("", "initial")]
        if not any(one.meaning == "" for one in years):
            return table
        said = self.record.facts.get("year")
        own = next((one for one in years if said is not None and str(one.head.year) == said.value), None)
        own = own or next((one for one in years if one.meaning), None)
        self.record.remarks += [f"“{one.said}”一列是别的年度，没有读" for one in years if one is not own]
        columns = tuple(
            one._replace(meaning="initial" if one is own else "") if one in years else one for one in table.columns
        )
        return table._replace(columns=columns)

    def _goes_on(self, row: int, left: int, measures: Sequence[HeadedColumn]) -> bool:
        """Whether a row is one more of the table: it begins with a source and has an amount."""
        label, _ = self._label(row, left)
        amounts = [self.sheet.at(row, one.at) for one in measures if one.meaning not in _POINTS]
        return bool(label and self.words.of("money", head(label)) and any(map(figure, amounts)))

    def _summed(self, label: str, row: int, measures: Sequence[HeadedColumn]) -> bool:
        """Whether a row sums up the points of the form, not money: 自评总分 below the money."""
        named = head(label)
        if named.bare not in self.totals and self.words.of("labels", named) != "score.total":
            return False
        amounts = [self.sheet.at(row, one.at) for one in measures if one.meaning not in _POINTS]
        return all(text(value) in self.empty for value in amounts)

    def _explained(self, row: int, one: HeadedColumn) -> None:
        """Why the money was not spent, and what is to be done, beside its amounts."""
        said = text(self.sheet.at(row, one.at))
        if said not in self.empty and figure(said) is None:
            path = "fund.analysis" if one.meaning == "reason" else "form.remedies"
            self.record.add(path, CellValue(said, address(row, one.at)))

    def _label(self, row: int, left: int) -> tuple[str, str]:
        for index in range(left - 1, -1, -1):
            said = text(self.sheet.at(row, index))
            if said and said not in self.empty and figure(said) is None:
                return said, address(row, index)
        for index in range(left - 1, -1, -1):
            said = text(self.sheet.filled(row, index))
            if said and self.words.of("money", head(said)):
                return said, address(row, index)
        return "", ""

    def _line(self, row: int, label: str, columns: Sequence[tuple[str, str, int, str]], unit: str) -> None:
        named = self.words.of("money", head(label)) if label else "total"
        if named in ("year_total", "term_total"):
            named = "total"
        entry: dict[str, CellValue] = {}
        for meaning, split, index, own in columns:
            value, cell = self.sheet.at(row, index), address(row, index)
            source = split or named
            path = path_of(source, meaning) if source else ""
            if text(value) in self.empty:
                continue
            if meaning in _POINTS:
                found = figure(value)
                if found is not None and named == "total":
                    self.record.put(_POINTS[meaning], counted(found.number, "分", cell))
            elif meaning in _RATES:
                if (mark := rate(value, cell)) is not None and path:
                    self.record.put(path, mark)
                elif mark is not None:
                    entry[meaning] = mark
            elif (mark := amount(value, own or unit, cell)) is not None:
                if path and path not in self.record.facts:
                    self.record.put(path, mark)
                    if source in _TOLD and meaning in ("budget", "spent"):
                        entry[meaning] = mark
                elif path and source == "total":
                    # 到位资金 below 全年预算数: the first stays, the other is kept as it stands.
                    self.record.put(path, mark)
                elif meaning == "term_amount":
                    self.record.unread.append(CellValue(f"{label.strip()}（实施期）：{mark.value}", cell))
                elif split and named == "total":
                    # 镇级资金, whose source no field has, of the whole.
                    self._source(CellValue(split, cell), {meaning: mark})
                else:
                    entry[meaning] = mark
            else:
                self.record.warn(cell, word("forms.money", label=label or "资金", text=text(value)), certain=True)
        if entry and label:
            self._source(CellValue(re.sub(r"^\s*其中[：:]?\s*", "", label), f"A{row + 1}"), entry)

    def _source(self, name: CellValue, entry: dict[str, CellValue]) -> None:
        """Keep what a source has: of one that was met before, what it has more."""
        known = next((one for one in self.record.sources if one["name"].value == name.value), None)
        if known is None:
            self.record.sources.append({"name": name, **entry})
            return
        for meaning, mark in entry.items():
            if known.setdefault(meaning, mark).value != mark.value:
                self.record.unread.append(mark)

    def _across(self, table: HeadedTable) -> int:
        row = table.first
        lines: list[tuple[int, str]] = []
        beside = table.columns
        left = beside[0].at
        while row < len(self.sheet):
            label, _ = self._label(row, left)
            measure = self.words.of("columns", head(label)) if label else ""
            if measure not in MEASURES and measure not in _POINTS:
                break
            lines.append((row, {"adjusted": "budget"}.get(measure, measure)))
            row += 1
        values = [self.sheet.at(at, one.at) for at, kind in lines if kind not in _RATES for one in beside]
        unit = self.unit(None, table.top, values)
        for at, measure in lines:
            label, _ = self._label(at, left)
            for one in beside:
                own = head(label).money or one.head.money
                self._line(at, one.said, [(measure, "", one.at, own)], unit)
        return max(row, table.first)
