"""Limits: money spent beyond its budget, and rates beyond 100 %.

Limits: an indicator that may go beyond 100 % (完成率, 增长率) is known by not being listed.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from drafter.checking.amounts import ExactAmount, amount
from drafter.checking.checks import case_rule
from drafter.checking.facts import Facts
from drafter.checking.finding import Finding
from drafter.facts.fact import Row, Value
from drafter.language.interval import HUNDRED, plain, rounded
from drafter.wording import Wording, own, word


@case_rule("over-budget")
def over_budget(facts: Facts) -> Iterator[Finding]:
    case = facts.case
    for home, reason in facts.words("limits", "money").items():
        budget, spent = (amount(case.facts.get(f"{home}.{key}")) for key in ("budget", "spent"))
        if budget and spent:
            yield from _spent(facts, budget, spent, reason in case.facts, _carried(facts) if home == "fund" else None)
    for row in facts.rows_of_projects:
        budget, spent = amount(row.get("budget")), amount(row.get("spent"))
        if budget and spent:
            yield from _spent(facts, budget, spent, row.get("reason") is not None, None, str(row.get("name")))


def _carried(facts: Facts) -> Decimal | None:
    """What was left of the year before, in 万元: money that this year's budget may leave out."""
    stated = amount(facts.case.facts.get("fund.carried.budget")) or amount(facts.case.facts.get("fund.carried.initial"))
    if stated:
        return stated.value
    budget, spent = (amount(facts.case.facts.get(f"last_year.fund.{key}")) for key in ("budget", "spent"))
    return budget.value - spent.value if budget and spent else None


def _spent(
    facts: Facts, budget: ExactAmount, spent: ExactAmount, explained: bool, carried: Decimal | None, name: str = ""
) -> Iterator[Finding]:
    if spent.value <= budget.value:
        return
    saved = carried is not None and spent.value <= budget.value + carried
    rate = rounded(spent.value / budget.value * HUNDRED, 2) + "%" if budget.value else ""
    working = f"{plain(spent.value)} ÷ {plain(budget.value)} = {rate}" if rate else ""
    yield facts.finding(
        "over-budget", spent.path, spent.text, "limits.project" if name else "limits.spent", name=name,
        budget=budget.text, claimed=spent.text,
        computed=f"不超过{budget.text}", working=working, certain=not (explained or saved),
    )  # fmt: skip


@case_rule("over-hundred")
def over_hundred(facts: Facts) -> Iterator[Finding]:
    bounded, shares = facts.words("limits", "bounded"), facts.words("limits", "shares")
    for event, _ in facts.told:
        role = bounded.get(event.kind)
        if role in event.roles:
            yield from _beyond(facts, event.roles[role], facts.called(event))
        elif event.kind == "reach" and _named(event.roles.get("what"), shares):
            for key in ("value", "target", "last"):
                yield from _beyond(facts, event.roles.get(key), own(str(event.roles["what"])))
    indicators = facts.case.values.get("indicators")
    for row in indicators if isinstance(indicators, tuple) else ():
        if isinstance(row, Row) and _named(row.get("name"), shares):
            for key in ("target", "actual"):
                yield from _beyond(facts, row.get(key), word("shared.indicator", name=str(row.get("name"))))


def _named(name: Value | None, words: list[str]) -> bool:
    return any(word in str(name) for word in words)


def _beyond(facts: Facts, value: Value | None, whose: Wording) -> Iterator[Finding]:
    # 不低于102% is as impossible as 102%.
    number, quantity = getattr(value, "number", None), getattr(value, "quantity", None)
    if number is None or quantity is None or quantity.unit != "%" or number <= HUNDRED:
        return
    path, text = getattr(value, "path", ""), str(value)
    yield facts.finding("over-hundred", path, text, "limits.beyond", whose=whose, claimed=text, computed="不超过100%")
