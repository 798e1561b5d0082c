"""Names of units: one unit spelt in two ways, a short name that is not short for the full one.

Limits: two names that differ by an ordinary character (教育局, 体育局) are two units; only characters that are mistaken
for each other, and words that a name can do without, make two spellings of one.
"""

from __future__ import annotations

from collections.abc import Iterator

from drafter.checking.checks import case_rule
from drafter.checking.facts import Facts, parts
from drafter.checking.finding import Finding
from drafter.facts.fact import Fact

#: Names shorter than this are too short to be one name misspelt.
_SHORT = 4


@case_rule("unit-spelling")
def spelling(facts: Facts) -> Iterator[Finding]:
    fields, roles = facts.words("spelling", "fields"), facts.words("spelling", "roles")
    names = [fact for path in fields if (fact := facts.case.facts.get(path)) is not None]
    for event, _ in facts.told:
        for role in roles:
            if role in event.roles:
                names.extend(one for one in parts(event.roles[role]) if one.number is None)
    spare = str.maketrans("", "", "".join(facts.words("spelling", "spare")))
    alike = str.maketrans({c: group[0] for group in facts.words("spelling", "alike") for c in group})
    seen: dict[str, Fact] = {}
    for fact in names:
        if len(fact.text) < _SHORT:
            continue
        first = seen.setdefault(fact.text.translate(spare).translate(alike), fact)
        if first.text != fact.text:
            yield _two(facts, fact, first)
    name, sign = facts.case.facts.get("unit.name"), facts.case.facts.get("sign.unit")
    if name is not None and sign is not None and name.text != sign.text and _near(name.text, sign.text):
        yield _two(facts, sign, name)


def _two(facts: Facts, fact: Fact, first: Fact) -> Finding:
    return facts.finding("unit-spelling", fact.path, fact.text, "spelling.two", claimed=fact.text, computed=first.text)


def _near(one: str, other: str) -> bool:
    """Whether two names differ by one or two characters only, at one place: they share their beginning and end."""
    if min(len(one), len(other)) < _SHORT or abs(len(one) - len(other)) > 2:
        return False
    head = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    rest, other_rest = one[head:], other[head:]
    tail = next(
        (i for i, (a, b) in enumerate(zip(rest[::-1], other_rest[::-1], strict=False)) if a != b),
        min(len(rest), len(other_rest)),
    )
    return max(len(rest), len(other_rest)) - tail <= 2


@case_rule("short-name")
def short_name(facts: Facts) -> Iterator[Finding]:
    name, short = facts.case.facts.get("unit.name"), facts.case.facts.get("unit.short")
    if name is None or short is None:
        return
    rest = iter(name.text)
    # Each character of the short name, in order, somewhere in what is left of the full one.
    if not all(c in rest for c in short.text):
        yield facts.finding(
            "short-name", short.path, short.text, "spelling.short_name", name=name.text, claimed=short.text,
        )  # fmt: skip
