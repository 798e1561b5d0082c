"""Where to go on filling in: the next field that is empty, what must be there first.

Limits: looks at what the form shows; what a report misses inside of rows the draft says.
"""

from __future__ import annotations

from drafter.editing.workbench import Workbench


def next_empty(bench: Workbench, at: int, focus: str) -> tuple[int, str] | None:
    """The section and the path of the next empty field behind `focus` in section number `at`: required ones first,
    then what the draft misses, then the rest; None where all is filled in."""
    sections = bench.sections
    for required in (True, False):
        # What the draft misses inside of rows and events is no required field, and yet it comes first.
        due = [] if required else bench.due()
        behind = due.index(focus) + 1 if focus in due else 0
        due = [path for path in (*due[behind:], *due[:behind]) if path != focus]
        if due:
            return -1, due[0]
        for step in range(len(sections) + 1):
            index = (at + step) % len(sections)
            entries = bench.form.entries(sections[index], everything=True)
            if not step:
                here = next((n for n, one in enumerate(entries) if one.path == focus), -1)
                entries = entries[here + 1 :]
            for one in entries:
                empty = one.sort not in ("row", "note", "more") and not (one.text or one.derived)
                if empty and (one.lacking if required else one.sort == "field" and not one.extra):
                    inside = [each.path for each in entries if each.path.startswith(f"{one.path}[")]
                    rows = [path for path in inside if path.endswith("]")]
                    return index, (inside[1] if rows and len(inside) > 1 else inside[0] if inside else one.path)
    return None
