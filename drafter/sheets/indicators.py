"""Rows of indicators: levels filled down, target and result put together from sign, number and unit.

The reader gains each indicator as one entry, whether its sheet writes ≥86.4公里 in one cell or ≥, 86.4 and 公里 in
three, and shares as shares whatever the cell's format. Limits: an indicator without a name is told and not read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from drafter.reading.sheets.cell import CellValue, SheetFigure, Value, address, figure, plain, text
from drafter.reading.sheets.percent import share
from drafter.reading.sheets.words import head
from drafter.sheets.indicator_rows import IndicatorRows, SheetRow, measured, unit_in
from drafter.sheets.record import Entry, Record, counted
from drafter.sheets.shares import VALUES, Shares
from drafter.wording import word

#: What is said of an indicator in words, by the meaning of its column.
_TEXTS = {"description": "description", "reason": "reason", "measure": "measure", "remark": "remark",
          "evidence": "evidence", "review_opinion": "review_opinion", "indicator_code": "code", "causes": "causes",
          "likely": "likely"}  # fmt: skip
_POINTS = {"weight": "weight", "score": "score", "deduction": "deduction", "review_score": "review_score"}
#: What is asked about where its cell is blank.
_BLANKS = dict.fromkeys(("level2", "target", "actual", "weight", "score", "reason", "description"), "")
_FORMS = {"越多越好": "≥", "越少越好": "≤", "等于": "="}
#: A number behind a sign or the words for one.
_AIM = re.compile(r"\s*(?P<sign>[≥≤＞＜><=＝]{1,2}|不[少低高多]于|不超过|大于等于|小于等于)\s*(?P<number>[\d,.]+)\s*")
_SIGNS = r"[≥≤＞＜><=＝]|不[少低超高大多]于?|不超过|超过|达到"
_SPLIT = re.compile(r"(?P<reason>.+?)。改进措施：(?P<measure>.+)")
#: What the execution rate is called as an indicator.
_EXECUTION = frozenset(("预算执行进度", "资金执行率", "预算资金执行率"))
_GONE = re.compile(r"(?:已|指标|该指标)?(?:取消|撤销|核减)(?:指标|该指标)?")
_AIMS, _RESULTS = ("target", "initial_target", "term_target"), ("actual", "progress_value", "forecast")
_SURE = Decimal("1.5")  #: A bare share above this is counted in hundredths.


class Indicators(IndicatorRows):
    """Reads rows of indicators into records."""

    _vagues: re.Pattern[str] | None = None

    # -- entries --------------------------------------------------------------------------------------------------
    def read(self, record: Record) -> int:
        """Read the rows of a form; answers the row behind the table."""
        rows, behind = [], self.table.first
        for row in self.rows():
            behind = row.at + 1
            if self.total(row):
                for meaning in ("weight", "score", "deduction"):
                    if (found := figure(row.value(meaning))) is not None:
                        record.totals[meaning] = counted(found.number, "分", row.cell(meaning))
                if self.words.sums(text(next(cell for cell in self.sheet.rows[row.at] if cell != ""))) != "小计":
                    break
                continue
            rows.append(row)
        self._unfilled(rows, record)
        shares = self.shares(rows)
        for row in rows:
            remark = self.apart(row)
            if remark is None:
                self.entry(self.left_name(row), record, shares)
            elif remark:
                record.remarks.append(f"第{row.at + 1}行“{remark}”不是指标，没有读")
        return behind

    def _unfilled(self, rows: Sequence[SheetRow], record: Record) -> None:
        """Where a sheet writes its levels in every row, a blank one is no level that goes on."""
        rows = [row for row in rows if not self._of_execution(row)]
        repeats = False
        for meaning, at in sorted(self._filled):
            said = [text(self.sheet.at(row.at, at)) for row in rows]
            # A first level that every row repeats has its second in every row as well; not the other way.
            repeats = repeats or any(one and one == other for one, other in pairwise(said))
            if not repeats:
                continue
            for row, one in zip(rows, said, strict=True):
                if not one and self.sheet.span(row.at, at)[0] == row.at and text(row.value("name")):
                    record.warn(row.cell(meaning), word("forms.unfilled", column=self._called(meaning)))

    def _of_execution(self, row: SheetRow) -> bool:
        """Whether a row is the execution rate among the indicators: it has no levels of its own."""
        said = [text(row.value(one)) for one in ("name", "level1", "level2")]
        return "预算执行率" in said or said[0] in _EXECUTION

    def shares(self, rows: Iterable[SheetRow]) -> dict[str, bool]:
        """For each column of values whether its bare shares count in ones."""
        told = Shares()
        for row in rows:
            told.add(self.unit_of(row), row)
        return told.found()

    def entry(self, row: SheetRow, record: Record, shares: dict[str, bool]) -> None:
        """Read one row."""
        self.levels(row)
        name = text(row.value("name"))
        if text(row.value("unit")) in self.empty:
            name, _ = measured(name)
        if not name or name in self.empty:
            told = [text(row.value(meaning)) for meaning in (*VALUES, *_POINTS)]
            if any(one not in self.empty for one in told):
                levels = tuple([one for one in told if one])
                record.warn(row.cell("name"), word("forms.unnamed", told=levels))
            return
        level1, level2 = text(self._levels["level1"]), text(self._levels["level2"])
        if name in self.nothing and all(
            text(row.value(meaning)) in self.empty or text(row.value(meaning)) in self.nothing
            for meaning in (*VALUES, *_POINTS)
        ):
            # 不适用 from end to end: a level that the project has nothing of.
            return
        if ("预算执行率" in (name, level1, level2) or name in _EXECUTION) and self.execution(row, record):
            return
        entry: Entry = {}
        self._level(entry, record, row, level1, level2, name)
        entry["name"] = CellValue(name, row.cell("name"))
        same = next((one for one in record.indicators if one["name"].value == name), None)
        if same is not None and not self._completes(same):
            same = None
            record.warn(row.cell("name"), word("forms.twice", name=name))
        self.values(row, entry, record, shares)
        for meaning, key in self.present(_POINTS):
            self.points(row, meaning, key, entry, record)
        for meaning, key in self.present(_TEXTS):
            said = text(row.value(meaning))
            if said and said not in self.empty and said not in self.nothing:
                entry[key] = CellValue(said, row.cell(meaning))
        reason = entry.get("reason")
        if reason is not None and "measure" not in entry:
            match = _SPLIT.fullmatch(reason.value)
            if match is not None:
                entry["reason"] = reason._replace(value=match["reason"])
                entry["measure"] = reason._replace(value=match["measure"])
        self.ticks(row, entry)
        # Where a blank would be: a key with @ is no fact.
        for meaning, _ in self.present(_BLANKS):
            if meaning not in entry:
                entry[f"@{meaning}"] = CellValue("", row.cell(meaning))
        if same is None:
            record.indicators.append(entry)
        else:
            self._complete(same, entry, record)

    def _completes(self, same: Entry) -> bool:
        """Whether this table tells the results of indicators whose aims another has told: it has no aims itself."""
        return not any(meaning in self.columns for meaning in _AIMS) and not any(key in same for key in _RESULTS)

    def _complete(self, same: Entry, entry: Entry, record: Record) -> None:
        """Add what another table tells of an indicator, its bare numbers in the unit of the aim."""
        aim = same.get("target")
        unit = (aim.unit or unit_in(aim.value)) if aim is not None else ""
        for key, mark in entry.items():
            if key in _RESULTS and not mark.unit and unit and (bare := figure(mark.value)) and not bare.unit:
                number = bare.number
                if unit.startswith("%"):
                    name, partner = same["name"].value, re.search(r"\d+(?:\.\d+)?", aim.value if aim else "")
                    number, sure = share(number, False, Decimal(partner[0]) if partner else None, name)
                    if not sure:
                        column, percent = self._called(key), plain(number)
                        told = word("forms.read-as", name=name, column=column, said=mark.value, share=percent)
                        record.warn(mark.cell, told)
                mark = CellValue(f"{plain(number)}{unit}", mark.cell, number, unit)
            same.setdefault(key, mark)

    def execution(self, row: SheetRow, record: Record) -> bool:
        """The execution rate as a row among the indicators; False where its weight stands elsewhere already."""
        weight, score = figure(row.value("weight")), figure(row.value("score"))
        if "score.weight" in record.facts or weight is None:
            return False
        record.put("score.weight", counted(weight.number, "分", row.cell("weight")))
        if score is not None:
            record.put("score.execution", counted(score.number, "分", row.cell("score")))
        return True

    def _level(self, entry: Entry, record: Record, row: SheetRow, level1: str, level2: str, name: str) -> None:
        for key, said in (("level1", level1), ("level2", level2)):
            if not said:
                continue
            found = self.words.level(key, said)
            if found:
                entry[key] = CellValue(found, row.cell(key))
                if head(said).bare != found:
                    entry[f"{key}_said"] = CellValue(head(said).bare, row.cell(key))
            else:
                level = "一级" if key == "level1" else "二级"
                record.warn(row.cell(key), word("forms.level", name=name, level=level, said=said))

    # -- values ---------------------------------------------------------------------------------------------------
    def values(self, row: SheetRow, entry: Entry, record: Record, shares: dict[str, bool]) -> None:
        """Target, result and what else has the unit of the indicator."""
        common, name = self.unit_of(row), entry["name"].value
        sign = text(row.value("sign"))
        direction = self.words.direction(sign)
        judged = direction == "定性"
        if direction in ("定性", "定量"):
            entry["kind"] = CellValue(direction, row.cell("sign"))
        for meaning, key in self.present(VALUES):
            value = row.value(meaning)
            said = text(value)
            if said in self.empty:
                continue
            cell, unit = row.cell(meaning), self.unit_beside(row, meaning) or common
            number, told = self._signed_figure(value) if key in _AIMS else (figure(value), "")
            lead = told or _FORMS.get(direction, "") if key in _AIMS else ""
            if number is None or number.unit or judged:
                own = number.unit if number is not None else ""
                bare = direction in _FORMS and own == "" and key in _AIMS and not re.search(r"\d", said)
                if bare or self._vague(said):
                    what = word("forms.should-be-figure", name=name, column=self._called(meaning), said=said)
                    record.warn(cell, what, certain=True)
                    continue
                entry[key] = CellValue(f"{lead}{said}" if lead and not self._signed(said) else said, cell)
                continue
            counted_as, sure = number.number, True
            if unit.startswith("%"):
                others = _RESULTS if meaning in _AIMS else _AIMS
                partner = self._partner(row, others, shares)
                counted_as, sure = share(number.number, shares.get(meaning, False), partner, name)
                if not sure:
                    column, percent = self._called(meaning), plain(counted_as)
                    record.warn(cell, word("forms.read-as", name=name, column=column, said=said, share=percent))
            entry[key] = CellValue(f"{lead}{plain(counted_as)}{unit}", cell, counted_as, unit)
        for key in ("target", "actual", "remark"):
            mark = entry.get(key)
            if mark is not None and mark.number is None and _GONE.fullmatch(mark.value):
                entry["cancelled"] = entry.pop(key)
                break
        if "target" not in entry and "initial_target" in entry:
            # An adjustment that was left empty leaves the target as it was.
            entry["target"] = entry.pop("initial_target")

    def _vague(self, said: str) -> bool:
        """Whether what stands where a figure is due only keeps its place: ≥若干场次, 不少于××人."""
        if self._vagues is None:
            marks = sorted(map(re.escape, self.words.all("vague")), key=len, reverse=True)
            self._vagues = re.compile(rf"(?:{_SIGNS})\s*(?:{'|'.join(marks)})[\u4e00-\u9fff%％]{{0,4}}")
        return self._vagues.fullmatch(said) is not None

    def _signed_figure(self, value: Value) -> tuple[SheetFigure | None, str]:
        """The number of a cell and the sign before it: ≥95 beside a column of units."""
        match = _AIM.fullmatch(value) if isinstance(value, str) else None
        if match is None:
            return figure(value), ""
        number = figure(match["number"])
        return (number, match["sign"]) if number is not None and not number.unit else (figure(value), "")

    def _called(self, meaning: str) -> str:
        return self.words.label("columns", meaning)

    def _signed(self, said: str) -> bool:
        return bool(re.match(_SIGNS, said))

    def _partner(self, row: SheetRow, others: Sequence[str], shares: Mapping[str, bool]) -> Decimal | None:
        """What a share is compared with, in %: the target of a result, the result of a target, where that is sure."""
        for meaning in others:
            value = row.value(meaning)
            number, _ = self._signed_figure(value)
            if number is not None and number.unit in ("", "%"):
                if number.unit or number.number > _SURE:
                    return number.number
                if shares.get(meaning):
                    return number.number * 100
            elif isinstance(value, str) and (found := re.search(r"(\d+(?:\.\d+)?)\s*[%％]", value)) is not None:
                return Decimal(found[1])
        return None

    def points(self, row: SheetRow, meaning: str, key: str, entry: Entry, record: Record) -> None:
        """Weights and scores in points."""
        value = row.value(meaning)
        said = text(value)
        if said in self.empty:
            return
        found = figure(value)
        if found is None or found.unit not in ("", "分", "%"):
            what = word("forms.no-figure", name=entry["name"].value, column=self._called(meaning), said=said)
            record.warn(row.cell(meaning), what, certain=True)
            return
        entry[key] = counted(found.number, "分", row.cell(meaning))

    def ticks(self, row: SheetRow, entry: Entry) -> None:
        """The words over columns that are ticked."""
        ticked = self.ticked
        if not ticked:
            return
        marks = frozenset(self.words.data["ticks"]["marks"])
        causes: list[str] = []
        for one in ticked:
            value = text(self.sheet.at(row.at, one.at))
            if not value or value in self.empty:
                continue
            if one.group == "likely" and value in marks:
                entry["likely"] = CellValue(one.head.bare, address(row.at, one.at))
            elif one.group == "causes":
                causes.append(one.head.bare)
                entry["causes"] = CellValue("、".join(causes), address(row.at, one.at))
                if value not in marks and "reason" not in entry:
                    entry["reason"] = CellValue(value, address(row.at, one.at))
