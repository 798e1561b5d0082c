"""One form as its cells stand, whatever file holds it: labels, money, goals and the rows of indicators.

The reader gains the raw words of each cell with its place: what a budget system refuses (a blank, a sign, a unit in a
value) is gone once a form has become facts. What the words of a form mean is data (places/*/forms).

Limits: one form a sheet or table; of two tables of indicators on one sheet the first is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from drafter.reviewing.days import period
from drafter.reviewing.details import Cost, costs_of, money_unit
from drafter.reviewing.names import counted_in, is_executed
from drafter.reviewing.row import IndicatorRow, PaperGrid
from drafter.reviewing.value import CellText, is_sign

if TYPE_CHECKING:
    from drafter.reading.sheets.words import HeadMeanings

#: Kinds of forms and what they are called.
KINDS = {"self": "自评表", "goals": "申报表", "monitoring": "监控表", "review": "核查表"}
_YEAR = re.compile(r"(20\d\d)\s*年?\s*度?")
_NOTE = re.compile(r"^(?:注|备注|填表说明|说明|填表人|填报人|单位负责人)[:：]?")
#: How many characters a head allows: 限150字, 200字以内.
_LIMIT = re.compile(r"(?:限|不超过|最多)(\d{1,4})个?(?:汉)?字|(\d{1,4})个?(?:汉)?字(?:以内|之内|内)")
_MOST_ROWS = 4_000


class PaperForm(NamedTuple):
    """`kind` is one of KINDS; `labels`, `money` (row and column as in fund.budget: total.budget) and `goals` by
    meaning; `lines` the indicators; `totals` their last row; `columns` what the table has; `unit` that of its money
    ("" for none said), `head` the words of its first rows, `costs` what makes up its money, `limits` how many
    characters its own heads allow (goals.expected, reason, total.reason)."""

    kind: str
    file: str
    title: str
    year: int
    unit: str
    labels: Mapping[str, CellText]
    money: Mapping[str, CellText]
    goals: Mapping[str, CellText]
    lines: tuple[IndicatorRow, ...]
    totals: Mapping[str, CellText]
    columns: tuple[str, ...]
    head: str = ""
    costs: tuple[Cost, ...] = ()
    limits: Mapping[str, int] = MappingProxyType({})

    def amount(self, path: str) -> CellText:
        """A cell of the table of money (total.budget), empty where there is none."""
        return self.money.get(path, CellText())


def forms_of(grid: PaperGrid, file: str, words: HeadMeanings) -> list[PaperForm]:
    """The forms that a grid holds: none, one, or one for each project that the rows of a flat table name."""
    if any(mark in grid.name for mark in words.all("aside")):
        return []
    form = _FormReader(grid, file, words).form()
    if form is None:
        return []
    named: dict[str, list[IndicatorRow]] = {}
    for line in form.lines:
        named.setdefault(line["project_name"].said, []).append(line)
    if len(named) < 2:
        return [form]
    return [_of_project(form, lines) for lines in named.values()]


def _of_project(form: PaperForm, lines: list[IndicatorRow]) -> PaperForm:
    """The rows of one project in a flat table, which tells its department and its money in each of them."""
    first = lines[0]
    labels = {path: first[key] for key, path in _FLAT if first[key]}
    money = {f"total.{key}": first[key] for key in ("initial", "budget", "adjusted", "spent", "rate") if first[key]}
    return form._replace(lines=tuple(lines), totals={}, labels={**form.labels, **labels}, money=money)


class _FormReader:
    def __init__(self, grid: PaperGrid, file: str, words: HeadMeanings) -> None:
        self.grid, self.file, self.words = grid, file, words
        self.rows = [list(row) for row in grid.rows[:_MOST_ROWS]]
        self.labels: dict[str, CellText] = {}
        self.money: dict[str, CellText] = {}
        self.goals: dict[str, CellText] = {}
        self.lines: list[IndicatorRow] = []
        self.totals: dict[str, CellText] = {}
        self.subtotals: list[dict[str, CellText]] = []
        self.limits: dict[str, int] = {}
        self.columns: tuple[str, ...] = ()

    def form(self) -> PaperForm | None:
        at = 0
        while at < len(self.rows):
            meant = self._meanings(at)
            kinds = set(meant.values())
            self._limited(self.rows[at], meant)
            if not self.lines and "name" in kinds and kinds & {"target", "actual", "weight", "initial_target"}:
                at = self._indicators(at + 1, meant)
            elif kinds & {"budget", "initial", "adjusted"} and kinds & {"spent", "rate", "progress"}:
                at = self._amounts(at + 1, meant)
            else:
                self._pairs(at)
                at += 1
        costs = costs_of(self.rows)
        if not self.lines and not (self._stated() or costs):
            return None
        said = self.grid.title or next((cell.text for row in self.rows[:4] for cell in row if cell), "")
        head = " ".join([self.grid.title, *[cell.text for row in self.rows[:6] for cell in row if cell]][:24])
        return PaperForm(
            self._kind(), self.file, said, self._year(head), money_unit(self.rows), self.labels, self.money, self.goals,
            tuple(self.lines), self.totals, self.columns, head, costs, self.limits,
        )  # fmt: skip

    def _stated(self) -> bool:
        """Whether the sheet tells money of a project; the 合计 of whatever list is none."""
        return any(not path.endswith(".applied") for path in self.money) or (
            bool(self.money) and self._kind() == "goals"
        )

    def _kind(self) -> str:
        top = " ".join([self.grid.title, *[cell.text for row in self.rows[:3] for cell in row if cell][:8]])
        kind = self.words.title(top)
        if "review_score" in self.columns and not {"target", "actual"} & set(self.columns):
            return "review"
        if kind in ("goals", "monitoring"):
            return kind
        if kind or "actual" in self.columns or "score" in self.columns:
            return "self"
        if "progress_value" in self.columns:
            return "monitoring"
        return "goals" if self.lines and "target" in self.columns else "self"

    def _year(self, head: str) -> int:
        stated = self.labels.get("year")
        match = _YEAR.search(stated.text if stated else "") or re.search(r"[(（]?(20\d\d)\s*年度", head)
        return int(match[1]) if match else 0

    def _meanings(self, at: int) -> dict[int, str]:
        """What the cells of a row mean as heads of columns."""
        found: dict[int, str] = {}
        level = ""
        before = ""
        for index, cell in enumerate(self.rows[at]):
            if not cell or cell.said == before:
                # A merged head that is repeated is one head.
                continue
            before = cell.said
            meaning = self.words.of("columns", cell.text) if len(before) <= 30 else ""
            if meaning == "evidence" and not re.search(r"附件|佐证|证明|支撑", before):
                # How an indicator is scored or explained is no evidence.
                meaning = "explained"
            if meaning in _AMOUNTS and before.partition("(")[0].endswith("情况"):
                # 年度预算执行情况 down the side of a table is no head of a column.
                continue
            if meaning == "weight" and level and "name" not in found.values():
                meaning = f"{level}.weight"
            if meaning in ("level1", "level2"):
                level = meaning
            if meaning == "name" and level and "name" in found.values():
                # 绩效指标 over the whole table, 三级指标 over its column.
                found = {at: key for at, key in found.items() if key != "name" or at > min(found)}
            if meaning and meaning not in found.values():
                found[index] = meaning
        return found

    def _signed(self, at: int, meant: Mapping[int, str]) -> Mapping[int, str]:
        """Columns with the one that holds nothing but signs among them, whatever its head calls it: 指标类型 over ≥."""
        if "sign" in meant.values():
            return meant
        for index in range(max((len(row) for row in self.rows[at : at + _FEW]), default=0)):
            cells = [row[index] for row in self.rows[at : at + _FEW] if index < len(row) and row[index]]
            signs = [cell for cell in cells if is_sign(cell)]
            if len(signs) > 1 and all(cell in signs or cell.said in _UNSIGNED for cell in cells[: len(signs)]):
                return {**meant, index: "sign"}
        return meant

    def _indicators(self, at: int, meant: Mapping[int, str]) -> int:
        meant = self._signed(at, meant)
        aims = ("adjusted_target", "initial_target")
        more = ("target",) if any(key in meant.values() for key in aims) else ()
        self.columns = tuple(dict.fromkeys((*meant.values(), *more)))
        carried: dict[str, CellText] = {}
        blank = 0
        while at < len(self.rows):
            row = self.rows[at]
            filled = [cell for cell in row if cell]
            at += 1
            if not filled:
                blank += 1
                if blank > 2:
                    break
                continue
            blank = 0
            first = filled[0].said
            if _NOTE.match(filled[0].text.strip()) and self.words.of("columns", filled[0].text) != "remark":
                break
            cells = {key: row[index] if index < len(row) else CellText() for index, key in meant.items()}
            if self._sums(first, cells):
                told = {key: cell for key, cell in cells.items() if cell}
                if any(word in first for word in self.words.all("subtotals")):
                    self.subtotals.append(told)
                    continue
                self.totals = told
                break
            for key in ("level1", "level2", "level1.weight", "level2.weight"):
                if key in cells:
                    if key == "level1" and cells[key] and cells[key].said != carried.get(key, CellText()).said:
                        carried.pop("level2", None)
                    carried[key] = cells[key] = cells[key] or carried.get(key, CellText())
            keys = [key for key in cells if not key.startswith("level")]
            if not any(cells[key] for key in keys):
                self._pairs(at - 1)
                if any(self.words.of("labels", cell.text) for cell in filled):
                    break
                continue
            if not cells.get("name") and not cells.get("target") and is_executed(first):
                # 预算执行 | … | 94.20% | 10 | 9.42: the budget among the rows, as one of the parts of the score.
                for key, path in (("weight", "total.weight"), ("score", "total.score"), ("actual", "total.rate")):
                    if cells.get(key):
                        self.money.setdefault(path, cells[key])
                continue
            if len(filled) >= 3 and self._meanings(at - 1).get(min(meant), "") == meant[min(meant)]:
                continue
            if not cells.get("unit") and cells.get("name") and (own := counted_in(cells["name"].text)):
                cells["unit"] = CellText(own, cells["name"].place)
            if not cells.get("target"):
                others = [cells[key] for key in ("adjusted_target", "initial_target") if key in cells]
                cells["target"] = next((one for one in others if one.said.strip("*/-—_")), CellText())
            self.lines.append(IndicatorRow({key: cell for key, cell in cells.items() if cell or key in _REQUIRED}))
        at = self._beneath(at, meant)
        if not self.totals and len(self.subtotals) == 1:
            # 指标得分小计 under all of them: the money has its marks elsewhere.
            self.totals = self.subtotals[0]
        return at

    def _beneath(self, at: int, meant: Mapping[int, str]) -> int:
        """合计 | 90 | 86.55, then 综合得分 | 100 | 96.35 in the same columns: the last is that of the whole."""
        while at < len(self.rows):
            row = self.rows[at]
            first = next((cell.said for cell in row if cell), "")
            cells = {key: row[index] for index, key in meant.items() if index < len(row) and row[index]}
            marks = {key: cell for key, cell in cells.items() if key in ("weight", "score") and cell.number is not None}
            if len(marks) < 2:
                return at
            if is_executed(first):
                for key, cell in marks.items():
                    self.money.setdefault(f"total.{key}", cell)
            elif any(word in first for word in (*self.words.all("totals"), "得分", "总分")):
                self.totals = cells
            else:
                return at
            at += 1
        return at

    def _sums(self, first: str, cells: Mapping[str, CellText]) -> bool:
        """Whether a row is a sum of rows above it: 总分, and 指标得分小计 where nothing is named."""
        words = self.words.all("totals")
        if any(first.startswith(word) for word in words):
            return True
        return not cells.get("name") and not cells.get("target") and any(word in first for word in words)

    def _amounts(self, at: int, meant: Mapping[int, str]) -> int:
        edge = min(index for index, key in meant.items() if key in ("budget", "initial", "adjusted", "spent"))
        while at < len(self.rows):
            row = self.rows[at]
            words = [cell for cell in row[:edge] if cell]
            cells = {key: row[index] for index, key in meant.items() if edge <= index < len(row) and row[index]}
            name = next((found for cell in reversed(words) if (found := self.words.of("money", cell.text))), "")
            totalled = any(path.startswith("total.") for path in self.money)
            if not words and not self.money and any(cells[key].number is not None for key in _SUMS if key in cells):
                # One row of money, its heads over it and nothing beside it.
                name = "total"
            if not name and words and totalled and any(cells[key].number is not None for key in _SUMS if key in cells):
                # 社会捐赠: money from a source that no list of sources has.
                name = f"{OWN_SOURCE}{words[-1].said}"
            if not name:
                break
            for key, cell in cells.items():
                self.money.setdefault(f"{name}.{key}", cell)
            at += 1
        return at

    def _pairs(self, at: int) -> None:
        """Labels with the value to their right, else below."""
        row = self.rows[at]
        for index, cell in enumerate(row):
            if not cell or len(cell.said) > 30:
                continue
            for section, taken in (("labels", self.labels), ("goals", self.goals), ("money", self.money)):
                meaning = self.words.of(section, cell.text)
                if (
                    not meaning
                    and section == "labels"
                    and (begun := period(cell, next(self._values(row, index, cell), CellText())))
                ):
                    taken.setdefault("project.start", begun[0])
                    taken.setdefault("project.end", begun[1])
                    break
                if not meaning:
                    continue
                found = next(self._values(row, index, cell), CellText())
                if (not found or self._labelled(found)) and section == "goals" and at + 1 < len(self.rows):
                    below = self.rows[at + 1]
                    found = below[index] if index < len(below) else CellText()
                    # 绩效目标 | 预期目标 | … in one row: the next row is another matter.
                    found = CellText() if self.words.of("columns", found.text) else found
                if found and not self._labelled(found):
                    taken.setdefault(meaning if section != "money" else f"{meaning}.applied", found)
                break

    def _limited(self, row: Sequence[CellText], meant: Mapping[int, str]) -> None:
        """How many characters the heads of a row allow: 目标完成情况（限150字）."""
        for index, cell in enumerate(row):
            if cell and len(cell.said) <= 40 and (match := _LIMIT.search(cell.said)):
                key = meant.get(index) or (f"goals.{goal}" if (goal := self.words.of("goals", cell.text)) else "")
                if key:
                    self.limits.setdefault(key, int(match[1] or match[2]))

    def _values(self, row: Sequence[CellText], index: int, label: CellText) -> Iterator[CellText]:
        for cell in row[index + 1 :]:
            if cell and cell.said != label.said:
                yield cell

    def _labelled(self, cell: CellText) -> bool:
        if len(cell.said) > 24:
            return False
        return any(self.words.of(section, cell.text) for section in ("labels", "goals", "money"))


#: Columns of a flat table that are labels of a form.
_FLAT = (
    ("project_name", "project.name"), ("department", "project.department"), ("implementer", "project.implementer"),
    ("nature", "project.nature"), ("start", "project.start"), ("end", "project.end"), ("grade", "score.grade"),
)  # fmt: skip
#: Before the name of a row of money that is no source of the list.
OWN_SOURCE = "~"
_SUMS = ("initial", "budget", "adjusted", "spent")
_AMOUNTS = frozenset(("budget", "initial", "adjusted", "spent", "rate"))
#: So many rows tell what a column holds; what stands in a column of signs beside them.
_FEW = 12
_UNSIGNED = frozenset(("定性", "定量", "正向", "反向", "逆向", "负向", "/", "-", "—", "无"))
_REQUIRED = frozenset(("level1", "level2", "name", "target", "actual", "weight", "score"))
