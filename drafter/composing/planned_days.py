"""Days against a plan: 12月18日投完，计划11月30日 is 18 days late, and the report says so.

The reader of a report gains the days; the writer, that a goal of time which was missed is not passed over.

Limits: two days of one year; where the end of February lies between them and the year decides by one day, nothing is
reckoned.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from drafter.facts.fact import Fact
from drafter.language.late import LatePattern
from drafter.report.sentence import Part

_DAY = LatePattern(r"(?<!\d)(?P<month>\d{1,2})月(?P<day>\d{1,2})[日号]")
_PLAN = LatePattern(
    r"(?P<word>原?计划|要求|原定|合同约定|约定|合同期|目标)(?:的|是|为|在|于)?"
    r"(?P<date>(?P<month>\d{1,2})月(?P<day>\d{1,2})[日号])(?:之?前|以前)?(?:完工|完成|交付)?"
)
#: 第二批12月18日投完，计划11月30日: what was done when, and when it was to be done.
_BOTH = LatePattern(
    r"(?:^|[；。])(?P<name>[^，；。]{0,14}?)(?P<date>\d{1,2}月\d{1,2}[日号])[^，；。\d]{0,8}，(?P<plan>[^，；。]+)"
)
#: A leap year and another: what they agree on holds for every year.
_YEARS = (2024, 2023)


def behind(parts: Sequence[Part]) -> tuple[Part, ...]:
    """The parts of a statement whose last says when it was planned, told by how many days it was late or early; as they
    are where they say no such thing."""
    at = max((number for number, part in enumerate(parts) if part == "，"), default=0)
    tail = [part for part in parts[at + 1 :] if isinstance(part, Fact)]
    if not at or not tail or len(tail) < len(parts) - at - 1:
        return tuple(parts)
    plan = _PLAN.fullmatch("".join(part.text for part in tail))
    done = list(_DAY.finditer("".join(part if isinstance(part, str) else part.text for part in parts[:at])))
    if plan is None or len(done) != 1 or not (days := _between(done[0].groups(), plan.groups()[2:4])):
        return tuple(parts)
    also = tuple(dict.fromkeys(path for part in tail for path in (part.path, *part.also)))
    day = Fact(tail[0].path, plan["date"], also=also)
    count = Fact(f"{tail[0].path}.days", f"{abs(days)}天", derived=True, inputs=also)
    return *parts[: at + 1], f"比{plan['word']}的", day, "晚" if days > 0 else "提前", count


def late(text: str) -> tuple[str, int]:
    """What a statement says was done later than planned, by its name, and by how many days; ("", 0) for none."""
    for both in _BOTH.finditer(text):
        plan = _PLAN.fullmatch(both["plan"])
        done = _DAY.fullmatch(both["date"])
        if plan is not None and done is not None and (days := _between(done.groups(), plan.groups()[2:4])) > 0:
            return both["name"], days
    return "", 0


def _between(done: Sequence[str], plan: Sequence[str]) -> int:
    """How many days one month and day comes behind another; 0 where that depends on the year or one is no day."""
    try:
        found = {
            (date(year, int(done[0]), int(done[1])) - date(year, int(plan[0]), int(plan[1]))).days for year in _YEARS
        }
    except ValueError:
        return 0
    return found.pop() if len(found) == 1 else 0
