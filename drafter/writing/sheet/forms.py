"""The workbook of a case: its form, or its list of projects.

Limits: a case that fills no form (a letter) has none.
"""

from __future__ import annotations

from collections.abc import Sequence

from drafter.errors import NoForm
from drafter.facts.case import Case
from drafter.writing.sheet.book import to_xlsx
from drafter.writing.sheet.fill import Filler
from drafter.writing.sheet.grid import Grid
from drafter.writing.sheet.layouts import form_of, layout, text_of


def form_grid(case: Case, place: str = "") -> Grid:
    """The form that a case fills. Raises NoForm."""
    form = form_of(case)
    found = layout(form, place) if form else {}
    if not found:
        raise NoForm(case.file)
    return Filler(case, found, text_of(case, "project.name") or text_of(case, "unit.name") or "表").fill()


def form_book(cases: Sequence[Case], place: str = "") -> bytes:
    """An .xlsx with the form of each case on a sheet of its own. Raises NoForm."""
    return to_xlsx([form_grid(case, place) for case in cases])
