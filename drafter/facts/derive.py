"""Figures that follow from others: a small graph of named derivations, each knowing its inputs.

The reader of a report gains arithmetic that cannot be mistyped: an execution rate is never entered, it is
reckoned from spent and budget, and its working (106.14 ÷ 116 = 91.50%) can be shown. Which figures are derived, from
what and by which rule is data (`templates/derivations.toml` and the genres' own); the rules themselves are here.

Numbers stay exact until they are shown; they are rounded once, half up (GB/T 8170-2008 leaves this to the field; it is
what accounting offices do). A rule that has no answer (a base of zero, a missing input) derives nothing.

Limits: a derivation has one figure as its result; a table is not derived here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple, Protocol

from drafter.facts.fact import Fact
from drafter.files.values import DataTable
from drafter.language.quantity import Quantity, round_half_up


class Formula(NamedTuple):
    """A declared derivation: result `path`, rule name, input patterns in order, and how the result is shown.

    A path with [] (``projects[].rate``) is derived for each row; `count` and `sum` take the inputs of all rows, of
    those only that reach `least` and stay under `below`, where these are given. `weight` is the path of a stated
    weight, `usual` the name of the one in the settings that stands for it (the last word of `weight` by default).
    """

    path: str
    label: str
    rule: str
    of: tuple[str, ...]
    unit: str = ""
    decimals: int = -1
    weight: str = ""
    least: str = ""
    below: str = ""
    usual: str = ""


class Derivation(NamedTuple):
    """A figure that was derived: the fact, the facts it came from, and the working in one line."""

    fact: Fact
    label: str
    inputs: tuple[Fact, ...]
    working: str


class FactSource(Protocol):
    """Where inputs come from: the facts read so far and the figures derived so far."""

    def inputs(self, pattern: str) -> Sequence[Fact]:
        """The facts that a pattern stands for, in their order."""

    def rows(self, path: str) -> int:
        """How many rows a table has."""

    def told(self, kind: str, role: str) -> Sequence[Fact]:
        """The facts of a role in all events of a kind."""


_Answer = tuple[Decimal, str]


def _rate(numbers: Sequence[Decimal]) -> _Answer | None:
    part, whole = numbers
    return (part / whole * 100, "{0} ÷ {1}") if whole else None


def _difference(numbers: Sequence[Decimal]) -> _Answer | None:
    return numbers[0] - numbers[1], "{0} - {1}"


def _sum(numbers: Sequence[Decimal]) -> _Answer | None:
    return sum(numbers, Decimal(0)), " + ".join(f"{{{i}}}" for i in range(len(numbers)))


def _growth(numbers: Sequence[Decimal]) -> _Answer | None:
    now, before = numbers
    # No rate on a base of zero, nor across a change of sign: both figures are told instead.
    if before <= 0 or now < 0:
        return None
    return (now - before) / before * 100, "({0} - {1}) ÷ {1}"


def _average(numbers: Sequence[Decimal]) -> _Answer | None:
    total, count = numbers
    return (total / count, "{0} ÷ {1}") if count else None


def _mean(numbers: Sequence[Decimal]) -> _Answer | None:
    summed = " + ".join(f"{{{i}}}" for i in range(len(numbers)))
    return (sum(numbers, Decimal(0)) / len(numbers), f"({summed}) ÷ {len(numbers)}") if numbers else None


def _score(numbers: Sequence[Decimal]) -> _Answer | None:
    # 财预〔2020〕10号: the execution score is rate × weight and at most the weight.
    rate, weight = numbers
    return min(rate, Decimal(100)) * weight / 100, "{0} × {1}"


def _as_shown(number: Decimal, numbers: Sequence[Decimal], stated: Sequence[Fact], decimals: int) -> Decimal:
    """The score that is stated where it follows from the rate as it stands on the page: 94.25% × 10 may be 9.43."""
    answer = _score([round_half_up(numbers[0], _RATE_DECIMALS), *numbers[1:]])
    said = stated[0].number if stated else None
    shown = round_half_up(answer[0], decimals) if answer is not None else None
    return said if said is not None and said == shown else number


#: The decimals that a rate is shown with.
_RATE_DECIMALS = 2
RULES: Mapping[str, tuple[Callable[[Sequence[Decimal]], _Answer | None], int]] = {
    "rate": (_rate, 2),
    "share": (_rate, 2),
    "difference": (_difference, 2),
    "balance": (_difference, 2),
    "sum": (_sum, 0),
    "total": (_sum, 0),
    "mean": (_mean, 0),
    "growth": (_growth, 2),
    "average": (_average, 2),
    "score": (_score, 2),
}
"""Every rule and how many inputs it takes (0: any number; `total` is a sum of those there are).

