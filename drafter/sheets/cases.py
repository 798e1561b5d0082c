"""From what was read of a sheet to a case: the fields of the case format, each with the cell it came from.

Limits: what no field takes is kept as a note, word for word, and told.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from drafter.facts.settings import number
from drafter.files.values import DataTable
from drafter.importing.proposal import Origin, Proposal
from drafter.reading.sheets.cell import CellValue, plain
from drafter.sheets.audit import figures
from drafter.sheets.record import Entry, Record
from drafter.wording import word

GENRES = {"department": "department-self-evaluation", "projects": "township-summary", "goals": "goal-declaration",
          "monitoring": "monitoring"}  # fmt: skip
_USUAL = "project-self-evaluation"
_DATES = frozenset(("project.start", "project.end", "start", "end"))
#: Keys of an indicator in the order in which a case has them.
_INDICATOR = ("code", "level1", "level1_said", "level2", "level2_said", "name", "kind", "direction", "initial_target",
              "term_target", "target", "actual", "reached", "percent", "cancelled", "weight", "deduction", "score",
              "description", "reason", "measure", "progress", "forecast", "causes", "likely", "evidence", "remark",
              "review_score", "review_opinion")  # fmt: skip
_BLANKS = ("level2", "target", "actual", "weight", "score", "reason", "description")
_SOURCE = frozenset(("name", "initial", "budget", "spent", "progress", "outlook"))
#: What is told within a sentence of the report, and so must not be one itself.
_PHRASES = frozenset(("name", "reason", "measure", "remark", "section", "plan", "done", "source"))
_WORDS = ("达成", "部分达成", "未达成")
_PLACES = 4


class Maker:
    """Makes the case of one record."""

    def __init__(self, file: str, settings: DataTable) -> None:
        self.file, self.settings = file, settings

    def make(self, records: list[Record]) -> Proposal:
        """The case of one project from all its forms; the first that states a thing is followed."""
        proposal = Proposal()
        first = records[0]
        proposal.genre = GENRES.get(first.kind, _USUAL)
        proposal.data["genre"] = proposal.genre
        for record in records:
            self.record(record, proposal)
        self.named(proposal)
        return proposal

    def record(self, record: Record, proposal: Proposal) -> None:
        """Put what one form states into the case."""
        for path, mark in record.facts.items():
            self.at(proposal, record, mark)
            if path == "year":
                proposal.put("year", int(mark.value), mark.value)
            elif path == "fund.month" and record.kind != "monitoring":
                continue
            elif not path.startswith("fund.rate_"):
                value: Any = mark.value
                if path in _DATES and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
                    value = datetime.date.fromisoformat(value)
                if not proposal.put(path, value, mark.value):
                    self.keep(proposal, record, mark)
        for path, marks in record.lists.items():
            if proposal.get(path) is None:
                for mark in marks:
                    self.at(proposal, record, mark)
                    proposal.add(path, mark.value, mark.value)
        if (total := record.totals.get("score")) is not None:
            self.at(proposal, record, total)
            proposal.put("score.total", total.value, total.value)
        for entry in record.sources:
            kept = {key: mark for key, mark in entry.items() if key in _SOURCE}
            self.row(proposal, record, "fund.sources", kept)
        for entry in record.projects:
            told = {key: _phrase(key, mark) for key, mark in entry.items() if ":" not in key}
            self.row(proposal, record, "projects", told)
        for entry in record.tasks:
            self.task(proposal, record, {key: _phrase(key, mark) for key, mark in entry.items()})
        self.indicators(record, proposal)
        for mark in record.unread:
            self.keep(proposal, record, mark)

    def at(self, proposal: Proposal, record: Record, mark: CellValue) -> None:
        """Say where what is put next comes from."""
        proposal.source = f"{record.sheet}!{mark.cell}"

    def keep(self, proposal: Proposal, record: Record, mark: CellValue) -> None:
        """Keep words that no field takes as they stand."""
        self.at(proposal, record, mark)
        proposal.leave(mark.value)

    def row(self, proposal: Proposal, record: Record, path: str, entry: Mapping[str, CellValue]) -> None:
        """Put one row of a table with the cell of each value."""
        values: dict[str, object] = {key: mark.value for key, mark in entry.items()}
        rows = proposal.rows(path)
        rows.append(values)
        # A hundred thousand rows come this way: where each value stands is remembered without further calls.
        at, line, sheet = f"{path}[{len(rows) - 1}].", proposal.line, record.sheet
        proposal.origins += [
            Origin(f"{at}{key}", line, mark.value, f"{sheet}!{mark.cell}") for key, mark in entry.items() if mark.value
        ]
        for key in _DATES & values.keys():
            values[key] = datetime.date.fromisoformat(entry[key].value)
        if "causes" in values:
            values["causes"] = re.split("[、，,；;/ ]+", entry["causes"].value)
        if "cancelled" in values:
            values["cancelled"] = True

    def task(self, proposal: Proposal, record: Record, entry: Mapping[str, CellValue]) -> None:
        """Put one task of a department; of a project, whose form has none, its words and figures are kept."""
        if proposal.genre == GENRES["department"]:
            self.row(proposal, record, "key_tasks", entry)
        else:
            told = "，".join(mark.value for key, mark in entry.items() if key != "name")
            self.keep(proposal, record, CellValue(f"{entry['name'].value}：{told}", entry["name"].cell))

    def named(self, proposal: Proposal) -> None:
        """The unit that reports: the one the form names, else who carries the project out, else who is over it."""
        for path in ("project.implementer", "project.department"):
            if proposal.get("unit.name") is None and (found := proposal.get(path)):
                proposal.source = next((one.source for one in proposal.origins if one.path == path), "")
                proposal.put("unit.name", found, found)

    # -- indicators -----------------------------------------------------------------------------------------------
    def indicators(self, record: Record, proposal: Proposal) -> None:
        """Put the indicators; those of a second form of the project complete the first by their names."""
        if not record.indicators:
            return
        rows = proposal.rows("indicators")
        known = {row.get("name"): row for row in rows}
        for entry in record.indicators:
            self.judge(entry)
            same = known.get(entry["name"].value)
            if same is None:
                self.row(proposal, record, "indicators", {key: entry[key] for key in _INDICATOR if key in entry})
                for key in _BLANKS:
                    if key not in entry and (blank := entry.get(f"@{key}")) is not None:
                        proposal.blanks[f"indicators[{len(rows) - 1}].{key}"] = f"{record.sheet}!{blank.cell}"
                continue
            index = rows.index(same)
            for key in _INDICATOR:
                if key in entry and key not in same:
                    self.at(proposal, record, entry[key])
                    same[key] = re.split("[、，,；;/ ]+", entry[key].value) if key == "causes" else entry[key].value
                    proposal.trace(f"indicators[{index}].{key}", entry[key].value)
                elif key in entry and same[key] != entry[key].value and key not in ("level1_said", "level2_said"):
                    record.warn(
                        entry[key].cell,
                        word("forms.two-sheets", name=entry["name"].value, here=entry[key].value, other=same[key]),
                    )

    def judge(self, entry: Entry) -> None:
        """A result in words needs the share of its weight that it earned; a number must face a number of its unit."""
        target, actual, score = entry.get("target"), entry.get("actual"), entry.get("score")
        if "cancelled" in entry:
            return
        if figures(entry) is not None:
            self._directed(entry)
            return
        if actual is None or target is None:
            if "kind" in entry and entry["kind"].value == "定性" and actual is None:
                return
            entry.pop("kind", None)
            return
        entry["kind"] = CellValue("定性", actual.cell)
        weight = entry.get("weight")
        if actual.value in _WORDS:
            entry["reached"] = actual
        if score is None or score.number is None or weight is None or not weight.number:
            return
        share = (score.number + (entry["deduction"].number or 0 if "deduction" in entry else 0)) / weight.number * 100
        share = round(share, _PLACES)
        low, high = self.band(entry["reached"].value if "reached" in entry else "")
        if low <= share <= high:
            if "reached" not in entry and share == 100:
                entry["reached"] = CellValue("达成", actual.cell)
            else:
                entry["percent"] = CellValue(f"{plain(share)}%", score.cell, share, "%")

    def band(self, word: str) -> tuple[Decimal, Decimal]:
        """The least and the greatest share of a grade, in %."""
        bands = self.settings["bands"]
        low, high = bands.get(word, (0, 100))
        return number(low), number(high)

    def _directed(self, entry: Entry) -> None:
        """A target of 0 that is to be passed is no target to reckon with."""
        found = figures(entry)
        assert found is not None
        _, target, direction = found
        if not target and direction == "越多越好" and "score" in entry:
            entry["kind"] = CellValue("定性", entry["target"].cell)
            weight, score = entry.get("weight"), entry["score"]
            if weight is not None and weight.number and score.number is not None:
                share = round(score.number / weight.number * 100, _PLACES)
                entry["percent"] = CellValue(f"{plain(share)}%", score.cell, share, "%")
        elif "kind" in entry:
            del entry["kind"]


def _phrase(key: str, mark: CellValue) -> CellValue:
    """A phrase of a list without the marks that end sentences: it is told within one."""
    if key not in _PHRASES:
        return mark
    said = mark.value.rstrip("。；;！!").replace("。", "；")
    return mark._replace(value=said or mark.value)
