"""A form filled from a case: money, goals, indicators and what else it states, each in its cell.

The reader gains a form whose cells are the facts of the case: what was read from a sheet comes back cell by cell.
Amounts stand in 万元, shares as shares that a spreadsheet reckons with.

Limits: what no cell of the form takes is not in it; the report tells it.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from decimal import Decimal

from drafter.facts.case import Case
from drafter.facts.fact import Fact, Row, rows_of
from drafter.facts.marking import fact_of, text_of
from drafter.files.values import DataTable
from drafter.reading.sheets.words import known_words
from drafter.sheets.money import FURTHER, path_of
from drafter.writing.sheet.grid import Content, Grid
from drafter.writing.sheet.layouts import text_of as said
from drafter.writing.sheet.projects import fill_projects
from drafter.writing.sheet.tasks import fill_tasks
from drafter.writing.sheet.values import KEYS, POINTS, RATES, WIDE, number_of, place_of, points_of, share_of

_LABELS = {"total": "年度资金总额", "current": "当年财政拨款", "carried": "上年结转资金", "other": "其他资金",
           "basic": "基本支出", "project": "项目支出"}  # fmt: skip
_SPLITS = 2


class FormFiller:
    """Fills one form for one case."""

    #: What amounts are counted in.
    unit = "万元"
    #: What stands where there is no amount.
    empty = "—"

    def __init__(self, case: Case, layout: DataTable, name: str) -> None:
        self.case, self.layout = case, layout
        self.words = known_words()
        self.month = said(case, "fund.month") or "本期"
        self.scored = {one.row.path: one for one in case.scores.rows} if case.scores is not None else {}
        self.columns = self._columns()
        # The title of the money and the names of its sources stand before its measures.
        self.grid = Grid(name, max(8, len(self.columns), len(self._measures()) + _SPLITS))

    def fill(self) -> Grid:
        """The sheet of the form."""
        grid = self.grid
        self.title()
        for line in self.layout.get("rows", ()):
            self.line(line)
        if "money" in self.layout:
            self.money(self.layout["money"])
        if "tasks" in self.layout:
            fill_tasks(self, self.layout["tasks"])
        if "goals" in self.layout:
            self.goals(self.layout["goals"])
        if "indicators" in self.layout:
            self.indicators(self.layout["indicators"])
        if "projects" in self.layout:
            fill_projects(self, self.layout["projects"])
        for one in self.layout.get("texts", ()):
            if words := self.text(one["path"]):
                grid.put(0, one["label"], "head", 2)
                grid.put(2, words, "text", grid.width - 2)
                grid.next()
        return grid

    def told(self, words: str) -> str:
        """Words of a layout with the year, the months and the unit of the case."""
        unit = said(self.case, "unit.name")
        return words.format(year=self.case.year, month=self.month, unit=unit)

    def text(self, path: str) -> str:
        """The words of a field of the case."""
        return said(self.case, path)

    def counted(self, number: Decimal) -> Decimal:
        """An amount of the case (in 万元) in the unit of the form."""
        return number

    # -- the top --------------------------------------------------------------------------------------------------
    def title(self) -> None:
        """The title of the form, its year, the unit."""
        grid = self.grid
        grid.put(0, self.told(self.layout["title"]), "title", grid.width)
        grid.next()
        if "year" in self.layout:
            grid.put(0, self.told(self.layout["year"]), "head", grid.width)
            grid.next()
        named = "unit" in self.layout and said(self.case, "unit.name")
        unit = self.told(self.layout["unit"]) if named else ""
        grid.put(0, unit, "plain", grid.width - 2)
        grid.put(grid.width - 2, f"金额单位：{self.unit}", "plain", 2)
        grid.next()

    def line(self, line: DataTable) -> None:
        """A row of labels with their values."""
        cells = line["cells"]
        values = [self.value(path) for _, path in cells]
        if line.get("optional") and not any(
            value != "" and self._stated(path) for (_, path), value in zip(cells, values, strict=True)
        ):
            return
        grid = self.grid
        part = grid.width // len(cells)
        for index, ((label, _), value) in enumerate(zip(cells, values, strict=True)):
            start = index * part
            end = grid.width if index == len(cells) - 1 else start + part
            grid.put(start, self.told(label), "head", 2 if part > _SPLITS else 1)
            wide = 2 if part > _SPLITS else 1
            grid.put(start + wide, value, "number" if isinstance(value, Decimal) else "text", end - start - wide)
        grid.next()

    def _stated(self, path: str) -> bool:
        """Whether a field holds what the case says, not what was reckoned from it."""
        fact = self.case.fact(path)
        return fact is None or not fact.derived or path in self.case.facts

    def value(self, path: str) -> Content:
        """What a cell holds of a field: a number, a date, or words."""
        fact = self.case.fact(path)
        if fact is not None and fact.quantity is not None and fact.number is not None:
            return self.counted(fact.number) if path.startswith("fund.") else fact.number
        words = said(self.case, path)
        if code := said(self.case, f"{path}_code"):
            return f"〔{code}〕{words}"
        match = re.fullmatch(r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日", words)
        if match is not None:
            return datetime.date(int(match[1] or self.case.year), int(match[2]), int(match[3]))
        return words

    # -- money ----------------------------------------------------------------------------------------------------
    def money(self, layout: DataTable) -> None:
        """The table of money: sources by measures, those without an amount left out."""
        grid = self.grid
        columns = self._measures()
        further = [] if "basic" in layout["rows"] else list(FURTHER)
        sources = [row for row in (*layout["rows"], *further) if any(self.amount(row, one) != "" for one in columns)]
        rows = list(layout["rows"]) if layout.get("fixed") else sources or ["total"]
        more = self.case.values.get("fund.sources")
        extra = rows_of(more)
        # What has a row of its own is not told twice.
        extra = [row for row in extra if self.words.of("money", text_of(row, "name")) not in sources]
        extra = [] if layout.get("fixed") else extra
        start = grid.width - len(columns)
        grid.put(0, layout["title"], "head", 1, len(rows) + len(extra) + 1)
        grid.put(1, "", "head", start - 1)
        for index, one in enumerate(columns):
            grid.put(start + index, self.told(layout["heads"].get(one) or self.words.label("columns", one)), "head")
        grid.next()
        for number, row in enumerate(rows):
            label = ("其中：" if number == 1 else "") + (_LABELS.get(row) or self.words.label("money", row))
            grid.put(1, label, "text", start - 1)
            for index, one in enumerate(columns):
                value = self.amount(row, one)
                look = "share" if one in RATES else "number" if isinstance(value, Decimal) else "head"
                grid.put(start + index, value if value != "" else self.empty, look)
            grid.next()
        for source in extra:
            grid.put(1, text_of(source, "name"), "text", start - 1)
            for index, one in enumerate(columns):
                found = number_of(fact_of(source, one))
                value = "—" if found is None else self.counted(found)
                grid.put(start + index, value, "head" if found is None else "number")
            grid.next()

    def _measures(self) -> list[str]:
        """The columns of the table of money: those that are always there, and those that the case has amounts of."""
        layout = self.layout.get("money", {"columns": (), "rows": ()})
        return [
            one
            for one in layout["columns"]
            if one not in layout.get("optional", ())
            or any(path_of(row, one) in self.case.facts for row in layout["rows"])
        ]

    def amount(self, source: str, measure: str) -> Content:
        """An amount of a source in 万元, a rate as a share, points in points; "" for none."""
        if measure in ("weight", "score"):
            if source != "total":
                return ""
            fact = self.case.fact("score.weight" if measure == "weight" else "score.execution")
            if fact is None and measure == "weight" and self.case.scores is not None:
                return self.case.scores.execution_weight
            points = points_of(fact)
            return "" if points is None else points
        path = path_of(source, measure)
        fact = self.case.fact(path) if path else None
        if measure in RATES:
            fact = fact or self._rate(source, measure)
            return share_of(fact.number) if fact is not None and fact.number is not None else ""
        return self.counted(fact.number) if fact is not None and fact.number is not None else ""

    def _rate(self, source: str, measure: str) -> Fact | None:
        """A rate that no field holds, reckoned from its amounts."""
        over = {"rate": "spent", "progress_rate": "progress", "outlook_rate": "outlook"}[measure]
        spent = self.case.fact(path_of(source, over) or "-")
        budget = self.case.fact(path_of(source, "budget") or "-") or self.case.fact(path_of(source, "initial") or "-")
        if spent is None or budget is None or not spent.number or not budget.number:
            return None
        return Fact("", "", number=spent.number / budget.number * 100)

    # -- goals ----------------------------------------------------------------------------------------------------
    def goals(self, layout: DataTable) -> None:
        """The goals of the year side by side."""
        grid = self.grid
        told = [one for one in layout["columns"] if said(self.case, one[1])]
        columns = told if told and len(layout["columns"]) != _SPLITS else layout["columns"]
        part = (grid.width - 1) // len(columns)
        weights = said(self.case, "goals.weights").split("\n")
        if weights[0]:
            self.weighted(layout, columns, weights)
            return
        grid.put(0, layout["title"], "head", 1, 2)
        for words in (True, False):
            for index, (label, path) in enumerate(columns):
                start = 1 + index * part
                end = grid.width if index == len(columns) - 1 else start + part
                grid.put(start, label if words else self.text(path), "head" if words else "text", end - start)
            grid.next()

    def weighted(self, layout: DataTable, columns: Sequence[Sequence[str]], weights: Sequence[str]) -> None:
        """Goals with weights: a row for each."""
        grid = self.grid
        told = [said(self.case, path).split("\n") for _, path in columns]
        part = (grid.width - 2) // len(columns)
        many = max(len(weights), *map(len, told))
        grid.put(0, layout["title"], "head", 1, many + 1)
        for number in range(-1, many):
            for index, (label, _) in enumerate(columns):
                start = 1 + index * part
                end = grid.width - 1 if index == len(columns) - 1 else start + part
                line = told[index][number] if 0 <= number < len(told[index]) else ""
                grid.put(start, label if number < 0 else line, "head" if number < 0 else "text", end - start)
            weight = weights[number] if 0 <= number < len(weights) else ""
            grid.put(grid.width - 1, "权重" if number < 0 else weight, "head")
            grid.next()

    # -- indicators -----------------------------------------------------------------------------------------------
    def rows(self, path: str) -> list[Row]:
        """The rows of the case at a path that hold something."""
        found = self.case.values.get(path)
        return [row for row in found if isinstance(row, Row) and row.values] if isinstance(found, tuple) else []

    def _columns(self) -> list[str]:
        for kind, path in (("indicators", "indicators"), ("projects", "projects")):
            if kind in self.layout:
                layout, rows = self.layout[kind], self.rows(path)
                columns = list(layout["columns"])
                for one in layout.get("optional", ()):
                    if any(KEYS.get(one, one) in row.values for row in rows) or (
                        one == "initial_target" and any("cancelled" in row.values for row in rows)
                    ):
                        columns.insert(place_of(columns, one), one)
                return columns
        return []

    def head(self, meaning: str, layout: DataTable) -> str:
        """How a column is called."""
        own = layout.get("heads", {}).get(meaning)
        return self.told(own) if own else self.words.label("columns", meaning)

    def indicators(self, layout: DataTable) -> None:
        """The table of indicators, levels merged over the rows that share them."""
        grid, rows, width = self.grid, self.rows("indicators"), len(self.columns)
        for index, one in enumerate(self.columns):
            wide = grid.width - index if index == width - 1 else 1
            grid.put(index, self.head(one, layout), "head", wide)
            grid.widths[index] = WIDE.get(one, 12.0)
        grid.next()
        levels = [(self.level(row, "level1"), self.level(row, "level2")) for row in rows]
        for number, row in enumerate(rows):
            for index, one in enumerate(self.columns):
                wide = grid.width - index if index == width - 1 else 1
                if one in ("level1", "level2"):
                    key = levels[number][:1] if one == "level1" else levels[number]
                    before = levels[number - 1][: len(key)] if number else None
                    if before == key:
                        continue
                    many = 1
                    while number + many < len(rows) and levels[number + many][: len(key)] == key:
                        many += 1
                    grid.put(index, key[-1], "head", 1, many)
                    continue
                value, look = self.cell(row, one)
                grid.put(index, value, look, wide)
            grid.next()
        if "total" in layout and rows:
            self.total(layout["total"])

    def level(self, row: Row, key: str) -> str:
        """The level of an indicator, as it was typed or as its kind has it."""
        found = text_of(row, f"{key}_said") or text_of(row, key)
        if not found and key == "level1":
            reckoned = self.case.fact(f"{row.path}.level1")
            return self.scored[row.path].level1 if row.path in self.scored else str(reckoned or "")
        return found

    def cell(self, row: Row, meaning: str) -> tuple[Content, str]:
        """What one column of an indicator or project says, and how it looks."""
        key = KEYS.get(meaning, meaning)
        scored = self.scored.get(row.path)
        if meaning in POINTS:
            fact = fact_of(row, key)
            if scored is not None:
                fact = {"weight": fact or scored.weight, "score": fact or scored.score}.get(meaning, fact)
            points = points_of(fact)
            return ("", "text") if points is None else (points, "number")
        if meaning == "actual":
            return text_of(row, "actual") or text_of(row, "reached") or (scored.word if scored else ""), "text"
        if meaning in ("target", "initial_target") and text_of(row, "cancelled") == "是":
            return "取消" if meaning == "target" else text_of(row, "target"), "text"
        if meaning == "reason":
            return self.why(row), "text"
        if meaning == "causes":
            found = row.get("causes")
            names = [fact.text for fact in found if isinstance(fact, Fact)] if isinstance(found, tuple) else []
            return "、".join(names), "text"
        return text_of(row, key), "text"

    def why(self, row: Row) -> str:
        """Reason and measure in one cell where the form has no column for the measure."""
        reason, measure = text_of(row, "reason"), text_of(row, "measure")
        if not measure or "measure" in self.columns:
            return reason
        return f"{reason.rstrip('。')}。改进措施：{measure}" if reason else f"改进措施：{measure}"

    def total(self, label: str) -> None:
        """The row of sums."""
        grid = self.grid
        if "weight" not in self.columns:
            return
        first = self.columns.index("weight")
        grid.put(0, label, "head", first)
        scores = self.case.scores
        total = self.case.facts.get("score.total") or self.case.fact("score.total")
        for index, one in enumerate(self.columns[first:], first):
            wide = grid.width - index if index == len(self.columns) - 1 else 1
            value: Content = self.empty
            if one == "weight" and scores is not None:
                value = scores.total_weight
            elif one == "score" and (points := points_of(total)) is not None:
                value = points
            grid.put(index, value, "number" if isinstance(value, Decimal) else "head", wide)
        grid.next()
