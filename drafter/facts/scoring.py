"""The arithmetic of scores: what a result is worth against its target (财预〔2020〕10号 as practised).

The reader of a report gains scores that can be worked out again by hand. All figures are exact until `rounded`; a score
is never below 0 nor above its weight. Which practice is followed is a setting (templates/scoring.toml).

Limits: targets and results are not negative. The execution score and the grade are derived like other figures, by the
rules `score` and `grade` of :mod:`drafter.facts.derive`.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_DOWN, Decimal

from drafter.files.values import DataTable
from drafter.language.quantity import round_half_up

NOTHING = Decimal(0)
#: The practices there are for a target that is at most, or exactly, to be reached; the first is the usual one.
PRACTICES = {"less": ("超出扣分", "目标比实际"), "equal": ("偏差扣分", "不等不得分", "达到得满分")}


def more(actual: Decimal, target: Decimal, weight: Decimal) -> Decimal:
    """More is better: reached is full marks, else the share that was reached."""
    return weight if actual >= target else actual * weight / target


def less(actual: Decimal, target: Decimal, weight: Decimal, practice: str) -> Decimal:
    """Less is better: full marks up to the target, then marked down by what is over it (0 from twice the target on),
    or by target ÷ actual. Over a target of 0 nothing is left under either practice."""
    if actual <= target:
        return weight
    if practice == "目标比实际":
        return target * weight / actual
    return max(NOTHING, (2 * target - actual) * weight / target) if target else NOTHING


def equal(actual: Decimal, target: Decimal, weight: Decimal, practice: str) -> Decimal:
    """Exactly the target: full marks; else marked down by the deviation on either side, or nothing; or as the budget
    systems reckon: reached is full marks, else the share that was reached. A target of 0 needs a result of 0."""
    if actual == target:
        return weight
    if practice == "达到得满分":
        return more(actual, target, weight) if target else NOTHING
    if practice == "不等不得分" or not target:
        return NOTHING
    return max(NOTHING, (target - abs(actual - target)) * weight / target)


def quantitative(actual: Decimal, target: Decimal, weight: Decimal, direction: str, settings: DataTable) -> Decimal:
    """The exact score of a figure in the direction in which it is better."""
    if direction == "越少越好":
        return less(actual, target, weight, settings["less"])
    if direction == "等于":
        return equal(actual, target, weight, settings["equal"])
    return more(actual, target, weight)


def practised(
    actual: Decimal, target: Decimal, weight: Decimal, direction: str, settings: Mapping[str, object]
) -> dict[str, Decimal]:
    """The exact scores that the practices known give a result, each by its name; the usual one is the first."""
    key = {"越少越好": "less", "等于": "equal"}.get(direction, "")
    usual = quantitative(actual, target, weight, direction, settings)
    found = {str(settings[key]) if key else "": usual}
    for practice in PRACTICES.get(key, ()):
        found.setdefault(practice, quantitative(actual, target, weight, direction, {**settings, key: practice}))
    return found


def reached(actual: Decimal, target: Decimal, direction: str) -> bool:
    """Whether a result is what was aimed at."""
    if direction == "越少越好":
        return actual <= target
    return actual == target if direction == "等于" else actual >= target


def working(actual: Decimal, target: Decimal, weight: Decimal, direction: str, settings: Mapping[str, object]) -> str:
    """How :func:`quantitative` came to its score, in one line: 28 ÷ 30 × 10."""
    a, t, w = (f"{one.normalize():f}" for one in (actual, target, weight))
    if reached(actual, target, direction):
        return f"满分{w}"
    if not quantitative(actual, target, weight, direction, settings):
        return f"{a}与目标{t}相差过大，不得分"
    if direction == "越少越好":
        return f"{t} ÷ {a} × {w}" if settings["less"] == "目标比实际" else f"(1 - ({a} - {t}) ÷ {t}) × {w}"
    if direction == "等于":
        if settings["equal"] == "达到得满分":
            return f"满分{w}" if actual >= target else f"{a} ÷ {t} × {w}"
        high, low = (a, t) if actual > target else (t, a)
        return f"(1 - ({high} - {low}) ÷ {t}) × {w}"
    return f"{a} ÷ {t} × {w}"


def qualitative(percent: Decimal, weight: Decimal) -> Decimal:
    """The exact score of a result that is judged in words: its percent of the weight."""
    return percent * weight / 100


def rounded(score: Decimal, decimals: int) -> Decimal:
    """A score as it stands in the table. Rows are rounded one by one, so that the table adds up."""
    return round_half_up(score, decimals)


def spread(weight: Decimal, count: int, decimals: int) -> list[Decimal]:
    """`weight` in `count` parts as even as `decimals` allow, the larger ones first; they sum to `weight`."""
    step = Decimal(1).scaleb(-decimals)
    share = (weight / count).quantize(step, rounding=ROUND_DOWN)
    extra = int((weight - share * count) / step)
    parts = [share + step if index < extra else share for index in range(count)]
    parts[-1] += weight - sum(parts)
    return parts
