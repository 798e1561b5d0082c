"""A review as one HTML file: nothing is fetched, it can be filtered by answer and light, and printed.

Limits: on paper stands what the filters show.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from drafter.resources import folder
from drafter.reviewing.answer import FAULT, NONE, UNKNOWN
from drafter.reviewing.duty import LIGHTS

if TYPE_CHECKING:
    from jinja2 import Template

    from drafter.reviewing.review import Review

_MOST = 200


@cache
def page(name: str) -> Template:
    """A page of templates/pages, compiled once a process; what it is given is text, never markup."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string((folder("templates") / "pages" / f"{name}.html").read_text(encoding="utf-8"))


def to_html(review: Review) -> str:
    """The page, ending with a line break."""
    counts = review.counts()
    shown = (FAULT, UNKNOWN)
    order = {FAULT: 0, UNKNOWN: 1}
    answers = sorted(
        review.answers, key=lambda one: (order.get(one.state, 3 if one.state == NONE else 2), one.duty.number)
    )
    rows: list[dict[str, object]] = [
        {
            "number": one.duty.number, "what": one.duty.what, "kind": one.duty.kind, "light": one.duty.light,
            "basis": one.duty.basis, "state": one.state, "ground": one.ground, "on": one.state in shown,
            "faults": [{"place": f.place, "message": f.message, "working": f.working} for f in one.faults[:_MOST]],
        }
        for one in answers
    ]  # fmt: skip
    told = "、".join(f"{state}{count}条" for state, count in counts.items() if count)
    return (
        page("review").render(
            title="核查结果", papers=review.papers(), summary=f"清单{len(rows)}条：{told}", duties=rows, lights=LIGHTS,
            filters=[{"name": name, "count": count, "on": name in shown} for name, count in counts.items() if count],
        )
        + "\n"
    )  # fmt: skip
