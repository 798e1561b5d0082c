"""How the forms are laid out, as data: `places/<place>/sheets/<form>.toml`, and `imports/<form>.toml` for the files
that a system takes; those of the default place where a place has none.

Limits: a layout orders what there is; it cannot reckon.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from drafter.facts.case import Case
from drafter.facts.fact import Fact, rows_of
from drafter.files.read import decode, parse_toml, read_bytes
from drafter.resources import config_folder, folder

#: The form of each genre.
FORMS = {
    "project-self-evaluation": "project-self-evaluation",
    "department-self-evaluation": "department-self-evaluation",
    "township-summary": "township-summary",
    "goal-declaration": "goals",
    "monitoring": "monitoring",
}


@cache
def layout(form: str, place: str = "", home: str = "sheets") -> Mapping[str, object]:
    """The layout of a form in a place; that of the default place where the place has none of its own. `home` is the
    folder of the place: sheets, or imports for the file that its system takes."""
    config = config_folder()
    roots = []
    if place and place != "default":
        roots += [*([config / "places" / place] if config else []), folder("places") / place]
    roots.append(folder("places") / "default")
    for root in roots:
        path = root / home / f"{form}.toml"
        if path.is_file():
            return parse_toml(decode(read_bytes(str(path)), str(path)), str(path))
    return {}


def form_of(case: Case) -> str:
    """Which form a case fills: that of its genre; of a project without results that of what it has so far."""
    form = FORMS.get(case.genre, "")
    if form != "project-self-evaluation":
        return form
    rows = case.values.get("indicators")
    indicators = rows_of(rows)
    keys = {key for row in indicators for key in row.values}
    if indicators and not keys & {"actual", "score", "reached", "percent"} and "fund.spent" not in case.facts:
        told = keys & {"progress", "forecast"} or case.facts.get("fund.progress")
        return "monitoring" if told else "goals"
    return form


def text_of(case: Case, path: str) -> str:
    """The words of a fact or of a list of them, a line each; "" for none."""
    value = case.value(path)
    if isinstance(value, Fact):
        return value.text
    if isinstance(value, tuple):
        return "\n".join(fact.text for fact in value if isinstance(fact, Fact))
    return ""
