"""A list of projects in a form, a row each, with its sums."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Protocol

from drafter.facts.case import Case
from drafter.facts.fact import Row
from drafter.facts.marking import fact_of
from drafter.files.values import DataTable
from drafter.writing.sheet.grid import Grid
from drafter.writing.sheet.values import KEYS, MONEY, POINTS, RATES, WIDE, number_of, share_of


class OpenForm(Protocol):
    """The form that is being filled in: its case, its grid, its columns and what they are headed."""

    case: Case
    grid: Grid
    columns: list[str]

    def rows(self, path: str) -> list[Row]:
        """The rows of the case at a path."""

    def head(self, meaning: str, layout: Mapping[str, object]) -> str:
        """How a column is called."""

    def counted(self, number: Decimal) -> Decimal:
        """An amount in the unit of the form."""


def fill_projects(form: OpenForm, layout: DataTable) -> None:
    """A list of projects with its sums."""
    grid, rows = form.grid, form.rows("projects")
    for index, one in enumerate(form.columns):
        grid.put(index, form.head(one, layout), "head")
        grid.widths[index] = WIDE.get(one, 12.0)
    grid.next()
    sums: dict[int, list[Decimal]] = {}
    for number, row in enumerate(rows, 1):
        for index, one in enumerate(form.columns):
            if one == "number":
                grid.put(index, Decimal(number), "number")
                continue
            fact = fact_of(row, KEYS.get(one, one))
            if one in RATES:
                share = number_of(fact or form.case.fact(f"{row.path}.{one}"))
                grid.put(index, "" if share is None else share_of(share), "share")
            elif one in MONEY or one in POINTS:
                value = fact.number if fact is not None else None
                if value is not None and one in MONEY:
                    value = form.counted(value)
                    sums.setdefault(index, []).append(value)
                grid.put(index, value if value is not None else "", "number")
            else:
                grid.put(index, fact.text if fact is not None else "", "text")
        grid.next()
    _sums(form, layout.get("total", ""), sums)


def _sums(form: OpenForm, label: str, sums: Mapping[int, Sequence[Decimal]]) -> None:
    if not label or not sums:
        return
    first = min(sums)
    form.grid.put(0, label, "head", first)
    for index, one in enumerate(form.columns):
        if index in sums:
            form.grid.put(index, sum(sums[index], Decimal(0)), "number")
        elif index > first:
            rate = form.case.fact("projects.rate") if one == "rate" else None
            share = share_of(rate.number) if rate is not None and rate.number is not None else ""
            form.grid.put(index, share, "share" if share != "" else "head")
    form.grid.next()
