"""Goals that are noted apart from what came of them: 目标：讲座150场, and further down 结果：讲座168场.

The writer gains that each result is told with its goal.

Limits: a goal and a result belong together where they count in one unit and share a word; each goal is used once.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from drafter.language.amounts import Amount, amounts
from drafter.language.marks import fold, split

#: How far before its figure the name of what is counted may stand.
_NEAR = 12


class CountedGoal(NamedTuple):
    """A goal: what is counted, how many as typed, the unit."""

    name: str
    said: str
    unit: str


def read_goals(text: str) -> list[CountedGoal]:
    """The goals of a line: 廊桥3座、戏台5座; rates, sums and goals without a name are none."""
    folded = fold(text)
    found: list[CountedGoal] = []
    for low, high in split(folded, 0, len(folded), "，、；。"):
        clause = folded[low:high]
        figures = amounts(clause)
        if len(figures) != 1 or not _counts(figures[0]):
            continue
        one = figures[0]
        name = re.sub(r"^(?:目标|计划|任务)?(?:就)?是|[：: ]", "", clause[: one.start])
        if len(name) > 1 and not clause[one.end :].strip():
            found.append(CountedGoal(name, clause[one.start : one.end], one.unit))
    return found


def _counts(one: Amount) -> bool:
    return bool(one.unit) and one.sort not in ("money", "rate", "points") and one.whole is None and one.high is None


def with_goals(text: str, goals: list[CountedGoal]) -> tuple[str, list[CountedGoal]]:
    """A note with the goals of what it counts in brackets, and the goals that were used."""
    folded = fold(text)
    used: list[CountedGoal] = []
    told: list[tuple[int, str]] = []
    at = 0
    for one in amounts(folded):
        before = re.split("[，；。、]", folded[at : one.start])[-1][-_NEAR:]
        at = one.end
        behind = folded[one.end :]
        if not _counts(one) or re.match(r"[（，]?(?:目标|计划|任务)", behind) or "目标" in before:
            continue
        fitting = [goal for goal in goals if goal not in used and goal.unit == one.unit and _alike(goal.name, before)]
        if len(fitting) == 1:
            used.append(fitting[0])
            opens = behind.startswith("（")
            told.append((one.end + opens, f"目标{fitting[0].said}，" if opens else f"（目标{fitting[0].said}）"))
    for place, said in reversed(told):
        text = text[:place] + said + text[place:]
    return text, used


def _alike(name: str, before: str) -> bool:
    return any(name[at : at + 2] in before for at in range(len(name) - 1))
