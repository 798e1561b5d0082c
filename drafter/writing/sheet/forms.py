"""The workbook of a case: its form, its list of projects, or the import file of the system.

Limits: a case that fills no form (a letter) has none.
"""

from __future__ import annotations

from collections.abc import Sequence

from drafter.errors import NoForm
from drafter.facts.case import Case
from drafter.writing.sheet.book import to_xlsx
from drafter.writing.sheet.fill import FormFiller
from drafter.writing.sheet.grid import Grid
from drafter.writing.sheet.layouts import form_of, layout, text_of
from drafter.writing.sheet.old_book import to_xls
from drafter.writing.sheet.system import SystemFiller

_SHOWN = 40


def form_grid(case: Case, place: str = "") -> Grid:
    """The form that a case fills. Raises NoForm."""
    form = form_of(case)
    found = layout(form, place) if form else {}
    if not found:
        raise NoForm(case.file)
    return FormFiller(case, found, _name(case)).fill()


def import_filled(case: Case, place: str = "") -> SystemFiller:
    """The import file of the system, filled in: its `grid`, the `cuts` of texts that did not fit, what is `left`
    out. Raises NoForm."""
    form = form_of(case)
    found = layout(form, place, "imports") if form else {}
    if not found:
        raise NoForm(case.file)
    filler = SystemFiller(case, found, _name(case), place)
    filler.fill()
    return filler


def import_book(cases: Sequence[Case], place: str = "") -> bytes:
    """An .xls for the system with the form of each case on a sheet of its own. Raises NoForm."""
    return to_xls([import_filled(case, place).grid for case in cases])


def import_remarks(case: Case, place: str = "") -> list[str]:
    """What the import file does not say as the case does: texts that were cut, amounts that have no cell. Raises
    NoForm."""
    filled = import_filled(case, place)
    found = []
    for one in filled.cuts:
        gone = "、".join(f"“{_short(piece)}”" for piece in one.cut)
        found.append(f"{one.label}（{one.path}）放不进{one.most}字节，没有写进导入文件的：{gone}")
    found += [f"导入文件没有这一栏：{case.label(fact.path)}{fact.text}（{fact.path}）" for fact in filled.left]
    return found


def _name(case: Case) -> str:
    return text_of(case, "project.name") or text_of(case, "unit.name") or "表"


def _short(words: str) -> str:
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}……"


def form_book(cases: Sequence[Case], place: str = "") -> bytes:
    """An .xlsx with the form of each case on a sheet of its own. Raises NoForm."""
    return to_xlsx([form_grid(case, place) for case in cases])
