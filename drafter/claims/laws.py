"""Laws between figures, as data: a law names its result and what it is reckoned of by the words before a figure.

The operations are those by which a case derives its figures (:data:`drafter.facts.derive.RULES`), here with all that
hidden decimals allow; the laws stand in `rules/laws.toml`.

Limits: a law speaks where its result and each of its inputs is told once within its reach (a paragraph, or that and
its neighbours under one heading).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, reduce
from typing import Any, NamedTuple

from drafter.claims.mention import Mention
from drafter.files.values import DataTable
from drafter.language.interval import Interval
from drafter.language.tables import table

_TRAIL = re.compile(r"(?:达到|达|为|是|共|约|实现|完成|有|累计|总计|：|:|　| )+$")
_HUNDRED = 100
_WEIGHTS = {"吨": 1000.0, "斤": 0.5}


def _over(numbers: Sequence[Interval]) -> Interval | None:
    return numbers[0].over(numbers[1])


def _rate(numbers: Sequence[Interval]) -> Interval | None:
    share = _over(numbers)
    return share.scaled(share.mid / share.mid * _HUNDRED) if share and share.mid else None


def _sum(numbers: Sequence[Interval]) -> Interval | None:
    return reduce(Interval.__add__, numbers)


def _difference(numbers: Sequence[Interval]) -> Interval | None:
    return numbers[0] - numbers[1]


def _product(numbers: Sequence[Interval]) -> Interval | None:
    one, other = numbers
    return Interval(one.mid * other.mid, one.low * other.low, one.high * other.high)


def _growth(numbers: Sequence[Interval]) -> Interval | None:
    change = (numbers[0] - numbers[1]).over(numbers[1])
    return change.scaled(change.mid / change.mid * _HUNDRED) if change and change.mid else change


def _closing(numbers: Sequence[Interval]) -> Interval | None:
    first, came, went = numbers
    return first + came - went


#: By the names of :data:`drafter.facts.derive.RULES`; a product is what an average is the quotient of.
OPERATIONS: Mapping[str, Callable[[Sequence[Interval]], Interval | None]] = {
    "rate": _rate, "share": _rate, "sum": _sum, "total": _sum, "difference": _difference, "balance": _difference,
    "average": _over, "product": _product, "growth": _growth, "closing": _closing,
}  # fmt: skip


class Term(NamedTuple):
    """A figure of a law: what the words before it end with, and its units ("" for any)."""

    words: re.Pattern[str]
    units: frozenset[str]


class Law(NamedTuple):
    """`result` by `rule` of `of`; `needle` are words without which no text has the result; `within` the share of the
    result that it may be off by (figures of different days, preliminary ones), `scale` what the quotient is counted
    in."""

    name: str
    rule: str
    result: Term
    of: tuple[Term, ...]
    needle: tuple[str, ...]
    code: str
    within: float
    scale: int


@cache
def laws() -> tuple[Law, ...]:
    """The laws of arithmetic between figures (`rules/laws.toml`), in their order."""
    return tuple(_law(row) for row in table("laws")["law"])


def _law(row: DataTable) -> Law:
    return Law(
        row["name"], row["rule"], _term(row["result"], row.get("unit", [])),
        tuple(_term(one, units) for one, units in zip(row["of"], row.get("units", [[]] * len(row["of"])), strict=True)),
        tuple(row["needle"]), row["code"], row.get("within", 0.0), row.get("scale", 1),
    )  # fmt: skip


def _term(words: str, units: Sequence[str]) -> Term:
    return Term(re.compile(f"(?:{words})$"), frozenset(units))


def hits(term: Term, found: Sequence[Mention]) -> Iterator[Mention]:
    """The figures that a term names: of this year, exact, and no change."""
    for one in found:
        # 自然增长率2.55‰ is no growth, though it is called one.
        change = one.rising and "增" not in term.words.pattern
        if one.prior or change or one.figure.rough or one.figure.points:
            continue
        if term.units and one.figure.unit not in term.units:
            continue
        if term.words.search(_TRAIL.sub("", one.left)):
            yield one


def reckon(law: Law, of: Sequence[Mention]) -> Interval | None:
    """What the result must be, in the unit of the inputs."""
    found = OPERATIONS[law.rule]([_plain(one) for one in of])
    if found is not None and law.scale != 1:
        found = Interval(*(part * law.scale for part in found))
    if found is not None and law.within:
        slack = abs(found.mid) * _decimal(law.within)
        found = Interval(found.mid, found.low - slack, found.high + slack)
    return found


def _plain(one: Mention) -> Interval:
    """What a figure stands for, weights in kilograms."""
    return one.shown.scaled(_decimal(_WEIGHTS[one.figure.unit])) if one.figure.unit in _WEIGHTS else one.shown


def stated(one: Mention) -> Interval:
    """What the result of a law stands for, in the unit of its inputs."""
    return _plain(one)


@cache
def _decimal(value: float) -> Any:
    from decimal import Decimal

    return Decimal(str(value))
