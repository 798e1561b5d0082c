"""The rows of a list of projects as records of their own, and the indicators that another sheet has of them.

The reader gains an export in two sheets, the projects on one and their indicators on the other, as one case for each
project: they find each other by their code, else by their name.

Limits: a name that two rows have finds neither.
"""

from __future__ import annotations

import re

from drafter.reading.sheets.cell import CellValue
from drafter.sheets.money import path_of
from drafter.sheets.record import Entry, Record

#: What a list tells of the money of a project that a case of it has as well.
_AMOUNTS = frozenset(("initial", "budget", "spent", "balance", "rate", "progress", "progress_rate", "outlook"))
_HOMES = {"name": "project.name", "department": "project.department", "implementer": "project.implementer",
          "code": "project.code", "category": "project.category", "nature": "project.nature",
          "start": "project.start", "end": "project.end", "section": "project.section", "grade": "score.grade",
          "score": "score.total", "reason": "fund.reason", "measure": "fund.measure"}  # fmt: skip


class ListedRows:
    """The rows of one list; `joined` are those that were found by their indicators."""

    def __init__(self, summary: Record) -> None:
        self.summary = summary
        self.joined: set[int] = set()
        self._found: dict[str, list[int]] = {}
        for number, entry in enumerate(summary.projects):
            for key in ("code", "name"):
                if key in entry:
                    self._found.setdefault(_bare(entry[key].value), []).append(number)

    def of(self, record: Record) -> Record | None:
        """The row of the project that a record tells of, None where the list has none, or two."""
        for path in ("project.code", "project.name"):
            mark = record.facts.get(path)
            many = self._found.get(_bare(mark.value), []) if mark is not None else []
            if len(many) == 1:
                self.joined.add(many[0])
                return self._record(self.summary.projects[many[0]])
        return None

    def left(self) -> list[Record]:
        """The rows that no record told of."""
        return [self._record(entry) for number, entry in enumerate(self.summary.projects) if number not in self.joined]

    def _record(self, entry: Entry) -> Record:
        summary = self.summary
        record = Record(summary.of or "self", summary.sheet)
        for path in ("year", "unit.name"):
            if path in summary.facts:
                record.facts[path] = summary.facts[path]
        parts: dict[str, Entry] = {}
        for key, mark in entry.items():
            source, _, measure = key.rpartition(":")
            path = _HOMES.get(key) or (f"fund.{key}" if key in _AMOUNTS else path_of(source, measure) if source else "")
            if path:
                record.facts[path] = mark
            elif source:
                parts.setdefault(source, {"name": CellValue(source, mark.cell)})[measure] = mark
        record.sources += parts.values()
        for key, path in (("plan", "goals.expected"), ("done", "goals.actual")):
            if key in entry:
                record.add(path, entry[key])
        record.unread += [entry[key] for key in ("remark", "source") if key in entry]
        return record


def _bare(said: str) -> str:
    return re.sub(r"\s", "", said)
