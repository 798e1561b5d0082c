"""The rows of a table of indicators: where it ends, its cells by what their columns mean, levels filled down.

The reader gains tables as people keep them: levels in rows of their own, remarks between the rows, names in the first
of some merged cells. Limits: a row of words alone that names no level is a remark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from drafter.language.amounts import unit_words
from drafter.reading.sheets.book import Sheet
from drafter.reading.sheets.cell import Value, address, figure, text
from drafter.reading.sheets.heads import table_at
from drafter.reading.sheets.tables import MEASURES, HeadedTable
from drafter.reading.sheets.words import HeadMeanings, head
from drafter.sheets.shares import VALUES

_UNIT = re.compile(r"\d[\d,]*(?:\.\d+)?\s*(?P<unit>[万亿]?[A-Za-z²³%‰°℃\u4e00-\u9fff][^\d,，。；、]{0,11})$")
#: From so many blank rows on a table has ended, unless what follows is plainly one more row of it; behind so many it
#: has ended whatever follows.
_BLANK_ROWS, _BLANK_LAST = 2, 30
#: What names a row, what is counted in it, and how much of it a row shows that goes on.
_AT_LEAST = 2
_NAMES = ("name", "project_name", "task_name")
_COUNTED = frozenset((*VALUES, *MEASURES, "weight", "score"))
#: What a level in a row of its own is numbered by: the first level, the second.
_FIRST = re.compile(r"\s*[一二三四五六七八九十]+、")
_SECOND = re.compile(r"\s*(?:[(（][一二三四五六七八九十]+[)）]|\d+[.、．])")
#: What a remark has and a name has not.
_SENTENCE = re.compile(r"[。；;：:（(]")
#: Words of a level are no longer than this.
_LEVEL = 16
#: Names that stand for any; rows of a table, from its first on, among which examples are looked for in every cell.
_CROSSES = re.compile(r"[×✕╳]{2,}|[xXＸ]{2,}|\*{2,}|某某|○○|〇〇")
_SHOWN_ROWS = 60
_CLOSED = (")", "）", "、", ".", "．")
#: What numbers a row in a column of its own.
_ORDINAL = re.compile(r"[(（]?(?:[一二三四五六七八九十]{1,3}|\d{1,2}(?:\.\d{1,2}){0,2}|[ⅠⅡⅢⅣIVX]{1,3})[)）]?[、.．]?")


#: A unit in brackets behind the name of what is counted in it: 保洁河道（公里）, 清淤量（单位：万方）.
_MEASURED = re.compile(r"(?P<name>.{2,}?)\s*[(（](?:计量)?(?:单位[:：])?(?P<unit>[^()（）:：]{1,8})[)）]$")


@lru_cache(maxsize=4096)
def measured(name: str) -> tuple[str, str]:
    """A name without the unit that it ends in, and that unit; "" for none."""
    match = _MEASURED.fullmatch(name)
    if match is None:
        return name, ""
    unit = match["unit"].strip().replace("％", "%")
    known = frozenset(unit_words()) | {"元"}
    parts = [part.lstrip("万亿千百") or part for part in unit.split("/")]
    whole = all(part in known or (len(part) > 1 and part.endswith("次") and part[:-1] in known) for part in parts[:1])
    return (match["name"], unit) if whole and all(0 < len(part) <= 4 for part in parts) else (name, "")


def unit_in(value: str) -> str:
    """The unit of a value in words: 座 of ≥3座."""
    match = _UNIT.search(value.strip())
    unit = match["unit"].strip().replace("％", "%") if match is not None else ""
    return re.sub(r"(?:及?以[上下]|[以之]内|(?<=[日天时钟分秒月年周米里元%])内|左右)$", "", unit)


class SheetRow(NamedTuple):
    """One row of a table: `at` is its number, `values` what it holds by meaning, with what is filled down or merged to
    the left, `columns` where each meaning stands."""

    at: int
    values: dict[str, Value]
    columns: Mapping[str, int]

    def value(self, meaning: str) -> Value:
        """What a row holds of a meaning, "" where nothing."""
        return self.values.get(meaning, "")

    def cell(self, meaning: str) -> str:
        """The address of a cell of the row."""
        return address(self.at, self.columns.get(meaning, 0))


class IndicatorRows:
    """The rows of one table."""

    def __init__(self, sheet: Sheet, words: HeadMeanings, table: HeadedTable) -> None:
        self.sheet, self.words, self.table = sheet, words, table
        self.empty = frozenset(words.all("empty"))
        self.nothing = frozenset(words.all("nothing"))
        self.totals = frozenset(words.all("totals"))
        self.notes = frozenset(words.all("notes"))
        #: The first column of each meaning; levels, and a name that is merged to its left, are filled.
        self.columns: dict[str, int] = {}
        for one in table.columns:
            if one.meaning and one.meaning != "tick":
                self.columns.setdefault(one.meaning, one.at)
        #: The meaning of each column, "" for one that has none of its own: a row is read by all of them at once.
        self._meanings = [""] * (max(self.columns.values(), default=-1) + 1)
        for meaning, at in self.columns.items():
            self._meanings[at] = meaning
        self._present: dict[int, tuple[tuple[str, str], ...]] = {}
        self._levels: dict[str, Value] = {"level1": "", "level2": ""}
        self._filled = [(meaning, at) for meaning, at in self.columns.items() if meaning in self._levels]
        #: Where aims and results have units of their own, those columns.
        units = [one.at for one in table.columns if one.meaning == "unit"]
        self._units = units if len(units) > 1 else []
        self.ticked = [one for one in table.columns if one.meaning == "tick"]
        self._name = self.columns.get("name", -1)
        self._head = [cell for cell in sheet.rows[table.top] if cell != ""] if table.top < len(sheet) else []
        self._opening = self._head[0] if self._head else None
        #: The rows that only show how the table is filled.
        self.examples: set[int] = set()

    def present(self, keys: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
        """Those meanings, with their keys, that the table has a column of."""
        found = self._present.get(id(keys))
        if found is None:
            found = self._present[id(keys)] = tuple([pair for pair in keys.items() if pair[0] in self.columns])
        return found

    # -- rows -----------------------------------------------------------------------------------------------------
    def rows(self) -> Iterator[SheetRow]:
        """The rows of the table up to its end: a total, a note, another table, or rows of nothing."""
        return map(self.row, self.numbers())

    def numbers(self) -> Iterator[int]:
        """The numbers of those rows."""
        blank = again = 0
        for at in range(self.table.first, len(self.sheet)):
            cells = self.sheet.rows[at]
            if at < again:
                continue
            opening = next((cell for cell in cells if cell != ""), None)
            if opening is None:
                blank += 1
                if blank > _BLANK_LAST:
                    return
                continue
            if self._again(at, opening):
                # The next page begins with the head once more.
                blank, again = 0, at + self.table.first - self.table.top
                continue
            if self.ends(at, opening) or (blank >= _BLANK_ROWS and not self.goes_on(at)):
                return
            blank = 0
            if at in self.examples or self._example(at, opening):
                self.examples.add(at)
                continue
            yield at

    def _again(self, at: int, opening: Value) -> bool:
        """Whether the head of the table is repeated from a row on."""
        top = self.table.top
        if opening != self._opening or [cell for cell in self.sheet.rows[at] if cell != ""] != self._head:
            return False
        return at > top

    def _example(self, at: int, opening: Value) -> bool:
        """Whether a row only shows how the table is filled: a cell says so, or, of the first row alone, its name is
        crosses (××村)."""
        if isinstance(opening, str) and self.words.example(opening, first=True):
            return True
        if at - self.table.first >= _SHOWN_ROWS:
            return False
        cells = [*self.sheet.rows[at], *[self.sheet.filled(at, index) for index in range(_AT_LEAST)]]
        if any(isinstance(cell, str) and self.words.example(cell) for cell in cells):
            return True
        return at == self.table.first and self._crossed(at) and not self._crossed(at + 1)

    def _crossed(self, at: int) -> bool:
        """Whether the name of a row is one that nobody has: ××项目."""
        names = [self.columns[one] for one in _NAMES if one in self.columns]
        return any(_CROSSES.search(text(self.sheet.at(at, index))) for index in names)

    def goes_on(self, at: int) -> bool:
        """Whether a row behind blank ones is one more of the table: its name and figures stand under their heads, or it
        is a sum."""
        if at >= len(self.sheet):
            return False
        row = self.row(at)
        counted = sum(bool(re.search(r"\d", text(row.value(one)))) for one in self.columns if one in _COUNTED)
        if counted < _AT_LEAST or self.labelled(at):
            return False
        return self.total(row) or any(isinstance(row.value(one), str) and row.value(one) != "" for one in _NAMES)

    def labelled(self, at: int) -> bool:
        """Whether the first words of a row are a label of a form."""
        opening = next((cell for cell in self.sheet.rows[at] if cell != ""), "")
        return isinstance(opening, str) and any(self.words.of(one, head(opening)) for one in ("labels", "goals"))

    def ends(self, at: int, opening: Value) -> bool:
        """Whether a row is a note, or the head of another table."""
        if not isinstance(opening, str):
            return False
        said = head(opening[:60]).bare
        first = re.split(r"[:：]", said, maxsplit=1)[0]
        alone = sum(cell != "" for cell in self.sheet.rows[at]) <= 2
        if first in self.notes and alone:
            return True
        if alone and said.startswith(("注1", "注:", "注：")):
            return True
        if alone and self.labelled(at) and not self._named(opening) and figure(self.row(at).value("weight")) is None:
            # 存在问题 below the last indicator: a label of the form with its words.
            return True
        if alone and _FIRST.match(opening) and not self._named(opening) and not self.goes_on(at + 1):
            # 二、年末完成情况 over what is no more of the table.
            return True
        return at > self.table.first and table_at(self.sheet, self.words, at) is not None

    def row(self, at: int) -> SheetRow:
        """The row at a number, its cells by meaning."""
        values = dict(zip(self._meanings, self.sheet.rows[at], strict=False))
        for meaning, index in self._filled:
            if values.get(meaning, "") == "":
                values[meaning] = self.sheet.filled(at, index)
        if self._name >= 0 and values.get("name", "") == "":
            values["name"] = self._merged(at, self._name)
        return SheetRow(at, values, self.columns)

    def _merged(self, at: int, index: int) -> Value:
        """The name of a row in a merged cell to its left within the same row."""
        top, left, _, _ = self.sheet.span(at, index)
        return self.sheet.at(at, left) if top == at else ""

    def total(self, row: SheetRow) -> bool:
        """Whether a row is a sum: one of its first words is 总分, 合计 …."""
        cells = self.sheet.rows[row.at]
        opening = next((index for index, cell in enumerate(cells) if cell != ""), 0)
        said = [cell for cell in cells[opening : opening + 6] if cell != ""][:2]
        if any(isinstance(cell, str) and head(cell).bare in self.totals for cell in said):
            return True
        if said and isinstance(said[0], str) and self.words.sums(said[0]) and not self._valued(row):
            # 权重合计, 产出指标小计.
            return True
        first = said[0] if said else ""
        return isinstance(first, str) and row.value("name") == "" and self.words.of("labels", first) == "score.total"

    def _valued(self, row: SheetRow) -> bool:
        """Whether a row has a target or a result."""
        return any(text(row.value(meaning)) not in self.empty for meaning in VALUES)

    def restart(self) -> None:
        """Begin anew with the levels: what is filled down ends with its project."""
        self._levels = {"level1": "", "level2": ""}

    def unit_of(self, row: SheetRow) -> str:
        """The unit of a row: its own column, else the unit of its target or of another value in words."""
        own = text(row.value("unit"))
        if own and own not in self.empty and own not in self.nothing:
            return {"％": "%", "百分比": "%"}.get(own, own)
        if named := measured(text(row.value("name")))[1]:
            return named
        for meaning, _ in self.present(VALUES):
            value = row.value(meaning)
            if isinstance(value, str) and (unit := unit_in(value)):
                return unit
        return ""

    def unit_beside(self, row: SheetRow, meaning: str) -> str:
        """The unit that a value has to itself, where aims and results have units of their own."""
        at = next((at for at in self._units if at > self.columns.get(meaning, 0)), -1)
        own = text(self.sheet.at(row.at, at)) if at >= 0 else ""
        return "" if own in self.empty or own in self.nothing else {"％": "%", "百分比": "%"}.get(own, own)

    def levels(self, row: SheetRow) -> None:
        """Fill levels down: a new first level begins without a second."""
        for key in ("level1", "level2"):
            value = row.value(key)
            if value != "" and text(value) not in self.empty:
                if key == "level1" and value != self._levels["level1"]:
                    self._levels["level2"] = ""
                self._levels[key] = value

    def apart(self, row: SheetRow) -> str | None:
        """A row of a single text that is no indicator: a level for the rows below, which is taken (""), or a remark,
        which is answered; None for a row that may be an indicator."""
        cells = self.sheet.rows[row.at]
        said = [(index, cell) for index, cell in enumerate(cells) if isinstance(cell, str) and text(cell)]
        words = [(index, cell) for index, cell in said if text(cell) not in self.empty and figure(cell) is None]
        number = ""
        if len(words) > 1 and _ORDINAL.fullmatch(text(words[0][1])):
            # Its number stands in a column of its own.
            number = text(words.pop(0)[1])
        if len({text(cell) for _, cell in words}) != 1 or self._valued(row):
            return None
        index, cell = words[0]
        within = any(self.sheet.span(row.at, at)[0] < row.at for _, at in self._filled)
        if index == self._name and within and not _SENTENCE.search(str(cell)):
            # A name under its column, beside levels that reach over it: an indicator whose values were left empty.
            return None
        level = self._named(f"{number}{'' if number.endswith(_CLOSED) or not number else '、'}{cell}")
        if level:
            if index not in {at for _, at in self._filled}:
                if level == "level1":
                    self._levels["level2"] = ""
                self._levels[level] = cell
                return ""
            return None
        points = any(figure(row.value(meaning)) for meaning in ("weight", "score"))
        return None if points else text(cell)

    def _named(self, said: str) -> str:
        """Whether some words name a first or a second level (level1, level2), "" for neither."""
        bare = head(said).bare
        first, second = self.words.level("level1", said), self.words.level("level2", said)
        if not bare or len(bare) > _LEVEL or not (first or second):
            return ""
        if not first or not second:
            return "level1" if first else "level2"
        if _FIRST.match(said):
            return "level1"
        return "level2" if _SECOND.match(said) or bare != first else "level1"

    def left_name(self, row: SheetRow) -> SheetRow:
        """The row with a name that stands left of its column: where the rows are numbered, sums of levels have theirs
        there."""
        if self._name < 0 or row.value("name") != "" or self._filled:
            return row
        for index in range(self._name):
            cell = self.sheet.at(row.at, index)
            if isinstance(cell, str) and text(cell) and figure(cell) is None:
                return SheetRow(row.at, {**row.values, "name": cell}, {**row.columns, "name": index})
        return row
