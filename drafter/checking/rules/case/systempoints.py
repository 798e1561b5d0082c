"""Why the system of a place sends a form back: weights, scores and the reasons they need.

The clerk gains an upload that passes the first time. The rules speak only for a case that names a place
(``place = "…"`` or ``--place``); what the place asks for is its data (`places/*/place.toml`).

Source: the validators of provincial budget systems, 财预〔2020〕10号. Limits: a practice of reckoning that
nobody has told of is not known.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from drafter.checking.checks import case_rule
from drafter.checking.facts import Facts
from drafter.checking.finding import Finding
from drafter.checking.indicator_lines import lines, place_of, score_of, sent_back, weight_of
from drafter.language.interval import plain

_COST = "成本"


@case_rule("system-points")
def points(facts: Facts) -> Iterator[Finding]:
    if place_of(facts) is None:
        return
    for line in lines(facts):
        weight, score, deduction = weight_of(facts, line), score_of(facts, line), line.number("deduction")
        if weight is None:
            continue
        if weight <= 0:
            yield sent_back(facts, "system-points", line, "weight", "的分值是0", "请填大于0的分值")
        elif score is not None and score > weight:
            what = f"得分{plain(score)}分，超过了分值{plain(weight)}分"
            yield sent_back(facts, "system-points", line, "score", what, "请改")
        elif deduction is not None and deduction > weight:
            what = f"扣减{plain(deduction)}分，超过了分值{plain(weight)}分"
            yield sent_back(facts, "system-points", line, "deduction", what, "请改")


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
        why = ""
        if weight is not None and score is not None and score < weight:
            why = f"得分{plain(score)}分，低于分值{plain(weight)}分"
        elif found is not None and found.over:
            why = f"完成值达到指标值的{place.scoring.get('reasons', {}).get('over', 130)}%及以上"
        elif zero and line.number("target") == 0 and actual is not None and actual >= zero:
            why = f"指标值是0，完成值{plain(actual)}"
        if why:
            yield sent_back(facts, "system-reason", line, "", f"{why}，没有写偏差原因（reason）", "请补填")


@case_rule("system-sum")
def sums(facts: Facts) -> Iterator[Finding]:
    place, scores = place_of(facts), facts.case.scores
    if place is None or scores is None or not scores.rows:
        return
    allowed = [Decimal(str(one)) for one in place.system.get("total", [100])]
    own = scores.total_weight - scores.execution_weight
    if scores.total_weight not in allowed and own not in allowed:
        split = f"（预算执行率{plain(scores.execution_weight)}分、各项指标{plain(own)}分）"
        due = "或".join(plain(one) for one in allowed)
        what = f"分值合计{plain(scores.total_weight)}分{split}，应为{due}分，系统会退回，请调整"
        yield facts.finding("system-sum", "indicators", "", what)
    for level, due_points in place.scoring.get("weights", {}).items():
        mine = [one.weight.number for one in scores.rows if one.level1 == level and one.weight.number is not None]
        total = sum(mine, Decimal(0))
        if mine and Decimal(str(due_points)) and total != Decimal(str(due_points)):
            what = f"{level}的分值合计{plain(total)}分，{place.label}定的是{due_points}分，系统会退回，请调整"
            yield facts.finding("system-sum", "indicators", level, what)


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
            what = f"没有申报成本指标值，{place.label}得分不超过{plain(most)}分"
            yield sent_back(facts, "system-cost", line, "", what, "请改")


@case_rule("system-cancelled")
def cancelled(facts: Facts) -> Iterator[Finding]:
    if place_of(facts) is None:
        return
    for line in lines(facts, cancelled=True):
        filled = [label for key, label in (("actual", "完成值"), ("score", "得分")) if line.fact(key) is not None]
        if filled:
            yield sent_back(facts, "system-cancelled", line, "", f"已取消，{'、'.join(filled)}要空着", "请清空")
