"""Goals of a form: what was to be reached and what was, beside their heads or below, one or many.

Limits: goals in a table are taken by the columns of their heads; numbers before them stay words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.reading.sheets.cell import CellValue, Value, address, figure, lines
from drafter.reading.sheets.heads import table_at
from drafter.reading.sheets.words import head
from drafter.sheets.labels import LABEL, CellLabel, Labels

#: Characters of the head of a column of goals.
_HEAD, _TWO = 8, 2
_PATHS = {"expected": "goals.expected", "actual": "goals.actual", "term": "goals.term"}
#: A label at the beginning of a cell, before its words.
_OPENS = re.compile(r"\s*(?P<label>[^:：，。；\s]{2,16})[:：]")


class Goals(Labels):
    """Reads the goals of one sheet into its record."""

    def goal(self, one: CellLabel, others: list[CellLabel]) -> None:
        """A head of goals with its words beside it or below."""
        if len({other.meaning for other in others if other.column > one.column}) > 1:
            # 年度目标完成情况 to the left of 目标 and 完成 is the title of both.
            return
        path = _PATHS[one.meaning]
        beside = self.right(one)
        if beside is not None and (one.row, beside[0]) in self.used:
            # What stands here was read already, under its own head.
            return
        if beside is not None:
            other = self.label(one.row, beside[0])
            headed = self._headed(beside[1])
            if headed == "goal_name":
                # 年度目标 to the left of 目标名称 is the title of a table of goals.
                return
            if other is None and not (headed and len(others) > 1):
                if self._two(one) or self._paired(one) or self._beside_head(one, beside[0]):
                    return
                self._beside(path, one, beside)
                return
            if (
                other is not None
                and other.section == "goals"
                and one.column < other.column
                and self._section(one, other)
            ):
                return
        for row, value in self._under(one):
            self._told(path, row, one.column, value)
            for index, cell in enumerate(self.sheet.rows[one.row]):
                if path == "goals.expected" and self._headed(cell) == "weight" and self.sheet.at(row, index) != "":
                    self._told("goals.weights", row, index, self.sheet.at(row, index))

    def _beside(self, path: str, one: CellLabel, beside: tuple[int, Value]) -> None:
        """The words beside a head of goals: of each row that it reaches over, and behind the numbers of goals."""
        column, _ = beside
        bottom = self.sheet.span(one.row, one.column)[2]
        while figure(self.sheet.at(one.row, column)) is not None and self._long(self.sheet.at(one.row, column + 1)):
            column += 1
        for row in range(one.row, min(bottom + 1, len(self.sheet))):
            value = self.sheet.at(row, column)
            if value != "" and (row == one.row or (self._long(value) and self.label(row, column) is None)):
                self._told(path, row, column, value)

    def _two(self, one: CellLabel) -> bool:
        """Read two columns under heads that nobody has met beside a title that reaches further down: the first is what
        was aimed at, the second what came of it."""
        _, _, bottom, right = self.sheet.span(one.row, one.column)
        heads = [at for at in range(right + 1, len(self.sheet.rows[one.row])) if self.sheet.at(one.row, at) != ""]
        if bottom == one.row or len(heads) != _TWO or any(self._long(self.sheet.at(one.row, at)) for at in heads):
            return False
        if not all(self._long(self.sheet.at(one.row + 1, at)) for at in heads):
            return False
        for path, at in zip(("goals.expected", "goals.actual"), heads, strict=True):
            self.used.add((one.row, at))
            for row in range(one.row + 1, bottom + 1):
                self._told(path, row, at, self.sheet.at(row, at))
        return True

    def _beside_head(self, one: CellLabel, column: int) -> bool:
        """Read what was aimed at below its head, and what came of it below a head beside it that nobody has met."""
        row = self.sheet.span(one.row, one.column)[2] + 1
        if one.meaning != "expected" or self._long(self.sheet.at(one.row, column)):
            return False
        if not all(self._long(self.sheet.at(row, at)) for at in (one.column, column)):
            return False
        self.used.add((one.row, column))
        for path, at in zip(("goals.expected", "goals.actual"), (one.column, column), strict=True):
            self._told(path, row, at, self.sheet.at(row, at))
        return True

    def _paired(self, one: CellLabel) -> bool:
        """Read two goals that each stand behind a head of their own in the row of a title: 目标, 预期, its words, 实际,
        what came of it."""
        cells = self.sheet.rows[one.row]
        _, _, _, right = self.sheet.span(one.row, one.column)
        filled = [at for at in range(right + 1, len(cells)) if cells[at] != ""]
        if [self._long(cells[at]) for at in filled] != [False, True] * _TWO or figure(cells[filled[0]]) is not None:
            # What is numbered is one of several goals.
            return False
        for path, at in zip(("goals.expected", "goals.actual"), filled[1::2], strict=True):
            self._told(path, one.row, at, cells[at])
        self.used.update((one.row, at) for at in filled)
        return True

    def came(self, row: int) -> None:
        """Read what came of the aim above, where its head is one that nobody has met: both stand under one title."""
        filled = [at for at, cell in enumerate(self.sheet.rows[row]) if cell != ""]
        if (
            len(filled) != _TWO
            or not self._long(self.sheet.at(row, filled[1]))
            or figure(self.sheet.at(row, filled[0]))
        ):
            return
        at = filled[0]
        top, _, bottom, left = self.sheet.span(row, at - 1)
        over = self.label(row - 1, at)
        named = over is not None and over.section == "goals" and over.meaning == "expected"
        if at and top < row <= bottom and left < at and named and not self._long(self.sheet.at(row, at)):
            self._told("goals.actual", row, filled[1], self.sheet.at(row, filled[1]))

    def _long(self, cell: Value) -> bool:
        """Whether a cell tells something, and is no number and no head."""
        return isinstance(cell, str) and len(cell.strip()) > _HEAD and figure(cell) is None

    def _headed(self, cell: Value) -> str:
        """What a short cell means as the head of a column of goals, or ""."""
        meaning = self.words.of("columns", head(cell)) if isinstance(cell, str) and len(cell) < LABEL else ""
        return meaning if meaning in ("goal_name", "weight", "score", "remark", "reason") else ""

    def _section(self, one: CellLabel, other: CellLabel) -> bool:
        """Whether a head of goals only stands beside the heads proper: it reaches further down than they do."""
        return self.sheet.span(one.row, one.column)[2] > self.sheet.span(other.row, other.column)[2] or (
            one.meaning == other.meaning and other.column > one.column
        )

    def _told(self, path: str, row: int, column: int, value: Value) -> None:
        self.used.add((row, column))
        for part in lines(value):
            named, said = self.opened(part)
            path, part = (_PATHS[named], said) if named else (path, part)
            if part and part not in self.empty and not self.words.example(part):
                self.record.add(path, CellValue(part, address(row, column)))

    def opened(self, words: str) -> tuple[str, str]:
        """The goals that some words tell of by the label that they open with, and what follows: 完成情况：新建6处."""
        match = _OPENS.match(words)
        meaning = self.words.of("goals", head(match["label"])) if match is not None else ""
        return (meaning, words[match.end() :].strip()) if match is not None and meaning else ("", words)

    def _under(self, one: CellLabel) -> Iterator[tuple[int, Value]]:
        row = self.sheet.span(one.row, one.column)[2] + 1
        while row < len(self.sheet):
            if table_at(self.sheet, self.words, row) is not None:
                return
            value = self.sheet.at(row, one.column)
            if value == "" or self.label(row, one.column) is not None:
                return
            opening = next((index for index, cell in enumerate(self.sheet.rows[row]) if cell != ""), one.column)
            repeated = self.sheet.at(row, opening) == self.sheet.at(one.row, opening)
            if opening < one.column and self.label(row, opening) is not None and not repeated:
                return
            yield row, value
            row += 1