`grade` and `count` answer no figure of their own kind and stand apart in :func:`derive`.
"""
#: Told by a word and its size (下降1.2%), so that the sign stays with the number alone, never with the text.
COMPARING = frozenset(("growth", "difference", "balance"))


def show(number: Decimal, decimals: int, unit: str) -> str:
    """The figure as it stands on the page: rounded once, whole numbers without decimals."""
    shown = round_half_up(number, decimals)
    if unit != "%":
        # Rates keep their decimals (91.50%), amounts and scores drop a trailing zero (88.5分).
        shown = shown.normalize()
    if shown == shown.to_integral_value():
        shown = round_half_up(shown, 0)
    return f"{shown:f}{unit}"


def derive(rules: Sequence[Formula], source: FactSource, settings: Mapping[str, object]) -> dict[str, Derivation]:
    """Apply `rules` in an order in which each finds its inputs; a rule without its inputs derives nothing.

    `settings` are the scoring settings: ``grades`` (lower bound and word, best first) and the weights by name.
    """
    done: dict[str, Derivation] = {}
    rules = list(_expanded(rules, source))
    pending = {rule.path: rule for rule in rules}

    def visit(path: str, trail: tuple[str, ...]) -> None:
        rule = pending.pop(path, None)
        if rule is None or path in trail:
            return
        for pattern in rule.of:
            for one in _concrete(pattern, source):
                visit(one, (*trail, path))
        found = _apply(rule, source, done, settings)
        if found is not None:
            done[path] = found

    for rule in rules:
        visit(rule.path, ())
    return done


def _expanded(rules: Sequence[Formula], source: FactSource) -> Iterator[Formula]:
    """Rules of rows (`projects[].rate`) written out for each row."""
    for rule in rules:
        head, mark, _ = rule.path.partition("[]")
        if not mark:
            yield rule
            continue
        for index in range(source.rows(head)):
            of = tuple([pattern.replace(f"{head}[]", f"{head}[{index}]") for pattern in rule.of])
            yield rule._replace(path=rule.path.replace("[]", f"[{index}]"), of=of)


def _concrete(pattern: str, source: FactSource) -> list[str]:
    """The paths a pattern names: itself, or one for each row."""
    head, mark, tail = pattern.partition("[]")
    return [f"{head}[{index}]{tail}" for index in range(source.rows(head))] if mark else [pattern]


def _apply(rule: Formula, source: FactSource, done: Mapping[str, Derivation], settings: DataTable) -> Derivation | None:
    if rule.rule == "event":
        # What an event states elsewhere (the result of a survey), for conditions that ask for it by name.
        told = [fact for fact in source.told(*rule.of) if fact.number is not None]
        if not told:
            return None
        fact = Fact(rule.path, told[0].text, told[0].quantity, told[0].number, derived=True)
        return Derivation(fact, rule.label, tuple(told[:1]), told[0].text)
    inputs: list[Fact] = []
    for pattern in rule.of:
        facts: list[Fact] = []
        for one in _concrete(pattern, source):
            facts.extend([done[one].fact] if one in done else source.inputs(one))
        if not facts and "[]" not in pattern and rule.rule != "total":
            return None
        inputs.extend(facts)
    if not inputs:
        return None
    if rule.least or rule.below:
        least, below = Decimal(rule.least or "-Infinity"), Decimal(rule.below or "Infinity")
        inputs = [fact for fact in inputs if fact.number is not None and least <= fact.number < below]
        if not inputs and rule.rule == "sum":
            return None
    if rule.rule == "count":
        fact = Fact(rule.path, f"{len(inputs)}{rule.unit}", number=Decimal(len(inputs)), derived=True)
        return Derivation(fact, rule.label, tuple(inputs), f"{len(inputs)}{rule.unit}")
    numbers = [fact.number for fact in inputs if fact.number is not None]
    if len(numbers) != len(inputs):
        return None
    if rule.rule == "grade":
        # The grade is that of the score as it stands on the page: 89.996 is shown, and graded, as 90.
        score = round_half_up(numbers[0], _decimals(inputs[0]))
        word = next((word for bound, word in settings["grades"] if score >= Decimal(str(bound))), None)
        if word is None:
            return None
        return Derivation(Fact(rule.path, word, derived=True), rule.label, tuple(inputs), f"{inputs[0].text}为{word}")
    if rule.weight:
        stated = source.inputs(rule.weight)
        weight = stated[0].number if stated else None
        numbers.append(
            weight
            if weight is not None
            else Decimal(str(settings["weights"][rule.usual or rule.weight.split(".")[-1]]))
        )
    function, arity = RULES[rule.rule]
    if arity and len(numbers) != arity:
        return None
    answer = function(numbers)
    if answer is None:
        return None
    number, working = answer
    decimals = rule.decimals
    if decimals < 0:
        decimals = max(map(_decimals, inputs), default=0)
    elif rule.unit == "分":
        # Scores have the decimals of the scoring settings, in the table and in the text.
        decimals = settings.get("decimals", decimals)
    if rule.rule == "score":
        number = _as_shown(number, numbers, source.inputs(rule.path), decimals)
    text = show(abs(number) if rule.rule in COMPARING else number, decimals, rule.unit)
    terms = [f"{fact.number:f}" if fact.derived is False else fact.text for fact in inputs if fact.number is not None]
    terms += [f"{n:f}" for n in numbers[len(inputs) :]]
    fact = Fact(rule.path, text, Quantity(number, rule.unit), number, derived=True)
    # The working keeps the sign: 100 - 120 = -20万元.
    signed = show(number, decimals, rule.unit)
    return Derivation(fact, rule.label, tuple(inputs), f"{working.format(*terms)} = {signed}")


def _decimals(fact: Fact) -> int:
    """The decimals of a figure in the unit of its field: 12345678元 has four where the field counts in 万元."""
    if fact.derived:
        return len(fact.text.removesuffix(fact.quantity.unit).partition(".")[2]) if fact.quantity else 0
    return Quantity(fact.number).decimals if fact.number is not None else 0
