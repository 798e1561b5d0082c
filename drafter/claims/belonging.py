"""Which claim of a note something is said of: a goal of the figure that has its unit, a reason behind a dash of what is
lacking before it.

Limits: a dash leads in a reason only behind words that say something is lacking, late or missed.
"""

from __future__ import annotations

from collections.abc import Sequence

from drafter.claims.segment import Segment
from drafter.language.late import LatePattern
from drafter.language.marks import brackets

_DASH = LatePattern("—{2,}|-{2,}")
_LACKS = LatePattern(
    r"[差缺少欠剩][^，。；]{0,4}\d|[没未]|低于|不足|缺口|差[\u4e00-\u9fff]|停[了工产]|[晚迟延慢]|偏低|下降|降|\d+(?:%|[名个处户])?空着|落后"
)
#: How far back the figure may stand that a goal is held against.
_BACK = 3


def reason_behind(folded: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the dash stands in ``folded[start:end]`` that leads in why something is lacking (差4位——人住院没采成); None
    where there is none."""
    match = _DASH.search(folded, start + 2, end - 2)
    if match is None or not _LACKS.search(folded, start, match.start()):
        return None
    held = any(one.start + start < match.start() < one.end + start for one in brackets(folded[start:end]))
    behind = folded[match.end() : match.end() + 1]
    return None if held or behind.isdigit() else match.span()


def fitting(found: Sequence[Segment], at: int, said: Segment) -> int:
    """The claim that a goal or last year's figure is held against: `at`, or one shortly before where only that counts
    in its unit (采访36位，录音84小时。目标40位)."""
    unit = said.amounts[0].unit if said.amounts else ""
    if said.role not in ("target", "last") or not unit or any(one.unit == unit for one in found[at].amounts):
        return at
    if not found[at].amounts:
        return at
    for back in range(at - 1, max(-1, at - 1 - _BACK), -1):
        if found[back].pieces and any(one.unit == unit for one in found[back].amounts):
            taken = any(one.of == back and one.role == said.role for one in found)
            return at if taken else back
    return at
