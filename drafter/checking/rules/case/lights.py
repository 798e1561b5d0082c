"""The lights of a budget system: results far ahead of the money, money unspent, months behind.

The clerk gains the light before the system shows it, with the sum it comes from. The rules speak only for a case that
names a place; the bounds are its data (`places/*/place.toml`, [lights]).

Source: the alarms of provincial budget systems. Limits: a light is no fault; it asks for a reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from drafter.checking.checks import case_rule
from drafter.checking.facts import Facts
from drafter.checking.finding import Finding
from drafter.checking.indicator_lines import lines, place_of, told
from drafter.language.times import months_gone
from drafter.wording import word

_HUNDRED = Decimal(100)


@case_rule("light-red")
def red(facts: Facts) -> Iterator[Finding]:
    place, scores = place_of(facts), facts.case.scores
    execution, other = facts.fact("score.execution"), facts.fact("score.indicators") or facts.fact("score.other")
    if place is None or scores is None or execution is None or other is None or not other.number:
        return
    if execution.number is None or not scores.execution_weight or scores.total_weight <= scores.execution_weight:
        return
    share = other.number / (scores.total_weight - scores.execution_weight)
    money = execution.number / scores.execution_weight
    ahead = (share - money) / share * _HUNDRED
    if ahead > Decimal(str(place.lights.get("ahead", 5))):
        what = word(
            "lights.red", share=f"{share * 100:.2f}", money=f"{money * 100:.2f}", ahead=f"{ahead:.2f}",
        )  # fmt: skip
        yield told(facts, "light-red", "fund.spent", execution.text, what, word("lights.results"))


@case_rule("light-yellow")
def yellow(facts: Facts) -> Iterator[Finding]:
    place, budget, spent = place_of(facts), facts.fact("fund.budget"), facts.fact("fund.spent")
    if place is None or budget is None or budget.number is None:
        return
    if not budget.number:
        yield told(facts, "light-yellow", "fund.budget", budget.text, word("lights.nothing"), word("shared.check"))
    elif spent is not None and spent.number is not None:
        unspent, most = (budget.number - spent.number) / budget.number * _HUNDRED, place.lights.get("unspent", 20)
        if unspent > Decimal(str(most)):
            what = word("lights.unspent", unspent=f"{unspent:.2f}", most=str(most))
            yield told(facts, "light-yellow", "fund.spent", spent.text, what, word("shared.reason"))


@case_rule("light-month")
def month(facts: Facts) -> Iterator[Finding]:
    place, named, rate = place_of(facts), facts.fact("fund.month"), facts.fact("fund.progress_rate")
    progress, budget = facts.fact("fund.progress"), facts.fact("fund.budget") or facts.fact("fund.initial")
    if place is None or named is None or progress is None or budget is None or not budget.number:
        return
    months = months_gone(named.text)
    if not months or progress.number is None:
        return
    done = rate.number if rate is not None and rate.number is not None else progress.number / budget.number * _HUNDRED
    fixed = place.lights.get("months", {}).get(str(months))
    for name, least in (("红灯", place.lights.get("red", 60)), ("黄灯", place.lights.get("yellow", 80))):
        due = Decimal(str(fixed)) if fixed is not None else Decimal(months) / 12 * Decimal(str(least))
        if done < due:
            light = "预警" if fixed is not None else name
            what = word("lights.month", light=light, month=months, done=f"{done:.2f}", due=f"{due:.2f}")
            yield told(facts, "light-month", "fund.progress", progress.text, what, word("shared.reason"))
            return


@case_rule("light-indicator")
def indicators(facts: Facts) -> Iterator[Finding]:
    if place_of(facts) is None:
        return
    for line in lines(facts):
        light, done = facts.fact(line.path("light")), facts.fact(line.path("done")) or line.fact("progress")
        if light is not None and light.text in ("红灯", "黄灯") and line.fact("reason") is None and done is not None:
            what = word("lights.lit", name=line.name, light=light.text, done=done.text)
            yield told(facts, "light-indicator", line.path("progress"), done.text, what, word("shared.reason"))
