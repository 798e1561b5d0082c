"""Where the money of a project comes from, and what its sources may come to together.

The reader gains a total that is compared with the sources as a form has them: by year (this year's, carried over,
other), by who gives it (centre, province, city, county), or some of each.

Limits: sources by who gives it may be parts of this year's money or stand beside it; both are lawful.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

#: The sources by year, as the form of the ministry has them.
SPLITS = {"current": "当年财政拨款", "carried": "上年结转资金", "other": "其他资金"}
#: The sources by who gives the money, or by what budget it is of.
GIVERS = ("central", "provincial", "city", "county", "local", "superior", "public", "government", "capital", "bonds",
          "own")  # fmt: skip


def together(amounts: Mapping[str, Decimal]) -> tuple[Decimal, ...]:
    """What some sources may come to, by their keys; the first is what is told where none is the total."""
    whole = sum(amounts.values(), Decimal(0))
    givers = sum([amounts[key] for key in GIVERS if key in amounts], Decimal(0))
    if not any(key in amounts for key in GIVERS):
        return (whole,) if amounts else ()
    if not any(key in amounts for key in SPLITS):
        # Some of those who give: others may be left unsaid, or be parts of one another.
        return ()
    if "current" not in amounts:
        return whole, whole - givers
    return whole - givers, whole, whole - amounts["current"]
