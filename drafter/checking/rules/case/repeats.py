"""What stands twice: a project, an event, a name in a list; and figures of last year that nobody changed.

Limits: things alike count as one only when all that is said of them is the same.
"""

from __future__ import annotations

from collections.abc import Iterator

from drafter.checking.checks import case_rule
from drafter.checking.facts import Facts, parts
from drafter.checking.finding import Finding
from drafter.facts.fact import Fact, Item, Row, Value
from drafter.wording import at

_LAST = "last_year."


@case_rule("repeated-fact")
def repeated(facts: Facts) -> Iterator[Finding]:
    seen: dict[tuple[str, ...], str] = {}
    for row in facts.rows_of_projects:
        name, budget, spent = (str(row.get(key) or "") for key in ("name", "budget", "spent"))
        first = seen.setdefault((name, budget, spent), row.path)
        if first != row.path and name and (budget or spent):
            yield facts.finding("repeated-fact", row.path, name, "repeats.project", first=at(first), claimed=name)
    told: dict[tuple[str, ...], str] = {}
    for event, _ in facts.told:
        said = [f"{role}={one.text}" for role, value in event.roles.items() for one in parts(value)]
        first = told.setdefault((event.kind, *sorted(said)), event.path)
        if first != event.path:
            named = facts.called(event)
            yield facts.finding(
                "repeated-fact", event.path, named.within("zh"), "repeats.event", event=named, first=at(first),
            )  # fmt: skip
        for value in event.roles.values():
            yield from _twice(facts, value)
    for listed in facts.case.values.values():
        yield from _twice(facts, listed)


def _twice(facts: Facts, value: Value) -> Iterator[Finding]:
    """A name that one list holds twice."""
    seen: set[str] = set()
    for one in value if isinstance(value, tuple) and len(value) > 1 else ():
        fact = one if isinstance(one, Fact) else one.name if isinstance(one, Item) else None
        if isinstance(one, Row) or fact is None:
            continue
        if fact.text in seen:
            yield facts.finding("repeated-fact", fact.path, fact.text, "repeats.twice", name=fact.text)
        seen.add(fact.text)


@case_rule("same-as-last")
def same(facts: Facts) -> Iterator[Finding]:
    known = facts.case.facts
    pairs = [(known.get(path.removeprefix(_LAST)), last) for path, last in known.items() if path.startswith(_LAST)]
    for event, _ in facts.told:
        value, last = event.roles.get("value"), event.roles.get("last")
        if isinstance(value, Fact) and isinstance(last, Fact):
            pairs.append((value, last))
    for now, last in pairs:
        if now is None or now.number is None or now.number != last.number or now.missing:
            continue
        if len(now.number.normalize().as_tuple().digits) >= facts.setting("same-as-last", "digits"):
            yield facts.finding(
                "same-as-last", now.path, now.text, "repeats.same", field=facts.case.label(now.path).field,
                claimed=now.text,
            )  # fmt: skip
