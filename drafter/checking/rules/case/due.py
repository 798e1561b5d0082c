"""What a case owes: facts without which there is no report, and reasons for money that was not spent.

Limits: what a genre's template asks for beyond its required fields shows in the draft alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from drafter.checking.checks import case_rule
from drafter.checking.facts import Facts, parts
from drafter.checking.finding import Finding
from drafter.facts.fact import Fact
from drafter.language.interval import plain
from drafter.wording import NOTHING, Wording, at, word


@case_rule("missing-fact")
def missing(facts: Facts) -> Iterator[Finding]:
    case = facts.case
    for path, label in case.schema.owed(case.genre, case.value):
        yield facts.finding("missing-fact", path, "", "due.fact", label=label, at=at(path))
    for event, _ in facts.told:
        for fact in (one for value in event.roles.values() for one in parts(value) if one.missing):
            yield facts.finding(
                "missing-fact", fact.path, "", "due.role", event=facts.called(event),
                field=facts.case.label(fact.path).field,
            )  # fmt: skip
    if case.scores is None:
        return
    if (rate := _low(facts)) is not None:
        yield facts.finding(
            "missing-fact", "fund", rate.text, "due.rate_reason", rate=rate.text,
            least_rate=plain(case.scores.least_rate),
            at=at("fund.reason"),
        )  # fmt: skip
    for scored in case.scores.rows:
        # A target without a result, or the reverse, is a rule of its own.
        lacks = [label for label in scored.lacks if label not in ("年度指标值", "实际完成值")]
        if lacks:
            yield facts.finding(
                "missing-fact", scored.row.path, scored.name, "due.indicator", indicator=scored.name,
                lacks=tuple(lacks),
            )  # fmt: skip


def _low(facts: Facts) -> Fact | None:
    """The execution rate, where the score table asks for a reason and there is none."""
    rate, scores = facts.fact("fund.rate"), facts.case.scores
    due = scores is not None and rate is not None and rate.number is not None and rate.number < scores.least_rate
    return rate if due and facts.fact("fund.reason") is None else None


@case_rule("reason-missing")
def reasons(facts: Facts) -> Iterator[Finding]:
    case = facts.case
    rate = case.fact("fund.rate")
    if rate is not None and rate.number is not None and case.scores is None and "fund.reason" not in case.facts:
        yield from _rate(facts, "fund", rate.number, rate.text, NOTHING)
    for row in facts.rows_of_projects:
        rate = case.fact(f"{row.path}.rate")
        if rate is not None and rate.number is not None and row.get("reason") is None:
            whose = word("due.of", name=str(row.get("name") or row.path))
            yield from _rate(facts, row.path, rate.number, rate.text, whose)
    for event, _ in facts.told:
        roles = event.roles
        value, target = (getattr(roles.get(key), "number", None) for key in ("value", "target"))
        if event.kind != "reach" or value is None or target is None or "reason" in roles:
            continue
        from drafter.facts.value import meant

        less = meant(str(roles["target"])) == "越少越好"
        if value > target if less else value < target:
            yield facts.finding(
                "reason-missing", f"{event.path}.value", str(roles["value"]), "due.reasons",
                event=facts.called(event), target=str(roles["target"]), severity="hint",
            )  # fmt: skip


def _rate(facts: Facts, home: str, rate: Decimal, text: str, whose: Wording) -> Iterator[Finding]:
    if rate >= 100:
        return
    threshold = Decimal(str(facts.setting("reason-missing", "threshold")))
    if rate < threshold:
        low = word("due.low", rate=text, least=plain(threshold))
        what = word("due.unspent") if rate == 0 else low
        yield facts.finding(
            "reason-missing", f"{home}.spent", text, "due.rate", whose=whose, what=what,
            at=at(f"{home}.reason"), claimed=text,
        )  # fmt: skip
