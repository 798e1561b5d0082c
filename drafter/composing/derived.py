"""Roles that follow from others of one event: 人均时长 from 总时长 and 人数, the fall of a cost against last year.

The reader of a report gains differences and rates that agree with the figures beside them.

Limits: figures are compared where both are exact and count the same; nothing follows from 约300人.
"""

from __future__ import annotations

from drafter.facts.derive import COMPARING, RULES, show
from drafter.facts.fact import Event, Fact
from drafter.language.quantity import SCALES, Quantity
from drafter.phrasing.bank import Kind


def derived(event: Event, kind: Kind) -> dict[str, Fact]:
    """The derived roles of `event` by name. A comparison is reckoned even where it was typed."""
    found = {}
    for role, (rule, of, unit, decimals) in kind.derive.items():
        facts = [event.roles.get(one) for one in of]
        inputs = [fact.quantity for fact in facts if isinstance(fact, Fact) and fact.quantity is not None]
        if len(inputs) < len(of) or (role in event.roles and rule not in COMPARING):
            continue
        if rule in COMPARING and (len({one.unit for one in inputs}) > 1 or not all(one.exact for one in inputs)):
            continue
        if (answer := RULES[rule][0]([one.base for one in inputs])) is None:
            continue
        if not unit:
            # 1.2亿元 and 9800万元 differ by 2200万元: in the smaller of the units as typed, to their last decimal.
            unit = min([one.scale for one in inputs], key=SCALES.__getitem__) + inputs[0].unit
            decimals = max([Quantity(one.amount(unit).normalize()).decimals for one in inputs])
        number = Quantity(answer[0]).amount(unit)
        text = show(abs(number) if rule in COMPARING else number, decimals, unit)
        found[role] = Fact(f"{event.path}.{role}", text, number=number, derived=True)
    return found
