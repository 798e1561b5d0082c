"""Why the system of a place sends a form back: weights, scores and the reasons they need.

The clerk gains an upload that passes the first time. The rules speak only for a case that names a place
(``place = "…"`` or ``--place``); what the place asks for is its data (`places/*/place.toml`).

Source: the validators of provincial budget systems, 财预〔2020〕10号. Limits: a practice of reckoning that
nobody has told of is not known.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from drafter.checking.checks import case_rule
from drafter.checking.facts import Facts
from drafter.checking.finding import Finding
from drafter.checking.indicator_lines import IndicatorLine, lines, place_of, score_of, sent_back, weight_of, worded
from drafter.facts import scoring
from drafter.facts.value import meant
from drafter.files.values import DataTable
from drafter.language.interval import plain
from drafter.places.place import settings_of
from drafter.wording import Wording, word

_COST = "成本"
#: By how much a score may part from the formula by rounding.
_POINT = Decimal("0.011")


@case_rule("system-points")
def points(facts: Facts) -> Iterator[Finding]:
    if place_of(facts) is None:
        return
    for line in lines(facts):
        weight, score, deduction = weight_of(facts, line), score_of(facts, line), line.number("deduction")
        if weight is None:
            continue
        if weight <= 0:
            yield sent_back(
                facts, "system-points", line, "weight", word("systempoints.zero"), word("systempoints.more")
            )
        elif score is not None and score > weight:
            what = word("systempoints.score", score=plain(score), weight=plain(weight))
            yield sent_back(facts, "system-points", line, "score", what, word("shared.change"))
        elif deduction is not None and deduction > weight:
            what = word("systempoints.deduction", deduction=plain(deduction), weight=plain(weight))
            yield sent_back(facts, "system-points", line, "deduction", what, word("shared.change"))


@case_rule("system-score")
def formula(facts: Facts) -> Iterator[Finding]:
    place, scores = place_of(facts), facts.case.scores
    if place is None or scores is None:
        return
    settings = settings_of(place.name, facts.case.schema.settings)
    over = {one.row.path for one in scores.rows if one.over}
    for line in lines(facts):
        weight, score, deduction = weight_of(facts, line), line.number("score"), line.number("deduction") or Decimal(0)
        if weight is None or score is None or not 0 <= score <= weight:
            continue
        due = _due(line, weight, settings)
        if due is None or due[0] - _POINT <= score + deduction <= due[1] + _POINT:
            continue
        passed = line.row.path in over and line.fact("reason") is not None
        if score < due[0] and (passed or (place.system.get("by_hand") and due[0] == weight)):
            # Marked down for passing the target by far, with a reason: lawful (财预〔2020〕10号).
            continue
        least, most = (plain(Decimal(scoring.rounded(one, 2))) for one in due)
        told = word("systempoints.formula", score=plain(score), due=most)
        if least != most:
            told = word("systempoints.band", score=plain(score), least=least, most=most)
        yield sent_back(facts, "system-score", line, "score", told, word("shared.change"))


def _due(line: IndicatorLine, weight: Decimal, settings: DataTable) -> tuple[Decimal, Decimal] | None:
    """The least and the most points that the system takes for a result, before what is marked down by hand."""
    target, actual = line.fact("target"), line.fact("actual")
    if worded(line):
        said = line.fact("reached") or actual
        band = settings["bands"].get(said.text) if said is not None else None
        return (weight * Decimal(band[0]) / 100, weight * Decimal(band[1]) / 100) if band else None
    if target is None or actual is None or target.number is None or actual.number is None:
        return None
    stated = line.fact("direction")
    way = stated.text if stated is not None else meant(target.text) or "越多越好"
    if not target.number and way == "越多越好":
        return None
    exact = scoring.quantitative(actual.number, target.number, weight, way, settings)
    return exact, exact


@case_rule("system-reason")
def reason(facts: Facts) -> Iterator[Finding]:
    place = place_of(facts)
    if place is None or facts.case.scores is None:
        return
    scored = {one.row.path: one for one in facts.case.scores.rows}
    zero = Decimal(str(place.system.get("zero", 0)))
    for line in lines(facts):
        if line.fact("reason") is not None:
            continue
        weight, score, actual = weight_of(facts, line), score_of(facts, line), line.number("actual")
        found = scored.get(line.row.path)
        why = None
        if weight is not None and score is not None and score < weight:
            why = word("systempoints.below", score=plain(score), weight=plain(weight))
        elif found is not None and found.over:
            why = word("systempoints.over", share=str(place.scoring.get("reasons", {}).get("over", 130)))
        elif zero and line.number("target") == 0 and actual is not None and actual >= zero:
            why = word("systempoints.from-zero", actual=plain(actual))
        if why is not None:
            what = word("systempoints.reason", why=why)
            yield sent_back(facts, "system-reason", line, "", what, word("shared.fill"), "reason")


@case_rule("system-sum")
def sums(facts: Facts) -> Iterator[Finding]:
    place, scores = place_of(facts), facts.case.scores
    if place is None or scores is None or not scores.rows:
        return
    allowed = [Decimal(str(one)) for one in place.system.get("total", [100])]
    own = scores.total_weight - scores.execution_weight
    if scores.total_weight not in allowed and own not in allowed:
        yield facts.finding(
            "system-sum", "indicators", "", "systempoints.total", total=plain(scores.total_weight),
            execution=plain(scores.execution_weight), indicators=plain(own),
            due=_either([plain(one) for one in allowed]),
        )  # fmt: skip
    for level, due_points in place.scoring.get("weights", {}).items():
        mine = [one.weight.number for one in scores.rows if one.level1 == level and one.weight.number is not None]
        total = sum(mine, Decimal(0))
        if mine and Decimal(str(due_points)) and total != Decimal(str(due_points)):
            yield facts.finding(
                "system-sum", "indicators", level, "systempoints.level", level=level, total=plain(total),
                place=place.label, due=str(due_points),
            )  # fmt: skip


def _either(points: Sequence[str]) -> Wording | str:
    """100或90: one of several."""
    said: Wording | str = points[0] if points else ""
    for one in points[1:]:
        said = word("systempoints.or", one=said, other=one)
    return said


@case_rule("system-cost")
def cost(facts: Facts) -> Iterator[Finding]:
    place = place_of(facts)
    most = Decimal(str(place.system.get("cost", 0))) if place is not None else Decimal(0)
    if place is None or not most:
        return
    for line in lines(facts):
        level = line.fact("level2")
        if level is None or _COST not in level.text or line.fact("target") is not None:
            continue
        score = score_of(facts, line) or weight_of(facts, line)
        if score is not None and score > most:
            what = word("systempoints.cost", place=place.label, most=plain(most))
            yield sent_back(facts, "system-cost", line, "", what, word("shared.change"))


@case_rule("system-cancelled")
def cancelled(facts: Facts) -> Iterator[Finding]:
    if place_of(facts) is None:
        return
    for line in lines(facts, cancelled=True):
        filled = [label for key, label in (("actual", "完成值"), ("score", "得分")) if line.fact(key) is not None]
        if filled:
            what = word("systempoints.cancelled", filled=tuple(filled))
            yield sent_back(facts, "system-cancelled", line, "", what, word("systempoints.clear"))
