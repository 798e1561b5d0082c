"""Goals that are noted apart from what came of them: 目标：讲座150场, and further down 结果：讲座168场.

The writer gains that each result is told with its goal.

Limits: a goal and a result belong together where they count in one unit and share a word, rates and what has a bound
where they share their name; each goal is used once.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from drafter.language.amounts import Amount, amounts
from drafter.language.marks import fold, split

#: How far before its figure the name of what is counted may stand.
_NEAR = 12
#: So many characters of its name belong to a rate, or to what has a bound.
_NAMED = 3
#: A verb has so many characters; a result is no more than so many times its goal.
_BARE, _FAR = 2, 5
_ASIDE = re.compile(r"（[^）]*）")
_BOUND = re.compile(r"(?:(?:不得?|不许|不能)(?:高|低|超|多|少|大|小)[过于出]?|控制在|高于|低于|[≤≥<>])$")
_PER = re.compile("[/／][\u4e00-\u9fff]{1,4}")
_BEHIND = re.compile("(?:[/／][\u4e00-\u9fff]{1,4})?(?:以上|以下|以内|左右|之内)?")
#: 垃圾回收站建8个: the verb stands behind the thing in some goals.
_VERB = re.compile("(?<=[\u4e00-\u9fff]{3})(?:新?建设?|修|清|种|装|办|做|达到?|完成|要)$")


class CountedGoal(NamedTuple):
    """A goal: what is counted, how many as typed, the unit; `near` is how many characters of its name must stand before
    a result, `value` what is counted to."""

    name: str
    said: str
    unit: str
    value: Decimal
    near: int = 2


def read_goals(text: str) -> list[CountedGoal]:
    """The goals of a line: 廊桥3座、戏台5座、合格率95%; sums without a bound and goals without a name are none."""
    folded = fold(text)
    found: list[CountedGoal] = []
    for low, high in split(folded, 0, len(folded), "，、；。"):
        clause = _ASIDE.sub("", folded[low:high])
        figures = amounts(clause)
        if len(figures) != 1:
            continue
        one = figures[0]
        name = re.sub(r"^(?:目标|计划|任务)?(?:就)?是|[：: ]", "", clause[: one.start])
        bound = _BOUND.search(name)
        name = _VERB.sub("", name[: bound.start()] if bound is not None else name)
        behind = clause[one.end :].strip()
        if len(name) < 2 or (behind and not _BEHIND.fullmatch(behind)) or one.whole is not None or one.high is not None:
            continue
        said = _bounded(bound[0] if bound is not None else "") + clause[one.start : one.end] + behind
        if _counts(one):
            found.append(CountedGoal(name, said, one.unit, one.value))
        elif one.sort == "rate" or ((bound is not None or behind) and one.unit):
            found.append(CountedGoal(name, said, one.unit, one.value, _NAMED))
    return found


def _bounded(said: str) -> str:
    """A bound as reports word it: 不高过 is 不超过."""
    return re.sub("^不得?(?:高|超|多|大)[过于出]?$", "不超过", re.sub("^不得?(?:低|少|小)[过于出]?$", "不低于", said))


def _counts(one: Amount) -> bool:
    return bool(one.unit) and one.sort not in ("money", "rate", "points") and one.whole is None and one.high is None


def with_goals(text: str, goals: list[CountedGoal]) -> tuple[str, list[CountedGoal]]:
    """A note with the goals of what it counts in brackets, and the goals that were used."""
    folded = fold(text)
    used: list[CountedGoal] = []
    told: list[tuple[int, str]] = []
    at = 0
    for one in amounts(folded):
        parts = re.split("[，；。、]", folded[at : one.start])
        # 泡沫浮球集中清，清了2.3万个: a bare verb counts what stands before it.
        before = "".join(parts[-2:] if len(parts[-1]) <= _BARE else parts[-1:])[-_NEAR:]
        at = end = _behind(folded, one)
        behind = folded[end:]
        if (
            one.whole is not None
            or one.high is not None
            or not one.unit
            or re.match(r"[（，]?(?:目标|计划|任务)", behind)
            or "目标" in before
        ):
            continue
        # 17座、150台 of 建站18座、装桩156台: a note of counts alone.
        unnamed = (
            re.fullmatch(r"(?:\d[\d.]*[\u4e00-\u9fff]{0,3}(?:（[^（）]*）)?[、，；])*", folded[: one.start]) is not None
        )
        fitting = [
            goal
            for goal in goals
            if goal not in used and goal.unit == one.unit and (unnamed or _alike(goal, one, before))
        ]
        if len(fitting) == 1:
            used.append(fitting[0])
            if unnamed:
                told.append((one.start, fitting[0].name))
            if behind.startswith("）"):
                # 全部检查了一遍（覆盖面100%）
                told.append((end, f"，目标{fitting[0].said}"))
                continue
            opens = behind.startswith("（")
            told.append((end + opens, f"目标{fitting[0].said}，" if opens else f"（目标{fitting[0].said}）"))
    for place, said in reversed(told):
        text = text[:place] + said + text[place:]
    return text, used


def _behind(folded: str, one: Amount) -> int:
    """Where an amount ends with what it is counted by: 0.42克/平方米."""
    per = _PER.match(folded, one.end)
    return per.end() if per is not None else one.end


def _alike(goal: CountedGoal, one: Amount, before: str) -> bool:
    """Whether a figure with some words before it can be the result of a goal: both are of one size."""
    if not goal.value or not one.value or not 1 / _FAR < one.value / goal.value < _FAR:
        return False
    name = goal.name
    near = min(goal.near, len(name))
    return any(name[at : at + near] in before for at in range(len(name) - near + 1))
