"""Which forms of a workbook are of one project: by its name and code, or as parts of the only project there is.

The reader gains a case where each sheet holds one thing, who it is, its money, its aims, its indicators, and only the
first has the name.

Limits: a sheet without a name is a part only where nothing in it is told otherwise by another sheet of the project.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter.sheets.record import Record

#: A form of results before one of goals.
_ORDER = {"self": 0, "department": 0, "monitoring": 1, "goals": 2}


def together(forms: Sequence[Record], parts: Sequence[Record]) -> tuple[list[list[Record]], list[Record]]:
    """The forms of each project, and the `parts`, too little for a form, that belong to none."""
    named = [record for record in forms if record.name or record.kind == "department"]
    nameless = [record for record in forms if not (record.name or record.kind == "department")]
    made = _named(named)
    left: list[Record] = []
    for record in [*nameless, *parts]:
        if len(made) == 1 and not any(_clash(record, other) for other in made[0]):
            made[0].append(record)
        else:
            left.append(record)
    return [*made, *[[record] for record in left if record in nameless]], [one for one in left if one not in nameless]


def _named(forms: Sequence[Record]) -> list[list[Record]]:
    """Forms of one project on several sheets, together."""
    found: dict[tuple[str, ...], list[Record]] = {}
    for record in forms:
        code = record.facts.get("project.code")
        who = record.facts.get("unit.name") if record.kind == "department" else None
        key = (re.sub(r"\s", "", record.name), code.value if code else "", who.value if who else "")
        found.setdefault(key, []).append(record)
    made: list[list[Record]] = []
    for many in found.values():
        # Two forms of one kind are two projects, whatever they are called.
        kinds = [record.kind for record in many]
        if len(set(kinds)) < len(kinds):
            made += [[record] for record in many]
        else:
            made.append(sorted(many, key=lambda one: _ORDER.get(one.kind, 0)))
    return made


def _clash(one: Record, other: Record) -> bool:
    """Whether two sheets tell of two things: both have indicators, aims or a total, or they state a fact otherwise."""
    if (one.indicators and other.indicators) or one.lists.keys() & other.lists.keys() or (one.totals and other.totals):
        return True
    return any(other.facts[path].value != mark.value for path, mark in one.facts.items() if path in other.facts)
