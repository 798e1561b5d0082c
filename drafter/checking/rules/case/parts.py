"""Parts and wholes: 71 of 63 found were mended, two parts that miss their sum, a rate that its two counts deny.

Which figures stand so to each other is data (`rules/case/parts.toml`), by the kind of event and its roles or by the
fields of the case.

Limits: figures told with 约 or 以上, and counts in different units, are not held against each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from drafter.checking.amounts import ExactAmount, amount
from drafter.checking.checks import case_rule
from drafter.checking.facts import Facts
from drafter.checking.finding import Finding
from drafter.facts.fact import Event, Fact
from drafter.files.values import DataTable
from drafter.language.interval import HUNDRED, Interval, plain, rounded, verdict
from drafter.language.tables import table
from drafter.wording import NOTHING, Wording, word


class NamedAmount(NamedTuple):
    """An amount and what it is called."""

    amount: ExactAmount
    label: str


def _related(facts: Facts, name: str) -> Iterator[tuple[DataTable, Event | None]]:
    """Each row of a table of relations with each event that it is about (None: about fields)."""
    for row in table("case/parts")[name]:
        if "kind" not in row:
            yield row, None
            continue
        for told in facts.told:
            if told.event.kind == row["kind"]:
                yield row, told.event


def _named(facts: Facts, name: str, event: Event | None) -> NamedAmount | None:
    """The figure that a row calls `name`: a role of the event, the length of one of its lists, a field of the case."""
    if event is None or "." in name:
        found = amount(facts.case.facts.get(name))
        return NamedAmount(found, facts.case.label(name).field) if found else None
    if name.startswith("#"):
        path = f"{event.path}.{name[1:]}"
        listed = event.roles.get(name[1:])
        if not isinstance(listed, tuple) or not listed:
            return None
        count = Fact(path, f"{len(listed)}项", number=Decimal(len(listed)), derived=True)
        return NamedAmount(
            ExactAmount(count, Decimal(len(listed)), Decimal(0)), f"列出的{facts.case.label(path).field}"
        )
    found = amount(event.roles.get(name))
    return NamedAmount(found, facts.case.label(found.path).field) if found else None


def _where(facts: Facts, event: Event | None) -> Wording:
    return word("parts.of", event=facts.called(event)) if event is not None else NOTHING


@case_rule("part-over-whole")
def over(facts: Facts) -> Iterator[Finding]:
    for row, event in _related(facts, "pair"):
        part, whole = (_named(facts, row[key], event) for key in ("part", "whole"))
        if not part or not whole or not _alike(part.amount, whole.amount):
            continue
        if part.amount.shown.low > whole.amount.shown.high:
            yield facts.finding(
                "part-over-whole", part.amount.path, part.amount.text, "parts.over", event=_where(facts, event),
                label=part.label, total_label=whole.label, total=whole.amount.text, claimed=part.amount.text,
                computed=f"不多于{whole.amount.text}", certain=row.get("certain", True),
            )  # fmt: skip


def _alike(one: ExactAmount, other: ExactAmount) -> bool:
    """Whether two figures are counted in the same unit, or one of them is the length of a list."""
    return one.unit == other.unit or one.fact.quantity is None or other.fact.quantity is None or _counts(one, other)


def _counts(one: ExactAmount, other: ExactAmount) -> bool:
    """8个小组 of 32名, 11类 of 103项: whole things may be counted in units of their own."""
    return not (one.half or other.half) and "%" not in (one.unit, other.unit)


@case_rule("parts-sum")
def sums(facts: Facts) -> Iterator[Finding]:
    for row, event in _related(facts, "sum"):
        whole = _named(facts, row["whole"], event)
        parts = [_named(facts, name, event) for name in row["parts"]]
        terms = [part for part in parts if part is not None]
        if whole is None or len(terms) < len(parts):
            continue
        yield from _missed(facts, "parts-sum", whole, terms, _where(facts, event), row.get("certain", True))


def _missed(
    facts: Facts, code: str, whole: NamedAmount, terms: Sequence[NamedAmount], where: Wording, certain: bool = True
) -> Iterator[Finding]:
    """A finding where the terms do not sum to the whole within half a unit of the last decimal of each."""
    total = Interval(Decimal(0), Decimal(0), Decimal(0))
    for term in terms:
        total = total + term.amount.shown
    claim = whole.amount.shown
    if claim.low <= total.high and total.low <= claim.high:
        return
    quantity = whole.amount.fact.quantity
    unit = quantity.scale + quantity.unit if quantity is not None else ""
    value = f"{plain(total.mid)}{unit}"
    texts = [term.amount.text for term in terms]
    shown = texts if len(texts) <= 6 else [*texts[:3], "…", *texts[-2:]]
    named = tuple(dict.fromkeys(term.label for term in terms))
    yield facts.finding(
        code, whole.amount.path, whole.amount.text, "parts.missed", where=where, named=named, total_label=whole.label,
        claimed=whole.amount.text, computed=value, working=f"{' + '.join(shown)} = {value}", certain=certain,
    )  # fmt: skip


@case_rule("projects-sum")
def projects(facts: Facts) -> Iterator[Finding]:
    for key in ("budget", "spent"):
        whole = amount(facts.case.facts.get(f"fund.{key}"))
        if whole is None or not facts.rows_of_projects:
            continue
        found = [amount(row.get(key)) for row in facts.rows_of_projects]
        terms = [NamedAmount(one, "各项目") for one in found if one is not None]
        if len(terms) == len(found):
            yield from _missed(
                facts, "projects-sum", NamedAmount(whole, facts.case.label(whole.path).field), terms, NOTHING
            )


@case_rule("event-rate")
def rates(facts: Facts) -> Iterator[Finding]:
    for row, event in _related(facts, "ratio"):
        part, whole, rate = (_named(facts, row[key], event) for key in ("part", "whole", "rate"))
        if not part or not whole or not rate or not whole.amount.value:
            continue
        computed = part.amount.value / whole.amount.value * HUNDRED
        claim = rate.amount.shown
        if claim.low <= computed <= claim.high:
            continue
        value = rounded(computed, 2) + "%"
        yield facts.finding(
            "event-rate", rate.amount.path, rate.amount.text, "parts.rates", event=_where(facts, event),
            label=rate.label, claimed=rate.amount.text, computed=value,
            working=f"{part.amount.text} ÷ {whole.amount.text} = {value}",
        )  # fmt: skip


@case_rule("event-change")
def changes(facts: Facts) -> Iterator[Finding]:
    for row, event in _related(facts, "change"):
        now, before = (_named(facts, row[key], event) for key in ("now", "before"))
        if not now or not before or now.amount.unit != before.amount.unit:
            continue
        change = now.amount.shown - before.amount.shown
        for key in ("rise", "fall", "growth"):
            claim = _named(facts, row[key], event)
            if claim is None:
                continue
            computed: Interval | None = change if key != "fall" else before.amount.shown - now.amount.shown
            if key == "growth" or (claim.amount.unit == "%" and now.amount.unit != "%"):
                share = change.over(before.amount.shown) if before.amount.value > 0 else None
                computed = share.scaled(HUNDRED) if share else None
            if computed is not None and verdict(claim.amount.shown, computed) == "wrong":
                yield _change(facts, event, now, before, claim, computed)


def _change(
    facts: Facts, event: Event | None, now: NamedAmount, before: NamedAmount, claim: NamedAmount, computed: Interval
) -> Finding:
    quantity = claim.amount.fact.quantity
    unit = quantity.unit if quantity is not None else ""
    value = plain(computed.mid, 2) + unit
    steps = f"{now.amount.text} − {before.amount.text} = {plain(now.amount.value - before.amount.value)}"
    working: str | Wording = steps + unit
    if unit == "%" and now.amount.unit != "%":
        working = word("parts.share", steps=steps, before=before.amount.text, value=value)
    return facts.finding(
        "event-change", claim.amount.path, claim.amount.text, "parts.change", event=_where(facts, event),
        before=before.amount.text, now=now.amount.text, label=claim.label, claimed=claim.amount.text, computed=value,
        working=working,
    )  # fmt: skip
