"""Typed figures against what follows from others: rates, totals, scores and grades.

The reader gains a report whose derived figures nobody can dispute with the case in hand.

Limits: what an execution rate is worth in points differs from place to place; a total that goes beyond it is doubtful.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from drafter.checking.amounts import amount
from drafter.checking.checks import case_rule
from drafter.checking.facts import Facts
from drafter.checking.finding import Finding
from drafter.language.interval import HUNDRED, plain


@case_rule("contradiction")
def contradictions(facts: Facts) -> Iterator[Finding]:
    for one in facts.case.contradictions:
        if not one.due:
            fact = facts.case.facts.get(one.path)
            yield facts.finding(
                "contradiction", one.path, fact.text if fact is not None else one.claimed, one.what,
                claimed=one.claimed, computed=one.computed, working=one.working,
            )  # fmt: skip


@case_rule("no-result")
def no_result(facts: Facts) -> Iterator[Finding]:
    for one in facts.case.contradictions:
        if one.due:
            name = facts.case.facts.get(f"{one.path}.name")
            yield facts.finding("no-result", one.path, name.text if name is not None else "", one.what)


def _weight(facts: Facts) -> Decimal | None:
    """What the execution rate may be worth, in points; None where a unit's own scoring is not known."""
    if facts.case.scores is not None:
        return facts.case.scores.execution_weight
    stated = facts.fact("score.weight")
    if stated is not None:
        return stated.number
    if "scoring" in facts.case.facts:
        return None
    schema = facts.case.schema
    usual = next((rule.usual for rule in schema.rules if rule.path == "score.execution"), "")
    weight = schema.settings["weights"].get(usual)
    return Decimal(str(weight)) if weight is not None else None


@case_rule("over-weight")
def over_weight(facts: Facts) -> Iterator[Finding]:
    case = facts.case
    other, total, execution = (amount(case.facts.get(f"score.{key}")) for key in ("other", "total", "execution"))
    if not (other or total or execution) or (weight := _weight(facts)) is None:
        return
    rest = HUNDRED - weight
    if other and other.value > rest:
        yield facts.finding(
            "over-weight", other.path, other.text, "agreement.others", rest=plain(rest), claimed=other.text,
            computed=f"{plain(rest)}分", working=f"100 − {plain(weight)} = {plain(rest)}分",
        )  # fmt: skip
    if execution and execution.value > weight and execution.path not in case.derived:
        yield facts.finding(
            "over-weight", execution.path, execution.text, "agreement.execution", weight=plain(weight),
            claimed=execution.text, computed=f"{plain(weight)}分",
        )  # fmt: skip
    rate = amount(case.fact("fund.rate"))
    if total and rate and total.path not in case.derived:
        most = rest + min(rate.value, HUNDRED) * weight / HUNDRED
        if total.value - total.half > most:
            shown = plain(most, 2)
            yield facts.finding(
                "over-weight", total.path, total.text, "agreement.total", rate=rate.text, most=shown,
                claimed=total.text, computed=f"{shown}分",
                working=f"{plain(rest)} + {rate.text} × {plain(weight)} = {shown}分", certain=False,
            )  # fmt: skip


@case_rule("last-grade")
def last_grade(facts: Facts) -> Iterator[Finding]:
    grade, total = (facts.case.facts.get(f"last_year.score.{key}") for key in ("grade", "total"))
    if grade is None or total is None or total.number is None or "scoring" in facts.case.facts:
        return
    bounds = facts.case.schema.settings["grades"]
    word = next((word for bound, word in bounds if total.number >= Decimal(str(bound))), "")
    if word and word != grade.text:
        yield facts.finding(
            "last-grade", grade.path, grade.text, "agreement.last_grade", total=total.text, claimed=grade.text,
            computed=word,
        )  # fmt: skip


@case_rule("grades-count")
def grades_count(facts: Facts) -> Iterator[Finding]:
    counts = ((path, fact) for path, fact in facts.case.facts.items() if path.startswith("grades."))
    grades = [one for path, fact in counts if path != "grades.average" and (one := amount(fact))]
    total, rows = sum((one.value for one in grades), Decimal(0)), facts.rows_of_projects
    # One grade alone tells nothing of the others.
    if len(grades) < 2 or not rows or total == len(rows):
        return
    yield facts.finding(
        "grades-count", grades[0].path, grades[0].text, "agreement.grades_count", claimed=f"{plain(total)}个",
        computed=f"{len(rows)}个", working=f"{' + '.join(one.text for one in grades)} = {plain(total)}个",
    )  # fmt: skip
