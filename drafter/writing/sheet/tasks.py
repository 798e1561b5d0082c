"""The tasks of a department in its form, a row each."""

from __future__ import annotations

from drafter.facts.marking import fact_of
from drafter.files.values import DataTable
from drafter.writing.sheet.projects import OpenForm
from drafter.writing.sheet.values import MONEY


def fill_tasks(form: OpenForm, layout: DataTable) -> None:
    """The table of tasks; nothing where the case has none."""
    grid, rows = form.grid, form.rows("key_tasks")
    if not rows:
        return
    columns = [
        one for one in layout["columns"] if one not in layout["optional"] or any(one in row.values for row in rows)
    ]
    grid.put(0, layout["title"], "head", 1, len(rows) + 1)
    # The columns of words share what room the form has left over.
    spare = grid.width - 1 - len(columns)
    widths = [1 + (max(spare, 0) if one == "plan" else 0) for one in columns]
    for row in (None, *rows):
        at = 1
        for one, wide in zip(columns, widths, strict=True):
            fact = fact_of(row, one) if row is not None else None
            if row is None:
                grid.put(at, layout["heads"][one], "head", wide)
            elif one in MONEY:
                grid.put(
                    at, form.counted(fact.number) if fact is not None and fact.number is not None else "", "number"
                )
            else:
                grid.put(at, fact.text if fact is not None else "", "text", wide)
            at += wide
        grid.next()
