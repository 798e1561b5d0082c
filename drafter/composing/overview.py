"""Overviews: one sentence reckoned over the facts of a section, before they are told one by one.

Limits: an overview counts only what the notes set a goal for; below three goals it says nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from drafter.composing.grounds import called
from drafter.composing.joined import claims
from drafter.composing.relations import relations
from drafter.facts.fact import Event, Fact
from drafter.report.sentence import Part, Sentence

#: So many goals are worth an overview, and so many where all were met.
_LEAST, _ALL = 3, 6


def goals_met(events: Sequence[Event]) -> Sentence | None:
    """设有目标值的8项中，7项达到目标，改造提升1项未达到; None below three goals."""
    met: list[Fact] = []
    missed: list[tuple[str, Fact, object]] = []
    for event in events:
        for deed in claims(event.roles):
            for relation in relations(deed):
                target = relation.roles.get("target")
                if not relation.state or not isinstance(target, Fact):
                    continue
                if relation.state > 0:
                    met.append(target)
                else:
                    missed.append((called(deed).text, target, relation.roles.get("gap")))
    total = len(met) + len(missed)
    if total < _LEAST:
        return None

    def count(number: int, facts: Sequence[Fact], name: str) -> Fact:
        also = tuple(dict.fromkeys(path for fact in facts for path in (fact.path, *fact.also)))
        return Fact(f"goals.{name}", f"{number}项", derived=True, also=also)

    if not missed and total < _ALL:
        return None
    every = count(total, [*met, *[fact for _, fact, _ in missed]], "total")
    if not missed:
        parts: list[Part] = ["设有目标值的", every, "内容全部达到目标。"]
        return Sentence("goals.met", parts, ())
    names: list[Part] = []
    for index, (name, fact, gap) in enumerate(missed):
        short: list[Part] = ["（差", gap, "）"] if isinstance(gap, Fact) else []
        names.extend([*(["、"] if index else []), Fact(f"{fact.path}.name", name, also=fact.also), *short])
    tail: list[Part] = [count(len(missed), [fact for _, fact, _ in missed], "missed"), "未达到。"]
    if met:
        parts = ["设有目标值的", every, "内容中，", count(len(met), met, "met"), "达到目标，", *names, *tail]
    else:
        parts = ["设有目标值的", every, "内容均未达到目标，即", *names, "。"]
    return Sentence("goals.met", parts, ())
